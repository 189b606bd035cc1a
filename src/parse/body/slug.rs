//! Heading ids as GitHub makes them, Unicode kept; a clash gets `-1`, `-2`, …

use std::collections::BTreeSet;

/// The ids given out on one page.
#[derive(Debug, Default)]
pub struct Slugs {
    taken: BTreeSet<String>,
}

impl Slugs {
    /// The id for a heading's text.
    pub fn unique(&mut self, text: &str) -> String {
        let slug = slug(text);
        let mut candidate = slug.clone();
        let mut number = 0;
        while !self.taken.insert(candidate.clone()) {
            number += 1;
            candidate = format!("{slug}-{number}");
        }
        candidate
    }
}

/// Lower case; letters, digits, `-` and `_` stay, white space becomes `-`, all else goes.
fn slug(text: &str) -> String {
    let slug: String = text
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            '-' | '_' => Some(character),
            character if character.is_whitespace() => Some('-'),
            character if character.is_alphanumeric() => Some(character),
            _ => None,
        })
        .collect();
    match slug.is_empty() {
        true => "section".to_owned(),
        false => slug,
    }
}
