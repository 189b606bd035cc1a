//! `feed.xml`, the newest articles, and `corrections.xml`, what was changed in them (Atom, RFC 4287).
//!
//! An entry holds the article and its evidence as a list, without the digests of the margin. Every address in it is
//! whole. No time comes from a clock: `updated` is the latest of the author's own dates, at midnight UTC.

use crate::edtf::Edtf;
use crate::html::{Html, Markup};
use crate::language::direction;
use crate::memo::Printed;
use crate::site::{Page, Route};

use super::addresses::Standpoint;
use super::directives::Article;
use super::scene::{self, Faults, Made, Scene};
use super::view::{ClaimView, EvidenceView, NoteView};
use super::{body, notes};

/// How many entries a feed holds.
pub const ENTRIES: usize = 50;

/// The feed of some articles, newest first.
pub fn articles(pages: &[Printed<Page>], scene: &Scene) -> Made {
    let latest = pages.first().and_then(|page| scene.updated(&page.entry));
    let mut out = head(scene, &scene.settings.title, "index.html", latest);
    for page in pages {
        let scene = Scene::new(scene.site, scene.common, &page.route, Some(&page.language), Standpoint::away);
        let address = scene.at.canonical();
        out.raw("<entry").attribute("xml:lang", &page.language).raw(">\n");
        out.element("id", &address).element("title", &page.text.title);
        out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &address).raw("/>\n");
        if let Some(date) = &page.text.date {
            out.element("published", &moment(Some(date)));
        }
        out.element("updated", &moment(scene.updated(&page.entry)));
        if page.text.authors != scene.settings.authors {
            page.text.authors.iter().for_each(|name| author(&mut out, name));
        }
        let summary = scene::description(page);
        if !summary.is_empty() {
            out.element("summary", &summary);
        }
        let content = content(page, &scene)?;
        out.raw("<content type=\"html\">").text(content.as_str()).raw("</content>\n</entry>\n");
    }
    Ok(out.raw("</feed>\n").finish().into())
}

pub fn corrections(scene: &Scene) -> Made {
    let all: Vec<_> = notes::corrections(scene).into_iter().filter(|note| notes::is_public(note)).collect();
    let latest = match all.first() {
        Some(note) => Some(&note.text.date),
        None => latest_date(scene),
    };
    let title = format!("{} · {}", scene.settings.title, scene.words.get("nav-corrections"));
    let mut out = head(scene, &title, "corrections.html", latest);
    let newest = &all[..all.len().min(ENTRIES)];
    let list = Route::from("corrections.html");
    let scene = Scene::new(scene.site, scene.common, &list, None, Standpoint::away);
    for (note, view) in newest.iter().zip(notes::views(newest, &scene)?) {
        out.raw("<entry>\n").element("id", &view.href).element("title", &view.title);
        out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &view.href).raw("/>\n");
        out.element("published", &moment(Some(&note.text.date)));
        out.element("updated", &moment(Some(&note.text.date)));
        view.author.split(", ").filter(|name| !name.is_empty()).for_each(|name| author(&mut out, name));
        out.raw("<category").attribute("term", &view.kind).raw("/>\n");
        out.raw("<content type=\"html\">").text(change(&view).as_str()).raw("</content>\n</entry>\n");
    }
    Ok(out.raw("</feed>\n").finish().into())
}

/// The latest date of an article; drafts are no news.
fn latest_date<'a>(scene: &Scene<'a>) -> Option<&'a Edtf> {
    scene.site.entries().iter().filter(|entry| !entry.draft).filter_map(|entry| entry.date.as_ref()).max()
}

fn head(scene: &Scene, title: &str, page: &str, updated: Option<&Edtf>) -> Html {
    let settings = scene.settings;
    let mut out = Html::new();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    out.attribute("xml:lang", &settings.language).raw(">\n");
    let own = scene.at.canonical();
    out.element("id", &own).element("title", title);
    if let Some(description) = settings.description.as_ref().filter(|_| page == "index.html") {
        out.element("subtitle", description);
    }
    out.raw("<link rel=\"self\" type=\"application/atom+xml\"").attribute("href", &own).raw("/>\n");
    let home = scene.at.absolute(&Route::from(page));
    out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &home).raw("/>\n");
    out.element("updated", &moment(updated));
    match settings.authors.is_empty() {
        true => author(&mut out, &settings.title),
        false => settings.authors.iter().for_each(|name| author(&mut out, name)),
    }
    out.raw("<generator uri=\"https://crates.io/crates/onrecord\">onrecord</generator>\n");
    out
}

