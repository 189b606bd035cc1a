//! [`Site`] → how each sentence of a page stands: who answers for it, or that nobody does.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::check;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Files, Span, position};
use crate::manuscript::PieceText;
use crate::memo::{Printed, Reader};
use crate::parse::body::OBJECT;
use crate::parse::prose::sentences;
use crate::passage::{Passage, Register};
use crate::site::{Page, Route, Site};
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

/// The accounts of all published pages.
pub fn account(site: &Site) -> Vec<PageAccount> {
    site.pages().iter().map(|page| of_page(page, &site.reader())).collect()
}

fn of_page(page: &Printed<Page>, site: &Reader<Site>) -> PageAccount {
    let found = check::of_page(page, site);
    let found: Vec<&Diagnostic> =
        found.iter().filter(|found| check::UNBACKED.iter().any(|rule| rule.code == found.rule)).collect();
    let mut list = Vec::new();
    for prose in page.text.passages.iter().filter(|passage| is_said(passage)) {
        for range in sentences(&prose.text) {
            let text = prose.text[range.clone()].trim();
            let start = range.start + (range.len() - prose.text[range.clone()].trim_start().len());
            let span = prose.source_of(&(start..start + text.len()));
            if text.chars().any(|character| character.is_alphanumeric() || character == OBJECT) {
                let standing = standing(page, text, span, &found, site);
                list.push(Sentence { span, text: text.replace(OBJECT, "…"), standing });
            }
        }
    }
    list.sort_by_key(|sentence| sentence.span.start);
    PageAccount { file: page.file().clone(), route: page.route.clone(), sentences: list }
}

/// Whether a text is one of the author's sentences.
fn is_said(passage: &Passage) -> bool {
    match passage.register {
        Register::Headline | Register::Prose | Register::Short | Register::Footnote | Register::Remark => true,
        Register::Comment | Register::Note | Register::Was | Register::Caption | Register::Summary => true,
        Register::Name | Register::Variant | Register::Reason | Register::Argument | Register::Quoted => false,
    }
}

fn standing(page: &Page, text: &str, span: Span, found: &[&Diagnostic], site: &Reader<Site>) -> Standing {
    let overlaps = |other: Span| other.start < span.end && span.start < other.end;
    let marker = page.markers().find(|marker| marker.claim.is_some() && overlaps(marker.text.extent));
    let used = marker.and_then(|marker| marker.claim);
    let claim = used.and_then(|used| page.claims.list.get(used.claim));
    if let Some(found) = found.iter().find(|found| overlaps(found.span)) {
        let rule = found.rule;
        return match reason(page, rule, claim.map(|claim| claim.label.as_str()), site) {
            Some(reason) => Standing::Answered { rule, reason },
            None => Standing::Unbacked { rule },
        };
    }
    match (used, claim) {
        (Some(used), Some(claim)) if used.first => {
            return Standing::Claim { label: claim.label.clone(), grade: claim.grade };
        }
        (_, Some(claim)) => return Standing::Mention { label: claim.label.clone() },
        _ => {}
    }
    let links = page.text.body.pieces.iter().filter_map(|piece| match piece {
        PieceText::LinkOpen { target, .. } => Some(target),
        _ => None,
    });
    let mut named = links.filter(|target| overlaps(target.span)).filter_map(|target| target.split_once("#c-"));
    if let Some((_, label)) = named.next() {
        return Standing::Mention { label: label.to_owned() };
    }
    let cites = page.markers().any(|marker| !marker.citations.is_empty() && overlaps(marker.text.extent));
    if cites || text.contains(OBJECT) { Standing::Backed } else { Standing::Nothing }
}

/// The reason with which a rule's findings are answered: in the site's settings, on the page, or at the claim.
fn reason(page: &Page, rule: &str, label: Option<&str>, site: &Reader<Site>) -> Option<String> {
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
