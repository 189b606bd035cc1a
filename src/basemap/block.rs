//! The part of the world that a frame needs: its tiles, put together.

use crate::geo::chain::{self, GridPoint};

use super::Worldview;
use super::reader::{Level, levels};
pub use super::tile::STEPS;
use super::tile::{Arc, Areas, Kind, Tile, tile};
use super::units::unit;

/// A stretch of the Earth in degrees; `west` and `east` are unrolled, so `east` may pass 180.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// Decoded tiles as one piece of the world.
#[derive(Clone, Debug, Default)]
pub struct Block {
    land: Vec<Arc>,
    lakes: Vec<Arc>,
    inner: Vec<Vec<GridPoint>>,
    rivers: Vec<Vec<GridPoint>>,
    /// Set when the block goes all the way round and has no seam.
    around: Option<i32>,
}

/// A line between two countries, or between parts of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    Border,
    /// A border that is disputed or undetermined.
    Disputed,
    /// A line of control inside what the view holds to be one country.
    Control,
    /// A line between parts of one country.
    Inner,
}

/// The number of columns of tiles round the Earth.
pub fn columns(level: Level) -> i32 {
    360 / level.degrees
}

/// Degrees east and north of a grid point.
pub fn degrees(point: GridPoint) -> (f64, f64) {
    (f64::from(point.0) / f64::from(STEPS) - 180.0, f64::from(point.1) / f64::from(STEPS) - 90.0)
}

impl Block {
    /// Decodes the tiles that the extent touches: `fine` from the 1:10m level, else from the generalised one. A block of
    /// 360° has a seam at its western edge when `seam` is set, and is closed otherwise.
    pub fn read(extent: Extent, fine: bool, seam: bool) -> Block {
        let mut levels = levels();
        let level = if fine { levels.next() } else { levels.last() };
        let Some(level) = level else { return Block::default() };
        let size = f64::from(level.degrees);
        let all = columns(level);
        let west = ((extent.west + 180.0) / size).floor() as i32;
        let east = ((extent.east + 180.0) / size - 1e-9).floor() as i32;
        let east = east.clamp(west, west + all - 1);
        let top = 180 / level.degrees - 1;
        let south = (((extent.south + 90.0) / size).floor() as i32).clamp(0, top);
        let north = (((extent.north + 90.0) / size - 1e-9).floor() as i32).clamp(south, top);
        let closed = east - west + 1 == all && !seam;
        let mut block = Block { around: closed.then_some(360 * STEPS), ..Block::default() };
        for row in south..=north {
            for column in west..=east {
                let Tile { west: x, south: y, land, lakes, inner, rivers } = tile(level, column, row);
                // Which sides of the tile are sides of the block: south, east, north, west.
                let outer = [row == south, column == east && !closed, row == north, column == west && !closed];
                let step = level.degrees * STEPS;
                block.land.extend(rim(&land, (x, y), step, outer));
                block.lakes.extend(rim(&lakes, (x, y), step, outer));
                block.land.extend(land.arcs);
                block.lakes.extend(lakes.arcs);
                block.inner.extend(inner);
                block.rivers.extend(rivers);
            }
        }
        block
    }

    /// The rings round all units that `wanted` picks; lines between two picked units are not part of them.
    pub fn land(&self, wanted: impl Fn(usize) -> bool) -> Vec<Vec<GridPoint>> {
        self.rings(&self.land, |number| number != 0 && wanted(number))
    }

    pub fn lakes(&self) -> Vec<Vec<GridPoint>> {
        self.rings(&self.lakes, |number| number != 0)
    }

    pub fn rivers(&self) -> Vec<Vec<GridPoint>> {
        chain::lines(self.rivers.clone())
    }

    /// The lines of one kind under a worldview.
    pub fn lines(&self, kind: Line, view: Worldview) -> Vec<Vec<GridPoint>> {
        let mut pieces: Vec<Vec<GridPoint>> =
            self.land.iter().filter(|arc| line_kind(arc, view) == Some(kind)).map(|arc| arc.points.clone()).collect();
        if kind == Line::Inner {
            pieces.extend(self.inner.iter().cloned());
        }
        chain::lines(pieces)
    }

    /// The units of the block, sorted.
    pub fn units(&self) -> Vec<usize> {
        let mut units: Vec<usize> =
            self.land.iter().flat_map(|arc| [arc.left, arc.right]).filter(|u| *u != 0).collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    fn rings(&self, arcs: &[Arc], wanted: impl Fn(usize) -> bool) -> Vec<Vec<GridPoint>> {
        let mut pieces = Vec::new();
        for arc in arcs {
            match (wanted(arc.left), wanted(arc.right)) {
                (true, false) => pieces.push(arc.points.clone()),
                (false, true) => pieces.push(arc.points.iter().rev().copied().collect()),
                _ => {}
            }
        }
        chain::rings(pieces, self.around)
    }
}

/// What a line is under a worldview; none for coasts, and for what the view does not know.
fn line_kind(arc: &Arc, view: Worldview) -> Option<Line> {
    if matches!(arc.kind, Kind::Coast | Kind::Rim) {
        return None;
    }
    let (left, right) = (unit(arc.left), unit(arc.right));
    if left.country(view) != right.country(view) {
        return Some(if arc.kind == Kind::Control { Line::Disputed } else { Line::Border });
    }
    if left.inner_line || right.inner_line {
        return Some(Line::Inner);
    }
    (arc.kind == Kind::Control).then_some(Line::Control)
}

/// The stretches of a tile's edge that are the block's edge too: land on the left, nothing on the right.
fn rim(areas: &Areas, corner: GridPoint, size: i32, outer: [bool; 4]) -> Vec<Arc> {
    let mut arcs = Vec::new();
    let mut at = 0;
    for &(unit, length) in &areas.perimeter {
        let end = (at + length).min(4 * size);
        while at < end {
            let side = at / size;
            let stop = end.min((side + 1) * size);
            if unit != 0 && outer.get(side as usize).copied().unwrap_or(false) {
                let points = vec![on_edge(at, side, corner, size), on_edge(stop, side, corner, size)];
                arcs.push(Arc { left: unit, right: 0, kind: Kind::Rim, points });
            }
            at = stop;
        }
    }
    arcs
}

/// The point `at` steps along a tile's edge, anticlockwise from the south-west corner, on the given side.
fn on_edge(at: i32, side: i32, (west, south): GridPoint, size: i32) -> GridPoint {
    let along = at - side * size;
    match side {
        0 => (west + along, south),
        1 => (west + size, south + along),
        2 => (west + size - along, south + size),
        _ => (west, south + size - along),
    }
}
