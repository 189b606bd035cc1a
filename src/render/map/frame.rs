//! What the drawing shows of the Earth: a projection fitted to the places, and its scale.

use crate::basemap::Area;
use crate::basemap::block::{Block, Extent, degrees};
use crate::geo::chain::GridPoint;
use crate::geo::clip::Rect;
use crate::geo::projection::Projection;
use crate::geo::{EARTH_RADIUS_KM, Point, Position, distance_km, longitude_span};

use super::request::{Located, PlaceKind, Role};

/// A rectangle of the drawing that shows a part of the Earth.
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    pub projection: Projection,
    /// Pixels to one Earth radius, at the centre.
    scale: f64,
    /// What lies at the centre of `rect`, on the projected plane.
    origin: Point,
    pub rect: Rect,
}

/// A drawing made larger or smaller, and moved.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    pub by: f64,
    pub right: f64,
    pub down: f64,
}

impl Shift {
    pub fn point(&self, p: Point) -> Point {
        Point { x: self.right + p.x * self.by, y: self.down + p.y * self.by }
    }

    /// Of a place on the drawing, where it was.
    pub fn undone(&self, rect: Rect) -> Rect {
        let across = |x: f64| (x - self.right) / self.by;
        let down = |y: f64| (y - self.down) / self.by;
        Rect { left: across(rect.left), top: down(rect.top), right: across(rect.right), bottom: down(rect.bottom) }
    }
}

/// The paper for a drawing: its width, how high it may be, and the height of a drawing of the world.
#[derive(Clone, Copy, Debug)]
pub struct Paper {
    pub width: f64,
    pub heights: (f64, f64),
    pub world: f64,
    /// What is kept free beside and above the places.
    pub padding: (f64, f64),
}

/// The drawings' sizes in their own units.
pub const WIDE_PAPER: Paper = Paper { width: 720.0, heights: (450.0, 450.0), world: 362.0, padding: (62.0, 46.0) };
pub const NARROW_PAPER: Paper = Paper { width: 400.0, heights: (300.0, 500.0), world: 201.0, padding: (30.0, 34.0) };

/// Something the frame must show: a position and the radius about it, in kilometres.
pub type Wanted = (Position, f64);

impl Frame {
    /// How high the paper must be for everything wanted to fill its width.
    fn needed(&self, wanted: &[Wanted], padding: (f64, f64)) -> f64 {
        let points: Vec<Point> = wanted.iter().map(|(position, _)| self.place(*position)).collect();
        let bounds = Rect::bounds(&points);
        let share = (self.rect.width() - 2.0 * padding.0) / bounds.width().max(1.0);
        if share > 20.0 { self.rect.width() } else { bounds.height() * share + 2.0 * padding.1 }
    }

    /// `lon` is unrolled about the central meridian.
    pub fn point(&self, lat: f64, lon: f64) -> Point {
        let (plane, centre) = (self.projection.forward(lat, lon), self.rect.centre());
        Point {
            x: centre.x + (plane.x - self.origin.x) * self.scale,
            y: centre.y - (plane.y - self.origin.y) * self.scale,
        }
    }

    pub fn place(&self, position: Position) -> Point {
        self.point(position.lat, position.lon_near(self.projection.middle()))
    }

    pub fn position(&self, point: Point) -> Option<Position> {
        let centre = self.rect.centre();
        self.projection.inverse(Point {
            x: self.origin.x + (point.x - centre.x) / self.scale,
            y: self.origin.y - (point.y - centre.y) / self.scale,
        })
    }

    /// The same drawing with more round it.
    pub fn widened(&self, rect: Rect) -> Frame {
        let (old, new) = (self.rect.centre(), rect.centre());
        let origin =
            Point { x: self.origin.x + (new.x - old.x) / self.scale, y: self.origin.y - (new.y - old.y) / self.scale };
        Frame { origin, rect, ..*self }
    }

