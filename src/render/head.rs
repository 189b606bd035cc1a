//! What stands in a page's head for machines: data files, translations, previews and JSON-LD. A template prints it as
//! `{{ head_html | safe }}`, and adds the title, the description, the canonical address, the feeds and its style sheets.

use tera::Context;

use crate::edtf::Edtf;
use crate::html::{Html, Markup};
use crate::site::{Page, Route, Source};
use crate::vocabulary::Grade;

use super::citation::Citation;
use super::scene::{self, Scene};
use super::{card, json_ld};

/// The context of a page that is no article; `kind` is its template's name.
pub fn context(scene: &Scene, kind: &str) -> Context {
    let mut context = scene.context(kind);
    context.insert("head_html", &plain(scene, kind));
    context
}

/// The context of an article.
pub fn context_of_article(scene: &Scene, page: &Page) -> Context {
    let mut context = scene.context("page");
    context.insert("head_html", &article(scene, page));
    context
}

fn plain(scene: &Scene, kind: &str) -> Markup {
    let mut out = Html::new();
    if matches!(kind, "404" | "redirect") {
        return Markup::default();
    }
    for (media_type, file) in data_of(kind) {
        out.raw("<link rel=\"alternate\"").attribute("type", media_type);
        out.attribute("href", &scene.at.href(file, "")).raw(">\n");
    }
    let site = &scene.settings.title;
    let title = match scene.words.get(&format!("nav-{kind}")) {
        "" => site.to_string(),
        word => format!("{word} · {site}"),
    };
    preview(&mut out, scene, &Preview { title: &title, ..Preview::default() });
    if kind != "source" {
        tags(&mut out, &Citation::of_list(&title, scene), scene);
    }
    if kind == "figures" {
        script(&mut out, &json_ld::dataset(scene));
    }
    out.finish()
}

/// On the page of a source, for those who keep it in a library: what is cited is the source, not its page here.
pub fn cite_source(context: &mut Context, source: &Source, scene: &Scene) {
    let mut out = Html::new();
    out.markup(&plain(scene, "source"));
    tags(&mut out, &Citation::of_source(source), scene);
    context.insert("head_html", &out.finish());
}

/// What Zotero and its like read of a page that has no translator of its own: Highwire's tags, and Dublin Core.
fn tags(out: &mut Html, citation: &Citation, scene: &Scene) {
    let mut tag = |name: &str, value: &str| {
        if !value.is_empty() {
            out.raw("<meta").attribute("name", name).attribute("content", value).raw(">\n");
        }
    };
    tag("citation_title", citation.title);
    citation.authors.iter().for_each(|author| tag("citation_author", author));
    tag("citation_publication_date", &citation.date_with_slashes());
    tag("citation_public_url", &citation.url);
    tag("citation_language", citation.language);
    tag("DC.title", citation.title);
    citation.authors.iter().for_each(|author| tag("DC.creator", author));
    tag("DC.publisher", citation.work);
    tag("DC.date", &citation.date.and_then(Edtf::iso_for_html).unwrap_or_default());
    tag("DC.identifier", &citation.url);
    tag("DC.language", citation.language);
    if citation.url.starts_with(&scene.settings.base_url) {
        tag("DC.rights", scene.settings.licence.as_deref().unwrap_or_default());
    }
}

fn article(scene: &Scene, page: &Page) -> Markup {
    let mut out = Html::new();
    translations(&mut out, scene, page);
    tags(&mut out, &Citation::of_page(page, scene), scene);
    let date = |date: Option<&Edtf>| date.and_then(Edtf::iso_for_html).unwrap_or_default();
    let shown = Preview {
        title: &page.text.title,
        description: &scene::description(page),
        published: date(page.text.date.as_ref()),
        modified: date(scene.updated(&page.entry)),
        image: scene::card(page),
        alt: {
            let grades: Vec<Grade> = page.claims.list.iter().map(|claim| claim.grade).collect();
            format!("{} – {}", page.text.title, card::told(&grades, scene.words))
        },
        article: true,
    };
    preview(&mut out, scene, &shown);
    script(&mut out, &json_ld::article(scene, page));
    out.finish()
}

fn script(out: &mut Html, value: &serde_json::Value) {
    out.raw("<script type=\"application/ld+json\">").json(value).raw("</script>\n");
}

/// The data files that say what a page says, with their media types.
fn data_of(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "claims" => &[("application/json", "claims.json")],
        "figures" => &[("text/csv", "figures.csv"), ("application/json", "figures.json")],
        "places" => &[("application/geo+json", "places.geojson")],
        "sources" => {
            &[("application/vnd.citationstyles.csl+json", "sources.json"), ("application/x-bibtex", "sources.bib")]
        }
        "corrections" => &[("application/json", "corrections.json")],
        _ => &[],
    }
}

/// Every language version including this one, and the one for everybody else: the version in the site's own language, or
/// the first. All versions print the same list.
fn translations(out: &mut Html, scene: &Scene, page: &Page) {
    let mut link = |language: &str, route: &Route| {
        out.raw("<link rel=\"alternate\"").attribute("hreflang", language);
        out.attribute("href", &scene.at.absolute(route)).raw(">\n");
    };
    for (language, route) in &page.translations {
        link(language, route);
    }
    let own = page.translations.iter().find(|(language, _)| *language == scene.settings.language);
    if let Some((_, route)) = own.or(page.translations.first()) {
        link("x-default", route);
    }
}

/// What other sites show beside a link.
#[derive(Default)]
struct Preview<'a> {
    title: &'a str,
    description: &'a str,
    published: String,
    modified: String,
    image: Option<Route>,
    /// What the image says.
    alt: String,
    article: bool,
}

fn preview(out: &mut Html, scene: &Scene, preview: &Preview) {
    let mut property = |name: &str, value: &str| {
        if !value.is_empty() {
            out.raw("<meta").attribute("property", name).attribute("content", value).raw(">\n");
        }
    };
    property("og:site_name", &scene.settings.title);
    property("og:title", preview.title);
    property("og:description", preview.description);
    property("og:type", if preview.article { "article" } else { "website" });
    property("og:url", &scene.at.canonical());
    property("og:locale", &scene.language.replace('-', "_"));
    property("article:published_time", &preview.published);
    property("article:modified_time", &preview.modified);
    let Some(image) = &preview.image else {
        out.raw("<meta name=\"twitter:card\" content=\"summary\">\n");
        return;
    };
    property("og:image", &scene.at.absolute(image));
    property("og:image:type", "image/png");
    property("og:image:width", "1200");
    property("og:image:height", "630");
    property("og:image:alt", &preview.alt);
    out.raw("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
}
