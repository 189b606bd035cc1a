//! What a page is or has beside an article is told: comments, live blogs, barriers, replies; and what a site says of itself is no body.

use onrecord::import::{Article, Imported, read};

use super::{assert_remark, text};

const LONG: &str = "The harbour office said that the ferry had left the berth at noon and struck the quay soon after, with forty passengers on board.";
const MORE: &str = "Two officers went on board in the evening and asked the captain about the engine, which had been checked in March of last year.";
const SAID: &str =
    "I was on that quay myself and nobody had lit the lamps, so do not blame the captain for what the town forgot.";

fn page(head: &str, body: &str) -> Imported {
    text(
        "page.html",
        &format!(
            "<!doctype html><html lang=en><head><title>Ferry hits quay</title>{head}</head><body>{body}</body></html>"
        ),
    )
}

fn article(inside: &str) -> String {
    format!("<article><h1>Ferry hits quay</h1><p>{LONG}</p><p>{MORE}</p>{inside}</article>")
}

fn says(imported: &Imported, words: &str) -> bool {
    imported.remarks.iter().any(|remark| remark.contains(words))
}

/// The lines apart, as the source names them.
fn apart(imported: &Imported) -> String {
    let line = imported.source.lines().find_map(|line| line.split_once("not the article's body:"));
    line.map_or_else(String::new, |(_, lines)| lines.trim().to_owned())
}

#[test]
fn comments_are_told_and_are_no_part_of_the_body() {
    for inside in [
        format!("<div class=comment-list><p>{SAID}</p></div>"),
        format!("<section id=kommentare><div><p>{SAID}</p></div></section>"),
        format!("<div itemscope itemtype='https://schema.org/Comment'><p>{SAID}</p></div>"),
        format!("<div class='spr-reviews'><p>{SAID}</p></div>"),
    ] {
        let imported = page("", &article(&inside));
        if imported.capture.contains(SAID) {
            assert_remark(&imported, "stand in a box of comments or reviews");
            assert!(apart(&imported).contains("(comment)"), "{}", imported.source);
        } else {
            assert_remark(&imported, "of comments or reviews below the article were left out");
        }
    }
    assert!(!says(&page("", &article("")), "comment"));
    // A review that is the article is the body.
    let review = page("", &format!("<div class=reviews>{}</div>", article("")));
    assert!(!apart(&review).contains("comment"), "{}", review.source);
}

#[test]
fn a_live_blog_is_told() {
    let entry = |at: usize| {
        format!("<div class=liveblog__post><time datetime=2024-03-12T1{at}:00>1{at}:00</time><p>{LONG}</p></div>")
    };
    let entries: String = (0..5).map(entry).collect();
    let imported = page("", &article(&entries));
    assert_remark(&imported, "the page is a live blog of 5 entries");
    let json = "<script type=application/ld+json>{\"@type\":\"LiveBlogPosting\",\"headline\":\"Ferry hits quay\",\"liveBlogUpdate\":[{\"@type\":\"BlogPosting\"},{\"@type\":\"BlogPosting\"}]}</script>";
    assert_remark(&page(json, &article("")), "the page is a live blog of 2 entries");
    assert!(!says(&page("", &article(&(0..2).map(entry).collect::<String>())), "live blog"), "two boxes are none");
}

#[test]
fn a_barrier_is_told_and_whether_the_copy_is_behind_it() {
    let closed = |part: &str| {
        format!(
            "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"isAccessibleForFree\":\"False\"{part}}}</script>"
        )
    };
    let part =
        ",\"hasPart\":{\"@type\":\"WebPageElement\",\"isAccessibleForFree\":\"False\",\"cssSelector\":\".rest\"}";
    assert_remark(&page(&closed(""), &article("")), "may be its beginning only");
    assert_remark(&page(&closed(part), &article("<div class=rest></div>")), "may be its beginning only");
    let paid = page(&closed(part), &article(&format!("<div class=rest>{}</div>", format!("<p>{LONG}</p>").repeat(5))));
    assert_remark(&paid, "the part that it closes off is in this copy");
    // What is no selector is none.
    assert_remark(&page(&closed(&part.replace(".rest", ">>[[")), &article("")), "may be its beginning only");
    let tier = "<meta property=article:content_tier content=metered>";
    assert_remark(&page(tier, &article("")), "not free to read (`metered`)");
    let wall = page("", &article("<div class=c-paywall__box><p>Already a reader? Sign in.</p></div>"));
    assert_remark(&wall, "a barrier for those who have not subscribed");
    assert!(!says(&page("<meta property=article:content_tier content=free>", &article("")), "free to read"));
}

