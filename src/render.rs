//! [`Site`] → [`Output`]: every file from the job that names it, remembered by the job and by what making it asked.
//!
//! The files below stand in layers: each uses only those above it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::aside::Content;
use crate::diagnostic::{Diagnostic, Noted, Rule};
use crate::files::{File, FileId, Hash, portable};
use crate::media::{self, Cleaned};
use crate::memo::{Memo, Printed, Reader, memos};
use crate::options::Options;
use crate::output::Output;
use crate::rules;
use crate::site::{Claims, Page, Route, Site, SiteAsk};
use crate::store::Store;
use crate::theme::Theme;
use crate::vocabulary::Grade;

// What addresses and words are.
mod addresses;
pub mod view;
mod words;
mod marked;
mod look;
mod around;
mod scene;
// What stands on pages.
pub mod map;
mod body;
mod claims;
mod card;
mod figures;
mod toll;
mod sources;
mod notes;
mod timeline;
mod maps;
// Pages and lists.
mod json_ld;
mod citation;
mod head;
mod cite;
mod embed;
mod search;
mod origins;
mod directives;
mod page;
mod lists;
mod method;
// Files about the whole site.
mod feeds;
mod sitemap;
pub mod exports;
// Which files there are.
mod tables;
mod jobs;

memos! {
    /// What rendering remembers.
    pub struct RenderMemo {
        files: Memo<SiteAsk, Result<Content, scene::Faults>>,
        tables: tables::TableMemo,
        claims: Memo<SiteAsk, Printed<String>>,
        cards: Memo<(), Content>,
        assets: Memo<(), Asset>,
        smaller: Memo<(), Arc<[u8]>>,
    }
}

/// The theme's style sheet, to which a site's own look is added.
const STYLE: &str = "style.css";

/// Renders the whole site.
pub fn render(
    site: &Site,
    theme: &Theme,
    rules: &[&'static Rule],
    standing: &BTreeMap<&'static str, usize>,
    options: &Options,
    memo: &mut RenderMemo,
) -> Noted<Output> {
    let rules = rules.iter().map(|rule| view::RuleView {
        code: rule.code.to_owned(),
        severity: rule.severity.as_str().to_owned(),
        summary: rule.summary().to_owned(),
        fixed: rule.fixed,
    });
    let (engine, preview, aside) = (&theme.engine, options.preview, options.aside.clone());
    let around = around::Around::new(&site.reader(), engine, preview);
    let common = scene::Common { engine, preview, rules: rules.collect(), around, aside };
    let lines = memo.claims.all(site, &common, &quotable(site), |claims| &claims.file, jobs::claim_lines);
    let jobs = jobs::jobs(site, lines, standing, &mut memo.tables);
    let made = memo.files.all(site, &common, &jobs, |job| &job.route.0, jobs::file);

    let mut notices = Vec::new();
    let mut files: Vec<(Route, Content)> = Vec::with_capacity(jobs.len());
    for (job, made) in jobs.into_iter().zip(made) {
        match made {
            Ok(file) => files.push((job.route, file)),
            Err(faults) => notices.extend(faults),
        }
    }
    files.extend(cards(site, theme, &common, options, memo));
    let sheet = look::sheet(site);
    files.extend(theme.assets.iter().map(|(name, bytes)| match name.as_str() {
        STYLE => (
            Route::from(STYLE),
            Content::from(Arc::from([&look::lean(&portable(bytes))[..], sheet.as_bytes()].concat())),
        ),
        name => (Route::from(name), portable(bytes).into()),
    }));
    let mut places_removed = 0;
    for (route, asset) in assets(site, memo) {
        places_removed += usize::from(asset.told_place);
        notices.extend(asset.refused);
        files.push((route, asset.bytes.into()));
    }
    files.extend(smaller(site, options, memo).into_iter().map(|(route, bytes)| (route, bytes.into())));
    files.push((Route::from(".nojekyll"), Arc::<[u8]>::default().into()));
    let output = Output { files: files.into_iter().collect(), inputs: inputs(site), places_removed };
    notices.sort_by(Diagnostic::order);
    notices.dedup();
    Noted { value: output, notices }
}

/// The claims that machines are told of: with `--drafts`, drafts are there to be looked at, not to be quoted.
fn quotable(site: &Site) -> Vec<Printed<Claims>> {
    let claims = site.pages().iter().map(|page| &page.claims);
    claims.filter(|claims| !claims.draft && !claims.list.is_empty()).cloned().collect()
}

/// The card of each page with claims, in the words of the page's language.
fn cards(
    site: &Site,
    theme: &Theme,
    common: &scene::Common,
    options: &Options,
    memo: &mut RenderMemo,
) -> Vec<(Route, Content)> {
    let style = theme.assets.get(STYLE).map_or(&[][..], |style| &**style);
    let colours = card::Colours::of_style(&[look::sheet(site).as_bytes(), style].concat());
    let settings = site.settings();
    let worded = |page: &Printed<Page>| {
        let grades: Vec<Grade> = page.claims.list.iter().map(|claim| claim.grade).collect();
        let reader = site.reader();
        let language = Some(page.language.as_str());
        let scene = scene::Scene::new(&reader, common, &page.route, language, addresses::Standpoint::away);
        let words = scene.words;
        let toll = toll::toll(page, &scene);
        let card = card::Card {
            name: Arc::clone(&page.text.file),
            title: page.text.title.to_string(),
            standfirst: scene::description(page).to_string(),
            toll: words.toll(toll.iter().map(|line| (line.total.as_str(), line.measure.as_str()))),
            reported: match toll::until(page, &scene) {
                _ if toll.is_empty() => String::new(),
                Some(date) => words.filled("toll-reported-to", &[("date", &date.words)]),
                None => words.get("toll-reported").to_owned(),
            },
            counts: card::counts(&grades, words),
            // A site of one story is called like it: then its address says more.
            site: match *settings.title == *page.text.title {
                true => settings.base_url.trim_start_matches("https://").trim_end_matches('/').to_owned(),
                false => settings.title.to_string(),
            },
            grades,
        };
        (addresses::of_card(&page.route), card)
    };
    let pages = site.pages().iter().filter(|page| scene::card(page).is_some());
    let (routes, cards): (Vec<Route>, Vec<card::Card>) = pages.map(worded).unzip();
    let common = (colours, options.store.clone(), options.aside.clone());
    let pictures = memo.cards.all(&crate::memo::Nothing, &common, &cards, |card| &card.name, card::card);
    routes.into_iter().zip(pictures).collect()
}

/// A file that is copied, without what it tells besides what it shows.
#[derive(Clone)]
struct Asset {
    bytes: Arc<[u8]>,
    told_place: bool,
    refused: Option<Diagnostic>,
}

fn assets(site: &Site, memo: &mut RenderMemo) -> Vec<(Route, Asset)> {
    let tables = site.tables();
    let wanted: Vec<(&File, bool)> = tables.assets.values().map(|file| (file, keeps_credentials(site, file))).collect();
    let cleaned = memo.assets.all(&crate::memo::Nothing, &(), &wanted, |(file, _)| &file.path, asset);
    tables.assets.keys().cloned().zip(cleaned).collect()
}

/// A picture and a width.
#[derive(Hash)]
struct Smaller<'a> {
    route: Route,
    of: &'a File,
    keeps_credentials: bool,
    width: u32,
    format: media::Format,
}

