//! The smallest projects in which something that another file says once stayed old until the next start.

use super::compare::{Difference, between, difference};
use crate::project::Project;

mod evidence;
mod places;

/// A project, and an edit after which a rebuild must give what a first build gives.
pub struct Case {
    before: Project,
    edit: fn(Project) -> Project,
}

impl Case {
    /// What the rebuild after the edit gets wrong.
    pub fn difference(self) -> Option<Difference> {
        let mut project = self.before;
        project.build();
        difference(&mut (self.edit)(project))
    }

    #[track_caller]
    fn stays_right(self) {
        if let Some(found) = self.difference() {
            panic!("{}:\n{}", found.kind, found.words);
        }
    }
}

/// Cases as tests, and as a list for those who try what a memory is worth that forgets to look.
macro_rules! cases {
    ($($name:ident { $before:expr, $edit:expr $(,)? })+) => {
        $(
            #[test]
            fn $name() {
                $crate::warm::cases::Case { before: $before, edit: $edit }.stays_right();
            }
        )+

        pub fn all() -> Vec<(&'static str, $crate::warm::cases::Case)> {
            vec![$((stringify!($name), $crate::warm::cases::Case { before: $before, edit: $edit })),+]
        }
    };
}

use cases;

/// Every case by its name.
pub fn all() -> Vec<(&'static str, Case)> {
    evidence::all().into_iter().chain(places::all()).collect()
}

#[test]
fn every_edit_of_a_case_changes_what_a_first_build_gives() {
    for (name, case) in all() {
        let before = case.before.build_cold();
        let after = (case.edit)(case.before).build_cold();
        assert!(between(&before, &after).is_some(), "{name}: the edit changes nothing");
    }
}

/// A site with a home page, and whom and what its sources may name.
fn site(home: &str) -> Project {
    page(Project::empty(), "index", home)
        .file("content/site.yaml", "title: \"The Estela\"\nbase_url: \"https://example.org/\"\nlanguage: \"en\"\n")
        .file(
            "content/claimants.yaml",
            "- { id: office, name: \"The office\" }\n- { id: pilot, name: \"The pilot\" }\n",
        )
        .file("content/events.yaml", "- { id: crash, title: \"The crash\", start: \"2024-03-12\" }\n")
}

fn page(project: Project, name: &str, body: &str) -> Project {
    project.file(&format!("content/{name}.md"), format!("---\ntitle: \"Page {name}\"\n---\n\n{body}\n"))
}

/// A source with further lines in its front matter.
fn source(project: Project, id: &str, more: &str) -> Project {
    let front = format!("title: \"Report {id}\"\noutlet: \"Paper {id}\"\nkind: news-report\npublished: \"2024-03-13\"");
    project.file(&format!("content/sources/{id}.md"), format!("---\n{front}\n{more}\n---\n"))
}

/// A source whose excerpt `n` reports so many injured.
fn count(project: Project, id: &str, number: usize) -> Project {
    let claimant = if number == 3 { "office" } else { "pilot" };
    let figure = format!("{{ event: crash, measure: injured, value: \"{number}\" }}");
    let excerpt = format!("n: {{ locator: \"page 1\", claimant: {claimant}, figures: [{figure}] }}");
    source(project, id, &format!("excerpts:\n  {excerpt}"))
}

fn note(project: Project, about: &str, body: &str) -> Project {
    let front = format!("title: \"A torn copy\"\nkind: source-damage\ndate: \"2024-03-14\"\nabout: [\"{about}\"]");
    project.file("content/notes/torn.md", format!("---\n{front}\n---\n\n{body}\n"))
}

/// A file lies elsewhere.
fn moved(project: Project, from: &str, to: &str) -> Project {
    let text = project.text(from);
    project.remove(from).file(to, text)
}
