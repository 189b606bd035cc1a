//! Numerals: what a run of digits and marks is by its shape, and what number it writes.

use super::digits::{ascii_digit, char_at, is_decimal_mark, is_group_mark};
use super::number::Number;

/// Digits that are no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `2023-12-30`, `30/12/2023`
    Date,
    /// `10:30`
    Time,
    /// `1.2.3`
    Identifier,
}

/// No date, time or number that can be kept has more groups of digits; it also bounds the work on long lists.
const MOST_GROUPS: usize = 8;

/// Digits of any script, read as ASCII digits.
struct Group {
    digits: String,
    end: usize,
    /// The character after the digits, if more digits follow it.
    joint: Option<char>,
}

/// Runs of digits with one mark between them: `2023-12-30`, `10:30`.
fn digit_groups(text: &str, mut at: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    while groups.len() < MOST_GROUPS {
        let (end, digits) = digit_run(text, at);
        let joint = char_at(text, end).filter(|mark| !mark.is_alphanumeric() && !mark.is_whitespace());
        let joint = joint.filter(|mark| char_at(text, end + mark.len_utf8()).and_then(ascii_digit).is_some());
        groups.push(Group { digits, end, joint });
        match joint {
            Some(mark) => at = end + mark.len_utf8(),
            None => break,
        }
    }
    groups
}

/// What the digits at a place are by their shape, and where that ends; `None` if they are a number.
pub(super) fn shape(text: &str, at: usize) -> Option<(usize, Shape)> {
    // Digits by themselves, or before a space, are a number.
    let end = at + text.as_bytes().get(at..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if text.as_bytes().get(end).is_none_or(|byte| *byte == b' ') {
        return None;
    }
    let groups = digit_groups(text, at);
    let joint = groups.first()?.joint?;
    let alike = groups.iter().take_while(|group| group.joint == Some(joint)).count() + 1;
    let lengths: Vec<usize> = groups.iter().take(alike).map(|group| group.digits.len()).collect();
    let value = |index: usize| groups.get(index).and_then(|group| group.digits.parse::<u32>().ok()).unwrap_or(u32::MAX);
    let end = |count: usize| groups.get(count - 1).map(|group| group.end);
    match (joint, lengths.as_slice()) {
        ('-' | '‐' | '‑' | '–', [4, 2, 2]) if (1..=12).contains(&value(1)) => {
            Some((time_end(text, end(3)?), Shape::Date))
        }
        ('-' | '‑', [4, 2]) if (1..=12).contains(&value(1)) => Some((end(2)?, Shape::Date)),
        ('/' | '.' | '-', [1..=2, 1..=2, 2 | 4]) if value(0).min(value(1)) <= 12 && value(0).max(value(1)) <= 31 => {
            Some((end(3)?, Shape::Date))
        }
        ('/' | '.', [4, 1..=2, 1..=2]) if value(1) <= 12 && value(2) <= 31 => Some((end(3)?, Shape::Date)),
        ('/', [1..=2, 1..=2]) if matches!((value(0), value(1)), (9, 11) | (24, 7)) => {
            Some((end(2)?, Shape::Identifier))
        }
        (':', [1..=2, 2] | [1..=2, 2, 2]) if value(0) < 24 && value(1) < 60 => Some((end(lengths.len())?, Shape::Time)),
        // Versions, telephone numbers, addresses of machines; but `1.300.000` is a number with points between
        // thousands.
        ('.', [1..=3, rest @ ..]) if rest.len() >= 2 && rest.iter().all(|length| *length == 3) => None,
        ('.' | '-' | ':' | '/', [_, _, _, ..]) => Some((end(lengths.len())?, Shape::Identifier)),
        _ => None,
    }
}

/// The end of `T10:00:00Z` after a date, or the place itself.
fn time_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or("");
    let is_time = rest.starts_with('T') && char_at(rest, 1).and_then(ascii_digit).is_some();
    let length = rest.find(|character: char| !character.is_alphanumeric() && !matches!(character, ':' | '+' | '-'));
    if is_time { at + length.unwrap_or(rest.len()) } else { at }
}

/// A number at a place that begins with a digit: where it ends, and its value unless it is too large or too fine to
/// keep.
///
/// Groups of three digits may be parted by a comma, a no-break or thin space, an apostrophe or (if `spaced`) a space;
/// Indian grouping (`1,00,000`) is known. A point is the decimal mark, except that two or more points between groups of
/// three part thousands (`1.300.000`).
pub(super) fn decimal(text: &str, at: usize, spaced: bool) -> (usize, Option<Number>) {
    let (mut end, mut whole) = digit_run(text, at);
    let may_group = whole.len() <= 3 && !whole.starts_with('0');
    if let Some(longer) = may_group.then(|| grouped(text, end, &whole, spaced)).flatten() {
        (end, whole) = longer;
    }
    let mut fraction = String::new();
    if let Some(mark) = char_at(text, end).filter(|character| is_decimal_mark(*character)) {
        let (fraction_end, digits) = digit_run(text, end + mark.len_utf8());
        if !digits.is_empty() {
            (end, fraction) = (fraction_end, digits);
        }
    }
    (end, Number::from_digits(&whole, &fraction))
}

/// Groups of digits after the first, as far as they belong to one number.
fn grouped(text: &str, first_end: usize, first: &str, spaced: bool) -> Option<(usize, String)> {
    let mark = char_at(text, first_end)?;
    let may_group = is_group_mark(mark) || (mark == ' ' && spaced);
    if !may_group && mark != '.' {
        return None;
    }
    let (mut ends, mut groups) = (Vec::new(), Vec::new());
    let mut at = first_end;
    while char_at(text, at) == Some(mark) && groups.len() < MOST_GROUPS {
        let (end, digits) = digit_run(text, at + mark.len_utf8());
        if digits.is_empty() {
            break;
        }
        at = end;
        ends.push(end);
        groups.push(digits);
    }
    let threes = groups.iter().take_while(|group| group.len() == 3).count();
    let (last, pairs) = groups.split_last()?;
    let indian = mark == ','
        && first.len() <= 2
        && !pairs.is_empty()
        && last.len() == 3
        && pairs.iter().all(|group| group.len() == 2);
    let taken = if indian { groups.len() } else { threes };
    if taken == 0 || (mark == '.' && taken < 2) {
        return None;
    }
    let digits = groups.iter().take(taken).fold(first.to_owned(), |all, group| all + group);
    Some((*ends.get(taken - 1)?, digits))
}

/// Decimal digits of any script from a place on, as ASCII digits.
pub(crate) fn digit_run(text: &str, at: usize) -> (usize, String) {
    let mut digits = String::new();
    let mut end = at;
    while let Some(character) = char_at(text, end)
        && let Some(digit) = ascii_digit(character)
    {
        digits.push(digit);
        end += character.len_utf8();
    }
    (end, digits)
}
