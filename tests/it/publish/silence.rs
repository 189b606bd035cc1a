//! What was published changes with a note beside it, or not at all.

use super::Desk;

#[test]
fn a_claim_may_not_change_in_silence() {
    let desk = Desk::new();
    desk.published();
    let first = desk.tip();
    desk.edit("content/index.md", "counted nine injured", "counted nine injured on Monday");
    desk.commit();
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    let told =
        "was: The harbour office counted nine injured. · now: The harbour office counted nine injured on Monday.";
    assert!(ran.stderr.contains("error[correction-missing]") && ran.stderr.contains(told), "{}", ran.stderr);
    assert_eq!(desk.tip(), first);

    let note = "---\ntitle: \"The day of the count\"\nkind: correction\ndate: \"2024-03-15\"\nabout: \"claim:index#injured\"\n\
                was: \"nine injured\"\nnow: \"nine injured on Monday\"\nreason: \"The day was left out.\"\n---\n\nWe add the day.\n";
    std::fs::write(desk.folder().join("content/notes/day.md"), note).expect("written");
    desk.commit();
    desk.published();

    // Once published, the note stands; and it excuses no second change.
    desk.edit("content/notes/day.md", "The day was left out.", "No reason.");
    desk.edit("content/index.md", "injured on Monday", "injured on Tuesday");
    let ran = desk.publish(&[]);
    assert!(
        ran.stderr.contains("error[correction-changed]: the published correction `day` changed its `reason`"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("error[correction-missing]"), "{}", ran.stderr);
    std::fs::remove_file(desk.folder().join("content/notes/day.md")).expect("removed");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the published correction `day` is gone"), "{}", ran.stderr);
}

impl Desk {
    /// The branch's claims become those that a program with the first rules wrote, and are changed.
    fn published_by_older_rules(&self, changes: &[(&str, &str)]) {
        let mut claims = self.show("claims.json").replacen("\"rules\":2,\n", "", 1);
        assert!(!claims.contains("\"rules\""), "{claims}");
        for (from, to) in changes {
            assert!(claims.contains(from), "{from} in {claims}");
            claims = claims.replacen(from, to, 1);
        }
        self.elsewhere("claims.json", &claims);
    }

    /// The desk's lock becomes one that began with the first rules.
    fn locked_by_older_rules(&self) {
        self.project.onrecord(&["lock"]);
        let path = self.project.path("content/evidence.lock");
        let lock = std::fs::read_to_string(&path).expect("a lock");
        std::fs::write(path, lock.replacen("version: 3\n", "version: 3\nrules: 1\n", 1)).expect("written");
    }
}

/// The second claim was corroborated once, and is of one origin now.
const HIGHER: (&str, &str) = (
    "\"grade\":\"one-origin\",\"reason\":\"Harbour Office of Port Lowen, by Harbour Office of Port Lowen alone\"",
    "\"grade\":\"corroborated\",\"reason\":\"2 origins\"",
);

#[test]
fn what_only_the_rules_changed_is_listed_and_needs_no_note() {
    let desk = Desk::new();
    desk.published();
    desk.published_by_older_rules(&[HIGHER, ("\"verified\":\"exact\"", "\"verified\":\"editorial\"")]);
    desk.locked_by_older_rules();
    let ran = desk.published();
    for line in [
        "made by version 1 of the rules, and this is version 2",
        "grade by other rules: index.html#c-injured\n  was corroborated (2 origins)\n  now one-origin (Harbour Office",
        "reading by other rules: index.html#c-accident\n  was @post supports “the Estela ran into the quay of Port Lowen”: editorial",
    ] {
        assert!(ran.stderr.contains(line), "{line}\n{}", ran.stderr);
    }
    assert_eq!(desk.show("corrections.html").matches("Version 2 of the rules:").count(), 1);
    // Once published, it is what is published.
    assert!(!desk.published().stderr.contains("of the rules"));
}

#[test]
fn under_the_same_rules_a_grade_does_not_change_in_silence() {
    let desk = Desk::new();
    desk.published();
    let claims = desk.show("claims.json");
    desk.elsewhere("claims.json", &claims.replacen(HIGHER.0, HIGHER.1, 1));
    let ran = desk.publish(&[]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("error[correction-missing]") && ran.stderr.contains("`grade`"), "{}", ran.stderr);
}

/// What authors change needs its note, whatever rules compute it.
#[test]
fn other_rules_excuse_no_change_of_words_of_evidence_or_of_what_stands() {
    for (from, to) in [
        ("\"words\":\"The harbour office counted nine", "\"words\":\"The harbour office counted eight"),
        ("\"excerpt\":\"injured\",\"stance\":\"context\"", "\"excerpt\":\"injured\",\"stance\":\"disputes\""),
        ("\"quotation\":\"nine passengers", "\"quotation\":\"ten passengers"),
        ("\"claimant\":\"harbour-office\"", "\"claimant\":\"somebody\""),
        ("\"kind\":\"event\",\"words\":\"The harbour", "\"kind\":\"statement\",\"words\":\"The harbour"),
    ] {
        let desk = Desk::new();
        desk.published();
        desk.published_by_older_rules(&[HIGHER, (from, to)]);
        let ran = desk.publish(&[]);
        assert!(
            ran.stderr.contains("error[correction-missing]: the published claim `index#injured`"),
            "{to}\n{}",
            ran.stderr
        );
    }
    let desk = Desk::new();
    desk.published();
    desk.published_by_older_rules(&[(HIGHER.0, "\"grade\":\"withdrawn\",\"reason\":\"withdrawn by a note\"")]);
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("error[correction-missing]"), "{}", ran.stderr);
}

#[test]
fn labels_and_pages_may_move_and_claims_may_not_vanish() {
    let desk = Desk::new();
    desk.published();
    desk.edit("content/index.md", "[^accident]\u{20}The", "[^collision] The");
    desk.edit("content/index.md", "[^accident]:", "[^collision]:");
    desk.edit(
        "content/index.md",
        "title: \"The ferry Estela\"",
        "title: \"The ferry Estela\"\nclaims:\n  collision: { was: [accident] }",
    );
    desk.commit();
    desk.published();
    desk.edit("content/index.md", "[^collision] The", " The");
    desk.edit("content/index.md", "[^collision]:\n    @post#accident\n", "");
    desk.edit("content/index.md", "claims:\n  collision: { was: [accident] }\n", "");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("the published claim `index#collision` is gone"), "{}", ran.stderr);
    let note = "---\ntitle: \"Withdrawn\"\nkind: retraction\ndate: \"2024-03-15\"\nabout: \"page:index\"\n---\n\nIt was not so.\n";
    std::fs::write(desk.folder().join("content/notes/gone.md"), note).expect("written");
    let ran = desk.publish(&[]);
    assert!(ran.stderr.contains("is gone"), "a note that does not say what is gone: {}", ran.stderr);
    desk.edit("content/notes/gone.md", "kind:", "was: \"The ferry Estela ran into the quay of Port Lowen.\"\nkind:");
    desk.commit();
    desk.published();
}
