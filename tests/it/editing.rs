//! Edits of authored files: what is asked for is written, every other byte stays, and nothing is written over what
//! somebody saved meanwhile.

use onrecord::edge::rewrite::rewrite;
use onrecord::edits::{Conflict, Edits, diff, rewritten};
use onrecord::files::{File, Span};

use crate::project::{OnDisk, Project};

const POST: &str = "content/sources/post.md";
const PAGE: &str = "content/index.md";

/// The minimal project with a copy of the newspaper's article.
fn with_copy() -> Project {
    Project::new().file(
        "content/captures/post.txt",
        "Eleven hurt as ferry hits quay\n\nEleven people were hurt on Tuesday when the Estela ran into the quay of Port \
         Lowen.\nThe mayor, Ada Invented, spoke of “twelve injured, two children among them”. Nobody was killed.\n",
    )
}

fn read(project: &OnDisk, path: &str) -> String {
    std::fs::read_to_string(project.path(path)).expect("a file")
}

#[test]
fn edits_keep_every_other_byte_and_the_line_ends() {
    let mut project = Project::empty();
    project.put("content/a.md", "\u{feff}one\r\ntwo\r\nthree");
    let file = project.files.get("content/a.md").expect("a file").clone();
    let mut edits = Edits::default();
    edits.replace(&file, Span::new(8, 11), "2");
    edits.replace(&file, Span::new(18, 18), "\nfour");
    let rewrites = edits.apply(&project.files).expect("made");
    let after = rewritten(&project.files, &rewrites);
    assert_eq!(&*after.get("content/a.md").expect("a file").bytes, "\u{feff}one\r\n2\r\nthree\r\nfour".as_bytes());
    assert!(diff(&rewrites).contains("-two"), "{}", diff(&rewrites));
    // Two changes of the same words, or words that are not there.
    edits.replace(&file, Span::new(9, 12), "x");
    assert_eq!(edits.apply(&project.files).err(), Some(Conflict::Overlap("content/a.md".into())));
    let mut beyond = Edits::default();
    beyond.replace(&file, Span::new(18, 99), "x");
    assert_eq!(beyond.apply(&project.files).err(), Some(Conflict::Overlap("content/a.md".into())));
    let mut taken = Edits::default();
    taken.make("content/a.md", "x");
    assert_eq!(taken.apply(&project.files).err(), Some(Conflict::Taken("content/a.md".into())));
}

#[test]
fn nothing_is_written_over_what_was_saved_meanwhile() {
    let project = Project::new();
    let disk = project.on_disk();
    let file = |path: &str| project.files.get(path).expect("a file").clone();
    let (page, post): (File, File) = (file(PAGE), file(POST));
    let mut edits = Edits::default();
    edits.replace(&page, Span::new(0, 0), "");
    edits.replace(&page, Span::new(4, 4), "kicker: \"K\"\n");
    edits.replace(&post, Span::new(4, 4), "# remark\n");
    edits.make("content/notes/new.md", "x");
    let rewrites = edits.apply(&project.files).expect("made");
    std::fs::write(disk.path(POST), "saved meanwhile").expect("written");
    let refused = rewrite(disk.folder.path(), &rewrites).expect_err("another file");
    assert!(refused.to_string().contains("was changed meanwhile"), "{refused}");
    assert_eq!(read(&disk, POST), "saved meanwhile");
    assert_eq!(read(&disk, PAGE).as_bytes(), &*page.bytes, "all are made, or none");
    assert!(!disk.path("content/notes/new.md").exists());
    std::fs::write(disk.path(POST), &*post.bytes).expect("written");
    rewrite(disk.folder.path(), &rewrites).expect("written");
    assert!(read(&disk, PAGE).starts_with("---\nkicker: \"K\"\n") && disk.path("content/notes/new.md").is_file());
}

#[cfg(unix)]
#[test]
fn edits_go_through_no_link() {
    let project = Project::new();
    let disk = project.on_disk();
    let outside = OnDisk::empty();
    std::fs::rename(disk.path(PAGE), outside.path("index.md")).expect("moved");
    std::os::unix::fs::symlink(outside.path("index.md"), disk.path(PAGE)).expect("linked");
    let page = project.files.get(PAGE).expect("a file").clone();
    let mut edits = Edits::default();
    edits.replace(&page, Span::new(4, 4), "kicker: \"K\"\n");
    let rewrites = edits.apply(&project.files).expect("made");
    assert!(rewrite(disk.folder.path(), &rewrites).is_err());
    assert_eq!(std::fs::read(outside.path("index.md")).expect("a file"), &*page.bytes);
}

