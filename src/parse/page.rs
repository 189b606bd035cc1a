//! A page: an article with its front matter.

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Span, Spanned};
use crate::manuscript::{Anchors, Body, ClaimText, FootnoteContent, InShortText, PageText, Placing, ShortText};
use crate::memo::Printed;
use crate::passage::{Passages, Register, Wording};
use crate::placeholders;
use crate::rules;

use super::body::{BodyOptions, body, inline};
use super::sensitive::sensitive;
use super::{Given, front_matter};
use crate::yaml::{Fields, Node, is_id, read};

/// Reads a page. Without a readable front matter, or with a misspelt `draft`, there is none.
pub fn page(file: &File, given: &Given) -> Noted<Option<PageText>> {
    let mut notices = Vec::new();
    let value = read_page(file, given, &mut notices);
    Noted { value, notices }
}

fn read_page(file: &File, given: &Given, notices: &mut Vec<Diagnostic>) -> Option<PageText> {
    let parts = front_matter::split(file, notices)?;
    let node = read(parts.yaml, notices)?;
    let start = parts.yaml.base;
    let mut passages = Passages::default();
    let mut fields = Fields::new(parts.yaml, notices, &mut passages, "a page", node);
    fields.span = Span::new(start.saturating_sub(4), start.saturating_sub(1));
    let span = fields.span;
    let title = fields.required_words("title", "\"…\"", Register::Headline);
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
    let mut headline = |key: &'static str| fields.words(key, Register::Headline);
    let (standfirst, kicker, description) = (headline("standfirst"), headline("kicker"), headline("description"));
    let date = fields.date("date").map(|date| date.value);
    let mut page = PageText {
        file: file.path.clone(),
        hash: file.portable_hash(),
        raw_html: given.raw_html,
        span,
        title: title.map(|title| title.value).unwrap_or_default(),
        standfirst,
        kicker,
        description,
        updated: fields.date_after("updated", "date", date.as_ref()).map(|date| date.value),
        date,
        authors: fields.lines("authors", Register::Name),
        placing: Printed::new(Placing {
            file: file.path.clone(),
            name,
            span,
            language: fields.value("language"),
            translation_of: fields.name("translation_of"),
            draft: draft.unwrap_or(true) || private,
            path: fields.name("path"),
            aliases: fields.names("aliases"),
        }),
        template: fields.name("template"),
        sensitive: sensitive(&mut fields),
        in_short: in_short(&mut fields, file),
        claims: claims(&mut fields),
        allow: fields.allow(),
        anchors: Printed::default(),
        passages: Printed::default(),
        body: Body::default(),
    };
    fields.finish();
    if parts.body.trim() == placeholders::TEXT && !page.placing.draft {
        notices.push(rules::nothing_written(&file.path, span));
    }
    let language = page.placing.language.clone().unwrap_or_else(|| given.language.clone());
    let options = BodyOptions::page(given.raw_html, &language);
    page.body = body(file, parts.body, parts.body_start, options, notices, &mut passages);
    page.passages = Printed::new(passages.whole_file());
    page.anchors = Printed::new(anchors(&page.body, &page.claims));
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
                false => ShortText::Words(inline(file, &text.value, text.span, group.notices, group.passages)),
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
            short: inside.words("short", Register::Short),
            against: inside.name("against"),
            withdrawn: inside.name("withdrawn"),
            was: inside.names("was"),
            computed: computed(&mut inside),
            allow: inside.allow(),
        };
        inside.finish();
        list.push(claim);
    }
    list
}

/// How the author came to a number.
fn computed(fields: &mut Fields) -> Option<Spanned<Wording>> {
    let text = fields.text("computed")?;
    let span = text.span;
    Some(Spanned::new(fields.kept(text, Register::Reason), span))
}
