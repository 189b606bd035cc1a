//! Pins, areas, labels and names on the base, for one size of screen.
//!
//! A point has a filled pin, on the point itself or, in a crowd, beside it with a line to it; where not even that finds
//! room, a dot. An area has a dashed outline and a hollow badge: it never looks like a point. Labels that find no room
//! are left out: the list beside the map names every place.

use crate::basemap::BorderPoint;
use crate::geo::Point;
use crate::geo::clip::Rect;
use crate::geo::placement::Board;
use crate::html::{Html, Markup};

use super::super::words::Words;
use super::base::Base;
use super::frame::Frame;
use super::request::{Located, PlacedLabel};

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
    pub(super) country: f64,
    pub(super) scale: f64,
    pub(super) scale_longest: f64,
}

pub const WIDE: Sizes = Sizes {
    narrow: false,
    pin: 11.0,
    label: 15.0,
    second: Some(12.5),
    country: 13.5,
    scale: 12.0,
    scale_longest: 130.0,
};
/// The drawing is some 350 pixels wide on a telephone: 26 units are 12.6 pixels.
pub const NARROW: Sizes =
    Sizes { narrow: true, pin: 17.0, label: 26.0, second: None, country: 22.0, scale: 22.0, scale_longest: 190.0 };

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
    order.sort_by_key(|p| (p.place.role, p.is_area(), p.place.number, p.index));
    order.iter().filter(|p| !p.is_area()).for_each(|p| pen.board.keep_clear(ground.frame.place(p.position)));
    let placed: Vec<(&Located, Point, f64)> =
        order.iter().filter_map(|p| Some((*p, pen.mark(p)?, pen.pin_size(p)))).collect();
    pen.measure();
    for (located, at, radius) in placed {
        // A small ring belongs to the mark; a label may lie across a large one.
        let ring = pen.ring(located).filter(|ring| *ring < 45.0 && !located.is_area());
        let radius = ring.map_or(radius, |ring| ring.max(radius));
        pen.label(located, at, radius);
    }
    pen.countries();
    let layers = [pen.areas, pen.measures, pen.names, pen.leaders, pen.pins, pen.texts, scale];
    let mut svg = Html::new();
    layers.into_iter().for_each(|mut layer| {
        svg.markup(&layer.finish());
    });
    Marks { svg: svg.finish(), labels: pen.labels }
}

impl Pen<'_> {
    pub(super) fn remember(&mut self, text: &str, rect: Rect) {
        self.labels.push(PlacedLabel { text: text.to_owned(), rect, narrow: self.sizes.narrow });
    }
}
