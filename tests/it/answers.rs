//! What notes may say with numbers, and where findings are answered.

use crate::project::Project;

const RULE: &str = "headline-number-unbacked";

/// Two sources and a page of two claims; a note with a head and a body.
fn noted(about: &str, more: &str, body: &str) -> Project {
    let source = |title: &str, words: &str| {
        format!(
            "---\ntitle: \"{title}\"\noutlet: \"{title}\"\nkind: news-report\npublished: \"2024-03-04\"\nexcerpts:\n  x: {{ quote: \"{words}\", claimant: unattributed }}\n---\n"
        )
    };
    let page = "---\ntitle: \"The mine\"\n---\n\nThe fire killed 14 miners.[^dead] The rescue took 23 pumps.[^pumps]\n\n[^dead]:\n    @post#x\n\n[^pumps]:\n    @star#x\n";
    let note =
        format!("---\ntitle: \"On counts\"\nkind: {more}\ndate: \"2024-03-05\"\nabout: [{about}]\n---\n\n{body}\n");
    Project::new()
        .file("content/captures/post.txt", "The fire killed 14 miners, it says.\n")
        .file("content/captures/star.txt", "Crews brought 23 pumps to the shaft.\n")
        .file("content/sources/post.md", source("The Mine Post", "The fire killed 14 miners"))
        .file("content/sources/star.md", source("The Mine Star", "Crews brought 23 pumps to the shaft"))
        .file("content/index.md", page)
        .file("content/notes/counts.md", note)
}

fn told(project: &mut Project) -> usize {
    let built = project.build();
    let found = built.compiled.diagnostics.iter().filter(|found| found.rule == RULE);
    found.filter(|found| &*found.file == "content/notes/counts.md").count()
}

#[test]
fn a_note_says_the_numbers_of_what_it_is_about() {
    for about in ["\"claim:index#dead\"", "\"source:post\"", "\"page:index\""] {
        assert_eq!(told(&mut noted(about, "context", "The post counts 14 miners killed.")), 0, "{about}");
        assert_eq!(told(&mut noted(about, "context", "The post counts 15 miners killed.")), 1, "{about}");
    }
    // Another claim of the site says it, and the note is not about that.
    for about in ["\"claim:index#dead\"", "\"source:post\""] {
        assert_eq!(told(&mut noted(about, "context", "Crews brought 23 pumps.")), 1, "{about}");
    }
    assert_eq!(told(&mut noted("\"page:index\"", "context", "Crews brought 23 pumps.")), 0);
    assert_eq!(told(&mut noted("\"source:star\"", "context", "Crews brought 23 pumps.")), 0);
}

#[test]
fn what_a_correction_names_as_wrong_is_its_to_name() {
    let correction = "correction\nwas: \"12 miners\"\nnow: \"14 miners\"\nreason: \"A slip.\"";
    let about = "\"claim:index#dead\"";
    assert_eq!(told(&mut noted(about, correction, "An earlier version had 12 miners killed.")), 0);
    assert_eq!(told(&mut noted(about, correction, "An earlier version had 13 miners killed.")), 1);
    let wrong = correction.replace("now: \"14", "now: \"16");
    assert_eq!(told(&mut noted(about, &wrong, "We mended a slip.")), 1);
}

/// A list file's finding, answered in the entry that has it, and only there.
#[test]
fn list_files_answer_in_place() {
    let places = |allow: &str| {
        format!(
            "- {{ id: estela-bay, name: \"Estela Bay\", kind: city, lat: 1.0, lon: 2.0 }}\n- id: moscow\n  name: \"Moscow\"\n  kind: city\n  lat: 55.7\n  lon: 37.6\n{allow}"
        )
    };
    let events = |first: &str, second: &str| {
        format!(
            "- {{ id: estela, title: \"The Estela accident\", start: \"2024-03-01\" }}\n- id: war\n  title: \"The war\"\n  start: \"2024-01-05\"\n  end: \"2024-01-09\"\n{first}- id: raid\n  title: \"The raid\"\n  start: \"2024-03-05\"\n  parent: war\n  place: estela-bay\n{second}"
        )
    };
    let run = |first: &str, second: &str| {
        let mut project = noted("\"page:index\"", "context", "Words.")
            .file("content/places.yaml", places(""))
            .file("content/events.yaml", events(first, second))
            .file("content/index.md", "---\ntitle: \"The mine\"\n---\n\nThe fire killed 14 miners.[^dead] The rescue took 23 pumps.[^pumps]\n\n{{ timeline(events=[\"raid\"]) }}\n\n[^dead]:\n    @post#x\n\n[^pumps]:\n    @star#x\n");
        let built = project.build();
        let rules: Vec<&str> = built.compiled.diagnostics.iter().map(|found| found.rule).collect();
        let page = match built.compiled.output.is_some() {
            true => built.page("method.html"),
            false => String::new(),
        };
        (rules.iter().filter(|rule| **rule == "event-outside-parent").count(), rules.join(" "), page)
    };
    let answer = "  allow: { event-outside-parent: \"The raid was of an older war.\" }\n";
    let (count, rules, _) = run("", "");
    assert_eq!(count, 1, "{rules}");
    let (count, rules, page) = run("", answer);
    assert_eq!(count, 0, "{rules}");
    assert!(page.contains("The raid was of an older war.") && page.contains("The raid"), "printed like other answers");
    // In another entry it answers nothing.
    let (count, rules, _) = run(answer, "");
    assert_eq!(count, 1, "{rules}");
}
