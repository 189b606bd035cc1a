//! The day that a page shows its readers: near its headline, at the head of its text, below it, in its address.
//!
//! The place decides, not a class: what stands between the page's headline and its text speaks of the article, the same words in a box
//! beside it speak of others. A day that the page marks as such is its day; one that just stands there is suggested to the author.

use std::collections::BTreeSet;

use super::blocks::Block;
use super::facts::{Basis, Facts};
use super::{dateline, day};

/// Blocks before the headline, and after it, that are near.
const BEFORE: usize = 8;
const AFTER: usize = 12;
/// Letters of a line that says little beside a day.
const SHORT: usize = 90;
/// Letters of a paragraph.
const LONG: usize = 80;

/// How a line says that the page was changed on its day, in what it has before it.
const CHANGE: &str = "last zuletzt updated update modified edited revised changed aktualisiert geändert editiert bearbeitet änderung aktualisierung stand mis à \
    jour modifié actualizado actualización aggiornato atualizado bijgewerkt zaktualizowano обновлено изменено оновлено зміна";
/// How a line says that it has the page's day.
const OWN: &str = "published posted publication veröffentlicht erschienen erstellt gepostet geschrieben verfasst eingestellt publié publicado \
    pubblicato gepubliceerd geplaatst opublikowano опубликовано опубліковано";

/// A day that readers see, and how.
#[derive(Debug, Clone)]
struct Shown<'a> {
    day: String,
    words: &'a str,
    /// By the element or its class.
    is_marked: bool,
    /// The line has a day and nothing else, or is short and begins with it.
    leads: bool,
    /// A paragraph of the text stands before it.
    is_late: bool,
}

impl Shown<'_> {
    /// Whether its line has one of these words.
    fn says(&self, list: &str) -> bool {
        let lower = self.words.to_lowercase();
        day::tokens(&lower).iter().any(|(_, word)| list.split_ascii_whitespace().any(|one| one == *word))
    }
}

/// Adds what the page shows: `all` are its blocks, `article` those that are taken.
pub fn days(all: &[Block], article: &[&Block], facts: &mut Facts, remarks: &mut Vec<String>) {
    if let Some(line) = article.iter().take(8).find_map(|block| dateline::dateline(&block.text)) {
        if let Some(day) = &line.day {
            facts.published(day, Basis::Dateline, &format!("the dateline “{}”", line.words));
        }
        facts.agency = line.agency;
    }
    let (behind, before) = near(all, article);
    let near: Vec<&Shown> = behind.iter().chain(&before).collect();
    let in_address = facts.all_addresses().find_map(day::in_address);
    let is_confirmed =
        near.iter().any(|seen| facts.has_day(&seen.day)) || in_address.as_ref().is_some_and(|day| facts.has_day(day));
    if !is_confirmed {
        let own = |seen: &&Shown| seen.is_marked || seen.leads && !seen.is_late;
        let head = behind.iter().find(own);
        if let Some(seen) = head {
            facts.shown(&seen.day, seen.words, seen.says(CHANGE), remarks);
        }
        if let Some(day) = in_address.as_ref().filter(|_| head.is_none()) {
            facts.shown(day, "in its address", true, remarks);
        }
    }
    if !facts.lacks_date() {
        return;
    }
    let marked = near.iter().find(|seen| seen.is_marked);
    let others = near.iter().filter(|seen| seen.is_marked && marked.is_some_and(|first| first.day != seen.day));
    let times: BTreeSet<&str> = all.iter().filter_map(|block| block.day.as_deref()).collect();
    match (marked, in_address) {
        (Some(seen), _) if others.clone().next().is_none() => {
            facts.published(&seen.day, Basis::BylineDate, "the byline")
        }
        (_, Some(day)) => {
            remarks.push(format!("no tag says when it was published; its address has {day}, which is used with a `?`"));
            facts.published_perhaps(&day, "the page's address");
        }
        // All that the page tells machines is one day.
        (None, None) if times.len() == 1 => {
            times.iter().for_each(|day| facts.published(day, Basis::Metadata, "<time>"))
        }
        (seen, None) => suggest(
            seen.or(near.first())
                .map(|seen| (*seen).clone())
                .or_else(|| below(all, article))
                .or_else(|| elsewhere(all)),
            facts,
            remarks,
        ),
    }
}

