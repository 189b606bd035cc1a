//! A new name for something, everywhere: where it is named, its file, its copy, the lock; the old addresses stay.

use std::collections::BTreeMap;

use super::references::{Link, Named, Reference, Thing, named};
use super::value::Value;
use super::yaml::Yaml;
use crate::diagnostic::known_names;
use crate::edits::{Edits, Patch};
use crate::files::{File, FileId, Files, Span, resolve_path, stem};
use crate::lock::{Lock, quotation_key};
use crate::manuscript::{Manuscript, Text};
use crate::yaml::is_id;

/// What has names that can change, as it is typed: `source:OLD`.
pub const KINDS: [&str; 8] = ["source", "excerpt", "claimant", "event", "place", "note", "page", "label"];

/// A thing and its new name.
struct Renaming<'a> {
    thing: Thing,
    new: &'a str,
    manuscript: &'a Manuscript,
    files: &'a Files,
    named: Named,
    edits: Edits,
}

/// Works out the renaming of `KIND:OLD` to `new`.
///
/// # Errors
/// Why there is none.
pub fn rename(old: &str, new: &str, manuscript: &Manuscript, files: &Files) -> Result<Edits, String> {
    let thing = parse(old)?;
    let known = known(&thing, manuscript);
    let (name, what) = (thing.name(), old.split(':').next().unwrap_or_default());
    let list = |known: &[String]| {
        known_names(name, &format!("{what}s"), &known.iter().map(|name| &**name).collect::<Vec<_>>())
    };
    if !known.iter().any(|known| known == name) {
        return Err(format!("there is no {what} `{name}`; {}", list(&known)));
    }
    let new = new.trim_end_matches(".md");
    let is_name = match &thing {
        Thing::Page(_) => new.split('/').all(is_id),
        _ => is_id(new),
    };
    if !is_name {
        return Err(format!("`{new}` is no id: use the letters a to z, digits and hyphens"));
    }
    if known.iter().any(|known| known == new) {
        return Err(format!("there is a {what} `{new}` already"));
    }
    if let (Thing::Page(_), Some((folder @ ("sources" | "notes" | "captures" | "static"), _))) =
        (&thing, new.split_once('/'))
    {
        return Err(format!("`content/{folder}/` holds no pages"));
    }
    let named = named(manuscript);
    let mut renaming = Renaming { thing, new, manuscript, files, named, edits: Edits::default() };
    renaming.references()?;
    renaming.moves()?;
    renaming.keep_the_old()?;
    renaming.lock()?;
    Ok(renaming.edits)
}

/// `source:s003`, `excerpt:s003#toll`, `label:index#toll`.
pub(super) fn parse(old: &str) -> Result<Thing, String> {
    let form = || format!("what is renamed is written KIND:NAME; kinds are {}", KINDS.join(", "));
    let (kind, name) = old.split_once(':').ok_or_else(form)?;
    let pair = |example: &str| {
        let (one, other) = name.split_once('#').ok_or_else(|| format!("write it as `{kind}:{example}`"))?;
        Ok::<_, String>((one.trim_end_matches(".md").to_owned(), other.to_owned()))
    };
    let own = name.trim_end_matches(".md").to_owned();
    Ok(match kind {
        "source" => Thing::Source(own),
        "excerpt" => pair("SOURCE#EXCERPT").map(|(source, excerpt)| Thing::Excerpt(source, excerpt))?,
        "claimant" => Thing::Claimant(own),
        "event" => Thing::Event(own),
        "place" => Thing::Place(own),
        "note" => Thing::Note(own),
        "page" => Thing::Page(own),
        "label" => pair("PAGE#LABEL").map(|(page, label)| Thing::Label(page, label))?,
        _ => return Err(form()),
    })
}

