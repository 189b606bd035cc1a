//! A quotation is not word for word in its source.

use crate::diagnostic::{Diagnostic, Rule};
use crate::original::{beside, place};
use crate::quotation::{Kind, Miss};

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-not-in-source", include_str!("quote_not_in_source.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some((miss, explanation)) = finding.refused() else { return };
    let (source, said) = (finding.source(), explanation.sentence());
    let (message, label, help) = match &explanation.kind {
        // Other rules tell of these.
        Kind::BoundaryCut | Kind::WrongSource { .. } | Kind::MixedRendering { .. } => return,
        Kind::NumberAltered | Kind::NegationAltered => return,
        Kind::EditedTooFar if matches!(miss, Miss::HiddenNegation { .. }) => return,
        // The source has the words, but elsewhere than the line says.
        Kind::Verified if matches!(miss, Miss::AcrossStruck { .. }) => {
            let message = format!("lines were struck from {source} between these words");
            let label = match miss {
                Miss::AcrossStruck { start, end } => {
                    finding.in_capture(*start..*end, "somewhere here lines are missing")
                }
                _ => None,
            };
            (message, label, "quote the parts one by one, or mark what is left out with `…`".to_owned())
        }
        Kind::Verified => {
            let (id, excerpt) = (&finding.quotation.source, finding.quotation.inside.as_deref().unwrap_or_default());
            let message = format!("these words are not in the excerpt `{excerpt}` of `{id}`");
            let label = match miss {
                Miss::OutsideExcerpt { start, end, .. } => finding.in_capture(*start..*end, "the words stand here"),
                _ => None,
            };
            (message, label, format!("cite `@{id}` without `#{excerpt}`, or quote words of the excerpt"))
        }
        Kind::EditedTooFar => {
            let message = format!("this quotation leaves out or puts in too much of {source}");
            (message, finding.nearest(), format!("{said}; quote the parts one by one"))
        }
        Kind::NameAltered
        | Kind::HedgeAltered
        | Kind::Spelling
        | Kind::Punctuation
        | Kind::OtherWords
        | Kind::Missing => {
            let kept = place(&finding.quotation.words, &beside(&finding.witness.source, &finding.manuscript.captures));
            let help = kept.unwrap_or_else(|| format!("{said}; quote the source's own words"));
            (format!("these words are not in {source}"), finding.nearest(), help)
        }
    };
    found.push(finding.report(&RULE, message).labels(label).help(help));
}
