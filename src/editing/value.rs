//! YAML that is to be written: texts in quotation marks, words without, groups in blocks, or on one line inside braces.

use crate::import::quoted;
use crate::yaml::{Node, Origin, read};

/// A key: one of ours as it is, one that people chose in quotation marks.
pub fn written(key: &str) -> String {
    let is_plain = key.starts_with(|letter: char| letter.is_ascii_lowercase())
        && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-'));
    if is_plain { key.to_owned() } else { quoted(key) }
}

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Any text.
    Text(String),
    /// An id or a word of a list, which needs no marks.
    Word(String),
    /// Keys on lines of their own.
    Group(Vec<(String, Value)>),
    /// Keys in braces, on one line.
    Line(Vec<(String, Value)>),
    /// A list with an item a line.
    Items(Vec<Value>),
}

impl Value {
    /// `key: value` in a column, without a line end.
    pub fn entry(&self, key: &str, column: usize) -> String {
        let (space, inner, key) = (" ".repeat(column), column + 2, written(key));
        match self {
            Value::Group(entries) => {
                let lines: Vec<String> = entries.iter().map(|(key, value)| value.entry(key, inner)).collect();
                format!("{space}{key}:\n{}", lines.join("\n"))
            }
            Value::Items(items) if !items.iter().all(|item| matches!(item, Value::Word(_))) => {
                let lines: Vec<String> = items.iter().map(|item| item.item(inner)).collect();
                format!("{space}{key}:\n{}", lines.join("\n"))
            }
            _ => format!("{space}{key}: {}", self.in_line()),
        }
    }

    /// `- value` in a column, without a line end.
    pub fn item(&self, column: usize) -> String {
        let space = " ".repeat(column);
        match self {
            Value::Group(entries) => {
                let lines: Vec<String> = entries.iter().map(|(key, value)| value.entry(key, column + 2)).collect();
                format!("{space}- {}", lines.join("\n").trim_start())
            }
            _ => format!("{space}- {}", self.in_line()),
        }
    }

    /// On one line.
    pub fn in_line(&self) -> String {
        let entries = |entries: &[(String, Value)]| {
            let list: Vec<String> =
                entries.iter().map(|(key, value)| format!("{}: {}", written(key), value.in_line())).collect();
            format!("{{ {} }}", list.join(", "))
        };
        match self {
            Value::Text(text) => quoted(text),
            Value::Word(word) => word.clone(),
            Value::Group(list) | Value::Line(list) => entries(list),
            Value::Items(items) => format!("[{}]", items.iter().map(Value::in_line).collect::<Vec<_>>().join(", ")),
        }
    }

    /// As it is read; none, if it is not read at all.
    pub fn node(&self) -> Option<Node> {
        let text = self.in_line();
        let file = "content/value.yaml".into();
        read(Origin { file: &file, text: &text, base: 0 }, &mut Vec::new()).map(|node| node.value)
    }
}
