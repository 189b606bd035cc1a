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

/// The letters of languages that are not written in Latin ones.
const LETTERS: [(&str, &[&str]); 7] = [
    ("Cyrillic", &["ru", "uk", "bg", "be", "sr", "mk", "kk", "ky", "mn", "tg"]),
    ("Arabic", &["ar", "fa", "ur", "ps", "ckb", "sd", "ug"]),
    ("Hebrew", &["he", "yi"]),
    ("Greek", &["el"]),
    ("Chinese", &["zh"]),
    ("Japanese", &["ja"]),
    ("Korean", &["ko"]),
];

/// The tag of the language that `text` seems to be in, where that is written in other letters than the language of the tag `stated`.
/// Languages in the same letters are too easily taken for one another to speak of it; and Serbian is written in two kinds.
pub fn other_than(stated: &str, text: &str) -> Option<&'static str> {
    let letters = |tag: &str| LETTERS.iter().find(|(_, tags)| tags.contains(&tag)).map(|(letters, _)| *letters);
    let stated = stated.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    of(text).filter(|found| letters(found) != letters(&stated) && stated != "sr")
}

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
