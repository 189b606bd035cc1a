//! Sentences: which words a footnote marker closes.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Words that end in a full stop and end no sentence.
const ABBREVIATIONS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues", "wed",
    "thu", "thur", "thurs", "fri", "sat", "sun", "mr", "mrs", "ms", "dr", "prof", "rev", "hon", "st", "sr", "jr",
    "gen", "col", "lt", "maj", "capt", "cpl", "sgt", "brig", "adm", "cmdr", "pvt", "gov", "sen", "rep", "pres", "amb",
    "no", "nos", "vol", "vs", "etc", "eg", "e.g", "ie", "i.e", "cf", "ca", "approx", "est", "p", "pp", "fig", "al",
    "inc", "ltd", "co", "corp", "dept", "a.m", "p.m", "ул", "г", "гг", "им", "обл", "р", "ст", "вул", "м", "тис",
    "млн", "млрд",
];

/// The sentences of a paragraph, in order, without gaps (each with the white space after it).
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    if text.is_ascii() {
        return joined(text, ascii_bounds(text));
    }
    joined(text, text.split_sentence_bound_indices())
}

/// The pieces of a text, those joined between which no sentence ends.
fn joined<'t>(text: &'t str, pieces: impl Iterator<Item = (usize, &'t str)>) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for (start, piece) in pieces {
        let end = start + piece.len();
        match list.last_mut() {
            Some(last) if !ends_sentence(&text[last.clone()], piece) => last.end = end,
            _ => list.push(start..end),
        }
    }
    list
}

/// Where sentences may end in ASCII: after a stop with its closing marks, where white space follows. This is what Unicode's
/// rules come to there, at a fraction of their cost.
fn ascii_bounds(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= bytes.len() {
            return None;
        }
        let mut at = start;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if *byte == b'\n' {
                break;
            }
            if !matches!(byte, b'.' | b'!' | b'?') {
                continue;
            }
            let closes = |byte: &&u8| matches!(byte, b'.' | b'!' | b'?' | b')' | b']' | b'"' | b'\'' | b'}');
            let after = at + bytes[at..].iter().take_while(closes).count();
            let spaces = bytes[after..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
            if spaces > 0 || after == bytes.len() {
                at = after + spaces;
                break;
            }
        }
        let piece = (start, &text[start..at]);
        start = at;
        Some(piece)
    })
}

/// Whether `before` is a whole sentence when `after` follows.
fn ends_sentence(before: &str, after: &str) -> bool {
    let trimmed = before.trim_end();
    let Some(stem) = trimmed.strip_suffix('.') else {
        // A question or an exclamation inside a quotation goes on in lower case.
        return !after.trim_start().starts_with(char::is_lowercase);
    };
    if after.trim_start().starts_with(char::is_lowercase) {
        return false;
    }
    let word = stem
        .rsplit(|character: char| {
            character.is_whitespace() || matches!(character, '(' | '"' | '“' | '„' | '«' | '-' | '–')
        })
        .next();
    let word = word.unwrap_or_default();
    let is_initial = word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    let is_abbreviation = ABBREVIATIONS.contains(&word.to_lowercase().as_str());
    // "Dec. 30" is an abbreviation; "the answer was no. Then" is a sentence.
    let ambiguous = matches!(word, "no" | "sat" | "sun" | "wed" | "co" | "am" | "p" | "may");
    let number_follows = after.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
    let abbreviates = is_abbreviation && (!ambiguous || number_follows);
    !is_initial && !abbreviates
}

/// The extent of a marker at byte `at`: from the start of its sentence, or from `after` if that is later, to the marker.
pub fn extent(text: &str, sentences: &[Range<usize>], at: usize, after: usize) -> Range<usize> {
    let end = text[..at].trim_end().len();
    let last = text[..end].char_indices().next_back().map_or(0, |(index, _)| index);
    let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= last));
    let sentence = sentence.map_or(0, |sentence| sentence.start);
    let start = sentence.max(after.min(end));
    let between = &text[start..end];
    let skipped = match start == after && after > 0 {
        true => between.trim_start_matches(|character: char| {
            character.is_whitespace()
                || matches!(character, ',' | ';' | ':' | '.' | '!' | '?' | ')' | '”' | '"' | '’' | '»')
        }),
        false => between.trim_start(),
    };
    end - skipped.len()..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_ends_where_unicode_ends() {
        for text in [
            "One. Two! Three? Four",
            "He said \"no.\" Then he left.",
            "It was 3.5 km (see p. 4). The U.S. said so... And more.",
            "On Dec. 30 it fell; at 5 p.m. it rose.  Two spaces. ",
            "No stop at all",
            "a.b.c. Next one (really?) Yes.",
        ] {
            assert_eq!(sentences(text), joined(text, text.split_sentence_bound_indices()), "{text}");
        }
    }
}
