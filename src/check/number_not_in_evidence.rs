//! A number in a claim's words occurs in none of the words that it rests on.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript;
use crate::memo::Reader;
use crate::quantity::{Computation, Mention, Number, mentions};
use crate::site::{Claim, Marker, Page, Site};

pub const RULE: Rule = Rule::error("number-not-in-evidence", include_str!("number_not_in_evidence.md"));

pub fn check(page: &Page, site: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    for marker in page.markers() {
        let Some(claim) = marker.claim.and_then(|used| page.claims.list.get(used.claim)) else { continue };
        // Evidence that could not be found may hold the number.
        if !claim.is_whole {
            continue;
        }
        claim_numbers(page, claim, marker, site, found);
    }
}

fn claim_numbers(page: &Page, claim: &Claim, marker: &Marker, site: &Reader<Site>, found: &mut Vec<Diagnostic>) {
    let written = &marker.text;
    let in_words = stated(&written.words).map(|mention| (mention.value, Some(mention.span)));
    let in_directives = marker.printed.iter().flat_map(|words| stated(words)).map(|mention| (mention.value, None));
    let numbers: Vec<(Number, Option<Range<usize>>)> = in_words.chain(in_directives).collect();
    if numbers.is_empty() {
        return;
    }
    let known = known(claim, site);
    let computed = computed(page, claim, &known, found);
    for (number, range) in numbers {
        if known.contains(&number) || computed.as_ref().is_some_and(|computed| computed.gives(number)) {
            continue;
        }
        let said = range.as_ref().map_or_else(|| number.to_string(), |range| written.words[range.clone()].to_owned());
        let span = range.map_or(written.extent, |range| place(page, written, &range));
        let message = format!("the claim `{}` says `{said}`, and none of its evidence does", claim.label);
        let known: Vec<String> = known.iter().take(8).map(|number| format!("`{number}`")).collect();
        let help = match known.is_empty() {
            true => "quote words that hold the number, or take it out of the sentence".to_owned(),
            false => {
                format!(
                    "its evidence has {}; a number that you computed is declared with `computed:`",
                    known.join(", ")
                )
            }
        };
        found.push(Diagnostic::new(&RULE, &page.text.file, span, message).help(help));
    }
}

/// The numbers that words state. The word "one" counts nothing more often than not.
fn stated(words: &str) -> impl Iterator<Item = Mention> {
    let is_digit = |mention: &Mention| words[mention.span.clone()].contains(|c: char| c.is_ascii_digit());
    let is_counted = |mention: &Mention| {
        mention.kind.is_quantity() && mention.vague.is_none() && (mention.value > Number::ONE || is_digit(mention))
    };
    mentions(words).into_iter().filter(is_counted).collect::<Vec<_>>().into_iter()
}

/// The numbers of the claim's evidence.
fn known(claim: &Claim, site: &Reader<Site>) -> BTreeSet<Number> {
    let mut known: BTreeSet<Number> = BTreeSet::new();
    for evidence in &claim.evidence {
        known.extend(evidence.quotation.iter().flat_map(|words| mentions(words)).map(|mention| mention.value));
        let source = site.source(&evidence.source);
        let excerpt = source.and_then(|source| source.excerpt(evidence.excerpt.as_ref()?.as_str()));
        for figure in excerpt.iter().flat_map(|excerpt| &excerpt.text.figures) {
            known.extend(figure.value.value.numbers.iter().copied());
        }
    }
    known
}

/// What the author worked out, from numbers of the evidence.
fn computed(page: &Page, claim: &Claim, known: &BTreeSet<Number>, found: &mut Vec<Diagnostic>) -> Option<Computation> {
    let about = page.text.claims.iter().find(|about| about.label.value == claim.label)?;
    let text = about.computed.as_ref()?;
    let mut report = |message: String, help: &str| {
        found.push(Diagnostic::new(&RULE, &page.text.file, text.span, message).help(help));
    };
    let Some(computation) = Computation::parse(text) else {
        report(
            format!("`{}` is not how a number is worked out", text.value),
            "write the numbers of the evidence and what was done with them, such as `9 + 2`",
        );
        return None;
    };
    for number in computation.numbers.iter().filter(|number| !known.contains(number)) {
        let message =
            format!("the claim `{}` is worked out from `{number}`, and none of its evidence says that", claim.label);
        report(message, "cite the words that hold the number");
    }
    Some(computation)
}

/// Where a stretch of the marker's words stands in the file.
fn place(page: &Page, marker: &manuscript::MarkerText, range: &std::ops::Range<usize>) -> crate::files::Span {
    let prose = page.text.passages.prose().find(|prose| {
        prose.span.start <= marker.extent.start
            && marker.extent.end <= prose.span.end
            && prose.text.contains(marker.words.as_str())
    });
    match prose.and_then(|prose| Some((prose, prose.text.find(marker.words.as_str())?))) {
        Some((prose, at)) => prose.source_of(&(at + range.start..at + range.end)),
        None => marker.extent,
    }
}
