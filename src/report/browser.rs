//! Findings as an open page shows them: the worst first, each with the nearest words, its place, and where the page says it.

use serde::Serialize;

use super::{MOST, errors_last, spelled_out};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::files::{FileId, Files, Span, position};

/// One finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The rule's code.
    pub rule: &'static str,
    /// One line.
    pub message: String,
    /// What to do next; may be empty.
    pub help: String,
    /// The file it is in.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1.
    pub column: usize,
    /// The words of other places that belong to it, the nearest first.
    pub beside: Vec<Beside>,
    /// The page that the file is, by its address in the site; none: it is no page.
    pub page: Option<String>,
    /// The claim whose note it is in, by its label.
    pub claim: Option<String>,
    /// The sentence that it is in, without markup; may be empty.
    pub sentence: String,
    /// What opens the file in the writer's editor.
    pub open: Option<String>,
}

/// Words somewhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// `content/captures/s003.txt:18`.
    pub place: String,
    /// What is said of them.
    pub says: String,
    /// The words.
    pub words: String,
}

/// The findings that a page shows, errors first.
pub fn findings(diagnostics: &[Diagnostic], files: &Files) -> Vec<Finding> {
    let mut sorted = errors_last(diagnostics);
    sorted.sort_by_key(|diagnostic| diagnostic.severity != Severity::Error);
    sorted.into_iter().take(MOST).map(|diagnostic| finding(diagnostic, files)).collect()
}

/// One of them.
pub fn finding(diagnostic: &Diagnostic, files: &Files) -> Finding {
    let bytes = bytes(&diagnostic.file, files);
    let at = position(bytes, diagnostic.span.start as usize);
    let place = Written::at(bytes, diagnostic.span);
    Finding {
        severity: diagnostic.severity.as_str(),
        rule: diagnostic.rule,
        message: spelled_out(&diagnostic.message),
        help: spelled_out(&diagnostic.help),
        file: spelled_out(&diagnostic.file),
        line: at.line,
        column: at.column,
        beside: diagnostic.labels.iter().filter_map(|label| beside(label, files)).collect(),
        page: None,
        claim: place.claim,
        sentence: place.sentence,
        open: None,
    }
}

fn beside(label: &Label, files: &Files) -> Option<Beside> {
    let bytes = bytes(&label.file, files);
    let words = slice(bytes, label.span);
    let words: Vec<&str> = words.split_whitespace().take(60).collect();
    let line = position(bytes, label.span.start as usize).line;
    let place = format!("{}:{line}", spelled_out(&label.file));
    (!words.is_empty()).then(|| Beside {
        place,
        says: spelled_out(&label.message),
        words: spelled_out(&words.join(" ")),
    })
}

fn bytes<'a>(file: &FileId, files: &'a Files) -> &'a [u8] {
    files.get(file).map_or(&[], |file| &file.bytes)
}

fn slice(bytes: &[u8], span: Span) -> String {
    let (from, to) = ((span.start as usize).min(bytes.len()), (span.end as usize).min(bytes.len()));
    String::from_utf8_lossy(&bytes[from..to.max(from)]).into_owned()
}

/// What an author wrote at a place.
struct Written {
    claim: Option<String>,
    sentence: String,
}

impl Written {
    fn at(bytes: &[u8], span: Span) -> Written {
        let text = String::from_utf8_lossy(bytes);
        let (from, to) = ((span.start as usize).min(text.len()), (span.end as usize).min(text.len()));
        let (Some(before), Some(after)) = (text.get(..from), text.get(to.max(from)..)) else {
            return Written { claim: None, sentence: String::new() };
        };
        if let Some(label) = note_of(before, &text[from..]) {
            return Written { claim: Some(label), sentence: String::new() };
        }
        let start = last_end(before);
        let end = first_end(after).unwrap_or(after.len());
        let sentence = plain(&format!("{}{}{}", &before[start..], slice(bytes, span), &after[..end]));
        Written { claim: None, sentence }
    }
}

/// The label of the note that a place is in: its own line begins one, or those above it that are indented lead to one.
fn note_of(before: &str, rest: &str) -> Option<String> {
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let own = rest.lines().next().unwrap_or_default();
    let own = format!("{}{own}", &before[line_start..]);
    let lines = std::iter::once(own.as_str()).chain(before[..line_start].lines().rev());
    for line in lines {
        if let Some(label) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
            return Some(label.0.to_owned());
        }
        if !(line.is_empty() || line.starts_with([' ', '\t'])) {
            return None;
        }
    }
    None
}

/// Where the sentence begins whose first part this is.
fn last_end(before: &str) -> usize {
    let paragraph = before.rfind("\n\n").map_or(0, |at| at + 2);
    let mut ends = before[paragraph..].match_indices([' ', '\n']).filter_map(|(at, _)| {
        let at = paragraph + at;
        is_end(&before[paragraph..at]).then_some(at + 1)
    });
    ends.next_back().unwrap_or(paragraph)
}

/// Where the sentence ends whose last part this is.
fn first_end(after: &str) -> Option<usize> {
    let paragraph = after.find("\n\n").unwrap_or(after.len());
    let ends = after[..paragraph].match_indices([' ', '\n']).map(|(at, _)| at);
    ends.chain([paragraph]).find(|at| *at == paragraph || is_end(&after[..*at]))
}

/// Whether a sentence ends with these words, its marker behind the stop or not.
fn is_end(words: &str) -> bool {
    let without_marker = |words: &str| words.ends_with(']').then(|| words.rfind("[^")).flatten();
    let words = without_marker(words).map_or(words, |at| &words[..at]);
    words.trim_end_matches(['"', '\'', '”', '’', '»', ')', '*', '_']).ends_with(['.', '!', '?', '…', '。', '؟'])
}

/// Without what Markdown means: the words that a reader sees.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['[', ']', '*', '_', '`', '#', '>']) {
        out.push_str(&rest[..at]);
        let here = &rest[at..];
        let skipped = match here {
            _ if here.starts_with("[^") => here.find(']').map_or(1, |end| end + 1),
            _ if here.starts_with("](") => here.find(')').map_or(1, |end| end + 1),
            _ => 1,
        };
        rest = &here[skipped..];
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
