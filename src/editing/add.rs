//! Words of a copy become an excerpt, with who said them and what they count, and a line of evidence.

use serde_json::{Map, Value as Json};

use super::fill::fill;
use super::find::{Found, find};
use super::numbers::{Number, numbers};
use super::refusal::Refusal;
use super::value::Value;
use super::yaml::Yaml;
use crate::diagnostic::{known_names, nearest};
use crate::edits::{Edits, Patch};
use crate::edtf::Edtf;
use crate::files::{File, Files, Span};
use crate::import::slug;
use crate::manuscript::{ExcerptText, FootnoteText, Manuscript, PageText, SourceText};
use crate::quantity::Quantity;
use crate::quotation::normalise;
use crate::vocabulary::{ClaimantKind, Measure, Population, Stance};
use crate::yaml::is_id;

/// What is to be added.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// As they stand in a copy.
    pub words: String,
    /// The source that has them, where several do.
    pub source: Option<String>,
    /// The excerpt's id; none: one made of its words.
    pub id: Option<String>,
    pub claimant: Option<Who>,
    pub as_of: Option<String>,
    /// `killed=21@event`, `killed/children=3@event`.
    pub figures: Vec<String>,
    /// The page and the label of the claim that rests on the words.
    pub to: Option<(String, String)>,
    pub stance: Option<Stance>,
}

/// A claimant by its id; with a name, one that is new.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Who {
    pub id: String,
    pub name: Option<String>,
    /// Of a new one, if it is known.
    pub kind: Option<ClaimantKind>,
}

/// What else there is to know of what is added.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Remark {
    /// The source's excerpt of this name has the very words already.
    HasThem { excerpt: String, source: String },
    /// Nobody is named as having said it.
    NobodyNamed,
    /// Numbers in the words, of which none was taken as a figure.
    Numbers(Vec<Number>),
    /// This claimant is new, and of no kind yet.
    NewClaimant(String),
    /// The line stands under the claim already.
    StandsThere { line: String, label: String },
}

/// What adding comes to.
#[derive(Clone, Debug)]
pub struct Added {
    pub edits: Edits,
    /// `@source#excerpt`, as pages cite it.
    pub cited: String,
    pub remarks: Vec<Remark>,
}

const BY_HAND: &str = "cannot be changed by a program as it is written: add the words by hand";

/// Works out how the words are added.
///
/// # Errors
/// Why they cannot be, and what to do.
pub fn add(request: &Request, manuscript: &Manuscript, files: &Files) -> Result<Added, Refusal> {
    let found = find(&request.words, request.source.as_deref(), manuscript)?;
    let source = &found.source;
    let file = files.get(&source.file).ok_or("the source's file is gone")?;
    let mut added = Added { edits: Edits::default(), cited: String::new(), remarks: Vec::new() };
    if let Some(known) = same_words(source, &found.words) {
        added.cited = format!("@{}#{}", source.id, known.id.value);
        more(request, known, source, manuscript, files, &mut added)?;
    } else {
        let id = excerpt_id(request, source, &found.words)?;
        let value = excerpt(request, &found, manuscript, files, &mut added)?;
        let patch = Yaml::of(file).and_then(|yaml| yaml.add(&["excerpts"], &id, &value));
        added.edits.patch(file, patch.ok_or_else(|| format!("`{}` {BY_HAND}", source.file))?);
        added.cited = format!("@{}#{id}", source.id);
    }
    if let Some((page, label)) = &request.to {
        cite(page, label, request.stance, manuscript, files, &mut added)?;
    }
    Ok(added)
}

/// Works out how a known excerpt is put under a claim.
///
/// # Errors
/// Why it cannot be, and what to do.
pub fn support(
    (source, excerpt): (&str, &str),
    (page, label): (&str, &str),
    stance: Option<Stance>,
    manuscript: &Manuscript,
    files: &Files,
) -> Result<Added, String> {
    let has_it = |known: &SourceText| known.excerpts.iter().any(|one| one.id.value == excerpt);
    if !manuscript.sources.iter().any(|known| known.id == source && has_it(known)) {
        return Err(format!("there is no excerpt `{source}#{excerpt}`"));
    }
    let cited = format!("@{source}#{excerpt}");
    let mut added = Added { edits: Edits::default(), cited, remarks: Vec::new() };
    cite(page, label, stance, manuscript, files, &mut added)?;
    Ok(added)
}

