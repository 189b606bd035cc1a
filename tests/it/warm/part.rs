//! A file as its author thinks of it: parts inside parts, down to words that each are something – a name, a date, a number.
//! Edits are made to parts; what is printed is what the program reads.

use std::sync::Arc;

use super::formats::Value;

/// What something is called, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Claimant,
    /// A claimant or a statement: where a chain of attribution goes on.
    Origin,
    Event,
    Place,
    Source,
    /// `source#excerpt`.
    Excerpt,
    /// What a line of evidence begins with: `source` or `source#excerpt`.
    Evidence,
    Note,
    Page,
    /// A footnote of the same page.
    Label,
    /// What a claim was called before.
    Old,
    Statement,
    Party,
    Template,
    Theme,
    /// What a note is about: `claim:page#label`, `event:id` …
    About,
    /// Where a link leads.
    Target,
    Picture,
    Capture,
    Rule,
    Language,
    /// A word of the interface.
    Word,
}

/// What words are, and so what may stand in their place.
#[derive(Clone, Debug, PartialEq)]
pub enum Sort {
    Words,
    Word,
    /// A key of a group or the name of a directive.
    Key,
    Choice(Arc<[String]>),
    Date,
    Number,
    Amount,
    Computed,
    Flag,
    Lines,
    Digest,
    Route,
    Address,
    /// An item of the short lists: a claim's label, or Markdown.
    Short,
    /// A sentence of a capture.
    Sentence,
    /// Words of a capture, quoted.
    Said,
    /// It gives a name.
    Own(Name),
    /// It uses one.
    Use(Name),
}

impl Sort {
    /// One of these words.
    pub fn choice(words: &[&str]) -> Sort {
        Sort::Choice(words.iter().map(|word| (*word).to_owned()).collect())
    }
}

/// How a part of a Markdown file or a capture is written around its own parts.
#[derive(Debug, PartialEq)]
pub struct Mark {
    pub name: &'static str,
    pub before: &'static str,
    pub between: &'static str,
    pub after: &'static str,
    /// So many of its first parts must stay where they are.
    pub fixed: usize,
}

macro_rules! marks {
    ($($name:ident = $before:literal $between:literal $after:literal $fixed:literal;)+) => {
        $(
        pub static $name: Mark = Mark {
            name: stringify!($name), before: $before, between: $between, after: $after, fixed: $fixed,
        };
        )+

        /// Every one of them.
        pub static MARKS: &[&Mark] = &[$(&$name),+];
    };
}

marks! {
    // Files and blocks.
    DOCUMENT = "" "\n\n" "\n" 1;
    FRONT = "---\n" "" "---" 9;
    CAPTURE = "" "\n\n" "\n" 0;
    PARAGRAPH = "" " " "" 0;
    HEADING = "## " " " "" 1;
    QUOTE = "> " " " "" 1;
    CALLOUT = "> [!NOTE]\n> " " " "" 1;
    ITEM = "- " " " "" 1;
    TASK = "- [x] " " " "" 1;
    CODE = "```rust\n" "\n" "\n```" 1;
    RAW = "<b title=\"raw\">" " " "</b>" 1;
    TABLE = "| one | two |\n|---|---|\n" "\n" "" 0;
    ROW = "| " " | " " |" 2;
    // What stands in a sentence.
    SENTENCE = "" "" "" 1;
    CONTENT = "" " " "." 1;
    EMPHASIS = "*" " " "*" 1;
    LINK = "[" "](" ")" 2;
    PICTURE = "![" "](" ")" 2;
    EXTENT = "[" "][^" "]" 2;
    MARKER = "[^" "" "]" 1;
    CITATION = "[^@" "" "]" 1;
    DIRECTIVE = "{{ " "(" ") }}" 2;
    ARGUMENTS = "" ", " "" 0;
    ARGUMENT = "" "=" "" 2;
    TEXTS = "[" ", " "]" 0;
    TEXT = "\"" "" "\"" 1;
    // Footnotes.
    FOOTNOTE = "[^" "]: " "" 2;
    FOOT = "" "" "" 0;
    LINE = "\n    " " " "" 1;
    SOURCE = "@" "" "" 1;
    STANCE = "" "" "" 1;
    QUOTATION = "\"" "" "\"" 1;
    BY = "by " "" "" 1;
    LOCATOR = "(" "" ")" 1;
    COMMENT = "— " "" "" 1;
}

