//! Five kinds of news page, and what pages do to make it hard.

use super::{assert_capture, assert_remark, fixture, front_matter, html, text};

#[test]
fn an_agency_page_gives_its_json_ld() {
    let imported = fixture("agency.html");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "Eleven dead after Velm dam breach, governor says");
    assert_eq!(source["outlet"], "Northwire News Agency", "the publisher is found by its @id");
    assert_eq!(source["kind"], "news-report");
    assert_eq!(source["published"], "2025-03-04", "the day in the page's own offset, not the one in UTC");
    assert_eq!(source["published_basis"], "metadata");
    assert_eq!(source["authors"], serde_json::json!(["Ilse Marten", "Tomas Roke"]));
    assert_eq!(source["language"], "en-GB");
    assert_eq!(source["url"], "https://www.northwire.example/world/2025/03/04/dam-breach/");
    assert_eq!(source["rights"], "excerpts");
    assert!(source.get("accessed").is_none() && source.get("url_status").is_none(), "nothing is invented");
    assert_eq!(imported.id, "northwire-news-agency-0304");
    assert_eq!(imported.original_extension.as_deref(), Some("html"));
    assert_remark(&imported, "changed on 2025-03-06");
    assert_capture(
        &imported,
        &[
            "Eleven dead after Velm dam breach, governor says\n\nBy Ilse Marten and Tomas Roke\n\n",
            "Rescuers search the lower quarter",
            "VELM, 4 March 2025 (Northwire) - At least eleven",
            "The company that runs the dam",
            "Place\tMissing\nVelm\t31\nUntervelm\t12\n",
        ],
        &["Markets", "Share", "Read more", "inspectors' report", "All rights reserved", "tracker", "not shown text"],
    );
}

#[test]
fn a_local_paper_gives_its_open_graph_and_no_cookie_banner() {
    let imported = fixture("local-paper.html");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "Council votes to close Harrow Lane school", "without the outlet's name behind it");
    assert_eq!(source["outlet"], "The Brindle Courier");
    assert!(source["kind"].is_null());
    assert_eq!(source["published"], "2024-11-19");
    assert_eq!(source["authors"], serde_json::json!(["Dana Whit", "Owen Pell"]), "an address is no author");
    assert_eq!(source["url"], "https://courier.brindle.example/news/harrow-lane");
    assert_remark(&imported, "not stated by the file: kind");
    assert_capture(
        &imported,
        &[
            "Council votes",
            "Parents say they were not asked",
            "Dana Whit and Owen Pell",
            "“some £1.2 million, if no asbestos is found”.",
            "the school at Mill End,\nwhere places",
            "a legal challenge has been announced by the parents' association.\n",
        ],
        &["privacy", "cookies", "More on this story", "Petition reaches", "newsletter", "Most read", "angry_reader"],
    );
}

#[test]
fn a_blog_gives_its_microdata() {
    let imported = fixture("blog.html");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "Was am Hafen wirklich geschah");
    assert_eq!(source["outlet"], "Hafenblog");
    assert_eq!(source["published"], "2023-06-02");
    assert_eq!(source["authors"], serde_json::json!(["Ruth Keller"]));
    assert_eq!(source["language"], "de");
    assert_eq!(source["url_status"], "none");
    assert_capture(
        &imported,
        &[
            "Was am Hafen",
            "Von Ruth Keller am 2. Juni 2023",
            "Seit drei Wochen",
            "Was die Wache notierte",
            "Erst der Knall",
        ],
        &["Kontakt", "Möwen", "Veröffentlicht in"],
    );
}

#[test]
fn an_official_statement_in_windows_1251_is_read_and_nothing_is_made_up() {
    let imported = fixture("official.html");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "Заява обласної адміністрації щодо аварії на мосту");
    assert_eq!(source["language"], "uk");
    for key in ["outlet", "kind", "published", "published_basis"] {
        assert!(source[key].is_null(), "{key}");
    }
    assert_eq!(imported.id, "zaiava-oblasnoi-administratsii-shchodo");
    assert_remark(&imported, "windows-1251");
    assert_remark(&imported, "“12 вересня 2024 року” (2024-09-12)");
    assert_capture(
        &imported,
        &["12 вересня 2024 року", "щонайменше дев’ятнадцять осіб", "«Усіх постраждалих", "через село Кленове"],
        &["Головна", "Контакти"],
    );
}

