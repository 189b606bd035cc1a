//! The words for months and weekdays, in the languages in which dates are read: English, Ukrainian, Russian, German, French.

/// Month names in small letters, a month a line.
const MONTHS: [&str; 12] = [
    "january січня січень января январь januar jänner janvier",
    "february лютого лютий февраля февраль februar février",
    "march березня березень марта март märz mars",
    "april квітня квітень апреля апрель avril",
    "may травня травень мая май mai",
    "june червня червень июня июнь juni juin",
    "july липня липень июля июль juli juillet",
    "august серпня серпень августа август août",
    "september вересня вересень сентября сентябрь septembre",
    "october жовтня жовтень октября октябрь oktober octobre",
    "november листопада листопад ноября ноябрь novembre",
    "december грудня грудень декабря декабрь dezember décembre",
];

/// How weekdays begin.
const WEEKDAYS: &str = "mon tue wed thu fri sat sun понеділ вівтор серед четвер субот неділ понедел вторник сред четверг пятниц \
    суббот воскрес montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche";

/// Words that may stand beside a date on a line that is a date and nothing else; `п` and `ятниця` are one word to a reader.
const BESIDE: &str = "published posted updated on at am pm a p m gmt utc est edt cst cdt mst mdt pst pdt bst ist et ct pt cet cest eet msk uhr um den le à date року рік р года г \
    о в п ятниця";

/// The number of the month that `word` names. An English name may be cut to three letters or more, as in "Dec." and "Sept.".
pub fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let cut = word.is_ascii() && word.len() >= 3;
    let names = |names: &&str| names.split(' ').any(|name| name == word || (cut && name.starts_with(&word)));
    MONTHS.iter().position(names).map(|at| at + 1)
}

/// Whether `word` adds nothing to a date: a number, a weekday, "published".
pub fn stands_beside_a_date(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().all(|c| c.is_ascii_digit())
        || BESIDE.split_ascii_whitespace().any(|beside| beside == word)
        || WEEKDAYS.split_ascii_whitespace().any(|day| word.starts_with(day))
}
