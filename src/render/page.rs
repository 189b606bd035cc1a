//! Articles: the body with its claims, and the sections that a template adds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Hash};
use crate::manuscript::{Argument, FootnoteContent, ShortItem};
use crate::memo::Once;
use crate::site::{About, MarkerUse, Page, Shown};
use crate::vocabulary::Grade;

use super::body::{self, Filling};
use super::frame::{Frame, Scene};
use super::view::*;
use super::{Job, Made, claims, figures, head, maps, notes, render_part, render_template, sources, timeline};

/// How many articles the home page lists.
const HOME_ARTICLES: usize = 50;
/// How many articles one page of the list holds.
const LIST_ARTICLES: usize = 500;

/// The articles in order: remembered while lists show the same of every page.
pub type ArticleOrder = Once<Hash, Arc<Ordered>>;

/// Every page but the home page, newest first, then by title.
#[derive(Debug)]
pub struct Ordered {
    /// Indices into the site's pages.
    order: Vec<usize>,
    /// What the home page shows of the articles.
    home: Hash,
    /// What each page of the list shows of them.
    lists: Vec<Hash>,
}

pub fn jobs<'a>(frame: &'a Frame<'a>, order: &mut ArticleOrder, jobs: &mut Vec<Job<'a>>) {
    let pages: Vec<&Arc<Page>> = frame.site.pages.values().collect();
    let ordered = order.get(frame.site.together.listed, || Arc::new(articles_in_order(&pages)));
    let articles: Vec<&Arc<Page>> = ordered.order.iter().map(|index| pages[*index]).collect();
    let plain = frame.fingerprint;
    // A page with claims shows notes, and in its JSON-LD the events and places that it is about.
    let with_notes = Hash::together([&frame.fingerprint, &frame.notes_fingerprint, &frame.site.registers]);
    let with_all = Hash::together([&with_notes, &frame.everything, &ordered.home]);
    let noted: BTreeSet<&FileId> = frame
        .notes_about
        .keys()
        .filter_map(|about| match about {
            About::Page { page } => Some(page),
            _ => None,
        })
        .collect();
    for page in pages {
        let is_home = page.route.as_str() == "index.html";
        let shows_map = page.directives.iter().flatten().any(|shown| matches!(shown, Shown::Map { .. }));
        let has_notes = || !page.claims.is_empty() || !page.directives.is_empty() || noted.contains(&page.text.file);
        let rest = match () {
            () if is_home || shows_map => with_all,
            () if has_notes() => with_notes,
            () => plain,
        };
        let key = Hash::together([&rest, &page.fingerprint]);
        let articles = if is_home { articles.clone() } else { Vec::new() };
        let make = move |frame: &Frame| article(frame, page, &articles);
        jobs.push(Job { route: page.route.clone(), key, make: Box::new(make) });
    }
    for (alias, target) in &frame.site.aliases {
        let key = Hash::of_parts([&frame.fingerprint.0[..], target.as_str().as_bytes()]);
        let make = move |frame: &Frame| {
            let scene = frame.scene(alias, &frame.site.settings.language);
            let mut context = scene.context("redirect");
            context.insert("target", &scene.href(target.as_str(), ""));
            context.insert("canonical", &super::frame::absolute(frame.site, target));
            render_template(frame, "redirect.html", &context)
        };
        jobs.push(Job { route: alias.clone(), key, make: Box::new(make) });
    }
    article_lists(frame, &articles, &ordered.lists, jobs);
}

fn articles_in_order(pages: &[&Arc<Page>]) -> Ordered {
    let mut order: Vec<usize> = (0..pages.len()).filter(|index| pages[*index].route.as_str() != "index.html").collect();
    order.sort_by_cached_key(|index| {
        let page = pages[*index];
        (std::cmp::Reverse(page.text.date.clone()), page.text.title.value.clone(), page.route.clone())
    });
    let listed = |part: &[usize]| {
        let entries = part.iter().map(|index| &pages[*index].listed.0[..]);
        Hash::of_parts(entries.chain([&order.len().to_le_bytes()[..]]))
    };
    let home = listed(&order[..order.len().min(HOME_ARTICLES)]);
    let lists = order.chunks(LIST_ARTICLES).map(listed).collect();
    Ordered { order, home, lists }
}

