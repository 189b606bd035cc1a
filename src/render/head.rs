//! What stands in a page's head for machines: data files, translations, previews and JSON-LD. A template prints it as
//! `{{ head_html | safe }}`, and adds the title, the description, the canonical address, the feeds and its style sheets.

use crate::html::Html;
use crate::site::{Page, Route};

use super::frame::{Scene, absolute};
use super::{card, json_ld, page};

/// The head of a page that is no article; `kind` is its template's name.
pub fn plain(scene: &Scene, kind: &str) -> String {
    let mut out = Html::new();
    if matches!(kind, "page" | "404" | "redirect") {
        return String::new();
    }
    for (media_type, file) in data_of(kind) {
        alternate(&mut out, scene, media_type, file);
    }
    let site = &scene.site.settings.title;
    let title = match scene.word(&format!("nav-{kind}")) {
        "" => site.clone(),
        word => format!("{word} · {site}"),
    };
    preview(&mut out, scene, &Preview { title: &title, ..Preview::default() });
    if kind == "figures" {
        json_ld::script(&mut out, &json_ld::dataset(scene));
    }
    out.finish()
}

/// The head of an article.
pub fn article(scene: &Scene, page: &Page) -> String {
    let mut out = Html::new();
    translations(&mut out, scene, page);
    let date = |date: Option<&crate::edtf::Edtf>| date.and_then(|date| date.iso_for_html()).unwrap_or_default();
    preview(
        &mut out,
        scene,
        &Preview {
            title: &page.text.title,
            description: &page::description(page),
            published: date(page.text.date.as_ref()),
            modified: date(scene.frame.updated(page)),
            image: card::route(page),
            article: true,
        },
    );
    json_ld::script(&mut out, &json_ld::article(scene, page));
    out.finish()
}

/// The data files that say what a page says, with their media types.
fn data_of(kind: &str) -> &'static [(&'static str, &'static str)] {
    match kind {
        "claims" => &[("application/json", "claims.json")],
        "figures" => &[("text/csv", "figures.csv"), ("application/json", "figures.json")],
        "places" => &[("application/geo+json", "places.geojson")],
        "sources" => &[("application/vnd.citationstyles.csl+json", "sources.json")],
        "corrections" => &[("application/json", "corrections.json")],
        _ => &[],
    }
}

fn alternate(out: &mut Html, scene: &Scene, media_type: &str, file: &str) {
    out.raw("<link rel=\"alternate\"")
        .attribute("type", media_type)
        .attribute("href", &scene.href(file, ""))
        .raw(">\n");
}

/// Every language version including this one, and the one for everybody else: the version in the site's own language, or
/// the first. All versions print the same list.
fn translations(out: &mut Html, scene: &Scene, page: &Page) {
    let link = |out: &mut Html, language: &str, route: &Route| {
        let href = absolute(scene.site, route);
        out.raw("<link rel=\"alternate\"").attribute("hreflang", language).attribute("href", &href).raw(">\n");
    };
    for (language, route) in &page.translations {
        link(out, language, route);
    }
    let own = page.translations.iter().find(|(language, _)| *language == scene.site.settings.language);
    if let Some((_, route)) = own.or(page.translations.first()) {
        link(out, "x-default", route);
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
    article: bool,
}

fn preview(out: &mut Html, scene: &Scene, preview: &Preview) {
    let mut property = |name: &str, value: &str| {
        if !value.is_empty() {
            out.raw("<meta").attribute("property", name).attribute("content", value).raw(">\n");
        }
    };
    property("og:site_name", &scene.site.settings.title);
    property("og:title", preview.title);
    property("og:description", preview.description);
    property("og:type", if preview.article { "article" } else { "website" });
    property("og:url", &scene.canonical());
    property("og:locale", &scene.language.replace('-', "_"));
    property("article:published_time", &preview.published);
    property("article:modified_time", &preview.modified);
    let Some(image) = &preview.image else {
        out.raw("<meta name=\"twitter:card\" content=\"summary\">\n");
        return;
    };
    property("og:image", &absolute(scene.site, image));
    property("og:image:type", "image/png");
    property("og:image:width", "1200");
    property("og:image:height", "630");
    property("og:image:alt", preview.title);
    out.raw("<meta name=\"twitter:card\" content=\"summary_large_image\">\n");
}
