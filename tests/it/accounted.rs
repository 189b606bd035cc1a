//! Nothing that is written gets lost, and nothing is published unread.

use crate::project::{OnDisk, Project};

/// The home page with other words.
fn home(body: &str) -> Project {
    Project::new().file("content/index.md", format!("---\ntitle: \"The ferry Estela\"\n---\n\n{body}\n"))
}

/// What a rule says of a home page with one more line in its front matter; empty: nothing.
fn said_of_front_matter(line: &str, rule: &str) -> String {
    let mut project = Project::new().edit("content/index.md", "title: \"The ferry Estela\"", line);
    project.build().report_of(rule)
}

#[test]
fn dots_close_front_matter_too() {
    let text = Project::new().text("content/index.md").replacen("\n---\n", "\n...\n", 1);
    assert_eq!(Project::new().file("content/index.md", text).build().errors_report(), "");
    for (path, words) in [("content/sources/office.md", "injured"), ("content/notes/two-counts.md", "about")] {
        let text = Project::new().text(path);
        assert!(text.contains(words));
        let (front, rest) = text.trim_start_matches("---\n").split_once("\n---\n").expect("closed");
        let closed = Project::new().file(path, format!("---\n{front}\n...\n{rest}"));
        assert_eq!({ closed }.build().errors_report(), "");
    }
}

#[test]
fn white_space_is_no_value() {
    for blank in ["\"  \"", "\"\\t\"", "' '", "\"\""] {
        assert!(said_of_front_matter(&format!("title: {blank}"), "missing-field").contains("`title`"), "{blank}");
    }
    let source = Project::new().edit("content/sources/post.md", "outlet: \"Evening Post\"", "outlet: \" \"");
    assert!({ source }.build().report_of("missing-field").contains("`outlet`"));
    let event = Project::new().file("content/events.yaml", "- { id: estela, title: \" \", start: \"2024-03-12\" }\n");
    assert!({ event }.build().report_of("missing-field").contains("`title`"));
}

#[test]
fn no_date_lies_before_the_one_it_follows() {
    let title = "title: \"The ferry Estela\"\n";
    let updated = |dates: &str| said_of_front_matter(&format!("{title}{dates}"), "dates-reversed");
    assert!(updated("date: \"2024-03-14\"\nupdated: \"2024-03-01\"").contains("content/index.md:4:10"));
    assert_eq!(updated("date: \"2024-03-14\"\nupdated: \"2024-03-14\""), "");
    // A month may lie after one of its days.
    assert_eq!(updated("date: \"2024-03-14\"\nupdated: \"2024-03\""), "");
    assert_ne!(updated("date: \"2024-03-14\"\nupdated: \"2024-02\""), "");
    let source =
        Project::new().edit("content/sources/post.md", "2024-03-13\"\n", "2024-03-13\"\naccessed: \"2024-03-12\"\n");
    assert!({ source }.build().report_of("dates-reversed").contains("`accessed` is earlier than `published`"));
    let event = "- { id: estela, title: \"The accident\", start: \"2024-03-12\", end: \"2024-03-11\" }\n";
    let event = Project::new().file("content/events.yaml", event);
    assert!({ event }.build().report_of("dates-reversed").contains("`end` is earlier than `start`"));
}

#[test]
fn a_feed_tells_of_nothing_that_is_still_to_come() {
    for (date, told) in
        [("2031", "2031-01-01"), ("202X", "2020-01-01"), ("2024-02", "2024-02-01"), ("2024-03-12", "2024-03-12")]
    {
        let dated = Project::new().edit("content/index.md", "---\n\n", &format!("date: \"{date}\"\n---\n\n"));
        let feed = { dated }.build().page("feed.xml");
        assert!(feed.contains(&format!("<published>{told}T00:00:00Z</published>")), "{date}: {feed}");
    }
}