    /// How a drawing in another frame of the same projection gets into this one.
    pub fn shift_from(&self, other: &Frame) -> Shift {
        let by = self.scale / other.scale;
        let (here, there) = (self.rect.centre(), other.rect.centre());
        let (x, y) = ((other.origin.x - self.origin.x) * self.scale, (self.origin.y - other.origin.y) * self.scale);
        Shift { by, right: here.x + x - there.x * by, down: here.y + y - there.y * by }
    }

    pub fn km_per_pixel(&self) -> f64 {
        EARTH_RADIUS_KM / self.scale
    }

    pub fn is_world(&self) -> bool {
        matches!(self.projection, Projection::World { .. })
    }

    /// Half of the frame's diagonal, in kilometres.
    pub fn reach_km(&self) -> f64 {
        self.rect.width().hypot(self.rect.height()) / 2.0 * self.km_per_pixel()
    }

    pub fn centre(&self) -> Position {
        self.position(self.rect.centre()).unwrap_or(Position { lat: 0.0, lon: self.projection.middle() })
    }

    /// The degrees that the frame touches.
    pub fn extent(&self) -> Extent {
        let middle = self.projection.middle();
        if self.is_world() {
            return Extent { west: middle - 180.0, south: -90.0, east: middle + 180.0, north: 90.0 };
        }
        let view = self.rect.grown(6.0);
        let mut extent = Extent { west: middle, south: 90.0, east: middle, north: -90.0 };
        let steps = 28;
        for index in 0..=steps * steps {
            let (column, row) = (f64::from(index % (steps + 1)), f64::from(index / (steps + 1)));
            let part = |low: f64, length: f64, at: f64| low + length * at / f64::from(steps);
            let point = Point { x: part(view.left, view.width(), column), y: part(view.top, view.height(), row) };
            let Some(position) = self.position(point) else { continue };
            let lon = position.lon_near(middle);
            extent.west = extent.west.min(lon);
            extent.east = extent.east.max(lon);
            extent.south = extent.south.min(position.lat);
            extent.north = extent.north.max(position.lat);
        }
        for pole in [-90.0, 90.0] {
            if matches!(self.projection, Projection::Azimuthal { .. }) && view.contains(self.point(pole, middle)) {
                (extent.west, extent.east) = (middle - 180.0, middle + 180.0);
                extent.south = extent.south.min(pole);
                extent.north = extent.north.max(pole);
            }
        }
        extent
    }

    /// The part of the basemap behind the frame.
    pub fn block(&self) -> Block {
        Block::read(self.extent(), self.km_per_pixel() < 4.0, self.is_world())
    }

    /// Grid points on the drawing; long segments get points between, for a straight line in degrees is a curve here.
    pub fn project(&self, points: &[GridPoint]) -> Vec<Point> {
        let longest = if self.km_per_pixel() < 4.0 { 500 } else { 2_000 };
        let mut out = Vec::with_capacity(points.len());
        let mut before: Option<GridPoint> = None;
        for &(x, y) in points {
            if let Some((px, py)) = before {
                let pieces = ((x - px).abs().max((y - py).abs()) / longest).min(800);
                for i in 1..=pieces {
                    let t = f64::from(i) / f64::from(pieces + 1);
                    let between = |a: i32, b: i32| f64::from(a) + (f64::from(b) - f64::from(a)) * t;
                    let lon = between(px, x) / 1000.0 - 180.0;
                    out.push(self.point(between(py, y) / 1000.0 - 90.0, lon));
                }
            }
            let (lon, lat) = degrees((x, y));
            out.push(self.point(lat, lon));
            before = Some((x, y));
        }
        out
    }
}

