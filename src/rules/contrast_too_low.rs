//! Words in a colour of the site's own, or on it, could not be read by everybody.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};

pub const RULE: Rule = Rule::fixed("contrast-too-low", include_str!("contrast_too_low.md"));

/// `other`: what the colour stands against, and its colour. `nearest`: the nearest colour that passes.
pub fn contrast_too_low(
    file: &FileId,
    span: Span,
    key: &str,
    colour: &str,
    other: (&str, &str),
    contrast: f64,
    nearest: Option<&str>,
) -> Diagnostic {
    let (what, against) = other;
    let message =
        format!("`{key}` {colour} is too near to {what} ({against}): a contrast of {contrast:.1}, and words need 4.5");
    let help = match nearest {
        Some(nearest) => format!("write `{key}: \"{nearest}\"`, the nearest that everybody can read"),
        None => format!("choose another `{key}`: no lightness of this hue can be read"),
    };
    Diagnostic::new(&RULE, file, span, message).help(help)
}
