//! Diagnostics → text, JSON, SARIF, GitHub annotations. Pure: everything is returned as a string.

#![warn(missing_docs)]

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::files::{FileId, Files, Span, position};

pub mod browser;

/// How many findings the text report prints before it only counts.
pub const MOST: usize = 200;

/// The report for people: every finding with its lines, then a count.
pub fn text(diagnostics: &[Diagnostic], files: &Files, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(MOST) {
        out.push_str(&one(diagnostic, files, &renderer));
        out.push_str("\n\n");
    }
    if diagnostics.len() > MOST {
        out.push_str(&format!("… and {} more\n\n", diagnostics.len() - MOST));
    }
    out
}

/// Warnings, then errors: on a terminal the last is what is seen.
pub fn errors_last(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let of = |wanted: Severity| diagnostics.iter().filter(move |diagnostic| diagnostic.severity == wanted);
    of(Severity::Warning).chain(of(Severity::Error)).collect()
}

/// One finding as text, without a line end.
fn one(diagnostic: &Diagnostic, files: &Files, renderer: &Renderer) -> String {
    let message = clean(&diagnostic.message);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let primary = Passage::new(&diagnostic.file, diagnostic.span, files);
    let caption = clean(&diagnostic.caption);
    let labels: Vec<(Passage, String)> = diagnostic
        .labels
        .iter()
        .map(|label| (Passage::new(&label.file, label.span, files), clean(&label.message)))
        .collect();
    let help = clean(&diagnostic.help);
    let mut group = Group::with_title(level.primary_title(message.as_str()).id(diagnostic.rule));
    let mut snippet = primary.snippet().annotation(primary.annotation(AnnotationKind::Primary, &caption));
    for (passage, message) in labels.iter().filter(|(passage, _)| passage.joins(&primary)) {
        snippet = snippet.annotation(passage.annotation(AnnotationKind::Context, message));
    }
    group = group.element(snippet);
    for (passage, message) in labels.iter().filter(|(passage, _)| !passage.joins(&primary)) {
        group = group.element(passage.snippet().annotation(passage.annotation(AnnotationKind::Context, message)));
    }
    if !help.is_empty() {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group]).to_string()
}

/// The lines around a span, with the span inside them; long lines are cut so that a report of an article stays readable.
struct Passage {
    path: String,
    text: String,
    line: usize,
    start: usize,
    end: usize,
    /// Where the text begins in the file.
    base: usize,
}

impl Passage {
    fn new(file: &FileId, span: Span, files: &Files) -> Passage {
        let bytes: &[u8] = files.get(file).map_or(&[], |file| &file.bytes);
        // What is told of a file as a whole stands at its first byte, which may be a mark that nobody sees.
        let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
        let from = (span.start as usize).clamp(mark, bytes.len());
        let to = (span.end as usize).clamp(from, bytes.len());
        let line_start = memchr::memrchr(b'\n', &bytes[..from]).map_or(mark, |at| at + 1);
        let line_end = memchr::memchr(b'\n', &bytes[to..]).map_or(bytes.len(), |at| to + at);
        // At most five lines; the caret then points at the first.
        let end = memchr::memchr_iter(b'\n', &bytes[from..line_end]).nth(4).map_or(line_end, |at| from + at);
        let line = position(bytes, line_start).line;
        let slice = |range: std::ops::Range<usize>| String::from_utf8_lossy(&bytes[range]).into_owned();
        let before = clean_line(&slice(line_start..from));
        let inside = clean_line(&slice(from..to.min(end)));
        let after = clean_line(&slice(to.min(end)..end));
        let (before, after) = (cut_left(&before), cut_right(&after));
        Passage {
            path: spelled_out(file),
            line,
            start: before.len(),
            end: before.len() + inside.len(),
            text: format!("{before}{inside}{after}"),
            base: line_start,
        }
    }

