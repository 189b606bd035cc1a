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

/// A day that readers see, and how.
#[derive(Debug, Clone)]
struct Shown<'a> {
    day: String,
    words: &'a str,
    /// By the element or its class.
    is_marked: bool,
}

/// Adds what the page shows: `all` are its blocks, `article` those that are taken.
pub fn days(all: &[Block], article: &[&Block], facts: &mut Facts, remarks: &mut Vec<String>) {
    if let Some(line) = article.iter().take(8).find_map(|block| dateline::dateline(&block.text)) {
        if let Some(day) = &line.day {
            facts.published(day, Basis::Dateline, &format!("the dateline “{}”", line.words));
        }
        facts.agency = line.agency;
    }
    let near = near(all, article);
    let in_address = facts.all_addresses().find_map(day::in_address);
    let is_confirmed =
        near.iter().any(|seen| facts.has_day(&seen.day)) || in_address.as_ref().is_some_and(|day| facts.has_day(day));
    if !is_confirmed {
        if let Some(seen) = near.iter().find(|seen| seen.is_marked || dateline::alone(seen.words).is_some()) {
            facts.doubt_day(&seen.day, seen.words, remarks);
        }
        if let Some(day) = &in_address {
            facts.doubt_day(day, "in its address", remarks);
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
                .cloned()
                .or_else(|| below(all, article))
                .or_else(|| all.iter().filter(|block| block.day.is_some()).find_map(seen_in)),
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
    facts.suggested = Some(day);
}

/// The days around the headline, those behind it first, the nearest first.
fn near<'a>(all: &'a [Block], article: &[&Block]) -> Vec<Shown<'a>> {
    let place = |wanted: &Block| all.iter().position(|block| std::ptr::eq(block, wanted));
    let headline = article.iter().take(12).find(|block| block.heading == Some(1)).or(article.first());
    let Some(at) = headline.and_then(|block| place(block)) else { return Vec::new() };
    // The text's second paragraph ends the head.
    let is_long = |block: &&Block| block.letters >= LONG && block.linked * 2 < block.letters && block.heading.is_none();
    let mut long = 0;
    let behind = all.iter().skip(at).take(AFTER).take_while(|block| {
        long += usize::from(is_long(block));
        long <= 2
    });
    let before = all.iter().take(at).rev().take(BEFORE);
    behind.chain(before).filter_map(seen_in).collect()
}

/// A day at the end of the article: "Last changed on 18 January 2018".
fn below<'a>(all: &'a [Block], article: &[&Block]) -> Option<Shown<'a>> {
    let last = article.last()?;
    let at = all.iter().position(|block| std::ptr::eq(block, *last))?;
    let from = at.saturating_sub(3);
    all.iter().skip(from).take(8).find_map(seen_in)
}

/// The day of a line that says little else, or that begins with it.
fn seen_in(block: &Block) -> Option<Shown<'_>> {
    let written = day::written(&block.text).and_then(|date| Some((date.span, date.day?)));
    let leads = |span: &std::ops::Range<usize>| {
        let rest = block.text.get(span.end..).unwrap_or_default().trim_start();
        span.start <= 1 && rest.starts_with(|letter: char| letter.is_uppercase() || !letter.is_alphanumeric())
    };
    let is_short = block.letters <= SHORT;
    match (written, &block.day) {
        (Some((span, day)), _) if is_short || leads(&span) => {
            let is_marked = block.signature && is_short || block.day.is_some();
            Some(Shown { day, words: &block.text, is_marked: is_marked && !block.aside })
        }
        (None, Some(day)) if is_short => Some(Shown { day: day.clone(), words: &block.text, is_marked: !block.aside }),
        _ => None,
    }
}
