//! Words in pictures: lines of a text, set in the one font that the program carries, the same on every machine.
//!
//! Letters are placed in whole 64ths of a pixel from the font's own units, and are filled with sums and products of
//! floats only, into sixteen levels: nothing depends on the processor or on what is installed. What the font cannot write is
//! said, and not drawn as boxes.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock, RwLock};

use ab_glyph_rasterizer::{Rasterizer, point};
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use rustybuzz::{Direction, Face, UnicodeBuffer};
use unicode_bidi::BidiInfo;

use crate::png::Picture;

/// DejaVu Sans Bold, in part: PROVENANCE.md beside it says from where.
static FONT: &[u8] = include_bytes!("../assets/card/card.ttf");

/// Levels of a letter's edge: a picture's palette holds so many colours for each ink, faintest first.
pub const LEVELS: u8 = 15;

/// Whole 64ths of a pixel.
const FINE: i64 = 64;

/// A line of letters in the order in which they stand, from the left.
#[derive(Clone, Debug, Default)]
pub struct Line {
    letters: Vec<Letter>,
    /// In pixels.
    pub width: usize,
    /// Whether the paragraph runs from right to left.
    pub is_rtl: bool,
}

#[derive(Clone, Copy, Debug)]
struct Letter {
    glyph: u16,
    /// Where it stands on the line, and above it; in 64ths of a pixel.
    x: i64,
    y: i64,
}

/// A text in lines of at most `width` pixels, with letters of `size` pixels; the last of `most` lines ends in an ellipsis
/// where more would follow. None when the font lacks a letter.
pub fn lines(text: &str, size: usize, width: usize, most: usize) -> Option<Vec<Line>> {
    let face = face()?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut lines: Vec<Line> = Vec::new();
    let mut taken = 0;
    while taken < words.len() && lines.len() < most {
        let rest = words.get(taken..).unwrap_or_default();
        let is_last = lines.len() + 1 == most;
        // The first so many words as a line; a word alone is one whatever its width.
        let try_set = |count: usize| {
            let more = if is_last && count < rest.len() { " …" } else { "" };
            let line = set(&(rest.get(..count)?.join(" ") + more), size, face)?;
            Some(line).map(|line| (count == 1 || line.width <= width, line))
        };
        // Lines of a text are of about as many words; from there on what fits is found a word at a time.
        let mut count = guess(rest, size, width).clamp(1, rest.len());
        let (mut fits, mut line) = try_set(count)?;
        while !fits {
            count -= 1;
            (fits, line) = try_set(count)?;
        }
        while count < rest.len() {
            let (fits, longer) = try_set(count + 1)?;
            if !fits {
                break;
            }
            (count, line) = (count + 1, longer);
        }
        taken += count;
        lines.push(line);
    }
    Some(lines)
}

/// About how many words a line takes: a letter of the font is six tenths of its size wide.
fn guess(words: &[&str], size: usize, width: usize) -> usize {
    let mut room = width * 10 / (size * 6).max(1);
    let fits = |word: &&&str| {
        let left = room.checked_sub(word.chars().count());
        room = left.map_or(0, |left| left.saturating_sub(1));
        left.is_some()
    };
    words.iter().take_while(fits).count()
}

fn face() -> Option<&'static Face<'static>> {
    static FACE: OnceLock<Option<Face<'static>>> = OnceLock::new();
    FACE.get_or_init(|| Face::from_slice(FONT, 0)).as_ref()
}

/// One line: its runs of either direction in the order in which they are seen, each shaped.
fn set(text: &str, size: usize, face: &Face<'static>) -> Option<Line> {
    let bidi = BidiInfo::new(text, None);
    let paragraph = bidi.paragraphs.first()?;
    let (levels, runs) = bidi.visual_runs(paragraph, paragraph.range.clone());
    let per_em = i64::from(face.units_per_em());
    let scaled = |units: i64| units * size as i64 * FINE / per_em;
    let mut line = Line { is_rtl: paragraph.level.is_rtl(), ..Line::default() };
    let mut at = 0;
    for run in runs {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text.get(run.clone())?);
        buffer.guess_segment_properties();
        let is_rtl = levels.get(run.start).is_some_and(|level| level.is_rtl());
        buffer.set_direction(if is_rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let shaped = rustybuzz::shape(face, &[], buffer);
        for (info, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let glyph = u16::try_from(info.glyph_id).ok().filter(|glyph| *glyph != 0)?;
            let (x, y) = (at + scaled(place.x_offset.into()), scaled(place.y_offset.into()));
            line.letters.push(Letter { glyph, x, y });
            at += scaled(place.x_advance.into());
        }
    }
    line.width = usize::try_from((at + FINE - 1) / FINE).ok()?;
    Some(line)
}

