//! One tile of the map, decoded.

use crate::geo::chain::GridPoint;

use super::reader::{self, Cursor, Level};

/// Grid steps to a degree; the grid's origin is 180° W, 90° S.
pub const STEPS: i32 = 1000;

/// What a line between two units is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Coast,
    Border,
    /// A line of control or a disputed border, as Natural Earth classes it or as our patches add it.
    Control,
    /// The edge of the decoded part of the world; never drawn.
    Rim,
}

/// A line with what lies on each side; `0` is no land.
#[derive(Clone, Debug)]
pub struct Arc {
    pub left: usize,
    pub right: usize,
    pub kind: Kind,
    pub points: Vec<GridPoint>,
}

/// Areas of a tile: the lines between them, and what lies along the tile's own edge.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    pub arcs: Vec<Arc>,
    /// Anticlockwise from the south-west corner: unit and length in grid steps.
    pub perimeter: Vec<(usize, i32)>,
}

#[derive(Clone, Debug, Default)]
pub struct Tile {
    pub west: i32,
    pub south: i32,
    pub land: Areas,
    /// Lakes: unit 1 is water.
    pub lakes: Areas,
    pub inner: Vec<Vec<GridPoint>>,
    pub rivers: Vec<Vec<GridPoint>>,
}

/// Decodes a tile; `column` may lie beyond the antimeridian, and the points then do too.
pub fn tile(level: Level, column: i32, row: i32) -> Tile {
    let columns = 360 / level.degrees;
    let size = level.degrees * STEPS;
    let bytes = reader::tile(level, column.rem_euclid(columns), row);
    let mut cursor = Cursor::new(&bytes);
    let corner = (column * size, row * size);
    Tile {
        west: corner.0,
        south: corner.1,
        land: areas(&mut cursor, corner),
        lakes: areas(&mut cursor, corner),
        inner: lines(&mut cursor, corner),
        rivers: lines(&mut cursor, corner),
    }
}

fn areas(cursor: &mut Cursor, corner: GridPoint) -> Areas {
    let units: Vec<usize> = (0..cursor.items()).map(|_| cursor.count()).collect();
    let unit = |index: usize| units.get(index).copied().unwrap_or(0);
    let perimeter =
        (0..cursor.items()).map(|_| (unit(cursor.count()), i32::try_from(cursor.count()).unwrap_or(0))).collect();
    let arcs = (0..cursor.items())
        .map(|_| Arc {
            left: unit(cursor.count()),
            right: unit(cursor.count()),
            kind: match cursor.count() {
                0 => Kind::Coast,
                1 => Kind::Border,
                _ => Kind::Control,
            },
            points: points(cursor, corner),
        })
        .collect();
    Areas { arcs, perimeter }
}

fn lines(cursor: &mut Cursor, corner: GridPoint) -> Vec<Vec<GridPoint>> {
    (0..cursor.items()).map(|_| points(cursor, corner)).collect()
}

/// A line of the file: a count, then steps from the corner and from one point to the next.
pub fn points(cursor: &mut Cursor, corner: GridPoint) -> Vec<GridPoint> {
    let (mut x, mut y) = corner;
    (0..cursor.items())
        .map(|_| {
            x = x.saturating_add(cursor.delta());
            y = y.saturating_add(cursor.delta());
            (x, y)
        })
        .collect()
}
