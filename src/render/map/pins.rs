//! The mark of one place: a pin, the number of an area, or a dot.

use crate::geo::Point;

use super::marks::Pen;
use super::path::{self, Path, number};
use super::request::{Located, Role};

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

    /// Draws the mark of a place and says where its label belongs; none when only a dot found room.
    pub(super) fn mark(&mut self, located: &Located) -> Option<Point> {
        let here = self.ground.frame.place(located.position);
        let radius = self.pin_size(located);
        self.uncertainty(located, here);
        // On a telephone a crowd of numbers could not be read: only what the story is about has one.
        let is_dot = self.sizes.narrow && self.is_crowd() && located.place.role != Role::Event;
        let Some(at) = (if is_dot { None } else { self.board.pin(here, radius + 1.0) }) else {
            path::dot(&mut self.leaders, here, "3");
            return None;
        };
        if at != here {
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
        Some(at)
    }

    fn pin(&mut self, located: &Located, at: Point, radius: f64) {
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

    fn number(&mut self, located: &Located, at: Point, radius: f64) {
        let digits = match (located.place.number > 99, self.is_crowd()) {
            (false, false) => "",
            (true, true) => " map-number-tiny",
            _ => " map-number-small",
        };
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
        let class = if located.place.is_coarse { "map-area" } else { "map-precision" };
        self.areas.raw("<circle").attribute("class", class).attribute("cx", &number(here.x));
        self.areas.attribute("cy", &number(here.y)).attribute("r", &number(radius)).raw("/>");
    }
}

/// The largest radius of a ring, as a share of the frame's height.
const LARGEST_RING: f64 = 0.1;
