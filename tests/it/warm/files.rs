//! Edits of whole files and of bytes: they come, go, move, are copied, and hold what no grammar foresees.

use super::edit::{follow, twisted};
use super::grow::Grow;
use super::model::{Model, Written};
use super::part::{Name, Part, Sort};
use super::start;
use super::words::IDS;
use crate::chance::Chance;
use crate::safety;

/// Changes files, bytes or options.
pub fn edit(model: &mut Model, chance: &mut Chance) {
    match chance.below(21) {
        0..=1 => remove(model, chance),
        2..=4 => add(model, chance),
        5..=6 => relocate(model, chance),
        7 => copy(model, chance),
        8 => exchange(model, chance),
        9..=11 => lines(model, chance),
        12..=13 => bytes(model, chance),
        14..=15 => lock(model, chance),
        16 => theme(model, chance),
        17 => publish(model, chance),
        _ => options(model, chance),
    }
}

fn pick(model: &Model, chance: &mut Chance, is_meant: impl Fn(&str) -> bool) -> Option<String> {
    let all: Vec<&String> = model.files.keys().filter(|path| is_meant(path)).collect();
    let near: Vec<&String> = all.iter().copied().filter(|path| model.desk.contains(path)).collect();
    let paths = if near.is_empty() || chance.happens(1, 2) { &all } else { &near };
    chance.any(paths).map(|path| (*path).clone())
}

fn remove(model: &mut Model, chance: &mut Chance) {
    if let Some(path) = pick(model, chance, |path| path != "content/site.yaml") {
        model.files.remove(&path);
    }
}

/// A new file of any kind.
fn add(model: &mut Model, chance: &mut Chance) {
    let id = chance.of(&IDS);
    match chance.below(8) {
        0 | 1 => start::add_source(model, chance),
        2 => start::add_page(model, chance, &format!("content/page-{id}.md")),
        3 => start::add_page(model, chance, &format!("content/private/page-{id}.md")),
        4 => start::add_note(model, chance, &format!("content/notes/note-{id}.md")),
        5 => start::add_note(model, chance, &format!("content/private/notes/note-{id}.md")),
        6 => {
            let path = chance.of(&[
                "content/static/plan.svg",
                "content/tower.svg.yaml",
                "content/mast.svg",
                "content/static/x.txt",
            ]);
            model.files.insert(path.to_owned(), Written::Bytes(format!("caption: \"{id}\"\n").into_bytes()));
        }
        _ => {
            let path = format!("content/captures/paper-{id}.{}", chance.of(&["txt", "md"]));
            let capture = pick(model, chance, |path| path.starts_with("content/captures/"));
            if let Some(written) = capture.and_then(|capture| model.files.get(&capture)).cloned() {
                model.files.insert(path, written);
            }
        }
    }
}

/// Where else a file of its kind may lie.
fn elsewhere(path: &str, chance: &mut Chance) -> String {
    let id = chance.of(&IDS);
    let options: Vec<String> = match path {
        _ if path.contains("/sources/") => vec![
            format!("content/sources/paper-{id}.md"),
            format!("content/private/sources/paper-{id}.md"),
            path.replace("sources/", "sources/more/"),
        ],
        _ if path.contains("/notes/") => vec![
            format!("content/notes/note-{id}.md"),
            path.replace("content/notes", "content/private/notes"),
            path.replace("private/", ""),
        ],
        _ if path.contains("/captures/") => {
            vec![format!("content/captures/paper-{id}.txt"), path.replace(".txt", ".md")]
        }
        _ if path.ends_with(".md") => vec![
            format!("content/page-{id}.md"),
            format!("content/more/page-{id}.md"),
            path.replace("content/", "content/private/"),
            path.replace("private/", ""),
            "content/index.md".to_owned(),
        ],
        _ if path.starts_with("content/") => vec![
            path.replace("content/", "content/static/"),
            path.replace("static/", ""),
            format!("content/more/{id}.svg"),
        ],
        _ => vec![path.replace("own", "other"), format!("{path}x")],
    };
    chance.any(&options).cloned().unwrap_or_default()
}

fn relocate(model: &mut Model, chance: &mut Chance) {
    let Some(path) = pick(model, chance, |path| path != "content/site.yaml" && path != "content/evidence.lock") else {
        return;
    };
    if let Some(written) = model.files.remove(&path) {
        model.files.insert(elsewhere(&path, chance), written);
    }
}

fn copy(model: &mut Model, chance: &mut Chance) {
    let Some(path) = pick(model, chance, |path| path.ends_with(".md") || path.contains("captures/")) else { return };
    let written = model.files[&path].clone();
    model.files.insert(elsewhere(&path, chance), written);
}

/// Two files of one folder change names.
fn exchange(model: &mut Model, chance: &mut Chance) {
    let folder = chance.of(&["content/sources/", "content/notes/", "content/captures/", "content/"]);
    let is_inside = |path: &str| {
        path.starts_with(folder) && path.ends_with(if folder.contains("captures") { ".txt" } else { ".md" })
    };
    let (Some(one), Some(other)) = (pick(model, chance, is_inside), pick(model, chance, is_inside)) else { return };
    if let (Some(first), Some(second)) = (model.files.get(&one).cloned(), model.files.get(&other).cloned()) {
        model.files.extend([(one, second), (other, first)]);
    }
}

