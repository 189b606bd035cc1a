//! A file in content/static/ lies in a folder that is never published.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("asset-withheld", include_str!("asset_withheld.md"));

pub fn asset_withheld(file: &FileId) -> Diagnostic {
    Diagnostic::new(&RULE, file, Span::new(0, 1), "this file is not copied: its folder is one that is never published")
        .help("move it out of folders called `private`, `captures` or `.git`, or to `content/private/`")
}
