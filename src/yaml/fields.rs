//! Groups of keys, read field by field: what is missing, misspelt or of the wrong kind is told, and the rest is read.

use super::node::{Node, Origin};
use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::files::{FileId, Span, Spanned};
use crate::manuscript::{Allow, Text};
use crate::passage::{Passages, Register, Wording};
use crate::placeholders;
use crate::rules;
use crate::vocabulary::Word;

/// A group of keys being read; what is not asked for is an unknown key.
pub struct Fields<'a, 'n> {
    pub origin: Origin<'a>,
    pub notices: &'n mut Vec<Diagnostic>,
    /// Where texts for readers are kept.
    pub passages: &'n mut Passages,
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
        passages: &'n mut Passages,
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
        Fields { origin, notices, passages, span, owner, broken, entries, asked: Vec::new() }
    }

    pub fn file(&self) -> &'a FileId {
        self.origin.file
    }

    /// The raw value of a key, and the key's place. An empty value counts as absent.
    pub fn take(&mut self, key: &'static str) -> Option<Spanned<Node>> {
        self.asked.push(key);
        let entry = self.entries.iter_mut().find(|(name, value)| name.value == key && value.is_some())?;
        let value = entry.1.take()?;
        (!value.value.is_blank()).then_some(value)
    }

    /// The keys that were not asked for, each with its value: for groups whose keys are the author's.
    pub fn rest(&mut self) -> Vec<(Text, Spanned<Node>)> {
        self.entries.iter_mut().filter_map(|(key, value)| Some((key.clone(), value.take()?))).collect()
    }

    /// A single line or paragraph that nobody reads as it is: a name of something, an address, a language.
    pub fn text(&mut self, key: &'static str) -> Option<Text> {
        let node = self.take(key)?;
        let text = self.as_text(key, node, true)?;
        if let Some(left) = placeholders::left(key, &text) {
            self.notices.push(rules::placeholder_left(self.origin.file, text.span, left));
        }
        Some(text)
    }

    /// The same, without its place.
    pub fn value(&mut self, key: &'static str) -> Option<String> {
        self.text(key).map(|text| text.value)
    }

    /// A single line or paragraph for readers.
    pub fn words(&mut self, key: &'static str, register: Register) -> Option<Wording> {
        let text = self.text(key)?;
        Some(self.kept(text, register))
    }

    /// Lines for readers; one alone counts as a list of one.
    pub fn lines(&mut self, key: &'static str, register: Register) -> Vec<Wording> {
        let texts: Vec<Text> = self.texts(key);
        texts.into_iter().map(|text| self.kept(text, register)).collect()
    }

    /// A text that readers see, kept for the rules about words.
    pub fn kept(&mut self, text: Text, register: Register) -> Wording {
        let from = (text.span.start as usize).saturating_sub(self.origin.base);
        let to = (text.span.end as usize).saturating_sub(self.origin.base);
        let source = self.origin.text.get(from..to).unwrap_or_default();
        self.passages.field(text, source, register)
    }

    /// A text for readers that must be there; `example` is shown when it is not.
    pub fn required_words(&mut self, key: &'static str, example: &str, register: Register) -> Option<Spanned<Wording>> {
        let text = self.required(key, example)?;
        let span = text.span;
        Some(Spanned::new(self.kept(text, register), span))
    }

    /// Whether a key is there, with something behind it; of a group that cannot be read nobody knows.
    pub fn says(&self, key: &str) -> bool {
        let is_said = |value: &Option<Spanned<Node>>| value.as_ref().is_some_and(|value| !value.value.is_blank());
        self.broken || self.entries.iter().any(|(name, value)| name.value == key && is_said(value))
    }

    /// A text that must be there; `example` is shown when it is not.
    pub fn required(&mut self, key: &'static str, example: &str) -> Option<Text> {
        if !self.says(key) {
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
                if let Some(inner) = between_curly(&text).filter(|_| plain) {
                    self.notices.push(rules::yaml_curly_marks(self.origin.file, node.span, key, inner));
                }
                Some(Spanned::new(text, node.span))
            }
            other => {
                self.notices.push(rules::wrong_type(self.origin.file, node.span, key, "a text", other.kind()));
                None
            }
        }
    }

    /// Where a key has nothing but what YAML takes for a comment: `accent: #7a1f3d`.
    pub fn comment_in_place_of(&self, key: &str) -> Option<Span> {
        let (name, _) = self
            .entries
            .iter()
            .find(|(name, value)| name.value == key && value.as_ref().is_some_and(|value| value.value.is_blank()))?;
        let end = (name.span.end as usize).saturating_sub(self.origin.base);
        let line = self.origin.text.get(end..)?.lines().next()?;
        let at = line.find('#').filter(|at| line[..*at].trim() == ":")?;
        let start = name.span.end as usize + at;
        Some(Span::new(start, name.span.end as usize + line.trim_end().len()))
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
                self.notices.push(rules::bad_date(self.origin.file, name.span, key, &error));
                None
            }
        }
    }

    /// A date that must not lie before another of the same thing.
    pub fn date_after(
        &mut self,
        key: &'static str,
        first: &'static str,
        before: Option<&Edtf>,
    ) -> Option<Spanned<Edtf>> {
        let date = self.date(key)?;
        if before.and_then(Edtf::earliest).zip(date.latest()).is_some_and(|(before, last)| last < before) {
            self.notices.push(rules::dates_reversed(self.origin.file, date.span, key, first));
        }
        Some(date)
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
        Some(Fields::new(self.origin, self.notices, self.passages, owner, node))
    }

    /// A group inside this one that was already taken out.
    pub fn inside(&mut self, owner: &'static str, node: Spanned<Node>) -> Fields<'a, '_> {
        Fields::new(self.origin, self.notices, self.passages, owner, node)
    }

    /// `allow: {RULE: "reason"}`.
    pub fn allow(&mut self) -> Vec<Allow> {
        let Some(mut fields) = self.group("allow", "`allow`") else { return Vec::new() };
        let mut list = Vec::new();
        for (rule, node) in fields.rest() {
            let reason = fields.as_text("allow", node, true);
            match reason {
                Some(reason) if !reason.trim().is_empty() => {
                    let reason = fields.kept(reason, Register::Reason);
                    list.push(Allow { rule, reason });
                }
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

/// A text without the typographic marks around it, which stand nowhere inside.
fn between_curly(text: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('»', '«'), ('‘', '’'), ('‚', '‘')];
    let inner = |(open, close): (char, char)| text.strip_prefix(open)?.strip_suffix(close);
    pairs.into_iter().find_map(inner).filter(|inner| !inner.contains(['“', '”', '„', '«', '»']))
}