/// The list of articles, [`LIST_ARTICLES`] on a page.
fn article_lists<'a>(frame: &'a Frame<'a>, articles: &[&'a Arc<Page>], lists: &[Hash], jobs: &mut Vec<Job<'a>>) {
    let of = lists.len();
    for (index, (part, shown)) in articles.chunks(LIST_ARTICLES).zip(lists).enumerate() {
        let part: Vec<&Arc<Page>> = part.to_vec();
        let key = Hash::together([shown, &frame.fingerprint]);
        let make = move |frame: &Frame| {
            let route = super::lists::paged("articles", index);
            let scene = frame.scene(&route, &frame.site.settings.language);
            let mut context = scene.context("articles");
            let views: Vec<ArticleView> = part.iter().map(|page| article_view(page, &scene)).collect();
            context.insert("articles", &views);
            context.insert("paging", &super::lists::paging("articles", index, of, &scene));
            render_template(frame, "articles.html", &context)
        };
        jobs.push(Job { route: super::lists::paged("articles", index), key, make: Box::new(make) });
    }
}

fn article_view(page: &Page, scene: &Scene) -> ArticleView {
    ArticleView {
        title: page.text.title.value.clone(),
        href: scene.href(page.route.as_str(), ""),
        standfirst: page.text.standfirst.clone().unwrap_or_default(),
        date: page.text.date.as_ref().map(|date| scene.date(date)),
        claims: page.claims.len(),
    }
}

fn article(frame: &Frame, page: &Page, articles: &[&Arc<Page>]) -> Made {
    let scene = frame.scene(&page.route, &page.language);
    let view = page_view(&scene, page, articles)?;
    let mut context = scene.context("page");
    context.insert("page", &view);
    context.insert("head_html", &head::article(&scene, page));
    render_template(frame, &page.template, &context)
}

fn page_view(scene: &Scene, page: &Page, articles: &[&Arc<Page>]) -> Result<PageView, Vec<Diagnostic>> {
    let text = &page.text;
    let claim_views = claims::claims(page, scene)?;
    let is_home = page.route.as_str() == "index.html";
    let has = |wanted: &Shown| page.directives.iter().flatten().any(|shown| shown == wanted);
    let parts = Parts::new(page, scene, &claim_views)?;
    let filling = Filling { page, directives: parts.directives(page, scene)? };
    let content_html = body::html(&text.body.pieces, &page.links, scene, Some(&filling))?;
    let as_of = page_figures(page, scene).filter_map(|figure| figure.as_of.clone()).max();
    let (corrections, own_notes): (Vec<NoteView>, Vec<NoteView>) = (parts.corrections.clone(), parts.notes.clone());
    Ok(PageView {
        title: text.title.value.clone(),
        kicker: text.kicker.clone().unwrap_or_default(),
        standfirst: text.standfirst.clone().unwrap_or_default(),
        description: description(page),
        date: text.date.as_ref().map(|date| scene.date(date)),
        updated: text.updated.as_ref().map(|date| scene.date(date)),
        authors: if text.authors.is_empty() { scene.site.settings.authors.clone() } else { text.authors.clone() },
        draft: text.draft,
        is_home,
        translations: translations(page, scene),
        in_short: in_short(page, scene)?,
        grades: grades(page),
        footnotes: footnotes(page, scene)?,
        sources: parts.sources.clone(),
        notes: own_notes,
        corrections,
        has_evidence: has(&Shown::Evidence),
        has_sources: has(&Shown::Sources),
        has_notes: has(&Shown::Notes),
        has_corrections: has(&Shown::Corrections),
        articles: articles.iter().take(HOME_ARTICLES).map(|page| article_view(page, scene)).collect(),
        articles_more: articles.len().saturating_sub(HOME_ARTICLES),
        figures_as_of: as_of.map(|date| scene.date(&date)),
        claims: claim_views,
        content_html,
    })
}

/// The body and the claims as a feed holds them: without what the page itself repeats below its text.
pub fn entry(page: &Page, scene: &Scene) -> Result<(String, Vec<ClaimView>), Vec<Diagnostic>> {
    let claims = claims::claims(page, scene)?;
    let parts = Parts { claims: &claims, sources: Vec::new(), notes: Vec::new(), corrections: Vec::new() };
    let filling = Filling { page, directives: parts.directives(page, scene)? };
    let html = body::html(&page.text.body.pieces, &page.links, scene, Some(&filling))?;
    Ok((html, claims))
}

/// The page's own description, else its standfirst, else the site's.
pub fn description(page: &Page) -> String {
    let text = &page.text;
    text.description.clone().or_else(|| text.standfirst.clone()).unwrap_or_default()
}

fn page_figures<'a>(page: &'a Page, scene: &'a Scene) -> impl Iterator<Item = &'a crate::site::Figure> {
    let events: BTreeSet<&crate::site::EventId> = page
        .directives
        .iter()
        .flatten()
        .filter_map(|shown| match shown {
            Shown::Figures { event, .. } => Some(event),
            _ => None,
        })
        .collect();
    scene.site.figures.iter().filter(move |group| events.contains(&group.event)).flat_map(|group| &group.figures)
}

