//! Sequences of random edits: after each, a rebuild with what was remembered is compared with a first build.

use std::collections::{BTreeMap, BTreeSet};

use onrecord::files::{File, Files};
use onrecord::manuscript::Manuscript;
use onrecord::options::Options;
use rayon::prelude::*;

use super::compare::{Difference, Session, between};
use super::model::{Model, Written};
use super::{edit, shrink, start};
use crate::chance::Chance;
use crate::project::{Built, fixture};

/// Edits in a sequence; after each there is a rebuild.
const EDITS: usize = 12;
/// So many differences of different kinds are made small and told.
const TOLD: usize = 6;

/// A project as it was when it was built.
#[derive(Clone)]
pub struct Moment {
    pub files: Files,
    pub options: Options,
}

/// Where a sequence went wrong: the last moment is the one whose rebuild differs.
struct Failure {
    seed: u64,
    moments: Vec<Moment>,
    difference: Difference,
}

/// What sequences came to.
#[derive(Default)]
pub struct Tally {
    pub builds: usize,
    /// Builds that gave a site.
    pub sites: usize,
    /// Every rule that found something, and how often.
    pub rules: BTreeMap<&'static str, usize>,
    failures: Vec<Failure>,
}

impl Tally {
    fn count(&mut self, built: &Built) {
        self.builds += 1;
        self.sites += usize::from(built.compiled.output.is_some());
        for found in &built.compiled.diagnostics {
            *self.rules.entry(found.rule).or_default() += 1;
        }
    }

    fn and(mut self, other: Tally) -> Tally {
        self.builds += other.builds;
        self.sites += other.sites;
        for (rule, times) in other.rules {
            *self.rules.entry(rule).or_default() += times;
        }
        self.failures.extend(other.failures);
        self
    }

    /// Every sequence that went wrong in a line: what differs, and the files of the edit before.
    pub fn failures(&self) -> Vec<String> {
        let told = |failure: &Failure| {
            let edited = match failure.moments.as_slice() {
                [.., before, after] => shrink::differing(before, after).join(" "),
                _ => "the first build".to_owned(),
            };
            format!("seed {}: {} after {edited}", failure.seed, failure.difference.kind)
        };
        self.failures.iter().map(told).collect()
    }

    /// The differences, made small; none: there are none.
    pub fn report(&self) -> Option<String> {
        let mut kinds: BTreeSet<&str> = BTreeSet::new();
        let first: Vec<&Failure> =
            self.failures.iter().filter(|failure| kinds.insert(&failure.difference.kind)).take(TOLD).collect();
        let told: Vec<String> = first.par_iter().map(|failure| told(failure)).collect();
        (!told.is_empty()).then(|| format!("{} sequences went wrong\n\n{}", self.failures.len(), told.join("\n\n")))
    }
}

fn told(failure: &Failure) -> String {
    let (moments, difference) = shrink::smallest(failure.moments.clone(), &failure.difference);
    let edit = failure.moments.len() - 1;
    format!(
        "seed {}, edit {edit}: {}\n{}\n{}",
        failure.seed,
        difference.kind,
        difference.words,
        shrink::story(&moments)
    )
}

/// Runs the sequences of these seeds, on all cores.
pub fn run(seeds: std::ops::Range<u64>) -> Tally {
    let tally = seeds.into_par_iter().map(sequence).reduce(Tally::default, Tally::and);
    let mut failures = tally.failures;
    failures.sort_by_key(|failure| failure.seed);
    Tally { failures, ..tally }
}

/// One project and its edits, with one memory that is never cleared.
fn sequence(seed: u64) -> Tally {
    let mut chance = Chance::new(seed);
    let mut tally = Tally::default();
    let mut session = Session::default();
    let mut model = first(&mut chance);
    let mut good = model.clone();
    let mut moments: Vec<Moment> = Vec::new();
    for _ in 0..=EDITS {
        let (files, options) = (model.print(), model.options.clone());
        let (warm, cold) = (session.build(&files, &options), Session::default().build(&files, &options));
        moments.push(Moment { files, options });
        tally.count(&cold);
        if let Some(difference) = between(&warm, &cold) {
            tally.failures.push(Failure { seed, moments, difference });
            return tally;
        }
        let is_site = cold.compiled.output.is_some();
        match () {
            // Most faults are mended before the next edit; others stay, and more is edited around them.
            () if !is_site && chance.happens(3, 4) => model = good.clone(),
            () if chance.happens(1, 12) => put_lock(&mut model, &warm.compiled.manuscript),
            () => {
                good = if is_site { model.clone() } else { good };
                for _ in 0..chance.between(1, 2) {
                    edit::edit(&mut model, &mut chance);
                }
            }
        }
    }
    tally
}

/// What a sequence begins with: a project that grew, or the fixture that holds everything, as bytes.
fn first(chance: &mut Chance) -> Model {
    let mut model = match chance.happens(1, 16) {
        true => {
            let files = fixture("complete");
            let files = files.iter().map(|file| (file.path.to_string(), Written::Bytes(file.bytes.to_vec()))).collect();
            Model { files, ..Model::default() }
        }
        false => grown(chance),
    };
    model.options.preview = chance.happens(1, 4);
    let paths: Vec<String> = model.files.keys().cloned().collect();
    model.desk = (0..4).filter_map(|_| chance.any(&paths).cloned()).collect();
    model
}

/// A project without errors, if one grows in a few attempts, each more modest; every other one has a lock.
fn grown(chance: &mut Chance) -> Model {
    let mut model = Model::default();
    for most in [80, 60, 40, 20, 10, 0] {
        model = start::project(chance, most);
        let built = Session::default().build(&model.print(), &model.options);
        if built.compiled.output.is_some() {
            if chance.happens(1, 2) {
                put_lock(&mut model, &built.compiled.manuscript);
            }
            break;
        }
    }
    model
}

/// Writes the lock as `onrecord lock` does: not at all, where that would lose something.
fn put_lock(model: &mut Model, manuscript: &Manuscript) {
    if let Ok(relocked) = onrecord::relock::relock(manuscript) {
        let text = relocked.lock.to_text().into_bytes();
        model.files.insert("content/evidence.lock".to_owned(), Written::Bytes(text));
    }
}

/// Takes a file out of a project, or changes its text, at every moment.
pub fn changed(moments: &[Moment], path: &str, change: impl Fn(&str) -> Option<String>) -> Vec<Moment> {
    let change_one = |moment: &Moment| {
        let mut moment = moment.clone();
        if let Some(file) = moment.files.remove(path)
            && let Some(text) = change(&String::from_utf8_lossy(&file.bytes))
        {
            moment.files.insert(File::new(path, text.into_bytes()));
        }
        moment
    };
    moments.iter().map(change_one).collect()
}
