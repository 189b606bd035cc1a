//! Maps, drawn when the site is built: one inline SVG, no script, no tiles, nothing asked of another server.
//!
//! [`draw`] fits a frame to the places, decodes the part of the basemap it shows, and lays pins and labels on it twice:
//! once in the sizes of a wide screen and once larger, for telephones, where the same drawing is a third as wide. CSS
//! shows one of the two. Every colour and size is a class of `map.css`; the drawing has no styles of its own.

// In reading order: each uses those above it.
mod request;
mod path;
mod text;
mod frame;
mod furniture;
mod base;
mod marks;
mod pins;
mod inset;
mod labels;
mod street;
mod words;

pub use street::place_link as street_link;

pub use request::{Drawing, MapPlace, MapRequest, PlaceKind, PlacedLabel, Role};

use crate::geo::clip::Rect;
use crate::geo::{self, Position};
use crate::html::Html;
use crate::theme;
use crate::vocabulary::Direction;

use super::words::Words;
use request::Located;

/// The drawing's size in its own units, unless it shows the world.
const SIZE: (f64, f64) = (720.0, 450.0);
/// The height of a drawing of the world.
const WORLD_HEIGHT: f64 = 362.0;

/// Draws the map. Total: a place whose coordinates are not on the Earth gets no mark and no distance.
pub fn draw(request: &MapRequest, words: &theme::Words) -> Drawing {
    let located = request::locate(&request.places);
    let focus = request.focus.and_then(|wanted| located.iter().find(|place| place.index == wanted)).copied();
    let frame = frame::choose(&located, focus, SIZE, WORLD_HEIGHT);
    let home = home(&located, focus, request);
    let base = base::draw(&frame, home, request.worldview);
    let border = focus.filter(|place| request.measure_border && !place.is_area()).and_then(|place| {
        crate::basemap::border_near(place.position, request.worldview, 150.0).filter(|border| border.km >= 3.0)
    });

    let ground = marks::Ground { frame: &frame, base: &base, places: &located, focus, border, words: Words(words) };
    let inset = inset::draw(&ground, home, request.worldview);
    let wide = marks::draw(&ground, &marks::WIDE, inset.as_ref().map(|inset| inset.rect));
    let narrow = marks::draw(&ground, &marks::NARROW, None);

    let description = words::description(request, &ground);
    let mut svg = Html::new();
    let Rect { right: width, bottom: height, .. } = frame.rect;
    svg.raw("<svg class=\"map\" role=\"img\"").attribute("viewBox", &format!("0 0 {width} {height}"));
    svg.attribute("aria-labelledby", &format!("{0}-title {0}-desc", request.id)).raw("><title");
    svg.attribute("id", &format!("{}-title", request.id)).raw(">").text(&request.title).raw("</title><desc");
    svg.attribute("id", &format!("{}-desc", request.id)).raw(">").text(&description).raw("</desc>");
    svg.markup(&base.svg);
    svg.raw("<g class=\"map-wide\">").markup(&wide.svg);
    if let Some(inset) = &inset {
        svg.markup(&inset.svg);
    }
    svg.raw("</g><g class=\"map-narrow\">").markup(&narrow.svg).raw("</g></svg>");

    Drawing {
        svg: svg.finish(),
        description,
        distances: distances(request, focus),
        border: border.map(|border| (border.km, border.country)),
        openstreetmap_embed: street::embed(&frame, &located, focus),
        openstreetmap_link: street::link(&located, focus, &frame),
        worldview_sentence: words::worldview(request.worldview, &ground),
        labels: wide.labels.into_iter().chain(narrow.labels).collect(),
    }
}

/// The country that the map is about: that of the focus, or else of the first place that lies in one.
fn home(located: &[Located], focus: Option<Located>, request: &MapRequest) -> Option<&'static str> {
    let first = focus.into_iter().chain(located.iter().copied());
    first.take(4).find_map(|place| crate::basemap::land_near(place.position, 12.0, request.worldview))
}

/// For every place of the request, how far and in which direction it lies from the focus.
fn distances(request: &MapRequest, focus: Option<Located>) -> Vec<Option<(f64, Direction)>> {
    let from_focus = |place: &MapPlace, index: usize| {
        let focus = focus.filter(|focus| focus.index != index)?;
        let there = Position::new(place.lat, place.lon)?;
        let km = geo::distance_km(focus.position, there);
        Some((km, geo::direction(focus.position, there)))
    };
    request.places.iter().enumerate().map(|(index, place)| from_focus(place, index)).collect()
}
