//! Words on the map: labels of places, the distance to the border, names of countries, the scale.

use crate::basemap::Area;
use crate::geo::clip::Rect;
use crate::geo::placement::Side;
use crate::geo::{Point, distance_km, simplify};

use super::marks::{AREA_CLEARANCE, LED, NUMBER_CLEARANCE, Pen};
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

    /// The label of a point, if there is room for it: with the distance or else without, and `is_at_home` on no region in which
    /// the point does not lie; that of the story's own, which comes first, may cover other points.
    pub(super) fn label(
        &mut self,
        located: &Located,
        at: Point,
        radius: f64,
        is_first: bool,
        is_at_home: bool,
    ) -> bool {
        let name = &located.place.label;
        let own = self.ground.frame.place(located.position);
        let (class, is_bold) = class_of(located);
        let size = self.sizes.text;
        let second = self.has_distances.then(|| self.distance(located)).flatten();
        // On the ground of a region in which it does not lie, the name would say that it does.
        let grounds = self.ground.base.grounds.iter().map(|(_, rings)| rings);
        let abroad: Vec<_> = grounds.filter(|rings| !simplify::inside(rings, own)).cloned().collect();
        let tries = match (is_at_home, second.is_some()) {
            (true, true) => vec![(second.clone(), abroad.clone()), (second, Vec::new()), (None, abroad)],
            (true, false) => vec![(None, abroad)],
            (false, _) => vec![(None, Vec::new())],
        };
        for (second, abroad) in tries {
            self.board.keep_off(abroad);
            let below = second.as_ref().map_or(0.0, |words| text::width(words, size, false));
            let width = text::width(name, size, is_bold).max(below) + 2.0;
            let height = size * if second.is_some() { 2.3 } else { 1.2 };
            let found = self.board.label(at, own, radius, (width, height), is_first);
            self.board.keep_off(Vec::new());
            let Some((rect, side)) = found else { continue };
            text::write(&mut self.texts, name, class, rect, side, rect.top + size * 0.95);
            if let Some(words) = second {
                self.distanced.push(located.index);
                text::write(&mut self.texts, &words, "map-label map-label-2", rect, side, rect.top + size * 2.05);
            }
            self.remember(name, rect);
            return true;
        }
        false
    }

    /// Whether the drawing should say how far a place lies, and does not.
    pub(super) fn lacks_distance(&self, located: &Located) -> bool {
        self.has_distances && self.distance(located).is_some() && !self.distanced.contains(&located.index)
    }

    /// A label that found no room beside its place, at the end of a line from it.
    pub(super) fn label_away(&mut self, located: &Located, from: Point, radius: f64) -> bool {
        if self.is_crowd() {
            return false;
        }
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        for lines in text::broken(name) {
            let room = text::room(&lines, size, is_bold);
            let Some((rect, end)) = self.board.away(from, radius, room, self.sizes.leader) else { continue };
            let mut leader = Path::default();
            leader.line(&[from, end]);
            leader.draw(&mut self.leaders, "map-leader");
            let side = if rect.right <= from.x { Side::End } else { Side::Start };
            text::write_lines(&mut self.texts, &lines, class, rect, side, size);
            self.remember(name, rect);
            self.faults.push((located.index, LED));
            return true;
        }
        false
    }

    /// The name of an area in italics: on its ground, in two lines where one is too long, or else beside its middle or at the
    /// end of a line, and never on the land of others. Where there is no room, the number of its name in the list.
    pub(super) fn area(&mut self, located: &Located) {
        self.board.keep_off(Vec::new());
        self.board.clearance = AREA_CLEARANCE;
        let here = self.ground.frame.place(located.position);
        let ground = self.ground.base.grounds.iter().find(|(index, _)| *index == located.index);
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        for (lines, step) in text::broken(name).into_iter().flat_map(|lines| [(lines.clone(), 8.0), (lines, 3.0)]) {
            let (width, height) = text::room(&lines, size, is_bold);
            let found = ground.and_then(|(_, rings)| self.board.within(rings, here, step, width, height));
            let Some(rect) = found else { continue };
            text::write_lines(&mut self.texts, &lines, class, rect, Side::Middle, size);
            self.remember(name, rect);
            return;
        }
        let is_in_frame = self.ground.frame.rect.contains(here);
        let square = Rect::around(here, MIDDLE);
        let is_marked = ground.is_none()
            && matches!(located.place.kind, PlaceKind::Region | PlaceKind::District)
            && !self.is_crowd()
            && self.board.is_free(square)
            && self.board.is_clear(square);
        if is_marked {
            self.middle(here, MIDDLE);
            self.middles.push(located.index);
            self.board.take(square);
        }
        let middle = if is_marked { MIDDLE } else { 0.0 };
        if is_in_frame {
            // On another country's land, or in another area, the name would say that this one lies there.
            let land = self.ground.base;
            let lands =
                land.countries.iter().map(|(_, rings, _)| rings).chain(land.grounds.iter().map(|(_, rings)| rings));
            self.board.keep_off(match located.place.kind {
                PlaceKind::Country => Vec::new(),
                _ => lands.filter(|rings| !simplify::inside(rings, here)).cloned().collect(),
            });
            if self.area_name(located, here, middle) || self.label_away(located, here, middle) || self.is_crowd() {
                return;
            }
        }
        // On its own ground a number is nobody else's, however near to a point.
        self.board.clearance = NUMBER_CLEARANCE;
        let radius = self.pin_size(located) * 0.9;
        let inside = ground.and_then(|(_, rings)| self.board.within(rings, here, 6.0, 2.0 * radius, 2.0 * radius));
        if let Some(rect) = inside {
            self.badge(located, rect.centre(), radius);
        } else if is_in_frame && !self.number_away(located, here, radius) {
            self.board.keep_off(Vec::new());
            let _ = self.number_away(located, here, radius) || self.number_near(located, here, radius);
        }
    }

    /// The number of an area at the end of a line.
    fn number_away(&mut self, located: &Located, from: Point, radius: f64) -> bool {
        let Some((rect, end)) = self.board.away(from, 0.0, (2.0 * radius, 2.0 * radius), self.sizes.reach) else {
            return false;
        };
        self.numbered_by(located, from, (end, rect.centre()), radius);
        true
    }

    /// The same as near as there is room, whatever the line runs over.
    fn number_near(&mut self, located: &Located, from: Point, radius: f64) -> bool {
        let Some(at) = self.board.pin(from, radius + 1.0, |_| true) else { return false };
        self.numbered_by(located, from, (at, at), radius);
        true
    }

    fn numbered_by(&mut self, located: &Located, from: Point, (end, at): (Point, Point), radius: f64) {
        let mut leader = Path::default();
        leader.line(&[from, end]);
        leader.draw(&mut self.leaders, "map-leader");
        self.badge(located, at, radius);
    }

    /// The name of an area about its middle, on its ground; beside the middle where a mark stands there.
    fn area_name(&mut self, located: &Located, at: Point, middle: f64) -> bool {
        let (name, size) = (&located.place.label, self.sizes.text);
        let (class, is_bold) = class_of(located);
        let forms = text::broken(name);
        let rooms: Vec<(f64, f64)> = forms.iter().map(|lines| text::room(lines, size, is_bold)).collect();
        let found = if middle > 0.0 {
            rooms.iter().enumerate().find_map(|(form, room)| {
                let (rect, side) = self.board.label(at, at, middle, *room, false)?;
                Some((form, rect, side))
            })
        } else {
            let ground = self.ground.base.grounds.iter().find(|(index, _)| *index == located.index);
            let is_on_it = |p: Point| ground.is_none_or(|(_, rings)| simplify::inside(rings, p));
            self.board.about(at, &rooms, is_on_it).map(|(form, rect)| (form, rect, Side::Middle))
        };
        let Some((lines, rect, side)) = found.and_then(|(form, rect, side)| Some((forms.get(form)?, rect, side)))
        else {
            return false;
        };
        text::write_lines(&mut self.texts, lines, class, rect, side, size);
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
    pub(super) fn scale_bar(&mut self) {
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
        scale.draw(&mut self.scale, rect, size);
    }
}

/// Half the side of the mark of an area's middle.
const MIDDLE: f64 = 3.5;
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
