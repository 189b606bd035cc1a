//! The last look at a finished site: no eight words in a row of an internal note or a draft stand in any of its bytes.
//!
//! What is not to be published never reaches rendering; this is the proof, made on the output itself: pages, feeds, data,
//! and what pictures carry besides their pixels. Words that also stand in what is published are no secret. The work is
//! linear, and there is none where nothing is kept back. The words of files that are copied as they are, are never among
//! what is published anyway: they are what is searched. So are they for the words of captures, which are shown as a source's
//! rights allow and stand in no file beside.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;

use crate::aside::Content;
use crate::diagnostic::Diagnostic;
use crate::files::{File, FileId, Files, Span, is_kept_back};
use crate::manuscript::{FootnoteContent, Manuscript, NoteText, PageText};
use crate::memo::Printed;
use crate::options::Options;
use crate::output::Output;
use crate::parse::body::comment::strip;
use crate::parse::front_matter::is_closing;
use crate::passage::{Passage, Passages, Register};
use crate::rules;
use crate::site::{Route, Site};
use crate::vocabulary::Visibility;

mod words;
mod text;
mod digits;

use words::{LENGTH, shingles};

/// At most so many findings for one unpublished file: the first tells what to look for.
const MOST: usize = 10;

/// What a file keeps back: a stretch of its text and where that begins.
struct Secret<'a> {
    file: &'a FileId,
    /// Where findings point when the words' own place is not known.
    span: Span,
    text: String,
    /// The text's offset in the file, if it was taken from there as it is.
    offset: Option<usize>,
}

/// Searches all outputs for words that are not to be published.
pub fn leak(
    files: &Files,
    manuscript: &Manuscript,
    site: &Site,
    output: &Output,
    options: &Options,
) -> Vec<Diagnostic> {
    let secrets = secrets(files, manuscript, options);
    let mut found = coordinates(manuscript, output);
    found.extend(words(files, manuscript, site, output, secrets));
    found
}

/// Whether the search looks at authored texts as they are written: it does where something is kept back, and where files are
/// copied that may hold words of captures.
pub fn reads_texts(files: &Files, manuscript: &Manuscript, options: &Options) -> bool {
    !secrets(files, manuscript, options).is_empty()
        || files.iter().any(|file| is_kept_back(&file.path) && !file.path.starts_with("content/captures/"))
        || !(manuscript.captures.is_empty() || manuscript.assets.is_empty())
}

/// Where exact coordinates stand of places that are published less exactly.
fn coordinates(manuscript: &Manuscript, output: &Output) -> Vec<Diagnostic> {
    let points = digits::points(manuscript);
    let outputs: Vec<_> = output.files.iter().filter(|_| !points.is_empty()).collect();
    let told = |(route, file): &(&Route, &Content)| {
        let bytes = file.bytes();
        let stands = points.iter().filter_map(|point| Some((point, point.stands_in(&bytes)?)));
        let found = stands.map(|(at, digits)| rules::exact(at.file, at.span, route.as_str(), at.place, digits));
        found.collect::<Vec<_>>()
    };
    let found: Vec<Vec<Diagnostic>> = outputs.par_iter().map(told).collect();
    found.into_iter().flatten().take(MOST).collect()
}

/// Where words of secrets and of captures stand.
fn words<'a>(
    files: &'a Files,
    manuscript: &'a Manuscript,
    site: &Site,
    output: &Output,
    mut secrets: Vec<Secret<'a>>,
) -> Vec<Diagnostic> {
    let copied = copied(site);
    let captures = secrets.len();
    if !copied.is_empty() {
        secrets.extend(manuscript.captures.iter().filter_map(whole));
    }
    if secrets.is_empty() {
        return Vec::new();
    }
    let mut wanted: Wanted = BTreeMap::new();
    for (index, secret) in secrets.iter().enumerate() {
        // Of captures, only what stands in a copied file: the rest of the site is made of texts that were read.
        let is_of_use = |hash: u64| index < captures || copied.binary_search(&hash).is_ok();
        for (hash, range) in shingles(&secret.text).filter(|(hash, _)| is_of_use(*hash)) {
            wanted.entry(hash).or_insert((index, range));
        }
    }
    let filter = Filter::new(&wanted);
    let known: Vec<u64> = public(files, site)
        .into_par_iter()
        .flat_map_iter(|text| {
            let hashes = shingles(&text).map(|(hash, _)| hash);
            hashes.filter(|hash| filter.may_have(*hash)).collect::<Vec<_>>()
        })
        .collect();
    for hash in known {
        wanted.remove(&hash);
    }
    let outputs: Vec<_> = output.files.iter().collect();
    let is_wanted = |hash| filter.may_have(hash) && wanted.contains_key(&hash);
    let hits: Vec<(&Route, Vec<u64>)> = outputs
        .into_par_iter()
        .map(|(route, file)| (route, text::hits(route.as_str(), &file.bytes(), is_wanted)))
        .filter(|(_, hits)| !hits.is_empty())
        .collect();
    let mut found: BTreeMap<&FileId, Vec<Diagnostic>> = BTreeMap::new();
    for (route, hits) in hits {
        let mut told: BTreeSet<&FileId> = BTreeSet::new();
        // The first words that stand there, not the ones whose hash happens to come first.
        let mut places: Vec<&(usize, Range<usize>)> = hits.iter().filter_map(|hash| wanted.get(hash)).collect();
        places.sort_by_key(|(index, range)| (*index, range.start));
        for (index, range) in places {
            let secret = &secrets[*index];
            let list = found.entry(secret.file).or_default();
            if told.insert(secret.file) && list.len() < MOST {
                let span = secret.offset.map_or(secret.span, |offset| Span::from(range.clone()).shifted(offset));
                let words = secret.text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                list.push(rules::leak(secret.file, span, route.as_str(), &words));
            }
        }
    }
    found.into_values().flatten().chain(copies(files, &secrets, site)).collect()
}

