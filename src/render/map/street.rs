//! Addresses on openstreetmap.org. Nothing is loaded from there unless a reader asks for it.

use crate::geo::Position;

use super::frame::Frame;
use super::request::{Located, PlaceKind};

/// The place to centre on: the focus, or the first place, or nothing.
fn centre(located: &[Located], focus: Option<Located>, frame: &Frame) -> (Position, u32, bool) {
    match focus.or(located.first().copied()) {
        Some(place) => {
            (place.position, zoom(place.place.kind, place.place.is_coarse), !place.is_area() && !place.place.is_coarse)
        }
        None => (frame.centre(), 2, false),
    }
}

fn zoom(kind: PlaceKind, is_coarse: bool) -> u32 {
    match kind {
        PlaceKind::Building if !is_coarse => 16,
        PlaceKind::Building | PlaceKind::City => 11,
        PlaceKind::District => 9,
        PlaceKind::Region | PlaceKind::Line => 7,
        PlaceKind::Country | PlaceKind::Sea => 5,
    }
}

/// The link to a single place; without a marker where nobody is to know where exactly it is.
pub fn place_link(lat: f64, lon: f64, kind: PlaceKind, is_coarse: bool) -> String {
    let zoom = zoom(kind, is_coarse);
    let marker = if is_coarse { String::new() } else { format!("?mlat={lat}&mlon={lon}") };
    format!("https://www.openstreetmap.org/{marker}#map={zoom}/{lat}/{lon}")
}

/// The link: `https://www.openstreetmap.org/?mlat=…&mlon=…#map=ZOOM/LAT/LON`. Not escaped for HTML.
pub fn link(located: &[Located], focus: Option<Located>, frame: &Frame) -> String {
    let (Position { lat, lon }, zoom, is_point) = centre(located, focus, frame);
    let marker = if is_point { format!("?mlat={lat:.5}&mlon={lon:.5}") } else { String::new() };
    format!("https://www.openstreetmap.org/{marker}#map={zoom}/{lat:.5}/{lon:.5}")
}

/// The address of the frame: `bbox` is west, south, east, north; the one marker is latitude, longitude.
pub fn embed(frame: &Frame, located: &[Located], focus: Option<Located>) -> String {
    let (Position { lat, lon }, zoom, is_point) = centre(located, focus, frame);
    // The box that the zoom would show in a frame of some 700 by 450 pixels; it never crosses the antimeridian.
    let half = (180.0 / 2f64.powi(i32::try_from(zoom).unwrap_or(10)) * 700.0 / 256.0).min(170.0);
    let (west, east) = ((lon - half).max(-180.0), (lon + half).min(180.0));
    let high = (half * 0.64 * lat.to_radians().cos().max(0.1)).min(80.0);
    let (south, north) = ((lat - high).max(-85.0), (lat + high).min(85.0));
    let marker = if is_point { format!("&marker={lat:.5}%2C{lon:.5}") } else { String::new() };
    format!(
        "https://www.openstreetmap.org/export/embed.html?bbox={west:.4}%2C{south:.4}%2C{east:.4}%2C{north:.4}&layer=mapnik{marker}"
    )
}
