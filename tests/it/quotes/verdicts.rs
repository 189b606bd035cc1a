//! What is said of a quotation, and how a run ends.

use super::Desk;

const KEPT: &str = "Ferry hits quay\n\nThe harbour office said on Tuesday that at least 39 people were injured when the ferry struck the quay \
    of Port Lowen. “We were lucky that nobody died in the water,” said the mayor.\n\nThe captain denies that the ferry was going too \
    fast that evening. The office has counted nine lifeboats, and all of them had been tested in March.\n";

fn desk(draft: &str) -> Desk {
    Desk::new(&[("draft.md", draft), ("kept/post.txt", KEPT)])
}

#[test]
fn each_kind_of_quotation_has_its_line() {
    for (draft, verdict, said) in [
        ("The mayor said: “We were lucky that nobody died in the water.”", "exact", "kept/post.txt"),
        ("The mayor: \"We were lucky that nobody died in the water,\" she said.", "exact", "line 3"),
        ("It had ‘counted nine lifeboats, and all of them had been tested’.", "exact", "line 5"),
        ("„We were lucky that nobody died in the water“", "exact", "post.txt"),
        ("It had “counted nine lifeboats … had been tested in March”.", "omission", "post.txt"),
        ("The mayor said “[w]e were lucky that nobody died”.", "edited", "post.txt"),
        ("“at least 25 people were injured when the ferry struck”", "altered", "`25`"),
        ("“We were unlucky that nobody died in the water”", "altered", "lucky"),
        ("“they will all resign their seats tonight”", "not-found", "nothing like it"),
        ("He spoke of “dead water”.", "short", "too short to judge"),
        ("“the ferry was going too fast that evening”", "cut", "has `denies`"),
        ("He denies that “the ferry was going too fast that evening”.", "exact", "post.txt"),
    ] {
        let desk = desk(draft);
        let report = desk.json(&["draft.md", "--in", "kept"]);
        let one = &report["quotations"][0];
        assert_eq!(one["verdict"], verdict, "{draft}: {one}");
        let told = desk.quotes(&["draft.md", "--in", "kept"]).stdout;
        let said = said.trim_start_matches("kept/");
        assert!(told.contains(said), "{draft}\n{told}");
        assert_eq!(report["quotations"].as_array().map(Vec::len), Some(1), "{draft}");
    }
}

