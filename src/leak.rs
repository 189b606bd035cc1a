//! Searches the finished site for words that must not be in it (design.md §6).
//!
//! Runs of eight words from drafts, internal notes and `content/private/`, less those that published files of the project
//! say too, are looked for in every file of the output.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, Files, Span};
use crate::manuscript::{Body, FootnoteContent, Manuscript, NoteText, PageText, Piece};
use crate::options::Options;
use crate::output::Output;
use crate::rules;
use crate::site::{Route, Site};
use crate::vocabulary::Visibility;

/// How many words in a row are no coincidence.
const RUN: usize = 8;

/// Finds unpublished words in the output: one finding for each passage, at its first place.
pub fn leaks(
    files: &Files,
    manuscript: &Manuscript,
    site: &Site,
    output: &Output,
    options: &Options,
) -> Vec<Diagnostic> {
    // A preview is shown to the desk and never published.
    let secrets = match options.preview {
        true => Secrets::default(),
        false => Secrets::new(files, manuscript, site),
    };
    if secrets.runs.is_empty() {
        return Vec::new();
    }
    let outputs: Vec<(&Route, &Arc<[u8]>)> = output.files.iter().collect();
    let found: Vec<BTreeSet<u64>> =
        outputs.par_iter().map(|(route, bytes)| secrets.search(route.as_str(), bytes)).collect();
    let mut told: BTreeSet<(&FileId, Span)> = BTreeSet::new();
    let mut diagnostics = Vec::new();
    for ((route, _), found) in outputs.iter().zip(found) {
        for run in found.iter().filter_map(|digest| secrets.runs.get(digest)) {
            if told.insert((&run.file, run.span)) {
                diagnostics.push(rules::leak(&run.file, run.span, route.as_str(), &run.words));
            }
        }
    }
    diagnostics
}

/// A run of unpublished words and the passage it is from.
#[derive(Debug)]
struct Run {
    words: String,
    file: FileId,
    span: Span,
}

/// Every run that must not be published, by its digest, with a table that rules out nearly all others at once.
#[derive(Debug, Default)]
struct Secrets {
    runs: BTreeMap<u64, Run>,
    likely: Vec<u64>,
}

impl Secrets {
    fn new(files: &Files, manuscript: &Manuscript, site: &Site) -> Secrets {
        let mut secrets = Secrets { likely: vec![0; 1024], ..Secrets::default() };
        let mut unpublished: BTreeSet<&str> = BTreeSet::new();
        for page in manuscript.pages.iter().filter(|page| !site.pages.contains_key(&page.file)) {
            unpublished.insert(&page.file);
            page_passages(page, &mut |text, span| secrets.hide(text, &page.file, span));
        }
        for note in manuscript.notes.iter().filter(|note| note.private || note.visibility == Visibility::Internal) {
            unpublished.insert(&note.file);
            note_passages(note, &mut |text, span| secrets.hide(text, &note.file, span));
        }
        if secrets.runs.is_empty() {
            return secrets;
        }
        let is_public = |path: &str| {
            !unpublished.contains(path)
                && !path.starts_with("content/private/")
                && !path.starts_with("content/captures/")
        };
        for file in files.below("content/").filter(|file| is_public(&file.path)) {
            if let Ok((text, _)) = file.text() {
                runs(text, &mut |digest, _| {
                    secrets.runs.remove(&digest);
                });
            }
        }
        let published = manuscript.pages.iter().map(|page| (&page.file, &page.body));
        let published = published.chain(manuscript.notes.iter().map(|note| (&note.file, &note.body)));
        for (_, body) in published.filter(|(file, _)| is_public(file)) {
            for prose in &body.prose {
                runs(&prose.text, &mut |digest, _| {
                    secrets.runs.remove(&digest);
                });
            }
        }
        for digest in secrets.runs.keys() {
            secrets.likely[(digest >> 6) as usize % 1024] |= 1 << (digest & 63);
        }
        secrets
    }

    fn hide(&mut self, text: &str, file: &FileId, span: Span) {
        runs(text, &mut |digest, words| {
            self.runs.entry(digest).or_insert_with(|| Run { words: plain(words), file: file.clone(), span });
        });
    }

