//! `sensitive:` and `shows:`, alike on pictures, excerpts and pages.

use crate::manuscript::Sensitive;
use crate::passage::Register;
use crate::rules;
use crate::yaml::Fields;

/// What is to lie under a veil. Without a line that says what is shown nobody could decide whether to look.
pub fn sensitive(fields: &mut Fields) -> Option<Sensitive> {
    let kind = fields.name("sensitive");
    let shows = fields.text("shows").map(|shows| (shows.span, fields.kept(shows, Register::Caption)));
    match (kind, shows) {
        (None, None) => None,
        (None, Some((span, _))) => {
            let example = "death";
            fields.notices.push(rules::missing_field(fields.file(), span, "`shows`", "sensitive", example));
            None
        }
        (Some(kind), None) => {
            let example = "\"Two people lie beside a bus; no faces.\"";
            fields.notices.push(rules::missing_field(fields.file(), kind.span, "`sensitive`", "shows", example));
            None
        }
        (Some(kind), Some((_, shows))) => {
            let kind = fields.as_word("sensitive", &kind)?.value;
            Some(Sensitive { kind, shows })
        }
    }
}
