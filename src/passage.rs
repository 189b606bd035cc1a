//! What authors write for readers: every text that can be published, as what it is read and as where it stands.
//!
//! A text that may be shown is [`Wording`], and only the [`Passages`] of a file make them: whoever makes words has kept them
//! for the rules about words. What a template prints of an author is words, so nothing is printed that nobody read.
//!
//! ```compile_fail
//! use onrecord::passage::Wording;
//! struct PageView { title: Wording, dek: Wording }
//! let unread = PageView { title: Wording::default(), dek: Wording("25 were killed".into()) };
//! ```

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::files::{Span, Spanned};
use crate::prose;

mod marks;

pub use marks::{Mark, Marked};

/// An author's text that a reader may see: its plain words, and what stands out in them. Empty, where nothing was written.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Wording {
    words: Option<Arc<str>>,
    /// Few have any.
    marks: Option<Arc<Box<[Marked]>>>,
}

impl Wording {
    /// What stands out in it, in the order of the words.
    pub fn marks(&self) -> &[Marked] {
        self.marks.as_deref().map_or(&[][..], |marks| &marks[..])
    }
}

impl Deref for Wording {
    type Target = str;

    fn deref(&self) -> &str {
        self.words.as_deref().unwrap_or_default()
    }
}

impl fmt::Display for Wording {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl fmt::Debug for Wording {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl Serialize for Wording {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Several, as one line.
pub fn joined(list: &[Wording], between: &str) -> String {
    list.iter().map(|one| &**one).collect::<Vec<_>>().join(between)
}

/// As what a text is read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Register {
    /// Titles, standfirsts, kickers and descriptions of pages and of the site.
    Headline,
    /// The body of a page.
    Prose,
    /// Items of "In short", and the short forms of claims.
    Short,
    Footnote,
    /// What an editor says of a claim's evidence.
    Remark,
    /// What is said of one line of evidence, and where in its source the words stand.
    Comment,
    /// A note's title, body and reason, and what it says that stands now.
    Note,
    /// What a note says that stood before.
    Was,
    /// What stands under and in the place of pictures, and the titles of links.
    Caption,
    /// Titles and summaries of events, summaries of sources.
    Summary,
    /// Names of people, offices, outlets and places, and what the unnamed are called.
    Name,
    /// Other names of the same, as others write them.
    Variant,
    /// Why a finding is answered, and how a number was worked out.
    Reason,
    /// What a theme's own directives are given.
    Argument,
    /// Other people's words: titles of sources and the names they go by, excerpts, bodies of sources.
    Quoted,
}

impl Register {
    /// Whether a field of it may hold italics, strength and code: what a site says in its own voice. Names, reasons and
    /// other people's words are read as they are written.
    fn is_marked(self) -> bool {
        match self {
            Register::Headline | Register::Short | Register::Note | Register::Was | Register::Summary => true,
            Register::Prose | Register::Footnote | Register::Remark | Register::Comment | Register::Caption => false,
            Register::Name | Register::Variant | Register::Reason | Register::Argument | Register::Quoted => false,
        }
    }
}

/// In which shape a text stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// A field of its own.
    Field,
    Paragraph,
    Heading,
    Cell,
    Code,
}

/// A text for readers.
#[derive(Clone, Hash, Debug)]
pub struct Passage {
    pub text: Wording,
    pub span: Span,
    pub register: Register,
    pub form: Form,
    /// A footnote is referred to in it.
    pub has_marker: bool,
    /// Byte ranges of the text and where each came from, for rules that point into it.
    runs: Runs,
    /// Its sentences, where a marker asked for them: few have any.
    sentences: Option<Box<Box<[Range<usize>]>>>,
}

/// Bytes of a text and where they came from, in the order of the text; mostly it is one stretch of the file.
#[derive(Clone, Hash, Debug, Default)]
enum Runs {
    #[default]
    None,
    One(Run),
    Many(Box<[Run]>),
}

impl Runs {
    fn of(placed: &[(Range<usize>, Span)]) -> Runs {
        // Beyond what a span can name nothing has a place.
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let run =
            |(run, span): &(Range<usize>, Span)| Run { start: place(run.start), end: place(run.end), span: *span };
        match placed {
            [] => Runs::None,
            [one] => Runs::One(run(one)),
            many => Runs::Many(many.iter().map(run).collect()),
        }
    }
}

impl Deref for Runs {
    type Target = [Run];

