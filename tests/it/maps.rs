//! The map room: geometry, the committed basemap, and the drawings.

mod basemap;
mod drawing;
mod geo;
mod labels;
mod regions;
