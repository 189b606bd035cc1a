//! What the map says in words: the text alternative and the sentence about borders.

use crate::basemap::Worldview;
use crate::geo;

use super::base::Base;
use super::marks::Ground;
use super::request::{Located, MapRequest};

/// Places named in the text alternative; the list beside the map names all.
const NAMED: usize = 12;

/// "72 km", "1.4 km", "100 m": as exact as anyone would say it.
pub fn distance(km: f64) -> String {
    match km {
        km if km < 0.995 => format!("{:.0} m", (km * 100.0).round() * 10.0),
        km if km < 9.95 => format!("{km:.1} km"),
        km if km < 1_000.0 => format!("{km:.0} km"),
        km => {
            let km = km.round() as i64;
            format!("{},{:03} km", km / 1_000, km % 1_000)
        }
    }
}

/// What the drawing shows, for whoever cannot see it.
pub fn description(request: &MapRequest, ground: &Ground) -> String {
    let mut sentences: Vec<String> = Vec::new();
    match ground.places {
        [] => sentences.push("A map without places.".to_owned()),
        [one] => sentences.push(format!("A map of {}{}.", one.place.label, country(one, request.worldview))),
        many => sentences.push(format!("A map of {} places.", many.len())),
    }
    if let Some(focus) = ground.focus {
        if ground.places.len() > 1 {
            sentences.push(format!(
                "In the middle of the story: {}{}.",
                focus.place.label,
                country(&focus, request.worldview)
            ));
        }
        if let Some(border) = ground.border {
            let far = border.country;
            let border_words = if border.is_disputed { "disputed border" } else { "border" };
            sentences.push(format!("The {border_words} with {far} is about {} away.", distance(border.km.round())));
        }
        let others = ground.places.iter().filter(|p| p.index != focus.index);
        for other in others.take(NAMED) {
            let km = distance(geo::distance_km(focus.position, other.position));
            let way = geo::bearing_words(focus.position, other.position);
            let where_to = if other.is_area() { "centres" } else { "is" };
            sentences.push(format!("{} {where_to} {km} to the {way}.", other.place.label));
        }
    } else if ground.places.len() > 1 {
        let names: Vec<&str> = ground.places.iter().take(NAMED).map(|p| p.place.label.as_str()).collect();
        sentences.push(format!("It shows {}.", names.join(", ")));
    }
    let named = NAMED + usize::from(ground.focus.is_some());
    if ground.places.len() > named {
        sentences.push(format!("And {} more.", ground.places.len() - named));
    }
    if ground.places.iter().any(Located::is_area) {
        sentences.push("A dashed circle stands for an area, not a point.".to_owned());
    }
    if !ground.places.is_empty() {
        sentences.push("The list with the map gives the same places.".to_owned());
    }
    sentences.join(" ")
}

fn country(located: &Located, view: Worldview) -> String {
    match crate::basemap::name_near(located.position, 5.0, view) {
        Some(name) if name != located.place.label => format!(" ({name})"),
        _ => String::new(),
    }
}

/// Whose borders are drawn, and what is said of each area in the frame on which views differ.
pub fn worldview(view: Worldview, base: &Base) -> String {
    let mut out = view.sentence().to_owned();
    for unit in &base.disputed {
        let mut letters = unit.note.chars();
        let first: String = letters.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
        out += &format!(" {first}{}.", letters.as_str());
    }
    out
}
