//! Markdown: blocks, sentences and what stands in them, footnotes and lines of evidence.

use onrecord::vocabulary::Stance;

use super::Grow;
use crate::warm::part::*;
use crate::warm::words;

impl Grow<'_> {
    /// What may be added inside a mark.
    pub fn in_mark(&mut self, mark: &'static Mark, frame: &Part) -> Vec<Part> {
        let is_page = self.is_page();
        match mark.name {
            "DOCUMENT" => self.blocks(),
            "CAPTURE" => vec![self.leaf(&Sort::Sentence)],
            "PARAGRAPH" => vec![self.sentence()],
            "TABLE" => vec![Part::mark(&ROW, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Words)])],
            "CONTENT" => vec![self.inline()],
            "SENTENCE" if is_page && self.chance.happens(1, 2) => {
                let labels = self.model.known(Name::Label, self.file);
                self.chance.any(&labels).map(|label| marker(label)).into_iter().collect()
            }
            "SENTENCE" => vec![self.marked(&CITATION, &Sort::Use(Name::Source))],
            "FOOT" if is_page => vec![self.line()],
            "LINE" => self.addition(frame).into_iter().collect(),
            "ARGUMENTS" => self.argument(frame).into_iter().collect(),
            "TEXTS" => {
                let sort = frame.parts.first().and_then(|text| text.parts[0].sort());
                sort.map(|sort| self.marked(&TEXT, sort)).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// One or two blocks of a body; a footnote comes with what it is about.
    pub fn blocks(&mut self) -> Vec<Part> {
        let block = |mark: &'static Mark, part: Part| vec![Part::mark(mark, vec![part])];
        match self.chance.below(if self.is_page() { 16 } else { 8 }) {
            0 | 1 => block(&PARAGRAPH, self.sentence()),
            2 => block(&HEADING, self.leaf(&Sort::Words)),
            3 => {
                let mark = self.chance.of(&[&QUOTE, &CALLOUT, &ITEM, &TASK]);
                block(mark, self.sentence())
            }
            4 => {
                let picture = vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Picture))];
                block(&PARAGRAPH, Part::mark(&PICTURE, picture))
            }
            5 => {
                let citation = self.marked(&CITATION, &Sort::Use(Name::Source));
                block(&PARAGRAPH, self.plain_sentence().with(citation))
            }
            6 => self.remark(),
            7 => match self.chance.below(3) {
                0 => block(&CODE, self.leaf(&Sort::Words)),
                1 => block(&PARAGRAPH, self.marked(&RAW, &Sort::Words)),
                _ => vec![Part::mark(&TABLE, vec![Part::mark(&ROW, vec![self.leaf(&Sort::Words), self.inline()])])],
            },
            8..=11 => vec![self.directive()],
            _ => self.claim(),
        }
    }

    /// A sentence that counts nothing, perhaps with something in it.
    fn sentence(&mut self) -> Part {
        let mut sentence = self.plain_sentence();
        if self.chance.happens(1, 2) {
            sentence.parts[0].parts.push(self.inline());
        }
        sentence
    }

    fn plain_sentence(&mut self) -> Part {
        let words = Part::leaf(Sort::Words, words::sentence(self.chance));
        Part::mark(&SENTENCE, vec![Part::mark(&CONTENT, vec![words])])
    }

    fn inline(&mut self) -> Part {
        match self.chance.below(6) {
            0 => self.marked(&EMPHASIS, &Sort::Words),
            1 if self.is_page() && !self.model.reported().is_empty() => self.figure_directive(),
            2 if self.is_page() && !self.model.labels(self.file).is_empty() => {
                Part::mark(&EXTENT, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Label))])
            }
            3 => self.leaf(&Sort::Words),
            _ => Part::mark(&LINK, vec![self.leaf(&Sort::Words), self.leaf(&Sort::Use(Name::Target))]),
        }
    }

    /// An ordinary footnote and where it belongs.
    fn remark(&mut self) -> Vec<Part> {
        let label = self.given(Name::Label);
        let foot = vec![self.sentence()];
        footnote(&label, self.plain_sentence(), foot)
    }

    /// A claim and its evidence.
    pub fn claim(&mut self) -> Vec<Part> {
        let label = self.given(Name::Label);
        let mut first = self.line();
        if self.chance.happens(7, 8) {
            first.parts.retain(|part| !part.is(&STANCE));
        }
        // What is kept back must not say what is published.
        let may_quote = !self.file.contains("private/") && self.chance.happens(2, 3);
        let quote = self.model.quote(first.parts[0].print().trim_start_matches('@'));
        let mut sentence = self.plain_sentence();
        if let Some(count) = quote.filter(|quote| may_quote && words::counted(quote).is_some()) {
            sentence.parts[0].parts[0].text = count;
        }
        let mut foot = if self.chance.happens(1, 3) { vec![self.sentence(), first] } else { vec![first] };
        while self.chance.happens(1, 2) {
            let mut line = self.line();
            if self.chance.happens(1, 3) && line.parts.len() == 1 {
                line.parts.push(self.marked(&STANCE, &Sort::choice(Stance::WORDS)));
            }
            foot.push(line);
        }
        footnote(&label, sentence, foot)
    }

    pub fn line(&mut self) -> Part {
        let mut line = Part::mark(&LINE, vec![self.marked(&SOURCE, &Sort::Use(Name::Evidence))]);
        let needs_words = !line.print().contains('#');
        if needs_words || self.chance.happens(1, 3) {
            line.parts.extend(self.addition(&line));
        }
        let has_words = |line: &Part| line.parts.iter().any(|part| part.is(&QUOTATION) || part.is(&LOCATOR));
        if needs_words && !has_words(&line) {
            line.parts.push(Part::mark(&LOCATOR, vec![Part::leaf(Sort::Words, "page 2")]));
            line.parts.sort_by_key(place_in_line);
        }
        line
    }

    /// Something more that a line of evidence may say.
    fn addition(&mut self, line: &Part) -> Option<Part> {
        let mut inside = self.inside(line);
        let (mark, sort) = match inside.chance.below(6) {
            0 | 1 => (&STANCE, Sort::choice(Stance::WORDS)),
            2 | 3 => (&QUOTATION, Sort::Said),
            // Who says the words of an excerpt is said there.
            4 if !line.print().contains('#') || inside.chance.happens(1, 8) => (&BY, Sort::Use(Name::Claimant)),
            _ => (&COMMENT, Sort::Words),
        };
        let is_there = line.parts.iter().any(|part| part.is(mark));
        (!is_there).then(|| inside.marked(mark, &sort))
    }
}

impl Part {
    /// The part with one more inside it.
    fn with(mut self, part: Part) -> Part {
        self.parts.push(part);
        self
    }
}

/// A paragraph of one sentence, and the footnote that belongs to it.
fn footnote(label: &str, sentence: Part, foot: Vec<Part>) -> Vec<Part> {
    let name = Part::leaf(Sort::Own(Name::Label), label);
    let paragraph = Part::mark(&PARAGRAPH, vec![sentence.with(marker(label))]);
    vec![paragraph, Part::mark(&FOOTNOTE, vec![name, Part::mark(&FOOT, foot)])]
}

fn marker(label: &str) -> Part {
    Part::mark(&MARKER, vec![Part::leaf(Sort::Use(Name::Label), label)])
}

/// The order in which a line of evidence says things.
pub fn place_in_line(part: &Part) -> usize {
    [&SOURCE, &STANCE, &QUOTATION, &BY, &LOCATOR, &COMMENT].iter().position(|mark| part.is(mark)).unwrap_or_default()
}
