//! Words on the map: labels of places, the distance to the border, names of countries, the scale.

use crate::basemap::Area;
use crate::geo::clip::Rect;
use crate::geo::placement::Side;
use crate::geo::{Point, distance_km, simplify};
use crate::html::Html;

use super::marks::Pen;
use super::path::{self, Path, number};
use super::request::{Located, Role};
use super::{furniture, text};

impl Pen<'_> {
    /// The dotted line from the focus to the nearest border.
    pub(super) fn measure(&mut self) {
        let (Some(focus), Some(border)) = (self.ground.focus, self.ground.border) else { return };
        let (from, to) = (self.ground.frame.place(focus.position), self.ground.frame.place(border.at));
        let length = (to.x - from.x).hypot(to.y - from.y);
        if !self.ground.frame.rect.grown(-8.0).contains(to) || length < 2.0 * self.sizes.pin {
            return;
        }
        let mut path = Path::default();
        path.line(&[from, to]);
        path.draw(&mut self.measures, "map-measure");
        {
            let size = self.sizes.measure;
            let key = if border.is_disputed { "map-to-disputed-border" } else { "map-to-border" };
            let words = self.ground.words.filled(key, &[("n", &border.km.round().to_string())]);
            let room = (text::width(&words, size, false), size * 1.25);
            let along = |t: f64| Point { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
            let found = [0.62, 0.8, 0.45, 1.0].into_iter().find_map(|t| {
                let middle = along(t);
                self.board.label(middle, middle, 2.0, room, false)
            });
            if let Some((rect, side)) = found {
                text::write(&mut self.texts, &words, "map-label-2", rect, side, rect.top + size);
                self.remember(&words, rect);
            }
        }
        // Later labels would rather not lie on the line.
        self.board.avoid(&[from, to]);
    }

    /// The label of a point; the story's own, which comes first, finds a place in any case.
    pub(super) fn label(&mut self, located: &Located, at: Point, radius: f64, is_first: bool) {
        let name = &located.place.label;
        let own = self.ground.frame.place(located.position);
        let (size, context) = (self.sizes.label, located.place.role == Role::Context);
        let size = if context { size * 0.9 } else { size };
        let second = self.sizes.second.filter(|_| !self.quiet).and_then(|size| Some((size, self.distance(located)?)));
        // With the distance if there is room, or else without.
        for second in [second, None] {
            let below = second.as_ref().map_or(0.0, |(size, words)| text::width(words, *size, false));
            let width = text::width(name, size, !context).max(below) + 2.0;
            let height = size * 1.2 + second.as_ref().map_or(0.0, |(size, _)| size * 1.2);
            let Some((rect, side)) = self.board.label(at, own, radius, (width, height), is_first) else { continue };
            let class = if context { "map-label map-label-context" } else { "map-label" };
            text::write(&mut self.texts, name, class, rect, side, rect.top + size * 0.95);
            if let Some((small, words)) = second {
                text::write(&mut self.texts, &words, "map-label-2", rect, side, rect.top + size * 1.2 + small * 0.92);
            }
            self.remember(name, rect);
            return;
        }
        self.label_away(located, at, radius, true);
    }

    /// A label that found no room beside its place, at the end of a line from it; after its number, where the place has none.
    fn label_away(&mut self, located: &Located, from: Point, radius: f64, has_number: bool) {
        if self.is_crowd() {
            return;
        }
        let (name, mark) = (&located.place.label, self.pin_size(located) * 0.9);
        let (class, size, is_bold) = match (located.is_area(), located.place.role) {
            (true, _) => ("map-label map-label-area", self.sizes.label, false),
            (false, Role::Context) => ("map-label map-label-context", self.sizes.label * 0.9, false),
            (false, Role::Event | Role::Cited) => ("map-label", self.sizes.label, true),
        };
        let badge = if has_number { 0.0 } else { 2.0 * mark + size * 0.35 };
        let (width, height) = (badge + text::width(name, size, is_bold) + 2.0, (size * 1.2).max(2.0 * mark.min(badge)));
        let Some((rect, end)) = self.board.away(from, radius, (width, height), self.sizes.leader) else { return };
        let mut leader = Path::default();
        leader.line(&[from, end]);
        leader.draw(&mut self.leaders, "map-leader");
        if radius == 0.0 {
            path::dot(&mut self.leaders, from, "2");
        }
        let middle = rect.centre().y;
        if !has_number {
            self.badge(located, Point { x: rect.left + mark, y: middle }, mark);
        }
        let words = Rect { left: rect.left + badge, ..rect };
        let side = if has_number && rect.right <= from.x { Side::End } else { Side::Start };
        text::write(&mut self.texts, name, class, words, side, middle + size * 0.34);
        self.remember(name, rect);
    }

    /// The name of an area in italics, after its number where its ground is drawn: inside it, or else beside its middle.
    pub(super) fn area(&mut self, located: &Located) {
        let here = self.ground.frame.place(located.position);
        let ground = self.ground.base.grounds.iter().find(|(index, _)| *index == located.index);
        let radius = self.pin_size(located) * 0.9;
        let (name, size) = (&located.place.label, self.sizes.label);
        let badge = if ground.is_some() { 2.0 * radius + size * 0.35 } else { 0.0 };
        let (width, height) = (badge + text::width(name, size, false) + 2.0, (size * 1.2).max(2.0 * radius));
        let inside = ground.and_then(|(_, rings)| self.board.within(rings, here, 12.0, width, height));
        if let Some(rect) = inside {
            let middle = rect.centre().y;
            self.badge(located, Point { x: rect.left + radius, y: middle }, radius);
            let words = Rect { left: rect.left + badge, ..rect };
            text::write(&mut self.texts, name, "map-label map-label-area", words, Side::Start, middle + size * 0.34);
            self.remember(name, rect);
        } else if self.ground.frame.rect.contains(here) {
            let at = match ground {
                Some((_, rings)) => {
                    let found = self.board.pin(here, radius + 1.0).filter(|at| simplify::inside(rings, *at));
                    found.inspect(|at| self.badge(located, *at, radius))
                }
                None => None,
            };
            let (from, radius) = (at.unwrap_or(here), if at.is_some() { radius } else { 0.0 });
            if !self.area_name(located, from, radius) {
                self.label_away(located, from, radius, ground.is_none() || at.is_some());
            }
        }
    }

    /// The name of an area on its middle, or beside its number, if there is room.
    fn area_name(&mut self, located: &Located, at: Point, radius: f64) -> bool {
        let (name, size) = (&located.place.label, self.sizes.label);
        let (width, height) = (text::width(name, size, false) + 2.0, size * 1.2);
        let on_it = Rect::new(at.x - width / 2.0, at.y - height / 2.0, width, height);
        let is_free = radius == 0.0 && self.board.is_free(on_it) && self.board.is_clear(on_it);
        let found = match is_free {
            true => {
                self.board.take(on_it);
                Some((on_it, Side::Middle))
            }
            false => self.board.label(at, at, radius, (width, height), false),
        };
        let Some((rect, side)) = found else { return false };
        text::write(&mut self.texts, name, "map-label map-label-area", rect, side, rect.top + size * 0.95);
        self.remember(name, rect);
        true
    }

    /// "72 km", from the focus; from an area's middle nothing is measured.
    fn distance(&self, located: &Located) -> Option<String> {
        let focus = self.ground.focus.filter(|focus| focus.index != located.index && !focus.is_area())?;
        let km = distance_km(focus.position, located.position);
        Some(self.ground.words.distance(km)).filter(|_| !located.is_area())
    }

    /// Names of countries, where the land has room for them.
    pub(super) fn countries(&mut self) {
        let most = if self.sizes.narrow { 3 } else { 12 };
        let mut left = most;
        let base = self.ground.base;
        let is_labelled = |name: &str| {
            let labelled = self.ground.places.iter().filter_map(|place| place.area);
            labelled.into_iter().any(|area| matches!(area, Area::Country(known) if *known == name))
        };
        let unlabelled: Vec<_> = base.countries.iter().filter(|(name, ..)| !is_labelled(name)).collect();
        for (name, rings, area) in unlabelled {
            let shout = name.to_uppercase();
            let size = if *area > 30_000.0 { self.sizes.country } else { self.sizes.country * 0.82 };
            // Letter-spacing of the class, in ems.
            let spaced = |ems: f64| text::width(&shout, size, false) + ems * size * shout.chars().count() as f64;
            let class = if *area > 30_000.0 { "map-country" } else { "map-country map-country-small" };
            let space = if *area > 30_000.0 { 0.24 } else { 0.1 };
            if left == 0 {
                return;
            }
            let Some(rect) = self.board.within(rings, centre_of(rings), 18.0, spaced(space), size * 1.15) else {
                continue;
            };
            left -= 1;
            let at = rect.centre();
            self.names.raw("<text").attribute("class", class).attribute("x", &number(at.x));
            self.names.attribute("y", &number(at.y + size * 0.36)).raw(">").text(&shout).raw("</text>");
            self.remember(&shout, rect);
        }
    }

    /// Finds a corner for the scale bar.
    pub(super) fn scale_bar(&mut self, svg: &mut Html) {
        let size = self.sizes.scale;
        let Some(scale) = furniture::scale(self.ground.frame, self.sizes.scale_longest, self.ground.words) else {
            return;
        };
        let (width, height) = (scale.pixels + 8.0 + text::width(&scale.words, size, false) / 2.0, size * 2.0 + 4.0);
        let frame = self.ground.frame.rect.grown(-12.0);
        let (right, bottom) = (frame.right - width, frame.bottom - height);
        let corners = [(frame.left, bottom), (right, bottom), (frame.left, frame.top), (right, frame.top)];
        let rects = corners.map(|(x, y)| Rect::new(x, y, width, height));
        let pins: Vec<Rect> = self
            .ground
            .places
            .iter()
            .map(|p| Rect::around(self.ground.frame.place(p.position), self.sizes.pin * 1.3))
            .collect();
        let is_clear = |rect: &&Rect| self.board.is_free(**rect) && !pins.iter().any(|pin| pin.meets(**rect));
        let Some(rect) = rects.iter().find(is_clear).copied() else { return };
        self.board.take(rect.grown(4.0));
        self.remember(&scale.words, rect);
        scale.draw(svg, rect, size);
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
