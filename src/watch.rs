//! What a run spends its time on, for those who hold a clock. The core holds none: it is given one, or none.

#![warn(missing_docs)]

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What time is spent on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum On {
    /// One file: it is read, checked or rendered.
    File,
    /// One rule, wherever it looked.
    Rule,
}

/// Tells the time since some beginning.
pub type Now = dyn Fn() -> Duration + Send + Sync;

/// Adds up what is spent; one without a clock measures nothing, at no cost.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<Held>>);

struct Held {
    now: Box<Now>,
    spent: Mutex<BTreeMap<(On, String), Duration>>,
}

impl Watch {
    /// A watch that reads a clock.
    pub fn new(now: Box<Now>) -> Watch {
        Watch(Some(Arc::new(Held { now, spent: Mutex::default() })))
    }

    /// Does some work, and notes how long it took.
    pub fn run<T>(&self, on: On, name: &str, work: impl FnOnce() -> T) -> T {
        let Some(held) = self.0.as_ref().filter(|_| !name.is_empty()) else { return work() };
        let start = (held.now)();
        let made = work();
        let taken = (held.now)().saturating_sub(start);
        let mut spent = held.spent.lock().unwrap_or_else(PoisonError::into_inner);
        *spent.entry((on, name.to_owned())).or_default() += taken;
        made
    }

    /// What took longest, the longest first.
    pub fn longest(&self, on: On, count: usize) -> Vec<(String, Duration)> {
        let Some(held) = &self.0 else { return Vec::new() };
        let spent = held.spent.lock().unwrap_or_else(PoisonError::into_inner);
        let of_kind = spent.iter().filter(|((kind, _), _)| *kind == on);
        let mut list: Vec<(String, Duration)> = of_kind.map(|((_, name), taken)| (name.clone(), *taken)).collect();
        list.sort_by_key(|(_, taken)| std::cmp::Reverse(*taken));
        list.truncate(count);
        list
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(if self.0.is_some() { "Watch(running)" } else { "Watch(idle)" })
    }
}
