//! A lock as files of any version have it. In a clone it is a stranger's file, so it is read by the parser of authored files,
//! within bounds.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use super::{LockedQuotation, LockedSource, OMISSION};
use crate::quotation::{Cut, MatchClass};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    #[serde(default)]
    sources: BTreeMap<String, WrittenSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSource {
    capture: String,
    #[serde(default)]
    sketch: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    digest: String,
    #[serde(default)]
    quotations: BTreeMap<String, WrittenQuotation>,
}

/// Version 1 had the class in words, for readers, and did not count segments; digests and what was cut off
/// the words came with version 3.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenQuotation {
    class: MatchClass,
    words: Option<IgnoredAny>,
    segments: Option<usize>,
    start: usize,
    end: usize,
    exact: String,
    prefix: String,
    suffix: String,
    #[serde(default)]
    fragment: String,
    sentence: Option<Vec<Cut>>,
    #[serde(default)]
    digest: String,
}

/// Reads a lock: its version, and what it says of each source. The error is the byte where it shows.
pub(super) fn read(text: &str) -> Result<(u32, BTreeMap<String, LockedSource>), usize> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: 16, max_nodes: 20_000_000, max_events: 50_000_000, max_anchors: 0 },
        with_snippet: false,
    };
    let written: Written = serde_saphyr::from_str_with_options(text, options).map_err(|error| {
        let characters = error.location().map_or(0, |location| location.span().offset() as usize);
        text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at)
    })?;
    let entries = written.sources.values().flat_map(|source| source.quotations.values());
    if written.version > 1 && entries.clone().any(|entry| entry.words.is_some()) {
        return Err(text.find("words:").unwrap_or(0));
    }
    let sources = written.sources.into_iter().map(|(id, source)| (id, source.into())).collect();
    Ok((written.version, sources))
}

impl From<WrittenSource> for LockedSource {
    fn from(source: WrittenSource) -> LockedSource {
        let WrittenSource { capture, sketch, text, digest, quotations } = source;
        let quotations = quotations.into_iter().map(|(key, entry)| (key, entry.into())).collect();
        LockedSource { capture, sketch, text, digest, quotations }
    }
}

impl From<WrittenQuotation> for LockedQuotation {
    fn from(entry: WrittenQuotation) -> LockedQuotation {
        let WrittenQuotation {
            class,
            words: _,
            segments,
            start,
            end,
            exact,
            prefix,
            suffix,
            fragment,
            sentence,
            digest,
        } = entry;
        // Words that nothing was left out of are as long as their place.
        let is_whole = exact.chars().count() == end.saturating_sub(start);
        let counted = if is_whole || !digest.is_empty() { 1 } else { exact.matches(OMISSION).count() + 1 };
        let segments = segments.unwrap_or(counted);
        LockedQuotation { class, segments, start, end, exact, prefix, suffix, fragment, sentence, digest }
    }
}
