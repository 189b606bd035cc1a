//! `quotes --make PROJECT`: what a draft quotes and a capture bears out becomes a project: sources with their captures, excerpts, and a page
//! whose sentences lead to them. What no capture bears out stays without a footnote, so that the checks ask for it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::super::init;
use super::super::terminal::{Terminal, read_project};
use crate::compile::{Memory, compile};
use crate::edge::EdgeError;
use crate::edge::folder::{Folder, Links};
use crate::edge::shelf::{fetch, name_of, one};
use crate::editing::{Request, add};
use crate::edits::rewritten;
use crate::files::{File, Files};
use crate::import::{Drafted, Imported, Wanted, fresh, import_beside, is_starter_page, page_id};
use crate::options::Options;
use crate::quotes::{Judged, Shelf};
use crate::report::count;

/// What is made of it.
struct Made {
    files: Files,
    /// The ids of sources by the numbers of their captures.
    sources: BTreeMap<usize, String>,
    excerpts: usize,
    remarks: Vec<String>,
}

/// Makes it. `kept` is the folder in which the captures are.
pub fn run(
    draft: &Path,
    language: &str,
    judged: &[Judged],
    shelf: &Shelf,
    kept: &Path,
    root: &Path,
    terminal: &Terminal,
) -> Result<(), EdgeError> {
    if !root.join("content/site.yaml").is_file() {
        init::run(&init::Arguments::empty_in(root, language), terminal)?;
    }
    let before = read_project(root, terminal)?;
    let mut made = Made { files: before.clone(), sources: BTreeMap::new(), excerpts: 0, remarks: Vec::new() };
    let hits: Vec<&Judged> = judged.iter().filter(|one| one.verdict.is_verified()).collect();
    for capture in hits.iter().filter_map(|one| one.verdict.hit()).map(|hit| hit.capture) {
        if !made.sources.contains_key(&capture) {
            source(capture, shelf, kept, &mut made);
        }
    }
    let Some((page, labels)) = page(draft, language, &hits, &mut made)? else { return Ok(()) };
    for (one, label) in hits.iter().zip(&labels) {
        excerpt(one, (&page, label), &mut made);
    }
    write(&before, &made.files, root)?;
    terminal.say(&format!(
        "wrote {}, {} and {page} into {}",
        count(made.sources.len(), "source"),
        count(made.excerpts, "excerpt"),
        root.display()
    ));
    let left = judged.len() - hits.len();
    if left > 0 {
        terminal.say(&format!(
            "{} without a footnote, as no capture bears them out: see the report",
            count(left, "quotation")
        ));
    }
    made.remarks.iter().for_each(|remark| terminal.say(&format!("  {remark}")));
    Ok(())
}

/// The source of a capture, with all that `import` writes.
fn source(capture: usize, shelf: &Shelf, kept: &Path, made: &mut Made) {
    let Some(held) = shelf.held.get(capture) else { return };
    let part: Vec<String> = held.saved.part.iter().cloned().collect();
    let file = match part.first() {
        Some(part) => held.name.strip_suffix(&format!("#{part}")).unwrap_or(&held.name),
        None => &held.name,
    };
    let path = kept.join(file);
    let free = |id: &str| !made.files.contains(&format!("content/sources/{id}.md"));
    let imported = fetch(&path).and_then(|fetched| {
        let found = import_beside(fetched.article(), Wanted::Parts(&part), &|here| free(here.id));
        Ok((found.map_err(|error| error.to_string())?, fetched.bytes))
    });
    let (Imported { id, capture: words, source, original_extension, .. }, bytes) = match imported {
        Ok((all, bytes)) => match all.into_iter().next() {
            Some(first) => (first, bytes),
            None => return,
        },
        Err(reason) => {
            made.remarks.push(format!("{}: {reason}", path.display()));
            return;
        }
    };
    made.files.insert(File::new(&format!("content/sources/{id}.md"), source.into_bytes()));
    made.files.insert(File::new(&format!("content/captures/{id}.txt"), words.into_bytes()));
    if let Some(extension) = original_extension {
        made.files.insert(File::new(&format!("content/captures/{id}.{extension}"), bytes));
    }
    made.sources.insert(capture, id);
}

