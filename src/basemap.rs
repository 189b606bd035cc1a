//! The committed map of the world: whose ground a point is, and what a frame shows.
//!
//! `assets/basemap/basemap.bin` (made by the script beside it; PROVENANCE.md says from what and with which patches) holds
//! the world as *units*: pieces of land that every worldview assigns as a whole. Crimea is a unit, so is the Golan. A
//! worldview says which country each unit is drawn as; a line between units of one country is no border. The data come
//! in tiles, and a question decodes only the tiles it touches.

mod reader;
mod tile;
mod units;
pub mod block;
mod lookup;
mod regions;

pub use lookup::{BorderPoint, border_near, country_at, land_near, name_near, unit_at};
pub use regions::{Area, area, is_code};
pub use units::{Unit, unit};

/// Whose borders a map shows. The choice is editorial; a site must make it, and every map prints it. `un`: as the organs
/// of the United Nations hold them, as far as the data can say; `ua`: as Ukraine holds them; `de-facto`: who controls the
/// ground, as Natural Earth draws it, with areas on which the views differ hatched.
pub use crate::vocabulary::Worldview;