fn translations(page: &Page, scene: &Scene) -> Vec<LinkView> {
    page.translations
        .iter()
        .map(|(language, route)| LinkView {
            href: scene.href(route.as_str(), ""),
            text: match scene.frame.theme.strings_of(language).get("language-name") {
                Some(name) if scene.frame.theme.strings.contains_key(language) => name.clone(),
                _ => language.clone(),
            },
            language: language.clone(),
        })
        .collect()
}

fn in_short(page: &Page, scene: &Scene) -> Result<Option<InShortView>, Vec<Diagnostic>> {
    let text = &page.text.in_short;
    if text.known.is_empty() && text.claimed.is_empty() && text.unchecked.is_empty() {
        return Ok(None);
    }
    let column = |name: &str, items: &[ShortItem]| -> Result<Vec<ShortItemView>, Vec<Diagnostic>> {
        let mut views = Vec::new();
        for (index, item) in items.iter().enumerate() {
            views.push(match item {
                ShortItem::Words(pieces) => {
                    let links = page.other_links.get(&format!("{name}-{index}")).map_or(&[][..], Vec::as_slice);
                    ShortItemView { html: body::html(pieces, links, scene, None)?, claim: None }
                }
                ShortItem::Claim(label) => {
                    let Some(index) = page.claims.iter().position(|claim| claim.label == label.value) else { continue };
                    let reference = crate::site::ClaimRef { page: page.text.file.clone(), claim: index };
                    let Some(claim) = scene.claim_link(&reference) else { continue };
                    ShortItemView { html: crate::html::escape(&claim.text), claim: Some(claim) }
                }
            });
        }
        Ok(views)
    };
    Ok(Some(InShortView {
        known: column("known", &text.known)?,
        claimed: column("claimed", &text.claimed)?,
        unchecked: column("unchecked", &text.unchecked)?,
    }))
}

fn grades(page: &Page) -> Vec<GradeView> {
    let order = [
        Grade::Confirmed,
        Grade::Corroborated,
        Grade::OneOrigin,
        Grade::Disputed,
        Grade::Unattributed,
        Grade::Withdrawn,
    ];
    order
        .into_iter()
        .map(|grade| GradeView {
            key: grade.as_str().to_owned(),
            count: page.claims.iter().filter(|claim| claim.grade == grade).count(),
        })
        .filter(|view| view.count > 0)
        .collect()
}

/// The ordinary footnotes that the text uses, in the order of their first use.
fn used_footnotes(page: &Page) -> Vec<usize> {
    let mut order = Vec::new();
    for (index, _) in page.markers.iter().flat_map(|marker: &MarkerUse| &marker.footnotes) {
        if !order.contains(index) {
            order.push(*index);
        }
    }
    order
}

/// `a`, `b`, …, `z`, `aa`, …
pub fn footnote_mark(page: &Page, index: usize) -> String {
    let position = used_footnotes(page).iter().position(|used| *used == index).unwrap_or_default();
    letters(position, b'a')
}

/// The letters of a position: 0 is the first letter, 26 is that letter twice.
pub fn letters(mut position: usize, first: u8) -> String {
    let mut mark = Vec::new();
    loop {
        mark.push(first + (position % 26) as u8);
        match position / 26 {
            0 => break,
            rest => position = rest - 1,
        }
    }
    mark.reverse();
    String::from_utf8_lossy(&mark).into_owned()
}

fn footnotes(page: &Page, scene: &Scene) -> Result<Vec<FootnoteView>, Vec<Diagnostic>> {
    let mut views = Vec::new();
    for (position, index) in used_footnotes(page).into_iter().enumerate() {
        let Some(footnote) = page.text.body.footnotes.get(index) else { continue };
        let FootnoteContent::Ordinary(pieces) = &footnote.content else { continue };
        let label = &footnote.label.value;
        let links = page.other_links.get(&format!("fn-{label}")).map_or(&[][..], Vec::as_slice);
        let uses = page.markers.iter().flat_map(|marker| &marker.footnotes).filter(|(used, _)| *used == index);
        views.push(FootnoteView {
            label: label.clone(),
            mark: letters(position, b'a'),
            html: body::html(pieces, links, scene, None)?,
            backlinks: uses.map(|(_, nth)| body::footnote_anchor(label, *nth)).collect(),
        });
    }
    Ok(views)
}

/// The sections of a page that a directive or the template may print.
struct Parts<'a> {
    claims: &'a [ClaimView],
    sources: Vec<SourceView>,
    notes: Vec<NoteView>,
    corrections: Vec<NoteView>,
}

