//! A YAML document as a tree in which every value knows where it stands.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr as saphyr;

use super::fault::Fault;
use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Span, Spanned};
use crate::manuscript::Text;
use crate::rules;

/// A YAML value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Null,
    /// A scalar as written, quotation marks undone; `plain` if it had none.
    Scalar {
        text: String,
        plain: bool,
    },
    List(Vec<Spanned<Node>>),
    Map(Vec<(Text, Spanned<Node>)>),
}

impl Node {
    /// Whether nothing is said: no value, or white space alone.
    pub fn is_blank(&self) -> bool {
        match self {
            Node::Null => true,
            Node::Scalar { text, .. } => text.trim().is_empty(),
            Node::List(_) | Node::Map(_) => false,
        }
    }

    /// The text of a key in a group of keys.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        let Node::Map(entries) = self else { return None };
        let (_, value) = entries.iter().find(|(name, _)| name.value == key)?;
        match &value.value {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "empty",
            Node::Scalar { .. } => "a text",
            Node::List(_) => "a list",
            Node::Map(_) => "a group of keys",
        }
    }
}

/// The text a YAML tree was read from: its file, the YAML part, and where that part begins in the file.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    pub file: &'a FileId,
    pub text: &'a str,
    pub base: usize,
}

/// Reads one YAML document. A fault is one diagnostic, and no tree.
pub fn read(origin: Origin, notices: &mut Vec<Diagnostic>) -> Option<Spanned<Node>> {
    // Registers may be large, and one text may be repeated by a name everywhere; how deep and how much in all stays bounded.
    let options = saphyr::options! {
        budget: saphyr::budget! {
            max_depth: 64,
            max_nodes: 20_000_000,
            max_events: 50_000_000,
            enforce_alias_anchor_ratio: false,
        },
        reject_unsupported_tags: true,
        non_finite_float_policy: saphyr::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
    };
    match saphyr::from_str_with_options::<saphyr::Spanned<RawNode>>(origin.text, options) {
        Ok(raw) => {
            let starts = CharOffsets::new(origin.text);
            let node = located(raw, origin, &starts);
            say_hidden(&node, origin, notices);
            Some(node)
        }
        Err(error) => {
            notices.push(syntax_error(&error, origin));
            None
        }
    }
}

/// Reports hidden characters that stand in a text by their number, as in `"\u202E"`.
fn say_hidden(node: &Spanned<Node>, origin: Origin, notices: &mut Vec<Diagnostic>) {
    let mut say = |text: &str, span: Span| {
        let range = span.start as usize - origin.base..span.end as usize - origin.base;
        let source = origin.text.get(range).unwrap_or_default();
        let hidden = text.chars().find(|character| rules::is_hidden(*character) && !source.contains(*character));
        notices.extend(hidden.map(|character| rules::unseen_character(origin.file, span, character)));
    };
    match &node.value {
        Node::Null => {}
        Node::Scalar { text, .. } => say(text, node.span),
        Node::List(items) => items.iter().for_each(|item| say_hidden(item, origin, notices)),
        Node::Map(entries) => {
            entries.iter().for_each(|(key, _)| say(key, key.span));
            entries.iter().for_each(|(_, value)| say_hidden(value, origin, notices));
        }
    }
}

