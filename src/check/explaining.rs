//! Why quotations are refused: all words of the project are asked whether these come from there.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use crate::manuscript::Manuscript;
use crate::memo::{Memo, Nothing, Printed};
use crate::quotation::{Capture, Explanation, explain};
use crate::verified::{Verified, Witness};

/// Everything that explaining looks at besides the refusal.
#[derive(Debug, Default)]
struct Around {
    witnesses: Vec<Witness>,
    /// Proper names of the project: a changed one weighs more than another word.
    names: Vec<String>,
    /// The words of every source that has them, by its id; read when they are asked for.
    captures: OnceLock<Vec<(String, Capture)>>,
}

impl Hash for Around {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.witnesses, &self.names).hash(state);
    }
}

impl Around {
    fn of(manuscript: &Manuscript) -> Around {
        let claimants = manuscript.claimants.entries.iter().flat_map(|entry| entry.aliases.iter().chain([&entry.name]));
        let places = manuscript.places.entries.iter().flat_map(|entry| entry.variants.iter().chain([&entry.name]));
        let witnesses = manuscript.sources.iter().map(|source| Witness::new(source, manuscript));
        let names = claimants.chain(places).map(ToString::to_string).collect();
        Around { witnesses: witnesses.collect(), names, captures: OnceLock::new() }
    }

    fn captures(&self) -> &[(String, Capture)] {
        let words = |witness: &Witness| Some((witness.source.id.clone(), witness.testimony().1?.capture));
        self.captures.get_or_init(|| self.witnesses.iter().filter_map(words).collect())
    }
}

/// A source's explanations are remembered while it is verified as it was and, if it has any, all around is the same.
pub type ExplanationMemo = Memo<(), Arc<Vec<Explanation>>>;

/// For each source the explanations of what it refuses, in the order of its quotations.
pub fn explanations(
    verified: &[Printed<Verified>],
    manuscript: &Manuscript,
    memo: &mut ExplanationMemo,
) -> Vec<Arc<Vec<Explanation>>> {
    let refuses = verified.iter().any(|verified| verified.refuses());
    let around = refuses.then(|| Printed::new(Around::of(manuscript)));
    let items: Vec<(&Printed<Verified>, Option<&Printed<Around>>)> =
        verified.iter().map(|verified| (verified, around.as_ref().filter(|_| verified.refuses()))).collect();
    memo.all(
        &Nothing,
        &(),
        &items,
        |item| &item.0.cited.witness.source.file,
        |(verified, around), (), _| Arc::new(around.map(|around| explain_all(verified, around)).unwrap_or_default()),
    )
}

fn explain_all(verified: &Verified, around: &Around) -> Vec<Explanation> {
    let witness = &verified.cited.witness;
    let Some(own) = witness.testimony().1 else { return Vec::new() };
    let others = around.captures().iter().filter(|(id, _)| *id != witness.source.id);
    let others: Vec<(&str, &Capture)> = others.map(|(id, capture)| (id.as_str(), capture)).collect();
    let names: Vec<&str> = around.names.iter().map(String::as_str).collect();
    let refused = verified.uneven.iter().filter(|(_, outcome)| outcome.is_err());
    refused.map(|(quotation, _)| explain(&quotation.words, &own.capture, &others, &names)).collect()
}
