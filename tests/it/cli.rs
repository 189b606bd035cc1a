//! The program from outside: exit codes, flags, what goes where, and the shape of the report for programs.

use serde_json::Value;

use crate::project::{OnDisk, Project, onrecord, program};

#[test]
fn a_good_project_ends_with_0_and_is_written() {
    let project = Project::fixture("minimal").on_disk();
    let built = project.onrecord(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert_eq!(built.stdout, "", "reports go to stderr");
    assert!(built.stderr.contains("1 page · 2 claims (1 unattributed, 1 one origin) · 2 sources"), "{}", built.stderr);
    assert!(project.path("public/index.html").is_file());
    let again = project.onrecord(&["build"]);
    assert!(again.stderr.contains("(nothing changed)"), "{}", again.stderr);
}

#[test]
fn an_error_ends_with_1_and_writes_nothing() {
    let project = Project::fixture("minimal").on_disk();
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    let before = std::fs::read(project.path("public/index.html")).expect("a page");
    let page = std::fs::read_to_string(project.path("content/index.md")).expect("a page");
    std::fs::write(project.path("content/index.md"), page.replace("#accident", "#acident")).expect("written");
    let broken = project.onrecord(&["build"]);
    assert_eq!(broken.code, Some(1));
    assert!(broken.stderr.contains("error[unknown-excerpt]: there is no excerpt `acident`"), "{}", broken.stderr);
    assert!(broken.stderr.trim_end().ends_with("nothing was written"), "{}", broken.stderr);
    assert_eq!(std::fs::read(project.path("public/index.html")).expect("a page"), before, "the last good site stays");
    assert!(project.path("public/build.json").is_file());
}

#[test]
fn warnings_count_when_denied() {
    let project = Project::fixture("minimal").on_disk();
    assert_eq!(project.onrecord(&["check"]).code, Some(0));
    let denied = project.onrecord(&["check", "--deny-warnings"]);
    assert_eq!(denied.code, Some(1), "the lock is stale: {}", denied.stderr);
    assert_eq!(project.onrecord(&["build", "--deny-warnings"]).code, Some(1));
    assert!(!project.path("public/index.html").exists());
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    assert_eq!(project.onrecord(&["build", "--deny-warnings"]).code, Some(0));
}

#[test]
fn without_a_project_it_says_what_to_run_and_ends_with_2() {
    let empty = OnDisk::empty();
    for command in [&["build"][..], &["check"], &["lock"], &["impact", "source:x"], &["new", "page", "x"]] {
        let ran = empty.onrecord(command);
        assert_eq!(ran.code, Some(2), "{command:?}");
        assert!(ran.stderr.contains("there is no content/site.yaml; run `onrecord init`"), "{}", ran.stderr);
    }
    assert_eq!(empty.onrecord(&["--project", "nowhere", "check"]).code, Some(2));
    assert_eq!(empty.onrecord(&["no-such-command"]).code, Some(2));
    assert_eq!(empty.onrecord(&["check", "--no-such-flag"]).code, Some(2));
}

#[test]
fn a_project_is_found_from_inside_and_by_name() {
    let project = Project::fixture("minimal").on_disk();
    assert_eq!(onrecord(&project.path("content/sources"), &["check"]).code, Some(0));
    let elsewhere = OnDisk::empty();
    let folder = project.folder.path().to_str().expect("a path");
    assert_eq!(elsewhere.onrecord(&["--project", folder, "check"]).code, Some(0));
    let out = elsewhere.path("site");
    let built = elsewhere.onrecord(&["--project", folder, "build", "--out", out.to_str().expect("a path")]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert!(out.join("index.html").is_file() && !project.path("public").exists());
}

#[test]
fn quiet_says_nothing_but_errors() {
    let project = Project::fixture("minimal").on_disk();
    let quiet = project.onrecord(&["--quiet", "build"]);
    assert_eq!((quiet.code, quiet.stderr.as_str(), quiet.stdout.as_str()), (Some(0), "", ""));
    let broken = Project::new().edit("content/index.md", "#accident", "#acident").on_disk();
    let said = broken.onrecord(&["-q", "check"]).stderr;
    assert!(said.contains("unknown-excerpt") && !said.contains("warning"), "{said}");
}

#[test]
fn colour_is_only_for_terminals_unless_asked_for() {
    let project = Project::new().edit("content/index.md", "#accident", "#acident").on_disk();
    assert!(!project.onrecord(&["check"]).stderr.contains('\u{1b}'));
    assert!(project.onrecord(&["--color", "always", "check"]).stderr.contains('\u{1b}'));
    assert!(!project.onrecord(&["--color", "never", "check"]).stderr.contains('\u{1b}'));
}

#[test]
fn the_report_for_programs_has_its_shape() {
    let project = Project::fixture("broken").on_disk();
    let ran = project.onrecord(&["check", "--format", "json"]);
    assert_eq!(ran.code, Some(1));
    assert_eq!(ran.stderr, "");
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let keys = |value: &Value| value.as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&report), ["diagnostics", "summary"]);
    let found = report["diagnostics"].as_array().expect("a list");
    let errors = found.iter().filter(|found| found["severity"] == "error").count();
    assert_eq!(report["summary"]["errors"], errors);
    assert_eq!(report["summary"]["warnings"], found.len() - errors);
    let mut wanted = vec![
        "rule",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "labels",
        "help",
        "mend",
    ];
    wanted.sort_unstable();
    for finding in found {
        let mut keys = keys(finding);
        keys.sort_unstable();
        assert_eq!(keys, wanted);
        let file = finding["file"].as_str().expect("a path");
        assert!(file.starts_with("content/"), "{file} is relative to the project");
        let at = |line: &str, column: &str| {
            (finding[line].as_u64().expect("a number"), finding[column].as_u64().expect("a number"))
        };
        let (start, end) = (at("line", "column"), at("end_line", "end_column"));
        assert!(start.0 >= 1 && start.1 >= 1 && start <= end, "{finding}");
        for label in finding["labels"].as_array().expect("a list") {
            assert!(label["file"].is_string() && label["line"].is_u64() && label["message"].is_string());
        }
    }
    // Columns count characters: the umlaut before it is one.
    let twice = found.iter().find(|found| found["rule"] == "duplicate-id").expect("a finding with a label");
    assert_eq!((twice["labels"][0]["line"].as_u64(), twice["labels"][0]["column"].as_u64()), (Some(1), Some(9)));
}

