//! `evidence.lock` of every version: what was verified stays verified.

use onrecord::lock::{Lock, VERSION, amendments};
use onrecord::quotation::MatchClass;
use onrecord::relock::relock;

use crate::project::{Built, Project};

mod edits;
mod likeness;
mod printed;

/// As the first version wrote it, with words for readers.
const VERSION_1: &str = include_str!("lock/version_1.lock");
const LOCK: &str = "content/evidence.lock";

/// The project that it was written for: a quotation of each class, and one with an omission.
fn project() -> Project {
    let page = "---\ntitle: \"The ferry Estela\"\n---\n\n\
        The ferry Estela ran into the quay.[^accident] The harbour office counted nine injured.[^injured]\n\n\
        [^accident]:\n    @post#accident\n\
        \x20   @post context \"The ferry was not too fast,” its captain told this newspaper\"\n\
        \x20   @office \"the ferry Estela struck the eastern quay … nine passengers were injured\"\n\n\
        [^injured]:\n    @office#injured\n    @office \"Nine passengers were injured\"\n\
        \x20   @post#injured context — a newspaper has another number\n";
    Project::new().file("content/index.md", page)
}

fn version_1() -> Project {
    project().file(LOCK, VERSION_1)
}

fn is_stale(built: &Built) -> bool {
    built.rules().contains(&"lock-stale")
}

#[test]
fn a_lock_of_version_1_is_read_and_is_not_stale() {
    let lock = Lock::parse(VERSION_1).expect("it is readable for good");
    let entries: Vec<_> = lock.sources.values().flat_map(|source| source.quotations.values()).collect();
    let omitted: Vec<_> = entries.iter().filter(|entry| entry.segments > 1).collect();
    assert_eq!((entries.len(), omitted.len(), omitted[0].class, omitted[0].segments), (6, 1, MatchClass::Editorial, 2));
    assert!(!is_stale(&version_1().build()));
    // Where there are no captures it vouches for what it always vouched for.
    let without = version_1().remove("content/captures/office.txt").remove("content/captures/post.txt");
    without.build_cold().clean();
    // What it told readers is ignored, whatever it is.
    let reworded = VERSION_1.replace("words: word for word\n", "words: [\"anything\"]\n");
    assert!(reworded != VERSION_1 && !is_stale(&project().file(LOCK, reworded).build()));
    let other = VERSION_1.replace("start: 154", "start: 153");
    assert!(is_stale(&project().file(LOCK, other).build()));
}

#[test]
fn readers_are_told_the_same_whatever_the_version() {
    let new = relock(&version_1().build().compiled.manuscript).expect("a lock").lock.to_text();
    assert!(new.contains(&format!("version: {VERSION}\nrules: 1\n")) && !new.contains("words:"), "{new}");
    let (old, new) = (version_1().build(), project().file(LOCK, new).build());
    assert!(old.errors().is_empty() && new.errors().is_empty(), "{}{}", old.report(), new.report());
    let (old_output, new_output) = (old.compiled.output.as_ref(), new.compiled.output.as_ref());
    let differing = old_output.expect("built").differing(new_output.expect("built"));
    // But for what the older one cannot say: that somebody looked at the sentence that the words were cut from, and at
    // which word its context was cut.
    for route in differing.iter().map(|route| route.as_str()).filter(|route| *route != "build.json") {
        let told = old
            .page(route)
            .replace(", its sentence not judged", "")
            .replace("<span>its sentence not judged</span> ", "")
            .replace(",\"sentence\":\"not judged\"", "");
        assert_eq!(without_context(&told), without_context(&new.page(route)), "{route}");
        assert!(!new.page(route).contains("not judged"), "{route}");
    }
    // What is word for word is told once, on the source's page; what is not, at each quotation.
    for words in ["with an omission", "with an editorial change"] {
        assert!(new.page("index.html").contains(words), "{words}");
    }
    assert!(
        new.page("sources/post.html").contains("match our copy, word for word"),
        "{}",
        new.page("sources/post.html")
    );
}

/// A page without the words around quoted ones.
fn without_context(page: &str) -> String {
    let mut parts = page.split("<span class=\"around\">");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |page, part| page + part.split_once("</span>").map_or(part, |(_, rest)| rest))
}

