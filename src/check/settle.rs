//! Levels and answers: what becomes of a finding once the site and its authors had their say.

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::files::{FileId, Span};
use crate::manuscript::{Allow, FootnoteContent, ListFile, Manuscript, PageText, SettingsText, SourceText};
use crate::rules;
use crate::vocabulary::Level;

/// Applies `rules:` and `allow`, adds what is wrong with them, and sorts by place.
pub fn settle(
    mut found: Vec<Diagnostic>,
    manuscript: &Manuscript,
    table: &[&'static Rule],
    publishing: bool,
) -> Vec<Diagnostic> {
    let answers = answers(manuscript);
    let settings = &manuscript.settings;
    let known: Vec<&str> = table.iter().map(|rule| rule.code).collect();
    let mut faults = Vec::new();
    let names = settings.rules.iter().map(|setting| (&settings.file, &setting.rule, setting.level == Level::Deny));
    for (file, name, raises) in names.chain(answers.iter().map(|answer| (&answer.file, &answer.allow.rule, false))) {
        match table.iter().find(|rule| rule.code == name.value) {
            None => faults.push(rules::unknown_rule(file, name, &known)),
            Some(rule) if rule.fixed && !raises => faults.push(rules::rule_is_fixed(file, name)),
            Some(_) => {}
        }
    }
    let stopping: Vec<&str> = table.iter().filter(|rule| rule.stops_publishing).map(|rule| rule.code).collect();
    found.retain_mut(|diagnostic| {
        if diagnostic.fixed {
            return true;
        }
        if publishing && stopping.contains(&diagnostic.rule) {
            (diagnostic.severity, diagnostic.fixed) = (Severity::Error, true);
            return true;
        }
        if answers.iter().any(|answer| answer.covers(diagnostic)) {
            return false;
        }
        match level(diagnostic, settings) {
            Some(Level::Allow) => return false,
            Some(Level::Warn) => diagnostic.severity = Severity::Warning,
            Some(Level::Deny) => diagnostic.severity = Severity::Error,
            None => {}
        }
        true
    });
    found.extend(faults);
    found.sort_by(Diagnostic::order);
    found.dedup();
    found
}

/// Whether the site allows what was found.
pub fn is_allowed(diagnostic: &Diagnostic, settings: &SettingsText) -> bool {
    !diagnostic.fixed && level(diagnostic, settings) == Some(Level::Allow)
}

/// The level that the site sets for the rule.
fn level(diagnostic: &Diagnostic, settings: &SettingsText) -> Option<Level> {
    settings.rules.iter().find(|setting| setting.rule.value == diagnostic.rule).map(|setting| setting.level)
}

/// A finding answered in place, and where the answer holds.
struct Allowance<'a> {
    file: FileId,
    allow: &'a Allow,
    /// Empty: the whole file.
    spans: Vec<Span>,
}

impl Allowance<'_> {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        self.allow.rule.value == diagnostic.rule
            && self.file == diagnostic.file
            && (self.spans.is_empty()
                || self.spans.iter().any(|span| span.start <= diagnostic.span.start && diagnostic.span.end <= span.end))
    }
}

fn answers(manuscript: &Manuscript) -> Vec<Allowance<'_>> {
    let mut answers = Vec::new();
    for page in &manuscript.pages {
        answers.extend(page.allow.iter().map(|allow| whole(&page.file, allow)));
        for claim in page.claims.iter().filter(|claim| !claim.allow.is_empty()) {
            let spans = claim_spans(page, &claim.label);
            answers.extend(claim.allow.iter().map(|allow| Allowance {
                file: page.file.clone(),
                allow,
                spans: spans.clone(),
            }));
        }
    }
    for source in &manuscript.sources {
        answers.extend(source.allow.iter().map(|allow| whole(&source.file, allow)));
        for (index, excerpt) in source.excerpts.iter().enumerate().filter(|(_, excerpt)| !excerpt.allow.is_empty()) {
            let spans = vec![excerpt_span(source, index)];
            answers.extend(excerpt.allow.iter().map(|allow| Allowance {
                file: source.file.clone(),
                allow,
                spans: spans.clone(),
            }));
        }
    }
    for note in &manuscript.notes {
        answers.extend(note.allow.iter().map(|allow| whole(&note.file, allow)));
    }
    let Manuscript { claimants, events, places, .. } = manuscript;
    answers.extend(of_entries(claimants, |entry| (entry.span, &entry.allow)));
    answers.extend(of_entries(events, |entry| (entry.span, &entry.allow)));
    answers.extend(of_entries(places, |entry| (entry.span, &entry.allow)));
    answers
}

/// The answers in a list file: each holds from its entry to the next one.
fn of_entries<T>(list: &ListFile<T>, of: impl Fn(&T) -> (Span, &Vec<Allow>)) -> Vec<Allowance<'_>> {
    let starts: Vec<u32> = list.entries.iter().map(|entry| of(entry).0.start).collect();
    let ends = starts.iter().skip(1).copied().chain([u32::MAX]);
    let spans = starts.iter().zip(ends).map(|(start, end)| Span { start: *start, end });
    let entries = list.entries.iter().zip(spans);
    let answers = entries.flat_map(|(entry, span)| {
        let allows = of(entry).1.iter();
        allows.map(move |allow| Allowance { file: list.file.clone(), allow, spans: vec![span] }).collect::<Vec<_>>()
    });
    answers.collect()
}

fn whole<'a>(file: &FileId, allow: &'a Allow) -> Allowance<'a> {
    Allowance { file: file.clone(), allow, spans: Vec::new() }
}

/// A claim's words and its evidence note.
fn claim_spans(page: &PageText, label: &str) -> Vec<Span> {
    let markers = page.body.markers.iter().filter(|marker| marker.labels.iter().any(|name| name.value == label));
    let notes = page.body.footnotes.iter().filter(|footnote| {
        footnote.label.value == label && matches!(footnote.content, FootnoteContent::Evidence { .. })
    });
    let spans: Vec<Span> = markers.map(|marker| marker.extent).chain(notes.map(|footnote| footnote.span)).collect();
    match spans.is_empty() {
        // A label that leads nowhere answers nothing.
        true => vec![Span { start: u32::MAX, end: u32::MAX }],
        false => spans,
    }
}

/// From an excerpt's id to the next one's.
fn excerpt_span(source: &SourceText, index: usize) -> Span {
    let start = source.excerpts[index].id.span.start;
    let next = source.excerpts.get(index + 1).map_or(u32::MAX, |excerpt| excerpt.id.span.start);
    Span { start, end: next }
}
