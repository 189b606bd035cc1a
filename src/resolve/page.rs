//! Pages: their markers, claims, links and directives.

use std::sync::Arc;

use crate::diagnostic::Noted;
use crate::files::FileId;
use crate::manuscript::{self, FootnoteContent, PageText};
use crate::memo::{Printed, Reader};
use crate::rules;
use crate::site::*;

use super::body::{Author, Holes, lead};
use super::claims;
use super::directives::directives;
use super::named::{check_party, note_named};
use super::names::Names;
use super::routes::PageFace;

/// A page, and where it lies.
#[derive(Clone, Copy, Hash)]
pub struct Written<'a> {
    pub text: &'a Printed<PageText>,
    pub face: &'a Printed<PageFace>,
}

impl Written<'_> {
    pub fn file(&self) -> &FileId {
        &self.text.file
    }
}

/// What was made of a page. Drafts are checked like everything else; only their findings are kept.
pub type Resolved = Arc<Noted<Printed<Page>>>;

pub fn page(written: &Written, (): &(), names: &Reader<Names>) -> Resolved {
    let Written { text, face } = written;
    let mut notices = Vec::new();
    let directives = directives(&text.body.directives, &text.file, names, &mut notices);
    let mut author = Author { file: &text.file, names, notices: &mut notices, is_quoted: false };
    let has_unread = author.unread_evidence(&text.body);
    // What makes a footnote a claim may be the line that was not read, which was told.
    let is_lost = |label: &str| has_unread && text.body.footnotes.iter().any(|note| note.label.value == label);
    let language = text.placing.language.clone().unwrap_or_else(|| names.language().to_owned());
    let read = claims::claims(text, &language, &directives, &mut author);
    check_front_matter(text, &read.claims, &is_lost, &mut author);
    let holes = Holes { markers: read.markers, directives };
    let footnotes = author.footnotes(&read.uses, &holes, "");
    // What is wrong in a footnote is told whether or not anybody reads it.
    for footnote in text.body.footnotes.iter().filter(|footnote| read.uses.times(&footnote.label) == 0) {
        match &footnote.content {
            FootnoteContent::Ordinary(pieces) => author.pieces(pieces, &holes),
            FootnoteContent::Evidence { remark, .. } => author.words(remark),
        };
    }
    let in_short = in_short(text, &read.claims, &is_lost, &mut author);
    let body = author.pieces(&text.body.pieces, &holes);
    let template = template(text, &mut author);
    let leads = leads(&text.file, &read.sources, &read.claims, &body, &footnotes, in_short.as_ref());
    let (route, title) = (face.route.clone(), text.title.clone());
    let entry = Listing {
        file: text.file.clone(),
        route: route.clone(),
        title: title.clone(),
        standfirst: text.standfirst.clone(),
        date: text.date.clone(),
        updated: text.updated.clone(),
        draft: text.placing.draft,
        claims: read.claims.len(),
    };
    let (file, draft) = (text.file.clone(), text.placing.draft);
    let claims = Claims { file, route: route.clone(), title, language: language.clone(), draft, list: read.claims };
    let page = Page {
        text: (*text).clone(),
        route,
        language,
        entry: Printed::new(entry),
        claims: Printed::new(claims),
        leads: Printed::new(leads),
        answers: Printed::new(Answers { file: text.file.clone(), list: answers(text) }),
        sources: read.sources,
        body,
        in_short,
        footnotes,
        translations: face.translations.clone(),
        template,
    };
    Arc::new(Noted { value: Printed::new(page), notices })
}

/// What the front matter says about claims must be about claims that there are.
fn check_front_matter(text: &PageText, claims: &[Claim], is_lost: &dyn Fn(&str) -> bool, author: &mut Author) {
    let labels: Vec<&str> = claims.iter().map(|claim| claim.label.as_str()).collect();
    for claim in &text.claims {
        if !labels.contains(&claim.label.as_str()) && !is_lost(&claim.label) {
            author.notices.push(rules::unknown_claim(&text.file, &claim.label, &labels));
        }
        if let Some(party) = &claim.against {
            check_party(&text.file, party, author.names, author.notices);
        }
        if let Some(note) = &claim.withdrawn {
            note_named(&text.file, note, author.names, author.notices);
        }
    }
}