#[test]
fn lock_writes_the_new_version_and_says_so_in_a_sentence() {
    let on_disk = version_1().on_disk();
    let ran = on_disk.onrecord(&["lock"]);
    let said = format!(
        "evidence.lock is now of version {VERSION}; it says what it said, and what was cut off the sentences of quotations\n"
    );
    assert!(ran.code == Some(0) && ran.stderr.starts_with(&said), "{}", ran.stderr);
    let text = std::fs::read_to_string(on_disk.path(LOCK)).expect("a lock");
    let (old, new) = (Lock::parse(VERSION_1).expect("readable"), Lock::parse(&text).expect("readable"));
    assert!(new.is_sealed() && old.sources.keys().eq(new.sources.keys()));
    assert!(old.sources.iter().all(|(id, source)| amendments(source, &new.sources[id]).is_empty()));
    let entries = new.sources.values().flat_map(|source| source.quotations.values());
    assert!(entries.into_iter().all(|entry| entry.sentence.is_some()), "each is judged");
    let again = on_disk.onrecord(&["lock"]);
    assert!(again.code == Some(0) && again.stderr.starts_with("evidence.lock is up to date\n"), "{}", again.stderr);
    // What differs besides is told as ever.
    std::fs::write(on_disk.path(LOCK), VERSION_1.replace("start: 154", "start: 153")).expect("written");
    let ran = on_disk.onrecord(&["lock"]);
    assert!(ran.stderr.contains("office: changed “nine passengers were injured” (exact)"), "{}", ran.stderr);
    assert!(ran.stderr.contains("0 added, 2 changed, 0 dropped"), "{}", ran.stderr);
}

#[test]
fn what_no_version_wrote_is_no_lock() {
    let built = |from: &str, to: &str| {
        assert!(VERSION_1.contains(from));
        project().file(LOCK, VERSION_1.replacen(from, to, 1)).build().errors()
    };
    for (from, to) in [
        ("version: 1", "version: 0"),
        ("version: 1", "version: 3"),
        ("version: 1", "version: 4"),
        ("class: exact", "class: certain"),
        ("class: exact", "class: exact\n        vouched_by: nobody"),
        ("sources:", "sources:\n=======\n"),
    ] {
        assert_eq!(built(from, to), ["yaml-syntax"], "{to}");
    }
}

#[test]
fn what_is_private_is_not_missed_in_the_lock() {
    // A draft may cite a private source; `lock` keeps its quotations out, so the lock does not lack them.
    let (page, source) = (project().text("content/index.md"), project().text("content/sources/office.md"));
    let mut project = version_1()
        .remove("content/sources/office.md")
        .file("content/private/sources/office.md", source)
        .file("content/index.md", page.replace("title:", "draft: true\ntitle:"));
    let lock = relock(&project.build().compiled.manuscript).expect("a lock").lock;
    assert!(!lock.sources.contains_key("office") && lock.sources.contains_key("post"));
    let mut locked = project.file(LOCK, lock.to_text());
    assert!(!is_stale(&locked.build()), "{}", locked.build().report());
    assert!(is_stale(&locked.file(LOCK, VERSION_1).build()), "what it has too much is told");
}

#[test]
fn a_capture_in_markdown_is_compared_as_it_reads() {
    let text = Project::new().text("content/captures/post.txt");
    let marked = text
        .replace("Eleven people were hurt", "**Eleven** people were *hurt*")
        .replace(
            "the Estela ran into the quay",
            "the [Estela](https://ferries.example/estela_2 \"a ferry\") ran\n> into the quay",
        )
        .replace("Eleven hurt as", "# Eleven hurt as");
    let edit = |project: Project| {
        let source = project.text("content/sources/post.md");
        let source = source.replace("excerpts:", "capture: { file: post.md }\nexcerpts:");
        project.file("content/sources/post.md", source).remove("content/captures/post.txt")
    };
    let project = edit(Project::new()).file("content/captures/post.md", &marked);
    let mut project = project;
    assert_eq!(project.build().errors_report(), "");
    let lock = relock(&project.build().compiled.manuscript).expect("a lock").lock.to_text();
    assert!(lock.contains("exact: Eleven people were hurt") && !lock.contains('\u{2060}'), "{lock}");
    // What differs is still told of, in its place.
    let mut other = project.file("content/captures/post.md", marked.replace("**Eleven** people", "**Twelve** people"));
    let report = other.build().report_of("quote-number-altered");
    assert!(report.contains("content/captures/post.md:3:3"), "{report}");
}

