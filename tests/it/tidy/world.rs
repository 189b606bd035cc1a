//! The core never touches the world: of the standard library and of other people's crates it may use what is listed here,
//! and nothing else, under whatever name. What is not listed reads a disk, a clock or a network until somebody has looked.

use super::mentions::{Kind, Literal, Mention};
use super::scratch::Hole;
use super::tree::{Target, Tree};

/// The rooms in which the world is at hand.
const EDGE: [&str; 3] = ["edge", "cli", "main"];

/// What the core may use of others. A name stands for everything below it.
const PURE: &[&str] = &[
    "std::array",
    "std::any",
    "std::borrow",
    "std::cell",
    "std::char",
    "std::cmp",
    "std::collections::BTreeMap",
    "std::collections::BTreeSet",
    "std::collections::VecDeque",
    "std::collections::btree_map",
    "std::collections::btree_set",
    "std::convert",
    "std::error::Error",
    "std::f64",
    "std::fmt",
    "std::hash::Hash",
    "std::hash::Hasher",
    "std::io::BufRead",
    "std::io::BufReader",
    "std::io::Cursor", // bytes that are at hand, as a reader
    "std::io::Read",
    "std::io::Result", // a writer that is given: the engine hands its own over
    "std::io::Write",
    "std::io::copy",
    "std::io::sink",
    "std::iter",
    "std::marker",
    "std::mem",
    "std::num",
    "std::ops",
    "std::panic::AssertUnwindSafe",
    "std::panic::catch_unwind",
    "std::ptr::eq",
    "std::slice",
    "std::str",
    "std::string",
    "std::sync",
    "std::time::Duration",
    "ab_glyph_rasterizer",
    "ammonia",
    "annotate_snippets",
    "base64",
    "cfb::CompoundFile",
    "chardetng",
    "csv",
    "data_encoding",
    "diffy",
    "dom_query",
    "dom_smoothie",
    "encoding_rs",
    "exif",
    "fast_image_resize",
    "flate2",
    "html5ever",
    "image::DynamicImage",
    "image::ExtendedColorType",
    "image::ImageDecoder",
    "image::ImageEncoder",
    "image::ImageFormat",
    "image::ImageReader",
    "image::RgbaImage",
    "image::codecs::png",
    "image::metadata::Orientation",
    "imagesize::blob_size",
    "img_parts",
    "jiff::SignedDuration",
    "jiff::civil",
    "jpeg_encoder::ColorType",
    "jpeg_encoder::Encoder",
    "linkify",
    "lopdf",
    "mailparse",
    "aho_corasick",
    "memchr",
    "icu_locale",
    "crc32fast",
    "miniz_oxide",
    "percent_encoding",
    "pulldown_cmark",
    "quick_xml",
    "rayon::prelude",
    "rust_embed::RustEmbed",
    "rustybuzz",
    "serde",
    "serde_json",
    "serde_saphyr",
    "serde_yaml",
    "sha1",
    "sha2",
    "similar::ChangeTag",
    "similar::TextDiff",
    "strsim",
    "syntect::html",
    "syntect::parsing",
    "syntect::util",
    "tera",
    "unicode_bidi",
    "unicode_normalization",
    "unicode_segmentation",
    "whatlang",
    "xxhash_rust",
    "zip",
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
    "stringify",
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

/// What writes, or could; only the folder that no link leads out of may use it (invariant 16).
const WRITING: &[&str] = &[
    "cap_fs_ext",
    "cap_std",
    "std::fs::DirBuilder",
    "std::fs::File::create",
    "std::fs::File::create_new",
    "std::fs::File::options",
    "std::fs::OpenOptions",
    "std::fs::copy",
    "std::fs::create_dir",
    "std::fs::create_dir_all",
    "std::fs::hard_link",
    "std::fs::remove_dir",
    "std::fs::remove_dir_all",
    "std::fs::remove_file",
    "std::fs::rename",
    "std::fs::set_permissions",
    "std::fs::write",
    "std::os::unix::fs::symlink",
];

/// The file that has that folder.
const WRITES: &str = "src/edge/folder.rs";

/// The file that carries bytes in the program: the map of the world.
const CARRIES_BYTES: [&str; 2] = ["src/basemap/reader.rs", "src/lettering.rs"];

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
        "include_bytes" => CARRIES_BYTES.contains(&file),
        name if is_macro && PURE_MACROS.contains(&name) => true,
        path => within(path, PURE) && !ASKING.iter().any(|name| path.ends_with(&format!("::{name}"))),
    };
    let writes = within(&path, WRITING) && file != WRITES;
    (writes || within(&path, NOWHERE) || (is_core && !is_pure))
        .then(|| if is_macro { format!("{path}!") } else { path })
}

fn within(path: &str, list: &[&str]) -> bool {
    list.iter().any(|name| path.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")))
}

/// The program is the same on whatever machine it was built: it takes its own name, version and
/// commit, and files of the repository.
fn is_of_the_repository(literal: &Literal) -> bool {
    match literal.taker.as_deref() {
        Some("env!") => literal.text.starts_with("CARGO_PKG_") || literal.text == "ONRECORD_COMMIT",
        Some("include_str!" | "include_bytes!" | "include!") => {
            !literal.text.starts_with(['/', '\\']) && !literal.text.contains(':')
        }
        _ => true,
    }
}

/// Ways around the check.
pub const HOLES: &[Hole] = &[
    Hole {
        check: touches,
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
        check: touches,
        file: "src/edge/read.rs",
        refused: &[
            "use std::collections::HashMap as Map;",
            "fn f() { std::fs::write(\"a\", \"b\"); }",
            "use std::fs; fn f() { fs::rename(\"a\", \"b\"); }",
            "use std::fs::File; fn f() { File::create(\"a\"); }",
            "use std::fs::OpenOptions;",
            "use cap_std::fs::Dir;",
            "fn f() { println!(\"a\"); }",
            "fn f() -> &'static str { env!(\"HOME\") }",
        ],
        passed: &[
            "use std::fs; use std::path::Path; fn f(path: &Path) -> bool { path.is_dir() && walkdir::WalkDir::new(path) }",
        ],
    },
];
