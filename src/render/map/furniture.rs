//! What tells scale and place on any map: the graticule and the scale bar.

use crate::geo::clip::{self, Rect};
use crate::geo::{Point, simplify};
use crate::html::Html;

use super::super::words::Words;
use super::frame::Frame;
use super::path::{Path, number};

/// Steps between lines of the graticule, in degrees.
const STEPS: [f64; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0];

/// Meridians and parallels, some eight across the frame.
pub fn graticule(frame: &Frame) -> Path {
    let extent = frame.extent();
    let step_for = |span: f64, lines: f64| STEPS.into_iter().find(|step| span / step <= lines).unwrap_or(30.0);
    let (wide, high) = (extent.east - extent.west, extent.north - extent.south);
    let across = step_for(wide, if wide > 300.0 { 12.0 } else { 8.0 });
    let up = step_for(high, 6.0).max(across.min(10.0));
    let mut path = Path::default();
    let mut draw = |points: Vec<Point>| {
        for part in clip::line(&points, frame.rect) {
            path.line(&simplify::line(&part, 0.25));
        }
    };
    let between = |low: f64, high: f64, i: i32| low + (high - low) * f64::from(i) / 90.0;
    for lon in multiples(extent.west, extent.east, across) {
        draw((0..=90).map(|i| frame.point(between(extent.south, extent.north, i), lon)).collect());
    }
    for lat in multiples(extent.south, extent.north, up).filter(|lat| lat.abs() < 89.9) {
        draw((0..=90).map(|i| frame.point(lat, between(extent.west, extent.east, i))).collect());
    }
    path
}

fn multiples(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last.min(first + 200)).map(move |i| i as f64 * step)
}

/// The scale bar: its length in pixels and in words. None on a map of the world, where no one scale holds.
pub struct Scale {
    pub pixels: f64,
    pub words: String,
}

pub fn scale(frame: &Frame, longest: f64, words: Words) -> Option<Scale> {
    if frame.is_world() || frame.reach_km() > 4_500.0 {
        return None;
    }
    let most = longest * frame.km_per_pixel();
    let power = 10f64.powf(most.max(1e-3).log10().floor());
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * power <= most).unwrap_or(1.0);
    let km = step * power;
    let (key, length) = if km >= 1.0 { ("distance-km", km) } else { ("distance-m", km * 1000.0) };
    let words = words.filled(key, &[("n", &format!("{length:.0}"))]);
    Some(Scale { pixels: km / frame.km_per_pixel(), words })
}

impl Scale {
    /// The bar in a box, its words above it.
    pub fn draw(&self, svg: &mut Html, rect: Rect, text_size: f64) {
        let (left, base) = (rect.left + 4.0, rect.bottom - 4.0);
        let right = left + self.pixels;
        let (rise, fall) = (number(-text_size * 0.38), number(text_size * 0.38));
        let (from, length) = (number(left), number(right - left));
        let top = number(base - text_size * 0.38);
        let words_at = number(base - text_size * 0.62);
        svg.raw("<g class=\"map-scale\"><path").attribute("d", &format!("M{from} {top}v{fall}h{length}v{rise}"));
        svg.raw("/>");
        for (x, words) in [(&from, "0"), (&number(right), self.words.as_str())] {
            svg.raw("<text class=\"map-middle\"").attribute("x", x).attribute("y", &words_at).raw(">");
            svg.text(words).raw("</text>");
        }
        svg.raw("</g>");
    }
}