/// The excerpt that quotes the same words.
fn same_words<'a>(source: &'a SourceText, words: &str) -> Option<&'a ExcerptText> {
    let wanted = normalise(words);
    let quotes = |excerpt: &&ExcerptText| excerpt.quote.as_ref().is_some_and(|quote| normalise(quote) == wanted);
    source.excerpts.iter().find(quotes)
}

/// What is now said of words that are an excerpt already, and was not said before.
fn more(
    request: &Request,
    known: &ExcerptText,
    source: &SourceText,
    manuscript: &Manuscript,
    files: &Files,
    added: &mut Added,
) -> Result<(), Refusal> {
    let name = format!("{}#{}", source.id, known.id.value);
    let other = |what: &str| {
        Refusal::from(format!("`{name}` has these words already, {what}: cite it as `{}`", added.cited))
            .flag(format!("`onrecord set excerpt:{name} KEY=VALUE` changes it"))
    };
    let mut values: Map<String, Json> = Map::new();
    if request.id.as_ref().is_some_and(|id| *id != known.id.value) {
        return Err(other("under this name"));
    }
    if let Some(who) = &request.claimant {
        match &known.claimant {
            Some(own) if own.value != who.id => return Err(other(&format!("said by `{}`", own.value))),
            Some(_) => {}
            None => drop(values.insert("claimant".to_owned(), who.id.clone().into())),
        }
    }
    if let Some(day) = &request.as_of {
        match &known.as_of {
            Some(own) if own.value != Edtf::parse(day)? => return Err(other(&format!("as of {}", own.value))),
            Some(_) => {}
            None => drop(values.insert("as_of".to_owned(), day.clone().into())),
        }
    }
    let mut number = known.figures.len();
    for text in &request.figures {
        let keys = figure(text, manuscript)?;
        let says = |key: &str| keys.iter().find(|(known, _)| *known == key).map(|(_, value)| value.as_str());
        let is_there = known.figures.iter().any(|one| {
            (Some(one.event.as_str()), Some(one.measure.value.as_str())) == (says("event"), says("measure"))
                && (Some(&*one.value.value.text), one.population.map(|part| part.as_str()))
                    == (says("value"), says("population"))
        });
        if !is_there {
            number += 1;
            values.extend(keys.iter().map(|(key, value)| (format!("figures.{number}.{key}"), value.clone().into())));
        }
    }
    if values.is_empty() {
        added.remarks.push(Remark::HasThem { excerpt: known.id.value.clone(), source: source.id.clone() });
        return Ok(());
    }
    if let Some(who) = &request.claimant {
        claimant(who, manuscript, files, added)?;
    }
    added.edits.join(fill("excerpt", Some(&name), &values, manuscript, files)?.edits);
    Ok(())
}

fn excerpt_id(request: &Request, source: &SourceText, words: &str) -> Result<String, Refusal> {
    let is_taken = |id: &str| source.excerpts.iter().any(|excerpt| excerpt.id.value == id);
    if let Some(id) = &request.id {
        return match (is_id(id), is_taken(id)) {
            (false, _) => Err(Refusal::from(format!("`{id}` is no id: use the letters a to z, digits and hyphens"))),
            (_, true) => {
                Err(Refusal::from(format!("`{}` has an excerpt `{id}` already: give another name", source.id))
                    .flag("with `--as`"))
            }
            _ => Ok(id.clone()),
        };
    }
    let first: Vec<&str> = words.split_whitespace().take(4).collect();
    let name = slug(&first.join(" ")).unwrap_or_else(|| "excerpt".to_owned());
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    Ok(std::iter::once(name.clone()).chain(numbered).find(|id| !is_taken(id)).unwrap_or(name))
}

