//! Forms: what the schema of a kind asks for, and what was filled in as YAML at its place. A form adds an entry or changes
//! values of one that is there; it takes nothing away.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::value::Value;
use super::yaml::{Yaml, same};
use crate::edits::Edits;
use crate::edtf::Edtf;
use crate::files::{File, Files, Span};
use crate::import::slug;
use crate::manuscript::Manuscript;
use crate::schema::KINDS;
use crate::vocabulary::is_id;
use crate::yaml::Node;

/// What has a form, which schema describes it, and the keys that people are asked for first, in this order.
pub const FORMS: [(&str, &str, &[&str]); 5] = [
    ("source", "source", &["title", "outlet", "kind", "published", "url", "authors", "language"]),
    ("claimant", "claimants", &["name", "kind", "role", "party", "interest"]),
    ("event", "events", &["title", "start", "end", "kind", "place", "parties"]),
    ("place", "places", &["name", "kind", "lat", "lon", "precision_km", "publish_within_km"]),
    ("note", "note", &["title", "kind", "date", "about", "visibility", "author"]),
];

/// The key of a note's and a source's own words, which are no YAML.
const WORDS: &str = "text";

/// A field of a form.
#[derive(Clone, Debug, Serialize)]
pub struct Field {
    pub key: String,
    pub is_required: bool,
    /// Asked for at first; the others on demand.
    pub is_first: bool,
    #[serde(flatten)]
    pub takes: Takes,
}

/// What may be filled in.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "takes", content = "of", rename_all = "snake_case")]
pub enum Takes {
    Text,
    /// A text a line.
    Texts,
    Date,
    Number,
    Flag,
    OneOf(Vec<String>),
}

/// What a form comes to.
#[derive(Clone, Debug)]
pub struct Filled {
    pub edits: Edits,
    pub id: String,
    pub is_new: bool,
}

/// The fields of a kind's form; none for a word that is not among [`FORMS`].
pub fn fields(kind: &str) -> Option<Vec<Field>> {
    let (_, schema, first) = FORMS.iter().find(|(name, ..)| *name == kind)?;
    let (_, make) = KINDS.iter().find(|(name, _)| name == schema)?;
    let schema = make();
    let entry = schema.get("items").unwrap_or(&schema);
    let required: Vec<&str> = entry["required"].as_array()?.iter().filter_map(Json::as_str).collect();
    let all = entry["properties"].as_object()?;
    let field = |key: &str| {
        let takes = takes(all.get(key)?)?;
        let is_required = required.contains(&key) || (kind == "claimant" && key == "name");
        Some(Field { key: key.to_owned(), is_required, is_first: first.contains(&key), takes })
    };
    let others = all.keys().map(String::as_str).filter(|key| !first.contains(key) && *key != "id");
    Some(first.iter().copied().chain(others).filter_map(field).collect())
}

/// None: what only people write by hand, such as an entry inside an entry.
fn takes(schema: &Json) -> Option<Takes> {
    if let Some(words) = schema["enum"].as_array() {
        return Some(Takes::OneOf(words.iter().filter_map(Json::as_str).map(str::to_owned).collect()));
    }
    if schema["oneOf"].is_array() {
        return Some(Takes::Texts);
    }
    let types = &schema["type"];
    match types.as_str() {
        Some("boolean") => Some(Takes::Flag),
        Some("number") => Some(Takes::Number),
        Some("string") => Some(Takes::Text),
        Some(_) => None,
        None if schema["description"].as_str().is_some_and(|words| words.starts_with("EDTF")) => Some(Takes::Date),
        None => types.as_array().map(|_| Takes::Text),
    }
}

