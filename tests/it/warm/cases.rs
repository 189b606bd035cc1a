//! The smallest projects in which something that another file says once stayed old until the next start.

use super::compare::{Difference, difference};
use crate::project::Project;

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
        let mut project = (self.edit)(project);
        difference(&mut project)
    }

    #[track_caller]
    fn stays_right(self) {
        if let Some(found) = self.difference() {
            panic!("{}:\n{}", found.kind, found.words);
        }
    }
}

/// A site with a home page, and whom and what its sources may name.
fn site(home: &str) -> Project {
    Project::empty()
        .file("content/site.yaml", "title: \"The Estela\"\nbase_url: \"https://example.org/\"\nlanguage: \"en\"\n")
        .file(
            "content/claimants.yaml",
            "- { id: office, name: \"The office\" }\n- { id: pilot, name: \"The pilot\" }\n",
        )
        .file("content/events.yaml", "- { id: crash, title: \"The crash\", start: \"2024-03-12\" }\n")
        .file("content/index.md", format!("---\ntitle: \"The ferry\"\n---\n\n{home}\n"))
}

fn source(project: Project, id: &str, more: &str) -> Project {
    let front = format!("title: \"Report {id}\"\noutlet: \"Paper {id}\"\nkind: news-report\npublished: \"2024-03-13\"");
    project.file(&format!("content/sources/{id}.md"), format!("---\n{front}\n{more}\n---\n"))
}

/// A source whose excerpt `n` says so many were injured.
fn counting(project: Project, id: &str, number: usize) -> Project {
    let figure = format!("{{ event: crash, measure: injured, value: \"{number}\" }}");
    let claimant = if number == 3 { "office" } else { "pilot" };
    let excerpt = format!("n: {{ locator: \"page 1\", claimant: {claimant}, figures: [{figure}] }}");
    source(project, id, &format!("excerpts:\n  {excerpt}"))
}

const COUNTED: &str = "People were hurt.[^hurt]\n\n[^hurt]:\n    @post#n\n    @wire#n disputes";

pub fn a_superseded_dispute() -> Case {
    let before = counting(counting(counting(site(COUNTED), "post", 3), "wire", 5), "later", 7);
    let edit = |project: Project| {
        project.edit("content/sources/later.md", "value: \"7\"", "value: \"7\", supersedes: \"wire#n\"")
    };
    Case { before, edit }
}

pub fn a_statement_told_by_two_sources() -> Case {
    let before = site("The ferry was slow.[^slow]\n\n[^slow]:\n    @post#e");
    let before = source(before, "post", "excerpts:\n  e: { locator: \"page 1\", statement: briefing }");
    let wire = "excerpts:\n  e: { locator: \"page 1\", statement: briefing, claimant: office }";
    let edit = |project: Project| project.edit("content/sources/wire.md", "claimant: office", "claimant: pilot");
    Case { before: source(before, "wire", wire), edit }
}

pub fn a_source_named_in_an_anchor() -> Case {
    let before = source(site("See [the report](other.md#s-post)."), "post", "");
    let edit = |project: Project| project.remove("content/sources/post.md");
    Case { before: before.file("content/other.md", "---\ntitle: \"Other\"\n---\n\nNothing more.\n"), edit }
}

pub fn a_claim_that_becomes_a_remark() -> Case {
    let before = source(site("See [the claim](other.md#c-slow)."), "post", "excerpts:\n  e: { locator: \"page 1\" }");
    let other = "---\ntitle: \"Other\"\n---\n\nThe ferry was slow.[^slow]\n\n[^slow]:\n    @post#e\n";
    let edit = |project: Project| project.edit("content/other.md", "    @post#e", "    the pilot says so");
    Case { before: before.file("content/other.md", other), edit }
}

pub fn a_remark_above_quotations() -> Case {
    let text = "The ferry was slow.[^slow] The quay was wet.[^wet]\n\n\
                [^slow]:\n    @post \"the ferry was very slow\"\n\n[^wet]:\n    @post \"the quay was very wet\"";
    let before = source(site(text), "post", "");
    let capture = "They say that the ferry was very slow, and that the quay was very wet.\n";
    let before = before.file("content/captures/post.txt", capture);
    let edit = |project: Project| {
        let mut project = project
            .edit("content/index.md", "The ferry was slow.", "It rained.[^rain] The ferry was slow.")
            .edit("content/index.md", "[^slow]:", "[^rain]: A little.\n\n[^slow]:");
        project.build();
        project.edit("content/captures/post.txt", "was very wet", "was very dry")
    };
    Case { before, edit }
}

pub fn the_title_of_a_source_that_another_copied() -> Case {
    let before = source(site("It was told[^@post] and told again.[^@wire]"), "post", "");
    let edit = |project: Project| project.edit("content/sources/post.md", "Report post", "Eye-witness report");
    Case { before: source(before, "wire", "derived_from: [\"post\"]"), edit }
}

pub fn a_note_about_another_source() -> Case {
    let before = source(source(site("It was told.[^@post]"), "post", ""), "wire", "");
    let before = before.file("content/other.md", "---\ntitle: \"Other\"\n---\n\nIt was told again.[^@wire]\n");
    let note =
        "---\ntitle: \"A torn copy\"\nkind: source-damage\ndate: \"2024-03-14\"\nabout: [\"source:post\"]\n---\n";
    let edit = |project: Project| project.edit("content/notes/torn.md", "source:post", "source:wire");
    Case { before: before.file("content/notes/torn.md", note), edit }
}

pub fn lines_above_an_unknown_theme() -> Case {
    let before = site("Nothing.").edit("content/site.yaml", "language:", "theme: nope\nlanguage:");
    let edit = |project: Project| project.edit("content/site.yaml", "theme:", "# The theme\n# is missing.\ntheme:");
    Case { before, edit }
}

#[test]
fn a_superseded_dispute_is_seen_elsewhere() {
    a_superseded_dispute().stays_right();
}

#[test]
fn whoever_made_a_statement_is_seen_where_it_is_repeated() {
    a_statement_told_by_two_sources().stays_right();
}

#[test]
fn an_anchor_of_a_source_goes_with_the_source() {
    a_source_named_in_an_anchor().stays_right();
}

#[test]
fn an_anchor_of_a_claim_goes_when_it_has_no_evidence() {
    a_claim_that_becomes_a_remark().stays_right();
}

#[test]
fn a_quotation_is_found_again_below_a_new_footnote() {
    a_remark_above_quotations().stays_right();
}

#[test]
fn the_title_of_a_source_is_seen_where_it_was_copied() {
    the_title_of_a_source_that_another_copied().stays_right();
}

#[test]
fn a_note_that_moves_is_seen_below_whoever_cites_the_source() {
    a_note_about_another_source().stays_right();
}

#[test]
fn an_unknown_theme_is_underlined_where_it_stands() {
    lines_above_an_unknown_theme().stays_right();
}
