//! The test of the tests: each way around a ban is tried on a small crate, and its clean twin.

use super::tree::Tree;
use super::{failing, order, world};

/// The small crate. `names` stands above `links` in `resolve`, and `resolve` above `render`.
const CRATE: &[(&str, &str)] = &[
    (
        "src/lib.rs",
        "pub mod files; pub mod vocabulary; pub mod site; pub mod parse; pub mod resolve; pub mod check; pub mod render; pub mod edge;",
    ),
    ("src/files.rs", "pub struct Files; pub struct Hash;"),
    ("src/vocabulary.rs", "macro_rules! vocabulary { ($name:ident) => { pub struct $name; } } vocabulary!(Grade);"),
    ("src/site.rs", "pub use crate::files::Files as Known; pub struct Site;"),
    ("src/parse.rs", "mod text; pub mod body; pub use body::*; pub fn parse() {}"),
    ("src/parse/text.rs", ""),
    ("src/parse/body.rs", "pub mod inline; pub struct Prose;"),
    ("src/parse/body/inline.rs", ""),
    (
        "src/resolve.rs",
        "mod names; mod links; pub use links::Link; pub fn names() { links::links() } pub struct Plain; pub struct Linked(Link);
         pub struct Late(Linked); pub enum Kept { One } impl Kept { fn links() { links::links() } }",
    ),
    ("src/resolve/names.rs", "pub struct Name;"),
    ("src/resolve/links.rs", "pub struct Link; pub fn links() {}"),
    ("src/check.rs", ""),
    ("src/render.rs", "pub mod page; pub struct Page; pub fn render() {}"),
    ("src/render/page.rs", ""),
    ("src/edge.rs", "pub mod read; pub use std::fs as disk;"),
    ("src/edge/read.rs", "pub fn read() -> String { std::fs::read_to_string(\"a\").unwrap_or_default() }"),
];

type Check = fn(&Tree) -> Vec<String>;

/// A file of the small crate with these words is refused, and with those it passes.
struct Hole {
    check: Check,
    file: &'static str,
    refused: &'static [&'static str],
    passed: &'static [&'static str],
}