/// The frame for a drawing of these places. Places of context widen it only when there is nothing else to show, and so do
/// countries, which are drawn as far as the frame goes.
pub fn choose(located: &[Located], paper: &Paper) -> Frame {
    let shown = framing(located);
    let points: Vec<Wanted> = shown.iter().map(|p| (p.position, framed_km(p))).collect();
    if points.is_empty() {
        return world(Rect::new(0.0, 0.0, paper.width, paper.world), 0.0);
    }
    let only_buildings = shown.iter().all(|p| p.place.kind == PlaceKind::Building);
    let least = match (points.len(), only_buildings) {
        (1, _) => 75.0,
        (_, true) => 15.0,
        (_, false) => 28.0,
    };
    let mut wanted = outlines(&shown, &points);
    wanted.extend(points);
    let on = |height: f64| fit(&wanted, Rect::new(0.0, 0.0, paper.width, height), paper.padding, least);
    // As high as the places need when they are as wide as the paper.
    let (lowest, highest) = paper.heights;
    let frame = on(highest);
    match frame.is_world() {
        true => world(Rect::new(0.0, 0.0, paper.width, paper.world), frame.projection.middle()),
        false if lowest < highest => on(frame.needed(&wanted, paper.padding).clamp(lowest, highest)),
        false => frame,
    }
}

/// The places that a frame must hold.
fn framing<'a>(located: &[Located<'a>]) -> Vec<Located<'a>> {
    let core: Vec<Located> = located.iter().filter(|p| p.place.role != Role::Context).copied().collect();
    let core = if core.is_empty() { located.to_vec() } else { core };
    let small: Vec<Located> = core.iter().filter(|p| p.place.kind != PlaceKind::Country).copied().collect();
    if small.is_empty() { core } else { small }
}

fn framed_km(located: &Located) -> f64 {
    match located.area {
        Some(Area::Region(_)) => 0.0,
        _ if located.is_area() => located.reach_km(),
        _ => 0.0,
    }
}

/// Corners of the regions that are not much larger than the rest of the story.
fn outlines(shown: &[Located], points: &[Wanted]) -> Vec<Wanted> {
    let Some((anchor, _)) = points.first() else { return Vec::new() };
    let spread = points.iter().map(|(p, _)| distance_km(*anchor, *p)).fold(0.0, f64::max);
    let most = if points.len() == 1 { f64::INFINITY } else { (3.0 * spread).max(300.0) };
    let mut corners = Vec::new();
    for located in shown {
        let Some(Area::Region(rings)) = located.area else { continue };
        let position = |point: &GridPoint| {
            let (lon, lat) = degrees(*point);
            Position::new(lat, lon)
        };
        let longest = rings.iter().max_by_key(|ring| ring.len()).map(Vec::as_slice).unwrap_or_default();
        let step = (longest.len() / 60).max(1);
        let found: Vec<Wanted> = longest.iter().step_by(step).filter_map(position).map(|p| (p, 0.0)).collect();
        if found.iter().all(|(corner, _)| distance_km(*anchor, *corner) <= most) {
            corners.extend(found);
        }
    }
    corners
}

/// Parts the places into those of the map and those of a second one: so far from the rest that the rest would shrink to a
/// dot. That is 800 km or more from the focus and four times as far as the one before; less than half of the places or,
/// where only the world would hold them all, no more than two thirds.
pub fn part<'a>(located: &[Located<'a>], focus: Option<Located<'a>>) -> (Vec<Located<'a>>, Vec<Located<'a>>) {
    let shown = framing(located);
    let event = || shown.iter().find(|p| p.place.role == Role::Event).copied();
    let Some(anchor) = focus.or_else(event).or_else(|| middle_one(&shown)) else {
        return (located.to_vec(), Vec::new());
    };
    let away = |p: &Located| distance_km(anchor.position, p.position);
    let mut sorted = shown.clone();
    sorted.sort_by(|a, b| away(a).total_cmp(&away(b)).then(a.index.cmp(&b.index)));
    let is_too_wide = choose(located, &WIDE_PAPER).is_world();
    let mut before = 50.0f64;
    let cut = sorted.iter().enumerate().find_map(|(at, p)| {
        let km = away(p);
        let is_far =
            (2 * at > sorted.len() || (is_too_wide && 3 * at >= sorted.len())) && km > 800.0 && km > 4.0 * before;
        before = before.max(km);
        is_far.then_some(km)
    });
    let Some(cut) = cut else { return (located.to_vec(), Vec::new()) };
    located.iter().partition(|p| away(p) < cut)
}

