//! The mark of one place: a pin, the number of an area, or a dot.

use crate::geo::Point;
use crate::geo::clip::Rect;

use super::marks::{NUMBERED, Pen};
use super::path::{self, Path, number};
use super::request::{Located, Mark, Role};

impl Pen<'_> {
    pub(super) fn pin_size(&self, located: &Located) -> f64 {
        let crowd = if self.is_crowd() { 0.7 } else { 1.0 };
        let role = if located.place.role == Role::Context { 0.86 } else { 1.0 };
        self.sizes.pin * crowd * role
    }

    /// So many places that pins must be smaller.
    pub(super) fn is_crowd(&self) -> bool {
        self.ground.places.len() > 40
    }

    /// Draws a point and its name, or its number.
    pub(super) fn point(&mut self, located: &Located, is_first: bool) {
        let here = self.ground.frame.place(located.position);
        self.uncertainty(located, here);
        let ring = self.ring(located).unwrap_or(0.0);
        let radius = self.dot_size(located);
        // A dot may touch what stands beside it: it stands where the place lies. Where others stand already, a line leads from
        // it to its name.
        let (is_open, dot) = (self.board.is_free(Rect::around(here, radius)), Rect::around(here, radius + 1.0));
        if is_open {
            self.board.take(dot);
        }
        let beside = ring.max(radius);
        if (is_open && self.label(located, here, beside, is_first, true))
            || self.label_away(located, here, radius)
            || (is_open && self.label(located, here, beside, is_first, false))
        {
            self.named(located, here, radius);
            return;
        }
        if is_open {
            self.board.give_back(dot);
        }
        self.numbered(located, here, ring, is_first);
    }

    /// The radius of a point that has its name beside it.
    fn dot_size(&self, located: &Located) -> f64 {
        let role = if located.place.role == Role::Event { 1.25 } else { 1.0 };
        self.sizes.dot * role
    }

    fn named(&mut self, located: &Located, at: Point, radius: f64) {
        if !located.place.is_coarse {
            self.pin(located, at, radius);
        }
    }

    /// A pin with a number, and its name if there is room beside it. In a crowd only what the story is about has one.
    fn numbered(&mut self, located: &Located, here: Point, ring: f64, is_first: bool) {
        let radius = self.pin_size(located);
        let is_dot = self.sizes.narrow && self.is_crowd() && located.place.role != Role::Event;
        let Some(at) = (if is_dot { None } else { self.board.pin(here, radius + 1.0, |_| true) }) else {
            path::dot(&mut self.leaders, here, "3");
            self.mark(Mark::Point);
            return;
        };
        self.faults.push((located.index, NUMBERED));
        if at != here {
            self.board.lead(here, at);
            let mut leader = Path::default();
            leader.line(&[here, at]);
            leader.draw(&mut self.leaders, "map-leader");
            path::dot(&mut self.leaders, here, "3");
        }
        if located.place.is_coarse {
            self.badge(located, at, radius);
        } else {
            self.pin(located, at, radius);
            self.number(located, at, radius);
        }
        if is_first {
            self.label(located, at, ring.max(radius), true, false);
        }
    }

    fn pin(&mut self, located: &Located, at: Point, radius: f64) {
        self.mark(if located.place.role == Role::Event { Mark::Event } else { Mark::Point });
        let role = match located.place.role {
            Role::Event => " map-event",
            Role::Cited => "",
            Role::Context => " map-context",
        };
        self.pins.raw("<circle").attribute("class", &format!("map-pin{role}")).attribute("cx", &number(at.x));
        self.pins.attribute("cy", &number(at.y)).attribute("r", &number(radius)).raw("/>");
    }

    /// The number of an area, in a square.
    pub(super) fn badge(&mut self, located: &Located, at: Point, radius: f64) {
        let (left, top) = (number(at.x - radius), number(at.y - radius));
        self.pins.raw("<rect class=\"map-badge\"").attribute("x", &left).attribute("y", &top);
        self.pins.attribute("width", &number(2.0 * radius)).attribute("height", &number(2.0 * radius));
        self.pins.attribute("rx", &number(radius * 0.4)).raw("/>");
        self.number(located, at, radius);
    }

    /// The middle of an area whose ground nobody knows: a small open square, which no point is.
    pub(super) fn middle(&mut self, at: Point, radius: f64) {
        self.mark(Mark::Middle);
        self.pins.raw("<rect class=\"map-centre\"").attribute("x", &number(at.x - radius));
        self.pins.attribute("y", &number(at.y - radius)).attribute("width", &number(2.0 * radius));
        self.pins.attribute("height", &number(2.0 * radius)).raw("/>");
    }

    fn number(&mut self, located: &Located, at: Point, radius: f64) {
        self.numbered.push(located.index);
        let digits = if located.place.number > 99 || self.is_crowd() { " map-number-small" } else { "" };
        let paper = if located.is_area() || located.place.is_coarse || located.place.role == Role::Context {
            " map-number-dark"
        } else {
            ""
        };
        self.pins.raw("<text").attribute("class", &format!("map-number{digits}{paper}"));
        self.pins.attribute("x", &number(at.x)).attribute("y", &number(at.y + radius * 0.39)).raw(">");
        self.pins.text(&located.place.number.to_string()).raw("</text>");
    }

    /// The radius of the ring round a point that is not exact, in the drawing's units: a ring as large as a region would
    /// look like the reach of something.
    pub(super) fn ring(&self, located: &Located) -> Option<f64> {
        let is_shown = |km: &f64| located.place.is_coarse || (*km > 2.0 && !located.is_area());
        let km = located.precision_km().filter(is_shown)?;
        let radius = (km / self.ground.frame.km_per_pixel()).max(self.pin_size(located) + 5.0);
        let is_fit = located.place.is_coarse || radius <= self.ground.frame.rect.height() * LARGEST_RING;
        is_fit.then_some(radius)
    }

    fn uncertainty(&mut self, located: &Located, here: Point) {
        let Some(radius) = self.ring(located) else { return };
        if located.place.is_coarse {
            self.mark(Mark::Coarse);
        }
        let class = if located.place.is_coarse { "map-area" } else { "map-precision" };
        self.areas.raw("<circle").attribute("class", class).attribute("cx", &number(here.x));
        self.areas.attribute("cy", &number(here.y)).attribute("r", &number(radius)).raw("/>");
    }
}

/// The largest radius of a ring, as a share of the frame's height.
const LARGEST_RING: f64 = 0.1;
