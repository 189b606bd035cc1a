//! [`Site`] → how each sentence of a page stands: who answers for it, or that nobody does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Files, Span, position};
use crate::memo::Reader;
use crate::parse::body::OBJECT;
use crate::site::{Page, Route, Site};
use crate::uttered::{Rest, Uttered};
use crate::vocabulary::{Grade, Level};

/// How a sentence stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It makes a claim, or is part of one.
    Claim { label: String, grade: Grade },
    /// It repeats a claim, or links to one.
    Mention { label: String },
    /// A directive prints its figures, or a source is cited as a whole.
    Backed,
    /// A rule says that it lacks evidence.
    Unbacked { rule: &'static str },
    /// The same, and the authors gave a reason.
    Answered { rule: &'static str, reason: String },
    /// There is nothing that a rule could check.
    Nothing,
}

impl Standing {
    /// In reports and in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Standing::Claim { .. } => "claim",
            Standing::Mention { .. } => "mention",
            Standing::Backed => "backed",
            Standing::Unbacked { .. } => "unbacked",
            Standing::Answered { .. } => "answered",
            Standing::Nothing => "nothing",
        }
    }

    /// What is to be said of it beside its name.
    fn more(&self) -> String {
        match self {
            Standing::Claim { label, grade } => format!(" {label}, {}", grade.words()),
            Standing::Mention { label } => format!(" of {label}"),
            Standing::Unbacked { rule } => format!(", {rule}"),
            Standing::Answered { rule, reason } => format!(", {rule}: {reason}"),
            Standing::Backed | Standing::Nothing => String::new(),
        }
    }
}

/// A sentence of a page's text.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub span: Span,
    /// As read, without markup.
    pub text: String,
    pub standing: Standing,
}

/// The sentences of a page, in the order of its file.
#[derive(Clone, Debug)]
pub struct PageAccount {
    pub file: FileId,
    pub route: Route,
    pub sentences: Vec<Sentence>,
}

/// Rules that say that something is not borne out, by where they say it.
type Told = BTreeMap<u32, &'static str>;

/// How the sentences of a page stand. `found` are the findings that say that something is not borne out; `repeated` are
/// the sentences that say again what a claim or figure of the site says.
pub fn of_page(uttered: &Uttered, found: &[&Diagnostic], repeated: &[Span], site: &Reader<Site>) -> PageAccount {
    let mut list = Vec::new();
    each(uttered, found, repeated, site, |span, text, standing| {
        list.push(Sentence { span, text: text.replace(OBJECT, "…"), standing });
    });
    list.sort_by_key(|sentence| sentence.span.start);
    PageAccount { file: uttered.page.file().clone(), route: uttered.page.route.clone(), sentences: list }
}

/// How many of them stand in which way.
pub fn tally(
    uttered: &Uttered,
    found: &[&Diagnostic],
    repeated: &[Span],
    site: &Reader<Site>,
) -> BTreeMap<&'static str, usize> {
    let mut totals = BTreeMap::new();
    each(uttered, found, repeated, site, |_, _, standing| *totals.entry(standing.as_str()).or_default() += 1);
    totals
}

/// Hands over each sentence: where it stands, its words, and how it stands.
fn each(
    uttered: &Uttered,
    found: &[&Diagnostic],
    repeated: &[Span],
    site: &Reader<Site>,
    mut take: impl FnMut(Span, &str, Standing),
) {
    let page = uttered.page;
    let found: Told = found.iter().map(|found| (found.span.start, found.rule)).collect();
    let repeated: BTreeSet<u32> = repeated.iter().map(|span| span.start).collect();
    for made in &uttered.made {
        let label = made.claim.label.as_str();
        let own = match made.marker.claim {
            Some(used) if used.first => Standing::Claim { label: label.to_owned(), grade: made.claim.grade },
            _ => Standing::Mention { label: label.to_owned() },
        };
        let span = made.marker.text.extent;
        let standing = unbacked(page, span, Some(label), &found, site).unwrap_or(own);
        take(span, &made.marker.text.words, standing);
    }
    for rest in &uttered.rests {
        let span = rest.span_of(&(0..rest.text().len()));
        let standing = unbacked(page, span, None, &found, site);
        take(span, rest.text(), standing.unwrap_or_else(|| of_rest(uttered, rest, span, &repeated)));
    }
}

