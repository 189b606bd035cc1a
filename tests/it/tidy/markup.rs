//! Markup goes straight into the escaping writer. A text of the program that holds a tag is handed to `Html::raw`, which takes
//! nothing else; or it is only looked for. Nobody formats it, adds to it or keeps it, for then an author's words would soon
//! stand in it unescaped.

use super::mentions::Literal;
use super::scratch::Hole;
use super::tree::Tree;

/// The room that makes markup.
const MAKER: &str = "html";

/// What writes a text as markup, and takes texts of the program only: `&'static str`.
const WRITERS: &[&str] = &["raw", "Open", "Close", "open_block"];

/// What looks for a text in another.
const SEARCHES: &[&str] = &[
    "contains",
    "ends_with",
    "find",
    "match_indices",
    "rfind",
    "split",
    "split_once",
    "starts_with",
    "strip_prefix",
    "strip_suffix",
];

/// Rooms whose tags are other people's, and why.
const READERS: &[(&str, &str)] = &[
    ("import", "reads saved web pages, names in remarks where it found what, and writes text"),
    ("media", "looks for other people's tags in pictures and writes an empty one over them; none of it is a page"),
    ("edge", "puts its script into finished pages while they are written; nothing of it is published"),
];

pub fn tags(tree: &Tree) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, module) in tree.modules.iter().enumerate() {
        let room = tree.room(number);
        if room == MAKER || READERS.iter().any(|(reader, _)| *reader == room) {
            continue;
        }
        let literals = module.items.iter().flat_map(|item| &item.mentions.literals);
        for literal in literals.filter(|literal| has_tag(&literal.text) && !is_at_home(literal)) {
            let text: String = literal.text.chars().take(40).collect();
            faults.push(format!("{}:{} has {text:?}, which is not handed to `Html::raw`", module.file, literal.line));
        }
    }
    faults
}

/// `<a`, `</`, `<!`, `<?`; and `<{`, a tag whose name is filled in.
fn has_tag(text: &str) -> bool {
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '{'));
    // An empty comment is nothing: it parts blocks of Markdown.
    let text = text.replace("<!---->", "");
    text.match_indices('<').any(|(at, _)| begins(&text[at + 1..]))
}

fn is_at_home(literal: &Literal) -> bool {
    literal.taker.as_deref().is_some_and(|taker| WRITERS.contains(&taker) || SEARCHES.contains(&taker))
}

/// Ways around the check.
pub const HOLES: &[Hole] = &[Hole {
    check: tags,
    file: "src/render/page.rs",
    refused: &[
        "fn f(x: &str) -> String { format!(\"<p>{x}\") }",
        "fn f(x: &str) -> String { format!(\"{x}</p>\") }",
        "fn f(x: &str) -> String { format!(\"<{x}>\") }",
        "fn f() -> String { \"<p>\".to_owned() }",
        "fn f() -> String { \"<p>\".to_string() }",
        "fn f() -> String { String::from(\"<p>\") }",
        "fn f() -> String { \"<p>\".into() }",
        "fn f(x: &str) -> String { x.to_owned() + \"</p>\" }",
        "fn f(x: &str) -> String { \"<p>\".to_owned() + x }",
        "fn f(out: &mut String) { out.push_str(\"<p>\"); }",
        "fn f(out: &mut String) { *out += \"<p>\"; }",
        "fn f(out: &mut String) { write!(out, \"<p>\"); }",
        "fn f(out: &mut Vec<u8>) { out.extend(b\"<p>\"); }",
        "fn f() -> &'static str { concat!(\"<\", \"p><p>\") }",
        "fn f() -> String { [\"<p>\", \"</p>\"].concat() }",
        "fn f(x: &str) -> String { x.replace('*', \"<b>\") }",
        "const OPEN: &str = \"<p>\";",
        "fn f() -> &'static str { if true { \"<p>\" } else { \"<b>\" } }",
        "fn f(out: &mut Html) { out.raw(&format!(\"<p>{}\", 1)); }",
        "fn f() -> String { r#\"<!doctype html>\"#.to_owned() }",
    ],
    passed: &[
        "fn f(out: &mut Html, x: &str) { out.raw(\"<p>\").text(x).raw(\"</p>\"); }",
        "fn f(out: &mut Html, is_list: bool) { out.raw(if is_list { \"<li>\" } else { \"<p>\" }); }",
        "fn f(x: &str) -> bool { x.starts_with(\"<p>\") || x.contains(\"</p>\") }",
        "fn f(x: u8) -> String { format!(\"{x} < 3, x<3, a <- b\") }",
        "// format!(\"<p>\")\n/// `<p>`\nfn f() {}",
        "#[cfg(test)] mod tests { fn f() -> String { format!(\"<p>\") } }",
    ],
}];
