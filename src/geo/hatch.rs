//! Hatching as lines, cut to the shape: a pattern element would need an id and an inline reference on every page.

use super::Point;

/// Parallel lines at 45°, `step` pixels apart, inside closed rings (even-odd).
pub fn diagonals(rings: &[Vec<Point>], step: f64) -> Vec<[Point; 2]> {
    // In turned coordinates u = x + y, v = x − y the hatching is u = constant.
    let turned: Vec<Vec<(f64, f64)>> =
        rings.iter().map(|ring| ring.iter().map(|p| (p.x + p.y, p.x - p.y)).collect()).collect();
    let all = turned.iter().flatten().map(|p| p.0);
    let (low, high) = all.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), u| (low.min(u), high.max(u)));
    if !(low.is_finite() && high.is_finite() && step > 0.5) {
        return Vec::new();
    }
    let spacing = step * std::f64::consts::SQRT_2;
    let mut lines = Vec::new();
    // The lines lie on fixed places of the drawing, so neighbouring areas are hatched as one.
    let (first, last) = ((low / spacing).ceil() as i64, (high / spacing).floor() as i64);
    for index in first..=last.min(first + 2_000) {
        let u = index as f64 * spacing + 1e-6;
        let mut cuts: Vec<f64> = Vec::new();
        for ring in &turned {
            for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
                if (a.0 > u) != (b.0 > u) {
                    cuts.push(a.1 + (b.1 - a.1) * (u - a.0) / (b.0 - a.0));
                }
            }
        }
        cuts.sort_by(f64::total_cmp);
        for pair in cuts.chunks_exact(2) {
            if let [from, to] = pair {
                let point = |v: f64| Point { x: (u + v) / 2.0, y: (u - v) / 2.0 };
                lines.push([point(*from), point(*to)]);
            }
        }
    }
    lines
}