#[test]
fn words_become_an_excerpt_with_claimant_figure_and_evidence() {
    let project = with_copy().on_disk();
    let (before, page) = (read(&project, POST), read(&project, PAGE));
    let ran = project.onrecord(&[
        "add",
        "The mayor, Ada Invented, spoke of \"twelve injured, two children among them\"",
        "--as",
        "children",
        "--by",
        "mayor=Ada Invented, mayor of Port Lowen",
        "--as-of",
        "2024-03-13",
        "--figure",
        "injured=twelve",
        "--figure",
        "injured/children=two@estela",
        "--to",
        "index#injured",
        "--stance",
        "context",
    ]);
    assert_eq!((ran.code, ran.stdout.as_str()), (Some(0), "@post#children\n"), "{}", ran.stderr);
    let added = "  children:\n    quote: \"The mayor, Ada Invented, spoke of “twelve injured, two children among them”\"\n    \
                 claimant: mayor\n    as_of: \"2024-03-13\"\n    figures:\n      - { event: estela, measure: injured, value: \"twelve\" }\n      \
                 - { event: estela, measure: injured, population: children, value: \"two\" }\n";
    assert_eq!(
        read(&project, POST),
        before.replace("value: \"eleven\" }\n", &format!("value: \"eleven\" }}\n{added}"))
    );
    assert_eq!(read(&project, PAGE), format!("{}\n    @post#children context\n", page.trim_end()));
    let claimants = read(&project, "content/claimants.yaml");
    assert!(claimants.ends_with("- id: mayor\n  name: \"Ada Invented, mayor of Port Lowen\"\n"), "{claimants}");
    assert!(read(&project, "content/evidence.lock").contains("two children among"), "it is verified at once");
    assert_eq!(project.onrecord(&["check"]).code, Some(0));
    // A second time it is only cited.
    let again = project.onrecord(&[
        "add",
        "The mayor, Ada Invented, spoke of “twelve injured, two children among them”",
        "--to",
        "index#injured",
    ]);
    assert_eq!((again.code, again.stdout.as_str()), (Some(0), "@post#children\n"), "{}", again.stderr);
}

#[test]
fn words_that_are_not_one_place_are_explained() {
    let office = "At 7.40 this morning the ferry struck the quay. Eleven people were hurt on Tuesday, others say.\n";
    let project = with_copy().file("content/captures/office.txt", office).on_disk();
    for (arguments, said) in [
        (&["Twelve people were hurt on Tuesday"][..], "nearest is `"),
        (&["Twelve people were hurt on Tuesday"], "“Eleven people were hurt on Tuesday"),
        (&["nothing of this kind was ever written anywhere"], "nor any like them"),
        (&["were hurt on Tuesday"], "2 sources have these words:"),
        (&["were hurt on Tuesday"], "  office, line 1: … struck the quay."),
        (&["Nobody was killed", "--in", "pst"], "there is no source `pst`; did you mean `post`?"),
        (&["Nobody was killed", "--by", "mayor"], "a new one is added with `--by mayor=\"NAME\"`"),
        (&["Nobody was killed", "--figure", "killed=0@estla"], "did you mean `estela`?"),
        (&["Nobody was killed", "--figure", "kiled=0"], "did you mean `killed`?"),
        (&["Nobody was killed", "--as", "injured"], "has an excerpt `injured` already"),
        (
            &["Nobody was killed", "--to", "index#injurd"],
            "no sentence of `index` ends in `[^injurd]` (or is it `injured`?)",
        ),
        (&["Nobody was killed", "--figure", "killed=7"], "figure-not-in-quote"),
    ] {
        let before = (read(&project, POST), read(&project, PAGE));
        let ran = project.onrecord(&[&["add"], arguments].concat());
        assert_eq!(ran.code, Some(1), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.trim_end().ends_with("nothing was written"), "{}", ran.stderr);
        assert_eq!((read(&project, POST), read(&project, PAGE)), before);
    }
    let chosen = project.onrecord(&["add", "were hurt on Tuesday", "--in", "office", "--dry-run"]);
    assert_eq!(chosen.code, Some(0), "{}", chosen.stderr);
    assert!(chosen.stdout.contains("+++ content/sources/office.md"), "{}", chosen.stdout);
    assert!(!read(&project, "content/sources/office.md").contains("were-hurt-on"), "a trial run writes nothing");
}

