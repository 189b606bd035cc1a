//! What machines read: feeds, sitemap, data files, previews and JSON-LD.

use std::collections::BTreeMap;

use dom_query::Document;
use onrecord::lettering::{self, Pen};
use onrecord::png::Picture;
use serde_json::Value;

use crate::crawl;
use crate::project::{Built, Project};

fn complete() -> Built {
    Project::fixture("complete").build()
}

fn json(built: &Built, route: &str) -> Value {
    serde_json::from_str(&built.page(route)).unwrap_or_else(|error| panic!("{route}: {error}"))
}

/// The text of an element's child.
fn child<'a>(node: roxmltree::Node<'a, '_>, name: &str) -> &'a str {
    node.children().find(|child| child.has_tag_name(name)).and_then(|child| child.text()).unwrap_or_default()
}

fn tree(built: &Built) -> crawl::Tree {
    let output = built.compiled.output.as_ref().expect("an output");
    let files = output.files.iter().map(|(route, bytes)| (route.to_string(), bytes.bytes().into_owned()));
    files.chain([("build.json".to_owned(), Vec::new())]).collect()
}

#[test]
fn no_link_and_no_anchor_is_broken() {
    for (name, base) in [("complete", "https://site.example/lowen/"), ("minimal", "https://site.example/estela/")] {
        let broken = crawl::broken(&tree(&Project::fixture(name).build()), base);
        assert!(broken.is_empty(), "{name}:\n{}", broken.join("\n"));
    }
}

#[test]
fn the_feed_holds_articles_with_their_evidence() {
    let built = complete();
    let text = built.page("feed.xml");
    let feed = roxmltree::Document::parse(&text).expect("XML");
    let root = feed.root_element();
    assert_eq!(child(root, "id"), "https://site.example/lowen/feed.xml");
    assert_eq!(child(root, "updated"), "2024-03-20T00:00:00Z", "the latest of date, updated and notes");
    let entries: Vec<_> = root.children().filter(|node| node.has_tag_name("entry")).collect();
    let home =
        entries.iter().find(|entry| child(**entry, "id") == "https://site.example/lowen/").expect("the home page");
    let content = child(*home, "content");
    assert!(content.contains("<h2>The evidence, claim by claim</h2>") && content.contains("<q>"), "{content}");
    assert!(!content.contains("digest") && !content.contains("class=\"anchor\"") && !content.contains("\"glyph\""));
    for link in Document::from(content).select("[href], [src]").iter() {
        let address = link.attr("href").or(link.attr("src")).expect("an address");
        assert!(address.contains("://") || address.starts_with("mailto:"), "{address}");
    }
}

#[test]
fn the_feed_holds_the_newest_fifty_and_nothing_undated() {
    let mut project = Project::new();
    for number in 0..60 {
        let date = format!("2025-{:02}-{:02}", 1 + number / 28, 1 + number % 28);
        project.put(
            &format!("content/n{number}.md"),
            format!("---\ntitle: \"N {number}\"\ndate: \"{date}\"\n---\n\nText.\n"),
        );
    }
    project.put("content/undated.md", "---\ntitle: \"Undated\"\n---\n\nText.\n");
    let text = project.build().page("feed.xml");
    let feed = roxmltree::Document::parse(&text).expect("XML");
    let titles: Vec<&str> = feed
        .root_element()
        .children()
        .filter(|node| node.has_tag_name("entry"))
        .map(|entry| child(entry, "title"))
        .collect();
    assert_eq!(titles.len(), 50);
    assert_eq!((titles[0], titles[49]), ("N 59", "N 10"));
}

#[test]
fn corrections_have_a_feed_and_a_file() {
    let built = complete();
    let text = built.page("corrections.xml");
    let feed = roxmltree::Document::parse(&text).expect("XML");
    let entries: Vec<_> = feed.root_element().children().filter(|node| node.has_tag_name("entry")).collect();
    let records = json(&built, "corrections.json");
    assert_eq!(records["corrections"].as_array().expect("a list").len(), entries.len());
    assert!(!entries.is_empty());
    for (entry, record) in entries.iter().zip(records["corrections"].as_array().expect("a list")) {
        assert_eq!(child(*entry, "id"), record["url"].as_str().expect("a url"));
        assert!(child(*entry, "updated").starts_with(record["date"].as_str().expect("a date")));
    }
}

