//! The numbers in words, as figures that they may become.

use serde::Serialize;

use crate::quantity::Quantity;
use crate::reading::{Reading, read};

/// A number that may become a figure.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Number {
    /// As it stands in the words.
    pub words: String,
    /// As a figure is written: `at least 25`.
    pub value: String,
    pub measure: Option<&'static str>,
    pub population: Option<&'static str>,
}

/// The numbers that say how many, in the order of the words.
pub fn numbers(words: &str, language: &str) -> Vec<Number> {
    let said = read(words, language);
    said.readings.iter().filter(|reading| reading.is_quantity()).filter_map(|reading| number(words, reading)).collect()
}

fn number(words: &str, reading: &Reading) -> Option<Number> {
    let own = words.get(reading.span.clone())?;
    let bare = if reading.is_vague { own.to_owned() } else { reading.value.to_string() };
    let hedge = reading.hedge.map_or("", |hedge| hedge.as_str());
    let whole: Vec<&str> =
        [hedge, reading.qualifier.in_words(), &bare].into_iter().filter(|part| !part.is_empty()).collect();
    let value =
        [whole.join(" "), bare.clone(), own.to_owned()].into_iter().find(|text| Quantity::parse(text).is_ok())?;
    Some(Number {
        words: own.to_owned(),
        value,
        measure: reading.measure.map(|measure| measure.as_str()),
        population: reading.population.map(|population| population.as_str()),
    })
}
