//! Maps, drawn when the site is built: one inline SVG, no script, no tiles, nothing asked of another server.
//!
//! [`draw`] sorts out what lies too far away, which goes into a second drawing, fits a frame to the places, decodes the part of the basemap it shows, and lays pins and labels on it twice:
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

pub use request::{Drawing, Lies, MapPlace, MapRequest, Mark, PlaceKind, PlacedLabel, Role};

use crate::geo;
use crate::geo::clip::Rect;
use crate::html::{Html, Markup};
use crate::theme;

use super::words::Words;
use request::Located;

/// The drawing's size in its own units, unless it shows the world.
const SIZE: (f64, f64) = (720.0, 450.0);
/// The height of a drawing of the world.
const WORLD_HEIGHT: f64 = 362.0;

/// Draws the map. Total: a place whose coordinates are not on the Earth gets no mark and no distance.
pub fn draw(request: &MapRequest, words: &theme::Words) -> Drawing {
    let areas = request::areas(request);
    let located = request::locate(&request.places, &areas);
    let focus = request.focus.and_then(|wanted| located.iter().find(|place| place.index == wanted)).copied();
    let (mut near, mut far) = frame::part(&located, focus);
    let frame = frame::choose(&near, SIZE, WORLD_HEIGHT);
    let home = home(&near, focus, request);
    let base = base::draw(&frame, &near, home, request.worldview);
    // A country that the frame does not reach belongs to the second map, if there is a frame of the story's own.
    let is_seen = |place: &Located| {
        place.place.kind != PlaceKind::Country
            || frame.rect.contains(frame.place(place.position))
            || base.grounds.iter().any(|(index, _)| *index == place.index)
    };
    far.extend(near.iter().filter(|place| !is_seen(place)));
    near.retain(is_seen);
    let border = focus.filter(|place| request.measure_border && !place.is_area()).and_then(|place| {
        crate::basemap::border_near(place.position, request.worldview, 150.0).filter(|border| border.km >= 3.0)
    });

    let ground = marks::Ground { frame: &frame, base: &base, places: &near, focus, border, words: Words(words) };
    let description = words::description(request, &ground);
    let picture = picture(request, "", &description, &ground, home);
    let second = (!far.is_empty()).then(|| elsewhere(request, &far, words));
    Drawing {
        svg: picture.svg,
        far: second,
        description,
        key: key(&located, &base),
        distances: distances(request, &located, focus),
        border: border.map(|border| (border.km, border.country)),
        openstreetmap_embed: street::embed(&frame, &located, focus),
        openstreetmap_link: street::link(&located, focus, &frame),
        worldview_sentence: words::worldview(request.worldview, &ground),
        labels: picture.labels,
    }
}

/// The second map, of what lies far away.
fn elsewhere(request: &MapRequest, far: &[Located], words: &theme::Words) -> Markup {
    let frame = frame::choose(far, (SIZE.0, SIZE.1 * 0.72), WORLD_HEIGHT);
    let base = base::draw(&frame, far, None, request.worldview);
    let ground =
        marks::Ground { frame: &frame, base: &base, places: far, focus: None, border: None, words: Words(words) };
    picture(request, "-far", &words::description(request, &ground), &ground, None).svg
}

/// One drawing in both sizes; `suffix` keeps its ids apart from those of others on the page.
fn picture(
    request: &MapRequest,
    suffix: &str,
    description: &str,
    ground: &marks::Ground,
    home: Option<&str>,
) -> marks::Marks {
    let inset = inset::draw(ground, home, request.worldview);
    let wide = marks::draw(ground, &marks::WIDE, inset.as_ref().map(|inset| inset.rect));
    let narrow = marks::draw(ground, &marks::NARROW, None);
    let id = format!("{}{suffix}", request.id);
    let title = if suffix.is_empty() { request.title.as_str() } else { ground.words.get("map-far") };
    let mut svg = Html::new();
    let Rect { right: width, bottom: height, .. } = ground.frame.rect;
    svg.raw("<svg class=\"map\" role=\"img\"").attribute("viewBox", &format!("0 0 {width} {height}"));
    svg.attribute("aria-labelledby", &format!("{id}-title {id}-desc")).raw("><title");
    svg.attribute("id", &format!("{id}-title")).raw(">").text(title).raw("</title><desc");
    svg.attribute("id", &format!("{id}-desc")).raw(">").text(description).raw("</desc>");
    svg.markup(&ground.base.svg);
    svg.raw("<g class=\"map-wide\">").markup(&wide.svg);
    if let Some(inset) = &inset {
        svg.markup(&inset.svg);
    }
    svg.raw("</g><g class=\"map-narrow\">").markup(&narrow.svg).raw("</g></svg>");
    marks::Marks { svg: svg.finish(), labels: wide.labels.into_iter().chain(narrow.labels).collect() }
}

/// The country that the map is about: that of the focus, or else of the first place that lies in one.
fn home(located: &[Located], focus: Option<Located>, request: &MapRequest) -> Option<&'static str> {
    let first = focus.into_iter().chain(located.iter().copied());
    first.take(4).find_map(|place| crate::basemap::land_near(place.position, 12.0, request.worldview))
}

fn key(located: &[Located], base: &base::Base) -> Vec<Mark> {
    let exact = || located.iter().filter(|place| !place.is_area() && !place.place.is_coarse);
    let has = [
        (Mark::Event, exact().any(|place| place.place.role == Role::Event)),
        (Mark::Point, exact().any(|place| place.place.role != Role::Event)),
        (Mark::Coarse, located.iter().any(|place| place.place.is_coarse)),
        (Mark::Area, !base.grounds.is_empty()),
    ];
    has.into_iter().filter(|(_, has)| *has).map(|(mark, _)| mark).collect()
}

/// For every place of the request, how it lies to the focus.
fn distances(request: &MapRequest, located: &[Located], focus: Option<Located>) -> Vec<Option<Lies>> {
    let from_focus = |index: usize| {
        let focus = focus.filter(|focus| focus.index != index)?;
        let there = located.iter().find(|place| place.index == index)?;
        if there.is_area() || focus.is_area() {
            let holds = there.area.is_some_and(|area| area.holds(focus.position, request.worldview));
            return (holds && !focus.is_area()).then_some(Lies::Around);
        }
        let km = geo::distance_km(focus.position, there.position);
        Some(Lies::Off(km, geo::direction(focus.position, there.position)))
    };
    (0..request.places.len()).map(from_focus).collect()
}
