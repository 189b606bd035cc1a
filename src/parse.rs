//! Files → [`Manuscript`]: each file read alone, so that its reading and its diagnostics may be remembered.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Files, Span};
use crate::lock::Lock;
use crate::manuscript::*;
use crate::memo::{Memo, Nothing, Printed, Reader, memos};
use crate::rules;
use crate::sign_offs::SignOffs;

// Parts of files.
mod sensitive;
pub mod front_matter;
pub mod evidence_note;
pub mod directive;
pub mod body;
pub mod as_read;
// Files.
pub mod page;
pub mod source;
pub mod note;
pub mod register;
pub mod look;
pub mod settings;
mod lock;

/// One file, read.
#[derive(Clone, Debug)]
pub enum Parsed {
    Page(Option<Printed<PageText>>),
    Source(Option<Printed<SourceText>>),
    Note(Option<Printed<NoteText>>),
    Sidecar(Arc<SidecarText>),
    Claimants(Arc<ListFile<ClaimantText>>),
    Events(Arc<ListFile<EventText>>),
    Places(Arc<ListFile<PlaceText>>),
    Exact(Arc<ListFile<ExactText>>),
}

memos! {
    /// What parsing remembers of each file.
    pub struct ParseMemo {
        files: Memo<(), Arc<Noted<Parsed>>>,
        lock: Memo<(), Arc<Noted<Printed<Lock>>>>,
        sign_offs: Memo<(), Arc<Noted<Printed<SignOffs>>>>,
    }
}

/// What the settings say of how every file is read.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Given {
    pub raw_html: bool,
    pub language: String,
}

/// A file and what it is.
type Wanted<'a> = (&'a File, Role);

/// Reads every file of the project.
pub fn parse(files: &Files, memo: &mut ParseMemo) -> Noted<Manuscript> {
    let mut notices = Vec::new();
    let settings = match files.get("content/site.yaml") {
        Some(file) => settings::settings(file),
        None => settings::absent(Vec::new()),
    };
    let unreadable = [rules::yaml_syntax::RULE.code, rules::not_utf8::RULE.code];
    let is_lost = settings.notices.iter().any(|notice| unreadable.contains(&notice.rule));
    let lost = is_lost.then(|| settings.value.file.clone());
    notices.extend(settings.notices);
    notices.extend(files.get("content/site.yaml").into_iter().flat_map(hidden));
    let given = Given { raw_html: settings.value.raw_html, language: settings.value.language.clone() };
    let mut manuscript = Manuscript { settings: Arc::new(settings.value), ..Manuscript::default() };
    manuscript.unreadable.extend(lost);
    let mut wanted: Vec<Wanted> = Vec::new();
    for file in files.below("content/") {
        match role(file, files) {
            Role::Settings => {}
            Role::Lock => manuscript.lock = Some(file.clone()),
            Role::Checks => manuscript.checks = Some(file.clone()),
            Role::Capture => manuscript.captures.push(file.clone()),
            Role::Asset => manuscript.assets.push(file.clone()),
            role => wanted.push((file, role)),
        }
    }
    if let Some(file) = &manuscript.lock {
        let read = memo.lock.one(&Nothing, &(), file, |file, (), _| Arc::new(lock::lock(file)));
        notices.extend(read.iter().flat_map(|read| &read.notices).cloned());
        manuscript.locked = read.map(|read| read.value.clone()).unwrap_or_default();
    }
    if let Some(file) = &manuscript.checks {
        let read = memo.sign_offs.one(&Nothing, &(), file, |file, (), _| Arc::new(lock::sign_offs(file)));
        notices.extend(read.iter().flat_map(|read| &read.notices).cloned());
        manuscript.sign_offs = read.map(|read| read.value.clone()).unwrap_or_default();
    }
    let parsed = memo.files.all(&Nothing, &given, &wanted, |(file, _)| &file.path, read);
    for ((file, _), noted) in wanted.iter().zip(parsed) {
        notices.extend(noted.notices.iter().cloned());
        if matches!(&noted.value, Parsed::Page(None) | Parsed::Source(None) | Parsed::Note(None)) {
            manuscript.unreadable.push(file.path.clone());
        }
        match &noted.value {
            Parsed::Page(page) => manuscript.pages.extend(page.clone()),
            Parsed::Source(source) => manuscript.sources.extend(source.clone()),
            Parsed::Note(note) => manuscript.notes.extend(note.clone()),
            Parsed::Sidecar(sidecar) => manuscript.sidecars.push(sidecar.clone()),
            Parsed::Claimants(register) => manuscript.claimants = register.clone(),
            Parsed::Events(register) => manuscript.events = register.clone(),
            Parsed::Places(register) => manuscript.places = register.clone(),
            Parsed::Exact(register) => manuscript.exact = register.clone(),
        }
    }
    Noted { value: manuscript, notices }
}