#[test]
fn coordinates_are_as_exact_as_anybody_can_use() {
    let places = "- { id: port-lowen, name: \"Port Lowen\", kind: city, lat: 54.123456789, lon: -7.00000004 }\n";
    let project = Project::new().edit("content/site.yaml", "language:", "map: { worldview: un }\nlanguage:");
    let project = project.file("content/places.yaml", places);
    let shown = project.edit("content/index.md", "title: ", "kicker: \"A map\"\ntitle: ");
    let shown = shown.edit(
        "content/index.md",
        "The ferry Estela ran",
        "{{ map(places=[\"port-lowen\"]) }}\n\nThe ferry Estela ran",
    );
    let places = { shown }.build().page("places.geojson");
    assert!(places.contains("[-7.0,54.123457]"), "{places}");
}

#[test]
fn the_address_of_the_site_is_that_of_a_folder() {
    let told = |address: &str| {
        let text = Project::new().text("content/site.yaml");
        let lines = text.lines().map(|line| if line.starts_with("base_url:") { address } else { line });
        let site = lines.collect::<Vec<_>>().join("\n");
        Project::new().file("content/site.yaml", site).build().report_of("wrong-type")
    };
    let faults = [
        ("https://example.org/t/index.html", "that of a file"),
        ("https://example.org/t?utm=1", "`?` or `#`"),
        ("https://example.org/t/#top", "`?` or `#`"),
        ("https://user:word@example.org/t/", "a user's name"),
        ("https://", "without a host"),
        ("https:///t/", "without a host"),
        ("https://example.org/t//", "an empty folder"),
        ("https://example.org/my site/", "a space"),
        ("example.org", "something else"),
    ];
    for (address, fault) in faults {
        let told = told(&format!("base_url: \"{address}\""));
        assert!(told.contains(fault) && told.contains("content/site.yaml"), "{address}: {told}");
    }
    for address in
        ["https://example.org", "http://localhost:4000/t", "https://пример.example/т/", "https://example.org/v1.2/"]
    {
        assert_eq!(told(&format!("base_url: \"{address}\"")), "", "{address}");
    }
}

/// On Unix a file's name may be any bytes.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_named_is_told_of() {
    use std::os::unix::ffi::OsStrExt;
    let disk = Project::new().on_disk();
    let name = std::ffi::OsStr::from_bytes(b"b\xe4d.md");
    for folder in ["content", "content/sources", "content/pictures"] {
        let folder = disk.path(folder);
        std::fs::create_dir_all(&folder).expect("made");
        let path = folder.join(name);
        if std::fs::write(&path, "---\ntitle: \"Lost\"\n---\n").is_err() {
            return; // This file system has only names of characters.
        }
        for arguments in [&["build"][..], &["check"]] {
            let ran = disk.onrecord(arguments);
            assert_ne!(ran.code, Some(0));
            assert!(ran.stderr.contains("its name is not UTF-8"), "{}", ran.stderr);
        }
        std::fs::remove_file(path).expect("gone");
    }
    assert_eq!(disk.onrecord(&["build"]).code, Some(0));
    let _: OnDisk = disk;
}

#[test]
fn ids_of_headings_keep_their_marks() {
    for (heading, id) in
        [("हिन्दी में", "हिन्दी-में"), ("น้ำ", "น้ำ"), ("re\u{301}sume\u{301}", "r\u{E9}sum\u{E9}"), ("A_b-c", "a_b-c")]
    {
        let page = home(&format!("## {heading}")).build().page("index.html");
        assert!(page.contains(&format!("id=\"{id}\"")), "{heading}: {page}");
    }
}

