//! Definitions of footnotes: evidence is read from the source, line by line; all else is Markdown like the rest.

use std::ops::Range;

use super::source::Written;
use super::{BodyOptions, Inside, RawHtml, Reader, allowed, evidence_like, sentence};
use crate::files::Spanned;
use crate::html::Html;
use crate::manuscript::{EvidenceLike, FootnoteContent, FootnoteText, PieceText};
use crate::parse::evidence_note;
use crate::passage::Register;
use crate::rules;

impl Reader<'_, '_> {
    /// A definition begins. True if it is an evidence note, which is read here and now.
    pub(super) fn definition(&mut self, label: &str, range: &Range<usize>) -> bool {
        self.flush();
        let source = self.source.full.get(range.clone()).unwrap_or_default();
        let opening = source.find("]:").map_or(0, |at| at + 2);
        let label_start = range.start + source.find("[^").map_or(0, |at| at + 2);
        let label = Spanned::new(label.to_owned(), self.span(&(label_start..label_start + label.len())));
        let span = self.span(&(range.start..range.start + source.trim_end().len()));
        let content = &source[opening..];
        let lines = evidence_note::split(content);
        self.tell_of_evidence_like(content, range.start + opening, &lines);
        if lines.evidence.is_empty() {
            self.inside.push(Inside { label, span, around: std::mem::take(&mut self.pieces) });
            return false;
        }
        if !allowed(self.options.register).claims {
            let message = "claims are made on pages; a note or source cites with `[^@source]`";
            self.notices.push(rules::bad_evidence_line(self.file, label.span, message));
            return true;
        }
        let at = self.span(&(range.start + opening..range.end)).start as usize;
        let mut faults = Vec::new();
        let evidence = lines
            .evidence
            .iter()
            .map(|line| {
                evidence_note::line(&content[line.range()], at + line.start as usize, &mut faults, self.passages)
            })
            .collect();
        for fault in faults {
            self.notices.push(rules::bad_evidence_line(self.file, fault.span, fault.value));
        }
        let mut remark = Vec::new();
        for part in lines.remark {
            let words = &content[part.range()];
            if words.trim().is_empty() {
                continue;
            }
            if !remark.is_empty() {
                remark.push(PieceText::Markup(Html::new().raw(" ").fix()));
            }
            let own = BodyOptions { register: Register::Remark, ..self.options };
            let written = Written::new(words, at + part.start as usize);
            remark.extend(sentence(Reader::new(self.file, &written, own, self.notices, self.passages)));
        }
        self.body.footnotes.push(FootnoteText {
            label,
            span,
            content: FootnoteContent::Evidence { remark, lines: evidence },
        });
        true
    }

    /// Remembers the lines that look like evidence and are none; `at` is where the definition's content begins.
    fn tell_of_evidence_like(&mut self, content: &str, at: usize, lines: &evidence_note::Lines) {
        let (mut start, mut is_code) = (0, false);
        for line in content.split_inclusive('\n') {
            let (from, words) = (start, line.trim_end());
            start += line.len();
            let bare = evidence_note::bare(words);
            is_code ^= bare.starts_with("```") || bare.starts_with("~~~");
            let next = lines.evidence.partition_point(|span| span.range().end <= from);
            let is_read = lines.evidence.get(next).is_some_and(|span| span.range().start < from + words.len());
            if is_code || is_read || self.options.raw_html == RawHtml::Sanitised {
                continue;
            }
            if let Some(like) = evidence_like::in_footnote(words) {
                let span = self.span(&(at + from + words.len() - bare.len()..at + from + words.len()));
                self.told_lines.insert(span.start, span.end);
                let source = Spanned::new(like.source.to_owned(), span);
                let is_certain = like.is_certain;
                self.body.evidence_like.push(EvidenceLike { source, line: like.line, is_certain, in_footnote: true });
            }
        }
    }
}
