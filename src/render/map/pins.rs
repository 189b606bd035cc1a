//! The mark of one place: a pin, a badge with its dashed outline, or a dot.

use crate::geo::Point;

use super::marks::Pen;
use super::path::{self, Path, number};
use super::request::{Located, PlaceKind, Role};

impl Pen<'_> {
    pub(super) fn pin_size(&self, located: &Located) -> f64 {
        let crowd = if self.is_crowd() { 0.7 } else { 1.0 };
        let role = if located.place.role == Role::Context { 0.86 } else { 1.0 };
        self.sizes.pin * crowd * role
    }

    /// So many places that pins must be smaller.
    fn is_crowd(&self) -> bool {
        self.ground.places.len() > 40
    }

    /// Draws the mark of a place and says where its label belongs; none when only a dot found room.
    pub(super) fn mark(&mut self, located: &Located) -> Option<Point> {
        let here = self.ground.frame.place(located.position);
        let radius = self.pin_size(located);
        self.extent(located, here);
        // On a telephone a crowd of numbers could not be read: only what the story is about has one.
        let is_dot = self.sizes.narrow && self.is_crowd() && located.place.role != Role::Event;
        let Some(at) = (if is_dot { None } else { self.board.pin(here, radius + 1.0) }) else {
            path::dot(&mut self.leaders, here, "3");
            return None;
        };
        if at != here && !located.is_area() {
            let mut leader = Path::default();
            leader.line(&[here, at]);
            leader.draw(&mut self.leaders, "map-leader");
            path::dot(&mut self.leaders, here, "3");
        }
        self.pin(located, at, radius);
        self.number(located, at, radius);
        Some(at)
    }

    fn pin(&mut self, located: &Located, at: Point, radius: f64) {
        let role = match located.place.role {
            Role::Event => " map-event",
            Role::Cited => "",
            Role::Context => " map-context",
        };
        if located.is_area() {
            let side = radius * 1.8;
            self.pins.raw("<rect").attribute("class", &format!("map-badge{role}"));
            self.pins.attribute("x", &number(at.x - side / 2.0)).attribute("y", &number(at.y - side / 2.0));
            self.pins.attribute("width", &number(side)).attribute("height", &number(side));
            self.pins.attribute("rx", &number(radius * 0.45)).raw("/>");
        } else {
            self.pins.raw("<circle").attribute("class", &format!("map-pin{role}")).attribute("cx", &number(at.x));
            self.pins.attribute("cy", &number(at.y)).attribute("r", &number(radius)).raw("/>");
        }
    }

    fn number(&mut self, located: &Located, at: Point, radius: f64) {
        let digits = match (located.place.number > 99, self.is_crowd()) {
            (false, false) => "",
            (true, true) => " map-number-tiny",
            _ => " map-number-small",
        };
        let paper = if located.is_area() || located.place.role == Role::Context { " map-number-dark" } else { "" };
        self.pins.raw("<text").attribute("class", &format!("map-number{digits}{paper}"));
        self.pins.attribute("x", &number(at.x)).attribute("y", &number(at.y + radius * 0.39)).raw(">");
        self.pins.text(&located.place.number.to_string()).raw("</text>");
    }

    /// The radius of the outline of an area, or of the ring of a point that is not exact; in the drawing's units.
    pub(super) fn ring(&self, located: &Located) -> Option<f64> {
        let (km, frame) = (located.radius_km(), self.ground.frame);
        let is_exact = !located.is_area() && km <= 2.0;
        let radius = km / frame.km_per_pixel();
        let is_drawn = !is_exact && located.place.kind != PlaceKind::Line && radius < frame.rect.height() * 0.5;
        is_drawn.then_some(radius.max(self.pin_size(located) + 5.0))
    }

    /// The dashed outline of an area, or the ring of a point that is not exact.
    fn extent(&mut self, located: &Located, here: Point) {
        let Some(radius) = self.ring(located) else { return };
        let (km, frame) = (located.radius_km(), self.ground.frame);
        let class = if located.is_area() { "map-area" } else { "map-precision" };
        if frame.is_conformal() || radius < 24.0 {
            self.areas.raw("<circle").attribute("class", class).attribute("cx", &number(here.x));
            self.areas.attribute("cy", &number(here.y)).attribute("r", &number(radius)).raw("/>");
        } else {
            let mut path = Path::default();
            let round = (0..48).map(|i| frame.place(located.position.offset(km, f64::from(i) * 7.5)));
            path.ring(&round.collect::<Vec<_>>());
            path.draw(&mut self.areas, class);
        }
    }
}
