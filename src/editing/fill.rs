//! What filling in a form changes: an entry is added, or values of one that is there are changed or taken out.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::form::{Field, fields, value};
use super::value::Value;
use super::yaml::{Yaml, same};
use crate::diagnostic::known_names;
use crate::edits::{Edits, Patch, patched};
use crate::files::{File, Files, Span};
use crate::import::slug;
use crate::manuscript::Manuscript;
use crate::vocabulary::is_id;
use crate::yaml::Node;

/// The key of a note's and a source's own words, which are no YAML.
const WORDS: &str = "text";

/// What a form comes to.
#[derive(Clone, Debug)]
pub struct Filled {
    pub edits: Edits,
    pub id: String,
    pub is_new: bool,
}

/// A key and what it is to hold; none: it goes.
type Change = (String, Option<Value>);

/// What a form shows of an entry that is there: its plain values, a line for each of several.
pub fn filled(file: &File, path: &[&str]) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    let yaml = Yaml::of(file);
    if let Some(Node::Map(entries)) = yaml.as_ref().and_then(|yaml| yaml.get(path)).map(|node| &node.value) {
        for (key, value) in entries {
            match &value.value {
                Node::Map(group) => all.extend(group.iter().filter_map(|(inner, value)| {
                    Some((format!("{}.{}", key.value, inner.value), text(&value.value)?))
                })),
                value => all.extend(text(value).map(|text| (key.value.clone(), text))),
            }
        }
    }
    all
}

fn text(node: &Node) -> Option<String> {
    match node {
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
    }
}

/// Works out what filling in a form changes: of the entry `id`, or of a new one, which is given an id from its name or title.
/// Of an entry that is there, a key that was filled in with nothing goes.
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
    let changes = changes(kind, id.is_none(), filled)?;
    let mut edits = Edits::default();
    let (id, is_new) = match id {
        Some(id) => {
            let Place { file, path } = place(kind, id, manuscript, files)?;
            let after = changed(file, &path, &changes)?;
            edits.patch(file, difference(&file.bytes, &after).ok_or_else(|| by_hand(&file.path))?);
            (id.to_owned(), false)
        }
        None => {
            let values = changes.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
            let words = filled.get(WORDS).and_then(Json::as_str).unwrap_or_default();
            let wanted = filled.get("id").and_then(Json::as_str).map(str::trim).filter(|id| !id.is_empty());
            (make(kind, wanted, values, words, manuscript, files, &mut edits)?, true)
        }
    };
    Ok(Filled { edits, id, is_new })
}

/// A file that was just begun, with what is known of it.
///
/// # Errors
/// What is wrong with what was filled in.
pub fn begun(kind: &str, path: &str, text: &str, filled: &Map<String, Json>) -> Result<Vec<u8>, String> {
    changed(&File::new(path, text.as_bytes()), &[], &changes(kind, false, filled)?)
}

/// What was filled in, read as the form's fields are.
fn changes(kind: &str, is_new: bool, filled: &Map<String, Json>) -> Result<Vec<Change>, String> {
    let fields = fields(kind).ok_or_else(|| format!("there is no form for `{kind}`"))?;
    let names: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
    if let Some(odd) = filled.keys().find(|key| !names.contains(&key.as_str()) && !matches!(key.as_str(), "id" | WORDS))
    {
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        return Err(format!("{article} {kind} has no `{odd}`; {}", known_names(odd, "keys", &names)));
    }
    let mut changes = Vec::new();
    for Field { key, is_required, takes, .. } in &fields {
        let Some(given) = filled.get(key).filter(|given| !given.is_null()) else {
            let is_described = kind == "claimant" && key == "name" && filled.contains_key("described_as");
            match is_new && *is_required && !is_described {
                true => return Err(format!("{}: this is needed", key.replace('_', " "))),
                false => continue,
            }
        };
        match value(given, takes).map_err(|reason| format!("{}: {reason}", key.replace('_', " ")))? {
            None if *is_required => return Err(format!("{}: this is needed", key.replace('_', " "))),
            None if is_new => {}
            value => changes.push((key.clone(), value)),
        }
    }
    Ok(changes)
}

/// A file's bytes with changes of the group that `path` leads to.
fn changed(file: &File, path: &[&str], changes: &[Change]) -> Result<Vec<u8>, String> {
    let mut bytes = file.bytes.to_vec();
    for (key, value) in changes {
        // Each change is worked out on what the ones before it made: they may have begun the group that it is in.
        let now = File::new(&file.path, bytes.as_slice());
        let yaml = Yaml::of(&now).ok_or_else(|| by_hand(&file.path))?;
        let (inner, key) = key.rsplit_once('.').map_or((None, key.as_str()), |(group, key)| (Some(group), key));
        let path: Vec<&str> = path.iter().copied().chain(inner).collect();
        let old = yaml.get(&path).and_then(|_| yaml.get(&[path.as_slice(), &[key]].concat()));
        let is_same = |value: &Value| old.zip(value.node().as_ref()).is_some_and(|(old, new)| same(&old.value, new));
        let patch = match value {
            None if old.is_none() => continue,
            None => yaml.remove(&path, key),
            Some(value) if is_same(value) => continue,
            Some(value) => yaml.set(&path, key, value),
        };
        let after = patch.and_then(|patch| patched(&now, patch)).ok_or_else(|| by_hand(&file.path))?;
        bytes = after.to_vec();
    }
    Ok(bytes)
}

