//! `sensitive:` and `shows:`, alike on pictures, excerpts and pages.

use crate::manuscript::Sensitive;
use crate::passage::Register;
use crate::rules;
use crate::yaml::Fields;

/// What is to lie under a veil. Without a line that says what is shown nobody could decide whether to look.
pub fn sensitive(fields: &mut Fields) -> Option<Sensitive> {
    let (kind, shows) = (fields.name("sensitive"), fields.text("shows"));
    match (kind, shows) {
        (None, None) => None,
        (None, Some(shows)) => {
            let example = "death";
            fields.notices.push(rules::missing_field(fields.file(), shows.span, "`shows`", "sensitive", example));
            None
        }
        (Some(kind), None) => {
            let example = "\"Two people lie beside a bus; no faces.\"";
            fields.notices.push(rules::missing_field(fields.file(), kind.span, "`sensitive`", "shows", example));
            None
        }
        (Some(kind), Some(shows)) => {
            let kind = fields.as_word("sensitive", &kind)?.value;
            Some(Sensitive { kind, shows: fields.kept(shows, Register::Caption) })
        }
    }
}
