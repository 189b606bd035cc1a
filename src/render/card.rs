//! Cards: the picture that other sites show beside a link. It says what the page is: its title, its standfirst, how many
//! claims it has and how many of them are weak, whose it is; and shows the claims in reading order, each as the shape of
//! its grade. Where the font lacks a letter of these words, the card has the shapes alone.

use crate::aside::{Aside, Content};
use crate::files::FileId;
use crate::lettering::{self, LEVELS, Line, Pen};
use crate::memo::{Nothing, Reader};
use crate::png::Picture;
use crate::store::Store;
use crate::vocabulary::Grade;

use super::claims;
use super::words::Words;

const WIDTH: usize = 1200;
const HEIGHT: usize = 630;
/// Claims beyond these are counted in the bar only.
const MOST_SHAPES: usize = 240;
/// Beside words, more claims than these have no shapes but a bar: shapes would be too small, or some would be left out.
const SHAPES_IN_A_ROW: usize = 44;
const MARGIN: usize = 72;

/// What a card says.
#[derive(Hash)]
pub struct Card {
    /// The page's address, by which the card is known again.
    pub name: FileId,
    pub title: String,
    pub standfirst: String,
    /// How many were killed and injured, where the page counts them.
    pub toll: String,
    /// Up to which day they were.
    pub reported: String,
    /// How many claims have which grade, in words: "5 corroborated".
    pub counts: Vec<(Grade, String)>,
    pub site: String,
    pub grades: Vec<Grade>,
}

/// Draws a card.
pub fn card(card: &Card, (colours, store, aside): &(Colours, Store, Aside), _: &Reader<Nothing>) -> Content {
    aside.finish(store.made("card", &(card, colours), || {
        let picture = Setting::of(card).map(|words| worded(card, &words, colours));
        picture.unwrap_or_else(|| draw(&card.grades, colours)).encode()
    }))
}

/// "5 corroborated", "3 disputed": how many claims have which grade, the strongest first.
pub fn counts(grades: &[Grade], words: Words) -> Vec<(Grade, String)> {
    let name = |grade: Grade| words.get(&format!("grade-{}", grade.as_str())).to_lowercase();
    let counted = claims::counted(grades.iter().copied());
    counted.map(|(grade, number)| (grade, format!("{number} {}", name(grade)))).collect()
}

/// The same as a sentence's part, for who does not see the card: "36 claims · 5 corroborated · 3 disputed".
pub fn told(grades: &[Grade], words: Words) -> String {
    let counts = counts(grades, words).into_iter().map(|(_, count)| count);
    std::iter::once(words.count("claims", grades.len())).chain(counts).collect::<Vec<_>>().join(" · ")
}

/// The card's words in lines, each with the size of its letters.
struct Setting {
    site: Vec<Line>,
    title: (Vec<Line>, usize),
    standfirst: (Vec<Line>, usize),
    toll: (Vec<Line>, usize),
    reported: Vec<Line>,
    /// In one row: each grade's shape and words.
    counts: (Vec<(Grade, Line)>, usize),
}

const SITE_SIZE: usize = 26;
const REPORTED_SIZE: usize = 24;
/// As large as there is room for.
const COUNTS_SIZES: [usize; 4] = [28, 24, 20, 16];

impl Setting {
    /// None where the font lacks a letter.
    fn of(card: &Card) -> Option<Setting> {
        let width = WIDTH - 2 * MARGIN;
        // As large as there is room for: a short title fills its line.
        let largest = |text: &str, sizes: &[(usize, usize)]| {
            let fits = |(size, most): &(usize, usize)| {
                let lines = lettering::lines(text, *size, width, most + 1)?;
                Some((lines, *size)).filter(|(lines, _)| lines.len() <= *most)
            };
            let last = |(size, most): &(usize, usize)| Some((lettering::lines(text, *size, width, *most)?, *size));
            sizes.iter().find_map(fits).or_else(|| sizes.last().and_then(last))
        };
        let title = largest(&card.title, &[(84, 1), (72, 1), (62, 1), (62, 2), (52, 3)])?;
        let short = title.0.len() > 2;
        let row = |size: usize| {
            let set = |(grade, words): &(Grade, String)| {
                Some((*grade, lettering::lines(words, size, width, 1)?.into_iter().next()?))
            };
            Some((card.counts.iter().map(set).collect::<Option<Vec<_>>>()?, size))
        };
        let rows: Vec<_> = COUNTS_SIZES.into_iter().map(row).collect::<Option<_>>()?;
        let fits = |(row, size): &(Vec<(Grade, Line)>, usize)| {
            row.iter().map(|(_, line)| counted_width(line, *size)).sum::<usize>() <= width
        };
        Some(Setting {
            site: lettering::lines(&card.site, SITE_SIZE, width, 1)?,
            title,
            standfirst: sentences(&card.standfirst, width, short)?,
            toll: largest(&card.toll, &[(76, 1), (60, 1), (46, 1)])?,
            reported: lettering::lines(&card.reported, REPORTED_SIZE, width, 1)?,
            counts: rows.into_iter().find(fits).unwrap_or_default(),
        })
    }
}

