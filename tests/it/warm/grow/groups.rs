//! YAML: groups with the keys that belong together.

use super::{Grow, NOBODY, names_nobody};
use crate::warm::formats::{Key, Map, Value};
use crate::warm::part::*;
use crate::warm::words;

/// The key without which a key says nothing.
fn partner(key: &str) -> Option<&'static str> {
    match key {
        "sensitive" => Some("shows"),
        "shows" => Some("sensitive"),
        _ => None,
    }
}

impl Grow<'_> {
    /// What may be added to a group or a list.
    pub fn in_yaml(&mut self, value: &'static Value, frame: &Part) -> Vec<Part> {
        match value {
            Value::Map(map) => {
                let missing: Vec<&Key> = map.keys.iter().filter(|key| frame.value_of(&key.name).is_none()).collect();
                let key = self.chance.any(&missing).copied();
                let key = key.filter(|key| !self.is_seldom(&key.name) || self.chance.happens(1, 3));
                let other = key.and_then(|key| partner(&key.name)).filter(|other| frame.value_of(other).is_none());
                let mut parts: Vec<Part> = key.map(|key| self.entry(key)).into_iter().collect();
                parts.extend(other.into_iter().flat_map(|other| self.keyed(map, other)));
                parts
            }
            Value::List(item) => vec![self.value(item)],
            Value::Named(sort, value) => {
                let entry = self.named(sort, value);
                if frame.value_of(&entry.parts[0].text).is_some() { Vec::new() } else { vec![entry] }
            }
            Value::Leaf(_) => Vec::new(),
        }
    }

    pub fn value(&mut self, value: &'static Value) -> Part {
        match value {
            Value::Leaf(sort) => self.leaf(sort),
            Value::List(item) => {
                let count = self.chance.between(1, 2);
                Part::yaml(value, (0..count).map(|_| self.value(item)).collect())
            }
            Value::Named(sort, inner) => Part::yaml(value, vec![self.named(sort, inner)]),
            Value::Map(map) => Part::yaml(value, self.group(map)),
        }
    }

    /// An entry under a key of the author's own.
    fn named(&mut self, sort: &'static Sort, value: &'static Value) -> Part {
        match value {
            Value::Map(map) if map.place == "events.adopted" => self.adopted(sort, value, map),
            _ => Part::entry(self.leaf(sort), self.value(value)),
        }
    }

    /// A figure that is reported of the event that this stands in.
    fn adopted(&mut self, sort: &Sort, value: &'static Value, map: &'static Map) -> Part {
        let event = self.around.iter().rev().find_map(|part| part.value_of("id")).map(|id| id.text.as_str());
        let mut own = self.model.reported();
        own.retain(|figure| Some(figure.event.as_str()) == event && figure.population.is_none());
        let (measure, excerpt) =
            self.chance.any(&own).map_or((NOBODY, NOBODY), |figure| (&figure.measure, &figure.excerpt));
        let group = [Grow::told(map, "excerpt", excerpt), self.keyed(map, "because")].concat();
        Part::entry(Part::leaf(sort.clone(), measure), Part::yaml(value, group))
    }

    /// A group with the keys that must be there and a few of the others.
    fn group(&mut self, map: &'static Map) -> Vec<Part> {
        match map.place.as_str() {
            "source.excerpts" => return self.excerpt(map),
            "source.excerpts.figures" => return self.figure(map),
            _ => {}
        }
        let mut parts = Vec::new();
        for key in &map.keys {
            let is_needed = key.required || matches!(key.name.as_str(), "name" | "because");
            let of = if self.is_seldom(&key.name) { 40 } else { 8 };
            if let Some(other) = partner(&key.name) {
                if key.name == "sensitive" && self.chance.happens(1, of) {
                    parts.extend([vec![self.entry(key)], self.keyed(map, other)].concat());
                }
                continue;
            }
            if is_needed || self.chance.happens(1, of) {
                parts.extend(Some(self.entry(key)).filter(|entry| is_needed || !names_nobody(entry)));
            }
        }
        parts
    }

    pub fn entry(&mut self, key: &'static Key) -> Part {
        if let ("supersedes", Some(figure)) = (key.name.as_str(), self.around.last()) {
            let same = |key: &str, known: &str| figure.value_of(key).is_some_and(|leaf| leaf.text == known);
            let known = self.model.reported();
            let older = known.iter().filter(|known| same("event", &known.event) && same("measure", &known.measure));
            let older = self.chance.any(&older.collect::<Vec<_>>()).map_or(NOBODY, |older| older.excerpt.as_str());
            return Part::entry(Part::leaf(Sort::Key, "supersedes"), Part::leaf(Sort::Use(Name::Excerpt), older));
        }
        Part::entry(Part::leaf(Sort::Key, key.name.clone()), self.value(&key.value))
    }

    fn keyed(&mut self, map: &'static Map, name: &str) -> Vec<Part> {
        map.keys.iter().find(|key| key.name == name).map(|key| self.entry(key)).into_iter().collect()
    }

    /// The same, with words of one's own.
    fn told(map: &'static Map, name: &str, text: &str) -> Vec<Part> {
        let key = map.keys.iter().find(|key| key.name == name);
        let sort = key.and_then(|key| match &key.value {
            Value::Leaf(sort) => Some(sort.clone()),
            _ => None,
        });
        sort.map(|sort| Part::entry(Part::leaf(Sort::Key, name), Part::leaf(sort, text))).into_iter().collect()
    }

    fn excerpt(&mut self, map: &'static Map) -> Vec<Part> {
        if self.model.sentences(&self.source()).is_empty() {
            return [Grow::told(map, "locator", "page 1"), self.keyed(map, "claimant")].concat();
        }
        let mut parts = self.keyed(map, "quote");
        for (key, times) in
            [("claimant", 6), ("statement", 3), ("rests_on", 2), ("as_of", 4), ("speech", 1), ("language", 1)]
        {
            if self.chance.happens(times, 8) {
                parts.extend(self.keyed(map, key));
            }
        }
        let quote = parts[0].parts[1].text.clone();
        if let Some(figures) = map.keys.iter().find(|key| key.name == "figures")
            && words::counted(&quote).is_some()
            && self.chance.happens(4, 5)
        {
            let group = Part::context(parts.clone());
            parts.push(self.inside(&group).entry(figures));
        }
        parts
    }

    fn figure(&mut self, map: &'static Map) -> Vec<Part> {
        let quote = self.quoted().unwrap_or_default();
        // A part of the people is counted beside the whole.
        let whole = self
            .around
            .last()
            .filter(|list| matches!(list.kind, Kind::Yaml(Value::List(_))))
            .and_then(|list| list.parts.first());
        let whole = whole.filter(|whole| whole.value_of("event").is_some());
        let event = whole.and_then(|whole| whole.value_of("event"));
        let event = event.map_or_else(|| self.keyed(map, "event"), |event| Grow::told(map, "event", &event.text));
        let mut parts = [event, Grow::told(map, "measure", words::measure(&quote))].concat();
        match words::counted(&quote) {
            Some((_, Some(part))) if whole.is_some() && self.chance.happens(1, 2) => {
                parts.extend([Grow::told(map, "value", &part), Grow::told(map, "population", "children")].concat());
            }
            Some((number, _)) => parts.extend(Grow::told(map, "value", &number)),
            None => parts.extend(self.keyed(map, "value")),
        }
        for (key, times) in [("as_of", 3), ("claimant", 1), ("unit", 1), ("of", 1), ("supersedes", 3)] {
            if self.chance.happens(times, 8) {
                let group = Part::context(parts.clone());
                let grown = self.inside(&group).keyed(map, key);
                parts.extend(grown.into_iter().filter(|entry| !names_nobody(entry)));
            }
        }
        parts
    }
}
