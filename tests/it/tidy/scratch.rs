//! The test of the tests: each way around a ban is tried on a small crate, and its clean twin.

use super::tree::Tree;
use super::{failing, markup, order, world};

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
    (
        "src/check.rs",
        "macro_rules! rules { ($list:ident: [$($rule:ident,)+]) => { $(pub mod $rule; pub use $rule::$rule;)+ } } rules! { LIST: [few, many,] }",
    ),
    ("src/check/few.rs", ""),
    ("src/check/many.rs", "use super::few; pub struct Many;"),
    ("src/render.rs", "pub mod page; pub struct Page; pub fn render() {}"),
    ("src/render/page.rs", ""),
    ("src/edge.rs", "pub mod read; pub use std::fs as disk;"),
    ("src/edge/read.rs", "pub fn read() -> String { std::fs::read_to_string(\"a\").unwrap_or_default() }"),
];

pub type Check = fn(&Tree) -> Vec<String>;

/// A file of the small crate with these words is refused, and with those it passes.
pub struct Hole {
    pub check: Check,
    pub file: &'static str,
    pub refused: &'static [&'static str],
    pub passed: &'static [&'static str],
}

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
    for hole in [order::HOLES, world::HOLES, failing::HOLES, markup::HOLES].into_iter().flatten() {
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
    files.remove("src/site.rs");
    assert_eq!(Tree::new(&files).faults, ["src/lib.rs: the file of `mod site` is not where its name says"]);
}