#[test]
fn altered_and_not_found_end_with_1_and_the_others_with_0() {
    for (draft, code) in [
        ("Nothing is quoted.", 0),
        ("“We were lucky that nobody died in the water”", 0),
        ("“lucky dogs”", 0),
        ("“the ferry was going too fast that evening”", 0),
        ("“We were lucky that somebody died in the water”", 1),
        ("“they will all resign their seats tonight”", 1),
    ] {
        let ran = desk(draft).quotes(&["draft.md", "--in", "kept"]);
        assert_eq!(ran.code, Some(code), "{draft}: {}{}", ran.stdout, ran.stderr);
    }
    let ran = desk("x").quotes(&["draft.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.stderr.contains("--in sources"), "{}", ran.stderr);
    assert_eq!(desk("x").quotes(&["nowhere.md", "--in", "kept"]).code, Some(2));
    assert_eq!(desk("x").quotes(&["draft.md", "--in", "nowhere"]).code, Some(2));
}

#[test]
fn a_line_says_where_in_the_draft_and_where_in_the_capture() {
    let ran = desk("Title\n=====\n\nThe *mayor* said:\n\n> We were lucky that nobody died in the water.\n")
        .quotes(&["draft.md", "--in", "kept"]);
    assert!(ran.stdout.starts_with("draft.md:6:3  “We were lucky that nobody"), "{}", ran.stdout);
    assert!(ran.stdout.contains("exact  post.txt line 3\n"), "{}", ran.stdout);
    assert!(ran.stdout.ends_with("1 quotation: 1 verified; 1 capture asked\n"), "{}", ran.stdout);
}

#[test]
fn a_link_beside_it_of_which_nothing_is_kept_is_told() {
    let words = "they will all resign their seats tonight";
    for draft in [
        format!("[The Post](https://post.example/a) wrote “{words}”."),
        format!("The Post wrote “{words}” (https://post.example/a)."),
        format!("The Post wrote “{words}”.[^1]\n\n[^1]: <https://post.example/a>\n"),
    ] {
        let ran = desk(&draft).quotes(&["draft.md", "--in", "kept"]);
        assert!(
            ran.stdout.contains("no capture of the cited source https://post.example/a"),
            "{draft}\n{}",
            ran.stdout
        );
        assert_eq!(ran.code, Some(1));
    }
    let desk = desk("[The Post](https://post.example/a?utm=1) wrote “We were lucky that nobody died in the water”.");
    desk.put("kept/a.html", b"<html><head><link rel=canonical href='https://www.post.example/a/'></head><body><h1>Other</h1><p>Something else was said at some length here.</p></body></html>");
    let told = desk.quotes(&["draft.md", "--in", "kept"]).stdout;
    assert!(
        told.contains("post.txt line 3; not in the capture of the cited source https://post.example/a?utm=1"),
        "{told}"
    );
}

#[test]
fn numbers_are_compared_where_a_capture_holds_their_sentence() {
    let desk = desk(
        "The harbour office said that at least 25 people were injured when the ferry struck the quay.\n\nAll nine lifeboats had been tested in March, the office counted.\n\nThere are 7 days in a week.\n",
    );
    let report = desk.json(&["draft.md", "--in", "kept", "--numbers"]);
    let numbers = report["numbers"].as_array().expect("a list");
    assert_eq!(numbers.len(), 2, "{numbers:?}");
    assert_eq!((&numbers[0]["verdict"], &numbers[1]["verdict"]), (&"differs".into(), &"agrees".into()), "{numbers:?}");
    assert_eq!(numbers[0]["captured"][0], "39", "{numbers:?}");
    assert_eq!(desk.quotes(&["draft.md", "--in", "kept", "--numbers"]).code, Some(1));
    assert_eq!(desk.quotes(&["draft.md", "--in", "kept"]).code, Some(0));
}

#[test]
fn words_of_two_captures_joined_are_told() {
    let desk = desk("“We were lucky that nobody died in the water off the northern coast of the island”");
    desk.put("kept/other.txt", b"The wreck lies off the northern coast of the island, divers said.\n");
    assert_eq!(desk.verdicts(), ["altered"]);
}

#[test]
fn a_draft_among_the_captures_does_not_vouch_for_itself() {
    let desk = desk("x");
    desk.put("kept/draft.md", "“they will all resign their seats tonight”".as_bytes());
    let ran = desk.quotes(&["kept/draft.md", "--in", "kept"]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
}

#[test]
fn a_project_has_its_own_captures() {
    let project = crate::project::Project::fixture("minimal").on_disk();
    let source = std::fs::read_to_string(project.path("content/captures/office.txt")).unwrap_or_default();
    let words: Vec<&str> = source.split_whitespace().collect();
    assert!(words.len() > 12, "the fixture has a capture");
    let draft = format!("He said “{}”.", words[4..12].join(" ").trim_matches(['“', '”', '"', '.', ',']));
    std::fs::write(project.path("draft.txt"), draft).expect("a draft");
    let ran = project.onrecord(&["quotes", "draft.txt"]);
    assert!(ran.stdout.contains("content/captures/office.txt line"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn the_time_of_each_stage_is_said_beside_the_report() {
    let desk = desk("One “We were lucky that nobody died in the water”.\n");
    let plain = desk.quotes(&["draft.md", "--in", "kept"]);
    let text = desk.quotes(&["draft.md", "--in", "kept", "--numbers", "--timings"]);
    assert!(
        text.stderr.contains("drafts ") && text.stderr.contains(" · numbers ") && text.stderr.contains(" ms"),
        "{}",
        text.stderr
    );
    assert!(!plain.stderr.contains(" ms"), "{}", plain.stderr);
    let json = desk.quotes(&["draft.md", "--in", "kept", "--timings=json", "--format", "json"]);
    assert!(serde_json::from_str::<serde_json::Value>(&json.stdout).is_ok(), "the report alone: {}", json.stdout);
    let times: serde_json::Value = serde_json::from_str(json.stderr.trim()).expect("times for programs");
    let stages: Vec<&str> =
        times["stages"].as_array().expect("a list").iter().filter_map(|stage| stage["name"].as_str()).collect();
    assert_eq!(stages, ["drafts", "captures", "quotations", "report"]);
}

#[test]
fn the_same_is_said_in_each_format() {
    let desk =
        desk("One “We were lucky that nobody died in the water”.\n\nTwo “at least 25 people were injured <b>”.\n");
    let of = |format: &str| desk.quotes(&["draft.md", "--in", "kept", "--format", format]).stdout;
    let github = of("github");
    assert!(github.starts_with("::error file=draft.md,line=3,endLine=3,col=6,"), "{github}");
    assert!(github.contains("title=quote-number-altered::") && github.lines().count() == 1, "{github}");
    let sarif: serde_json::Value = serde_json::from_str(&of("sarif")).expect("JSON");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "quote-number-altered");
    let page = of("html");
    assert!(page.starts_with("<!doctype html>") && page.contains("ALTERED") && !page.contains("<b>"), "{page}");
    assert!(page.contains("class=\"fails\"") && page.contains("class=\"holds\""), "{page}");
}

#[test]
fn a_quotation_over_a_caption_names_the_caption() {
    let page = "<html><body><article><h1>Ferry hits quay</h1><p>The harbour office said on Tuesday that nine people were injured when the \
        ferry struck the quay of Port Lowen.</p><figure><img src=a.jpg><figcaption>The quay in March</figcaption></figure>\
        <p>The captain of the ferry was questioned by two officers for the whole of the evening, the office added.</p></article></body></html>";
    let desk = |draft: &str| Desk::new(&[("draft.md", draft), ("kept/page.html", page)]);
    let honest = desk("“the ferry struck the quay of Port Lowen. The captain of the ferry was questioned”");
    let ran = honest.quotes(&["draft.md", "--in", "kept"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(ran.stdout.contains("line 3, over line 5 (caption)"), "{}", ran.stdout);
    assert_eq!(honest.verdicts(), ["typography"]);
    assert_eq!(
        desk("“the ferry struck the quay of Port Lowen. No captain of the ferry was questioned”").verdicts(),
        ["altered"]
    );
}
