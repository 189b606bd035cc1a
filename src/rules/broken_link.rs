//! A link leads to nothing.

use crate::diagnostic::{Diagnostic, Rule, Subject, did_you_mean};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("broken-link", include_str!("broken_link.md"));

/// `path`: where in the project the link leads.
pub fn broken_link(file: &FileId, target: &Text, path: &str, known: &[&str]) -> Diagnostic {
    let help = did_you_mean(target, known, || {
        "links name a file relative to this one, such as `other.md`, `sources/ID.md` or `picture.png`".to_owned()
    });
    let message = format!("nothing is published at `{}`", target.value);
    Diagnostic::new(&RULE, file, target.span, message).help(help).about(Subject::Target(path.to_owned()))
}
