//! What a map says of its places, and what the key, the caption and the list say of the map: all of it of one drawing.

use onrecord::geo::Point;
use onrecord::render::map::{Drawing, MapPlace, MapRequest, Mark, PlaceKind, Role};
use roxmltree::Node;

use super::drawing::{cities, labels, place, region, request, sound};
use crate::project::Project;

/// Towns and regions of which several lie close together, as on the list of all places.
fn many() -> MapRequest {
    let towns = [
        ("Belgorod", 50.597, 36.588),
        ("Dnipro", 48.465, 35.046),
        ("Gubkin", 51.282, 37.545),
        ("Kharkiv", 49.993, 36.230),
        ("Kherson", 46.636, 32.617),
        ("Kyiv", 50.450, 30.523),
        ("Lviv", 49.840, 24.030),
        ("Moscow", 55.752, 37.618),
        ("Odesa", 46.482, 30.724),
        ("Stary Oskol", 51.298, 37.835),
        ("Zaporizhzhia", 47.838, 35.140),
    ];
    let areas = [
        ("Zaporizhzhia Oblast", PlaceKind::Region, 47.25, 35.75),
        ("Belgorod Oblast", PlaceKind::Region, 50.77, 37.44),
        ("Bryansk Oblast", PlaceKind::Region, 52.95, 33.4),
        ("Kursk Oblast", PlaceKind::Region, 51.75, 36.0),
        ("Oryol Oblast", PlaceKind::Region, 52.8, 36.5),
        ("Yakovlevsky urban district", PlaceKind::District, 50.785, 36.483),
        ("Ukraine", PlaceKind::Country, 49.0, 31.4),
    ];
    let towns = towns.into_iter().map(|(name, lat, lon)| place(name, lat, lon));
    let areas = areas.into_iter().map(|(name, kind, lat, lon)| region(name, kind, lat, lon));
    MapRequest { focus: None, ..request(towns.chain(areas).collect()) }
}

fn has_class(node: &Node, class: &str) -> bool {
    node.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class))
}

/// In each size of a drawing, what `see` makes of it.
fn sizes(drawing: &Drawing, mut see: impl FnMut(usize, &Node)) {
    let document = roxmltree::Document::parse(drawing.svg.as_str()).expect("well formed");
    document.root_element().children().enumerate().for_each(|(size, svg)| see(size, &svg));
}

fn number(node: &Node, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("{name} of {node:?}"))
}

/// The two ends of a leader: `M1 2l3 4`, in which a minus may stand for the space.
fn ends(leader: &Node) -> (Point, Point) {
    let path = leader.attribute("d").expect("a path").replace('-', " -").replace(['M', 'l'], " ");
    let numbers: Vec<f64> = path.split_whitespace().map(|one| one.parse().expect("a number")).collect();
    let [x, y, right, down] = numbers[..] else { panic!("{path}") };
    (Point { x, y }, Point { x: x + right, y: y + down })
}

/// How far a point is from a line.
fn distance(p: Point, (from, to): (Point, Point)) -> f64 {
    let (right, down) = (to.x - from.x, to.y - from.y);
    let along = ((p.x - from.x) * right + (p.y - from.y) * down) / (right * right + down * down).max(1e-9);
    let along = along.clamp(0.0, 1.0);
    (p.x - from.x - along * right).hypot(p.y - from.y - along * down)
}

#[test]
fn no_leader_runs_past_the_dot_of_another() {
    let mut leaders = 0;
    let mut crowd = many();
    for at in 0..3 {
        crowd.places.rotate_left(at * 5);
        sizes(&sound(&request(crowd.places.clone())), |_, svg| {
            let dots: Vec<Point> = svg
                .descendants()
                .filter(|node| has_class(node, "map-pin"))
                .map(|dot| Point { x: number(&dot, "cx"), y: number(&dot, "cy") })
                .collect();
            for leader in svg.descendants().filter(|node| has_class(node, "map-leader")) {
                let line = ends(&leader);
                leaders += 1;
                for dot in &dots {
                    let apart = (dot.x - line.0.x).hypot(dot.y - line.0.y);
                    let least = if apart < 1.0 { 0.0 } else { 9.8f64.min(apart * 0.94) };
                    assert!(distance(*dot, line) >= least, "{line:?} passes {dot:?}, {apart} from its beginning");
                }
            }
        });
    }
    assert!(leaders > 0);
}

/// A name that is too long for its region in one line stands there in two.
#[test]
fn regions_are_named_on_their_own_ground() {
    let drawing = sound(&many());
    for name in ["Bryansk Oblast", "Oryol Oblast", "Zaporizhzhia Oblast"] {
        let label = drawing.labels.iter().find(|label| label.text == name && !label.narrow);
        let rect = label.unwrap_or_else(|| panic!("{name} of {:?}", labels(&drawing))).rect;
        assert!(rect.height() > 30.0, "{name} in two lines: {rect:?}");
    }
}

