//! The grammar of edits: what may happen to a part, whatever it is.

use super::aim::{Place, components, is_local, pick, pick_loose, refers};
use super::grow::{Grow, NOBODY, names_nobody, place_in_line};
use super::model::Model;
use super::part::*;
use super::{files, words};
use crate::chance::Chance;

/// Changes something, anywhere.
pub fn edit(model: &mut Model, chance: &mut Chance) {
    match chance.below(40) {
        0..=9 => retouch(model, chance),
        10..=14 => plant(model, chance),
        15..=18 => drop_one(model, chance),
        19..=20 => rename(model, chance),
        21..=22 => shift(model, chance),
        23 => double(model, chance),
        24..=25 => carry(model, chance),
        26..=27 => turn(model, chance),
        28..=29 => space(model, chance),
        _ => files::edit(model, chance),
    }
}

fn at_mut<'a>(model: &'a mut Model, place: &Place) -> Option<&'a mut Part> {
    model.tree_mut(&place.0)?.at_mut(&place.1)
}

/// What would grow at a place.
fn grown<T>(model: &Model, chance: &mut Chance, place: &Place, make: impl FnOnce(&mut Grow, &Part) -> T) -> Option<T> {
    let tree = model.tree(&place.0)?;
    let around = (0..=place.1.len()).filter_map(|length| tree.at(&place.1[..length])).collect();
    let part = tree.at(&place.1)?;
    Some(make(&mut Grow { model, chance, file: &place.0, around }, part))
}

/// Other words, another name, another date: whatever a leaf is.
fn retouch(model: &mut Model, chance: &mut Chance) {
    let Some(place) = pick(model, chance, |part| part.sort().is_some()) else { return };
    let Some((sort, old)) = model
        .tree(&place.0)
        .and_then(|tree| tree.at(&place.1))
        .and_then(|leaf| Some((leaf.sort()?.clone(), leaf.text.clone())))
    else {
        return;
    };
    let text = match sort {
        Sort::Words | Sort::Sentence | Sort::Said if chance.happens(2, 3) => twisted(&old, chance),
        Sort::Key if chance.happens(1, 2) => twisted(&old, chance),
        Sort::Use(_) | Sort::Choice(_) if chance.happens(1, 12) => NOBODY.to_owned(),
        _ => match grown(model, chance, &place, |grow, _| grow.text(&sort)) {
            Some(text) => text,
            None => return,
        },
    };
    if let Some(leaf) = at_mut(model, &place) {
        leaf.text = text;
    }
}

/// A word more, a word less, another number, another case.
pub fn twisted(text: &str, chance: &mut Chance) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let at = chance.below(words.len());
    match chance.below(5) {
        0 => text.replacen(char::is_numeric, &chance.below(9).to_string(), 1),
        1 if words.len() > 2 => [&words[..at], &words[at + 1..]].concat().join(" "),
        2 => [&words[..at], &["12"], &words[at..]].concat().join(" "),
        3 => text.replacen(' ', "  ", 1),
        _ => [&words[..at], &[&words::word(chance)], &words[at..]].concat().join(" "),
    }
}

/// Something new, where there is room for it.
pub fn plant(model: &mut Model, chance: &mut Chance) {
    let Some(place) = pick(model, chance, |part| part.sort().is_none()) else { return };
    let Some(parts) = grown(model, chance, &place, |grow, part| grow.child(part)) else { return };
    if parts.iter().any(names_nobody) && chance.happens(19, 20) {
        return;
    }
    let Some(frame) = at_mut(model, &place) else { return };
    for part in parts {
        let at = chance.between(frame.fixed().min(frame.parts.len()), frame.parts.len());
        frame.parts.insert(at, part);
    }
    if frame.is(&LINE) {
        frame.parts.sort_by_key(place_in_line);
    }
    if frame.is(&FOOT) {
        frame.parts.sort_by_key(|part| part.is(&LINE));
    }
}

/// Something goes; mostly what uses its name goes too.
fn drop_one(model: &mut Model, chance: &mut Chance) {
    let Some((place, index)) = pick_loose(model, chance) else { return };
    let Some(frame) = at_mut(model, &place) else { return };
    let part = frame.parts.remove(index);
    let given = part.leaves().into_iter().find_map(|leaf| match leaf.sort() {
        Some(Sort::Own(name) | Sort::Use(name @ Name::Label)) => Some((*name, leaf.text.clone())),
        _ => None,
    });
    if let Some((name, text)) = given.filter(|_| chance.happens(3, 4)) {
        forget(model, &place.0, name, &text);
    }
}

/// Whether a leaf uses a name.
fn uses(part: &Part, name: &str) -> bool {
    refers(part.sort()) && components(&part.text).any(|known| known == name)
}

/// Takes away every loose part that uses a name or, of a footnote, gives it.
fn forget(model: &mut Model, file: &str, name: Name, text: &str) {
    let gives = |part: &Part| is_local(name) && part.sort() == Some(&Sort::Own(name)) && part.text == text;
    let is_use = |part: &Part| uses(part, text) || gives(part);
    for (path, way) in model.places(is_use).into_iter().rev().filter(|(path, _)| !is_local(name) || path == file) {
        let Some(tree) = model.tree_mut(&path) else { continue };
        let is_loose = |length: &usize| tree.at(&way[..*length]).is_some_and(|frame| way[*length] >= frame.fixed());
        if let Some(length) = (0..way.len()).rev().find(is_loose)
            && let Some(frame) = tree.at_mut(&way[..length])
            && way[length] < frame.parts.len()
        {
            frame.parts.remove(way[length]);
        }
    }
}