fn suggest(seen: Option<Shown>, facts: &mut Facts, remarks: &mut Vec<String>) {
    let Some(Shown { day, words, .. }) = seen else { return };
    let words: String = words.chars().take(60).collect();
    remarks.push(format!(
        "the page shows “{words}” ({day}): if this is its date, write `published: \"{day}\"` and `published_basis: byline-date`"
    ));
    facts.suggested = Some((day, Basis::BylineDate));
}

/// The days behind the headline, and those before it, the nearest first.
fn near<'a>(all: &'a [Block], article: &[&Block]) -> (Vec<Shown<'a>>, Vec<Shown<'a>>) {
    let place = |wanted: &Block| all.iter().position(|block| std::ptr::eq(block, wanted));
    let headline = article.iter().take(12).find(|block| block.heading == Some(1)).or(article.first());
    let Some(at) = headline.and_then(|block| place(block)) else { return Default::default() };
    // The text's second paragraph ends the head.
    let is_long = |block: &&Block| block.letters >= LONG && block.linked * 2 < block.letters && block.heading.is_none();
    let (mut long, mut behind) = (0, Vec::new());
    for block in all.iter().skip(at).take(AFTER) {
        let is_late = long > 0;
        long += usize::from(is_long(&block));
        if long > 2 {
            break;
        }
        behind.extend(seen_in(block).map(|seen| Shown { is_late, ..seen }));
    }
    let before = all.iter().take(at).rev().take(BEFORE);
    (behind, before.filter_map(seen_in).collect())
}

/// A day at the end of the article: "Last changed on 18 January 2018".
fn below<'a>(all: &'a [Block], article: &[&Block]) -> Option<Shown<'a>> {
    let last = article.last()?;
    let at = all.iter().position(|block| std::ptr::eq(block, *last))?;
    let from = at.saturating_sub(3);
    let seen: Vec<Shown> = all.iter().skip(from).take(8).filter_map(seen_in).collect();
    seen.iter().find(|seen| seen.says(OWN)).or(seen.first()).cloned()
}

/// Anywhere on the page: what is marked, then what says that it is the page's, then any line that is a day, then any at all.
fn elsewhere(all: &[Block]) -> Option<Shown<'_>> {
    let seen: Vec<Shown> = all.iter().filter_map(seen_in).collect();
    let ranks: [&dyn Fn(&&Shown) -> bool; 5] =
        [&|seen| seen.is_marked, &|seen| seen.says(OWN), &|seen| seen.says(CHANGE), &|seen| seen.leads, &|_| true];
    ranks.iter().find_map(|rank| seen.iter().find(rank)).cloned()
}

/// The day of a line that says little else, or that begins with it. A quotation has the day of what is quoted.
fn seen_in(block: &Block) -> Option<Shown<'_>> {
    if block.quotation {
        return None;
    }
    let is_short = block.letters <= SHORT;
    let written = day::written(&block.text).filter(|date| date.day.is_some());
    // What may be a year, and may be a number, is suggested only.
    let is_certain = written.is_some();
    let written = written.or_else(|| day::written_short(&block.text).filter(|_| is_short));
    let written = written.and_then(|date| Some((date.span, date.day?)));
    let leads = |span: &std::ops::Range<usize>| {
        let rest = block.text.get(span.end..).unwrap_or_default().trim_start();
        span.start <= 1 && rest.starts_with(|letter: char| letter.is_uppercase() || !letter.is_alphanumeric())
    };
    match (written, &block.day) {
        (Some((span, day)), _) if is_short || leads(&span) => {
            let is_marked = block.signature && is_short || block.day.is_some();
            let leads = is_short && leads(&span) || dateline::alone(&block.text).is_some();
            let is_own = !block.aside && is_certain;
            Some(Shown {
                day,
                words: &block.text,
                is_marked: is_marked && is_own,
                leads: leads && is_own,
                is_late: false,
            })
        }
        (None, Some(day)) if is_short => {
            let is_marked = !block.aside;
            Some(Shown { day: day.clone(), words: &block.text, is_marked, leads: false, is_late: false })
        }
        _ => None,
    }
}
