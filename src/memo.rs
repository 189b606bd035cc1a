//! Remembers the results of pure functions, by what they read.
//!
//! A function whose results are remembered is a plain `fn`, which can capture nothing, and it is given three things:
//!
//! * an **item**, and what is **common** to all items: both are hashed whole, and the hash is the entry's key;
//! * a [`Reader`] of a [`World`]. The world's fields are private. What is asked goes through a question of
//!   [`questions!`], where the question, the record of it and the check of the record are one line: none can be
//!   forgotten, and asking for what is not there is recorded like anything else.
//!
//! So a remembered result is right while its key is the same and each question that it asked has the same answer. It
//! rests on three conditions: a type's `Hash` covers everything that a reader of the type can reach (derived, or the
//! digest of the file that it was parsed from); two things with one [`Print`] are the same (128 bits of XXH3); and the
//! remembered `fn` is pure. Questions are sorted into chapters; a chapter whose print is as it was has the same answers,
//! so that a round in which little changed compares little. A question is kept once, with the print of its answer, however
//! many results asked it, and is checked once a round. An entry that a round does not ask for is forgotten at the end of
//! that round, and with it what nobody else asked: memory follows the project, not the session. A run after which there is no
//! other keeps nothing at all: no prints are made for it, and no questions written down.

#![warn(missing_docs)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3Default;

use crate::files::FileId;
use crate::watch::{On, Watch};

/// By which a value is known again within one run; equal values have equal prints.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Print(u128);

impl Print {
    /// Of one value, through its `Hash`.
    pub fn of(value: &(impl Hash + ?Sized)) -> Print {
        let mut hasher = Xxh3Default::new();
        value.hash(&mut hasher);
        Print(hasher.digest128())
    }

    /// Of several values in order.
    pub fn of_all(values: impl IntoIterator<Item = impl Hash>) -> Print {
        let mut hasher = Xxh3Default::new();
        let count = values.into_iter().fold(0, |count: usize, value| {
            value.hash(&mut hasher);
            count + 1
        });
        count.hash(&mut hasher);
        Print(hasher.digest128())
    }
}

/// A value with its print, made once, when it is first asked for: a run that remembers nothing asks for none.
#[derive(Debug, Default)]
pub struct Printed<T>(Arc<Sealed<T>>);

/// What cannot change any more.
#[derive(Debug, Default)]
struct Sealed<T> {
    print: OnceLock<Print>,
    value: T,
}

impl<T: Hash> Printed<T> {
    /// Seals a value; from here on it cannot change.
    pub fn new(value: T) -> Printed<T> {
        Printed(Arc::new(Sealed { print: OnceLock::new(), value }))
    }
}

impl<T: Clone> Printed<T> {
    /// The value by itself.
    pub fn take(self) -> T {
        match Arc::try_unwrap(self.0) {
            Ok(sealed) => sealed.value,
            Err(shared) => shared.value.clone(),
        }
    }
}

impl<T> Clone for Printed<T> {
    fn clone(&self) -> Printed<T> {
        Printed(Arc::clone(&self.0))
    }
}

impl<T> Deref for Printed<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: Hash> Hash for Printed<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.print.get_or_init(|| Print::of(&self.0.value)).hash(state);
    }
}

/// What a remembered function may ask about. [`questions!`] implements it.
pub trait World: Sync + Sized {
    /// One question with its arguments.
    type Ask: Hash + Send + Sync;
    /// What only the world's own module can make.
    type Key;
    /// The names of all questions: `Site.source`.
    const QUESTIONS: &'static [&'static str];
    /// The name of the question that is asked.
    fn name(ask: &Self::Ask) -> &'static str;
    /// The chapter that an answer is taken from: an index into [`World::chapters`].
    fn chapter(ask: &Self::Ask) -> usize;
    /// The print of the answer as it is now.
    fn answer(&self, ask: &Self::Ask) -> Print;
    /// The prints of all chapters.
    fn chapters(&self) -> &[Print];
}

/// Asks a world, and records each question.
pub struct Reader<'w, W: World> {
    world: &'w W,
    /// None: nobody wants to know what was asked.
    seen: Option<RefCell<Vec<W::Ask>>>,
    forgets: Option<&'static str>,
    watch: Watch,
}

