//! What stands around every page and is the same on all that lie equally deep: what templates are told of the site, and the
//! way round it. It is made once, as the values that templates take; a page to which the way round leads is told by itself.
//!
//! Whoever is given it has asked the site what it is made of, so that it is remembered what pages depend on.

use std::hash::{Hash, Hasher};

use tera::Value;

use crate::address;
use crate::html::Markup;
use crate::manuscript::SettingsText;
use crate::memo::Reader;
use crate::site::{Route, Site};
use crate::theme::{Engine, Frame};

use super::addresses::{self, Standpoint};
use super::look;
use super::view::{LicenceView, NavView, SiteView};

/// Pages that lie deeper are told by themselves.
const DEPTHS: usize = 5;

/// What stands around pages, by how deep they lie.
pub struct Around {
    depths: Vec<Told>,
    pub frame: FrameValues,
}

/// Pages ask for what it is made of: it is no part of any key.
impl Hash for Around {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// What pages of one depth are told.
pub struct Told {
    views: (SiteView, Vec<NavView>),
    pub site: Value,
    pub nav: Value,
}

/// What a page in a frame of another site carries in itself.
pub struct FrameValues {
    pub style: Value,
    pub script: Value,
    pub policy: Value,
}

impl Around {
    pub fn new(site: &Reader<Site>, engine: &Engine, preview: bool) -> Around {
        let settings = site.settings();
        let told = |depth: usize| {
            // No page has such a name.
            let route = Route::from(format!("{}?", "/".repeat(depth)).as_str());
            let at = Standpoint::on(&route, &settings.base_url);
            let views = (site_view(settings, site, &at, preview), navigation(site, &at));
            Told { site: Value::from_serializable(&views.0), nav: Value::from_serializable(&views.1), views }
        };
        let own_frame = look::frame_sheet(&settings.look);
        let frame = FrameValues::new(&engine.frame, &own_frame);
        Around { depths: (0..DEPTHS).map(told).collect(), frame }
    }

    /// What a page is told; none where it must be told by itself.
    pub fn told(&self, at: &Standpoint, asked: &Reader<Site>) -> Option<&Told> {
        // The same questions as `site_view` and `navigation` ask.
        let (look, _) = (asked.own_look(), asked.lists());
        let _ = look.logo.as_ref().map(|logo| asked.asset(&logo.route));
        let depth = at.root.len() / "../".len();
        let is_plain = !at.is_away && at.root.as_bytes().chunks(3).all(|up| up == b"../");
        let told = self.depths.get(depth).filter(|_| is_plain)?;
        let (site, nav) = &told.views;
        let path = address::path(at.route.as_str());
        let hrefs = nav.iter().map(|entry| &entry.href).chain(site.look.menu.iter().map(|entry| &entry.href));
        let leads_here = |href: &String| {
            let route = href.strip_prefix(&*at.root).unwrap_or(href);
            route.split('#').next() == Some(&path)
        };
        (!hrefs.clone().any(leads_here)).then_some(told)
    }
}

impl FrameValues {
    fn new(theme: &Frame, own: &str) -> FrameValues {
        let with_own = (!own.is_empty()).then(|| Frame::new(format!("{}{own}", theme.style), theme.script.clone()));
        let frame = with_own.as_ref().unwrap_or(theme);
        FrameValues {
            style: Value::from_serializable(&Markup::of_theme(&frame.style)),
            script: Value::from_serializable(&Markup::of_theme(&frame.script)),
            policy: Value::from_serializable(&frame.policy),
        }
    }
}

/// `site`, as it is seen from a page.
pub fn site_view(settings: &SettingsText, site: &Reader<Site>, at: &Standpoint, preview: bool) -> SiteView {
    let contact = settings.contact.clone().unwrap_or_default();
    SiteView {
        title: settings.title.clone(),
        description: settings.description.clone().unwrap_or_default(),
        language: settings.language.clone(),
        base_url: settings.base_url.clone(),
        authors: settings.authors.clone(),
        contact_href: addresses::of_contact(&contact),
        contact,
        repository: settings.repository.clone().unwrap_or_default(),
        preview,
        licence: LicenceView {
            href: addresses::of_licence(settings.licence.as_deref().unwrap_or_default()),
            words: settings.licence.clone().unwrap_or_default(),
        },
        look: look::view(&settings.look, site, at),
        worldview: settings.worldview.map_or("", |worldview| worldview.as_str()).to_owned(),
    }
}

/// `nav`, as it is seen from a page.
pub fn navigation(site: &Reader<Site>, at: &Standpoint) -> Vec<NavView> {
    let lists = site.lists();
    let entries = [
        (true, "nav-home", "index.html"),
        (lists.articles, "nav-articles", "articles.html"),
        (lists.claims, "nav-claims", "claims.html"),
        (lists.figures, "nav-figures", "figures.html"),
        (lists.places, "nav-places", "places.html"),
        (lists.sources, "nav-sources", "sources.html"),
        (lists.notes, "nav-notes", "notes.html"),
        (true, "nav-corrections", "corrections.html"),
        (true, "nav-method", "method.html"),
        (lists.claims, "nav-search", "search.html"),
    ];
    let shown = entries.into_iter().filter(|(shown, _, _)| *shown);
    let view = |(_, key, route): (bool, &str, &str)| NavView {
        key: key.to_owned(),
        href: at.href(route, ""),
        current: at.route.as_str() == route,
    };
    shown.map(view).collect()
}
