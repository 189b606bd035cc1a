//! A site's own look, with its files and links found.

use crate::passage::Wording;
use crate::vocabulary::Font;

use super::body::{Asset, Link};

/// What `look:` in site.yaml leads to; its colours are in the settings.
#[derive(Clone, Hash, Debug, Default)]
pub struct Look {
    pub letters: Option<Letters>,
    pub logo: Option<Asset>,
    pub favicon: Option<Asset>,
    /// A style sheet that is read after the theme's.
    pub css: Option<Asset>,
    pub menu: Vec<(Wording, Link)>,
}

/// In what a site is set.
#[derive(Clone, Hash, Debug)]
pub enum Letters {
    BuiltIn(Font),
    File(Asset),
}

impl Look {
    /// The files that it shows.
    pub fn assets(&self) -> impl Iterator<Item = &Asset> {
        let letters = self.letters.iter().filter_map(|letters| match letters {
            Letters::File(asset) => Some(asset),
            Letters::BuiltIn(_) => None,
        });
        let linked = self.menu.iter().filter_map(|(_, link)| match link {
            Link::Asset(asset) => Some(asset),
            _ => None,
        });
        [&self.logo, &self.favicon, &self.css].into_iter().flatten().chain(letters).chain(linked)
    }
}
