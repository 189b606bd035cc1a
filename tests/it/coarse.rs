//! Places that endanger people: what is published, shared and searched for is the area, never the point.

use std::collections::BTreeMap;

use onrecord::compile::{Memory, compile};
use onrecord::editing::coarsen;
use onrecord::edits::{Edits, rewritten};
use onrecord::files::Files;
use onrecord::options::Options;
use serde_json::Value;

use crate::project::{Built, Project};

const EXACT: (&str, &str) = ("54.213471", "7.051289");

fn places(lat: &str, lon: &str) -> String {
    format!(
        "- {{ id: port-lowen, name: \"Port Lowen\", kind: building, lat: {lat}, lon: {lon}, publish_within_km: 5 }}\n\
         - {{ id: east, name: \"East Quay\", kind: city, lat: 54.9, lon: 7.9 }}\n"
    )
}

fn project() -> Project {
    let page = "{{ map(places=[\"port-lowen\", \"east\"], focus=\"port-lowen\") }}\n\n[^accident]:";
    let project = Project::new().file("content/places.yaml", places(EXACT.0, EXACT.1));
    let project = project.edit("content/site.yaml", "language", "map: { worldview: un }\nlanguage");
    project.edit("content/index.md", "[^accident]:", page)
}

/// The project after `fix`.
fn mended(files: &Files) -> (Files, usize) {
    let compiled = compile(files, &Options::default(), &mut Memory::default());
    let mut edits = Edits::default();
    let count = coarsen(&compiled.manuscript, files, &mut edits);
    (rewritten(files, &edits.apply(files).expect("edits")), count)
}

fn outputs(built: &Built) -> BTreeMap<String, String> {
    let output = built.compiled.output.as_ref().unwrap_or_else(|| panic!("nothing was built:\n{}", built.report()));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    output.files.iter().map(|(route, bytes)| (route.to_string(), text(&bytes.bytes()))).collect()
}

#[test]
fn no_output_tells_where_a_coarse_place_is() {
    let built = project().build().found(&["place-exact", "lock-stale"]);
    for (route, text) in outputs(&built) {
        for digits in ["54.213", "7.0512", "7.0513"] {
            assert!(!text.contains(digits), "{route} holds {digits}");
        }
    }
    let data: Value = serde_json::from_str(&built.page("places.geojson")).expect("JSON");
    let feature = data["features"].as_array().expect("features").iter().find(|f| f["id"] == "port-lowen").expect("it");
    let ring = feature["geometry"]["coordinates"][0].as_array().expect("a polygon");
    assert_eq!((ring.len(), &feature["geometry"]["type"]), (5, &Value::from("Polygon")));
    let side = |at: usize, axis: usize| ring[at][axis].as_f64().expect("a number");
    let (lat, lon): (f64, f64) = (EXACT.0.parse().expect("lat"), EXACT.1.parse().expect("lon"));
    assert!(side(0, 1) < lat && lat < side(2, 1) && side(0, 0) < lon && lon < side(2, 0), "{ring:?}");
    assert_eq!(feature["properties"]["precision_km"], 5.0);
    // The map draws an area and no marker, and no link sets a pin.
    let page = built.page("places.html");
    assert!(page.contains("<circle class=\"map-area\"") && page.contains("is-coarse"), "{page}");
    assert!(!page.contains("mlat=54.2") && page.contains("mlat=54.9"), "{page}");
}

#[test]
fn fix_moves_the_exact_point_out_of_what_is_shared() {
    let (files, count) = mended(&project().files);
    assert_eq!(count, 1);
    let mut mended_project = Project::empty();
    mended_project.files = files.clone();
    let shared = mended_project.text("content/places.yaml");
    assert!(!shared.contains("54.213") && shared.contains("lat: 54.2353, lon: 7.0109"), "{shared}");
    let private = mended_project.text("content/private/places.yaml");
    assert!(private.contains("- id: port-lowen\n  lat: 54.213471\n  lon: 7.051289\n"), "{private}");
    let clean = mended_project.build().found(&["lock-stale"]);
    let before = outputs(&project().build());
    assert!(outputs(&clean) == before, "the site is the same");
    // Nothing is left to do; a point moved by hand is moved back; a new exact one replaces the old.
    assert_eq!(mended(&files).1, 0);
    let mut moved = Project::empty();
    moved.files = files.clone();
    let moved = moved.edit("content/places.yaml", "lon: 7.0109", "lon: 7.1196");
    let bytes = |files: &Files| files.get("content/places.yaml").map(|file| file.bytes.clone());
    assert_eq!(bytes(&mended(&moved.files).0), bytes(&files));
    let mut again = Project::empty();
    again.files = files;
    let again = again.edit("content/places.yaml", "lat: 54.2353, lon: 7.0109", "lat: 54.512345, lon: 7.612345");
    let (files, _) = mended(&again.files);
    let private = String::from_utf8_lossy(&files.get("content/private/places.yaml").expect("there").bytes).into_owned();
    assert!(private.contains("lat: 54.512345\n  lon: 7.612345") && !private.contains("54.21"), "{private}");
}

#[test]
fn the_digits_are_searched_for_in_every_byte() {
    let digits = ["54.213471", "54.2134", "54.2135", "54,2134", "\"lat\":54.21347", "7.0512 E", "54.213 / 7.051"];
    let base = || {
        let mut project = Project::empty();
        project.files = mended(&project_files()).0;
        project
    };
    for said in digits {
        let wide: Vec<u8> = format!("\u{1}{said}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (path, bytes) in [
            ("content/static/notes.txt", said.as_bytes().to_vec()),
            ("content/static/data.bin", [&b"\xff\xfe\xff"[..], &wide].concat()),
        ] {
            let built = base().file(path, bytes).build();
            let report = built.report_of("leak");
            assert!(report.contains("tells where `port-lowen` is"), "{said} in {path}: {}", built.report());
        }
        let built =
            base().edit("content/index.md", "\n[^accident]:", &format!("\nIt is at {said}.\n\n[^accident]:")).build();
        assert!(built.errors().contains(&"leak"), "{said}: {}", built.report());
    }
    for honest in ["54.21", "154.213471", "54.2353 7.0109", "54.213", "7.051"] {
        let built = base().file("content/static/notes.txt", honest).build();
        assert_eq!(built.errors(), [""; 0], "{honest}");
    }
}

fn project_files() -> Files {
    project().files.clone()
}
