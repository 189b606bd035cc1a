//! The project that a sequence of edits begins with: a little of everything, and many things grown onto it.

use onrecord::vocabulary::{Level, Worldview};

use super::edit;
use super::formats::{Value, format};
use super::grow::{Grow, names_nobody};
use super::model::{Model, Written};
use super::part::*;
use crate::chance::Chance;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>\n";
const BOX: &str = "{% component box(title: string, open: bool = true) %}\n<div class=\"box\"><strong>{{ title }}</strong></div>\n{% endcomponent box %}\n";

/// Rules about what words assert.
const LOWERED: [&str; 21] = [
    "as-of-after-publication",
    "as-of-before-event",
    "body-not-in-source",
    "breakdown-exceeds-total",
    "breakdown-wrong-parent",
    "casualty-measure-mismatch",
    "claim-uncited",
    "computed-across",
    "date-not-in-evidence",
    "event-after-publication",
    "figure-superseded-shown-current",
    "hedge-dropped",
    "name-not-in-evidence",
    "number-not-in-evidence",
    "number-unit-mismatch",
    "qualifier-dropped",
    "sum-undeclared",
    "toll-unattributed",
    "vague-as-number",
    "words-not-in-evidence",
    "unknown-area",
];

/// A project that mostly has no errors; at most so many things have grown onto it.
pub fn project(chance: &mut Chance, most: usize) -> Model {
    let mut model = skeleton(chance);
    for _ in 0..chance.between(most / 3, most) {
        edit::plant(&mut model, chance);
    }
    model
}

fn skeleton(chance: &mut Chance) -> Model {
    let mut model = Model::default();
    let text = |key: &str, text: &str| Part::entry(Part::leaf(Sort::Key, key), Part::leaf(Sort::Words, text));
    let mut site =
        vec![text("title", "The site"), text("base_url", "https://example.org/site/"), text("language", "en")];
    site.push(Part::entry(Part::leaf(Sort::Key, "theme"), Part::leaf(Sort::Use(Name::Theme), "own")));
    let map = format("site").keys().iter().find(|key| key.name == "map").expect("a key");
    let worldview = Part::entry(Part::leaf(Sort::Key, "worldview"), Part::leaf(Sort::choice(Worldview::WORDS), "un"));
    site.push(Part::entry(Part::leaf(Sort::Key, "map"), Part::yaml(&map.value, vec![worldview])));
    // What random words assert, they assert at random: it is told of, and stops nothing.
    let rules = format("site").keys().iter().find(|key| key.name == "rules").expect("a key");
    let Value::Named(_, setting) = &rules.value else { panic!("rules are named") };
    let lowered = LOWERED.map(|rule| {
        let setting = Part::yaml(
            setting,
            vec![
                Part::entry(Part::leaf(Sort::Key, "level"), Part::leaf(Sort::choice(Level::WORDS), "warn")),
                text("because", "The words are random."),
            ],
        );
        Part::entry(Part::leaf(Sort::Use(Name::Rule), rule), setting)
    });
    site.push(Part::entry(Part::leaf(Sort::Key, "rules"), Part::yaml(&rules.value, lowered.into())));
    for (group, key, sort, text) in
        [("look", "font", Sort::choice(&["sans", "serif"]), "sans"), ("checks", "not_author", Sort::Flag, "true")]
    {
        let known = format("site").keys().iter().find(|key| key.name == group).expect("a key");
        let own = vec![Part::entry(Part::leaf(Sort::Key, key), Part::leaf(sort, text))];
        site.push(Part::entry(Part::leaf(Sort::Key, group), Part::yaml(&known.value, own)));
    }
    model.put("content/site.yaml", Part::yaml(format("site"), site));
    for (kind, count) in [("places", 2), ("claimants", 4), ("events", 2)] {
        let path = format!("content/{kind}.yaml");
        model.put(&path, Part::yaml(format(kind), Vec::new()));
        for _ in 0..count {
            add_to_root(&mut model, chance, &path);
        }
    }
    for (path, bytes) in [
        ("content/quay.svg", SVG),
        ("content/tower.svg", SVG),
        ("content/table.csv", "a,b\n"),
        ("content/static/plan.txt", "a plan\n"),
        ("themes/own/templates/essay.html", "{% extends \"page.html\" %}\n"),
        ("themes/own/templates/directives/box.html", BOX),
        ("themes/own/style.css", ":root { --paper: #fff0f0 }\n"),
    ] {
        model.files.insert(path.to_owned(), Written::Bytes(bytes.into()));
    }
    for (path, kind) in [("content/quay.svg.yaml", "sidecar"), ("themes/own/strings/en.yaml", "strings")] {
        let part = grow(&model, chance, path).value(format(kind));
        model.put(path, part);
    }
    for _ in 0..chance.between(3, 4) {
        add_source(&mut model, chance);
    }
    for path in ["content/index.md", "content/page-elm.md", "content/more/page-fir.md", "content/private/page-oak.md"] {
        add_page(&mut model, chance, path);
    }
    for _ in 0..chance.between(2, 3) {
        let path = format!("content/notes/{}.md", grow(&model, chance, "content/notes/").given(Name::Note));
        add_note(&mut model, chance, &path);
    }
    for (path, key, times) in
        [("claimants", "party", 2), ("claimants", "rests_on", 1), ("events", "place", 2), ("events", "adopted", 3)]
    {
        let path = format!("content/{path}.yaml");
        for index in 0..model.tree(&path).map_or(0, |register| register.parts.len()) {
            if chance.happens(times, 4) {
                add_key(&mut model, chance, &path, &[index], key);
            }
        }
    }
    model
}

