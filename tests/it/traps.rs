//! What newcomers stumble over, and what they are told: the headline and its place.

use onrecord::files::{File, position};

use crate::project::{Built, Project};

/// "3:8 the headline" of each finding in a file, without the warnings about the lock and unused sources.
fn told(built: &Built, file: &str) -> Vec<String> {
    let bytes = &built.files.get(file).expect("the file").bytes;
    let found = built.compiled.diagnostics.iter().filter(|found| &*found.file == file);
    let place = |at: u32| position(bytes, at as usize);
    found
        .map(|found| (place(found.span.start), &found.message))
        .map(|(at, message)| format!("{}:{} {message}", at.line, at.column))
        .collect()
}

#[track_caller]
fn front_matter(lines: &str, expected: &[&str]) {
    let mut project = Project::new().file("content/page.md", format!("---\n{lines}\n---\n\nWords.\n"));
    assert_eq!(told(&project.build(), "content/page.md"), expected, "{lines}");
}

#[test]
fn yaml_is_explained_in_plain_words() {
    front_matter("title: Ferry hits quay: eleven hurt", &["2:23 a second `: ` in an unquoted text"]);
    front_matter("title: `code` first", &["2:8 this sign has a meaning of its own in YAML and cannot begin a text"]);
    front_matter("title: *bold* text", &["2:8 this sign has a meaning of its own in YAML and cannot begin a text"]);
    front_matter("title: @home", &["2:8 a text cannot begin with `@` in YAML"]);
    front_matter("title: >100", &["2:8 `>` and `|` at the start of a text have a meaning of their own in YAML"]);
    front_matter("kicker: \"a\"\ntitle: \"open\ndate: 2024", &["3:8 a quotation mark is opened and not closed"]);
    front_matter("title: \"He said \"no\" twice\"", &["2:18 the text goes on after its closing quotation mark"]);
    front_matter("title: 'it's'", &["2:12 the text goes on after its closing quotation mark"]);
    front_matter(
        "title: \"a\"\n kicker: \"b\"",
        &["3:2 this line does not begin in the column of the line it belongs to"],
    );
    front_matter("title: \"a\"\n\tkicker: \"b\"", &["3:2 a tab stands where YAML wants spaces"]);
    front_matter("title: \"a\"\nin_short: {known:[\"x y\"]}", &["3:17 a space is missing after the colon"]);
    front_matter(
        "title: \"a\"\nauthors: [a, b",
        &["3:10 a bracket or brace is opened and not closed, or closed and not opened"],
    );
    front_matter("title: \"a\"\ntitle: \"b\"", &["3:1 the same key stands here twice"]);
    front_matter(
        "title: a story # of the day",
        &["2:15 the text of `title` ends at ` #`, which begins a comment in YAML"],
    );
    front_matter(
        "title:\"x\"",
        &["2:1 a page must be a group of `key: value` lines, with a space after the colon, and this is a text"],
    );
}

