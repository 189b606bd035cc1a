//! Cards: the picture that other sites show beside a link. It has no words, since no font can be taken for granted where
//! a site is built: a page's claims in reading order, each as the shape of its grade, and the shares of the grades below.

use std::sync::Arc;

use crate::files::FileId;
use crate::memo::{Nothing, Reader};
use crate::png::Picture;
use crate::vocabulary::Grade;

const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// Claims beyond these are counted in the bar only.
const MOST_SHAPES: usize = 240;

/// Draws the card of a page that shows these grades: pages with the same grades in the same order share one.
pub fn card((_, grades): &(FileId, Vec<Grade>), colours: &Colours, _: &Reader<Nothing>) -> Arc<[u8]> {
    Arc::from(draw(grades, colours).encode())
}

/// The theme's colours for light pages: `--paper`, `--ink` and the names of the grades in its style sheet, as `#rrggbb`,
/// alone or first in `light-dark(…)`.
#[derive(Hash)]
pub struct Colours {
    paper: [u8; 3],
    ink: [u8; 3],
    grades: [[u8; 3]; Grade::ALL.len()],
}

impl Colours {
    pub fn of_style(style: &[u8]) -> Colours {
        let style = String::from_utf8_lossy(style);
        let find = |name: &str, default: [u8; 3]| colour(&style, name).unwrap_or(default);
        let grade = |grade: &Grade| match grade {
            Grade::Withdrawn => find("--withdrawn", [0x57, 0x53, 0x4B]),
            Grade::Disputed => find("--disputed", [0xA1, 0x26, 0x3F]),
            Grade::Confirmed => find("--confirmed", [0x0A, 0x4D, 0x68]),
            Grade::Corroborated => find("--corroborated", [0x17, 0x69, 0x4A]),
            Grade::OneOrigin => find("--one-origin", [0x87, 0x56, 0x06]),
            Grade::Unattributed => find("--unattributed", [0x57, 0x5B, 0x67]),
        };
        let mut grades = [[0; 3]; Grade::ALL.len()];
        for (slot, known) in grades.iter_mut().zip(Grade::ALL) {
            *slot = grade(known);
        }
        Colours { paper: find("--paper", [0xFC, 0xFB, 0xF8]), ink: find("--ink", [0x1A, 0x1A, 0x18]), grades }
    }

    /// Paper, ink, then each grade's colour and its half tone for edges.
    fn palette(&self) -> Vec<[u8; 3]> {
        let half = |colour: &[u8; 3]| -> [u8; 3] {
            std::array::from_fn(|index| u16::midpoint(colour[index].into(), self.paper[index].into()) as u8)
        };
        let grades = self.grades.iter().flat_map(|colour| [*colour, half(colour)]);
        [self.paper, self.ink].into_iter().chain(grades).collect()
    }
}

/// The first colour of that name in a style sheet.
fn colour(style: &str, name: &str) -> Option<[u8; 3]> {
    let declared =
        style.match_indices(name).find_map(|(at, _)| style[at + name.len()..].trim_start().strip_prefix(':'))?;
    let value = declared.trim_start();
    let digits = value.strip_prefix("light-dark(").unwrap_or(value).trim_start().strip_prefix('#')?.get(..6)?;
    let number = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
    Some([number[1], number[2], number[3]])
}

fn draw(grades: &[Grade], colours: &Colours) -> Picture {
    let mut picture = Picture::new(WIDTH, HEIGHT, colours.palette());
    picture.fill(0, 0, WIDTH, 14, 1);
    let shown = &grades[..grades.len().min(MOST_SHAPES)];
    let (columns, cell) = grid(shown.len(), 1040, 400);
    let rows = shown.len().div_ceil(columns);
    let top = 64 + (400 - rows * cell) / 2;
    let used = |grade: &Grade| if shown.contains(grade) { shape(*grade, cell) } else { Vec::new() };
    let shapes: Vec<Vec<u8>> = Grade::ALL.iter().map(used).collect();
    for (index, grade) in shown.iter().enumerate() {
        let (x, y) = (80 + index % columns * cell, top + index / columns * cell);
        picture.stamp(x, y, &shapes[position(*grade)], cell);
    }
    let (mut counted, mut from) = (0, 80);
    for grade in Grade::ALL.iter().rev() {
        counted += grades.iter().filter(|found| *found == grade).count();
        let to = 80 + 1040 * counted / grades.len().max(1);
        picture.fill(from, 520, (to - from).saturating_sub(4), 36, ink_of(*grade));
        from = to;
    }
    picture
}

/// The number of columns that makes the cells largest, and a cell's side.
fn grid(count: usize, width: usize, height: usize) -> (usize, usize) {
    let fit = |columns: usize| (width / columns).min(height / count.div_ceil(columns).max(1)).min(148);
    (1..=count.max(1))
        .map(|columns| (columns, fit(columns)))
        .max_by_key(|(columns, cell)| (*cell, *columns))
        .unwrap_or((1, 148))
}

fn position(grade: Grade) -> usize {
    Grade::ALL.iter().position(|known| *known == grade).unwrap_or_default()
}

/// A grade's colour in the palette; its half tone comes next.
fn ink_of(grade: Grade) -> u8 {
    2 + 2 * position(grade) as u8
}

/// A grade's shape in a square of pixels: four samples a pixel, so that edges get a half tone.
fn shape(grade: Grade, cell: usize) -> Vec<u8> {
    let ink = ink_of(grade);
    let radius = cell as f64 * 0.36;
    let centre = cell as f64 / 2.0;
    let pixel = |x: usize, y: usize| {
        let sample = |dx: f64, dy: f64| inside(grade, x as f64 + dx - centre, y as f64 + dy - centre, radius);
        match [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)]
            .iter()
            .filter(|(dx, dy)| sample(*dx, *dy))
            .count()
        {
            0 => 0,
            1 | 2 => ink + 1,
            _ => ink,
        }
    };
    (0..cell).flat_map(|y| (0..cell).map(move |x| (x, y))).map(|(x, y)| pixel(x, y)).collect()
}

/// Whether a point belongs to a grade's shape of radius `r` round 0, 0.
fn inside(grade: Grade, x: f64, y: f64, r: f64) -> bool {
    let line = r * 0.2;
    let within = |radius: f64| x * x + y * y <= radius * radius;
    let ring = || within(r) && !within(r - line);
    match grade {
        Grade::Corroborated => within(r),
        Grade::OneOrigin => ring() || (within(r) && x <= 0.0),
        Grade::Disputed => x.abs() + y.abs() <= r * 1.2,
        Grade::Unattributed => ring(),
        Grade::Confirmed => in_polygon(&TICK, x / r, y / r),
        Grade::Withdrawn => ring() || (within(r) && (x - y).abs() <= r * 0.32),
    }
}

/// A tick in the square from −1 to 1, as the theme cuts it.
const TICK: [(f64, f64); 6] = [(-1.0, 0.1), (-0.68, -0.2), (-0.24, 0.24), (0.68, -0.84), (1.0, -0.56), (-0.2, 0.92)];

/// Whether a ray from the point to the right crosses the outline an odd number of times.
fn in_polygon(corners: &[(f64, f64)], x: f64, y: f64) -> bool {
    let edges = corners.iter().zip(corners.iter().cycle().skip(1));
    let crosses = |((x1, y1), (x2, y2)): &(&(f64, f64), &(f64, f64))| {
        (*y1 > y) != (*y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    };
    edges.filter(crosses).count() % 2 == 1
}
