//! A rebuild equals a build: after any edits, what was remembered gives the bytes and findings of a first build.
//!
//! Each kind of edit is tried in 200 random sequences on `tests/sites/complete`, with one memory that is never cleared.
//! Edits need not make sense: a faulty project must be remembered as rightly as a good one.

mod cases;
mod compare;

use std::sync::atomic::{AtomicUsize, Ordering};

use onrecord::files::File;

use crate::project::{Project, repository};

/// Sequences of each kind.
const SEQUENCES: usize = 200;
/// Edits in a sequence; after each there is a rebuild.
const EDITS: usize = 3;

/// The same numbers in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

type Edit = fn(&mut Project, &mut Random);

fn base() -> Project {
    let mut project = Project::fixture("complete");
    project.options.preview = true;
    project
}

fn try_out(name: &str, edit: Edit) {
    let original = base();
    let mut project = base();
    let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ name.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte)));
    let built = AtomicUsize::new(0);
    for sequence in 0..SEQUENCES {
        for _ in 0..=random.below(EDITS) {
            edit(&mut project, &mut random);
            project.build();
        }
        let (warm, cold) = (project.build(), project.build_cold());
        let what = format!("{name}, sequence {sequence}");
        assert_eq!(warm.report(), cold.report(), "{what}: findings");
        match (&warm.compiled.output, &cold.compiled.output) {
            (Some(warm), Some(cold)) => {
                let differing = warm.differing(cold);
                assert!(differing.is_empty(), "{what}: {differing:?} differ from a first build");
                assert_eq!(warm.manifest(), cold.manifest(), "{what}");
                built.fetch_add(1, Ordering::Relaxed);
            }
            (warm, cold) => assert_eq!(warm.is_some(), cold.is_some(), "{what}: built"),
        }
        // Half of the sequences go on from where the last one ended, as long as that still builds.
        if warm.compiled.output.is_none() || random.below(2) == 0 {
            project.files = original.files.clone();
        }
    }
    let built = built.into_inner();
    assert!(built > SEQUENCES / 10, "{name}: only {built} of {SEQUENCES} sequences ended in a site");
}

/// Replaces one line of a file, chosen among those that `is_meant`, by what `change` makes of it; none: it goes.
fn change_line(
    project: &mut Project,
    random: &mut Random,
    path: &str,
    is_meant: fn(&str) -> bool,
    change: impl Fn(&str, &mut Random) -> Option<String>,
) {
    if project.files.get(path).is_none() {
        return;
    }
    let text = project.text(path);
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let meant: Vec<usize> = (0..lines.len()).filter(|index| is_meant(&lines[*index])).collect();
    if meant.is_empty() {
        return;
    }
    let index = *random.of(&meant);
    match change(&lines[index], random) {
        Some(line) => lines[index] = line,
        None => drop(lines.remove(index)),
    }
    project.put(path, format!("{}\n", lines.join("\n")));
}

/// A word more, a word less, a digit changed, a line twice, no line: what happens to lines.
fn twist(line: &str, random: &mut Random) -> Option<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let at = random.below(words.len());
    Some(match random.below(6) {
        0 => return None,
        1 => format!("{line}\n{line}"),
        2 => line.replacen(char::is_numeric, &random.below(9).to_string(), 1),
        3 if words.len() > 2 => [&words[..at], &words[at + 1..]].concat().join(" "),
        _ => {
            let word = random.of(&["quay", "morning", "nine", "12", "Lowen", "*perhaps*"]);
            [&words[..at], &[word], &words[at..]].concat().join(" ")
        }
    })
}

fn paths(project: &Project, is_meant: fn(&str) -> bool) -> Vec<String> {
    project.files.iter().map(|file| file.path.to_string()).filter(|path| is_meant(path)).collect()
}

fn is_page(path: &str) -> bool {
    let inner = path.strip_prefix("content/").unwrap_or_default();
    inner.ends_with(".md")
        && !["sources/", "notes/", "private/", "captures/"].iter().any(|folder| inner.starts_with(folder))
}

