//! The cache itself, made faulty: for each question there is an edit that changes this question's answer and, of what was
//! asked with it, no other. A memory that leaves the record of the question out must be wrong after that edit.

use onrecord::compile::questions;

use super::cases::{self, Case, count, note, page, site, source};
use super::compare::Session;
use crate::project::Project;

const CITED: &str = "It was told.[^@post]";
const SLOW: &str = "It was slow.[^slow]\n\n[^slow]:\n    @post (page 1)";
const HURT: &str = "Three were hurt.[^hurt]\n\n[^hurt]:\n    @post#n";
const FIGURES: &str = "{{ figures(event=\"crash\") }}";
const MAP: &str = "{{ map(places=[\"quay\"]) }}";
const BOX: &str = "{% component box(title: string) %}\n<b>{{ title }}</b>\n{% endcomponent box %}\n";

const INDEX: &str = "content/index.md";
const OTHER: &str = "content/other.md";
const POST: &str = "content/sources/post.md";
const TORN: &str = "content/notes/torn.md";
const SITE: &str = "content/site.yaml";
const CLAIMANTS: &str = "content/claimants.yaml";
const EVENTS: &str = "content/events.yaml";
const PLACES: &str = "content/places.yaml";
const COMPONENT: &str = "themes/own/templates/directives/box.html";

/// Each question with a project and an edit; one that a case of another kind tries as well is named by that case.
macro_rules! trials {
    ($($question:literal: $before:expr $(=> |$project:ident| $edit:expr)?;)+) => {
        fn trials() -> Vec<(&'static str, Case)> {
            vec![$(($question, trials!(@case $before $(, $project, $edit)?))),+]
        }
    };
    (@case $name:expr) => { case($name) };
    (@case $before:expr, $project:ident, $edit:expr) => {
        Case { before: $before, edits: vec![|$project: Project| $edit] }
    };
}

