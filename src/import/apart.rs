//! What of an article is not its body, though it may be quoted: headline, bylines, captions, and what a page puts between the paragraphs.
//!
//! The container decides: most of the paragraphs stand in one element, and a line among them that stands in a box of its own is none
//! of them, whatever the box is called.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use dom_query::NodeId;

use super::blocks::Block;
use super::dateline;

/// Letters of a lead.
const LEAD: usize = 60;
/// Letters of the shortest paragraph that is one by itself.
const SOME: usize = 40;

/// What of the article is not its body: the headline, bylines, captions, and what stands around the paragraphs.
pub fn apart(article: &[&Block]) -> Vec<Option<&'static str>> {
    let is_prose = |block: &&Block, most: usize| {
        block.letters >= most && block.linked * 2 < block.letters && block.heading.is_none() && !is_caption(block)
    };
    // What a site says of itself, and what readers wrote, is the article only where there is nothing else.
    let is_beside_it = |block: &Block| block.notice || block.comment;
    let others = article.iter().filter(|block| is_prose(block, SOME) && !is_beside_it(block));
    let has_others = others.map(|block| block.letters).sum::<usize>() > 0;
    let is_foreign = |block: &Block| has_others && is_beside_it(block);
    let is_picked = |block: &&Block| is_prose(block, 60) && block.picked * 2 > block.letters && !is_foreign(block);
    let is_shown = |block: &&Block| is_prose(block, SOME) && !is_foreign(block);
    let is_paragraph: &dyn Fn(&&Block) -> bool = if article.iter().any(is_picked) { &is_picked } else { &is_shown };
    let first = article.iter().position(is_paragraph).unwrap_or(0);
    let last = article.iter().rposition(is_paragraph).unwrap_or(article.len());
    // What holds much of the words is no margin, and what stands in it everywhere no byline.
    let letters =
        |blocks: Option<&[&Block]>| blocks.unwrap_or_default().iter().map(|block| block.letters).sum::<usize>();
    let total = letters(Some(article));
    let is_margin = |blocks: Option<&[&Block]>| letters(blocks) * 3 <= total;
    let (has_head, has_foot) = (is_margin(article.get(..first)), is_margin(article.get(last + 1..)));
    let signed = article.iter().filter(|block| block.signature).count();
    let has_bylines = signed <= 4 || signed * 4 <= article.len();
    let is_beside = |block: &Block, other: usize| {
        let other = article.get(other);
        other.is_some_and(|other| block.container == other.container || block.kin.is_some() && block.kin == other.kin)
    };
    let headline = article.iter().take(first).rposition(|block| block.heading == Some(1));
    let body = Body::of(article, first..=last);
    let what = |(at, block): (usize, &&Block)| match block {
        block if block.heading == Some(1) && at <= first => Some("headline"),
        block if is_foreign(block) => Some(if block.comment { "comment" } else { "notice" }),
        block if is_caption(block) => Some("caption"),
        block if has_bylines && block.signature && block.letters < 120 || dateline::alone(&block.text).is_some() => {
            Some("byline")
        }
        block if is_notice(&block.text) => Some("notice"),
        block if at < first && has_head => {
            let is_picked = block.picked * 2 > block.letters && block.linked * 2 < block.letters;
            // A lead stands in a box of its own, and is prose all the same.
            let is_lead = Some(at) > headline && block.letters >= LEAD && block.linked * 2 < block.letters;
            let belongs = is_beside(block, first) || is_picked && block.heading.is_none() || is_lead;
            (!belongs).then_some("head")
        }
        block if at > last && has_foot => {
            let is_linked = block.linked * 2 > block.letters;
            (!is_beside(block, last) || block.heading.is_some() || is_linked).then_some("foot")
        }
        block if at > first && at < last && body.is_box(block) => Some("box"),
        block if at > first && at < last && is_all_link(block) => Some("link"),
        _ => None,
    };
    let mut told: Vec<Option<&'static str>> = article.iter().enumerate().map(what).collect();
    // `Don't miss` belongs to what it stands over.
    for at in (first + 1..last).rev() {
        let leads = told.get(at + 1).is_some_and(|next| matches!(next, Some("box" | "link" | "caption")));
        if leads && told.get(at) == Some(&None) && article.get(at).is_some_and(|block| is_label(block)) {
            told[at] = Some("label");
        }
    }
    told
}

/// What holds the article's paragraphs.
struct Body {
    container: Option<NodeId>,
    style: Option<u64>,
}

impl Body {
    /// The one container that holds most of the paragraphs' letters, if there is one.
    fn of(article: &[&Block], paragraphs: RangeInclusive<usize>) -> Body {
        let mut letters: BTreeMap<Option<NodeId>, usize> = BTreeMap::new();
        for block in article.get(paragraphs).unwrap_or_default().iter().filter(|block| block.heading.is_none()) {
            *letters.entry(block.container).or_default() += block.letters;
        }
        let total: usize = letters.values().sum();
        let most = letters.into_iter().max_by_key(|(_, letters)| *letters);
        let container = most.filter(|(_, letters)| letters * 3 >= total * 2).and_then(|(container, _)| container);
        let holds = |block: &&&Block| container.is_some() && block.container == container;
        Body { container, style: article.iter().find(holds).and_then(|block| block.style) }
    }

    /// Whether a short block stands in a box of its own among the paragraphs, and is no item, quotation or heading of theirs.
    fn is_box(&self, block: &Block) -> bool {
        let is_elsewhere = self.container.is_some() && block.container != self.container;
        let is_alike = block.style.is_some() && block.style == self.style;
        is_elsewhere && !is_alike && !block.listed && !block.quotation && block.heading.is_none() && block.letters < 160
    }
}

/// Whether a block leads elsewhere, and says nothing else.
fn is_all_link(block: &Block) -> bool {
    block.heading.is_none() && block.linked * 4 >= block.letters * 3
}

/// Whether a line is a few words and no sentence.
fn is_label(block: &Block) -> bool {
    block.letters <= 20 && block.heading.is_none() && !block.text.trim_end().ends_with(['.', '!', '?', '”', '"', ':'])
}

/// Whether a block stands below a picture, by its place or by its words.
fn is_caption(block: &Block) -> bool {
    let lower = block.text.trim_start().to_lowercase();
    let starts = [
        "photo:",
        "photo by",
        "image:",
        "(image",
        "credit:",
        "file photo",
        "foto:",
        "фото:",
        "©",
        "photograph:",
        "picture:",
        "bild:",
    ];
    let ends = ["(image:", "getty images", "/ap photo", "(ap photo", "via getty", "shutterstock", "/reuters", "/afp"];
    let is_short = block.letters < 300;
    block.caption && block.letters < 1_500
        || is_short
            && (starts.iter().any(|start| lower.starts_with(start))
                || ends.iter().any(|end| lower.contains(end)) && block.letters < 120)
}

/// Whether a line speaks of the site and not of the matter.
fn is_notice(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let whole = [
        "advertisement",
        "advert",
        "comments",
        "share",
        "tweet",
        "print",
        "read more",
        "related news",
        "trending news",
        "tags",
        "subscribe",
        "sharing is caring!",
        "anzeige",
        "werbung",
        "publicité",
        "publicidad",
        "реклама",
        "teilen",
        "drucken",
        "kommentare",
    ];
    let starts = [
        "sign up",
        "subscribe to",
        "get the latest",
        "follow us",
        "also read",
        "read also",
        "you may also like",
        "more stories",
        "related:",
        "[related",
    ];
    whole.contains(&lower.trim_end_matches(':'))
        || starts.iter().any(|start| lower.starts_with(start)) && text.chars().count() < 240
}
