//! Words to fill a project with. There are few, so that things often meet.

use crate::chance::Chance;

const QUALITIES: [&str; 6] = ["old", "grey", "northern", "empty", "small", "late"];
const THINGS: [&str; 8] = ["quay", "ferry", "harbour", "tower", "bridge", "market", "storm", "crew"];
const DEEDS: [&str; 6] = ["reached", "left", "passed", "saw", "crossed", "opened"];
const WHENS: [&str; 5] = ["", " at dawn", " by night", " in the rain", " on the way back"];
const NUMBERS: [&str; 8] = ["two", "three", "five", "nine", "eleven", "12", "25", "at least 40"];
const FATES: [&str; 3] = ["hurt", "missing", "evacuated"];

/// Names for things that have none yet.
pub const IDS: [&str; 9] = ["ash", "birch", "cedar", "elm", "fir", "hazel", "larch", "oak", "pine"];

pub fn word(chance: &mut Chance) -> String {
    chance.of(&THINGS).to_owned()
}

/// A few words, such as a title.
pub fn words(chance: &mut Chance) -> String {
    format!("The {} {}", chance.of(&QUALITIES), chance.of(&THINGS))
}

/// A sentence without its full stop.
pub fn sentence(chance: &mut Chance) -> String {
    format!(
        "{} {} the {} {}{}",
        words(chance),
        chance.of(&DEEDS),
        chance.of(&QUALITIES),
        chance.of(&THINGS),
        chance.of(&WHENS)
    )
}

/// A sentence that counts people.
pub fn count(chance: &mut Chance) -> String {
    let (number, part) = (chance.of(&NUMBERS), chance.of(&NUMBERS[..3]));
    let mut sentence =
        format!("{number} people were {} near the {} {}", chance.of(&FATES), chance.of(&QUALITIES), chance.of(&THINGS));
    if chance.happens(1, 3) {
        sentence.push_str(&format!(", {part} of them children"));
    }
    capital(&sentence)
}

/// The numbers that a counting sentence begins and goes on with.
pub fn counted(sentence: &str) -> Option<(String, Option<String>)> {
    let (number, rest) = sentence.split_once(" people were ")?;
    let part = rest.split_once(", ").and_then(|(_, part)| part.split_once(" of them"));
    Some((number.to_lowercase(), part.map(|(part, _)| part.to_owned())))
}

/// What people of a counting sentence suffered, as figures are called.
pub fn measure(sentence: &str) -> &'static str {
    match () {
        () if sentence.contains("missing") => "missing",
        () if sentence.contains("evacuated") => "evacuated",
        () => "injured",
    }
}

pub fn amount(chance: &mut Chance) -> String {
    chance.of(&NUMBERS).to_owned()
}

pub fn date(chance: &mut Chance) -> String {
    let day = chance.between(10, 19);
    match chance.below(8) {
        0 => "2024-03".to_owned(),
        1 => format!("2024-03-{day}?"),
        2 => format!("2024-03-{day}/2024-03-25"),
        _ => format!("2024-03-{day}"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
