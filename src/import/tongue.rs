//! Which language some words seem to be in. It proposes, and never decides: whoever reads the source knows better.

use whatlang::{Lang, detect};

/// Fewer letters than this tell little.
const FEWEST: usize = 40;
/// As much of a text tells enough.
const ENOUGH: usize = 4_000;

/// Tags of the languages that are told apart, by the names that the crate has for them.
const TAGS: [(Lang, &str); 26] = [
    (Lang::Ara, "ar"),
    (Lang::Bul, "bg"),
    (Lang::Ces, "cs"),
    (Lang::Cmn, "zh"),
    (Lang::Dan, "da"),
    (Lang::Deu, "de"),
    (Lang::Ell, "el"),
    (Lang::Eng, "en"),
    (Lang::Fin, "fi"),
    (Lang::Fra, "fr"),
    (Lang::Heb, "he"),
    (Lang::Hun, "hu"),
    (Lang::Ita, "it"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
    (Lang::Nld, "nl"),
    (Lang::Nob, "nb"),
    (Lang::Pes, "fa"),
    (Lang::Pol, "pl"),
    (Lang::Por, "pt"),
    (Lang::Ron, "ro"),
    (Lang::Rus, "ru"),
    (Lang::Spa, "es"),
    (Lang::Swe, "sv"),
    (Lang::Tur, "tr"),
    (Lang::Ukr, "uk"),
];

/// The tag of the language that `text` seems to be in; none where too little is there to tell.
pub fn of(text: &str) -> Option<&'static str> {
    let end = text.char_indices().nth(ENOUGH).map_or(text.len(), |(at, _)| at);
    let head = text.get(..end)?;
    if head.chars().filter(|letter| letter.is_alphabetic()).take(FEWEST).count() < FEWEST {
        return None;
    }
    let lang = detect(head)?.lang();
    TAGS.iter().find(|(known, _)| *known == lang).map(|(_, tag)| *tag)
}
