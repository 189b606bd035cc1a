//! Every leaf of a text is published where it stands, or a finding points at it: constructs of Markdown, each in every body that an
//! author can write, with a marked word in every leaf.

use crate::chance::Chance;
use crate::project::{Built, Project};

/// Inline constructs; `W` is a marked word.
const INLINE: &[&str] = &[
    "plain W words",
    "*emphasised W*",
    "**strong W**",
    "***both W***",
    "~~struck W~~",
    "`code W`",
    "[linked W](https://example.org/)",
    "[**bold W** in a link](index.md)",
    "[titled](https://example.org/ \"W\")",
    "<https://example.org/W>",
    "https://example.org/W bare",
    "<span>raw W</span>",
    "an entity &amp;W&gt;",
    "an escape \\*W\\*",
    "a hard  \nbreak W",
    "a soft\nbreak W",
    "cited[^@post] W",
    "a number {{ figure(excerpt=\"office#injured\", measure=\"injured\") }} W",
    "[reference W][ref]\n\n[ref]: https://example.org/",
    "[bracketed W]",
    "an ^up^ and ~down~ W",
    "$math W$",
    "\"quoted W\" — dashed – words…",
    "[x] a box W",
    "| no table W",
    "a comment <!-- hidden --> W",
    "noted[^n] W\n\n[^n]: The footnote W2",
    "noted[^n] W\n\n[^n]: The footnote.[^m]\n\n[^m]: Deeper W2",
];

/// Blocks.
const BLOCKS: &[&str] = &[
    "## A heading W",
    "###### A small heading W",
    "A setext heading W\n------------------",
    "- an item W\n- another W2",
    "- loose W\n\n- items W2",
    "1. numbered W\n2. items W2",
    "- nested\n  - deep W\n    - deeper W2",
    "- [x] done W\n- [ ] open W2",
    "> quoted W",
    "> quoted\n> > twice W",
    "> [!NOTE]\n> called out W",
    "> [!CAUTION]\n> called out\n>\n> - W\n> - W2",
    "```\nfenced W\n```",
    "```rust\nlet fenced = \"W\"; // W2\n```",
    "Before.\n\n    indented W",
    "| head W | b |\n|---|---|\n| cell W2 | `W3` |",
    "| a |\n|---|\n| [linked W](https://example.org/) |",
    "---\n\nAfter a rule W",
    "<div>\nblock W\n</div>",
    "<p>one line W</p>",
    "<!-- hidden -->\n\nafter it W",
    "term W\n: not a definition W2",
    "[^n]: The footnote W2\n\nnoted W[^n]",
    "![A picture W](quay.svg)",
    "A picture ![in a line W](quay.svg \"W2\") of it.",
    "> noted W[^n]\n\n[^n]:\n    A paragraph W2\n\n    - an item W3",
];

/// Where a text may stand: the file, what stands around it, where it is read.
#[derive(Clone, Copy, Debug)]
enum Body {
    Page,
    Callout,
    Item,
    Cell,
    Footnote,
    Note,
    Source,
    Short,
    Remark,
}

const BODIES: &[Body] = &[
    Body::Page,
    Body::Callout,
    Body::Item,
    Body::Cell,
    Body::Footnote,
    Body::Note,
    Body::Source,
    Body::Short,
    Body::Remark,
];

impl Body {
    /// The project with the text in this body, and the page on which it is read; none: the text cannot stand there.
    fn with(self, text: &str) -> Option<(Project, &'static str)> {
        let one_line = !text.contains('\n');
        let project = Project::new().file("content/quay.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
        let cited = "\n\nIt ran.[^z]\n\n[^z]:\n    @post#accident\n    @office#injured\n";
        let page = |body: &str| format!("---\ntitle: \"The ferry\"\n---\n\n{body}{cited}");
        let indented = |by: &str| text.replace('\n', &format!("\n{by}"));
        let index = "content/index.md";
        Some(match self {
            Body::Page => (project.file(index, page(text)), "index.html"),
            Body::Callout => (project.file(index, page(&format!("> [!TIP]\n> {}", indented("> ")))), "index.html"),
            Body::Item => (project.file(index, page(&format!("- {}", indented("  ")))), "index.html"),
            Body::Cell if one_line && !text.contains('|') => {
                (project.file(index, page(&format!("| a |\n|---|\n| {text} |"))), "index.html")
            }
            Body::Cell => return None,
            Body::Footnote => {
                (project.file(index, page(&format!("It ran so.[^y]\n\n[^y]: {}", indented("    ")))), "index.html")
            }
            Body::Note => {
                let note = project.text("content/notes/two-counts.md");
                (
                    project.file(index, page("")).file("content/notes/two-counts.md", format!("{note}\n{text}\n")),
                    "notes.html",
                )
            }
            Body::Source => {
                let source = project.text("content/sources/post.md");
                let source = source.replacen("excerpts:", "rights: full\nexcerpts:", 1);
                let project = project.file(index, page(""));
                (project.file("content/sources/post.md", format!("{source}\n{text}\n")), "sources/post.html")
            }
            Body::Short => {
                let item: String = text.lines().map(|line| format!("      {line}\n")).collect();
                let front = format!("---\ntitle: \"The ferry\"\nin_short:\n  known:\n    - |\n{item}---\n{cited}");
                (project.file(index, front), "index.html")
            }
            Body::Remark if one_line => {
                let body =
                    format!("---\ntitle: \"The ferry\"\n---\n{}", cited.replacen("[^z]:", &format!("[^z]: {text}"), 1));
                (project.file(index, body), "index.html")
            }
            Body::Remark => return None,
        })
    }
}

/// The marked words of a text, each with a name of its own.
fn marked(text: &str) -> (String, Vec<String>) {
    let words: Vec<String> = ["W3", "W2", "W"]
        .iter()
        .filter(|word| text.contains(*word))
        .map(|word| format!("leaf{}", word.to_lowercase()))
        .collect();
    let text = text.replace("W3", "leafw3").replace("W2", "leafw2").replace('W', "leafw");
    (text, words)
}

/// How often a marked word stands in a page's body, in its words or where a tag shows it.
fn count(page: &str, word: &str) -> usize {
    let body = page.split_once("<main").map_or(page, |(_, rest)| rest);
    let mut text = String::new();
    for part in body.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        // What is read aloud or shown on demand: not addresses, which repeat the words of a link.
        for name in [" alt=\"", " title=\""] {
            text.extend(
                tag.split_once(name).and_then(|(_, rest)| rest.split('"').next()).map(|value| format!(" {value} ")),
            );
        }
        text.push_str(words);
        text.push(' ');
    }
    text.split(|character: char| !character.is_alphanumeric()).filter(|part| *part == word).count()
}