#[test]
fn fix_makes_only_the_changes_that_findings_carry() {
    let project = Project::new()
        .edit(
            "content/site.yaml",
            "language: \"en\"",
            "language: \"en\"\nspellings: { \"Port Loven\": \"Port Lowen\" }",
        )
        .edit(PAGE, "The harbour office counted", "In Port Loven the harbour office counted")
        .edit(POST, "published: \"2024-03-13\"", "published: 13 March 2024 # as printed")
        .edit(POST, "as_of: \"2024-03-13\"", "as_of: 03/13")
        .on_disk();
    let before = read(&project, POST);
    let shown = project.onrecord(&["fix"]);
    assert_eq!(shown.code, Some(0), "{}", shown.stderr);
    assert!(shown.stdout.contains("+published: \"2024-03-13\" # as printed"), "{}", shown.stdout);
    assert!(shown.stderr.contains("nothing was written: `onrecord fix --apply` makes them"), "{}", shown.stderr);
    assert_eq!(read(&project, POST), before, "showing writes nothing");
    let made = project.onrecord(&["fix", "--apply"]);
    assert!(made.stderr.contains("2 changes made; left: 1 error"), "{}", made.stderr);
    let after = before.replace("published: 13 March 2024 #", "published: \"2024-03-13\" #");
    assert_eq!(read(&project, POST), after, "what cannot be told is left alone");
    assert!(read(&project, PAGE).contains("In Port Lowen the harbour"));
    let nothing = project.onrecord(&["fix"]);
    assert!(nothing.stderr.contains("there is nothing that can be mended without you"), "{}", nothing.stderr);
}

/// What readers and programs see of a project's claims: nothing of it depends on names.
fn substance(project: &OnDisk) -> Vec<(String, String)> {
    assert_eq!(project.onrecord(&["build"]).code, Some(0), "{}", project.onrecord(&["check"]).stderr);
    let claims: serde_json::Value = serde_json::from_str(&read(project, "public/claims.json")).expect("JSON");
    let claims = claims["claims"].as_array().expect("a list").clone();
    let said = |claim: &serde_json::Value| {
        let words = claim["words"].as_str().expect("words").to_owned();
        (words, claim["grade"].as_str().expect("a grade").to_owned())
    };
    let mut said: Vec<(String, String)> = claims.iter().map(said).collect();
    // A renamed page lies elsewhere in the order of pages.
    said.sort();
    said
}