impl<'w, W: World> Reader<'w, W> {
    /// A reader for those who remember nothing.
    pub fn new(world: &'w W) -> Reader<'w, W> {
        Reader { world, seen: None, forgets: None, watch: Watch::default() }
    }

    /// What tells how long something takes; no answer depends on it.
    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// Answers one question. Only the module of the world's [`questions!`] has the key that this takes.
    pub fn look<T>(&self, _: W::Key, ask: impl FnOnce() -> W::Ask, find: impl FnOnce(&'w W) -> T) -> T {
        if let Some(seen) = &self.seen {
            let ask = ask();
            if self.forgets.is_none_or(|name| W::name(&ask) != name) {
                seen.borrow_mut().push(ask);
            }
        }
        find(self.world)
    }

    /// Each question once, by its print.
    fn record(self) -> Vec<(Print, W::Ask)> {
        let asked = self.seen.map(RefCell::into_inner).unwrap_or_default();
        let mut seen: Vec<_> = asked.into_iter().map(|ask| (Print::of(&ask), ask)).collect();
        seen.sort_unstable_by_key(|(print, _)| *print);
        seen.dedup_by_key(|(print, _)| *print);
        seen
    }
}

/// A world without anything to ask, for functions that read their item alone.
pub struct Nothing;

impl World for Nothing {
    type Ask = ();
    type Key = ();
    const QUESTIONS: &'static [&'static str] = &[];

    fn name(_: &()) -> &'static str {
        ""
    }

    fn chapter(_: &()) -> usize {
        0
    }

    fn answer(&self, _: &()) -> Print {
        Print::default()
    }

    fn chapters(&self) -> &[Print] {
        &[]
    }
}

/// What is remembered of one function, by what it may ask.
#[derive(Debug)]
pub struct Memo<A, V> {
    /// In the order in which the last round asked.
    entries: Vec<Remembered<V>>,
    asked: Asked<A>,
    /// The world's chapters in the last round, with which all entries agree.
    chapters: Vec<Print>,
    /// It is for one run: there is no next one that would ask again, and nothing is printed, recorded or kept.
    once: bool,
    forgets: Option<&'static str>,
    watch: Watch,
}

#[derive(Debug)]
struct Remembered<V> {
    name: FileId,
    key: Print,
    /// The chapters of what was seen, a bit for each.
    of: u64,
    /// The numbers of what was asked.
    seen: Box<[u32]>,
    /// None only while it is being made.
    value: Option<V>,
}

impl<A, V> Default for Memo<A, V> {
    fn default() -> Memo<A, V> {
        Memo {
            entries: Vec::new(),
            asked: Asked::default(),
            chapters: Vec::new(),
            once: false,
            forgets: None,
            watch: Watch::default(),
        }
    }
}

/// So few results are made one after the other: to part them among threads would take longer.
const FEW: usize = 4;

impl<A: Hash + Send + Sync, V: Clone + Send> Memo<A, V> {
    /// The result for every item, in order: remembered where it is right, else made, in parallel.
    pub fn all<T: Hash + Sync, C: Hash + Sync, W: World<Ask = A>>(
        &mut self,
        world: &W,
        common: &C,
        items: &[T],
        name: fn(&T) -> &FileId,
        make: fn(&T, &C, &Reader<W>) -> V,
    ) -> Vec<V> {
        if self.once {
            let make = |item: &T| {
                let reader = Reader { watch: self.watch.clone(), ..Reader::new(world) };
                self.watch.run(On::File, name(item), || make(item, common, &reader))
            };
            return match items.len() {
                0..FEW => items.iter().map(make).collect(),
                _ => items.par_iter().map(make).collect(),
            };
        }
        let changed = self.changed(world.chapters());
        self.chapters = world.chapters().to_vec();
        let stale = self.asked.stale(world, changed);
        let is_right =
            |entry: &Remembered<V>| entry.of & changed == 0 || !entry.seen.iter().any(|number| stale[*number as usize]);
        let common_print = Print::of(common);
        let mut old = Old::new(std::mem::take(&mut self.entries));
        let mut missing: Vec<usize> = Vec::new();
        self.entries.reserve(items.len());
        for (index, item) in items.iter().enumerate() {
            let (name, key) = (name(item), Print::of(&(common_print, item)));
            match old.take(name, |entry| entry.key == key && is_right(entry)) {
                Some(entry) => self.entries.push(entry),
                None => {
                    missing.push(index);
                    self.entries.push(Remembered {
                        name: Arc::clone(name),
                        key,
                        of: 0,
                        seen: Box::default(),
                        value: None,
                    });
                }
            }
        }
        old.entries.into_iter().flatten().for_each(|entry| self.asked.release(&entry.seen));
        let (forgets, watch, asked) = (self.forgets, self.watch.clone(), Mutex::new(&mut self.asked));
        let renew = |index: usize| {
            let reader = Reader { seen: Some(RefCell::default()), forgets, watch: watch.clone(), ..Reader::new(world) };
            let item = &items[index];
            let value = watch.run(On::File, name(item), || make(item, common, &reader));
            let record = reader.record();
            let of = record.iter().fold(0, |of, (_, ask)| of | 1 << W::chapter(ask));
            let seen = asked.lock().unwrap_or_else(PoisonError::into_inner).number(world, record);
            (index, of, seen, value)
        };
        let made: Vec<_> = match missing.len() {
            0..FEW => missing.into_iter().map(renew).collect(),
            _ => missing.into_par_iter().map(renew).collect(),
        };
        for (index, of, seen, value) in made {
            let entry = &mut self.entries[index];
            (entry.of, entry.seen, entry.value) = (of, seen, Some(value));
        }
        self.entries.iter().filter_map(|entry| entry.value.clone()).collect()
    }