const HOLES: &[Hole] = &[
    Hole {
        check: order::uses_of_later,
        file: "src/parse/body/inline.rs",
        refused: &[
            "use crate::render;",
            "use crate::{site::{Site}, render};",
            "use crate::{files::{self, Files}, render::{page, Page}};",
            "fn f() { super::super::super::render::render() }",
            "use super::super::super as up; fn f() { up::render::render() }",
            "use self::super::super::super::render::render;",
            "use super::{super::{super::{render::Page}}};",
            "fn f(page: &crate::render::Page) {}",
            "fn f(page: Vec<Option<crate::render::Page>>) {}",
            "fn f<T: crate::edge::Read>(of: T) {}",
            "fn f(x: u8) { match x { crate::render::LIMIT => {} _ => {} } }",
            "fn f() { let _ = format!(\"{}\", crate::render::render()); }",
            "fn f() { let _ = vec![(1, [crate::{render}::render()])]; }",
            "macro_rules! page { () => { $crate::render::Page } }",
            "fn f() { crate::render::shout!(1); }",
            "use crate::render::*;",
            "fn f() { use crate as all; all::render::render() }",
            "#[derive(Serialize)] struct S { #[serde(with = \"crate::render::page\")] page: u8 }",
            "#[command(value_parser = crate::render::render)] struct S;",
            "impl From<crate::render::Page> for u8 { fn from(_: crate::render::Page) -> u8 { 1 } }",
            "const X: usize = std::mem::size_of::<crate::render::Page>();",
            "use crate::resolve::Link;",
        ],
        passed: &[
            "use crate::{site::{Site}, files};",
            "fn f() -> super::super::super::files::Files { crate::site::Known }",
            "use crate::vocabulary::Grade; use super::Prose;",
            "// crate::render\nfn f() -> &'static str { \"crate::render\" }",
            "/// See [`crate::render`].\nfn f() {}",
            "#[cfg(test)] mod tests { use crate::render; }",
            "#[cfg(test)] use crate::render;",
            "fn f(render: u8) -> u8 { render }",
            "use crate::files::*; fn f(_: Hash) {}",
        ],
    },
    Hole {
        check: order::uses_of_later,
        file: "src/resolve/names.rs",
        refused: &[
            "use super::links;",
            "use super::Link;",
            "use super::links::Link;",
            "use crate::resolve::Link;",
            "use super::{Plain, Link};",
            "use super::Linked;",
            "use super::Late;",
            "use super::Kept;",
            "use super::*;",
            "fn f() { let _ = format!(\"{:?}\", super::Late); }",
            "fn f() { crate::resolve::links::links() }",
        ],
        passed: &[
            "use super::Plain;",
            "use crate::resolve::Plain; use crate::site::Known;",
            "fn f() -> super::Plain { super::Plain }",
        ],
    },
    Hole {
        check: order::uses_of_later,
        file: "src/parse/text.rs",
        refused: &["use super::Prose;", "use crate::parse::{Prose};", "fn f() -> super::inline::Prose {}"],
        passed: &["use super::parse; use crate::files::Files;"],
    },
    Hole {
        check: order::uses_of_later,
        file: "src/resolve/links.rs",
        refused: &["use super::Kept;", "use super::{super::check, names};"],
        passed: &["use super::names::Name; pub struct Link; pub fn links() {}"],
    },
    Hole {
        check: order::meetings_of_stages,
        file: "src/render/page.rs",
        refused: &[
            "use crate::parse;",
            "use crate::{files, parse::body::Prose};",
            "use super::super::resolve::Plain;",
            "fn f() { let _ = vec![crate::check::x()]; }",
        ],
        passed: &[
            "use super::Page; use crate::render::render; use crate::site::Site;",
            "#[cfg(test)] mod tests { use crate::parse; }",
        ],
    },
    Hole {
        check: world::touches,
        file: "src/site.rs",
        refused: &[
            "use std::fs;",
            "use std::{fs};",
            "use std::{cmp::{self}, fs::{self as disk}};",
            "use std::fs as disk;",
            "use std as s; fn f() { s::fs::read(\"a\"); }",
            "extern crate std as s;",
            "use std::*;",
            "use ::std::fs;",
            "fn f() { ::std::fs::read(\"a\"); }",
            "fn f() { crate::edge::disk::read(\"a\"); }",
            "use super::edge::disk;",
            "use std::path::Path; fn f(path: &Path) -> bool { path.is_dir() }",
            "fn f(path: &std::path::Path) {}",
            "fn f(path: impl AsPath) -> bool { path.exists() }",
            "fn f(path: impl AsPath) -> bool { path.is_file() }",
            "fn f(path: impl AsPath) { path.metadata(); }",
            "fn f(path: impl AsPath) { path.canonicalize(); }",
            "fn f(path: impl AsPath) { path.read_dir(); }",
            "fn f(path: impl AsPath) { path.read_link(); }",
            "fn f(path: impl AsPath) { path.try_exists(); }",
            "fn f(path: impl AsPath) { format!(\"{}\", path.is_dir()); }",
            "fn f() { ureq::get(\"a\"); }",
            "use notify::Watcher;",
            "fn f() { walkdir::WalkDir::new(\"a\"); }",
            "use {walkdir as folders};",
            "fn f() { std::io::stdin(); }",
            "use std::io::{self}; fn f() { io::stdout(); }",
            "fn f() { let _ = writeln!(std::io::stderr(), \"a\"); }",
            "use std::net::TcpListener;",
            "fn f() { std::thread::sleep(D); }",
            "use std::thread; fn f() { thread::spawn(g); }",
            "fn f() { rayon::spawn(g); }",
            "use std::time::Instant;",
            "use std::time::{Duration, SystemTime};",
            "fn f(start: Clock) { start.elapsed(); }",
            "fn f() { jiff::Zoned::now(); }",
            "use jiff::Timestamp; fn f() { Timestamp::now(); }",
            "fn f() -> u8 { rand::random() }",
            "fn f() { getrandom::fill(b); }",
            "use std::env;",
            "fn f() -> Option<String> { std::env::var(\"HOME\").ok() }",
            "fn f() -> &'static str { env!(\"HOME\") }",
            "fn f() -> &'static str { env!(\"CARGO_MANIFEST_DIR\") }",
            "fn f() -> Option<&'static str> { option_env!(\"HOME\") }",
            "fn f() { std::process::exit(1); }",
            "use std::process::Command;",
            "fn f() { print!(\"a\"); }",
            "fn f() { std::println!(\"a\"); }",
            "fn f() { eprint!(\"a\"); }",
            concat!("fn f() { matches!(db", "g!(1), 1); }"),
            "use std::eprintln as tell; fn f() { tell!(\"a\"); }",
            "use std::collections::HashMap;",
            "use std::collections::{BTreeMap, HashSet as Set};",
            "use std::collections as kept; fn f() -> kept::HashMap<u8, u8> { kept::HashMap::new() }",
            "use std::collections::*;",
            "use std::hash::RandomState;",
            "use hashbrown::HashMap;",
            "fn f() -> &'static [u8] { include_bytes!(\"a.bin\") }",
            "fn f() -> &'static str { include_str!(\"/etc/hostname\") }",
            "fn f() -> u8 { include!(\"a.rs\") }",
            "fn f() { syntect::highlighting::ThemeSet::load_from_folder(\"a\"); }",
            "fn f() { syntect::parsing::SyntaxSet::load_from_folder(\"a\"); }",
            "fn f(tera: &mut tera::Tera) { tera.add_template_file(\"a\", None); }",
            "#[cfg(not(test))] fn f() { std::process::abort(); }",
        ],
        passed: &[
            "use std::{fmt, cmp::Ordering}; use std::collections::{BTreeMap, BTreeSet};",
            "fn f(files: &crate::files::Files) -> bool { files.contains(\"a\") }",
            "// std::fs\nfn f() -> &'static str { \"std::fs, println!\" }",
            "fn f() -> &'static str { env!(\"CARGO_PKG_VERSION\") }",
            "fn f() -> &'static str { include_str!(\"a.md\") }",
            "use jiff::civil::Date; use std::time::Duration;",
            "fn f() { let fs = 1; let env = vec![fs]; }",
            "fn f() -> serde_json::Value { serde_json::json!({\"std::fs\": u8::MAX}) }",
            "#[cfg(test)] mod tests { use std::fs; }",
            "macro_rules! own { ($name:ident) => { $name::parse() } } fn f() { own!(u8) }",
            "fn f(text: &mut String) { use std::fmt::Write; let _ = write!(text, \"a\"); }",
        ],
    },
    Hole {
        check: world::touches,
        file: "src/edge/read.rs",
        refused: &[
            "use std::collections::HashMap as Map;",
            "fn f() { println!(\"a\"); }",
            "fn f() -> &'static str { env!(\"HOME\") }",
        ],
        passed: &[
            "use std::fs; use std::path::Path; fn f(path: &Path) -> bool { path.is_dir() && walkdir::WalkDir::new(path) }",
        ],
    },
    Hole {
        check: failing::failures,
        file: "src/site.rs",
        refused: &[
            "fn f(x: Option<u8>) -> u8 { x.unwrap() }",
            "fn f(x: Option<u8>) -> u8 { x\n.unwrap ( ) }",
            "fn f(x: Option<u8>) -> u8 { x.expect(\"a\") }",
            "fn f(x: Result<u8, u8>) -> u8 { x.unwrap_err() }",
            "fn f(x: Option<u8>) -> String { format!(\"{}\", x.unwrap()) }",
            "fn f(x: Option<Option<u8>>) { x.map(Option::unwrap); }",
            "fn f() { panic!(\"a\") }",
            "fn f() { std::panic!(\"a\") }",
            "fn f() { unreachable!() }",
            "use core::unreachable as never; fn f() { never!() }",
            "fn f() { unimplemented!() }",
            concat!("fn f() { to", "do!() }"),
            "fn f(x: u8) { assert!(x > 1); }",
            "fn f(x: u8) { assert_eq!(x, 1); }",
            "fn f(x: u8) { if x > 1 { vec![assert_ne!(x, 1)]; } }",
            "macro_rules! m { ($x:expr) => { $x.unwrap() } }",
            "fn f() { std::process::abort() }",
            "fn f() { std::panic::panic_any(1) }",
            "#[cfg(test)] mod tests {} fn f(x: Option<u8>) -> u8 { x.unwrap() }",
            "fn f() -> u8 { /* #[cfg(test)] */ None.unwrap() }",
            "#[cfg(any(test, unix))] fn f(x: Option<u8>) -> u8 { x.unwrap() }",
            "impl Site { fn f(x: Option<u8>) -> u8 { x.unwrap() } }",
        ],
        passed: &[
            "fn f(x: Option<u8>) -> u8 { x.unwrap_or_default() }",
            "fn f(x: u8) { debug_assert!(x > 1); }",
            "// x.unwrap()\nfn f() -> &'static str { \"x.unwrap() panic!()\" }",
            "/// ```\n/// x.unwrap()\n/// ```\nfn f() {}",
            "#[cfg(test)] mod tests { fn f(x: Option<u8>) -> u8 { x.unwrap() } }",
            "#[cfg(test)] fn f(x: Option<u8>) -> u8 { x.unwrap() }",
            "impl Site { #[cfg(test)] fn f(x: Option<u8>) -> u8 { x.unwrap() } }",
            "#[test] fn f() { assert_eq!(1, 1); }",
        ],
    },
];

