//! Cutting shapes to a rectangle: fills by Sutherland and Hodgman (1974), lines by Liang and Barsky (1984).

use super::Point;

/// A rectangle on the drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Rect {
        Rect { left, top, right: left + width, bottom: top + height }
    }

    /// The square of half-width `radius` about a point.
    pub fn around(centre: Point, radius: f64) -> Rect {
        Rect::new(centre.x - radius, centre.y - radius, 2.0 * radius, 2.0 * radius)
    }

    /// The smallest rectangle round all points; turned inside out when there are none.
    pub fn bounds(points: &[Point]) -> Rect {
        let nothing = Rect { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
        points.iter().fold(nothing, |r, p| Rect {
            left: r.left.min(p.x),
            top: r.top.min(p.y),
            right: r.right.max(p.x),
            bottom: r.bottom.max(p.y),
        })
    }

    pub fn grown(self, by: f64) -> Rect {
        Rect { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub fn width(self) -> f64 {
        self.right - self.left
    }

    pub fn height(self) -> f64 {
        self.bottom - self.top
    }

    pub fn centre(self) -> Point {
        Point { x: (self.left + self.right) / 2.0, y: (self.top + self.bottom) / 2.0 }
    }

    pub fn contains(self, point: Point) -> bool {
        (self.left..=self.right).contains(&point.x) && (self.top..=self.bottom).contains(&point.y)
    }

    pub fn holds(self, other: Rect) -> bool {
        self.left <= other.left && self.right >= other.right && self.top <= other.top && self.bottom >= other.bottom
    }

    pub fn meets(self, other: Rect) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

/// The part of a closed ring inside the rectangle; the closing edge is implied. Empty when nothing is left.
pub fn ring(points: &[Point], to: Rect) -> Vec<Point> {
    let mut kept = points.to_vec();
    let sides: [(f64, bool, bool); 4] =
        [(to.left, true, true), (to.right, true, false), (to.top, false, true), (to.bottom, false, false)];
    for (limit, upright, at_least) in sides {
        let value = |p: Point| if upright { p.x } else { p.y };
        let inside = |p: Point| if at_least { value(p) >= limit } else { value(p) <= limit };
        let Some(&last) = kept.last() else { break };
        if kept.iter().all(|&p| inside(p)) {
            continue;
        }
        let mut before = last;
        let mut next = Vec::with_capacity(kept.len() + 8);
        for &p in &kept {
            if inside(p) != inside(before) {
                let t = (limit - value(before)) / (value(p) - value(before));
                next.push(Point { x: before.x + t * (p.x - before.x), y: before.y + t * (p.y - before.y) });
            }
            if inside(p) {
                next.push(p);
            }
            before = p;
        }
        kept = next;
    }
    kept
}

/// The parts of a line inside the rectangle.
pub fn line(points: &[Point], to: Rect) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let [a, b] = pair else { continue };
        let Some((from, until)) = segment(*a, *b, to) else {
            open = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if open => part.push(until),
            _ => parts.push(vec![from, until]),
        }
        open = until == *b;
    }
    parts
}

/// The part of a segment inside the rectangle.
pub fn segment(a: Point, b: Point, to: Rect) -> Option<(Point, Point)> {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let (mut enter, mut leave) = (0.0f64, 1.0f64);
    for (step, room) in [(-dx, a.x - to.left), (dx, to.right - a.x), (-dy, a.y - to.top), (dy, to.bottom - a.y)] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    if enter > leave {
        return None;
    }
    let at = |t: f64| Point { x: a.x + t * dx, y: a.y + t * dy };
    Some((if enter == 0.0 { a } else { at(enter) }, if leave == 1.0 { b } else { at(leave) }))
}
