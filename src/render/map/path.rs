//! Path data in few bytes: relative steps in tenths of a pixel, or in halves without a point, so the same drawing is the
//! same text everywhere.

use crate::geo::Point;
use crate::html::Html;

/// The `d` attribute of a path under construction.
#[derive(Clone, Debug)]
pub struct Path {
    out: String,
    /// Steps to a pixel: tenths are written with a decimal point, others as whole steps.
    grain: f64,
}

impl Default for Path {
    fn default() -> Path {
        Path { out: String::new(), grain: TENTHS }
    }
}

const TENTHS: f64 = 10.0;

impl Path {
    /// A path in whole steps, so many to a pixel; whoever shows it scales it by the inverse.
    pub fn in_steps(grain: f64) -> Path {
        Path { out: String::new(), grain }
    }

    /// A closed ring.
    pub fn ring(&mut self, points: &[Point]) {
        if self.line(points) {
            self.out.push('z');
        }
    }

    /// An open line. Points that fall on one step are one; false when nothing is left to draw.
    pub fn line(&mut self, points: &[Point]) -> bool {
        let grain = self.grain;
        let mut steps: Vec<(i64, i64)> = points.iter().map(|p| (step(p.x, grain), step(p.y, grain))).collect();
        steps.dedup();
        let Some((&first, rest)) = steps.split_first() else { return false };
        let push_pair = if grain == TENTHS { push_tenths } else { push_whole };
        if rest.is_empty() {
            return false;
        }
        self.out.push('M');
        push_pair(&mut self.out, first, true);
        self.out.push('l');
        let mut at = first;
        for (index, &next) in rest.iter().enumerate() {
            push_pair(&mut self.out, (next.0 - at.0, next.1 - at.1), index == 0);
            at = next;
        }
        true
    }

    /// The bytes of the path data.
    pub fn size(&self) -> usize {
        self.out.len()
    }

    /// `<path class="…" d="…"/>`, or nothing when there is nothing to draw.
    pub fn draw(&self, svg: &mut Html, class: &str) {
        if !self.out.is_empty() {
            svg.raw("<path").attribute("class", class).attribute("d", &self.out).raw("/>");
        }
    }
}

/// A dot of a radius.
pub fn dot(svg: &mut Html, at: Point, radius: &str) {
    svg.raw("<circle class=\"map-dot\"").attribute("cx", &number(at.x)).attribute("cy", &number(at.y));
    svg.attribute("r", radius).raw("/>");
}

/// A coordinate with at most one decimal, as short as it goes: `12`, `-.5`, `3.1`.
pub fn number(value: f64) -> String {
    let mut out = String::new();
    push_number(&mut out, step(value, TENTHS));
    out
}

/// The number of steps, half away from zero; far outside the drawing is as good as infinitely far.
fn step(value: f64, grain: f64) -> i64 {
    (value.clamp(-100_000.0, 100_000.0) * grain).round() as i64
}

fn push_tenths(out: &mut String, pair: (i64, i64), first: bool) {
    push_pair(out, pair, first, push_number);
}

fn push_whole(out: &mut String, pair: (i64, i64), first: bool) {
    push_pair(out, pair, first, |out, steps| out.push_str(&steps.to_string()));
}

fn push_pair(out: &mut String, (x, y): (i64, i64), first: bool, push: impl Fn(&mut String, i64)) {
    if !first && x >= 0 {
        out.push(' ');
    }
    push(out, x);
    if y >= 0 {
        out.push(' ');
    }
    push(out, y);
}

fn push_number(out: &mut String, tenths: i64) {
    if tenths < 0 {
        out.push('-');
    }
    let (whole, rest) = (tenths.abs() / 10, tenths.abs() % 10);
    if whole > 0 || rest == 0 {
        out.push_str(&whole.to_string());
    }
    if rest > 0 {
        out.push('.');
        out.push_str(&rest.to_string());
    }
}
