//! Why quotations are refused: all words of the project are asked whether these come from there.

use std::sync::{Arc, OnceLock};

use crate::manuscript::Manuscript;
use crate::memo::Memo;
use crate::quotation::{Capture, Explanation, explain};
use crate::verified::{Verified, Witness};

/// Everything that explaining looks at besides the refusal.
#[derive(Debug, Default, PartialEq, Eq)]
struct Around {
    witnesses: Vec<Witness>,
    /// Proper names of the project: a changed one weighs more than another word.
    names: Vec<String>,
}

impl Around {
    fn of(manuscript: &Manuscript) -> Around {
        let claimants = manuscript.claimants.entries.iter().flat_map(|entry| entry.aliases.iter().chain([&entry.name]));
        let places = manuscript.places.entries.iter().flat_map(|entry| entry.variants.iter().chain([&entry.name]));
        let witnesses = manuscript.sources.iter().map(|source| Witness::new(source, manuscript));
        Around { witnesses: witnesses.collect(), names: claimants.chain(places).cloned().collect() }
    }

    /// The words of every source that has them, by its id.
    fn captures(&self) -> Vec<(&str, Capture)> {
        let words = |witness: &'_ Witness| witness.testimony().1.map(|testimony| testimony.capture);
        self.witnesses.iter().filter_map(|witness| Some((witness.source.id.as_str(), words(witness)?))).collect()
    }
}

/// A source's explanations are remembered while it is verified as it was and, if it has any, all around is the same.
#[derive(Default)]
pub struct ExplanationMemo {
    around: Arc<Around>,
    explained: Memo<(Arc<Verified>, Option<Arc<Around>>), Arc<Vec<Explanation>>>,
}

/// For each source the explanations of what it refuses, in the order of its quotations.
pub fn explanations(
    verified: &[Arc<Verified>],
    manuscript: &Manuscript,
    memo: &mut ExplanationMemo,
) -> Vec<Arc<Vec<Explanation>>> {
    if verified.iter().any(|verified| verified.refuses()) {
        let around = Around::of(manuscript);
        if *memo.around != around {
            memo.around = Arc::new(around);
        }
    }
    let around = &memo.around;
    let captures = OnceLock::new();
    memo.explained.all(
        verified,
        |verified| {
            let around = verified.refuses().then(|| Arc::clone(around));
            (&verified.cited.witness.source.file, (Arc::clone(verified), around))
        },
        |verified| {
            let explained = match verified.refuses() {
                true => explain_all(verified, captures.get_or_init(|| around.captures()), &around.names),
                false => Vec::new(),
            };
            Arc::new(explained)
        },
    )
}

fn explain_all(verified: &Verified, captures: &[(&str, Capture)], names: &[String]) -> Vec<Explanation> {
    let witness = &verified.cited.witness;
    let Some(own) = witness.testimony().1 else { return Vec::new() };
    let others = captures.iter().filter(|(id, _)| *id != witness.source.id);
    let others: Vec<(&str, &Capture)> = others.map(|(id, capture)| (*id, capture)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let refused = verified.uneven.iter().filter(|(_, outcome)| outcome.is_err());
    refused.map(|(quotation, _)| explain(&quotation.words, &own.capture, &others, &names)).collect()
}
