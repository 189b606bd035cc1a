//! What a map is asked to show, and what comes back.

use crate::basemap::Worldview;
use crate::geo::Position;
use crate::geo::clip::Rect;
use crate::html::Markup;
use crate::vocabulary::Direction;

/// What kind of thing a place is; decides how it is marked.
pub use crate::vocabulary::PlaceKind;

/// Why a place is on the map. The order is the order in which labels find room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    Event,
    Cited,
    Context,
}

#[derive(Clone, Debug)]
pub struct MapPlace {
    /// The number in the pin and in the list beside the map.
    pub number: u32,
    pub label: String,
    /// WGS 84 degrees.
    pub lat: f64,
    pub lon: f64,
    pub kind: PlaceKind,
    /// How far the place meant may lie from the coordinates.
    pub precision_km: Option<f64>,
    pub role: Role,
}

#[derive(Clone, Debug)]
pub struct MapRequest {
    /// Prefix of the ids in the SVG; unique in the page.
    pub id: String,
    pub title: String,
    pub places: Vec<MapPlace>,
    /// The place from which distances are measured, by its index in `places`.
    pub focus: Option<usize>,
    pub worldview: Worldview,
    /// Whether the straight line from the focus to the nearest land border is drawn.
    pub measure_border: bool,
}

/// A map and what belongs beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// The `<svg>` element.
    pub svg: Markup,
    /// The text alternative, plain text; also in the SVG.
    pub description: String,
    /// For every place asked for: kilometres from the focus and the direction. None for the focus itself, without
    /// a focus, and for coordinates that are not on the Earth.
    pub distances: Vec<Option<(f64, Direction)>>,
    /// Kilometres from the focus to the nearest land border, and the country beyond; only when the line was asked for.
    pub border: Option<(f64, &'static str)>,
    /// The address for an OpenStreetMap frame; to be loaded on a click only.
    pub openstreetmap_embed: String,
    pub openstreetmap_link: String,
    /// What the caption says of the borders shown.
    pub worldview_sentence: String,
    /// Where the labels went, in both sizes.
    pub labels: Vec<PlacedLabel>,
}

/// Where a label, a pin or a name stands, in the drawing's units.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedLabel {
    pub text: String,
    pub rect: Rect,
    /// Whether it belongs to the drawing for narrow screens.
    pub narrow: bool,
}

/// A place that lies on the Earth.
#[derive(Clone, Copy, Debug)]
pub struct Located<'a> {
    pub index: usize,
    pub position: Position,
    pub place: &'a MapPlace,
}

impl Located<'_> {
    /// Whether the place is an area, which never looks like a point.
    pub fn is_area(&self) -> bool {
        matches!(self.place.kind, PlaceKind::Region | PlaceKind::Country | PlaceKind::Sea | PlaceKind::Line)
    }

    /// The radius in which the place lies: as given, or usual for its kind; kilometres.
    pub fn radius_km(&self) -> f64 {
        let usual = match self.place.kind {
            PlaceKind::Building | PlaceKind::City | PlaceKind::Line => 0.0,
            PlaceKind::District => 12.0,
            PlaceKind::Region => 70.0,
            PlaceKind::Country => 250.0,
            PlaceKind::Sea => 200.0,
        };
        self.place.precision_km.filter(|km| km.is_finite() && *km >= 0.0).unwrap_or(usual).min(5_000.0)
    }
}

/// The places that lie on the Earth, in their order.
pub fn locate(places: &[MapPlace]) -> Vec<Located<'_>> {
    let located = |(index, place): (usize, &'_ MapPlace)| Position::new(place.lat, place.lon).map(|p| (index, p));
    places
        .iter()
        .enumerate()
        .filter_map(|pair| {
            let (index, position) = located(pair)?;
            Some(Located { index, position, place: pair.1 })
        })
        .collect()
}