impl<'a> Parts<'a> {
    fn new(page: &Page, scene: &Scene, claims: &'a [ClaimView]) -> Result<Parts<'a>, Vec<Diagnostic>> {
        let sources = page.sources.iter().filter_map(|id| scene.site.sources.get(id));
        let sources = sources.map(|source| sources::card(source, page, scene)).collect();
        let all = notes::of_page(page, scene);
        let (corrections, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|note| note.text.kind.is_correction());
        Ok(Parts {
            claims,
            sources,
            notes: notes::views(&others, scene)?,
            corrections: notes::views(&corrections, scene)?,
        })
    }

    /// The HTML of each directive in the body.
    fn directives(&self, page: &Page, scene: &Scene) -> Result<Vec<String>, Vec<Diagnostic>> {
        let mut ids: BTreeMap<&str, usize> = BTreeMap::new();
        let mut list = Vec::new();
        for (index, shown) in page.directives.iter().enumerate() {
            let directive = &page.text.body.directives[index];
            let Some(shown) = shown.as_ref().filter(|shown| !(scene.whole && stays_behind(shown))) else {
                list.push(String::new());
                continue;
            };
            let count = ids.entry(directive.name.as_str()).or_default();
            *count += 1;
            let id = format!("{}-{count}", directive.name.value);
            list.push(self.directive(shown, &id, index, page, scene)?);
        }
        Ok(list)
    }

    fn directive(
        &self,
        shown: &Shown,
        id: &str,
        index: usize,
        page: &Page,
        scene: &Scene,
    ) -> Result<String, Vec<Diagnostic>> {
        let mut context = scene.part();
        let name = match shown {
            Shown::Figures { event, measures } => {
                let Some(table) = figures::table(event, measures, id, Some(page), scene) else {
                    return Ok(String::new());
                };
                context.insert("table", &table);
                "figures"
            }
            Shown::Figure { source, excerpt, measure, population } => {
                let figure = scene.site.figures.iter().flat_map(|group| &group.figures).find(|figure| {
                    figure.source == *source
                        && figure.excerpt == *excerpt
                        && figure.measure == *measure
                        && figure.population == *population
                });
                let Some(figure) = figure else { return Ok(String::new()) };
                context.insert("figure", &figures::figure(figure, Some(page), scene));
                "figure"
            }
            Shown::Map { places, focus } => {
                context.insert("map", &maps::map(places, focus.as_ref(), id, &page.text.title, Some(page), scene));
                "map"
            }
            Shown::Timeline { events } => {
                context.insert("timeline", &timeline::timeline(events, page, scene));
                "timeline"
            }
            Shown::Origins => {
                context.insert("matrix", &timeline::matrix(page, scene));
                "origins"
            }
            Shown::Evidence => {
                context.insert("claims", &self.claims);
                "evidence"
            }
            Shown::Sources => {
                context.insert("sources", &self.sources);
                "sources"
            }
            Shown::Notes => {
                context.insert("notes", &self.notes);
                "notes"
            }
            Shown::Corrections => {
                context.insert("entries", &self.corrections);
                "corrections"
            }
            Shown::Own => return own(page, index, scene),
        };
        let html = render_part(scene.frame, &format!("directives/{name}.html"), &context)?;
        Ok(match shown {
            Shown::Figure { .. } => html.trim().to_owned(),
            _ => html,
        })
    }
}

/// What a feed's entry leaves to the page: maps need its style, and the evidence follows the text anyway.
fn stays_behind(shown: &Shown) -> bool {
    matches!(shown, Shown::Map { .. } | Shown::Evidence | Shown::Sources | Shown::Notes | Shown::Corrections)
}

/// A directive of the theme's own: its component, given the author's arguments.
fn own(page: &Page, index: usize, scene: &Scene) -> Result<String, Vec<Diagnostic>> {
    let directive = &page.text.body.directives[index];
    let mut context = tera::Context::new();
    for (name, value) in &directive.arguments {
        match &value.value {
            Argument::Text(text) => context.insert(name.value.clone(), text),
            Argument::Number(number) if number.fract() == 0.0 => context.insert(name.value.clone(), &(*number as i64)),
            Argument::Number(number) => context.insert(name.value.clone(), number),
            Argument::Flag(flag) => context.insert(name.value.clone(), flag),
            Argument::List(items) => {
                let items: Vec<&str> = items.iter().map(|item| item.value.as_str()).collect();
                context.insert(name.value.clone(), &items);
            }
        }
    }
    let theme = scene.frame.theme;
    theme.tera.render_component(&directive.name, &context, None, true).map_err(|error| theme.fault(&error))
}
