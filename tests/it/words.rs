//! The words of the tool: twelve likely mistakes, each with what a person who does not program is told; and the lists of words
//! in the guide.

use onrecord::resolve::BUILT_IN;
use onrecord::vocabulary::*;

use crate::project::{OnDisk, Project, repository};

const PAGE: &str = "content/index.md";
const POST: &str = "content/sources/post.md";

/// The minimal project with copies and a lock, as it lies before the mistake.
fn desk() -> OnDisk {
    let capture = "Eleven hurt as ferry hits quay\n\nEleven people were hurt on Tuesday when the Estela ran into the quay of Port \
                   Lowen. “It's a wonder”, a sailor said.\n";
    let project = Project::new().file("content/captures/post.txt", capture).on_disk();
    let ran = project.onrecord(&["lock"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(project.onrecord(&["check"]).stderr.trim_end().ends_with("no findings"));
    project
}

fn edit(project: &OnDisk, path: &str, from: &str, to: &str) {
    let text = std::fs::read_to_string(project.path(path)).expect("a file");
    assert!(text.contains(from), "{path}: {from}");
    std::fs::write(project.path(path), text.replacen(from, to, 1)).expect("written");
}

/// What is said after an edit.
fn told(path: &str, from: &str, to: &str) -> String {
    let project = desk();
    edit(&project, path, from, to);
    project.onrecord(&["check"]).stderr
}

/// A mistake: file, what stood there, what somebody wrote; then what they must be told.
type Mistake = (&'static str, &'static str, &'static str, &'static [&'static str]);

#[test]
fn twelve_likely_mistakes_are_told_in_words_that_help() {
    let mistakes: &[(&str, &[Mistake])] = &[
        (
            "indentation",
            &[
                (
                    POST,
                    "    claimant: unattributed",
                    "   claimant: unattributed",
                    &[
                        "post.md:9:4",
                        "does not begin in the column of the line it belongs to",
                        "begin keys that belong together in the same column",
                    ],
                ),
                (
                    POST,
                    "    quote: \"the Estela",
                    "\tquote: \"the Estela",
                    &["a tab stands where YAML wants spaces", "indent with spaces"],
                ),
                (
                    PAGE,
                    "    @post#injured context",
                    "\n@post#injured context",
                    &[
                        "index.md:13:1",
                        "an empty line ends the footnote `[^injured]:`",
                        "write `    @post#injured`",
                        "four spaces",
                    ],
                ),
            ],
        ),
        (
            "quotation marks",
            &[
                (
                    POST,
                    "\"Eleven hurt as ferry hits quay\"",
                    "Eleven hurt: ferry hits quay",
                    &["a second `: ` in an unquoted text", "`\"Eleven hurt: ferry hits quay\"`"],
                ),
                (
                    POST,
                    "\"Eleven hurt as ferry hits quay\"",
                    "\"Eleven hurt as ferry hits quay",
                    &["a quotation mark is opened and not closed"],
                ),
            ],
        ),
        (
            "a wrong id",
            &[
                (PAGE, "@post#injured", "@pots#injured", &["there is no source `pots`", "did you mean `post`?"]),
                (PAGE, "@post#injured", "@post#injurd", &["no excerpt `injurd`", "did you mean `injured`?"]),
                (
                    "content/sources/office.md",
                    "claimant: harbour-office",
                    "claimant: mayor",
                    &["there is no claimant `mayor`", "`- { id: mayor, name: \"\" }`"],
                ),
                (
                    POST,
                    "measure: injured",
                    "measure: wounded",
                    &["`wounded` is not a value of `measure`", "write `injured`"],
                ),
                (POST, "kind: news-report", "kind: article", &["write `news-report`"]),
            ],
        ),
        (
            "one word changed",
            &[(
                POST,
                "Eleven people were hurt",
                "Eleven people were injured",
                &["not in the capture of `post`", "the nearest words of the capture", "post.txt:3"],
            )],
        ),
        (
            "no @, or a space after it",
            &[
                (
                    PAGE,
                    "    @post#accident",
                    "    post#accident",
                    &["looks like evidence and is not read as such", "write `@post#accident` on a line of its own"],
                ),
                (
                    PAGE,
                    "    @post#injured context",
                    "    post#injured context",
                    &[
                        "a line of evidence begins with `@` and the name, without a space between",
                        "write `@post#injured context — a newspaper has another number`",
                    ],
                ),
                (
                    PAGE,
                    "    @post#injured context",
                    "    @ post#injured context",
                    &["write `@post#injured context — a newspaper has another number`"],
                ),
                (
                    PAGE,
                    "@post#injured context",
                    "@post \"Eleven people were hurt\" context",
                    &[
                        "the stance stands before the quotation",
                        "write `@post context \"Eleven people were hurt\" — a newspaper has another number`",
                    ],
                ),
                (
                    PAGE,
                    "@post#injured context",
                    "@post#injured against",
                    &["`against` is no stance", "write `@post#injured disputes — a newspaper has another number`"],
                ),
            ],
        ),
        (
            "several footnotes at once",
            &[(
                PAGE,
                "[^accident] The harbour office counted nine injured.[^injured]",
                "[^1-2]\n\n[^1]:\n    @post#accident\n[^2]:\n    @office#injured",
                &["the footnote `1-2` is not defined", "write `[^1][^2]`: each number is a footnote of its own"],
            )],
        ),
        (
            "curly marks",
            &[
                (
                    PAGE,
                    "@post#injured context",
                    "@post „Eleven people were hurt“ context",
                    &["the stance stands before the quotation", "write `@post context"],
                ),
                (
                    POST,
                    "quote: \"Eleven people were hurt\"",
                    "quote: “Eleven people were hurt”",
                    &[
                        "the marks around the text of `quote` are typographic ones",
                        "write `quote: \"Eleven people were hurt\"` with the straight marks of the keyboard",
                    ],
                ),
                (
                    PAGE,
                    "title: \"The ferry Estela\"",
                    "title: „The ferry Estela“",
                    &["write `title: \"The ferry Estela\"`"],
                ),
            ],
        ),
        (
            "an apostrophe",
            &[(
                POST,
                "\"Eleven hurt as ferry hits quay\"",
                "'Eleven hurt in ferry's crash'",
                &["the text goes on after its closing quotation mark", "write `\"Eleven hurt in ferry's crash\"`"],
            )],
        ),
        (
            "the form of a date",
            &[
                (
                    POST,
                    "published: \"2024-03-13\"",
                    "published: 13.03.2024",
                    &["`13.03.2024` is not a date as written here", "write `2024-03-13`"],
                ),
                (
                    POST,
                    "published: \"2024-03-13\"",
                    "published: 07.03.2024",
                    &[
                        "does not say which number is the day",
                        "write `2024-03-07`, or `2024-07-03` if the month comes first",
                    ],
                ),
                (POST, "published: \"2024-03-13\"", "published: March 13, 2024", &["write `2024-03-13`"]),
            ],
        ),
    ];
    let mut faults = Vec::new();
    for (name, tries) in mistakes {
        for (path, from, to, wanted) in *tries {
            let report = told(path, from, to);
            for words in *wanted {
                if !report.contains(words) {
                    faults.push(format!("{name}: {to:?} is not told with {words:?}:\n{report}"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn mistakes_with_files_are_told_in_words_that_help() {
    // No lock.
    let project = desk();
    std::fs::remove_file(project.path("content/evidence.lock")).expect("removed");
    let said = project.onrecord(&["check"]).stderr;
    assert!(said.contains("it lacks 3 verified quotations") && said.contains("run `onrecord lock`"), "{said}");
    // What is quoted no more, and captures that are gone.
    let project = desk();
    edit(&project, PAGE, "    @post#accident", "    @post \"ran into the quay\"");
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    edit(&project, PAGE, "    @post \"ran into the quay\"", "    @post#accident");
    let said = project.onrecord(&["check"]).stderr;
    assert!(said.contains("evidence.lock is out of date: it has one quotation that is quoted no more"), "{said}");
    let said = project.onrecord(&["lock"]).stderr;
    assert!(said.contains("post: dropped “ran into the quay”: nothing quotes these words any more"), "{said}");
    std::fs::remove_dir_all(project.path("content/captures")).expect("removed");
    let said = project.onrecord(&["status"]).stdout;
    assert!(said.contains("missing on this machine") && said.contains("nothing new can be quoted from them"), "{said}");
    edit(&project, POST, "Eleven people were hurt", "Twelve people were hurt");
    let said = project.onrecord(&["check"]).stderr;
    assert!(
        said.contains("post.md:11:12")
            && said.contains("nothing vouches for these words of `post`")
            && said.contains("the capture is not here"),
        "{said}"
    );
    // Editing what is built.
    let project = desk();
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    edit(&project, "public/index.html", "nine injured", "ninety injured");
    let said = project.onrecord(&["build"]);
    assert!(
        said.code == Some(2)
            && said.stderr.contains("public/index.html")
            && said.stderr.contains("what is in it comes from content/, so change it there"),
        "{}",
        said.stderr
    );
    assert!(std::fs::read_to_string(project.path("public/index.html")).expect("kept").contains("ninety injured"));
    // Renaming by hand, and by the command that the report names.
    let project = desk();
    std::fs::rename(project.path(POST), project.path("content/sources/evening-post.md")).expect("renamed");
    let said = project.onrecord(&["check"]).stderr;
    assert!(said.contains("there is no source `post`"), "{said}");
    std::fs::rename(project.path("content/sources/evening-post.md"), project.path(POST)).expect("renamed");
    assert_eq!(project.onrecord(&["rename", "source:post", "evening-post"]).code, Some(0));
    assert!(project.onrecord(&["check"]).stderr.trim_end().ends_with("no findings"));
}

#[test]
fn a_first_build_has_no_last_good_site() {
    let project = Project::new().edit(POST, "Eleven people were hurt", "Twelve people were hurt").on_disk();
    let ran = project.onrecord(&["serve", "--port", "0"]);
    assert!(ran.code == Some(1) && !ran.stderr.contains("last good"), "{}", ran.stderr);
}

#[test]
fn the_guide_lists_every_word_and_every_argument() {
    let list = |words: &[&str]| words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let rows = [
        ("a claim's `kind`", ClaimKind::WORDS),
        ("the stance of a line of evidence", Stance::WORDS),
        ("a source's `kind`", SourceKind::WORDS),
        ("`published_basis`", PublishedBasis::WORDS),
        ("`translation`", Translation::WORDS),
        ("`url_status`", UrlStatus::WORDS),
        ("`affiliation`", Affiliation::WORDS),
        ("a source's `status`", SourceStatus::WORDS),
        ("`rights`", Rights::WORDS),
        ("an excerpt's `channel`", Channel::WORDS),
        ("an excerpt's `speech`", Speech::WORDS),
        ("a figure's `measure`", Measure::WORDS),
        ("a figure's `population`", Population::WORDS),
        ("a note's `kind`", NoteKind::WORDS),
        ("`visibility`", Visibility::WORDS),
        ("a claimant's `kind`", ClaimantKind::WORDS),
        ("`interest`", Interest::WORDS),
        ("an event's `kind`", EventKind::WORDS),
        ("a place's `kind`", PlaceKind::WORDS),
        ("`level` in `rules`", Level::WORDS),
        ("`worldview` in `map`", Worldview::WORDS),
        ("`font` in `look`", Font::WORDS),
    ];
    let mut wanted = String::from("\n| where | words |\n|---|---|\n");
    for (place, words) in rows {
        wanted += &format!("| {place} | {} |\n", list(words));
    }
    wanted += "\n| directive | arguments |\n|---|---|\n";
    for (name, arguments) in BUILT_IN {
        let shown: Vec<String> = arguments
            .iter()
            .map(|(name, kind, is_needed)| {
                format!("`{name}` ({}{})", kind.in_words(), if *is_needed { ", needed" } else { "" })
            })
            .collect();
        let shown = if shown.is_empty() { "none".to_owned() } else { shown.join("; ") };
        wanted += &format!("| `{{{{ {name}(…) }}}}` | {shown} |\n");
    }
    let path = repository().join("docs/writing.md");
    let docs = std::fs::read_to_string(&path).expect("the guide");
    let (before, known) = docs.split_once("\n## Words to choose from\n").expect("the heading");
    if known != wanted && std::env::var_os("ONRECORD_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, format!("{before}\n## Words to choose from\n{wanted}")).expect("written");
    }
    assert_eq!(known, wanted, "run with ONRECORD_UPDATE=1");
}