    fn deref(&self) -> &[Run] {
        match self {
            Runs::None => &[],
            Runs::One(run) => std::slice::from_ref(run),
            Runs::Many(list) => list,
        }
    }
}

/// Bytes of a text, and where they came from.
#[derive(Clone, Copy, Hash, Debug)]
struct Run {
    start: u32,
    end: u32,
    span: Span,
}

impl Run {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Passage {
    /// Whether a byte stands there as the author typed it: not in code, not by its number, and without a `\` before it.
    pub fn is_written(&self, at: usize) -> bool {
        let index = self.runs.partition_point(|run| run.range().end <= at);
        let Some((run, span)) =
            self.runs.get(index).map(|run| (run.range(), run.span)).filter(|(run, _)| run.contains(&at))
        else {
            return false;
        };
        let before = index.checked_sub(1).and_then(|index| self.runs.get(index)).map(|run| (run.range(), run.span));
        let is_escaped = before.is_some_and(|(last, place)| {
            run.start == at && last.end == at && place.range().end + 1 == span.range().start
        });
        run.len() == span.range().len() && !is_escaped
    }

    /// Its sentences; `language` is that of its file.
    pub fn sentences(&self, language: &str) -> Cow<'_, [Range<usize>]> {
        match &self.sentences {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(prose::sentences(&self.text, language)),
        }
    }

    /// Where a stretch of the text stands in the file; as a whole, where it is not the source character for character.
    pub fn source_of(&self, words: &Range<usize>) -> Span {
        let inside = |at: usize| {
            let run = self.runs.get(self.runs.partition_point(|run| run.end as usize <= at))?;
            Some((run.range(), run.span))
        };
        let place = |at: usize| {
            let (run, span) = inside(at).filter(|(run, _)| run.contains(&at))?;
            let exact = span.start as usize + (at - run.start);
            Some(if run.len() == span.range().len() { exact..exact + 1 } else { span.range() })
        };
        let start = place(words.start).map_or(self.span.start as usize, |place| place.start);
        let last = self.text.get(..words.end).and_then(|text| text.char_indices().next_back()).map_or(0, |(at, _)| at);
        let end = place(words.end.saturating_sub(1)).or_else(|| place(last)).map(|place| place.end);
        Span::new(start, end.unwrap_or_else(|| start.max(self.span.end as usize)))
    }
}

/// Every text for readers of one file, in the order of its reading.
#[derive(Clone, Hash, Debug, Default)]
pub struct Passages(Vec<Passage>);

impl Passages {
    /// A text that is a field of its own; `source` is the file from the field's place on.
    pub fn field(&mut self, text: Spanned<String>, source: &str, register: Register) -> Wording {
        let runs = runs(&text, source);
        match if register.is_marked() { marks::read(&text.value) } else { None } {
            None => self.keep(Spanned::new(&text.value, text.span), register, Form::Field, false, &runs),
            Some(read) => {
                let plain = Spanned::new(read.plain.as_str(), text.span);
                let words = self.keep(plain, register, Form::Field, false, &kept_runs(&runs, &read.kept));
                let words = Wording { marks: Some(Arc::new(read.marked.into())), ..words };
                if let Some(kept) = self.0.last_mut() {
                    kept.text = words.clone();
                }
                words
            }
        }
    }

