//! What is derived of the whole site for several files: which articles are newest, how long lists part, what is listed.

use std::cmp::Reverse;
use std::ops::Range;

use crate::edtf::Edtf;
use crate::files::FileId;
use crate::memo::{Memo, Printed, Reader, memos};
use crate::site::{Listing, Route, Site, SiteAsk};

use super::page::HOME;
use super::scene::updated;
use super::{feeds, sitemap};

/// How many articles the home page lists.
const HOME_ARTICLES: usize = 50;
/// How many articles one page of the list holds.
const LIST_ARTICLES: usize = 500;
/// How many claims one page of the ledger holds.
const LEDGER_CLAIMS: usize = 500;

/// Every page but the home page, newest first, then by title.
#[derive(Clone, Default)]
pub struct Articles {
    /// Those that the home page lists.
    pub home: Printed<Vec<FileId>>,
    pub of: usize,
    pub parts: Vec<Printed<Vec<FileId>>>,
}

/// Pages and which of their claims stand in one part of the ledger.
pub type LedgerPart = Printed<Vec<(FileId, Range<usize>)>>;

/// Addresses and when each last changed, if that is known.
pub type SitemapPart = Printed<Vec<(Route, String)>>;

memos! {
    /// What is remembered of the tables.
    pub struct TableMemo {
        pub articles: Memo<SiteAsk, Articles>,
        pub newest: Memo<SiteAsk, Vec<FileId>>,
        pub ledger: Memo<SiteAsk, Vec<LedgerPart>>,
        pub sitemap: Memo<SiteAsk, Vec<SitemapPart>>,
    }
}

pub fn articles(_: &(), _: &(), site: &Reader<Site>) -> Articles {
    let is_home = |entry: &&Listing| entry.route.as_str() == HOME;
    let mut articles: Vec<&Listing> = site.entries().iter().map(|entry| &**entry).collect();
    // A first page that makes claims is an article like any other; one that only leads to them is none.
    articles.retain(|entry| !is_home(entry) || entry.claims > 0);
    articles.sort_by(|one, other| {
        (Reverse(&one.date), &one.title, &one.route).cmp(&(Reverse(&other.date), &other.title, &other.route))
    });
    let file = |entry: &&Listing| FileId::clone(&entry.file);
    let others: Vec<FileId> = articles.iter().filter(|entry| !is_home(entry)).map(file).collect();
    // A site of one page needs no list.
    let files: Vec<FileId> = if others.is_empty() { Vec::new() } else { articles.iter().map(file).collect() };
    Articles {
        home: Printed::new(others[..others.len().min(HOME_ARTICLES)].to_vec()),
        of: others.len(),
        parts: files.chunks(LIST_ARTICLES).map(|part| Printed::new(part.to_vec())).collect(),
    }
}

/// The dated articles, newest first. A page without any date is no news, and Atom has no word for "some day".
pub fn newest(_: &(), _: &(), site: &Reader<Site>) -> Vec<FileId> {
    let (published, noted) = (site.entries().iter().filter(|entry| !entry.draft), site.note_dates());
    let updated = |entry| updated(entry, noted.get(&entry.file))?.latest();
    let mut dated: Vec<_> = published.filter_map(|entry| Some((updated(entry)?, entry))).collect();
    dated.sort_by(|(one_day, one), (other_day, other)| (other_day, &one.route).cmp(&(one_day, &other.route)));
    dated.truncate(feeds::ENTRIES);
    dated.into_iter().map(|(_, entry)| FileId::clone(&entry.file)).collect()
}

/// Every claim of the site in the order of pages and of the text, [`LEDGER_CLAIMS`] at a time.
pub fn ledger(_: &(), _: &(), site: &Reader<Site>) -> Vec<LedgerPart> {
    let mut parts: Vec<Vec<(FileId, Range<usize>)>> = Vec::new();
    let mut room = 0;
    for entry in site.entries().iter() {
        let mut from = 0;
        while from < entry.claims {
            if room == 0 {
                parts.push(Vec::new());
                room = LEDGER_CLAIMS;
            }
            let to = entry.claims.min(from + room);
            parts.last_mut().into_iter().for_each(|part| part.push((FileId::clone(&entry.file), from..to)));
            room -= to - from;
            from = to;
        }
    }
    parts.into_iter().map(Printed::new).collect()
}

/// Every article that is no draft, and the other pages that are given.
pub fn sitemap(others: &Printed<Vec<Route>>, _: &(), site: &Reader<Site>) -> Vec<SitemapPart> {
    let (published, noted) = (site.entries().iter().filter(|entry| !entry.draft), site.note_dates());
    let dated = published.map(|entry| {
        let date = updated(entry, noted.get(&entry.file)).and_then(Edtf::iso_for_html).unwrap_or_default();
        (entry.route.clone(), date)
    });
    let mut listed: Vec<(Route, String)> =
        dated.chain(others.iter().map(|route| (route.clone(), String::new()))).collect();
    listed.sort();
    listed.chunks(sitemap::MOST).map(|part| Printed::new(part.to_vec())).collect()
}
