//! Drawings: anywhere on Earth, well formed, without collisions, and the same every time.

use std::sync::LazyLock;

use onrecord::basemap::Worldview;
use onrecord::files::{Files, Span};
use onrecord::manuscript::Text;
use onrecord::render::map::{Drawing, Lies, MapPlace, MapRequest, Mark, PlaceKind, Role, draw};
use onrecord::theme::{self, ThemeMemo};
use onrecord::vocabulary::Direction;
use proptest::prelude::*;

/// The built-in theme's English words.
static WORDS: LazyLock<theme::Words> = LazyLock::new(|| {
    let name = Text::new("default".to_owned(), Span::new(0, 0));
    let theme = theme::theme(&Files::default(), &name, &"content/site.yaml".into(), &mut ThemeMemo::default()).value;
    theme.engine.table("en").words.clone()
});

pub(super) fn place(label: &str, lat: f64, lon: f64) -> MapPlace {
    MapPlace {
        is_coarse: false,
        number: 1,
        label: label.to_owned(),
        lat,
        lon,
        kind: PlaceKind::City,
        code: None,
        names: Vec::new(),
        precision_km: None,
        role: Role::Cited,
    }
}

pub(super) fn request(mut places: Vec<MapPlace>) -> MapRequest {
    for (place, number) in places.iter_mut().zip(1..) {
        place.number = number;
    }
    let focus = (!places.is_empty()).then_some(0);
    let title = "Places".to_owned();
    MapRequest { id: "map-1".to_owned(), title, places, focus, worldview: Worldview::Un, measure_border: true }
}

pub(super) fn cities(places: &[(&str, f64, f64)]) -> MapRequest {
    request(places.iter().map(|(label, lat, lon)| place(label, *lat, *lon)).collect())
}

/// Draws, and checks what holds for every map.
pub(super) fn sound(request: &MapRequest) -> Drawing {
    let drawing = draw(request, &WORDS);
    assert_eq!(drawing, draw(request, &WORDS), "the same bytes twice");
    let document = roxmltree::Document::parse(drawing.svg.as_str())
        .unwrap_or_else(|error| panic!("{error}: {}", drawing.svg.as_str()));
    let id = &request.id;
    let sizes: Vec<_> = document.root_element().children().collect();
    assert_eq!(sizes.len(), 2, "for wide screens and for narrow ones");
    for svg in sizes {
        assert_eq!(svg.attribute("role"), Some("img"));
        assert_eq!(svg.attribute("aria-labelledby"), Some(format!("{id}-title {id}-desc").as_str()));
    }
    let mut ids = Vec::new();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        for attribute in node.attributes() {
            let name = attribute.name();
            assert!(!matches!(name, "style" | "tabindex" | "fill" | "stroke") && !name.starts_with("on"), "{name}");
            // The ground is written once, and shown in both sizes.
            assert!(name != "href" || attribute.value() == format!("#{id}-base"), "{}", attribute.value());
            assert!(
                !attribute.value().contains("NaN") && !attribute.value().contains("inf"),
                "{name}={}",
                attribute.value()
            );
        }
        assert!(!matches!(node.tag_name().name(), "script" | "style" | "a" | "image" | "foreignObject"));
        ids.extend(node.attribute("id"));
    }
    assert_eq!(ids, [format!("{id}-title"), format!("{id}-desc"), format!("{id}-base")]);
    for narrow in [false, true] {
        let labels: Vec<_> = drawing.labels.iter().filter(|label| label.narrow == narrow).collect();
        for (i, a) in labels.iter().enumerate() {
            for b in labels.iter().skip(i + 1) {
                assert!(!a.rect.meets(b.rect), "{} collides with {}", a.text, b.text);
            }
        }
    }
    assert_eq!(drawing.distances.len(), request.places.len());
    drawing
}

fn count(drawing: &Drawing, class: &str) -> usize {
    let document = roxmltree::Document::parse(drawing.svg.as_str()).expect("well formed");
    let wide = document.descendants().find(|n| n.attribute("class") == Some("map map-wide")).expect("the wide drawing");
    let has = |n: &roxmltree::Node| n.attribute("class").is_some_and(|c| c.split(' ').any(|c| c == class));
    wide.descendants().filter(has).count()
}

/// How far a place lies from the focus, and where.
fn off(drawing: &Drawing, index: usize) -> (f64, Direction) {
    match drawing.distances[index] {
        Some(Lies::Off(km, way)) => (km, way),
        other => panic!("{other:?}"),
    }
}