/// The names that things of this kind have, in the same source or page.
fn known(thing: &Thing, manuscript: &Manuscript) -> Vec<String> {
    match thing {
        Thing::Source(_) => manuscript.sources.iter().map(|source| source.id.clone()).collect(),
        Thing::Excerpt(source, _) => {
            let of = manuscript.sources.iter().filter(|known| known.id == *source);
            of.flat_map(|source| &source.excerpts).map(|excerpt| excerpt.id.value.clone()).collect()
        }
        Thing::Claimant(_) => manuscript.claimants.entries.iter().map(|entry| entry.id.value.clone()).collect(),
        Thing::Event(_) => manuscript.events.entries.iter().map(|entry| entry.id.value.clone()).collect(),
        Thing::Place(_) => manuscript.places.entries.iter().map(|entry| entry.id.value.clone()).collect(),
        Thing::Note(_) => manuscript.notes.iter().map(|note| note.id.clone()).collect(),
        Thing::Page(_) => manuscript.pages.iter().map(|page| page.placing.name.clone()).collect(),
        Thing::Label(page, _) => {
            let of = manuscript.pages.iter().filter(|known| known.placing.name == *page);
            of.flat_map(|page| &page.body.footnotes).map(|footnote| footnote.label.value.clone()).collect()
        }
    }
}

impl Thing {
    /// The part that changes.
    fn name(&self) -> &str {
        match self {
            Thing::Source(name) | Thing::Claimant(name) | Thing::Event(name) | Thing::Place(name) => name,
            Thing::Note(name) | Thing::Page(name) | Thing::Excerpt(_, name) | Thing::Label(_, name) => name,
        }
    }

    /// What the anchors of its kind begin with.
    fn anchors(&self) -> &'static [&'static str] {
        match self {
            Thing::Source(_) => &["s-"],
            Thing::Excerpt(..) => &["x-"],
            Thing::Event(_) => &["e-"],
            Thing::Place(_) => &["p-"],
            Thing::Note(_) => &["note-"],
            Thing::Label(..) => &["c-", "n-", "fn-"],
            Thing::Claimant(_) | Thing::Page(_) => &[],
        }
    }
}

