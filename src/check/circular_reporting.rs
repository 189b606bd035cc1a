//! The sources of a claim took it from one another, from one that came later, or from this site.

use std::collections::BTreeSet;

use memchr::memmem;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::{Site, Source, SourceId};
use crate::uttered::{Backing, Made, Uttered};

pub const RULE: Rule = Rule::warning("circular-reporting", include_str!("circular_reporting.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let here = Here::of(site);
    for made in uttered.made.iter().filter(|made| made.marker.claim.is_some_and(|used| used.first)) {
        let Some((words, help)) = fault(made, &here, site) else { continue };
        let message = format!("the sources of the claim `{}` {words}", made.claim.label);
        let whole = 0..made.marker.text.words.len();
        let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&whole), message).help(help);
        found.push(diagnostic);
    }
}

/// What is wrong with where they have it from, and what to do.
fn fault(made: &Made, here: &Here, site: &Reader<Site>) -> Option<(String, &'static str)> {
    let edges: Vec<Edge> = made.supports().flat_map(|backing| edges(backing, made, site)).collect();
    if let Some(own) = made.supports().find(|backing| here.said(backing, site)) {
        let words = format!("include `{}`, which has it from this site", own.line.source);
        return Some((words, "cite what this site had it from; what others took from here bears nothing out"));
    }
    if let Some(edge) = edges.iter().find(|edge| came_later(edge, site)) {
        let words = format!("include `{}`, which is said to rest on `{}`, and that came later", edge.from, edge.to);
        return Some((words, "correct the dates or the attribution, or cite what both had it from"));
    }
    let sources: BTreeSet<&SourceId> = made.supports().map(|backing| &backing.line.source).collect();
    if sources.len() < 2 {
        return None;
    }
    if let Some(round) = edges.iter().find(|edge| edge.from != edge.to && reaches(edge.to, edge.from, &edges)) {
        let words = format!("cite each other: `{}` and `{}`", round.from, round.to);
        return Some((words, "cite what the first of them had it from"));
    }
    let derived: BTreeSet<&SourceId> =
        edges.iter().filter(|edge| sources.contains(edge.to)).map(|edge| edge.from).collect();
    if derived.len() + 1 >= sources.len() {
        let help = "make the derived ones lines of `context`, or cite a source of its own";
        return Some(("took it from one another".to_owned(), help));
    }
    // All of them from one that is not cited.
    let all_reach =
        |root: &SourceId| sources.iter().all(|source| edges.iter().any(|edge| edge.from == *source && edge.to == root));
    let root = edges.iter().map(|edge| edge.to).find(|root| all_reach(root))?;
    Some((format!("all took it from `{root}`"), "cite that one, and make the others lines of `context`"))
}

/// A source has what it says from another.
struct Edge<'s> {
    from: &'s SourceId,
    to: &'s SourceId,
}

/// What the source of a line rests on: by its `derived_from`, all the way; by whom it quotes, where that is the outlet of
/// another source of the claim.
fn edges<'s>(backing: &'s Backing, made: &'s Made, site: &Reader<'s, Site>) -> Vec<Edge<'s>> {
    let Some(source) = backing.source else { return Vec::new() };
    let mut reached: BTreeSet<&SourceId> = BTreeSet::new();
    let mut open: Vec<&SourceId> = source.derived_from.iter().collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(site.source(next).into_iter().flat_map(|source| &source.derived_from));
        }
    }
    let others = || made.supports().filter_map(|other| other.source).filter(|other| other.id != source.id);
    if others().next().is_some() {
        let said_by = [&backing.line.claimant, &backing.line.origin];
        for claimant in said_by.into_iter().flatten().filter_map(|id| site.claimant(id)) {
            let is_its_name = |outlet: &str| {
                *claimant.text.name == *outlet || claimant.text.aliases.iter().any(|alias| **alias == *outlet)
            };
            // A publisher that is quoted in a report of its own did not take it from another of its reports.
            if source.text.outlet.as_ref().is_some_and(|outlet| is_its_name(outlet)) {
                continue;
            }
            let called = others().filter(|other| other.text.outlet.as_ref().is_some_and(|outlet| is_its_name(outlet)));
            reached.extend(called.map(|other| &other.id));
        }
    }
    reached.into_iter().map(|to| Edge { from: &source.id, to }).collect()
}

/// Whether one source rests on another by the edges.
fn reaches(from: &SourceId, to: &SourceId, edges: &[Edge]) -> bool {
    let mut seen: BTreeSet<&SourceId> = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        if next == to {
            return true;
        }
        if seen.insert(next) {
            open.extend(edges.iter().filter(|edge| edge.from == next).map(|edge| edge.to));
        }
    }
    false
}

/// Whether what a source rests on was published after it, whatever the uncertainty of either date.
fn came_later(edge: &Edge, site: &Reader<Site>) -> bool {
    let date = |id: &SourceId| site.source(id).and_then(|source| source.text.published.as_ref());
    let (Some(own), Some(other)) = (date(edge.from), date(edge.to)) else { return false };
    own.value.latest().zip(other.value.earliest()).is_some_and(|(own, other)| own < other)
}

/// By what this site is known where others name it.
struct Here<'s> {
    /// Its address, if it has one.
    address: Option<memmem::Finder<'s>>,
    /// Its title, if it is more than one common word: by that a site is named by accident.
    title: Option<&'s str>,
}

impl<'s> Here<'s> {
    fn of(site: &Reader<'s, Site>) -> Here<'s> {
        let settings = site.settings();
        let address = settings.base_url.split("://").nth(1).unwrap_or_default().trim_end_matches('/');
        // The address of a site that has none yet.
        let has_address = address.contains('.') && address != "site.example";
        let title = settings.title.trim();
        Here {
            address: has_address.then(|| memmem::Finder::new(address.as_bytes())),
            title: Some(title).filter(|title| title.split_whitespace().nth(1).is_some()),
        }
    }

    /// Whether a source has it from this site: its outlet, whom it quotes, or its words name it.
    fn said(&self, backing: &Backing, site: &Reader<Site>) -> bool {
        let is_here = |text: &str| self.address.as_ref().is_some_and(|address| address.find(text.as_bytes()).is_some());
        let is_called = |name: &str| self.title.is_some_and(|title| name.trim() == title);
        let is_ours = |source: &Source| {
            source.text.outlet.as_ref().is_some_and(|outlet| is_called(outlet))
                || source.text.url.as_ref().is_some_and(|url| is_here(url))
        };
        let claimants = [&backing.line.claimant, &backing.line.origin].into_iter().flatten();
        let mut claimants = claimants.filter_map(|id| site.claimant(id));
        claimants.any(|claimant| is_called(&claimant.text.name))
            || backing.line.quotation.as_deref().is_some_and(is_here)
            || backing.source.is_some_and(|source| is_ours(source))
    }
}
