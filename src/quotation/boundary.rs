//! Where a quotation may begin and end: at the word boundaries of UAX #29, with numbers whole.
//!
//! UAX #29 keeps `can't`, `1,300`, `3.5` and `21st` whole. It would cut, and we do not:
//!
//! * **hyphens**: `twenty-five`, `non-combatants`, `10-20`, `100-mile`. A hyphenated word often means the opposite
//!   of its last part, so "combatants" is no quotation of "non-combatants". The same holds for a tight en dash,
//!   which writes ranges. A dash that separates (em dash, or spaces around it) is a boundary.
//! * **what belongs to a figure**: signs (`-5`, `~300`, `>10`), currency (`€5`, `US$5`), `10%`, `5°`, `1/2`, `12:30`,
//!   `.5`, `2½`, thousands parted by a space (`1 300`, whichever space), Chinese numerals.
//! * **figures in words**: `5 | million`, `two | hundred`, `twenty | five`, `10 | percent`.
//!
//! All of these err towards refusing: the author can always quote one word more.

use super::lexicon;
use super::normal::Normalised;
use unicode_segmentation::UnicodeSegmentation;

/// How many characters of context UAX #29 is asked about on either side.
const CONTEXT: usize = 48;

/// Whether a quotation may begin or end at byte `at` of `normal`.
pub(super) fn is_boundary(normal: &Normalised, at: usize) -> bool {
    let text = normal.text.as_str();
    let (Some(left), Some(right)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
        return true;
    };
    let ends_paragraph = |space: usize| normal.ends_paragraph(space);
    if before == ' ' && ends_paragraph(at - 1) || after == ' ' && ends_paragraph(at) {
        return true;
    }
    // A word goes on behind the hyphen at the end of its line.
    let breaks = |space: Option<usize>| space.is_some_and(|space| normal.breaks_word(space));
    if breaks(at.checked_sub(1)) || breaks(Some(at)) || after == '-' && breaks(Some(at + 1)) {
        return false;
    }
    if before == ' ' {
        return !figure_spans_space(&left[..left.len() - 1], right);
    }
    if after == ' ' {
        return !figure_spans_space(left, &right[1..]);
    }
    if is_word_byte(before) && is_word_byte(after) {
        return false;
    }
    let earlier = left.chars().rev().nth(1);
    let later = right.chars().nth(1);
    !dash_joins(normal, at, [earlier, Some(before), Some(after), later])
        && !figure_joins(earlier, before, after, later)
        && is_unicode_boundary(left, right, [earlier, Some(before), Some(after), later])
}

fn is_word_byte(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_'
}

/// A hyphen inside a word, or a sign before a figure.
fn dash_joins(normal: &Normalised, at: usize, around: [Option<char>; 4]) -> bool {
    let alphanumeric = |character: Option<char>| character.is_some_and(|inner| inner.is_alphanumeric() || inner == '%');
    let [earlier, before, after, later] = around;
    if after == Some('-') && !normal.separates(at) {
        return alphanumeric(before) && alphanumeric(later);
    }
    if before == Some('-') && !normal.separates(at - 1) {
        let figure = after.is_some_and(|inner| inner.is_numeric() || is_currency(inner) || inner == '.');
        return figure || alphanumeric(earlier) && alphanumeric(after);
    }
    false
}

/// Two neighbours of one figure.
fn figure_joins(earlier: Option<char>, before: char, after: char, later: Option<char>) -> bool {
    let numeric = |character: Option<char>| character.is_some_and(char::is_numeric);
    let opens = |character: Option<char>| {
        character.is_none_or(|inner| inner == ' ' || inner == '-' || inner == '(' || is_currency(inner))
    };
    let parts =
        |character: char| matches!(character, '.' | ',' | '\'' | ':' | '/' | '^' | '·' | ';' | '⁄' | '∕' | '٫' | '٬');
    before.is_numeric() && after.is_numeric()
        || before.is_numeric() && (is_currency(after) || is_unit(after))
        || is_currency(before) && (after.is_numeric() || is_currency(after))
        || before.is_alphabetic() && is_currency(after) && numeric(later)
        || is_sign(before) && (after.is_numeric() || is_currency(after))
        || numeric(earlier) && parts(before) && after.is_numeric()
        || before.is_numeric() && parts(after) && numeric(later)
        || before == '.' && after.is_numeric() && opens(earlier)
        || before.is_alphanumeric() && is_raised(after)
        || is_han_number(before) && (is_han_number(after) || after.is_numeric())
        || before.is_numeric() && is_han_number(after)
}