fn in_short(text: &PageText, claims: &[Claim], is_lost: &dyn Fn(&str) -> bool, author: &mut Author) -> Option<InShort> {
    let mut column = |items: &[manuscript::ShortText]| {
        let item = |item: &manuscript::ShortText| match item {
            manuscript::ShortText::Words(pieces) => Some(ShortItem::Words(author.words(pieces))),
            manuscript::ShortText::Claim(name) => {
                let found = claims.iter().position(|claim| claim.label == name.value);
                if found.is_none() && !is_lost(name) {
                    let labels: Vec<&str> = claims.iter().map(|claim| claim.label.as_str()).collect();
                    author.notices.push(rules::in_short_word(&text.file, name, &labels));
                }
                found.map(ShortItem::Claim)
            }
        };
        items.iter().filter_map(item).collect::<Vec<_>>()
    };
    let manuscript::InShortText { known, claimed, unchecked } = &text.in_short;
    let is_empty = known.is_empty() && claimed.is_empty() && unchecked.is_empty();
    (!is_empty).then(|| InShort { known: column(known), claimed: column(claimed), unchecked: column(unchecked) })
}

/// The page's template; that of every page where there is none of the name.
fn template(text: &PageText, author: &mut Author) -> String {
    let every = || "page.html".to_owned();
    let Some(name) = &text.template else { return every() };
    let path = if name.ends_with(".html") { name.value.clone() } else { format!("{}.html", name.value) };
    if author.names.has_template(&path) {
        return path;
    }
    let known = author.names.template_names().iter().filter(|name| !name.contains('/'));
    let known: Vec<&str> = known.filter_map(|name| name.strip_suffix(".html")).collect();
    author.notices.push(rules::unknown_template(&text.file, name, &known));
    every()
}

/// What the page leads to by itself.
fn leads(
    file: &FileId,
    cited: &[SourceId],
    claims: &[Claim],
    body: &[Piece],
    footnotes: &[Footnote],
    in_short: Option<&InShort>,
) -> Leads {
    let mut leads = Leads { file: file.clone(), sources: cited.iter().cloned().collect(), ..Leads::default() };
    let cited = |evidence: &Evidence| Cited {
        bearing: evidence.stance.bearing(),
        source: evidence.source.clone(),
        excerpt: evidence.excerpt.clone(),
        claimant: evidence.claimant.clone(),
        origin: evidence.origin.clone(),
    };
    leads.claims = claims.iter().map(|claim| claim.evidence.iter().map(cited).collect()).collect();
    let remarks = claims.iter().map(|claim| &claim.remark);
    let short = in_short.into_iter().flat_map(|short| [&short.known, &short.claimed, &short.unchecked]).flatten();
    let short = short.filter_map(|item| match item {
        ShortItem::Words(pieces) => Some(pieces),
        ShortItem::Claim(_) => None,
    });
    let bodies = footnotes.iter().map(|footnote| &footnote.body).chain(remarks).chain(short);
    for pieces in bodies.map(Vec::as_slice).chain([body]) {
        lead(pieces, &mut leads);
    }
    leads
}

fn answers(text: &PageText) -> Vec<Answer> {
    let answer = |allow: &manuscript::Allow, label: Option<&String>| Answer {
        rule: allow.rule.value.clone(),
        reason: allow.reason.clone(),
        label: label.cloned(),
    };
    let own = text.allow.iter().map(|allow| answer(allow, None));
    let of_claims = text
        .claims
        .iter()
        .flat_map(|claim| claim.allow.iter().map(move |allow| answer(allow, Some(&claim.label.value))));
    own.chain(of_claims).collect()
}