    /// The same where there is one item.
    pub fn one<T: Hash + Sync, C: Hash + Sync, W: World<Ask = A>>(
        &mut self,
        world: &W,
        common: &C,
        item: T,
        make: fn(&T, &C, &Reader<W>) -> V,
    ) -> Option<V> {
        // The name of no file: nobody is told of it.
        static NAME: LazyLock<FileId> = LazyLock::new(|| FileId::from(""));
        self.all(world, common, &[item], |_| &NAME, make).pop()
    }

    /// Makes it one for a single run.
    pub fn for_once(&mut self) {
        self.once = true;
    }

    /// Has it told how long each result takes.
    pub fn watch(&mut self, watch: &Watch) {
        self.watch = watch.clone();
    }

    /// What tells how long something takes.
    pub fn watched(&self) -> &Watch {
        &self.watch
    }

    /// For the test of the tests: leaves the record of one question out.
    pub fn forget(&mut self, question: &'static str) {
        self.forgets = Some(question);
    }

    /// The chapters that are not as they were in the last round, a bit for each.
    fn changed(&self, chapters: &[Print]) -> u64 {
        let differs = |index: &usize| self.chapters.get(*index) != chapters.get(*index);
        (0..chapters.len()).filter(differs).fold(0, |changed, index| changed | 1 << index)
    }
}

/// Everything that a memo's entries asked: a question is kept once, with the print of its answer in the last round, and is
/// known to the entries by its number.
#[derive(Debug)]
struct Asked<A> {
    questions: Vec<Question<A>>,
    /// By the question's print.
    numbers: BTreeMap<Print, u32>,
    /// The numbers that nobody uses any more.
    free: Vec<u32>,
}

#[derive(Debug)]
struct Question<A> {
    ask: A,
    answer: Print,
    /// How many entries asked it; 0: it is forgotten, and its number is free.
    uses: u32,
}

impl<A> Default for Asked<A> {
    fn default() -> Asked<A> {
        Asked { questions: Vec::new(), numbers: BTreeMap::new(), free: Vec::new() }
    }
}

impl<A: Hash> Asked<A> {
    /// Of each question whether its answer is another than it was.
    fn stale<W: World<Ask = A>>(&self, world: &W, changed: u64) -> Vec<bool> {
        let is_stale = |question: &Question<A>| {
            let may_be = question.uses > 0 && (changed >> W::chapter(&question.ask)) & 1 == 1;
            may_be && world.answer(&question.ask) != question.answer
        };
        self.questions.iter().map(is_stale).collect()
    }

    /// The numbers of what an entry asked. What others asked before it in this round or kept has the answer of this round.
    fn number<W: World<Ask = A>>(&mut self, world: &W, record: Vec<(Print, A)>) -> Box<[u32]> {
        let number = |(print, ask): (Print, A)| {
            let number = *self.numbers.entry(print).or_insert_with(|| {
                let question = Question { answer: world.answer(&ask), ask, uses: 0 };
                match self.free.pop() {
                    Some(number) => {
                        self.questions[number as usize] = question;
                        number
                    }
                    None => {
                        self.questions.push(question);
                        self.questions.len() as u32 - 1
                    }
                }
            });
            self.questions[number as usize].uses += 1;
            number
        };
        record.into_iter().map(number).collect()
    }

    /// An entry that asked these is gone.
    fn release(&mut self, seen: &[u32]) {
        for number in seen {
            let question = &mut self.questions[*number as usize];
            question.uses -= 1;
            if question.uses == 0 {
                self.numbers.remove(&Print::of(&question.ask));
                self.free.push(*number);
            }
        }
    }
}

/// The last round's entries. Mostly they are asked for in the order they lie in; a name out of order is looked up.
struct Old<V> {
    entries: Vec<Option<Remembered<V>>>,
    next: usize,
    by_name: Option<BTreeMap<FileId, usize>>,
}

