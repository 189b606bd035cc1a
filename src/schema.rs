//! JSON Schema of the files that authors write, for editors that complete and check while one types.
//!
//! Made by hand from the same vocabulary as the parser; a test holds the two together. The draft is 2020-12. Where YAML
//! reads a number in place of a text (`value: 21`, `published: 2023`), the schema allows it as the parser does.

use serde_json::{Map, Value, json};

use crate::check::table;

mod files;

/// Makes a schema.
type Make = fn() -> Value;

/// What can be described, and how.
pub const KINDS: [(&str, Make); 7] = [
    ("site", files::site),
    ("page", files::page),
    ("source", files::source),
    ("note", files::note),
    ("claimants", files::claimants),
    ("events", files::events),
    ("places", files::places),
];

/// The schema as a file; none for a word that is not among [`KINDS`].
pub fn schema(kind: &str) -> Option<String> {
    let (_, make) = KINDS.iter().find(|(name, _)| *name == kind)?;
    let mut schema = make();
    if let Value::Object(members) = &mut schema {
        members.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
        members.insert("title".to_owned(), json!(format!("onrecord {kind}")));
    }
    serde_json::to_string_pretty(&schema).ok().map(|text| text + "\n")
}

/// A text; YAML may have read it as a number.
fn text() -> Value {
    json!({"type": ["string", "number"]})
}

/// One text, or several.
fn texts() -> Value {
    json!({"oneOf": [text(), {"type": "array", "items": text()}]})
}

/// One of a list of words.
fn word(words: &[&str]) -> Value {
    json!({"enum": words})
}

/// EDTF level 0 or 1: `2023-12-30`, `2024-01`, `2024-01-05?`, `2023-12-29/2024-01-02`.
fn date() -> Value {
    json!({"type": ["string", "integer"], "description": "EDTF: 2023-12-30, 2024-01, 2024-01-05?, 2023-12-29/2024-01-02"})
}

/// Before the kind of thing whose id a text is.
pub const ID_OF: &str = "the id of: ";

/// The id of one of a kind.
fn id_of(kind: &str) -> Value {
    json!({"type": ["string", "number"], "description": format!("{ID_OF}{kind}")})
}

fn id() -> Value {
    json!({"type": "string", "pattern": "^[a-z0-9-]+$"})
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn number() -> Value {
    json!({"type": "number"})
}

fn list(items: Value) -> Value {
    json!({"type": "array", "items": items})
}

/// Names chosen by the author, each with a value of one kind.
fn named(value: Value) -> Value {
    json!({"type": "object", "additionalProperties": value})
}

/// The same under the code of a rule that may be answered or lowered.
fn by_rule(value: Value) -> Value {
    let codes: Vec<&str> = table().into_iter().filter(|rule| !rule.fixed).map(|rule| rule.code).collect();
    let mut all = named(value);
    all["propertyNames"] = word(&codes);
    all
}

/// `allow: {RULE: "reason"}`.
fn allow() -> Value {
    by_rule(text())
}

/// A mapping with these keys and no others.
fn object(required: &[&str], members: Vec<(&str, Value)>) -> Value {
    let members: Map<String, Value> = members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": members})
}
