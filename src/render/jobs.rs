//! Every file that is made from the site: its address, and what it is about.

use crate::aside::Content;
use crate::files::FileId;
use crate::memo::{Printed, Reader};
use crate::signed::{Tally, tally};
use crate::site::{Claims, Page, Route, Site, SourceId};

use super::addresses::{Standpoint, of_cite, of_embed, of_figures_embed, of_oembed, of_part, of_source};
use super::embed::{self, Embedded};
use super::page::{self, HOME};
use super::scene::{Common, Faults, Made, Scene, Standing};
use super::tables::{self, Articles, LedgerPart, SitemapPart, TableMemo};
use super::{cite, exports, feeds, lists, method, origins, search, sitemap};

/// One file to make.
#[derive(Hash)]
pub struct Job {
    pub route: Route,
    subject: Subject,
}

/// What a file is about.
#[derive(Hash)]
enum Subject {
    /// With the newest others and how many there are in all, on the home page.
    Article {
        page: Printed<Page>,
        newest: Printed<Vec<FileId>>,
        of: usize,
    },
    Redirect {
        target: Route,
    },
    Articles {
        files: Printed<Vec<FileId>>,
        index: usize,
        of: usize,
    },
    Source(SourceId),
    Ledger {
        part: LedgerPart,
        index: usize,
        of: usize,
    },
    Origins,
    Figures,
    Places,
    Sources,
    Notes,
    Corrections,
    Method(Standing, Option<Tally>),
    NotFound,
    Sitemap(SitemapPart),
    SitemapIndex {
        of: usize,
    },
    Robots,
    Feed(Vec<Printed<Page>>),
    CorrectionsFeed,
    ClaimsJson(Vec<Printed<String>>, Standing),
    CorrectionsJson,
    SourcesJson,
    FiguresCsv,
    FiguresJson,
    PlacesGeojson,
    Cite(Printed<Page>),
    Embed(Embedded),
    Oembed(Embedded),
    Bibliography,
    Search {
        of: usize,
    },
    SearchPart(search::Part),
}

/// All files but the cards; `claims` are the lines of claims.json.
pub fn jobs(site: &Site, claims: Vec<Printed<String>>, standing: &Standing, memo: &mut TableMemo) -> Vec<Job> {
    let ordered = memo.articles.one(site, &(), (), tables::articles).unwrap_or_default();
    let ledger = memo.ledger.one(site, &(), (), tables::ledger).unwrap_or_default();
    let mut jobs = articles(site, &ordered);
    let first_list = jobs.len();
    jobs.extend(lists(site, ordered, ledger, standing));
    let others: Vec<Route> = jobs[first_list..].iter().map(|job| job.route.clone()).collect();
    let redirects = site
        .tables()
        .aliases
        .iter()
        .map(|(alias, target)| (alias.as_str(), Subject::Redirect { target: target.clone() }));
    let own = [("404.html", Subject::NotFound), ("robots.txt", Subject::Robots)];
    jobs.extend(redirects.chain(own).map(|(route, subject)| Job { route: Route::from(route), subject }));
    jobs.extend(sitemaps(memo.sitemap.one(site, &(), Printed::new(others), tables::sitemap).unwrap_or_default()));
    jobs.extend(data(site, claims, standing, memo));
    jobs.extend(taken_along(site));
    jobs.extend(searched(site));
    jobs
}

/// The page that searches, and its index.
fn searched(site: &Site) -> Vec<Job> {
    if !site.reader().lists().claims {
        return Vec::new();
    }
    let parts = search::parts(site);
    let page = Job { route: Route::from(search::SEARCH), subject: Subject::Search { of: parts.len() } };
    let numbered = parts.into_iter().enumerate();
    let part = |(index, part)| {
        let route = Route::from(format!("search/{}.js", index + 1).as_str());
        Job { route, subject: Subject::SearchPart(part) }
    };
    numbered.map(part).chain([page]).collect()
}

