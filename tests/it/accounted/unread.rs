//! What would be published unread: comments, evidence and syntax that are none.

use super::home;
use crate::project::{Built, Project};

#[test]
fn comments_are_for_the_editors_alone() {
    let secret = "she is not sure whether the captain told us the truth";
    let bodies = [
        format!("The ferry ran <!-- {secret} --> into the quay."),
        format!("<!-- {secret} -->\n\nThe ferry ran into the quay."),
        format!("- here <!-- {secret} -->\n- there\n\n> elsewhere <!-- {secret} -->"),
        format!("| a | b |\n|---|---|\n| c <!-- {secret} --> | d |"),
        format!("<div>\n<!-- {secret} -->\n</div>\n\nWords."),
        format!(
            "## A heading <!-- {secret} -->\n\nWords <!--> and <!---> more.[^a]\n\n[^a]: A note. <!-- {secret} -->"
        ),
    ];
    for raw_html in ["false", "true"] {
        for body in &bodies {
            let project =
                home(body).edit("content/site.yaml", "language:", &format!("raw_html: {raw_html}\nlanguage:"));
            let note = project.text("content/notes/two-counts.md") + &format!("\nWe asked. <!-- {secret} -->\n");
            let built = { project.file("content/notes/two-counts.md", note) }.build();
            let output = built.compiled.output.as_ref().unwrap_or_else(|| panic!("{body}\n{}", built.report()));
            for (route, bytes) in &output.files {
                let text = bytes.bytes();
                let text = String::from_utf8_lossy(&text);
                assert!(!text.contains("not sure"), "{route} of {body}");
            }
        }
        // In code it is shown: there it is no comment.
        let shown = home("Write `<!-- so -->`.\n\n```html\n<!-- or so -->\n```").build().page("index.html");
        assert!(shown.contains("&lt;!-- so --&gt;") && shown.contains("or so"), "{shown}");
    }
    // Words that came to a page by another way are found.
    let told = format!("The ferry ran into the quay. <!-- {secret} -->\n\n`{secret}`");
    let theme = "{% extends \"base.html\" %}{% block main %}she is not sure whether the captain told us the truth{% endblock %}";
    assert_eq!(home(&told).build().report_of("leak"), "", "the author published it as well");
    let leaked = home(&told.replace(&format!("\n\n`{secret}`"), "")).file("themes/own/templates/404.html", theme);
    let report = { leaked.edit("content/site.yaml", "language:", "theme: own\nlanguage:") }.build().report_of("leak");
    assert!(report.contains("she is not sure"), "{report}");
}

#[test]
fn comments_take_no_words_with_them() {
    let told = |body: &str| home(body).build().report_of("unread-comment");
    assert!(told("<!-- not checked --> The ferry ran.").contains("content/index.md:5:22"));
    assert!(told("<!-- a --> <!-- b --> The ferry ran.").contains("is not read"));
    assert!(told("<!-- a\nb --> The ferry ran.").contains("is not read"));
    assert!(told("> <!-- a --> The ferry ran.").contains("is not read"));
    assert!(told("<!-- a\n\nThe ferry ran.").contains("not closed"));
    assert!(told("The ferry.\n\n<!-- a -- >\n\nIt ran.").contains("not closed"));
    for fine in
        ["<!-- a -->\n\nThe ferry ran.", "The ferry <!-- a --> ran.", "<!-- a -->\n<!-- b -->", "- <!-- a -->\n\n  b"]
    {
        assert_eq!(told(fine), "", "{fine}");
    }
}

#[test]
fn what_looks_like_syntax_is_told_of() {
    let told = |body: &str| home(body).build().report_of("unread-syntax");
    let seen = [
        ("It ran.^[An inline note.] More.", "`[^label]: An inline note.`"),
        ("See [the page](my page.md).", "`](my%20page.md)`"),
        ("See [the page](my page.md \"A title\").", "`](my%20page.md)`"),
        ("- See ![a picture](my quay.jpg)", "`](my%20quay.jpg)`"),
        ("It ran.[^my note]", "`[^my-note]`"),
        ("See [it]().", "write the address"),
        ("See [it](<>).", "write the address"),
        ("| a |\n|---|\n| ^[b c] |", "`[^label]: b c`"),
        ("## See [it](a b.md)", "`](a%20b.md)`"),
        ("It ran.[^a]\n\n[^a]: See [it](a b.md).", "`](a%20b.md)`"),
    ];
    for (body, help) in seen {
        assert!(told(body).contains(help), "{body}: {}", told(body));
    }
    for fine in [
        "It ran.\\^[not a note]",
        "See \\[this\\](a b).",
        "Write `^[a note]` and `[x](a b.md)`.",
        "    ^[a note in code]",
        "2^10 [sic] (a b)",
        "See [1] (a b).",
        "E = mc^2",
        "Back to the [top](#top) or [here](#).",
    ] {
        assert_eq!(told(fine), "", "{fine}");
    }
}

