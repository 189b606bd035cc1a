//! The schemas say what the parser takes: same keys, and every file that we ship fits.

use std::collections::BTreeSet;

use onrecord::schema::{KINDS, schema};
use serde_json::Value;

use crate::project::{OnDisk, repository};

fn schema_of(kind: &str) -> Value {
    serde_json::from_str(&schema(kind).expect("a kind")).expect("JSON")
}

/// What speaks against a value: the few words of JSON Schema that ours use.
fn faults(value: &Value, schema: &Value, at: &str, found: &mut Vec<String>) {
    let types = match &schema["type"] {
        Value::String(one) => vec![one.as_str()],
        Value::Array(several) => several.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |name: &&str| match *name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("type {other}"),
    };
    if !types.is_empty() && !types.iter().any(is) {
        found.push(format!("{at}: {value} is no {types:?}"));
    }
    if schema["enum"].as_array().is_some_and(|words| !words.contains(value)) {
        found.push(format!("{at}: {value} is none of {}", schema["enum"]));
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(required).is_none() {
            found.push(format!("{at}: no {required}"));
        }
    }
    for (quantifier, all) in [("oneOf", true), ("anyOf", false)] {
        let fits = |one: &Value| {
            let mut inner = Vec::new();
            faults(value, one, at, &mut inner);
            inner.is_empty()
        };
        if let Some(choices) = schema[quantifier].as_array() {
            let count = choices.iter().filter(|one| fits(one)).count();
            if count == 0 || (all && count > 1) {
                found.push(format!("{at}: {count} of {quantifier} fit {value}"));
            }
        }
    }
    if let Some(not) = schema.get("not") {
        let mut inner = Vec::new();
        faults(value, not, at, &mut inner);
        if inner.is_empty() {
            found.push(format!("{at}: what may not be, is"));
        }
    }
    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
        faults(item, &schema["items"], &format!("{at}[{index}]"), found);
    }
    for (name, member) in value.as_object().into_iter().flatten() {
        match (schema["properties"].get(name), &schema["additionalProperties"]) {
            (Some(known), _) => faults(member, known, &format!("{at}.{name}"), found),
            (None, Value::Bool(false)) => found.push(format!("{at}: {name} is no key")),
            (None, other) => faults(member, other, &format!("{at}.{name}"), found),
        }
    }
}

/// A file's YAML: the whole of a register, the front matter of the others.
fn yaml(text: &str) -> Value {
    let text = match text.strip_prefix("---\n") {
        Some(rest) => rest.split("\n---").next().expect("front matter"),
        None => text,
    };
    serde_yaml::from_str(text).expect("YAML")
}

#[test]
fn everything_that_we_ship_fits() {
    let mut found = Vec::new();
    let mut count = 0;
    for folder in ["content", "tests/sites/complete/content", "tests/sites/minimal/content"] {
        for entry in walkdir::WalkDir::new(repository().join(folder)).into_iter().flatten() {
            let path = entry.path().strip_prefix(repository()).expect("inside").to_string_lossy().into_owned();
            let name = path.rsplit('/').next().expect("a name");
            let kind = match name {
                "site.yaml" => "site",
                "claimants.yaml" => "claimants",
                "events.yaml" => "events",
                "places.yaml" => "places",
                name if !name.ends_with(".md") => continue,
                _ if path.contains("/sources/") => "source",
                _ if path.contains("/notes/") => "note",
                _ => "page",
            };
            let text = std::fs::read_to_string(entry.path()).expect("read");
            faults(&yaml(&text), &schema_of(kind), &path, &mut found);
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn schemas_and_parser_have_the_same_keys() {
    fn keys(schema: &Value, found: &mut BTreeSet<String>) {
        for (name, member) in schema["properties"].as_object().into_iter().flatten() {
            found.insert(name.clone());
            keys(member, found);
        }
        for inner in [&schema["items"], &schema["additionalProperties"]] {
            if inner.is_object() {
                keys(inner, found);
            }
        }
    }
    let mut described = BTreeSet::new();
    KINDS.iter().for_each(|(kind, _)| keys(&schema_of(kind), &mut described));
    let mut read = BTreeSet::new();
    for file in ["settings", "look", "source", "register", "note", "page"] {
        let text = std::fs::read_to_string(repository().join(format!("src/parse/{file}.rs"))).expect("read");
        let verbs =
            ["required", "words", "text", "texts", "name", "names", "word", "date", "flag", "number", "group", "list"];
        for verb in verbs {
            for call in [format!(".{verb}(\""), format!(".{verb}::<")] {
                for (at, _) in text.match_indices(&call) {
                    read.extend(text[at..].split('"').nth(1).map(str::to_owned));
                }
            }
        }
    }
    // An image's description is no file of one's own; `allow` is read by a verb of its own.
    for key in ["credit", "licence", "caption", "keep_credentials"] {
        read.remove(key);
    }
    let missing: Vec<_> = read.difference(&described).collect();
    assert!(missing.is_empty(), "not described: {missing:?}");
    for key in described.difference(&read) {
        let text = ["settings", "look", "source", "register", "note", "page"]
            .map(|file| std::fs::read_to_string(repository().join(format!("src/parse/{file}.rs"))).expect("read"));
        let is_read = key == "allow" || text.iter().any(|text| text.contains(&format!("\"{key}\"")));
        assert!(is_read, "`{key}` is described, and nothing reads it");
    }
}

#[test]
fn schemas_and_completions_are_printed() {
    let folder = OnDisk::empty();
    let ran = folder.onrecord(&["schema", "source"]);
    assert_eq!(ran.code, Some(0));
    assert!(ran.stdout.contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
    assert_eq!(folder.onrecord(&["schema", "capture"]).code, Some(2));
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = folder.onrecord(&["completions", shell]);
        assert!(ran.code == Some(0) && ran.stdout.contains("dry-run"), "{shell}");
    }
}
