//! What filling in a form changes: an entry is added, or values of one that is there are changed or taken out.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::form::{Entry, Field, fields, lead, value};
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

/// What becomes of what a key leads to; no value: it goes.
struct Change<'f> {
    steps: Vec<String>,
    value: Option<Value>,
    entry: Option<Entry<'f>>,
}

impl Change<'_> {
    /// All of an entry, and not a key of it.
    fn is_entry(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.length == self.steps.len())
    }

    /// The way to the entry that it is in.
    fn entry_steps(&self) -> Option<&[String]> {
        self.steps.get(..self.entry.as_ref()?.length)
    }
}

/// What a form shows of an entry that is there: plain values under the keys that lead to them, a line for each of several.
///
/// # Errors
/// That there is no such thing.
pub fn filled(
    kind: &str,
    id: &str,
    manuscript: &Manuscript,
    files: &Files,
) -> Result<BTreeMap<String, String>, String> {
    let fields = fields(kind).ok_or_else(|| format!("there is no form for `{kind}`"))?;
    let Place { file, path } = place(kind, id, manuscript, files)?;
    let mut all = BTreeMap::new();
    if let Some(node) = Yaml::of(file).as_ref().and_then(|yaml| yaml.get(&path)) {
        flatten("", &node.value, &mut all);
    }
    all.retain(|key, _| lead(key, &fields).is_ok());
    Ok(all)
}

fn flatten(key: &str, node: &Node, all: &mut BTreeMap<String, String>) {
    let below = |inner: &str| if key.is_empty() { inner.to_owned() } else { format!("{key}.{inner}") };
    match node {
        Node::Null => {}
        Node::Scalar { text, .. } => drop(all.insert(key.to_owned(), text.clone())),
        Node::Map(entries) => {
            entries.iter().for_each(|(inner, value)| flatten(&below(&inner.value), &value.value, all))
        }
        Node::List(items) => {
            let plain = |node: &Node| if let Node::Scalar { text, .. } = node { Some(text.clone()) } else { None };
            match items.iter().map(|item| plain(&item.value)).collect::<Option<Vec<String>>>() {
                Some(lines) => drop(all.insert(key.to_owned(), lines.join("\n"))),
                None => items.iter().enumerate().for_each(|(at, item)| {
                    flatten(&below(&(at + 1).to_string()), &item.value, all);
                }),
            }
        }
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
    let fields = fields(kind).ok_or_else(|| format!("there is no form for `{kind}`"))?;
    let changes = changes(kind, &fields, id.is_none(), filled)?;
    let mut edits = Edits::default();
    let (id, is_new) = match id {
        Some(id) => {
            let Place { file, path } = place(kind, id, manuscript, files)?;
            let after = changed(file, &path, &changes)?;
            if after != *file.bytes {
                edits.patch(file, difference(&file.bytes, &after).ok_or_else(|| by_hand(&file.path))?);
            }
            (id.to_owned(), false)
        }
        None => {
            let words = filled.get(WORDS).and_then(Json::as_str).unwrap_or_default();
            let wanted = filled.get("id").and_then(Json::as_str).map(str::trim).filter(|id| !id.is_empty());
            (make(kind, wanted, changes, words, manuscript, files, &mut edits)?, true)
        }
    };
    Ok(Filled { edits, id, is_new })
}

/// A file that was just begun, with what is known of it.
///
/// # Errors
/// What is wrong with what was filled in.
pub fn begun(kind: &str, path: &str, text: &str, filled: &Map<String, Json>) -> Result<Vec<u8>, String> {
    let fields = fields(kind).ok_or_else(|| format!("there is no form for `{kind}`"))?;
    changed(&File::new(path, text.as_bytes()), &[], &changes(kind, &fields, false, filled)?)
}

/// "an event", "a place".
fn one(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// What was filled in, read as the form's fields are, in their order.
fn changes<'f>(
    kind: &str,
    fields: &'f [Field],
    is_new: bool,
    filled: &Map<String, Json>,
) -> Result<Vec<Change<'f>>, String> {
    let spoken = |key: &str| key.replace('_', " ");
    let needed = |key: &str| format!("{}: this is needed", spoken(key));
    let mut changes = Vec::new();
    for (key, given) in filled.iter().filter(|(key, given)| !given.is_null() && !matches!(key.as_str(), "id" | WORDS)) {
        let led = lead(key, fields).map_err(|reason| match reason {
            Some(reason) => format!("{}: {reason}", spoken(key)),
            None => {
                let names: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
                format!("{} has no `{key}`; {}", one(kind), known_names(key, "keys", &names))
            }
        })?;
        let value = value(given, led.takes).map_err(|reason| format!("{}: {reason}", spoken(key)))?;
        if value.is_none() && led.is_required {
            return Err(needed(key));
        }
        if value.is_some() || !is_new {
            changes.push((led.order, Change { steps: led.steps, value, entry: led.entry }));
        }
    }
    let is_there = |key: &str| filled.get(key).is_some_and(|given| !given.is_null());
    let is_described = |key: &str| kind == "claimant" && key == "name" && is_there("described_as");
    let lacking = |field: &&Field| field.is_required && !is_there(&field.key) && !is_described(&field.key);
    if let Some(field) = fields.iter().filter(|_| is_new).find(lacking) {
        return Err(needed(&field.key));
    }
    changes.sort_by_key(|(order, _)| *order);
    Ok(changes.into_iter().map(|(_, change)| change).collect())
}