impl<V> Old<V> {
    fn new(entries: Vec<Remembered<V>>) -> Old<V> {
        Old { entries: entries.into_iter().map(Some).collect(), next: 0, by_name: None }
    }

    /// The entry of that name, if it is right; what is not taken is gone.
    fn take(&mut self, name: &FileId, is_right: impl Fn(&Remembered<V>) -> bool) -> Option<Remembered<V>> {
        let is_next = matches!(self.entries.get(self.next), Some(Some(entry)) if is_same(&entry.name, name));
        let index = match is_next {
            true => self.next,
            false => {
                let entries = &self.entries;
                let named =
                    |(index, entry): (usize, &Option<Remembered<V>>)| Some((Arc::clone(&entry.as_ref()?.name), index));
                let names = || entries.iter().enumerate().filter_map(named).collect();
                *self.by_name.get_or_insert_with(names).get(name)?
            }
        };
        self.next = index + 1;
        self.entries[index].take_if(|entry| is_right(entry))
    }
}

/// Whether two names are the same; those that are one in memory are not compared.
pub fn is_same(one: &FileId, other: &FileId) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

/// The questions that a world answers. The world is parted into chapters; a chapter is one value, which is hashed whole when
/// the world is made, and its questions are answered from that value and from nothing else. For each question the
/// accessor, its name in the record, and the check of the record are one line. The world keeps the chapters' prints in a
/// field `chapters`; they are made when it is whole and first asked for.
macro_rules! questions {
    (
        $world:ident $(<$life:lifetime>)? as $me:ident asks $Ask:ident;
        $($Chapter:ident($part:ident) = $whole:expr; {
            $($(#[$doc:meta])* $Question:ident = $name:ident($($arg:ident: $key:ty),*) -> $answer:ty { $find:expr })*
        })*
    ) => {
        #[derive(Clone, Copy)]
        enum Chapter { $($Chapter),* }

        /// Opens the world to its questions.
        pub struct Key(());

        /// A question, as it is recorded.
        #[derive(Hash, Debug)]
        pub enum $Ask { $($($Question($($key),*),)*)* }

        impl<'w $(, $life)?> $crate::memo::Reader<'w, $world $(<$life>)?> {
            $($($(#[$doc])* pub fn $name(&self, $($arg: &$key),*) -> $answer {
                self.look(Key(()), || $Ask::$Question($($arg.clone()),*), |world| {
                    let $part = { let $me = world; $whole };
                    $find
                })
            })*)*
        }

        impl $(<$life>)? $crate::memo::World for $world $(<$life>)? {
            type Ask = $Ask;
            type Key = Key;
            const QUESTIONS: &'static [&'static str] =
                &[$($(concat!(stringify!($world), ".", stringify!($name)),)*)*];

            fn name(ask: &$Ask) -> &'static str {
                match ask { $($($Ask::$Question(..) => concat!(stringify!($world), ".", stringify!($name)),)*)* }
            }

            fn chapter(ask: &$Ask) -> usize {
                match ask { $($($Ask::$Question(..) => Chapter::$Chapter as usize,)*)* }
            }

            fn answer(&self, ask: &$Ask) -> $crate::memo::Print {
                match ask { $($($Ask::$Question($($arg),*) => {
                    let $part = { let $me = self; $whole };
                    $crate::memo::Print::of(&$find)
                })*)* }
            }

            fn chapters(&self) -> &[$crate::memo::Print] {
                self.chapters.get_or_init(|| vec![$({ let $me = self; $crate::memo::Print::of(&$whole) }),*])
            }
        }
    };
}
pub(crate) use questions;

/// A structure of memos, which can all be made to forget together.
macro_rules! memos {
    ($(#[$doc:meta])* $see:vis struct $name:ident { $($(#[$of:meta])* $field_see:vis $field:ident: $memo:ty,)* }) => {
        $(#[$doc])*
        #[derive(Default)]
        $see struct $name { $($(#[$of])* $field_see $field: $memo,)* }

        impl $name {
            /// For the test of the tests: leaves the record of one question out of every memo.
            pub fn forget(&mut self, question: &'static str) {
                $(self.$field.forget(question);)*
            }

            /// Makes every memo one for a single run.
            pub fn for_once(&mut self) {
                $(self.$field.for_once();)*
            }

            /// Has every memo tell how long its results take.
            pub fn watch(&mut self, watch: &$crate::watch::Watch) {
                $(self.$field.watch(watch);)*
            }
        }
    };
}
pub(crate) use memos;
