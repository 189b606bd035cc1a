//! A file that would be published tells more than it shows, and cannot be cleaned.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::media::Refusal;

pub const RULE: Rule = Rule::error("asset-unclean", include_str!("asset_unclean.md"));

pub fn asset_unclean(file: &FileId, refusal: &Refusal) -> Diagnostic {
    Diagnostic::new(&RULE, file, Span::new(0, 1), format!("this file {}", refusal.because)).help(refusal.help)
}