#[test]
fn a_new_name_changes_nothing_but_names_and_keeps_the_old_addresses() {
    for site in ["complete", "minimal"] {
        let project = Project::fixture(site).on_disk();
        assert_eq!(project.onrecord(&["lock"]).code, Some(0));
        let before = substance(&project);
        let lock = read(&project, "content/evidence.lock");
        let found = project.onrecord(&["check", "--format", "json"]).stdout;
        let count = |found: &str| found.matches("\"rule\"").count();
        let _ = std::fs::remove_dir_all(project.path("content/captures"));
        let bare = project.onrecord(&["check", "--format", "json"]).stdout;
        let files = onrecord::edge::read::read(project.folder.path()).expect("a project").files;
        let compiled = onrecord::compile::compile(&files, &Default::default(), &mut Default::default());
        let manuscript = compiled.manuscript;
        let mut names: Vec<(String, Option<String>)> = Vec::new();
        for page in &manuscript.pages {
            for footnote in &page.body.footnotes {
                let name = format!("label:{}#{}", page.placing.name, footnote.label.value);
                let route = format!("{}.html", page.placing.name);
                let anchor = format!("{route} id=\"n-{}\"", footnote.label.value);
                names.push((name, (!footnote.lines().is_empty() && !page.placing.draft).then_some(anchor)));
            }
        }
        for source in &manuscript.sources {
            for excerpt in &source.excerpts {
                names.push((format!("excerpt:{}#{}", source.id, excerpt.id.value), None));
            }
            names.push((format!("source:{}", source.id), Some(format!("sources/{}.html ", source.id))));
        }
        names.extend(manuscript.notes.iter().map(|note| (format!("note:{}", note.id), None)));
        names.extend(manuscript.events.entries.iter().map(|event| (format!("event:{}", event.id.value), None)));
        names.extend(manuscript.places.entries.iter().map(|place| (format!("place:{}", place.id.value), None)));
        names.extend(manuscript.claimants.entries.iter().map(|one| (format!("claimant:{}", one.id.value), None)));
        let pages = manuscript.pages.iter().filter(|page| page.placing.name != "index");
        names.extend(pages.map(|page| (format!("page:{}", page.placing.name), None)));
        assert!(names.len() > 8, "{names:?}");
        for (number, (name, kept)) in names.iter().enumerate() {
            let new = format!("renamed-{number}");
            let kept = kept.as_deref().and_then(|kept| kept.split_once(' '));
            let kept = kept.filter(|(route, _)| project.path(&format!("public/{route}")).is_file());
            let ran = project.onrecord(&["rename", name, &new]);
            assert_eq!(ran.code, Some(0), "{name}: {}", ran.stderr);
            if let Some((route, anchor)) = kept {
                assert_eq!(project.onrecord(&["build"]).code, Some(0));
                assert!(read(&project, &format!("public/{route}")).contains(anchor), "{name}: {route} {anchor}");
            }
        }
        let after = project.onrecord(&["check", "--format", "json"]).stdout;
        assert_eq!(count(&after), count(&bare), "{after}");
        assert!(count(&found) <= count(&bare));
        assert_eq!(substance(&project), before);
        let text = read(&project, "content/evidence.lock");
        let exact = |lock: &str| {
            let mut lines: Vec<String> =
                lock.lines().filter(|line| line.trim_start().starts_with("exact:")).map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(exact(&text), exact(&lock), "what was verified stays verified, without captures");
    }
}

#[test]
fn a_name_that_cannot_be_given_is_refused() {
    let project = with_copy().on_disk();
    for (old, new, said) in [
        ("source:pst", "x", "there is no source `pst`; did you mean `post`?"),
        ("source:post", "office", "there is a source `office` already"),
        ("source:post", "Evening Post", "is no id"),
        ("thing:post", "x", "kinds are source, excerpt"),
        ("excerpt:post", "x", "write it as `excerpt:SOURCE#EXCERPT`"),
        ("page:index", "start", "nothing was written"),
    ] {
        let ran = project.onrecord(&["rename", old, new]);
        assert_eq!(ran.code, Some(1), "{old}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{old}: {}", ran.stderr);
    }
    assert_eq!(project.onrecord(&["rename", "source:post", "evening-post"]).code, Some(0));
    assert!(read(&project, "content/captures/evening-post.txt").contains("Eleven people"));
    assert!(!project.path("content/captures/post.txt").exists() && !project.path(POST).exists());
}

#[test]
fn status_says_how_a_project_stands() {
    let project = with_copy().on_disk();
    let said = project.onrecord(&["status"]).stdout;
    for line in
        ["copies     the copies of all 2 sources are here", "git        the project is not under version control"]
    {
        assert!(said.contains(line), "{said}");
    }
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    std::fs::remove_dir_all(project.path("content/captures")).expect("removed");
    let said = project.onrecord(&["status"]).stdout;
    assert!(said.contains("2 of 2 are missing on this machine: `office` and `post`"), "{said}");
    assert!(said.contains("lock       up to date"), "{said}");
}

#[test]
fn what_is_known_is_filled_in_without_yaml() {
    let project = with_copy().on_disk();
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    let done = |arguments: &[&str]| {
        let ran = project.onrecord(arguments);
        assert_eq!(ran.code, Some(0), "{arguments:?}: {}", ran.stderr);
        ran
    };
    let refused = |arguments: &[&str], code: i32, said: &str| {
        let before = [PAGE, POST, "content/site.yaml", "content/events.yaml"].map(|path| read(&project, path));
        let ran = project.onrecord(arguments);
        assert!(ran.code == Some(code) && ran.stderr.contains(said), "{arguments:?}: {:?} {}", ran.code, ran.stderr);
        assert_eq!(before, [PAGE, POST, "content/site.yaml", "content/events.yaml"].map(|path| read(&project, path)));
    };
    done(&["new", "claimant", "mayor", "name=Ada Invented", "kind=official"]);
    done(&["new", "claimant", "cook", "described_as=a cook of the Estela", "named=false", "kind=witness"]);
    done(&["new", "place", "quay", "name=The quay", "kind=building", "lat=54.2", "lon=7"]);
    done(&["new", "event", "inquiry", "title=The inquiry", "start=2024-04", "place=quay"]);
    assert!(
        read(&project, "content/events.yaml")
            .ends_with("- id: inquiry\n  title: \"The inquiry\"\n  start: \"2024-04\"\n  place: \"quay\"\n")
    );
    // Each kind of thing.
    let (post, page) = (read(&project, POST), read(&project, PAGE));
    done(&["set", "source:post", "outlet=Morning Post", "authors=Ada Invented", "authors=Bob Made"]);
    done(&["set", "excerpt:post#accident", "claimant=mayor"]);
    assert_eq!(
        read(&project, POST),
        post.replace("Evening Post", "Morning Post")
            .replacen("claimant: unattributed", "claimant: \"mayor\"", 1)
            .replace(
                "value: \"eleven\" }\n---",
                "value: \"eleven\" }\nauthors:\n  - \"Ada Invented\"\n  - \"Bob Made\"\n---"
            )
    );
    done(&["set", "claim:index#injured", "kind=quantity", "short=Nine were injured."]);
    assert_eq!(
        read(&project, PAGE),
        page.replacen(
            "\n---\n\n",
            "\nclaims:\n  injured:\n    kind: quantity\n    short: \"Nine were injured.\"\n---\n\n",
            1
        )
    );
    done(&["set", "page:index", "standfirst=Words\u{20}of the page."]);
    done(&["set", "event:inquiry", "title=The second inquiry", "place="]);
    assert!(
        read(&project, "content/events.yaml")
            .ends_with("- id: inquiry\n  title: \"The second inquiry\"\n  start: \"2024-04\"\n")
    );
    let site = read(&project, "content/site.yaml");
    done(&["set", "site", "look.accent=#7a1f3d", "look.font=sans"]);
    assert_eq!(
        read(&project, "content/site.yaml"),
        format!("{}\nlook:\n  accent: \"#7a1f3d\"\n  font: \"sans\"\n", site.trim_end())
    );
    done(&["set", "site", "look.accent=", "look.font="]);
    assert_eq!(read(&project, "content/site.yaml").trim_end(), site.trim_end(), "the group goes with its last key");
    assert!(done(&["set", "event"]).stdout.contains("  strike, shelling"));
    // What an importer left open is filled in at its place.
    done(&["new", "source", "letter"]);
    done(&["set", "source:letter", "published=2024-03", "outlet=A passenger", "kind=document"]);
    let letter = read(&project, "content/sources/letter.md");
    assert!(
        letter.contains("\noutlet: \"A passenger\"\n#") && letter.contains("\npublished: \"2024-03\"\n#"),
        "{letter}"
    );
    std::fs::remove_file(project.path("content/sources/letter.md")).expect("removed");
    // What cannot be.
    refused(&["set", "site", "look.accent=#ffd400"], 1, "write `accent: \"#");
    refused(&["set", "source:post", "outlett=x"], 1, "a source has no `outlett`; did you mean `outlet`?");
    refused(&["set", "source:pots", "outlet=x"], 1, "there is no source `pots`; did you mean `post`?");
    refused(&["set", "event:estela", "start=12.03.2024"], 1, "does not say which number is the day");
    refused(&["set", "event:estela", "title="], 1, "title: this is needed");
    refused(&["set", "excerpt:post#injured", "quote=Twelve people were hurt"], 1, "quote-number-altered");
    refused(&["set", "source", "title=x"], 2, "say which source");
    refused(&["set", "picture:x", "title=x"], 2, "`picture` is no kind of thing");
    refused(&["new", "event", "estela", "title=x", "start=2024"], 1, "there is an event `estela` already");
    refused(&["new", "note", "n", "colour=red"], 1, "a note has no `colour`");
    assert!(!project.path("content/notes/n.md").exists());
    done(&["new", "note", "n", "kind=decision", "about=event:estela"]);
    assert!(read(&project, "content/notes/n.md").contains("kind: decision\n"));
    assert_eq!(project.onrecord(&["check"]).code, Some(0), "{}", project.onrecord(&["check"]).stderr);
}

#[test]
fn lists_and_names_are_filled_in_without_yaml() {
    let project = Project::new().on_disk();
    assert_eq!(project.onrecord(&["lock"]).code, Some(0));
    let ran = |arguments: &[&str], code: i32, said: &str| {
        let ran = project.onrecord(arguments);
        assert!(ran.code == Some(code) && ran.stderr.contains(said), "{arguments:?}: {:?} {}", ran.code, ran.stderr);
        ran.stdout
    };
    let site = read(&project, "content/site.yaml").trim_end().to_owned();
    ran(&["set", "site", "spellings.Port Loven=Port Lowen", "spellings.St. Anne=Saint Anne"], 0, "wrote");
    let spelled = "\nspellings:\n  \"Port Loven\": \"Port Lowen\"\n  \"St. Anne\": \"Saint Anne\"\n";
    assert_eq!(read(&project, "content/site.yaml"), format!("{site}{spelled}"));
    ran(
        &[
            "set",
            "site",
            "spellings.Port Loven=",
            "rules.claims-crowded.level=allow",
            "rules.claims-crowded.because=So.",
        ],
        0,
        "",
    );
    ran(&["set", "site", "spellings.St. Anne="], 0, "");
    ran(&["set", "site", "rules.claims-crowded="], 0, "");
    assert_eq!(read(&project, "content/site.yaml").trim_end(), site);
    ran(&["set", "site", "title=The Estela accident"], 0, "");
    ran(&["set", "site", "title=The Estela accident"], 0, "nothing was changed");
    ran(&["set", "site", "rules.no-such-rule.level=allow"], 1, "cannot stand there");
    ran(&["set", "event:estela", "adopted.injured.excerpt=office#injured"], 1, "because: this is needed");
    ran(&["set", "event:estela", "adopted.injured.excerpt=office#injured", "adopted.injured.because=none"], 1, "none");
    let keys = ran(&["set", "site"], 0, "");
    assert!(keys.contains("look.menu.1.text") && keys.contains("spellings.NAME"), "{keys}");
    // The same words again, with what was not said of them before.
    let post = read(&project, POST);
    let again = ["add", "Eleven people were hurt", "--by", "unattributed", "--figure", "missing=eleven@estela"];
    ran(&again, 0, "wrote");
    let line = "      - { event: estela, measure: injured, value: \"eleven\" }\n";
    let new = "      - { event: \"estela\", measure: missing, value: \"eleven\" }\n";
    assert_eq!(read(&project, POST), post.replace(line, &format!("{line}{new}")));
    ran(&again, 0, "has these very words already");
    ran(&["add", "Eleven people were hurt", "--by", "harbour-office"], 1, "said by `unattributed`");
    ran(&["set", "excerpt:post#injured", "figures.2="], 0, "");
    assert_eq!(read(&project, POST), post);
    // A name where an id belongs is told, and mended.
    let page = read(&project, PAGE);
    let named = page.replace("    @office#injured\n", "    @office#injured by Harbour Office of Port Lowen\n");
    std::fs::write(project.path(PAGE), &named).expect("written");
    ran(&["check"], 1, "“Harbour Office of Port Lowen” is a name");
    ran(&["fix", "--apply"], 0, "");
    assert_eq!(read(&project, PAGE), page.replace("    @office#injured\n", "    @office#injured by harbour-office\n"));
}

#[test]
fn of_words_that_stand_twice_each_place_is_offered() {
    let project = Project::new()
        .file(
            "content/captures/post.txt",
            "the Estela ran into the quay of Port Lowen\nEleven people were hurt\n\nThe quay was lit badly. \
             A sailor says the quay was lit badly, as ever.\n",
        )
        .on_disk();
    let said = project.onrecord(&["add", "quay was lit badly"]).stderr;
    assert!(
        said.contains("stand 2 times in the copy of `post`; give more of those that you mean:")
            && said.contains("line 4: “quay was lit badly.”")
            && said.contains("line 4: “quay was lit badly,”"),
        "{said}"
    );
}
