//! Pins, areas, labels and names on the base, for one size of screen.
//!
//! A point has a filled pin, on the point itself or, in a crowd, beside it with a line to it; where not even that finds
//! room, a dot. An area is shaded ground with a dashed edge, or where the basemap does not know it a name in italics: it
//! never looks like a point. The story's own places come first; a label that finds no room beside its place stands
//! at the end of a line, and is left out in a crowd and on a telephone, for the list beside the map names every place.

use crate::basemap::BorderPoint;
use crate::geo::Point;
use crate::geo::clip::Rect;
use crate::geo::placement::Board;
use crate::html::{Html, Markup};

use super::super::words::Words;
use super::base::Base;
use super::frame::Frame;
use super::request::{Located, PlacedLabel, Role};

/// Everything the marks are drawn from.
pub struct Ground<'a> {
    pub frame: &'a Frame,
    pub base: &'a Base,
    pub places: &'a [Located<'a>],
    pub focus: Option<Located<'a>>,
    pub border: Option<BorderPoint>,
    pub words: Words<'a>,
}

/// Sizes in the drawing's units; the classes of `map.css` say the same.
pub struct Sizes {
    pub(super) narrow: bool,
    pub(super) pin: f64,
    pub(super) label: f64,
    pub(super) second: Option<f64>,
    pub(super) measure: f64,
    pub(super) country: f64,
    pub(super) scale: f64,
    pub(super) scale_longest: f64,
    /// How far a label may stand from its place.
    pub(super) leader: f64,
}

pub const WIDE: Sizes = Sizes {
    narrow: false,
    pin: 8.5,
    label: 12.0,
    second: Some(10.5),
    measure: 10.5,
    country: 11.0,
    scale: 10.0,
    scale_longest: 130.0,
    leader: 140.0,
};
/// The drawing is some 390 pixels wide on a telephone: 24 units are 13 pixels.
pub const NARROW: Sizes = Sizes {
    narrow: true,
    pin: 15.0,
    label: 24.0,
    second: None,
    measure: 21.0,
    country: 20.0,
    scale: 20.0,
    scale_longest: 190.0,
    // Lines through a crowd of large letters would lead nowhere.
    leader: 0.0,
};

/// What was drawn, and where labels went.
pub struct Marks {
    pub svg: Markup,
    pub labels: Vec<PlacedLabel>,
}

/// Marks under construction.
pub(super) struct Pen<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) sizes: &'a Sizes,
    pub(super) board: Board,
    /// Layers, from below.
    pub(super) areas: Html,
    pub(super) measures: Html,
    pub(super) names: Html,
    pub(super) leaders: Html,
    pub(super) pins: Html,
    pub(super) texts: Html,
    pub(super) labels: Vec<PlacedLabel>,
    /// So many places that distances would only add noise.
    pub(super) quiet: bool,
}

/// Draws the marks; `inset` is where the inset will lie.
pub fn draw(ground: &Ground, sizes: &Sizes, inset: Option<Rect>) -> Marks {
    let mut board = Board::new(ground.frame.rect.grown(-5.0));
    ground.base.borders.iter().for_each(|line| board.avoid(line));
    let (areas, measures, names, leaders, pins, texts) = Default::default();
    let quiet = ground.places.len() > 14;
    let mut pen = Pen { ground, sizes, board, areas, measures, names, leaders, pins, texts, labels: Vec::new(), quiet };
    if let Some(rect) = inset {
        pen.board.take(rect.grown(6.0));
    }
    let mut scale = Html::new();
    pen.scale_bar(&mut scale);
    let mut order: Vec<&Located> =
        ground.places.iter().filter(|p| ground.frame.rect.contains(ground.frame.place(p.position))).collect();
    order.sort_by_key(|p| (!pen.is_focus(p), p.place.role, p.place.number, p.index));
    let (areas, points): (Vec<&Located>, Vec<&Located>) = order.into_iter().partition(|p| p.is_area());
    points.iter().for_each(|p| pen.board.keep_clear(ground.frame.place(p.position)));
    // What the story is about is marked and named before anything else can be in the way.
    let (story, others): (Vec<&Located>, Vec<&Located>) =
        points.into_iter().partition(|p| pen.is_focus(p) || p.place.role == Role::Event);
    for (at, located) in story.into_iter().enumerate() {
        if let Some(place) = pen.mark(located) {
            pen.label(located, place, pen.label_distance(located), at == 0);
        }
        if at == 0 {
            pen.measure();
        }
    }
    let placed: Vec<(&Located, Point)> = others.iter().filter_map(|p| Some((*p, pen.mark(p)?))).collect();
    for (located, at) in placed {
        pen.label(located, at, pen.label_distance(located), false);
    }
    // Other areas are behind the frame's edge only.
    let grounds =
        ground.places.iter().filter(|p| p.is_area() && ground.base.grounds.iter().any(|(i, _)| *i == p.index));
    let mut named: Vec<&Located> = areas;
    grounds.for_each(|p| {
        if !named.iter().any(|known| known.index == p.index) {
            named.push(p);
        }
    });
    named.iter().for_each(|located| pen.area(located));
    pen.countries();
    let layers = [pen.areas, pen.measures, pen.names, pen.leaders, pen.pins, pen.texts, scale];
    let mut svg = Html::new();
    layers.into_iter().for_each(|mut layer| {
        svg.markup(&layer.finish());
    });
    Marks { svg: svg.finish(), labels: pen.labels }
}

impl Pen<'_> {
    fn is_focus(&self, located: &Located) -> bool {
        self.ground.focus.is_some_and(|focus| focus.index == located.index)
    }

    /// How far from its point a label stands: beyond the pin, and beyond the ring if there is one.
    fn label_distance(&self, located: &Located) -> f64 {
        self.ring(located).unwrap_or(0.0).max(self.pin_size(located))
    }

    pub(super) fn remember(&mut self, text: &str, rect: Rect) {
        self.labels.push(PlacedLabel { text: text.to_owned(), rect, narrow: self.sizes.narrow });
    }
}
