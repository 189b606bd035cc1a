//! A number in a claim's words occurs in none of the words that it rests on.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::Marker;
use crate::quantity::{Number, mentions};
use crate::site::{Claim, Page};

use super::Subject;
use super::claim_uncited::source_of;

pub const RULE: Rule = Rule::error("number-not-in-evidence", include_str!("number_not_in_evidence.md"));

pub fn check(page: &Page, subject: &Subject, found: &mut Vec<Diagnostic>) {
    for (marker, used) in page.text.body.markers.iter().zip(&page.markers) {
        let Some((index, _)) = used.claim else { continue };
        let Some(claim) = page.claims.get(index) else { continue };
        // Evidence that could not be found may hold the number.
        if !claim.is_whole {
            continue;
        }
        let about = page.text.claims.iter().find(|about| about.label.value == claim.label);
        if about.is_some_and(|about| about.computed.is_some()) {
            continue;
        }
        claim_numbers(page, claim, marker, subject, found);
    }
}

fn claim_numbers(page: &Page, claim: &Claim, marker: &Marker, subject: &Subject, found: &mut Vec<Diagnostic>) {
    let stated: Vec<_> =
        mentions(&marker.words).into_iter().filter(|m| m.kind.is_quantity() && m.vague.is_none()).collect();
    if stated.is_empty() {
        return;
    }
    let mut known: BTreeSet<Number> = BTreeSet::new();
    for evidence in &claim.evidence {
        for words in evidence.quotation.iter().chain(&evidence.locator) {
            known.extend(mentions(words).into_iter().map(|mention| mention.value));
        }
        let source = subject.site.sources.get(&evidence.source);
        let excerpt = source.and_then(|source| source.excerpt(evidence.excerpt.as_ref()?));
        for figure in excerpt.iter().flat_map(|excerpt| &excerpt.text.figures) {
            known.extend(figure.value.value.numbers.iter().copied());
        }
    }
    for mention in stated {
        if known.contains(&mention.value) || mention.value <= Number::ONE {
            continue;
        }
        let written = &marker.words[mention.span.clone()];
        let span = place(page, marker, &mention.span);
        let message = format!("the claim `{}` says `{written}`, and none of its evidence does", claim.label);
        let numbers: Vec<String> = known.iter().take(8).map(|number| format!("`{number}`")).collect();
        let help = match numbers.is_empty() {
            true => "quote words that hold the number, or take it out of the sentence".to_owned(),
            false => format!(
                "its evidence has {}; a number that you computed is declared with `computed:`",
                numbers.join(", ")
            ),
        };
        found.push(Diagnostic::new(&RULE, &page.text.file, span, message).help(help));
    }
}

/// Where a stretch of the marker's words stands in the file.
fn place(page: &Page, marker: &Marker, range: &std::ops::Range<usize>) -> crate::files::Span {
    let prose = page.text.body.prose.iter().find(|prose| {
        prose.span.start <= marker.extent.start
            && marker.extent.end <= prose.span.end
            && prose.text.contains(&marker.words)
    });
    match prose.and_then(|prose| Some((prose, prose.text.find(&marker.words)?))) {
        Some((prose, at)) => source_of(prose, &(at + range.start..at + range.end)),
        None => marker.extent,
    }
}
