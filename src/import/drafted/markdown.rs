//! What a document program wrote, as Markdown: a paragraph a line, headings, lists, quotations, tables, notes at the end.

use std::ops::Range;

use super::super::saved::{Mark, Saved, What};
use super::Added;
use super::inline::inline;

/// The whole text.
pub fn written(saved: &Saved, added: &[Added]) -> String {
    let mut markers: Vec<(usize, String)> = added.to_vec();
    markers.extend(saved.marks.iter().filter_map(|mark| match &mark.what {
        What::NoteMark(label) => Some((mark.span.start, number(label))),
        _ => None,
    }));
    // What is added goes before what is there: a claim has the name of its first marker.
    markers.sort_by_key(|(at, _)| *at);
    let notes: Vec<&Mark> = saved.marks.iter().filter(|mark| matches!(mark.what, What::Note(_))).collect();
    let cells: Vec<&Mark> = saved.marks.iter().filter(|mark| matches!(mark.what, What::Cell { .. })).collect();
    let is_in = |all: &[&Mark], range: &Range<usize>| {
        all.iter().any(|mark| mark.span.start <= range.start && range.end <= mark.span.end)
    };
    let mut out = String::new();
    let mut was_item = false;
    for range in blocks(&saved.text, 0..saved.text.len()) {
        if is_in(&notes, &range) {
            continue;
        }
        if is_in(&cells, &range) {
            row(saved, &cells, &range, &markers, &mut out);
            was_item = false;
            continue;
        }
        let here = saved.marks.iter().filter(|mark| mark.span.start == range.start);
        let heading = here.clone().find_map(|mark| match mark.what {
            What::Heading(rank) => Some(rank),
            _ => None,
        });
        let item = here.clone().find_map(|mark| match mark.what {
            What::Item(level, is_numbered) => Some((level, is_numbered)),
            _ => None,
        });
        let is_quoted = here.clone().any(|mark| mark.what == What::Quotation);
        let words = inline(&saved.text, &range, &saved.marks, &markers, heading.is_some());
        let block = match (heading, item) {
            (Some(rank), _) => format!("{} {}", "#".repeat(usize::from(rank.max(1))), words.replace("\\\n", " ")),
            (_, Some((level, is_numbered))) => {
                let indent = if is_numbered { "   " } else { "  " }.repeat(usize::from(level));
                format!("{indent}{} {}", if is_numbered { "1." } else { "-" }, words.replace("\\\n", " "))
            }
            _ if is_quoted => format!("> {}", words.replace('\n', "\n> ")),
            _ => words,
        };
        if !out.is_empty() {
            out.push_str(if was_item && item.is_some() { "\n" } else { "\n\n" });
        }
        out.push_str(&block);
        was_item = item.is_some();
    }
    for note in notes {
        definition(saved, note, &mut out);
    }
    out + "\n"
}

/// A line of a table; the first is followed by the one that makes a table of it.
fn row(saved: &Saved, cells: &[&Mark], range: &Range<usize>, markers: &[(usize, String)], out: &mut String) {
    let Some(cell) = cells.iter().find(|mark| mark.span.start <= range.start && range.end <= mark.span.end) else {
        return;
    };
    let What::Cell { is_first, is_head } = cell.what else { return };
    let words = inline(&saved.text, range, &saved.marks, markers, false).replace("\\\n", " ");
    if range.start != cell.span.start {
        // A further paragraph of the same cell.
        out.truncate(out.trim_end_matches(['|', ' ']).len());
        out.push_str(&format!(" {words} |"));
        return;
    }
    if is_first {
        let head = out.rsplit('\n').next().unwrap_or_default().to_owned();
        let is_after_head = !is_head && head.starts_with("| ") && !out.contains(&format!("{head}\n"));
        match is_after_head && !is_ruled(out) {
            true => out.push_str(&format!("\n|{}\n", " --- |".repeat(columns(&head)))),
            false if head.starts_with("| ") && !is_head => out.push('\n'),
            false => out.push_str("\n\n"),
        }
        out.push('|');
    }
    out.push_str(&format!(" {words} |"));
}

/// Whether the table at the end has the line below its head already.
fn is_ruled(out: &str) -> bool {
    let table = out.rsplit("\n\n").next().unwrap_or_default();
    table.lines().nth(1).is_some_and(|line| line.starts_with("| ---"))
}

fn columns(line: &str) -> usize {
    line.replace("\\|", "").matches('|').count().saturating_sub(1)
}

/// A note: its lines of evidence below what is remarked, as they were typed.
fn definition(saved: &Saved, note: &Mark, out: &mut String) {
    let What::Note(label) = &note.what else { return };
    let mut lines: Vec<String> = Vec::new();
    for range in blocks(&saved.text, note.span.clone()) {
        let text = saved.text.get(range.clone()).unwrap_or_default();
        match text.trim_start().starts_with('@') {
            true => lines.extend(text.lines().map(|line| line.trim().to_owned())),
            false => lines.push(inline(&saved.text, &range, &saved.marks, &[], false).trim().to_owned()),
        }
    }
    out.push_str(&format!("\n\n[^{}]:", number(label)));
    for (at, line) in lines.iter().enumerate() {
        let is_evidence = line.starts_with('@');
        match (at, is_evidence) {
            (0, false) => out.push_str(&format!(" {line}")),
            (_, true) => out.push_str(&format!("\n    {line}")),
            (_, false) => out.push_str(&format!("\n\n    {line}")),
        }
    }
}

/// `footnote-2` as `2`, `endnote-2` as `e2`: what is a number by now gets a name later.
fn number(label: &str) -> String {
    let number = label.strip_prefix("footnote-").map(str::to_owned);
    number
        .or_else(|| label.strip_prefix("endnote-").map(|number| format!("en{number}")))
        .unwrap_or_else(|| label.to_owned())
}

/// Stretches of the text without an empty line in them.
fn blocks(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = within.start;
    for block in text.get(within).unwrap_or_default().split("\n\n") {
        let lead = block.len() - block.trim_start().len();
        let words = block.trim();
        if !words.is_empty() {
            all.push(at + lead..at + lead + words.len());
        }
        at += block.len() + 2;
    }
    all
}

/// Takes the title out of the text, if it begins with one. Where further headings have its rank, all go one down: on a page the title has
/// the first rank.
pub fn titled(text: &str) -> (Option<String>, String) {
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let title = first.strip_prefix("# ").map(|title| title.trim().trim_end_matches('#').trim());
    let title = title.map(|title| title.trim_matches('*').replace('\\', ""));
    let body = if title.is_some() { rest } else { text };
    let mut in_code = false;
    let lines = body.split_inclusive('\n').map(|line| {
        in_code ^= line.trim_start().starts_with("```");
        (line, !in_code && line.starts_with('#'))
    });
    let lines: Vec<(&str, bool)> = lines.collect();
    if !lines.iter().any(|(line, is_heading)| *is_heading && line.starts_with("# ")) {
        return (title, body.to_owned());
    }
    let lower = |(line, is_heading): &(&str, bool)| match *is_heading && !line.starts_with("######") {
        true => format!("#{line}"),
        false => (*line).to_owned(),
    };
    (title, lines.iter().map(lower).collect())
}