/// How a sentence stands that a rule says something of.
fn unbacked(page: &Page, span: Span, label: Option<&str>, found: &Told, site: &Reader<Site>) -> Option<Standing> {
    let (_, rule) = found.range(span.start..span.end.max(span.start + 1)).next()?;
    Some(match reason(page, rule, label, site) {
        Some(reason) => Standing::Answered { rule, reason },
        None => Standing::Unbacked { rule },
    })
}

/// How a sentence stands that makes no claim.
fn of_rest(uttered: &Uttered, rest: &Rest, span: Span, repeated: &BTreeSet<u32>) -> Standing {
    if let Some(label) = uttered.linked(span) {
        return Standing::Mention { label: label.to_owned() };
    }
    match uttered.cites(span) || rest.text().contains(OBJECT) || repeated.contains(&span.start) {
        true => Standing::Backed,
        false => Standing::Nothing,
    }
}

/// The reason with which a rule's findings are answered: in the site's settings, on the page, or at the claim.
pub fn reason(page: &Page, rule: &str, label: Option<&str>, site: &Reader<Site>) -> Option<String> {
    let lowered =
        site.settings().rules.iter().find(|setting| setting.rule.value == rule && setting.level == Level::Allow);
    let lowered = lowered.map(|setting| setting.because.as_deref().unwrap_or_default().to_owned());
    let holds = |of: &Option<String>| of.is_none() || of.as_deref() == label;
    let answer = page.answers.list.iter().find(|answer| answer.rule == rule && holds(&answer.label));
    lowered.or_else(|| answer.map(|answer| answer.reason.to_string()))
}

/// How many sentences stand in which way.
pub fn totals<'a>(pages: impl IntoIterator<Item = &'a PageAccount>) -> BTreeMap<&'static str, usize> {
    let mut totals = BTreeMap::new();
    for sentence in pages.into_iter().flat_map(|page| &page.sentences) {
        *totals.entry(sentence.standing.as_str()).or_default() += 1;
    }
    totals
}

/// A line a sentence: where it stands, how, and its words.
pub fn text(pages: &[&PageAccount], files: &Files) -> String {
    let mut out = String::new();
    for page in pages {
        for Sentence { span, text, standing } in &page.sentences {
            let at = place(&page.file, *span, files);
            let (name, more) = (standing.as_str(), standing.more());
            out.push_str(&format!("{}:{}:{}: {name}{more}: {text}\n", page.file, at.line, at.column));
        }
    }
    let totals = totals(pages.iter().copied());
    let count: usize = totals.values().sum();
    let parts: Vec<String> = totals.iter().map(|(name, number)| format!("{number} {name}")).collect();
    out.push_str(&format!("{}: {}\n", crate::report::count(count, "sentence"), parts.join(", ")));
    out
}

/// The same for programs.
pub fn json(pages: &[&PageAccount], files: &Files) -> String {
    let sentence = |page: &PageAccount, sentence: &Sentence| {
        let at = place(&page.file, sentence.span, files);
        let mut value = json!({"line": at.line, "column": at.column, "standing": sentence.standing.as_str(), "text": sentence.text});
        match &sentence.standing {
            Standing::Claim { label, grade } => {
                (value["label"], value["grade"]) = (json!(label), json!(grade.as_str()));
            }
            Standing::Mention { label } => value["label"] = json!(label),
            Standing::Unbacked { rule } => value["rule"] = json!(rule),
            Standing::Answered { rule, reason } => (value["rule"], value["reason"]) = (json!(rule), json!(reason)),
            Standing::Backed | Standing::Nothing => {}
        }
        value
    };
    let list = pages.iter().map(|page| {
        let sentences: Vec<Value> = page.sentences.iter().map(|one| sentence(page, one)).collect();
        json!({"file": &*page.file, "page": page.route.as_str(), "sentences": sentences, "totals": totals([*page])})
    });
    let value = json!({"pages": list.collect::<Vec<_>>(), "totals": totals(pages.iter().copied())});
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

fn place(file: &FileId, span: Span, files: &Files) -> crate::files::Position {
    position(files.get(file).map_or(&[], |file| &file.bytes), span.start as usize)
}
