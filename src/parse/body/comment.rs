//! Comments of HTML: for the editors alone, never published.

use std::ops::Range;

/// A text without its comments.
#[derive(Debug, Default)]
pub struct Stripped {
    pub html: String,
    /// The words of each comment: bytes of the text given.
    pub comments: Vec<Range<usize>>,
    /// Where a comment begins that does not end.
    pub open: Option<usize>,
}

/// Takes the comments out of HTML. One that is not closed goes to the end.
pub fn strip(text: &str) -> Stripped {
    let mut stripped = Stripped::default();
    let mut at = 0;
    while let Some(start) = text[at..].find("<!--").map(|found| at + found) {
        stripped.html.push_str(&text[at..start]);
        let inside = &text[start + 4..];
        // `<!-->` and `<!--->` are whole.
        let short = [">", "->"].into_iter().find(|end| inside.starts_with(end)).map(|end| (0, end.len()));
        match short.or_else(|| inside.find("-->").map(|length| (length, 3))) {
            Some((length, closing)) => {
                let end = start + 4 + length;
                stripped.comments.push(start + 4..end);
                at = end + closing;
            }
            None => {
                stripped.comments.push(start + 4..text.len());
                stripped.open = Some(start);
                return stripped;
            }
        }
    }
    stripped.html.push_str(&text[at..]);
    stripped
}
