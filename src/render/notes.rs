//! Editorial notes and corrections as templates see them.

use crate::memo::Printed;
use crate::site::{About, Note};
use crate::vocabulary::Visibility;

use super::body;
use super::marked::{marked, marked_if};
use super::scene::{Faults, Scene};
use super::view::{LinkView, NoteView};
use super::words::letters;

/// All notes of the site, in the order of their ids.
pub fn all<'a>(scene: &Scene<'a>) -> Vec<&'a Printed<Note>> {
    scene.site.notes().into_iter().filter_map(|id| scene.site.note(id)).collect()
}

/// The notes that change what was published, newest first.
pub fn corrections<'a>(scene: &Scene<'a>) -> Vec<&'a Printed<Note>> {
    let mut notes: Vec<_> = all(scene).into_iter().filter(|note| note.text.kind.is_correction()).collect();
    notes.sort_by(|one, other| (&other.text.date, &one.id).cmp(&(&one.text.date, &other.id)));
    notes
}

/// Whether everybody may read a note.
pub fn is_public(note: &Note) -> bool {
    note.text.visibility == Visibility::Public
}

/// Notes in order, each with its letter.
pub fn views(notes: &[&Printed<Note>], scene: &Scene) -> Result<Vec<NoteView>, Faults> {
    notes.iter().enumerate().map(|(index, note)| view(note, letters(index, 'A'), scene)).collect()
}

fn view(note: &Note, mark: String, scene: &Scene) -> Result<NoteView, Faults> {
    let text = &note.text;
    Ok(NoteView {
        id: note.id.to_string(),
        formerly: crate::manuscript::values(&text.formerly),
        mark,
        title: text.title.clone(),
        title_html: marked(&text.title),
        kind: text.kind.as_str().to_owned(),
        date: scene.date(&text.date),
        author: text.author.clone().unwrap_or_default(),
        html: body::aside(&note.body, &note.footnotes, &text.title, scene)?,
        was: text.was.clone().unwrap_or_default(),
        was_html: marked_if(text.was.as_ref()),
        now: text.now.clone().unwrap_or_default(),
        now_html: marked_if(text.now.as_ref()),
        reason: text.reason.clone().unwrap_or_default(),
        reason_html: marked_if(text.reason.as_ref()),
        internal: !is_public(note),
        about: note.about.iter().filter_map(|about| about_link(about, scene)).collect(),
        href: scene.at.note(&note.id),
    })
}

fn about_link(about: &About, scene: &Scene) -> Option<LinkView> {
    let site = scene.site;
    let (href, text) = match about {
        About::Claim { page, label } => {
            let claims = site.claims(page)?;
            let index = claims.list.iter().position(|claim| claim.label == *label)?;
            let link = scene.claim_link(claims, index)?;
            (link.href, link.text)
        }
        About::Page { page } => {
            let entry = site.entry(page)?;
            (scene.at.href(entry.route.as_str(), ""), entry.title.to_string())
        }
        About::Source(id) => (scene.at.source(id, ""), site.source(id)?.text.title.to_string()),
        About::Event(id) => (event_href(id, scene), site.event(id)?.text.title.to_string()),
        About::Figure { event, measure } => {
            let title = &site.event(event)?.text.title;
            let measure = scene.words.get(&format!("measure-{}", measure.as_str()));
            (event_href(event, scene), format!("{title} · {measure}"))
        }
        About::Place(id) => (scene.at.href("places.html", &format!("#p-{id}")), site.place(id)?.text.name.to_string()),
    };
    Some(LinkView { href, text, language: String::new() })
}

/// The figures of an event; nowhere if there are none.
pub fn event_href(event: &crate::site::EventId, scene: &Scene) -> String {
    match scene.site.figures_on(event) {
        [] => String::new(),
        _ => scene.at.href("figures.html", &format!("#e-{event}")),
    }
}
