//! What may stand in each YAML file, read from the schemas that authors' editors use: a key that a format gains is generated
//! and edited from then on.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value as Json;

use super::part::{Name, Sort};

/// What a key holds.
#[derive(Debug, PartialEq)]
pub enum Value {
    Leaf(Sort),
    List(Box<Value>),
    Map(Map),
    /// The keys are the author's.
    Named(Sort, Box<Value>),
}

/// A group of keys, and where it stands: `source.excerpts.figures`.
#[derive(Debug, PartialEq)]
pub struct Map {
    pub place: String,
    pub keys: Vec<Key>,
}

#[derive(Debug, PartialEq)]
pub struct Key {
    pub name: String,
    pub required: bool,
    pub value: Value,
}

impl Value {
    /// The keys of a group, and of the groups in a list.
    pub fn keys(&self) -> &[Key] {
        match self {
            Value::Map(map) => &map.keys,
            Value::List(item) => item.keys(),
            _ => &[],
        }
    }
}

static FORMATS: LazyLock<BTreeMap<&str, Value>> = LazyLock::new(|| {
    let of = |kind: &str| {
        let text = onrecord::schema::schema(kind).expect("a schema");
        read(&serde_json::from_str(&text).expect("JSON"), kind)
    };
    let words = || Value::Leaf(Sort::Words);
    let key = |name: &str| Key { name: name.to_owned(), required: false, value: words() };
    let sidecar = Map { place: "sidecar".to_owned(), keys: ["credit", "licence", "caption"].map(key).into() };
    let own = [("sidecar", Value::Map(sidecar)), ("strings", Value::Named(Sort::Use(Name::Word), Box::new(words())))];
    onrecord::schema::KINDS.iter().map(|(kind, _)| (*kind, of(kind))).chain(own).collect()
});

/// The format of a kind of file: `page`, `source`, `claimants`, `sidecar` …
pub fn format(kind: &str) -> &'static Value {
    &FORMATS[kind]
}

/// Every key of every file, with where it stands.
pub fn all_keys() -> Vec<(&'static str, &'static str)> {
    fn within(value: &'static Value) -> Vec<(&'static str, &'static str)> {
        match value {
            Value::Leaf(_) => Vec::new(),
            Value::List(inner) | Value::Named(_, inner) => within(inner),
            Value::Map(map) => {
                let own = map.keys.iter().map(|key| (map.place.as_str(), key.name.as_str()));
                own.chain(map.keys.iter().flat_map(|key| within(&key.value))).collect()
            }
        }
    }
    FORMATS.values().flat_map(within).collect()
}