fn author(out: &mut Html, name: &str) {
    out.raw("<author><name>").text(name).raw("</name></author>\n");
}

/// RFC 3339. Atom demands a time; a feed in which nothing is dated says the earliest there is.
fn moment(date: Option<&Edtf>) -> String {
    // Of a date that is a year or a decade, the first moment: no feed tells of what is still to come.
    let day = date.and_then(|date| date.earliest().or(date.latest()));
    day.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// The article's body, then its evidence.
fn content(page: &Page, scene: &Scene) -> Result<Markup, Faults> {
    let mut article = Article::bare(page, scene)?;
    let mut out = Html::new();
    if let Some(sensitive) = &page.text.sensitive {
        out.raw("<p><a").attribute("href", &scene.at.canonical()).raw(">").text(&scene.words.veil(sensitive));
        return Ok(out.raw("</a></p>").finish());
    }
    let body = body::markup(&page.body, scene, &mut article)?;
    if let Some(standfirst) = &page.text.standfirst {
        out.raw("<p><strong>").text(standfirst).raw("</strong></p>\n");
    }
    out.markup(&body);
    if !article.claims.is_empty() {
        out.raw("\n<h2>").text(scene.words.get("evidence-heading")).raw("</h2>\n<ol>\n");
        article.claims.iter().for_each(|claim| evidence(&mut out, claim, scene));
        out.raw("</ol>\n");
    }
    Ok(out.finish().for_elsewhere(&scene.at.canonical()))
}

fn evidence(out: &mut Html, claim: &ClaimView, scene: &Scene) {
    out.raw("<li><p><a").attribute("href", &claim.href).raw(">").text(&claim.short).raw("</a> — <strong>");
    out.text(scene.words.get(&format!("grade-{}", claim.grade))).raw("</strong>: ").text(&claim.reason);
    out.raw("</p>").markup(&claim.remark_html).raw("<ul>\n");
    for line in &claim.evidence {
        evidence_line(out, line, scene);
    }
    out.raw("</ul></li>\n");
}

fn evidence_line(out: &mut Html, line: &EvidenceView, scene: &Scene) {
    out.raw("<li>").text(scene.words.get(&format!("stance-{}", line.stance)));
    out.raw(": <a").attribute("href", &line.excerpt_href).raw(">").text(&line.outlet).raw(", <cite>");
    out.text(&line.title).raw("</cite></a>");
    if let Some(date) = &line.published {
        out.raw(", ").text(&date.words);
    }
    if !line.quotation.is_empty() {
        out.raw(": <q");
        if !line.language.is_empty() {
            out.attribute("lang", &line.language).attribute("dir", direction(&line.language));
        }
        out.raw(">").text(&line.quotation).raw("</q>");
    }
    let said = [line.claimant.as_str(), &line.locator, &line.comment].into_iter().filter(|text| !text.is_empty());
    for text in said {
        out.raw(" · ").text(text);
    }
    out.raw("</li>\n");
}

/// A correction: what it said, what it says, why.
fn change(view: &NoteView) -> Markup {
    let mut out = Html::new();
    if !view.was.is_empty() {
        out.raw("<p><del>").text(&view.was).raw("</del></p>\n");
    }
    if !view.now.is_empty() {
        out.raw("<p><ins>").text(&view.now).raw("</ins></p>\n");
    }
    if !view.reason.is_empty() {
        out.raw("<p>").text(&view.reason).raw("</p>\n");
    }
    out.markup(&view.html);
    let about = view.about.iter().filter(|link| !link.href.is_empty());
    for link in about {
        out.raw("<p><a").attribute("href", &link.href).raw(">").text(&link.text).raw("</a></p>\n");
    }
    out.finish()
}
