//! `places.geojson`: the gazetteer that the published pages reach (RFC 7946: longitude first, WGS 84).

use serde_json::{Value, json};

use crate::site::{Place, Route};

use super::super::frame::{Frame, absolute};

pub fn geojson(frame: &Frame) -> String {
    let features: Vec<String> = frame.site.places.values().map(|place| feature(place, frame).to_string()).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(place: &Place, frame: &Frame) -> Value {
    let text = &place.text;
    let here = frame.site.events.values().filter(|event| event.place.as_ref() == Some(&place.id));
    let events: Vec<&str> = here.map(|event| event.id.as_str()).collect();
    json!({
        "type": "Feature",
        "id": place.id.as_str(),
        "geometry": { "type": "Point", "coordinates": [text.lon, text.lat] },
        "properties": {
            "name": text.name,
            "kind": text.kind.as_str(),
            "endonym": text.endonym,
            "variants": text.variants,
            "parent": place.parent.as_ref().map(|id| id.as_str()),
            "precision_km": text.precision_km,
            "events": events,
            "url": format!("{}#p-{}", absolute(frame.site, &Route::from("places.html")), place.id),
        },
    })
}