#[test]
fn a_reply_is_told() {
    let posts = [
        (
            "m.json",
            r#"{"id":"7","created_at":"2024-03-12T10:00:00Z","content":"<p>No, nine.</p>","in_reply_to_id":"6","account":{"acct":"ada"}}"#,
        ),
        (
            "o.json",
            r#"{"id":"https://m.example/7","published":"2024-03-12T10:00:00Z","content":"<p>No, nine.</p>","inReplyTo":"https://m.example/6","attributedTo":"https://m.example/ada"}"#,
        ),
        (
            "b.json",
            r#"{"uri":"at://did/app.bsky.feed.post/7","author":{"handle":"ada.example"},"record":{"text":"No, nine.","createdAt":"2024-03-12T10:00:00Z","reply":{"parent":{"uri":"at://did/app.bsky.feed.post/6"}}}}"#,
        ),
        (
            "x.json",
            r#"{"id_str":"7","full_text":"No, nine.","created_at":"Tue Mar 12 10:00:00 +0000 2024","in_reply_to_status_id_str":"6"}"#,
        ),
        (
            "t.json",
            r#"{"name":"Ada","messages":[{"id":7,"type":"message","date":"2024-03-12T10:00:00","text":"No, nine.","reply_to_message_id":6}]}"#,
        ),
    ];
    for (name, json) in posts {
        let told = |json: &str| {
            let saved = read(Article::new(name, json.as_bytes())).expect(name);
            saved[0].remarks.iter().any(|remark| remark.contains("the post is a reply (to "))
        };
        assert!(told(json), "{name}");
        assert!(
            !told(
                &json
                    .replace("\"6\"", "null")
                    .replace(":6}", ":null}")
                    .replace("\"https://m.example/6\"", "null")
                    .replace("\"at://did/app.bsky.feed.post/6\"", "null")
            ),
            "{name}: it answers nobody"
        );
    }
}

#[test]
fn links_below_the_headline_that_may_be_all_of_it_are_told() {
    let links: String = (0..8).map(|at| format!("<li><a href=https://other.example/{at}>Another paper on the ferry, number {at}</a></li><li>seen today</li>")).collect();
    let imported = page(
        "",
        &format!(
            "<div><h1>Ferry hits quay</h1><ul>{links}</ul></div><div class=content><p>{LONG}</p><p>{MORE}</p><p>{LONG}</p></div>"
        ),
    );
    assert_remark(&imported, "no paragraph stands near the headline; 8 line(s)");
    assert!(!says(&page("", &format!("{}<ul>{links}</ul>", article(""))), "near the headline"));
}

#[test]
fn what_a_site_says_of_itself_is_no_body() {
    let offers = "Many of the offers that appear on this website are from companies from which this site receives compensation, which may decide where they appear. ".repeat(2);
    for class in ["legal", "article-disclosure", "site-disclaimer", "impressum"] {
        let imported = page(
            "",
            &format!("<div><h2>Ferry hits quay</h2><p>{LONG}</p></div><div class={class}><p>{offers}</p></div>"),
        );
        assert!(
            !imported.capture.contains(offers.trim()) || apart(&imported).contains("(notice)"),
            "{class}: {}",
            imported.source
        );
    }
    // Where it is all that there is, it is the text.
    let terms = page("", &format!("<div class=legal><h1>Ferry hits quay</h1><p>{LONG}</p><p>{MORE}</p></div>"));
    assert!(!apart(&terms).contains("notice"), "{}", terms.source);
}

#[test]
fn paragraphs_in_boxes_that_are_alike_are_the_body() {
    let block = |words: &str| format!("<div class=block><div class=block-text><p>{words}</p></div></div>");
    let body = format!(
        "<article><h1>Ferry hits quay</h1>{}<div class=block><div class=block-image><figure><figcaption>The quay by night</figcaption></figure></div></div>\
        <div class=block><div class=block-text><p>{LONG}</p><p>{MORE}</p><p>{LONG}</p></div></div></article>",
        block(LONG) + &block("Nine people were injured, and nobody died on that day.")
    );
    let imported = page("", &body);
    assert_eq!(apart(&imported), "1 (headline), 7 (caption)", "{}", imported.capture);
}
