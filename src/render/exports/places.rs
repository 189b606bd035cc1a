//! `places.geojson`: the gazetteer that the published pages reach (RFC 7946: longitude first, WGS 84).

use serde_json::{Value, json};

use crate::geo::Position;
use crate::geo::coarse::Cell;
use crate::manuscript::PlaceText;
use crate::site::{Place, Route};

use super::super::scene::Scene;

pub fn geojson(scene: &Scene) -> String {
    let places = scene.site.places().into_iter().filter_map(|id| scene.site.place(id));
    let features: Vec<String> = places.map(|place| feature(place, scene).to_string()).collect();
    format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", features.join(",\n"))
}

fn feature(place: &Place, scene: &Scene) -> Value {
    let text = &place.text;
    let events: Vec<&str> = scene.site.events_at(&place.id).iter().map(|id| id.as_str()).collect();
    json!({
        "type": "Feature",
        "id": place.id.as_str(),
        "geometry": geometry(text),
        "properties": {
            "name": text.name,
            "kind": text.kind.as_str(),
            "endonym": text.endonym,
            "variants": text.variants,
            "parent": place.parent.as_ref().map(|id| id.as_str()),
            "precision_km": text.precision_km.map(|km| km.0),
            "events": events,
            "url": format!("{}#p-{}", scene.at.absolute(&Route::from("places.html")), place.id),
        },
    })
}

/// A place that is published coarsely is the area in which it lies.
fn geometry(text: &PlaceText) -> Value {
    let here = Position { lat: text.lat.0, lon: text.lon.0 };
    let at = |position: Position| json!([rounded(position.lon), rounded(position.lat)]);
    match text.within_km.and_then(|km| Cell::of(here, km.0)) {
        Some(cell) => json!({ "type": "Polygon", "coordinates": [cell.ring().map(at)] }),
        None => json!({ "type": "Point", "coordinates": at(here) }),
    }
}

/// Six decimals are ten centimetres; RFC 7946 advises against more.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e6).round() / 1e6
}
