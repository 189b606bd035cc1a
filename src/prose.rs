//! Sentences: which words a footnote marker closes.

use std::ops::Range;

mod bounds;

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
    joined(text, &bounds::pieces(text))
}

/// The pieces of a text, those joined between which no sentence ends.
fn joined(text: &str, pieces: &[(usize, &str)]) -> Vec<Range<usize>> {
    let mut list: Vec<Range<usize>> = Vec::new();
    for &(start, piece) in pieces {
        let end = start + piece.len();
        match list.last_mut() {
            Some(last) if !ends_sentence(&text[last.clone()], piece) => last.end = end,
            _ => list.push(start..end),
        }
    }
    list
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
    let ambiguous = matches!(word, "no" | "No" | "sat" | "sun" | "wed" | "co" | "am" | "p" | "may");
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