/// Whoever writes it, however it is written: in a title, in words, in a name, by its number.
#[test]
fn hidden_characters_are_told_by_name_wherever_they_stand() {
    let told = |path: &str, from: &str, to: &str| {
        let project = Project::new().edit(path, from, to);
        let built = { project }.build();
        let report = built.report_of("hidden-character") + &built.report_of("no-character");
        assert!(report.contains(path) || report.is_empty(), "{report}");
        report
    };
    let names = [
        ('\u{202E}', "RIGHT-TO-LEFT OVERRIDE"),
        ('\u{202A}', "LEFT-TO-RIGHT EMBEDDING"),
        ('\u{FFFE}', "no character"),
        ('\u{1FFFF}', "no character"),
        ('\u{FDD0}', "no character"),
        ('\u{7F}', "DELETE"),
        ('\u{85}', "NEXT LINE"),
        ('\u{1B}', "ESCAPE"),
    ];
    let index = "content/index.md";
    for (character, name) in names {
        let number = u32::from(character);
        let body = told(index, "ran into", &format!("ran{character} into"));
        assert!(body.contains(name) && body.contains(&format!("U+{number:04X}")), "{name}: {body}");
        assert!(told(index, "ran into", &format!("ran&#x{number:x}; into")).contains(name) || number < 0xA0, "{name}");
        for (path, words) in [
            (index, "The ferry Estela\""),
            ("content/sources/post.md", "Evening Post\""),
            ("content/events.yaml", "\"\n"),
        ] {
            let escaped = told(path, words, &words.replacen('"', &format!("\\U{number:08X}\""), 1));
            assert!(escaped.contains(name), "{path} {name}: {escaped}");
        }
    }
    for (marks, expected) in
        [("a \u{2067}b\u{2069} c", ""), ("a \u{2067}b c", "is not closed"), ("a b\u{2069} c", "closes nothing")]
    {
        let said = told(index, "ran into", &format!("ran {marks} into"));
        assert!(said.contains(expected) && (expected.is_empty() == said.is_empty()), "{marks}: {said}");
    }
    // What languages need stays, and so does what is only spoken of.
    for kept in ["می\u{200C}خواهم", "a\u{200E}b\u{200F}c\u{61C}", "👩\u{200D}🚒", "`&#x202E;`"] {
        assert_eq!(told(index, "ran into", &format!("ran {kept} into")), "", "{kept}");
    }
}

#[test]
fn what_no_document_can_hold_is_written_by_nobody() {
    for character in ['\u{FFFE}', '\u{1FFFF}', '\u{FDEF}', '\u{1}', '\u{9F}'] {
        assert_eq!(onrecord::html::escape(&format!("a{character}<b>")), "a\u{FFFD}&lt;b&gt;");
    }
    assert_eq!(onrecord::html::escape("\u{FFFD}\u{FDCF}\u{FDF0}\t\n"), "\u{FFFD}\u{FDCF}\u{FDF0}\t\n");
    // Whoever writes it: the title goes through templates, the words through the body.
    let broken = Project::new().edit("content/index.md", "Estela\"", "Estela \\uFFFE\"").edit(
        "content/index.md",
        "ran into",
        "ran\u{FFFF} into",
    );
    let built = { broken.edit("content/index.md", "---\n\n", "date: \"2024-03-12\"\n---\n\n") }.build();
    for (route, bytes) in &built.compiled.output.as_ref().unwrap_or_else(|| panic!("{}", built.report())).files {
        let text = String::from_utf8_lossy(bytes);
        let is_document = [".html", ".xml"].iter().any(|end| route.as_str().ends_with(end));
        assert!(!is_document || !text.contains(['\u{FFFE}', '\u{FFFF}']), "{route}");
    }
    // A theme's words are an author's too.
    let theme = Project::new().file("themes/own/strings/en.yaml", "site-home: \"Home \\uFFFE page\"\n");
    let built = { theme.edit("content/site.yaml", "language:", "theme: own\nlanguage:") }.build();
    assert!(built.report_of("no-character").contains("themes/own/strings/en.yaml"));
}

#[test]
fn ways_back_have_names_of_their_own() {
    let body = "One.[^a] Two.[^a] Three.[^a] Four.[^b]\n\n[^a]: A word.\n[^b]: Another.";
    let page = home(body).build().page("index.html");
    let names: Vec<&str> =
        page.split("role=\"doc-backlink\" aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let expected = [
        "Back to the text, footnote a, place 1 of 3",
        "Back to the text, footnote a, place 2 of 3",
        "Back to the text, footnote a, place 3 of 3",
        "Back to the text, footnote b",
    ];
    assert_eq!(names, expected);
}

/// The text of a page without its tags.
fn words(page: &str) -> String {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let text: Vec<&str> = body.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    text.join("").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every link into the page itself leads somewhere, and no id stands there twice.
fn assert_whole(page: &str) {
    let values = |name: &str| -> Vec<String> {
        let opening = format!(" {name}=\"");
        let parts = page.split(&opening).skip(1).filter_map(|rest| rest.split('"').next());
        parts.map(str::to_owned).collect()
    };
    let ids = values("id");
    for (at, id) in ids.iter().enumerate() {
        assert!(!ids[..at].contains(id), "the id {id} stands twice");
    }
    for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(ids.iter().any(|id| id == href), "#{href} leads nowhere");
    }
}