/// What a form shows of an entry that is there: its plain values, a line for each of several.
pub fn filled(file: &File, path: &[&str]) -> BTreeMap<String, String> {
    let yaml = Yaml::of(file);
    let Some(Node::Map(entries)) = yaml.as_ref().and_then(|yaml| yaml.get(path)).map(|node| &node.value) else {
        return BTreeMap::new();
    };
    let text = |node: &Node| match node {
        Node::Scalar { text, .. } => Some(text.clone()),
        Node::List(items) => {
            let lines: Option<Vec<&str>> = items
                .iter()
                .map(|item| match &item.value {
                    Node::Scalar { text, .. } => Some(text.as_str()),
                    _ => None,
                })
                .collect();
            lines.map(|lines| lines.join("\n"))
        }
        Node::Null | Node::Map(_) => None,
    };
    entries.iter().filter_map(|(key, value)| Some((key.value.clone(), text(&value.value)?))).collect()
}

/// Works out what filling in a form changes: of the entry `id`, or of a new one, which is given an id from its name or title.
///
/// # Errors
/// What is wrong with what was filled in, or why it has to be written by hand.
pub fn fill(
    kind: &str,
    id: Option<&str>,
    filled: &Map<String, Json>,
    manuscript: &Manuscript,
    files: &Files,
) -> Result<Filled, String> {
    let fields = fields(kind).ok_or_else(|| format!("there is no form for `{kind}`"))?;
    let known = |key: &String| fields.iter().any(|field| field.key == *key) || matches!(key.as_str(), "id" | WORDS);
    if let Some(odd) = filled.keys().find(|key| !known(key)) {
        return Err(format!("a {kind} has no `{odd}`"));
    }
    let mut values = Vec::new();
    for field in &fields {
        let given = filled.get(&field.key).map_or(Ok(None), |given| value(given, &field.takes));
        let given = given.map_err(|reason| format!("{}: {reason}", field.key.replace('_', " ")))?;
        match given {
            Some(value) => values.push((field.key.clone(), value)),
            None if id.is_none() && field.is_required => {
                return Err(format!("{}: this is needed", field.key.replace('_', " ")));
            }
            None => {}
        }
    }
    let words = filled.get(WORDS).and_then(Json::as_str).unwrap_or_default();
    let wanted = filled.get("id").and_then(Json::as_str).map(str::trim).filter(|id| !id.is_empty());
    let mut edits = Edits::default();
    let (id, is_new) = match id {
        Some(id) => (change(kind, id, &values, manuscript, files, &mut edits)?, false),
        None => (make(kind, wanted, values, words, manuscript, files, &mut edits)?, true),
    };
    Ok(Filled { edits, id, is_new })
}

/// None: nothing was filled in.
fn value(given: &Json, takes: &Takes) -> Result<Option<Value>, String> {
    let text = match given {
        Json::Null => return Ok(None),
        Json::Bool(flag) => flag.to_string(),
        Json::String(text) => text.trim().to_owned(),
        _ => return Err("a text was expected".to_owned()),
    };
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(match takes {
        Takes::Text => Value::Text(text),
        Takes::Texts => {
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            Value::Items(lines.into_iter().map(|line| Value::Text(line.to_owned())).collect())
        }
        Takes::Date => {
            Edtf::parse(&text)?;
            Value::Text(text)
        }
        Takes::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Word(number.to_string()),
            _ => return Err(format!("`{text}` is no number")),
        },
        Takes::Flag => match text.as_str() {
            "true" | "false" => Value::Word(text),
            _ => return Err(format!("`{text}` is neither true nor false")),
        },
        Takes::OneOf(words) if words.contains(&text) => Value::Word(text),
        Takes::OneOf(words) => return Err(format!("`{text}` is none of {}", words.join(", "))),
    }))
}

/// The list of a kind that is kept in one.
fn list_of(kind: &str) -> Option<&'static str> {
    match kind {
        "claimant" => Some("content/claimants.yaml"),
        "event" => Some("content/events.yaml"),
        "place" => Some("content/places.yaml"),
        _ => None,
    }
}

/// The ids of a kind that there are.
fn ids<'a>(kind: &str, manuscript: &'a Manuscript) -> Vec<&'a str> {
    match kind {
        "claimant" => manuscript.claimants.entries.iter().map(|entry| entry.id.as_str()).collect(),
        "event" => manuscript.events.entries.iter().map(|entry| entry.id.as_str()).collect(),
        "place" => manuscript.places.entries.iter().map(|entry| entry.id.as_str()).collect(),
        "source" => manuscript.sources.iter().map(|source| source.id.as_str()).collect(),
        _ => manuscript.notes.iter().map(|note| note.id.as_str()).collect(),
    }
}