pub(super) fn labels(drawing: &Drawing) -> Vec<&str> {
    drawing.labels.iter().filter(|label| !label.narrow).map(|label| label.text.as_str()).collect()
}

/// A crowd round one town: what finds no room beside its place stands at the end of a line.
#[test]
fn places_in_a_cluster_all_have_a_label() {
    let mut asked = cities(&[
        ("Belgorod", 50.597, 36.588),
        ("Gubkin", 51.282, 37.545),
        ("Stary Oskol", 51.298, 37.835),
        ("Kharkiv", 49.993, 36.230),
        ("Lviv", 49.84, 24.03),
        ("Moscow", 55.752, 37.618),
        ("Odesa", 46.482, 30.724),
        ("Belgorod Oblast", 50.77, 37.44),
        ("Yakovlevsky urban district", 50.785, 36.483),
        ("Kursk Oblast", 51.75, 36.0),
        ("Stroitel", 50.784, 36.486),
    ]);
    asked.places[0].role = Role::Event;
    for (index, kind) in [(7, PlaceKind::Region), (8, PlaceKind::District), (9, PlaceKind::Region)] {
        asked.places[index].kind = kind;
    }
    let drawing = sound(&asked);
    for (place, said) in asked.places.iter().zip(&drawing.said) {
        let is_named = labels(&drawing).contains(&place.label.as_str());
        // A district round a town leaves its room to those that are points.
        let is_told = is_named || (place.kind != PlaceKind::City && said[0].number);
        assert!(is_told, "{} of {:?}", place.label, labels(&drawing));
    }
    assert!(drawing.svg.as_str().contains("map-leader"));
}

/// What has no room for its name has its number in the list beside the map, on any screen; and no name of a region lies on
/// the land of another country.
#[test]
fn every_place_is_named_or_numbered_on_every_screen() {
    let mut asked = cities(&[
        ("Belgorod", 50.597, 36.588),
        ("Belgorod Oblast", 50.77, 37.44),
        ("Bryansk Oblast", 53.1, 33.5),
        ("Dnipro", 48.46, 35.04),
        ("Gubkin", 51.282, 37.545),
        ("Kharkiv", 49.993, 36.230),
        ("Kherson", 46.636, 32.617),
        ("Kursk Oblast", 51.75, 36.0),
        ("Kyiv", 50.45, 30.523),
        ("Lviv", 49.84, 24.03),
        ("Moscow", 55.752, 37.618),
        ("Odesa", 46.482, 30.724),
        ("Oryol Oblast", 52.8, 36.5),
        ("Stary Oskol", 51.298, 37.835),
        ("Yakovlevsky urban district", 50.785, 36.483),
    ]);
    asked.places[0].role = Role::Event;
    for (index, kind) in [
        (1, PlaceKind::Region),
        (2, PlaceKind::Region),
        (7, PlaceKind::Region),
        (12, PlaceKind::Region),
        (14, PlaceKind::District),
    ] {
        asked.places[index].kind = kind;
    }
    let drawing = sound(&asked);
    let document = roxmltree::Document::parse(drawing.svg.as_str()).expect("well formed");
    for (svg, narrow) in document.root_element().children().zip([false, true]) {
        let numbers: Vec<&str> = svg
            .descendants()
            .filter(|n| n.attribute("class").is_some_and(|class| class.starts_with("map-number")))
            .filter_map(|n| n.text())
            .collect();
        for place in &asked.places {
            let is_named = drawing.labels.iter().any(|label| label.narrow == narrow && label.text == place.label);
            let is_numbered = numbers.contains(&place.number.to_string().as_str());
            assert!(is_named != is_numbered, "{}, narrow: {narrow}: either its name or its number", place.label);
        }
    }
}

#[test]
fn a_region_in_two_countries() {
    let mut asked = cities(&[
        ("Belgorod", 50.597, 36.588),
        ("Gubkin", 51.282, 37.545),
        ("Stary Oskol", 51.298, 37.835),
        ("Kharkiv", 49.993, 36.230),
        ("Kyiv", 50.45, 30.523),
    ]);
    asked.places[0].role = Role::Event;
    asked.places[4].role = Role::Context;
    let drawing = sound(&asked);
    assert!(drawing.svg.as_str().len() <= 20_000, "{} bytes", drawing.svg.as_str().len());
    for name in ["Belgorod", "Gubkin", "Stary Oskol", "Kharkiv", "RUSSIA", "UKRAINE", "≈ 35 km to the border", "50 km"]
    {
        assert!(labels(&drawing).contains(&name), "{name} of {:?}", labels(&drawing));
    }
    assert_eq!((count(&drawing, "map-pin"), count(&drawing, "map-event"), count(&drawing, "map-inset")), (4, 1, 1));
    assert!(drawing.description.contains("Kharkiv is 72 km to the south."), "{}", drawing.description);
    assert!(drawing.description.contains("The border with Ukraine is about 35 km away."));
    let (km, way) = off(&drawing, 3);
    assert!((km - 71.8).abs() < 0.1 && way.as_str() == "south");
    assert_eq!(drawing.distances[0], None);
    assert_eq!(
        drawing.openstreetmap_link,
        "https://www.openstreetmap.org/?mlat=50.59700&mlon=36.58800#map=11/50.59700/36.58800"
    );
    assert!(drawing.openstreetmap_embed.starts_with("https://www.openstreetmap.org/export/embed.html?bbox=36."));
    assert!(drawing.openstreetmap_embed.ends_with("&layer=mapnik&marker=50.59700%2C36.58800"));
}