fn is_prose(line: &str) -> bool {
    line.len() > 20 && !line.starts_with([' ', '[', '{', '-', '#', '|', '"']) && !line.contains(": ")
}

fn any_line(line: &str) -> bool {
    line.len() > 4 && !line.starts_with("---")
}

fn body(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, is_page)).clone();
    change_line(project, random, &path, is_prose, twist);
}

fn title(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, |path| path.ends_with(".md") && !path.contains("/captures/"))).clone();
    let is_title = |line: &str| line.starts_with("title:");
    change_line(project, random, &path, is_title, |_, random| Some(format!("title: \"Title {}\"", random.below(1000))));
}

fn evidence(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, is_page)).clone();
    change_line(
        project,
        random,
        &path,
        |line| line.trim_start().starts_with('@'),
        |line, random| match random.below(4) {
            0 => Some(line.replace(" disputes", "").replace(" context", " disputes")),
            1 => Some(format!("{line}\n    @post context \"the ferry\" — a remark")),
            _ => twist(line, random),
        },
    );
}

fn source(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, |path| path.starts_with("content/sources/"))).clone();
    let change = |line: &str, random: &mut Random| match random.below(4) {
        0 => Some(format!("{line}\nstatus_note: \"corrected on day {}\"", random.below(30))),
        1 if line.starts_with("title") => Some(format!("title: \"Source {}\"", random.below(99))),
        2 if line.starts_with("rights") => Some(format!("rights: {}", random.of(&["full", "excerpts", "record"]))),
        2 if line.starts_with("published") => Some(format!("published: \"2024-03-{:02}\"", random.below(28) + 1)),
        _ => Some(line.replace("Post", "Times").replace("of the", "of a")),
    };
    change_line(project, random, &path, |line| !line.starts_with([' ', '-']) && line.contains(": "), change);
}

fn excerpt(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, |path| path.starts_with("content/sources/"))).clone();
    change_line(
        project,
        random,
        &path,
        |line| line.starts_with("  "),
        |line, random| match random.below(5) {
            0 => Some(line.replace("unattributed", "harbour-office")),
            1 => Some(line.replace("harbour-office", "unattributed")),
            2 => Some(line.replace("\"2024-03-12\"", "\"2024-03-15\"")),
            _ => twist(line, random),
        },
    );
}

/// Pages come, go, are renamed, become drafts, get addresses; files beside them come and go.
fn files(project: &mut Project, random: &mut Random) {
    let pages = paths(project, is_page);
    let path = random.of(&pages).clone();
    match random.below(7) {
        0 => drop(project.files.remove(&path)),
        1 | 2 => {
            let text = project.text(&path).replace("path:", "kicker:").replace("aliases:", "authors:");
            project.put(&format!("content/more/page-{}.md", random.below(5)), text);
        }
        3 => {
            let file = project.files.remove(&path).expect("the page");
            project.put(&format!("content/moved-{}.md", random.below(5)), &file.bytes);
        }
        4 => {
            let line = format!(
                "---\n{}",
                random.of(&["draft: true", "aliases: [\"old/one\"]", "path: \"other/place\"", "language: \"de\""])
            );
            let text = project.text(&path).replacen("---", &line, 1);
            project.put(&path, text);
        }
        5 => {
            let path = *random.of(&["content/static/x.txt", "content/quay.svg.yaml", "content/more.csv"]);
            project.put(path, format!("credit: \"{}\"\n", random.below(9)));
        }
        _ => {
            let others = paths(project, |path| !path.ends_with(".md") && path != "content/site.yaml");
            drop(project.files.remove(random.of(&others).as_str()));
        }
    }
}

fn template(project: &mut Project, random: &mut Random) {
    let name =
        *random.of(&["page.html", "claims.html", "source.html", "base.html", "directives/figures.html", "essay.html"]);
    let path = format!("themes/harbour/templates/{name}");
    match random.below(4) {
        0 if name != "essay.html" => drop(project.files.remove(&path)),
        _ => {
            let built_in = repository().join("themes/default/templates").join(name);
            let text = std::fs::read_to_string(built_in).unwrap_or_else(|_| project.text(&path));
            let changed = text.replacen("</p>", &format!(" {}</p>", random.below(9)), random.below(3));
            project.put(&path, format!("{changed}\n"));
        }
    }
}

