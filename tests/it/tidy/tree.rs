//! The crate as its files say it: modules in the order of their `mod` lines, what each defines, and where a path leads.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

use super::mentions::{Binding, Kind, Mention, Mentions, attributes_of, for_tests};

/// A module: a file, or a `mod` with its text in place.
#[derive(Default)]
pub struct Module {
    /// `["parse", "body"]`; empty for the crate.
    pub path: Vec<String>,
    pub file: String,
    pub parent: Option<usize>,
    /// Its modules in the order of their `mod` lines; those of tests are left out.
    pub children: Vec<usize>,
    pub items: Vec<Item>,
    /// The names that its `use` lines bring, and the modules whose names they bring whole.
    imports: Vec<Binding>,
    globs: Vec<Vec<String>>,
}

/// What a module defines under one name, with its `impl` blocks there; without a name, what a macro makes.
#[derive(Default)]
pub struct Item {
    pub name: Option<String>,
    pub mentions: Mentions,
    /// A `use` line of the module: it mentions, and defines nothing.
    pub is_use: bool,
}

/// Where a path leads.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Target {
    Module(usize),
    /// A name that a module defines; none is everything in it.
    Item(usize, Option<String>),
    /// Out of the crate: `std::fs::read`.
    Outside(Vec<String>),
}

/// Where a module lies.
struct Spot<'a> {
    file: &'a str,
    /// The folder of the modules in it.
    folder: &'a str,
    parent: Option<usize>,
    path: Vec<String>,
}

#[derive(Default)]
pub struct Tree {
    pub modules: Vec<Module>,
    pub faults: Vec<String>,
}

impl Tree {
    /// Reads the files from `src/lib.rs` on; `src/main.rs` is a module of its own that nobody can name.
    pub fn new(files: &BTreeMap<String, String>) -> Tree {
        let mut tree = Tree::default();
        for root in ["src/lib.rs", "src/main.rs"] {
            if files.contains_key(root) {
                tree.read(files, Spot { file: root, folder: "src", parent: None, path: Vec::new() });
            }
        }
        let read: BTreeSet<&str> = tree.modules.iter().map(|module| module.file.as_str()).collect();
        let strangers = files.keys().filter(|file| !read.contains(file.as_str()) && !file.ends_with("/tests.rs"));
        let strangers: Vec<String> =
            strangers.map(|file| format!("{file} belongs to no module of src/lib.rs")).collect();
        tree.faults.extend(strangers);
        tree
    }

    fn read(&mut self, files: &BTreeMap<String, String>, spot: Spot) -> usize {
        match syn::parse_file(&files[spot.file]) {
            Ok(parsed) => self.module(files, spot, &parsed.items),
            Err(error) => {
                self.faults.push(format!("{}: {error}", spot.file));
                self.module(files, spot, &[])
            }
        }
    }

    fn module(&mut self, files: &BTreeMap<String, String>, spot: Spot, items: &[syn::Item]) -> usize {
        let Spot { file, folder, parent, path } = spot;
        let own = self.modules.len();
        self.modules.push(Module { path, file: file.to_owned(), parent, ..Module::default() });
        for item in items.iter().filter(|item| !attributes_of(item).is_some_and(for_tests)) {
            let inner = match item {
                syn::Item::Mod(inner) => inner,
                other => {
                    self.modules[own].define(other);
                    for name in declared(other, items) {
                        self.child(files, folder, own, &name, None);
                    }
                    continue;
                }
            };
            let content = inner.content.as_ref().map(|(_, items)| &items[..]);
            if !self.child(files, folder, own, &inner.ident.to_string(), content) {
                self.faults.push(format!("{file}: the file of `mod {}` is not where its name says", inner.ident));
            }
        }
        own
    }

    /// Reads a module of `own`; false if there is none of that name.
    fn child(
        &mut self,
        files: &BTreeMap<String, String>,
        folder: &str,
        own: usize,
        name: &str,
        content: Option<&[syn::Item]>,
    ) -> bool {
        let path = [self.modules[own].path.clone(), vec![name.to_owned()]].concat();
        let below = format!("{folder}/{name}");
        let there =
            [format!("{below}.rs"), format!("{below}/mod.rs")].into_iter().find(|file| files.contains_key(file));
        let child = match (content, there) {
            (Some(items), _) => {
                let file = self.modules[own].file.clone();
                self.module(files, Spot { file: &file, folder: &below, parent: Some(own), path }, items)
            }
            (None, Some(there)) => self.read(files, Spot { file: &there, folder: &below, parent: Some(own), path }),
            (None, None) => return false,
        };
        self.modules[own].children.push(child);
        true
    }

