//! Remembers the results of pure functions by what they were made from.
//!
//! A remembered result is right when its key is equal, so a key must hold everything the function reads. An entry that a
//! round does not ask for is forgotten at the end of that round: memory follows the project, not the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::FileId;

/// Name → (key, result): at most one remembered result a name.
#[derive(Debug)]
pub struct Memo<K, V> {
    entries: BTreeMap<FileId, (K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo { entries: BTreeMap::new() }
    }
}

impl<K: PartialEq + Send, V: Clone + Send> Memo<K, V> {
    /// The result for every item, in order: remembered where name and key are as before, else made, in parallel.
    pub fn all<T: Send>(
        &mut self,
        items: Vec<T>,
        name_and_key: impl Fn(&T) -> (FileId, K),
        make: impl Fn(&T) -> V + Sync,
    ) -> Vec<V> {
        let mut results: Vec<(FileId, K, Option<V>)> = Vec::with_capacity(items.len());
        let mut missing: Vec<(usize, T)> = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let (name, key) = name_and_key(&item);
            let known = self.entries.get(&name).filter(|(old, _)| *old == key).map(|(_, value)| value.clone());
            if known.is_none() {
                missing.push((index, item));
            }
            results.push((name, key, known));
        }
        let fresh = missing.len();
        let made: Vec<(usize, V)> = match fresh {
            0..4 => missing.iter().map(|(index, item)| (*index, make(item))).collect(),
            _ => missing.into_par_iter().map(|(index, item)| (index, make(&item))).collect(),
        };
        for (index, value) in made {
            results[index].2 = Some(value);
        }
        let unchanged = fresh == 0 && results.len() == self.entries.len();
        let mut values = Vec::with_capacity(results.len());
        let mut changed = Vec::new();
        for (name, key, value) in results {
            if let Some(value) = value {
                values.push(value.clone());
                if !unchanged {
                    changed.push((name, (key, value)));
                }
            }
        }
        if !unchanged {
            self.entries = changed.into_iter().collect();
        }
        values
    }
}

/// A remembered value behind a pointer: equal pointers are equal values.
pub fn same<T: ?Sized>(one: &Arc<T>, other: &Arc<T>) -> bool {
    Arc::ptr_eq(one, other)
}