trials! {
    "Names.language": site("Home.") => |project| project.edit(SITE, "\"en\"", "\"de\"");
    "Names.worldview": charted(MAP) => |project| project.edit(SITE, "map: { worldview: un }\n", "");
    "Names.has_template": front(themed("Home."), "template: essay") => |project| project.remove("themes/own/templates/essay.html");
    "Names.template_names": front(themed("Home."), "template: nowhere") => |project| project.file("themes/own/templates/plain.html", "");
    "Names.directive": themed("{{ box(title=\"Quay\") }}") => |project| project.edit(COMPONENT, "string", "string, place: string");
    "Names.directive_names": themed("{{ nowhere() }}") => |project| project.file("themes/own/templates/directives/card.html", BOX.replace("box", "card"));
    "Names.locked": source(site(CITED), "post", "").file("content/evidence.lock", lock()) => |project| project.edit("content/evidence.lock", "aaaa", "bbbb");
    "Names.claimant": count(site(HURT), "post", 3) => |project| project.edit(CLAIMANTS, "{ id: office", "{ id: office, rests_on: pilot");
    "Names.claimant_names": source(site(CITED), "post", "excerpts:\n  n: { locator: \"page 1\", claimant: nowhere }") => |project| more(project, CLAIMANTS, "{ id: crew, name: \"The crew\" }");
    "Names.is_party": told("against: north") => |project| project.edit(CLAIMANTS, "party: north", "party: south");
    "Names.party_names": told("against: nowhere") => |project| project.edit(CLAIMANTS, "party: north", "party: south");
    "Names.statement": "whoever_made_a_statement_is_seen_where_it_is_repeated";
    "Names.event": note(site("Home."), "event:crash", "It is torn.") => |project| project.remove(EVENTS);
    "Names.event_names": note(site("Home."), "event:nowhere", "It is torn.") => |project| storm(project);
    "Names.has_place": charted(MAP) => |project| project.edit(PLACES, "id: quay", "id: dock");
    "Names.place_names": charted("{{ map(places=[\"nowhere\"]) }}") => |project| project.edit(PLACES, "id: quay", "id: dock");
    "Names.source_file": "an_anchor_of_a_source_goes_with_the_source";
    "Names.source_names": site("It was told.[^@nowhere]") => |project| source(project, "post", "");
    "Names.source_paths": site("See [it](sources/posts.md).") => |project| source(project, "post", "");
    "Names.has_note": "an_anchor_of_a_note_goes_with_the_note";
    "Names.note_names": told("withdrawn: nowhere") => |project| note(project, "page:index", "It is torn.");
    "Names.note_paths": site("See [it](notes/tor.md).") => |project| note(project, "page:index", "It is torn.");
    "Names.source": count(site(HURT), "post", 3) => |project| project.edit(POST, "page 1", "page 2");
    "Names.texts": two_outlets() => |project| project.edit("content/sources/base.md", "title:", "capture: { file: post.txt }\ntitle:");
    "Names.is_superseded": "a_superseded_dispute_is_seen_elsewhere";
    "Names.candidates": count(site("{{ figure(event=\"crash\", measure=\"injured\") }}"), "post", 3) => |project| project.edit(POST, "value: \"3\"", "value: \"4\"");
    "Names.target": page(site("See [it](other.md)."), "other", "Nothing.") => |project| project.edit(OTHER, "title:", "draft: true\ntitle:");
    "Names.asset_names": site("![The quay](quai.svg)") => |project| project.file("content/quay.svg", "");
    "Names.page_names": note(site("Home."), "page:nowhere", "It is torn.") => |project| page(project, "other", "Nothing.");
    "Names.published_pages": site("See [it](others.md).") => |project| page(project, "other", "Nothing.");
    "Site.settings": site("Home.") => |project| project.edit(SITE, "The Estela", "The ferry");
    "Site.claimant": count(site(HURT), "post", 3) => |project| project.edit(CLAIMANTS, "The office", "The bureau");
    "Site.event": count(site(FIGURES), "post", 3) => |project| project.edit(EVENTS, "The crash", "The wreck");
    "Site.events_at": charted(&format!("{MAP}\n\n{{{{ timeline(events=[\"crash\"]) }}}}")) => |project| at_quay(project);
    "Site.place": charted(MAP) => |project| project.edit(PLACES, "The quay", "The dock");
    "Site.places": page(charted(MAP), "other", "Nothing.") => |project| project.edit(OTHER, "Nothing.", &MAP.replace("quay", "pier"));
    "Site.source": "the_title_of_a_source_is_seen_where_it_was_copied";
    "Site.sources": two_sources() => |project| project.edit(OTHER, "Nothing.", "It was told.[^@wire]");
    "Site.unnamed": unnamed(two_sources().edit(OTHER, "Nothing.", "It was told.[^@wire]"), POST, "post") => |project| unnamed(project, "content/sources/wire.md", "wire");
    "Site.note": noted(site("Home.")) => |project| project.edit(TORN, "It is torn.", "It is wet.");
    "Site.notes": noted(site("Home.")) => |project| another_note(project, "page:index");
    "Site.notes_about": "a_note_that_moves_is_seen_below_whoever_cites_the_source";
    "Site.notes_on_page": noted(site("Home.")) => |project| another_note(project, "page:index");
    "Site.notes_on_event": noted(count(page(site("Home."), "other", FIGURES), "post", 3)) => |project| another_note(project, "event:crash");
    "Site.note_date": noted(site("Home.")) => |project| project.edit(TORN, "2024-03-14", "2024-05-14");
    "Site.note_dates": noted(site("Home.")) => |project| project.edit(TORN, "2024-03-14", "2024-05-14");
    "Site.place_names": in_lowenhaven() => |project| project.edit(POST, "Paper post", "Lowemhaven Post");
    "Site.register_answers": charted(MAP) => |project| project.edit(PLACES, "name: \"The quay\"", "allow: { metonym-mapped: \"It is a place.\" }, name: \"The quay\"");
    "Site.entry": page(site("Home."), "other", "Nothing.") => |project| project.edit(OTHER, "title:", "standfirst: \"It was late.\"\ntitle:");
    "Site.entries": page(site("Home."), "other", "Nothing.") => |project| project.edit(OTHER, "title:", "date: \"2024-03-11\"\ntitle:");
    "Site.claims": source(page(site("Home."), "other", SLOW), "post", "") => |project| project.edit(OTHER, "It was slow.", "It was late.");
    "Site.leads": two_sources() => |project| project.edit(OTHER, "Nothing.", "It was told.[^@wire]");
    "Site.answers": site("Home.") => |project| front(project, "allow: { claim-uncited: \"Nobody doubts it.\" }");
    "Site.figures_on": count(site(FIGURES), "post", 3) => |project| count(project, "wire", 5);
    "Site.figures_of": count(with_verdicts("{{ figure(excerpt=\"post#n\", measure=\"injured\") }}"), "post", 3) => |project| count(project, "wire", 5);
    "Site.counted": two_events() => |project| project.edit(OTHER, "Nothing.", &FIGURES.replace("crash", "storm"));
    "Site.sidecar": "the_caption_of_a_picture_in_a_source_is_new";
    "Site.asset": signed("PLANTED") => |project| project.file("content/quay.jpg", photograph("PICTURE"));
    "Site.claims_on_source": source(page(site(SLOW), "other", "Nothing."), "post", "") => |project| project.edit(OTHER, "Nothing.", SLOW);
    "Site.claims_on_excerpt": count(page(site(HURT), "other", "Nothing."), "post", 3) => |project| project.edit(OTHER, "Nothing.", HURT);
    "Site.first_rules": site("Home.").file("content/evidence.lock", lock()) => |project| project.edit("content/evidence.lock", "version: 2", "version: 2\nrules: 2");
    "Site.own_look": page(site("Home.").edit(SITE, "title:", "look: { menu: [{ text: Other, to: other.md }] }\ntitle:"), "other", "Nothing.") => |project| project.edit(OTHER, "title:", "path: \"elsewhere.html\"\ntitle:");
    "Site.lists": source(page(site("Home."), "other", "Nothing."), "post", "") => |project| project.edit(OTHER, "Nothing.", SLOW);
}

/// A case that there is already.
fn case(name: &str) -> Case {
    let found = cases::all().into_iter().find(|(known, _)| *known == name);
    found.unwrap_or_else(|| panic!("there is no case `{name}`")).1
}

