//! What the map says in words: the text alternative and the sentence about borders.

use crate::basemap::{Worldview, name_near};
use crate::geo;

use super::marks::Ground;
use super::request::{Located, MapRequest};

/// Places named in the text alternative; the list with the map has the others.
const NAMED: usize = 24;

/// What the drawing shows, for whoever cannot see it.
pub fn description(request: &MapRequest, ground: &Ground) -> String {
    let words = ground.words;
    let mut sentences: Vec<String> = Vec::new();
    sentences.push(match ground.places {
        [] => words.get("map-alt-none").to_owned(),
        [one] => words.filled("map-alt-one", &[("place", &named(one, request.worldview))]),
        many => words.count("map-alt-places", many.len()),
    });
    if let Some(focus) = ground.focus {
        if ground.places.len() > 1 {
            sentences.push(words.filled("map-alt-focus", &[("place", &named(&focus, request.worldview))]));
        }
        if let Some(border) = ground.border {
            let key = if border.is_disputed { "map-alt-disputed-border" } else { "map-alt-border" };
            let blanks = [("country", border.country), ("distance", &words.distance(border.km.round()))];
            sentences.push(words.filled(key, &blanks));
        }
        let others = ground.places.iter().filter(|place| place.index != focus.index).take(NAMED);
        let (areas, points): (Vec<&Located>, Vec<&Located>) =
            others.partition(|other| other.is_area() || focus.is_area());
        sentences.extend(points.iter().map(|other| from_focus(&focus, other, ground)));
        if !areas.is_empty() {
            let names: Vec<&str> = areas.iter().map(|place| place.place.label.as_str()).collect();
            sentences.push(words.filled("map-alt-also", &[("places", &names.join(", "))]));
        }
    } else if ground.places.len() > 1 {
        let names: Vec<&str> = ground.places.iter().take(NAMED).map(|place| place.place.label.as_str()).collect();
        sentences.push(words.filled("map-alt-names", &[("places", &names.join(", "))]));
    }
    let named = NAMED + usize::from(ground.focus.is_some());
    if ground.places.len() > named {
        sentences.push(words.count("map-alt-more", ground.places.len() - named));
    }
    if !ground.base.grounds.is_empty() {
        sentences.push(words.get("map-alt-shaded").to_owned());
    }
    sentences.join(" ")
}

/// How far a place lies from the focus, and in which direction.
fn from_focus(focus: &Located, other: &Located, ground: &Ground) -> String {
    let words = ground.words;
    let distance = words.distance(geo::distance_km(focus.position, other.position));
    let direction = words.direction(geo::direction(focus.position, other.position));
    words.filled("map-alt-place", &[("place", &other.place.label), ("distance", &distance), ("direction", direction)])
}

/// A place, with the country that it lies in.
fn named(located: &Located, view: Worldview) -> String {
    let label = &located.place.label;
    match name_near(located.position, 5.0, view) {
        Some(name) if name != label => format!("{label} ({name})"),
        _ => label.clone(),
    }
}

/// Whose borders are drawn, and what is said of each area in the frame on which views differ.
pub fn worldview(view: Worldview, ground: &Ground) -> String {
    let mut out = ground.words.get(&format!("map-borders-{}", view.as_str())).to_owned();
    for unit in &ground.base.disputed {
        let mut letters = unit.note.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        out += &format!(" {first}{}.", letters.as_str());
    }
    out
}
