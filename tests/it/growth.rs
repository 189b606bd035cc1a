//! What is four times as long takes about four times as long: of nothing that can be written does a build suffer more than
//! its share.
//!
//! Two sizes are compared within one run, by the time that one thread spends on the processor, so that neither a slow nor
//! a busy machine matters. A step that looks at all the others takes sixteen times as long.

use std::fmt::Write;
use std::time::{Duration, Instant};

use onrecord::compile::{Memory, compile_watched};

use crate::project::Project;

/// What the larger project may take, measured by the smaller one of a quarter of its size.
const MOST: f64 = 7.0;

/// How long this thread has worked; where the system does not tell, how long it has been there.
fn worked(since: Instant) -> Duration {
    // The system reckons when it looks for another thread to run.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse().ok());
    told.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

/// What each stage of a build takes, and all of them.
fn stages(project: &Project) -> (Vec<(&'static str, Duration)>, Duration) {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    one.install(|| {
        let start = Instant::now();
        let began = worked(start);
        let mut stages = Vec::new();
        let mut last = began;
        compile_watched(&project.files, &project.options, &mut Memory::default(), &mut |stage| {
            let now = worked(start);
            stages.push((stage, now - last));
            last = now;
        });
        let all = worked(start) - began;
        (stages, all)
    })
}