/// A drawing that told the distance of some towns only would seem to say that the others are not away.
#[test]
fn a_drawing_says_how_far_every_town_lies_or_none() {
    let mut told = [0, 0];
    let places: Vec<MapPlace> = many().places.into_iter().take(11).collect();
    for count in [3, 6, 9, 11] {
        let mut asked = request(places[..count].to_vec());
        asked.places[0].role = Role::Event;
        let drawing = sound(&asked);
        for (size, told) in told.iter_mut().enumerate() {
            let with = drawing.said[1..].iter().filter(|said| said[size].distance).count();
            assert!(with == 0 || with == count - 1, "{with} of {} towns, size {size}", count - 1);
            *told += with;
        }
        assert!(!drawing.said[0].iter().any(|said| said.distance), "the place that distances are measured from");
    }
    assert!(told[0] > 5 && told[1] > 5, "{told:?}");
}

#[test]
fn what_is_said_of_a_place_stands_on_the_drawing() {
    for asked in [many(), cities(&[("Belgorod", 50.597, 36.588), ("Kharkiv", 49.993, 36.23)])] {
        let drawing = sound(&asked);
        sizes(&drawing, |size, svg| {
            let numbers: Vec<&str> =
                svg.descendants().filter(|node| has_class(node, "map-number")).filter_map(|node| node.text()).collect();
            for (place, said) in asked.places.iter().zip(&drawing.said) {
                let is_drawn = numbers.contains(&place.number.to_string().as_str());
                assert_eq!(said[size].number, is_drawn, "{}, size {size}", place.label);
            }
        });
    }
}

/// The key explains the marks that were drawn and no others.
#[test]
fn the_key_is_of_the_marks_that_were_drawn() {
    let oblast = || region("Belgorod Oblast", PlaceKind::Region, 50.77, 37.44);
    let story = |place: MapPlace| MapPlace { role: Role::Event, ..place };
    let town = || place("Belgorod", 50.597, 36.588);
    for (places, key) in [
        (vec![town()], vec![Mark::Point]),
        (vec![story(town()), place("Kharkiv", 49.993, 36.23)], vec![Mark::Event, Mark::Point]),
        (vec![story(oblast()), town()], vec![Mark::EventArea, Mark::Point]),
        (vec![story(town()), oblast()], vec![Mark::Event, Mark::Area]),
        (
            vec![town(), region("Yakovlevsky urban district", PlaceKind::District, 50.785, 36.2)],
            vec![Mark::Point, Mark::Middle],
        ),
    ] {
        assert_eq!(sound(&request(places)).key, key);
    }
}

/// Tints never add up: the ground of a region lies on that of its country and covers it.
#[test]
fn a_region_covers_the_tint_of_its_country() {
    let places = vec![
        region("Zaporizhzhia Oblast", PlaceKind::Region, 47.25, 35.75),
        region("Ukraine", PlaceKind::Country, 49.0, 31.4),
        place("Kyiv", 50.45, 30.523),
    ];
    let drawing = sound(&request(places));
    let svg = drawing.svg.as_str();
    let (country, region) = (svg.find("map-area-country"), svg.find("class=\"map-area\""));
    assert!(country.is_some() && country < region, "{country:?} {region:?}");
}

/// A site whose first claim names a town, with a map.
fn site(town: &str, map: &str) -> Project {
    let places = "- { id: port-lowen, name: \"Old Harbour\", kind: city, lat: 54.3, lon: 7.3 }\n\
                  - { id: here, name: \"Port Lowen\", kind: city, lat: 54.2, lon: 7.1 }\n\
                  - { id: east, name: \"Port Lowen East\", kind: city, lat: 54.9, lon: 7.9 }\n";
    let project = Project::new().file("content/places.yaml", places);
    let project = project.edit("content/site.yaml", "language", "map: { worldview: un }\nlanguage");
    let project = project.edit("content/index.md", "the quay of Port Lowen.", &format!("the quay of {town}."));
    project.edit("content/index.md", "\n[^accident]:", &format!("\n{{{{ map({map}) }}}}\n\n[^accident]:"))
}

/// "Port Lowen East" is no claim about Port Lowen.
#[test]
fn a_place_without_counts_lists_the_claims_that_name_it() {
    for (words, named) in
        [("Port Lowen", Some("Port Lowen")), ("Port Lowen East", Some("Port Lowen East")), ("Port Lowener Town", None)]
    {
        let built = site(words, "places=[\"here\", \"east\"]").build();
        let page = built.page("index.html");
        let list =
            page.split("class=\"places\"").nth(1).and_then(|rest| rest.split("</ol>").next()).unwrap_or_default();
        for place in ["Port Lowen", "Port Lowen East"] {
            let row = list.split("<li").find(|row| row.contains(&format!("<b>{place}</b>"))).unwrap_or_default();
            assert_eq!(row.contains("#c-accident"), named == Some(place), "{words}: {row}\n{}", built.report());
        }
    }
}

#[test]
fn the_caption_says_what_the_map_shows() {
    let one = site("Port Lowen", "places=[\"here\"]").build().page("index.html");
    assert!(one.contains("<b>Port Lowen</b></p>"), "the only place is the title");
    assert!(!one.contains("Distances are measured") && !one.contains("A number leads"), "{one}");
    let two = site("Port Lowen", "places=[\"here\", \"east\"], focus=\"here\"").build().page("index.html");
    assert!(two.contains("Distances are measured here") && !two.contains("A number leads"), "{two}");
    assert!(two.contains("<b>Port Lowen and Port Lowen East</b>"), "{two}");
}