/// The runs of words in files that are copied as they are, sorted.
fn copied(site: &Site) -> Vec<u64> {
    let texts = site.tables().assets.iter().map(|(route, file)| text::hits(route.as_str(), &file.bytes, |_| true));
    let mut runs: Vec<u64> = texts.flatten().collect();
    runs.sort_unstable();
    runs
}

/// A file of which all is kept back.
fn whole(file: &File) -> Option<Secret<'_>> {
    let (text, mark) = file.text().ok()?;
    Some(Secret { file: &file.path, span: Span::new(0, 1), text: text.to_owned(), offset: Some(mark) })
}

/// Files that are copied and are, byte for byte, files that are kept back, under whatever name they lie there.
fn copies(files: &Files, secrets: &[Secret], site: &Site) -> Vec<Diagnostic> {
    let below = files.iter().filter(|file| is_kept_back(&file.path));
    let withheld = below.chain(secrets.iter().filter_map(|secret| files.get(secret.file)));
    let withheld: BTreeMap<_, _> =
        withheld.filter(|file| !file.bytes.is_empty()).map(|file| (file.hash(), file)).collect();
    if withheld.is_empty() {
        return Vec::new();
    }
    let assets = site.tables().assets.iter();
    let copies = assets.filter_map(|(route, file)| Some((route, withheld.get(&file.hash())?)));
    copies.map(|(route, file)| rules::copy(&file.path, Span::new(0, 1), route.as_str())).collect()
}

/// The texts of internal notes, of drafts and of everything in `private/`; and what editors tell one another in comments.
fn secrets<'a>(files: &'a Files, manuscript: &'a Manuscript, options: &Options) -> Vec<Secret<'a>> {
    let mut secrets = Vec::new();
    let kept_back =
        |page: &&Printed<PageText>| crate::files::is_private(&page.file) || (page.placing.draft && !options.drafts);
    for page in manuscript.pages.iter().filter(kept_back) {
        secrets.extend(body(files, &page.file, page.span, &quoted(page)));
        // Footnotes as read hold the quotations again; as written they were taken above.
        let in_footnote =
            |span: Span| page.body.footnotes.iter().any(|note| note.span.range().contains(&(span.start as usize)));
        let said = said(&page.passages).filter(|passage| !in_footnote(passage.span)).map(|passage| &*passage.text);
        secrets.extend(plain(&page.file, page.span, said));
    }
    let kept_back = |note: &&Printed<NoteText>| note.private || note.visibility == Visibility::Internal;
    for note in manuscript.notes.iter().filter(kept_back) {
        secrets.extend(body(files, &note.file, note.span, &[]));
        secrets.extend(plain(&note.file, note.span, said(&note.passages).map(|passage| &*passage.text)));
    }
    // Captures are looked for by themselves: their words may be published as far as a source's rights allow.
    let others = files.iter().filter(|file| is_kept_back(&file.path) && !file.path.starts_with("content/captures/"));
    secrets.extend(others.filter(|file| !file.path.ends_with(".md")).filter_map(whole));
    for source in manuscript.sources.iter().filter(|source| crate::files::is_private(&source.file)) {
        secrets.extend(body(files, &source.file, source.span, &[]));
        secrets.extend(plain(&source.file, source.span, said(&source.passages).map(|passage| &*passage.text)));
    }
    let pages = manuscript.pages.iter().map(|page| (&page.file, page.span, &page.body));
    let notes = manuscript.notes.iter().map(|note| (&note.file, note.span, &note.body));
    for (file, span, body) in pages.chain(notes) {
        secrets.extend(plain(file, span, body.comments.iter().map(String::as_str)));
    }
    secrets
}