#[test]
fn a_live_blog_survives_broken_json_and_entities() {
    let imported = fixture("live.html");
    let source = front_matter(&imported.source);
    assert_eq!(source["title"], "Live: Storm & floods ‘worst in decades’, says \"ministry\"");
    assert_eq!(source["outlet"], "Coast Today");
    assert_eq!(source["published"], "2022-10-09", "the page's date, not the first update's");
    assert_eq!(source["authors"], serde_json::json!(["Coast Today staff"]));
    assert_eq!(
        source["url"], "https://coasttoday.example/live/storm-ada",
        "the canonical address, without the campaign"
    );
    assert_remark(&imported, "1 JSON-LD block(s) of the page are broken");
    assert!(!imported.remarks.iter().any(|remark| remark.contains("two")), "{:#?}", imported.remarks);
    assert_capture(
        &imported,
        &[
            "Live: Storm & floods",
            "4 000 evacuated",
            "10:42",
            "Second dyke fails",
            "The dyke at Nordmark gave way",
            "07:15",
            "Power is out",
        ],
        &["follow you around", "Home", "press council", "headline"],
    );
}

#[test]
fn a_page_that_contradicts_itself_is_remarked_upon() {
    let page = r#"<meta property="og:title" content="Nine hurt in fire"><meta property="article:published_time" content="2024-05-02">
        <meta name="author" content="Ann Lee"><meta name="date" content="2024-05-04"><h1>Seven hurt in fire</h1><p>Text of the page.</p>"#;
    let imported = html(page);
    assert_remark(
        &imported,
        "two titles: “Nine hurt in fire” (og:title) and “Seven hurt in fire” (the headline); the first is used",
    );
    assert_remark(&imported, "two publication dates: “2024-05-02” (article:published_time) and “2024-05-04” (date)");
    assert_eq!(front_matter(&imported.source)["published"], "2024-05-02");
}

#[test]
fn a_shown_time_is_a_byline_date_and_a_browser_mark_an_address() {
    let page = "<!-- saved from url=(0031)https://paper.example/a?id=7#x -->\n<html><body><h1>Fire at the docks</h1>\
        <p>By <a rel=author href=/k>K. Ode</a>, <time datetime=2024-05-02T10:00+02:00>2 May 2024</time></p><p>The text.</p></body></html>";
    let source = front_matter(&text("a.txt", page).source);
    assert_eq!((&source["published"], &source["published_basis"]), (&"2024-05-02".into(), &"byline-date".into()));
    assert_eq!(source["url"], "https://paper.example/a?id=7#x");
    assert_eq!(source["authors"], serde_json::json!(["K. Ode"]));
}

#[test]
fn the_title_in_the_head_decides_which_heading_is_the_headline() {
    let page = r#"<html><head><title>Bridge closed after crack is found | The Brindle Courier</title>
        <script type="application/ld+json">{"@type": "WebPage", "name": "x", "datePublished": "2024-03-01"}</script>
        <script type="application/ld+json">{"@type": "Article", "headline": "a report about a bridge", "name": "Bridge closed after crack is found"}</script>
        </head><body><h1>The Brindle Courier</h1><h1>Bridge closed after crack is found</h1><h1>The news at a glance</h1>
        <p>The bridge over the Sawle was closed on Friday, after an engineer had found a crack in its second pier, the county said.</p>
        <div class="vjs-player"><p>Captions settings, opens a dialog</p></div>
        <p>It will stay closed until the spring at least, and buses will go by way of Mill End, the county's engineer said.</p></body></html>"#;
    let imported = text("page.html", page);
    assert_eq!(front_matter(&imported.source)["title"], "Bridge closed after crack is found");
    assert!(imported.capture.starts_with("Bridge closed after crack"), "{}", imported.capture);
    assert_capture(&imported, &["The bridge over", "It will stay closed"], &["Courier", "settings"]);
}

#[test]
fn a_page_described_as_a_page_states_its_date() {
    let page = r#"<script type="application/ld+json">{"@type": "WebPage", "datePublished": "2024-03-01T00:30:00+05:00"}</script><p>Text."#;
    assert_eq!(front_matter(&html(page).source)["published"], "2024-03-01");
}
