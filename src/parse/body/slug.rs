//! Heading ids as GitHub makes them, Unicode kept; a clash gets `-1`, `-2`, …, and one that the site gives itself gets
//! `section-` before it.

use std::collections::BTreeMap;

use unicode_normalization::char::is_combining_mark;

use crate::files::composed;

/// The ids given out on one page.
#[derive(Debug, Default)]
pub struct Slugs {
    /// Each id, and the number that the next heading of the same text begins with.
    taken: BTreeMap<String, usize>,
}

impl Slugs {
    /// The id for a heading's text, after a prefix.
    pub fn unique(&mut self, prefix: &str, text: &str) -> String {
        let mut slug = format!("{prefix}{}", slug(text));
        if is_reserved(&slug) {
            slug.insert_str(0, "section-");
        }
        let Some(known) = self.taken.get(&slug) else {
            self.taken.insert(slug.clone(), 1);
            return slug;
        };
        let free = |number: &usize| !self.taken.contains_key(&format!("{slug}-{number}"));
        let number = (*known..).find(free).unwrap_or_default();
        let id = format!("{slug}-{number}");
        self.taken.insert(slug, number + 1);
        self.taken.insert(id.clone(), 1);
        id
    }
}

/// Of claims, evidence, footnotes, lists, sources, notes, excerpts and places.
const PREFIXES: &[&str] = &["c-", "n-", "r-", "fn-", "fr-", "list-", "head-", "s-", "note-", "x-", "p-", "e-"];
/// Of maps, tables and time lines, before their number.
const NUMBERED: &[&str] = &["map-", "figures-", "timeline-"];

/// Whether the site gives this id itself: to claims, evidence, footnotes, lists, maps and the frame of the page.
fn is_reserved(id: &str) -> bool {
    let has_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    ["main", "glance", "pop", "pop-title"].contains(&id)
        || PREFIXES.iter().any(|prefix| id.starts_with(prefix))
        || NUMBERED.iter().any(|prefix| id.strip_prefix(prefix).is_some_and(has_number))
}

/// Composed, in lower case; letters with their marks, digits, `-` and `_` stay, white space becomes `-`, all else goes.
fn slug(text: &str) -> String {
    let slug: String = composed(text.trim())
        .to_lowercase()
        .chars()
        .filter_map(|character| match character {
            '-' | '_' => Some(character),
            character if character.is_whitespace() => Some('-'),
            character if character.is_alphanumeric() || is_combining_mark(character) => Some(character),
            _ => None,
        })
        .collect();
    match slug.is_empty() {
        true => "section".to_owned(),
        false => slug,
    }
}