fn is_sign(character: char) -> bool {
    matches!(character, '+' | '±' | '~' | '≈' | '<' | '>' | '≤' | '≥')
}

fn is_unit(character: char) -> bool {
    matches!(character, '%' | '‰' | '°' | '′' | '″' | '٪')
}

fn is_currency(character: char) -> bool {
    matches!(character, '$' | '¢' | '£' | '¤' | '¥' | '฿' | '\u{20A0}'..='\u{20CF}')
}

fn is_raised(character: char) -> bool {
    matches!(character, '²' | '³' | '¹' | '\u{2070}'..='\u{209C}')
}

fn is_han_number(character: char) -> bool {
    matches!(
        character,
        '〇' | '零'
            | '一'
            | '二'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '萬'
            | '億'
            | '亿'
            | '兆'
            | '两'
            | '兩'
    )
}

/// Whether the space between `left` and `right` lies inside a figure.
fn figure_spans_space(left: &str, right: &str) -> bool {
    let (Some(before), Some(after)) = (left.chars().next_back(), right.chars().next()) else {
        return false;
    };
    if before.is_numeric() && (is_unit(after) || is_currency(after)) || is_currency(before) && after.is_numeric() {
        return true;
    }
    if before.is_ascii_digit() && after.is_ascii_digit() {
        return groups_thousands(left, right);
    }
    if !before.is_alphanumeric() || !after.is_ascii_alphabetic() {
        return false;
    }
    let mut back = left.rsplitn(3, ' ');
    let mut forth = right.splitn(3, ' ');
    let word = |side: Option<&str>| side.filter(|word| word.len() <= 40).map(str::to_owned).unwrap_or_default();
    let (before, earlier) = (word(back.next()), word(back.next()));
    let (after, later) = (word(forth.next()), word(forth.next()));
    lexicon::number_runs_on(&earlier, &before, &after, &later)
}

/// `1 | 300`: one to three digits, then exactly three. A day before a three-digit count looks the same and is
/// refused too, for the capture does not say which it is.
fn groups_thousands(left: &str, right: &str) -> bool {
    let digits = |text: &mut dyn Iterator<Item = char>| text.take(4).take_while(char::is_ascii_digit).count();
    let before = digits(&mut left.chars().rev());
    let after = digits(&mut right.chars());
    let word_before = left.chars().rev().nth(before).is_some_and(char::is_alphanumeric);
    let word_after = right.chars().nth(after).is_some_and(char::is_alphanumeric);
    (1..=3).contains(&before) && after == 3 && !word_before && !word_after
}

/// UAX #29 between `left` and `right`: by hand where all is ASCII, else by its tables on the text around.
fn is_unicode_boundary(left: &str, right: &str, around: [Option<char>; 4]) -> bool {
    let ascii = |character: Option<char>| character.is_none_or(|inner| inner.is_ascii());
    let [earlier, before, after, later] = around;
    if around.into_iter().all(ascii) {
        let letter = |character: Option<char>| character.is_some_and(|inner| inner.is_ascii_alphabetic());
        let middle = |character: Option<char>| matches!(character, Some('.' | '\'' | ':'));
        let joins =
            letter(before) && middle(after) && letter(later) || letter(earlier) && middle(before) && letter(after);
        return !joins;
    }
    let start = left.char_indices().rev().take(CONTEXT).take_while(|(_, inner)| *inner != ' ').last();
    let start = start.map_or(left.len(), |(at, _)| at);
    let end = right.char_indices().take(CONTEXT).take_while(|(_, inner)| *inner != ' ').last();
    let end = end.map_or(0, |(at, inner)| at + inner.len_utf8());
    let (left, right) = (&left[start..], &right[..end]);
    let joined = [left, right].concat();
    joined.split_word_bound_indices().any(|(at, _)| at == left.len())
}
