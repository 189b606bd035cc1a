//! A claim names a day, weekday or time of day that its evidence does not.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::edtf::Edtf;
use crate::memo::Reader;
use crate::quantity::MentionKind;
use crate::reading::{Day, Days, Reading};
use crate::site::Site;
use crate::uttered::{Backing, Made, Uttered};

pub const RULE: Rule = Rule::warning("date-not-in-evidence", include_str!("date_not_in_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let events: Vec<Day> = site
        .counted()
        .into_iter()
        .filter_map(|id| site.event(id))
        .flat_map(|event| days_of(&event.text.start.value))
        .collect();
    for made in uttered.made.iter().filter(|made| names_a_time(made) && made.is_read()) {
        let own = made.supports().flat_map(|backing| anchors(backing, site));
        let anchors: Vec<Day> = own.chain(events_named(&made.marker.text.words, site)).collect();
        let known: Days = anchors.iter().copied().collect();
        for (range, day) in &made.said.days {
            if !known.support(*day) {
                // Another day stands there instead.
                let quoted: Days =
                    made.supports().flat_map(|backing| backing.said.days.iter().map(|(_, day)| *day)).collect();
                let is_other = quoted.are_near(*day);
                found.push(told(uttered, made, range, "names the day", is_other));
            }
        }
        let is_year = |reading: &&Reading| reading.kind == MentionKind::Year;
        for reading in made.said.readings.iter().filter(is_year) {
            let mut known = made.supports().flat_map(|backing| backing.said.readings.iter().filter(is_year));
            let is_said = known.any(|other| other.value == reading.value);
            let year = reading.value.whole().and_then(|year| i16::try_from(year).ok());
            if !is_said && !anchors.iter().any(|day| day.year == year) {
                found.push(told(uttered, made, &reading.span, "names the year", false));
            }
        }
        for (range, clock) in &made.said.clocks {
            let clocks = || made.supports().flat_map(|backing| backing.said.clocks.iter().map(|(_, clock)| *clock));
            if !clocks().any(|known| clock.may_be(known)) {
                found.push(told(uttered, made, range, "names the time", clocks().next().is_some()));
            }
        }
        for (range, weekday) in &made.said.weekdays {
            let days = || made.supports().flat_map(|backing| backing.said.weekdays.iter().map(|(_, day)| *day));
            let on_day = |day: &Day| weekday_of(*day).is_none_or(|known| known == *weekday);
            let fits_a_day = anchors.iter().chain(&events).any(on_day);
            if !days().any(|known| known == *weekday) && !fits_a_day {
                found.push(told(uttered, made, range, "names the weekday", days().next().is_some()));
            }
        }
    }
}

/// Whether a claim says when: most do not.
fn names_a_time(made: &Made) -> bool {
    let said = &made.said;
    let has_year = said.readings.iter().any(|reading| reading.kind == MentionKind::Year);
    has_year || !said.days.is_empty() || !said.clocks.is_empty() || !said.weekdays.is_empty()
}

fn told(uttered: &Uttered, made: &Made, range: &std::ops::Range<usize>, what: &str, is_other: bool) -> Diagnostic {
    let message =
        format!("the claim `{}` {what} `{}`, and none of its evidence does", made.claim.label, made.words(range));
    let mut diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(range), message)
        .help("quote words that say when, give the excerpt its `as_of` or the figure its event, or leave it out");
    if is_other {
        diagnostic.severity = Severity::Error;
    }
    diagnostic
}

/// The days that a line of evidence stands for: those of its words, its figures' events, and when it was said.
fn anchors(backing: &Backing, site: &Reader<Site>) -> Vec<Day> {
    let mut days: Vec<Day> = backing.said.days.iter().map(|(_, day)| *day).collect();
    let Some(source) = backing.source else { return days };
    let excerpt = backing.line.excerpt.as_ref().and_then(|id| source.excerpt(id.as_str()));
    let dates = excerpt.into_iter().flat_map(|excerpt| {
        let figures = excerpt.figures.iter().flat_map(|figure| {
            let event = figure.event.as_ref().and_then(|id| site.event(id));
            let ends = event
                .into_iter()
                .flat_map(|event| [Some(&event.text.start.value), event.text.end.as_ref().map(|end| &end.value)]);
            ends.flatten().chain(figure.text.as_of.as_ref().map(|date| &date.value)).collect::<Vec<_>>()
        });
        figures.chain(excerpt.text.as_of.as_ref().map(|date| &date.value)).collect::<Vec<_>>()
    });
    let published = source.text.published.as_ref().map(|date| &date.value);
    days.extend(dates.chain(published).flat_map(days_of));
    days
}

/// The days of events whose place a claim names.
fn events_named(words: &str, site: &Reader<Site>) -> Vec<Day> {
    let mut days = Vec::new();
    for event in site.counted().into_iter().filter_map(|id| site.event(id)) {
        let place = event.place.as_ref().and_then(|id| site.place(id));
        let names = place.into_iter().flat_map(|place| place.text.variants.iter().chain([&place.text.name]));
        if names.into_iter().any(|name| words.contains(&**name)) {
            days.extend(days_of(&event.text.start.value));
            days.extend(event.text.end.iter().flat_map(|end| days_of(&end.value)));
        }
    }
    days
}

/// The ends of a date, as exact as they are said: a month has no day.
pub fn days_of(date: &Edtf) -> Vec<Day> {
    let written = date.to_string();
    let end = |end: &str| {
        let mut parts = end.trim_end_matches(['?', '~', '%']).split('-');
        let year = parts.next()?.parse().ok()?;
        let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
        let day = parts.next().and_then(|day| day.parse().ok());
        Some(Day { year: Some(year), month, day })
    };
    written.split('/').filter_map(end).collect()
}

/// The weekday of a day, from 1: Monday; none, where the year is not said.
pub fn weekday_of(day: Day) -> Option<u8> {
    let date = jiff::civil::Date::new(day.year?, i8::try_from(day.month).ok()?, i8::try_from(day.day?).ok()?).ok()?;
    u8::try_from(date.weekday().to_monday_one_offset()).ok()
}
