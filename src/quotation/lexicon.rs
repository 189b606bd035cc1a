//! The words that change what a sentence says: numbers, negations, hedges, names. English only, and closed lists:
//! they guard insertions, beside the lists of the capture's language, and name the kind of a miss. They never make a
//! quotation acceptable.

/// A word without the punctuation around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|character: char| !character.is_alphanumeric())
}

fn lower(word: &str) -> String {
    bare(word).to_lowercase()
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    list.contains(&lower(word).as_str())
}

const ONES: [&str; 10] = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
const TEENS: [&str; 10] =
    ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const MAGNITUDES: [&str; 13] = [
    "hundred",
    "thousand",
    "million",
    "billion",
    "trillion",
    "dozen",
    "score",
    "hundreds",
    "thousands",
    "millions",
    "billions",
    "dozens",
    "scores",
];
const OTHER_NUMBERS: [&str; 16] = [
    "once", "twice", "thrice", "first", "second", "third", "fourth", "fifth", "half", "halves", "quarter", "quarters",
    "double", "triple", "both", "single",
];

/// Whether `word` holds a digit or names a number: `1,300`, `21st`, `twenty-one`, `dozens`.
pub(super) fn is_number(word: &str) -> bool {
    let word = lower(word);
    word.chars().any(char::is_numeric) || word.split('-').any(names_number)
}

fn names_number(word: &str) -> bool {
    [&ONES[..], &TEENS, &TENS, &MAGNITUDES, &OTHER_NUMBERS].iter().any(|list| list.contains(&word))
}

fn is_cardinal(word: &str) -> bool {
    let word = lower(word);
    word.chars().any(char::is_numeric)
        || word.split('-').any(|part| [&ONES[..], &TEENS, &TENS, &MAGNITUDES].iter().any(|list| list.contains(&part)))
}

/// Whether a number runs over the space between `before` and `after`, as in `5 | million`, `two | hundred` or
/// `twenty | five`. `earlier` and `later` are the words further out, for `two hundred | and five`.
pub(super) fn number_runs_on(earlier: &str, before: &str, after: &str, later: &str) -> bool {
    if before.ends_with(|character: char| !character.is_alphanumeric()) {
        return false;
    }
    let is_share = is_one_of(after, &["percent", "pct"]) || is_one_of(after, &["per"]) && is_one_of(later, &["cent"]);
    is_cardinal(before) && (is_one_of(after, &MAGNITUDES) || is_share)
        || is_one_of(before, &TENS) && is_one_of(after, &ONES)
        || is_one_of(before, &MAGNITUDES) && is_small(after)
        || is_one_of(before, &["and"]) && is_one_of(earlier, &MAGNITUDES) && is_small(after)
        || is_one_of(before, &MAGNITUDES) && is_one_of(after, &["and"]) && is_small(later)
}

fn is_small(word: &str) -> bool {
    let word = lower(word);
    word.split('-').all(|part| [&ONES[..], &TEENS, &TENS].iter().any(|list| list.contains(&part)))
}

const NEGATIONS: [&str; 24] = [
    "not", "no", "never", "none", "nor", "neither", "nobody", "nothing", "nowhere", "cannot", "without", "hardly",
    "barely", "scarcely", "rarely", "seldom", "unless", "except", "nay", "lack", "lacks", "lacked", "lacking", "non",
];
const DENIALS: [&str; 29] = [
    "deny",
    "denies",
    "denied",
    "denying",
    "denial",
    "refuse",
    "refuses",
    "refused",
    "refusing",
    "reject",
    "rejects",
    "rejected",
    "rejecting",
    "fail",
    "fails",
    "failed",
    "failing",
    "failure",
    "false",
    "falsely",
    "impossible",
    "incorrect",
    "dispute",
    "disputes",
    "disputed",
    "doubt",
    "doubts",
    "doubted",
    "instead",
];
/// Words that begin with "un" and deny nothing.
const INNOCENT: [&str; 10] =
    ["under", "until", "unto", "uni", "unanim", "unprecedented", "uncle", "unleash", "unfold", "unveil"];