/// Lines in the front matter of the home page.
fn front(project: Project, lines: &str) -> Project {
    project.edit(INDEX, "title:", &format!("{lines}\ntitle:"))
}

/// One more entry in a register.
fn more(project: Project, path: &str, entry: &str) -> Project {
    let text = project.text(path);
    project.file(path, format!("{text}- {entry}\n"))
}

fn storm(project: Project) -> Project {
    more(project, EVENTS, "{ id: storm, title: \"The storm\", start: \"2024-03-11\" }")
}

fn at_quay(project: Project) -> Project {
    project.edit(EVENTS, "start:", "place: quay, start:")
}

/// A site with places, whose maps say whose borders they draw.
fn charted(home: &str) -> Project {
    let place = |id: &str| format!("- {{ id: {id}, name: \"The {id}\", kind: city, lat: 54.2, lon: 7.0 }}\n");
    let project = site(home).file(PLACES, place("quay") + &place("pier"));
    project.edit(SITE, "language:", "map: { worldview: un }\nlanguage:")
}

/// A page that misspells a place, and a source with another name.
fn in_lowenhaven() -> Project {
    let home = format!("{}\n\nIt is in Lowemhaven.[^@post]", MAP.replace("quay", "harbour"));
    let place = "- { id: harbour, name: \"Lowenhaven\", kind: city, lat: 54.2, lon: 7.0 }\n";
    source(charted(&home), "post", "").file(PLACES, place)
}

/// A site with a theme of its own.
fn themed(home: &str) -> Project {
    let project = site(home).edit(SITE, "language:", "theme: own\nlanguage:");
    project.file(COMPONENT, BOX).file("themes/own/templates/essay.html", "{% extends \"page.html\" %}\n")
}

/// A site whose theme tells how a figure stands to the others.
fn with_verdicts(home: &str) -> Project {
    themed(home).file("themes/own/templates/directives/figure.html", "{{ figure.value }} ({{ figure.verdict }})")
}

/// A site that says something about its only claim. The office, which says nothing of it, takes a side.
fn told(about: &str) -> Project {
    let project = count(site(&HURT.replace("Three", "Five")), "post", 5);
    let project = project.edit(CLAIMANTS, "\"The office\"", "\"The office\", party: north");
    front(project, &format!("claims:\n  hurt: {{ {about} }}"))
}

fn noted(project: Project) -> Project {
    note(project, "page:index", "It is torn.")
}

/// The same note once more, about something else.
fn another_note(project: Project, about: &str) -> Project {
    let text = project.text(TORN).replace("page:index", about);
    project.file("content/notes/ripped.md", text)
}

/// Two pages and two sources, one of which nobody cites yet.
fn two_sources() -> Project {
    source(source(page(site(CITED), "other", "Nothing."), "post", ""), "wire", "")
}

/// A claim that rests on two outlets, one of which prints what a third source, which nobody cites, has.
fn two_outlets() -> Project {
    let told = "The quay was hurt.[^hurt]\n\n[^hurt]:\n    @post (page 1)\n    @wire (page 2)";
    let project = source(source(source(site(told), "post", ""), "wire", ""), "base", "");
    project.edit("content/sources/wire.md", "title:", "derived_from: [\"base\"]\ntitle:")
}

/// Nobody knows who published a source.
fn unnamed(project: Project, file: &str, id: &str) -> Project {
    project.edit(file, &format!("outlet: \"Paper {id}\"\n"), "")
}

/// Two events with figures, one of which no page shows yet.
fn two_events() -> Project {
    let project = count(count(page(storm(site(FIGURES)), "other", "Nothing."), "post", 3), "wire", 5);
    project.edit("content/sources/wire.md", "event: crash", "event: storm")
}

/// A photograph that says who took it.
fn photograph(by: &str) -> Vec<u8> {
    let mut file = crate::media::jpeg();
    for at in 0..file.len() - by.len() {
        if file[at..].starts_with(b"PLANTED") {
            file[at..at + by.len()].copy_from_slice(by.as_bytes());
        }
    }
    file
}

/// A page that shows a photograph.
fn signed(by: &str) -> Project {
    site("![The quay](quay.jpg)").file("content/quay.jpg", photograph(by))
}

/// A lock that vouches for a capture of `post`.
fn lock() -> String {
    format!("version: 2\nsources:\n  post:\n    capture: {}\n", "a".repeat(64))
}

#[test]
fn a_memory_that_forgets_any_one_question_is_found_out() {
    let tried: Vec<&str> = trials().into_iter().map(|(question, _)| question).collect();
    assert_eq!(tried, questions(), "each question has its edit");
    let mut faults = Vec::new();
    for ((question, ordinary), (_, forgetful)) in trials().into_iter().zip(trials()) {
        if let Some(found) = ordinary.difference(&mut Session::default()) {
            faults.push(format!("{question}: wrong with an ordinary memory: {}\n{}", found.kind, found.words));
        }
        if forgetful.difference(&mut Session::that_forgets(question)).is_none() {
            faults.push(format!("{question}: nobody notices that it is forgotten"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