/// A value as the deserializer hands it over.
enum RawNode {
    Null,
    Text(String),
    Other,
    List(Vec<saphyr::Spanned<RawNode>>),
    Map(Vec<(saphyr::Spanned<String>, saphyr::Spanned<RawNode>)>),
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawNode, D::Error> {
        struct AnyValue;
        impl<'de> Visitor<'de> for AnyValue {
            type Value = RawNode;
            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("a text, a list or a group of keys")
            }
            fn visit_unit<E>(self) -> Result<RawNode, E> {
                Ok(RawNode::Null)
            }
            fn visit_none<E>(self) -> Result<RawNode, E> {
                Ok(RawNode::Null)
            }
            fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawNode, D::Error> {
                RawNode::deserialize(deserializer)
            }
            fn visit_bool<E>(self, _: bool) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_i64<E>(self, _: i64) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_u64<E>(self, _: u64) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_i128<E>(self, _: i128) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_u128<E>(self, _: u128) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_f64<E>(self, _: f64) -> Result<RawNode, E> {
                Ok(RawNode::Other)
            }
            fn visit_str<E>(self, text: &str) -> Result<RawNode, E> {
                Ok(RawNode::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawNode, A::Error> {
                let mut list = Vec::new();
                while let Some(item) = items.next_element()? {
                    list.push(item);
                }
                Ok(RawNode::List(list))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawNode, A::Error> {
                let mut map = Vec::new();
                while let Some(key) = entries.next_key()? {
                    map.push((key, entries.next_value()?));
                }
                Ok(RawNode::Map(map))
            }
        }
        deserializer.deserialize_any(AnyValue)
    }
}

/// Character offsets → byte offsets; free for ASCII.
struct CharOffsets(Option<Vec<u32>>);

impl CharOffsets {
    fn new(text: &str) -> CharOffsets {
        match text.is_ascii() {
            true => CharOffsets(None),
            false => {
                CharOffsets(Some(text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()))
            }
        }
    }

    fn byte(&self, character: usize, length: usize) -> usize {
        match &self.0 {
            None => character.min(length),
            Some(offsets) => offsets.get(character).map_or(length, |at| *at as usize),
        }
    }
}

fn located(raw: saphyr::Spanned<RawNode>, origin: Origin, starts: &CharOffsets) -> Spanned<Node> {
    let range = byte_range(&raw.referenced, origin.text, starts);
    let span = Span::from(range.clone()).shifted(origin.base);
    let written = origin.text.get(range.clone()).unwrap_or_default();
    let plain = !written.starts_with(['"', '\'', '|', '>']) && !follows_block_indicator(origin.text, range.start);
    let node = match raw.value {
        RawNode::Null => Node::Null,
        RawNode::Text(text) => Node::Scalar { text, plain },
        // Numbers and truth values are kept as written: `1.10` is not `1.1`.
        RawNode::Other => Node::Scalar { text: written.trim().to_owned(), plain },
        RawNode::List(items) => Node::List(items.into_iter().map(|item| located(item, origin, starts)).collect()),
        RawNode::Map(entries) => Node::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let span = Span::from(byte_range(&key.referenced, origin.text, starts)).shifted(origin.base);
                    (Spanned::new(key.value, span), located(value, origin, starts))
                })
                .collect(),
        ),
    };
    Spanned::new(node, span)
}

/// Whether the text at `start` is the content of a block scalar: its line before ends in `|` or `>`.
fn follows_block_indicator(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end_matches([' ', '\t']);
    let Some(line) = before.strip_suffix('\n') else { return false };
    line.trim_end().trim_end_matches(['-', '+']).ends_with(['|', '>'])
}

fn byte_range(location: &saphyr::Location, text: &str, starts: &CharOffsets) -> std::ops::Range<usize> {
    let span = location.span();
    let offset = span.offset() as usize;
    let start = starts.byte(offset, text.len());
    let end = starts.byte(offset + span.len() as usize, text.len());
    start..end.max(start)
}

/// A parser's complaint in plain words, with help for the traps that newcomers meet.
fn syntax_error(error: &saphyr::Error, origin: Origin) -> Diagnostic {
    let starts = CharOffsets::new(origin.text);
    let range = error.location().map_or(0..0, |location| byte_range(&location, origin.text, &starts));
    let line_start = origin.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let line = origin.text[line_start..].lines().next().unwrap_or_default();
    let fault = Fault::of(error, line, range.start - line_start);
    // A quotation mark that is never closed is noticed at the end; its line is where it was opened.
    let opened = opened_quotation(origin.text).filter(|_| fault == Fault::OpenQuotation);
    let start = opened.unwrap_or(range.start);
    let end = if start == range.start { range.end } else { start + 1 };
    let span = Span::new(start, end.max((start + 1).min(origin.text.len()))).shifted(origin.base);
    rules::yaml_syntax(origin.file, span, fault.message(), fault.help(line, range.start - line_start))
}

/// The first quotation mark that begins a value and is not closed on its line.
fn opened_quotation(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = line.find(": \"").map(|colon| colon + 2).or_else(|| line.find("- \"").map(|dash| dash + 2));
        if let Some(start) = start {
            let quotes = line[start..].match_indices('"').filter(|(at, _)| !line[..start + at].ends_with('\\'));
            if quotes.count() % 2 == 1 {
                return Some(at + start);
            }
        }
        at += line.len();
    }
    None
}
