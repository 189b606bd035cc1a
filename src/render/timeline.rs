//! The timeline of events.

use std::collections::{BTreeMap, BTreeSet};

use crate::edtf::{Day, Precision};
use crate::memo::Printed;
use crate::site::{Bearings, Event, EventId, Page, Shown, claims_by_event, shown_events};
use crate::vocabulary::Bearing;

use super::figures;
use super::marked::{marked, marked_if};
use super::scene::Scene;
use super::view::TimelineView;

/// The events named, else those that the page's evidence and directives lead to, in the order of time.
pub fn timeline(named: &[EventId], page: &Page, scene: &Scene) -> Vec<TimelineView> {
    let site = scene.site;
    let claims = claims_by_event(&page.claims, site);
    let events: BTreeSet<&EventId> = match named.is_empty() {
        false => named.iter().collect(),
        true => claims.keys().copied().chain(shown_events(page)).collect(),
    };
    let main = main_event(page, &claims);
    let mut last = None;
    let view = |event: &Printed<Event>| {
        let (gap, later) = gap(&mut last, event, scene);
        let text = &event.text;
        let place = event.place.as_ref().and_then(|id| site.place(id));
        let parent = event.parent.as_ref().and_then(|id| site.event(id));
        TimelineView {
            id: event.id.to_string(),
            date: scene.date(&figures::window(event)),
            title: text.title.clone(),
            title_html: marked(&text.title),
            kind: text.kind.map_or("other", |kind| kind.as_str()).to_owned(),
            place: place.map(|place| place.text.name.clone()).unwrap_or_default(),
            summary: text.summary.clone().unwrap_or_default(),
            summary_html: marked_if(text.summary.as_ref()),
            parent: parent.map(|parent| parent.text.title.clone()).unwrap_or_default(),
            parent_html: marked_if(parent.map(|parent| &parent.text.title)),
            later,
            gap,
            main: main == Some(&event.id),
            no_day: text.start.value.precision() > Precision::Day,
            vague: [Some(&text.start), text.end.as_ref()].into_iter().flatten().any(|date| {
                let date = &date.value;
                date.is_uncertain() || date.is_approximate() || date.precision() > Precision::Day
            }),
            bearings: claims.get(&event.id).map(|own| scene.own_bearings(&page.claims, own)).unwrap_or_default(),
        }
    };
    in_time(events, scene).into_iter().map(view).collect()
}

/// How long an event began after the last one with a day, drawn and in words; none while an earlier one goes on. Of an event
/// without a day nobody can say. `last` is when the last one began, and the last day of all before.
fn gap(last: &mut Option<(Day, Day)>, event: &Event, scene: &Scene) -> (usize, String) {
    let start = &event.text.start.value;
    let Some(day) = start.earliest().filter(|_| start.precision() <= Precision::Day) else { return (0, String::new()) };
    let end = figures::window(event).latest().unwrap_or(day);
    let (before, until) = last.unwrap_or((day, day));
    *last = Some((day, end.max(until)));
    if before.days_to(day) < 2 || until >= day {
        return (0, String::new());
    }
    let (days, months) = (before.days_to(day), before.months_to(day));
    let (key, number) = match months {
        0 | 1 => ("timeline-days", days),
        2..24 => ("timeline-months", months),
        _ => ("timeline-years", months / 12),
    };
    let gap = match days {
        0..7 => 1,
        7..32 => 2,
        32..365 => 3,
        _ => 4,
    };
    (gap, scene.words.count(key, number))
}

/// The event that the page is about: the first whose figures it shows, else the one that most claims rest on.
pub fn main_event<'a>(page: &'a Page, claims: &BTreeMap<&'a EventId, Bearings<usize>>) -> Option<&'a EventId> {
    let resting = |own: &Bearings<usize>| own.of(Bearing::Supports).count();
    let most = claims.values().map(resting).max()?;
    let mut leading = claims.iter().filter(|(_, own)| resting(own) == most).map(|(event, _)| *event);
    let only = leading.next().filter(|_| most > 1 && leading.next().is_none());
    shown_events(page).next().or(only)
}

/// Events in the order of time. One of which only the month or year is known stands after the days of it: nobody knows
/// that it came first.
pub fn in_time<'a>(ids: impl IntoIterator<Item = &'a EventId>, scene: &Scene<'a>) -> Vec<&'a Printed<Event>> {
    let mut events: Vec<_> = ids.into_iter().filter_map(|id| scene.site.event(id)).collect();
    events.sort_by_key(|event| {
        let start = &event.text.start.value;
        let day = if start.precision() > Precision::Day { start.latest() } else { start.earliest().or(start.latest()) };
        (day.is_none(), day, start.precision(), figures::window(event).latest(), event.id.clone())
    });
    events
}

/// Every event that the page tells of, in the order of their ids.
pub fn events_of<'a>(page: &'a Page, scene: &Scene<'a>) -> BTreeSet<&'a EventId> {
    let named = page.shown().filter_map(|shown| match shown {
        Shown::Timeline { events } => Some(events),
        _ => None,
    });
    claims_by_event(&page.claims, scene.site).into_keys().chain(shown_events(page)).chain(named.flatten()).collect()
}
