//! Forms: what the schema of a kind asks for.

use serde::Serialize;
use serde_json::Value as Json;

use super::value::Value;
use crate::edtf::Edtf;
use crate::schema::KINDS;

/// What has a form.
pub struct Form {
    pub kind: &'static str,
    /// The schema that describes it, and where in that.
    schema: (&'static str, &'static str),
    /// The keys that people are asked for first, in this order.
    first: &'static [&'static str],
}

const fn form(kind: &'static str, schema: (&'static str, &'static str), first: &'static [&'static str]) -> Form {
    Form { kind, schema, first }
}

/// All of them; a key with a dot is one of a group's.
pub const FORMS: [Form; 9] = [
    form("source", ("source", ""), &["title", "outlet", "kind", "published", "url", "authors", "language"]),
    form(
        "excerpt",
        ("source", "/properties/excerpts/additionalProperties"),
        &["quote", "claimant", "as_of", "locator"],
    ),
    form("claimant", ("claimants", "/items"), &["name", "kind", "role", "party", "interest"]),
    form("event", ("events", "/items"), &["title", "start", "end", "kind", "place", "parties"]),
    form("place", ("places", "/items"), &["name", "kind", "lat", "lon", "precision_km", "publish_within_km"]),
    form("note", ("note", ""), &["title", "kind", "date", "about", "visibility", "author"]),
    form("page", ("page", ""), &["title", "standfirst", "date", "updated", "authors"]),
    form("claim", ("page", "/properties/claims/additionalProperties"), &["kind", "short"]),
    form(
        "site",
        ("site", ""),
        &["title", "base_url", "contact", "authors", "look.accent", "look.paper", "look.font", "look.logo"],
    ),
];

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

/// The fields of a kind's form; none for a word that is not among [`FORMS`].
pub fn fields(kind: &str) -> Option<Vec<Field>> {
    let form = FORMS.iter().find(|form| form.kind == kind)?;
    let (_, make) = KINDS.iter().find(|(name, _)| *name == form.schema.0)?;
    let schema = make();
    let entry = schema.pointer(form.schema.1)?;
    let required: Vec<&str> = entry["required"].as_array()?.iter().filter_map(Json::as_str).collect();
    let mut all: Vec<(String, Takes)> = Vec::new();
    for (key, value) in entry["properties"].as_object()?.iter().filter(|(key, _)| !MADE.contains(&key.as_str())) {
        match (takes(value), value["properties"].as_object()) {
            (Some(takes), _) => all.push((key.clone(), takes)),
            (None, Some(group)) => {
                let inner = group.iter().filter_map(|(inner, value)| Some((format!("{key}.{inner}"), takes(value)?)));
                all.extend(inner);
            }
            (None, None) => {}
        }
    }
    let place = |key: &str| form.first.iter().position(|first| *first == key).unwrap_or(form.first.len());
    all.sort_by_key(|(key, _)| place(key));
    let field = |(key, takes): (String, Takes)| Field {
        is_required: required.contains(&key.as_str()) || (kind == "claimant" && key == "name"),
        is_first: form.first.contains(&key.as_str()),
        key,
        takes,
    };
    Some(all.into_iter().map(field).collect())
}

/// Keys that the program writes: ids, and how a copy was verified.
const MADE: [&str; 2] = ["id", "capture"];

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

/// What was filled in, as YAML. None: nothing.
pub fn value(given: &Json, takes: &Takes) -> Result<Option<Value>, String> {
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
