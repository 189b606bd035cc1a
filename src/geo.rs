//! Where things are, and the geometry a map needs; nothing here knows of borders, SVG or files.
//!
//! Angles are degrees, distances kilometres, points on the drawing are pixels with y downwards. Every function is total:
//! coordinates that are not numbers make no [`Position`] in the first place.

pub mod chain;
pub mod coarse;
pub mod clip;
pub mod simplify;
pub mod hatch;
pub mod projection;
pub mod placement;

use crate::vocabulary::Direction;

/// The mean radius of the Earth (IUGG), in kilometres.
pub const EARTH_RADIUS_KM: f64 = 6371.0088;

/// A place on the Earth: latitude −90 to 90, longitude −180 to 180, both finite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    pub lat: f64,
    pub lon: f64,
}

impl Position {
    /// None when a coordinate is not a number, or the latitude lies beyond a pole. Longitudes are wrapped.
    pub fn new(lat: f64, lon: f64) -> Option<Position> {
        let sound = lat.is_finite() && lon.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 720.0;
        sound.then(|| Position { lat, lon: wrap(lon) })
    }

    /// The longitude as a number within 180 of `centre`, so that places on both sides of the antimeridian compare.
    pub fn lon_near(self, centre: f64) -> f64 {
        centre + wrap(self.lon - centre)
    }

    /// The point `km` away in the direction `bearing` (degrees clockwise from north), on a sphere.
    pub fn offset(self, km: f64, bearing: f64) -> Position {
        let (angle, bearing) = (km / EARTH_RADIUS_KM, bearing.to_radians());
        let (lat, lon) = (self.lat.to_radians(), self.lon.to_radians());
        let sin = lat.sin() * angle.cos() + lat.cos() * angle.sin() * bearing.cos();
        let end = sin.clamp(-1.0, 1.0).asin();
        let turn = (bearing.sin() * angle.sin() * lat.cos()).atan2(angle.cos() - lat.sin() * end.sin());
        Position { lat: end.to_degrees(), lon: wrap((lon + turn).to_degrees()) }
    }
}

/// A point on the drawing, in pixels; or on the projected plane, in Earth radii.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// The longitude in −180 to 180.
pub fn wrap(lon: f64) -> f64 {
    let turned = (lon + 180.0).rem_euclid(360.0) - 180.0;
    if turned == -180.0 && lon > 0.0 { 180.0 } else { turned }
}

/// Great-circle distance (haversine on the mean radius); within 0.6 % of the distance on the ellipsoid.
pub fn distance_km(a: Position, b: Position) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let half = |degrees: f64| (degrees.to_radians() / 2.0).sin().powi(2);
    let h = half(b.lat - a.lat) + lat_a.cos() * lat_b.cos() * half(b.lon - a.lon);
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

/// The direction in which the great circle from `a` to `b` sets out: degrees clockwise from north, 0 to 360.
pub fn bearing(a: Position, b: Position) -> f64 {
    let (lat_a, lat_b) = (a.lat.to_radians(), b.lat.to_radians());
    let turn = (b.lon - a.lon).to_radians();
    let y = turn.sin() * lat_b.cos();
    let x = lat_a.cos() * lat_b.sin() - lat_a.sin() * lat_b.cos() * turn.cos();
    y.atan2(x).to_degrees().rem_euclid(360.0)
}

/// The direction in which `b` lies from `a`.
pub fn direction(a: Position, b: Position) -> Direction {
    Direction::ALL[((bearing(a, b) + 22.5) / 45.0) as usize % Direction::ALL.len()]
}

/// The middle of the shortest stretch of longitudes that holds them all, and its width; the antimeridian is no border.
pub fn longitude_span(longitudes: impl Iterator<Item = f64>) -> (f64, f64) {
    let mut sorted: Vec<f64> = longitudes.map(wrap).collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else { return (0.0, 0.0) };
    // The widest gap between neighbours is what the stretch leaves out.
    let mut gap = (first + 360.0 - last, first);
    for pair in sorted.windows(2) {
        if let [west, east] = pair
            && east - west > gap.0
        {
            gap = (east - west, *east);
        }
    }
    let width = 360.0 - gap.0;
    (wrap(gap.1 + width / 2.0), width)
}