/// What readers take along: citations, and pages for the frames of other sites. None of a draft.
fn taken_along(site: &Site) -> Vec<Job> {
    let mut jobs = Vec::new();
    let mut embed = |route: Route, what: Embedded| {
        jobs.push(Job { route: of_oembed(&route), subject: Subject::Oembed(what.clone()) });
        jobs.push(Job { route, subject: Subject::Embed(what) });
    };
    let pages = || site.pages().iter().filter(|page| !page.claims.draft && !page.claims.list.is_empty());
    for page in pages() {
        for (index, claim) in page.claims.list.iter().enumerate() {
            embed(of_embed(&page.route, &claim.label), Embedded::Claim(page.claims.clone(), index));
        }
    }
    for event in site.reader().counted() {
        embed(of_figures_embed(event), Embedded::Figures(event.clone()));
    }
    jobs.extend(pages().map(|page| Job { route: of_cite(&page.route), subject: Subject::Cite(page.clone()) }));
    jobs
}

fn articles(site: &Site, articles: &Articles) -> Vec<Job> {
    let none = Printed::default();
    let article = |page: &Printed<Page>| {
        let is_home = page.route.as_str() == HOME;
        let (newest, of) = if is_home { (&articles.home, articles.of) } else { (&none, 0) };
        let subject = Subject::Article { page: page.clone(), newest: newest.clone(), of };
        Job { route: page.route.clone(), subject }
    };
    site.pages().iter().map(article).collect()
}

/// The pages that list something, and those of the sources.
fn lists(site: &Site, articles: Articles, ledger: Vec<LedgerPart>, standing: &Standing) -> Vec<Job> {
    let reader = site.reader();
    let (of, of_ledger) = (articles.parts.len(), ledger.len());
    let articles = articles
        .parts
        .into_iter()
        .enumerate()
        .map(|(index, files)| (of_part("articles", index), Subject::Articles { files, index, of }));
    let ledger = ledger
        .into_iter()
        .enumerate()
        .map(|(index, part)| (of_part("claims", index), Subject::Ledger { part, index, of: of_ledger }));
    let sources = reader.sources().into_iter().map(|id| (of_source(id), Subject::Source(id.clone())));
    let has = reader.lists();
    let single = [
        (has.claims, origins::ORIGINS, Subject::Origins),
        (has.figures, "figures.html", Subject::Figures),
        (has.places, "places.html", Subject::Places),
        (has.sources, "sources.html", Subject::Sources),
        (has.notes, "notes.html", Subject::Notes),
        (true, "corrections.html", Subject::Corrections),
        (true, "method.html", Subject::Method(standing.clone(), tally(site))),
    ];
    let single = single.into_iter().filter(|(is_there, _, _)| *is_there);
    let single = single.map(|(_, route, subject)| (Route::from(route), subject));
    articles.chain(ledger).chain(sources).chain(single).map(|(route, subject)| Job { route, subject }).collect()
}

fn sitemaps(parts: Vec<SitemapPart>) -> Vec<Job> {
    let whole = Route::from("sitemap.xml");
    let of = parts.len();
    let job = |(index, part): (usize, SitemapPart)| {
        let route = if of > 1 { sitemap::part(index) } else { whole.clone() };
        Job { route, subject: Subject::Sitemap(part) }
    };
    let mut jobs: Vec<Job> = parts.into_iter().enumerate().map(job).collect();
    if of > 1 {
        jobs.push(Job { route: whole, subject: Subject::SitemapIndex { of } });
    }
    jobs
}