/// The page, with a marker behind each sentence that quotes; its path, and the label of each quotation.
fn page(
    draft: &Path,
    language: &str,
    hits: &[&Judged],
    made: &mut Made,
) -> Result<Option<(String, Vec<String>)>, EdgeError> {
    let saved = match one(draft).map(|found| found.into_iter().next()) {
        Ok(Some(saved)) => saved,
        Ok(None) => return Ok(None),
        Err(reason) => return Err(EdgeError::new("read", draft, reason)),
    };
    let (mut names, mut taken): (BTreeMap<usize, String>, BTreeSet<String>) = Default::default();
    let mut labels = Vec::new();
    for one in hits {
        let end = one.quoted.sentence_end;
        let label = names.entry(end).or_insert_with(|| fresh(&one.quoted.sentence, language, &taken)).clone();
        taken.insert(label.clone());
        labels.push(label);
    }
    let added: Vec<(usize, String)> = names.into_iter().collect();
    let drafted = Drafted::of(saved, &added, &name_of(draft));
    let pages = made.files.iter().filter_map(|file| {
        let is_starter = is_starter_page(&String::from_utf8_lossy(&file.bytes));
        Some(file.path.strip_prefix("content/")?.strip_suffix(".md")?.to_owned()).filter(|_| !is_starter)
    });
    let pages: BTreeSet<String> = pages.collect();
    let id = if pages.contains("index") { page_id(&drafted.title, &pages) } else { "index".to_owned() };
    let path = format!("content/{id}.md");
    made.remarks.extend(drafted.remarks.iter().cloned());
    made.files.insert(File::new(&path, drafted.page(&id, &[]).into_bytes()));
    Ok(Some((path, labels)))
}

/// The excerpt that a quotation is, cited under its sentence.
fn excerpt(one: &Judged, (page, label): (&str, &str), made: &mut Made) {
    let Some((hit, source)) = one.verdict.hit().and_then(|hit| Some((hit, made.sources.get(&hit.capture)?))) else {
        return;
    };
    let request = Request {
        words: hit.words.split_whitespace().collect::<Vec<_>>().join(" "),
        source: Some(source.clone()),
        to: Some((page.to_owned(), label.to_owned())),
        ..Request::default()
    };
    let manuscript = compile(&made.files, &Options::default(), &mut Memory::once()).manuscript;
    let added = add(&request, &manuscript, &made.files);
    match added
        .map_err(|refusal| refusal.reason)
        .and_then(|added| added.edits.apply(&made.files).map_err(|conflict| conflict.to_string()))
    {
        Ok(rewrites) => {
            made.files = rewritten(&made.files, &rewrites);
            made.excerpts += 1;
        }
        Err(reason) => made.remarks.push(format!("{}: {reason}", one.quoted.place.shown)),
    }
}

/// Writes what is new or other than before.
fn write(before: &Files, after: &Files, root: &Path) -> Result<(), EdgeError> {
    let project = Folder::named(root, Links::Refused)?;
    for file in after.iter() {
        if before.get(&file.path).is_none_or(|known| known.bytes != file.bytes) {
            project.replace(&file.path, &file.bytes)?;
        }
    }
    Ok(())
}

/// The folder in which captures are, or why none can be taken from there.
pub fn folder(kept: Option<&PathBuf>, drafts: usize) -> Result<&PathBuf, &'static str> {
    match (kept, drafts) {
        (_, 2..) => Err("`--make` makes a page of one draft, and several were given"),
        (None, _) => Err(
            "`--make` takes sources out of a folder: say which, as in `--in sources`; in a project, take words with `onrecord add`",
        ),
        (Some(folder), _) => Ok(folder),
    }
}
