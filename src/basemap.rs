//! The committed map of the world: whose ground a point is, and what a frame shows.
//!
//! `assets/basemap/basemap.bin` (made by the script beside it; PROVENANCE.md says from what and with which patches) holds
//! the world as *units*: pieces of land that every worldview assigns as a whole. Crimea is a unit, so is the Golan. A
//! worldview says which country each unit is drawn as; a line between units of one country is no border. The data come
//! in tiles, and a question decodes only the tiles it touches.

pub mod block;
mod lookup;
mod reader;
mod tile;
mod units;

pub use lookup::{BorderPoint, border_near, country_at, distance_to_border_km, land_near, name_near, unit_at};
pub use units::{Unit, unit};

/// Whose borders a map shows. The choice is editorial; a site must make it, and every map prints it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Worldview {
    /// As the organs of the United Nations hold them, as far as the data can say.
    Un,
    /// As Ukraine holds them.
    Ua,
    /// Who controls the ground, as Natural Earth draws it; areas on which the views differ are hatched.
    DeFacto,
}

impl Worldview {
    pub const ALL: [Worldview; 3] = [Worldview::Un, Worldview::Ua, Worldview::DeFacto];

    /// The worldview of that name in `site.yaml`: "un", "ua" or "de-facto".
    pub fn parse(name: &str) -> Option<Worldview> {
        Worldview::ALL.into_iter().find(|view| view.as_str() == name)
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Worldview::Un => "un",
            Worldview::Ua => "ua",
            Worldview::DeFacto => "de-facto",
        }
    }

    /// What a map says of its borders.
    pub fn sentence(self) -> &'static str {
        match self {
            Worldview::Un => {
                "Borders: Natural Earth 1:10m, with disputed areas drawn as the United Nations regards them."
            }
            Worldview::Ua => "Borders: Natural Earth 1:10m, with disputed areas drawn as Ukraine regards them.",
            Worldview::DeFacto => {
                "Borders: Natural Earth 1:10m, drawn by who controls the ground, which says nothing about rights; areas on which the view is disputed are hatched."
            }
        }
    }
}
