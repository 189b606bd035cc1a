//! The words that change what a sentence says: numbers, negations, hedges, names. English only, by the
//! lists of its file: they guard insertions, beside the lists of the capture's language, and name the kind of a miss. They never make a
//! quotation acceptable.

use std::collections::BTreeSet;

use crate::reading::{Lexicon, Words};

/// A word without the punctuation around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn lower(word: &str) -> String {
    bare(word).to_lowercase()
}

/// The English lists; those of other languages are asked by the turns of a sentence.
fn words() -> &'static Words {
    &Lexicon::english().words
}

fn is_one_of(word: &str, list: &BTreeSet<String>) -> bool {
    list.contains(&lower(word))
}

/// Whether `word` holds a digit or names a number: `1,300`, `21st`, `twenty-one`, `dozens`.
pub(super) fn is_number(word: &str) -> bool {
    let word = lower(word);
    word.chars().any(char::is_numeric) || word.split('-').any(names_number)
}

fn names_number(word: &str) -> bool {
    cardinals().iter().chain([&&words().other_numbers]).any(|list| list.contains(word))
}

fn is_cardinal(word: &str) -> bool {
    let word = lower(word);
    word.chars().any(char::is_numeric) || word.split('-').any(|part| cardinals().iter().any(|list| list.contains(part)))
}

fn cardinals() -> [&'static BTreeSet<String>; 4] {
    let words = words();
    [&words.ones, &words.teens, &words.tens, &words.magnitudes]
}

/// Whether a number runs over the space between `before` and `after`, as in `5 | million`, `two | hundred` or
/// `twenty | five`. `earlier` and `later` are the words further out, for `two hundred | and five`.
pub(super) fn number_runs_on(earlier: &str, before: &str, after: &str, later: &str) -> bool {
    if before.ends_with(|character: char| !character.is_alphanumeric()) {
        return false;
    }
    let (is, scales) = (|word: &str, own: &str| lower(word) == own, &words().magnitudes);
    let is_share = is(after, "percent") || is(after, "pct") || is(after, "per") && is(later, "cent");
    is_cardinal(before) && (is_one_of(after, scales) || is_share)
        || is_one_of(before, &words().tens) && is_one_of(after, &words().ones)
        || is_one_of(before, scales) && is_small(after)
        || is(before, "and") && is_one_of(earlier, scales) && is_small(after)
        || is_one_of(before, scales) && is(after, "and") && is_small(later)
}

fn is_small(word: &str) -> bool {
    let word = lower(word);
    let [ones, teens, tens, _] = cardinals();
    word.split('-').all(|part| [ones, teens, tens].iter().any(|list| list.contains(part)))
}

/// Whether `word` negates: `not`, `never`, `can't`, `without`, `unarmed`, `non-lethal`.
pub(super) fn is_negation(word: &str) -> bool {
    let word = lower(word);
    words().lone_negations.contains(&word)
        || word.ends_with("n't")
        || word.ends_with("cant") && word.len() == 4
        || word.starts_with("non-")
        || word.starts_with("un-")
        || word.len() > 4
            && word.starts_with("un")
            && !words().innocent.iter().any(|innocent| word.starts_with(innocent.as_str()))
}

/// Whether `word` negates or denies: what an omission or an insertion must not hide.
pub(super) fn is_denial(word: &str) -> bool {
    is_negation(word) || is_one_of(word, &words().lone_denials)
}

/// Whether `word` weakens or bounds a statement: `about`, `least`, `reportedly`, `may`.
pub(super) fn is_hedge(word: &str) -> bool {
    is_one_of(word, &words().lone_hedges)
}

/// Whether `word` points back at something said before.
pub(super) fn is_pronoun(word: &str) -> bool {
    is_one_of(word, &words().pronouns)
}

/// Whether `word` is a pronoun in one of the languages that are read.
pub(super) fn is_any_pronoun(word: &str) -> bool {
    Lexicon::all().any(|lexicon| is_one_of(word, &lexicon.words.pronouns))
}

/// Whether `word` looks like a name: capitalised, and no common function word.
pub(super) fn is_name(word: &str) -> bool {
    let word = bare(word);
    word.starts_with(char::is_uppercase) && !words().not_names.contains(&word.to_lowercase())
}

/// A name without its possessive, for comparing names.
pub(super) fn name_of(word: &str) -> &str {
    let word = bare(word);
    word.strip_suffix("'s").unwrap_or(word)
}

/// `word` with case, accents and the difference of American and British spelling set aside.
pub(super) fn folded(word: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    let mut word: String = word.nfd().filter(|character| !is_combining_mark(*character)).collect();
    word = word.to_lowercase();
    // British forms to American ones, by the endings in which the two differ.
    const ENDINGS: [(&str, &str); 16] = [
        ("yse", "yze"),
        ("ise", "ize"),
        ("isa", "iza"),
        ("isi", "izi"),
        ("fence", "fense"),
        ("cence", "cense"),
        ("tence", "tense"),
        ("tre", "ter"),
        ("our", "or"),
        ("ogue", "og"),
        ("amme", "am"),
        ("grey", "gray"),
        ("lled", "led"),
        ("lling", "ling"),
        ("ller", "ler"),
        ("ageing", "aging"),
    ];
    for (british, american) in ENDINGS {
        word = word.replace(british, american);
    }
    word
}
