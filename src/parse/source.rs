//! `sources/<id>.md`: one cited publication, its excerpts and their figures.

use crate::address;
use crate::diagnostic::{Diagnostic, Noted};
use crate::edtf::Edtf;
use crate::files::{File, Span, Spanned};
use crate::manuscript::{Allow, Archived, Body, CaptureText, ExcerptText, FigureText, Original, SourceText, Text};
use crate::memo::Printed;
use crate::passage::{Passages, Register};
use crate::quantity::Quantity;
use crate::rules;
use crate::vocabulary::{Rights, SourceKind, SourceStatus};

use super::body::{BodyOptions, body};
use super::sensitive::sensitive;
use super::{file_id, front_matter};
use crate::yaml::{Fields, Node, is_id, read};

/// Reads a source. Without a readable front matter there is none.
pub fn source(file: &File) -> Noted<Option<SourceText>> {
    let mut notices = Vec::new();
    let value = read_source(file, &mut notices);
    Noted { value, notices }
}

fn read_source(file: &File, notices: &mut Vec<Diagnostic>) -> Option<SourceText> {
    let id = file_id(file, "source", notices);
    let parts = front_matter::split(file, notices)?;
    let node = read(parts.yaml, notices)?;
    let start = parts.yaml.base;
    let mut passages = Passages::default();
    let mut fields = Fields::new(parts.yaml, notices, &mut passages, "a source", node);
    fields.span = Span::new(start.saturating_sub(4), start.saturating_sub(1));
    let mut source = source_fields(&mut fields, file, id.clone().unwrap_or_default())?;
    fields.finish();
    source.body = body(file, parts.body, parts.body_start, BodyOptions::foreign(), notices, &mut passages);
    source.passages = Printed::new(passages.whole_file());
    id.map(|_| source)
}

fn source_fields(fields: &mut Fields, file: &File, id: String) -> Option<SourceText> {
    let span = fields.span;
    let title = fields.required_words("title", "\"…\"", Register::Quoted);
    let unsaid: Vec<&str> = ["outlet", "kind", "published"].into_iter().filter(|key| !fields.says(key)).collect();
    if !unsaid.is_empty() {
        fields.notices.push(rules::source_incomplete(&file.path, span, &unsaid));
    }
    let outlet = fields.words("outlet", Register::Quoted);
    let kind = fields.word::<SourceKind>("kind");
    let published = match fields.text("published") {
        Some(word) if word.value == "unknown" => None,
        Some(word) => fields.as_date("published", &word),
        None => None,
    };
    let accessed =
        fields.date_after("accessed", "published", published.as_ref().map(|date| &date.value)).map(|date| date.value);
    let allow = fields.allow();
    Some(SourceText {
        file: file.path.clone(),
        hash: file.portable_hash(),
        id,
        was: fields.names("was"),
        span,
        title: title.map(|text| text.value).unwrap_or_default(),
        outlet: outlet.filter(|outlet| **outlet != *"unknown"),
        agency: fields.lines("agency", Register::Quoted),
        via: fields.words("via", Register::Quoted),
        kind: kind.map_or(SourceKind::Unknown, |word| word.value),
        authors: fields.lines("authors", Register::Quoted),
        published,
        published_basis: fields.word("published_basis").map(|word| word.value),
        accessed,
        language: fields.value("language"),
        translated_from: fields.value("translated_from"),
        translation: fields.word("translation").map(|word| word.value),
        url: url(fields, &allow),
        url_status: fields.word("url_status").map(|word| word.value),
        archived: archived(fields, &allow),
        derived_from: fields.names("derived_from"),
        affiliation: fields.word("affiliation").map(|word| word.value),
        status: fields.word("status").map_or(SourceStatus::Current, |word| word.value),
        status_note: fields.words("status_note", Register::Summary),
        rights: fields.word("rights").map_or(Rights::Excerpts, |word| word.value),
        capture: capture(fields),
        excerpts: excerpts(fields),
        summary: fields.words("summary", Register::Summary),
        allow,
        passages: Printed::default(),
        body: Body::default(),
    })
}

fn url(fields: &mut Fields, allow: &[Allow]) -> Option<Text> {
    let url = fields.name("url").filter(|url| url.value != "unknown")?;
    is_evidence(fields, &url, allow).then_some(url)
}

fn archived(fields: &mut Fields, allow: &[Allow]) -> Option<Archived> {
    let mut group = fields.group("archived", "`archived`")?;
    let url = group.required("url", "\"https://web.archive.org/…\"");
    let date: Option<Edtf> = group.date("date").map(|date| date.value);
    let url = url.filter(|url| is_evidence(&mut group, url, allow));
    group.finish();
    Some(Archived { url: url?.value, date })
}

/// Whether readers are sent to an address: it is one on the web, and of no archive that falsifies, but where the author
/// says why.
fn is_evidence(fields: &mut Fields, url: &Text, allow: &[Allow]) -> bool {
    let file = fields.file();
    if !is_on_the_web(url) {
        fields.notices.push(rules::unsafe_link(file, url));
        return false;
    }
    let Some(reason) = address::doubted_archive(url) else { return true };
    fields.notices.push(rules::archive_doubted(file, url, reason));
    allow.iter().any(|answer| answer.rule.value == rules::archive_doubted::RULE.code)
}

