//! JSON-LD in the words of schema.org: an article with its claims, sources, events, places and corrections; the figures
//! as a data set. ClaimReview is left alone: it demands a verdict that a sourced explainer does not give.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::edtf::Edtf;
use crate::site::{Claim, Event, Note, Page, Place, PlaceId, Route, Shown, Source, notes_of_page};
use crate::vocabulary::SourceKind;

use super::scene::{self, Scene};
use super::words::Words;
use super::{addresses, notes, timeline};

/// A `BackgroundNewsArticle`: schema.org's name for an explainer.
pub fn article(scene: &Scene, page: &Page) -> Value {
    let (site, settings) = (scene.site, scene.settings);
    let text = &page.text;
    let address = scene.at.canonical();
    let sources = page.sources.iter().filter_map(|id| site.source(id));
    let notes = notes_of_page(page, scene.site).into_iter();
    let corrections = notes.filter(|note| note.text.kind.is_correction() && notes::is_public(note));
    let card = scene::card(page);
    let others = page.translations.iter().filter(|(_, route)| *route != page.route);
    object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("BackgroundNewsArticle")),
        ("@id", json!(address)),
        ("mainEntityOfPage", json!(address)),
        ("headline", json!(text.title)),
        ("description", json!(scene::description(page))),
        ("inLanguage", json!(page.language)),
        ("datePublished", day(text.date.as_ref())),
        ("dateModified", day(scene.updated(&page.entry))),
        ("isAccessibleForFree", json!(true)),
        ("author", authors(scene, page)),
        ("publisher", publisher(scene)),
        ("isPartOf", json!({"@type": "WebSite", "@id": settings.base_url, "name": settings.title})),
        ("image", json!(card.map(|route| scene.at.absolute(&route)))),
        ("backstory", json!(to(scene, "method.html"))),
        ("workTranslation", others.map(|(_, route)| json!({"@id": scene.at.absolute(route)})).collect()),
        ("about", about(scene, page)),
        ("citation", sources.map(|source| citation(scene, source)).collect()),
        ("correction", corrections.map(|note| correction(scene, note)).collect()),
        ("hasPart", page.claims.list.iter().map(|claim| claim_node(scene, claim, &address)).collect()),
    ])
}

/// The figures of the whole site, with their downloads.
pub fn dataset(scene: &Scene) -> Value {
    let site = scene.site;
    let counted = site.counted();
    let groups = counted.iter().flat_map(|event| site.figures_on(event));
    let measures: BTreeSet<&str> = groups.map(|group| group.measure.as_str()).collect();
    let events: BTreeSet<&str> =
        counted.iter().filter_map(|id| site.event(id)).map(|event| &*event.text.title).collect();
    let events = events.into_iter().collect::<Vec<_>>().join("; ");
    let download = |file: &str, media_type: &str| json!({"@type": "DataDownload", "encodingFormat": media_type, "contentUrl": to(scene, file)});
    object([
        ("@context", json!("https://schema.org")),
        ("@type", json!("Dataset")),
        ("@id", json!(scene.at.canonical())),
        ("name", json!(Words(scene.plain()).filled("dataset-name", &[("site", &scene.settings.title)]))),
        ("description", json!(Words(scene.plain()).filled("dataset-description", &[("events", &events)]))),
        ("inLanguage", json!(scene.settings.language)),
        ("isAccessibleForFree", json!(true)),
        ("creator", publisher(scene)),
        ("variableMeasured", json!(measures)),
        ("distribution", json!([download("figures.csv", "text/csv"), download("figures.json", "application/json")])),
    ])
}

/// An object without its empty members.
fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    let is_said = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => true,
    };
    let said = members.into_iter().filter(|(_, value)| is_said(value));
    Value::Object(said.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}

/// A date, where ISO 8601 can say it without claiming more than the author did.
fn day(date: Option<&Edtf>) -> Value {
    date.and_then(Edtf::iso_for_html).map_or(Value::Null, Value::String)
}

fn to(scene: &Scene, route: &str) -> String {
    scene.at.absolute(&Route::from(route))
}

/// Those whom a page names are people; where it names nobody, the site's desk answers.
fn authors(scene: &Scene, page: &Page) -> Value {
    let desk = &scene.settings.authors;
    let (kind, names) = match page.text.authors.is_empty() || page.text.authors == *desk {
        true => ("Organization", desk),
        false => ("Person", &page.text.authors),
    };
    names.iter().map(|name| json!({"@type": kind, "name": name})).collect()
}

