//! One voice counts once: under two names, for two numbers, in a sum or a range. What is graded is in `grades.rs`.

use serde_json::Value;

use crate::project::{Built, Project};

/// A project whose page has the claim `a`, with more front matter about it and its lines of evidence.
fn claimed(sentence: &str, about: &str, lines: &[&str]) -> Project {
    let lines: String = lines.iter().map(|line| format!("    {line}\n")).collect();
    let head = format!("---\ntitle: \"The ferry Estela\"\nclaims: {{ a: {{ {about} }} }}\n---\n");
    Project::new().file("content/index.md", format!("{head}\n{sentence}[^a]\n\n[^a]:\n{lines}"))
}

/// A report with one excerpt, and its capture.
fn with_report(project: Project, id: &str, quote: &str, more: &str) -> Project {
    let source = format!(
        "---\ntitle: \"{id}\"\noutlet: \"{id}\"\nkind: news-report\npublished: \"2024-03-16\"\nexcerpts:\n  x: {{ quote: \"{quote}\", {more} }}\n---\n"
    );
    project
        .file(&format!("content/sources/{id}.md"), source)
        .file(&format!("content/captures/{id}.txt"), format!("In the report of {id} it says: {quote}, and no more.\n"))
}

fn graded(built: &Built) -> (String, String) {
    assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
    let claims: Value = serde_json::from_str(&built.page("claims.json")).expect("JSON");
    let text = |key: &str| claims["claims"][0][key].as_str().expect("a text").to_owned();
    (text("grade"), text("reason"))
}

