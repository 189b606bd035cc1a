//! Sources as templates see them: on their own page, in the list of all, and as cards on articles.

use std::collections::BTreeSet;

use crate::files::FileId;
use crate::manuscript::values;
use crate::site::{About, Bearings, ClaimRef, Excerpt, Page, Source, Vouched};
use crate::vocabulary::{Bearing, Grade, Rights};

use super::body;
use super::claims;
use super::figures;
use super::scene::{Faults, Scene};
use super::view::{BearingView, ExcerptView, LinkView, SourceView, TallyView, VeilView};

/// A source as its own page shows it.
pub fn full(source: &Source, scene: &Scene) -> Result<SourceView, Faults> {
    let beside: BTreeSet<&ClaimRef> = source
        .excerpts
        .iter()
        .filter_map(|excerpt| scene.site.claims_on_excerpt(&source.id, &excerpt.id))
        .flat_map(Bearings::claims)
        .collect();
    let all = scene.site.claims_on_source(&source.id);
    let rest = all.map(|all| all.without(&beside));
    let mut view = view(source, scene, scene.bearings(rest.as_ref()));
    view.pages = pages(all, scene);
    view.tallies = tallies(source, scene);
    view.excerpts = source.excerpts.iter().map(|excerpt| excerpt_view(source, excerpt, scene)).collect();
    view.quoted = view.excerpts.iter().filter(|excerpt| !excerpt.unchecked).count();
    view.matching = view.excerpts.iter().filter(|excerpt| excerpt.matches).count();
    if source.text.rights != Rights::Record {
        view.body_html = body::aside(&source.body, &source.footnotes, &source.text.title, scene)?;
    }
    Ok(view)
}

/// A source as a card on an article.
pub fn card(source: &Source, page: &Page, scene: &Scene) -> SourceView {
    let own = page.claims.bearings(|evidence| evidence.source == source.id);
    view(source, scene, scene.own_bearings(&page.claims, &own))
}

/// A source in the list of all, with how many claims bear on it: its own page names them.
pub fn listed(source: &Source, scene: &Scene) -> SourceView {
    SourceView { tallies: tallies(source, scene), ..view(source, scene, Vec::new()) }
}

/// A title in brackets is nobody's headline: what it says.
fn remark(title: &str) -> String {
    title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or_default().to_owned()
}

/// The pages of claims, in the order of their files.
fn pages(claims: Option<&Bearings<ClaimRef>>, scene: &Scene) -> Vec<LinkView> {
    let files: BTreeSet<&FileId> = claims.into_iter().flat_map(Bearings::claims).map(|claim| &claim.page).collect();
    let link = |file: &FileId| {
        let entry = scene.site.entry(file)?;
        Some(LinkView {
            href: scene.at.href(entry.route.as_str(), ""),
            text: entry.title.to_string(),
            language: String::new(),
        })
    };
    files.into_iter().filter_map(link).collect()
}

fn tallies(source: &Source, scene: &Scene) -> Vec<TallyView> {
    let grade = |claim: &ClaimRef| Some(scene.site.claims(&claim.page)?.list.get(claim.claim)?.grade);
    let tally = |bearing: &Bearing| {
        let claims = scene.site.claims_on_source(&source.id)?.of(*bearing);
        let found: Vec<Grade> = claims.filter_map(grade).collect();
        let view = TallyView {
            key: bearing.as_str().to_owned(),
            count: found.len(),
            grades: claims::grades(found.iter().copied()),
        };
        Some(view).filter(|view| view.count > 0)
    };
    Bearing::ALL.iter().filter_map(tally).collect()
}

fn view(source: &Source, scene: &Scene, bearings: Vec<BearingView>) -> SourceView {
    let text = &source.text;
    let derived = source.derived_from.iter().filter_map(|id| scene.site.source(id));
    SourceView {
        id: source.id.to_string(),
        was: values(&text.was),
        title: text.title.clone(),
        remark: remark(&text.title),
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
        derived_from: derived
            .map(|source| LinkView {
                href: scene.at.source(&source.id, ""),
                text: source.text.title.to_string(),
                language: String::new(),
            })
            .collect(),
        capture_sha256: source.vouched.clone().unwrap_or_default(),
        captured: text.capture.captured.as_ref().map(|date| scene.date(date)),
        claims: bearings.iter().map(|group| group.claims.len()).sum(),
        bearings,
        notes: scene.note_links(&About::Source(source.id.clone())),
        href: scene.at.source(&source.id, ""),
        ..SourceView::default()
    }
}

fn excerpt_view(source: &Source, excerpt: &Excerpt, scene: &Scene) -> ExcerptView {
    let text = &excerpt.text;
    let shows_words = source.text.rights != Rights::Record;
    let vouched = excerpt.vouched.as_ref().filter(|_| shows_words);
    let original = text.original.as_ref();
    let claimant = scene.claimant(excerpt.claimant.as_ref());
    let quote = text.quote.as_ref().map(|quote| quote.split_whitespace().collect::<Vec<_>>().join(" "));
    let figures = scene.site.figures_of(&source.id).iter().filter(|figure| figure.excerpt == excerpt.id);
    let language = text.language.clone().or_else(|| source.text.language.clone()).unwrap_or_default();
    ExcerptView {
        veil: text.sensitive.as_ref().map(VeilView::of),
        id: excerpt.id.to_string(),
        was: values(&text.was),
        prefix: vouched.map(|vouched| one_line(&vouched.prefix)).unwrap_or_default(),
        suffix: vouched.map(|vouched| one_line(&vouched.suffix)).unwrap_or_default(),
        language: if language == scene.language { String::new() } else { language },
        original_language: original.map(|original| original.language.clone()).unwrap_or_default(),
        original_text: original.filter(|_| shows_words).map(|original| original.text.value.clone()).unwrap_or_default(),
        claimant: claimant.name,
        claimant_role: claimant.role,
        origin: scene.origin(excerpt.claimant.as_ref(), excerpt.origin.as_ref()),
        channel: text.channel.map_or("", |channel| channel.as_str()).to_owned(),
        as_of: text.as_of.as_ref().map(|date| scene.date(date)),
        locator: text.locator.clone().unwrap_or_default(),
        original_from: excerpt.original_from.as_ref().and_then(|id| scene.site.source(id)).map(|from| LinkView {
            href: scene.at.source(&from.id, ""),
            text: from.text.title.to_string(),
            language: String::new(),
        }),
        matches: excerpt.vouched.as_ref().is_some_and(Vouched::is_word_for_word),
        verified: scene.words.verified(excerpt.vouched.as_ref()),
        unjudged: excerpt.vouched.as_ref().is_some_and(|vouched| !vouched.is_judged),
        unchecked: quote.is_none(),
        quote: quote.filter(|_| shows_words).unwrap_or_default(),
        fragment_href: fragment(source, excerpt.vouched.as_ref()),
        figures: figures.map(|figure| figures::figure(figure, None, scene)).collect(),
        bearings: scene.bearings(scene.site.claims_on_excerpt(&source.id, &excerpt.id)),
    }
}

/// Context without the capture's line ends.
fn one_line(text: &str) -> String {
    text.replace(['\n', '\r'], " ")
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
