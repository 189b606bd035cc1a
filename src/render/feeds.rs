//! `feed.xml`, the newest articles, and `corrections.xml`, what was changed in them (Atom, RFC 4287).
//!
//! An entry holds the article and its evidence as a list, without the digests of the margin. Every address in it is
//! whole. No time comes from a clock: `updated` is the latest of the author's own dates, at midnight UTC.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::edtf::Edtf;
use crate::files::Hash;
use crate::html::Html;
use crate::memo::Once;
use crate::site::{Page, Route};

use super::frame::{Frame, Scene, absolute};
use super::view::{ClaimView, EvidenceView, NoteView};
use super::{Job, Made, exports, notes, page, word_or};

/// How many entries a feed holds.
const ENTRIES: usize = 50;

/// The newest articles, as indices into the site's pages: remembered while lists show the same of every page, and notes
/// about them are the same.
pub type Newest = Once<[Hash; 3], Arc<Vec<usize>>>;

pub fn jobs<'a>(frame: &'a Frame<'a>, newest: &mut Newest, jobs: &mut Vec<Job<'a>>) {
    let pages: Vec<&Arc<Page>> = frame.site.pages.values().collect();
    let dates = [frame.site.together.listed, frame.notes_fingerprint, frame.site.impact.fingerprint];
    let newest = newest.get(dates, || Arc::new(newest_of(frame, &pages)));
    let newest: Vec<&Arc<Page>> = newest.iter().map(|index| pages[*index]).collect();
    let hashes = newest.iter().map(|page| &page.fingerprint);
    let key = Hash::together(hashes.chain([&frame.fingerprint, &frame.site.registers, &frame.notes_fingerprint]));
    jobs.push(Job {
        route: Route::from("feed.xml"),
        key,
        make: Box::new(move |frame: &Frame| articles(frame, &newest)),
    });
    let key = Hash::together([&frame.site.together.listed, &frame.fingerprint, &frame.notes_fingerprint]);
    jobs.push(Job { route: Route::from("corrections.xml"), key, make: Box::new(corrections) });
}

/// The dated articles, newest first. A page without any date is no news, and Atom has no word for "some day".
fn newest_of(frame: &Frame, pages: &[&Arc<Page>]) -> Vec<usize> {
    let published = (0..pages.len()).filter(|index| !pages[*index].text.draft);
    let mut dated: Vec<_> =
        published.filter_map(|index| Some((frame.updated(pages[index])?.latest()?, index))).collect();
    let order = |(one_day, one): &(_, usize), (other_day, other): &(_, usize)| {
        (other_day, &pages[*one].route).cmp(&(one_day, &pages[*other].route))
    };
    if dated.len() > ENTRIES {
        dated.select_nth_unstable_by(ENTRIES, order);
        dated.truncate(ENTRIES);
    }
    dated.sort_by(order);
    dated.into_iter().map(|(_, index)| index).collect()
}

fn articles(frame: &Frame, pages: &[&Arc<Page>]) -> Made {
    let site = frame.site;
    let latest = pages.first().and_then(|page| frame.updated(page));
    let mut out = head(frame, "feed.xml", &site.settings.title, "index.html", latest);
    for page in pages {
        let scene = frame.away(&page.route, &page.language);
        let address = scene.canonical();
        out.raw("<entry").attribute("xml:lang", &page.language).raw(">\n");
        element(&mut out, "id", &address);
        element(&mut out, "title", &page.text.title);
        out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &address).raw("/>\n");
        if let Some(date) = &page.text.date {
            element(&mut out, "published", &moment(Some(date)));
        }
        element(&mut out, "updated", &moment(frame.updated(page)));
        let own = page.text.authors.iter().filter(|_| page.text.authors != site.settings.authors);
        own.for_each(|name| author(&mut out, name));
        let summary = page::description(page);
        if !summary.is_empty() {
            element(&mut out, "summary", &summary);
        }
        out.raw("<content type=\"html\">").text(&content(page, &scene)?).raw("</content>\n</entry>\n");
    }
    Ok(Arc::from(out.raw("</feed>\n").finish().into_bytes()))
}

fn corrections(frame: &Frame) -> Made {
    let site = frame.site;
    let language = &site.settings.language;
    let word =
        word_or(frame.theme.strings_of(language).get("nav-corrections").map_or("", String::as_str), "Corrections");
    let all = exports::corrections::notes(site);
    let latest = all
        .first()
        .map(|note| &note.text.date)
        .or_else(|| exports::pages(frame).filter_map(|page| page.text.date.as_ref()).max());
    let mut out =
        head(frame, "corrections.xml", &format!("{} · {word}", site.settings.title), "corrections.html", latest);
    let route = Route::from("corrections.html");
    let scene = frame.away(&route, language);
    let newest: Vec<_> = all.iter().take(ENTRIES).copied().collect();
    for (note, view) in newest.iter().zip(notes::views(&newest, &scene)?) {
        out.raw("<entry>\n");
        element(&mut out, "id", &view.href);
        element(&mut out, "title", &view.title);
        out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &view.href).raw("/>\n");
        element(&mut out, "published", &moment(Some(&note.text.date)));
        element(&mut out, "updated", &moment(Some(&note.text.date)));
        view.author.split(", ").filter(|name| !name.is_empty()).for_each(|name| author(&mut out, name));
        out.raw("<category").attribute("term", &view.kind).raw("/>\n");
        out.raw("<content type=\"html\">").text(&change(&view)).raw("</content>\n</entry>\n");
    }
    Ok(Arc::from(out.raw("</feed>\n").finish().into_bytes()))
}

