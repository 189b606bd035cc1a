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
use super::request::{Located, Mark, PlacedLabel, Role};

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
    pub(super) scale_longest: f64,
    /// How far a label may stand from its place.
    pub(super) leader: f64,
    /// How far a number by itself may.
    pub(super) reach: f64,
}

/// From 560 pixels on; 14.2 units are 11 pixels there.
pub const WIDE: Sizes =
    Sizes { narrow: false, dot: 5.0, pin: 10.5, text: 14.2, scale_longest: 130.0, leader: 140.0, reach: 140.0 };
/// From 320 pixels on; 13.8 units are 11 pixels there.
pub const NARROW: Sizes =
    Sizes { narrow: true, dot: 4.5, pin: 10.0, text: 13.8, scale_longest: 90.0, leader: 46.0, reach: 60.0 };

/// What was drawn, and where labels went.
pub struct Marks {
    pub svg: Markup,
    pub labels: Vec<PlacedLabel>,
    /// Whether the line to the border is drawn.
    pub is_measured: bool,
    /// The marks that the key explains, each once.
    pub key: Vec<Mark>,
    /// Places by their index: whose number is drawn instead of the name, and under whose name the distance stands.
    pub numbered: Vec<usize>,
    pub distanced: Vec<usize>,
    /// Areas with a mark at their middle.
    pub middles: Vec<usize>,
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
    pub(super) scale: Html,
    pub(super) labels: Vec<PlacedLabel>,
    pub(super) is_measured: bool,
    pub(super) has_distances: bool,
    pub(super) key: Vec<Mark>,
    pub(super) numbered: Vec<usize>,
    pub(super) distanced: Vec<usize>,
    pub(super) middles: Vec<usize>,
    /// Points whose label is not what it should be, and how much that matters.
    pub(super) faults: Vec<(usize, usize)>,
}

/// How much it matters that a name stands at the end of a line, that a number stands for it, and that no distance is under it.
pub(super) const LED: usize = 3;
pub(super) const NUMBERED: usize = 9;
const UNMEASURED: usize = 1;

/// So many places that distances would only add noise.
const NOISE: usize = 14;
/// How often points are labelled anew, those that found no room before the others.
const TRIES: usize = 6;
/// How near to a town the name of another may come, and how near that of an area.
const TOWN_CLEARANCE: f64 = 7.0;
pub(super) const AREA_CLEARANCE: f64 = 11.0;
pub(super) const NUMBER_CLEARANCE: f64 = 4.0;

/// Draws the marks; `inset` is where the inset will lie. The drawing says of all towns how far they lie, or of none.
pub fn draw(ground: &Ground, sizes: &Sizes, inset: Option<Rect>) -> Marks {
    let mut seen: Vec<&Located> =
        ground.places.iter().filter(|p| ground.frame.rect.contains(ground.frame.place(p.position))).collect();
    let is_focus = |p: &Located| ground.focus.is_some_and(|focus| focus.index == p.index);
    seen.sort_by_key(|p| (!is_focus(p), p.place.role, p.place.number, p.index));
    let (areas, points): (Vec<&Located>, Vec<&Located>) = seen.into_iter().partition(|p| p.is_area());
    let mut pen = labelled(ground, sizes, inset, &points, ground.places.len() <= NOISE);
    if points.iter().any(|point| pen.lacks_distance(point)) {
        pen = labelled(ground, sizes, inset, &points, false);
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
    pen.board.keep_off(Vec::new());
    pen.countries();
    let layers = [pen.areas, pen.measures, pen.names, pen.leaders, pen.pins, pen.texts, pen.scale];
    let mut svg = Html::new();
    layers.into_iter().for_each(|mut layer| {
        svg.markup(&layer.finish());
    });
    Marks {
        svg: svg.finish(),
        labels: pen.labels,
        is_measured: pen.is_measured,
        key: pen.key,
        numbered: pen.numbered,
        distanced: pen.distanced,
        middles: pen.middles,
    }
}

/// The points with their labels, in the order in which the fewest of them go without room.
fn labelled<'a>(
    ground: &'a Ground<'a>,
    sizes: &'a Sizes,
    inset: Option<Rect>,
    points: &[&Located],
    has_distances: bool,
) -> Pen<'a> {
    let mut first: Vec<usize> = Vec::new();
    let mut best = Pen::with_points(ground, sizes, inset, points, has_distances);
    let tries = if best.is_crowd() { 0 } else { TRIES };
    for _ in 0..tries {
        let fault = best.fault();
        if fault == 0 {
            break;
        }
        let wanting: Vec<usize> = best.faults.iter().map(|(index, _)| *index).collect();
        first.retain(|index| !wanting.contains(index));
        first.splice(0..0, wanting);
        let mut order = points.to_vec();
        let turn = |p: &&Located| first.iter().position(|index| *index == p.index).unwrap_or(usize::MAX);
        order.sort_by_key(turn);
        let pen = Pen::with_points(ground, sizes, inset, &order, has_distances);
        if pen.fault() >= fault {
            // Nothing is won: whatever else lacks room goes first.
            first.extend(
                pen.faults.iter().map(|(index, _)| *index).filter(|index| !first.contains(index)).collect::<Vec<_>>(),
            );
            continue;
        }
        best = pen;
    }
    best
}

impl<'a> Pen<'a> {
    fn with_points(
        ground: &'a Ground<'a>,
        sizes: &'a Sizes,
        inset: Option<Rect>,
        points: &[&Located],
        has_distances: bool,
    ) -> Pen<'a> {
        let mut board = Board::new(ground.frame.rect.grown(-5.0));
        board.clearance = TOWN_CLEARANCE;
        ground.base.borders.iter().for_each(|line| board.avoid(line));
        ground.base.grounds.iter().flat_map(|(_, rings)| rings).for_each(|ring| board.avoid(ring));
        if let Some(rect) = inset {
            board.take(rect.grown(6.0));
        }
        let (areas, measures, names, leaders, pins, texts, scale) = Default::default();
        let (labels, key, numbered, distanced, middles, faults) = Default::default();
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
            scale,
            labels,
            is_measured: false,
            has_distances,
            key,
            numbered,
            distanced,
            middles,
            faults,
        };
        pen.scale_bar();
        points.iter().for_each(|p| pen.board.keep_clear(ground.frame.place(p.position)));
        // What the story is about is marked and named before anything else can be in the way.
        let (story, others): (Vec<&Located>, Vec<&Located>) =
            points.iter().copied().partition(|p| pen.is_focus(p) || p.place.role == Role::Event);
        for (at, located) in story.into_iter().enumerate() {
            pen.point(located, at == 0);
            if at == 0 {
                pen.measure();
            }
        }
        others.iter().for_each(|located| pen.point(located, false));
        let unmeasured = points.iter().filter(|p| pen.lacks_distance(p)).map(|p| (p.index, UNMEASURED));
        let unmeasured: Vec<(usize, usize)> = unmeasured.collect();
        pen.faults.extend(unmeasured);
        pen
    }

    /// How much is not as it should be.
    fn fault(&self) -> usize {
        self.faults.iter().map(|(_, fault)| fault).sum()
    }

    fn is_focus(&self, located: &Located) -> bool {
        self.ground.focus.is_some_and(|focus| focus.index == located.index)
    }

    /// The key has to explain this.
    pub(super) fn mark(&mut self, mark: Mark) {
        if !self.key.contains(&mark) {
            self.key.push(mark);
        }
    }

    pub(super) fn remember(&mut self, text: &str, rect: Rect) {
        self.labels.push(PlacedLabel { text: text.to_owned(), rect, narrow: self.sizes.narrow });
    }
}