fn publisher(scene: &Scene) -> Value {
    let settings = &scene.settings;
    object([
        ("@type", json!("Organization")),
        ("name", json!(settings.authors.first().unwrap_or(&settings.title))),
        ("url", json!(settings.base_url)),
        ("correctionsPolicy", json!(to(scene, "corrections.html"))),
        ("publishingPrinciples", json!(to(scene, "method.html"))),
    ])
}

fn citation(scene: &Scene, source: &Source) -> Value {
    let text = &source.text;
    let kind = match text.kind {
        SourceKind::Wire | SourceKind::NewsReport | SourceKind::RewriteAggregation => "NewsArticle",
        SourceKind::Explainer => "BackgroundNewsArticle",
        SourceKind::SocialPost => "SocialMediaPosting",
        SourceKind::Dataset => "Dataset",
        SourceKind::NgoReport => "Report",
        SourceKind::Video => "VideoObject",
        SourceKind::Image => "ImageObject",
        _ => "CreativeWork",
    };
    object([
        ("@type", json!(kind)),
        ("@id", json!(to(scene, addresses::of_source(&source.id).as_str()))),
        ("name", json!(text.title)),
        (
            "publisher",
            text.outlet.as_ref().map_or(Value::Null, |outlet| json!({"@type": "Organization", "name": outlet})),
        ),
        ("datePublished", day(text.published.as_deref())),
        ("inLanguage", json!(text.language)),
        ("url", json!(text.url.as_ref().map(|url| &url.value))),
        ("archivedAt", json!(text.archived.as_ref().map(|archived| &archived.url))),
    ])
}

fn correction(scene: &Scene, note: &Note) -> Value {
    let said = [Some(&note.text.title), note.text.was.as_ref(), note.text.now.as_ref(), note.text.reason.as_ref()];
    object([
        ("@type", json!("CorrectionComment")),
        ("@id", json!(format!("{}#note-{}", to(scene, "notes.html"), note.id))),
        ("text", json!(said.into_iter().flatten().map(|text| &**text).collect::<Vec<_>>().join(" · "))),
        ("datePublished", day(Some(&note.text.date))),
    ])
}

/// Its evidence is told of in claims.json; here it would outweigh the page.
fn claim_node(scene: &Scene, claim: &Claim, address: &str) -> Value {
    object([
        ("@type", json!("Claim")),
        ("@id", json!(format!("{address}#c-{}", claim.label))),
        ("text", json!(claim.words)),
        ("description", json!(scene.summary(claim))),
    ])
}

/// The events that the page's claims, tables and timelines are about, then the places of its maps.
fn about(scene: &Scene, page: &Page) -> Value {
    let site = scene.site;
    let events = timeline::events_of(page, scene).into_iter().filter_map(|id| site.event(id));
    let maps = page.shown().filter_map(|shown| match shown {
        Shown::Map { places, .. } => Some(places),
        _ => None,
    });
    let places: BTreeSet<&PlaceId> = maps.flatten().collect();
    let places = places.into_iter().filter_map(|id| site.place(id)).map(|place| place_node(scene, place));
    events.map(|event| event_node(scene, event)).chain(places).collect()
}

fn event_node(scene: &Scene, event: &Event) -> Value {
    let text = &event.text;
    object([
        ("@type", json!("Event")),
        ("name", json!(text.title)),
        ("description", json!(text.summary)),
        ("startDate", day(Some(&text.start))),
        ("endDate", day(text.end.as_deref())),
        (
            "location",
            event
                .place
                .as_ref()
                .and_then(|id| scene.site.place(id))
                .map_or(Value::Null, |place| place_node(scene, place)),
        ),
    ])
}

fn place_node(scene: &Scene, place: &Place) -> Value {
    let parent = place.parent.as_ref().and_then(|id| scene.site.place(id));
    object([
        ("@type", json!("Place")),
        ("@id", json!(format!("{}#p-{}", to(scene, "places.html"), place.id))),
        ("name", json!(place.text.name)),
        ("geo", json!({"@type": "GeoCoordinates", "latitude": place.text.lat.0, "longitude": place.text.lon.0})),
        ("containedInPlace", parent.map_or(Value::Null, |parent| json!({"@type": "Place", "name": parent.text.name}))),
    ])
}
