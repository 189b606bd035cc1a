//! The text of a page as its reader saw it: one block for each paragraph, heading, caption and table row, in the page's order.
//!
//! The walk keeps its own stack, so that a deep page costs memory and not the machine's stack.

use std::collections::BTreeSet;

use dom_query::{Document, NodeData, NodeId, NodeRef};

use super::day;
use super::signs::{Inside, is_block, is_unseen, within};

/// A run of text that stands by itself.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Block {
    pub text: String,
    /// 1 to 6 for a heading.
    pub heading: Option<u8>,
    /// Whether one line break, and not a paragraph's end, parts it from the block before.
    pub continues: bool,
    /// Inside navigation, a form, or a box that its class calls related, cookie, share …
    pub aside: bool,
    /// Inside what the page marks as its byline or date.
    pub signature: bool,
    /// Below a picture.
    pub caption: bool,
    /// In an item of a list, a cell of a table, or set as it is.
    pub listed: bool,
    /// Inside a block quotation.
    pub quotation: bool,
    /// In what readers of the page wrote.
    pub comment: bool,
    /// In what the site says of itself: a disclosure, terms.
    pub notice: bool,
    /// The element that holds its own.
    pub container: Option<NodeId>,
    /// What the containers of several posts have in common.
    pub kin: Option<u64>,
    /// What the classes of containers have in common.
    pub style: Option<u64>,
    /// The day that a `<time>` in it tells machines.
    pub day: Option<String>,
    /// What it links to.
    pub links: Vec<String>,
    /// Letters in all, in links, and in what readability picked.
    pub letters: usize,
    pub linked: usize,
    pub picked: usize,
}

enum Step<'a> {
    Enter(NodeRef<'a>, Inside),
    Leave { block: bool, quote: bool },
}

/// The blocks of `document`; `picked` are the text nodes that readability takes for the article.
pub fn blocks(document: &Document, picked: &BTreeSet<NodeId>) -> Vec<Block> {
    let mut writer = Writer::default();
    let mut steps = vec![Step::Enter(document.root(), Inside::default())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave { block, quote } => {
                if quote {
                    writer.letter('”', Inside::default(), false);
                }
                if block {
                    writer.end_block(false);
                }
            }
            Step::Enter(node, inside) => enter(node, inside, picked, &mut writer, &mut steps),
        }
    }
    writer.end_block(false);
    writer.blocks
}

fn enter<'a>(
    node: NodeRef<'a>,
    inside: Inside,
    picked: &BTreeSet<NodeId>,
    writer: &mut Writer,
    steps: &mut Vec<Step<'a>>,
) {
    let name = node.query_or(None, |node| match &node.data {
        NodeData::Text { contents } => {
            writer.text(contents, inside, picked.contains(&node.id));
            None
        }
        NodeData::Element(element) => Some(element.name.local.to_string()),
        NodeData::Document | NodeData::Fragment => Some(String::new()),
        _ => None,
    });
    let Some(name) = name else { return };
    if is_unseen(&node, &name) {
        return;
    }
    match name.as_str() {
        "br" => return writer.end_block(true),
        "td" | "th" => writer.cell(),
        "q" => writer.letter('“', inside, false),
        "a" => writer.link(&node),
        "time" => writer.time(&node),
        _ => {}
    }
    let block = is_block(&name);
    if block {
        writer.end_block(false);
        // The rows of a table stand on lines of their own, without blank ones between them.
        writer.now.continues = name == "tr" && node.prev_element_sibling().is_some();
    }
    steps.push(Step::Leave { block, quote: name == "q" });
    let inside = within(&node, &name, inside);
    steps.extend(node.children_it(true).map(|child| Step::Enter(child, inside)));
}

/// Gathers letters into the current block.
#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    now: Block,
}

impl Writer {
    fn text(&mut self, text: &str, inside: Inside, picked: bool) {
        for letter in text.chars() {
            if inside.preformatted && letter == '\n' {
                self.end_block(true);
            } else {
                self.letter(letter, inside, picked);
            }
        }
    }

    /// Runs of white space are one space, as a browser shows them; what has no width is dropped.
    fn letter(&mut self, letter: char, inside: Inside, picked: bool) {
        if letter.is_whitespace() || letter.is_control() {
            if !self.now.text.is_empty() && !self.now.text.ends_with([' ', '\t']) {
                self.now.text.push(' ');
            }
            return;
        }
        if matches!(letter, '\u{AD}' | '\u{200B}' | '\u{FEFF}') {
            return;
        }
        let now = &mut self.now;
        if now.letters == 0 {
            now.heading = inside.heading;
            (now.aside, now.signature, now.quotation) = (inside.aside, inside.signature, inside.quotation);
            (now.caption, now.container, now.kin) = (inside.caption, inside.container, inside.kin);
            now.style = inside.style;
            now.listed = inside.listed;
            (now.comment, now.notice) = (inside.comment, inside.notice);
        }
        now.aside &= inside.aside;
        now.signature |= inside.signature;
        now.letters += 1;
        now.linked += usize::from(inside.link);
        now.picked += usize::from(picked);
        now.text.push(letter);
    }

    /// A link that leads out of the page.
    fn link(&mut self, node: &NodeRef) {
        let target = node.attr("href").filter(|target| target.starts_with("http") && self.now.links.len() < 100);
        self.now.links.extend(target.map(|target| target.to_string()));
    }

    /// The first day in it that machines are told.
    fn time(&mut self, node: &NodeRef) {
        let day = || node.attr("datetime").and_then(|day| day::stated(&day)).filter(|day| day.len() == 10);
        self.now.day = self.now.day.take().or_else(day);
    }

    /// Parts two cells of a table row.
    fn cell(&mut self) {
        if !self.now.text.is_empty() {
            self.now.text.truncate(self.now.text.trim_end().len());
            self.now.text.push('\t');
        }
    }

    /// Ends the block; `by_break` says that a line break did it, so that the next one continues it. An empty line parts paragraphs.
    fn end_block(&mut self, by_break: bool) {
        let mut done = std::mem::take(&mut self.now);
        let is_empty = done.text.trim().is_empty();
        self.now.continues = by_break && !is_empty;
        if !is_empty {
            done.text.truncate(done.text.trim_end().len());
            self.blocks.push(done);
        }
    }
}
