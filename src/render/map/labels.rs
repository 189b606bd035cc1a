//! Words on the map: labels of places, the distance to the border, names of countries, the scale.

use crate::basemap::Area;
use crate::geo::clip::Rect;
use crate::geo::placement::Side;
use crate::geo::{Point, distance_km, simplify};
use crate::html::Html;

use super::marks::Pen;
use super::path::{Path, number};
use super::request::{Located, PlaceKind, Role};
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
        self.is_measured = true;
        let size = self.sizes.text;
        let key = if border.is_disputed { "map-to-disputed-border" } else { "map-to-border" };
        let words = self.ground.words.filled(key, &[("n", &border.km.round().to_string())]);
        let room = (text::width(&words, size, false), size * 1.2);
        let along = |t: f64| Point { x: from.x + (to.x - from.x) * t, y: from.y + (to.y - from.y) * t };
        let points = [0.62, 0.8, 0.45, 0.3, 1.0].map(along);
        if let Some((rect, side)) = self.board.label_of_line(&points, room) {
            text::write(&mut self.texts, &words, "map-label map-label-2", rect, side, rect.top + size * 0.95);
            self.remember(&words, rect);
        }
        // Later labels would rather not lie on the line.
        self.board.avoid(&[from, to]);
    }

    /// The label of a point, if there is room for it; that of the story's own, which comes first, may cover other points.
    pub(super) fn label(&mut self, located: &Located, at: Point, radius: f64, is_first: bool) -> bool {
        let name = &located.place.label;
        let own = self.ground.frame.place(located.position);
        let (class, is_bold) = class_of(located);
        let size = self.sizes.text;
        let has_second = self.sizes.has_distances && !self.quiet;
        let second = has_second.then(|| self.distance(located)).flatten();
        // With the distance if there is room, or else without.
        for second in [second, None] {
            let below = second.as_ref().map_or(0.0, |words| text::width(words, size, false));
            let width = text::width(name, size, is_bold).max(below) + 2.0;
            let height = size * if second.is_some() { 2.3 } else { 1.2 };
            let Some((rect, side)) = self.board.label(at, own, radius, (width, height), is_first) else { continue };
            text::write(&mut self.texts, name, class, rect, side, rect.top + size * 0.95);
            if let Some(words) = second {
                text::write(&mut self.texts, &words, "map-label map-label-2", rect, side, rect.top + size * 2.05);
            }
            self.remember(name, rect);
            return true;
        }
        false
    }

    /// A label that found no room beside its place, at the end of a line from it.
    pub(super) fn label_away(&mut self, located: &Located, from: Point, radius: f64) -> bool {
        if self.is_crowd() {
            return false;
        }
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        let room = (text::width(name, size, is_bold) + 2.0, size * 1.2);
        let Some((rect, end)) = self.board.away(from, radius, room, self.sizes.leader) else { return false };
        let mut leader = Path::default();
        leader.line(&[from, end]);
        leader.draw(&mut self.leaders, "map-leader");
        let side = if rect.right <= from.x { Side::End } else { Side::Start };
        text::write(&mut self.texts, name, class, rect, side, rect.top + size * 0.95);
        self.remember(name, rect);
        true
    }

    /// The name of an area in italics: on its ground, or else beside its middle or at the end of a line, and never on the
    /// land of others. Where there is no room, the number of its name in the list.
    pub(super) fn area(&mut self, located: &Located) {
        let here = self.ground.frame.place(located.position);
        let ground = self.ground.base.grounds.iter().find(|(index, _)| *index == located.index);
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        let (width, height) = (text::width(name, size, is_bold) + 2.0, size * 1.2);
        if let Some(rect) = ground.and_then(|(_, rings)| self.board.within(rings, here, 8.0, width, height)) {
            text::write(&mut self.texts, name, class, rect, Side::Start, rect.top + size * 0.95);
            self.remember(name, rect);
            return;
        }
        let is_in_frame = self.ground.frame.rect.contains(here);
        if is_in_frame {
            // On another country's land, or in another area, the name would say that this one lies there.
            let land = self.ground.base;
            let lands =
                land.countries.iter().map(|(_, rings, _)| rings).chain(land.grounds.iter().map(|(_, rings)| rings));
            self.board.keep_off(match located.place.kind {
                PlaceKind::Country => Vec::new(),
                _ => lands.filter(|rings| !simplify::inside(rings, here)).cloned().collect(),
            });
            let is_named = self.area_name(located, here) || self.label_away(located, here, 0.0);
            self.board.keep_off(Vec::new());
            if is_named {
                return;
            }
            self.board.keep_off(Vec::new());
        }
        if self.is_crowd() {
            return;
        }
        let radius = self.pin_size(located) * 0.9;
        let inside = ground.and_then(|(_, rings)| self.board.within(rings, here, 6.0, 2.0 * radius, 2.0 * radius));
        match inside {
            Some(rect) => self.badge(located, rect.centre(), radius),
            None if is_in_frame => self.number_away(located, here, radius),
            None => {}
        }
    }

    /// The number of an area at the end of a line.
    fn number_away(&mut self, located: &Located, from: Point, radius: f64) {
        let Some((rect, end)) = self.board.away(from, 0.0, (2.0 * radius, 2.0 * radius), self.sizes.reach) else {
            return;
        };
        let mut leader = Path::default();
        leader.line(&[from, end]);
        leader.draw(&mut self.leaders, "map-leader");
        self.badge(located, rect.centre(), radius);
    }

    /// The name of an area on its middle, or beside it, if there is room.
    fn area_name(&mut self, located: &Located, at: Point) -> bool {
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        let (width, height) = (text::width(name, size, is_bold) + 2.0, size * 1.2);
        let on_it = Rect::new(at.x - width / 2.0, at.y - height / 2.0, width, height);
        let found = match self.board.is_free(on_it) && self.board.is_clear(on_it) && self.board.is_at_home(on_it) {
            true => {
                self.board.take(on_it);
                Some((on_it, Side::Middle))
            }
            false => self.board.label(at, at, 0.0, (width, height), false),
        };
        let Some((rect, side)) = found else { return false };
        text::write(&mut self.texts, name, class, rect, side, rect.top + size * 0.95);
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
        let mut left = if self.sizes.narrow { 3 } else { 12 };
        let base = self.ground.base;
        let is_labelled = |name: &str| {
            let labelled = self.ground.places.iter().filter_map(|place| place.area);
            labelled.into_iter().any(|area| matches!(area, Area::Country(known) if *known == name))
        };
        let unlabelled: Vec<_> = base.countries.iter().filter(|(name, ..)| !is_labelled(name)).collect();
        let size = self.sizes.text;
        for (name, rings, area) in unlabelled {
            if left == 0 {
                return;
            }
            let shout = name.to_uppercase();
            let is_large = *area > LARGE * self.ground.frame.rect.width() * self.ground.frame.rect.height();
            // Letter-spacing of the class, in ems.
            let (class, ems) = if is_large { ("map-country", 0.2) } else { ("map-country map-country-small", 0.04) };
            let width = text::width(&shout, size, false) + ems * size * shout.chars().count() as f64;
            let Some(rect) = self.board.within(rings, centre_of(rings), 12.0, width, size * 1.15) else {
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
        let size = self.sizes.text;
        let Some(scale) = furniture::scale(self.ground.frame, self.sizes.scale_longest, self.ground.words) else {
            return;
        };
        let (width, height) = scale.room(size);
        let frame = self.ground.frame.rect.grown(-14.0);
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

/// The share of the frame from which on a country's name is spread over it.
const LARGE: f64 = 0.09;

/// The class of a place's label, and whether that is bold.
fn class_of(located: &Located) -> (&'static str, bool) {
    match (located.is_area(), located.place.role) {
        (true, _) => ("map-label map-label-area", false),
        (false, Role::Context) => ("map-label map-label-context", false),
        (false, Role::Event | Role::Cited) => ("map-label", true),
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