#[test]
fn a_forged_entry_is_not_sealed_by_locking_again() {
    let lock = relock(&project().build().compiled.manuscript).expect("a lock").lock.to_text();
    for lock in [lock.clone(), VERSION_1.to_owned()] {
        let forged = lock.replace("exact: nine passengers were injured", "exact: many passengers were injured");
        assert_ne!(forged, lock);
        let clone = project().file(LOCK, &forged).remove("content/captures/office.txt").on_disk();
        let ran = clone.onrecord(&["lock"]);
        assert!(ran.code == Some(1) && ran.stderr.contains("changed by hand"), "{}", ran.stderr);
        assert_eq!(std::fs::read_to_string(clone.path(LOCK)).expect("a lock"), forged);
        let desk = project().file(LOCK, &forged).on_disk();
        let ran = desk.onrecord(&["lock"]);
        assert!(ran.code == Some(0) && ran.stderr.contains("office: changed"), "{}", ran.stderr);
    }
}

#[test]
fn an_old_entry_is_verified_against_itself() {
    let mut clone = version_1().remove("content/captures/office.txt").remove("content/captures/post.txt");
    for (from, to) in [
        ("exact: nine passengers were injured", "exact: nine passengers are injured"),
        ("exact: the ferry Estela", "exact: a small ferry Estela"),
        ("class: exact", "class: editorial"),
        ("start: 154", "start: 153"),
        ("fragment: text=nine,injured", "fragment: text=nine,drowned"),
        ("capture: 4587e8f5", "capture: 4587E8F5"),
    ] {
        assert!(VERSION_1.contains(from), "{from}");
        clone.put(LOCK, VERSION_1.replacen(from, to, 1));
        let built = clone.build_cold();
        assert!(built.errors().contains(&"lock-forged"), "{to}\n{}", built.report());
    }
}

#[test]
fn a_quotation_runs_on_over_a_caption_and_the_lock_says_so() {
    let caption = "Photo: the quay of Port Lowen on Wednesday";
    let (capture, page) = (Project::new().text("content/captures/post.txt"), Project::new().text("content/index.md"));
    let capture = capture.replacen(
        "faster than usual, passengers said.\n",
        &format!("faster than usual, passengers said.\n\n{caption}\n"),
        1,
    );
    let quoted = "The ferry had come in faster than usual, passengers said. The harbour office did not say why.";
    let page = page.replacen("@post#accident", &format!("@post \"{quoted}\"\n    @post#accident"), 1);
    let source =
        |lines: &str| Project::new().text("content/sources/post.md").replace("excerpts:", &format!("{lines}excerpts:"));
    let project = |lines: &str| {
        let files = Project::new().file("content/captures/post.txt", &capture).file("content/index.md", &page);
        files.file("content/sources/post.md", source(lines))
    };
    assert!(!project("").build().errors().is_empty(), "nobody said that the caption is none of the text");
    for lines in ["capture: { apart_lines: [5] }\n", "capture: { excluded_lines: [5] }\n"] {
        let mut project = project(lines);
        let lock = relock(&project.build().compiled.manuscript).expect("a lock").lock;
        let entries: Vec<_> = lock.sources["post"].quotations.values().filter(|entry| entry.segments == 2).collect();
        let [entry] = entries.as_slice() else { panic!("{}", lock.to_text()) };
        assert_eq!(entry.class, MatchClass::Typographic);
        assert!(entry.exact.ends_with("passengers said.\n\nThe harbour office did not say why."), "{}", entry.exact);
        assert!(!lock.to_text().contains("Photo"), "what was not quoted is not published");
        let mut locked = project.file(LOCK, lock.to_text());
        let built = locked.build();
        assert!(built.errors().is_empty() && !is_stale(&built), "{}", built.report());
        assert!(built.page("index.html").contains("over a caption or notice between paragraphs"), "{lines}");
        // Where there are no captures, the lock bears it out, and no other words.
        let public = locked.remove("content/captures/post.txt").remove("content/captures/office.txt");
        assert!(public.build_cold().errors().is_empty(), "{}", public.build_cold().report());
        let altered = public.edit("content/index.md", "passengers said. The harbour", "passengers said. No harbour");
        assert!(!altered.build_cold().errors().is_empty());
    }
    // The caption itself may be quoted, but where it is excluded.
    let of_caption = page.replacen(quoted, "the quay of Port Lowen on Wednesday", 1);
    let found = |lines: &str| project(lines).file("content/index.md", &of_caption).build().errors();
    assert!(!found("capture: { apart_lines: [5] }\n").contains(&"quote-in-excluded-span"));
    assert!(found("capture: { excluded_lines: [5] }\n").contains(&"quote-in-excluded-span"));
}
