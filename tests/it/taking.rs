//! What readers take along: citations, embeds and the tags that reference managers read.

use std::collections::BTreeSet;

use crate::project::{Built, Project};

fn licensed() -> Built {
    Project::fixture("complete").edit("content/site.yaml", "contact:", "licence: \"CC BY 4.0\"\ncontact:").build()
}

fn routes(built: &Built) -> Vec<String> {
    built.compiled.output.as_ref().expect("an output").files.keys().map(ToString::to_string).collect()
}

/// What stands between two marks.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(found, _)| found)
}

#[test]
fn every_claim_can_be_cited_in_four_forms_without_script() {
    let built = licensed();
    let (article, cite) = (built.page("index.html"), built.page("cite/index.html"));
    assert!(article.contains("href=\"cite/index.html#injured-nine\""), "{article}");
    let claim = between(&cite, "<section class=\"cited wide\" id=\"injured-nine\"", "</section>");
    for said in [
        "@article{index-injured-nine,",
        "TY  - NEWS",
        "ER  - ",
        "{{cite news |",
        "url=https://site.example/lowen/#c-injured-nine",
        "|quote=",
    ] {
        assert!(claim.contains(said), "{said} of {claim}");
    }
    assert!(claim.contains("embed/index/injured-nine.html") && claim.contains("&lt;iframe"), "{claim}");
    assert!(cite.contains("rel=\"license noopener noreferrer\">CC BY 4.0</a>"), "{cite}");
    assert!(!routes(&built).iter().any(|route| route.contains("draft")), "nothing of a draft");
}

#[test]
fn words_that_rights_withhold_are_in_no_citation_and_in_no_embed() {
    let quoted = Project::fixture("complete");
    let withheld = licensed();
    let words: BTreeSet<String> = {
        let sources = withheld.page("sources.json");
        let items: Vec<serde_json::Value> = serde_json::from_str(&sources).expect("JSON");
        let records = items.iter().filter(|item| item["custom"]["rights"] == "record");
        let texts =
            records.map(|item| quoted.text(&format!("content/sources/{}.md", item["id"].as_str().expect("an id"))));
        let lines: Vec<String> = texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let quotes = lines.iter().filter_map(|line| line.trim().strip_prefix("quote: \""));
        quotes.map(|quote| quote.trim_end_matches('"').to_owned()).collect()
    };
    assert!(!words.is_empty(), "the fixture has a source whose rights are `record`");
    for route in routes(&withheld)
        .iter()
        .filter(|route| route.starts_with("embed/") || route.starts_with("cite/") || route.ends_with(".bib"))
    {
        let page = withheld.page(route);
        assert!(!words.iter().any(|words| page.contains(words.as_str())), "{route}");
    }
}

#[test]
fn an_embed_lets_in_itself_and_nothing_else() {
    let built = licensed();
    let embeds: Vec<String> = routes(&built).into_iter().filter(|route| route.starts_with("embed/")).collect();
    assert!(
        embeds.contains(&"embed/index/accident.html".to_owned())
            && embeds.contains(&"embed/figures-estela.html".to_owned())
    );
    for route in embeds.iter().filter(|route| route.ends_with(".html")) {
        let page = built.page(route);
        let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"").replace("&#39;", "'");
        for (kind, open, close) in [("style", "<style>", "</style>"), ("script", "<script>", "</script>")] {
            let digest = base64(&onrecord::files::Hash::of(between(&page, open, close).as_bytes()).0);
            assert!(policy.contains(&format!("{kind}-src 'sha256-{digest}'")), "{route}: {kind} {digest} of {policy}");
        }
        assert!(!page.contains(" src=") && !page.contains("rel=\"stylesheet\""), "{route} loads nothing");
        let oembed = route.replace(".html", ".json");
        let told: serde_json::Value = serde_json::from_str(&built.page(&oembed)).expect("JSON");
        assert!(
            told["html"].as_str().is_some_and(|html| html.contains(&format!("https://site.example/lowen/{route}"))),
            "{told}"
        );
    }
}

/// By another road than the program's.
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |part: &[u8]| {
        let number = part.iter().fold(0u32, |number, byte| number << 8 | u32::from(*byte)) << (8 * (3 - part.len()));
        let sign = |at: usize| match at <= part.len() {
            true => SIGNS[(number >> (18 - 6 * at) & 63) as usize] as char,
            false => '=',
        };
        (0..4).map(sign).collect::<String>()
    };
    bytes.chunks(3).map(group).collect()
}

#[test]
fn heads_say_what_reference_managers_ask_for() {
    let built = licensed();
    let article = built.page("index.html");
    for tag in [
        "<meta name=\"citation_title\" content=\"The ferry",
        "<meta name=\"citation_author\" content=\"Ada Invented\">",
        "<meta name=\"citation_publication_date\" content=\"2024/",
        "<meta name=\"DC.identifier\" content=\"https://site.example/lowen/\">",
        "<meta name=\"DC.rights\" content=\"CC BY 4.0\">",
    ] {
        assert!(article.contains(tag), "{tag}");
    }
    let source = built.page("sources/post.html");
    assert_eq!(source.matches("name=\"citation_title\"").count(), 1, "the source and not its page");
    assert!(built.page("sources.bib").contains("@article{post,"), "{}", built.page("sources.bib"));
}

#[test]
fn a_claim_that_was_changed_says_so_with_its_date() {
    let note = "---\ntitle: \"The first number\"\nkind: correction\ndate: \"2024-04-02\"\nabout: [\"claim:index#injured-nine\"]\nwas: \"eight\"\nnow: \"nine\"\nreason: \"A slip.\"\n---\n";
    let built = Project::fixture("complete").file("content/notes/first-number.md", note).build();
    for route in ["index.html", "embed/index/injured-nine.html"] {
        let page = built.page(route);
        assert!(page.contains("#note-first-number\">corrected <time datetime=\"2024-04-02\">"), "{route}: {page}");
    }
    assert!(!built.page("embed/index/accident.html").contains("class=\"changed\""));
}

#[test]
fn names_and_folders_of_its_own_are_not_given_away() {
    let built = Project::fixture("complete").file("content/static/embed/x.html", "x").build();
    assert!(built.report_of("route-collision").contains("embed/x.html"), "{}", built.report());
}

#[test]
fn the_index_of_the_search_holds_what_is_published_and_no_more() {
    let built = licensed();
    let page = built.page("search.html");
    let parts = between(&page, "data-parts=\"", "\"").parse::<usize>().expect("a number");
    let files: Vec<String> = routes(&built).into_iter().filter(|route| route.starts_with("search/")).collect();
    assert_eq!(files.len(), parts, "{files:?}");
    let mut kinds = BTreeSet::new();
    let mut index = String::new();
    for file in &files {
        let script = built.page(file);
        let list = script.strip_prefix("onrecordFound(").and_then(|rest| rest.strip_suffix(");\n")).expect("a call");
        let entries: Vec<[String; 5]> = serde_json::from_str(list).expect("JSON");
        for [kind, _, _, _, href] in &entries {
            kinds.insert(kind.clone());
            let route = href.split('#').next().unwrap_or_default();
            assert!(routes(&built).iter().any(|known| known == route), "{href}");
        }
        index += &script;
    }
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["claim", "excerpt", "note", "page", "source"]);
    for secret in ["mindestens ein Mensch", "zwei Hafenarbeiter", "draft.html", "note-internal"] {
        assert!(!index.contains(secret), "{secret}");
    }
    assert!(page.contains("href=\"claims.html\""), "without script the list of claims serves");
}