impl Renaming<'_> {
    fn file(&self, path: &FileId) -> Result<File, String> {
        self.files.get(path).cloned().ok_or_else(|| format!("`{path}` is gone"))
    }

    /// Puts the new name wherever the old one stands.
    fn references(&mut self) -> Result<(), String> {
        let wanted: Vec<Reference> =
            self.named.references.iter().filter(|reference| reference.thing == self.thing).cloned().collect();
        for reference in wanted {
            let file = self.file(&reference.file)?;
            let old = self.thing.name();
            let at = place(&file, reference.span, &format!("{}{old}", reference.before));
            let at = at.ok_or_else(|| format!("`{old}` cannot be told from other words in `{}`", reference.file))?;
            let start = at + reference.before.len();
            self.edits.replace(&file, Span::new(start, start + old.len()), self.new);
        }
        Ok(())
    }

    /// The file of a source, note or page, and what leads there.
    fn moves(&mut self) -> Result<(), String> {
        let mut moved: BTreeMap<FileId, FileId> = BTreeMap::new();
        let old = self.thing.name().to_owned();
        match &self.thing {
            Thing::Source(_) => {
                let text = self.manuscript.sources.iter().find(|source| source.id == old);
                moved.extend(text.map(|text| (text.file.clone(), sibling(&text.file, self.new))));
                let copies = self.files.below("content/captures/").filter(|file| stem(&file.path) == old);
                moved.extend(copies.map(|file| (file.path.clone(), sibling(&file.path, self.new))));
            }
            Thing::Note(_) => {
                let text = self.manuscript.notes.iter().find(|note| note.id == old);
                moved.extend(text.map(|text| (text.file.clone(), sibling(&text.file, self.new))));
            }
            Thing::Page(_) => {
                let text = self.manuscript.pages.iter().find(|page| page.placing.name == old);
                moved.extend(text.map(|text| (text.file.clone(), format!("content/{}.md", self.new).into())));
            }
            _ => {}
        }
        for (from, to) in &moved {
            let file = self.file(from)?;
            self.edits.rename(&file, to);
        }
        for link in std::mem::take(&mut self.named.links) {
            self.link(&link, &moved)?;
        }
        Ok(())
    }

    /// A link that leads to what moved, or from there, or to an old anchor.
    fn link(&mut self, link: &Link, moved: &BTreeMap<FileId, FileId>) -> Result<(), String> {
        let target = link.target.value.as_str();
        if target.contains("://") || target.starts_with("//") || target.starts_with("mailto:") {
            return Ok(());
        }
        let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
        let is_own = path.is_empty();
        let place = if is_own { Some(link.file.to_string()) } else { resolve_path("content/", &link.file, path) };
        let Some(place) = place else { return Ok(()) };
        let (from, to) = (moved.get(&link.file), moved.get(place.as_str()));
        let mut new = path.to_owned();
        if !is_own && (from.is_some() || to.is_some()) {
            new = relative(from.unwrap_or(&link.file), to.map_or(place.as_str(), |to| to));
        }
        let in_page = match &self.thing {
            Thing::Label(page, _) => place == format!("content/{page}.md"),
            Thing::Excerpt(source, _) => stem(&place) == source,
            _ => true,
        };
        if let Some(anchor) = anchor {
            let old = self.thing.name();
            let named = self.thing.anchors().iter().find(|kind| in_page && anchor.strip_prefix(**kind) == Some(old));
            new += &named.map_or_else(|| format!("#{anchor}"), |kind| format!("#{kind}{}", self.new));
        }
        if new == target {
            return Ok(());
        }
        let file = self.file(&link.file)?;
        let at = place_of(&file, &link.target).ok_or_else(|| format!("the link `{target}` cannot be changed"))?;
        self.edits.replace(&file, Span::new(at, at + target.len()), new);
        Ok(())
    }

    /// Notes the old name, so that its addresses still lead here.
    fn keep_the_old(&mut self) -> Result<(), String> {
        let old = self.thing.name().to_owned();
        let word = Value::Word(old.clone());
        let manuscript = self.manuscript;
        let (path, keys): (Option<FileId>, Vec<&str>) = match &self.thing {
            Thing::Source(id) => {
                (manuscript.sources.iter().find(|one| one.id == *id).map(|one| one.file.clone()), vec!["was"])
            }
            Thing::Excerpt(id, excerpt) => {
                let file = manuscript.sources.iter().find(|one| one.id == *id).map(|one| one.file.clone());
                (file, vec!["excerpts", excerpt, "was"])
            }
            Thing::Note(id) => {
                (manuscript.notes.iter().find(|one| one.id == *id).map(|one| one.file.clone()), vec!["formerly"])
            }
            Thing::Event(id) => (Some(manuscript.events.file.clone()), vec![id, "was"]),
            Thing::Place(id) => (Some(manuscript.places.file.clone()), vec![id, "was"]),
            Thing::Page(name) => {
                let page = manuscript.pages.iter().find(|page| page.placing.name == *name);
                // A page with a path of its own is where it was.
                (page.filter(|page| page.placing.path.is_none()).map(|page| page.file.clone()), vec!["aliases"])
            }
            Thing::Label(name, _) => {
                let page = manuscript.pages.iter().find(|page| page.placing.name == *name);
                return self.keep_label(page.map(|page| page.file.clone()), &old);
            }
            // Nothing has an address that is made of a claimant's id.
            Thing::Claimant(_) => (None, Vec::new()),
        };
        let Some(path) = path else { return Ok(()) };
        let file = self.file(&path)?;
        let patch = Yaml::of(&file).and_then(|yaml| yaml.push(&keys, &word));
        self.put(&file, patch)
    }

    fn keep_label(&mut self, path: Option<FileId>, old: &str) -> Result<(), String> {
        let Some(path) = path else { return Ok(()) };
        let page = self.manuscript.pages.iter().find(|page| page.file == path);
        let mut footnotes = page.into_iter().flat_map(|page| &page.body.footnotes);
        let is_claim = footnotes.any(|footnote| footnote.label.value == old && !footnote.lines().is_empty());
        if !is_claim {
            // Only claims have addresses that others keep.
            return Ok(());
        }
        let file = self.file(&path)?;
        let word = Value::Word(old.to_owned());
        let yaml = Yaml::of(&file);
        let patch = yaml.and_then(|yaml| match yaml.get(&["claims", old]) {
            Some(_) => yaml.push(&["claims", old, "was"], &word),
            None => {
                let was = Value::Line(vec![("was".to_owned(), Value::Items(vec![word]))]);
                yaml.add(&["claims"], self.new, &was)
            }
        });
        self.put(&file, patch)
    }

    fn put(&mut self, file: &File, patch: Option<Patch>) -> Result<(), String> {
        let unknown = || format!("the old name cannot be kept in `{}` as that is written: add it by hand", file.path);
        self.edits.patch(file, patch.ok_or_else(unknown)?);
        Ok(())
    }

    /// What was verified is verified under the new name, with captures and without.
    fn lock(&mut self) -> Result<(), String> {
        let Some(file) = &self.manuscript.lock else { return Ok(()) };
        let lock: &Lock = &self.manuscript.locked;
        let (source, new_source, keys) = match &self.thing {
            Thing::Source(id) => (id, self.new, BTreeMap::new()),
            Thing::Excerpt(source, excerpt) => (source, source.as_str(), self.keys(source, excerpt)),
            _ => return Ok(()),
        };
        let renamed = lock.renamed(source, new_source, &keys).ok_or_else(|| {
            format!("what the lock says of `{source}` was changed by hand: run `onrecord lock` first")
        })?;
        if renamed != *lock {
            self.edits.replace(file, Span::new(0, file.bytes.len()), renamed.to_text());
        }
        Ok(())
    }

    /// Old and new names of quotations that lie inside an excerpt.
    fn keys(&self, source: &str, excerpt: &str) -> BTreeMap<String, String> {
        let footnotes = self.manuscript.pages.iter().flat_map(|page| &page.body.footnotes);
        let lines = footnotes.flat_map(|footnote| footnote.lines()).filter(|line| {
            line.source.value == source && line.excerpt.as_ref().is_some_and(|name| name.value == excerpt)
        });
        let quoted = lines.filter_map(|line| line.quotation.as_ref());
        quoted.map(|words| (quotation_key(words, Some(excerpt)), quotation_key(words, Some(self.new)))).collect()
    }
}

