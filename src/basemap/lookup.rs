//! Questions about one point: whose ground it is, and how far the border.

use std::collections::BTreeSet;

use crate::geo::{Point, Position, distance_km};

use super::reader::{Level, levels};
use super::tile::{Arc, Kind, STEPS, Tile, tile};
use super::units::{Unit, unit};
use super::{Worldview, block};

/// The nearest point of a land border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BorderPoint {
    pub km: f64,
    pub at: Position,
    /// The country on the far side.
    pub country: &'static str,
    /// Whether this stretch of the border is disputed or undetermined.
    pub is_disputed: bool,
}

/// The name of the country in which the point lies, under a worldview; none at sea. Natural Earth 1:10m, so within
/// about a kilometre of a coast or border the answer may be the neighbour's.
pub fn country_at(lat: f64, lon: f64, view: Worldview) -> Option<&'static str> {
    let name = unit(unit_at(Position::new(lat, lon)?)).country(view);
    (!name.is_empty()).then_some(name)
}

/// What a map writes on the ground there: the country or, where the view is disputed, the area. Off a coast that the data
/// draw too far inland, the nearest within `km`.
pub fn name_near(position: Position, km: f64, view: Worldview) -> Option<&'static str> {
    let here = unit(unit_at(position)).shown_as(view);
    if here.is_empty() { land_near(position, km, view) } else { Some(here) }
}

/// The number of the unit at a position; 0 at sea.
pub fn unit_at(position: Position) -> usize {
    let Some(level) = levels().next() else { return 0 };
    let (x, y) = grid(position);
    let size = level.degrees * STEPS;
    let column = ((x / f64::from(size)) as i32).min(360 / level.degrees - 1);
    let row = ((y / f64::from(size)) as i32).min(180 / level.degrees - 1);
    in_tile(&tile(level, column, row), size, x, y)
}

fn grid(position: Position) -> (f64, f64) {
    // Half a step off the grid, so that the ray never runs through a vertex.
    let x = ((position.lon + 180.0) * f64::from(STEPS)).clamp(0.0, 360_000.0);
    let y = (((position.lat + 90.0) * f64::from(STEPS)).floor() + 0.5).clamp(0.5, 179_999.5);
    (x, y)
}

/// Looks west from the point: the first line met says whose ground this is; or else the tile's edge does.
fn in_tile(tile: &Tile, size: i32, x: f64, y: f64) -> usize {
    let mut nearest = (f64::NEG_INFINITY, None);
    for arc in &tile.land.arcs {
        for pair in arc.points.windows(2) {
            let [a, b] = pair else { continue };
            let ((ax, ay), (bx, by)) = ((f64::from(a.0), f64::from(a.1)), (f64::from(b.0), f64::from(b.1)));
            if (ay > y) == (by > y) {
                continue;
            }
            let crossing = ax + (bx - ax) * (y - ay) / (by - ay);
            if crossing <= x && crossing > nearest.0 {
                nearest = (crossing, Some(if by > ay { arc.right } else { arc.left }));
            }
        }
    }
    nearest.1.unwrap_or_else(|| west_edge(tile, size, y))
}

/// The unit at height `y` of the tile's western edge, which the perimeter reaches last, going south.
fn west_edge(tile: &Tile, size: i32, y: f64) -> usize {
    let wanted = f64::from(4 * size) - (y - f64::from(tile.south));
    let mut gone = 0;
    for &(unit, length) in &tile.land.perimeter {
        gone += length;
        if f64::from(gone) >= wanted {
            return unit;
        }
    }
    0
}

/// The country at the point or, off a coast that the data draw too far inland, the nearest within `km`.
pub fn land_near(position: Position, km: f64, view: Worldview) -> Option<&'static str> {
    country_at(position.lat, position.lon, view).or_else(|| {
        let best = nearest(position, km, |arc| arc.kind == Kind::Coast)?;
        let name = [best.1.left, best.1.right].map(|number| unit(number).country(view));
        name.into_iter().find(|name| !name.is_empty())
    })
}

/// The nearest point of the nearest land border, up to `within_km` away.
pub fn border_near(position: Position, view: Worldview, within_km: f64) -> Option<BorderPoint> {
    let is_border = |arc: &Arc| {
        let sides = [arc.left, arc.right].map(|number| unit(number).country(view));
        arc.kind != Kind::Coast && sides.iter().all(|name| !name.is_empty()) && sides.first() != sides.last()
    };
    let home = land_near(position, 5.0, view)?;
    let ((km, at), arc) = nearest(position, within_km, is_border)?;
    let sides: [Unit; 2] = [unit(arc.left), unit(arc.right)];
    let far = sides.into_iter().map(|side| side.country(view)).find(|name| *name != home)?;
    Some(BorderPoint { km, at, country: far, is_disputed: arc.kind == Kind::Control })
}

/// The nearest point on the lines that `wanted` picks, within `km`; on a plane laid at the point, good to 1 % up to 300 km.
fn nearest(position: Position, km: f64, wanted: impl Fn(&Arc) -> bool) -> Option<((f64, Position), Arc)> {
    let level: Level = levels().next()?;
    let lat_reach = km / 111.0;
    let lon_reach = (lat_reach / position.lat.to_radians().cos().max(0.02)).min(170.0);
    let size = f64::from(level.degrees);
    let span = |low: f64, high: f64| ((low / size).floor() as i32, (high / size).floor() as i32);
    let columns = span(position.lon + 180.0 - lon_reach, position.lon + 180.0 + lon_reach);
    let rows = span((position.lat + 90.0 - lat_reach).max(0.0), (position.lat + 90.0 + lat_reach).min(179.99));
    let shrink = position.lat.to_radians().cos().max(0.02);
    let local = |x: i32, y: i32| Point {
        x: (f64::from(x) / f64::from(STEPS) - 180.0 - position.lon) * shrink,
        y: f64::from(y) / f64::from(STEPS) - 90.0 - position.lat,
    };
    let mut best: Option<(f64, Position, Arc)> = None;
    let mut seen: BTreeSet<(i32, i32)> = BTreeSet::new();
    for row in rows.0..=rows.1 {
        for column in columns.0..=columns.1 {
            if !seen.insert((column.rem_euclid(block::columns(level)), row)) {
                continue;
            }
            for arc in tile(level, column, row).land.arcs.into_iter().filter(&wanted) {
                for pair in arc.points.windows(2) {
                    let [a, b] = pair else { continue };
                    let (a, b) = (local(a.0, a.1), local(b.0, b.1));
                    let (dx, dy) = (b.x - a.x, b.y - a.y);
                    let length = (dx * dx + dy * dy).max(1e-12);
                    let t = (-(a.x * dx + a.y * dy) / length).clamp(0.0, 1.0);
                    let (x, y) = (a.x + t * dx, a.y + t * dy);
                    let Some(at) = Position::new(position.lat + y, position.lon + x / shrink) else { continue };
                    let off = distance_km(position, at);
                    if off <= km && best.as_ref().is_none_or(|(least, ..)| off < *least) {
                        best = Some((off, at, arc.clone()));
                    }
                }
            }
        }
    }
    best.map(|(off, at, arc)| ((off, at), arc))
}