/// What a part is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Leaf(Sort),
    Mark(&'static Mark),
    Yaml(&'static Value),
    /// A key and its value.
    Entry,
}

/// A part of a file.
#[derive(Clone, Debug)]
pub struct Part {
    pub kind: Kind,
    /// The words of a leaf.
    pub text: String,
    pub parts: Vec<Part>,
    /// Blank lines above it.
    pub above: usize,
}

impl Part {
    pub fn leaf(sort: Sort, text: impl Into<String>) -> Part {
        Part { kind: Kind::Leaf(sort), text: text.into(), parts: Vec::new(), above: 0 }
    }

    pub fn mark(mark: &'static Mark, parts: Vec<Part>) -> Part {
        Part { kind: Kind::Mark(mark), text: String::new(), parts, above: 0 }
    }

    pub fn yaml(value: &'static Value, parts: Vec<Part>) -> Part {
        Part { kind: Kind::Yaml(value), text: String::new(), parts, above: 0 }
    }

    pub fn entry(key: Part, value: Part) -> Part {
        Part { kind: Kind::Entry, text: String::new(), parts: vec![key, value], above: 0 }
    }

    /// Keys alone, for what grows beside them.
    pub fn context(entries: Vec<Part>) -> Part {
        Part { kind: Kind::Entry, text: String::new(), parts: entries, above: 0 }
    }

    pub fn is(&self, mark: &Mark) -> bool {
        matches!(self.kind, Kind::Mark(own) if own == mark)
    }

    pub fn sort(&self) -> Option<&Sort> {
        match &self.kind {
            Kind::Leaf(sort) => Some(sort),
            _ => None,
        }
    }

    /// How many of its first parts must stay where they are.
    pub fn fixed(&self) -> usize {
        match self.kind {
            Kind::Mark(mark) => mark.fixed,
            Kind::Yaml(_) => 0,
            _ => self.parts.len(),
        }
    }

    /// What a group says under a key.
    pub fn value_of(&self, key: &str) -> Option<&Part> {
        self.parts.iter().find(|entry| entry.parts.first().is_some_and(|name| name.text == key))?.parts.get(1)
    }

    /// Its leaves in order, itself included.
    pub fn leaves(&self) -> Vec<&Part> {
        match self.kind {
            Kind::Leaf(_) => vec![self],
            _ => self.parts.iter().flat_map(Part::leaves).collect(),
        }
    }

    /// The ways to all parts that are meant, itself included.
    pub fn ways(&self, is_meant: &impl Fn(&Part) -> bool) -> Vec<Vec<usize>> {
        fn add(part: &Part, way: &mut Vec<usize>, is_meant: &impl Fn(&Part) -> bool, ways: &mut Vec<Vec<usize>>) {
            if is_meant(part) {
                ways.push(way.clone());
            }
            for (index, part) in part.parts.iter().enumerate() {
                way.push(index);
                add(part, way, is_meant, ways);
                way.pop();
            }
        }
        let mut ways = Vec::new();
        add(self, &mut Vec::new(), is_meant, &mut ways);
        ways
    }

    pub fn at(&self, way: &[usize]) -> Option<&Part> {
        way.iter().try_fold(self, |part, index| part.parts.get(*index))
    }

    pub fn at_mut(&mut self, way: &[usize]) -> Option<&mut Part> {
        way.iter().try_fold(self, |part, index| part.parts.get_mut(*index))
    }
}
