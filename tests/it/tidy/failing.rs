//! The core cannot fail, and neither can the edge: an author's mistake is a diagnostic, the machine's an `EdgeError`. Indexing is
//! left to the random edits of `safety`.

use super::mentions::Kind;
use super::scratch::Hole;
use super::tree::Tree;

const METHODS: &[&str] = &["expect", "expect_err", "unwrap", "unwrap_err", "unwrap_unchecked"];

/// `debug_assert!` is left: what users run does not have it.
const MACROS: &[&str] = &["assert", "assert_eq", "assert_ne", "panic", "todo", "unimplemented", "unreachable"];

/// Also as a value: `.map(Option::unwrap)`.
const FUNCTIONS: &[&str] = &["abort", "panic_any", "resume_unwind", "unreachable_unchecked"];

pub fn failures(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for module in &tree.modules {
        for mention in module.items.iter().flat_map(|item| &item.mentions.all) {
            let name = mention.segments.last().map_or("", String::as_str);
            let is_long = mention.segments.len() > 1;
            let fails = match mention.kind {
                Kind::Method => METHODS.contains(&name),
                Kind::Macro => MACROS.contains(&name),
                Kind::Use => MACROS.contains(&name) || FUNCTIONS.contains(&name),
                Kind::Path => FUNCTIONS.contains(&name) || (is_long && METHODS.contains(&name)),
                Kind::Glob => false,
            };
            if fails {
                faults.push(format!("{}:{} has `{}`", module.file, mention.line, mention.segments.join("::")));
            }
        }
    }
    faults
}

/// Ways around the check.
pub const HOLES: &[Hole] = &[Hole {
    check: failures,
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
}];
