//! Fewer points for the same picture: Douglas and Peucker (1973), and the areas that decide what is too small to see.

use super::Point;

/// The line with every point closer than `tolerance` to what remains left out; both ends stay.
pub fn line(points: &[Point], tolerance: f64) -> Vec<Point> {
    if points.len() < 3 {
        return points.to_vec();
    }
    let mut keep = vec![false; points.len()];
    let mut stack = vec![(0, points.len() - 1)];
    while let Some((first, last)) = stack.pop() {
        for end in [first, last] {
            if let Some(mark) = keep.get_mut(end) {
                *mark = true;
            }
        }
        let (Some(&a), Some(&b)) = (points.get(first), points.get(last)) else { continue };
        let mut worst = (tolerance * tolerance, None);
        for (index, &p) in points.iter().enumerate().take(last).skip(first + 1) {
            let off = squared_distance(p, a, b);
            if off > worst.0 {
                worst = (off, Some(index));
            }
        }
        if let Some(middle) = worst.1 {
            stack.push((middle, last));
            stack.push((first, middle));
        }
    }
    points.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(p, _)| *p).collect()
}

/// A closed ring (its closing edge implied), simplified; empty when it has shrunk to a line.
pub fn ring(points: &[Point], tolerance: f64) -> Vec<Point> {
    let Some(&first) = points.first() else { return Vec::new() };
    // Two far corners split the ring into two lines.
    let far = (0..points.len()).fold((0, -1.0), |best, index| {
        let d = points.get(index).map_or(-1.0, |p| (p.x - first.x).powi(2) + (p.y - first.y).powi(2));
        if d > best.1 { (index, d) } else { best }
    });
    let (one, two) = points.split_at(far.0);
    let mut there = one.to_vec();
    there.extend(two.first());
    let mut back = two.to_vec();
    back.push(first);
    let mut out = line(&there, tolerance);
    out.pop();
    out.extend(line(&back, tolerance));
    out.pop();
    if out.len() < 3 { Vec::new() } else { out }
}

/// The squared distance of `p` from the segment `a`–`b`.
pub fn squared_distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let t = if length > 0.0 { (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0) } else { 0.0 };
    (p.x - a.x - t * dx).powi(2) + (p.y - a.y - t * dy).powi(2)
}

/// The area of a closed ring, without sign.
pub fn area(points: &[Point]) -> f64 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>().abs() / 2.0
}

/// Whether the point lies inside the closed rings together, by the even-odd rule.
pub fn inside(rings: &[Vec<Point>], p: Point) -> bool {
    let mut inside = false;
    for ring in rings {
        for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
            if (a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
                inside = !inside;
            }
        }
    }
    inside
}
