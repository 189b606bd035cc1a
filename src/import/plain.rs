//! Reads text and Markdown. A text is its own capture, byte for byte; a Markdown file's is its words without the marks.

use pulldown_cmark::{Event, Options, Parser, TagEnd};
use serde_json::Value;

use super::facts::{Basis, Facts};
use super::{Draft, dateline};

/// A first line longer than this, in characters, is a paragraph and no title.
const LONGEST_TITLE: usize = 120;

/// Takes the words of `text` as the capture, and looks for a title and a date in its first lines.
pub fn read(text: &str, is_markdown: bool) -> Draft {
    let mut draft = Draft { capture: text.to_owned(), ..Draft::default() };
    let mut body = text;
    if is_markdown && let Some((head, rest)) = front_matter(text) {
        body = rest;
        match serde_saphyr::from_str::<Value>(head) {
            Ok(value) => keys(&value, &mut draft.facts),
            Err(_) => draft
                .remarks
                .push("the front matter of the file could not be read: fill in the source by hand".to_owned()),
        }
    }
    if is_markdown {
        heading(&numbered(body), &mut draft);
        draft.capture = words_of(body);
    }
    let capture = draft.capture.clone();
    let lines = numbered(&capture);
    if draft.facts.lacks_title() {
        first_line(&lines, &mut draft);
    }
    dates(&lines, &mut draft);
    draft
}

/// The lines that are not empty, with their numbers from 1.
fn numbered(text: &str) -> Vec<(usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim().is_empty()).collect()
}

/// The words of a Markdown text as a reader sees them: a blank line between blocks, no marks.
fn words_of(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableRow | TagEnd::TableHead) => words.push('\n'),
            Event::End(TagEnd::TableCell) => words.push('\t'),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Item | TagEnd::Table) => {
                words.truncate(words.trim_end().len());
                words.push_str("\n\n");
            }
            _ => {}
        }
    }
    words.truncate(words.trim_end().len());
    words.push('\n');
    words
}

/// What stands between `---` and `---` at the file's start, and what follows.
fn front_matter(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---")?.trim_start_matches([' ', '\t']);
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    let mut at = 0;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((rest.get(..at)?, rest.get(at + line.len()..)?));
        }
        at += line.len();
    }
    None
}

/// The keys that clippers and other generators write.
fn keys(front: &Value, facts: &mut Facts) {
    let place = "front matter";
    let texts = |names: &[&str]| -> Vec<String> {
        let values = names.iter().find_map(|name| front.get(name)).into_iter();
        let flat = values.flat_map(|value| value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice));
        flat.filter_map(|value| value.as_str().or_else(|| value.get("name").and_then(Value::as_str)))
            .map(str::to_owned)
            .collect()
    };
    let first = |names: &[&str]| texts(names).into_iter().next();
    if let Some(title) = first(&["title"]) {
        facts.title(&title, place);
    }
    if let Some(outlet) = first(&["outlet", "site", "site_name", "publisher", "publication"]) {
        facts.outlet(&outlet, place);
    }
    if let Some(day) = first(&["published", "date", "datePublished", "pubdate"]) {
        facts.published(&day, Basis::Metadata, place);
    }
    facts.authors(texts(&["authors", "author", "byline"]).iter().map(String::as_str), place);
    if let Some(language) = first(&["language", "lang"]) {
        facts.language(&language, place);
    }
    if let Some(address) = first(&["url", "source", "canonical", "link"]) {
        facts.address(&address, place);
    }
}

/// The first heading of a Markdown file, `# …` or underlined with `===`.
fn heading(lines: &[(usize, &str)], draft: &mut Draft) {
    let hashes = |line: &str| {
        let rest = line.trim_start().trim_start_matches('#');
        (rest.len() < line.trim_start().len() && rest.starts_with([' ', '\t']))
            .then(|| rest.trim().trim_end_matches('#').trim().to_owned())
    };
    let titled = lines.iter().enumerate().find_map(|(at, (_, line))| {
        let underlined = lines
            .get(at + 1)
            .is_some_and(|(_, next)| next.trim().len() > 2 && next.trim().bytes().all(|byte| byte == b'='));
        hashes(line).or_else(|| underlined.then(|| line.trim().to_owned()))
    });
    if let Some(title) = titled {
        draft.facts.title(&title, "the first heading");
    }
}

/// The first line, if it is short and no sentence; lines that are dates are passed over.
fn first_line(lines: &[(usize, &str)], draft: &mut Draft) {
    let mut rest = lines.iter().skip_while(|(_, line)| dateline::alone(line).is_some());
    let Some((number, line)) = rest.next() else {
        return;
    };
    let title = line.trim();
    let is_sentence = title.ends_with(['.', '!', ';', ':', ','])
        || dateline::leaked(title).is_some()
        || dateline::dateline(title).is_some();
    if rest.next().is_some() && !is_sentence && title.chars().count() <= LONGEST_TITLE {
        draft.facts.title(title, "the first line");
        draft
            .remarks
            .push(format!("the title is line {number} of the file, since it is short and no sentence: check it"));
    }
}

/// A dateline states the date; a date alone on a line, or one that leaked from metadata, is only pointed out.
fn dates(lines: &[(usize, &str)], draft: &mut Draft) {
    let head: Vec<&(usize, &str)> = lines.iter().take(6).collect();
    if let Some((number, line)) = head.iter().find_map(|(number, line)| Some((number, dateline::dateline(line)?))) {
        let agency =
            line.agency.as_ref().map(|agency| format!("; it names {agency} as its agency")).unwrap_or_default();
        match &line.day {
            Some(day) => {
                draft.facts.published(day, Basis::Dateline, &format!("the dateline “{}”", line.words));
                draft.remarks.push(format!(
                    "the date of publication is the dateline's, “{}” in line {number}{agency}",
                    line.words
                ));
            }
            None => draft.remarks.push(format!("the dateline “{}” in line {number} names no year{agency}", line.words)),
        }
        draft.facts.agency = line.agency;
    }
    for (number, line) in head {
        if let Some(day) = dateline::leaked(line) {
            draft.remarks.push(format!(
                "line {number} begins with {day}, which looks like metadata that leaked into the text: if it is the date of publication, \
                 write `published: \"{day}\"` and `published_basis: metadata`"
            ));
        } else if let Some(day) = dateline::alone(line) {
            draft.remarks.push(format!(
                "line {number}, “{}”, is a date alone ({day}): it may be the article's, or the day on which the page was saved; \
                 `published` was left open",
                line.trim()
            ));
        }
    }
}
