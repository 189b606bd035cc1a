//! A link's address is not one that a page may open.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unsafe-link", include_str!("unsafe_link.md"));

pub fn unsafe_link(file: &FileId, target: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, target.span, format!("`{}` is no address that a reader should open", target.value))
        .help("links may begin with `https:`, `http:`, `mailto:` or `tel:`, or name a file of the site")
}
