//! The scale bar.

use crate::geo::clip::Rect;
use crate::html::Html;

use super::super::words::Words;
use super::frame::Frame;
use super::path::number;

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
    /// How much room the bar and its words take, on a plate of their own.
    pub fn room(&self, text_size: f64) -> (f64, f64) {
        (self.pixels.max(super::text::width(&self.words, text_size, false)) + 16.0, text_size * 1.2 + 16.0)
    }

    /// The bar in a box, its words above it.
    pub fn draw(&self, svg: &mut Html, rect: Rect, text_size: f64) {
        let middle = rect.centre().x;
        let (from, base) = (number(middle - self.pixels / 2.0), number(rect.bottom - 12.0));
        svg.raw("<g class=\"map-scale\"><rect class=\"map-plate\"").attribute("x", &number(rect.left));
        svg.attribute("y", &number(rect.top)).attribute("width", &number(rect.width()));
        svg.attribute("height", &number(rect.height())).raw("/><path");
        svg.attribute("d", &format!("M{from} {base}v5h{}v-5", number(self.pixels))).raw("/><text class=\"map-middle\"");
        svg.attribute("x", &number(middle)).attribute("y", &number(rect.top + text_size)).raw(">");
        svg.text(&self.words).raw("</text></g>");
    }
}