fn stylesheet(project: &mut Project, random: &mut Random) {
    match random.below(4) {
        0 => drop(project.files.remove("themes/harbour/style.css")),
        1 => project.put("themes/harbour/strings/en.yaml", format!("nav-claims: \"Claims {}\"\n", random.below(9))),
        _ => project.put("themes/harbour/style.css", format!(":root {{ --paper: #fff{}00 }}\n", random.below(9))),
    }
}

fn settings(project: &mut Project, random: &mut Random) {
    let line = *random.of(&[
        "description: \"Another\"",
        "contact: \"desk@example.org\"",
        "authors: [\"Somebody\"]",
        "rules: {claim-uncited: {level: warn, because: \"tried\"}}",
        "rules: {figures-disjoint: {level: allow, because: \"tried\"}}",
        "repository: \"https://example.org/repository\"",
    ]);
    let key = line.split(':').next().unwrap_or_default().to_owned();
    let text = project.text("content/site.yaml");
    let is_other = |known: &&str| !known.starts_with(&format!("{key}:"));
    let mut lines: Vec<&str> = text.lines().filter(is_other).collect();
    if random.below(3) > 0 {
        lines.push(line);
    }
    project.put("content/site.yaml", format!("{}\n", lines.join("\n")));
    change_line(
        project,
        random,
        "content/site.yaml",
        |line| line.starts_with("title:"),
        |_, random| Some(format!("title: \"Site {}\"", random.below(5))),
    );
}

fn note(project: &mut Project, random: &mut Random) {
    let path = random.of(&paths(project, |path| path.starts_with("content/notes/"))).clone();
    change_line(project, random, &path, any_line, |line, random| match random.below(4) {
        0 => Some(line.replace("visibility: internal", "visibility: public")),
        1 => Some(line.replace("about: [", "about: [\"event:estela\", ")),
        2 => Some(line.replace("discrepancy", "correction").replace("2024-03-14", "2024-04-01")),
        _ => twist(line, random),
    });
}

fn register(project: &mut Project, random: &mut Random) {
    let path = *random.of(&["content/claimants.yaml", "content/events.yaml", "content/places.yaml"]);
    change_line(
        project,
        random,
        path,
        |line| line.contains(": "),
        |line, random| match random.below(4) {
            0 => Some(line.replace("interest: neutral", "interest: own").replace("Port", "Harbour")),
            1 => Some(line.replace("54.", "53.").replace("kind: city", "kind: district")),
            2 => Some(format!("{line} ")),
            _ => twist(line, random),
        },
    );
}

fn lock(project: &mut Project, random: &mut Random) {
    let captures = paths(project, |path| path.starts_with("content/captures/"));
    match random.below(4) {
        0 if !captures.is_empty() => drop(project.files.remove(random.of(&captures).as_str())),
        1 if !captures.is_empty() => {
            let path = random.of(&captures).clone();
            change_line(project, random, &path, any_line, twist);
        }
        2 => change_line(
            project,
            random,
            "content/evidence.lock",
            |line| line.contains("words:"),
            |line, _| Some(format!("{}x", line.trim_end_matches('x'))),
        ),
        _ => {
            let manuscript = project.build().compiled.manuscript;
            let text = onrecord::verify::relock(&manuscript).lock.to_text();
            project.files.insert(File::new("content/evidence.lock", text.into_bytes()));
        }
    }
}

macro_rules! kinds {
    ($($name:ident),+ $(,)?) => { $(
        #[test]
        fn $name() {
            try_out(stringify!($name), super::$name);
        }
    )+ };
}

mod a_rebuild_equals_a_build_after_edits_of {
    use super::try_out;

    kinds!(body, title, evidence, source, excerpt, files, template, stylesheet, settings, note, register, lock);
}
