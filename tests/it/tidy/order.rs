//! Files are read in the order of their `mod` lines, and a file uses only what is read before it, by whatever way the name
//! comes: a `use`, a path, a macro, a re-export elsewhere. What a file with modules of its own defines itself is read right
//! after the last of these that the definition (with its `impl` blocks there) uses; before all of them, if it uses none. A
//! method or a field is no use, for whoever has the value was allowed its type; and tests may use everything.
//!
//! So there is no circle, in the crate or in a room of it: every use goes back in one row of files and definitions.

use std::collections::BTreeMap;

use super::scratch::Hole;
use super::tree::{Target, Tree};

/// The stages: what one makes, another gets from `compile`.
const STAGES: [&str; 4] = ["parse", "resolve", "check", "render"];

/// Uses of what is read later, each as a sentence.
pub fn uses_of_later(tree: &Tree) -> Vec<String> {
    let rows: Vec<Row> = (0..tree.modules.len()).map(|module| Row::of(tree, module)).collect();
    let mut faults = Vec::new();
    for (user, target, place) in uses(tree) {
        let (used, name) = match &target {
            Target::Module(used) => (*used, None),
            Target::Item(used, name) => (*used, Some(name)),
            Target::Outside(_) => continue,
        };
        let (own_line, line) = (tree.line(user), tree.line(used));
        let shared = own_line.iter().zip(&line).take_while(|(own, other)| own == other).count();
        let Some(meeting) = shared.checked_sub(1).map(|at| line[at]) else { continue };
        let meeting_file = &tree.modules[meeting].file;
        let position = |branch: Option<&usize>| {
            branch.and_then(|branch| tree.modules[meeting].children.iter().position(|child| child == branch))
        };
        match (position(own_line.get(shared)), position(line.get(shared)), name) {
            // What stands in one file, and what a file's own modules define, is at hand.
            (None, _, _) => {}
            (Some(own), Some(other), _) if other > own => {
                let path = tree.modules[used].path.join("::");
                faults.push(format!("{place} uses `{path}`, which {meeting_file} lists below it"));
            }
            (Some(own), None, Some(name)) if rows[meeting].after(name.as_deref()) > own => {
                let last = rows[meeting].after(name.as_deref()) - 1;
                let last = tree.modules[meeting].children.get(last).and_then(|child| tree.modules[*child].path.last());
                let (name, last) = (name.as_deref().unwrap_or("*"), last.map_or("", String::as_str));
                faults
                    .push(format!("{place} uses `{name}` of {meeting_file}, which uses `{last}`, which is not above"));
            }
            _ => {}
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Stages that use one another.
pub fn meetings_of_stages(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (user, target, place) in uses(tree) {
        if let Target::Module(used) | Target::Item(used, _) = target {
            let (own, other) = (tree.room(user), tree.room(used));
            if STAGES.contains(&own) && STAGES.contains(&other) && own != other {
                faults.push(format!("{place} uses the stage `{other}`"));
            }
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

/// Everything that a module uses, and where it says so.
fn uses(tree: &Tree) -> impl Iterator<Item = (usize, Target, String)> {
    tree.modules.iter().enumerate().flat_map(move |(number, module)| {
        module.items.iter().flat_map(move |item| {
            item.mentions.all.iter().flat_map(move |mention| {
                let place = format!("{}:{}", module.file, mention.line);
                tree.leads(number, item, mention).into_iter().map(move |target| (number, target, place.clone()))
            })
        })
    })
}

/// For each name that a module defines: after how many of its modules the name is read.
struct Row(BTreeMap<Option<String>, usize>);

impl Row {
    fn of(tree: &Tree, module: usize) -> Row {
        let here = &tree.modules[module];
        let defined = here.items.iter().filter(|item| !item.is_use);
        let mut row = Row(defined.clone().map(|item| (item.name.clone(), 0)).collect());
        let depth = tree.line(module).len();
        // Definitions use one another: look until nothing moves.
        loop {
            let mut moved = false;
            for item in defined.clone() {
                for target in item.mentions.all.iter().flat_map(|mention| tree.leads(module, item, mention)) {
                    let after = match &target {
                        Target::Item(there, Some(name)) if *there == module => row.after(Some(name)),
                        Target::Module(there) | Target::Item(there, _) => {
                            let branch = tree.line(*there).get(depth).copied();
                            let at = branch.and_then(|branch| here.children.iter().position(|child| *child == branch));
                            at.map_or(0, |at| at + 1)
                        }
                        Target::Outside(_) => 0,
                    };
                    let own = row.0.entry(item.name.clone()).or_default();
                    moved |= after > *own;
                    *own = after.max(*own);
                }
            }
            if !moved {
                return row;
            }
        }
    }

    /// A name that only a macro can have made is read after all that is made without a name; no name is all of them.
    fn after(&self, name: Option<&str>) -> usize {
        let unnamed = self.0.get(&None).copied().unwrap_or(0);
        match name {
            Some(name) => self.0.get(&Some(name.to_owned())).copied().unwrap_or(unnamed),
            None => self.0.values().copied().max().unwrap_or(0),
        }
    }
}

/// Ways around the check.
pub const HOLES: &[Hole] = &[
    Hole {
        check: uses_of_later,
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
        check: uses_of_later,
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
        check: uses_of_later,
        file: "src/parse/text.rs",
        refused: &["use super::Prose;", "use crate::parse::{Prose};", "fn f() -> super::inline::Prose {}"],
        passed: &["use super::parse; use crate::files::Files;"],
    },
    Hole {
        check: uses_of_later,
        file: "src/check/few.rs",
        refused: &["use super::many;", "use crate::check::many::Many;", "use crate::render;"],
        passed: &["use crate::resolve::Plain;"],
    },
    Hole {
        check: uses_of_later,
        file: "src/resolve/links.rs",
        refused: &["use super::Kept;", "use super::{super::check, names};"],
        passed: &["use super::names::Name; pub struct Link; pub fn links() {}"],
    },
    Hole {
        check: meetings_of_stages,
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
];
