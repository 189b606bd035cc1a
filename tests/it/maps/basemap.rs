//! The committed data: whose ground a point is, under each worldview, and that tiles fit together.

use onrecord::basemap::Worldview::{self, DeFacto, Ua, Un};
use onrecord::basemap::block::{Block, Extent, degrees};
use onrecord::basemap::{border_near, country_at, land_near, name_near, unit, unit_at};
use onrecord::geo::projection::Projection;
use onrecord::geo::{Point, Position, simplify};

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).expect("a place on the Earth")
}

#[test]
fn crimea_is_in_ukraine_unless_the_view_is_de_facto() {
    for (name, lat, lon) in [
        ("Simferopol", 44.95, 34.10),
        ("Sevastopol", 44.60, 33.53),
        ("Kerch", 45.35, 36.45),
        ("Dzhankoi", 45.71, 34.39),
        ("the issue's point", 45.1, 34.1),
    ] {
        for view in [Un, Ua] {
            assert_eq!(country_at(lat, lon, view), Some("Ukraine"), "{name} under {}", view.as_str());
        }
        assert_eq!(country_at(lat, lon, DeFacto), Some("Russia"), "{name} de facto");
        // Even then the map writes no country's name there.
        assert_eq!(name_near(at(lat, lon), 5.0, DeFacto), Some("Crimea"), "{name}");
        assert!(unit(unit_at(at(lat, lon))).is_hatched(DeFacto));
        assert!(!unit(unit_at(at(lat, lon))).is_hatched(Ua));
    }
}

#[test]
fn what_is_not_disputed_lies_where_everybody_says() {
    let places = [
        ("Donetsk", 48.0, 37.8, "Ukraine"),
        ("Luhansk", 48.57, 39.31, "Ukraine"),
        ("Mariupol", 47.11, 37.55, "Ukraine"),
        ("Kherson", 46.64, 32.62, "Ukraine"),
        ("Kharkiv", 49.993, 36.230, "Ukraine"),
        ("Kyiv", 50.45, 30.523, "Ukraine"),
        ("Belgorod", 50.597, 36.588, "Russia"),
        ("Stary Oskol", 51.298, 37.835, "Russia"),
        ("Anapa", 44.9, 37.35, "Russia"),
        ("Anadyr, past the antimeridian", 66.5, -175.0, "Russia"),
        ("Sydney", -33.9, 151.1, "Australia"),
        ("Wellington", -41.2, 174.85, "New Zealand"),
        ("Viti Levu", -17.8, 178.0, "Fiji"),
        ("Taveuni, west", -16.9, 179.95, "Fiji"),
        ("Khartoum", 15.5, 32.56, "Sudan"),
        ("Juba", 4.85, 31.6, "South Sudan"),
        ("Gaza City", 31.5, 34.46, "Palestine"),
        ("Ramallah", 31.9, 35.2, "Palestine"),
        ("Tel Aviv", 32.08, 34.82, "Israel"),
        ("Tiraspol", 46.84, 29.63, "Moldova"),
        ("Sukhumi", 43.0, 41.05, "Georgia"),
        ("Paris", 48.85, 2.35, "France"),
        ("Lesotho, an enclave", -29.5, 28.2, "Lesotho"),
        ("Kansas", 38.5, -98.0, "United States"),
        ("the South Pole", -90.0, 0.0, "Antarctica"),
        ("Windhoek", -22.56, 17.08, "Namibia"),
    ];
    for (name, lat, lon, country) in places {
        for view in Worldview::ALL.iter().copied() {
            assert_eq!(country_at(lat, lon, view), Some(country), "{name} under {}", view.as_str());
        }
    }
    for (name, lat, lon) in
        [("Black Sea", 43.4, 34.3), ("Pacific", 0.0, -140.0), ("the North Pole", 90.0, 0.0), ("Tasman", -38.0, 161.0)]
    {
        assert_eq!(country_at(lat, lon, Un), None, "{name}");
    }
}

#[test]
fn other_defaults_of_natural_earth_are_patched_too() {
    for (name, lat, lon, un, ua, de_facto) in [
        ("Golan Heights", 33.05, 35.78, "Syria", "Syria", "Israel"),
        ("East Jerusalem", 31.795, 35.245, "Palestine", "Palestine", "Israel"),
        ("West Jerusalem", 31.78, 35.20, "Israel", "Israel", "Israel"),
        ("Tiberias", 32.79, 35.52, "Israel", "Israel", "Israel"),
        ("Laayoune", 27.15, -13.2, "Western Sahara", "Western Sahara", "Morocco"),
        ("Tifariti", 26.1, -10.6, "Western Sahara", "Western Sahara", "Western Sahara"),
        ("Tan-Tan", 28.43, -11.1, "Morocco", "Morocco", "Morocco"),
        ("Kyrenia", 35.33, 33.32, "Cyprus", "Cyprus", "Northern Cyprus"),
        ("Hargeisa", 9.56, 44.06, "Somalia", "Somalia", "Somaliland"),
        ("Pristina", 42.66, 21.16, "Kosovo", "Serbia", "Kosovo"),
        ("Kunashir", 44.1, 145.85, "Russia", "Japan", "Russia"),
        ("Urup", 46.0, 150.0, "Russia", "Russia", "Russia"),
        ("Guantanamo Bay", 19.93, -75.1, "Cuba", "Cuba", "Guantanamo Bay"),
        ("Baikonur", 45.9, 63.3, "Kazakhstan", "Kazakhstan", "Kazakhstan"),
    ] {
        assert_eq!(country_at(lat, lon, Un), Some(un), "{name}, un");
        assert_eq!(country_at(lat, lon, Ua), Some(ua), "{name}, ua");
        assert_eq!(country_at(lat, lon, DeFacto), Some(de_facto), "{name}, de facto");
    }
}