/// Evidence in the text of a page, where the sources are cited elsewhere too: nothing else would be told.
fn cited(definition: &str) -> Built {
    let rest = "The office counted.[^count]\n\n[^count]:\n    @post#accident\n    @office#injured\n";
    home(&format!("The ferry ran into the quay.[^a]\n\n{definition}\n\n{rest}")).build()
}

#[test]
fn evidence_is_read_whatever_it_is_contained_in() {
    let lines = [
        "[^a]:\n    @post \"WORDS\"",
        "[^a]: A remark.\n    - @post \"WORDS\"",
        "[^a]:\n    + @post \"WORDS\"",
        "[^a]:\n    1. @post \"WORDS\"",
        "[^a]:\n    2) @post \"WORDS\"",
        "[^a]:\n    - [x] @post \"WORDS\"",
        "[^a]:\n    * [ ] @post \"WORDS\"",
        "[^a]:\n    > @post \"WORDS\"",
        "[^a]:\n    \u{A0}@post \"WORDS\"",
        "[^a]:\n    \u{200B}@post \"WORDS\"",
        "[^a]:\n    \u{FEFF}@post \"WORDS\"",
        "[^a]:\n    \u{200E}@post \"WORDS\"",
        "[^a]:\n    \u{3000}@post \"WORDS\"",
        "> [!NOTE]\n> Words.\n>\n> [^a]:\n>     @post \"WORDS\"",
    ];
    for line in lines {
        let honest = cited(&line.replace("WORDS", "the Estela ran into the quay of Port Lowen"));
        assert_eq!(honest.errors_report(), "", "{line}");
        assert_eq!(honest.compiled.site.pages().list()[0].claims.list.len(), 2, "{line}");
        let false_one = cited(&line.replace("WORDS", "words that stand nowhere in the report"));
        assert_eq!(false_one.errors(), ["quote-not-in-source"], "{line}: {}", false_one.report());
    }
}

#[test]
fn what_looks_like_evidence_and_is_none_is_told_of() {
    let told = |definition: &str| cited(definition).report_of("unread-evidence");
    let in_footnotes = [
        ("[^a]: A remark. @post#accident", "`@post#accident` on a line of its own"),
        ("[^a]:\n    • @post#accident", "`@post#accident`"),
        ("[^a]:\n    – @post \"the Estela\"", "`@post \"the Estela\"`"),
        ("[^a]: ＠post#accident", "`@post#accident`"),
        ("[^a]: [@post, p. 3]", "`@post (p. 3)`"),
        ("[^a]: \\@post", "`@post`"),
        ("[^a]: \\@post\\#accident", "`@post#accident`"),
        ("[^a]: @ post", "`@post`"),
        ("[^a]: The first count.\n    post#accident", "`@post#accident`"),
        ("[^a]: post \"the Estela ran\"", "`@post \"the Estela ran\"`"),
        ("[^a]: pots#accident", "`@pots#accident`"),
        ("[^a]: - post#accident\n    - @ office", "`@office`"),
    ];
    for (definition, line) in in_footnotes {
        assert!(told(definition).contains(line), "{definition}: {}", cited(definition).report());
    }
    let elsewhere = [
        "[^a]: Words.\n\n@post#accident",
        "[^a]: Words.\n\nIt ran [@post].",
        "[^a]: Words.\n\nIt ran [@post, p. 3].",
        "[^a]: Words.\n\nIt ran (@post \"the Estela\").",
        "[^a]: Words.\n\n| a |\n|---|\n| @post#accident |",
        "[^a]: Words.\n\n## See @post#accident",
        "[^a]: Words.\n\n> [!NOTE]\n> @post#accident",
    ];
    for text in elsewhere {
        assert!(told(text).contains("content/index.md"), "{text}: {}", cited(text).report());
    }
    let note =
        Project::new().text("content/notes/two-counts.md") + "\nWe asked.[^a] See [@post].\n\n[^a]: post#accident\n";
    let told_of_note = Project::new().file("content/notes/two-counts.md", note).build().report_of("unread-evidence");
    assert_eq!(told_of_note.matches("content/notes/two-counts.md").count(), 2, "{told_of_note}");
    for text in [
        "[^a]: As @bbc wrote, who counted.",
        "[^a]: See @post on the web.",
        "[^a]: Write to desk@post.example or call post 3.",
        "[^a]: Words.\n\nSee @post, or @bbc#now.",
        "[^a]: Words.\n\nWrite `[@post]` or `@post#accident`, or \\@post#accident.",
        "[^a]: Words.\n\n```\n@post#accident\n```",
        "[^a]: Words.\n\n    ```\n    @post\n    post#accident\n    ```",
    ] {
        assert_eq!(told(text), "", "{text}");
    }
}