/// How wide a grade's count is: its shape, its words, and what keeps it from the next.
fn counted_width(line: &Line, size: usize) -> usize {
    line.width + size * 9 / 4
}

/// As many whole sentences as there is room for, in large letters or in small ones; the first in any case, as far as it goes.
fn sentences(text: &str, width: usize, short: bool) -> Option<(Vec<Line>, usize)> {
    let ends = text.match_indices(['.', '!', '?', '؟', '。']).map(|(at, end)| at + end.len());
    let whole = ends.filter(|at| text[*at..].is_empty() || text[*at..].starts_with(' '));
    let whole: Vec<usize> = whole.collect();
    let sizes: &[(usize, usize)] = if short { &[(24, 1), (22, 2)] } else { &[(28, 2), (24, 3)] };
    let fits = |(size, most): &(usize, usize)| {
        let set =
            |at: &usize| lettering::lines(&text[..*at], *size, width, most + 1).filter(|lines| lines.len() <= *most);
        whole.iter().rev().find_map(set).map(|lines| (lines, *size))
    };
    let (size, most) = sizes.last().copied()?;
    sizes.iter().find_map(fits).or_else(|| Some((lettering::lines(text, size, width, most)?, size)))
}

/// Where the shapes of the claims, their number and the toll stand, from below.
const SHAPES_AT: usize = 572;
const COUNTS_AT: usize = 524;
const TOLL_AT: usize = 462;

fn worded(card: &Card, words: &Setting, colours: &Colours) -> Picture {
    let mut picture = Picture::new(WIDTH, HEIGHT, colours.palette());
    let mut pen = Pen::default();
    // The whole card runs in the direction of its title.
    let is_rtl = words.title.0.first().is_some_and(|line| line.is_rtl);
    let mut write = |picture: &mut Picture, line: &Line, size: usize, base: usize, ink: u8| {
        let left = if is_rtl { (WIDTH - MARGIN).saturating_sub(line.width) } else { MARGIN };
        pen.write(picture, line, size, (left, base), ink);
    };
    picture.fill(0, 0, WIDTH, 14, 1);
    for line in &words.site {
        write(&mut picture, line, SITE_SIZE, 78, second_ink());
    }
    // Title and standfirst stand in the middle of what the site's name and the foot leave.
    let (title, title_size) = &words.title;
    let (counts, counts_size) = &words.counts;
    let foot =
        if words.toll.0.is_empty() { COUNTS_AT - counts_size } else { TOLL_AT - REPORTED_SIZE * 5 / 3 - words.toll.1 };
    let (standfirst, standfirst_size) = &words.standfirst;
    let tall = title.len() * title_size * 9 / 8 + 16 + standfirst.len() * standfirst_size * 4 / 3;
    let mut base = 100 + (foot.saturating_sub(100 + tall)) / 2 + title_size * 4 / 5;
    for line in title {
        write(&mut picture, line, *title_size, base, first_ink());
        base += title_size * 9 / 8;
    }
    base = base + 16 + standfirst_size - title_size * 4 / 5;
    for line in standfirst {
        write(&mut picture, line, *standfirst_size, base, second_ink());
        base += standfirst_size * 4 / 3;
    }
    let (toll, toll_size) = &words.toll;
    for line in toll {
        write(&mut picture, line, *toll_size, TOLL_AT - REPORTED_SIZE * 5 / 3, first_ink());
    }
    for line in &words.reported {
        write(&mut picture, line, REPORTED_SIZE, TOLL_AT, second_ink());
    }
    let mut from = 0;
    for (grade, line) in counts {
        let side = counts_size * 11 / 10;
        let at = |from: usize, wide: usize| if is_rtl { WIDTH - MARGIN - from - wide } else { MARGIN + from };
        // A shape leaves a seventh of its square free: it begins where the letters of other lines do.
        let x = (at(from, side) + if is_rtl { side / 7 } else { 0 }).saturating_sub(if is_rtl { 0 } else { side / 7 });
        picture.stamp(x, COUNTS_AT - side * 6 / 7, &shape(*grade, side), side);
        pen.write(
            &mut picture,
            line,
            *counts_size,
            (at(from + counts_size * 5 / 4, line.width), COUNTS_AT),
            first_ink(),
        );
        from += counted_width(line, *counts_size);
    }
    if card.grades.len() > SHAPES_IN_A_ROW {
        shares(&mut picture, &card.grades, (MARGIN, SHAPES_AT - 14), (WIDTH - 2 * MARGIN, 28), is_rtl);
        return picture;
    }
    let cell = ((WIDTH - 2 * MARGIN) / card.grades.len().max(1)).min(44);
    let shapes = shapes(&card.grades, cell);
    for (index, grade) in card.grades.iter().enumerate() {
        // A shape leaves a seventh of its cell free on each side.
        let across = index * cell + cell - cell / 7;
        let x = if is_rtl { WIDTH - MARGIN - across } else { MARGIN + across - cell };
        picture.stamp(x, SHAPES_AT - cell / 2, &shapes[position(*grade)], cell);
    }
    picture
}

