//! A source's address is of an archive whose copies are no evidence.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::warning("archive-doubted", include_str!("archive_doubted.md"));

pub fn archive_doubted(file: &FileId, url: &Text, reason: &str) -> Diagnostic {
    let message = format!("this archive {reason}, so readers are not sent to it");
    Diagnostic::new(&RULE, file, url.span, message)
        .help("save the page elsewhere, such as at web.archive.org, or give the reason for this one under `allow:`")
}
