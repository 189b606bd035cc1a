//! Text on the drawing, and how wide it will be: nobody measures fonts at build time, so this errs on the wide side.

use crate::geo::clip::Rect;
use crate::geo::placement::Side;
use crate::html::Html;

use super::path::number;

/// Writes a text in its box, at the side that faces what it names.
pub fn write(svg: &mut Html, words: &str, class: &str, rect: Rect, side: Side, baseline: f64) {
    let (x, anchor) = match side {
        Side::Start => (rect.left, "map-start"),
        Side::Middle => (rect.centre().x, "map-middle"),
        Side::End => (rect.right, "map-end"),
    };
    svg.raw("<text").attribute("class", &format!("{class} {anchor}")).attribute("x", &number(x));
    svg.attribute("y", &number(baseline)).raw(">").text(words).raw("</text>");
}

/// The ways to write a name: in one line, or broken into two of about one length.
pub fn broken(name: &str) -> Vec<Vec<&str>> {
    let letters = |words: &str| words.chars().count();
    let halves = name.match_indices(' ').map(|(at, gap)| (&name[..at], &name[at + gap.len()..]));
    let even = halves.min_by_key(|(one, other)| letters(one).max(letters(other)));
    std::iter::once(vec![name]).chain(even.map(|(one, other)| vec![one, other])).collect()
}

/// The room that lines of text take.
pub fn room(lines: &[&str], size: f64, bold: bool) -> (f64, f64) {
    let widest = lines.iter().map(|line| width(line, size, bold)).fold(0.0, f64::max);
    (widest + 2.0, size * (0.1 + LINE * lines.len() as f64))
}

/// From one line to the next, in ems.
pub const LINE: f64 = 1.1;

/// Writes lines of one class below each other.
pub fn write_lines(svg: &mut Html, lines: &[&str], class: &str, rect: Rect, side: Side, size: f64) {
    for (line, down) in lines.iter().zip(0..) {
        write(svg, line, class, rect, side, rect.top + size * (0.95 + LINE * f64::from(down)));
    }
}

/// The width of a text at a font size, in the drawing's units. The shares of an em are those of common system fonts
/// (Segoe UI, San Francisco, Noto Sans, Roboto), the widest of them counting.
pub fn width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text.chars().map(em).sum();
    ems * size * if bold { 1.14 } else { 1.0 }
}

fn em(character: char) -> f64 {
    match character {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '’' | '|' | '!' => 0.29,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' | ' ' | '“' | '”' => 0.39,
        'm' | 'w' | 'M' | 'W' | '—' | '…' => 0.94,
        'A'..='Z' | '0'..='9' => 0.68,
        'a'..='z' => 0.58,
        // Cyrillic, Greek, Armenian, Georgian, Hebrew, Arabic.
        '\u{0370}'..='\u{06FF}' | '\u{10A0}'..='\u{10FF}' => 0.68,
        // Combining marks take no room.
        '\u{0300}'..='\u{036F}' => 0.0,
        // Chinese, Japanese, Korean, and whatever is drawn in a full square.
        '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{FFFF}' => 1.0,
        character if character > '\u{FFFF}' => 1.2,
        _ => 0.7,
    }
}
