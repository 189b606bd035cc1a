//! A spelling that the site avoids stands in its own words. Quotations keep their source's spelling.

use std::ops::Range;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::Document;
use crate::memo::Reader;
use crate::passage::{Passage, Register};
use crate::site::Site;

pub const RULE: Rule = Rule::warning("spelling-avoided", include_str!("spelling_avoided.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    for (avoid, prefer) in &site.settings().spellings {
        for passage in document.passages.iter().filter(|passage| is_own(passage.register)) {
            for (at, _) in passage.text.match_indices(avoid.as_str()) {
                let range = at..at + avoid.len();
                if is_inside_word(&passage.text, &range) || is_quoted(&passage.text, at) {
                    continue;
                }
                let message = format!("this site writes `{prefer}`, not `{}`", avoid.value);
                let diagnostic = Diagnostic::new(&RULE, &document.file, passage.source_of(&range), message)
                    .label(&site.settings().file, avoid.span, "set here")
                    .help(format!("write `{prefer}`; inside quotation marks the source's spelling stays"));
                found.push(spelled(diagnostic, passage, &range, prefer));
            }
        }
    }
}

/// The finding with the right spelling, where the wrong one stands in the file letter for letter.
pub fn spelled(found: Diagnostic, passage: &Passage, range: &Range<usize>, right: &str) -> Diagnostic {
    let span = found.span;
    let is_plain = right.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '’'));
    let stands = passage.is_written(range.start) && passage.is_written(range.end.saturating_sub(1));
    match is_plain && stands && span.range().len() == range.len() {
        true => found.mend(span, right),
        false => found,
    }
}

/// Whether the spelling is the site's to choose.
pub fn is_own(register: Register) -> bool {
    match register {
        Register::Headline | Register::Prose | Register::Short | Register::Footnote | Register::Remark => true,
        Register::Comment | Register::Note | Register::Caption | Register::Summary => true,
        Register::Name | Register::Reason | Register::Argument => true,
        // What stood before keeps its spelling, and so do other people's names for things.
        Register::Was | Register::Variant | Register::Quoted => false,
    }
}

pub fn is_inside_word(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back().is_some_and(char::is_alphanumeric);
    let after = text[range.end..].chars().next().is_some_and(char::is_alphanumeric);
    before || after
}

/// Whether quotation marks are open at `at`.
pub fn is_quoted(text: &str, at: usize) -> bool {
    let before = &text[..at];
    let curly = before.matches('“').count() > before.matches('”').count();
    curly || before.matches('"').count() % 2 == 1
}