/// Another name for something; mostly for those who use it, too.
fn rename(model: &mut Model, chance: &mut Chance) {
    if chance.happens(1, 3) {
        return files::rename(model, chance);
    }
    let Some(place) = pick(model, chance, |part| matches!(part.sort(), Some(Sort::Own(_)))) else { return };
    let Some(leaf) = model.tree(&place.0).and_then(|tree| tree.at(&place.1)).cloned() else { return };
    let Some(Sort::Own(name)) = leaf.sort() else { return };
    let Some(new) = grown(model, chance, &place, |grow, _| grow.given(*name)) else { return };
    if let Some(leaf) = at_mut(model, &place) {
        leaf.text.clone_from(&new);
    }
    if chance.happens(2, 3) {
        let file = is_local(*name).then_some(place.0.as_str());
        follow(model, file, &leaf.text, &new);
    }
}

/// Writes a new name for an old one wherever it is used, in one file or in all.
pub fn follow(model: &mut Model, file: Option<&str>, old: &str, new: &str) {
    for place in model.places(|part| uses(part, old)) {
        if file.is_none_or(|file| file == place.0)
            && let Some(leaf) = at_mut(model, &place)
        {
            leaf.text = leaf.text.replace(old, new);
        }
    }
}

/// A part changes places with another of the same whole.
fn shift(model: &mut Model, chance: &mut Chance) {
    let Some((place, index)) = pick_loose(model, chance) else { return };
    let Some(frame) = at_mut(model, &place) else { return };
    let other = chance.between(frame.fixed(), frame.parts.len() - 1);
    match chance.happens(1, 2) {
        true => frame.parts.swap(index, other),
        false => {
            let part = frame.parts.remove(index);
            frame.parts.insert(other, part);
        }
    }
}

/// A part stands there twice.
fn double(model: &mut Model, chance: &mut Chance) {
    let Some((place, index)) = pick_loose(model, chance) else { return };
    if let Some(frame) = at_mut(model, &place) {
        let part = frame.parts[index].clone();
        frame.parts.insert(index, part);
    }
}

/// A part moves into another whole of the same kind, mostly in another file.
fn carry(model: &mut Model, chance: &mut Chance) {
    let Some((place, index)) = pick_loose(model, chance) else { return };
    let Some(kind) = model.tree(&place.0).and_then(|tree| tree.at(&place.1)).map(|frame| frame.kind.clone()) else {
        return;
    };
    let others: Vec<Place> = model
        .places(|part| part.kind == kind)
        .into_iter()
        .filter(|other| *other != place && !other.1.starts_with(&place.1))
        .collect();
    let Some(other) = chance.any(&others).cloned() else { return };
    let Some(frame) = at_mut(model, &place) else { return };
    let part = match chance.happens(1, 4) {
        true => frame.parts[index].clone(),
        false => frame.parts.remove(index),
    };
    if let Some(frame) = at_mut(model, &other) {
        let at = chance.between(frame.fixed().min(frame.parts.len()), frame.parts.len());
        frame.parts.insert(at, part);
    }
}

/// A part becomes another kind of thing: a footnote gains or loses its evidence, a link shows a picture, a paragraph is
/// a heading.
fn turn(model: &mut Model, chance: &mut Chance) {
    let blocks: [&'static Mark; 6] = [&PARAGRAPH, &HEADING, &QUOTE, &CALLOUT, &ITEM, &TASK];
    let is_meant =
        |part: &Part| part.is(&FOOT) || part.is(&LINK) || part.is(&PICTURE) || blocks.iter().any(|mark| part.is(mark));
    let Some(place) = pick(model, chance, is_meant) else { return };
    let Some((line, sentence)) = grown(model, chance, &place, |grow, _| (grow.line(), grow.leaf(&Sort::Words))) else {
        return;
    };
    let other = chance.of(&blocks);
    let Some(part) = at_mut(model, &place) else { return };
    let has_lines = part.parts.iter().any(|part| part.is(&LINE));
    match part.is(&FOOT) {
        true if has_lines => {
            part.parts.retain(|part| !part.is(&LINE));
            if part.parts.is_empty() {
                part.parts.push(sentence);
            }
        }
        true => part.parts.push(line),
        false if part.is(&LINK) => part.kind = Kind::Mark(&PICTURE),
        false if part.is(&PICTURE) => part.kind = Kind::Mark(&LINK),
        false => part.kind = Kind::Mark(other),
    }
}

/// Blank lines above a part, or fewer of them: everything below stands elsewhere.
fn space(model: &mut Model, chance: &mut Chance) {
    use super::formats::Value;
    let takes_lines = |part: &Part| {
        part.is(&DOCUMENT) || part.is(&CAPTURE) || matches!(part.kind, Kind::Yaml(Value::Map(_) | Value::List(_)))
    };
    let Some((path, way)) = pick(model, chance, |part| takes_lines(part) && !part.parts.is_empty()) else { return };
    if let Some(frame) = at_mut(model, &(path, way)) {
        let index = chance.below(frame.parts.len());
        // Nothing may stand above the front matter.
        let index = if frame.is(&DOCUMENT) { index.max(1).min(frame.parts.len() - 1) } else { index };
        frame.parts[index].above = chance.below(4);
    }
}