#[test]
fn nothing_that_is_no_coordinate_lies_anywhere() {
    for (lat, lon) in [(f64::NAN, 1.0), (1.0, f64::NEG_INFINITY), (200.0, 0.0)] {
        assert_eq!(country_at(lat, lon, Un), None);
    }
}

#[test]
fn the_border_is_as_far_as_the_mock_measured() {
    let belgorod = border_near(at(50.597, 36.588), Ua, 150.0).expect("a border");
    assert!((belgorod.km - 35.0).abs() < 1.5, "{}", belgorod.km);
    assert_eq!((belgorod.country, belgorod.is_disputed), ("Ukraine", false));
    // From Simferopol the nearest border is the Crimean one only if one takes it for a border.
    assert!(border_near(at(44.95, 34.1), Ua, 150.0).is_none());
    assert!(border_near(at(44.95, 34.1), DeFacto, 150.0).is_some_and(|border| border.is_disputed));
    assert!(border_near(at(-25.0, 134.0), Un, 300.0).is_none());
    // Just off the coast as drawn, the nearest land answers.
    assert_eq!(land_near(at(46.5, 30.8), 12.0, Un), Some("Ukraine"));
}

/// The rings of a block and the look-up of single points come to the same answer: fills have no holes and no spills,
/// over tile edges, over the antimeridian and round the pole. Compared on a plane, as a drawing would.
#[test]
fn blocks_agree_with_single_points() {
    let arctic = Projection::Azimuthal { lat: 90.0, middle: 35.0 };
    let antarctic = Projection::Azimuthal { lat: -80.0, middle: 0.0 };
    let world = Projection::World { middle: 150.0 };
    for (name, projection, (west, south, east, north), fine) in [
        ("Black Sea", Projection::Mercator { middle: 35.0 }, (24.0, 40.0, 46.0, 54.0), true),
        ("Fiji and beyond", Projection::Mercator { middle: 180.0 }, (170.0, -25.0, 192.0, -10.0), true),
        ("Chukotka", Projection::conic(58.0, 72.0, 180.0), (160.0, 58.0, 200.0, 72.0), true),
        ("Levant", Projection::conic(28.0, 38.0, 35.0), (30.0, 28.0, 41.0, 38.0), true),
        ("the Arctic", arctic, (-145.0, 58.0, 215.0, 90.0), true),
        ("the Antarctic", antarctic, (-180.0, -90.0, 180.0, -62.0), true),
        ("the Arctic, generalised", arctic, (-145.0, 61.0, 215.0, 90.0), false),
        ("the world", world, (-30.0, -90.0, 330.0, 90.0), false),
    ] {
        let block = Block::read(Extent { west, south, east, north }, fine, projection == world);
        let rings: Vec<Vec<Point>> = block.land(|_| true).iter().map(|ring| projected(ring, projection)).collect();
        let mut wrong = 0;
        for i in (0..400).step_by(3) {
            let lon = west + (east - west) * (f64::from(i * 37 % 400) + 0.31) / 400.0;
            let lat = south + (north - south) * (f64::from(i * 53 % 397) + 0.43) / 397.0;
            let drawn = simplify::inside(&rings, projection.forward(lat, lon));
            wrong += i32::from(drawn != (unit_at(at(lat, lon)) != 0));
        }
        // The generalised level may differ from the fine one close to coasts.
        let allowed = if fine { 0 } else { 4 };
        assert!(wrong <= allowed, "{name}: {wrong} of 134 points");
    }
}

fn projected(ring: &[(i32, i32)], projection: Projection) -> Vec<Point> {
    let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
    let between = |(a, b): (&(i32, i32), &(i32, i32))| {
        let ((ax, ay), (bx, by)) = (degrees(*a), degrees(*b));
        let steps = if (ax - bx).abs() + (ay - by).abs() > 0.4 { 12 } else { 1 };
        (0..steps)
            .map(move |i| f64::from(i) / f64::from(steps))
            .map(move |t| projection.forward(ay + (by - ay) * t, ax + (bx - ax) * t))
    };
    // Round a pole the last point is a whole turn from the first: they are one place all the same.
    let near = |(a, b): &(&(i32, i32), &(i32, i32))| (a.0 - b.0).abs() < 300_000;
    pairs.filter(near).flat_map(between).collect()
}

#[test]
fn worldviews_have_names() {
    for view in Worldview::ALL.iter().copied() {
        assert_eq!(Worldview::parse(view.as_str()), Some(view));
    }
    assert_eq!(Worldview::parse("natural-earth"), None);
}