    fn snippet(&self) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
        Snippet::source(self.text.as_str()).line_start(self.line).path(self.path.as_str()).fold(false)
    }

    fn annotation<'a>(&self, kind: AnnotationKind, label: &'a str) -> annotate_snippets::Annotation<'a> {
        let annotation = kind.span(self.start..self.end);
        match label.is_empty() {
            true => annotation,
            false => annotation.label(label),
        }
    }

    /// Whether both lie on the same line of the same file.
    fn joins(&self, primary: &Passage) -> bool {
        self.path == primary.path && self.base == primary.base && self.text == primary.text
    }
}

const SIDE: usize = 90;

fn cut_left(text: &str) -> String {
    let line = text.rsplit('\n').next().unwrap_or_default();
    match line.chars().count() {
        n if n > SIDE => format!("… {}", line.chars().skip(n - SIDE).collect::<String>()),
        _ => text.to_owned(),
    }
}

fn cut_right(text: &str) -> String {
    match text.chars().count() {
        n if n > SIDE => format!("{} …", text.chars().take(SIDE).collect::<String>()),
        _ => text.to_owned(),
    }
}

/// Author text without control characters; a line end becomes a space.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).filter(|c| !is_bidirectional(*c)).collect()
}

/// The same, line ends kept.
fn clean_line(text: &str) -> String {
    text.chars().filter(|c| (*c == '\n' || *c == '\t' || !c.is_control()) && !is_bidirectional(*c)).collect()
}

/// Words for a terminal: what would steer it is spelled out (`\u001b`, as JSON does), but line ends and tabs.
pub fn spelled_out(text: &str) -> String {
    let steers = |sign: char| (sign.is_control() && sign != '\n' && sign != '\t') || is_bidirectional(sign);
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match steers(sign) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(sign))),
            false => out.push(sign),
        }
    }
    out
}

