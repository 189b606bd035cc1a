//! A body's text as it is parsed, and the way back from it to the file.
//!
//! Undefined footnotes are plain text to pulldown-cmark, so a definition of every label that occurs is put in front of the
//! text before parsing; all offsets are counted back over it. A local definition of the same label stands behind it and is
//! the one that counts.

use std::borrow::Cow;
use std::ops::Range;

use crate::files::Span;

/// A text as it is parsed, and where it stands in its file.
pub struct Written<'t> {
    full: Cow<'t, str>,
    /// How much stands before the text that is not the author's.
    prefix: usize,
    base: usize,
}

impl<'t> Written<'t> {
    /// A text that begins at byte `base` of its file.
    pub fn new(text: &'t str, base: usize) -> Written<'t> {
        let mut full = prefix(text);
        let prefix = full.len();
        if prefix == 0 {
            return Written { full: Cow::Borrowed(text), prefix, base };
        }
        full.push_str(text);
        Written { full: Cow::Owned(full), prefix, base }
    }

    pub fn source(&self) -> Source<'_> {
        Source { full: &self.full, prefix: self.prefix, base: self.base }
    }
}

/// The same, for those who read it.
#[derive(Clone, Copy, Debug)]
pub struct Source<'t> {
    pub full: &'t str,
    /// How much stands before the text that is not the author's.
    pub prefix: usize,
    base: usize,
}

impl<'t> Source<'t> {
    /// A range of the parsed text as a place in the file.
    pub fn span(self, range: &Range<usize>) -> Span {
        let back = |at: usize| at.saturating_sub(self.prefix) + self.base;
        Span::new(back(range.start), back(range.end))
    }

    /// What stands in a range of the parsed text.
    pub fn text(self, range: &Range<usize>) -> &'t str {
        self.full.get(range.clone()).unwrap_or_default()
    }
}

/// Definitions for every label that occurs, so that each reference becomes an event.
fn prefix(text: &str) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), b"[^") {
        let rest = &text[at + 2..];
        if let Some(end) = rest.find(|c: char| c == ']' || c == '[' || c.is_whitespace())
            && end > 0
            && rest[end..].starts_with(']')
        {
            labels.push(&rest[..end]);
        }
    }
    labels.sort_unstable();
    labels.dedup();
    if labels.is_empty() {
        return String::new();
    }
    let length = labels.iter().map(|label| label.len() + 8).sum::<usize>();
    let mut prefix = String::with_capacity(length + text.len() + 16);
    for label in labels {
        prefix.extend(["[^", label, "]: x\n"]);
    }
    prefix.push_str("\n<!---->\n\n");
    prefix
}
