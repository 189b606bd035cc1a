//! A link leads to nothing.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("broken-link", include_str!("broken_link.md"));

pub fn broken_link(file: &FileId, target: &Text, known: &[&str]) -> Diagnostic {
    let help = match crate::diagnostic::did_you_mean(target, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            "links name a file relative to this one, such as `other.md`, `sources/ID.md` or `picture.png`".to_owned()
        }
    };
    Diagnostic::new(&RULE, file, target.span, format!("nothing is published at `{}`", target.value)).help(help)
}
