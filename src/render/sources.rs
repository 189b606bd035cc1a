//! Sources: a page each, the list of all, and the cards on articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::Hash;
use crate::memo::Once;
use crate::site::{About, ClaimRef, Excerpt, Page, Route, Source, SourceId, Vouched};
use crate::vocabulary::Rights;

use super::frame::{Frame, Scene};
use super::view::{ClaimLinkView, ExcerptView, LinkView, SourceView};
use super::{Job, body, figures, render_template};

/// Source → what lists show of the claims that rest on it, as a fingerprint.
pub type Resting = Once<(Hash, Hash), Arc<BTreeMap<SourceId, Hash>>>;

pub fn jobs<'a>(frame: &'a Frame<'a>, resting: &mut Resting, jobs: &mut Vec<Job<'a>>) {
    let impact = &frame.site.impact;
    let resting = resting.get((impact.fingerprint, frame.site.together.claims), || {
        Arc::new(impact.sources.iter().map(|(id, claims)| (id.clone(), claims_key(frame, claims))).collect())
    });
    for source in frame.site.sources.values() {
        let claims = resting.get(&source.id).copied().unwrap_or_default();
        let mut parts: Vec<Hash> =
            vec![frame.fingerprint, source.fingerprint, claims, frame.notes_fingerprint, figures_key(frame, source)];
        if !source.links.is_empty() {
            parts.push(Hash::of(format!("{:?}", source.links).as_bytes()));
        }
        let key = Hash::together(&parts);
        let make = move |frame: &Frame| {
            let route = Route::from(source.route().as_str());
            let scene = frame.scene(&route, &frame.site.settings.language);
            let mut context = scene.context("source");
            context.insert("source", &full(source, &scene)?);
            render_template(frame, "source.html", &context)
        };
        jobs.push(Job { route: Route::from(source.route().as_str()), key, make: Box::new(make) });
    }
}

/// What lists show of some claims, as one fingerprint.
fn claims_key(frame: &Frame, claims: &[ClaimRef]) -> Hash {
    let mut pages: Vec<&crate::files::FileId> = claims.iter().map(|claim| &claim.page).collect();
    pages.dedup();
    let hashes = pages.into_iter().filter_map(|page| frame.site.pages.get(page)).map(|page| &page.claims_fingerprint);
    Hash::together(hashes)
}

/// The verdicts of a source's figures depend on other sources, and their events' titles on the register.
fn figures_key(frame: &Frame, source: &Source) -> Hash {
    let has_figures = source.excerpts.iter().any(|excerpt| !excerpt.text.figures.is_empty());
    if has_figures { Hash::together([&frame.site.evidence, &frame.site.registers]) } else { Hash::default() }
}

/// A source as its own page shows it.
fn full(source: &Source, scene: &Scene) -> Result<SourceView, Vec<Diagnostic>> {
    let claims = links(scene.site.impact.sources.get(&source.id).map(Vec::as_slice), scene);
    let mut view = view(source, scene, claims);
    view.excerpts = source.excerpts.iter().map(|excerpt| excerpt_view(source, excerpt, scene)).collect();
    view.body_html = match source.text.rights {
        Rights::Record => String::new(),
        _ => body::html(&source.text.body.pieces, &source.links, scene, None)?,
    };
    Ok(view)
}

/// A source as a card on an article.
pub fn card(source: &Arc<Source>, page: &Page, scene: &Scene) -> SourceView {
    let resting =
        page.claims.iter().enumerate().filter(|(_, claim)| claim.evidence.iter().any(|e| e.source == source.id));
    let claims = resting
        .filter_map(|(index, _)| scene.claim_link(&ClaimRef { page: page.text.file.clone(), claim: index }))
        .collect();
    view(source, scene, claims)
}

/// How many claims a source's entry in the list of all shows; its own page shows every one.
const LISTED_CLAIMS: usize = 30;

/// A source in the list of all.
pub fn listed(source: &Arc<Source>, scene: &Scene) -> SourceView {
    let claims = scene.site.impact.sources.get(&source.id).map_or(&[][..], Vec::as_slice);
    let shown = &claims[..claims.len().min(LISTED_CLAIMS)];
    SourceView { claims_more: claims.len() - shown.len(), ..view(source, scene, links(Some(shown), scene)) }
}

/// Claims as links.
fn links(claims: Option<&[ClaimRef]>, scene: &Scene) -> Vec<ClaimLinkView> {
    claims.into_iter().flatten().filter_map(|claim| scene.claim_link(claim)).collect()
}

