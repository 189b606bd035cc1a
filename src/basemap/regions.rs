//! Areas that have a name: countries, and their first-level parts.
//!
//! A place that is an area is found by its code, or by one of its names and a point that lies in it: a name alone would
//! find the wrong Cordoba, and a point alone would call the Donbas an oblast. What the worldview gives to another country
//! is not part of a region: the Golan is no part of Israel's north unless the view holds it to be Israel's.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::geo::chain::{self, GridPoint};
use crate::geo::{Point, Position, simplify};
use crate::vocabulary::PlaceKind;

use super::Worldview;
use super::lookup::land_near;
use super::reader::{self, Cursor};
use super::tile::{STEPS, points};
use super::units::{unit, units};

/// The ground that a place is.
#[derive(Clone, Debug, PartialEq)]
pub enum Area {
    /// All that the worldview draws as that country.
    Country(&'static str),
    /// Closed rings, in degrees as the basemap's grid has them; a ring may run on past the antimeridian.
    Region(Vec<Vec<GridPoint>>),
}

/// The words that say what kind of area a name names; the name is what is left.
const KINDS: [&str; 38] = [
    "oblast",
    "region",
    "province",
    "state",
    "governorate",
    "district",
    "krai",
    "kray",
    "republic",
    "county",
    "department",
    "prefecture",
    "territory",
    "autonomous",
    "municipality",
    "metropolitan",
    "of",
    "the",
    "de",
    "del",
    "la",
    "provincia",
    "departement",
    "departamento",
    "estado",
    "область",
    "область'",
    "край",
    "республика",
    "республіка",
    "автономна",
    "автономная",
    "land",
    "voivodeship",
    "canton",
    "emirate",
    "division",
    "parish",
];

/// The area of that kind, under a worldview. `names` are all names that the place goes by; `at` is a point of it.
pub fn area(kind: PlaceKind, code: Option<&str>, names: &[&str], at: Position, view: Worldview) -> Option<Area> {
    match (kind, code) {
        (PlaceKind::Country, _) => country(code, names, at, view).map(Area::Country),
        (PlaceKind::Region | PlaceKind::District, Some(code)) => {
            outline(table().iter().filter(|row| row.code == code), view).map(Area::Region)
        }
        (PlaceKind::Region | PlaceKind::District, None) => named(names, at, view).map(Area::Region),
        _ => None,
    }
}

/// Whether an area of that kind has that code: ISO 3166-1 for countries, ISO 3166-2 for their parts.
pub fn is_code(kind: PlaceKind, code: &str) -> bool {
    let is_known = match kind {
        PlaceKind::Country => units().iter().any(|unit| unit.code == code),
        PlaceKind::Region | PlaceKind::District => table().iter().any(|row| row.code == code),
        _ => false,
    };
    is_known && !code.is_empty()
}

fn country(code: Option<&str>, names: &[&str], at: Position, view: Worldview) -> Option<&'static str> {
    match code {
        Some(code) => units().iter().find(|unit| unit.code == code).map(|unit| unit.country(view)),
        None => land_near(at, 12.0, view).filter(|here| names.iter().any(|name| plain(name) == plain(here))),
    }
}

fn named(names: &[&str], at: Position, view: Worldview) -> Option<Vec<Vec<GridPoint>>> {
    let wanted: Vec<String> = names.iter().map(|name| plain(name)).filter(|name| !name.is_empty()).collect();
    let is_meant = |row: &&Row| row.names.iter().any(|name| wanted.contains(name));
    // A region in two units has a row for each, one after the other.
    let mut found: Vec<(&str, usize)> = table().iter().filter(is_meant).map(|row| (row.key, row.country)).collect();
    found.dedup();
    found.into_iter().find_map(|(key, country)| {
        let rows = table().iter().filter(|row| row.key == key && row.country == country);
        outline(rows, view).filter(|rings| holds(rings, at))
    })
}

/// A name without what it has in common with others of its kind: "Belgorod Oblast" and "Belgorod region" are "belgorod".
fn plain(name: &str) -> String {
    let letters = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let folded: String = name.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect();
    let folded: String = folded.to_lowercase().replace(['\'', '’', 'ʼ'], "").chars().map(letters).collect();
    folded.split_whitespace().filter(|word| !KINDS.contains(word)).collect()
}

/// One region, or one unit's part of it.
struct Row {
    /// The stream that holds its lines.
    country: usize,
    unit: usize,
    code: &'static str,
    cells: Vec<usize>,
    /// All names, as they are written: by it the parts of one region are known.
    key: &'static str,
    /// The names, plain.
    names: Vec<String>,
}

fn table() -> &'static [Row] {
    static TEXT: OnceLock<String> = OnceLock::new();
    static ROWS: OnceLock<Vec<Row>> = OnceLock::new();
    let text = TEXT.get_or_init(|| String::from_utf8(reader::region_stream(0)).unwrap_or_default());
    ROWS.get_or_init(|| text.lines().map(row).collect())
}

fn row(line: &'static str) -> Row {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    let (country, unit, code) = (next().parse().unwrap_or(usize::MAX - 1), next().parse().unwrap_or(0), next());
    let cells = next().split(' ').filter_map(|cell| cell.parse().ok()).collect();
    let key = next();
    Row { country, unit, code, cells, key, names: key.split('|').map(plain).collect() }
}

/// The rings round the parts of one region that the view leaves in one country: that of the first part.
fn outline<'a>(rows: impl Iterator<Item = &'a Row>, view: Worldview) -> Option<Vec<Vec<GridPoint>>> {
    let rows: Vec<&Row> = rows.collect();
    let main = rows.iter().max_by_key(|row| usize::from(!unit(row.unit).is_hatched(Worldview::DeFacto)))?;
    let home = unit(main.unit).country(view);
    let mine = rows.iter().filter(|row| row.country == main.country && unit(row.unit).country(view) == home);
    let cells: Vec<usize> = mine.flat_map(|row| row.cells.iter().copied()).collect();
    let bytes = reader::region_stream(main.country + 1);
    let mut cursor = Cursor::new(&bytes);
    let mut pieces = Vec::new();
    for _ in 0..cursor.items() {
        let (left, right) = (cursor.count(), cursor.count());
        let line = points(&mut cursor, (0, 0));
        match (cells.contains(&left), cells.contains(&right)) {
            (true, false) => pieces.push(line),
            (false, true) => pieces.push(line.into_iter().rev().collect()),
            _ => {}
        }
    }
    let rings = chain::rings(pieces, Some(360 * STEPS));
    (!rings.is_empty()).then_some(rings)
}

impl Area {
    /// Whether the point lies in it.
    pub fn holds(&self, at: Position, view: Worldview) -> bool {
        match self {
            Area::Country(name) => land_near(at, 5.0, view) == Some(*name),
            Area::Region(rings) => holds(rings, at),
        }
    }
}

/// Whether the point lies within the rings, wherever their longitudes begin.
fn holds(rings: &[Vec<GridPoint>], at: Position) -> bool {
    let plane =
        |ring: &Vec<GridPoint>| ring.iter().map(|(x, y)| Point { x: f64::from(*x), y: f64::from(*y) }).collect();
    let rings: Vec<Vec<Point>> = rings.iter().map(plane).collect();
    let (x, y) = ((at.lon + 180.0) * f64::from(STEPS), (at.lat + 90.0) * f64::from(STEPS));
    let turn = f64::from(360 * STEPS);
    // Half a step off the grid, so that the ray never runs through a vertex.
    [x - turn, x, x + turn].into_iter().any(|x| simplify::inside(&rings, Point { x, y: y.floor() + 0.5 }))
}
