//! A headline, short form, caption, note or summary says a number that no claim or figure bears out.

use super::assess::{Assertion, assertions, may_assert};
use super::found::{Found, Need, Pending};
use crate::diagnostic::{Diagnostic, Rule};
use crate::manuscript::{Document, DocumentKind};
use crate::memo::Reader;
use crate::passage::{Passage, Register};
use crate::quantity::Number;
use crate::reading::{Noun, Reading};
use crate::site::Site;

pub const RULE: Rule = Rule::warning("headline-number-unbacked", include_str!("headline_number_unbacked.md"));

pub fn check(document: &Document, site: &Reader<Site>, found: &mut Found) {
    let language = document.language.as_deref().unwrap_or(&site.settings().language);
    for passage in document.passages.iter().filter(|passage| repeats(passage.register)) {
        if !may_assert(&passage.text, language) {
            continue;
        }
        for range in passage.sentences(language).iter() {
            let sentence = passage.text.get(range.clone()).unwrap_or_default();
            for assertion in assertions(sentence.trim_end(), language) {
                found.pending.extend(pending(document, passage, range.start, sentence, assertion));
            }
        }
    }
}

/// Whether the words of a register say again what claims say. Prose makes claims itself.
fn repeats(register: Register) -> bool {
    match register {
        Register::Headline | Register::Short | Register::Footnote | Register::Remark | Register::Comment => true,
        Register::Note | Register::Caption | Register::Summary => true,
        Register::Prose | Register::Was | Register::Name | Register::Variant => false,
        Register::Reason | Register::Argument | Register::Quoted => false,
    }
}

fn pending(document: &Document, passage: &Passage, at: usize, sentence: &str, assertion: Assertion) -> Option<Pending> {
    let Assertion { what, range, need, .. } = assertion;
    let is_note = document.kind == DocumentKind::Note;
    // Notes, remarks and footnotes speak about words; what they quote is not verified here.
    let speaks_about =
        matches!(passage.register, Register::Note | Register::Remark | Register::Comment | Register::Footnote);
    // The days they name are those of other things: of copies, of publications.
    let is_of_another = speaks_about && matches!(need, Need::Day(_));
    if is_of_another || matches!(need, Need::Evidence) || (speaks_about && matches!(need, Need::Words(_))) {
        return None;
    }
    // "Two days after the breach": how long after another thing, in the note's own reckoning.
    let is_reckoned = |reading: &Reading| reading.noun == Some(Noun::Time) && reading.value < Number::from(10);
    if is_note && matches!(&need, Need::Number(reading) if is_reckoned(reading)) {
        return None;
    }
    let place = |range: &std::ops::Range<usize>| passage.source_of(&(at + range.start..at + range.end));
    let (known, help) = match is_note {
        true => (
            "nothing that the note is about says so",
            "name in `about` the claim, source or event that it comes from, or take it out",
        ),
        false => (
            "no claim or figure of the site says so",
            "repeat the number with the words that bound and doubt it, or add the claim that it comes from",
        ),
    };
    let message = format!("{} {what}, and {known}", called(passage.register));
    let diagnostic = Diagnostic::new(&RULE, &document.file, place(&range), message).help(help);
    let whole = 0..sentence.trim_end().len();
    let by_excerpts = document.kind != DocumentKind::Page || speaks_about;
    Some(Pending { diagnostic, sentence: place(&whole), need, by_excerpts, by_claims_alone: false })
}

fn called(register: Register) -> &'static str {
    match register {
        Register::Headline => "this headline",
        Register::Short => "this short form",
        Register::Footnote => "this footnote",
        Register::Remark => "this remark",
        Register::Comment => "this comment",
        Register::Note => "this note",
        Register::Caption => "this caption",
        _ => "this text",
    }
}