/// A file's bytes with changes of the group that `path` leads to.
fn changed(file: &File, path: &[&str], changes: &[Change]) -> Result<Vec<u8>, String> {
    let own = |steps: &[String]| -> Vec<String> {
        path.iter().map(|step| (*step).to_owned()).chain(steps.iter().cloned()).collect()
    };
    let is_there = |steps: &[String]| {
        Yaml::of(file)
            .is_some_and(|yaml| yaml.get(&own(steps).iter().map(String::as_str).collect::<Vec<_>>()).is_some())
    };
    // What goes out of a list goes last, and from its end: numbers mean what they meant to whoever gave them.
    let goes = |change: &&Change| change.is_entry() && change.value.is_none();
    let ordered = changes.iter().filter(|change| !goes(change)).chain(changes.iter().rev().filter(goes));
    let mut begun: Vec<&[String]> = Vec::new();
    let mut bytes = file.bytes.to_vec();
    for change in ordered {
        let mut whole: Option<Value> = None;
        if let (Some(entry), Some(steps)) = (&change.entry, change.entry_steps())
            && !is_there(steps)
        {
            if begun.contains(&steps) || (change.value.is_none() && change.is_entry()) {
                continue;
            }
            let given: Vec<(String, Value)> = changes
                .iter()
                .filter(|other| other.entry_steps() == Some(steps))
                .filter_map(|other| Some((other.steps.get(entry.length)?.clone(), other.value.clone()?)))
                .collect();
            let lacks = |field: &&Field| field.is_required && !given.iter().any(|(key, _)| *key == field.key);
            if let Some(field) = entry.fields.iter().find(lacks) {
                let name = steps.join(" ").replace('#', "").replace('_', " ");
                return Err(format!("{name}: {}: this is needed", field.key.replace('_', " ")));
            }
            if entry.is_numbered {
                whole = Some(if entry.fields.is_empty() {
                    change.value.clone().unwrap_or(Value::Line(given))
                } else {
                    Value::Line(given)
                });
                begun.push(steps);
            }
        }
        // Each change is worked out on what the ones before it made: they may have begun the group that it is in.
        let now = File::new(&file.path, bytes.as_slice());
        let yaml = Yaml::of(&now).ok_or_else(|| by_hand(&file.path))?;
        let steps = own(if whole.is_some() { change.entry_steps().unwrap_or_default() } else { &change.steps });
        let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
        let Some((key, group)) = steps.split_last() else { continue };
        let old = yaml.get(&steps);
        let is_same = |value: &Value| old.zip(value.node().as_ref()).is_some_and(|(old, new)| same(&old.value, new));
        let patch = match (&whole, &change.value) {
            (Some(entry), _) => yaml.push(group, entry),
            (None, None) if old.is_none() => continue,
            (None, None) => yaml.remove(group, key),
            (None, Some(value)) if is_same(value) => continue,
            (None, Some(value)) => yaml.set(group, key, value),
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
const MAKES: [&str; 6] = ["source", "claimant", "event", "place", "note", "page"];

fn make(
    kind: &str,
    wanted: Option<&str>,
    changes: Vec<Change>,
    words: &str,
    manuscript: &Manuscript,
    files: &Files,
    edits: &mut Edits,
) -> Result<String, String> {
    if !MAKES.contains(&kind) {
        return Err(format!("{} is not begun with a form", one(kind)));
    }
    let known = ids(kind, manuscript);
    let folder = match kind {
        "source" => "sources/",
        "note" => "notes/",
        _ => "",
    };
    let path = |id: &str| format!("content/{folder}{id}.md");
    let is_taken =
        |id: &str| known.iter().any(|known| known == id) || (list_of(kind).is_none() && files.contains(&path(id)));
    let id = match wanted {
        Some(id) if !is_id(id) => {
            return Err(format!("`{id}` is no short name: use the letters a to z, digits and hyphens"));
        }
        Some(id) if is_taken(id) => return Err(format!("there is {} `{id}` already", one(kind))),
        Some(id) => id.to_owned(),
        None => {
            let is_name =
                |change: &&Change| matches!(change.steps.as_slice(), [key] if key == "title" || key == "name");
            let name = match changes.iter().find(is_name).and_then(|change| change.value.as_ref()) {
                Some(Value::Text(text)) => slug(text),
                _ => None,
            };
            let name = name.unwrap_or_else(|| kind.to_owned());
            let numbered = (2..).map(|number| format!("{name}-{number}"));
            std::iter::once(name.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(name)
        }
    };
    let Some(list) = list_of(kind) else {
        let words = words.trim();
        let body = if words.is_empty() { String::new() } else { format!("\n{words}\n") };
        // An entry that is nothing yet takes its keys one by one, as one that is there.
        let begun = File::new(&path(&id), format!("---\n{STAND_IN}: 0\n---\n{body}").as_bytes());
        let after = without_stand_in(&changed(&begun, &[], &changes)?, &begun)?;
        edits.make(&path(&id), after);
        return Ok(id);
    };
    let entry = Value::Group(vec![("id".to_owned(), Value::Word(id.clone()))]);
    let old = files.get(list);
    let begun = match old.filter(|file| !file.bytes.iter().all(u8::is_ascii_whitespace)) {
        None => format!("{}\n", entry.item(0)).into_bytes(),
        Some(file) => {
            let patch = Yaml::of(file).and_then(|yaml| yaml.push(&[], &entry));
            patch.and_then(|patch| patched(file, patch)).ok_or_else(|| by_hand(list))?.to_vec()
        }
    };
    let after = changed(&File::new(list, begun.as_slice()), &[&id], &changes)?;
    match old {
        None => edits.make(list, after),
        Some(file) => edits.patch(file, difference(&file.bytes, &after).ok_or_else(|| by_hand(list))?),
    }
    Ok(id)
}

/// A key that no file has, so that a new one has a group to which keys are added.
const STAND_IN: &str = "onrecord-begins";

fn without_stand_in(bytes: &[u8], file: &File) -> Result<Vec<u8>, String> {
    let now = File::new(&file.path, bytes);
    let patch = Yaml::of(&now).and_then(|yaml| yaml.remove(&[], STAND_IN));
    Ok(patch.and_then(|patch| patched(&now, patch)).ok_or_else(|| by_hand(&file.path))?.to_vec())
}
