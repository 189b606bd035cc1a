//! [`Site`] → [`Output`]: every page from its template, remembered by what it is made from.

use std::sync::Arc;

use tera::Context;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{FileId, Hash};
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
pub use frame::encode;
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
    articles: page::ArticleOrder,
    resting: sources::Resting,
    cards: card::CardMemo,
    claims: exports::ClaimsMemo,
    newest: feeds::Newest,
    listed: sitemap::Listed,
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
    page::jobs(&frame, &mut memo.articles, &mut jobs);
    sources::jobs(&frame, &mut memo.resting, &mut jobs);
    lists::jobs(&frame, &mut jobs);
    method::jobs(&frame, rulebook, &mut jobs);
    sitemap::jobs(&frame, &mut memo.listed, &mut jobs);
    feeds::jobs(&frame, &mut memo.newest, &mut jobs);
    exports::jobs(&frame, &mut memo.claims, &mut jobs);
    card::jobs(&frame, &mut memo.cards, &mut jobs);
    let made = memo.files.all(&jobs, |job| (&job.route.0, job.key), |job| (job.make)(&frame));

    let mut notices = Vec::new();
    let mut files: Vec<(Route, Arc<[u8]>)> = Vec::with_capacity(jobs.len());
    for (job, made) in jobs.into_iter().zip(made) {
        match made {
            Ok(bytes) => files.push((job.route, bytes)),
            Err(faults) => notices.extend(faults),
        }
    }
    files.extend(theme.assets.iter().map(|(name, bytes)| (Route::from(name.as_str()), Arc::clone(bytes))));
    files.extend(site.assets.iter().map(|(route, file)| (route.clone(), Arc::clone(&file.bytes))));
    files.push((Route::from(".nojekyll"), Arc::default()));
    let output = Output { files: files.into_iter().collect(), inputs: inputs(site) };
    notices.sort_by(Diagnostic::order);
    notices.dedup();
    Noted { value: output, notices }
}

/// The published inputs: what anybody who has the public repository can hash again.
fn inputs(site: &Site) -> Vec<(FileId, Hash)> {
    let settings = [(site.settings.file.clone(), site.settings.hash)];
    let pages = site.pages.iter().map(|(file, page)| (file.clone(), page.text.hash));
    let sources = site.sources.values().map(|source| (source.text.file.clone(), source.text.hash));
    let notes = site
        .notes
        .values()
        .filter(|note| note.text.visibility == crate::vocabulary::Visibility::Public)
        .map(|note| (note.text.file.clone(), note.text.hash));
    let assets = site.assets.values().map(|file| (file.path.clone(), file.hash()));
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
