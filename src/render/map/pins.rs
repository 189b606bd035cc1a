//! The mark of one place: a pin, a badge with its dashed outline, or a dot.

use crate::geo::Point;

use super::marks::Pen;
use super::path::{Path, number};
use super::request::{Located, PlaceKind, Role};

impl Pen<'_> {
    pub(super) fn pin_size(&self, located: &Located) -> f64 {
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
    pub(super) fn mark(&mut self, located: &Located) -> Option<Point> {
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
    pub(super) fn ring(&self, located: &Located) -> Option<f64> {
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
}