#[test]
fn other_programs_get_their_own_form() {
    let project = Project::fixture("broken").on_disk();
    let github = project.onrecord(&["check", "--format", "github"]).stdout;
    assert!(
        github.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")),
        "{github}"
    );
    let sarif: Value = serde_json::from_str(&project.onrecord(&["check", "--format", "sarif"]).stdout).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list").len();
    assert_eq!(rules, onrecord::check::table().len());
    let clean = Project::new().on_disk();
    let report: Value = serde_json::from_str(&clean.onrecord(&["check", "--format", "json"]).stdout).expect("JSON");
    assert_eq!(report["summary"]["errors"], 0);
}

#[test]
fn explain_prints_a_page_or_the_table() {
    let empty = OnDisk::empty();
    let table = empty.onrecord(&["explain"]);
    assert_eq!((table.code, table.stdout.lines().count()), (Some(0), onrecord::check::table().len()));
    let page = empty.onrecord(&["explain", "quote-number-altered"]);
    assert!(page.stdout.starts_with("# quote-number-altered\n"));
    let near = empty.onrecord(&["explain", "quote-number-alterd"]);
    assert_eq!(near.code, Some(2));
    assert!(near.stderr.contains("did you mean `quote-number-altered`?"), "{}", near.stderr);
}

#[test]
fn control_characters_of_authors_do_not_reach_the_terminal() {
    let project =
        Project::new().edit("content/index.md", "@post#accident", "@post#acc\u{1b}[31mi\u{202e}dent").on_disk();
    let said = project.onrecord(&["--color", "never", "check"]).stderr;
    assert!(said.contains("there is no excerpt `acc [31mident`"), "{said}");
    assert!(!said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said:?}");
}