    /// A text that stands in a body.
    pub fn keep(
        &mut self,
        text: Spanned<&str>,
        register: Register,
        form: Form,
        has_marker: bool,
        runs: &[(Range<usize>, Span)],
    ) -> Wording {
        if text.value.is_empty() && !has_marker {
            return Wording::default();
        }
        let runs = Runs::of(runs);
        let words = Wording { words: Some(text.value.into()), marks: None };
        self.0.push(Passage {
            text: words.clone(),
            span: text.span,
            register,
            form,
            has_marker,
            runs,
            sentences: None,
        });
        words
    }

    /// Says into which sentences a text divides, if it was kept.
    pub fn divide(&mut self, index: usize, sentences: Option<Vec<Range<usize>>>) {
        if let Some(passage) = self.0.get_mut(index) {
            passage.sentences = sentences.map(|list| Box::new(list.into_boxed_slice()));
        }
    }

    /// A text that is known to stand at `span` as a whole.
    pub fn whole(&mut self, text: String, span: Span, register: Register) -> Wording {
        self.keep(Spanned::new(&text, span), register, Form::Field, false, &[])
    }

    /// Gives back the room to grow: passages are kept as long as their file.
    pub fn whole_file(mut self) -> Passages {
        self.0.shrink_to_fit();
        self
    }

    /// How many there are so far.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those from a number on.
    pub fn since(&self, first: usize) -> &[Passage] {
        self.0.get(first..).unwrap_or_default()
    }

    /// Places those from a number on at `span`: their own places are not the file's.
    pub fn place(&mut self, first: usize, span: Span) {
        for passage in self.0.get_mut(first..).unwrap_or_default() {
            passage.span = span;
            passage.runs = Runs::None;
        }
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Passage> {
        self.0.iter()
    }

    /// Those of a body and its footnotes, code left out.
    pub fn body(&self) -> impl Iterator<Item = &Passage> {
        self.0.iter().filter(|passage| !matches!(passage.form, Form::Field | Form::Code))
    }

    /// Paragraphs, headings and cells of a page.
    pub fn prose(&self) -> impl Iterator<Item = &Passage> {
        self.0.iter().filter(|passage| passage.register == Register::Prose && passage.form != Form::Code)
    }
}

impl<'a> IntoIterator for &'a Passages {
    type Item = &'a Passage;
    type IntoIter = std::slice::Iter<'a, Passage>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// Which parts of a field's text stand in the file as they are read: YAML folds lines and doubles marks.
fn runs(text: &Spanned<String>, source: &str) -> Vec<(Range<usize>, Span)> {
    let mut runs: Vec<(Range<usize>, Span)> = Vec::new();
    let mut at = 0;
    for word in text.value.split_whitespace() {
        let from = word.as_ptr() as usize - text.value.as_ptr() as usize;
        let Some(found) = source.get(at..).and_then(|rest| rest.find(word)) else { return Vec::new() };
        // Between two words stands white space, and before the first a mark.
        let between = source.get(at..at + found).unwrap_or_default();
        if between.chars().any(|character| !(character.is_whitespace() || (at == 0 && "\"'|>-+".contains(character)))) {
            return Vec::new();
        }
        let start = at + found;
        at = start + word.len();
        let place = text.span.start as usize + start;
        match runs.last_mut() {
            Some((run, span)) if run.end + 1 == from && span.end as usize + 1 == place => {
                (run.end, span.end) = (from + word.len(), (place + word.len()) as u32);
            }
            _ => runs.push((from..from + word.len(), Span::new(place, place + word.len()))),
        }
    }
    runs
}

/// The same of the parts of a text that are kept.
fn kept_runs(runs: &[(Range<usize>, Span)], kept: &[Range<usize>]) -> Vec<(Range<usize>, Span)> {
    let mut out = Vec::new();
    let mut before = 0;
    for part in kept {
        for (run, span) in runs {
            let (start, end) = (run.start.max(part.start), run.end.min(part.end));
            if start < end {
                let (place, at) = (span.start as usize + start - run.start, before + start - part.start);
                out.push((at..at + end - start, Span::new(place, place + end - start)));
            }
        }
        before += part.len();
    }
    out
}
