//! Readers that forgive nothing read what a site says for machines, though its texts hold every sign that means something to
//! them: each text comes back as it was written.

use dom_query::Document;
use serde_json::Value;

use crate::project::{Built, Project};

/// Signs that end, open or quote something in XML, JSON, HTML or CSV, and formulas of spreadsheets.
const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "]]> <!-- --> <?xml?> &amp; &lt; &#0; &unknown; &",
    "\" ' ` \\ \\u0000 \\\" , ; \t | =1+1 +1 -1 @SUM(A1)",
    "=HYPERLINK(\"http://example.org/\"&A1)",
    "{{ 7*7 }} {% raw %} {# no #} ${x}",
    "a\u{a0}b \u{2026} \u{2014} \u{1f469}",
    "שלום עליכם مرحبا 日本語 👩‍👩‍👧 e\u{301}",
    "<![CDATA[ <svg onload=alert(1)> </title></style></textarea>",
];

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text")
}

/// The site, with the text wherever an author may write one that machines are given.
fn site(text: &str) -> Built {
    let written = quoted(text);
    let front = format!(
        "---\ntitle: {written}\nstandfirst: {written}\ndescription: {written}\ndate: \"2024-03-14\"\nauthors: [{written}]\n---"
    );
    let source = Project::new().text("content/sources/post.md").replace("\"Eleven hurt as ferry hits quay\"", &written);
    let source = source
        .replace("\"Evening Post\"", &written)
        .replace("news-report\n", &format!("news-report\nauthors: [{written}]\n"));
    let mut project = Project::new()
        .edit("content/index.md", "---\ntitle: \"The ferry Estela\"\n---", &front)
        .edit("content/site.yaml", "\"The Estela accident\"", &written)
        .edit("content/places.yaml", "\"Port Lowen\"", &written)
        .edit("content/claimants.yaml", "\"Harbour Office of Port Lowen\"", &written)
        .edit("content/events.yaml", "\"The ferry Estela hits the quay\"", &written)
        .edit("content/notes/two-counts.md", "\"Nine or eleven injured?\"", &written)
        .file("content/sources/post.md", source);
    // What is odd about such texts is told elsewhere; here it is published all the same.
    let mut errors = project.build().errors();
    errors.sort_unstable();
    errors.dedup();
    let lowered: String =
        errors.iter().map(|rule| format!("  {rule}: {{ level: allow, because: \"read back\" }}\n")).collect();
    if !errors.is_empty() {
        let settings = project.text("content/site.yaml");
        project.put("content/site.yaml", format!("{settings}rules:\n{lowered}"));
    }
    let built = project.build();
    assert!(built.compiled.output.is_some(), "{text:?}: {}", built.errors_report());
    built
}

/// What a text is to a reader who does not count spaces.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn xml<'a>(text: &'a str, name: &str) -> roxmltree::Document<'a> {
    roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

fn children<'a>(node: roxmltree::Node<'a, 'a>, name: &str) -> Vec<&'a str> {
    let children =
        node.children().filter(|child| child.has_tag_name((node.tag_name().namespace().unwrap_or_default(), name)));
    children.map(|child| child.text().unwrap_or_default()).collect()
}

/// RFC 4287: what a feed and each of its entries must have, once; and moments with a zone.
fn feed(built: &Built, route: &str) -> Vec<String> {
    let text = built.page(route);
    let document = xml(&text, route);
    let root = document.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.w3.org/2005/Atom"), "{route}");
    let entries: Vec<_> =
        root.children().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry"))).collect();
    let of_root = entries.is_empty();
    for node in entries.iter().copied().chain([root]) {
        for name in ["id", "title", "updated"] {
            assert_eq!(children(node, name).len(), 1, "{route}: {name}");
        }
        let moment = children(node, "updated")[0];
        let sound = moment.len() == 20 && moment.ends_with('Z') && jiff_day(&moment[..10]);
        assert!(sound || of_root, "{route}: {moment}");
        assert!(children(node, "id")[0].starts_with("https://example.org/estela/"), "{route}");
    }
    entries.iter().map(|entry| words(children(*entry, "title")[0])).collect()
}

/// Whether it is a day: `2024-03-14`.
fn jiff_day(text: &str) -> bool {
    onrecord::edtf::Edtf::parse(text).is_ok()
}

fn blocks(built: &Built, route: &str) -> Vec<Value> {
    let page = Document::from(built.page(route));
    let blocks = page.select("script[type='application/ld+json']");
    blocks.iter().map(|block| serde_json::from_str(&block.text()).expect("JSON")).collect()
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(words(text)),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(values) => values.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn assert_has(found: &[String], text: &str, place: &str) {
    assert!(found.iter().any(|one| one.contains(&words(text))), "{place} lost {text:?}: {found:#?}");
}

#[test]
fn what_machines_read_comes_back_as_it_was_written() {
    for text in HOSTILE {
        let built = site(text);
        assert_has(&feed(&built, "feed.xml"), text, "feed.xml");
        let sitemap = built.page("sitemap.xml");
        for url in xml(&sitemap, "sitemap.xml").root_element().children().filter(|node| node.is_element()) {
            assert!(children(url, "loc")[0].starts_with("https://example.org/estela/"));
            assert!(children(url, "lastmod").iter().all(|day| day.len() == 10 && jiff_day(day)), "a day needs no zone");
        }
        let mut found = Vec::new();
        blocks(&built, "index.html").iter().for_each(|block| texts(block, &mut found));
        assert_has(&found, text, "JSON-LD");
        for route in ["claims.json", "sources.json", "places.geojson"] {
            let value: Value =
                serde_json::from_str(&built.page(route)).unwrap_or_else(|error| panic!("{route}: {error}"));
            let mut found = Vec::new();
            texts(&value, &mut found);
            assert_has(&found, text, route);
        }
    }
}

#[test]
fn tables_are_read_back_and_run_nothing() {
    for text in HOSTILE {
        let built = site(text);
        let table = built.page("figures.csv");
        let mut reader = csv::ReaderBuilder::new().has_headers(true).flexible(false).from_reader(table.as_bytes());
        let names: Vec<String> = reader.headers().expect("a head").iter().map(str::to_owned).collect();
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
        assert!(rows.len() > 2, "{text:?}");
        for cell in rows.iter().skip(1).flat_map(|row| row.iter()) {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
            assert!(!runs, "{cell:?} of {text:?}");
        }
        let source = names.iter().position(|name| name == "claimant").expect("a column");
        let found: Vec<String> = rows.iter().map(|row| words(row[source].trim_start_matches('\''))).collect();
        assert!(
            found.iter().any(|cell| *cell == words(text)) || found.iter().any(|cell| cell == "harbour-office"),
            "{found:?}"
        );
    }
}

#[test]
fn places_are_features_with_at_most_six_decimals() {
    let mut project = Project::new().edit("content/places.yaml", "lat: 54.21", "lat: 54.123456789").edit(
        "content/places.yaml",
        "lon: 7.05",
        "lon: -0.000000049",
    );
    let text = project.build().page("places.geojson");
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["type"], "FeatureCollection");
    for feature in value["features"].as_array().expect("features") {
        assert_eq!(feature["type"], "Feature");
        assert!(feature["properties"].is_object() && feature["geometry"]["type"].is_string());
        for number in feature["geometry"]["coordinates"].as_array().expect("a position") {
            let decimals = number.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert!(decimals <= 6 && number.as_f64().is_some_and(|number| number.abs() <= 180.0), "{number}");
        }
    }
}