/// Where a name stands inside a span as a word of its own.
fn place(file: &File, span: Span, name: &str) -> Option<usize> {
    let text = std::str::from_utf8(file.bytes.get(span.range())?).ok()?;
    let is_of_name = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let at = text.match_indices(name).map(|(at, _)| at).find(|at| {
        let (before, after) = (&text[..*at], &text[at + name.len()..]);
        !is_of_name(before.chars().next_back()) && !is_of_name(after.chars().next())
    })?;
    Some(span.start as usize + at)
}

/// Where the address of a link stands, in or behind its place.
fn place_of(file: &File, target: &Text) -> Option<usize> {
    let text = std::str::from_utf8(file.bytes.get(target.span.range())?).ok()?;
    Some(target.span.start as usize + text.rfind(target.value.as_str())?)
}

/// A file of another name in the same folder.
fn sibling(path: &str, name: &str) -> FileId {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
    format!("{folder}/{name}.{extension}").into()
}

/// How a file is written in a link of another.
fn relative(from: &str, to: &str) -> String {
    let mut from: Vec<&str> = from.split('/').collect();
    from.pop();
    let to: Vec<&str> = to.split('/').collect();
    let same = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = from[same..].iter().map(|_| "..");
    up.chain(to[same..].iter().copied()).collect::<Vec<_>>().join("/")
}