#[test]
fn an_area_never_looks_like_a_point() {
    for kind in [PlaceKind::Region, PlaceKind::Country, PlaceKind::Sea, PlaceKind::Line, PlaceKind::District] {
        let mut asked = cities(&[("Area", 50.77, 37.44)]);
        asked.places[0].kind = kind;
        asked.places[0].precision_km = Some(40.0);
        let drawing = sound(&asked);
        // No area of that name is known: the name stands alone, or beside a small open square.
        for mark in ["map-pin", "map-badge", "map-area", "map-precision"] {
            assert_eq!(count(&drawing, mark), 0, "{kind:?} {mark}");
        }
        assert!(labels(&drawing).contains(&"Area"), "{kind:?}");
        let is_marked = matches!(kind, PlaceKind::Region | PlaceKind::District);
        assert_eq!(drawing.key, if is_marked { vec![Mark::Middle] } else { Vec::new() });
        assert_eq!(count(&drawing, "map-centre"), usize::from(is_marked), "{kind:?}");
        assert!(!drawing.openstreetmap_embed.contains("marker"));
    }
    let mut asked = cities(&[("Somewhere near", 50.77, 37.44)]);
    for (precision, rings) in [(None, 0), (Some(1.5), 0), (Some(12.0), 1), (Some(40.0), 0), (Some(f64::NAN), 0)] {
        asked.places[0].precision_km = precision;
        assert_eq!(count(&sound(&asked), "map-precision"), rings, "{precision:?}");
    }
}

/// A place that is an area, by the names it goes by.
pub(super) fn region(label: &str, kind: PlaceKind, lat: f64, lon: f64) -> MapPlace {
    MapPlace { kind, ..place(label, lat, lon) }
}

#[test]
fn a_region_is_its_ground_and_nothing_is_measured_from_its_middle() {
    let mut asked = cities(&[("Belgorod", 50.597, 36.588), ("Kharkiv", 49.993, 36.23)]);
    asked.places[0].role = Role::Event;
    asked.places.push(region("Belgorod Oblast", PlaceKind::Region, 50.77, 37.44));
    asked.places.push(region("Kharkiv region", PlaceKind::Region, 49.6, 36.5));
    asked.places.push(region("Ukraine", PlaceKind::Country, 49.0, 31.4));
    let drawing = sound(&request(asked.places.clone()));
    assert_eq!(drawing.svg.as_str().matches("class=\"map-area").count(), 3);
    assert_eq!(drawing.key, [Mark::Event, Mark::Point, Mark::Area]);
    assert_eq!(drawing.distances[2], Some(Lies::Around));
    assert_eq!((drawing.distances[3], drawing.distances[4]), (None, None));
    assert!(
        drawing.description.contains("Named too: Belgorod Oblast, Kharkiv region, Ukraine."),
        "{}",
        drawing.description
    );
    // A place may be named as its country is; the country is not named twice.
    assert!(labels(&drawing).contains(&"Ukraine") && !labels(&drawing).contains(&"UKRAINE"));
    // The border is as far on a telephone.
    let narrow = |label: &&onrecord::render::map::PlacedLabel| label.narrow && label.text.contains("35 km");
    assert_eq!(drawing.labels.iter().filter(narrow).count(), 1);
}

