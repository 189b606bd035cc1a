//! Authored YAML: a tree in which every value knows where it stands, read field by field.
//!
//! serde-saphyr gives values with their place; reading field by field, rather than into a derived struct, lets one run
//! report every fault of a file instead of the first.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr as saphyr;

use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::files::{FileId, Span, Spanned};
use crate::manuscript::{Allow, Text};
use crate::rules;
use crate::vocabulary::Word;

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
    /// The text of a key in a group of keys.
    pub fn text_of(&self, key: &str) -> Option<&str> {
        let Node::Map(entries) = self else { return None };
        let (_, value) = entries.iter().find(|(name, _)| name.value == key)?;
        match &value.value {
            Node::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    fn kind(&self) -> &'static str {
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
    let options = saphyr::options! {
        budget: saphyr::budget! { max_nodes: 20_000_000, max_events: 50_000_000 },
    };
    match saphyr::from_str_with_options::<saphyr::Spanned<RawNode>>(origin.text, options) {
        Ok(raw) => {
            let starts = CharOffsets::new(origin.text);
            Some(located(raw, origin, &starts))
        }
        Err(error) => {
            notices.push(syntax_error(&error, origin));
            None
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
    let said = error.to_string();
    let said = said.lines().next().unwrap_or_default();
    let said = said.trim_start_matches("error: ");
    let said = said.split_once(": ").filter(|(place, _)| place.starts_with("line ")).map_or(said, |(_, rest)| rest);
    let (message, help) = in_plain_words(said, line, range.start - line_start);
    // A quotation mark that is never closed is noticed at the end; its line is where it was opened.
    let start = match said.contains("multiline quoted scalar") || said.contains("end of stream") {
        true => opened_quotation(origin.text).unwrap_or(range.start),
        false => range.start,
    };
    let end = if start == range.start { range.end } else { start + 1 };
    let span = Span::new(start, end.max((start + 1).min(origin.text.len()))).shifted(origin.base);
    rules::yaml_syntax(origin.file, span, message, help)
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

/// The value that a place in a line belongs to: in braces and brackets the one item, else all after the key.
fn value_at(line: &str, at: usize) -> &str {
    let at = (0..=at.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let before = &line[..at];
    let value = match before.rfind(['{', '[']) {
        None => line.split_once(": ").map_or(line, |(_, value)| value),
        Some(open) => {
            let item = before[open + 1..].rfind(", ").map_or(open + 1, |comma| open + 1 + comma + 2);
            let end = line[at..].find([',', '}', ']']).map_or(line.len(), |end| at + end);
            let item = &line[item..end];
            item.split_once(": ").map_or(item, |(_, value)| value)
        }
    };
    value.trim()
}

/// What the parser said of a line, for people who do not know YAML: what is wrong, and what to do.
fn in_plain_words(said: &str, line: &str, at: usize) -> (String, String) {
    let value = value_at(line, at).trim_matches(['“', '”', '„', '«', '»']);
    let is_value_twice = line.matches(": ").count() > 1;
    let quoted = format!("put the text in quotation marks: `\"{}\"`", value.replace('"', "\\\""));
    let has = |words: &str| said.contains(words);
    let (message, help): (&str, &str) = if has("duplicate") {
        ("the same key stands here twice", "delete one of the two, or merge them")
    } else if (has("mapping values") && is_value_twice) || (has("flow mapping") && value.contains(": ")) {
        ("a second `: ` in an unquoted text", &quoted)
    } else if has("mapping values") || has("did not find expected key") || has("did not find expected '-'") {
        (
            "this line does not begin in the column of the line it belongs to",
            "begin keys that belong together in the same column",
        )
    } else if has("block scalar") {
        (
            "`>` and `|` at the start of a text have a meaning of their own in YAML",
            "put the text in quotation marks, such as `\">100\"`, or write `over 100`",
        )
    } else if has("`@'") || has("'@'") || has("`@`") {
        (
            "a text cannot begin with `@` in YAML",
            "ids in YAML are written without `@`; any other text goes in quotation marks",
        )
    } else if has("tab") {
        ("a tab stands where YAML wants spaces", "indent with spaces")
    } else if has("trailing content after") {
        (
            "the text goes on after its closing quotation mark",
            "inside `\"…\"` a quotation mark is written `\\\"`; typographic ones, “ and ”, need nothing",
        )
    } else if has("escape character") {
        ("a `\\` inside `\"…\"` begins a sign of its own", "write `\\\\` for a backslash, or put the text in `'…'`")
    } else if has("quoted scalar") || has("end of stream") {
        (
            "a quotation mark is opened and not closed",
            "close the text with the mark it began with; a `\"` inside such a text is written `\\\"`",
        )
    } else if has("may not precede") || has("simple key expected") {
        ("a space is missing after the colon", "write `key: value`, in braces too")
    } else if has("bracket") || has("EOF while parsing a flow") {
        (
            "a bracket or brace is opened and not closed, or closed and not opened",
            "a list is written `[\"a\", \"b\"]`, a group `{ key: value }`",
        )
    } else if has("multiple YAML documents") {
        ("a second `---` stands in the file", "keep one document in a file")
    } else if has("alias") || has("anchor") || has("unexpected character") {
        ("this sign has a meaning of its own in YAML and cannot begin a text", &quoted)
    } else {
        let message = format!("YAML cannot read this: {said}");
        return (message, "check the indentation and the quotation marks of this line and the one before".to_owned());
    };
    (message.to_owned(), help.to_owned())
}

/// A group of keys being read; what is not asked for is an unknown key.
pub struct Fields<'a, 'n> {
    pub origin: Origin<'a>,
    pub notices: &'n mut Vec<Diagnostic>,
    /// Where a missing field belongs.
    pub span: Span,
    /// "a source", "a figure": for messages.
    owner: &'static str,
    /// It is no group of keys, which was told; that its keys are missing is no second fault.
    broken: bool,
    entries: Vec<(Text, Option<Spanned<Node>>)>,
    asked: Vec<&'static str>,
}

impl<'a, 'n> Fields<'a, 'n> {
    /// Reads `node` as a group of keys; anything else is reported and read as an empty group.
    pub fn new(
        origin: Origin<'a>,
        notices: &'n mut Vec<Diagnostic>,
        owner: &'static str,
        node: Spanned<Node>,
    ) -> Fields<'a, 'n> {
        let span = Span { start: node.span.start, end: node.span.start + 1 };
        let broken = !matches!(node.value, Node::Map(_) | Node::Null);
        let entries = match node.value {
            Node::Map(entries) => entries.into_iter().map(|(key, value)| (key, Some(value))).collect(),
            Node::Null => Vec::new(),
            other => {
                notices.push(rules::wrong_type(
                    origin.file,
                    node.span,
                    owner,
                    "a group of `key: value` lines, with a space after the colon",
                    other.kind(),
                ));
                Vec::new()
            }
        };
        Fields { origin, notices, span, owner, broken, entries, asked: Vec::new() }
    }

    pub fn file(&self) -> &'a FileId {
        self.origin.file
    }

    /// The raw value of a key, and the key's place. An empty value counts as absent.
    pub fn take(&mut self, key: &'static str) -> Option<Spanned<Node>> {
        self.asked.push(key);
        let entry = self.entries.iter_mut().find(|(name, value)| name.value == key && value.is_some())?;
        let value = entry.1.take()?;
        (value.value != Node::Null).then_some(value)
    }

    /// The keys that were not asked for, each with its value: for groups whose keys are the author's.
    pub fn rest(&mut self) -> Vec<(Text, Spanned<Node>)> {
        self.entries.iter_mut().filter_map(|(key, value)| Some((key.clone(), value.take()?))).collect()
    }

    /// A single line or paragraph of text.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        self.as_text(key, node, true)
    }

    /// The same, without its place.
    pub fn words(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// A text that must be there; `example` is shown when it is not.
    pub fn required(&mut self, key: &'static str, example: &str) -> Option<Text> {
        let present = self
            .entries
            .iter()
            .any(|(name, value)| name.value == key && value.as_ref().is_some_and(|v| v.value != Node::Null));
        if !present {
            self.take(key);
            if !self.broken {
                self.notices.push(rules::missing_field(self.origin.file, self.span, self.owner, key, example));
            }
            return None;
        }
        self.text(key)
    }

    /// A name of something else, or a word of a list: an unquoted comment after it cuts nothing.
    pub fn name(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        self.as_text(key, node, false)
    }

    pub fn as_text(&mut self, key: &str, node: Spanned<Node>, prose: bool) -> Option<Text> {
        match node.value {
            Node::Scalar { text, plain } => {
                if plain && prose && self.is_cut(node.span) {
                    let end = node.span.end;
                    self.notices.push(rules::yaml_text_cut(self.origin.file, Span { start: end, end: end + 2 }, key));
                }
                Some(Spanned::new(text, node.span))
            }
            other => {
                self.notices.push(rules::wrong_type(self.origin.file, node.span, key, "a text", other.kind()));
                None
            }
        }
    }

    /// Whether ` #` follows the unquoted text at `span` on its line.
    fn is_cut(&self, span: Span) -> bool {
        let end = (span.end as usize).saturating_sub(self.origin.base);
        let Some(rest) = self.origin.text.get(end..) else { return false };
        let line = rest.lines().next().unwrap_or_default();
        line.starts_with([' ', '\t']) && line.trim_start().starts_with('#')
    }

    /// A word of a closed list.
    pub fn word<W: Word>(&mut self, key: &'static str) -> Option<Spanned<W>> {
        let name = self.name(key)?;
        self.as_word(key, &name)
    }

    pub fn as_word<W: Word>(&mut self, key: &str, name: &Text) -> Option<Spanned<W>> {
        match W::parse(name) {
            Some(word) => Some(Spanned::new(word, name.span)),
            None => {
                self.notices.push(rules::unknown_value(self.origin.file, name, key, W::WORDS));
                None
            }
        }
    }

    /// `true` or `false`; anything else is an error.
    pub fn flag(&mut self, key: &'static str) -> Option<bool> {
        let name = self.name(key)?;
        match name.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.notices.push(rules::wrong_type(
                    self.origin.file,
                    name.span,
                    key,
                    "`true` or `false`",
                    "another word",
                ));
                None
            }
        }
    }

    /// A date in EDTF.
    pub fn date(&mut self, key: &'static str) -> Option<Spanned<Edtf>> {
        let name = self.name(key)?;
        self.as_date(key, &name)
    }

    pub fn as_date(&mut self, key: &str, name: &Text) -> Option<Spanned<Edtf>> {
        match Edtf::parse(name) {
            Ok(date) => Some(Spanned::new(date, name.span)),
            Err(error) => {
                self.notices.push(rules::bad_date(self.origin.file, name.span, key, &error.message));
                None
            }
        }
    }

    /// A decimal number.
    pub fn number(&mut self, key: &'static str) -> Option<Spanned<f64>> {
        let name = self.name(key)?;
        self.as_number(key, &name)
    }

    pub fn as_number(&mut self, key: &str, name: &Text) -> Option<Spanned<f64>> {
        match name.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(Spanned::new(number, name.span)),
            _ => {
                self.notices.push(rules::wrong_type(
                    self.origin.file,
                    name.span,
                    key,
                    "a number such as `50.597`",
                    "something else",
                ));
                None
            }
        }
    }

    /// A list of texts; one text alone counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<Text> {
        self.list(key).into_iter().filter_map(|node| self.as_text(key, node, true)).collect()
    }

    /// A list of names of other things.
    pub fn names(&mut self, key: &'static str) -> Vec<Text> {
        self.list(key).into_iter().filter_map(|node| self.as_text(key, node, false)).collect()
    }

    /// A list; a single value counts as a list of one.
    pub fn list(&mut self, key: &'static str) -> Vec<Spanned<Node>> {
        match self.take(key) {
            None => Vec::new(),
            Some(Spanned { value: Node::List(items), .. }) => items,
            Some(single) => vec![single],
        }
    }

    /// A group of keys inside this one.
    pub fn group(&mut self, key: &'static str, owner: &'static str) -> Option<Fields<'a, '_>> {
        let node = self.take(key)?;
        Some(Fields::new(self.origin, self.notices, owner, node))
    }

    /// A group inside this one that was already taken out.
    pub fn inside(&mut self, owner: &'static str, node: Spanned<Node>) -> Fields<'a, '_> {
        Fields::new(self.origin, self.notices, owner, node)
    }

    /// `allow: {RULE: "reason"}`.
    pub fn allow(&mut self) -> Vec<Allow> {
        let Some(mut fields) = self.group("allow", "`allow`") else { return Vec::new() };
        let mut list = Vec::new();
        for (rule, node) in fields.rest() {
            let reason = fields.as_text("allow", node, true);
            match reason {
                Some(reason) if !reason.trim().is_empty() => list.push(Allow { rule, reason }),
                _ => fields.notices.push(rules::reason_missing(fields.origin.file, &rule)),
            }
        }
        list
    }

    /// Reports every key that was not asked for.
    pub fn finish(self) {
        for (key, value) in &self.entries {
            if value.is_some() {
                match self.asked.contains(&key.value.as_str()) {
                    // A key that was asked for and is still here stood twice.
                    true => self.notices.push(rules::duplicate_id(
                        self.origin.file,
                        key,
                        "key",
                        (self.origin.file, key.span),
                    )),
                    false => self.notices.push(rules::unknown_key(self.origin.file, key, self.owner, &self.asked)),
                }
            }
        }
    }
}

/// Whether `id` is made of `a-z`, `0-9` and `-` alone.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