fn excerpt(
    request: &Request,
    found: &Found,
    manuscript: &Manuscript,
    files: &Files,
    added: &mut Added,
) -> Result<Value, Refusal> {
    let mut keys = vec![("quote".to_owned(), Value::Text(found.words.clone()))];
    match &request.claimant {
        Some(who) => {
            claimant(who, manuscript, files, added)?;
            keys.push(("claimant".to_owned(), Value::Word(who.id.clone())));
        }
        None => added.remarks.push(Remark::NobodyNamed),
    }
    if let Some(as_of) = &request.as_of {
        Edtf::parse(as_of)?;
        keys.push(("as_of".to_owned(), Value::Text(as_of.clone())));
    }
    let figures = request.figures.iter().map(|text| figure(text, manuscript)).collect::<Result<Vec<_>, _>>()?;
    let line = |keys: Vec<(&str, String)>| {
        let one = |(key, text): (&str, String)| {
            let value = if key == "value" { Value::Text(text) } else { Value::Word(text) };
            (key.to_owned(), value)
        };
        Value::Line(keys.into_iter().map(one).collect())
    };
    let figures: Vec<Value> = figures.into_iter().map(line).collect();
    if figures.is_empty() {
        let language = found.source.language.as_deref().unwrap_or(&manuscript.settings.language);
        let countable = numbers(&found.words, language);
        added.remarks.extend((!countable.is_empty()).then_some(Remark::Numbers(countable)));
    } else {
        keys.push(("figures".to_owned(), Value::Items(figures)));
    }
    Ok(Value::Group(keys))
}

/// Looks the claimant up; a new one is added to the list.
fn claimant(who: &Who, manuscript: &Manuscript, files: &Files, added: &mut Added) -> Result<(), Refusal> {
    let known: Vec<&str> = manuscript.claimants.entries.iter().map(|entry| entry.id.as_str()).collect();
    let is_known = who.id == "unattributed" || known.contains(&who.id.as_str());
    match &who.name {
        None if is_known => Ok(()),
        None => {
            let names = known_names(&who.id, "claimants", &known);
            Err(Refusal::from(format!("there is no claimant `{}`; {names}", who.id))
                .flag(format!("a new one is added with `--by {}=\"NAME\"`", who.id)))
        }
        Some(name) if is_known && manuscript.claimants.entries.iter().any(|entry| *entry.name == **name) => Ok(()),
        Some(_) if is_known => {
            Err(Refusal::from(format!("there is a claimant `{}` already", who.id)).flag("leave out the name"))
        }
        Some(_) if !is_id(&who.id) => {
            Err(Refusal::from(format!("`{}` is no id: use the letters a to z, digits and hyphens", who.id)))
        }
        Some(name) => {
            let mut keys =
                vec![("id".to_owned(), Value::Word(who.id.clone())), ("name".to_owned(), Value::Text(name.clone()))];
            match who.kind {
                Some(kind) => keys.push(("kind".to_owned(), Value::Word(kind.as_str().to_owned()))),
                None => added.remarks.push(Remark::NewClaimant(who.id.clone())),
            }
            let entry = Value::Group(keys);
            match files.get("content/claimants.yaml") {
                None => added.edits.make("content/claimants.yaml", format!("{}\n", entry.item(0))),
                Some(file) => {
                    let patch = Yaml::of(file).and_then(|yaml| yaml.push(&[], &entry));
                    added.edits.patch(file, patch.ok_or_else(|| format!("`{}` {BY_HAND}", file.path))?);
                }
            }
            Ok(())
        }
    }
}

