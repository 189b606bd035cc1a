//! Editorial notes and corrections as templates see them.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::html::Html;
use crate::manuscript::Piece;
use crate::site::{About, ClaimRef, Link, Note, Page, Shown};
use crate::vocabulary::Visibility;

use super::body;
use super::frame::Scene;
use super::page::letters;
use super::view::{LinkView, NoteView};

/// The notes about a page: about it, its claims, its sources, and the events and figures that it shows.
pub fn of_page<'a>(page: &Page, scene: &Scene<'a>) -> Vec<&'a Arc<Note>> {
    let shows_event = |event: &crate::site::EventId| {
        page.directives.iter().flatten().any(|shown| match shown {
            Shown::Figures { event: shown, .. } => shown == event,
            Shown::Timeline { events } => events.contains(event),
            _ => false,
        })
    };
    let shows_place = |place: &crate::site::PlaceId| {
        page.directives
            .iter()
            .flatten()
            .any(|shown| matches!(shown, Shown::Map { places, .. } if places.contains(place)))
    };
    let linked: Vec<&str> = page
        .links
        .iter()
        .chain(page.other_links.values().flatten())
        .filter_map(|link| match link {
            Link::Inside { route, anchor } if route.as_str() == "notes.html" => anchor.strip_prefix("#note-"),
            _ => None,
        })
        .collect();
    let is_about = |about: &About| match about {
        About::Claim { page: of, .. } | About::Page { page: of } => *of == page.text.file,
        About::Source(id) => page.sources.contains(id),
        About::Event(id) | About::Figure { event: id, .. } => shows_event(id),
        About::Place(id) => shows_place(id),
    };
    scene
        .site
        .notes
        .values()
        .filter(|note| linked.contains(&note.id.as_str()) || note.about.iter().any(is_about))
        .collect()
}

/// Notes in order, each with its letter.
pub fn views(notes: &[&Arc<Note>], scene: &Scene) -> Result<Vec<NoteView>, Vec<Diagnostic>> {
    notes.iter().enumerate().map(|(index, note)| view(note, letters(index, b'A'), scene)).collect()
}

fn view(note: &Note, mark: String, scene: &Scene) -> Result<NoteView, Vec<Diagnostic>> {
    let text = &note.text;
    Ok(NoteView {
        id: note.id.to_string(),
        mark,
        title: text.title.value.clone(),
        kind: text.kind.as_str().to_owned(),
        date: scene.date(&text.date),
        author: text.author.clone().unwrap_or_default(),
        html: html(note, scene)?,
        was: text.was.clone().unwrap_or_default(),
        now: text.now.clone().unwrap_or_default(),
        reason: text.reason.clone().unwrap_or_default(),
        internal: text.visibility == Visibility::Internal,
        about: note.about.iter().filter_map(|about| about_link(about, scene)).collect(),
        href: scene.href("notes.html", &format!("#note-{}", note.id)),
    })
}

/// A note's text. It cites whole sources; its own footnotes follow it as a list.
fn html(note: &Note, scene: &Scene) -> Result<String, Vec<Diagnostic>> {
    let text = &note.text.body;
    let mut pieces = Vec::with_capacity(text.pieces.len());
    for piece in &text.pieces {
        match piece {
            Piece::Marker(index) => pieces.push(Piece::Html(marker(text.markers.get(*index), scene))),
            Piece::ExtentOpen { .. } | Piece::ExtentClose | Piece::Directive(_) => {}
            other => pieces.push(other.clone()),
        }
    }
    body::html(&pieces, &note.links, scene, None)
}

fn marker(marker: Option<&crate::manuscript::Marker>, scene: &Scene) -> String {
    let mut out = Html::new();
    for label in marker.iter().flat_map(|marker| &marker.labels) {
        let Some(source) = label.strip_prefix('@').and_then(|id| scene.site.sources.get(id)) else { continue };
        let outlet = scene.outlet(&source.id);
        let name = if outlet.is_empty() { scene.word("unknown-outlet") } else { &outlet };
        out.raw(" <a class=\"cite\"")
            .attribute("href", &scene.href(&source.route(), ""))
            .raw(">")
            .text(name)
            .raw("</a>");
    }
    out.finish()
}

fn about_link(about: &About, scene: &Scene) -> Option<LinkView> {
    let site = scene.site;
    let (href, text) = match about {
        About::Claim { page, label } => {
            let found = site.pages.get(page)?;
            let index = found.claims.iter().position(|claim| claim.label == *label)?;
            let link = scene.claim_link(&ClaimRef { page: page.clone(), claim: index })?;
            (link.href, link.text)
        }
        About::Page { page } => {
            let page = site.pages.get(page)?;
            (scene.href(page.route.as_str(), ""), page.text.title.value.clone())
        }
        About::Source(id) => {
            let source = site.sources.get(id)?;
            (scene.href(&source.route(), ""), source.text.title.clone())
        }
        About::Event(id) => (scene.href("figures.html", &format!("#e-{id}")), site.events.get(id)?.text.title.clone()),
        About::Figure { event, measure } => {
            let title = &site.events.get(event)?.text.title;
            let measure = scene.word(&format!("measure-{}", measure.as_str()));
            (scene.href("figures.html", &format!("#e-{event}")), format!("{title} · {measure}"))
        }
        About::Place(id) => (scene.href("places.html", &format!("#p-{id}")), site.places.get(id)?.text.name.clone()),
    };
    if !site
        .figures
        .iter()
        .any(|group| matches!(about, About::Event(id) | About::Figure { event: id, .. } if group.event == *id))
        && matches!(about, About::Event(_) | About::Figure { .. })
    {
        return Some(LinkView { href: String::new(), text, language: String::new() });
    }
    Some(LinkView { href, text, language: String::new() })
}
