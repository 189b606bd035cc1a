//! The smallest projects in which something that another file says once stayed old until the next start.

use super::compare::{Difference, Session, between};
use crate::project::Project;

mod evidence;
mod places;

/// A project, and edits after each of which a rebuild must give what a first build gives.
pub struct Case {
    pub before: Project,
    pub edits: Vec<fn(Project) -> Project>,
}

impl Case {
    /// What a rebuild in this session gets wrong.
    pub fn difference(self, session: &mut Session) -> Option<Difference> {
        let mut project = self.before;
        session.build(&project.files, &project.options);
        self.edits.into_iter().find_map(|edit| {
            project = edit(std::mem::take(&mut project));
            session.difference(&project.files, &project.options)
        })
    }

    #[track_caller]
    fn stays_right(self) {
        if let Some(found) = self.difference(&mut Session::default()) {
            panic!("{}:\n{}", found.kind, found.words);
        }
    }
}

/// Cases as tests, and as a list for those who try what a memory is worth that forgets to look.
macro_rules! cases {
    ($($name:ident { $before:expr, $($edit:expr),+ $(,)? })+) => {
        $(
            #[test]
            fn $name() {
                $crate::warm::cases::Case { before: $before, edits: vec![$($edit),+] }.stays_right();
            }
        )+

        pub fn all() -> Vec<(&'static str, $crate::warm::cases::Case)> {
            vec![$((stringify!($name), $crate::warm::cases::Case { before: $before, edits: vec![$($edit),+] })),+]
        }
    };
}

use cases;

/// Every case by its name.
pub fn all() -> Vec<(&'static str, Case)> {
    evidence::all().into_iter().chain(places::all()).collect()
}

#[test]
fn every_last_edit_of_a_case_changes_what_a_first_build_gives() {
    for (name, mut case) in all() {
        let last = case.edits.pop().expect("an edit");
        let before = case.edits.into_iter().fold(case.before, |project, edit| edit(project));
        let was = before.build_cold();
        let is = last(before).build_cold();
        assert!(between(&was, &is).is_some(), "{name}: the edit changes nothing");
    }
}

/// A site with a home page, and whom and what its sources may name.
pub fn site(home: &str) -> Project {
    page(Project::empty(), "index", home)
        .file("content/site.yaml", "title: \"The Estela\"\nbase_url: \"https://example.org/\"\nlanguage: \"en\"\n")
        .file(
            "content/claimants.yaml",
            "- { id: office, name: \"The office\" }\n- { id: pilot, name: \"The pilot\" }\n",
        )
        .file("content/events.yaml", "- { id: crash, title: \"The crash\", start: \"2024-03-12\" }\n")
}

pub fn page(project: Project, name: &str, body: &str) -> Project {
    project.file(&format!("content/{name}.md"), format!("---\ntitle: \"Page {name}\"\n---\n\n{body}\n"))
}

/// A source with further lines in its front matter.
pub fn source(project: Project, id: &str, more: &str) -> Project {
    let front = format!("title: \"Report {id}\"\noutlet: \"Paper {id}\"\nkind: news-report\npublished: \"2024-03-13\"");
    project.file(&format!("content/sources/{id}.md"), format!("---\n{front}\n{more}\n---\n"))
}

/// A source whose excerpt `n` reports so many injured.
pub fn count(project: Project, id: &str, number: usize) -> Project {
    let claimant = if number == 3 { "office" } else { "pilot" };
    let figure = format!("{{ event: crash, measure: injured, value: \"{number}\" }}");
    let excerpt = format!("n: {{ locator: \"page 1\", claimant: {claimant}, figures: [{figure}] }}");
    source(project, id, &format!("excerpts:\n  {excerpt}"))
}

pub fn note(project: Project, about: &str, body: &str) -> Project {
    let front = format!("title: \"A torn copy\"\nkind: source-damage\ndate: \"2024-03-14\"\nabout: [\"{about}\"]");
    project.file("content/notes/torn.md", format!("---\n{front}\n---\n\n{body}\n"))
}

/// A file lies elsewhere.
fn moved(project: Project, from: &str, to: &str) -> Project {
    let text = project.text(from);
    project.remove(from).file(to, text)
}