#[test]
fn footnotes_have_footnotes() {
    let body = "One.[^a]\n\n[^a]: See also.[^b] And a source.[^@post] And {{ figure(event=\"estela\", measure=\"injured\") }}.\n\n[^b]: The deepest word.[^c]\n\n[^c]: Deeper still.";
    let built = home(&body.replace("event=\"estela\"", "excerpt=\"office#injured\"")).build();
    let page = built.page("index.html");
    assert_whole(&page);
    let text = words(&page);
    for part in ["The deepest word.", "Deeper still.", "And nine."] {
        assert_eq!(text.matches(part).count(), 1, "{part}: {text}");
    }
    let note = page.split("<li id=\"fn-a\">").nth(1).and_then(|rest| rest.split("</li>").next()).expect("a note");
    assert!(note.contains("#fn-b") && note.contains("s-post"), "{note}");
    // One that nobody uses is told of, with all that hangs on it.
    let lost = home("One.\n\n[^a]: Two.[^b]\n\n[^b]: Three.").build();
    assert!(lost.report_of("unused-footnote").contains("[^a]"), "{}", lost.report());
}

#[test]
fn notes_and_sources_have_footnotes_of_their_own() {
    let note = "content/notes/two-counts.md";
    let text = "\nWe asked twice.[^a] We asked the paper.[^@post] It reads {{ figure(excerpt=\"office#injured\", measure=\"injured\") }}.\n\n[^a]: On Friday.[^b]\n[^b]: By telephone.\n";
    let figures = "{{ figures(event=\"estela\") }}\n\nThe ferry Estela ran";
    let project = Project::new().edit("content/index.md", "The ferry Estela ran", figures);
    let with_note = format!("{}{text}", project.text(note));
    let project = project.file(note, with_note);
    let article = "rights: full\nexcerpts:";
    let project = project.edit("content/sources/post.md", "excerpts:", article);
    let source =
        format!("{}\nEleven hurt.[^a]\n\n[^a]: As the paper printed it.\n", project.text("content/sources/post.md"));
    let built = { project.file("content/sources/post.md", source) }.build();
    assert_eq!(built.errors_report(), "");
    for (route, parts) in [
        ("notes.html", &["On Friday.", "By telephone.", "It reads nine."][..]),
        ("index.html", &["On Friday.", "By telephone.", "It reads nine."]),
        ("sources/post.html", &["As the paper printed it."]),
    ] {
        let page = built.page(route);
        assert_whole(&page);
        for part in parts {
            assert_eq!(words(&page).matches(part).count(), 1, "{part} in {route}: {}", words(&page));
        }
    }
    let notes = built.page("notes.html");
    assert!(
        notes.contains("sources/post.html") && notes.contains("aria-label=\"Back to the text, footnote a · Nine or"),
        "{notes}"
    );
}

#[test]
fn what_cannot_be_shown_is_told_of_where_it_stands() {
    let note = "content/notes/two-counts.md";
    let of_note = |words: &str, rule: &str| {
        let project = Project::new();
        let text = format!("{}\n{words}\n", project.text(note));
        project.file(note, text).build().report_of(rule)
    };
    assert!(of_note("{{ figures(event=\"estela\") }}", "out-of-place").contains("`figures` cannot stand"));
    assert!(of_note("See {{ nosuch() }}.", "unknown-directive").contains(note));
    assert!(of_note("See this.[^gone]", "undefined-footnote").contains(note));
    assert!(of_note("See this.\n\n[^gone]: Nobody reads it.", "unused-footnote").contains(note));
    assert!(of_note("See.[^a]\n\n[^a]: One.\n\n[^a]: Two.", "duplicate-footnote").contains(note));
    assert!(of_note("See.[^A_B]\n\n[^A_B]: One.", "bad-id").contains(note));
    let said = |line: &str| {
        let front = format!("title: \"The ferry Estela\"\nin_short:\n  known:\n    - \"{line}\"");
        said_of_front_matter(&front, "out-of-place")
    };
    assert!(said("It reads {{ figure(excerpt='office#injured', measure='injured') }}.").contains("a directive"));
    assert!(said("It reads so.[^@post]").contains("a footnote"));
    assert_eq!(said("It reads *so*."), "");
    let remark = Project::new().edit("content/index.md", "[^accident]:\n", "[^accident]: A remark.[^@office]\n");
    assert!({ remark }.build().report_of("out-of-place").contains("content/index.md"));
}

