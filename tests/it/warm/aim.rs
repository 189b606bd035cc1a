//! Where the next edit is made. Half of the edits are made to something that something else refers to, since that is where
//! what is remembered goes out of date; others where the sequence is at work, or anywhere.

use std::collections::BTreeMap;

use super::formats::Value;
use super::model::Model;
use super::part::{Kind, Name, Part, Sort};
use crate::chance::Chance;

/// A part of a project: its file, and the way to it.
pub type Place = (String, Vec<usize>);

/// One of the parts that are meant; every sort of part is as likely as every other, however many there are.
pub fn pick(model: &Model, chance: &mut Chance, is_meant: impl Fn(&Part) -> bool) -> Option<Place> {
    let all = model.places(is_meant);
    let near: Vec<Place> = match chance.below(4) {
        0 | 1 => {
            let of = referred(model, chance);
            let is_near = |place: &&Place| of.as_ref().is_some_and(|of| place.0 == of.0 && place.1.starts_with(&of.1));
            all.iter().filter(is_near).cloned().collect()
        }
        2 => all.iter().filter(|place| model.desk.contains(&place.0)).cloned().collect(),
        _ => Vec::new(),
    };
    let places = if near.is_empty() { all } else { near };
    one_of_each(places, chance, |place| model.tree(&place.0).map_or(String::new(), |tree| family(tree, place)))
}

/// One of the parts that can come and go: the way to what it is in, and which it is of its parts.
pub fn pick_loose(model: &Model, chance: &mut Chance) -> Option<(Place, usize)> {
    let (path, way) = pick(model, chance, |part| part.parts.len() > part.fixed())?;
    let frame = model.tree(&path)?.at(&way)?;
    let index = chance.between(frame.fixed(), frame.parts.len() - 1);
    Some(((path, way), index))
}

/// One of a family, after one of the families.
fn one_of_each(places: Vec<Place>, chance: &mut Chance, family: impl Fn(&Place) -> String) -> Option<Place> {
    let mut families: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for place in places {
        families.entry(family(&place)).or_default().push(place);
    }
    let families: Vec<Vec<Place>> = families.into_values().collect();
    chance.any(&families).and_then(|family| chance.any(family)).cloned()
}

/// What a part is and where it stands: `source.excerpts claimant`, `content CONTENT Words`.
fn family(tree: &Part, (path, way): &Place) -> String {
    let above = (0..=way.len()).rev().filter_map(|length| tree.at(&way[..length]));
    let mut words: Vec<&str> = Vec::new();
    for part in above {
        match &part.kind {
            Kind::Yaml(Value::Map(map)) => return [&map.place, words.join(" ").as_str()].join(" "),
            Kind::Entry => words.extend(part.parts.first().map(|key| key.text.as_str())),
            Kind::Mark(mark) => words.push(mark.name),
            Kind::Leaf(Sort::Key) => words.push("key"),
            _ => {}
        }
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    words.truncate(2);
    [folder, &words.join(" ")].join(" ")
}

/// Where something is said about what a name leads to: a file, an entry, a footnote.
fn referred(model: &Model, chance: &mut Chance) -> Option<Place> {
    let uses = model.places(|part| matches!(part.sort(), Some(Sort::Use(_))));
    let leaf = |place: &Place| model.tree(&place.0).and_then(|tree| tree.at(&place.1)).cloned();
    let user = one_of_each(uses, chance, |place| format!("{:?}", leaf(place).map(|leaf| leaf.kind)))?;
    let text = leaf(&user)?.text;
    let names: Vec<&str> = components(&text).collect();
    let files = model.files.keys().filter(|path| names.contains(&stem(path))).map(|path| (path.clone(), Vec::new()));
    let is_given = |part: &Part| matches!(part.sort(), Some(Sort::Own(_))) && names.contains(&part.text.as_str());
    let entries = model.places(is_given).into_iter().filter_map(|place| around(model, place));
    chance.any(&files.chain(entries).collect::<Vec<Place>>()).cloned()
}

/// The group, the entry or the footnote that gives a name.
fn around(model: &Model, (path, mut way): Place) -> Option<Place> {
    let index = way.pop()?;
    let is_value = index == 1 && model.tree(&path)?.at(&way)?.kind == Kind::Entry;
    if is_value {
        way.pop();
    }
    Some((path, way))
}

/// `ferry` of `content/sources/ferry.md`.
fn stem(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or_default()
}

/// The names in a text: `source#excerpt` has two.
pub fn components(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-');
    let bare = |part| ["c-", "s-", "n-", "note-"].into_iter().filter_map(move |start| str::strip_prefix(part, start));
    parts.flat_map(move |part| std::iter::once(part).chain(bare(part)))
}

/// Whether a leaf of this sort may hold names of other things.
pub fn refers(sort: Option<&Sort>) -> bool {
    matches!(sort, Some(Sort::Use(_) | Sort::Short))
}

/// Whether a name is known in one file only.
pub fn is_local(name: Name) -> bool {
    name == Name::Label
}
