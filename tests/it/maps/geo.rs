//! Distances, directions and projections.

use onrecord::geo::projection::Projection;
use onrecord::geo::{Position, direction, distance_km, longitude_span, wrap};
use proptest::prelude::*;

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).expect("a place on the Earth")
}

#[test]
fn distances_from_belgorod_are_those_of_the_domain_notes() {
    let belgorod = at(50.597, 36.588);
    let expected = [
        ("Stroitel", 50.785, 36.483, 22.2, "north"),
        ("Kharkiv", 49.993, 36.230, 71.8, "south"),
        ("Gubkin", 51.282, 37.545, 101.5, "north-east"),
        ("Stary Oskol", 51.298, 37.835, 117.1, "north-east"),
        ("Voronezh", 51.672, 39.184, 217.0, "north-east"),
        ("Tambov", 52.721, 41.452, 410.2, "north-east"),
        ("Kyiv", 50.450, 30.523, 428.9, "west"),
        ("Kaluga", 54.514, 36.261, 436.1, "north"),
        ("Moscow", 55.752, 37.618, 577.3, "north"),
        ("Yaroslavl", 57.626, 39.884, 810.3, "north"),
    ];
    for (name, lat, lon, km, words) in expected {
        let there = at(lat, lon);
        let found = distance_km(belgorod, there);
        assert!((found - km).abs() < 0.1, "{name}: {found}");
        assert_eq!(direction(belgorod, there).as_str(), words, "{name}");
    }
}

#[test]
fn distance_and_direction_do_not_notice_the_antimeridian() {
    let (west, east) = (at(-17.0, 179.9), at(-17.0, -179.9));
    assert!((distance_km(west, east) - 21.27).abs() < 0.1);
    assert_eq!(direction(west, east).as_str(), "east");
    let (middle, width) = longitude_span([179.0, -179.0, -178.0].into_iter());
    assert!((middle - -179.5).abs() < 1e-9 && (width - 3.0).abs() < 1e-9, "{middle} {width}");
}

#[test]
fn what_is_not_on_the_earth_is_no_position() {
    for (lat, lon) in [(f64::NAN, 0.0), (0.0, f64::INFINITY), (90.1, 0.0), (-91.0, 0.0), (0.0, 1e9)] {
        assert_eq!(Position::new(lat, lon), None);
    }
    assert_eq!(at(10.0, 190.0).lon, -170.0);
    assert_eq!(wrap(180.0), 180.0);
}

proptest! {
    #[test]
    fn every_projection_comes_back(lat in -60.0..60.0f64, lon in -180.0..180.0f64, dlat in -9.0..9.0f64, dlon in -20.0..20.0f64) {
        let here = at(lat + dlat, lon + dlon);
        let projections = [
            Projection::conic(lat - 6.0, lat + 6.0, lon),
            Projection::Azimuthal { lat, middle: lon },
            Projection::World { middle: lon },
            Projection::Mercator { middle: lon },
        ];
        for projection in projections {
            let plane = projection.forward(here.lat, here.lon_near(lon));
            prop_assert!(plane.x.is_finite() && plane.y.is_finite());
            let back = projection.inverse(plane).expect("a point that came from the Earth");
            prop_assert!(distance_km(here, back) < 1e-3, "{projection:?} {here:?} {back:?}");
        }
    }

    #[test]
    fn no_projection_is_ever_infinite(lat in -90.0..=90.0f64, lon in -180.0..=180.0f64, centre in -89.0..89.0f64) {
        for projection in [
            Projection::conic(centre - 8.0, centre + 8.0, 10.0),
            Projection::Azimuthal { lat: centre, middle: 10.0 },
            Projection::World { middle: 0.0 },
        ] {
            let plane = projection.forward(lat, at(lat, lon).lon_near(projection.middle()));
            prop_assert!(plane.x.is_finite() && plane.y.is_finite());
        }
    }

    #[test]
    fn an_offset_lies_where_it_was_sent(lat in -80.0..80.0f64, lon in -180.0..180.0f64, km in 1.0..3000.0f64, way in 0.0..360.0f64) {
        let here = at(lat, lon);
        prop_assert!((distance_km(here, here.offset(km, way)) - km).abs() < 1e-3);
    }

    #[test]
    fn conic_frames_keep_local_distances(lat in -65.0..65.0f64, lon in -180.0..180.0f64, way in 0.0..360.0f64) {
        // The scale bar is honest: 100 km near the centre are 100 km on the plane, to one per cent.
        let (here, projection) = (at(lat, lon), Projection::conic(lat - 3.0, lat + 3.0, lon));
        let there = here.offset(100.0, way);
        let (a, b) = (projection.forward(here.lat, here.lon_near(lon)), projection.forward(there.lat, there.lon_near(lon)));
        let km = (a.x - b.x).hypot(a.y - b.y) * 6371.0088;
        prop_assert!((km - 100.0).abs() < 1.0, "{km}");
    }
}