/// The shares of the grades as a bar.
fn shares(
    picture: &mut Picture,
    grades: &[Grade],
    (x, y): (usize, usize),
    (width, height): (usize, usize),
    is_rtl: bool,
) {
    let (mut counted, mut from) = (0, 0);
    for grade in Grade::ALL.iter().rev() {
        counted += grades.iter().filter(|found| *found == grade).count();
        let to = width * counted / grades.len().max(1);
        let long = (to - from).saturating_sub(4);
        let left = if is_rtl { x + width - from - long } else { x + from };
        picture.fill(left, y, long, height, ink_of(*grade));
        from = to;
    }
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

    /// Paper, ink, then each grade's colour and its half tone for edges; then the levels of both inks of words.
    fn palette(&self) -> Vec<[u8; 3]> {
        let half = |colour: &[u8; 3]| -> [u8; 3] {
            std::array::from_fn(|index| u16::midpoint(colour[index].into(), self.paper[index].into()) as u8)
        };
        let grades = self.grades.iter().flat_map(|colour| [*colour, half(colour)]);
        let level = |strength: u32, level: u8| -> [u8; 3] {
            std::array::from_fn(|index| {
                let (ink, paper) = (u32::from(self.ink[index]), u32::from(self.paper[index]));
                let share = strength * u32::from(level);
                ((ink * share + paper * (u32::from(LEVELS) * 100 - share)) / (u32::from(LEVELS) * 100)) as u8
            })
        };
        let words = [100, 72].into_iter().flat_map(|strength| (1..=LEVELS).map(move |number| level(strength, number)));
        [self.paper, self.ink].into_iter().chain(grades).chain(words).collect()
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
    let shapes = shapes(shown, cell);
    for (index, grade) in shown.iter().enumerate() {
        let (x, y) = (80 + index % columns * cell, top + index / columns * cell);
        picture.stamp(x, y, &shapes[position(*grade)], cell);
    }
    shares(&mut picture, grades, (80, 520), (1040, 36), false);
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

/// The faintest level of the ink of titles, in the palette.
fn first_ink() -> u8 {
    2 + 2 * Grade::ALL.len() as u8
}

/// The same for what is beside them.
fn second_ink() -> u8 {
    first_ink() + LEVELS
}

/// The shapes of the grades that are shown, in the order of all grades.
fn shapes(shown: &[Grade], cell: usize) -> Vec<Vec<u8>> {
    let used = |grade: &Grade| if shown.contains(grade) { shape(*grade, cell) } else { Vec::new() };
    Grade::ALL.iter().map(used).collect()
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