/// A source, note or page is called otherwise; mostly by those who name it, too.
pub fn rename(model: &mut Model, chance: &mut Chance) {
    let (folder, name) =
        chance.of(&[("content/sources/", Name::Source), ("content/notes/", Name::Note), ("content/", Name::Page)]);
    let old = model.known(name, "");
    let Some(old) = chance.any(&old).filter(|old| *old != "index") else { return };
    let new = Grow { model, chance, file: folder, around: Vec::new() }.given(name);
    let path = |id: &str, folder: &str, end: &str| format!("{folder}{id}{end}");
    let moves = [(folder, ".md"), ("content/captures/", ".txt")];
    for (folder, end) in &moves[..if name == Name::Source { chance.between(1, 2) } else { 1 }] {
        if let Some(written) = model.files.remove(&path(old, folder, end)) {
            model.files.insert(path(&new, folder, end), written);
        }
    }
    if chance.happens(2, 3) {
        follow(model, None, old, &new);
    }
}

/// The bytes of a file; from now on it is nothing but bytes.
fn bytes_of(model: &Model, path: &str) -> Vec<u8> {
    match &model.files[path] {
        Written::Parts(part) => part.print().into_bytes(),
        Written::Bytes(bytes) => bytes.clone(),
    }
}

/// A line goes, moves, comes twice or changes, whatever it says.
fn lines(model: &mut Model, chance: &mut Chance) {
    let Some(path) = pick(model, chance, |_| true) else { return };
    let Ok(text) = String::from_utf8(bytes_of(model, &path)) else { return };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    if lines.is_empty() {
        return;
    }
    let (at, to) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(6) {
        0 => drop(lines.remove(at)),
        1 => lines.swap(at, to),
        2 => lines.insert(to, lines[at].clone()),
        3 => lines.insert(at, String::new()),
        _ => lines[at] = twisted(&lines[at], chance),
    }
    let end = if chance.happens(1, 10) { "\r\n" } else { "\n" };
    model
        .files
        .insert(path, Written::Bytes(lines.iter().map(|line| format!("{line}{end}")).collect::<String>().into_bytes()));
}

/// Bytes that nobody meant to write.
fn bytes(model: &mut Model, chance: &mut Chance) {
    let Some(path) = pick(model, chance, |_| true) else { return };
    let mut bytes = bytes_of(model, &path);
    match chance.below(4) {
        0 => drop(bytes.splice(0..0, *b"\xef\xbb\xbf")),
        _ => bytes = safety::mutate(&bytes, chance),
    }
    model.files.insert(path, Written::Bytes(bytes));
}

/// The lock is made anew by whoever runs the sequence; here it is damaged, or goes.
fn lock(model: &mut Model, chance: &mut Chance) {
    const LOCK: &str = "content/evidence.lock";
    let Some(Written::Bytes(bytes)) = model.files.get(LOCK) else { return };
    let text = String::from_utf8_lossy(bytes).into_owned();
    let changed = match chance.below(6) {
        0 => {
            model.files.remove(LOCK);
            return;
        }
        1 => text.replacen("version: 1", "version: 7", 1),
        2 => text.replacen("exact: ", "exact: not ", 1),
        3 => text.replacen("class: exact", "class: editorial", chance.between(1, 3)),
        4 => text[..text.len() / 2].to_owned(),
        _ => text.replacen("prefix: ", "prefix: a", 1),
    };
    model.files.insert(LOCK.to_owned(), Written::Bytes(changed.into_bytes()));
}

/// Templates of the theme's own, and directives with other signatures.
fn theme(model: &mut Model, chance: &mut Chance) {
    let number = chance.below(9);
    let (path, text) = match chance.below(5) {
        0 => (
            "directives/box.html",
            format!(
                "{{% component box(title: string, number: integer = {number}) %}}<i>{{{{ title }}}}</i>{{% endcomponent box %}}"
            ),
        ),
        1 => ("directives/figures.html", format!("<p>{number}</p>")),
        2 => (
            "directives/notes.html",
            format!("{{% for note in notes %}}<p>{number} {{{{ note.title }}}}</p>{{% endfor %}}"),
        ),
        3 => ("essay.html", format!("<p>{number} {{{{ page.title }}}} {{{{ page.content_html | safe }}}}</p>")),
        _ => ("redirect.html", format!("<p>{number} {{{{ target }}}}</p>")),
    };
    let path = format!("themes/own/templates/{path}");
    match model.files.contains_key(&path) && chance.happens(1, 3) {
        true => drop(model.files.remove(&path)),
        false => drop(model.files.insert(path, Written::Bytes(text.into_bytes()))),
    }
}

/// A page becomes a draft, a note is for the desk alone; or they are published.
fn publish(model: &mut Model, chance: &mut Chance) {
    let Some(path) = pick(model, chance, |path| path.ends_with(".md") && !path.contains("/sources/")) else { return };
    let (key, word) = if path.contains("/notes/") { ("visibility", "internal") } else { ("draft", "true") };
    let Some(front) = model.tree_mut(&path).and_then(|tree| tree.at_mut(&[0, 0])) else { return };
    match front.parts.iter().position(|entry| entry.parts[0].text == key) {
        Some(index) => drop(front.parts.remove(index)),
        None => front.parts.push(Part::entry(Part::leaf(Sort::Key, key), Part::leaf(Sort::Word, word))),
    }
}

fn options(model: &mut Model, chance: &mut Chance) {
    let options = &mut model.options;
    match chance.below(4) {
        0 => options.drafts = !options.drafts,
        1 => options.preview = !options.preview,
        2 => options.publishing = !options.publishing,
        _ => options.base_url = (options.base_url.is_none()).then(|| "https://example.net/other/".to_owned()),
    }
}