#[test]
fn far_places_have_a_map_of_their_own() {
    let near = [("Belgorod", 50.597, 36.588), ("Kharkiv", 49.993, 36.23), ("Gubkin", 51.282, 37.545)];
    let mut asked = cities(&near);
    assert_eq!(sound(&asked).far, None);
    asked.places.push(place("New York", 40.71, -74.0));
    asked.places.push(region("United States", PlaceKind::Country, 39.8, -98.6));
    let drawing = sound(&request(asked.places));
    let far = drawing.far.clone().expect("a second map");
    assert!(far.as_str().contains("New York") && !drawing.svg.as_str().contains("New York"));
    assert!(far.as_str().contains("map-area") && far.as_str().contains("map-1-far-title"));
    // The first has the frame that it would have without them.
    assert!(labels(&drawing).contains(&"50 km"), "{:?}", labels(&drawing));
    // One far place of two, and the world between: the story's place keeps its frame.
    let two = sound(&cities(&[("Sydney", -33.87, 151.21), ("London", 51.5, -0.12)]));
    assert!(two.far.is_some() && labels(&two).contains(&"Sydney"));
}

#[test]
fn the_place_of_the_story_is_named_in_any_crowd() {
    let around = |i: i32| {
        let angle = f64::from(i) * 0.55;
        place(&format!("Village number {i}"), 50.6 + 0.02 * angle.sin(), 36.6 + 0.03 * angle.cos())
    };
    let mut places: Vec<MapPlace> = (0..24).map(around).collect();
    places.push(MapPlace { role: Role::Event, ..place("The town of the story", 50.6, 36.6) });
    places.push(place("Far off", 52.6, 39.6));
    let mut asked = request(places);
    for focus in [None, Some(24)] {
        asked.focus = focus;
        let drawing = sound(&asked);
        for narrow in [false, true] {
            let is_it =
                |l: &&onrecord::render::map::PlacedLabel| l.narrow == narrow && l.text == "The town of the story";
            assert_eq!(drawing.labels.iter().filter(is_it).count(), 1, "narrow: {narrow}, focus: {focus:?}");
        }
    }
}

#[test]
fn the_views_of_crimea() {
    let mut asked = cities(&[("Simferopol", 44.95, 34.1), ("Sevastopol", 44.6, 33.52), ("Kherson", 46.636, 32.617)]);
    for (view, hatched, name) in
        [(Worldview::Un, false, "Ukraine"), (Worldview::Ua, false, "Ukraine"), (Worldview::DeFacto, true, "Crimea")]
    {
        asked.worldview = view;
        let drawing = sound(&asked);
        assert_eq!(drawing.svg.as_str().contains("map-hatch"), hatched, "{view:?}");
        assert_eq!(drawing.svg.as_str().contains("map-border-disputed"), hatched, "{view:?}");
        assert!(drawing.description.contains(&format!("Simferopol ({name})")), "{}", drawing.description);
        assert!(drawing.worldview_sentence.contains("Crimea has been occupied by Russia since 2014"));
        assert!(!labels(&drawing).contains(&"RUSSIA") || view == Worldview::DeFacto);
    }
}

#[test]
fn the_southern_hemisphere() {
    let drawing = sound(&cities(&[("Sydney", -33.87, 151.21), ("Wellington", -41.29, 174.78)]));
    let (km, way) = off(&drawing, 1);
    assert!((km - 2_226.0).abs() < 5.0 && way.as_str() == "south-east", "{km} {way:?}");
    let rect = |name: &str| drawing.labels.iter().find(|l| l.text == name && !l.narrow).expect(name).rect;
    // North is up, east is right.
    assert!(rect("Sydney").left < rect("Wellington").left && rect("Sydney").top < rect("Wellington").top);
    assert_eq!(count(&drawing, "map-land"), 1, "land has one tint");
}

#[test]
fn across_the_antimeridian() {
    let drawing = sound(&cities(&[("Suva", -18.14, 178.44), ("Lakeba", -18.22, -178.8), ("Labasa", -16.43, 179.37)]));
    let rect = |name: &str| drawing.labels.iter().find(|l| l.text == name && !l.narrow).expect(name).rect;
    assert!(rect("Suva").left < rect("Lakeba").left);
    // A regional frame, not the world: 292 km fill it.
    assert!(labels(&drawing).contains(&"50 km"), "{:?}", labels(&drawing));
    assert!((off(&drawing, 1).0 - 292.0).abs() < 1.0);
    assert_eq!(count(&drawing, "map-pin"), 3);
}

#[test]
fn one_place_and_two_close_together() {
    let one = sound(&cities(&[("Srebrenica", 44.106, 19.297)]));
    assert!(labels(&one).contains(&"SERBIA") && count(&one, "map-inset") == 1);

    let mut asked = cities(&[("School", 49.99, 36.23), ("Hospital", 49.9909, 36.23)]);
    asked.places.iter_mut().for_each(|place| place.kind = PlaceKind::Building);
    let two = sound(&asked);
    assert_eq!((count(&two, "map-pin"), count(&two, "map-leader")), (2, 1));
    assert!(two.description.contains("Hospital is 100 m to the north."), "{}", two.description);

    let same = sound(&cities(&[("One", 10.0, 10.0), ("Two", 10.0, 10.0), ("Three", 10.0, 10.0)]));
    assert_eq!(count(&same, "map-pin"), 3);
}