/// `killed=21@event`, `killed/children=3@event`; the event may be left out where there is only one.
fn figure(text: &str, manuscript: &Manuscript) -> Result<Vec<(&'static str, String)>, Refusal> {
    const FORM: &str = "a figure is written `killed=21@EVENT`, or `killed/children=3@EVENT` for a part";
    let (counted, value) = text.split_once('=').ok_or(FORM)?;
    let (measure, population) = counted.split_once('/').map_or((counted, None), |(one, other)| (one, Some(other)));
    let (value, event) = value.rsplit_once('@').map_or((value, None), |(value, event)| (value, Some(event)));
    if Measure::parse(measure).is_none() {
        return Err(Refusal::from(format!(
            "`{measure}` is no measure; {}",
            known_names(measure, "measures", Measure::WORDS)
        )));
    }
    if let Some(part) = population.filter(|part| Population::parse(part).is_none()) {
        return Err(Refusal::from(format!(
            "`{part}` is no population; {}",
            known_names(part, "populations", Population::WORDS)
        )));
    }
    Quantity::parse(value)?;
    let events: Vec<&str> = manuscript.events.entries.iter().map(|event| event.id.as_str()).collect();
    let event = match (event, events.as_slice()) {
        (Some(event), known) if known.contains(&event) => event,
        (Some(event), known) => {
            let names = known_names(event, "events", known);
            return Err(Refusal::from(format!("there is no event `{event}`; {names}"))
                .flag(format!("`onrecord new event {event} title=\"…\" start=2024-03-12` adds one")));
        }
        (None, [only]) => only,
        (None, _) => return Err(Refusal::from(format!("{FORM}; of what event is `{text}`?"))),
    };
    let mut keys = vec![("event", event.to_owned()), ("measure", measure.to_owned())];
    keys.extend(population.map(|part| ("population", part.to_owned())));
    keys.push(("value", value.to_owned()));
    Ok(keys)
}

/// Puts a line of evidence under a claim.
fn cite(
    page: &str,
    label: &str,
    stance: Option<Stance>,
    manuscript: &Manuscript,
    files: &Files,
    added: &mut Added,
) -> Result<(), String> {
    let stance = stance.filter(|stance| *stance != Stance::Supports);
    let line = stance.map_or_else(|| added.cited.clone(), |stance| format!("{} {}", added.cited, stance.as_str()));
    let line = line.as_str();
    let name = page.trim_start_matches("content/").trim_end_matches(".md").trim_end_matches(".html");
    let known: Vec<&str> = manuscript.pages.iter().map(|page| page.placing.name.as_str()).collect();
    let text = manuscript.pages.iter().find(|page| page.placing.name == name);
    let text = text.ok_or_else(|| format!("there is no page `{name}`; {}", known_names(name, "pages", &known)))?;
    let file = files.get(&text.file).ok_or("the page's file is gone")?;
    if let Some(footnote) = text.body.footnotes.iter().find(|footnote| footnote.label.value == label) {
        let same = |known: &&crate::manuscript::EvidenceLine| written(file, known.span).trim() == line;
        match footnote.lines().iter().find(same) {
            Some(_) => added.remarks.push(Remark::StandsThere { line: line.to_owned(), label: label.to_owned() }),
            None => added.edits.patch(file, below(footnote, file, line)),
        }
        return Ok(());
    }
    let is_used = text.body.markers.iter().flat_map(|marker| &marker.labels).any(|known| known.value == label);
    if !is_used {
        return Err(unused(text, name, label));
    }
    let end = file.bytes.len() - file.bytes.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    added.edits.replace(file, Span::new(end, file.bytes.len()), format!("\n\n[^{label}]:\n    {line}\n"));
    Ok(())
}

fn unused(page: &PageText, name: &str, label: &str) -> String {
    let labels: Vec<&str> = page.body.footnotes.iter().map(|footnote| footnote.label.as_str()).collect();
    let near = nearest(label, labels).map(|near| format!(" (or is it `{near}`?)")).unwrap_or_default();
    format!("no sentence of `{name}` ends in `[^{label}]`{near}: write it behind the claim first")
}

fn written(file: &File, span: Span) -> &str {
    file.bytes.get(span.range()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}

/// The line behind the last one of a footnote, contained in what that is contained in.
fn below(footnote: &FootnoteText, file: &File, line: &str) -> Patch {
    let prefix = footnote.lines().last().map(|last| {
        let start = last.span.start as usize;
        let line_start = file.bytes[..start].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        written(file, Span::new(line_start, start))
    });
    let is_indent = |prefix: &&str| !prefix.contains("[^") && !prefix.contains(|sign: char| sign.is_ascii_digit());
    let prefix = prefix.filter(is_indent).filter(|prefix| !prefix.is_empty()).unwrap_or("    ");
    let at = footnote.span.end as usize;
    Patch { span: Span::new(at, at), text: format!("\n{prefix}{line}") }
}
