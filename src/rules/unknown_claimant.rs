//! A claimant is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::import::slug;
use crate::manuscript::Text;
use crate::vocabulary::is_id;

pub const RULE: Rule = Rule::fixed("unknown-claimant", include_str!("unknown_claimant.md"));

pub fn unknown_claimant(file: &FileId, name: &Text, known: &[&str], called: Option<&str>) -> Diagnostic {
    if let Some(id) = called {
        let message = format!("“{}” is a name, and here stands the id of who is called so", name.value);
        let found = Diagnostic::new(&RULE, file, name.span, message).about(Subject::Claimant(name.value.clone()));
        return found.help(format!("write `{id}`")).mend(name.span, id);
    }
    let message = format!("there is no claimant `{}`", name.value);
    let more = match (is_id(&name.value), slug(&name.value)) {
        (true, _) => format!(
            "`onrecord new claimant {id} name=\"…\" kind=official` adds one, which is a line of `content/claimants.yaml`, with the name between the marks: `- {{ id: {id}, name: \"\" }}`",
            id = name.value
        ),
        (false, Some(id)) => format!(
            "`onrecord new claimant {id} name=\"{name}\" kind=official` adds one; then write `{id}` here",
            name = name.value
        ),
        (false, None) => "claimants are listed in `content/claimants.yaml`".to_owned(),
    };
    unknown(&RULE, file, name, message, ("claimants", known), &more).about(Subject::Claimant(name.value.clone()))
}
