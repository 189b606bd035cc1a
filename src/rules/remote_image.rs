//! An image lies on another site.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("remote-image", include_str!("remote_image.md"));

pub fn remote_image(file: &FileId, target: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, target.span, "the image lies on another site, and a page loads nothing from elsewhere")
        .help("save the image beside the page, with its credit in `IMAGE.yaml`")
}
