//! The grammar of evidence: `@source#excerpt stance "quotation" by claimant (locator) — comment`, line by line.
//!
//! It is read from the definition's source text, not from Markdown events, so that inside quotation marks everything is
//! literal.

use crate::files::{Span, Spanned};
use crate::manuscript::{EvidenceLine, Text};
use crate::passage::{Passages, Register, Wording};
use crate::vocabulary::{Stance, is_id, meant};

/// A definition's text, taken apart: the remark's range, and each line's range (bytes of the text given).
#[derive(Debug, Default)]
pub struct Lines {
    pub remark: Vec<Span>,
    pub evidence: Vec<Span>,
}

/// Splits the content of a footnote definition (after its `[^label]:`). No evidence lines: an ordinary footnote.
pub fn split(text: &str) -> Lines {
    let mut lines = Lines::default();
    let mut open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end();
        let evidence = bare(content);
        let bare = if begins_with_source(evidence) { evidence } else { unquoted(content) };
        let start = at + (content.len() - bare.len());
        let end = at + content.len();
        at += line.len();
        if begins_with_source(bare) {
            lines.evidence.push(Span::new(start, end));
            open = true;
        } else if bare.is_empty() {
            open = false;
        } else if open {
            if let Some(last) = lines.evidence.last_mut() {
                last.end = end as u32;
            }
        } else {
            match lines.remark.last_mut() {
                Some(last) if lines.evidence.is_empty() && text[last.end as usize..start].matches('\n').count() < 2 => {
                    last.end = end as u32;
                }
                _ => lines.remark.push(Span::new(start, end)),
            }
        }
    }
    lines
}

/// White space of any kind, and what takes no space at all.
pub fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// A line without its indentation and the marks of quotation blocks.
fn unquoted(line: &str) -> &str {
    line.trim_start_matches(|character| is_space(character) || character == '>')
}

/// A line without all that it may be contained in: quotation blocks, lists, boxes to tick.
pub fn bare(line: &str) -> &str {
    let mut rest = unquoted(line);
    loop {
        let number = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        let numbered = (number.len() < rest.len()).then(|| number.strip_prefix(['.', ')'])).flatten();
        let listed = numbered.or_else(|| rest.strip_prefix(['-', '*', '+']));
        let boxed = ["[ ]", "[x]", "[X]"].iter().find_map(|sign| rest.strip_prefix(sign));
        match listed.or(boxed).filter(|after| after.starts_with(is_space)) {
            Some(after) => rest = unquoted(after),
            None => return rest,
        }
    }
}

fn begins_with_source(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('@') else { return false };
    rest.starts_with(|character: char| character.is_ascii_alphanumeric())
}

/// Reads one line of evidence; `at` is where it stands in the file. What is wrong is told in its place, and what could
/// be read is kept.
pub fn line(text: &str, at: usize, faults: &mut Vec<Text>, passages: &mut Passages) -> EvidenceLine {
    let text = match lost_line(text) {
        None => text,
        Some((start, line)) => {
            let better = format!("@{}", line.trim_start_matches('@').trim_start());
            let message =
                format!("a line of evidence begins with `@` and the name, without a space between: write `{better}`");
            faults.push(Text::new(message, Span::new(at + start, at + start + line.len())));
            text[..start].trim_end()
        }
    };
    let mut cursor = Cursor { text, pos: 1, at };
    let source = cursor.name(|character| character == '#');
    let excerpt = cursor.eat('#').then(|| cursor.name(|_| false));
    let mut evidence = EvidenceLine {
        span: Span::new(at, at + text.len()),
        source,
        excerpt,
        stance: Stance::Supports,
        quotation: None,
        by: None,
        locator: None,
        comment: None,
    };
    let named = cursor.pos;
    cursor.space();
    if cursor.rest().starts_with(|character: char| character.is_ascii_lowercase()) && !cursor.sees_word("by") {
        let word = cursor.name(|_| false);
        match Stance::parse(&word) {
            Some(stance) => evidence.stance = stance,
            None => {
                let message = match meant(&word, Stance::WORDS) {
                    Some(meant) => format!(": write `{} {meant}{}`", &text[..named], cursor.rest()),
                    None => "; a line supports, disputes, concedes, or is context".to_owned(),
                };
                faults.push(Text::new(format!("`{}` is no stance{message}", word.value), word.span));
            }
        }
        cursor.space();
    }
    if cursor.rest().starts_with(|mark| closing(mark).is_some()) {
        match cursor.quotation() {
            Some(Spanned { value, span }) => {
                let words = passages.whole(value, span, Register::Quoted);
                evidence.quotation = Some(Spanned::new(words, span));
            }
            None => faults.push(Text::new("the quotation mark is opened and not closed".to_owned(), cursor.here())),
        }
        cursor.space();
    }
    if cursor.sees_word("by") {
        cursor.pos += 2;
        cursor.space();
        let by = cursor.claimant();
        match by.is_empty() {
            true => faults.push(Text::new("`by` names a claimant".to_owned(), cursor.here())),
            false => evidence.by = Some(by),
        }
        cursor.space();
    }
    if cursor.eat('(') {
        match cursor.rest().find(')') {
            Some(end) => {
                let locator = &cursor.rest()[..end];
                evidence.locator = remark(locator, at + cursor.pos, passages);
                cursor.pos += end + 1;
            }
            None => faults.push(Text::new("the bracket is opened and not closed".to_owned(), cursor.here())),
        }
        cursor.space();
    }
    let rest = cursor.rest();
    let comment = ["—", "–", "--"].iter().find_map(|dash| rest.strip_prefix(dash));
    match comment {
        Some(comment) => evidence.comment = remark(comment, at + text.len() - comment.len(), passages),
        None if rest.trim().is_empty() => {}
        None if Stance::parse(first_word(rest)).is_some() => {
            let stance = Stance::parse(first_word(rest)).unwrap_or(Stance::Supports);
            let (between, after) = (text[named..cursor.pos].trim(), &rest[first_word(rest).len()..]);
            let better = format!("{} {} {between}{after}", &text[..named], stance.as_str());
            let span = Span::new(at + cursor.pos, at + cursor.pos + first_word(rest).len());
            faults.push(Text::new(
                format!("the stance stands before the quotation: write `{}`", better.trim_end()),
                span,
            ));
            evidence.stance = stance;
        }
        None => faults.push(Text::new(
            "these words are no part of a line of evidence; a comment begins with ` — `".to_owned(),
            Span::new(at + cursor.pos, at + text.trim_end().len()),
        )),
    }
    evidence
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// A further line of evidence that was begun without its `@`, or with a space after it: where it begins, and the line.
fn lost_line(text: &str) -> Option<(usize, &str)> {
    let is_name =
        |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let is_pair =
        |word: &str| word.split_once('#').is_some_and(|(source, excerpt)| is_name(source) && is_name(excerpt));
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let content = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let spaced = content.strip_prefix("@ ").map(first_word);
        let is_lost = is_pair(first_word(content)) || spaced.is_some_and(|word| is_pair(word) || is_name(word));
        // Inside a quotation all is literal.
        let before = &text[..start];
        let is_open = before.matches('"').count() % 2 == 1 || before.matches('“').count() > before.matches('”').count();
        if index > 0 && is_lost && !is_open {
            return Some((start, content));
        }
    }
    None
}