#[test]
fn figures_are_one_row_each_in_both_formats() {
    let built = complete();
    let csv = built.page("figures.csv");
    let lines: Vec<&str> = csv.split("\r\n").collect();
    let header = "event,measure,population,value_text,low,best,high,qualifier,hedge,as_of,claimant,source,excerpt,quote,verdict,adopted";
    assert!(lines[0].starts_with(header), "{}", lines[0]);
    assert!(
        lines[1].split(',').all(|tag| tag.starts_with('#')) && lines[1].contains("#indicator+value+num"),
        "{}",
        lines[1]
    );
    assert!(!csv.replace("\r\n", "").contains('\n') && csv.ends_with("\r\n"));
    let rows = json(&built, "figures.json");
    let rows = rows["figures"].as_array().expect("rows");
    assert_eq!(rows.len(), lines.len() - 3, "a header, a row of tags, an empty end");
    let nine = rows.iter().find(|row| row["value_text"] == "nine").expect("nine injured");
    assert_eq!((&nine["low"], &nine["high"], nine["qualifier"].as_str()), (&9.into(), &9.into(), Some("exact")));
    assert!(rows.iter().any(|row| row["high"].is_null() && row["low"].is_number()), "an open bound");
}

#[test]
fn places_have_longitude_first() {
    let places = json(&Project::new().build(), "places.geojson");
    assert_eq!(places["type"], "FeatureCollection");
    assert_eq!(places["features"][0]["geometry"]["coordinates"], serde_json::json!([7.05, 54.21]));
}

#[test]
fn sources_are_csl_items() {
    let sources = json(&complete(), "sources.json");
    let items = sources.as_array().expect("a list");
    assert!(items.len() > 3);
    for item in items {
        assert!(item["id"].is_string() && item["type"].is_string() && item["title"].is_string(), "{item}");
    }
}

