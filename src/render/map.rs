//! Maps, drawn when the site is built: one inline SVG, no script, no tiles, nothing asked of another server.
//!
//! [`draw`] sorts out what lies too far away, which goes into a second drawing, and draws each twice: for wide screens, and
//! for narrow ones in a frame of their own. Both show the same ground, which is written once. CSS shows the one that fits the room; a
//! unit is about a pixel in both. Every colour and size is a class of `style.css`; the drawing has no styles of its own.

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

pub use request::{Drawing, Lies, MapPlace, MapRequest, Mark, PlaceKind, PlacedLabel, Role, Said};

use crate::geo;
use crate::geo::clip::Rect;
use crate::html::{Html, Markup};
use crate::theme;

use super::words::Words;
use frame::{NARROW_PAPER, Paper, WIDE_PAPER};
use request::Located;

/// What lies far away is shown less high.
const FAR_HEIGHT: f64 = 324.0;

/// Draws the map. Total: a place whose coordinates are not on the Earth gets no mark and no distance.
pub fn draw(request: &MapRequest, words: &theme::Words) -> Drawing {
    let areas = request::areas(request);
    let located = request::locate(&request.places, &areas);
    let focus = request.focus.and_then(|wanted| located.iter().find(|place| place.index == wanted)).copied();
    let (mut near, mut far) = frame::part(&located, focus);
    let home = home(&near, focus, request);
    let frames = Frames::of(&near, WIDE_PAPER);
    let base = base::draw(&format!("{}-base", request.id), &frames.both, &near, request.worldview);
    let frame = frames.wide;
    // A country that the frame does not reach belongs to the second map, if there is a frame of the story's own.
    let is_seen = |place: &Located| {
        place.place.kind != PlaceKind::Country
            || frame.rect.contains(frame.place(place.position))
            || base.land.grounds.iter().any(|(index, _)| *index == place.index)
    };
    far.extend(near.iter().filter(|place| !is_seen(place)));
    near.retain(is_seen);
    let border = focus.filter(|place| request.measure_border && !place.is_area()).and_then(|place| {
        crate::basemap::border_near(place.position, request.worldview, 150.0).filter(|border| border.km >= 3.0)
    });

    let ground = marks::Ground { frame: &frame, base: &base.land, places: &near, focus, border, words: Words(words) };
    let description = words::description(request, &ground);
    let picture = picture(request, "", &description, &ground, (&base, &frames), home);
    let second = (!far.is_empty()).then(|| elsewhere(request, &far, words));
    let drawn = || second.iter().chain([&picture]);
    Drawing {
        description,
        key: key(drawn().flat_map(|picture| [&picture.land, &picture.wide.key, &picture.narrow.key])),
        said: (0..request.places.len()).map(|index| said(index, drawn())).collect(),
        distances: distances(request, &located, focus),
        border: border.map(|border| (border.km, border.country)).filter(|_| picture.wide.is_measured),
        openstreetmap_embed: street::embed(&frame, &located, focus),
        openstreetmap_link: street::link(&located, focus, &frame),
        worldview_sentence: words::worldview(request.worldview, &ground),
        labels: [picture.wide.labels, picture.narrow.labels].concat(),
        svg: picture.svg,
        far: second.map(|second| second.svg),
    }
}

/// The second map, of what lies far away.
fn elsewhere(request: &MapRequest, far: &[Located], words: &theme::Words) -> Picture {
    let frames = Frames::of(far, Paper { heights: (FAR_HEIGHT, FAR_HEIGHT), ..WIDE_PAPER });
    let base = base::draw(&format!("{}-far-base", request.id), &frames.both, far, request.worldview);
    let (frame, words) = (&frames.wide, Words(words));
    let ground = marks::Ground { frame, base: &base.land, places: far, focus: None, border: None, words };
    picture(request, "-far", &words::description(request, &ground), &ground, (&base, &frames), None)
}

/// The frames of a drawing's two sizes, and the one of the ground under both, in the units of the wide one.
struct Frames {
    wide: frame::Frame,
    narrow: frame::Frame,
    both: frame::Frame,
}