/// Writes lines of letters.
#[derive(Default)]
pub struct Pen {
    filled: BTreeMap<(u16, usize), Arc<Filled>>,
}

/// A letter's levels, and where its box lies to the point that it stands on.
#[derive(Clone, Default)]
struct Filled {
    left: i64,
    top: i64,
    width: usize,
    levels: Vec<u8>,
}

impl Pen {
    /// Draws a line from `left` on, its letters standing on `base`; `ink` is the palette's faintest level of the colour.
    pub fn write(&mut self, picture: &mut Picture, line: &Line, size: usize, (left, base): (usize, usize), ink: u8) {
        let Some(face) = face() else { return };
        for letter in &line.letters {
            let filled = self.filled.entry((letter.glyph, size)).or_insert_with(|| once(face, letter.glyph, size));
            let x = left as i64 + (letter.x + FINE / 2).div_euclid(FINE) + filled.left;
            let y = base as i64 - (letter.y + FINE / 2).div_euclid(FINE) - filled.top;
            for (row, levels) in filled.levels.chunks(filled.width.max(1)).enumerate() {
                picture.ink(x, y + row as i64, ink, levels);
            }
        }
    }
}

/// A letter of a size, which is filled once in the life of the program: cards are in a few sizes.
fn once(face: &Face<'static>, glyph: u16, size: usize) -> Arc<Filled> {
    static FILLED: RwLock<BTreeMap<(u16, usize), Arc<Filled>>> = RwLock::new(BTreeMap::new());
    let known = FILLED.read().ok().and_then(|all| all.get(&(glyph, size)).cloned());
    known.unwrap_or_else(|| {
        let new = Arc::new(filled(face, glyph, size));
        if let Ok(mut all) = FILLED.write() {
            all.insert((glyph, size), Arc::clone(&new));
        }
        new
    })
}

fn filled(face: &Face<'static>, glyph: u16, size: usize) -> Filled {
    let Some(bounds) = face.glyph_bounding_box(GlyphId(glyph)) else { return Filled::default() };
    let per_em = i64::from(face.units_per_em());
    let down = |units: i16| (i64::from(units) * size as i64).div_euclid(per_em) - 1;
    let up = |units: i16| -(-i64::from(units) * size as i64).div_euclid(per_em) + 1;
    let (left, top) = (down(bounds.x_min), up(bounds.y_max));
    let (width, height) = (up(bounds.x_max) - left, top - down(bounds.y_min));
    let (Ok(width), Ok(height)) = (usize::try_from(width), usize::try_from(height)) else { return Filled::default() };
    let scale = size as f32 / per_em as f32;
    let mut outline = Outline {
        fill: Rasterizer::new(width, height),
        scale,
        left: left as f32,
        top: top as f32,
        first: (0.0, 0.0),
        last: (0.0, 0.0),
    };
    face.outline_glyph(GlyphId(glyph), &mut outline);
    let mut levels = vec![0; width * height];
    outline.fill.for_each_pixel(|index, share| {
        if let Some(level) = levels.get_mut(index) {
            *level = (share.clamp(0.0, 1.0) * f32::from(LEVELS) + 0.5) as u8;
        }
    });
    Filled { left, top, width, levels }
}

/// An outline on its way into a letter's box.
struct Outline {
    fill: Rasterizer,
    scale: f32,
    left: f32,
    top: f32,
    first: (f32, f32),
    last: (f32, f32),
}

impl Outline {
    fn on(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale - self.left, self.top - y * self.scale)
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.first = self.on(x, y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (from, to) = (self.last, self.on(x, y));
        self.fill.draw_line(point(from.0, from.1), point(to.0, to.1));
        self.last = to;
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (from, over, to) = (self.last, self.on(x1, y1), self.on(x, y));
        self.fill.draw_quad(point(from.0, from.1), point(over.0, over.1), point(to.0, to.1));
        self.last = to;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (from, one, two, to) = (self.last, self.on(x1, y1), self.on(x2, y2), self.on(x, y));
        self.fill.draw_cubic(point(from.0, from.1), point(one.0, one.1), point(two.0, two.1), point(to.0, to.1));
        self.last = to;
    }

    fn close(&mut self) {
        self.fill.draw_line(point(self.last.0, self.last.1), point(self.first.0, self.first.1));
        self.last = self.first;
    }
}