    /// The module in the crate's first row that it belongs to: `parse`, for `parse::body`.
    pub fn room(&self, module: usize) -> &str {
        match self.modules[module].path.first() {
            Some(room) => room,
            None if self.modules[module].file.ends_with("main.rs") => "main",
            None => "lib",
        }
    }

    /// From a module up to the crate.
    pub fn line(&self, module: usize) -> Vec<usize> {
        let mut line: Vec<usize> = std::iter::successors(Some(module), |at| self.modules[*at].parent).collect();
        line.reverse();
        line
    }

    /// Where a mention in an item leads. A path can lead to several things: a module and a function of one name.
    pub fn leads(&self, module: usize, item: &Item, mention: &Mention) -> Vec<Target> {
        let found = match mention.kind {
            Kind::Method => Vec::new(),
            Kind::Macro => self.resolve(module, &item.mentions.bindings, &mention.segments, true, 0),
            Kind::Glob => {
                let found = self.resolve(module, &item.mentions.bindings, &mention.segments, true, 0);
                let whole = |target| match target {
                    Target::Module(module) => Target::Item(module, None),
                    other => other,
                };
                return found.into_iter().map(whole).collect();
            }
            Kind::Use => self.resolve(module, &[], &mention.segments, true, 0),
            Kind::Path => {
                let is_long = mention.segments.len() > 1;
                self.resolve(module, &item.mentions.bindings, &mention.segments, is_long, 0)
            }
        };
        // A module alone is no value and no type: what has its name is something else.
        let alone = mention.segments.len() == 1 && mention.kind != Kind::Use;
        found.into_iter().filter(|target| !(alone && matches!(target, Target::Module(_)))).collect()
    }

    /// `may_leave`: a first name that nobody here knows is another crate's.
    fn resolve(&self, module: usize, local: &[Binding], path: &[String], may_leave: bool, depth: usize) -> Vec<Target> {
        let Some((first, rest)) = path.split_first() else { return vec![Target::Module(module)] };
        // Names that lead in a circle lead nowhere; rustc says so.
        if depth > 24 {
            return Vec::new();
        }
        let starts = match first.as_str() {
            "crate" => vec![Target::Module(self.line(module)[0])],
            "self" => vec![Target::Module(module)],
            "super" => self.modules[module].parent.map(Target::Module).into_iter().collect(),
            name => {
                let bound = local.iter().filter(|binding| binding.name == name && binding.segments != path);
                let mut found: Vec<Target> =
                    bound.flat_map(|binding| self.resolve(module, &[], &binding.segments, true, depth + 1)).collect();
                if found.is_empty() {
                    found = self.named(module, name, Some(path), depth + 1);
                }
                if found.is_empty() && may_leave && name.starts_with(char::is_lowercase) && !is_primitive(name) {
                    found.push(Target::Outside(vec![standard(name)]));
                }
                found
            }
        };
        led(starts, rest).into_iter().flat_map(|start| self.walk(start, rest, depth + 1)).collect()
    }

    fn walk(&self, start: Target, rest: &[String], depth: usize) -> Vec<Target> {
        match (start, rest.split_first()) {
            (Target::Outside(path), _) => vec![Target::Outside([path, rest.to_vec()].concat())],
            (Target::Module(module), Some((name, rest))) if name == "self" => {
                self.walk(Target::Module(module), rest, depth)
            }
            (Target::Module(module), Some((name, rest))) if name == "super" => {
                let parent = self.modules[module].parent.map(Target::Module);
                parent.into_iter().flat_map(|parent| self.walk(parent, rest, depth + 1)).collect()
            }
            (Target::Module(module), Some((name, rest))) => {
                let mut found = self.named(module, name, None, depth + 1);
                if found.is_empty() {
                    // What a macro defines there is not seen here.
                    found.push(Target::Item(module, Some(name.clone())));
                }
                led(found, rest).into_iter().flat_map(|target| self.walk(target, rest, depth + 1)).collect()
            }
            (target, _) => vec![target],
        }
    }

