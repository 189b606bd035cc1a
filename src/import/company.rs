//! What a page is, or has, beside an article: comments of its readers, entries of a live blog, a barrier before the rest of the text. None of
//! it is judged; the author is told what the copy holds of it.

use std::collections::BTreeSet;

use dom_query::Document;

use super::blocks::Block;
use super::json_ld;

/// Letters of a comment that says something.
const SOME: usize = 40;
/// Entries of which a page is a live blog, though it does not say so.
const ENTRIES: usize = 4;
/// Letters behind a barrier from which on the copy has what stands there.
const OPEN: usize = 400;

/// How pages mark the entries of a live blog, and a barrier.
const LIVE: &str = "[itemprop=liveBlogUpdate], [itemtype$=LiveBlogPosting] [itemtype$=BlogPosting], [class*=live-blog-post], [class*=liveblog-post], \
    [class*=liveblog__post], [class*=liveblog-entry], [class*=live-entry], [class*=ticker-entry], [class*=liveticker-item]";
const BARRIER: &str = "[class*=paywall], [id*=paywall], [class*=regwall], [class*=piano-offer], [class*=subscriber-only], [class*=subscribe-wall]";
/// What a page's tags say of an article that is not open to all.
const TIERS: &str = "meta[property='article:content_tier'], meta[name='article:content_tier']";

/// Says what was found.
pub fn tell(document: &Document, all: &[Block], article: &[&Block], remarks: &mut Vec<String>) {
    comments(all, article, remarks);
    live(document, remarks);
    barrier(document, remarks);
}

fn comments(all: &[Block], article: &[&Block], remarks: &mut Vec<String>) {
    let is_taken = |block: &&Block| article.iter().any(|taken| std::ptr::eq(*taken, *block));
    let said = |block: &&Block| block.comment && block.letters >= SOME && block.linked * 2 < block.letters;
    let (taken, left): (Vec<&Block>, Vec<&Block>) = all.iter().filter(said).partition(is_taken);
    if let Some(first) = taken.first() {
        let head: String = first.text.chars().take(60).collect();
        remarks.push(format!(
            "{} paragraph(s) of the capture stand in a box of comments or reviews, the first begins “{head}”: their authors are readers of the page, and \
             not its outlet",
            taken.len()
        ));
    }
    if !left.is_empty() {
        remarks.push(format!("{} paragraph(s) of comments or reviews below the article were left out", left.len()));
    }
}

fn live(document: &Document, remarks: &mut Vec<String>) {
    let marked = document.select(LIVE);
    let nodes: BTreeSet<_> = marked.nodes().iter().map(|node| node.id).collect();
    // An entry inside of an entry is a part of it.
    let outer = marked.nodes().iter().filter(|node| !node.ancestors_it(None).any(|above| nodes.contains(&above.id)));
    let entries = outer.count().max(json_ld::live_entries(document).unwrap_or(0));
    if entries >= ENTRIES || json_ld::live_entries(document).is_some() {
        let count = if entries > 0 { format!(" of {entries} entries") } else { String::new() };
        remarks.push(format!(
            "the page is a live blog{count}: each has a time of its own, which is not the day of the page; say it with the excerpt (`as_of`), and have the page \
             archived, for it goes on"
        ));
    }
}

fn barrier(document: &Document, remarks: &mut Vec<String>) {
    let letters = |selector: &str| {
        let found = document.try_select(selector)?;
        Some(found.text().chars().filter(|letter| letter.is_alphanumeric()).count())
    };
    // What the page says is closed off may be in the copy of somebody who has paid.
    match json_ld::closed(document) {
        Some(parts) => {
            let behind = parts.iter().filter_map(|part| letters(part)).max();
            remarks.push(match behind {
                Some(count) if count >= OPEN => format!(
                    "the page says that it is not free to read; the part that it closes off is in this copy ({count} letters): readers without an \
                     account cannot look it up"
                ),
                _ => "the page says that it is not free to read: what was saved may be its beginning only".to_owned(),
            });
        }
        None => {
            let tier = document.select(TIERS).first().attr("content").map(|tier| tier.to_string());
            let tier = tier.filter(|tier| ["locked", "metered"].contains(&tier.as_str()));
            if let Some(tier) = tier {
                remarks.push(format!(
                    "the page says that it is not free to read (`{tier}`): what was saved may be its beginning only"
                ));
            } else if document.select(BARRIER).iter().any(|found| !found.text().trim().is_empty()) {
                remarks.push(
                    "the page has a barrier for those who have not subscribed: compare the end of the capture with what a browser shows".to_owned(),
                );
            }
        }
    }
}