#[test]
fn two_entries_of_one_name_are_an_error_however_they_are_written() {
    let twins = |one: &str, other: &str| {
        let office = "- { id: harbour-office, name: \"Harbour Office of Port Lowen\", kind: official }\n";
        let text = format!(
            "{office}- {{ id: one, kind: official, name: {one} }}\n- {{ id: other, kind: official, name: {other} }}\n"
        );
        Project::new().file("content/claimants.yaml", text).build().errors() == ["claimant-twice"]
    };
    for (one, other) in [
        (r#""Mara Lund""#, r#""mara  lund""#),
        (r#""Mara Lund""#, r#""MARA LUND""#),
        (r#""Mara Lund""#, r#""Lund, Mara""#),
        (r#""Mára Lund""#, r#""Mara Lund""#),
        (r#""Mara Lünd""#, r#""Mara Lu\u0308nd""#),
        (r#""M. Lund""#, r#""M Lund""#),
        (r#""Mara O'Lund""#, r#""Mara O’Lund""#),
        (r#""Mara Lund-Berg""#, r#""Mara Lund Berg""#),
        (r#""Mara Lund""#, r#""Mara Lund, captain of the Estela""#),
        (r#""Mara Lund""#, r#""Mara Lund (captain)""#),
        (r#""Mara Lund", role: "Captain""#, r#""Captain Mara Lund""#),
        (r#""Captain Mara Lund", role: "captain""#, r#""Mara Lund""#),
        (r#""Mara Lund", aliases: ["M. Lund"]"#, r#""Lund M""#),
        (r#""Mara Lund", aliases: ["the captain"]"#, r#""Anna Berg", aliases: ["The Captain"]"#),
        (r#""Mara Lund", aliases: ["Мара Лунд"]"#, r#""Мара  ЛУНД""#),
        (r#""Юрий Игнат""#, r#""ЮРИИ ИГНАТ""#),
        // One who has a role is not told apart from one who has none.
        (r#""Mara Lund", role: "captain""#, r#""Mara Lund""#),
        (r#""Mara Lund", role: "captain""#, r#""Mara Lund", role: "Captain""#),
        (r#""Mara Lund", party: north"#, r#""Mara Lund""#),
    ] {
        assert!(twins(one, other), "{one} and {other}");
    }
    for (one, other) in [
        (r#""Mara Lund", role: "captain""#, r#""Mara Lund", role: "mayor""#),
        (r#""Mara Lund", party: north"#, r#""Mara Lund", party: south"#),
        (r#""Mara Lund""#, r#""Mara Lundh""#),
        (r#""Mara Lund""#, r#""Anna Lund""#),
        (r#""Ministry of Health, Kyiv""#, r#""Ministry of Health, Lviv""#),
        (r#""Lund, Mara""#, r#""Lund, Anna""#),
        (r#""Captain", role: "captain""#, r#""Mayor", role: "mayor""#),
    ] {
        assert!(!twins(one, other), "{one} and {other}");
    }
}

/// The office's words and others of its statement, given to two.
#[test]
fn the_same_words_under_two_claimants_warn_unless_they_are_one_statement() {
    let claimants = "- { id: harbour-office, name: \"Harbour Office\", kind: official }\n- { id: ada, name: \"Ada\", kind: official }\n- { id: echo, name: \"Echo\", kind: official, rests_on: harbour-office }\n";
    let told = |lines: &[&str]| {
        let built =
            claimed("Nine were injured.", "kind: quantity", lines).file("content/claimants.yaml", claimants).build();
        assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
        built.rules().iter().filter(|rule| **rule == "same-words-twice").count()
    };
    let office = "@office \"nine passengers were injured\" by harbour-office";
    assert_eq!(told(&[office, "@office \"nine passengers were injured\" by ada"]), 2, "and the excerpt has them");
    assert_eq!(told(&["@office#injured", "@office \"passengers were injured\" by ada"]), 1);
    assert_eq!(told(&["@office#injured", "@office \"count, nine passengers were injured\" by ada"]), 1);
    assert_eq!(
        told(&["@office#injured", "@office \"to our first count, nine passengers were\" by ada"]),
        0,
        "3 in common"
    );
    assert_eq!(told(&["@office#injured", "@office \"nine passengers were injured. The quay\" by ada"]), 1);
    assert_eq!(told(&["@office#injured", "@office \"The quay remains closed\" by ada"]), 0);
    assert_eq!(told(&["@office#injured", "@office \"nine passengers were injured\" by echo"]), 0, "one origin");
    assert_eq!(told(&["@office#injured", "@office \"nine passengers were injured\" by unattributed"]), 0);
    // Two excerpts of one source: one statement, or not.
    let of_two = |more: &str| {
        let excerpts = format!(
            "excerpts:\n  one: {{ quote: \"nine passengers were injured\", claimant: ada{more} }}\n  injured:\n    quote: \"nine passengers were injured\"\n    claimant: harbour-office\n{}",
            if more.is_empty() { "" } else { "    statement: first-count\n" }
        );
        let from = "excerpts:\n  injured:\n    quote: \"nine passengers were injured\"\n    claimant: harbour-office\n";
        let project = claimed("Nine were injured.", "kind: quantity", &["@office#injured", "@office#one"]);
        let built = project
            .file("content/claimants.yaml", claimants)
            .edit("content/sources/office.md", from, &excerpts)
            .build();
        assert_eq!(graded(&built).0, "one-origin");
        built.rules().contains(&"same-words-twice")
    };
    assert!(of_two(""));
    assert!(!of_two(", statement: first-count"));
}

#[test]
fn words_of_one_text_in_two_outlets_warn_too() {
    let claimants = "- { id: harbour-office, name: \"Harbour Office\", kind: official }\n- { id: ada, name: \"Ada\", kind: official }\n";
    let project = claimed("Nine were injured.", "kind: quantity", &["@office#injured", "@print#x"]);
    let capture = project.text("content/captures/office.txt");
    let project = with_report(project, "print", "nine passengers were injured", "claimant: ada")
        .file("content/claimants.yaml", claimants)
        .file("content/captures/print.txt", capture);
    let built = project.on_disk();
    assert_eq!(built.onrecord(&["lock"]).code, Some(0));
    let told = built.onrecord(&["check"]).stderr;
    assert!(told.contains("`office` and `print` print one text"), "{told}");
}

#[test]
fn what_cannot_be_added_is_not_added_unless_a_note_says_why() {
    let sums = |quote: &str, more: &str, computed: &str| {
        let sentence = format!("Together they were {}.", if computed.contains('-') { "seven" } else { "11" });
        let project = claimed(&sentence, &format!("computed: \"{computed}\""), &["@office#injured", "@wire#x"]);
        let events =
            project.text("content/events.yaml").replace("place: port-lowen", "place: port-lowen\n  parent: week");
        let events = format!(
            "{events}- {{ id: week, title: \"The week\", start: \"2024-03-10\", end: \"2024-03-16\", kind: other }}\n- {{ id: fire, title: \"A fire\", start: \"2024-03-13\", kind: fire }}\n"
        );
        let more = format!("claimant: harbour-office, as_of: \"2024-03-16\"{more}");
        with_report(project, "wire", quote, &more).file("content/events.yaml", events)
    };
    let figure = |what: &str| format!(", figures: [{{ value: \"two\", {what} }}]");
    let told = |quote: &str, more: &str| {
        let built = sums(quote, more, "9 + 2").build();
        let mut errors = built.errors();
        errors.retain(|rule| *rule == "computed-across");
        (errors.len(), built.report())
    };
    for (quote, more, says) in [
        ("two passengers were injured", figure("event: fire, measure: injured"), "two events, `estela` and `fire`"),
        ("two passengers were injured", figure("event: week, measure: injured"), "a time and a part of it"),
        ("two passengers were killed", figure("event: estela, measure: killed"), "counts `killed`"),
        ("two children were injured", figure("event: estela, measure: injured, population: children"), "`children`"),
        ("two passengers were killed", String::new(), "counts `killed`"),
        ("two passengers are missing", String::new(), "counts `missing`"),
    ] {
        let (count, report) = told(quote, &more);
        assert!(count == 1 && report.contains(says), "{quote} {more}:\n{report}");
        let note = "---\ntitle: \"Why\"\nkind: decision\ndate: \"2024-03-17\"\nabout: [\"claim:index#a\"]\n---\n\nThey are other people.\n";
        let noted = |note: &str| {
            let project = sums(quote, &more, "9 + 2").file("content/notes/why.md", note);
            project.file("content/notes/other.md", note.replace("index#a", "index")).build().errors()
        };
        assert!(!noted(note).contains(&"computed-across"), "{quote}");
        let internal = note.replace("kind: decision", "kind: decision\nvisibility: internal");
        assert!(noted(&internal).contains(&"computed-across"), "readers do not see it: {quote}");
        let minus = sums(quote, &more, "9 - 2").build();
        assert!(minus.errors().contains(&"computed-across"), "{quote}");
        let times = sums(quote, &more, "9 × 2").build();
        assert!(!times.errors().contains(&"computed-across"), "a product adds nothing: {quote}");
    }
    for (quote, more) in [
        ("two passengers were injured", figure("event: estela, measure: injured")),
        ("two passengers were injured", String::new()),
        ("two more in the harbour", String::new()),
    ] {
        let (count, report) = told(quote, &more);
        assert_eq!(count, 0, "{quote} {more}:\n{report}");
    }
}

#[test]
fn a_range_is_worked_out_from_its_ends() {
    let lines = ["@post#injured", "@office#injured"];
    let built = |sentence: &str, about: &str| claimed(sentence, about, &lines).build();
    for computed in ["9 to 11", "9 … 11", "9 ... 11", "9 bis 11", "9 à 11", "9 до 11"] {
        let built = built("Between nine and eleven people were hurt.", &format!("computed: \"{computed}\""));
        assert_eq!(
            graded(&built),
            ("unattributed".into(), "worked out, of 11: 1 report names nobody".into()),
            "{computed}"
        );
        assert!(built.page("index.html").contains(computed), "readers see it");
    }
    // A range is no better for not being declared: no line has both ends.
    let undeclared = built("Between nine and eleven people were hurt.", "kind: quantity");
    assert_eq!(graded(&undeclared).0, "unattributed");
    for wrong in ["11 to 9", "9 to", "to 11", "9 to 10 to 11", "9 and 11", "9", "9 to 12", "9 to 9", "nine to eleven"] {
        let built = built("Between nine and eleven people were hurt.", &format!("computed: \"{wrong}\""));
        assert!(built.errors().contains(&"number-not-in-evidence"), "{wrong}");
    }
    let sums = built("Between 18 and 20 people were hurt.", "computed: \"9 + 9 to 9 + 11\"");
    assert_eq!(sums.errors(), [""; 0], "{}", sums.errors_report());
    // What the evidence counts of the same thing lies between the ends.
    let three = [lines[0], lines[1], "@wire#x"];
    let project = claimed("Between nine and eleven people were hurt.", "computed: \"9 to 11\"", &three);
    let built = with_report(project, "wire", "14 people were injured", "claimant: harbour-office").build();
    assert!(built.report_of("number-not-in-evidence").contains("its evidence has `14`"), "{}", built.report());
}

#[test]
fn a_sum_is_as_contested_as_what_it_adds() {
    let text = |lines: &str| {
        format!(
            "---\ntitle: \"The ferry Estela\"\nclaims:\n  total: {{ computed: \"9 + 2\" }}\n---\n\nTogether 11 were hurt.[^total] The office counted nine injured.[^nine]\n\n[^total]:\n    @office#injured\n    @wire#x\n\n[^nine]:\n    @office#injured\n{lines}"
        )
    };
    let grade = |lines: &str| {
        let project = Project::new().file("content/index.md", text(lines));
        let project = with_report(project, "wire", "two people were injured", "claimant: harbour-office");
        let mut project = with_report(project, "wire-two", "nobody was injured", "claimant: unattributed");
        graded(&project.build())
    };
    assert_eq!(grade("").0, "one-origin");
    assert_eq!(
        grade("    @wire-two#x disputes\n"),
        ("disputed".into(), "worked out, of 9: Harbour Office of Port Lowen · against it: nobody named".into())
    );
}