/// The smaller sizes of the pictures that texts show.
fn smaller(site: &Site, options: &Options, memo: &mut RenderMemo) -> Vec<(Route, Arc<[u8]>)> {
    let tables = site.tables();
    let shown = tables.assets.iter().filter(|(_, file)| tables.pictures.contains(&file.path));
    let sizes = shown.filter_map(|(route, file)| Some((route, file, media::shape(&file.bytes)?)));
    let wanted: Vec<Smaller> = sizes
        .flat_map(|(route, of, shape)| {
            let keeps_credentials = keeps_credentials(site, of);
            let one = move |(width, format)| {
                let route = addresses::of_smaller(route, width, format);
                Smaller { route, of, keeps_credentials, width, format }
            };
            shape.widths().map(one)
        })
        .collect();
    let made = memo.smaller.all(&crate::memo::Nothing, &options.store, &wanted, |size| &size.route.0, resized);
    wanted.into_iter().map(|size| size.route).zip(made).collect()
}

/// From the picture as it is published, never from the one that tells more.
fn resized(size: &Smaller, store: &Store, nothing: &Reader<crate::memo::Nothing>) -> Arc<[u8]> {
    store.made("smaller picture", &(size.of.hash(), size.keeps_credentials, size.width, size.format), || {
        let published = asset(&(size.of, size.keeps_credentials), &(), nothing);
        media::smaller(&published.bytes, size.width, size.format)
    })
}

fn keeps_credentials(site: &Site, file: &File) -> bool {
    let sidecar = site.tables().sidecars.get(&*format!("{}.yaml", file.path));
    sidecar.is_some_and(|sidecar| sidecar.keep_credentials)
}

fn asset((file, keeps_credentials): &(&File, bool), (): &(), _: &Reader<crate::memo::Nothing>) -> Asset {
    let as_it_is = |refused| Asset { bytes: file.portable(), told_place: false, refused };
    if let Some(refused) = rules::unfit(file) {
        return as_it_is(Some(refused));
    }
    match media::clean(&file.portable(), *keeps_credentials) {
        Cleaned::AsItIs => as_it_is(None),
        Cleaned::Rewritten { bytes, told_place } => Asset { bytes: bytes.into(), told_place, refused: None },
        Cleaned::Refused(refusal) => as_it_is(Some(rules::asset_unclean(&file.path, &refusal))),
    }
}

/// The published inputs: what anybody who has the public repository can hash again.
fn inputs(site: &Site) -> Vec<(FileId, Hash)> {
    let reader = site.reader();
    let settings = [(site.settings().file.clone(), site.settings().hash)];
    let pages = site.pages().iter().map(|page| (page.text.file.clone(), page.text.hash));
    let sources = reader.sources().into_iter().filter_map(|id| reader.source(id));
    let sources = sources.map(|source| (source.text.file.clone(), source.text.hash));
    let notes = reader.notes().into_iter().filter_map(|id| reader.note(id)).filter(|note| notes::is_public(note));
    let notes = notes.map(|note| (note.text.file.clone(), note.text.hash));
    let assets = site.tables().assets.values().map(|file| (file.path.clone(), file.portable_hash()));
    settings.into_iter().chain(pages).chain(sources).chain(notes).chain(assets).collect()
}