fn view(source: &Source, scene: &Scene, claims: Vec<ClaimLinkView>) -> SourceView {
    let text = &source.text;
    let derived = source.derived_from.iter().filter_map(|id| scene.site.sources.get(id));
    SourceView {
        id: source.id.to_string(),
        title: text.title.clone(),
        outlet: scene.outlet(&source.id),
        agency: text.agency.clone(),
        via: text.via.clone().unwrap_or_default(),
        kind: text.kind.as_str().to_owned(),
        authors: text.authors.clone(),
        published: text.published.as_ref().map(|date| scene.date(date)),
        published_basis: text.published_basis.map_or("", |basis| basis.as_str()).to_owned(),
        accessed: text.accessed.as_ref().map(|date| scene.date(date)),
        language: text.language.clone().unwrap_or_default(),
        translated_from: text.translated_from.clone().unwrap_or_default(),
        translation: text.translation.map_or("", |translation| translation.as_str()).to_owned(),
        url: text.url.as_ref().map(|url| url.value.clone()).unwrap_or_default(),
        url_status: text.url_status.map_or("", |status| status.as_str()).to_owned(),
        archived_url: text.archived.as_ref().map(|archived| archived.url.clone()).unwrap_or_default(),
        archived_date: text.archived.as_ref().and_then(|archived| archived.date.as_ref()).map(|date| scene.date(date)),
        affiliation: text.affiliation.map_or("", |affiliation| affiliation.as_str()).to_owned(),
        status: text.status.as_str().to_owned(),
        status_note: text.status_note.clone().unwrap_or_default(),
        rights: text.rights.as_str().to_owned(),
        summary: text.summary.clone().unwrap_or_default(),
        body_html: String::new(),
        derived_from: derived
            .map(|source| LinkView {
                href: scene.href(&source.route(), ""),
                text: source.text.title.clone(),
                language: String::new(),
            })
            .collect(),
        capture_sha256: source.vouched.as_ref().map(|vouched| vouched.sha256.clone()).unwrap_or_default(),
        captured: text.capture.captured.as_ref().map(|date| scene.date(date)),
        excerpts: Vec::new(),
        claims,
        claims_more: 0,
        notes: scene.note_links(&About::Source(source.id.clone())),
        href: scene.href(&source.route(), ""),
    }
}

fn excerpt_view(source: &Source, excerpt: &Excerpt, scene: &Scene) -> ExcerptView {
    let text = &excerpt.text;
    let shows_words = source.text.rights != Rights::Record;
    let vouched = excerpt.vouched.as_ref().filter(|_| shows_words);
    let (claimant, claimant_role, _) = scene.claimant(excerpt.claimant.as_ref());
    let (origin, _, _) = match excerpt.origin == excerpt.claimant {
        true => Default::default(),
        false => scene.claimant(excerpt.origin.as_ref()),
    };
    let quote = text.quote.as_ref().filter(|_| shows_words);
    let figures = scene.site.figures.iter().flat_map(|group| &group.figures);
    let own = figures.filter(|figure| figure.source == source.id && figure.excerpt == text.id.value);
    let key = (source.id.clone(), text.id.value.clone());
    let language = text.language.clone().or_else(|| source.text.language.clone()).unwrap_or_default();
    ExcerptView {
        id: text.id.value.clone(),
        quote: quote.map(|quote| quote.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default(),
        prefix: vouched.map(|vouched| one_line(&vouched.prefix)).unwrap_or_default(),
        suffix: vouched.map(|vouched| one_line(&vouched.suffix)).unwrap_or_default(),
        language: if language == scene.language { String::new() } else { language },
        original_language: text.original.as_ref().map(|original| original.language.clone()).unwrap_or_default(),
        original_text: text
            .original
            .as_ref()
            .filter(|_| shows_words)
            .map(|original| original.text.clone())
            .unwrap_or_default(),
        claimant,
        claimant_role,
        origin,
        channel: text.channel.map_or("", |channel| channel.as_str()).to_owned(),
        as_of: text.as_of.as_ref().map(|date| scene.date(date)),
        locator: text.locator.clone().unwrap_or_default(),
        verified: excerpt.vouched.as_ref().map(|vouched| crate::quotation::verified_words(vouched.class, vouched.segments).to_owned()).unwrap_or_default(),
        unchecked: text.quote.is_none(),
        fragment_href: fragment(source, excerpt.vouched.as_ref()),
        figures: own.map(|figure| figures::figure(figure, None, scene)).collect(),
        claims: links(scene.site.impact.excerpts.get(&key).map(Vec::as_slice), scene),
    }
}

/// Context without the capture's line ends.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c == '\n' || c == '\r' { ' ' } else { c }).collect()
}

/// The live address at the very words.
fn fragment(source: &Source, vouched: Option<&Vouched>) -> String {
    let Some(url) = source.text.url.as_ref().filter(|_| source.text.rights != Rights::Record) else {
        return String::new();
    };
    let Some(fragment) = vouched.and_then(|vouched| vouched.fragment.as_ref()) else { return String::new() };
    let joint = if url.contains('#') { ":~:" } else { "#:~:" };
    format!("{}{joint}{fragment}", url.value)
}