    /// The runs that stand in a file of the output.
    fn search(&self, route: &str, bytes: &[u8]) -> BTreeSet<u64> {
        let mut found = BTreeSet::new();
        let Ok(text) = std::str::from_utf8(bytes) else { return found };
        let mut look = |text: &str| {
            runs(text, &mut |digest, words| {
                let likely = self.likely[(digest >> 6) as usize % 1024] & (1 << (digest & 63)) != 0;
                if likely && self.runs.get(&digest).is_some_and(|run| run.words == plain(words)) {
                    found.insert(digest);
                }
            });
        };
        match route.ends_with(".html") || route.ends_with(".xml") || route.ends_with(".svg") {
            true => {
                let (shown, attributes) = without_tags(text);
                look(&shown);
                look(&attributes);
            }
            false => look(text),
        }
        found
    }
}

fn page_passages(page: &PageText, hide: &mut dyn FnMut(&str, Span)) {
    let lines = [Some(&page.title.value), page.standfirst.as_ref(), page.kicker.as_ref(), page.description.as_ref()];
    lines.into_iter().flatten().for_each(|text| hide(text, page.span));
    body_passages(&page.body, hide);
}

fn note_passages(note: &NoteText, hide: &mut dyn FnMut(&str, Span)) {
    let lines = [Some(&note.title.value), note.was.as_ref(), note.now.as_ref(), note.reason.as_ref()];
    lines.into_iter().flatten().for_each(|text| hide(text, note.span));
    body_passages(&note.body, hide);
}

fn body_passages(body: &Body, hide: &mut dyn FnMut(&str, Span)) {
    for prose in &body.prose {
        hide(&prose.text, prose.span);
    }
    for footnote in &body.footnotes {
        let FootnoteContent::Evidence { remark, lines } = &footnote.content else { continue };
        let html: String = remark
            .iter()
            .filter_map(|piece| if let Piece::Html(html) = piece { Some(html.as_str()) } else { None })
            .collect();
        hide(&without_tags(&html).0, footnote.span);
        lines
            .iter()
            .filter_map(|line| line.comment.as_ref().map(|comment| (comment, line.span)))
            .for_each(|(c, span)| hide(c, span));
    }
}

/// Calls `each` with every run of words in a text: its digest, and the text from its first word to its last. The digest
/// rolls on from word to word.
fn runs(text: &str, each: &mut dyn FnMut(u64, &str)) {
    const BASE: u64 = 0x0000_0100_0000_01b3;
    let oldest = BASE.wrapping_pow(RUN as u32 - 1);
    let mut window = [(0_u64, 0_usize); RUN];
    let mut digest = 0_u64;
    for (count, (start, word)) in words(text).enumerate() {
        let hash = word
            .chars()
            .flat_map(char::to_lowercase)
            .fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| (hash ^ u64::from(letter)).wrapping_mul(BASE));
        let slot = &mut window[count % RUN];
        digest = digest.wrapping_sub(slot.0.wrapping_mul(oldest)).wrapping_mul(BASE).wrapping_add(hash);
        *slot = (hash, start);
        if count + 1 >= RUN {
            let first = window[(count + 1) % RUN].1;
            each(digest, &text[first..start + word.len()]);
        }
    }
}

/// The words of a text and where they begin.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split(|letter: char| !letter.is_alphanumeric()).filter_map(move |word| {
        let start = at + text.get(at..)?.find(word)?;
        at = start + word.len();
        (!word.is_empty()).then_some((start, word))
    })
}

/// A run as it is compared: words in lower case, one space between them.
fn plain(text: &str) -> String {
    words(text).map(|(_, word)| word.to_lowercase()).collect::<Vec<_>>().join(" ")
}

/// The text between tags, and the values inside them; character references become spaces.
fn without_tags(html: &str) -> (String, String) {
    let (mut shown, mut attributes) = (String::with_capacity(html.len()), String::new());
    let (mut inside, mut quoted) = (false, None);
    let mut letters = html.char_indices();
    while let Some((at, letter)) = letters.next() {
        match (inside, letter) {
            (_, '&') => {
                let reference = html[at..].find(';').filter(|length| *length <= 10);
                if let Some(length) = reference {
                    letters.by_ref().take(length).for_each(drop);
                }
                if !inside { shown.push(' ') } else { attributes.push(' ') }
            }
            (false, '<') => inside = true,
            (false, letter) => shown.push(letter),
            (true, mark @ ('"' | '\'')) if quoted.is_none() => quoted = Some(mark),
            (true, mark) if quoted == Some(mark) => {
                quoted = None;
                attributes.push('\n');
            }
            (true, '>') if quoted.is_none() => inside = false,
            (true, letter) if quoted.is_some() => attributes.push(letter),
            _ => {}
        }
    }
    (shown, attributes)
}
