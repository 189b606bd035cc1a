//! What was measured on many pages, each kind of loss as a small page of our own: the day, the lead, the box among the paragraphs.

use super::{assert_capture, assert_remark, front_matter, text};

const LONG: &str = "The harbour office said that the ferry had left the berth at noon and struck the quay soon after, with forty passengers on board.";
const MORE: &str = "Two officers went on board in the evening and asked the captain about the engine, which had been checked in March of last year.";

fn page(head: &str, body: &str) -> onrecord::import::Imported {
    text(
        "page.html",
        &format!(
            "<!doctype html><html lang=en><head><title>Ferry hits quay</title>{head}</head><body>{body}</body></html>"
        ),
    )
}

/// The day of a page, `~` before one that is only suggested.
fn day(head: &str, body: &str) -> String {
    let source = page(head, body).source;
    let stated = front_matter(&source)["published"].as_str().unwrap_or_default().to_owned();
    let suggested =
        source.lines().find_map(|line| line.strip_prefix("# published: ")).filter(|day| day.trim_matches('"') != "…");
    let unsaid = if stated.is_empty() { "unknown".to_owned() } else { stated };
    suggested.map_or(unsaid, |day| format!("~{}", day.trim_matches('"')))
}

fn article(line: &str) -> String {
    format!("<article><h1>Ferry hits quay</h1>{line}<p>{LONG}</p><p>{MORE}</p></article>")
}

#[test]
fn a_day_near_the_headline_is_read_in_the_words_of_its_language() {
    for words in [
        "13. März 2024",
        "13 de marzo de 2024",
        "13 de março de 2024",
        "13 marzo 2024",
        "13 mars 2024",
        "13 marca 2024",
        "13 maart 2024",
        "13 martie 2024",
        "13 mart 2024",
        "13 Mär. 2024",
        "13 مارس 2024",
        "13.03.24",
        "13. 3. 2024",
        "2024/03/13",
        "2024.03.13",
        "2024年3月13日",
        "13/03/2024 10:30",
    ] {
        let marked = day("", &article(&format!("<p class=date>{words}</p>")));
        assert_eq!(marked, "2024-03-13", "{words}");
        let unmarked = day("", &format!("<div>{words}</div>{}", article("")));
        assert_eq!(unmarked, "~2024-03-13", "{words}: what only stands there is suggested");
    }
    for words in ["03/04/2024", "the 13th of last month", "12.13.24"] {
        assert_eq!(day("", &article(&format!("<p class=date>{words}</p>"))), "unknown", "{words}");
    }
}

#[test]
fn what_readers_see_counts_before_what_machines_are_told() {
    let stamp = "<meta property=article:published_time content=2024-03-14T01:30:00Z>";
    // The day after in UTC, by the line, by the address.
    assert_eq!(
        day(stamp, &article("<p><time datetime=2024-03-13T21:30:00-04:00>March 13, 2024</time></p>")),
        "2024-03-13?"
    );
    let address = "<link rel=canonical href=https://post.example/2024/03/13/ferry>";
    assert_eq!(day(&format!("{stamp}{address}"), &article("")), "2024-03-13?");
    // One that agrees settles it, whatever else stands near.
    let both = "<p class=date>March 14, 2024</p><p class=date>Updated March 13, 2024</p>";
    assert_eq!(day(stamp, &article(both)), "2024-03-14");
    // A post's day in the text is none of the page's.
    let post = format!(
        "<article><h1>Ferry hits quay</h1><p>{LONG}</p><blockquote><p>We count nine.</p>— Mayor (@mayor) March 13, 2024</blockquote><p>{MORE}</p></article>"
    );
    assert_eq!(day(stamp, &post), "2024-03-14");
    // An element that the page marks as its day, with another for machines: that of a change.
    let changed = "<time pubdate datetime=2024-03-19T10:00:00+01:00>Publié le 13 mars 2024</time>";
    assert_eq!(day("", &article(changed)), "2024-03-13");
}

#[test]
fn a_day_far_from_the_headline_is_none_of_the_articles() {
    let teasers: String = (10..19)
        .map(|at| format!("<div class=teaser><a href=/{at}>Another story of the week, number {at}</a> <time datetime=2024-02-{at}>{at}.02.2024</time></div>"))
        .collect();
    let shown = article("<p class=date>13.03.2024</p>");
    assert_eq!(day("", &format!("{teasers}{shown}{teasers}")), "2024-03-13");
    // Two of equal right: one is suggested.
    let two = article("<p class=date>13.03.2024</p><p class=date>15.03.2024</p>");
    assert_eq!(day("", &two), "~2024-03-13");
    assert_remark(&page("", &two), "if this is its date");
    // At the end of the text, where it is said when it was changed.
    let below =
        format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p><p>{MORE}</p><p>Stand: 13.03.2024</p></article>");
    assert_eq!(day("", &below), "~2024-03-13");
}

