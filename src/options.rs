//! What one run asks for; the author's own wishes are in the settings.

#![warn(missing_docs)]

use crate::aside::Aside;
use crate::store::Store;

/// Per-run values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Build drafts too.
    pub drafts: bool,
    /// In `serve`: internal notes are shown, marked, and the page may be live.
    pub preview: bool,
    /// In place of the settings' `base_url`.
    pub base_url: Option<String>,
    /// What stops publishing is an error: in `publish`.
    pub publishing: bool,
    /// What earlier runs made.
    pub store: Store,
    /// Where finished files are until they are written.
    pub aside: Aside,
}

impl Options {
    /// For those who want to know what is found, and let nobody see the site: its pictures are not drawn.
    pub fn to_judge() -> Options {
        Options { store: Store::unseen(), ..Options::default() }
    }
}