fn faults(check: Check, file: &str, words: Option<&str>) -> Vec<String> {
    let small = CRATE.iter().map(|(path, text)| {
        let text = words.filter(|_| *path == file).unwrap_or(text);
        ((*path).to_owned(), text.to_owned())
    });
    let tree = Tree::new(&small.collect());
    [tree.faults.clone(), check(&tree)].concat()
}

#[test]
fn every_hole_is_closed() {
    let mut open = Vec::new();
    for hole in HOLES {
        for words in hole.refused {
            let found = faults(hole.check, hole.file, Some(words));
            if !found.iter().any(|fault| fault.starts_with(hole.file)) {
                open.push(format!("{} passes with {words:?}: {found:?}", hole.file));
            }
        }
        for words in hole.passed {
            let found = faults(hole.check, hole.file, Some(words));
            open.extend(found.iter().map(|fault| format!("{words:?} is refused: {fault}")));
        }
        open.extend(faults(hole.check, hole.file, None));
    }
    super::refuse(&open);
}

#[test]
fn a_file_outside_the_tree_is_seen() {
    let mut files: std::collections::BTreeMap<String, String> =
        CRATE.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    files.insert("src/resolve/strange.rs".to_owned(), String::new());
    assert_eq!(Tree::new(&files).faults, ["src/resolve/strange.rs belongs to no module of src/lib.rs"]);
    files.remove("src/resolve/strange.rs");
    files.remove("src/check.rs");
    assert_eq!(Tree::new(&files).faults, ["src/lib.rs: the file of `mod check` is not where its name says"]);
}