fn by_hand(file: &str) -> String {
    format!("`{file}` cannot be changed by a program as it is written: change it by hand")
}

fn change(
    kind: &str,
    id: &str,
    values: &[(String, Value)],
    manuscript: &Manuscript,
    files: &Files,
    edits: &mut Edits,
) -> Result<String, String> {
    if !ids(kind, manuscript).contains(&id) {
        return Err(format!("there is no {kind} `{id}`"));
    }
    let of_source = || manuscript.sources.iter().find(|source| source.id == id).map(|source| &*source.file);
    let of_note = || manuscript.notes.iter().find(|note| note.id == id).map(|note| &*note.file);
    let (path, entry): (_, &[&str]) = match list_of(kind) {
        Some(list) => (Some(list), &[id]),
        None if kind == "source" => (of_source(), &[]),
        None => (of_note(), &[]),
    };
    let file = path.and_then(|path| files.get(path)).ok_or_else(|| format!("the file of `{id}` is gone"))?;
    let yaml = Yaml::of(file).ok_or_else(|| by_hand(&file.path))?;
    for (key, value) in values {
        let node = value.node();
        let is_same = yaml
            .get(&[entry, &[key.as_str()]].concat())
            .is_some_and(|old| node.as_ref().is_some_and(|new| same(&old.value, new)));
        if !is_same {
            edits.patch(file, yaml.set(entry, key, value).ok_or_else(|| by_hand(&file.path))?);
        }
    }
    Ok(id.to_owned())
}

fn make(
    kind: &str,
    wanted: Option<&str>,
    mut values: Vec<(String, Value)>,
    words: &str,
    manuscript: &Manuscript,
    files: &Files,
    edits: &mut Edits,
) -> Result<String, String> {
    let known = ids(kind, manuscript);
    let folder = if kind == "source" { "sources" } else { "notes" };
    let path = |id: &str| format!("content/{folder}/{id}.md");
    let is_taken = |id: &str| known.contains(&id) || (list_of(kind).is_none() && files.contains(&path(id)));
    let id = match wanted {
        Some(id) if !is_id(id) => {
            return Err(format!("`{id}` is no short name: use the letters a to z, digits and hyphens"));
        }
        Some(id) if is_taken(id) => return Err(format!("there is a {kind} `{id}` already")),
        Some(id) => id.to_owned(),
        None => {
            let named = values.iter().find(|(key, _)| key == "title" || key == "name").map(|(_, value)| value);
            let name = match named {
                Some(Value::Text(text)) => slug(text),
                _ => None,
            };
            let name = name.unwrap_or_else(|| kind.to_owned());
            let numbered = (2..).map(|number| format!("{name}-{number}"));
            std::iter::once(name.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(name)
        }
    };
    let Some(list) = list_of(kind) else {
        let lines: Vec<String> = values.iter().map(|(key, value)| value.entry(key, 0)).collect();
        let words = words.trim();
        let body = if words.is_empty() { String::new() } else { format!("\n{words}\n") };
        edits.make(&path(&id), format!("---\n{}\n---\n{body}", lines.join("\n")));
        return Ok(id);
    };
    values.insert(0, ("id".to_owned(), Value::Word(id.clone())));
    let entry = Value::Group(values);
    match files.get(list) {
        None => edits.make(list, format!("{}\n", entry.item(0))),
        Some(file) if file.bytes.iter().all(u8::is_ascii_whitespace) => {
            edits.replace(file, Span::new(0, file.bytes.len()), format!("{}\n", entry.item(0)));
        }
        Some(file) => {
            let patch = Yaml::of(file).and_then(|yaml| yaml.push(&[], &entry));
            edits.patch(file, patch.ok_or_else(|| by_hand(list))?);
        }
    }
    Ok(id)
}
