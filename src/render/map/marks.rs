//! Pins, areas, labels and names on the base, for one size of screen.
//!
//! A point has a filled pin, on the point itself or, in a crowd, beside it with a line to it; where not even that finds
//! room, a dot. An area has a dashed outline and a hollow badge: it never looks like a point. Labels that find no room
//! are left out: the list beside the map names every place.

use crate::basemap::BorderPoint;
use crate::geo::clip::Rect;
use crate::geo::placement::{Board, Side};
use crate::geo::{Point, distance_km};
use crate::html::escape;

use super::base::Base;
use super::frame::Frame;
use super::furniture;
use super::path::{Path, number};
use super::request::{Located, PlaceKind, PlacedLabel, Role};
use super::text;

/// Everything the marks are drawn from.
pub struct Scene<'a> {
    pub frame: &'a Frame,
    pub base: &'a Base,
    pub places: &'a [Located<'a>],
    pub focus: Option<Located<'a>>,
    pub border: Option<BorderPoint>,
}

/// Sizes in the drawing's units; the classes of `map.css` say the same.
pub struct Sizes {
    narrow: bool,
    pin: f64,
    label: f64,
    second: Option<f64>,
    country: f64,
    scale: f64,
    scale_longest: f64,
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
    pub svg: String,
    pub labels: Vec<PlacedLabel>,
}

struct Pen<'a> {
    scene: &'a Scene<'a>,
    sizes: &'a Sizes,
    board: Board,
    /// Layers, from below.
    areas: String,
    measures: String,
    names: String,
    leaders: String,
    pins: String,
    texts: String,
    labels: Vec<PlacedLabel>,
    /// Whether secondary labels may be drawn: not in a crowd.
    quiet: bool,
}

/// Draws the marks; `inset` is where the inset will lie.
pub fn draw(scene: &Scene, sizes: &Sizes, inset: Option<Rect>) -> Marks {
    let mut board = Board::new(scene.frame.rect.grown(-5.0));
    scene.base.borders.iter().for_each(|line| board.avoid(line));
    let (areas, measures, names, leaders, pins, texts) = Default::default();
    let quiet = scene.places.len() > 14;
    let mut pen = Pen { scene, sizes, board, areas, measures, names, leaders, pins, texts, labels: Vec::new(), quiet };
    if let Some(rect) = inset {
        pen.board.take(rect.grown(6.0));
    }
    let scale = pen.scale_bar();
    let mut order: Vec<&Located> =
        scene.places.iter().filter(|p| scene.frame.rect.contains(scene.frame.place(p.position))).collect();
    order.sort_by_key(|p| (p.place.role, p.is_area(), p.place.number, p.index));
    order.iter().filter(|p| !p.is_area()).for_each(|p| pen.board.keep_clear(scene.frame.place(p.position)));
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
    let svg = [&pen.areas, &pen.measures, &pen.names, &pen.leaders, &pen.pins, &pen.texts, &scale]
        .map(String::as_str)
        .concat();
    Marks { svg, labels: pen.labels }
}

