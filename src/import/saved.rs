//! A saved thing that can be read: its words, what stands where in them, and what it states about itself.
//!
//! Every reader makes it, and nothing else is made of a file: `import` writes a source and its capture from it, `quotes` looks for
//! a draft's quotations in it, or for the quotations that it has, where it is the draft.

use std::ops::Range;

use super::facts::Facts;

/// One publication out of a file; a file may hold many.
#[derive(Debug, Default)]
pub struct Saved {
    /// What tells it from the others of its file: the number of a post, the address of a page. None: the file holds no other.
    pub part: Option<String>,
    /// Its words, a blank line between paragraphs.
    pub text: String,
    /// What is known of stretches of the words, by where they begin.
    pub marks: Vec<Mark>,
    /// The file as text, where the words are its own and keep their order: [`Place::File`] counts its bytes.
    pub file: Option<String>,
    /// The excerpts that the file itself marks out: highlights, posts.
    pub excerpts: Vec<Excerpt>,
    /// Somebody copied the words out of a publication: they are to be verified, and vouch for nothing.
    pub is_copied_out: bool,
    pub(super) facts: Facts,
    /// What was not read, what was guessed and what contradicts itself, in words for the author.
    pub remarks: Vec<String>,
}

/// Something that is known of a stretch of words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the words.
    pub span: Range<usize>,
    pub what: What,
}

/// What is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// From here on, up to the next such mark, the words stand on this page, or were said at this time: `p. 4`, `00:12:34`.
    Locator(String),
    /// From here on, the words stand at this byte of the file.
    File(usize),
    /// They are a block quotation.
    Quotation,
    /// They are a note, by its label.
    Note(String),
    /// Here a note is referred to.
    NoteMark(String),
    /// They link to this address, or stand in a paragraph that does.
    Link(String),
    /// They came out damaged, and nobody repaired them.
    Damaged,
    /// They are the document's title (0), or a heading of this rank.
    Heading(u8),
    /// They are an item of a list, this deep in others (from 0), with a number or a bullet before it.
    Item(u8, bool),
    /// They are a cell of a table; of the first in its row, and of the first row.
    Cell {
        is_first: bool,
        is_head: bool,
    },
    Strong,
    Emphasis,
    /// They belong to the publication, but not to the article's body: a headline, a byline, a caption.
    Apart(&'static str),
}

/// Words that somebody marked out, and what the file says of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    pub words: String,
    /// Who says them, as the file names it.
    pub claimant: Option<String>,
    /// Where they stand, as the file says: a page.
    pub locator: Option<String>,
    /// What was remarked on them.
    pub comment: Option<String>,
}

impl Saved {
    /// What a file's own words are, with nothing marked.
    pub fn of_text(text: String) -> Saved {
        Saved { text, ..Saved::default() }
    }

    /// The page or time at which the words from byte `at` on stand.
    pub fn locator(&self, at: usize) -> Option<&str> {
        let here = |mark: &&Mark| mark.span.start <= at;
        self.marks.iter().take_while(here).filter_map(Mark::locator).last()
    }

    /// The byte of the file at which the words from byte `at` on stand.
    pub fn place_in_file(&self, at: usize) -> Option<usize> {
        let file = |mark: &Mark| match mark.what {
            What::File(place) => Some((mark.span.start, place)),
            _ => None,
        };
        let (start, place) = self.marks.iter().take_while(|mark| mark.span.start <= at).filter_map(file).last()?;
        Some(place + (at - start))
    }

    /// The addresses that it states as its own.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.facts.all_addresses()
    }

    /// The title that it states first.
    pub fn title(&self) -> Option<&str> {
        self.facts.first_title()
    }

    /// The language that it states, or that its words seem to be in.
    pub fn language(&self) -> Option<String> {
        self.facts.first_language().map(str::to_owned).or_else(|| super::tongue::of(&self.text).map(str::to_owned))
    }

    /// The lines that are not the article's body, counted from 1, each with what it is.
    pub fn apart_lines(&self) -> Vec<(u32, &'static str)> {
        let apart = self.marks.iter().filter_map(|mark| match mark.what {
            What::Apart(what) => Some((self.line(mark.span.start), self.line(mark.span.end), what)),
            _ => None,
        });
        apart.flat_map(|(first, last, what)| (first..=last).map(move |line| (line, what))).collect()
    }

    /// The line of byte `at`, from 1.
    fn line(&self, at: usize) -> u32 {
        let before = self.text.get(..at).unwrap_or_default();
        u32::try_from(memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1).unwrap_or(u32::MAX)
    }

    /// The lines that came out damaged, from the first to the last, counted from 1.
    pub fn damaged_lines(&self) -> Vec<(u32, u32)> {
        let mut lines: Vec<(u32, u32)> = Vec::new();
        for mark in self.marks.iter().filter(|mark| mark.what == What::Damaged) {
            let (first, last) =
                (self.line(mark.span.start), self.line(mark.span.end.saturating_sub(1).max(mark.span.start)));
            match lines.last_mut() {
                Some(known) if known.1 + 1 >= first => known.1 = known.1.max(last),
                _ => lines.push((first, last)),
            }
        }
        lines
    }
}

impl Mark {
    fn locator(&self) -> Option<&str> {
        match &self.what {
            What::Locator(name) => Some(name),
            _ => None,
        }
    }
}

/// Writes words, paragraph by paragraph, and marks stretches of them.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    marks: Vec<Mark>,
    /// What parts the words to come from those before.
    gap: &'static str,
}

impl Writer {
    /// Adds words; where a paragraph or line was ended, after the gap.
    pub fn push(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        self.open();
        self.text.push_str(words);
    }

    /// The byte at which words to come will stand.
    pub fn open(&mut self) -> usize {
        if !self.gap.is_empty() {
            self.text.truncate(self.text.trim_end().len());
            if !self.text.is_empty() {
                self.text.push_str(self.gap);
            }
            self.gap = "";
        }
        self.text.len()
    }

    /// Ends the paragraph.
    pub fn paragraph(&mut self) {
        self.gap = "\n\n";
    }

    /// Ends the line, if nothing more was ended.
    pub fn line(&mut self) {
        if self.gap.is_empty() {
            self.gap = "\n";
        }
    }

    /// What the words from byte `start` up to here are.
    pub fn mark(&mut self, start: usize, what: What) {
        self.marks.push(Mark { span: start..self.text.len().max(start), what });
    }

    /// What a stretch of the words is.
    pub fn mark_span(&mut self, span: Range<usize>, what: What) {
        self.marks.push(Mark { span, what });
    }

    /// That something stands at byte `at`.
    pub fn mark_at(&mut self, at: usize, what: What) {
        self.marks.push(Mark { span: at..at, what });
    }

    /// All that was written; the marks by where they begin.
    pub fn finish(mut self) -> Saved {
        self.text.truncate(self.text.trim_end().len());
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.marks.sort_by_key(|mark| mark.span.start);
        Saved { text: self.text, marks: self.marks, ..Saved::default() }
    }
}
