//! The core cannot fail, and neither can the edge: an author's mistake is a diagnostic, the machine's an `EdgeError`. Indexing is
//! left to the random edits of `safety`.

use super::mentions::Kind;
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
