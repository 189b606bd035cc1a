//! A page, source or note does not begin with a closed front matter.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("front-matter", include_str!("front_matter.md"));

pub fn front_matter(file: &FileId, span: Span, unclosed: bool) -> Diagnostic {
    let message = match unclosed {
        true => "the front matter is not closed",
        false => "the file has no front matter",
    };
    Diagnostic::new(&RULE, file, span, message)
        .help("begin the file with a line `---`, then the keys, such as `title: \"…\"`, then a line `---`")
}