/// What a file of `content/` is, by its path.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Role {
    Settings,
    Lock,
    Checks,
    Capture,
    Asset,
    Page,
    Source,
    Note,
    Sidecar,
    Claimants,
    Events,
    Places,
    Exact,
}

fn role(file: &File, files: &Files) -> Role {
    let path = file.path.strip_prefix("content/").unwrap_or(&file.path);
    match path {
        "site.yaml" => return Role::Settings,
        "evidence.lock" => return Role::Lock,
        "checks.lock" => return Role::Checks,
        "claimants.yaml" => return Role::Claimants,
        "events.yaml" => return Role::Events,
        "places.yaml" => return Role::Places,
        "private/places.yaml" => return Role::Exact,
        _ => {}
    }
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    let inner = path.strip_prefix("private/").unwrap_or(path);
    if folder == "captures" {
        return Role::Capture;
    }
    if folder == "static" {
        return Role::Asset;
    }
    if let Some(picture) = file.path.strip_suffix(".yaml")
        && files.contains(picture)
    {
        return Role::Sidecar;
    }
    match (path.ends_with(".md"), inner.starts_with("sources/"), inner.starts_with("notes/")) {
        (true, true, _) => Role::Source,
        (true, _, true) => Role::Note,
        (true, _, _) => Role::Page,
        _ => Role::Asset,
    }
}

fn read((file, role): &Wanted, given: &Given, _: &Reader<Nothing>) -> Arc<Noted<Parsed>> {
    fn kept<T>(noted: Noted<T>, wrap: impl FnOnce(T) -> Parsed) -> Noted<Parsed> {
        Noted { value: wrap(noted.value), notices: noted.notices }
    }
    let mut noted = match role {
        Role::Source => kept(source::source(file), |source| Parsed::Source(source.map(Printed::new))),
        Role::Note => kept(note::note(file, given), |note| Parsed::Note(note.map(Printed::new))),
        Role::Sidecar => kept(register::sidecar(file), |sidecar| Parsed::Sidecar(Arc::new(sidecar))),
        Role::Claimants => kept(register::claimants(file), |register| Parsed::Claimants(Arc::new(register))),
        Role::Events => kept(register::events(file), |register| Parsed::Events(Arc::new(register))),
        Role::Places => kept(register::places(file), |register| Parsed::Places(Arc::new(register))),
        Role::Exact => kept(register::exact_places(file), |register| Parsed::Exact(Arc::new(register))),
        _ => kept(page::page(file, given), |page| Parsed::Page(page.map(Printed::new))),
    };
    noted.notices.extend(hidden(file));
    noted.notices.extend(unresolved(file));
    Arc::new(noted)
}

/// The hidden characters of a file, as it is written.
fn hidden(file: &File) -> Vec<Diagnostic> {
    let (text, base) = file.text().unwrap_or_default();
    let told = |(at, character): (usize, char)| {
        let span = Span::new(base + at, base + at + character.len_utf8());
        rules::unseen_character(&file.path, span, character)
    };
    rules::hidden_characters(text).into_iter().map(told).collect()
}

/// Where a merge left both sides in a file.
fn unresolved(file: &File) -> Vec<Diagnostic> {
    let (text, base) = file.text().unwrap_or_default();
    let told = |(start, end): (usize, usize)| rules::merge_unresolved(&file.path, Span::new(base + start, base + end));
    rules::unresolved(text).into_iter().map(told).collect()
}

/// The YAML of a file that is nothing but YAML.
fn yaml_origin<'a>(file: &'a File, notices: &mut Vec<Diagnostic>) -> Option<crate::yaml::Origin<'a>> {
    match file.text() {
        Ok((text, base)) => Some(crate::yaml::Origin { file: &file.path, text, base }),
        Err(at) => {
            notices.push(rules::not_utf8(&file.path, at));
            None
        }
    }
}

/// The id that a source's or note's file name gives it.
fn file_id(file: &File, what: &str, notices: &mut Vec<Diagnostic>) -> Option<String> {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let id = name.strip_suffix(".md").unwrap_or(name);
    if crate::yaml::is_id(id) {
        return Some(id.to_owned());
    }
    let name = Text::new(id.to_owned(), crate::files::Span::new(0, 1));
    notices.push(rules::bad_id(&file.path, &name, &format!("{what} id, and the file is called so")));
    None
}