#[test]
fn texts_that_stand_together_keep_their_ids_apart() {
    let project = Project::new();
    let note = project.text("content/notes/two-counts.md");
    let first = format!("{note}\n## What we did\n\nWe asked.\n");
    let second = first.replacen("title: \"", "title: \"Again: ", 1);
    let project = project.file("content/notes/two-counts.md", first).file("content/notes/again.md", second);
    let index = project.text("content/index.md");
    let headings = "## What we did\n\n## note-again\n\n## S-Post\n\n## figures-1\n\n## C-accident\n\n{{ figures(event=\"estela\") }}\n\nThe ferry Estela";
    let built =
        { project.file("content/index.md", index.replacen("The ferry Estela ran", &format!("{headings} ran"), 1)) }
            .build();
    assert_eq!(built.errors_report(), "");
    for route in ["index.html", "notes.html", "sources.html", "figures.html"] {
        assert_whole(&built.page(route));
    }
}

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
                let text = String::from_utf8_lossy(bytes);
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
fn cited(definition: &str) -> crate::project::Built {
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
fn names_that_look_alike_are_the_same() {
    let decomposed = "u\u{308}bersicht";
    let other = "---\ntitle: \"Other\"\n---\n\n## Re\u{301}sume\u{301}\n\nWords.\n";
    for (file, link) in
        [(decomposed, "\u{FC}bersicht"), ("\u{FC}bersicht", decomposed), ("\u{FC}bersicht", "%C3%BCbersicht")]
    {
        let body = format!("See [it]({link}.md) and [there]({link}.md#r\u{E9}sum\u{E9}).");
        let project = home(&body).file(&format!("content/{file}.md"), other);
        assert_eq!({ project }.build().errors_report(), "", "{file} {link}");
    }
    let disk = home("See [it](\u{FC}bersicht.md).").file(&format!("content/{decomposed}.md"), other).on_disk();
    std::fs::rename(disk.path("content/\u{FC}bersicht.md"), disk.path(&format!("content/{decomposed}.md")))
        .expect("renamed");
    assert_eq!(disk.onrecord(&["build"]).code, Some(0));
    // Two of them are one too many; on some systems they cannot be made.
    std::fs::write(disk.path("content/\u{FC}bersicht.md"), other).expect("written");
    if std::fs::read_dir(disk.path("content"))
        .expect("a folder")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().ends_with("bersicht.md"))
        .count()
        > 1
    {
        let ran = disk.onrecord(&["build"]);
        assert!(
            ran.code != Some(0) && ran.stderr.contains("U+0308") && ran.stderr.contains("U+00FC"),
            "{}",
            ran.stderr
        );
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

/// Words of another direction do not turn round what stands beside them.
#[test]
fn what_others_wrote_is_isolated() {
    let post = "content/sources/post.md";
    let project = Project::new().edit(post, "Eleven hurt as ferry hits quay", "أحد عشر جريحا").edit(
        post,
        "excerpts:",
        "language: \"ar\"\nexcerpts:",
    );
    let built = { project }.build();
    let page = built.page("index.html");
    assert!(page.contains("<q dir=\"auto\" lang=\"ar\">the Estela ran"), "{page}");
    assert!(page.contains("class=\"card-title\" dir=\"auto\" lang=\"ar\">أحد"), "{page}");
    let source = built.page("sources/post.html");
    assert!(
        source.contains("<h1 dir=\"auto\" lang=\"ar\">") && source.contains("<blockquote dir=\"auto\" lang=\"ar\">"),
        "{source}"
    );
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