/// Texts as they are read, without a place of their own.
fn plain<'a>(file: &'a FileId, span: Span, texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = Secret<'a>> {
    texts.map(move |text| Secret { file, span, text: text.to_owned(), offset: None })
}

/// What authors say in their own words; names stand elsewhere too.
fn said(passages: &Passages) -> impl Iterator<Item = &Passage> {
    passages.iter().filter(|passage| match passage.register {
        Register::Headline | Register::Prose | Register::Short | Register::Footnote | Register::Remark => true,
        Register::Comment | Register::Note | Register::Was | Register::Caption | Register::Summary => true,
        Register::Name | Register::Variant | Register::Reason | Register::Argument | Register::Quoted => false,
    })
}

/// The quotations of a page's evidence: other people's words, which a published source may quote too.
fn quoted(page: &PageText) -> Vec<Span> {
    let lines = page.body.footnotes.iter().flat_map(|footnote| match &footnote.content {
        FootnoteContent::Evidence { lines, .. } => lines.as_slice(),
        FootnoteContent::Ordinary(_) => &[],
    });
    lines.filter_map(|line| line.quotation.as_ref()).map(|quotation| quotation.span).collect()
}

/// What follows the front matter, as written, without some spans.
fn body<'a>(files: &Files, file: &'a FileId, span: Span, without: &[Span]) -> Option<Secret<'a>> {
    let (whole, mark) = files.get(file)?.text().ok()?;
    let start = front_matter_end(whole);
    let mut text = whole[start..].to_owned();
    for quoted in without {
        let range = quoted.range();
        let Some(from) = range.start.checked_sub(mark + start) else { continue };
        let to = from + range.len();
        if text.is_char_boundary(from) && text.is_char_boundary(to) {
            // As long as what it replaces, so that offsets stay; a line of it ends every run of words.
            text.replace_range(from..to, &words::BREAK.repeat(range.len()));
        }
    }
    Some(Secret { file, span, text, offset: Some(mark + start) })
}

fn front_matter_end(text: &str) -> usize {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        match (index, is_closing(line)) {
            (0, false) => return 0,
            (1.., true) => return at,
            _ => {}
        }
    }
    0
}

/// The texts of published files, as written and as read.
fn public<'a>(files: &'a Files, site: &'a Site) -> Vec<Cow<'a, str>> {
    let reader = site.reader();
    let pages = site.pages().iter().map(|page| (&page.text.file, &page.text.passages));
    let notes = reader.notes().into_iter().filter_map(|id| reader.note(id));
    let notes = notes.map(|note| (&note.text.file, &note.text.passages));
    let sources = reader.sources().into_iter().filter_map(|id| reader.source(id));
    let sources = sources.map(|source| (&source.text.file, &source.text.passages));
    let documents: Vec<_> = pages.chain(notes).chain(sources).collect();
    let prose = documents.iter().flat_map(|(_, passages)| passages.iter()).map(|passage| &*passage.text);
    let registers = ["site.yaml", "claimants.yaml", "events.yaml", "places.yaml", "evidence.lock"];
    let registers = registers.iter().filter_map(|name| files.get(&format!("content/{name}")));
    // Not the theme, and no file that is copied: what slips into those is what this search is for.
    let named = documents.iter().filter_map(|(file, _)| files.get(file)).chain(registers);
    let written = named.filter_map(|file| file.text().ok()).map(|(text, _)| match text.contains("<!--") {
        true => Cow::Owned(strip(text).html),
        false => Cow::Borrowed(text),
    });
    prose.map(Cow::Borrowed).chain(written).collect()
}

/// Run of words → the secret that holds it, and where in its text.
type Wanted = BTreeMap<u64, (usize, Range<usize>)>;

/// Whether a run of words may be wanted; nearly always the answer is no, and this says so without a look-up.
struct Filter(Vec<u64>);

impl Filter {
    fn new(wanted: &Wanted) -> Filter {
        let mut bits = vec![0; (wanted.len() * LENGTH / 64 + 64).next_power_of_two()];
        for hash in wanted.keys() {
            let (word, bit) = Filter::place(*hash, bits.len());
            bits[word] |= bit;
        }
        Filter(bits)
    }

    fn may_have(&self, hash: u64) -> bool {
        let (word, bit) = Filter::place(hash, self.0.len());
        self.0[word] & bit != 0
    }

    fn place(hash: u64, words: usize) -> (usize, u64) {
        ((hash >> 6) as usize & (words - 1), 1 << (hash & 63))
    }
}
