//! What may be asked, and the answers.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Project;
use super::claim::claim;
use super::copy::{capture, copy};
use super::draft::draft;
use super::state::state;
use crate::editing::{filled, numbers, places};

/// What may be asked.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Ask {
    /// What there is, and what waits.
    State,
    /// A source and its copy.
    Source {
        /// Its id.
        id: String,
    },
    /// A page as it is being written.
    Page {
        /// As notes name it.
        name: String,
    },
    /// A claim beside its sources.
    Claim {
        /// The page's name.
        page: String,
        /// The claim's label.
        label: String,
    },
    /// What was filled in of a form.
    Filled {
        /// One of [`crate::editing::FORMS`].
        kind: String,
        /// Of which one.
        id: String,
    },
    /// The places at which words stand in a source's copy.
    Places {
        /// Its id.
        source: String,
        /// The words.
        words: String,
    },
    /// The numbers in words of a source.
    Numbers {
        /// Its id.
        source: String,
        /// The words.
        words: String,
    },
}

/// The answer as JSON.
///
/// # Errors
/// That there is no such thing.
pub fn answer(ask: &Ask, project: &Project) -> Result<Value, String> {
    Ok(match ask {
        Ask::State => json(state(project)),
        Ask::Source { id } => json(copy(id, project)?),
        Ask::Page { name } => json(draft(name, project)?),
        Ask::Claim { page, label } => json(claim(page, label, project)?),
        Ask::Filled { kind, id } => json(filled(kind, id, &project.compiled.manuscript, project.files)?),
        Ask::Places { source, words } => {
            json(capture(source, project)?.map(|capture| places(words, &capture)).unwrap_or_default())
        }
        Ask::Numbers { source, words } => {
            let (manuscript, settings) = (&project.compiled.manuscript, &project.compiled.manuscript.settings);
            let source = manuscript.sources.iter().find(|known| known.id == *source);
            let language = source.and_then(|source| source.language.as_deref()).unwrap_or(&settings.language);
            json(numbers(words, language))
        }
    })
}

fn json(answer: impl Serialize) -> Value {
    serde_json::to_value(answer).unwrap_or_default()
}