fn read(schema: &Json, place: &str) -> Value {
    let Some(object) = schema.as_object() else { return Value::Leaf(sort(place)) };
    if let Some(words) = object.get("enum").and_then(Json::as_array) {
        return Value::Leaf(choice(words));
    }
    if let Some(either) = object.get("oneOf").and_then(Json::as_array).filter(|_| !object.contains_key("type")) {
        // One text or several.
        return either
            .iter()
            .find(|schema| schema["type"] == "array")
            .map_or(Value::Leaf(sort(place)), |s| read(s, place));
    }
    match object.get("type").and_then(Json::as_str) {
        Some("array") => Value::List(Box::new(read(&schema["items"], place))),
        Some("object") if schema["additionalProperties"].is_object() => {
            let names = schema["propertyNames"]["enum"].as_array();
            let sort = names.map_or_else(|| sort(&format!("{place}.*")), |words| choice(words));
            Value::Named(sort, Box::new(read(&schema["additionalProperties"], place)))
        }
        Some("object") => {
            let required: Vec<&str> =
                schema["required"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            let members = schema["properties"].as_object().into_iter().flatten();
            let keys = members.map(|(name, schema)| Key {
                name: name.clone(),
                required: required.contains(&name.as_str()),
                value: read(schema, &format!("{place}.{name}")),
            });
            Value::Map(Map { place: place.to_owned(), keys: keys.collect() })
        }
        Some("boolean") => Value::Leaf(Sort::Flag),
        Some("number") => Value::Leaf(Sort::Number),
        _ if schema["description"].as_str().is_some_and(|words| words.starts_with("EDTF")) => Value::Leaf(Sort::Date),
        _ => Value::Leaf(sort(place)),
    }
}

fn choice(words: &[Json]) -> Sort {
    Sort::choice(&words.iter().filter_map(Json::as_str).collect::<Vec<_>>())
}

/// What a text is, by its place: a name of something, or words.
fn sort(place: &str) -> Sort {
    let (root, key) = (place.split('.').next().unwrap_or_default(), place.rsplit('.').next().unwrap_or_default());
    let up = place.rsplit('.').nth(1).unwrap_or_default();
    match (root, up, key) {
        (_, "allow" | "rules", "*") => Sort::Use(Name::Rule),
        (_, "excerpts", "*") => Sort::Own(Name::Excerpt),
        (_, "claims", "*") => Sort::Use(Name::Label),
        (_, "spellings", "*") => Sort::Word,
        ("claimants", _, "id") => Sort::Own(Name::Claimant),
        // Two of one name are an error.
        ("claimants", _, "name") => Sort::Sentence,
        ("events", _, "id") => Sort::Own(Name::Event),
        ("places", _, "id") => Sort::Own(Name::Place),
        ("events", _, "parent") | (_, "figures", "event" | "of") => Sort::Use(Name::Event),
        ("places", _, "parent") | (_, _, "place") => Sort::Use(Name::Place),
        (_, "adopted", "because") | (_, _, "withdrawn") => Sort::Use(Name::Note),
        (_, "figures", "supersedes") | (_, "adopted", "excerpt") => Sort::Use(Name::Excerpt),
        (_, "claims", "was") => Sort::Own(Name::Old),
        ("source" | "events" | "places", _, "was") | ("note", _, "formerly") => Sort::Own(Name::Old),
        (_, "capture", "file") => Sort::Use(Name::Capture),
        (_, "capture", "sha256" | "edited") => Sort::Digest,
        (_, "capture", "excluded_lines" | "damaged_lines" | "apart_lines") => Sort::Lines,
        (_, "in_short", _) => Sort::Short,
        (_, _, "claimant") => Sort::Use(Name::Claimant),
        (_, _, "rests_on") => Sort::Use(Name::Origin),
        (_, _, "statement") => Sort::Own(Name::Statement),
        (_, _, "parties" | "against") => Sort::Use(Name::Party),
        (_, _, "party") => Sort::Own(Name::Party),
        (_, _, "translation_of") => Sort::Use(Name::Page),
        (_, _, "derived_from") | (_, "original", "source") => Sort::Use(Name::Source),
        (_, _, "about") => Sort::Use(Name::About),
        (_, _, "template") => Sort::Use(Name::Template),
        ("site", "look", "accent" | "accent_dark" | "paper" | "paper_dark") => {
            Sort::choice(&["#7a1f3d", "#0a4d68", "#fffdf8"])
        }
        ("site", "look", "font") => Sort::choice(&["sans", "newspaper", "serif"]),
        ("site", "look", "logo" | "favicon" | "css") => Sort::choice(&["static/logo.svg", "static/extra.css", "x.png"]),
        ("site", "menu", "to") => Sort::choice(&["index.md", "about.md", "https://example.org/", "sources/s.md"]),
        (_, _, "theme") => Sort::Use(Name::Theme),
        (_, _, "path" | "aliases") => Sort::Route,
        (_, _, "language" | "translated_from") => Sort::Use(Name::Language),
        (_, _, "quote") | (_, "original", "text") => Sort::Said,
        (_, _, "value") => Sort::Amount,
        (_, _, "computed") => Sort::Computed,
        ("places", _, "code") => Sort::choice(&["UA", "UA-63"]),
        (_, _, "unit") => Sort::Word,
        (_, _, "base_url" | "contact" | "repository" | "url") => Sort::Address,
        _ => Sort::Words,
    }
}
