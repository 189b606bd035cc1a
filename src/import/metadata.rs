//! The facts in a page's tags: OpenGraph, `<meta>`, microdata, `<time>`, the canonical link, the language, the browser's own mark.
//!
//! They are added in order of trust, after those of JSON-LD; [`super::facts`] takes the first and names the contradictions.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};

use super::facts::{Basis, Facts};
use super::json_ld::unescaped;
use crate::files::char_boundary;

/// The names of `<meta>` tags for each fact, in order of trust; the first ones are OpenGraph's.
const TITLES: &str = "og:title twitter:title citation_title parsely-title dc.title dcterms.title title";
const OUTLETS: &str = "og:site_name dc.publisher dcterms.publisher citation_journal_title";
const DAYS: &str = "article:published_time og:article:published_time og:published_time article:published datepublished \
    parsely-pub-date sailthru.date citation_publication_date citation_online_date prism.publicationdate dcterms.issued dc.date.issued dcterms.date dc.date \
    pubdate publishdate publish-date publish_date cxenseparse:recs:publishtime date";
const AUTHORS: &str = "article:author og:article:author author citation_author parsely-author sailthru.author dcterms.creator \
    dc.creator byl";

const LANGUAGES: &str = "content-language dc.language dcterms.language og:locale";

/// A browser writes its mark before the page.
const MARK_WITHIN: usize = 4096;

/// Adds what the page's tags state.
pub fn read(document: &Document, html: &str, facts: &mut Facts, remarks: &mut Vec<String>) {
    let tags = Tags::of(document);
    tags.each(TITLES, |value, name| facts.title(value, name));
    tags.each(OUTLETS, |value, name| facts.outlet(value, name));
    tags.each(DAYS, |value, name| facts.published(value, Basis::Metadata, name));
    for name in AUTHORS.split_ascii_whitespace() {
        let names = tags.0.get(name).map(Vec::as_slice).unwrap_or_default();
        facts.authors(names.iter().map(String::as_str), name);
    }
    microdata(document, facts);
    if facts.lacks_outlet() {
        tags.each("publisher application-name", |value, name| facts.outlet(value, name));
    }
    time(document, facts);
    bylines(document, facts);

    if let Some(address) = document.select_single(r#"link[rel~="canonical" i]"#).attr("href") {
        facts.address(&address, "the canonical link");
    }
    tags.each("og:url", |value, name| facts.address(value, name));
    if let Some(address) = saved_from(html) {
        facts.address(address, "the browser's mark");
    }
    if let Some(day) = saved_on(html) {
        remarks.push(format!("the page was saved on {day}: write it as `accessed`"));
    }
    if let Some(language) = document.select_single("html").attr("lang") {
        facts.language(&language, "<html lang>");
    }
    tags.each(LANGUAGES, |value, name| facts.language(value, name));
}

/// All `<meta>` tags by name or property in small letters.
struct Tags(BTreeMap<String, Vec<String>>);

impl Tags {
    fn of(document: &Document) -> Self {
        let mut tags: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for tag in document.select("meta[content]").nodes() {
            let Some(names) = ["property", "name", "itemprop", "http-equiv"].iter().find_map(|key| tag.attr(key))
            else {
                continue;
            };
            let content = unescaped(&tag.attr_or("content", ""));
            for name in names.to_ascii_lowercase().split_ascii_whitespace() {
                // Dublin Core is written with a colon as well as with a full stop.
                let name = name.replace("dc:", "dc.").replace("dcterms:", "dcterms.");
                tags.entry(name).or_default().push(content.clone());
            }
        }
        Self(tags)
    }

    fn each(&self, names: &str, mut add: impl FnMut(&str, &str)) {
        for name in names.split_ascii_whitespace() {
            if let Some(value) = self.0.get(name).and_then(|values| values.first()) {
                add(value, name);
            }
        }
    }
}

/// The value of an element with an `itemprop`: an attribute made for machines, or else the text.
fn value(node: &NodeRef) -> String {
    let attribute = ["content", "datetime"].iter().find_map(|key| node.attr(key));
    attribute.unwrap_or_else(|| node.text()).trim().to_owned()
}

fn microdata(document: &Document, facts: &mut Facts) {
    let place = "microdata";
    let first = |selector: &str| document.select_single(selector).nodes().first().map(value);
    if let Some(title) = first(r#"[itemprop="headline"]"#) {
        facts.title(&title, place);
    }
    let outlet = first(r#"[itemprop="publisher"] [itemprop="name"]"#).or_else(|| first(r#"[itemprop="publisher"]"#));
    if let Some(outlet) = outlet {
        facts.outlet(&outlet, place);
    }
    let within = document.select(r#"[itemprop="author"] [itemprop="name"]"#);
    let authors = if within.is_empty() { document.select(r#"[itemprop="author"]"#) } else { within };
    let names: Vec<String> = authors.nodes().iter().map(value).collect();
    facts.authors(names.iter().map(String::as_str), place);
    if let Some(day) = first(r#"[itemprop="datePublished"]"#) {
        facts.published(&day, Basis::Metadata, place);
    }
    if let Some(language) = first(r#"[itemprop="inLanguage"]"#) {
        facts.language(&language, place);
    }
}

/// The `<time>` that the page marks as its own day. What readers see of it counts before what machines are told: the one is the day
/// of publication, the other may be that of a change. Of unmarked ones the place decides: [`super::shown_days`].
fn time(document: &Document, facts: &mut Facts) {
    let marked = document.select(
        "time[pubdate], time.published, time.entry-date, abbr.published, span.published, span.entry-date, span.post-date, .published-date",
    );
    let day = |node: &&NodeRef| {
        let told = node.attr("datetime").or_else(|| node.attr("title")).unwrap_or_default();
        let shown = super::day::written(&node.text()).and_then(|date| date.day);
        (shown.is_some() || super::day::stated(&told).is_some()).then_some((told, shown))
    };
    let Some((told, shown)) = marked.nodes().iter().find_map(|node| day(&node)) else { return };
    match shown {
        Some(day) => facts.published(&day, Basis::BylineDate, "<time>"),
        None => facts.published(&told, Basis::Metadata, "<time>"),
    }
}

/// Links and boxes that the page marks as its author's, where nothing else names one.
fn bylines(document: &Document, facts: &mut Facts) {
    let links = document.select(r#"a[rel~="author"], [rel~="author"]"#);
    let names: Vec<String> = links.nodes().iter().take(10).map(|node| node.text().trim().to_owned()).collect();
    facts.authors(names.iter().map(String::as_str), "rel=author");
}

/// The day in SingleFile's `saved date: Wed Mar 13 2024 10:00:00 GMT+0100`.
fn saved_on(html: &str) -> Option<String> {
    let head = html.get(..char_boundary(html, MARK_WITHIN))?;
    let (_, rest) = head.split_once("SingleFile").and_then(|(_, rest)| rest.split_once("saved date:"))?;
    super::day::stated(rest.lines().next()?.trim())
}

/// The address in `<!-- saved from url=(0042)https://… -->` (Chrome, Edge) or in SingleFile's `url: https://…`.
fn saved_from(html: &str) -> Option<&str> {
    let head = html.get(..char_boundary(html, MARK_WITHIN))?;
    let mark = head.split("<!--").skip(1).map(|part| part.split("-->").next().unwrap_or(part));
    mark.filter(|comment| comment.contains("saved from url=") || comment.contains("SingleFile")).find_map(|comment| {
        let at = comment.find("https://").or_else(|| comment.find("http://"))?;
        comment.get(at..)?.split_whitespace().next()
    })
}
