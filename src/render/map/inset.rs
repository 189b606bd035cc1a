//! The small map in a corner: where in the world the frame lies, and the places of context beyond it.

use crate::basemap::Worldview;
use crate::basemap::block::Line;
use crate::geo::clip::{self, Rect};
use crate::geo::placement::Board;
use crate::geo::{Point, Position, distance_km, simplify};
use crate::html::{Html, Markup};

use super::base;
use super::frame::{self, Frame, Wanted};
use super::marks::{Ground, WIDE};
use super::path::{self, Path, number};
use super::request::Located;
use super::text;

pub struct Inset {
    pub rect: Rect,
    pub svg: Markup,
}

const WIDTH: f64 = 136.0;
const HEIGHT: f64 = 104.0;
/// It is small: whole pixels will do.
const GRAIN: f64 = 1.0;
/// A frame that reaches so many kilometres says itself where it lies.
const WIDEST: f64 = 700.0;
/// It says where the frame lies, not how a coast runs.
const COARSE: base::Detail = (1.8, 6.0);
/// How far beyond the frame a place may lie and still be worth the inset's room, as a multiple of the frame's reach.
const FARTHEST: f64 = 9.0;

/// Draws the inset into a corner without places; none when the frame itself shows whole countries, or every corner is taken.
pub fn draw(ground: &Ground, home: Option<&str>, view: Worldview) -> Option<Inset> {
    let reach = ground.frame.reach_km();
    if ground.frame.is_world() || reach > WIDEST || ground.places.is_empty() {
        return None;
    }
    let rect = free_corner(ground)?;
    let middle = ground.frame.centre();
    let beyond: Vec<&Located> = ground
        .places
        .iter()
        .filter(|p| !ground.frame.rect.contains(ground.frame.place(p.position)))
        .filter(|p| distance_km(middle, p.position) < (reach * FARTHEST).max(1_500.0))
        .collect();
    let mut wanted: Vec<Wanted> = beyond.iter().map(|p| (p.position, 0.0)).collect();
    wanted.push((middle, (reach * 2.2).clamp(320.0, 2_500.0)));
    let frame = frame::fit(&wanted, rect, (16.0, 14.0), (reach * 2.4).max(340.0));
    if frame.is_world() {
        return None;
    }
    Some(Inset { rect, svg: picture(ground, &frame, &beyond, home, view) })
}

fn picture(ground: &Ground, frame: &Frame, beyond: &[&Located], home: Option<&str>, view: Worldview) -> Markup {
    let block = frame.block();
    let mut svg = Html::new();
    svg.raw("<g class=\"map-inset\">");
    base::water(frame, GRAIN).draw(&mut svg, "map-water");
    base::fill(frame, &block.land(|_| true), frame.rect, COARSE, GRAIN).draw(&mut svg, "map-land");
    for (kind, class) in [(Line::Disputed, "map-border map-border-disputed"), (Line::Border, "map-border")] {
        base::lines(frame, &block.lines(kind, view), frame.rect, COARSE.0, 3.0, GRAIN).0.draw(&mut svg, class);
    }
    let mut board = Board::new(frame.rect.grown(-3.0));
    let outline = extent_box(ground.frame, frame);
    board.take(Rect::bounds(&outline));
    for located in beyond {
        board.take(Rect::around(frame.place(located.position), 4.0));
    }
    let mut texts = Html::new();
    for located in beyond.iter().take(12) {
        let at = frame.place(located.position);
        if !frame.rect.contains(at) {
            continue;
        }
        path::dot(&mut texts, at, "2.5");
        let name = &located.place.label;
        let size = WIDE.text;
        let room = (text::width(name, size, false) + 1.0, size * 1.2);
        let Some((rect, side)) = board.label(at, at, 1.0, room, false) else {
            continue;
        };
        text::write(&mut texts, name, "map-label map-label-2", rect, side, rect.top + size * 0.95);
    }
    // Where in the world the frame lies is said by the story's country, and by a neighbour if there is room.
    let mut countries = base::countries(frame, &block, view, 500.0);
    countries.sort_by_key(|(name, ..)| home.is_none_or(|home| home != *name));
    let mut left = 2;
    for (name, rings, _) in countries {
        if left == 0 {
            break;
        }
        let (words, size) = (name.to_owned(), WIDE.text);
        let width = text::width(&words, size, false);
        let Some(rect) = board.within(&rings, frame.rect.centre(), 3.0, width, size * 1.1) else {
            // A neighbour's name alone would say that the frame lies there.
            if home == Some(name) { break } else { continue }
        };
        left -= 1;
        let at = rect.centre();
        texts.raw("<text class=\"map-label map-label-2 map-middle\"").attribute("x", &number(at.x));
        texts.attribute("y", &number(at.y + size * 0.36)).raw(">").text(&words).raw("</text>");
    }
    let mut extent = Path::default();
    extent.ring(&outline);
    extent.draw(&mut svg, "map-extent");
    let Rect { left, top, .. } = frame.rect;
    svg.markup(&texts.finish()).raw("<rect class=\"map-inset-frame\"");
    svg.attribute("x", &number(left)).attribute("y", &number(top));
    svg.attribute("width", &number(WIDTH)).attribute("height", &number(HEIGHT)).raw("/></g>").finish()
}

/// The main frame's outline on the inset; at least seven pixels, or nobody would find it.
fn extent_box(main: &Frame, frame: &Frame) -> Vec<Point> {
    let Rect { left, top, right, bottom } = main.rect;
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y });
    let mut outline: Vec<Point> = Vec::new();
    for (a, b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        for i in 0..8 {
            let t = f64::from(i) / 8.0;
            let on_edge = Point { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
            outline.extend(main.position(on_edge).map(|p: Position| frame.place(p)));
        }
    }
    let outline = simplify::ring(&clip::ring(&outline, frame.rect), 0.3);
    let around = Rect::bounds(&outline);
    if around.width() >= 7.0 && !outline.is_empty() {
        return outline;
    }
    let Rect { left, top, right, bottom } = Rect::around(frame.place(main.centre()), 4.0);
    [(left, top), (right, top), (right, bottom), (left, bottom)].map(|(x, y)| Point { x, y }).to_vec()
}

/// The corner farthest from every place, if the inset covers none there.
fn free_corner(ground: &Ground) -> Option<Rect> {
    let inner = ground.frame.rect.grown(-12.0);
    let (right, bottom) = (inner.right - WIDTH, inner.bottom - HEIGHT);
    let corners = [(right, bottom), (right, inner.top), (inner.left, inner.top), (inner.left, bottom)];
    let pins: Vec<Point> = ground.places.iter().map(|p| ground.frame.place(p.position)).collect();
    let clearance = |rect: Rect| {
        let away = |p: &Point| {
            (rect.left - p.x).max(p.x - rect.right).max(0.0).hypot((rect.top - p.y).max(p.y - rect.bottom).max(0.0))
        };
        pins.iter().map(away).fold(160.0, f64::min)
    };
    let rects = corners.map(|(x, y)| Rect::new(x, y, WIDTH, HEIGHT));
    let mut best: Option<(f64, Rect)> = None;
    for rect in rects {
        let room = clearance(rect);
        if room > LEAST_ROOM && best.is_none_or(|(most, _)| room > most + 1.0) {
            best = Some((room, rect));
        }
    }
    best.map(|(_, rect)| rect)
}

/// The least room between the inset and a place.
const LEAST_ROOM: f64 = 16.0;
