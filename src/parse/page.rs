//! A page: an article with its front matter.

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Span, Spanned};
use crate::manuscript::{Anchors, Body, ClaimText, FootnoteContent, InShortText, PageText, Placing, ShortText};
use crate::memo::Printed;
use crate::rules;

use super::body::{BodyOptions, body, inline};
use super::front_matter;
use crate::yaml::{Fields, Node, is_id, read};

/// Reads a page. Without a readable front matter, or with a misspelt `draft`, there is none.
pub fn page(file: &File, raw_html: bool) -> Noted<Option<PageText>> {
    let mut notices = Vec::new();
    let value = read_page(file, raw_html, &mut notices);
    Noted { value, notices }
}

fn read_page(file: &File, raw_html: bool, notices: &mut Vec<Diagnostic>) -> Option<PageText> {
    let parts = front_matter::split(file, notices)?;
    let node = read(parts.yaml, notices)?;
    let body = body(file, parts.body, parts.body_start, BodyOptions::page(raw_html), notices);
    let start = parts.yaml.base;
    let mut fields = Fields::new(parts.yaml, notices, "a page", node);
    fields.span = Span::new(start.saturating_sub(4), start.saturating_sub(1));
    let span = fields.span;
    let title = fields.required("title", "\"…\"");
    let name = file.path.strip_prefix("content/").unwrap_or(&file.path);
    let name = name.strip_suffix(".md").unwrap_or(name).to_owned();
    let private = crate::files::is_private(&file.path);
    let draft = match fields.name("draft") {
        None => Some(false),
        Some(word) if word.value == "true" => Some(true),
        Some(word) if word.value == "false" => Some(false),
        Some(word) => {
            fields.notices.push(rules::wrong_type(&file.path, word.span, "draft", "`true` or `false`", "another word"));
            None
        }
    };
    let (standfirst, kicker) = (fields.words("standfirst"), fields.words("kicker"));
    let (description, date) = (fields.words("description"), fields.date("date").map(|date| date.value));
    let mut page = PageText {
        file: file.path.clone(),
        hash: file.hash(),
        raw_html,
        span,
        title: title.unwrap_or_else(|| Spanned::new(String::new(), span)),
        standfirst,
        kicker,
        description,
        updated: fields.date_after("updated", "date", date.as_ref()).map(|date| date.value),
        date,
        authors: fields.texts("authors").into_iter().map(|text| text.value).collect(),
        placing: Printed::new(Placing {
            file: file.path.clone(),
            name,
            span,
            language: fields.words("language"),
            translation_of: fields.name("translation_of"),
            draft: draft.unwrap_or(true) || private,
            path: fields.name("path"),
            aliases: fields.names("aliases"),
        }),
        template: fields.name("template"),
        in_short: in_short(&mut fields, file),
        claims: claims(&mut fields),
        allow: fields.allow(),
        anchors: Printed::default(),
        body,
    };
    page.anchors = Printed::new(anchors(&page.body, &page.claims));
    fields.finish();
    Some(page)
}

fn anchors(body: &Body, claims: &[ClaimText]) -> Anchors {
    let mut anchors = Anchors {
        headings: body.headings.iter().map(|heading| heading.id.clone()).collect(),
        was: claims.iter().flat_map(|claim| &claim.was).map(|was| was.value.clone()).collect(),
        ..Anchors::default()
    };
    for footnote in &body.footnotes {
        match footnote.content {
            FootnoteContent::Evidence { .. } => anchors.claims.push(footnote.label.value.clone()),
            FootnoteContent::Ordinary(_) => anchors.footnotes.push(footnote.label.value.clone()),
        }
    }
    anchors
}

fn in_short(fields: &mut Fields, file: &File) -> InShortText {
    let Some(mut group) = fields.group("in_short", "`in_short`") else { return InShortText::default() };
    let mut items = |key: &'static str| {
        let mut list = Vec::new();
        for text in group.texts(key) {
            let one_word = !text.is_empty() && !text.contains(char::is_whitespace);
            list.push(match one_word {
                true => ShortText::Claim(text),
                false => ShortText::Words(inline(file, &text.value, text.span, group.notices)),
            });
        }
        list
    };
    let in_short = InShortText { known: items("known"), claimed: items("claimed"), unchecked: items("unchecked") };
    group.finish();
    in_short
}

fn claims(fields: &mut Fields) -> Vec<ClaimText> {
    let Some(mut group) = fields.group("claims", "`claims`") else { return Vec::new() };
    let mut list = Vec::new();
    for (label, node) in group.rest() {
        if !is_id(&label) {
            group.notices.push(rules::bad_id(group.origin.file, &label, "claim label"));
            continue;
        }
        let node = match node.value {
            Node::Null => Spanned::new(Node::Map(Vec::new()), node.span),
            _ => node,
        };
        let mut inside = group.inside("a claim", node);
        let claim = ClaimText {
            label,
            kind: inside.word("kind").map(|word| word.value),
            short: inside.words("short"),
            against: inside.name("against"),
            withdrawn: inside.name("withdrawn"),
            was: inside.names("was"),
            computed: inside.text("computed"),
            allow: inside.allow(),
        };
        inside.finish();
        list.push(claim);
    }
    list
}
