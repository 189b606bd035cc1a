//! The grid on which places stand that are published less exactly than they are known.
//!
//! The grid is fixed: it depends on the distance alone, so that many points of one house, or of one village, tell no more
//! than one of them does, and writing a point again changes nothing. Rows run from pole to pole; a row has as many columns
//! as keep its cells from being wider than they are high.

use super::{EARTH_RADIUS_KM, Position};

/// A cell of the grid; degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    pub south: f64,
    pub north: f64,
    pub west: f64,
    pub east: f64,
}

impl Cell {
    /// The cell that holds a position, of the grid whose middles lie within `km` of all that their cells hold. None, unless
    /// `km` is more than zero.
    pub fn of(position: Position, km: f64) -> Option<Cell> {
        if !(km.is_finite() && km > 0.0) {
            return None;
        }
        let side = (km * std::f64::consts::SQRT_2 / EARTH_RADIUS_KM).to_degrees();
        let rows = (180.0 / side).ceil().max(1.0);
        let height = 180.0 / rows;
        let row = ((position.lat + 90.0) / height).floor().clamp(0.0, rows - 1.0);
        let (south, north) = (row * height - 90.0, (row + 1.0) * height - 90.0);
        // A row is widest where it is nearest to the equator.
        let widest = if south < 0.0 && north > 0.0 { 0.0 } else { south.abs().min(north.abs()) };
        let columns = (360.0 * widest.to_radians().cos() / side).ceil().max(1.0);
        let width = 360.0 / columns;
        let column = ((position.lon + 180.0) / width).floor().clamp(0.0, columns - 1.0);
        Some(Cell { south, north, west: column * width - 180.0, east: (column + 1.0) * width - 180.0 })
    }

    /// Its middle, to four decimals, which are eleven metres: what is published in place of all that it holds.
    pub fn middle(&self) -> Position {
        let rounded = |degrees: f64| (degrees * 1e4).round() / 1e4;
        Position {
            lat: rounded(f64::midpoint(self.south, self.north)),
            lon: rounded(f64::midpoint(self.west, self.east)),
        }
    }

    /// Its corners, counterclockwise from the south-west, the first again at the end (RFC 7946).
    pub fn ring(&self) -> [Position; 5] {
        let corner = |lat, lon| Position { lat, lon };
        let first = corner(self.south, self.west);
        [first, corner(self.south, self.east), corner(self.north, self.east), corner(self.north, self.west), first]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::distance_km;
    use super::*;

    proptest! {
        #[test]
        fn a_middle_lies_within_the_distance_and_in_its_own_cell(
            lat in -90.0..=90.0,
            lon in -180.0..=180.0,
            km in 1.0..500.0,
        ) {
            let position = Position { lat, lon };
            let cell = Cell::of(position, km).expect("a cell");
            let middle = cell.middle();
            prop_assert!(distance_km(position, middle) <= km * 1.02 + 0.02, "{position:?} {middle:?}");
            prop_assert_eq!(Cell::of(middle, km), Some(cell));
        }
    }

    #[test]
    fn no_distance_has_no_grid() {
        let here = Position { lat: 1.0, lon: 1.0 };
        assert!([0.0, -1.0, f64::NAN, f64::INFINITY].iter().all(|km| Cell::of(here, *km).is_none()));
    }
}
