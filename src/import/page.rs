//! Reads a saved web page: its text from what is shown, the facts from its metadata.
//!
//! Readability says where the article is; the text is then taken from the page itself, from the headline to the article's last words, since
//! readability also drops bylines, captions and whatever looks thin, and an author may need to quote just that.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeId};
use dom_smoothie::{Config, Readability};

use super::adequate;
use super::blocks::{self, Block};
use super::compare::is_title_of;
use super::facts::Facts;
use super::saved::{Saved, What, Writer};
use super::{ImportError, apart, company, hidden_days, json_ld, metadata, shown_days};
use crate::foreign;

/// Readability compares candidates with one another; beyond this many nodes of the tree it is not asked.
const MOST_NODES_FOR_READABILITY: usize = 60_000;
/// It also resolves entities in time that grows with their square (dom_smoothie 0.19: two seconds for half a million).
const MOST_AMPERSANDS_FOR_READABILITY: usize = 50_000;
/// And it reads what an element holds again for each that holds it: at most so many steps lead down to all nodes together.
const MOST_STEPS_FOR_READABILITY: usize = 1_500_000;

/// The page's capture, and what the page states about itself.
pub fn read(html: &str) -> Result<Saved, ImportError> {
    let document = foreign::parse(html)?;
    let mut remarks = Vec::new();
    let mut facts = Facts::default();
    json_ld::read(&document, &mut facts, &mut remarks);
    metadata::read(&document, html, &mut facts, &mut remarks);

    let is_reasonable = document.tree.len() <= MOST_NODES_FOR_READABILITY
        && html.matches('&').count() <= MOST_AMPERSANDS_FOR_READABILITY
        && steps_down(&document) <= MOST_STEPS_FOR_READABILITY;
    let (picked, title) = if is_reasonable { readable(&document) } else { Default::default() };
    let all = blocks::blocks(&document, &picked);
    let in_head = document.select_single("title").text();
    let article = article(&all, &in_head);
    if !article.iter().any(|block| block.picked > 0) {
        remarks.push("the article could not be told from the rest of the page: read the capture and delete what is not the article".to_owned());
    }
    match article.iter().find(|block| block.heading == Some(1)) {
        Some(headline) => facts.title(&headline.text, "the headline"),
        None => remarks.push("no headline was found on the page itself; the capture begins with its text".to_owned()),
    }
    facts.title(&title, "<title>");
    if facts.lacks_title() {
        facts.title(&in_head, "<title>");
    }
    adequate::judge(&document, &all, &article, &mut remarks);
    company::tell(&document, &all, &article, &mut remarks);
    bylines_in_text(&article, &mut facts);
    shown_days::days(&all, &article, &mut facts, &mut remarks);
    hidden_days::suggest(&document, &mut facts, &mut remarks);
    Ok(Saved { facts, remarks, ..capture(&article, &apart::apart(&article)) })
}