/// Feeds, and the site as data.
fn data(site: &Site, claims: Vec<Printed<String>>, standing: &Standing, memo: &mut TableMemo) -> Vec<Job> {
    let newest = memo.newest.one(site, &(), (), tables::newest).unwrap_or_default();
    let page = |file: &FileId| site.pages().get(file).cloned();
    let has = site.reader().lists();
    let files = [
        (true, "feed.xml", Subject::Feed(newest.iter().filter_map(page).collect())),
        (true, "corrections.xml", Subject::CorrectionsFeed),
        (true, "claims.json", Subject::ClaimsJson(claims, standing.clone())),
        (true, "corrections.json", Subject::CorrectionsJson),
        (has.sources, "sources.json", Subject::SourcesJson),
        (has.sources, "sources.bib", Subject::Bibliography),
        (has.figures, "figures.csv", Subject::FiguresCsv),
        (has.figures, "figures.json", Subject::FiguresJson),
        (has.places, "places.geojson", Subject::PlacesGeojson),
    ];
    let files = files.into_iter().filter(|(is_there, _, _)| *is_there);
    files.map(|(_, route, subject)| Job { route: Route::from(route), subject }).collect()
}

/// A file, finished.
pub fn file(job: &Job, common: &Common, site: &Reader<Site>) -> Result<Content, Faults> {
    make(job, common, site).map(|bytes| common.aside.finish(bytes))
}

fn make(job: &Job, common: &Common, site: &Reader<Site>) -> Made {
    let language = match &job.subject {
        Subject::Article { page, .. } | Subject::Cite(page) => Some(page.language.as_str()),
        Subject::Embed(Embedded::Claim(claims, _)) => Some(claims.language.as_str()),
        _ => None,
    };
    let stand = match &job.subject {
        Subject::NotFound => Standpoint::anywhere,
        _ => Standpoint::on,
    };
    let scene = &Scene::new(site, common, &job.route, language, stand);
    match &job.subject {
        Subject::Article { page, newest, of } => page::article(page, newest, *of, scene),
        Subject::Redirect { target } => lists::redirect(target, scene),
        Subject::Articles { files, index, of } => lists::articles(files, *index, *of, scene),
        Subject::Source(id) => lists::source(id, scene),
        Subject::Ledger { part, index, of } => lists::ledger(part, *index, *of, scene),
        Subject::Origins => origins::page(scene),
        Subject::Figures => lists::figures(scene),
        Subject::Places => lists::places(scene),
        Subject::Sources => lists::sources(scene),
        Subject::Notes => lists::notes(scene),
        Subject::Corrections => lists::corrections(scene),
        Subject::Method(standing, read) => method::method(standing, *read, scene),
        Subject::NotFound => lists::not_found(scene),
        Subject::Sitemap(part) => Ok(sitemap::sitemap(part, &scene.at).into()),
        Subject::SitemapIndex { of } => Ok(sitemap::index(*of, &scene.at).into()),
        Subject::Robots => Ok(bytes(sitemap::robots(&scene.at))),
        Subject::Feed(pages) => feeds::articles(pages, scene),
        Subject::CorrectionsFeed => feeds::corrections(scene),
        Subject::ClaimsJson(parts, standing) => Ok(bytes(exports::claims::json(parts, standing))),
        Subject::CorrectionsJson => Ok(bytes(exports::corrections::json(scene))),
        Subject::SourcesJson => Ok(bytes(exports::sources::csl(scene))),
        Subject::FiguresCsv => Ok(bytes(exports::figures::csv(scene))),
        Subject::FiguresJson => Ok(bytes(exports::figures::json(scene))),
        Subject::PlacesGeojson => Ok(bytes(exports::places::geojson(scene))),
        Subject::Cite(page) => cite::page(page, scene),
        Subject::Embed(what) => embed::page(what, scene),
        Subject::Oembed(what) => Ok(bytes(embed::oembed(what, scene))),
        Subject::Search { of } => search::page(*of, scene),
        Subject::SearchPart(part) => Ok(bytes(search::part(part, scene))),
        Subject::Bibliography => Ok(bytes(cite::bibliography(scene))),
    }
}

/// The lines of claims.json that are one page's.
pub fn claim_lines(claims: &Printed<Claims>, common: &Common, site: &Reader<Site>) -> Printed<String> {
    let route = Route::from("claims.json");
    Printed::new(exports::claims::lines(claims, &Scene::new(site, common, &route, None, Standpoint::on)))
}

fn bytes(text: String) -> Vec<u8> {
    text.into_bytes()
}