/// Whether an address has a host, and a scheme that a reader's browser only fetches.
fn is_on_the_web(address: &str) -> bool {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    host.is_some_and(|host| !host.is_empty())
        && !address.contains(|sign: char| sign.is_whitespace() || sign.is_control())
}

fn capture(fields: &mut Fields) -> CaptureText {
    let Some(mut group) = fields.group("capture", "`capture`") else { return CaptureText::default() };
    let capture = CaptureText {
        file: group.name("file"),
        sha256: group.name("sha256"),
        edited: group.name("edited"),
        captured: group.date("captured").map(|date| date.value),
        excluded_lines: lines(&mut group, "excluded_lines"),
        damaged_lines: lines(&mut group, "damaged_lines"),
        apart_lines: lines(&mut group, "apart_lines"),
    };
    group.finish();
    capture
}

/// Line numbers and ranges: `5` or `"23-29"`.
fn lines(fields: &mut Fields, key: &'static str) -> Vec<(u32, u32)> {
    let mut list = Vec::new();
    for text in fields.names(key) {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((&text, &text));
        match (first.trim().parse::<u32>(), last.trim().parse::<u32>()) {
            (Ok(first), Ok(last)) if first >= 1 && first <= last => list.push((first, last)),
            _ => fields.notices.push(rules::wrong_type(
                fields.file(),
                text.span,
                key,
                "line numbers such as `5` or `\"23-29\"`",
                "something else",
            )),
        }
    }
    list
}

fn excerpts(fields: &mut Fields) -> Vec<ExcerptText> {
    let Some(mut group) = fields.group("excerpts", "`excerpts`") else { return Vec::new() };
    let mut list: Vec<ExcerptText> = Vec::new();
    for (id, node) in group.rest() {
        if !is_id(&id) {
            group.notices.push(rules::bad_id(group.origin.file, &id, "excerpt id"));
            continue;
        }
        let mut inside = group.inside("an excerpt", node);
        inside.span = id.span;
        let excerpt = excerpt(&mut inside, id);
        inside.finish();
        list.push(excerpt);
    }
    list
}

fn excerpt(fields: &mut Fields, id: Text) -> ExcerptText {
    let quote = fields.text("quote").map(|quote| {
        let span = quote.span;
        Spanned::new(fields.kept(quote, Register::Quoted), span)
    });
    let locator = fields.words("locator", Register::Comment);
    if quote.is_none() && locator.is_none() {
        fields.notices.push(rules::excerpt_without_words(
            fields.file(),
            id.span,
            &format!("the excerpt `{}`", id.value),
            "locator: \"photo 3, upper left\"",
        ));
    }
    ExcerptText {
        quote,
        locator,
        claimant: fields.name("claimant"),
        rests_on: fields.name("rests_on"),
        statement: fields.name("statement"),
        channel: fields.word("channel").map(|word| word.value),
        as_of: fields.date("as_of"),
        language: fields.value("language"),
        original: original(fields),
        speech: fields.word("speech").map(|word| word.value),
        figures: figures(fields),
        sensitive: sensitive(fields),
        allow: fields.allow(),
        was: fields.names("was"),
        id,
    }
}

fn original(fields: &mut Fields) -> Option<Original> {
    let mut group = fields.group("original", "`original`")?;
    let language = group.required("language", "\"uk\"");
    let text = group.required_words("text", "\"…\"", Register::Quoted);
    let source = group.name("source");
    group.finish();
    Some(Original { language: language?.value, text: text?, source })
}

fn figures(fields: &mut Fields) -> Vec<FigureText> {
    let items: Vec<Spanned<Node>> = fields.list("figures");
    let mut list = Vec::new();
    for item in items {
        let span = item.span;
        let mut inside = fields.inside("a figure", item);
        let figure = figure(&mut inside, span);
        inside.finish();
        list.extend(figure);
    }
    list
}

fn figure(fields: &mut Fields, span: Span) -> Option<FigureText> {
    let event = fields.required("event", "\"event-id\"");
    let measure = fields.required("measure", "\"killed\"").and_then(|word| fields.as_word("measure", &word));
    let value = fields.required("value", "\"21\"").and_then(|text| match Quantity::parse(&text) {
        Ok(quantity) => Some(Spanned::new(quantity, text.span)),
        Err(error) => {
            fields.notices.push(rules::bad_quantity(fields.file(), text.span, &error));
            None
        }
    });
    let population = fields.word("population").map(|word| word.value);
    let unit = fields.words("unit", Register::Name);
    let of = fields.name("of");
    let as_of = fields.date("as_of");
    let claimant = fields.name("claimant");
    let supersedes = fields.name("supersedes");
    Some(FigureText {
        span,
        event: event?,
        measure: measure?,
        value: value?,
        population,
        unit,
        of,
        as_of,
        claimant,
        supersedes,
    })
}
