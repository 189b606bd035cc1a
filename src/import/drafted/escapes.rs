//! Backslashes that other programs put before everything that Markdown might take for a sign: they are taken out wherever Markdown reads the
//! same without them, and out of what onrecord itself reads.

use pulldown_cmark::{CowStr, Event, Options, Parser};

/// A longer paragraph keeps its backslashes.
const LONGEST: usize = 30_000;

/// The text without backslashes that do nothing.
pub fn undone(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut block = String::new();
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            out.push_str(&undone_in(&block));
            block.clear();
            out.push_str(line);
        } else {
            block.push_str(&if is_ours(line) { bare(line) } else { line.to_owned() });
        }
    }
    out + &undone_in(&block)
}

/// A line of evidence, a directive, or a definition with a line of evidence in it.
fn is_ours(line: &str) -> bool {
    let start = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    let start = match start.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
        Some((_, words)) => words.trim_start(),
        None => start,
    };
    start.starts_with('@') || start.starts_with("\\@") || start.starts_with("{{") || start.starts_with("\\{{")
}

/// A line without any backslash before a sign.
fn bare(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => {}
            _ => out.push(letter),
        }
    }
    out
}

fn undone_in(block: &str) -> String {
    let mut text = block.to_owned();
    if block.len() > LONGEST || !block.contains('\\') {
        return text;
    }
    let wanted = read(block);
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        if next.is_some_and(|next| next.is_ascii_punctuation()) {
            let mut without = text.clone();
            without.remove(at);
            match read(&without) == wanted {
                true => text = without,
                false => at += 1,
            }
        }
        at += 1;
    }
    text
}

/// What Markdown makes of a block, with texts in a row as one.
fn read(block: &str) -> Vec<Event<'_>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM;
    let mut all: Vec<Event> = Vec::new();
    for event in Parser::new_ext(block, options) {
        match (all.last_mut(), event) {
            (Some(Event::Text(before)), Event::Text(text)) => *before = CowStr::from(format!("{before}{text}")),
            (_, event) => all.push(event),
        }
    }
    all
}