/// The quicker of two builds: what is done once in a process, and what disturbed one of them, is left aside.
fn best(project: &Project) -> (Vec<(&'static str, Duration)>, Duration) {
    let (one, other) = (stages(project), stages(project));
    if one.1 < other.1 { one } else { other }
}

/// Fails if `large` takes much more than four times as long as `small`.
#[track_caller]
fn compare(small: &Project, large: &Project, what: &str) {
    let (small, large) = (best(small), best(large));
    let ratio = large.1.as_secs_f64() / small.1.as_secs_f64();
    assert!(ratio < MOST, "{what:?}: {ratio:.1} times as long:\n{small:?}\n{large:?}");
}

/// Fails if a build of `make(size)` takes much more than four times as long as one of a quarter of it.
#[track_caller]
fn grows(size: usize, make: impl Fn(usize) -> Project) {
    compare(&make(size / 4), &make(size), "");
}

/// The same for a page of one piece again and again.
#[track_caller]
fn grows_by(pieces: &[&str], size: usize, make: impl Fn(&str) -> Project) {
    for piece in pieces {
        compare(&make(&piece.repeat(size / 4)), &make(&piece.repeat(size)), piece);
    }
}

/// `count` pieces of text, each made from its number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

fn page(body: &str) -> Project {
    Project::new().file("content/page.md", format!("---\ntitle: \"Many\"\n---\n\n{body}\n"))
}

/// An article that lies here as a whole.
fn article(body: &str) -> Project {
    let head =
        "title: \"Many\"\noutlet: \"Evening Post\"\nkind: news-report\nrights: full\npublished: \"2024-03-13\"\n";
    Project::new().file("content/sources/many.md", format!("---\n{head}---\n\n{body}\n"))
}

fn evidence(count: usize) -> String {
    many(count, |at| format!("[^e{at}]:\n    @post#accident\n\n"))
}

#[test]
fn ordinary_footnotes_in_a_paragraph() {
    grows(10_000, |count| {
        let words = many(count, |at| format!("Word.[^f{at}] "));
        page(&format!("{words}\n\n{}", many(count, |at| format!("[^f{at}]: Said.\n\n"))))
    });
}

#[test]
fn evidence_in_a_paragraph() {
    grows(10_000, |count| {
        let words = many(count, |at| format!("Word.[^e{at}] "));
        page(&format!("{words}\n\n{}", evidence(count)))
    });
}

#[test]
fn claims_in_paragraphs_of_their_own() {
    grows(10_000, |count| {
        page(&format!("{}\n\n{}", many(count, |at| format!("Eleven people were hurt.[^e{at}]\n\n")), evidence(count)))
    });
}

#[test]
fn headings_with_numbers_and_sentences_without_evidence() {
    grows(10_000, |count| page(&many(count, |at| format!("## Day {at}\n\nOn day {at} {at} people were hurt. "))));
}

#[test]
fn notes() {
    grows(10_000, |count| {
        (0..count).fold(page("Word."), |project, at| {
            let note = format!("---\ntitle: \"Note {at}\"\nkind: context\ndate: \"2024-03-14\"\nabout: [\"page:index\"]\n---\n\nIt has {at} words.\n");
            project.file(&format!("content/notes/n{at}.md"), note)
        })
    });
}

#[test]
fn brackets_around_claims() {
    grows(10_000, |count| {
        let words = many(count, |at| format!("A [word][^e{at}] "));
        page(&format!("{words}\n\n{}", evidence(count)))
    });
}

#[test]
fn brackets_that_do_not_pair() {
    let cited = |pieces: &str| page(&format!("{pieces}\n\n[^e]:\n    @post#accident\n"));
    grows_by(&["word][^e] ", "[[word][^e]] ", "[word] ][^e] "], 8_000, cited);
    grows(8_000, |count| cited(&format!("{}word{}", "[".repeat(count), "][^e]".repeat(count))));
}

#[test]
fn one_claim_marked_again_and_again() {
    grows(20_000, |count| page(&format!("{}\n\n{}", "Word.[^e0] ".repeat(count), evidence(1))));
}

#[test]
fn one_footnote_defined_again_and_again() {
    grows(10_000, |count| page(&format!("Word.[^f]\n\n{}", "[^f]: Said.\n\n".repeat(count))));
}

#[test]
fn lines_of_evidence_in_a_footnote() {
    grows(10_000, |count| page(&format!("Word.[^e]\n\n[^e]:\n{}", "    @post#accident\n".repeat(count))));
}

#[test]
fn equal_headings() {
    grows(10_000, |count| page(&"## The day\n\n".repeat(count)));
}

#[test]
fn inline_marks() {
    let links = ["[a](index.md) ", "<https://example.org> ", "a@b.example ", "![a](static/a.png) "];
    let marks = ["*a* ", "**a** ", "~~a~~ ", "`a` ", "&amp; ", "\\* ", "a\\\n", "<b>a</b> ", "\\{{ "];
    grows_by(&links, 20_000, page);
    grows_by(&marks, 40_000, page);
}

#[test]
fn marks_that_do_not_close() {
    let brackets = ["[", "]", "[a", "[a](", "[a]: ", "[^", "[^a ", "![", "{{ ", "}}", "{{}} ", "<b ", "<!--"];
    let marks = ["*a ", "**a ", "_a ", "~~a ", "`", "` ``", "\\", "&"];
    grows_by(&brackets, 40_000, page);
    grows_by(&marks, 40_000, page);
}

#[test]
fn blocks() {
    let words = ["a\n", "a\n\n", "# a\n\n", "a[b]\n\n", "[a]: index.md\n", "---\n\n"];
    let lists = ["- a\n", "1. a\n", "- [ ] a\n", "* a\n\n  b\n\n"];
    let others = ["> a\n\n", "> [!NOTE]\n> a\n\n", "| a |\n|---|\n| b |\n\n", "```\na\n```\n\n", "    a\n\n"];
    let raw = ["<div>a</div>\n\n", "<!-- a -->\n\n"];
    for pieces in [&words[..], &lists, &others, &raw] {
        grows_by(pieces, 40_000, page);
    }
}

#[test]
fn blocks_inside_one_another() {
    let pieces = ["> ", "- ", "1. ", "*", "[", "(", "![", "<div>", "**a *", "[a](", "{{", "`a"];
    grows_by(&pieces, 40_000, |pieces| page(&format!("{pieces}a")));
}

#[test]
fn cells_of_a_table() {
    let table = |columns: usize, rows: usize| {
        let row = format!("|{}\n", " a |".repeat(columns));
        page(&format!("{row}|{}\n{}", "---|".repeat(columns), row.repeat(rows)))
    };
    grows(10_000, |count| table(count, 1));
    grows(10_000, |count| table(10, count / 10));
    grows(10_000, |count| table(100, count / 100));
}

#[test]
fn directives_in_a_paragraph() {
    grows(2_000, |count| page(&"Word {{ figure(event=\"estela\", measure=\"injured\") }} ".repeat(count)));
}

#[test]
fn elements_inside_one_another_in_an_article() {
    let pieces = [
        "<div>",
        "<b>",
        "<div><b>",
        "<table><tr><td>",
        "<ul><li>",
        "<p>",
        "<svg><a>",
        "<math><mi>",
        "<select><option>",
    ];
    grows_by(&pieces, 20_000, |pieces| article(&format!("<div>\n{pieces}a\n</div>\n")));
    grows_by(&["<div>a</div>\n\n", "<p title='&amp;&lt;'>a &amp; b</p>"], 20_000, article);
    grows(4_000, |count| article(&format!("<div>\n{}\n</div>\n", many(count, |at| format!("<b id=\"b{at}\"><p>")))));
    grows(10_000, |count| article(&format!("<div {}>a</div>\n", many(count, |at| format!("a{at}=b ")))));
    // Every paragraph opens again what was left open before it.
    grows(20_000, |count| {
        let open = many(400, |at| format!("<b id=\"b{at}\">"));
        article(&format!("<div>\n{open}{}\n</div>\n", "<p>a".repeat(count)))
    });
}

#[test]
fn a_long_line_of_code_costs_little_more_than_one_of_words() {
    let line = format!("let a = [{}];\n", "1, ".repeat(300_000));
    let words = page(&format!("```\n{line}```\n"));
    for language in ["rust", "js", "json", "html", "c++", "python", "yaml", "md"] {
        compare(&words, &page(&format!("```{language}\n{line}```\n")), language);
    }
}

#[test]
fn what_is_too_long_to_be_coloured_is_printed_whole() {
    let line = format!("let a = [{}\"<end>\"];", "1, ".repeat(5_000));
    let built = page(&format!("```rust\nlet before = 1;\n{line}\nlet after = 1;\n```\n")).build();
    let page = built.page("page.html");
    let code = page.split("<code").nth(1).and_then(|code| code.split("</code>").next()).expect("the code");
    assert_eq!(code.matches("<span class=\"hl-storage hl-type hl-rust\">let</span>").count(), 2, "{code}");
    assert!(code.contains(&line.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")), "{code}");
}

#[test]
fn what_is_too_deep_is_shown_as_it_is_written() {
    let shown = |body: &str| {
        let mut cited = article(body).file("content/page.md", "---\ntitle: \"a\"\n---\n\nA word.[^@many]\n");
        cited.build().page("sources/many.html")
    };
    let page = shown(&format!("Before.\n\n{}The depth.{}\n\nAfter.", "<div>".repeat(600), "</div>".repeat(600)));
    let words = format!("{}The depth.{}", "&lt;div&gt;".repeat(600), "&lt;/div&gt;".repeat(600));
    assert!(page.contains(&words) && page.contains("<p>Before.</p>") && page.contains("<p>After.</p>"), "{page}");
    let page = shown(&format!("{}The depth.{}", "<div>".repeat(400), "</div>".repeat(400)));
    assert!(page.contains("<div>The depth.</div>"), "{page}");
}

#[test]
fn lines_of_code() {
    grows(10_000, |count| page(&format!("```rust\n{}```\n", "let a = \"b\";\n".repeat(count))));
}

/// The file of a register whose entries each name the next, the last one leads where `last` says.
fn chain(count: usize, file: &str, entry: &str, link: &str, last: Option<usize>) -> Project {
    let mut text = Project::new().text(file);
    for at in 0..count {
        let _ = write!(text, "- id: e{at}\n{entry}");
        let next = if at + 1 < count { Some(at + 1) } else { last };
        if let Some(next) = next {
            let _ = writeln!(text, "  {link}: e{next}");
        }
    }
    Project::new().file(file, text)
}

const CLAIMANT: &str = "  name: \"Office\"\n  kind: official\n  interest: neutral\n";
const EVENT: &str = "  title: \"Event\"\n  start: \"2024-03-12\"\n  kind: accident\n";
const PLACE: &str = "  name: \"Place\"\n  kind: city\n  lat: 54.21\n  lon: 7.05\n";

#[test]
fn chains_of_claimants() {
    for last in [None, Some(0), Some(1)] {
        grows(4_000, |count| chain(count, "content/claimants.yaml", CLAIMANT, "rests_on", last));
    }
}

#[test]
fn chains_of_events() {
    for last in [None, Some(0), Some(1)] {
        grows(4_000, |count| chain(count, "content/events.yaml", EVENT, "parent", last));
    }
}

#[test]
fn chains_of_places() {
    for last in [None, Some(0), Some(1)] {
        grows(4_000, |count| chain(count, "content/places.yaml", PLACE, "parent", last));
    }
}

#[test]
fn chains_through_statements() {
    grows(4_000, |count| {
        let mut register = Project::new().text("content/claimants.yaml");
        let mut source = Project::new().text("content/sources/post.md").trim_end().trim_end_matches("---").to_owned();
        for at in 0..count {
            let _ = write!(register, "- id: e{at}\n{CLAIMANT}  rests_on: said-{}\n", at + 1);
            let _ = write!(
                source,
                "  x{at}:\n    quote: \"Eleven people were hurt\"\n    claimant: e{at}\n    statement: said-{at}\n"
            );
        }
        let source = format!("{source}---\n");
        Project::new().file("content/claimants.yaml", register).file("content/sources/post.md", source)
    });
}

#[test]
fn names_that_are_unknown() {
    grows(2_000, |count| page(&many(count, |at| format!("[a](nowhere{at}.md) "))));
    grows(2_000, |count| page(&many(count, |at| format!("Word.[^u{at}] "))));
    let entries = |count, link: &str| many(count, |at| format!("- id: e{at}\n{CLAIMANT}  {link}: unknown{at}\n"));
    grows(1_000, |count| {
        let register = Project::new().text("content/claimants.yaml") + &entries(count, "rests_on");
        Project::new().file("content/claimants.yaml", register)
    });
}

#[test]
fn entries_of_one_name() {
    for (file, entry) in
        [("content/claimants.yaml", CLAIMANT), ("content/events.yaml", EVENT), ("content/places.yaml", PLACE)]
    {
        grows(4_000, |count| {
            let register = Project::new().text(file) + &format!("- id: one\n{entry}").repeat(count);
            Project::new().file(file, register)
        });
    }
}

#[test]
fn keys_that_are_unknown() {
    grows(10_000, |count| {
        let text = Project::new().text("content/site.yaml") + &many(count, |at| format!("k{at}: a\n"));
        Project::new().file("content/site.yaml", text)
    });
    grows(10_000, |count| {
        let text = Project::new().text("content/site.yaml") + &"title: \"a\"\n".repeat(count);
        Project::new().file("content/site.yaml", text)
    });
}

/// Note with this text.
fn note(body: &str) -> Project {
    let path = "content/notes/two-counts.md";
    let text = Project::new().text(path);
    Project::new().file(path, format!("{text}\n{body}\n"))
}

#[test]
fn footnotes_of_notes_and_of_footnotes() {
    let notes = |count| {
        let words = many(count, |at| format!("Word.[^f{at}] "));
        format!("{words}\n\n{}", many(count, |at| format!("[^f{at}]: Said.\n\n")))
    };
    grows(4_000, |count| note(&notes(count)));
    grows(4_000, |count| {
        let chain = many(count, |at| format!("[^f{at}]: Said.[^f{}]\n\n", at + 1));
        page(&format!("Word.[^f0]\n\n{chain}[^f{count}]: The last.\n"))
    });
    grows(2_000, |count| {
        let text = Project::new().text("content/notes/two-counts.md");
        (0..count).fold(Project::new(), |project, at| project.file(&format!("content/notes/n{at}.md"), &text))
    });
}

#[test]
fn what_looks_like_something_else() {
    grows_by(
        &["](a b) ", "[^a b] ", "^[a] ", "^[a ", "[a]( ", "@post#accident ", "[@post] ", "www.a.example "],
        6_000,
        page,
    );
    grows(6_000, |count| {
        page(&format!("Word.[^a]\n\n[^a]: Said.\n{}", "    post#accident @post#accident\n".repeat(count)))
    });
    grows_by(&["a <!-- b --> ", "<!-- ", "<!-- a -->\n", "<!-- a --> b\n\n"], 8_000, page);
    grows(200_000, |count| page(&"\u{2067}a\u{2069} ".repeat(count / 8)));
}
