//! The core never touches the world: of the standard library and of other people's crates it may use what is listed here,
//! and nothing else, under whatever name. What is not listed reads a disk, a clock or a network until somebody has looked.

use super::mentions::{Kind, Literal, Mention};
use super::tree::{Target, Tree};

/// The rooms in which the world is at hand.
const EDGE: [&str; 3] = ["edge", "cli", "main"];

/// What the core may use of others. A name stands for everything below it.
const PURE: &[&str] = &[
    "std::array",
    "std::borrow",
    "std::char",
    "std::cmp",
    "std::collections::BTreeMap",
    "std::collections::BTreeSet",
    "std::collections::VecDeque",
    "std::error::Error",
    "std::f64",
    "std::fmt",
    "std::iter",
    "std::mem",
    "std::ops",
    "std::panic::AssertUnwindSafe",
    "std::panic::catch_unwind",
    "std::ptr::eq",
    "std::slice",
    "std::str",
    "std::string",
    "std::sync",
    "std::time::Duration",
    "ammonia",
    "annotate_snippets",
    "dom_query",
    "dom_smoothie",
    "encoding_rs",
    "html5ever",
    "jiff::civil",
    "memchr",
    "miniz_oxide",
    "pulldown_cmark",
    "rayon::prelude",
    "rust_embed::RustEmbed",
    "serde",
    "serde_json",
    "serde_saphyr",
    "serde_yaml",
    "sha2",
    "strsim",
    "syntect::html",
    "syntect::parsing",
    "syntect::util",
    "tera",
    "unicode_normalization",
    "unicode_segmentation",
];

/// The standard macros that the core may use; those of a crate above come with it, and its own are code like any other.
const PURE_MACROS: &[&str] = &[
    "concat",
    "debug_assert",
    "debug_assert_eq",
    "format",
    "include_str",
    "macro_rules",
    "matches",
    "vec",
    "write",
    "writeln",
];

/// Methods that ask the machine, of paths and times and of those crates above that open files themselves: a value can have
/// them whose type is named nowhere.
const ASKING: &[&str] = &[
    "add_from_folder",
    "add_template_file",
    "add_template_files",
    "canonicalize",
    "elapsed",
    "exists",
    "from_file",
    "from_path",
    "is_dir",
    "is_file",
    "is_symlink",
    "load_from_folder",
    "load_from_glob",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// What nobody may use: an order that changes from run to run, words past `cli::Terminal`.
const NOWHERE: &[&str] = &[
    "std::collections::HashMap",
    "std::collections::HashSet",
    "std::collections::hash_map",
    "std::collections::hash_set",
    "dbg",
    "eprint",
    "eprintln",
    "option_env",
    "print",
    "println",
    "std::dbg",
    "std::eprint",
    "std::eprintln",
    "std::option_env",
    "std::print",
    "std::println",
];

/// The file that carries bytes in the program: the map of the world.
const CARRIES_BYTES: &str = "src/basemap/reader.rs";

pub fn touches(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, module) in tree.modules.iter().enumerate() {
        let is_core = !EDGE.contains(&tree.room(number));
        for item in &module.items {
            for mention in &item.mentions.all {
                let leads = || tree.leads(number, item, mention).into_iter();
                let fault = match mention.kind {
                    Kind::Method if is_core => asked(mention),
                    Kind::Method => None,
                    _ => leads().find_map(|target| match target {
                        Target::Outside(path) => banned(&path, mention.kind, is_core, &module.file),
                        Target::Module(_) | Target::Item(..) => None,
                    }),
                };
                faults.extend(fault.map(|fault| format!("{}:{} has `{fault}`", module.file, mention.line)));
            }
            let carried = item.mentions.literals.iter().filter(|literal| !is_of_the_repository(literal));
            faults.extend(carried.map(|text| format!("{}:{} carries `{}`", module.file, text.line, text.text)));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

fn asked(mention: &Mention) -> Option<String> {
    let name = mention.segments.last()?;
    ASKING.contains(&name.as_str()).then(|| format!(".{name}()"))
}

fn banned(path: &[String], kind: Kind, is_core: bool, file: &str) -> Option<String> {
    let is_macro = kind == Kind::Macro;
    let path = path.join("::");
    let is_pure = match path.as_str() {
        "env" => true, // What it reads is looked at below.
        "include_bytes" => file == CARRIES_BYTES,
        name if is_macro && PURE_MACROS.contains(&name) => true,
        path => within(path, PURE) && !ASKING.iter().any(|name| path.ends_with(&format!("::{name}"))),
    };
    (within(&path, NOWHERE) || (is_core && !is_pure)).then(|| if is_macro { format!("{path}!") } else { path })
}

fn within(path: &str, list: &[&str]) -> bool {
    list.iter().any(|name| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")))
}

/// The program is the same on whatever machine it was built: it takes its own name and version, and files of the repository.
fn is_of_the_repository(literal: &Literal) -> bool {
    match literal.taker.as_deref() {
        Some("env!") => literal.text.starts_with("CARGO_PKG_"),
        Some("include_str!" | "include_bytes!" | "include!") => {
            !literal.text.starts_with(['/', '\\']) && !literal.text.contains(':')
        }
        _ => true,
    }
}
