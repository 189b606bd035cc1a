//! The way back: from what is cited to the claims that cite it, and how it bears on them.

use std::collections::BTreeSet;

use crate::vocabulary::Bearing;

/// Claims on which something bears, in their order, each with every way in which it does.
#[derive(Clone, Hash, Debug)]
pub struct Bearings<T>(Vec<(T, Bearing)>);

impl<T> Default for Bearings<T> {
    fn default() -> Bearings<T> {
        Bearings(Vec::new())
    }
}

impl<T: Clone + Ord> Bearings<T> {
    /// Claims come one after the other. What speaks for a claim or against it is no mere context to it.
    pub fn add(&mut self, claim: T, bearing: Bearing) {
        if self.0.last().is_some_and(|(last, how)| *last == claim && *how == Bearing::Context) {
            self.0.pop();
        }
        let mut known = self.0.iter().rev().take_while(|(last, _)| *last == claim);
        if !known.any(|(_, how)| *how == bearing || bearing == Bearing::Context) {
            self.0.push((claim, bearing));
        }
    }

    /// Those on which it bears in one way.
    pub fn of(&self, bearing: Bearing) -> impl Iterator<Item = &T> {
        self.0.iter().filter(move |(_, how)| *how == bearing).map(|(claim, _)| claim)
    }

    /// Each claim once, however it bears on it.
    pub fn claims(&self) -> impl Iterator<Item = &T> {
        self.0.chunk_by(|(one, _), (other, _)| one == other).filter_map(|same| same.first().map(|(claim, _)| claim))
    }

    /// The claims of several things, as if they were one.
    pub fn joined<'a>(all: impl IntoIterator<Item = &'a Bearings<T>>) -> Bearings<T>
    where
        T: 'a,
    {
        let mut every: Vec<&(T, Bearing)> = all.into_iter().flat_map(|one| &one.0).collect();
        every.sort();
        let mut joined = Bearings::default();
        every.into_iter().for_each(|(claim, bearing)| joined.add(claim.clone(), *bearing));
        joined
    }

    /// Each claim with each way in which it bears on it.
    pub fn each(&self, mut with: impl FnMut(&T, Bearing)) {
        self.0.iter().for_each(|(claim, how)| with(claim, *how));
    }

    /// Those that are not among others.
    pub fn without(&self, others: &BTreeSet<&T>) -> Bearings<T> {
        Bearings(self.0.iter().filter(|(claim, _)| !others.contains(claim)).cloned().collect())
    }

    /// The first so many, and how many more there are.
    pub fn first(&self, most: usize) -> (Bearings<T>, usize) {
        let shown = self.0.len().min(most);
        (Bearings(self.0[..shown].to_vec()), self.0.len() - shown)
    }
}