impl Frames {
    fn of(places: &[Located], paper: Paper) -> Frames {
        let (wide, narrow) = (frame::choose(places, &paper), frame::choose(places, &NARROW_PAPER));
        let other = narrow.shift_from(&wide).undone(narrow.rect);
        let Rect { left, top, right, bottom } = wide.rect;
        let rect = Rect {
            left: left.min(other.left),
            top: top.min(other.top),
            right: right.max(other.right),
            bottom: bottom.max(other.bottom),
        };
        Frames { both: if wide.is_world() { wide } else { wide.widened(rect) }, wide, narrow }
    }
}

/// One drawing in both sizes, and what the key has to say of its ground.
struct Picture {
    svg: Markup,
    wide: marks::Marks,
    narrow: marks::Marks,
    land: Vec<Mark>,
    /// The places whose ground is drawn, by their index.
    grounds: Vec<usize>,
}

/// Draws it; `suffix` keeps its ids apart from those of others on the page.
fn picture(
    request: &MapRequest,
    suffix: &str,
    description: &str,
    ground: &marks::Ground,
    (base, frames): (&base::Base, &Frames),
    home: Option<&str>,
) -> Picture {
    let inset = inset::draw(ground, home, request.worldview);
    let wide = marks::draw(ground, &marks::WIDE, inset.as_ref().map(|inset| inset.rect));
    let shift = frames.narrow.shift_from(&frames.wide);
    let land = base.land.shifted(shift);
    let narrow = marks::draw(&marks::Ground { frame: &frames.narrow, base: &land, ..*ground }, &marks::NARROW, None);
    let id = format!("{}{suffix}", request.id);
    let title = if suffix.is_empty() { request.title.as_str() } else { ground.words.get("map-far") };
    let mut svg = Html::new();
    svg.raw("<div class=\"map-sizes\">");
    open(&mut svg, "map map-wide", &id, frames.wide.rect);
    svg.raw("<title").attribute("id", &format!("{id}-title")).raw(">").text(title).raw("</title><desc");
    svg.attribute("id", &format!("{id}-desc")).raw(">").text(description).raw("</desc>");
    svg.markup(&base.svg).markup(&wide.svg);
    if let Some(inset) = &inset {
        svg.markup(&inset.svg);
    }
    svg.raw("</svg>");
    open(&mut svg, "map map-narrow", &id, frames.narrow.rect);
    let (right, down) = (path::number(shift.right), path::number(shift.down));
    svg.raw("<use").attribute("href", &format!("#{id}-base"));
    svg.attribute("transform", &format!("translate({right} {down}) scale({:.4})", shift.by)).raw("/>");
    svg.markup(&narrow.svg).raw("</svg></div>");
    let grounds = base.land.grounds.iter().map(|(index, _)| *index).collect();
    Picture { svg: svg.finish(), wide, narrow, land: base.land.marks.clone(), grounds }
}

fn open(svg: &mut Html, class: &str, id: &str, frame: Rect) {
    let Rect { right: width, bottom: height, .. } = frame;
    svg.raw("<svg").attribute("class", class).raw(" role=\"img\"");
    svg.attribute("viewBox", &format!("0 0 {width} {}", path::number(height)));
    svg.attribute("aria-labelledby", &format!("{id}-title {id}-desc")).raw(">");
}

/// The country that the map is about: that of the focus, or else of the first place that lies in one.
fn home(located: &[Located], focus: Option<Located>, request: &MapRequest) -> Option<&'static str> {
    let first = focus.into_iter().chain(located.iter().copied());
    first.take(4).find_map(|place| crate::basemap::land_near(place.position, 12.0, request.worldview))
}

/// The marks that were drawn, each once, in the order of the key.
fn key<'m>(drawn: impl Iterator<Item = &'m Vec<Mark>>) -> Vec<Mark> {
    let mut key: Vec<Mark> = drawn.flatten().copied().collect();
    key.sort_unstable();
    key.dedup();
    key
}

/// What the drawings say of a place, those for wide screens and those for narrow ones.
fn said<'p>(index: usize, drawn: impl Iterator<Item = &'p Picture>) -> [Said; 2] {
    let mut said = [Said::default(); 2];
    for picture in drawn {
        for (said, marks) in said.iter_mut().zip([&picture.wide, &picture.narrow]) {
            said.number |= marks.numbered.contains(&index);
            said.distance |= marks.distanced.contains(&index);
            said.middle |= marks.middles.contains(&index);
            said.ground |= picture.grounds.contains(&index);
        }
    }
    said
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
