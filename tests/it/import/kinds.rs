//! Pages that each lost something once: a lead, a tweet, a day, an address.

use super::{assert_capture, assert_remark, front_matter, text};

const LONG: &str = "The harbour office said that the ferry had left the berth at noon and struck the quay soon after, with forty passengers on board.";

fn page(head: &str, body: &str) -> onrecord::import::Imported {
    text(
        "page.html",
        &format!(
            "<!doctype html><html lang=en><head><meta charset=utf-8><title>Ferry hits quay</title>{head}</head><body>{body}</body></html>"
        ),
    )
}

#[test]
fn class_words_say_nothing_of_what_holds_prose() {
    let lead = "<p>Nine people were injured when the ferry Estela struck the quay on Tuesday.</p>";
    for class in ["teaser", "above-footer", "navbar", "social-block", "modal-lead", "share"] {
        let imported = page(
            "",
            &format!(
                "<article><h1>Ferry hits quay</h1><div class='{class}'>{lead}</div><p>{LONG}</p><p>{LONG}</p></article>"
            ),
        );
        assert_capture(&imported, &["Nine people were injured when", LONG], &[]);
    }
    let imported = page("", &format!("<article id=nav_nine><h1>Ferry hits quay</h1>{lead}<p>{LONG}</p></article>"));
    assert_capture(&imported, &["Nine people were injured when", LONG], &[]);
    let imported = page(
        "",
        &format!(
            "<article><h1>Ferry hits quay</h1><p>{LONG}</p><div class=navbar><a href=/a>Home</a> <a href=/b>World</a></div><p>{LONG}</p></article>"
        ),
    );
    assert_capture(&imported, &[LONG, LONG], &["Home"]);
}

