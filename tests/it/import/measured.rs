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

#[test]
fn a_day_that_is_shown_at_the_head_is_used_before_one_of_the_tags() {
    let tag = "<meta property=article:published_time content=2024-03-01T10:00:00+01:00>";
    let time = |words: &str| article(&format!("<p><time datetime=2024-03-13>{words}</time></p>"));
    assert_eq!(day(tag, &time("13 March 2024")), "2024-03-13");
    assert_remark(&page(tag, &time("13 March 2024")), "its tags have 2024-03-01: the day shown is used");
    assert_eq!(day(tag, &article("<div>13 March 2024</div>")), "2024-03-13", "a line that is a day and nothing else");
    // That of a change is none, but for one that comes before what the tags say, or that another tag says too.
    assert_eq!(day(tag, &time("Updated 13 March 2024")), "2024-03-01");
    let late = "<meta property=article:published_time content=2024-03-20T10:00:00+01:00>";
    assert_eq!(day(late, &time("Stand: 13.03.2024, 18:00 Uhr")), "2024-03-13");
    let both = format!("{tag}<meta name=dc.date content=2024-03-13>");
    assert_eq!(day(&both, &time("Stand: 13.03.2024, 18:00 Uhr")), "2024-03-13");
    // A paragraph that begins with a day, and a day below the text, speak of something else.
    assert_eq!(day(tag, &article(&format!("<p>13 March 2024: {LONG}</p>"))), "2024-03-01");
    assert_eq!(
        day(
            tag,
            &format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p><div>13 March 2024</div><p>{MORE}</p></article>")
        ),
        "2024-03-01"
    );
}

#[test]
fn days_in_narrow_spellings_are_suggested() {
    for words in [
        "by Ada, 13.3.24",
        "by Ada on 13/03/24, 03:48 pm",
        "( Lowen, 13 March 24 )",
        "13 | 03 | 2024",
        "Ada Lowen13.3.2024",
        "posted13.03.2024Harbour",
    ] {
        assert_eq!(day("", &article(&format!("<div>{words}</div>"))), "~2024-03-13", "{words}");
    }
    for words in ["version 13.3.24.1", "03/04/24", "13 March 2 people came", "10 of 12 came", "at 28.09.1912:44"] {
        assert_eq!(day("", &article(&format!("<div>{words}</div>"))), "unknown", "{words}");
    }
    assert_eq!(day("", &article("<div class=author>by Ada, 13.3.24</div>")), "~2024-03-13", "it may be a number");
}

#[test]
fn days_where_nobody_looks_are_suggested_last() {
    for (head, place) in [
        (
            "<script>window.page = {\"published_at\": \"2024-03-13T10:00\", \"created_at\": \"2023-01-01T10:00\"}</script>",
            "`published_at` in one of its scripts",
        ),
        ("<script type=application/json>{\"createdAt\":\"2024-03-13T10:00:00+01:00\"}</script>", "`createdAt`"),
        ("<meta property=photo:upload_date content=2024-03-13T04:36:36-05:00>", "its tag `photo:upload_date`"),
        ("<meta property=og:updated_time content=2024-03-13T04:36:36-05:00>", "its tag `og:updated_time`"),
        (
            "<meta property=og:image content=https://post.example/files/2024/03/13/quay.jpg>",
            "the address of its picture",
        ),
    ] {
        assert_eq!(day(head, &article("")), "~2024-03-13?", "{head}");
        assert!(page(head, &article("")).source.contains("# published_basis: inferred-from-text"), "{head}");
        assert_remark(&page(head, &article("")), place);
        assert_eq!(day(head, &article("<div>12 March 2024</div>")), "~2024-03-12", "what is shown comes before it");
    }
    assert_eq!(day("<script>x = {\"republished\": true, \"size\": \"2024-03-13\"}</script>", &article("")), "unknown");
    // JSON-LD that forgets to say what it is; the day in an address that is told with the day first.
    let bare = "<script>{\"@context\": \"https://schema.org\", \"@type\": \"NewsArticle\", \"headline\": \"Ferry\", \"datePublished\": \"2024-03-13T06:00:00+01:00\"}</script>";
    assert_eq!(day(bare, &article("")), "2024-03-13");
    assert_eq!(day("<link rel=canonical href=https://post.example/news/13-03-2024>", &article("")), "2024-03-13?");
    assert_eq!(day("<link rel=canonical href=https://post.example/news/03-04-2024>", &article("")), "unknown");
    // The day of a post that is quoted is none of the page's.
    let post = format!(
        "<article><h1>Ferry hits quay</h1><p>{LONG}</p><blockquote><p>We count nine.</p>— Mayor (@mayor) March 12, 2024</blockquote><p>{MORE}</p></article>"
    );
    assert_eq!(day("", &post), "unknown");
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