fn head(frame: &Frame, name: &str, title: &str, page: &str, updated: Option<&Edtf>) -> Html {
    let site = frame.site;
    let mut out = Html::new();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"");
    out.attribute("xml:lang", &site.settings.language).raw(">\n");
    let own = absolute(site, &Route::from(name));
    element(&mut out, "id", &own);
    element(&mut out, "title", title);
    if let Some(description) = site.settings.description.as_ref().filter(|_| name == "feed.xml") {
        element(&mut out, "subtitle", description);
    }
    out.raw("<link rel=\"self\" type=\"application/atom+xml\"").attribute("href", &own).raw("/>\n");
    let home = absolute(site, &Route::from(page));
    out.raw("<link rel=\"alternate\" type=\"text/html\"").attribute("href", &home).raw("/>\n");
    element(&mut out, "updated", &moment(updated));
    match site.settings.authors.is_empty() {
        true => author(&mut out, &site.settings.title),
        false => site.settings.authors.iter().for_each(|name| author(&mut out, name)),
    }
    out.raw("<generator uri=\"https://crates.io/crates/onrecord\">onrecord</generator>\n");
    out
}

fn element(out: &mut Html, name: &str, text: &str) {
    out.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n");
}

fn author(out: &mut Html, name: &str) {
    out.raw("<author><name>").text(name).raw("</name></author>\n");
}

/// RFC 3339. Atom demands a time; a feed in which nothing is dated says the earliest there is.
fn moment(date: Option<&Edtf>) -> String {
    let day = date.and_then(|date| date.latest().or(date.earliest()));
    day.map_or_else(|| "1970-01-01T00:00:00Z".to_owned(), |day| format!("{day}T00:00:00Z"))
}

/// The article's body, then its evidence.
fn content(page: &Page, scene: &Scene) -> Result<String, Vec<Diagnostic>> {
    let (body, claims) = page::entry(page, scene)?;
    let mut out = Html::new();
    if let Some(standfirst) = &page.text.standfirst {
        out.raw("<p><strong>").text(standfirst).raw("</strong></p>\n");
    }
    out.raw(&body);
    if !claims.is_empty() {
        out.raw("\n<h2>").text(word_or(scene.word("evidence-heading"), "Evidence")).raw("</h2>\n<ol>\n");
        claims.iter().for_each(|claim| evidence(&mut out, claim, scene));
        out.raw("</ol>\n");
    }
    // Anchors of the page are nowhere to be found in a reader: they lead to the page.
    Ok(without_heading_links(&out.finish()).replace(" href=\"#", &format!(" href=\"{}#", scene.canonical())))
}

/// The text without the `#` beside each heading, which is for the page's readers.
fn without_heading_links(html: &str) -> String {
    const LINK: &str = "<a class=\"anchor\"";
    let mut parts = html.split(LINK);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, part| out + part.split_once("</a>").map_or(part, |(_, rest)| rest))
}

fn evidence(out: &mut Html, claim: &ClaimView, scene: &Scene) {
    out.raw("<li><p><a").attribute("href", &claim.href).raw(">").text(&claim.short).raw("</a> — <strong>");
    out.text(word_or(scene.word(&format!("grade-{}", claim.grade)), &claim.grade))
        .raw("</strong>: ")
        .text(&claim.reason);
    out.raw("</p>").raw(&claim.remark_html).raw("<ul>\n");
    for line in &claim.evidence {
        evidence_line(out, line, scene);
    }
    out.raw("</ul></li>\n");
}

fn evidence_line(out: &mut Html, line: &EvidenceView, scene: &Scene) {
    let stance = word_or(scene.word(&format!("stance-{}", line.stance)), &line.stance);
    let outlet = word_or(&line.outlet, word_or(scene.word("unknown-outlet"), "unknown outlet"));
    out.raw("<li>")
        .text(stance)
        .raw(": <a")
        .attribute("href", &line.excerpt_href)
        .raw(">")
        .text(outlet)
        .raw(", <cite>");
    out.text(&line.title).raw("</cite></a>");
    if let Some(date) = &line.published {
        out.raw(", ").text(&date.words);
    }
    if !line.quotation.is_empty() {
        out.raw(": <q");
        if !line.language.is_empty() {
            out.attribute("lang", &line.language);
        }
        out.raw(">").text(&line.quotation).raw("</q>");
    }
    let said = [&line.claimant, &line.locator, &line.comment].into_iter().filter(|text| !text.is_empty());
    for text in said {
        out.raw(" · ").text(text);
    }
    out.raw("</li>\n");
}

/// A correction: what it said, what it says, why.
fn change(view: &NoteView) -> String {
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
    out.raw(&view.html);
    let about = view.about.iter().filter(|link| !link.href.is_empty());
    for link in about {
        out.raw("<p><a").attribute("href", &link.href).raw(">").text(&link.text).raw("</a></p>\n");
    }
    out.finish()
}
