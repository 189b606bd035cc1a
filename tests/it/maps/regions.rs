//! Areas with a name: found by name and point or by code, and cut as the worldview cuts countries.

use onrecord::basemap::Worldview::{DeFacto, Ua, Un};
use onrecord::basemap::{Area, Worldview, area, is_code};
use onrecord::geo::Position;
use onrecord::vocabulary::PlaceKind::{self, City, Country, District, Region};

fn at(lat: f64, lon: f64) -> Position {
    Position::new(lat, lon).expect("a place on the Earth")
}

fn found(kind: PlaceKind, name: &str, lat: f64, lon: f64) -> Option<Area> {
    area(kind, None, &[name], at(lat, lon), Un)
}

#[test]
fn a_region_is_found_by_name_and_point() {
    for (name, lat, lon) in [
        ("Belgorod Oblast", 50.77, 37.44),
        ("region of Belgorod", 50.77, 37.44),
        ("Белгородская область", 50.77, 37.44),
        ("Kharkiv Oblast", 49.6, 36.5),
        ("Харківська область", 49.6, 36.5),
        ("Oryol Oblast", 52.8, 36.5),
        ("Zaporizhzhia Oblast", 47.25, 35.75),
        ("Crimea", 45.1, 34.1),
        ("State of Texas", 31.0, -99.0),
        ("Bavaria", 48.9, 11.4),
        ("Île-de-France", 48.7, 2.5),
        ("Scotland", 56.8, -4.2),
        ("Greater London", 51.5, -0.12),
        ("Chukotka", 66.3, 171.0),
    ] {
        assert!(found(Region, name, lat, lon).is_some(), "{name}");
    }
    // Another one's name, no region's name, and a name elsewhere.
    for (name, lat, lon) in
        [("Kursk Oblast", 50.77, 37.44), ("Donbas", 48.0, 37.8), ("Belgorod Oblast", 10.0, 10.0), ("", 50.77, 37.44)]
    {
        assert_eq!(found(Region, name, lat, lon), None, "{name}");
    }
    assert_eq!(found(City, "Belgorod", 50.597, 36.588), None, "a town is a point");
    assert_eq!(found(District, "Yakovlevsky urban district", 50.785, 36.483), None);
}

#[test]
fn the_ground_of_a_region_holds_its_towns_and_no_others() {
    for (name, middle, inside, outside) in [
        ("Belgorod Oblast", (50.77, 37.44), [(50.597, 36.588), (51.298, 37.835)], [(49.993, 36.23), (51.73, 36.19)]),
        ("Texas", (31.0, -99.0), [(29.76, -95.37), (31.76, -106.45)], [(35.47, -97.5), (30.45, -91.15)]),
        // Past the antimeridian.
        ("Chukotka", (66.3, 171.0), [(66.5, -175.0), (66.0, 177.5)], [(59.6, 150.8), (64.5, -165.4)]),
    ] {
        let ground = found(Region, name, middle.0, middle.1).expect(name);
        for (lat, lon) in inside {
            assert!(ground.holds(at(lat, lon), Un), "{name}: {lat}, {lon}");
        }
        for (lat, lon) in outside {
            assert!(!ground.holds(at(lat, lon), Un), "{name}: {lat}, {lon}");
        }
    }
}

#[test]
fn what_a_view_gives_to_another_country_is_no_part_of_a_region() {
    for (code, (lat, lon), un, ua, de_facto) in [
        ("IL-Z", (33.05, 35.78), false, false, true),
        ("IL-Z", (32.79, 35.52), true, true, true),
        ("IL-JM", (31.795, 35.245), false, false, true),
        ("IL-JM", (31.78, 35.19), true, true, true),
        ("MA-15", (27.15, -13.2), false, false, true),
        ("RU-SAK", (44.1, 145.85), true, false, true),
        ("RU-SAK", (46.0, 150.0), true, true, true),
        ("UA-43", (44.95, 34.1), true, true, true),
        ("UA-40", (44.6, 33.53), true, true, true),
    ] {
        for (view, expected) in [(Un, un), (Ua, ua), (DeFacto, de_facto)] {
            let ground = area(Region, Some(code), &[], at(lat, lon), view).expect(code);
            assert_eq!(ground.holds(at(lat, lon), view), expected, "{code} at {lat}, {lon} under {}", view.as_str());
        }
    }
}

#[test]
fn countries_are_what_the_view_draws() {
    for view in Worldview::ALL.iter().copied() {
        let by_code = area(Country, Some("UA"), &[], at(49.0, 31.4), view);
        assert_eq!(by_code, Some(Area::Country("Ukraine")));
        assert_eq!(area(Country, None, &["Ukraine"], at(49.0, 31.4), view), by_code);
        let crimea = at(44.95, 34.1);
        assert_eq!(by_code.expect("Ukraine").holds(crimea, view), view != DeFacto);
    }
    assert_eq!(area(Country, None, &["Russia"], at(49.0, 31.4), Un), None);
}

#[test]
fn codes_are_those_of_their_kind() {
    for (kind, code, known) in [
        (Country, "UA", true),
        (Country, "XK", true),
        (Region, "UA-63", true),
        (District, "RU-BEL", true),
        (Region, "UA", false),
        (Country, "UA-63", false),
        (Region, "UA-36", false),
        (City, "UA-63", false),
        (Region, "", false),
    ] {
        assert_eq!(is_code(kind, code), known, "{code}");
    }
}