#[test]
fn every_leaf_is_published_or_told_of() {
    let mut faults = Vec::new();
    let mut shown = 0;
    for construct in INLINE.iter().chain(BLOCKS) {
        for body in BODIES {
            let (text, words) = marked(construct);
            let Some((mut project, route)) = body.with(&text) else { continue };
            let built: Built = project.build();
            let report = built.errors_report();
            if !report.is_empty() {
                // A finding is an answer, if it stands at what was written.
                let near = text.lines().any(|line| {
                    !line.trim().is_empty() && report.contains(line.trim().get(..6).unwrap_or(line.trim()))
                });
                if !near {
                    faults.push(format!("{body:?}: {construct:?}: told of elsewhere:\n{report}"));
                }
                continue;
            }
            let page = built.page(route);
            for word in &words {
                let times = count(&page, word);
                shown += 1;
                if times != 1 {
                    faults.push(format!("{body:?}: {construct:?}: {word} stands there {times} times"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{} of {shown}:\n{}", faults.len(), faults.join("\n"));
    assert!(shown > 350, "only {shown} leaves were shown");
}

/// A random text of these constructs, one in another; each marked word and each label is its own.
fn grown(chance: &mut Chance, depth: usize, next: &mut usize) -> String {
    let mut blocks = Vec::new();
    for _ in 0..chance.between(1, 3) {
        let block = match chance.below(6) {
            0 if depth > 0 => format!("> {}", grown(chance, depth - 1, next).replace('\n', "\n> ")),
            1 if depth > 0 => format!("- {}", grown(chance, depth - 1, next).replace('\n', "\n  ")),
            2 if depth > 0 => format!("> [!NOTE]\n> {}", grown(chance, depth - 1, next).replace('\n', "\n> ")),
            3 => numbered(chance.of(BLOCKS), next),
            _ => {
                let lines = INLINE.iter().filter(|text| !text.contains('\n') && !text.contains('|')).copied();
                let lines: Vec<&str> = lines.collect();
                let several: Vec<String> =
                    (0..chance.between(1, 3)).map(|_| numbered(chance.of(&lines), next)).collect();
                several.join(" ")
            }
        };
        blocks.push(block);
    }
    blocks.join("\n\n")
}

/// A construct with names of its own.
fn numbered(construct: &str, next: &mut usize) -> String {
    let mut text = construct.to_owned();
    *next += 1;
    for label in ["n", "m"] {
        text = text.replace(&format!("[^{label}]"), &format!("[^{label}{next}]"));
    }
    for word in ["W3", "W2", "W"] {
        if text.contains(word) {
            *next += 1;
            text = text.replace(word, &format!("leaf{next}"));
        }
    }
    text
}

#[test]
fn random_documents_lose_nothing() {
    let mut chance = Chance::new(20_261_126);
    let (mut faults, mut shown, mut told) = (Vec::new(), 0, 0);
    for _ in 0..1_500 {
        let body = chance.of(BODIES);
        let mut next = 0;
        let text = grown(&mut chance, 2, &mut next);
        let Some((mut project, route)) = body.with(&text) else { continue };
        let built = project.build();
        let Some(_) = &built.compiled.output else {
            told += 1;
            continue;
        };
        let page = built.page(route);
        for word in (1..=next).map(|number| format!("leaf{number}")) {
            let is_written = text.split(|character: char| !character.is_alphanumeric()).any(|part| part == word);
            let times = count(&page, &word);
            shown += usize::from(is_written);
            // A warning that points at the line is an answer, too.
            let is_told = || built.report().contains(&word);
            if is_written && times != 1 && !is_told() {
                faults.push(format!("{body:?}: {word} stands there {times} times:\n{text}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} of {shown}:\n{}", faults.len(), faults[..faults.len().min(5)].join("\n\n"));
    assert!(shown > 5_000, "only {shown} leaves were shown, {told} documents were refused");
}
