//! A claim denies what none of its evidence denies, or states what all of it denies.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::prose::sentences;
use crate::reading::{Lexicon, Said, read};
use crate::site::Site;
use crate::stems::Stems;
use crate::uttered::{Backing, Made, Uttered, language_of};

pub const RULE: Rule = Rule::warning("polarity-differs", include_str!("polarity_differs.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for made in uttered.made.iter().filter(|made| made.is_read() && made.supports().next().is_some()) {
        // Most claims deny nothing, and most evidence does not.
        let denies_nothing = |said: &Said| said.negation.is_none() && !said.has_denial;
        let lines = || made.supports().filter(|backing| backing.line.quotation.is_some());
        if denies_nothing(&made.said) && lines().any(|backing| denies_nothing(&backing.said)) {
            continue;
        }
        let nearest: Vec<Said> = lines().map(|backing| nearest_sentence(made, backing, uttered)).collect();
        if nearest.is_empty() {
            continue;
        }
        let denies = |said: &Said| said.negation.is_some() || said.has_denial;
        let file = &uttered.page.text.file;
        let words = &made.marker.text.words;
        let own = made.said.negation.clone();
        if let Some(range) =
            own.clone().filter(|range| !made.said.has_denial && !is_of_telling(words, range, &uttered.page.language))
        {
            if !nearest.iter().any(denies) && !made.supports().any(|backing| backing.said.negation.is_some()) {
                let message = format!(
                    "the claim `{}` says `{}`, and none of its evidence does",
                    made.claim.label,
                    made.words(&range)
                );
                let diagnostic = Diagnostic::new(&RULE, file, made.span_of(&range), message)
                    .help("quote the words that deny it, or say what the source says");
                found.push(diagnostic);
            }
            continue;
        }
        let states = own.is_none() && !made.said.has_denial;
        if states && nearest.iter().all(|said| said.negation.is_some()) {
            let message = format!("the claim `{}` states what its evidence denies", made.claim.label);
            let diagnostic = Diagnostic::new(&RULE, file, made.span_of(&(0..words.len())), message)
                .help("look for the `not`, `no` or `never` of the source, and repeat it");
            found.push(diagnostic);
        }
    }
}

/// The sentence of a quotation that has most words in common with a claim, read.
fn nearest_sentence(made: &Made, backing: &Backing, uttered: &Uttered) -> Said {
    let words = backing.line.quotation.as_deref().unwrap_or_default();
    let language = language_of(backing, uttered);
    let parts = sentences(words, &language);
    if parts.len() < 2 {
        return backing.said.clone();
    }
    let own = Stems::of(&made.marker.text.words);
    let shared = |part: &std::ops::Range<usize>| Stems::of(words.get(part.clone()).unwrap_or_default()).shared(&own);
    let best = parts.into_iter().rev().max_by_key(shared).unwrap_or(0..words.len());
    read(words.get(best).unwrap_or_default(), &language)
}

/// Whether a negation is of what a report tells: "the report does not say", "without naming anybody".
fn is_of_telling(words: &str, negation: &std::ops::Range<usize>, language: &str) -> bool {
    let Some(lexicon) = Lexicon::of(language) else { return false };
    let after = words.get(negation.end..).unwrap_or_default();
    let next = after.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    next.take(4).any(|word| lexicon.words.tellings.contains(&word.to_lowercase()))
}