fn grow<'a>(model: &'a Model, chance: &'a mut Chance, file: &'a str) -> Grow<'a> {
    Grow { model, chance, file, around: Vec::new() }
}

fn add_to_root(model: &mut Model, chance: &mut Chance, path: &str) {
    let Some(root) = model.tree(path) else { return };
    let grown = Grow { model, chance, file: path, around: vec![root] }.child(root);
    if let Some(root) = model.tree_mut(path) {
        root.parts.extend(grown);
    }
}

/// A source, its capture, and something quoted from it.
pub fn add_source(model: &mut Model, chance: &mut Chance) {
    let id = grow(model, chance, "content/sources/").given(Name::Source);
    let (path, capture) = (format!("content/sources/{id}.md"), format!("content/captures/{id}.txt"));
    model.put(&capture, Part::mark(&CAPTURE, Vec::new()));
    for _ in 0..chance.between(3, 5) {
        add_to_root(model, chance, &capture);
    }
    let group = grow(model, chance, &path).value(format("source"));
    let body = if chance.happens(1, 2) { grow(model, chance, &path).blocks() } else { Vec::new() };
    put_document(model, &path, group, body);
    add_key(model, chance, &path, &[0, 0], "excerpts");
}

/// A page with claims, and mostly with something to say about them in its front matter.
pub fn add_page(model: &mut Model, chance: &mut Chance, path: &str) {
    let group = grow(model, chance, path).value(format("page"));
    put_document(model, path, group, Vec::new());
    for block in 0..chance.between(2, 6) {
        // What comes first is a claim: without one a page says little.
        let parts = if block < 1 { grow(model, chance, path).claim() } else { grow(model, chance, path).blocks() };
        if let Some(page) = model.tree_mut(path) {
            page.parts.extend(parts);
        }
    }
    for key in ["claims", "in_short"] {
        if chance.happens(1, 2) {
            add_key(model, chance, path, &[0, 0], key);
        }
    }
}

pub fn add_note(model: &mut Model, chance: &mut Chance, path: &str) {
    let group = grow(model, chance, path).value(format("note"));
    put_document(model, path, group, Vec::new());
    add_key(model, chance, path, &[0, 0], "about");
}

/// A key that a group lacks, if there is something to say under it.
fn add_key(model: &mut Model, chance: &mut Chance, path: &str, way: &[usize], key: &str) {
    let Some(tree) = model.tree(path) else { return };
    let around: Vec<&Part> = (0..=way.len()).filter_map(|length| tree.at(&way[..length])).collect();
    let Some(Kind::Yaml(value)) = tree.at(way).filter(|group| group.value_of(key).is_none()).map(|group| &group.kind)
    else {
        return;
    };
    let Some(key) = value.keys().iter().find(|known| known.name == key) else { return };
    let entry = Grow { model, chance, file: path, around }.entry(key);
    if let Some(group) = model.tree_mut(path).and_then(|tree| tree.at_mut(way)).filter(|_| !names_nobody(&entry)) {
        group.parts.push(entry);
    }
}

fn put_document(model: &mut Model, path: &str, group: Part, body: Vec<Part>) {
    let front = Part::mark(&FRONT, vec![group]);
    model.put(path, Part::mark(&DOCUMENT, [vec![front], body].concat()));
}
