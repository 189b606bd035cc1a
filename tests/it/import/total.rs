//! Whatever the bytes are, an import is a value or a reason, and its YAML can be read.

use onrecord::import::{Article, import, new_page};
use proptest::prelude::*;

use super::{front_matter, html};

/// Pieces of pages, good and bad, to be thrown together.
const PIECES: &[&str] = &[
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<a href=x>",
    "</a>",
    "<h1>",
    "</h1>",
    "<br>",
    "<svg>",
    "<math>",
    "</svg>",
    "<template>",
    "</template>",
    "<form>",
    "</form>",
    "<select>",
    "</select>",
    "<article class=content>",
    "</article>",
    "<!--",
    "-->",
    "<script type=application/ld+json>",
    "</script>",
    "{\"@type\":\"NewsArticle\",\"author\":[[]],\"headline\":\"\u{202E}x\"}",
    "<font>",
    "<meta name=author content='a;b & c'>",
    "<time datetime=2023-01-01>",
    "</time>",
    "<title>",
    "</title>",
    "<body>",
    "<frameset>",
    "</html>",
    "<q>",
    "<noscript>",
    "<img src=x>",
    "</noscript>",
    "&#0;",
    "&amp;#8217;",
    "Moscow, 31 December 2023 (dpa) - ",
    "\u{1F600}",
    "é",
    "\u{A0}",
    "\r\n",
    "A sentence, long enough to count as part of an article, with commas, and a stop. ",
];

/// An import is a value or a reason; a value's source can be read, and holds the capture's name.
fn assert_total(file_name: &str, bytes: &[u8]) {
    match import(Article::new(file_name, bytes), None) {
        Ok(imported) => {
            let source = front_matter(&imported.source);
            assert_eq!(source["capture"]["file"], format!("{}.txt", imported.id));
            assert!(!imported.id.is_empty() && !imported.capture.trim().is_empty());
        }
        Err(refused) => assert!(!refused.to_string().is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_give_a_value_or_a_reason(bytes in proptest::collection::vec(any::<u8>(), 0..2000), name in "[a-zé./]{0,8}\\.(html|md|txt|)") {
        assert_total(&name, &bytes);
    }

    #[test]
    fn any_text_gives_a_value_or_a_reason(text in "(\\PC|\n|<|&|-){0,400}", format in 0..3usize) {
        assert_total(["a.html", "a.md", "a.txt"][format], text.as_bytes());
    }

    #[test]
    fn any_page_gives_a_value_or_a_reason(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..200)) {
        assert_total("a.html", pieces.concat().as_bytes());
    }

    #[test]
    fn dates_are_looked_for_in_anything(line in "(Moscow|Jan|31|2023|December|[ ,.(/)-]|dpa|\\PC){0,30}") {
        assert_total("a.txt", format!("{line}\ntext").as_bytes());
    }

    #[test]
    fn any_title_makes_a_source_that_can_be_read(title in "[^<>&]{1,60}", author in any::<String>()) {
        let json = serde_json::json!({"@type": "NewsArticle", "headline": title, "author": author, "publisher": title});
        let json = json.to_string().replace('<', "\\u003c");
        let imported = html(&format!("<script type=\"application/ld+json\">{json}</script><p>Text."));
        let source = front_matter(&imported.source);
        prop_assert!(source["title"].is_string());
        front_matter(&new_page("a", &title));
    }
}
