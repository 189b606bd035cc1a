//! Every rule page is a test: its examples are built, and the reports must be the ones it prints.
//!
//! An example is one or more fenced files (```` ```LANGUAGE PATH ````) and then a ```` ```report ```` block: what the author
//! sees of this rule. Files lie over the project of `tests/sites/minimal`; a later example on the page keeps the files of
//! the ones before it. The language `latin-1` stores a file in that encoding. An empty report means that the example is
//! mended: no error of any rule is left. An empty ```` ```publish ```` block publishes what is there: reports after it also
//! hold what `onrecord publish` would say.
//!
//! `ONRECORD_UPDATE=1 cargo test examples` writes the reports into the pages. Read what it wrote.

use std::path::PathBuf;

use onrecord::check;
use onrecord::published::{Record, compare};
use onrecord::signed::unread;

use crate::project::{Built, Project, repository};

/// A fenced block of a rule page.
struct Fence {
    info: String,
    /// Bytes of the page between the fences.
    content: std::ops::Range<usize>,
}

fn fences(page: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut open: Option<(usize, String, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &open {
            None if ticks >= 3 => open = Some((ticks, line[ticks..].trim().to_owned(), at)),
            Some((length, info, from)) if ticks >= *length && line[ticks..].trim().is_empty() => {
                fences.push(Fence { info: info.clone(), content: *from..start });
                open = None;
            }
            _ => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    fences
}

/// Where a rule's page lies.
pub fn page_path(code: &str) -> PathBuf {
    let name = format!("{}.md", code.replace('-', "_"));
    let path = repository().join("src/rules").join(&name);
    if path.exists() { path } else { repository().join("src/check").join(&name) }
}

/// Runs a page's examples and returns the page with the reports as they are.
fn run(code: &str, page: &str) -> String {
    let mut project = Project::new();
    let mut mended = String::with_capacity(page.len());
    let mut copied = 0;
    let mut reports = 0;
    let mut published = None;
    for fence in fences(page) {
        let content = &page[fence.content.clone()];
        match fence.info.split_once(' ') {
            Some(("latin-1", path)) => project.put(path, content.chars().map(|c| c as u8).collect::<Vec<u8>>()),
            Some((_, path)) => project.put(path, content),
            None if fence.info == "publish" => published = Some(record(&project.build())),
            None if fence.info == "report" => {
                let built = project.build();
                let mut report = built.report_of(code);
                if let Some(published) = &published {
                    let compared = compare(published, &record(&built), &built.compiled.site);
                    report.push_str(built.text_of(&compared.diagnostics, code).as_str());
                    let unread = unread(&built.compiled.site);
                    report.push_str(built.text_of(&unread, code).as_str());
                }
                let faulty = report.is_empty() && built.errors().iter().any(|rule| *rule != "template-fault");
                assert!(!faulty, "{code}: the mended example has errors:\n{}", built.errors_report());
                mended.push_str(&page[copied..fence.content.start]);
                if !report.is_empty() {
                    mended.push_str(&report);
                    mended.push('\n');
                }
                copied = fence.content.end;
                reports += 1;
            }
            None => panic!("{code}: a block is neither `LANGUAGE PATH` nor `report`: {}", fence.info),
        }
    }
    mended.push_str(&page[copied..]);
    assert!(reports > 0, "{code}: the page has no example");
    let silent = fences(&mended).iter().filter(|fence| fence.info == "report").all(|fence| fence.content.is_empty());
    assert!(!silent, "{code}: no example of the page makes the rule speak");
    mended
}

/// What a build would publish of its claims and corrections.
fn record(built: &Built) -> Record {
    let output = built.compiled.output.as_ref().expect("the example builds");
    let file = |route: &str| output.get(route).expect("written by every build");
    Record::read(&file("claims.json"), &file("corrections.json")).expect("what this program writes")
}

#[test]
fn every_rule_page_says_what_the_author_sees() {
    let update = std::env::var_os("ONRECORD_UPDATE").is_some() && std::env::var_os("CI").is_none();
    let mut faults = Vec::new();
    for rule in check::table() {
        let path = page_path(rule.code);
        let page = std::fs::read_to_string(&path).expect("a page");
        let outcome = std::panic::catch_unwind(|| run(rule.code, &page));
        match outcome {
            Ok(mended) if mended == page => {}
            Ok(mended) if update => std::fs::write(&path, mended).expect("written"),
            Ok(mended) => faults.push(format!("{}: the reports differ; they are now:\n{mended}", rule.code)),
            Err(_) => faults.push(format!("{}: see above", rule.code)),
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn what_the_guide_shows_builds() {
    let page = std::fs::read_to_string(repository().join("docs/writing.md")).expect("the guide");
    let mut project = Project::new();
    let mut files = 0;
    for fence in fences(&page) {
        if let Some((_, path)) = fence.info.split_once(' ') {
            project.put(path, &page[fence.content]);
            files += 1;
        }
    }
    assert!(files >= 6, "only {files} files");
    let built = project.build();
    assert!(built.errors().is_empty(), "{}", built.errors_report());
    let html = built.page("index.html");
    assert!(html.contains("11 + 9") && html.contains("<svg") && html.contains("id=\"n-captain\""));
}

#[test]
fn every_rule_page_has_its_parts() {
    for rule in check::table() {
        let page = std::fs::read_to_string(page_path(rule.code)).expect("a page");
        let lines: Vec<&str> = page.lines().collect();
        let code = rule.code;
        assert_eq!(lines[0], format!("# {code}"));
        assert!(
            lines[1].is_empty() && lines.get(3).is_some_and(|line| line.is_empty()),
            "{code}: line 3 is the summary"
        );
        assert!(lines[2].ends_with('.') && lines[2].len() <= 110, "{code}: the summary is one sentence on line 3");
        let prose = lines[4..].iter().take_while(|line| !line.starts_with("```"));
        let words: usize = prose.map(|line| line.split_whitespace().count()).sum();
        assert!((40..=180).contains(&words), "{code}: {words} words of prose before the example");
    }
}