/// Whether `word` negates: `not`, `never`, `can't`, `without`, `unarmed`, `non-lethal`.
pub(super) fn is_negation(word: &str) -> bool {
    let word = lower(word);
    NEGATIONS.contains(&word.as_str())
        || word.ends_with("n't")
        || word.ends_with("cant") && word.len() == 4
        || word.starts_with("non-")
        || word.starts_with("un-")
        || word.len() > 4 && word.starts_with("un") && !INNOCENT.iter().any(|innocent| word.starts_with(innocent))
}

/// Whether `word` negates or denies: what an omission or an insertion must not hide.
pub(super) fn is_denial(word: &str) -> bool {
    is_negation(word) || is_one_of(word, &DENIALS)
}

const HEDGES: [&str; 46] = [
    "about",
    "around",
    "approximately",
    "approx",
    "roughly",
    "circa",
    "nearly",
    "almost",
    "least",
    "most",
    "more",
    "less",
    "fewer",
    "over",
    "up",
    "only",
    "just",
    "some",
    "reportedly",
    "allegedly",
    "alleged",
    "apparently",
    "supposedly",
    "seemingly",
    "possibly",
    "probably",
    "perhaps",
    "maybe",
    "likely",
    "may",
    "might",
    "could",
    "would",
    "should",
    "can",
    "believed",
    "suspected",
    "claimed",
    "presumably",
    "partly",
    "mainly",
    "mostly",
    "if",
    "estimated",
    "potentially",
    "so-called",
];

/// Whether `word` weakens or bounds a statement: `about`, `least`, `reportedly`, `may`.
pub(super) fn is_hedge(word: &str) -> bool {
    is_one_of(word, &HEDGES)
}

const PRONOUNS: [&str; 24] = [
    "he",
    "she",
    "it",
    "they",
    "him",
    "her",
    "them",
    "his",
    "hers",
    "its",
    "their",
    "theirs",
    "which",
    "who",
    "whom",
    "whose",
    "that",
    "this",
    "these",
    "those",
    "latter",
    "former",
    "himself",
    "themselves",
];

/// The personal pronouns of the other languages that have a lexicon.
const FOREIGN_PRONOUNS: [&str; 62] = [
    "er", "sie", "es", "ihn", "ihr", "ihm", "ihnen", "il", "elle", "ils", "elles", "lui", "leur", "él", "ella",
    "ellos", "ellas", "lei", "loro", "egli", "ele", "ela", "eles", "elas", "он", "она", "оно", "они", "его", "её",
    "ее", "их", "ему", "ей", "им", "він", "вона", "воно", "вони", "його", "її", "їх", "йому", "їй", "on", "ona", "ono",
    "oni", "one", "jego", "jej", "ich", "o", "onlar", "onu", "هو", "هي", "هم", "הוא", "היא", "הם", "הן",
];

/// Whether `word` points back at something said before.
pub(super) fn is_pronoun(word: &str) -> bool {
    is_one_of(word, &PRONOUNS)
}

/// Whether `word` is a pronoun in one of the languages that are read.
pub(super) fn is_any_pronoun(word: &str) -> bool {
    is_pronoun(word) || is_one_of(word, &FOREIGN_PRONOUNS)
}

/// Capitalised at the start of a sentence, these are no names.
const FUNCTION_WORDS: [&str; 84] = [
    "a",
    "about",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "as",
    "at",
    "before",
    "both",
    "but",
    "by",
    "despite",
    "during",
    "each",
    "earlier",
    "even",
    "every",
    "few",
    "for",
    "from",
    "further",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "indeed",
    "it",
    "its",
    "later",
    "less",
    "many",
    "meanwhile",
    "more",
    "most",
    "much",
    "my",
    "no",
    "not",
    "now",
    "of",
    "on",
    "one",
    "only",
    "or",
    "other",
    "our",
    "several",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "to",
    "today",
    "we",
    "what",
    "when",
    "where",
    "while",
    "who",
    "why",
    "with",
    "you",
];

/// Whether `word` looks like a name: capitalised, and no common function word.
pub(super) fn is_name(word: &str) -> bool {
    let word = bare(word);
    word.starts_with(char::is_uppercase) && !FUNCTION_WORDS.contains(&word.to_lowercase().as_str())
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
