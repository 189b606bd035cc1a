//! The words of a paragraph as Markdown: emphasis, links and markers put in, signs escaped.

use std::ops::Range;

use super::super::saved::{Mark, What};

/// What words may be in, the outermost first.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Style {
    Link(String),
    Strong,
    Emphasis,
}

/// A stretch of `text` as Markdown; `markers` are labels by where they stand in it.
pub fn inline(text: &str, range: &Range<usize>, marks: &[Mark], markers: &[(usize, String)], is_plain: bool) -> String {
    let within = |at: usize| range.start <= at && at <= range.end;
    let touching: Vec<&Mark> =
        marks.iter().filter(|mark| mark.span.start < range.end && range.start < mark.span.end).collect();
    let mut cuts: Vec<usize> = touching.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
    cuts.extend(markers.iter().map(|(at, _)| *at));
    cuts.extend([range.start, range.end]);
    cuts.retain(|at| within(*at) && text.is_char_boundary(*at));
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Out::default();
    let mut told = 0;
    let mut tell = |out: &mut Out, upto: usize| {
        while let Some((at, label)) = markers.get(told).filter(|(at, _)| *at <= upto) {
            if within(*at) {
                out.become_styled(&[], "");
                out.text.push_str(&format!("[^{label}]"));
            }
            told += 1;
        }
    };
    for pair in cuts.windows(2) {
        let [start, end] = pair else { continue };
        tell(&mut out, *start);
        let words = text.get(*start..*end).unwrap_or_default();
        let styles = if is_plain { Vec::new() } else { styles(&touching, *start, *end) };
        out.become_styled(&styles, words);
        out.words(words);
    }
    tell(&mut out, range.end);
    out.become_styled(&[], "");
    out.text
}

/// In what the words from `start` to `end` stand.
fn styles(marks: &[&Mark], start: usize, end: usize) -> Vec<Style> {
    let holds = |mark: &&&Mark| mark.span.start <= start && end <= mark.span.end;
    let style = |mark: &&Mark| match &mark.what {
        What::Link(address) => Some(Style::Link(address.clone())),
        What::Strong => Some(Style::Strong),
        What::Emphasis => Some(Style::Emphasis),
        _ => None,
    };
    let mut all: Vec<Style> = marks.iter().filter(holds).filter_map(style).collect();
    all.sort_by_key(|style| match style {
        Style::Link(_) => 0,
        Style::Strong => 1,
        Style::Emphasis => 2,
    });
    all.dedup_by(|one, other| matches!((one, other), (Style::Link(_), Style::Link(_))));
    all.dedup();
    all
}

#[derive(Default)]
struct Out {
    text: String,
    open: Vec<Style>,
}

impl Out {
    /// Closes what `next` is not in, and opens what it is: white space stays outside of marks.
    fn become_styled(&mut self, next: &[Style], words: &str) {
        // White space alone belongs to what is open.
        let next = if words.trim().is_empty() && !words.is_empty() { &self.open.clone() } else { next };
        let kept = self.open.iter().zip(next).take_while(|(one, other)| one == other).count();
        let space = self.text.len() - self.text.trim_end_matches([' ', '\t']).len();
        let space = if self.open.len() > kept { self.text.split_off(self.text.len() - space) } else { String::new() };
        for style in self.open.drain(kept..).rev().collect::<Vec<_>>() {
            match style {
                Style::Link(address) => self.text.push_str(&format!("]({})", target(&address))),
                Style::Strong => self.text.push_str("**"),
                Style::Emphasis => self.text.push('*'),
            }
        }
        self.text.push_str(&space);
        if next.len() > kept {
            let lead = words.len() - words.trim_start_matches([' ', '\t']).len();
            self.text.push_str(words.get(..lead).unwrap_or_default());
        }
        for style in next.iter().skip(kept) {
            match style {
                Style::Link(_) => self.text.push('['),
                Style::Strong => self.text.push_str("**"),
                Style::Emphasis => self.text.push('*'),
            }
            self.open.push(style.clone());
        }
    }

    fn words(&mut self, words: &str) {
        // What was put before the marks is not written twice.
        let is_led = self.text.ends_with(['[', '*']) && !self.open.is_empty();
        let words = if is_led { words.trim_start_matches([' ', '\t']) } else { words };
        for letter in words.chars() {
            match letter {
                '\n' => self.text.push_str("\\\n"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' | '#' | '|' | '+' | '-' | '=' => {
                    self.text.push('\\');
                    self.text.push(letter);
                }
                '.' | ')' if self.begins_with_number() => {
                    self.text.push('\\');
                    self.text.push(letter);
                }
                letter => self.text.push(letter),
            }
        }
    }

    /// Whether all that was written is a number, so that a stop would make an item of a list of it.
    fn begins_with_number(&self) -> bool {
        let line = self.text.rsplit('\n').next().unwrap_or_default();
        !line.is_empty() && line.len() < 10 && line.bytes().all(|byte| byte.is_ascii_digit())
    }
}

/// An address, so that brackets in it end no link.
fn target(address: &str) -> String {
    match address.contains(['(', ')', ' ', '<', '>']) {
        true => format!("<{}>", address.replace(['<', '>', '\n'], "")),
        false => address.to_owned(),
    }
}
