//! What a map is asked to show, and what comes back.

use crate::basemap::{Area, Worldview};
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
    /// The ISO 3166 code of an area.
    pub code: Option<String>,
    /// What else it is called: an area is found by one of its names.
    pub names: Vec<String>,
    /// How far the place meant may lie from the coordinates.
    pub precision_km: Option<f64>,
    /// That it lies anywhere within `precision_km`, and nobody is to know where: it is an area, never a point.
    pub is_coarse: bool,
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
    /// The `<svg>` elements: one for wide screens, one for narrow ones.
    pub svg: Markup,
    /// Two more, of the places that lie so far away that one frame for all would show nothing.
    pub far: Option<Markup>,
    /// The text alternative, plain text; also in the SVG.
    pub description: String,
    /// The marks that were drawn, in one size or both.
    pub key: Vec<Mark>,
    /// For every place asked for, what the drawing for wide screens says of it, and that for narrow ones.
    pub said: Vec<[Said; 2]>,
    /// For every place asked for, how it lies to the focus. None for the focus itself, without a focus, between an area
    /// and anything that it does not hold, and for coordinates that are not on the Earth.
    pub distances: Vec<Option<Lies>>,
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

/// How a place lies to the focus.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lies {
    /// So many kilometres away, in that direction.
    Off(f64, Direction),
    /// It is an area, and the focus lies in it. From an area's middle nothing is measured.
    Around,
}

/// What a drawing says of a place beside its mark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Its number in the list, instead of its name.
    pub number: bool,
    /// How far it lies from the focus.
    pub distance: bool,
    /// The ground that it is, or a mark at its middle.
    pub ground: bool,
    pub middle: bool,
}

/// A mark that the key explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// A point of the story.
    Event,
    /// The ground of the story, where it is an area.
    EventArea,
    /// A point that is named.
    Point,
    /// A circle in which the place lies.
    Coarse,
    /// The ground of a region or country.
    Area,
    /// The middle of a region or district whose ground the basemap does not know.
    Middle,
    /// A border on which views differ.
    Disputed,
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
    /// The ground that it is, where the basemap knows it.
    pub area: Option<&'a Area>,
}

impl Located<'_> {
    /// Whether the place is an area, which never looks like a point.
    pub fn is_area(&self) -> bool {
        !matches!(self.place.kind, PlaceKind::Building | PlaceKind::City)
    }

    /// How far from the coordinates the place may reach, as far as a frame is concerned; kilometres.
    pub fn reach_km(&self) -> f64 {
        let usual = match self.place.kind {
            PlaceKind::Building | PlaceKind::City | PlaceKind::Line => 0.0,
            PlaceKind::District => 12.0,
            PlaceKind::Region => 70.0,
            PlaceKind::Country => 250.0,
            PlaceKind::Sea => 200.0,
        };
        self.precision_km().unwrap_or(usual).min(400.0)
    }

    /// How far the place meant may lie from the coordinates.
    pub fn precision_km(&self) -> Option<f64> {
        self.place.precision_km.filter(|km| km.is_finite() && *km >= 0.0)
    }
}

/// The ground of each place that is an area which the basemap knows.
pub fn areas(request: &MapRequest) -> Vec<Option<Area>> {
    let area = |place: &MapPlace| {
        let names: Vec<&str> =
            std::iter::once(place.label.as_str()).chain(place.names.iter().map(String::as_str)).collect();
        let at = Position::new(place.lat, place.lon)?;
        crate::basemap::area(place.kind, place.code.as_deref(), &names, at, request.worldview)
    };
    request.places.iter().map(area).collect()
}

/// The places that lie on the Earth, in their order.
pub fn locate<'a>(places: &'a [MapPlace], areas: &'a [Option<Area>]) -> Vec<Located<'a>> {
    let located = |(index, (place, area)): (usize, (&'a MapPlace, &'a Option<Area>))| {
        let position = Position::new(place.lat, place.lon)?;
        Some(Located { index, position, place, area: area.as_ref() })
    };
    places.iter().zip(areas).enumerate().filter_map(located).collect()
}
