//! `sitemap.xml` and `robots.txt`: where everything is, for search engines (sitemaps.org, RFC 9309).

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::edtf::Edtf;
use crate::files::Hash;
use crate::html::Html;
use crate::site::Route;

use super::Job;
use super::frame::{Frame, absolute};

/// A sitemap may list 50,000 addresses; more go into numbered ones that `sitemap.xml` lists.
const MOST: usize = 50_000;

/// The jobs so far are the site's pages; redirects and 404.html are left out.
pub fn jobs<'a>(frame: &'a Frame<'a>, jobs: &mut Vec<Job<'a>>) {
    let site = frame.site;
    let dates: BTreeMap<&Route, String> = site
        .pages
        .values()
        .map(|page| (&page.route, frame.updated(page).and_then(Edtf::iso_for_html).unwrap_or_default()))
        .collect();
    let drafts: Vec<&Route> = site.pages.values().filter(|page| page.text.draft).map(|page| &page.route).collect();
    let is_listed = |route: &Route| {
        let name = route.as_str();
        name.ends_with(".html") && name != "404.html" && !site.aliases.contains_key(route) && !drafts.contains(&route)
    };
    let mut entries: Vec<(Route, String)> = jobs
        .iter()
        .filter(|job| is_listed(&job.route))
        .map(|job| (job.route.clone(), dates.get(&job.route).cloned().unwrap_or_default()))
        .collect();
    entries.sort();
    let base = site.settings.base_url.clone();
    let parts: Vec<Vec<(Route, String)>> = entries.chunks(MOST).map(<[_]>::to_vec).collect();
    let name = |index: usize| Route::from(format!("sitemap-{}.xml", index + 1).as_str());
    if parts.len() > 1 {
        let names: Vec<(Route, String)> = (0..parts.len()).map(|index| (name(index), String::new())).collect();
        push(jobs, Route::from("sitemap.xml"), &base, names, "sitemapindex", "sitemap");
        for (index, part) in parts.into_iter().enumerate() {
            push(jobs, name(index), &base, part, "urlset", "url");
        }
    } else {
        push(jobs, Route::from("sitemap.xml"), &base, entries, "urlset", "url");
    }
    let make = move |frame: &Frame| {
        let map = absolute(frame.site, &Route::from("sitemap.xml"));
        Ok(Arc::from(format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n").into_bytes()))
    };
    jobs.push(Job { route: Route::from("robots.txt"), key: Hash::of(base.as_bytes()), make: Box::new(make) });
}

fn push(
    jobs: &mut Vec<Job>,
    route: Route,
    base: &str,
    entries: Vec<(Route, String)>,
    list: &'static str,
    item: &'static str,
) {
    let parts = entries.iter().flat_map(|(route, date)| [route.as_str().as_bytes(), date.as_bytes()]);
    let key = Hash::of_parts(parts.chain([base.as_bytes(), list.as_bytes()]));
    let make = move |frame: &Frame| {
        let mut out = Html::new();
        out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<").raw(list);
        out.raw(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        for (route, date) in &entries {
            out.raw("<").raw(item).raw("><loc>").text(&absolute(frame.site, route)).raw("</loc>");
            if !date.is_empty() {
                out.raw("<lastmod>").text(date).raw("</lastmod>");
            }
            out.raw("</").raw(item).raw(">\n");
        }
        out.raw("</").raw(list).raw(">\n");
        Ok(Arc::from(out.finish().into_bytes()))
    };
    jobs.push(Job { route, key, make: Box::new(make) });
}
