//! How evidence is weighed where it is easy to weigh it wrongly.

use onrecord::vocabulary::Grade;

use crate::project::Project;

const HEAD: &str = "---\ntitle: \"The ferry Estela\"\n";

fn page(text: &str) -> Project {
    Project::new().file("content/index.md", format!("{HEAD}---\n\n{text}\n"))
}

/// The post with two excerpts that share words, and a third with an omission.
fn shared_words() -> Project {
    let capture = "Monday: the gate was shut. The gate was shut on Tuesday, the mayor said. Nobody knew why.\n";
    let source = "---\ntitle: \"Gates\"\noutlet: \"The Gate Post\"\nkind: news-report\npublished: \"2024\"\nexcerpts:\n  a: { quote: \"Monday: the gate was shut\", claimant: harbour-office }\n  b: { quote: \"The gate was shut on Tuesday\", claimant: harbour-office }\n  c: { quote: \"Monday: the gate … Nobody knew why\", claimant: harbour-office }\n---\n";
    Project::new().file("content/captures/gates.txt", capture).file("content/sources/gates.md", source)
}

#[test]
fn the_same_words_inside_two_excerpts_are_locked_for_each() {
    let text = format!(
        "{HEAD}---\n\nA gate was shut.[^one] It was shut again.[^two]\n\n[^one]:\n    @gates#a \"the gate was shut\"\n\n[^two]:\n    @gates#b \"The gate was shut\"\n    @gates#c\n"
    );
    let on_disk = shared_words().file("content/index.md", text).on_disk();
    assert_eq!(on_disk.onrecord(&["lock"]).code, Some(0));
    assert_eq!(on_disk.onrecord(&["build", "--out", "with"]).code, Some(0));
    std::fs::remove_dir_all(on_disk.path("content/captures")).expect("removed");
    let ran = on_disk.onrecord(&["build", "--out", "without"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for name in ["index.html", "claims.json", "sources/gates.html"] {
        let read = |folder: &str| std::fs::read(on_disk.path(folder).join(name)).expect("built");
        assert!(read("with") == read("without"), "{name}");
    }
}

#[test]
fn what_an_excerpt_leaves_out_is_no_part_of_it() {
    let cite = |words: &str| {
        let text = format!(
            "{HEAD}---\n\nA gate was shut.[^one]\n\n[^one]:\n    @gates#c \"{words}\"\n    @gates#a\n    @gates#b\n"
        );
        shared_words().file("content/index.md", text).build().errors()
    };
    assert_eq!(cite("the mayor said"), ["quote-not-in-source"]);
    assert!(cite("Nobody knew why").is_empty());
}

#[test]
fn the_order_of_the_lines_does_not_change_the_grade() {
    let claimants = "- { id: harbour-office, name: \"Harbour Office\", kind: official }\n- { id: ada, name: \"Ada\", kind: official }\n- { id: bo, name: \"Bo\", kind: official }\n";
    let sources = |name: &str, claimant: &str, statement: &str| {
        let text = format!(
            "---\ntitle: \"{name}\"\noutlet: \"{name}\"\nkind: news-report\npublished: \"2024\"\nexcerpts:\n  x: {{ quote: \"the gate was shut\", claimant: {claimant}, statement: {statement} }}\n---\n"
        );
        (format!("content/sources/{name}.md"), text)
    };
    let grade = |order: [&str; 3]| {
        let lines: String = order.iter().map(|name| format!("    @{name}#x\n")).collect();
        let text = format!("{HEAD}---\n\nA gate was shut.[^one]\n\n[^one]:\n{lines}");
        let mut project = Project::new().file("content/index.md", text).file("content/claimants.yaml", claimants);
        for (name, claimant, statement) in [("na", "ada", "s1"), ("nb", "bo", "s2"), ("nc", "bo", "s1")] {
            let (path, text) = sources(name, claimant, statement);
            project.put(&path, text);
            project.put(&format!("content/captures/{name}.txt"), "They say the gate was shut.\n");
        }
        let built = project.build();
        let page = built.compiled.site.pages().iter().next().expect("a page").clone();
        page.claims.list.first().map(|claim| claim.grade)
    };
    let first = grade(["na", "nb", "nc"]);
    assert_eq!(first, Some(Grade::OneOrigin), "each shares a voice or a statement with another");
    for order in [["na", "nc", "nb"], ["nb", "na", "nc"], ["nb", "nc", "na"], ["nc", "na", "nb"], ["nc", "nb", "na"]] {
        assert_eq!(grade(order), first, "{order:?}");
    }
}

#[test]
fn a_number_is_backed_by_words_and_figures_and_by_nothing_else() {
    let errors = |text: &str| page(text).build().errors();
    let cited = |line: &str| {
        format!("Twelve people were hurt.[^a]\n\n[^a]:\n    {line}\n    @post#accident\n    @office#injured")
    };
    assert_eq!(errors(&cited("@post#injured (paragraph 12)")), ["number-not-in-evidence"]);
    assert_eq!(
        errors("1 person was hurt.[^a]\n\n[^a]:\n    @post#accident\n    @office#injured"),
        ["number-not-in-evidence"]
    );
    assert!(errors("No one was hurt twice.[^a]\n\n[^a]:\n    @post#accident\n    @office#injured").is_empty());
    let printed = "Some were hurt, {{ figure(event=\"estela\", measure=\"injured\") }} of them here.[^a]\n\n[^a]:\n    @post#accident\n    @office#injured context";
    assert!(!errors(printed).contains(&"claim-uncited"));
}

#[test]
fn what_was_worked_out_is_worked_out_from_the_evidence_and_shown() {
    let built = |computed: &str| {
        let head = format!("{HEAD}claims: {{ a: {{ computed: \"{computed}\" }} }}\n---\n\n");
        let text =
            "Twenty people were hurt.[^a]\n\n[^a]:\n    @post#injured\n    @office#injured\n    @post#accident\n";
        Project::new().file("content/index.md", format!("{head}{text}")).build()
    };
    let right = built("11 + 9");
    assert!(right.errors().is_empty(), "{}", right.report());
    assert!(right.page("index.html").contains("11 + 9"), "readers see it");
    for wrong in ["banana", "11 + 8", "10 × 2", "20", "11 +"] {
        assert!(built(wrong).errors().contains(&"number-not-in-evidence"), "{wrong}");
    }
}

#[test]
fn neither_an_ordinary_footnote_nor_a_whole_source_backs_a_number() {
    let errors = |text: &str| page(text).build().errors();
    let rest = "\n\nA ferry.[^b]\n\n[^b]:\n    @post#accident\n    @office#injured";
    assert_eq!(errors(&format!("Eleven people were hurt.[^@post]{rest}")), ["claim-uncited"]);
    assert_eq!(errors(&format!("Eleven people were hurt.[^a]{rest}\n\n[^a]: So they say.")), ["claim-uncited"]);
    assert_eq!(
        errors(&format!("Eleven people were hurt.[^a]{rest}\n\n[^a]: post#injured")),
        ["claim-uncited", "unread-evidence"]
    );
}

#[test]
fn a_heading_never_takes_an_address_of_the_site() {
    let text = "## Main\n\n## c-a\n\n## Sources\n\nA ferry.[^a]\n\n{{ evidence() }}\n\n[^a]:\n    @post#accident\n    @office#injured";
    let html = page(text).build().page("index.html");
    let mut ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(ids.contains(&"section-main") && ids.contains(&"section-c-a") && ids.contains(&"sources"), "{ids:?}");
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "an id stands twice");
    let twice = format!("{text}\n\n{{{{ evidence() }}}}\n");
    assert_eq!(page(&twice).build().errors(), ["duplicate-id"]);
}

#[test]
fn a_figure_replaces_only_what_counts_the_same() {
    let project = |target: &str| {
        Project::new().edit(
            "content/sources/post.md",
            "value: \"eleven\" }",
            &format!("value: \"eleven\", supersedes: \"{target}\" }}"),
        )
    };
    assert!(project("office#injured").build().errors().is_empty());
    for wrong in ["office#accident", "office#none", "none#injured", "injured"] {
        assert_eq!(project(wrong).build().errors(), ["unknown-excerpt"], "{wrong}");
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told_alone_and_loses_nothing() {
    let broken = Project::new().edit("content/index.md", "title: \"The ferry Estela\"", "title: \"The ferry Estela");
    let built = broken.on_disk();
    let ran = built.onrecord(&["check"]);
    assert!(ran.stderr.contains("yaml-syntax") && !ran.stderr.contains("warning["), "{}", ran.stderr);
    let on_disk = Project::new().on_disk();
    assert_eq!(on_disk.onrecord(&["lock"]).code, Some(0));
    let lock = std::fs::read(on_disk.path("content/evidence.lock")).expect("a lock");
    std::fs::remove_dir_all(on_disk.path("content/captures")).expect("removed");
    let source = on_disk.path("content/sources/post.md");
    let text = std::fs::read_to_string(&source).expect("read");
    std::fs::write(&source, text.replacen("title: ", "title: a: ", 1)).expect("written");
    let ran = on_disk.onrecord(&["lock"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("nothing was written"), "{}", ran.stderr);
    assert_eq!(std::fs::read(on_disk.path("content/evidence.lock")).expect("a lock"), lock);
}

#[test]
fn a_capture_that_is_no_utf_8_is_said_to_be_that() {
    let built = Project::new().file("content/captures/post.txt", b"Z\xfcrich\n").build();
    assert_eq!(built.errors(), ["not-utf8"], "{}", built.report());
}

#[test]
fn addresses_on_every_page_are_addresses() {
    for (key, value) in
        [("contact", "javascript:alert(1)"), ("repository", "javascript:alert(1)"), ("contact", "me at home")]
    {
        let mut project =
            Project::new().edit("content/site.yaml", "language:", &format!("{key}: \"{value}\"\nlanguage:"));
        assert_eq!(project.build().errors(), ["wrong-type"], "{key}: {value}");
    }
    let ran = Project::new().on_disk().onrecord(&["build", "--base-url", "foo"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("the whole address"), "{}", ran.stderr);
}

#[test]
fn what_lies_in_static_is_copied_as_it_is() {
    let project = Project::new()
        .file("content/static/.well-known/security.txt", "Contact: mailto:desk@example.org\n")
        .file("content/static/a.tmp", "a")
        .file("content/static/.page.md.swp", "a");
    let on_disk = project.on_disk();
    assert_eq!(on_disk.onrecord(&["build"]).code, Some(0));
    assert!(on_disk.path("public/.well-known/security.txt").is_file() && on_disk.path("public/a.tmp").is_file());
    assert!(!on_disk.path("public/.page.md.swp").exists());
}

#[test]
fn a_note_is_about_claims_not_about_footnotes() {
    let text =
        "A ferry.[^a] A remark.[^b]\n\n[^a]:\n    @post#accident\n    @office#injured\n\n[^b]: An ordinary footnote.";
    let about = |label: &str| {
        page(text)
            .edit("content/notes/two-counts.md", "about: [", &format!("about: [\"claim:index#{label}\", "))
            .build()
    };
    assert!(about("a").errors().is_empty(), "{}", about("a").report());
    assert_eq!(about("b").errors(), ["unknown-claim"]);
}

#[test]
fn a_broken_template_is_told_and_not_that_its_directives_are_unknown() {
    let mut project = page("A ferry.[^a]\n\n{{ aside() }}\n\n[^a]:\n    @post#accident\n    @office#injured").file(
        "themes/default/templates/directives/aside.html",
        "{%- component aside() -%}\n<p>{{ x </p>\n{%- endcomponent -%}\n",
    );
    assert_eq!(project.build().errors(), ["template-fault"], "{}", project.build().report());
}