#[test]
fn two_hundred_places() {
    let spread = |i: i32, low: f64, high: f64, by: i32| low + (high - low) * f64::from(i * by % 199) / 199.0;
    let regional =
        (0..200).map(|i| place(&format!("Village {i}"), spread(i, 46.0, 52.0, 37), spread(i, 24.0, 38.0, 53)));
    let global =
        (0..200).map(|i| place(&format!("City {i}"), spread(i, -55.0, 70.0, 37), spread(i, -179.0, 179.0, 53)));
    for places in [regional.collect::<Vec<_>>(), global.collect()] {
        let drawing = sound(&request(places));
        let dots = count(&drawing, "map-dot");
        assert!(count(&drawing, "map-pin") + dots >= 200, "every place has a mark: {dots} dots");
        assert!(drawing.description.contains("And 175 more."));
        assert!(drawing.svg.as_str().len() < 110_000, "{}", drawing.svg.as_str().len());
    }
}

#[test]
fn poles_and_nowhere() {
    for places in [
        vec![],
        vec![("North Pole", 90.0, 0.0)],
        vec![("South Pole", -90.0, 0.0)],
        vec![("Both", 90.0, 0.0), ("Ends", -90.0, 0.0)],
        vec![("Alert", 82.5, -62.35), ("Tiksi", 71.64, 128.87), ("Longyearbyen", 78.22, 15.65)],
        vec![("Vostok", -78.46, 106.84), ("Halley", -75.58, -26.66)],
        vec![("Antipodes", -49.68, 178.8), ("Cherbourg", 49.64, -1.6)],
        vec![("Quito", -0.18, -78.47), ("Libreville", 0.4, 9.45)],
    ] {
        let drawing = sound(&cities(&places));
        assert!(drawing.svg.as_str().contains("map-water"));
    }
}

#[test]
fn land_is_land_on_a_map_with_the_pole() {
    // Drawn as one fill round the pole: the sea by the pole must not be part of it.
    let drawing = sound(&cities(&[("Alert", 82.5, -62.35), ("Tiksi", 71.64, 128.87), ("Longyearbyen", 78.22, 15.65)]));
    let shown = labels(&drawing);
    assert!(shown.contains(&"RUSSIA") && !shown.contains(&"UNITED STATES"), "{shown:?}");
}

#[test]
fn what_is_no_place_gets_no_mark() {
    let drawing =
        sound(&cities(&[("Kyiv", 50.45, 30.523), ("Nowhere", f64::NAN, 3.0), ("Beyond", 95.0, f64::INFINITY)]));
    assert_eq!(count(&drawing, "map-pin"), 1);
    assert_eq!(drawing.distances, [None, None, None]);
    let none = sound(&cities(&[("Nowhere", f64::NAN, f64::NAN)]));
    assert_eq!(count(&none, "map-pin"), 0);
    let mut odd = cities(&[("Kyiv", 50.45, 30.523)]);
    odd.focus = Some(7);
    assert_eq!(sound(&odd).distances, [None]);
}

#[test]
fn authors_text_is_escaped() {
    let mut asked = cities(&[("<b>\"A\" & 'B'</b>\u{7}", 50.0, 30.0)]);
    asked.title = "</title><script>".to_owned();
    let drawing = sound(&asked);
    assert!(drawing.svg.as_str().contains("&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;"));
    assert!(!drawing.svg.as_str().contains("<script"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn no_request_is_too_odd(
        rows in prop::collection::vec((prop::num::f64::ANY, prop::num::f64::ANY, -90.0..90.0f64, -180.0..180.0f64, 0..7usize, any::<bool>(), prop::option::of(prop::num::f64::ANY)), 0..6)
    ) {
        use PlaceKind::*;
        let kinds = [Building, City, District, Region, Country, Sea, Line];
        let places = rows.into_iter().map(|(odd_lat, odd_lon, lat, lon, kind, sane, precision_km)| {
            let (lat, lon) = if sane { (lat, lon) } else { (odd_lat, odd_lon) };
            MapPlace { kind: kinds[kind], precision_km, ..place("Somewhere", lat, lon) }
        });
        sound(&request(places.collect()));
    }
}
