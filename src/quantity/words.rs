//! The English words for numbers, bounds and doubt. Tables only: what they mean together is said in `spoken` and
//! `context`.

use super::bounds::{Hedge, Qualifier};

/// `zero` to `nineteen`.
pub(super) fn small_number(word: &str) -> Option<u64> {
    Some(match word {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        _ => return None,
    })
}

/// `twenty` to `ninety`.
pub(super) fn tens(word: &str) -> Option<u64> {
    Some(match word {
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

/// A word that begins or continues a number.
pub(super) fn is_number_word(word: &str) -> bool {
    small_number(word).is_some() || tens(word).is_some() || scale(word).is_some()
}

pub(super) fn is_ordinal(word: &str) -> bool {
    matches!(
        word,
        "first"
            | "second"
            | "third"
            | "fourth"
            | "fifth"
            | "sixth"
            | "seventh"
            | "eighth"
            | "ninth"
            | "tenth"
            | "eleventh"
            | "twelfth"
            | "thirteenth"
            | "fourteenth"
            | "fifteenth"
            | "sixteenth"
            | "seventeenth"
            | "eighteenth"
            | "nineteenth"
            | "twentieth"
            | "thirtieth"
            | "fortieth"
            | "fiftieth"
            | "sixtieth"
            | "seventieth"
            | "eightieth"
            | "ninetieth"
            | "hundredth"
            | "thousandth"
            | "millionth"
    )
}

/// A word that multiplies what stands before it.
pub(super) fn scale(word: &str) -> Option<u64> {
    Some(match word {
        "dozen" => 12,
        "hundred" => 100,
        "thousand" => 1_000,
        "lakh" | "lakhs" => 100_000,
        "million" | "mn" | "mln" => 1_000_000,
        "crore" | "crores" => 10_000_000,
        "billion" | "bn" | "bln" => 1_000_000_000,
        "trillion" | "tn" => 1_000_000_000_000,
        _ => return None,
    })
}

/// A word for many of a scale, and the scale: `hundreds` are at least two of them.
pub(super) fn many_of(word: &str) -> Option<u64> {
    Some(match word {
        "tens" => 10,
        "dozens" => 12,
        "scores" => 20,
        "hundreds" => 100,
        "thousands" => 1_000,
        "millions" => 1_000_000,
        "billions" => 1_000_000_000,
        _ => return None,
    })
}

/// A vague word and the smallest number it can mean. `several` is at least three; the others at least two.
pub(super) fn vague(word: &str) -> Option<u64> {
    Some(match word {
        "several" => 3,
        "multiple" | "few" | "numerous" | "many" | "various" | "countless" => 2,
        _ => return None,
    })
}

/// Vague words common enough in any prose that only an explicit figure makes a number of them.
pub(super) fn is_weak_vague(word: &str) -> bool {
    matches!(
        word,
        "few" | "a few" | "numerous" | "many" | "various" | "countless" | "a number" | "a couple" | "a handful"
    )
}

/// Quarters in a one-character fraction.
pub(super) fn quarters(character: char) -> Option<u64> {
    match character {
        '¼' => Some(1),
        '½' => Some(2),
        '¾' => Some(3),
        _ => None,
    }
}

/// Letters on a numeral that multiply it: `25k`, `2bn`. A bare `m` may be metres and multiplies nothing.
pub(super) fn short_scale(letters: &str) -> Option<u64> {
    match letters {
        "k" => Some(1_000),
        "mn" | "mln" | "bn" | "bln" | "tn" => scale(letters),
        _ => None,
    }
}

/// Letters on a numeral that are a unit: the numeral counts something.
pub(super) fn is_short_unit(letters: &str) -> bool {
    const UNITS: [&str; 33] = [
        "km", "m", "cm", "mm", "mi", "ft", "yd", "in", "kg", "g", "t", "lb", "lbs", "kt", "mt", "l", "ml", "ha", "kw",
        "mw", "gw", "kwh", "mwh", "mph", "kph", "kmh", "h", "hrs", "min", "x", "c", "f", "pp",
    ];
    UNITS.contains(&letters)
}

/// `mid-2023`
pub(super) fn is_year_prefix(word: &str) -> bool {
    matches!(word, "mid" | "pre" | "post" | "early" | "late")
}

/// Words after which a number is a name: `Article 51`, `No. 5`. The second list holds words that are as often followed
/// by a count, unless they are capitalised: `Unit 4`.
pub(super) fn names_by_number(word: &str, capital: bool) -> bool {
    const ALWAYS: [&str; 18] = [
        "article",
        "section",
        "chapter",
        "page",
        "paragraph",
        "appendix",
        "annex",
        "footnote",
        "resolution",
        "no",
        "nos",
        "nr",
        "flight",
        "boeing",
        "airbus",
        "version",
        "volume",
        "highway",
    ];
    const CAPITALISED: [&str; 19] = [
        "table",
        "line",
        "item",
        "step",
        "part",
        "note",
        "type",
        "model",
        "phase",
        "option",
        "room",
        "gate",
        "platform",
        "channel",
        "school",
        "unit",
        "building",
        "apartment",
        "route",
    ];
    let names = |word: &str| ALWAYS.contains(&word) || (capital && CAPITALISED.contains(&word));
    names(word) || word.strip_suffix('s').is_some_and(names)
}

/// People, who are counted whatever stands before the number: "on December 25 people gathered" may well be 25 people.
pub(super) fn is_people(word: &str) -> bool {
    matches!(word, "people" | "persons" | "men" | "women" | "children" | "civilians" | "residents" | "soldiers")
}

/// What a number may count: people, or anything in the plural.
pub(super) fn is_counted_noun(word: &str) -> bool {
    let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("'s");
    let counted = matches!(word, "dead" | "killed" | "injured" | "wounded" | "missing" | "km" | "personnel");
    is_people(word) || counted || (plural && !is_function_word(word))
}

/// Words that bound a number even where they are joined to it: `over-100`.
pub(super) fn is_bound(word: &str) -> bool {
    QUALIFIERS.iter().any(|(words, _)| *words == [word])
}

/// Words that cannot be what is counted.
pub(super) fn is_function_word(word: &str) -> bool {
    const WORDS: [&str; 46] = [
        "a", "an", "the", "and", "or", "but", "to", "in", "on", "at", "by", "of", "for", "from", "with", "as", "than",
        "that", "which", "who", "when", "while", "where", "after", "before", "until", "since", "during", "through",
        "between", "is", "was", "are", "were", "has", "had", "have", "did", "does", "this", "it", "he", "she", "they",
        "across", "towards",
    ];
    WORDS.contains(&word)
}

/// Words before a year that leave hardly any doubt, as in `in 2023`.
pub(super) fn leads_to_year(word: &str) -> bool {
    const WORDS: [&str; 16] = [
        "in", "since", "during", "until", "till", "year", "early", "late", "mid", "pre", "post", "spring", "summer",
        "autumn", "fall", "winter",
    ];
    WORDS.contains(&word)
}

/// Words before a year that may as well stand before a count, as in `by 2023`.
pub(super) fn may_lead_to_year(word: &str) -> bool {
    matches!(
        word,
        "of" | "by" | "from" | "to" | "before" | "after" | "through" | "the" | "and" | "between" | "for" | "until"
    ) || word.ends_with("'s")
}

pub(super) fn is_currency_mark(character: char) -> bool {
    matches!(character, '$' | '€' | '£' | '¥' | '₴' | '₽' | '₹' | '₩' | '₪' | '₺')
}

pub(super) fn is_currency(word: &str) -> bool {
    const WORDS: [&str; 28] = [
        "dollar", "dollars", "euro", "euros", "pound", "pounds", "rouble", "roubles", "ruble", "rubles", "hryvnia",
        "hryvnias", "yen", "yuan", "franc", "francs", "shekel", "shekels", "lira", "rupee", "rupees", "usd", "eur",
        "gbp", "rub", "uah", "cents", "chf",
    ];
    WORDS.contains(&word)
}

/// The words of a qualifier, its meaning. Longer phrases come before those they end with.
pub(super) const QUALIFIERS: [(&[&str], Qualifier); 60] = [
    (&["no", "fewer", "than"], Qualifier::AtLeast),
    (&["no", "less", "than"], Qualifier::AtLeast),
    (&["not", "fewer", "than"], Qualifier::AtLeast),
    (&["not", "less", "than"], Qualifier::AtLeast),
    (&["no", "more", "than"], Qualifier::AtMost),
    (&["not", "more", "than"], Qualifier::AtMost),
    (&["in", "excess", "of"], Qualifier::MoreThan),
    (&["in", "the", "region", "of"], Qualifier::About),
    (&["as", "many", "as"], Qualifier::AtMost),
    (&["as", "much", "as"], Qualifier::AtMost),
    (&["a", "maximum", "of"], Qualifier::AtMost),
    (&["a", "minimum", "of"], Qualifier::AtLeast),
    (&["maximum", "of"], Qualifier::AtMost),
    (&["minimum", "of"], Qualifier::AtLeast),
    (&["more", "or", "less"], Qualifier::About),
    (&["at", "least"], Qualifier::AtLeast),
    (&["at", "most"], Qualifier::AtMost),
    (&["at", "minimum"], Qualifier::AtLeast),
    (&["up", "to"], Qualifier::AtMost),
    (&["more", "than"], Qualifier::MoreThan),
    (&["greater", "than"], Qualifier::MoreThan),
    (&["higher", "than"], Qualifier::MoreThan),
    (&["upwards", "of"], Qualifier::MoreThan),
    (&["upward", "of"], Qualifier::MoreThan),
    (&["north", "of"], Qualifier::MoreThan),
    (&["well", "over"], Qualifier::MoreThan),
    (&["just", "over"], Qualifier::MoreThan),
    (&["just", "under"], Qualifier::FewerThan),
    (&["fewer", "than"], Qualifier::FewerThan),
    (&["less", "than"], Qualifier::FewerThan),
    (&["close", "to"], Qualifier::About),
    (&["an", "estimated"], Qualifier::About),
    (&["estimated"], Qualifier::About),
    (&["over"], Qualifier::MoreThan),
    (&["above"], Qualifier::MoreThan),
    (&["exceeding"], Qualifier::MoreThan),
    (&["exceeded"], Qualifier::MoreThan),
    (&["exceeds"], Qualifier::MoreThan),
    (&["exceed"], Qualifier::MoreThan),
    (&["under"], Qualifier::FewerThan),
    (&["below"], Qualifier::FewerThan),
    (&["minimum"], Qualifier::AtLeast),
    (&["maximum"], Qualifier::AtMost),
    (&["about"], Qualifier::About),
    (&["around"], Qualifier::About),
    (&["approximately"], Qualifier::About),
    (&["approx"], Qualifier::About),
    (&["roughly"], Qualifier::About),
    (&["some"], Qualifier::About),
    (&["nearly"], Qualifier::About),
    (&["almost"], Qualifier::About),
    (&["nearing"], Qualifier::About),
    (&["circa"], Qualifier::About),
    (&["ca"], Qualifier::About),
    (&["virtually"], Qualifier::About),
    (&["perhaps"], Qualifier::About),
    (&["exactly"], Qualifier::Exact),
    (&["precisely"], Qualifier::Exact),
    (&["just"], Qualifier::Exact),
    (&["only"], Qualifier::Exact),
];

/// The same after the number: `25 or more`.
pub(super) const QUALIFIERS_AFTER: [(&[&str], Qualifier); 9] = [
    (&["or", "more"], Qualifier::AtLeast),
    (&["and", "more"], Qualifier::AtLeast),
    (&["at", "least"], Qualifier::AtLeast),
    (&["plus"], Qualifier::AtLeast),
    (&["or", "fewer"], Qualifier::AtMost),
    (&["or", "less"], Qualifier::AtMost),
    (&["at", "most"], Qualifier::AtMost),
    (&["or", "so"], Qualifier::About),
    (&["or", "thereabouts"], Qualifier::About),
];

/// One-character qualifiers before a number.
pub(super) fn qualifier_mark(mark: char) -> Option<Qualifier> {
    Some(match mark {
        '>' => Qualifier::MoreThan,
        '<' => Qualifier::FewerThan,
        '≥' => Qualifier::AtLeast,
        '≤' => Qualifier::AtMost,
        '~' | '≈' | '∼' => Qualifier::About,
        _ => return None,
    })
}

/// A word of doubt, and whether it needs words around it to be one (`suspected` in `a suspected arsonist` doubts no
/// number).
pub(super) fn hedge(word: &str) -> Option<(Hedge, bool)> {
    Some(match word {
        "reportedly" => (Hedge::Reportedly, false),
        "reported" => (Hedge::Reportedly, true),
        "allegedly" | "purportedly" | "supposedly" => (Hedge::Allegedly, false),
        "alleged" | "alleges" | "purported" => (Hedge::Allegedly, true),
        "believed" | "thought" | "presumed" | "feared" => (Hedge::Believed, true),
        "presumably" => (Hedge::Believed, false),
        "suspected" => (Hedge::Suspected, true),
        "claimed" | "claims" | "claim" | "claiming" => (Hedge::Claimed, true),
        _ => return None,
    })
}