impl Pen<'_> {
    fn pin_size(&self, located: &Located) -> f64 {
        let crowd = if self.is_crowd() { 0.7 } else { 1.0 };
        let role = if located.place.role == Role::Context { 0.86 } else { 1.0 };
        self.sizes.pin * crowd * role
    }

    /// So many places that pins must be smaller.
    fn is_crowd(&self) -> bool {
        self.scene.places.len() > 40
    }

    fn dot(&mut self, at: Point) {
        self.leaders += &format!("<circle class=\"map-dot\" cx=\"{}\" cy=\"{}\" r=\"3\"/>", number(at.x), number(at.y));
    }

    /// Draws the mark of a place and says where its label belongs; none when only a dot found room.
    fn mark(&mut self, located: &Located) -> Option<Point> {
        let here = self.scene.frame.place(located.position);
        let radius = self.pin_size(located);
        self.extent(located, here);
        // On a telephone a crowd of numbers could not be read: only what the story is about has one.
        let is_dot = self.sizes.narrow && self.is_crowd() && located.place.role != Role::Event;
        let Some(at) = (if is_dot { None } else { self.board.pin(here, radius + 1.0) }) else {
            self.dot(here);
            return None;
        };
        if at != here && !located.is_area() {
            let mut leader = Path::default();
            leader.line(&[here, at]);
            self.leaders += &leader.element("map-leader");
            self.dot(here);
        }
        let role = match located.place.role {
            Role::Event => " map-event",
            Role::Cited => "",
            Role::Context => " map-context",
        };
        let (x, y) = (number(at.x), number(at.y));
        let shape = if located.is_area() {
            let side = radius * 1.8;
            let corner = (number(at.x - side / 2.0), number(at.y - side / 2.0));
            let (side, round) = (number(side), number(radius * 0.45));
            format!(
                "<rect class=\"map-badge{role}\" x=\"{}\" y=\"{}\" width=\"{side}\" height=\"{side}\" rx=\"{round}\"/>",
                corner.0, corner.1
            )
        } else {
            format!("<circle class=\"map-pin{role}\" cx=\"{x}\" cy=\"{y}\" r=\"{}\"/>", number(radius))
        };
        let digits = match (located.place.number > 99, self.is_crowd()) {
            (false, false) => "",
            (true, true) => " map-number-tiny",
            _ => " map-number-small",
        };
        let paper = if located.is_area() || located.place.role == Role::Context { " map-number-dark" } else { "" };
        let text = number(at.y + radius * 0.39);
        self.pins += &shape;
        self.pins += &format!(
            "<text class=\"map-number{digits}{paper}\" x=\"{x}\" y=\"{text}\">{}</text>",
            located.place.number
        );
        Some(at)
    }

    /// The radius of the outline of an area, or of the ring of a point that is not exact; in the drawing's units.
    fn ring(&self, located: &Located) -> Option<f64> {
        let (km, frame) = (located.radius_km(), self.scene.frame);
        let is_exact = !located.is_area() && km <= 2.0;
        let radius = km / frame.km_per_pixel();
        let is_drawn = !is_exact && located.place.kind != PlaceKind::Line && radius < frame.rect.height() * 0.5;
        is_drawn.then_some(radius.max(self.pin_size(located) + 5.0))
    }

    /// The dashed outline of an area, or the ring of a point that is not exact.
    fn extent(&mut self, located: &Located, here: Point) {
        let Some(radius) = self.ring(located) else { return };
        let (km, frame) = (located.radius_km(), self.scene.frame);
        let class = if located.is_area() { "map-area" } else { "map-precision" };
        if frame.is_conformal() || radius < 24.0 {
            let [x, y, r] = [here.x, here.y, radius].map(number);
            self.areas += &format!("<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        } else {
            let mut path = Path::default();
            let round = (0..48).map(|i| frame.place(located.position.offset(km, f64::from(i) * 7.5)));
            path.ring(&round.collect::<Vec<_>>());
            self.areas += &path.element(class);
        }
    }

    /// The dotted line from the focus to the nearest border.
    fn measure(&mut self) {
        let (Some(focus), Some(border)) = (self.scene.focus, self.scene.border) else { return };
        let (from, to) = (self.scene.frame.place(focus.position), self.scene.frame.place(border.at));
        let length = (to.x - from.x).hypot(to.y - from.y);
        if !self.scene.frame.rect.grown(-8.0).contains(to) || length < 3.5 * self.sizes.pin {
            return;
        }
        let mut path = Path::default();
        path.line(&[from, to]);
        self.measures += &path.element("map-measure");
        if let Some(size) = self.sizes.second {
            let border_words = if border.is_disputed { "disputed border" } else { "border" };
            let words = format!("≈ {} km to the {border_words}", border.km.round());
            let t = 0.62;
            let middle = Point { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
            if let Some((rect, side)) = self.board.label(middle, 2.0, text::width(&words, size, false), size * 1.25) {
                self.write(&words, "map-label-2", rect, side, rect.top + size);
                self.remember(&words, rect);
            }
        }
        // Later labels would rather not lie on the line.
        self.board.avoid(&[from, to]);
    }

    fn label(&mut self, located: &Located, at: Point, radius: f64) {
        let name = &located.place.label;
        let (size, context) = (self.sizes.label, located.place.role == Role::Context);
        let size = if context { size * 0.9 } else { size };
        let second = self.sizes.second.filter(|_| !self.quiet).and_then(|size| Some((size, self.distance(located)?)));
        let lines = [second, None];
        // With the distance if there is room, or else without.
        for second in lines {
            let below = second.as_ref().map_or(0.0, |(size, words)| text::width(words, *size, false));
            let width = text::width(name, size, !context).max(below) + 2.0;
            let height = size * 1.2 + second.as_ref().map_or(0.0, |(size, _)| size * 1.2);
            let Some((rect, side)) = self.board.label(at, radius, width, height) else { continue };
            let class = match (located.is_area(), context) {
                (true, _) => "map-label map-label-area",
                (false, true) => "map-label map-label-context",
                (false, false) => "map-label",
            };
            self.write(name, class, rect, side, rect.top + size * 0.95);
            if let Some((small, words)) = second {
                self.write(&words, "map-label-2", rect, side, rect.top + size * 1.2 + small * 0.92);
            }
            self.remember(name, rect);
            return;
        }
    }

    /// "72 km", from the focus.
    fn distance(&self, located: &Located) -> Option<String> {
        let focus = self.scene.focus.filter(|focus| focus.index != located.index)?;
        let km = distance_km(focus.position, located.position);
        Some(super::words::distance(km)).filter(|_| !located.is_area())
    }

    /// Names of countries, where the land has room for them.
    fn countries(&mut self) {
        let most = if self.sizes.narrow { 3 } else { 12 };
        let mut left = most;
        let base = self.scene.base;
        for (name, rings, area) in &base.countries {
            let shout = name.to_uppercase();
            let size = if *area > 30_000.0 { self.sizes.country } else { self.sizes.country * 0.82 };
            // Letter-spacing of the class, in ems.
            let spaced = |ems: f64| text::width(&shout, size, false) + ems * size * shout.chars().count() as f64;
            let class = if *area > 30_000.0 { "map-country" } else { "map-country map-country-small" };
            let space = if *area > 30_000.0 { 0.24 } else { 0.1 };
            if left == 0 {
                return;
            }
            let Some(rect) = self.board.within(rings, centre_of(rings), spaced(space), size * 1.15) else { continue };
            left -= 1;
            let at = rect.centre();
            let (x, y) = (number(at.x), number(at.y + size * 0.36));
            self.names += &format!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(&shout));
            self.remember(&shout, rect);
        }
    }

    /// Finds a corner for the scale bar.
    fn scale_bar(&mut self) -> String {
        let size = self.sizes.scale;
        let Some(scale) = furniture::scale(self.scene.frame, self.sizes.scale_longest) else { return String::new() };
        let (width, height) = (scale.pixels + 8.0 + text::width(&scale.words, size, false) / 2.0, size * 2.0 + 4.0);
        let frame = self.scene.frame.rect.grown(-12.0);
        let (right, bottom) = (frame.right - width, frame.bottom - height);
        let corners = [(frame.left, bottom), (right, bottom), (frame.left, frame.top), (right, frame.top)];
        let rects = corners.map(|(x, y)| Rect::new(x, y, width, height));
        let pins: Vec<Rect> = self
            .scene
            .places
            .iter()
            .map(|p| Rect::around(self.scene.frame.place(p.position), self.sizes.pin * 1.3))
            .collect();
        let is_clear = |rect: &&Rect| self.board.is_free(**rect) && !pins.iter().any(|pin| pin.meets(**rect));
        let Some(rect) = rects.iter().find(is_clear).copied() else { return String::new() };
        self.board.take(rect.grown(4.0));
        self.remember(&scale.words, rect);
        scale.draw(rect, size)
    }

    fn write(&mut self, words: &str, class: &str, rect: Rect, side: Side, baseline: f64) {
        let (x, anchor) = match side {
            Side::Start => (rect.left, "map-start"),
            Side::Middle => (rect.centre().x, "map-middle"),
            Side::End => (rect.right, "map-end"),
        };
        let (x, y) = (number(x), number(baseline));
        self.texts += &format!("<text class=\"{class} {anchor}\" x=\"{x}\" y=\"{y}\">{}</text>", escape(words));
    }

    fn remember(&mut self, text: &str, rect: Rect) {
        self.labels.push(PlacedLabel { text: text.to_owned(), rect, narrow: self.sizes.narrow });
    }
}

/// The middle of the largest ring's bounding box.
fn centre_of(rings: &[Vec<Point>]) -> Point {
    let size = |ring: &&Vec<Point>| crate::geo::simplify::area(ring);
    let Some(ring) = rings.iter().max_by(|a, b| size(a).total_cmp(&size(b))) else { return Point::default() };
    let xs = ring.iter().map(|p| p.x);
    let ys = ring.iter().map(|p| p.y);
    let middle = |low: f64, high: f64| (low + high) / 2.0;
    Point {
        x: middle(xs.clone().fold(f64::MAX, f64::min), xs.fold(f64::MIN, f64::max)),
        y: middle(ys.clone().fold(f64::MAX, f64::min), ys.fold(f64::MIN, f64::max)),
    }
}
