//! The pieces of land and whose they are under each worldview.

use std::sync::OnceLock;

use super::{Worldview, reader};

/// A piece of land that every worldview assigns as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its own name: "Crimea", "France".
    pub name: &'static str,
    de_facto: &'static str,
    un: &'static str,
    ua: &'static str,
    hatched: &'static str,
    /// Whether the line round it is an ordinary inner line once both sides belong to one country.
    pub inner_line: bool,
    /// Its ISO 3166-1 code; empty for most that are no countries.
    pub code: &'static str,
    /// Why views differ; empty for most.
    pub note: &'static str,
}

impl Unit {
    /// The country the unit is drawn as; empty for no land.
    pub fn country(&self, view: Worldview) -> &'static str {
        match view {
            Worldview::Un => self.un,
            Worldview::Ua => self.ua,
            Worldview::DeFacto => self.de_facto,
        }
    }

    /// The name on the map: the country's or, where the view marks the area as disputed, the area's own.
    pub fn shown_as(&self, view: Worldview) -> &'static str {
        if self.is_hatched(view) {
            self.name.split(" west of ").next().unwrap_or(self.name)
        } else {
            self.country(view)
        }
    }

    /// Whether the view marks the area as disputed.
    pub fn is_hatched(&self, view: Worldview) -> bool {
        self.hatched.contains(match view {
            Worldview::Un => 'u',
            Worldview::Ua => 'a',
            Worldview::DeFacto => 'd',
        })
    }
}

const NO_LAND: Unit =
    Unit { name: "", de_facto: "", un: "", ua: "", hatched: "", inner_line: false, code: "", note: "" };

/// The unit of that number; 0, and any number beyond the table, is no land.
pub fn unit(number: usize) -> Unit {
    units().get(number).copied().unwrap_or(NO_LAND)
}

/// All units, by their numbers.
pub fn units() -> &'static [Unit] {
    static UNITS: OnceLock<Vec<Unit>> = OnceLock::new();
    UNITS.get_or_init(|| reader::unit_table().split('\n').map(read).collect())
}

fn read(line: &'static str) -> Unit {
    let mut fields = line.split('\t');
    let mut next = || fields.next().unwrap_or_default();
    Unit {
        name: next(),
        de_facto: next(),
        un: next(),
        ua: next(),
        hatched: next(),
        inner_line: !next().is_empty(),
        code: next(),
        note: next(),
    }
}
