//! A place is named that does not exist.

use crate::diagnostic::{Diagnostic, Rule, Subject, unknown};
use crate::files::FileId;
use crate::manuscript::Text;
use crate::vocabulary::is_id;

pub const RULE: Rule = Rule::fixed("unknown-place", include_str!("unknown_place.md"));

pub fn unknown_place(file: &FileId, name: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("there is no place `{}`", name.value);
    let more = match is_id(&name.value) {
        true => format!(
            "`onrecord new place {id} name=\"…\" kind=city lat=… lon=…` adds one, which is a line of `content/places.yaml`, with its name, latitude and longitude: `- {{ id: {id}, name: \"\", kind: city, lat: , lon: }}`",
            id = name.value
        ),
        false => "places are listed in `content/places.yaml`".to_owned(),
    };
    unknown(&RULE, file, name, message, ("places", known), &more).about(Subject::Place(name.value.clone()))
}
