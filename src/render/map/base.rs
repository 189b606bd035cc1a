//! What lies under the marks: water, land, named areas in one tint, lakes and rivers, borders, hatched areas.

use crate::basemap::block::{Block, Line};
use crate::basemap::{Area, Unit, Worldview, unit};
use crate::geo::chain::GridPoint;
use crate::geo::clip::{self, Rect};
use crate::geo::projection::Projection;
use crate::geo::{Point, hatch, simplify};
use crate::html::{Html, Markup};

use super::frame::{Frame, Shift};
use super::path::{Path, number};
use super::request::{Located, Mark, Role};

/// What is drawn under the marks, and what they need to know of it.
#[derive(Default)]
pub struct Base {
    pub svg: Markup,
    pub land: Land,
}

/// What lies where on a drawing.
#[derive(Default)]
pub struct Land {
    /// Borders on the drawing, which labels avoid.
    pub borders: Vec<Vec<Point>>,
    /// Countries in the frame, largest first: name, rings on the drawing, area in square pixels.
    pub countries: Vec<(&'static str, Vec<Vec<Point>>, f64)>,
    /// The ground of places that are areas, as far as the frame shows it: the place's index, rings on the drawing.
    pub grounds: Vec<(usize, Vec<Vec<Point>>)>,
    /// Units in the frame whose status views differ on.
    pub disputed: Vec<Unit>,
    /// What of it the key explains.
    pub marks: Vec<Mark>,
}

impl Land {
    /// The same on a drawing of another size.
    pub fn shifted(&self, shift: Shift) -> Land {
        let line = |points: &Vec<Point>| points.iter().map(|p| shift.point(*p)).collect::<Vec<Point>>();
        let rings = |rings: &Vec<Vec<Point>>| rings.iter().map(line).collect::<Vec<_>>();
        let area = |area: f64| area * shift.by * shift.by;
        Land {
            borders: rings(&self.borders),
            countries: self.countries.iter().map(|(name, at, size)| (*name, rings(at), area(*size))).collect(),
            grounds: self.grounds.iter().map(|(index, at)| (*index, rings(at))).collect(),
            disputed: self.disputed.clone(),
            marks: self.marks.clone(),
        }
    }
}

/// Steps to a pixel in the base's path data: what is finer nobody sees.
const GRAIN: f64 = 2.0;

/// What is not worth its bytes: deviations below so many pixels, islands and lakes below so many square pixels.
pub type Detail = (f64, f64);
const NEAR: Detail = (0.7, 1.5);
const FAR: Detail = (1.0, 4.0);
/// Lakes tell nobody where a town lies unless they are large.
const LEAST_LAKE: f64 = 14.0;
/// From this many kilometres to a pixel, a map shows continents: thin borders, no small islands, no fine print.
const FAR_SCALE: f64 = 4.0;
/// The most bytes that inner boundaries may take; they are drawn coarser until they fit, or not at all.
const INNER_BYTES: usize = 7_500;

/// The most bytes that the ground of one drawing takes: long coasts and borders are drawn coarser until they fit.
const BASE_BYTES: usize = 11_000;
/// How much coarser each try is.
const COARSER: [f64; 4] = [1.0, 1.5, 2.1, 2.8];

/// Draws the base and the ground of the places under an id.
pub fn draw(id: &str, frame: &Frame, places: &[Located], view: Worldview) -> Base {
    let (tolerance, smallest) = if frame.km_per_pixel() > FAR_SCALE { FAR } else { NEAR };
    let mut base = Base::default();
    for by in COARSER {
        base = drawn(id, frame, places, view, (tolerance * by, smallest * by));
        if base.svg.as_str().len() <= BASE_BYTES {
            break;
        }
    }
    base
}

fn drawn(id: &str, frame: &Frame, places: &[Located], view: Worldview, detail: Detail) -> Base {
    let block = frame.block();
    let scale = frame.km_per_pixel();
    // Fills run past the edge of the drawing, so that the strokes round them do not show there.
    let bleed = frame.rect.grown(4.0);
    let mut svg = Html::new();
    svg.raw("<g").attribute("class", if scale > FAR_SCALE { "map-base map-far" } else { "map-base" });
    svg.attribute("id", id).attribute("transform", &format!("scale({})", number(1.0 / GRAIN))).raw(">");
    water(frame, GRAIN).draw(&mut svg, "map-water");
    fill(frame, &block.land(|_| true), bleed, detail, GRAIN).draw(&mut svg, "map-land");
    let grounds = grounds(frame, &block, places, view, detail);
    let mut marks: Vec<Mark> = grounds.iter().filter_map(|ground| area(&mut svg, ground, places)).collect();
    hatching(frame, &block, view, bleed).draw(&mut svg, "map-hatch");
    let large = (detail.0, detail.1 * LEAST_LAKE);
    fill(frame, &block.lakes(), bleed, large, GRAIN).draw(&mut svg, "map-lake");
    // Rivers are 1:50m: in a close frame they would run through the wrong street. On a wide one they are only noise.
    if scale > 0.35 && scale < 2.0 {
        lines(frame, &block.rivers(), bleed, detail.0 * 1.15, 12.0, GRAIN).0.draw(&mut svg, "map-river");
    }
    if scale < 2.2 {
        inner(frame, &block.lines(Line::Inner, view), bleed).draw(&mut svg, "map-admin");
    }
    let mut borders = Vec::new();
    for (kind, class) in [
        (Line::Control, "map-control"),
        (Line::Disputed, "map-border map-border-disputed"),
        (Line::Border, "map-border"),
    ] {
        let (path, drawn) = lines(frame, &block.lines(kind, view), bleed, detail.0, 0.0, GRAIN);
        path.draw(&mut svg, class);
        if kind != Line::Border && drawn.iter().map(|line| length(line)).sum::<f64>() > SEEN {
            marks.push(Mark::Disputed);
        }
        borders.extend(drawn);
    }
    let svg = svg.raw("</g>").finish();
    let land = Land {
        borders,
        grounds,
        countries: countries(frame, &block, view, 900.0),
        disputed: visible_disputed(frame, &block),
        marks,
    };
    Base { svg, land }
}

/// The ground of one place, in the tint of named areas or in that of the story; both cover what lies under them, so that
/// tints never add up.
fn area(svg: &mut Html, (index, rings): &(usize, Vec<Vec<Point>>), places: &[Located]) -> Option<Mark> {
    let place = places.iter().find(|place| place.index == *index)?;
    let mut path = Path::in_steps(GRAIN);
    rings.iter().for_each(|ring| path.ring(ring));
    let (mark, class) = match (place.place.role, place.area) {
        (Role::Event, _) => (Mark::EventArea, "map-area map-area-event"),
        // A country has its borders already.
        (_, Some(Area::Country(_))) => (Mark::Area, "map-area map-area-country"),
        _ => (Mark::Area, "map-area"),
    };
    path.draw(svg, class);
    Some(mark)
}

/// The sea: the whole rectangle, or the outline of the world.
pub fn water(frame: &Frame, grain: f64) -> Path {
    let Rect { left, top, right, bottom } = frame.rect;
    let mut path = Path::in_steps(grain);
    if let Projection::World { middle } = frame.projection {
        let side = |lon: f64| (-45..=45).map(move |i| frame.point(f64::from(i) * 2.0, lon));
        let outline: Vec<Point> = side(middle - 180.0).chain(side(middle + 180.0).rev()).collect();
        path.ring(&simplify::ring(&outline, 0.2));
    } else {
        path.ring(&[(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y }));
    }
    path
}

/// Rings of the basemap as one fill.
pub fn fill(frame: &Frame, rings: &[Vec<GridPoint>], to: Rect, detail: Detail, grain: f64) -> Path {
    let mut path = Path::in_steps(grain);
    for ring in shapes(frame, rings, to, detail) {
        path.ring(&ring);
    }
    path
}

fn shapes(frame: &Frame, rings: &[Vec<GridPoint>], to: Rect, (tolerance, smallest): Detail) -> Vec<Vec<Point>> {
    let drawn = rings.iter().map(|ring| simplify::ring(&clip::ring(&frame.project(ring), to), tolerance));
    drawn.filter(|ring| simplify::area(ring) >= smallest).collect()
}

/// The ground of each place that is an area of which the frame shows more than a speck; what lies in another comes after it.
fn grounds(
    frame: &Frame,
    block: &Block,
    places: &[Located],
    view: Worldview,
    detail: Detail,
) -> Vec<(usize, Vec<Vec<Point>>)> {
    let bleed = frame.rect.grown(4.0);
    let size = |rings: &Vec<Vec<Point>>| rings.iter().map(|ring| simplify::area(ring)).sum::<f64>();
    let ground = |place: &Located| {
        let rings = match place.area? {
            Area::Country(name) => shapes(frame, &block.land(|n| unit(n).country(view) == *name), bleed, detail),
            Area::Region(rings) => shapes(frame, &turned(rings, frame.projection.middle()), bleed, detail),
        };
        (size(&rings) > 60.0).then_some((place.index, rings))
    };
    let mut grounds: Vec<_> = places.iter().filter_map(ground).collect();
    grounds.sort_by(|a, b| size(&b.1).total_cmp(&size(&a.1)));
    grounds
}

/// Rings turned round the Earth until they lie about the central meridian.
fn turned(rings: &[Vec<GridPoint>], middle: f64) -> Vec<Vec<GridPoint>> {
    let whole = 360 * crate::basemap::block::STEPS;
    let turn = |ring: &Vec<GridPoint>| {
        let (sum, count) = ring.iter().fold((0i64, 0i64), |(sum, count), (x, _)| (sum + i64::from(*x), count + 1));
        let (lon, _) = crate::basemap::block::degrees(((sum / count.max(1)) as i32, 0));
        let by = ((middle - lon) / 360.0).round() as i32 * whole;
        ring.iter().map(|(x, y)| (x + by, *y)).collect()
    };
    rings.iter().map(turn).collect()
}

/// Lines of the basemap, without those shorter than `least` pixels; also as drawn.
pub fn lines(
    frame: &Frame,
    found: &[Vec<GridPoint>],
    to: Rect,
    tolerance: f64,
    least: f64,
    grain: f64,
) -> (Path, Vec<Vec<Point>>) {
    let (mut path, mut drawn) = (Path::in_steps(grain), Vec::new());
    for line in found {
        for part in clip::line(&frame.project(line), to) {
            let part = simplify::line(&part, tolerance);
            if length(&part) >= least && path.line(&part) {
                drawn.push(part);
            }
        }
    }
    (path, drawn)
}

/// Pixels of a line from which on somebody sees it.
const SEEN: f64 = 40.0;

fn length(line: &[Point]) -> f64 {
    line.iter().zip(line.iter().skip(1)).map(|(a, b)| (b.x - a.x).hypot(b.y - a.y)).sum()
}

/// Boundaries inside countries, as detailed as their bytes allow.
fn inner(frame: &Frame, found: &[Vec<GridPoint>], to: Rect) -> Path {
    let tries = [(0.9, 3.0), (1.4, 14.0), (2.0, 24.0), (2.6, 34.0)];
    let drawn = tries.into_iter().map(|(tolerance, least)| lines(frame, found, to, tolerance, least, GRAIN).0);
    drawn.into_iter().find(|path| path.size() <= INNER_BYTES).unwrap_or_default()
}

fn hatching(frame: &Frame, block: &Block, view: Worldview, to: Rect) -> Path {
    let rings = block.land(|number| unit(number).is_hatched(view));
    let mut path = Path::in_steps(GRAIN);
    for [from, until] in hatch::diagonals(&shapes(frame, &rings, to, NEAR), 7.0) {
        path.line(&[from, until]);
    }
    path
}

/// The units with a note of which something shows in the frame.
fn visible_disputed(frame: &Frame, block: &Block) -> Vec<Unit> {
    let noted = block.units().into_iter().filter(|number| !unit(*number).note.is_empty());
    let least = if frame.km_per_pixel() > FAR_SCALE { 40.0 } else { 12.0 };
    let shows = |number: usize| {
        let shapes = shapes(frame, &block.land(|other| other == number), frame.rect, NEAR);
        shapes.iter().map(|ring| simplify::area(ring)).sum::<f64>() > least
    };
    noted.filter(|number| shows(*number)).map(unit).collect()
}

/// Countries of which the frame shows enough for a name.
pub fn countries(
    frame: &Frame,
    block: &Block,
    view: Worldview,
    least: f64,
) -> Vec<(&'static str, Vec<Vec<Point>>, f64)> {
    let mut names: Vec<&'static str> = block.units().into_iter().map(|number| unit(number).shown_as(view)).collect();
    names.sort_unstable();
    names.dedup();
    let mut countries: Vec<_> = names
        .into_iter()
        .filter_map(|name| {
            let rings =
                shapes(frame, &block.land(|number| unit(number).shown_as(view) == name), frame.rect, (1.5, 4.0));
            let area: f64 = rings.iter().map(|ring| simplify::area(ring)).sum();
            (area > least).then_some((name, rings, area))
        })
        .collect();
    countries.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(b.0)));
    countries
}