#[test]
fn claims_carry_their_evidence_and_withhold_what_rights_withhold() {
    let built = complete();
    let claims = json(&built, "claims.json");
    let count: usize = built.compiled.site.pages().iter().map(|page| page.claims.list.len()).sum();
    assert_eq!(claims["claims"].as_array().expect("a list").len(), count);
    let site = built.compiled.site.reader();
    let mut sources = site.sources().into_iter().filter_map(|id| site.source(id));
    let memo = sources.find(|source| source.text.rights.as_str() == "record").expect("a record");
    let lines = claims["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(|claim| claim["evidence"].as_array().expect("a list"));
    let withheld: Vec<&Value> = lines.filter(|line| line["source"] == memo.id.as_str()).collect();
    assert!(!withheld.is_empty() && withheld.iter().all(|line| line.get("quotation").is_none()));
}

/// Every JSON-LD block of a page.
fn blocks(built: &Built, route: &str) -> Vec<Value> {
    let page = Document::from(built.page(route));
    let blocks = page.select("script[type='application/ld+json']");
    blocks.iter().map(|block| serde_json::from_str(&block.text()).expect("JSON")).collect()
}

#[test]
fn an_article_says_what_it_is() {
    let built = complete();
    let article = blocks(&built, "index.html").remove(0);
    assert_eq!(article["@type"], "BackgroundNewsArticle");
    assert_eq!(article["dateModified"], "2024-03-20");
    for (member, kind) in [("correction", "CorrectionComment"), ("hasPart", "Claim")] {
        assert_eq!(article[member][0]["@type"], kind, "{member}");
    }
    assert!(article["citation"].as_array().expect("sources").len() > 2);
    let about: Vec<&str> =
        article["about"].as_array().expect("things").iter().filter_map(|thing| thing["@type"].as_str()).collect();
    assert!(about.contains(&"Event") && about.contains(&"Place"), "{about:?}");
    assert_eq!(blocks(&built, "figures.html")[0]["distribution"].as_array().expect("downloads").len(), 2);
}

#[test]
fn no_text_ends_a_block() {
    let title = "</script><script>alert(1)</script> & <!-- \u{2028}";
    let built = Project::new().edit("content/index.md", "The ferry Estela\"", &format!("{title}\"")).build();
    let page = built.page("index.html");
    assert!(!page.contains("<script>alert"), "{page}");
    assert_eq!(blocks(&built, "index.html")[0]["headline"], title);
}

#[test]
fn translations_point_at_one_another_and_at_themselves() {
    let built = complete();
    let list = |route: &str| -> BTreeMap<String, String> {
        let page = Document::from(built.page(route));
        let links = page.select("link[hreflang]");
        links
            .iter()
            .map(|link| (link.attr_or("hreflang", "").to_string(), link.attr_or("href", "").to_string()))
            .collect()
    };
    let groups: Vec<_> = built.compiled.site.pages().iter().filter(|page| !page.translations.is_empty()).collect();
    assert!(groups.len() >= 3, "{}", groups.len());
    for page in groups {
        let own = list(page.route.as_str());
        assert!(own.values().all(|address| address.starts_with("https://site.example/lowen/")), "{own:?}");
        assert!(own.contains_key(&page.language) && own.contains_key("x-default"), "{own:?}");
        for (_, route) in &page.translations {
            assert_eq!(list(route.as_str()), own, "{route}");
        }
    }
}

#[test]
fn cards_say_what_the_page_is() {
    let built = complete();
    let output = built.compiled.output.as_ref().expect("an output");
    let page = Document::from(built.page("index.html"));
    assert_eq!(
        page.select("meta[property='og:image']").attr_or("content", "").as_ref(),
        "https://site.example/lowen/cards/index.png"
    );
    let alt = page.select("meta[property='og:image:alt']").attr_or("content", "").to_string();
    assert!(alt.contains(" claims") && alt.len() > "claims".len() + 8, "{alt}");
    let card = output.get("cards/index.png").expect("a card");
    assert_eq!(&card[..8], b"\x89PNG\r\n\x1a\n");
    assert_eq!((&card[16..20], &card[20..24]), (&1200_u32.to_be_bytes()[..], &630_u32.to_be_bytes()[..]));
    assert!(card.len() < 60_000, "{} bytes", card.len());
    assert_eq!(pixels(&card).len(), 630 * 1201, "eight bits a pixel and a filter byte a row");
    assert!(output.get("cards/404.png").is_none());
}

/// The unpacked rows of a PNG.
fn pixels(card: &[u8]) -> Vec<u8> {
    let at = card.windows(4).position(|window| window == b"IDAT").expect("pixels");
    let length = u32::from_be_bytes(card[at - 4..at].try_into().expect("four bytes")) as usize;
    miniz_oxide::inflate::decompress_to_vec_zlib(&card[at + 4..at + 4 + length]).expect("zlib")
}

#[test]
fn cards_have_words_in_every_script_of_the_font_and_shapes_in_others() {
    // The ink of words is in the palette behind paper, ink and two colours for each grade.
    let words = |text: &str| {
        let lines = lettering::lines(text, 64, 1056, 2)?;
        let mut picture = Picture::new(1200, 200, vec![[0; 3]; 40]);
        let mut pen = Pen::default();
        lines.iter().for_each(|line| pen.write(&mut picture, line, 64, (20, 90), 10));
        Some((lines, picture.pixels.iter().filter(|pixel| **pixel >= 10).count()))
    };
    for (text, is_rtl) in [
        ("Belgorod, 30 December 2023", false),
        ("Вибухи у Бєлгороді", false),
        ("Χτύπημα στο Μπέλγκοροντ", false),
        ("Vụ tấn công Belgorod", false),
        ("ضربة على بيلغورود 30", true),
        ("מתקפה על בלגורוד", true),
    ] {
        let (lines, inked) = words(text).expect(text);
        assert!(inked > 1_000 && lines[0].is_rtl == is_rtl, "{text}: {inked}");
        assert!(lines.iter().all(|line| line.width <= 1056), "{text}");
    }
    assert!(words("別爾哥羅德").is_none() && words("बेलगोरोद").is_none());
    // Joined letters are narrower than the same letters alone.
    let width = |text: &str| words(text).expect(text).0[0].width;
    assert!(width("ببب") < 3 * width("ب"));
    // Too long for two lines: the second says so, and nothing is lost in between.
    let (lines, _) = words(&"word ".repeat(80)).expect("words");
    assert_eq!(lines.len(), 2);
    assert_eq!(words("").expect("nothing").0.len(), 0);
}

#[test]
fn the_sitemap_lists_pages_and_no_redirects() {
    let built = complete();
    let text = built.page("sitemap.xml");
    let map = roxmltree::Document::parse(&text).expect("XML");
    let places: Vec<&str> =
        map.descendants().filter(|node| node.has_tag_name("loc")).filter_map(|node| node.text()).collect();
    assert!(
        places.contains(&"https://site.example/lowen/") && places.contains(&"https://site.example/lowen/claims.html")
    );
    assert!(
        !places.iter().any(|place| place.contains("404") || place.contains("old-address") || place.contains("draft")),
        "{places:?}"
    );
    assert!(built.page("robots.txt").contains("Sitemap: https://site.example/lowen/sitemap.xml"));
}

#[test]
fn data_files_are_linked_from_their_pages() {
    let built = complete();
    for (page, file) in [
        ("claims.html", "claims.json"),
        ("figures.html", "figures.csv"),
        ("figures.html", "figures.json"),
        ("places.html", "places.geojson"),
        ("sources.html", "sources.json"),
        ("corrections.html", "corrections.json"),
        ("corrections.html", "corrections.xml"),
        ("index.html", "feed.xml"),
    ] {
        assert!(built.page(page).contains(&format!("href=\"{file}\"")), "{page} → {file}");
    }
}

#[test]
fn drafts_and_internal_notes_are_in_none() {
    let mut project = Project::fixture("complete").drafts();
    project.options.preview = true;
    let built = project.build();
    let machines = [
        "feed.xml",
        "corrections.xml",
        "sitemap.xml",
        "claims.json",
        "sources.json",
        "figures.csv",
        "figures.json",
        "places.geojson",
        "corrections.json",
    ];
    let draft = built.compiled.site.pages().iter().find(|page| page.entry.draft).expect("a draft");
    let site = built.compiled.site.reader();
    let mut notes = site.notes().into_iter().filter_map(|id| site.note(id));
    let note = notes.find(|note| note.text.visibility.as_str() == "internal").expect("an internal note");
    for file in machines {
        let text = built.page(file);
        assert!(
            !text.contains(draft.route.as_str()) && !text.contains(&*draft.text.title),
            "{file} tells of the draft"
        );
        assert!(!text.contains(&*note.text.title) && !text.contains(note.id.as_str()), "{file} tells of the note");
    }
}

#[test]
fn after_an_edit_every_output_is_what_a_build_makes() {
    let mut project = Project::fixture("complete");
    project.build();
    for (path, from, to) in [
        ("content/index.md", "counted nine injured", "counted all nine injured"),
        ("content/index.md", "aliases: [", "aliases: [\"moved/home\", "),
        ("content/notes/correction.md", "date: \"2024", "date: \"2025"),
        ("content/places.yaml", "name: \"Port Lowen\"", "name: \"Port of Lowen\""),
        ("content/site.yaml", "Port Lowen, 12 March", "Port Lowen, 13 March"),
    ] {
        project = project.edit(path, from, to);
        let (warm, cold) = (project.build(), project.build_cold());
        let (Some(warm), Some(cold)) = (&warm.compiled.output, &cold.compiled.output) else {
            panic!("{path}: {}", warm.report());
        };
        assert_eq!(warm.differing(cold), Vec::<&onrecord::site::Route>::new(), "{path}: {to}");
    }
}