/// The steps that lead from the root down to each node, together.
fn steps_down(document: &Document) -> usize {
    let (mut all, mut rest) = (0_usize, vec![(document.root(), 0)]);
    while let Some((node, depth)) = rest.pop() {
        all = all.saturating_add(depth);
        rest.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    all
}

/// The words of a piece of HTML, all of them.
pub fn fragment(html: &str) -> Result<Saved, ImportError> {
    let all = blocks::blocks(&foreign::parse(html)?, &BTreeSet::new());
    Ok(capture(&all.iter().collect::<Vec<_>>(), &[]))
}

/// The text nodes that readability takes for the article, and the page's title as it cleans it.
///
/// The crate clones the tree and moves its nodes about, so a text node keeps its id. It also holds assertions about trees that we cannot
/// check; should one fail, the page is read without it.
fn readable(document: &Document) -> (BTreeSet<NodeId>, String) {
    let config = Config { disable_json_ld: true, ..Config::default() };
    catch_unwind(AssertUnwindSafe(|| {
        let Ok(mut reader) = Readability::with_document(document.clone(), None, Some(config)) else {
            return Default::default();
        };
        let title = reader.get_article_title().to_string();
        if reader.parse().is_err() {
            return (BTreeSet::new(), title);
        }
        let article = reader.doc.select_single("#readability-page-1");
        let texts = article.nodes().iter().flat_map(|node| node.descendants_it()).filter(|node| node.is_text());
        (texts.map(|node| node.id).collect(), title)
    }))
    .unwrap_or_default()
}

/// The blocks that make up the article: the headline, what stands between it and the text, the text.
fn article<'a>(all: &'a [Block], title: &str) -> Vec<&'a Block> {
    let is_picked = |block: &Block| block.picked * 2 > block.letters;
    let letters = |wanted: &dyn Fn(&Block) -> bool| {
        all.iter().filter(|block| wanted(block)).map(|block| block.letters).sum::<usize>()
    };
    // A box called `social` or `modal` may hold the whole article: then its name means nothing.
    let names_mislead = letters(&|block| is_picked(block) && block.aside) * 2 > letters(&is_picked);
    let is_aside = |block: &Block| block.aside && !names_mislead;
    let is_text = |block: &Block| is_picked(block) && !is_aside(block);
    let is_links = |block: &Block| block.linked * 2 > block.letters;

    let long = |block: &&Block| is_text(block) && block.letters >= 40;
    let Some(first) = all.iter().position(|block| long(&block)).or_else(|| all.iter().position(&is_text)) else {
        return all.iter().filter(|block| !block.aside && !is_links(block)).collect();
    };
    let last = all.iter().rposition(&is_text).unwrap_or(first);
    let is_heading = |block: &Block| block.heading.is_some() && !is_aside(block);
    let is_headline = |block: &Block| block.heading == Some(1) && !is_aside(block);
    // Sites put their own name, or a section's, into a heading of the first rank too: the title tells which one is the article's.
    let above = || (0..=first).rev().filter(|at| all.get(*at).is_some_and(is_headline));
    let is_title = |at: &usize| all.get(*at).is_some_and(|block| is_title_of(&block.text, title));
    // Where none of the first rank is there, one that is the title stands for it.
    let lower = || (0..=first).rev().filter(|at| all.get(*at).is_some_and(is_heading)).find(is_title);
    let headline = above().find(is_title).or_else(|| above().next()).or_else(lower);
    // Without a headline, a byline close above the text still belongs to it.
    let byline = || {
        (first.saturating_sub(4)..first)
            .find(|at| all.get(*at).is_some_and(|block| block.signature && !is_aside(block)))
    };
    // The first and the last paragraphs belong to what holds the others, however short they are.
    let container = |at: usize| all.get(at).and_then(|block| block.container);
    let stays =
        |at: &usize| container(*at).is_some() && all.get(*at).is_some_and(|block| !is_aside(block) && !is_links(block));
    let kin = |at: usize| all.get(at).and_then(|block| block.kin);
    let beside =
        |at: usize, other: usize| container(at) == container(other) || kin(at).is_some() && kin(at) == kin(other);
    let in_first = (0..first).rev().take_while(|at| stays(at) && beside(*at, first)).last();
    let start = headline.or_else(byline).or(in_first).unwrap_or(first);
    let main = main_container(all, &is_text);
    let in_last = (last + 1..all.len()).take_while(|at| stays(at) && beside(*at, last)).last();
    let last = in_last.unwrap_or(last);
    // A heading may be a link; so may `Read more`, which says what it is.
    let is_subhead = |at: usize| {
        let text_at =
            |at: Option<usize>| at.and_then(|at| all.get(at)).is_some_and(|block| is_text(block) && !is_links(block));
        text_at(at.checked_sub(1))
            && text_at(Some(at + 1))
            && container(at) == container(at + 1)
            && all.get(at).is_some_and(|block| !is_pointer(&block.text))
            || main.is_some() && container(at) == main && all.get(at).is_some_and(|block| block.heading.is_some())
    };

    let keeps = |(at, block): &(usize, &Block)| {
        let belongs = !is_aside(block) && (!is_links(block) || block.signature || is_subhead(*at));
        match *at {
            at if at < start || is_links(block) && is_pointer(&block.text) => false,
            at if Some(at) == headline => true,
            at if at <= last => is_text(block) || belongs,
            at if at <= last + 3 => block.signature && belongs,
            _ => false,
        }
    };
    all.iter().enumerate().filter(keeps).map(|(_, block)| block).collect()
}

/// The element that holds most of the text.
fn main_container(all: &[Block], is_text: &dyn Fn(&Block) -> bool) -> Option<NodeId> {
    let mut letters: BTreeMap<Option<NodeId>, usize> = BTreeMap::new();
    for block in all.iter().filter(|block| is_text(block)) {
        *letters.entry(block.container).or_default() += block.letters;
    }
    let total: usize = letters.values().sum();
    letters.into_iter().max_by_key(|(_, letters)| *letters).filter(|(_, letters)| letters * 3 >= total * 2)?.0
}

/// Whether a line leads to another page and is no part of this one.
fn is_pointer(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    let starts = [
        "read more",
        "read also",
        "also read",
        "see also",
        "related",
        "more:",
        "watch",
        "lesen sie",
        "mehr zum",
        "lire aussi",
        "à lire",
        "leer más",
        "читайте",
        "leia",
    ];
    starts.iter().any(|start| lower.starts_with(start))
}

/// What the page marks as its byline, where its tags are silent.
fn bylines_in_text(article: &[&Block], facts: &mut Facts) {
    for block in article.iter().filter(|block| block.signature).take(4) {
        let text = block.text.trim();
        let by = ["By ", "BY ", "by ", "Von ", "Par ", "Por ", "Di "].iter().find_map(|by| text.strip_prefix(by));
        let name = by
            .filter(|name| name.split_whitespace().count() <= 8 && !name.contains(|letter: char| letter.is_numeric()));
        if let Some(name) = name.filter(|_| facts.lacks_authors()) {
            facts.authors([name], "the byline");
        }
    }
}

/// The blocks as text, a blank line between paragraphs.
fn capture(article: &[&Block], apart: &[Option<&'static str>]) -> Saved {
    let mut writer = Writer::default();
    for (at, block) in article.iter().enumerate() {
        if block.continues {
            writer.line()
        } else {
            writer.paragraph()
        }
        let start = writer.open();
        writer.push(&block.text);
        if let Some(what) = apart.get(at).copied().flatten() {
            writer.mark(start, What::Apart(what));
        }
        if block.quotation {
            writer.mark(start, What::Quotation);
        }
        for address in &block.links {
            writer.mark(start, What::Link(address.clone()));
        }
    }
    writer.finish()
}
