//! A theme's style sheet sets variables, and takes the place of the whole built-in one.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::warning("stylesheet-replaced", include_str!("stylesheet_replaced.md"));

/// `kilobytes`: of the sheet that it replaces.
pub fn stylesheet_replaced(file: &FileId, kilobytes: usize) -> Diagnostic {
    let message =
        format!("this style sheet sets variables only, and takes the place of the {kilobytes} kB of the built-in one");
    Diagnostic::new(&RULE, file, Span::new(0, 1), message).help(
        "set colours and letters with `look:` in content/site.yaml, or move this file to content/static/ and name it there \
         (`look: { css: \"static/own.css\" }`): it is then read after the built-in sheet",
    )
}
