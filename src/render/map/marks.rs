//! Pins, areas, labels and names on the base, for one size of screen.
//!
//! A point is a dot with its name beside it, or at the end of a line from it. Where the name finds no room the point is a
//! pin with its number in the list, on the point itself or beside it with a line to it; in a crowd that leaves no room for
//! that either, a dot. An area is shaded ground with its name on it, or its number; where the basemap does not know it, a
//! name in italics: it never looks like a point. The story's own places come first.

use crate::basemap::BorderPoint;
use crate::geo::clip::Rect;
use crate::geo::placement::Board;
use crate::html::{Html, Markup};

use super::super::words::Words;
use super::base::Land;
use super::frame::Frame;
use super::request::{Located, PlacedLabel, Role};

/// Everything the marks are drawn from.
pub struct Ground<'a> {
    pub frame: &'a Frame,
    pub base: &'a Land,
    pub places: &'a [Located<'a>],
    pub focus: Option<Located<'a>>,
    pub border: Option<BorderPoint>,
    pub words: Words<'a>,
}

/// Sizes in the drawing's units. A drawing is shown within some bounds of width, and in each the style sheet sets all of
/// its text in one size; labels have room for the largest of them.
pub struct Sizes {
    pub(super) narrow: bool,
    /// The radius of a point with a name, and of a pin with a number.
    pub(super) dot: f64,
    pub(super) pin: f64,
    pub(super) text: f64,
    /// Whether the distance stands under a name.
    pub(super) has_distances: bool,
    pub(super) scale_longest: f64,
    /// How far a label may stand from its place.
    pub(super) leader: f64,
    /// How far a number by itself may.
    pub(super) reach: f64,
}

/// From 560 pixels on; 14.2 units are 11 pixels there.
pub const WIDE: Sizes = Sizes {
    narrow: false,
    dot: 5.0,
    pin: 10.5,
    text: 14.2,
    has_distances: true,
    scale_longest: 130.0,
    leader: 140.0,
    reach: 140.0,
};
/// From 320 pixels on; 13.8 units are 11 pixels there.
pub const NARROW: Sizes = Sizes {
    narrow: true,
    dot: 4.5,
    pin: 10.0,
    text: 13.8,
    has_distances: false,
    scale_longest: 90.0,
    leader: 46.0,
    reach: 60.0,
};

/// What was drawn, and where labels went.
pub struct Marks {
    pub svg: Markup,
    pub labels: Vec<PlacedLabel>,
    /// Whether the line to the border is drawn.
    pub is_measured: bool,
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
    pub(super) is_measured: bool,
    /// So many places that distances would only add noise.
    pub(super) quiet: bool,
}

/// Draws the marks; `inset` is where the inset will lie.
pub fn draw(ground: &Ground, sizes: &Sizes, inset: Option<Rect>) -> Marks {
    let mut board = Board::new(ground.frame.rect.grown(-5.0));
    ground.base.borders.iter().for_each(|line| board.avoid(line));
    ground.base.grounds.iter().flat_map(|(_, rings)| rings).for_each(|ring| board.avoid(ring));
    let (areas, measures, names, leaders, pins, texts) = Default::default();
    let quiet = ground.places.len() > 14;
    let mut pen = Pen {
        ground,
        sizes,
        board,
        areas,
        measures,
        names,
        leaders,
        pins,
        texts,
        labels: Vec::new(),
        is_measured: false,
        quiet,
    };
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
        pen.point(located, at == 0);
        if at == 0 {
            pen.measure();
        }
    }
    others.iter().for_each(|located| pen.point(located, false));
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
    Marks { svg: svg.finish(), labels: pen.labels, is_measured: pen.is_measured }
}

impl Pen<'_> {
    fn is_focus(&self, located: &Located) -> bool {
        self.ground.focus.is_some_and(|focus| focus.index == located.index)
    }

    pub(super) fn remember(&mut self, text: &str, rect: Rect) {
        self.labels.push(PlacedLabel { text: text.to_owned(), rect, narrow: self.sizes.narrow });
    }
}
