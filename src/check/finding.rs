//! What rules of sources and of quotations look at: plain data, with the places of today.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Label, Rule};
use crate::files::{File, Span};
use crate::lock::{LockedQuotation, LockedSource};
use crate::manuscript::Manuscript;
use crate::quotation::{Explanation, Match, Miss};
use crate::quoting::Quotation;
use crate::verified::{Verified, Whereabouts, Witness};

/// A source with its capture and what the lock has of it.
pub struct SourceFinding<'a> {
    pub verified: &'a Verified,
    pub witness: &'a Witness,
    pub words: Whereabouts,
    pub locked: Option<&'a LockedSource>,
}

impl SourceFinding<'_> {
    /// A stretch of the source's capture (in code points), as reports show it; none where there is no capture to show.
    pub fn in_capture(&self, range: Range<usize>, message: &str) -> Option<Label> {
        label(self.witness.capture.as_ref()?, range, message)
    }
}

/// A quotation of which something may have to be said.
pub struct Finding<'a> {
    pub quotation: &'a Quotation,
    /// Where its words stand now.
    pub span: Span,
    pub witness: &'a Witness,
    /// Where the source's words are.
    pub words: Whereabouts,
    pub case: Case<'a>,
    /// A note about the source, which readers can see, says what the site does with its words.
    pub source_is_noted: bool,
    pub manuscript: &'a Manuscript,
}

/// What is known of a quotation.
#[derive(Clone, Copy)]
pub enum Case<'a> {
    /// It stands in its source.
    Found(&'a Match),
    /// It does not; why, and what comes near.
    Refused(&'a Miss, &'a Explanation),
    /// Its source's words are not here, and the lock does not have it.
    Unvouched(Option<&'a NearestLocked>),
    /// Its source's words are not here, and the lock says what was cut off it.
    Locked(&'a LockedQuotation),
}

/// The locked words that are most like a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct NearestLocked {
    /// The key of their entry.
    pub key: Option<String>,
    pub words: String,
    pub explanation: Explanation,
}

impl<'a> Finding<'a> {
    pub fn found(&self) -> Option<&'a Match> {
        if let Case::Found(found) = self.case { Some(found) } else { None }
    }

    pub fn refused(&self) -> Option<(&'a Miss, &'a Explanation)> {
        if let Case::Refused(miss, explanation) = self.case { Some((miss, explanation)) } else { None }
    }

    /// "the capture of `s003`".
    pub fn source(&self) -> String {
        let what = if self.words == Whereabouts::Body { "text" } else { "capture" };
        format!("the {what} of `{}`", self.witness.source.id)
    }

    /// The rule's diagnostic, in the place of the quoted words.
    pub fn report(&self, rule: &Rule, message: String) -> Diagnostic {
        Diagnostic::new(rule, self.quotation.id.file(), self.span, message).caption("the words as quoted")
    }

    /// The words of the source's capture at some code points; none where there is no capture to show.
    pub fn capture_words(&self, range: Range<usize>) -> Option<String> {
        let (text, _) = self.witness.capture.as_ref()?.text().ok()?;
        Some(text.chars().skip(range.start).take(range.end.saturating_sub(range.start)).collect())
    }

    /// A stretch of the source's capture (in code points), as reports show it; none where there is no capture to show.
    pub fn in_capture(&self, range: Range<usize>, message: &str) -> Option<Label> {
        label(self.witness.capture.as_ref()?, range, message)
    }

    /// The words of the capture that are most like the quotation.
    pub fn nearest(&self) -> Option<Label> {
        let nearest = self.refused()?.1.nearest.as_ref()?;
        self.in_capture(nearest.start..nearest.end, "the nearest words of the capture")
    }

    /// A stretch of another source's capture.
    pub fn in_capture_of(&self, id: &str, range: Range<usize>, message: &str) -> Option<Label> {
        let source = self.manuscript.sources.iter().find(|source| source.id == id)?;
        label(Witness::new(source, self.manuscript).capture.as_ref()?, range, message)
    }
}

fn label(capture: &File, range: Range<usize>, message: &str) -> Option<Label> {
    let (text, mark) = capture.text().ok()?;
    let byte = |point: usize| {
        let mut rest = text.chars();
        point.checked_sub(1).map(|last| rest.nth(last));
        mark + text.len() - rest.as_str().len()
    };
    let span = Span::new(byte(range.start), byte(range.end));
    Some(Label { file: capture.path.clone(), span, message: message.to_owned() })
}