    /// What a name means in a module. `within` is the path that asks: a `use` of that very path is no answer to it.
    fn named(&self, module: usize, name: &str, within: Option<&[String]>, depth: usize) -> Vec<Target> {
        if depth > 24 {
            return Vec::new();
        }
        let here = &self.modules[module];
        let child =
            here.children.iter().filter(|child| self.modules[**child].path.last().is_some_and(|last| last == name));
        let mut found: Vec<Target> = child.map(|child| Target::Module(*child)).collect();
        if here.items.iter().any(|item| item.name.as_deref() == Some(name)) {
            found.push(Target::Item(module, Some(name.to_owned())));
        }
        let imports = here.imports.iter().filter(|import| import.name == name && within != Some(&import.segments[..]));
        for import in imports {
            found.extend(self.resolve(module, &[], &import.segments, true, depth + 1));
        }
        if found.is_empty() {
            for glob in &here.globs {
                for target in self.resolve(module, &[], glob, true, depth + 1) {
                    if let Target::Module(there) = target
                        && there != module
                    {
                        found.extend(self.named(there, name, None, depth + 1));
                    }
                }
            }
        }
        found.sort();
        found.dedup();
        found
    }
}

impl Module {
    fn define(&mut self, item: &syn::Item) {
        let mut mentions = Mentions::default();
        mentions.visit_item(item);
        let is_use = matches!(item, syn::Item::Use(_));
        if is_use {
            self.imports.append(&mut mentions.bindings);
            let globs = mentions.all.iter().filter(|mention| mention.kind == Kind::Glob);
            self.globs.extend(globs.map(|glob| glob.segments.clone()));
        }
        self.items.push(Item { name: name_of(item), mentions, is_use });
    }
}

/// The names in a macro of the same file that declares modules: `rules! { bad_date, bad_id }`.
fn declared(item: &syn::Item, items: &[syn::Item]) -> Vec<String> {
    let syn::Item::Macro(invoked) = item else { return Vec::new() };
    let declares = |other: &syn::Item| match other {
        syn::Item::Macro(macro_rules) if macro_rules.ident.is_some() => {
            invoked.mac.path.get_ident() == macro_rules.ident.as_ref()
                && macro_rules.mac.tokens.to_string().contains("mod $")
        }
        _ => false,
    };
    if invoked.ident.is_some() || !items.iter().any(declares) {
        return Vec::new();
    }
    names(invoked.mac.tokens.clone())
}

fn names(tokens: TokenStream) -> Vec<String> {
    let names = tokens.into_iter().flat_map(|token| match token {
        TokenTree::Ident(name) => vec![name.to_string()],
        TokenTree::Group(group) => names(group.stream()),
        _ => Vec::new(),
    });
    names.collect()
}

/// An `impl` belongs to the name of its type.
fn name_of(item: &syn::Item) -> Option<String> {
    use syn::Item::*;
    let ident = match item {
        Const(item) => &item.ident,
        Enum(item) => &item.ident,
        Fn(item) => &item.sig.ident,
        Static(item) => &item.ident,
        Struct(item) => &item.ident,
        Trait(item) => &item.ident,
        TraitAlias(item) => &item.ident,
        Type(item) => &item.ident,
        Union(item) => &item.ident,
        Macro(item) => item.ident.as_ref()?,
        Impl(item) => match &*item.self_ty {
            syn::Type::Path(path) if path.path.segments.len() == 1 => &path.path.segments[0].ident,
            _ => return None,
        },
        _ => return None,
    };
    Some(ident.to_string())
}

/// Where a function has a module's name, only the module has names below it.
fn led(mut found: Vec<Target>, rest: &[String]) -> Vec<Target> {
    if !rest.is_empty() && found.iter().any(|target| matches!(target, Target::Module(_))) {
        found.retain(|target| !matches!(target, Target::Item(..)));
    }
    found
}

/// `core` and `alloc` are parts of `std`.
fn standard(name: &str) -> String {
    if matches!(name, "core" | "alloc") { "std".to_owned() } else { name.to_owned() }
}

fn is_primitive(name: &str) -> bool {
    matches!(name, "str" | "char" | "bool" | "f32" | "f64" | "usize" | "isize")
        || name.strip_prefix(['u', 'i']).is_some_and(|width| width.parse::<u8>().is_ok())
}
