//! An image or download is not there.

use crate::diagnostic::{Diagnostic, Rule, did_you_mean};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("missing-asset", include_str!("missing_asset.md"));

pub fn missing_asset(file: &FileId, target: &Text, known: &[&str]) -> Diagnostic {
    let help = did_you_mean(target, known, || {
        "put the file beside the page or in `content/static/`, and name it relative to the page".to_owned()
    });
    Diagnostic::new(&RULE, file, target.span, format!("there is no file `{}`", target.value)).help(help)
}
