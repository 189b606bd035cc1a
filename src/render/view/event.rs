//! What happened, where and how many: tables, maps and timelines as templates see them.

use serde::Serialize;

use crate::html::Markup;
use crate::passage::Wording;

use super::claim::BearingView;
use super::{DateView, LinkView};

/// A casualty table: `table` of directives/figures.html, and `tables` of figures.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TableView {
    /// Prefix for ids, unique on the page.
    pub id: String,
    /// Earlier ids of the event, where the table is the event's own.
    pub was: Vec<String>,
    pub event_id: String,
    pub event: Wording,
    pub event_html: Markup,
    pub window: Option<DateView>,
    pub place: Wording,
    pub groups: Vec<FigureGroupView>,
    /// The table by itself, for frames on other sites.
    pub embed_href: String,
    pub csv_href: String,
    pub json_href: String,
}

/// All figures of one measure and population.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureGroupView {
    /// `measure-KEY` in `t`.
    pub measure: String,
    /// `population-KEY` in `t`, or empty.
    pub population: String,
    /// "21–25", "over 100", "25".
    pub range: String,
    /// `verdict-KEY` in `t` explains it: `only`, `compatible`, `superseded`, `later-count`, `disjoint`, `listed`.
    /// It is about the figures that stand.
    pub verdict: String,
    /// How many of the rows were replaced by later counts.
    pub replaced: usize,
    pub named_origins: usize,
    /// The figure the site stands behind, in words; empty: none.
    pub adopted: String,
    pub adopted_note: Option<LinkView>,
    pub notes: Vec<LinkView>,
    pub rows: Vec<FigureView>,
    /// A range bar as inline SVG (aria-hidden); empty where one number says it all.
    pub bar_html: Markup,
}

/// One reported figure.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FigureView {
    pub measure: String,
    pub population: String,
    /// The source's words: "at least 25".
    pub value: String,
    pub unit: Wording,
    pub event: Wording,
    pub as_of: Option<DateView>,
    /// Who says so; empty: nobody is named.
    pub claimant: String,
    pub claimant_role: Wording,
    /// Whether the claimant is a party to the event.
    pub party: bool,
    pub source_id: String,
    pub outlet: String,
    pub source_href: String,
    pub quote: Wording,
    pub language: String,
    /// As in `FigureGroupView`.
    pub verdict: String,
    pub adopted: bool,
    pub bearings: Vec<BearingView>,
}

/// `map` of directives/map.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapView {
    pub id: String,
    pub title: String,
    pub svg_html: Markup,
    /// A second drawing, of what lies too far away for the first; or empty.
    pub far_html: Markup,
    /// Which marks the drawings use, and what each means.
    pub key: Vec<MapKeyView>,
    /// How distances were measured; empty where none is told of.
    pub measured: String,
    /// On which drawings numbers stand: `both`, `wide`, `narrow`, or empty.
    pub numbers: String,
    /// Whether the list has to name any of the places.
    pub listed: bool,
    pub places: Vec<MapPlaceView>,
    /// Which borders are drawn, in a sentence.
    pub worldview: String,
    pub osm_embed: String,
    pub osm_link: String,
}

/// A mark in the key of a map.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapKeyView {
    /// `event`, `point`, `coarse`, `event-area`, `area`, `middle` or `disputed`.
    pub mark: String,
    pub words: String,
}

/// One place under a map, and `places` of places.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapPlaceView {
    pub number: usize,
    /// On which drawings the number stands for the name: `both`, `wide`, `narrow`, or empty.
    pub numbered: String,
    /// Under which drawings the list has to name the place, since they do not say all that it says: `both`, `narrow`, `wide`,
    /// or empty.
    pub listed: String,
    pub id: String,
    /// Its earlier ids.
    pub was: Vec<String>,
    /// How the drawing marks it: `event`, `point`, `event-area`, `area`, `middle` of an area whose ground is not
    /// drawn, or by its `name` alone.
    pub mark: String,
    pub name: Wording,
    pub endonym: Wording,
    /// `place-kind-KEY` in `t`.
    pub kind: String,
    pub parent: Wording,
    pub lat: f64,
    pub lon: f64,
    pub precision_km: Option<f64>,
    /// The coordinates are the middle of an area, on purpose.
    pub is_coarse: bool,
    pub variants: Vec<Wording>,
    /// "117 km north-east of Belgorod", "around Belgorod", or empty; and for which drawings the list says it: `both`, for
    /// `wide` screens or for `narrow` ones.
    pub distance: String,
    pub distance_for: String,
    pub events: Vec<Wording>,
    pub bearings: Vec<BearingView>,
    pub osm_link: String,
}

/// `timeline` of directives/timeline.html: a list of these.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    pub id: String,
    pub date: DateView,
    pub title: Wording,
    pub title_html: Markup,
    /// `event-kind-KEY` in `t`.
    pub kind: String,
    pub place: Wording,
    pub summary: Wording,
    pub summary_html: Markup,
    pub parent: Wording,
    pub parent_html: Markup,
    /// How long after the last event before it that has a day it began, in words; empty within a day of it.
    pub later: String,
    /// How wide that gap is drawn: 1 for days, 2 for weeks, 3 for months, 4 for years; 0 for none.
    pub gap: usize,
    /// Whether it is the event that the page is about.
    pub main: bool,
    /// Only its month or year is known.
    pub no_day: bool,
    /// Its date is not certain, or no day.
    pub vague: bool,
    pub bearings: Vec<BearingView>,
}