/// The one stretch in which two texts differ.
fn difference(before: &[u8], after: &[u8]) -> Option<Patch> {
    let alike = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(one, other)| one == other).count();
    let mut start = alike(&mut before.iter().zip(after));
    while std::str::from_utf8(&before[..start]).is_err() {
        start -= 1;
    }
    let mut end = alike(&mut before[start..].iter().rev().zip(after[start..].iter().rev()));
    while std::str::from_utf8(&before[before.len() - end..]).is_err() {
        end -= 1;
    }
    let text = std::str::from_utf8(&after[start..after.len() - end]).ok()?;
    Some(Patch { span: Span::new(start, before.len() - end), text: text.replace("\r\n", "\n") })
}

fn by_hand(file: &str) -> String {
    format!("`{file}` cannot be changed by a program as it is written: change it by hand")
}

/// Where an entry stands.
struct Place<'a> {
    file: &'a File,
    path: Vec<&'a str>,
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

fn place<'a>(kind: &str, id: &'a str, manuscript: &'a Manuscript, files: &'a Files) -> Result<Place<'a>, String> {
    let names = ids(kind, manuscript);
    if !names.iter().any(|known| known == id) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        return Err(format!("there is no {kind} `{id}`; {}", known_names(id, &format!("{kind}s"), &names)));
    }
    let (outer, inner) = id.split_once('#').unwrap_or((id, ""));
    let of_page = || manuscript.pages.iter().find(|page| page.placing.name == outer).map(|page| &*page.file);
    let of_source = || manuscript.sources.iter().find(|source| source.id == outer).map(|source| &*source.file);
    let of_note = || manuscript.notes.iter().find(|note| note.id == outer).map(|note| &*note.file);
    let (file, path) = match (list_of(kind), kind) {
        (Some(list), _) => (Some(list), vec![id]),
        (None, "source") => (of_source(), Vec::new()),
        (None, "excerpt") => (of_source(), vec!["excerpts", inner]),
        (None, "page") => (of_page(), Vec::new()),
        (None, "claim") => (of_page(), vec!["claims", inner]),
        (None, "site") => (Some("content/site.yaml"), Vec::new()),
        (None, _) => (of_note(), Vec::new()),
    };
    let file = file.and_then(|path| files.get(path)).ok_or_else(|| format!("the file of `{id}` is gone"))?;
    Ok(Place { file, path })
}

/// The ids of a kind that there are.
fn ids(kind: &str, manuscript: &Manuscript) -> Vec<String> {
    let listed = |entries: Vec<&str>| entries.into_iter().map(str::to_owned).collect();
    match kind {
        "claimant" => listed(manuscript.claimants.entries.iter().map(|entry| entry.id.as_str()).collect()),
        "event" => listed(manuscript.events.entries.iter().map(|entry| entry.id.as_str()).collect()),
        "place" => listed(manuscript.places.entries.iter().map(|entry| entry.id.as_str()).collect()),
        "source" => listed(manuscript.sources.iter().map(|source| source.id.as_str()).collect()),
        "page" => listed(manuscript.pages.iter().map(|page| page.placing.name.as_str()).collect()),
        "site" => vec!["site".to_owned()],
        "excerpt" => {
            let of = |source: &crate::manuscript::SourceText| {
                source.excerpts.iter().map(|one| format!("{}#{}", source.id, one.id.value)).collect::<Vec<_>>()
            };
            manuscript.sources.iter().flat_map(|source| of(source)).collect()
        }
        "claim" => {
            let of = |page: &crate::manuscript::PageText| {
                let labels = page.body.markers.iter().flat_map(|marker| &marker.labels);
                labels.map(|label| format!("{}#{}", page.placing.name, label.value)).collect::<Vec<_>>()
            };
            manuscript.pages.iter().flat_map(|page| of(page)).collect()
        }
        _ => listed(manuscript.notes.iter().map(|note| note.id.as_str()).collect()),
    }
}

/// What a form begins; the others are begun by other commands.
const MAKES: [&str; 5] = ["source", "claimant", "event", "place", "note"];

/// `archived.url` as `url` in `archived`.
fn grouped(values: Vec<(String, Value)>) -> Vec<(String, Value)> {
    let mut all: Vec<(String, Value)> = Vec::new();
    for (key, value) in values {
        let Some((group, inner)) = key.split_once('.') else {
            all.push((key, value));
            continue;
        };
        let entry = (inner.to_owned(), value);
        match all.iter_mut().find(|(known, _)| known == group) {
            Some((_, Value::Group(entries))) => entries.push(entry),
            _ => all.push((group.to_owned(), Value::Group(vec![entry]))),
        }
    }
    all
}

fn make(
    kind: &str,
    wanted: Option<&str>,
    values: Vec<(String, Value)>,
    words: &str,
    manuscript: &Manuscript,
    files: &Files,
    edits: &mut Edits,
) -> Result<String, String> {
    if !MAKES.contains(&kind) {
        return Err(format!("a {kind} is not begun with a form"));
    }
    let known = ids(kind, manuscript);
    let folder = if kind == "source" { "sources" } else { "notes" };
    let path = |id: &str| format!("content/{folder}/{id}.md");
    let is_taken =
        |id: &str| known.iter().any(|known| known == id) || (list_of(kind).is_none() && files.contains(&path(id)));
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
    let values = grouped(values);
    let Some(list) = list_of(kind) else {
        let lines: Vec<String> = values.iter().map(|(key, value)| value.entry(key, 0)).collect();
        let words = words.trim();
        let body = if words.is_empty() { String::new() } else { format!("\n{words}\n") };
        edits.make(&path(&id), format!("---\n{}\n---\n{body}", lines.join("\n")));
        return Ok(id);
    };
    let entry = Value::Group([vec![("id".to_owned(), Value::Word(id.clone()))], values].concat());
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
