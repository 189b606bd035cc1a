//! [`Site`] → [`Output`]: every page from its template, remembered by what it is made from.

use std::sync::Arc;

use tera::Context;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::Hash;
use crate::memo::Memo;
use crate::options::Options;
use crate::output::Output;
use crate::site::{Route, Site};
use crate::theme::Theme;

mod body;
mod card;
mod claims;
pub mod exports;
mod feeds;
mod figures;
mod frame;
mod head;
mod json_ld;
mod lists;
pub mod map;
mod maps;
mod method;
mod notes;
mod page;
mod sitemap;
mod sources;
mod timeline;
pub mod view;

use frame::Frame;
pub use method::Rulebook;

/// One file to make: its address, what it is made from, and how.
pub struct Job<'a> {
    pub route: Route,
    /// Equal keys make equal bytes.
    pub key: Hash,
    pub make: Box<dyn Fn(&Frame) -> Made + Send + Sync + 'a>,
}

/// A file, or the template's fault.
pub type Made = Result<Arc<[u8]>, Vec<Diagnostic>>;

/// What rendering remembers.
#[derive(Default)]
pub struct RenderMemo {
    /// Files: right while the job's key is the same.
    files: Memo<Hash, Made>,
    cards: card::CardMemo,
    claims: exports::ClaimsMemo,
}

/// Renders the whole site.
pub fn render(
    site: &Site,
    theme: &Theme,
    rulebook: &Rulebook,
    options: &Options,
    memo: &mut RenderMemo,
) -> Noted<Output> {
    let frame = Frame::new(site, theme, options);
    let mut jobs: Vec<Job> = Vec::new();
    page::jobs(&frame, &mut jobs);
    sources::jobs(&frame, &mut jobs);
    lists::jobs(&frame, &mut jobs);
    method::jobs(&frame, rulebook, &mut jobs);
    sitemap::jobs(&frame, &mut jobs);
    feeds::jobs(&frame, &mut jobs);
    exports::jobs(&frame, &mut memo.claims, &mut jobs);
    card::jobs(&frame, &mut memo.cards, &mut jobs);
    let routes: Vec<Route> = jobs.iter().map(|job| job.route.clone()).collect();
    let made = memo.files.all(jobs, |job| (Arc::clone(&job.route.0), job.key), |job| (job.make)(&frame));

    let mut notices = Vec::new();
    let mut output = Output::default();
    for (route, made) in routes.into_iter().zip(made) {
        match made {
            Ok(bytes) => output.insert(route, bytes),
            Err(faults) => notices.extend(faults),
        }
    }
    for (name, bytes) in &theme.assets {
        output.insert(Route::from(name.as_str()), Arc::clone(bytes));
    }
    for (route, file) in &site.assets {
        output.insert(route.clone(), Arc::clone(&file.bytes));
    }
    output.insert(Route::from(".nojekyll"), &b""[..]);
    output.inputs = inputs(site);
    notices.sort_by(Diagnostic::order);
    notices.dedup();
    Noted { value: output, notices }
}

/// The published inputs: what anybody who has the public repository can hash again.
fn inputs(site: &Site) -> std::collections::BTreeMap<String, Hash> {
    let settings = [(site.settings.file.to_string(), site.settings.hash)];
    let pages = site.pages.values().map(|page| (page.text.file.to_string(), page.text.hash));
    let sources = site.sources.values().map(|source| (source.text.file.to_string(), source.text.hash));
    let notes = site
        .notes
        .values()
        .filter(|note| note.text.visibility == crate::vocabulary::Visibility::Public)
        .map(|note| (note.text.file.to_string(), note.text.hash));
    let assets = site.assets.values().map(|file| (file.path.to_string(), file.hash()));
    settings.into_iter().chain(pages).chain(sources).chain(notes).chain(assets).collect()
}

/// Renders a template to bytes.
fn render_template(frame: &Frame, template: &str, context: &Context) -> Made {
    match frame.theme.tera.render(template, context) {
        Ok(text) => Ok(Arc::from(text.into_bytes())),
        Err(error) => Err(frame.theme.fault(&error)),
    }
}

/// The same, to text that stands inside another page.
fn render_part(frame: &Frame, template: &str, context: &Context) -> Result<String, Vec<Diagnostic>> {
    frame.theme.tera.render(template, context).map_err(|error| frame.theme.fault(&error))
}

/// A word of the interface; a theme may lack it.
fn word_or<'a>(word: &'a str, default: &'a str) -> &'a str {
    if word.is_empty() { default } else { word }
}
