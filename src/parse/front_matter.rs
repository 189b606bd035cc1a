//! Splits a Markdown file into its front matter and its body.

use crate::diagnostic::Diagnostic;
use crate::files::{File, Span};
use crate::rules;

use crate::yaml::Origin;

/// The two parts of a Markdown file; offsets are bytes in the file.
pub struct Parts<'a> {
    pub yaml: Origin<'a>,
    pub body: &'a str,
    pub body_start: usize,
}

/// Whether a line closes front matter: `---`, or `...` as YAML has it.
pub fn is_closing(line: &str) -> bool {
    matches!(line.trim_end(), "---" | "...")
}

/// Splits `---`, YAML, `---` or `...`, body. A file that is not UTF-8, or has no closed front matter, is reported.
pub fn split<'a>(file: &'a File, notices: &mut Vec<Diagnostic>) -> Option<Parts<'a>> {
    let (text, mark) = match file.text() {
        Ok(found) => found,
        Err(at) => {
            notices.push(rules::not_utf8(&file.path, at));
            return None;
        }
    };
    let first_line = text.lines().next().unwrap_or_default();
    if first_line.trim_end() != "---" {
        notices.push(rules::front_matter(&file.path, Span::new(mark, mark + first_line.len().min(1)), false));
        return None;
    }
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if is_closing(line) {
            let body_start = at + line.len();
            let yaml = Origin { file: &file.path, text: &text[start..at], base: mark + start };
            return Some(Parts { yaml, body: &text[body_start..], body_start: mark + body_start });
        }
        at += line.len();
    }
    notices.push(rules::front_matter(&file.path, Span::new(mark, mark + 3), true));
    None
}
