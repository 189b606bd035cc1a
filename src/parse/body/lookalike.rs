//! Signs that look like a link or a footnote and are none: they stand in the text as they were written.

use std::ops::Range;

use crate::passage::Passage;
use crate::rules::Lookalike;

/// Two signs, the one that closes them, what they look like, and whether they do: by where they stand and the words inside.
type Sign<'a> = (&'a str, char, Lookalike, &'a dyn Fn(usize, &str) -> bool);

/// What looks like syntax in a block's own words: where, what, and the words in it.
pub fn find(prose: &Passage) -> Vec<(Range<usize>, Lookalike, String)> {
    let text = &*prose.text;
    let mut found = Vec::new();
    // Each sign has a bracket in it.
    let Some(first) = memchr::memchr2(b'[', b']', text.as_bytes()) else { return found };
    let first_bracket = text[first..].find('[').map_or(text.len(), |at| first + at);
    let is_spaced = |words: &str| words.trim().contains(char::is_whitespace);
    let signs: [Sign; 3] = [
        ("](", ')', Lookalike::SpacedLink, &|at, words| first_bracket < at && is_spaced(words)),
        ("[^", ']', Lookalike::SpacedLabel, &|_, words| is_spaced(words) && !words.contains('[')),
        ("^[", ']', Lookalike::InlineFootnote, &|_, words| !words.trim().is_empty()),
    ];
    for (sign, closing, kind, is_one) in signs {
        for (at, _) in text.match_indices(sign).filter(|(at, _)| prose.is_written(*at) && prose.is_written(at + 1)) {
            let inside = &text[at + 2..];
            let Some(end) = inside.find(closing) else { break };
            let words = &inside[..end];
            let address = words.split(" \"").next().unwrap_or(words);
            if is_one(at, words) {
                found.push((at..at + 2 + end + 1, kind, address.trim().to_owned()));
            }
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    found
}