/// The place that is nearest to all the others.
fn middle_one<'a>(shown: &[Located<'a>]) -> Option<Located<'a>> {
    let sum = |one: &Located| shown.iter().take(200).map(|p| distance_km(one.position, p.position)).sum::<f64>();
    shown.iter().take(200).min_by(|a, b| sum(a).total_cmp(&sum(b))).copied()
}

/// A frame that shows everything wanted with `padding` (x, y) to spare, and at least `least` kilometres about its centre.
pub fn fit(wanted: &[Wanted], rect: Rect, padding: (f64, f64), least: f64) -> Frame {
    let (middle, _) = longitude_span(wanted.iter().map(|(p, _)| p.lon));
    let lats = wanted.iter().flat_map(|(p, km)| [p.lat - km / 111.2, p.lat + km / 111.2]);
    let (south, north) = lats.fold((90.0f64, -90.0f64), |(s, n), lat| (s.min(lat), n.max(lat)));
    let (south, north) = (south.max(-90.0), north.min(90.0));
    let centre = Position { lat: (south + north) / 2.0, lon: middle };
    let reach = wanted.iter().map(|(p, km)| distance_km(centre, *p) + km).fold(least, f64::max);
    let projection = match projection_for(centre, reach, (south, north)) {
        Some(projection) => projection,
        None => return world(rect, middle),
    };
    let mut frame = Frame { projection, scale: 1.0, origin: Point::default(), rect };
    let (mut low, mut high) = (Point { x: f64::MAX, y: f64::MAX }, Point { x: f64::MIN, y: f64::MIN });
    for (position, km) in wanted {
        let round = (0..8).map(|i| position.offset(*km, f64::from(i) * 45.0));
        for p in round.chain([*position]) {
            let plane = projection.forward(p.lat, p.lon_near(projection.middle()));
            low = Point { x: low.x.min(plane.x), y: low.y.min(plane.y) };
            high = Point { x: high.x.max(plane.x), y: high.y.max(plane.y) };
        }
    }
    frame.origin = Point { x: (low.x + high.x) / 2.0, y: (low.y + high.y) / 2.0 };
    let room = (rect.width() - 2.0 * padding.0, rect.height() - 2.0 * padding.1);
    let closest = rect.height() / 2.0 / (least / EARTH_RADIUS_KM);
    frame.scale = closest.min(room.0 / (high.x - low.x).max(1e-9)).min(room.1 / (high.y - low.y).max(1e-9));
    frame
}

/// The projection for a frame of that reach; none when only the whole world will do.
fn projection_for(centre: Position, reach: f64, (south, north): (f64, f64)) -> Option<Projection> {
    let radius = reach / 111.2;
    if radius * 1.5 + centre.lat.abs() < 82.0 && radius < 24.0 {
        // The frame shows more latitude than the places span.
        let margin = ((north - south) * 0.25).max(radius * 0.35);
        return Some(Projection::conic(south - margin, north + margin, centre.lon));
    }
    let azimuthal = Projection::Azimuthal { lat: centre.lat, middle: centre.lon };
    // The antipode of the centre must stay out of the block, which runs round the Earth once the pole is in the frame.
    let shows_pole = centre.lat.abs() + radius * 1.6 > 90.0;
    let antipode_is_out = radius * 1.6 < 2.0 * centre.lat.abs() - 6.0;
    (radius < 48.0 && (!shows_pole || antipode_is_out)).then_some(azimuthal)
}

/// The whole world; the central meridian goes to a multiple of 30°, where the tiles have their edges.
pub fn world(rect: Rect, middle: f64) -> Frame {
    let projection = Projection::World { middle: (middle / 30.0).round() * 30.0 };
    let half = projection.forward(0.0, projection.middle() + 180.0).x;
    let top = projection.forward(90.0, projection.middle()).y;
    let scale = ((rect.width() / 2.0 - 6.0) / half).min((rect.height() / 2.0 - 6.0) / top);
    Frame { projection, scale, origin: Point::default(), rect }
}
