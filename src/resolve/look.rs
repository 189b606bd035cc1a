//! The files and pages that a site's own look names.

use crate::diagnostic::Diagnostic;
use crate::files::FileId;
use crate::manuscript::{FontText, LookText, Text};
use crate::memo::Reader;
use crate::rules;
use crate::site::{Asset, Letters, Link, Look};

use super::links;
use super::names::Names;

/// Finds them; what is not there is told and left out.
pub fn look(text: &LookText, file: &FileId, names: &Reader<Names>, notices: &mut Vec<Diagnostic>) -> Look {
    let mut asset = |target: &Option<Text>| -> Option<Asset> { links::image(target.as_ref()?, file, names, notices) };
    let (logo, favicon, css) = (asset(&text.logo), asset(&text.favicon), asset(&text.css));
    let letters = text.font.as_ref().and_then(|font| match font {
        FontText::BuiltIn(font) => Some(Letters::BuiltIn(*font)),
        FontText::File(target) => links::image(target, file, names, notices).map(Letters::File),
    });
    let mut menu = Vec::new();
    for entry in &text.menu {
        match links::link(&entry.to, file, names, notices) {
            // These are published where a page leads to them; a menu is no page.
            Some(Link::Source { .. } | Link::Note(_)) => {
                notices.push(rules::broken_link(file, &entry.to, &entry.to, &[]));
            }
            Some(link) => menu.push((entry.text.clone(), link)),
            None => {}
        }
    }
    Look { letters, logo, favicon, css, menu }
}
