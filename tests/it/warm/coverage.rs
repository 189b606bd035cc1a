//! What cannot grow cannot be edited: random projects hold everything that the formats allow.

use std::collections::BTreeSet;

use super::formats::{Value, all_keys};
use super::part::{Kind, MARKS};
use super::start;
use crate::chance::Chance;

/// Ways to refer to something that are words inside a leaf.
const SHAPES: [&str; 28] = [
    "](/index.md)",
    "](/sources/",
    "](/notes/",
    "](/quay.svg)",
    "](/table.csv)",
    "](/static/plan.txt)",
    "](/claims.html)",
    "](https://example.org/)",
    "](mailto:",
    "#c-",
    "#n-",
    "#s-",
    "#note-",
    "#the-",
    "#c-old-",
    "\"claim:",
    "\"page:",
    "\"source:",
    "\"event:",
    "\"figure:",
    "\"place:",
    "{{ figure(event=",
    "{{ figure(excerpt=",
    "{{ box(",
    "disputes",
    "concedes",
    "[…]",
    "population: \"children\"",
];

#[test]
fn everything_that_the_formats_allow_grows() {
    let mut keys: BTreeSet<(String, String)> = BTreeSet::new();
    let mut marks: BTreeSet<&str> = BTreeSet::new();
    let mut shapes: BTreeSet<&str> = BTreeSet::new();
    for seed in 0..1000 {
        let model = start::project(&mut Chance::new(seed), 80);
        for (_, tree) in model.trees() {
            let text = tree.print();
            shapes.extend(SHAPES.iter().filter(|shape| text.contains(**shape)));
            for part in tree.ways(&|_| true).iter().filter_map(|way| tree.at(way)) {
                match &part.kind {
                    Kind::Mark(mark) => drop(marks.insert(mark.name)),
                    Kind::Yaml(Value::Map(map)) => {
                        let own = part.parts.iter().filter_map(|entry| entry.parts.first());
                        keys.extend(own.map(|key| (map.place.clone(), key.text.clone())));
                    }
                    _ => {}
                }
            }
        }
    }
    let missing =
        all_keys().into_iter().filter(|(place, key)| !keys.contains(&((*place).to_owned(), (*key).to_owned())));
    let missing: Vec<String> = missing.map(|(place, key)| format!("{place}.{key}")).collect();
    assert!(missing.is_empty(), "keys that never grow: {}", missing.join(", "));
    let missing: Vec<&str> = MARKS.iter().map(|mark| mark.name).filter(|name| !marks.contains(name)).collect();
    assert!(missing.is_empty(), "marks that never grow: {}", missing.join(", "));
    let missing: Vec<&str> = SHAPES.into_iter().filter(|shape| !shapes.contains(shape)).collect();
    assert!(missing.is_empty(), "references that never grow: {}", missing.join(", "));
}
