//! `sitemap.xml` and `robots.txt`: where everything is, for search engines (sitemaps.org, RFC 9309).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::edtf::Edtf;
use crate::files::Hash;
use crate::html::Html;
use crate::memo::Once;
use crate::site::Route;

use super::Job;
use super::frame::{Frame, absolute};

/// A sitemap may list 50,000 addresses; more go into numbered ones that `sitemap.xml` lists.
const MOST: usize = 50_000;

/// The addresses that are listed: remembered while pages lie where they did, and there are the same others.
pub type Listed = Once<Hash, Arc<Vec<Route>>>;

/// The jobs so far are the site's pages, those of the articles first.
pub fn jobs<'a>(frame: &'a Frame<'a>, listed: &mut Listed, jobs: &mut Vec<Job<'a>>) {
    let site = frame.site;
    let base = &site.settings.base_url;
    let others = jobs[site.pages.len()..].iter().map(|job| job.route.as_str().as_bytes());
    let routes = Hash::of_parts(others.chain([&site.together.listed.0[..]]));
    let listed = listed.get(routes, || Arc::new(listed_of(frame, jobs)));
    let parts = [&routes.0[..], base.as_bytes(), &frame.notes_fingerprint.0, &site.impact.fingerprint.0];
    let key = Hash::of_parts(parts);
    let of = listed.len().div_ceil(MOST);
    for index in 0..of {
        let listed = Arc::clone(&listed);
        let make = move |frame: &Frame| {
            let entries = entries(frame, &listed);
            let part = entries.chunks(MOST).nth(index).unwrap_or_default();
            Ok(list(frame, part, "urlset", "url"))
        };
        let route = if of > 1 { part(index) } else { Route::from("sitemap.xml") };
        jobs.push(Job { route, key, make: Box::new(make) });
    }
    if of > 1 {
        let parts: Vec<(Route, String)> = (0..of).map(|index| (part(index), String::new())).collect();
        let make = move |frame: &Frame| Ok(list(frame, &parts, "sitemapindex", "sitemap"));
        jobs.push(Job { route: Route::from("sitemap.xml"), key, make: Box::new(make) });
    }
    let make = move |frame: &Frame| {
        let map = absolute(frame.site, &Route::from("sitemap.xml"));
        Ok(Arc::from(format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n").into_bytes()))
    };
    jobs.push(Job { route: Route::from("robots.txt"), key: Hash::of(base.as_bytes()), make: Box::new(make) });
}

/// Every page but redirects, drafts and 404.html.
fn listed_of(frame: &Frame, jobs: &[Job]) -> Vec<Route> {
    let site = frame.site;
    let drafts: BTreeSet<&Route> = site.pages.values().filter(|page| page.text.draft).map(|page| &page.route).collect();
    let is_listed = |route: &&Route| {
        let name = route.as_str();
        name.ends_with(".html") && name != "404.html" && !site.aliases.contains_key(*route) && !drafts.contains(route)
    };
    jobs.iter().map(|job| &job.route).filter(is_listed).cloned().collect()
}

fn part(index: usize) -> Route {
    Route::from(format!("sitemap-{}.xml", index + 1).as_str())
}

/// Every address and when it last changed, in order.
fn entries(frame: &Frame, listed: &[Route]) -> Vec<(Route, String)> {
    let pages = frame.site.pages.values();
    let dates: BTreeMap<&Route, String> =
        pages.map(|page| (&page.route, frame.updated(page).and_then(Edtf::iso_for_html).unwrap_or_default())).collect();
    let mut entries: Vec<(Route, String)> =
        listed.iter().map(|route| (route.clone(), dates.get(route).cloned().unwrap_or_default())).collect();
    entries.sort();
    entries
}

fn list(frame: &Frame, entries: &[(Route, String)], list: &str, item: &str) -> Arc<[u8]> {
    let mut out = Html::new();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<").raw(list);
    out.raw(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (route, date) in entries {
        out.raw("<").raw(item).raw("><loc>").text(&absolute(frame.site, route)).raw("</loc>");
        if !date.is_empty() {
            out.raw("<lastmod>").text(date).raw("</lastmod>");
        }
        out.raw("</").raw(item).raw(">\n");
    }
    out.raw("</").raw(list).raw(">\n");
    Arc::from(out.finish().into_bytes())
}