#[test]
fn an_embedded_post_and_a_linked_heading_stay() {
    let post = "<div class=social-media-embed><blockquote class=twitter-tweet><p>We count nine injured, two of them children.</p>&mdash; Mayor (@mayor)</blockquote></div>";
    let imported = page("", &format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p>{post}<p>{LONG}</p></article>"));
    assert_capture(&imported, &["We count nine injured, two of them children."], &[]);
    let linked = |words: &str| {
        page(
            "",
            &format!(
                "<article><h1>Ferry hits quay</h1><p>{LONG}</p><p><a href=/x>{words}</a></p><p>{LONG}</p></article>"
            ),
        )
    };
    assert_capture(&linked("The captain was asleep, the mayor says"), &["The captain was asleep"], &[]);
    assert_capture(&linked("Read more: Inquiry begins"), &[LONG], &["Inquiry begins"]);
}

#[test]
fn short_paragraphs_at_both_ends_belong_to_the_others() {
    let imported = page(
        "",
        &format!("<div><p>Nine injured.</p><p>No dead.</p><p>{LONG}</p><p>{LONG}</p><p>That is all.</p></div>"),
    );
    assert_capture(&imported, &["Nine injured.", "No dead.", LONG, "That is all."], &[]);
    let imported = page("", "<div><p>Nine injured.</p><p>No dead.</p></div>");
    assert_capture(&imported, &["Nine injured.", "No dead."], &[]);
    // Posts are each in a box of their own; the boxes are alike.
    let post = |words: &str| format!("<div class=post><p>{words}</p></div>");
    let posts = post("Nine injured.</p><p>No dead.") + &post(LONG) + &post(LONG) + &post("An inquiry begins.");
    let imported = page("", &format!("<h1>Channel</h1><div class=posts>{posts}</div>"));
    assert_capture(&imported, &["Nine injured.", "No dead.", LONG, "An inquiry begins."], &[]);
}

#[test]
fn what_is_not_the_body_is_kept_and_told_apart() {
    let imported = page(
        "",
        &format!(
            "<article><h1>Ferry hits quay</h1><p class=byline>By Ada Invented</p><figure><figcaption>The quay of Port Lowen</figcaption></figure><p>{LONG}</p>\
             <p>Advertisement</p><p>{LONG}</p></article>"
        ),
    );
    assert_capture(
        &imported,
        &["Ferry hits quay", "By Ada Invented", "The quay of Port Lowen", LONG, "Advertisement", LONG],
        &[],
    );
    let told =
        "# Lines of the capture that are not the article's body: 1 (headline), 3 (byline), 5 (caption), 9 (notice)";
    assert!(imported.source.contains(told), "{}", imported.source);
}

#[test]
fn a_day_that_only_the_address_or_a_line_at_the_top_has_is_a_guess() {
    let body =
        |line: &str| format!("<article><h1>Ferry hits quay</h1><p>{line}</p><p>{LONG}</p><p>{LONG}</p></article>");
    let imported = page("<link rel=canonical href='https://post.example/2024/03/13/ferry'>", &body("Port Lowen"));
    let source = front_matter(&imported.source);
    assert_eq!(
        (&source["published"], &source["published_basis"]),
        (&"2024-03-13?".into(), &"inferred-from-text".into())
    );
    assert_remark(&imported, "its address has 2024-03-13");
    let imported = page("", &body("Port Lowen, by our reporter, 12 March 2024 in Harbour"));
    assert!(front_matter(&imported.source)["published"].is_null());
    assert!(imported.source.contains("\n# published: \"2024-03-12\"\n"), "{}", imported.source);
}

#[test]
fn ids_speak() {
    let head = |day: &str| {
        format!(
            "<meta property=og:site_name content='Harbour Times'><meta property=article:published_time content='{day}'>"
        )
    };
    let body = format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p><p>{LONG}</p></article>");
    assert_eq!(page(&head("2024-03-03"), &body).id, "harbour-times-0303");
    let named = |name: &str, text: &str| {
        onrecord::import::import(onrecord::import::Article::new(name, text.as_bytes()), None).expect("it imports").id
    };
    assert_eq!(named("7.txt", "Nine people were injured.\nAll of them are well."), "source-7");
}

#[test]
fn a_page_is_read_by_a_browsers_rules() {
    let deep = "<div>".repeat(300);
    let imported = page(
        "",
        &format!(
            "<noscript>{deep}<p>Turn on scripts</noscript><noscript>{deep}</noscript><h1>Ferry hits quay</h1><p>{LONG}</p>"
        ),
    );
    assert_capture(&imported, &[LONG], &["Turn on"]);
    let drawing = format!("<svg viewBox='0 0 1 1'>{}</svg>", "<path d='M0 0'/>".repeat(600));
    let imported = page("", &format!("{drawing}<h1>Ferry hits quay</h1><p>{LONG}</p>"));
    assert_capture(&imported, &[LONG], &[]);
    let imported =
        page("", &format!("<h1>報告</h1><p><ruby>港湾局<rt>こうわんきょく</rt></ruby>は発表した。{LONG}</p>"));
    assert_capture(&imported, &["港湾局は発表した。"], &["こうわん"]);
    let imported = page(
        "",
        &format!("<h1>Ferry hits quay</h1><p><span style='text-transform:uppercase'>Port Lowen</span> — {LONG}</p>"),
    );
    assert_capture(&imported, &["Port Lowen — The harbour"], &[]);
    let late = format!(
        "<!doctype html><html><head><!--{}--><meta charset=iso-8859-1><title>F\u{e4}hre</title></head><body><h1>F\u{e4}hre</h1><p>{LONG}</p></body></html>",
        "x".repeat(6_000)
    );
    let bytes: Vec<u8> = late.chars().map(|letter| letter as u8).collect();
    let imported =
        onrecord::import::import(onrecord::import::Article::new("a.html", &bytes), None).expect("it imports");
    assert_capture(&imported, &["Fähre"], &[]);
}

#[test]
fn the_day_that_readers_saw_is_the_day() {
    let body = |line: &str| {
        format!("<article><h1>Ferry hits quay</h1><p class=date>{line}</p><p>{LONG}</p><p>{LONG}</p></article>")
    };
    let stamp = "<meta property=article:published_time content=2026-05-13T01:30:00Z>";
    let imported = page(stamp, &body("Tuesday, May 12, 2026, 9:30 p.m. EDT"));
    assert_eq!(front_matter(&imported.source)["published"], "2026-05-12?");
    assert_remark(&imported, "2026-05-13 in UTC");
    assert_eq!(front_matter(&page(stamp, &body("May 13, 2026")).source)["published"], "2026-05-13");
    let imported = page(
        "",
        &format!(
            "<article><h1>Ferry hits quay</h1><p class=byline>By Ada Invented</p><p class=dateline>Published 12 March 2024</p><p>{LONG}</p><p>{LONG}</p></article>"
        ),
    );
    let source = front_matter(&imported.source);
    assert_eq!(
        (&source["authors"][0], &source["published"]),
        (&"Ada Invented".into(), &"2024-03-12".into()),
        "{}",
        imported.source
    );
    assert_eq!(source["published_basis"], "byline-date");
}

#[test]
fn addresses_are_the_pages_own() {
    let body = format!("<h1>Ferry hits quay</h1><p>{LONG}</p><p>{LONG}</p>");
    let canonical = |address: &str| format!("<link rel=canonical href='{address}'>");
    let imported = page(&canonical("https://web.archive.org/web/20240313101010/https://post.example/ferry"), &body);
    let source = front_matter(&imported.source);
    assert_eq!(source["url"], "https://post.example/ferry");
    assert_eq!(source["archived"]["url"], "https://web.archive.org/web/20240313101010/https://post.example/ferry");
    assert_eq!(source["archived"]["date"], "2024-03-13");
    let placeholder = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"mainEntityOfPage\":{\"@type\":\"WebPage\",\"@id\":\"https://google.com/article\"}}</script>";
    let imported = page(&(canonical("https://post.example/2024/ferry") + placeholder), &body);
    assert_eq!(front_matter(&imported.source)["url"], "https://post.example/2024/ferry");
    assert_eq!(front_matter(&page(&canonical("https://post.example/"), &body).source)["url_status"], "none");
}

#[test]
fn what_was_left_out_is_told() {
    let closed = "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"isAccessibleForFree\":false}</script>";
    assert_remark(
        &page(closed, &format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p></article>")),
        "not free to read",
    );
    let other = "Many of the offers that appear here are from companies from which this site receives compensation, and which may decide where they appear. ";
    let summary = format!("<meta property=og:description content='{LONG}'>");
    let body = format!(
        "<div class=related><p>{LONG}</p><p>{LONG}</p></div><div><h1>Something else</h1><p>{}</p></div>",
        other.repeat(4)
    );
    let imported = page(&summary, &body);
    assert!(
        imported.capture.contains(LONG) || imported.remarks.iter().any(|remark| remark.contains("og:description")),
        "{imported:#?}"
    );
}
