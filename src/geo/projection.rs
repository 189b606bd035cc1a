//! From the Earth to the plane and back: four projections, one for each size and place of frame.
//!
//! A regional frame is a Lambert conformal conic fitted to its latitudes (Snyder, *Map Projections: A Working Manual*,
//! USGS 1987, ch. 15), which near the equator turns into Mercator (ch. 7); a frame near a pole, or as wide as a
//! continent, is Lambert azimuthal equal-area (ch. 24); the world is Equal Earth (Šavrič, Patterson and Jenny 2018). All
//! on a sphere of radius 1, y upwards. Longitudes are *unrolled*: within 180 of the central meridian, never wrapped
//! here, so that both ends of a world map keep their side.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use super::{Point, Position, wrap};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// `n` the cone's constant, `f` its scale, `rho` the radius at the central latitude, `middle` the central meridian.
    Conic {
        n: f64,
        f: f64,
        rho: f64,
        middle: f64,
    },
    Mercator {
        middle: f64,
    },
    Azimuthal {
        lat: f64,
        middle: f64,
    },
    World {
        middle: f64,
    },
}

const EQUAL_EARTH: [f64; 4] = [1.340264, -0.081106, 0.000893, 0.003796];

impl Projection {
    /// The conic for a frame from `south` to `north`: its standard parallels lie at 1/6 and 5/6 of the span.
    pub fn conic(south: f64, north: f64, middle: f64) -> Projection {
        let span = north - south;
        let one = (south + span / 6.0).clamp(-84.0, 84.0).to_radians();
        let two = (north - span / 6.0).clamp(-84.0, 84.0).to_radians();
        let cone = |lat: f64| (FRAC_PI_4 + lat / 2.0).tan();
        let n = if (two - one).abs() < 1e-6 {
            one.sin()
        } else {
            (one.cos() / two.cos()).ln() / (cone(two) / cone(one)).ln()
        };
        if n.abs() < 0.02 {
            return Projection::Mercator { middle };
        }
        let f = one.cos() * cone(one).powf(n) / n;
        let centre = ((south + north) / 2.0).clamp(-84.0, 84.0).to_radians();
        Projection::Conic { n, f, rho: f / cone(centre).powf(n), middle }
    }

    /// The central meridian.
    pub fn middle(self) -> f64 {
        match self {
            Projection::Conic { middle, .. }
            | Projection::Mercator { middle }
            | Projection::Azimuthal { middle, .. }
            | Projection::World { middle } => middle,
        }
    }

    /// A position on the plane; `lon` is unrolled about the central meridian. Always finite.
    pub fn forward(self, lat: f64, lon: f64) -> Point {
        let turn = (lon - self.middle()).to_radians();
        // Cylinder and cone run to infinity at a pole; no frame that shows one uses them.
        let tame = lat.clamp(-87.0, 87.0).to_radians();
        match self {
            Projection::Conic { n, f, rho, .. } => {
                let radius = f / (FRAC_PI_4 + tame / 2.0).tan().powf(n);
                Point { x: radius * (n * turn).sin(), y: rho - radius * (n * turn).cos() }
            }
            Projection::Mercator { .. } => Point { x: turn, y: (FRAC_PI_4 + tame / 2.0).tan().ln() },
            Projection::Azimuthal { lat: centre, .. } => {
                let (lat, centre) = (lat.to_radians(), centre.to_radians());
                let cos = centre.sin() * lat.sin() + centre.cos() * lat.cos() * turn.cos();
                let k = (2.0 / (1.0 + cos).max(1e-6)).sqrt();
                let y = centre.cos() * lat.sin() - centre.sin() * lat.cos() * turn.cos();
                Point { x: k * lat.cos() * turn.sin(), y: k * y }
            }
            Projection::World { .. } => {
                let theta = (0.75f64.sqrt() * lat.to_radians().sin()).asin();
                let (y, slope) = equal_earth(theta);
                Point { x: turn * theta.cos() / (0.75f64.sqrt() * slope), y }
            }
        }
    }

    /// The position of a point of the plane; none outside the map.
    pub fn inverse(self, point: Point) -> Option<Position> {
        let (lat, turn) = match self {
            Projection::Conic { n, f, rho, .. } => {
                let down = rho - point.y;
                let radius = n.signum() * point.x.hypot(down);
                let angle = (n.signum() * point.x).atan2(n.signum() * down);
                (2.0 * (f / radius).powf(1.0 / n).atan() - FRAC_PI_2, angle / n)
            }
            Projection::Mercator { .. } => (2.0 * point.y.exp().atan() - FRAC_PI_2, point.x),
            Projection::Azimuthal { lat: centre, .. } => azimuthal_inverse(point, centre.to_radians())?,
            Projection::World { .. } => {
                let mut theta = point.y / EQUAL_EARTH[0];
                for _ in 0..12 {
                    let (y, slope) = equal_earth(theta);
                    theta -= (y - point.y) / slope;
                }
                let (_, slope) = equal_earth(theta);
                let sin = theta.sin() / 0.75f64.sqrt();
                if !(-1.0..=1.0).contains(&sin) {
                    return None;
                }
                (sin.asin(), point.x * 0.75f64.sqrt() * slope / theta.cos())
            }
        };
        if !lat.is_finite() || !turn.is_finite() || turn.abs() > PI + 1e-9 {
            return None;
        }
        Position::new(lat.to_degrees(), wrap(self.middle() + turn.to_degrees()))
    }
}

/// Equal Earth's height at the parametric latitude `theta`, and its derivative.
fn equal_earth(theta: f64) -> (f64, f64) {
    let [a, b, c, d] = EQUAL_EARTH;
    let t2 = theta * theta;
    let t6 = t2 * t2 * t2;
    (theta * (a + b * t2 + t6 * (c + d * t2)), a + 3.0 * b * t2 + t6 * (7.0 * c + 9.0 * d * t2))
}

/// (latitude, longitude from the middle), in radians.
fn azimuthal_inverse(point: Point, centre: f64) -> Option<(f64, f64)> {
    let radius = point.x.hypot(point.y);
    if radius > 2.0 {
        return None;
    }
    if radius < 1e-12 {
        return Some((centre, 0.0));
    }
    let (sin, cos) = (2.0 * (radius / 2.0).asin()).sin_cos();
    let lat = (cos * centre.sin() + point.y * sin * centre.cos() / radius).clamp(-1.0, 1.0).asin();
    let turn = (point.x * sin).atan2(radius * centre.cos() * cos - point.y * centre.sin() * sin);
    Some((lat, turn))
}