#[test]
fn impact_lists_the_claims_that_rest_on_something() {
    let project = Project::fixture("complete").on_disk();
    let source = project.onrecord(&["impact", "source:company"]).stdout;
    assert!(
        source.starts_with("3 claims rest on source:company\n") && source.contains("index.html#c-denial"),
        "{source}"
    );
    let event = project.onrecord(&["impact", "event:estela"]).stdout;
    assert!(event.contains("#c-injured-nine"), "{event}");
    let unknown = project.onrecord(&["impact", "source:compny"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("did you mean `company`?"), "{}", unknown.stderr);
}

#[test]
fn a_new_project_builds_at_once_and_so_do_new_files() {
    let folder = OnDisk::empty();
    assert_eq!(folder.onrecord(&["init"]).code, Some(0));
    let built = folder.onrecord(&["build"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    let (all, left) =
        (built.stderr.matches("warning[").count(), built.stderr.matches("warning[placeholder-left]").count());
    assert_eq!((all, left), (5, 5), "what is to be filled in, and nothing else: {}", built.stderr);
    assert_eq!(folder.onrecord(&["init"]).code, Some(2), "nothing is overwritten");
    for new in [["page", "second"], ["source", "third"], ["note", "fourth"]] {
        let ran = folder.onrecord(&["new", new[0], new[1]]);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        assert_eq!(folder.onrecord(&["new", new[0], new[1]]).code, Some(2), "nothing is overwritten");
    }
    let checked = folder.onrecord(&["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[test]
fn a_project_begins_with_answers_empty_or_with_articles() {
    let folder = OnDisk::empty();
    let ran = folder.onrecord(&[
        "init",
        "my-explainer",
        "--empty",
        "--title",
        "The \"Estela\"",
        "--author",
        "Ada Invented",
        "--contact",
        "desk@example.org",
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("next:\n  cd my-explainer && onrecord serve --watch"), "{}", ran.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a file");
    let site = read("my-explainer/content/site.yaml");
    for said in ["title: \"The \\\"Estela\\\"\"", "authors: [\"Ada Invented\"]", "contact: \"desk@example.org\""] {
        assert!(site.contains(said), "{site}");
    }
    assert!(
        folder.path("my-explainer/.git").is_dir() && read("my-explainer/AGENTS.md").contains("check --format json")
    );
    let project = folder.path("my-explainer");
    let built = onrecord(&project, &["build"]);
    assert_eq!(built.code, Some(0), "{}", built.stderr);
    assert_eq!(built.stderr.matches("warning[").count(), 1, "the address: {}", built.stderr);
    assert_eq!(folder.onrecord(&["init", "other", "--contact", "nobody"]).code, Some(2));

    let article =
        "Ferry hits quay\n\nPort Lowen, 13 March 2024 - Eleven people were hurt when the ferry hit the quay.\n";
    std::fs::write(folder.path("report.txt"), article).expect("written");
    let ran = folder.onrecord(&["init", "two", "--no-git", "--from", "report.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let project = folder.path("two");
    assert!(!project.join(".git").exists() && project.join("content/sources/ferry-hits-quay.md").is_file());
    let added = onrecord(&project, &["add", "Eleven people were hurt", "--as", "injured", "--by", "unattributed"]);
    assert_eq!((added.code, added.stdout.as_str()), (Some(0), "@ferry-hits-quay#injured\n"), "{}", added.stderr);
    let checked = onrecord(&project, &["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[test]
fn a_project_takes_its_address_from_the_remote() {
    let folder = OnDisk::empty();
    let git = |arguments: &[&str]| {
        let done = std::process::Command::new("git").args(arguments).current_dir(folder.folder.path()).output();
        assert!(done.is_ok_and(|done| done.status.success()), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["remote", "add", "origin", "git@github.com:Desk/estela.git"]);
    std::fs::write(folder.path("AGENTS.md"), "ours\n").expect("written");
    let ran = folder.onrecord(&["init"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let read = |name: &str| std::fs::read_to_string(folder.path(name)).expect("a file");
    assert!(read("content/site.yaml").contains("base_url: \"https://desk.github.io/estela/\""));
    assert_eq!(read("AGENTS.md"), "ours\n", "what is there stays");
}

#[test]
fn import_makes_a_source_with_its_capture() {
    let project = Project::new().on_disk();
    let article = "Ferry hits quay\n\nPort Lowen, 13 March 2024 (Reuters) - Eleven people were hurt when the ferry hit the quay.\n";
    std::fs::write(project.path("article.txt"), article).expect("written");
    let ran = project.onrecord(&["import", "--id", "wire", "article.txt"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let source = std::fs::read_to_string(project.path("content/sources/wire.md")).expect("a source");
    assert!(source.contains("2024-03-13"), "{source}");
    assert!(project.path("content/captures/wire.txt").is_file());
    let checked = project.onrecord(&["check"]);
    assert_eq!(checked.code, Some(0), "{}", checked.stderr);
}

#[test]
fn help_and_version_are_on_stdout() {
    let folder = OnDisk::empty();
    let help = folder.onrecord(&["--help"]);
    assert!(help.code == Some(0) && help.stdout.contains("build") && help.stdout.contains("explain"));
    assert!(folder.onrecord(&["--version"]).stdout.starts_with("onrecord "));
    let mut bare = program(folder.folder.path());
    assert_eq!(bare.output().expect("it runs").status.code(), Some(2));
}

#[test]
fn account_says_of_each_sentence_who_answers_for_it() {
    let text = "---\ntitle: \"The ferry\"\nallow: { claim-uncited: \"It is the number of the pier.\" }\n---\n\n\
        ## What happened\n\nThe ferry ran into the quay.[^run] Nobody knows why.\n\nIt was early. The ferry ran, as we [said](#c-run).\n\n\
        Of the injured {{ figure(excerpt=\"office#injured\", measure=\"injured\") }} went home. A report has more.[^@post]\n\n\
        It lay at pier twelve hours of the day.\n\n[^run]:\n    @post#accident\n";
    let project = Project::new().file("content/index.md", text).on_disk();
    let ran = project.onrecord(&["account"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    for line in [
        "content/index.md:6:4: nothing: What happened",
        "content/index.md:8:1: claim run, unattributed: The ferry ran into the quay.",
        "content/index.md:8:36: nothing: Nobody knows why.",
        "content/index.md:10:15: mention of run: The ferry ran, as we said.",
        "content/index.md:12:1: backed: Of the injured … went home.",
        "backed: A report has more.",
        "answered, claim-uncited: It is the number of the pier.: It lay at pier twelve hours of the day.",
        "9 sentences: 1 answered, 2 backed, 1 claim, 1 mention, 4 nothing",
    ] {
        assert!(ran.stdout.contains(line), "{line}\n{}", ran.stdout);
    }
    let json = project.onrecord(&["account", "index", "--format", "json"]).stdout;
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["totals"]["backed"], 2);
    assert_eq!(value["pages"][0]["sentences"][2]["grade"], "unattributed");
    // Without the reason nobody answers.
    let bare = Project::new()
        .file("content/index.md", text.replace("allow: { claim-uncited: \"It is the number of the pier.\" }\n", ""));
    let bare = bare.on_disk().onrecord(&["account", "index.html"]).stdout;
    assert!(bare.contains("unbacked, claim-uncited: It lay at pier"), "{bare}");
    let unknown = project.onrecord(&["account", "indx"]);
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.stderr.contains("`content/index.md`"), "{}", unknown.stderr);
}

#[test]
fn errors_stand_last_where_they_are_seen() {
    let page = "---\ntitle: \"The ferry\"\n---\n\nIt rests on [nothing](gone.md).\n";
    let project = { Project::new().file("content/index.md", page).file("content/unused.csv", "a\n") }.on_disk();
    let said = project.onrecord(&["check"]).stderr;
    let (warning, error) = (said.find("warning["), said.find("error["));
    assert!(warning.is_some() && error > warning, "{said}");
}

#[test]
fn an_editor_is_named_by_the_writer_and_is_no_script() {
    let project = { Project::new() }.on_disk();
    for wrong in ["javascript://{path}", "data://{path}", "vscode://file", "{path}", "https://evil.example/{path}"] {
        let ran = project.onrecord(&["serve", "--editor", wrong]);
        assert_eq!(ran.code, Some(2), "{wrong}");
        assert!(ran.stderr.contains("vscode://file{path}:{line}:{column}"), "{}", ran.stderr);
    }
}
