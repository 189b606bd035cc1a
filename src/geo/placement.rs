//! Where pins and labels go so that nothing covers anything: greedy, in the order given, eight places round each point.

use super::clip::Rect;
use super::{Point, simplify};

/// Which side of its point a label stands on; decides how its text is anchored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Start,
    Middle,
    End,
}

/// What is taken, and the frame that everything must stay in.
#[derive(Clone, Debug)]
pub struct Board {
    pub frame: Rect,
    taken: Vec<Rect>,
    /// Lines that a label would rather not cover, such as borders, with their bounds.
    lines: Vec<(Rect, Vec<Point>)>,
    /// Points that only their own pin may cover.
    points: Vec<Point>,
    /// Lines that lead from a mark to its name.
    leaders: Vec<(Point, Point)>,
    /// How near a name may come to a point that is not its own.
    pub clearance: f64,
    /// Lands on which a label of the place at hand would say that it lies there.
    abroad: Vec<Vec<Vec<Point>>>,
}

impl Board {
    pub fn new(frame: Rect) -> Board {
        Board {
            frame,
            taken: Vec::new(),
            lines: Vec::new(),
            points: Vec::new(),
            leaders: Vec::new(),
            clearance: 4.0,
            abroad: Vec::new(),
        }
    }

    pub fn take(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// What was taken last, is free again.
    pub fn give_back(&mut self, rect: Rect) {
        self.taken.retain(|taken| *taken != rect);
    }

    /// A line that labels should not cross, and names may not.
    pub fn avoid(&mut self, line: &[Point]) {
        self.lines.push((Rect::bounds(line), line.to_vec()));
    }

    /// A line that leads from a mark to its name: nothing placed later lies on it.
    pub fn lead(&mut self, from: Point, to: Point) {
        self.leaders.push((from, to));
    }

    /// A point that no pin but its own should cover.
    pub fn keep_clear(&mut self, point: Point) {
        self.points.push(point);
    }

    /// Lands that the next labels keep off.
    pub fn keep_off(&mut self, lands: Vec<Vec<Vec<Point>>>) {
        self.abroad = lands;
    }

    /// Whether a label lies on none of the lands that it has to keep off.
    pub fn is_at_home(&self, rect: Rect) -> bool {
        let y = rect.centre().y;
        let stands_on = |rings: &Vec<Vec<Point>>| {
            [0.1, 0.5, 0.9]
                .iter()
                .any(|share| simplify::inside(rings, Point { x: rect.left + rect.width() * share, y }))
        };
        !self.abroad.iter().any(stands_on)
    }

    /// Whether the rectangle lies in the frame and on nothing taken.
    pub fn is_free(&self, rect: Rect) -> bool {
        self.frame.holds(rect)
            && !self.taken.iter().any(|taken| taken.meets(rect))
            && !self.leaders.iter().any(|(from, to)| super::clip::segment(*from, *to, rect).is_some())
    }

    /// Whether the rectangle is so far from every point that nobody takes it for the name of one.
    pub fn is_clear(&self, rect: Rect) -> bool {
        !self.points.iter().any(|point| rect.grown(self.clearance).contains(*point))
    }

    /// A free place for a label of this size beside a point with a mark of `radius`, and takes it. It covers no point that
    /// is to be kept clear, `own` apart; what is told first may where it must.
    pub fn label(
        &mut self,
        at: Point,
        own: Point,
        radius: f64,
        size: (f64, f64),
        is_first: bool,
    ) -> Option<(Rect, Side)> {
        let (_, rect, side) = self.beside(at, own, radius, size, is_first)?;
        self.take(rect);
        Some((rect, side))
    }

    /// A free place for a label beside one of several points, where it covers the least of any line; the points first told
    /// are liked better. Takes it.
    pub fn label_of_line(&mut self, points: &[Point], size: (f64, f64)) -> Option<(Rect, Side)> {
        let found = points.iter().enumerate().filter_map(|(order, at)| {
            let (cost, rect, side) = self.beside(*at, *at, 2.0, size, false)?;
            Some((cost + order as f64 + 100.0 * self.crossings(rect), rect, side))
        });
        let (_, rect, side) = found.min_by(|a, b| a.0.total_cmp(&b.0))?;
        self.take(rect);
        Some((rect, side))
    }

    /// The cheapest of the free places for a label beside a point, and what it costs.
    fn beside(
        &self,
        at: Point,
        own: Point,
        radius: f64,
        (width, height): (f64, f64),
        is_first: bool,
    ) -> Option<(f64, Rect, Side)> {
        let gap = radius + 5.0;
        let slant = radius * 0.75 + 3.0;
        let (w, h) = (width, height);
        let candidates = [
            (at.x + gap, at.y - h / 2.0, Side::Start),
            (at.x - gap - w, at.y - h / 2.0, Side::End),
            (at.x + slant, at.y - slant - h, Side::Start),
            (at.x + slant, at.y + slant, Side::Start),
            (at.x - slant - w, at.y - slant - h, Side::End),
            (at.x - slant - w, at.y + slant, Side::End),
            (at.x - w / 2.0, at.y - gap - h, Side::Middle),
            (at.x - w / 2.0, at.y + gap, Side::Middle),
        ];
        let mut best: Option<(f64, Rect, Side)> = None;
        for (order, (left, top, side)) in candidates.into_iter().enumerate() {
            let rect = Rect::new(left, top, w, h);
            if !self.is_free(rect) || !self.is_at_home(rect) {
                continue;
            }
            let covers = |point: &&Point| **point != own && rect.grown(self.clearance).contains(**point);
            let covered = self.points.iter().filter(covers).count();
            if covered > 0 && !is_first {
                continue;
            }
            let cost = order as f64 + 4.0 * self.crossings(rect) + 20.0 * covered as f64;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, rect, side));
            }
        }
        best
    }

    /// A free place for a label that found none beside its point, at the end of a line of at most `reach`, and where that line
    /// ends; takes it. It begins at a mark of `radius`.
    pub fn away(&mut self, at: Point, radius: f64, size: (f64, f64), reach: f64) -> Option<(Rect, Point)> {
        const TURNS: u32 = 16;
        let (width, height) = size;
        let mut best: Option<(f64, Rect, Point)> = None;
        for step in 0..(TURNS * (reach / 8.0) as u32) {
            let length = radius + 12.0 + 8.0 * f64::from(step / TURNS);
            let angle = f64::from(step % TURNS) * std::f64::consts::TAU / f64::from(TURNS);
            let end = Point { x: at.x + length * angle.cos(), y: at.y + length * angle.sin() };
            // The line ends at the middle of a side, and the label goes on from there.
            let rect = match angle.cos().abs() > 0.5 {
                true if angle.cos() > 0.0 => Rect::new(end.x + 2.0, end.y - height / 2.0, width, height),
                true => Rect::new(end.x - 2.0 - width, end.y - height / 2.0, width, height),
                false if angle.sin() > 0.0 => Rect::new(end.x - width / 2.0, end.y + 1.0, width, height),
                false => Rect::new(end.x - width / 2.0, end.y - 1.0 - height, width, height),
            };
            if !self.is_free(rect.grown(1.0)) || !self.is_clear(rect) || !self.is_at_home(rect) {
                continue;
            }
            if !self.may_lead(at, end) {
                continue;
            }
            let cost = length + 40.0 * self.crossings(rect) + 50.0 * self.crossed(at, end) as f64;
            if best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, rect, end));
            }
        }
        let (_, rect, end) = best?;
        self.take(rect);
        self.lead(at, end);
        Some((rect, end))
    }

    /// Whether a line may lead from a mark: it runs over nothing that is taken and over no other such line, and so near to no
    /// other point that it would seem to lead from there.
    fn may_lead(&self, from: Point, to: Point) -> bool {
        let is_passed = |taken: &Rect| !taken.contains(from) && super::clip::segment(from, to, *taken).is_some();
        // Of a point beside its own mark the line only has to lead away.
        let is_near = |point: &Point| {
            let apart = (point.x - from.x).hypot(point.y - from.y);
            apart > 0.0 && simplify::squared_distance(*point, from, to).sqrt() < NEAR.min(apart * 0.95)
        };
        !self.taken.iter().any(is_passed)
            && !self.points.iter().any(is_near)
            && !self.leaders.iter().any(|(a, b)| meet(from, to, *a, *b))
    }

    /// The borders that a line crosses: nobody looks behind them for its beginning.
    fn crossed(&self, from: Point, to: Point) -> usize {
        let crosses =
            |line: &Vec<Point>| line.windows(2).filter(|pair| matches!(pair, [a, b] if meet(from, to, *a, *b))).count();
        self.lines.iter().map(|(_, line)| crosses(line)).sum()
    }

    /// The nearest free place for a mark of `radius` that cannot stand on its own point, and may stand there; takes it.
    pub fn pin(&mut self, at: Point, radius: f64, may_stand: impl Fn(Point) -> bool) -> Option<Point> {
        let covers = |p: Point, other: &Point| *other != at && (p.x - other.x).hypot(p.y - other.y) < radius + 2.5;
        let free = |board: &Board, p: Point| {
            board.is_free(Rect::around(p, radius)) && may_stand(p) && !board.points.iter().any(|other| covers(p, other))
        };
        // On its own point a pin may cover neighbours: they get a line.
        let mut found = (self.is_free(Rect::around(at, radius)) && may_stand(at)).then_some(at);
        let mut ring = 1;
        while found.is_none() && ring <= 6 {
            let reach = radius * (0.9 + 0.9 * f64::from(ring));
            for turn in 0..12 {
                let angle = f64::from(turn) * std::f64::consts::TAU / 12.0 + f64::from(ring) * 0.26;
                let p = Point { x: at.x + reach * angle.cos(), y: at.y + reach * angle.sin() };
                if free(self, p) {
                    found = Some(p);
                    break;
                }
            }
            ring += 1;
        }
        let place = found?;
        self.take(Rect::around(place, radius));
        Some(place)
    }

    /// A free place about a point for a box in one of several sizes, not far off and where the least of any line runs through it;
    /// which size, and the place. Takes it.
    pub fn about(
        &mut self,
        at: Point,
        sizes: &[(f64, f64)],
        may_stand: impl Fn(Point) -> bool,
    ) -> Option<(usize, Rect)> {
        const STEPS: i32 = 8;
        let mut best: Option<(f64, usize, Rect)> = None;
        for (size, (width, height)) in sizes.iter().enumerate() {
            for step in 0..(2 * STEPS + 1) * (2 * STEPS + 1) {
                let (across, down) = (step % (2 * STEPS + 1) - STEPS, step / (2 * STEPS + 1) - STEPS);
                let centre = Point {
                    x: at.x + width * 0.6 * f64::from(across) / f64::from(STEPS),
                    y: at.y + height * 1.2 * f64::from(down) / f64::from(STEPS),
                };
                let rect = Rect::new(centre.x - width / 2.0, centre.y - height / 2.0, *width, *height);
                if !self.is_free(rect) || !self.is_clear(rect) || !may_stand(centre) || !self.is_at_home(rect) {
                    continue;
                }
                let cost = 0.3 * (centre.x - at.x).hypot(centre.y - at.y) + 60.0 * self.crossings(rect);
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, size, rect));
                }
            }
        }
        let (_, size, rect) = best?;
        self.take(rect);
        Some((size, rect))
    }

    /// The place inside the rings for a box of this size, farthest from their edges and nearest `wish`, looked for in steps;
    /// takes it. It is clear of every point.
    pub fn within(&mut self, rings: &[Vec<Point>], wish: Point, step: f64, width: f64, height: f64) -> Option<Rect> {
        let corners: Vec<Point> = rings.iter().flatten().copied().collect();
        let bounds = Rect::bounds(&corners);
        let (left, top) = (bounds.left.max(self.frame.left), bounds.top.max(self.frame.top));
        let (right, bottom) = (bounds.right.min(self.frame.right), bounds.bottom.min(self.frame.bottom));
        let (columns, rows) = (((right - left) / step) as usize, ((bottom - top) / step) as usize);
        let mut best: Option<(f64, Rect)> = None;
        for index in 0..columns * rows {
            let centre = Point {
                x: left + step * (0.5 + (index % columns) as f64),
                y: top + step * (0.5 + (index / columns) as f64),
            };
            let rect = Rect::new(centre.x - width / 2.0, centre.y - height / 2.0, width, height);
            let on_land = |i: i32| {
                let (x, y) = (rect.left + width * f64::from(i % 5) / 4.0, rect.top + height * f64::from(i / 5));
                simplify::inside(rings, Point { x, y })
            };
            if !self.is_free(rect.grown(2.0))
                || !self.is_clear(rect)
                || !(0..10).all(on_land)
                || self.crossings(rect) > 0.0
            {
                continue;
            }
            let room = edge_distance(rings, centre).min(self.taken_distance(centre)).min(120.0);
            let cost = (centre.x - wish.x).hypot(centre.y - wish.y) * 0.25 - room;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, rect));
            }
        }
        let (_, rect) = best?;
        self.take(rect.grown(2.0));
        Some(rect)
    }

    fn taken_distance(&self, p: Point) -> f64 {
        let away =
            |r: &Rect| (r.left - p.x).max(p.x - r.right).max(0.0).hypot((r.top - p.y).max(p.y - r.bottom).max(0.0));
        self.taken.iter().map(away).fold(f64::INFINITY, f64::min)
    }

    /// How much line runs through the rectangle, in widths of it, at most 2.
    fn crossings(&self, rect: Rect) -> f64 {
        let mut length = 0.0;
        for (_, line) in self.lines.iter().filter(|(bounds, _)| bounds.grown(0.1).meets(rect)) {
            for pair in line.windows(2) {
                if let [a, b] = pair
                    && let Some((from, to)) = super::clip::segment(*a, *b, rect)
                {
                    length += (to.x - from.x).hypot(to.y - from.y);
                }
            }
        }
        (length / rect.width().max(1.0)).min(2.0)
    }
}

/// How near to another point a line from a mark may run.
const NEAR: f64 = 10.0;

fn edge_distance(rings: &[Vec<Point>], p: Point) -> f64 {
    let mut least = f64::INFINITY;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            least = least.min(simplify::squared_distance(p, *a, *b));
        }
    }
    least.sqrt()
}

/// Whether two segments cross.
fn meet(a: Point, b: Point, c: Point, d: Point) -> bool {
    let side =
        |from: Point, to: Point, p: Point| (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x) > 0.0;
    side(a, b, c) != side(a, b, d) && side(c, d, a) != side(c, d, b)
}
