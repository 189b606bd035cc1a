//! Markdown as it is read: the same text, character for character and line for line, with its marks hidden.

use pulldown_cmark::{Event, Parser};

use super::body::markdown_options;

/// Stands for a mark: a character that takes no space and that comparing words passes over.
const HIDDEN: char = '\u{2060}';

/// The text with each character of its markup hidden. White space stays, and so does every code point's place.
pub fn as_read(text: &str) -> String {
    let mut words = vec![false; text.len()];
    for (event, range) in Parser::new_ext(text, markdown_options()).into_offset_iter() {
        let said = match &event {
            // A character reference is read where it stands.
            Event::Text(_) => range,
            Event::Code(code) => match text[range.clone()].find(&**code) {
                Some(at) => range.start + at..range.start + at + code.len(),
                None => range,
            },
            _ => continue,
        };
        words[said].fill(true);
    }
    let kept = |(at, character): (usize, char)| match words[at] || character.is_whitespace() {
        true => character,
        false => HIDDEN,
    };
    text.char_indices().map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_hidden_and_places_stay() {
        let text = "## The *ferry*\n\n> ran into the [quay](https://a.example \"x\") of\n> `Port\\_Lowen` &amp; `a`\\*\n\n1. **nine** injured[^1]\n";
        let read = as_read(text);
        assert_eq!(read.chars().count(), text.chars().count());
        let words: String = read.chars().filter(|character| *character != HIDDEN).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(words, "The ferry ran into the quay of Port\\_Lowen &amp; a* nine injured[^1]");
    }
}