#[test]
fn broken_and_coarse_metadata_still_have_their_day() {
    let script = |json: &str| format!("<script type=application/ld+json>{json}</script>");
    let torn = script(
        "{\"@type\":\"NewsArticle\",\"headline\":\"A \"ferry\"\",\"datePublished\": \"2024-03-13T10:00:00+01:00\"}",
    );
    assert_eq!(day(&torn, &article("")), "2024-03-13");
    assert_eq!(day(&format!("{torn}{torn}"), &article("")), "unknown", "two broken blocks may speak of two articles");
    let coarse = "<meta name=citation_publication_date content=2024/03><meta name=dc.date content=2024-03-13>";
    assert_eq!(day(coarse, &article("")), "2024-03-13");
    assert_eq!(day("<meta name=citation_publication_date content=2024/03>", &article("")), "2024-03");
}

/// The lines of a page that are apart, as the source names them.
fn apart(body: &str) -> String {
    let imported = page("", body);
    let told = imported
        .source
        .lines()
        .find_map(|line| line.trim_start().strip_prefix("# Lines of the capture that are not the article's body: "));
    told.unwrap_or_default().to_owned()
}

#[test]
fn a_box_among_the_paragraphs_is_apart_and_a_lead_is_not() {
    let lead = "Nine people were injured when the ferry Estela struck the quay of Port Lowen on Tuesday.";
    let body = |within: &str| {
        format!(
            "<article><h1>Ferry hits quay</h1><div class=intro>{lead}</div><div class=text><p>{LONG}</p>{within}<p>{MORE}</p></div></article>"
        )
    };
    assert_eq!(apart(&body("")), "1 (headline)");
    for (within, told) in [
        ("<div><img src=a.jpg><div>The quay by night</div></div>", "1 (headline), 7 (box)"),
        ("<div><p>The quay by night</p></div>", "1 (headline), 7 (box)"),
        ("<p><strong><a href=/a>HOW THE FERRY CAME TO LOWEN</a></strong></p>", "1 (headline), 7 (link)"),
        (
            "<p>DON'T MISS</p><p><a href=/a>How the ferry came to Lowen</a> [NEWS]</p>",
            "1 (headline), 7 (label), 9 (link)",
        ),
        ("<ul><li>Nine injured</li><li>No dead</li></ul>", "1 (headline)"),
        ("<blockquote>We count nine.</blockquote>", "1 (headline)"),
        ("<h2>What is known</h2>", "1 (headline)"),
        ("<p>No dead.</p>", "1 (headline)"),
    ] {
        assert_eq!(apart(&body(within)), told, "{within}");
    }
    let imported = page("", &body("<div><div>The quay by night</div></div>"));
    let source = front_matter(&imported.source);
    assert_eq!(source["capture"]["apart_lines"], serde_json::json!([1, 7]));
    assert_capture(&imported, &[lead, LONG, "The quay by night", MORE], &[]);
}

#[test]
fn a_heading_that_is_a_link_belongs_to_the_paragraphs_beside_it() {
    let body = format!(
        "<h1>Ferry hits quay</h1><div class=text><p>{LONG}</p><ul><li>Nine injured</li></ul><h2><a href=/e>The Estela</a></h2><ul><li>Forty years old</li></ul><p>{MORE}</p></div>"
    );
    assert_capture(&page("", &body), &[LONG, "The Estela", "Forty years", MORE], &[]);
}

#[test]
fn a_page_that_scripts_fill_is_told() {
    let script = format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"articleBody\":\"{LONG} {MORE}\"}}</script>"
    );
    let other = "Many of the offers that appear here are from companies from which this site receives compensation, and which may decide where they appear.";
    let imported = page(&script, &format!("<article><h1>Ferry hits quay</h1><p>{other}</p><p>{other}</p></article>"));
    assert_remark(&imported, "the page's own `articleBody`");
    let whole = page(&script, &article(""));
    assert!(!whole.remarks.iter().any(|remark| remark.contains("articleBody")), "{:#?}", whole.remarks);
    assert_remark(&page("", "<div id=root><h1>Ferry hits quay</h1><p>Loading.</p></div>"), "hardly any text");
}
