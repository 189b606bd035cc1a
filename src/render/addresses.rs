//! Addresses: where things lie in the site, and the way from one to another.

use crate::address;
use crate::media::Format;
use crate::site::{EventId, NoteId, Route, SourceId};

/// Where a page stands: what is relative to it.
#[derive(Clone, Debug)]
pub struct Standpoint<'a> {
    /// The site's own address, with a slash at its end.
    base: &'a str,
    pub route: &'a Route,
    /// The way back to the site's folder.
    pub root: String,
    /// Addresses begin with the site's: what is written here is read elsewhere.
    pub is_away: bool,
}

impl<'a> Standpoint<'a> {
    /// On a page of the site.
    pub fn on(route: &'a Route, base: &'a str) -> Standpoint<'a> {
        Standpoint { base, route, root: "../".repeat(route.as_str().matches('/').count()), is_away: false }
    }

    /// For words that leave the site, in feeds.
    pub fn away(route: &'a Route, base: &'a str) -> Standpoint<'a> {
        Standpoint { base, route, root: base.to_owned(), is_away: true }
    }

    /// On a page that is served at any depth.
    pub fn anywhere(route: &'a Route, base: &'a str) -> Standpoint<'a> {
        let path = base.split_once("://").and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..])).unwrap_or("/");
        Standpoint { base, route, root: path.to_owned(), is_away: false }
    }

    /// The page's whole address.
    pub fn canonical(&self) -> String {
        self.absolute(self.route)
    }

    /// The whole address of a route.
    pub fn absolute(&self, route: &Route) -> String {
        absolute(self.base, route)
    }

    /// The way from this page to a route; `anchor` is empty or begins with `#`.
    pub fn href(&self, route: &str, anchor: &str) -> String {
        if self.is_away {
            return format!("{}{anchor}", self.absolute(&Route::from(route)));
        }
        if route == self.route.as_str() {
            return match anchor.is_empty() {
                true => address::path(route.rsplit('/').next().unwrap_or(route)),
                false => anchor.to_owned(),
            };
        }
        format!("{}{}{anchor}", self.root, address::path(route))
    }

    /// The way to an anchor of this page.
    pub fn here(&self, anchor: &str) -> String {
        match self.is_away {
            true => format!("{}{anchor}", self.canonical()),
            false => anchor.to_owned(),
        }
    }

    pub fn source(&self, id: &SourceId, anchor: &str) -> String {
        self.href(of_source(id).as_str(), anchor)
    }

    pub fn note(&self, id: &NoteId) -> String {
        self.href("notes.html", &format!("#note-{id}"))
    }
}

/// The whole address of a route; that of a folder's index without its file name.
pub fn absolute(base: &str, route: &Route) -> String {
    let path = match route.as_str() {
        "index.html" => "",
        path => path.strip_suffix("/index.html").map_or(path, |folder| &path[..folder.len() + 1]),
    };
    format!("{base}{}", address::path(path))
}

/// A source's own page.
pub fn of_source(id: &SourceId) -> Route {
    Route::from(format!("sources/{id}.html").as_str())
}

/// The picture that other sites show beside a link to a page.
pub fn of_card(page: &Route) -> Route {
    let name = page.as_str().trim_end_matches(".html");
    Route::from(format!("cards/{name}.png").as_str())
}

/// A picture in a smaller size.
pub fn of_smaller(picture: &Route, width: u32, format: Format) -> Route {
    let end = if format == Format::PhotographOfWebp { ".jpg" } else { "" };
    Route::from(format!("sized/{width}/{picture}{end}").as_str())
}

/// Where the claims of a page can be cited from.
pub fn of_cite(page: &Route) -> Route {
    Route::from(format!("cite/{page}").as_str())
}

/// A claim by itself, for frames on other sites.
pub fn of_embed(page: &Route, label: &str) -> Route {
    Route::from(format!("embed/{}/{label}.html", page.as_str().trim_end_matches(".html")).as_str())
}

/// The figures of an event by themselves.
pub fn of_figures_embed(event: &EventId) -> Route {
    Route::from(format!("embed/figures-{event}.html").as_str())
}

/// What tells other sites how to embed a page.
pub fn of_oembed(embed: &Route) -> Route {
    Route::from(format!("{}.json", embed.as_str().trim_end_matches(".html")).as_str())
}

/// Where a licence stands that many use, by its name.
pub fn of_licence(words: &str) -> String {
    if let Some(address) = words.split_whitespace().find(|word| word.starts_with("https://")) {
        return address.to_owned();
    }
    let name = words.trim().to_uppercase().replace('-', " ");
    let Some(rest) = name.strip_prefix("CC") else { return String::new() };
    let parts: Vec<&str> = rest.split_whitespace().collect();
    match parts[..] {
        ["0"] | ["0", "1.0"] => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        [ref terms @ .., version @ ("3.0" | "4.0")] if terms.iter().all(|term| CC_TERMS.contains(term)) => {
            format!("https://creativecommons.org/licenses/{}/{version}/", terms.join("-").to_lowercase())
        }
        _ => String::new(),
    }
}

const CC_TERMS: [&str; 4] = ["BY", "SA", "NC", "ND"];

/// The parts of a long list: `claims.html`, `claims-2.html`, …
pub fn of_part(name: &str, index: usize) -> Route {
    match index {
        0 => Route::from(format!("{name}.html").as_str()),
        index => Route::from(format!("{name}-{}.html", index + 1).as_str()),
    }
}

/// `mailto:` for an e-mail address; an address of the web as it is.
pub fn of_contact(contact: &str) -> String {
    match is_mail(contact) {
        true => format!("mailto:{contact}"),
        false => contact.to_owned(),
    }
}

/// Whether a contact is an e-mail address.
pub fn is_mail(contact: &str) -> bool {
    contact.contains('@') && !contact.contains("://")
}
