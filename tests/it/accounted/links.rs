//! Links and pictures.

use super::{home, words};
use crate::project::Project;

#[test]
fn bare_addresses_are_links() {
    let page = |body: &str| home(body).build().page("index.html");
    let linked = [
        ("See https://example.org/a_b_c?d=e&f=1.", "href=\"https://example.org/a_b_c?d=e&amp;f=1\""),
        ("(http://example.org/x)", "href=\"http://example.org/x\""),
        ("- www.example.org/y, too", "href=\"http://www.example.org/y\""),
        ("Write to desk@example.org.", "href=\"mailto:desk@example.org\""),
        ("## See https://example.org/h", "href=\"https://example.org/h\""),
        ("| a |\n|---|\n| https://example.org/t |", "href=\"https://example.org/t\""),
        ("Words.[^a]\n\n[^a]: See https://example.org/n.", "href=\"https://example.org/n\""),
    ];
    for (body, link) in linked {
        assert!(page(body).contains(link), "{body}: {}", page(body));
    }
    for body in [
        "`https://example.org/c`",
        "[https://example.org/d](https://example.org/e)",
        "example.org and index.md",
        "https\\://example.org/f",
    ] {
        let page = page(body);
        assert!(
            !page.contains("href=\"https://example.org/c") && !page.contains("href=\"https://example.org/d"),
            "{body}"
        );
        assert!(
            !page.contains("href=\"http://example.org") && !page.contains("href=\"https://example.org/f"),
            "{body}"
        );
    }
    // A claim's words are whole, with the address in them.
    let claim = Project::new().edit("content/index.md", "ran into", "ran (https://example.org/ferry_log) into");
    let built = { claim }.build();
    assert_eq!(built.errors_report(), "");
    assert!(built.compiled.site.pages().list()[0].claims.list[0].words.contains("(https://example.org/ferry_log)"));
}

#[test]
fn addresses_are_encoded_as_commonmark_has_them() {
    for (written, href) in [
        ("<https://example.org/a b>", "https://example.org/a%20b"),
        ("https://example.org/%20%C3%A4?q=a&r=b#c", "https://example.org/%20%C3%A4?q=a&amp;r=b#c"),
        ("https://example.org/\u{E4}", "https://example.org/%C3%A4"),
        ("https://example.org/a\\\"b", "https://example.org/a%22b"),
        ("mailto:a@example.org?subject=b", "mailto:a@example.org?subject=b"),
    ] {
        let page = home(&format!("See [it]({written}).")).build().page("index.html");
        assert!(page.contains(&format!("href=\"{href}\"")), "{written}: {page}");
    }
}

#[test]
fn a_picture_in_a_line_keeps_its_title_and_its_credit() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
    let picture = |body: &str, sidecar: &str| {
        let project = home(body).file("content/quay.svg", svg);
        let project = if sidecar.is_empty() { project } else { project.file("content/quay.svg.yaml", sidecar) };
        { project }.build().page("index.html")
    };
    assert!(picture("See ![the quay](quay.svg \"From the north\") here.", "").contains("title=\"From the north\""));
    let credited =
        picture("See ![the quay](quay.svg) here.", "credit: \"A. Invented\"\ncaption: \"The quay at noon\"\n");
    assert!(credited.contains("title=\"The quay at noon\"") && words(&credited).contains("A. Invented"), "{credited}");
    let alone = picture("![the quay](quay.svg)", "credit: \"A. Invented\"\ncaption: \"The quay at noon\"\n");
    assert!(alone.contains("<figcaption>The quay at noon") && !alone.contains("title=\"The quay"), "{alone}");
}
