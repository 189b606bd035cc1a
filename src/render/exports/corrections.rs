//! `corrections.json`: every correction, clarification, update and retraction, newest first. Once published, an entry
//! stays as it is: `publish` compares.

use serde::{Deserialize, Serialize};

use crate::site::{Note, Route};

use super::super::notes;
use super::super::scene::Scene;
use super::list;

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Corrections {
    #[serde(default)]
    pub corrections: Vec<CorrectionRecord>,
}

/// One note.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CorrectionRecord {
    pub id: String,
    pub url: String,
    pub kind: String,
    /// EDTF.
    pub date: String,
    pub title: String,
    /// As the author wrote it: `claim:index#toll-25`.
    #[serde(default)]
    pub about: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The note's own words, a paragraph a line.
    #[serde(default)]
    pub text: String,
}

pub fn json(scene: &Scene) -> String {
    let public = notes::corrections(scene).into_iter().filter(|note| notes::is_public(note));
    let records: Vec<CorrectionRecord> = public.map(|note| record(note, scene)).collect();
    list("corrections", &records)
}

fn record(note: &Note, scene: &Scene) -> CorrectionRecord {
    let text = &note.text;
    CorrectionRecord {
        id: note.id.to_string(),
        url: format!("{}#note-{}", scene.at.absolute(&Route::from("notes.html")), note.id),
        kind: text.kind.as_str().to_owned(),
        date: text.date.to_string(),
        title: text.title.to_string(),
        about: text.about.iter().map(|about| about.value.clone()).collect(),
        author: text.author.as_ref().map(ToString::to_string),
        was: text.was.as_ref().map(ToString::to_string),
        now: text.now.as_ref().map(ToString::to_string),
        reason: text.reason.as_ref().map(ToString::to_string),
        text: text.passages.body().map(|passage| &*passage.text).collect::<Vec<_>>().join("\n"),
    }
}
