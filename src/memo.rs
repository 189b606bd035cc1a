//! Remembers the results of pure functions by what they were made from.
//!
//! A remembered result is right when its key is equal, so a key must hold everything the function reads. An entry that a
//! round does not ask for is forgotten at the end of that round: memory follows the project, not the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::files::FileId;

/// Name → (key, result), in the order in which the last round asked.
#[derive(Debug)]
pub struct Memo<K, V> {
    entries: Vec<Entry<K, V>>,
}

#[derive(Debug)]
struct Entry<K, V> {
    name: FileId,
    key: K,
    /// None only while it is being made.
    value: Option<V>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Memo<K, V> {
        Memo { entries: Vec::new() }
    }
}

impl<K: PartialEq + Send, V: Clone + Send> Memo<K, V> {
    /// The result for every item, in order: remembered where name and key are as before, else made, in parallel.
    pub fn all<T: Sync>(
        &mut self,
        items: &[T],
        name_and_key: impl for<'t> Fn(&'t T) -> (&'t FileId, K),
        make: impl Fn(&T) -> V + Sync,
    ) -> Vec<V> {
        self.renewed(items, name_and_key, |item, _| make(item))
    }

    /// The same, where the making may look at what was remembered under another key.
    pub fn renewed<T: Sync>(
        &mut self,
        items: &[T],
        name_and_key: impl for<'t> Fn(&'t T) -> (&'t FileId, K),
        make: impl Fn(&T, Option<V>) -> V + Sync,
    ) -> Vec<V> {
        let mut old = Old::new(std::mem::take(&mut self.entries));
        let mut missing: Vec<(usize, Option<V>)> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let (name, key) = name_and_key(item);
            match old.take(name) {
                Some(entry) if entry.key == key => self.entries.push(entry),
                other => {
                    missing.push((index, other.and_then(|entry| entry.value)));
                    self.entries.push(Entry { name: Arc::clone(name), key, value: None });
                }
            }
        }
        let renew = |(index, known): (usize, Option<V>)| (index, make(&items[index], known));
        let made: Vec<(usize, V)> = match missing.len() {
            0..4 => missing.into_iter().map(renew).collect(),
            _ => missing.into_par_iter().map(renew).collect(),
        };
        for (index, value) in made {
            self.entries[index].value = Some(value);
        }
        self.entries.iter().filter_map(|entry| entry.value.clone()).collect()
    }
}

/// The last round's entries. Mostly they are asked for in the order they lie in; a name out of order is looked up.
struct Old<K, V> {
    entries: Vec<Option<Entry<K, V>>>,
    next: usize,
    by_name: Option<BTreeMap<FileId, usize>>,
}

impl<K, V> Old<K, V> {
    fn new(entries: Vec<Entry<K, V>>) -> Old<K, V> {
        Old { entries: entries.into_iter().map(Some).collect(), next: 0, by_name: None }
    }

    fn take(&mut self, name: &FileId) -> Option<Entry<K, V>> {
        let is_next = matches!(self.entries.get(self.next), Some(Some(entry)) if is_same(&entry.name, name));
        let index = match is_next {
            true => self.next,
            false => {
                let entries = &self.entries;
                let names = || {
                    entries
                        .iter()
                        .enumerate()
                        .filter_map(|(index, entry)| Some((Arc::clone(&entry.as_ref()?.name), index)))
                };
                *self.by_name.get_or_insert_with(|| names().collect()).get(name)?
            }
        };
        self.next = index + 1;
        self.entries[index].take()
    }
}

/// One remembered result.
#[derive(Debug)]
pub struct Once<K, V>(Option<(K, V)>);

impl<K, V> Default for Once<K, V> {
    fn default() -> Once<K, V> {
        Once(None)
    }
}

impl<K: PartialEq, V: Clone> Once<K, V> {
    /// The remembered result where the key is as before, else a new one.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        match &self.0 {
            Some((known, value)) if *known == key => value.clone(),
            _ => {
                let value = make();
                self.0 = Some((key, value.clone()));
                value
            }
        }
    }
}

/// Whether two names are the same; those that are one in memory are not compared.
pub fn is_same(one: &FileId, other: &FileId) -> bool {
    Arc::ptr_eq(one, other) || one == other
}
