//! Reads text and Markdown. A text is its own capture, byte for byte; a Markdown file's is its words without the marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::dateline;
use super::facts::{Basis, Facts};
use super::saved::{Mark, Saved, What};

/// A first line longer than this, in characters, is a paragraph and no title.
const LONGEST_TITLE: usize = 120;

/// A text is its own words; a title and a date are looked for in its first lines.
pub fn read_text(text: &str) -> Saved {
    let mut saved = Saved::of_text(text.to_owned());
    saved.marks.push(Mark { span: 0..text.len(), what: What::File(0) });
    saved.file = Some(text.to_owned());
    head(&mut saved);
    saved
}

/// Takes the words of a Markdown text.
pub fn read_markdown(text: &str) -> Saved {
    let front = front_matter(text);
    let body = front.map_or(text, |(_, body)| body);
    let mut saved = words_of(body, text.len() - body.len());
    saved.file = Some(text.to_owned());
    if let Some((head, _)) = front {
        match serde_saphyr::from_str::<Value>(head) {
            Ok(value) => keys(&value, &mut saved.facts),
            Err(_) => saved
                .remarks
                .push("the front matter of the file could not be read: fill in the source by hand".to_owned()),
        }
    }
    heading(&numbered(body), &mut saved);
    head(&mut saved);
    saved
}

/// A title and a date out of the first lines.
fn head(saved: &mut Saved) {
    let text = saved.text.clone();
    let lines = numbered(&text);
    if saved.facts.lacks_title() {
        first_line(&lines, saved);
    }
    dates(&lines, saved);
}

/// The lines that are not empty, with their numbers from 1.
fn numbered(text: &str) -> Vec<(usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim().is_empty()).collect()
}

/// The words of a Markdown text as a reader sees them: a blank line between blocks, no marks. It begins at byte `base` of its file.
pub fn words_of(markdown: &str, base: usize) -> Saved {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut words = String::new();
    let mut marks: Vec<Mark> = Vec::new();
    // Where what is open began, and what it is.
    let mut open: Vec<(usize, What)> = Vec::new();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        let at = words.len();
        match event {
            Event::Text(text) | Event::Code(text) => {
                marks.push(Mark { span: at..at, what: What::File(base + range.start) });
                words.push_str(&text);
            }
            Event::FootnoteReference(label) => {
                marks.push(Mark { span: at..at, what: What::NoteMark(label.to_string()) });
            }
            Event::Start(Tag::BlockQuote(_)) => open.push((at, What::Quotation)),
            Event::Start(Tag::FootnoteDefinition(label)) => open.push((at, What::Note(label.to_string()))),
            Event::Start(Tag::Link { dest_url, .. }) => open.push((at, What::Link(dest_url.to_string()))),
            Event::End(TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition | TagEnd::Link) => {
                let end = words.trim_end().len();
                marks.extend(open.pop().map(|(start, what)| Mark { span: start..end.max(start), what }));
            }
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
    marks.sort_by_key(|mark| mark.span.start);
    Saved { marks, ..Saved::of_text(words) }
}

/// What stands between `---` and `---` at the file's start, and what follows.
pub fn front_matter(text: &str) -> Option<(&str, &str)> {
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
fn heading(lines: &[(usize, &str)], saved: &mut Saved) {
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
        saved.facts.title(&title, "the first heading");
    }
}

/// The first line, if it is short and no sentence; lines that are dates are passed over.
fn first_line(lines: &[(usize, &str)], saved: &mut Saved) {
    let mut rest = lines.iter().skip_while(|(_, line)| dateline::alone(line).is_some());
    let Some((number, line)) = rest.next() else {
        return;
    };
    let title = line.trim();
    let is_sentence = title.ends_with(['.', '!', ';', ':', ','])
        || dateline::leaked(title).is_some()
        || dateline::dateline(title).is_some();
    if rest.next().is_some() && !is_sentence && title.chars().count() <= LONGEST_TITLE {
        saved.facts.title(title, "the first line");
        saved
            .remarks
            .push(format!("the title is line {number} of the file, since it is short and no sentence: check it"));
    }
}

/// A dateline states the date; a date alone on a line, or one that leaked from metadata, is only pointed out.
fn dates(lines: &[(usize, &str)], saved: &mut Saved) {
    let head: Vec<&(usize, &str)> = lines.iter().take(6).collect();
    if let Some((number, line)) = head.iter().find_map(|(number, line)| Some((number, dateline::dateline(line)?))) {
        let agency =
            line.agency.as_ref().map(|agency| format!("; it names {agency} as its agency")).unwrap_or_default();
        match &line.day {
            Some(day) => {
                saved.facts.published(day, Basis::Dateline, &format!("the dateline “{}”", line.words));
                saved.remarks.push(format!(
                    "the date of publication is the dateline's, “{}” in line {number}{agency}",
                    line.words
                ));
            }
            None => saved.remarks.push(format!("the dateline “{}” in line {number} names no year{agency}", line.words)),
        }
        saved.facts.agency = line.agency;
    }
    for (number, line) in head {
        if let Some(day) = dateline::leaked(line) {
            saved.remarks.push(format!(
                "line {number} begins with {day}, which looks like metadata that leaked into the text: if it is the date of publication, \
                 write `published: \"{day}\"` and `published_basis: metadata`"
            ));
        } else if let Some(day) = dateline::alone(line) {
            saved.remarks.push(format!(
                "line {number}, “{}”, is a date alone ({day}): it may be the article's, or the day on which the page was saved; \
                 `published` was left open",
                line.trim()
            ));
        }
    }
}
