//! `sitemap.xml` and `robots.txt`: where everything is, for search engines (sitemaps.org, RFC 9309).

use crate::html::{Html, Markup};
use crate::site::Route;

use super::addresses::Standpoint;

/// A sitemap may list 50,000 addresses; more go into numbered ones that `sitemap.xml` lists.
pub const MOST: usize = 50_000;

/// Where a part lies.
pub fn part(index: usize) -> Route {
    Route::from(format!("sitemap-{}.xml", index + 1).as_str())
}

/// Addresses, and when each last changed, if that is known.
pub fn sitemap(entries: &[(Route, String)], at: &Standpoint) -> Markup {
    let mut out = Html::new();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.raw("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (route, date) in entries {
        // A moment would need a zone, and none is known; a day needs none.
        let date = date.split('T').next().unwrap_or_default();
        out.raw("<url><loc>").text(&at.absolute(route)).raw("</loc>");
        if !date.is_empty() {
            out.raw("<lastmod>").text(date).raw("</lastmod>");
        }
        out.raw("</url>\n");
    }
    out.raw("</urlset>\n").finish()
}

/// The list of the parts.
pub fn index(of: usize, at: &Standpoint) -> Markup {
    let mut out = Html::new();
    out.raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.raw("<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for number in 0..of {
        out.raw("<sitemap><loc>").text(&at.absolute(&part(number))).raw("</loc></sitemap>\n");
    }
    out.raw("</sitemapindex>\n").finish()
}

pub fn robots(at: &Standpoint) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", at.absolute(&Route::from("sitemap.xml")))
}