/// Text broken over lines, as one line; `at` is where it stands in the file.
fn remark(text: &str, at: usize, passages: &mut Passages) -> Option<Wording> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = Spanned::new(line, Span::new(at, at + text.trim_end().len()));
    Some(passages.field(line, text, Register::Comment)).filter(|words| !words.is_empty())
}

/// What closes the words that a mark opens, in the ways of several languages.
fn closing(opening: char) -> Option<&'static [char]> {
    Some(match opening {
        '"' => &['"'],
        '“' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '»' => &['«', '»'],
        '‘' => &['’'],
        '‚' => &['‘', '’'],
        '\'' => &['\''],
        _ => return None,
    })
}

struct Cursor<'a> {
    text: &'a str,
    pos: usize,
    /// Where the text begins in the file.
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    fn here(&self) -> Span {
        Span::new(self.at + self.pos, self.at + self.text.len().max(self.pos))
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.pos += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, wanted: char) -> bool {
        let seen = self.rest().starts_with(wanted);
        if seen {
            self.pos += wanted.len_utf8();
        }
        seen
    }

    fn sees_word(&self, word: &str) -> bool {
        self.rest().strip_prefix(word).is_some_and(|after| after.starts_with(char::is_whitespace) || after.is_empty())
    }

    /// Characters up to white space, a bracket or a mark that `ends` it.
    fn name(&mut self, ends: impl Fn(char) -> bool) -> Text {
        let rest = self.rest();
        let end = rest
            .find(|character: char| {
                character.is_whitespace()
                    || matches!(character, '(' | ')')
                    || closing(character).is_some()
                    || ends(character)
            })
            .unwrap_or(rest.len());
        let start = self.pos;
        self.pos += end;
        Spanned::new(rest[..end].to_owned(), Span::new(self.at + start, self.at + self.pos))
    }

    /// An id; or the name of somebody, all of it, where that was written in its place.
    fn claimant(&mut self) -> Text {
        let start = self.pos;
        let first = self.name(|_| false);
        if is_id(&first.value) || first.is_empty() {
            return first;
        }
        let rest = self.text.get(start..).unwrap_or_default();
        let end = ["(", "—", "–", "--", "\""].iter().filter_map(|mark| rest.find(mark)).min().unwrap_or(rest.len());
        let name = rest[..end].trim_end();
        self.pos = start + name.len();
        Spanned::new(
            name.split_whitespace().collect::<Vec<_>>().join(" "),
            Span::new(self.at + start, self.at + self.pos),
        )
    }

    /// The words between quotation marks. The closing mark is the first one after which the line can go on, so straight
    /// marks may stand inside.
    fn quotation(&mut self) -> Option<Text> {
        let rest = self.rest();
        let opening = rest.chars().next()?;
        let closing = closing(opening)?;
        let start = self.pos + opening.len_utf8();
        let body = self.text.get(start..)?;
        let mut last = None;
        let mut length = 0;
        for (end, mark) in body.match_indices(closing) {
            (last, length) = (Some(end), mark.len());
            let after = body[end + mark.len()..].trim_start();
            let goes_on = after.is_empty()
                || ["(", "—", "–", "--"].iter().any(|token| after.starts_with(token))
                || after.strip_prefix("by").is_some_and(|by| by.starts_with(char::is_whitespace));
            if goes_on {
                break;
            }
        }
        let end = last?;
        self.pos = start + end + length;
        Some(Spanned::new(body[..end].to_owned(), Span::new(self.at + start, self.at + start + end)))
    }
}
