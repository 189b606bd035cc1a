//! A page is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("unknown-page", include_str!("unknown_page.md"));

pub fn unknown_page(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no page `{}`", name.value);
    unknown(&RULE, file, name, message, ("pages", known), "a page is named by its path in `content/` without `.md`")
        .about(Subject::Page(name.trim_end_matches(".md").to_owned()))
}