/// What the parser may have too much of, and what it knows by names of its own, is said in words of ours.
#[test]
fn yaml_never_speaks_of_itself() {
    let inside = |open: &str, close: &str| format!("aliases: {}{}", open.repeat(65), close.repeat(65));
    let indented: String = (0..70).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    // Nine names, each of which stands for ten of the one before.
    let ten = |at: usize| format!("\nk{at}: &n{at} [{}]", vec![format!("*n{}", at - 1); 10].join(", "));
    let laughs: String = (1..9).map(ten).collect();
    let told = |lines: &str| {
        let mut project = Project::new().file("content/page.md", format!("---\n{lines}\n---\n\nWords.\n"));
        told(&project.build(), "content/page.md").join("; ")
    };
    for (lines, expected) in [
        (inside("[", "]").as_str(), "2:73 lists and groups stand inside one another more than 64 deep here"),
        (&inside("{a: ", "}"), "2:262 lists and groups stand inside one another more than 64 deep here"),
        (indented.trim_end(), "66:65 lists and groups stand inside one another more than 64 deep here"),
        (&format!("- {}", "- ".repeat(70)), "2:129 lists and groups stand inside one another more than 64 deep here"),
        (&format!("k0: &n0 [a, b, c]{laughs}"), "8:10 `&name` and `*name` repeat too much here"),
        ("title: &a [*a]", "2:12 `*name` stands inside what `&name` names"),
        ("title: *nobody", "2:8 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: &", "2:8 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: !nobody a", "2:16 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: !!binary a", "2:17 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: !!int a", "2:14 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: %percent", "2:8 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("%YAML 3.0", "2:1 this sign has a meaning of its own in YAML and cannot begin a text"),
        ("title: - a", "2:8 this line does not begin in the column of the line it belongs to"),
        ("title: a\n  # b\n  c", "4:3 this line does not begin in the column of the line it belongs to"),
        ("title: ]", "2:8 a bracket or brace is opened and not closed, or closed and not opened"),
        ("aliases: [a b\n  c: d", "3:4 a space is missing after the colon"),
        ("aliases: {a: b c: d}", "2:17 a second `: ` in an unquoted text"),
        ("title: \"a\\qb\"", "2:8 a `\\` inside `\"…\"` begins a sign of its own"),
        ("title: \"\\uD800\"", "2:8 a `\\` inside `\"…\"` begins a sign of its own"),
        ("[a, b]: \"c\"", "2:1 a key is one text, and here stands something else"),
        ("~: \"c\"", "2:1 a key is one text, and here stands something else"),
        ("title: \"a\"\n<<: 5", "3:5 a key is one text, and here stands something else"),
        ("title: a\n\u{feff}kicker: b", "3:1 an invisible byte order mark stands in the middle of the file"),
        ("title: |0\n  a", "2:8 `>` and `|` at the start of a text have a meaning of their own in YAML"),
        // A number that is none is a text like any other, and one text may stand for many.
        ("title: .inf", ""),
        (&format!("title: &a \"One text\"\nauthors:\n{}", "  - *a\n".repeat(300).trim_end()), ""),
    ] {
        assert_eq!(told(lines), expected, "{lines}");
    }
}

#[test]
fn a_misspelt_word_never_publishes() {
    front_matter("title: \"a\"\ndraft: ture", &["3:8 `draft` must be `true` or `false`, and this is another word"]);
    front_matter("title: \"a\"\ndrfat: true", &["3:1 a page has no key `drfat`"]);
    let note = |word: &str| format!("---\ntitle: \"a\"\nkind: context\ndate: \"2024\"\n{word}\n---\n\nA secret.\n");
    for (word, expected) in [
        ("visibility: interal", "5:13 `interal` is not a value of `visibility`"),
        ("visiblity: internal", "5:1 a note has no key `visiblity`"),
    ] {
        let built = Project::new().file("content/notes/n.md", note(word)).build();
        assert_eq!(told(&built, "content/notes/n.md"), [expected]);
        assert!(built.compiled.output.is_none());
    }
}

#[test]
fn numbers_keep_the_form_they_are_written_in() {
    let value = |value: &str| {
        let source = format!(
            "---\ntitle: \"a\"\noutlet: \"b\"\nkind: wire\npublished: unknown\nrights: full\nexcerpts:\n  x:\n    quote: \"over 1,300 people, 25 of them\"\n    claimant: unattributed\n    as_of: \"2024-03-13\"\n    figures:\n      - event: estela\n        measure: injured\n        value: {value}\n---\n\nIt says over 1,300 people, 25 of them.\n"
        );
        let mut project = Project::new().file("content/sources/s.md", source);
        told(&project.build(), "content/sources/s.md")
            .into_iter()
            .filter(|said| !said.contains("no published page"))
            .collect::<Vec<_>>()
    };
    assert_eq!(value("over 1,300"), [""; 0]);
    assert_eq!(value("\"over 1,300\""), [""; 0]);
    assert_eq!(value("25"), [""; 0]);
    assert_eq!(value("1,300"), ["15:16 the quotation says more than `1,300`"]);
    assert_eq!(value("25: a"), ["15:18 a second `: ` in an unquoted text"]);
    assert_eq!(value(">100"), ["15:16 `>` and `|` at the start of a text have a meaning of their own in YAML"]);
    assert_eq!(value("[1,300]"), ["15:16 `value` must be a text, and this is a list"]);
}

#[test]
fn places_are_right_behind_a_byte_order_mark_and_windows_line_ends() {
    let page = "\u{feff}---\r\ntitle: \"ü\"\r\n---\r\n\r\nÄh, eleven people were hurt.[^a]\r\nAnd more.[^b]\r\n\r\n[^a]:\r\n    @post#injury\r\n    @nobody\r\n";
    let built = Project::new().file("content/page.md", page).build();
    let expected = [
        "6:12 the footnote `b` is not defined",
        "9:11 there is no excerpt `injury`",
        "10:6 there is no source `nobody`",
    ];
    assert_eq!(told(&built, "content/page.md"), expected);
}

/// The words of a capture, or of the lock, that a misquotation is told to be nearest to.
fn nearest(project: Project) -> String {
    let built = project.edit("content/index.md", "context —", "context \"twelve people were hurt\" —").build();
    let found = built.compiled.diagnostics.iter().find(|found| found.rule.starts_with("quote-"));
    let label = found.and_then(|found| found.labels.first()).unwrap_or_else(|| panic!("{}", built.report()));
    let bytes = &built.files.get(&label.file).expect("its file").bytes;
    String::from_utf8_lossy(&bytes[label.span.range()]).into_owned()
}

#[test]
fn a_byte_order_mark_moves_no_words_of_a_capture_or_of_the_lock() {
    let (path, lock) = ("content/captures/post.txt", "content/evidence.lock");
    let capture = Project::new().text(path);
    let relocked = onrecord::relock::relock(&Project::new().build().compiled.manuscript).expect("a lock");
    for mark in ["", "\u{feff}"] {
        assert_eq!(nearest(Project::new().file(path, format!("{mark}{capture}"))), "Eleven people were hurt");
        let locked = Project::new().file(lock, format!("{mark}{}", relocked.lock.to_text())).remove(path);
        let key = nearest(locked);
        assert!(key.len() == 25 && key.ends_with(':'), "the line of the entry: {key}");
    }
}

#[test]
fn a_file_alone_may_begin_with_a_byte_order_mark() {
    let text = Project::new().text("content/site.yaml");
    let built = Project::new().file("content/site.yaml", format!("\u{feff}{}", text.replace('\n', "\r\n"))).build();
    assert!(built.errors().is_empty(), "{}", built.report());
}

/// A project in which something is wrong with every kind of file, and what is wrong is shown in another file, too.
fn wrong_everywhere() -> Vec<Project> {
    let wrong = || {
        Project::new()
            .edit("content/site.yaml", "language: \"en\"", "language: \"en\"\ntheme: \"odd\"\nlangauge: \"en\"")
            .edit("content/events.yaml", "2024-03-12", "12 March")
            .edit("content/claimants.yaml", "neutral", "nuetral")
            .edit("content/places.yaml", "54.21", "154.21")
            .edit("content/sources/office.md", "nine passengers", "ten passengers")
            .edit("content/sources/post.md", "Eleven people", "Eleven of the people")
            .edit("content/index.md", "@office#injured", "@office#injury")
            .edit("content/notes/two-counts.md", "kind:", "knid:")
            .file("content/themes.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
            .file("content/themes.svg.yaml", "alt: \"a\"\nalt: \"b\"\n")
            .file("themes/odd/strings/en.yaml", "claims: [a]\n")
    };
    let template = |text: &str| wrong().file("themes/odd/templates/page.html", text);
    let locked = "version: 1\nsources:\n  post:\n    capture: \"00\"\n    quotations:\n      \"Eleven people were hurt\":\n        \
                  class: exact\n        words: \"w\"\n        start: 0\n        end: 23\n        exact: \"Eleven people were hurt\"\n        \
                  prefix: \"\"\n        suffix: \"\"\n        fragment: \"text=a\"\n";
    vec![
        Project::fixture("broken"),
        wrong(),
        template("{{ nobody( }}"),
        template("\n\n{{ nobody( }}\n"),
        template("{{ page.title | nothing }}"),
        template("{{ page | a(b=1) }}\n{{ page.title | nothing }}"),
        wrong().file("content/evidence.lock", "version: 1\nsources: [\n"),
        wrong().file("content/evidence.lock", locked).remove("content/captures/post.txt"),
    ]
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    let mut shown = std::collections::BTreeSet::new();
    for mut project in wrong_everywhere() {
        let built = project.build();
        let without = built.report();
        let found = &built.compiled.diagnostics;
        shown.extend(found.iter().map(|found| found.file.to_string()));
        shown.extend(found.iter().flat_map(|found| &found.labels).map(|label| label.file.to_string()));
        let files: Vec<_> = project.files.iter().cloned().collect();
        let is_plain = |file: &&File| !file.path.ends_with(".svg") && !file.bytes.starts_with(b"\xef\xbb\xbf");
        for file in files.iter().filter(is_plain) {
            project.put(&file.path, [b"\xef\xbb\xbf", &file.bytes[..]].concat());
            assert_eq!(project.build().report(), without, "a mark in {}", file.path);
            project.put(&file.path, &file.bytes);
        }
    }
    // Places in captures, in the lock and in the theme are among them.
    for file in ["captures/post.txt", "captures/office.txt", "evidence.lock"] {
        assert!(shown.contains(&format!("content/{file}")), "{file} is not shown: {shown:?}");
    }
    for file in ["templates/page.html", "strings/en.yaml"] {
        assert!(shown.contains(&format!("themes/odd/{file}")), "{file} is not shown: {shown:?}");
    }
}

/// The claims of a page that is nothing but `body`: label and words.
fn claims(body: &str) -> Vec<(String, String)> {
    let page = format!(
        "---\ntitle: \"a\"\n---\n\n{body}\n\n[^a]:\n    @post#injured\n\n[^b]:\n    @office#injured\n\n[^c]: words\n"
    );
    let built = Project::new().file("content/page.md", page).build();
    let page = built.compiled.site.pages().get(&"content/page.md".into()).expect("the page");
    page.claims.list.iter().map(|claim| (claim.label.clone(), claim.words.clone())).collect()
}

#[track_caller]
fn claim(body: &str, expected: &[(&str, &str)]) {
    let found = claims(body);
    let found: Vec<(&str, &str)> = found.iter().map(|(label, words)| (label.as_str(), words.as_str())).collect();
    assert_eq!(found, expected, "{body}");
}

#[test]
fn a_claim_has_the_words_that_its_marker_closes() {
    claim("One. Two words.[^a] Three.", &[("a", "Two words.")]);
    claim("One. Two words[^a]. Three.", &[("a", "Two words")]);
    claim("On Dec. 30 the U.S. said so.[^a]", &[("a", "On Dec. 30 the U.S. said so.")]);
    claim("He said: “It was so. All of it.”[^a]", &[("a", "All of it.”")]);
    claim("First part,[^a] second part.[^b]", &[("a", "First part,"), ("b", "second part.")]);
    claim("Adjacent.[^a][^b]", &[("a", "Adjacent.")]);
    claim("Before [the very words][^a] after.", &[("a", "the very words")]);
    claim("Before [the *very* [old] words][^a] after.", &[("a", "the very [old] words")]);
    claim("An ordinary note[^c] does not cut a claim.[^a]", &[("a", "does not cut a claim.")]);
    claim("A *marked up* sentence with `code` in it.[^a]", &[("a", "A marked up sentence with code in it.")]);
    claim("Used.[^a]\n\nUsed again.[^a]", &[("a", "Used.")]);
    claim("Another paragraph.\n\nThis one.[^a]", &[("a", "This one.")]);
    claim("- An item.[^a]\n- Another.[^b]", &[("a", "An item."), ("b", "Another.")]);
    claim("A line\nbroken in two.[^a]", &[("a", "A line broken in two.")]);
    claim("No full stop[^a]", &[("a", "No full stop")]);
    claim("Nested [one [^a] two][^b] markers.", &[("a", "Nested one"), ("b", "two")]);
}

#[test]
fn labels_are_told_apart_by_case() {
    let built = Project::new()
        .file(
            "content/page.md",
            "---\ntitle: \"a\"\n---\n\nWords.[^Toll] More.[^toll]\n\n[^toll]:\n    @post#injured\n",
        )
        .build();
    assert_eq!(told(&built, "content/page.md"), ["5:9 the footnote `Toll` is not defined"]);
}

#[test]
fn evidence_is_literal_inside_quotation_marks() {
    let quote = "it is *not* \"so\" — they said (twice) [1] &amp; by @nobody";
    let built = Project::new()
        .file(
            "content/captures/post.txt",
            format!(
                "Eleven people were hurt when the Estela ran into the quay of Port Lowen. He wrote: {quote}, and more."
            ),
        )
        .edit("content/index.md", "    @post#accident", &format!("    @post “{quote}” — a comment"))
        .build();
    assert!(built.errors().is_empty(), "{}", built.report());
    let evidence =
        &built.compiled.site.pages().get(&"content/index.md".into()).expect("the page").claims.list[0].evidence[0];
    assert_eq!(evidence.quotation.as_deref(), Some(quote));
    assert_eq!(evidence.comment.as_deref(), Some("a comment"));
}

#[test]
fn one_mistake_is_told_once() {
    // A source, an event or a claimant that cannot be read is told of where it is faulty, not where it is named.
    let faulty = [
        ("content/sources/post.md", "title: \"", "title: x: \"", "yaml-syntax"),
        ("content/events.yaml", "start: \"2024-03-12\"", "start: \"12 March\"", "bad-date"),
        ("content/events.yaml", "- id: estela", "id: estela", "yaml-syntax"),
        ("content/claimants.yaml", "name: ", "nam: ", "unknown-key"),
        ("content/places.yaml", "lat: 54.21", "lat: 95", "coordinates-out-of-range"),
        ("content/notes/two-counts.md", "kind: discrepancy", "kind: discrepanc", "unknown-value"),
    ];
    for (file, from, to, rule) in faulty {
        let built = Project::new()
            .edit("content/index.md", "context —", "by harbour-office —")
            .edit("content/index.md", "The harbour", "See [the note](notes/two-counts.md). The harbour")
            .edit(file, from, to)
            .build();
        let mut errors = built.errors();
        errors.retain(|error| *error != "missing-field");
        assert_eq!(errors, [rule], "{}", built.report());
    }
}

#[test]
fn what_cannot_be_read_hides_nothing_but_itself() {
    // A page, a source and a note may share a name; what cannot be read is one of them, and the others are missing.
    let page = "---\ntitle: \"The ferry Estela\"\n---\n\nThe ferry.[^a] See [it](sources/gull.md), [it](notes/gull.md) and [it](gull.md).\n\n\
        [^a]:\n    @post#accident\n    @office#injured\n    @gull \"a gull\"\n";
    let about = |what: &str| {
        Project::new().file("content/index.md", page).edit(
            "content/notes/two-counts.md",
            "about: [",
            &format!("about: [\"{what}\", "),
        )
    };
    let broken = "---\ntitle: a: b\n---\n";
    for (file, found) in [
        ("content/gull.md", &["broken-link", "broken-link", "unknown-source"][..]),
        ("content/sources/gull.md", &["broken-link", "broken-link"]),
        ("content/notes/gull.md", &["broken-link", "broken-link", "unknown-source"]),
        ("content/reports/gull.md", &["broken-link", "broken-link", "broken-link", "unknown-source"]),
    ] {
        let built = about("page:index").file(file, broken).build();
        let mut errors = built.errors();
        errors.retain(|error| *error != "yaml-syntax");
        errors.sort_unstable();
        assert_eq!(errors, found, "{file}: {}", built.report());
    }
    // A name that reads like another's: a page `post` is not the source that cannot be read.
    let built = about("page:post").edit("content/sources/post.md", "title: \"", "title: x: \"").build();
    assert!(built.errors().contains(&"unknown-page"), "{}", built.report());
}