/// Marks that reorder what a terminal shows.
fn is_bidirectional(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// "2 errors, 1 warning"; empty when there is nothing.
pub fn summary(diagnostics: &[Diagnostic]) -> String {
    let (errors, warnings) = counts(diagnostics);
    let parts = [(errors, "error"), (warnings, "warning")].into_iter().filter(|(number, _)| *number > 0);
    parts.map(|(number, what)| count(number, what)).collect::<Vec<_>>().join(", ")
}

/// "1 error", "2 errors".
pub fn count(number: usize, what: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {what}{ending}")
}

/// (errors, warnings)
pub fn counts(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    (errors, diagnostics.len() - errors)
}

fn place(file: &FileId, span: Span, files: &Files) -> (usize, usize, usize, usize) {
    let bytes: &[u8] = files.get(file).map_or(&[], |file| &file.bytes);
    let start = position(bytes, span.start as usize);
    let end = position(bytes, span.end as usize);
    (start.line, start.column, end.line, end.column)
}

/// The report for programs.
pub fn json(diagnostics: &[Diagnostic], files: &Files) -> String {
    let list: Vec<Value> = diagnostics
        .iter()
        .map(|d| {
            let (line, column, end_line, end_column) = place(&d.file, d.span, files);
            let labels: Vec<Value> = d
                .labels
                .iter()
                .map(|label| {
                    let (line, column, end_line, end_column) = place(&label.file, label.span, files);
                    json!({"file": &*label.file, "line": line, "column": column, "end_line": end_line,
                           "end_column": end_column, "message": label.message})
                })
                .collect();
            let mend = d.mend.as_ref().map(|mend| {
                let (line, column, end_line, end_column) = place(&d.file, mend.span, files);
                json!({"line": line, "column": column, "end_line": end_line, "end_column": end_column, "text": mend.text})
            });
            json!({"rule": d.rule, "severity": d.severity.as_str(), "message": d.message, "file": &*d.file, "line": line,
                   "column": column, "end_line": end_line, "end_column": end_column, "labels": labels, "help": d.help,
                   "mend": mend})
        })
        .collect();
    let (errors, warnings) = counts(diagnostics);
    let report = json!({"diagnostics": list, "summary": {"errors": errors, "warnings": warnings}});
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

/// Workflow commands that GitHub shows beside the lines of a pull request.
pub fn github(diagnostics: &[Diagnostic], files: &Files) -> String {
    let escape = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| escape(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for d in diagnostics {
        let (line, column, end_line, end_column) = place(&d.file, d.span, files);
        let help = if d.help.is_empty() { String::new() } else { format!("\n{}", d.help) };
        let end = if end_line == line { format!(",endColumn={end_column}") } else { String::new() };
        out.push_str(&format!(
            "::{} file={},line={line},endLine={end_line},col={column}{end},title={}::{}\n",
            d.severity.as_str(),
            property(&d.file),
            property(d.rule),
            escape(&format!("{}{help}", d.message)),
        ));
    }
    out
}

/// Markdown in plain words, for those who never see a terminal: what is wrong, where, and what to do.
pub fn summary_page(diagnostics: &[Diagnostic], files: &Files) -> String {
    // Whatever authors wrote is shown as they wrote it.
    let shown = |text: &str| {
        let mut out = String::new();
        for sign in clean(text).chars() {
            if sign.is_ascii_punctuation() && !".,;:'/()-".contains(sign) {
                out.push('\\');
            }
            out.push(sign);
        }
        out
    };
    let (errors, warnings) = counts(diagnostics);
    let mut out = match (errors, warnings) {
        (0, 0) => return "## onrecord found nothing to mend\n".to_owned(),
        (0, _) => format!("## {}\n\nNothing keeps the site from being published.\n\n", count(warnings, "warning")),
        _ => format!("## {}\n\nThe site is not published until the errors are mended.\n\n", summary(diagnostics)),
    };
    let sorted = |severity| diagnostics.iter().filter(move |found| found.severity == severity);
    for found in sorted(Severity::Error).chain(sorted(Severity::Warning)).take(MOST) {
        let (line, column, _, _) = place(&found.file, found.span, files);
        out.push_str(&format!(
            "* **{}** in {}, line {line}, column {column} ({}): {}\n",
            if found.severity == Severity::Error { "Error" } else { "Warning" },
            shown(&found.file),
            found.rule,
            shown(&found.message)
        ));
        if !found.help.is_empty() {
            out.push_str(&format!("  What to do: {}\n", shown(&found.help)));
        }
    }
    if diagnostics.len() > MOST {
        out.push_str(&format!("* … and {} more\n", diagnostics.len() - MOST));
    }
    out
}

/// SARIF 2.1.0, for code scanning.
pub fn sarif(diagnostics: &[Diagnostic], files: &Files, rules: &[&Rule]) -> String {
    let region = |file: &FileId, span: Span| {
        let (line, column, end_line, end_column) = place(file, span, files);
        json!({"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column})
    };
    let location = |file: &FileId, span: Span| json!({"artifactLocation": {"uri": uri(file), "uriBaseId": "PROJECT"}, "region": region(file, span)});
    let listed: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({"id": rule.code, "shortDescription": {"text": rule.summary()},
                   "defaultConfiguration": {"level": rule.severity.as_str()},
                   "help": {"text": rule.page, "markdown": rule.page}})
        })
        .collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|d| {
            let text = match d.help.is_empty() {
                true => d.message.clone(),
                false => format!("{}. {}", d.message, d.help),
            };
            let related: Vec<Value> = d
                .labels
                .iter()
                .map(|label| json!({"physicalLocation": location(&label.file, label.span), "message": {"text": label.message}}))
                .collect();
            let mut result = json!({"ruleId": d.rule, "level": d.severity.as_str(), "message": {"text": text},
                                    "locations": [{"physicalLocation": location(&d.file, d.span)}]});
            if let Some(index) = rules.iter().position(|rule| rule.code == d.rule) {
                result["ruleIndex"] = json!(index);
            }
            if !related.is_empty() {
                result["relatedLocations"] = json!(related);
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {"name": "onrecord", "version": env!("CARGO_PKG_VERSION"), "rules": listed}},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"PROJECT": {"description": {"text": "the project's folder"}}},
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
