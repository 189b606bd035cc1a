//! Sources: excerpts with their claimants and origins, figures with their events.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::FileId;
use crate::lock::{LockedQuotation, quotation_key};
use crate::manuscript::*;
use crate::memo::{Printed, Reader};
use crate::quantity::{Agreement, Number, Qualifier, Quantity, mentions, occurs_in, occurs_in_numbers_only};
use crate::reading::{Lexicon, read};
use crate::rules;
use crate::site::*;

use super::body::Author;
use super::named::{claimant_named, event_named, source_named};
use super::names::Names;

/// A source: its excerpts with who said them. Its body comes later, when it is known where links lead.
pub fn source(text: &Printed<SourceText>, (): &(), names: &Reader<Names>) -> Noted<Printed<Source>> {
    let mut notices = Vec::new();
    let mut derived_from = Vec::new();
    for name in &text.derived_from {
        if name.value == text.id {
            let chain = format!("{0} → {0}", text.id);
            notices.push(rules::reference_cycle(&text.file, name.span, "derived_from", &chain));
        } else {
            derived_from.extend(source_named(&text.file, name, names, &mut notices));
        }
    }
    let locked = names.locked(&text.id);
    let quotations = locked.iter().flat_map(|locked| &locked.quotations);
    let quotations: BTreeMap<String, Vouched> =
        quotations.map(|(key, quotation)| (key.clone(), vouched(quotation))).collect();
    let excerpts =
        text.excerpts.iter().map(|excerpt| resolve_excerpt(text, excerpt, &quotations, names, &mut notices)).collect();
    let source = Source {
        id: SourceId::from(text.id.as_str()),
        text: text.clone(),
        excerpts,
        derived_from,
        vouched: locked.map(|locked| locked.capture.clone()),
        quotations,
        body: Vec::new(),
        footnotes: Vec::new(),
    };
    Noted { value: Printed::new(source), notices }
}

/// The same source with its body.
pub fn with_body(source: &Printed<Source>, (): &(), names: &Reader<Names>) -> Noted<Printed<Source>> {
    let mut notices = Vec::new();
    let mut author = Author { file: &source.text.file, names, notices: &mut notices, is_quoted: true };
    let (body, footnotes) = author.aside(&source.text.body, "text.");
    Noted { value: Printed::new(Source { body, footnotes, ..(**source).clone() }), notices }
}

fn vouched(locked: &LockedQuotation) -> Vouched {
    // Since version 3 the context is cut at words.
    let is_old = locked.digest.is_empty();
    Vouched {
        class: locked.class,
        segments: locked.segments,
        exact: locked.exact.clone(),
        prefix: if is_old { before(&locked.prefix) } else { locked.prefix.clone() },
        suffix: if is_old { after(&locked.suffix) } else { locked.suffix.clone() },
        is_judged: locked.sentence.is_some(),
        fragment: Some(locked.fragment.clone()).filter(|fragment| !fragment.is_empty()),
    }
}

/// Code points of context that an old lock has on a side where it was cut.
const CUT: usize = 32;

/// What stands before quoted words, without the word that it may begin in the middle of.
fn before(prefix: &str) -> String {
    match prefix.chars().count() == CUT {
        true => prefix.find(char::is_whitespace).map_or("", |at| prefix[at..].trim_start()).to_owned(),
        false => prefix.to_owned(),
    }
}

/// What stands after them, without the word that it may end in the middle of.
fn after(suffix: &str) -> String {
    match suffix.chars().count() == CUT {
        true => suffix.rfind(char::is_whitespace).map_or("", |at| suffix[..at].trim_end()).to_owned(),
        false => suffix.to_owned(),
    }
}

fn resolve_excerpt(
    source: &SourceText,
    text: &ExcerptText,
    quotations: &BTreeMap<String, Vouched>,
    names: &Reader<Names>,
    notices: &mut Vec<Diagnostic>,
) -> Excerpt {
    let claimant = text.claimant.as_ref().filter(|name| name.value != "unattributed");
    let claimant = claimant.and_then(|name| claimant_named(&source.file, name, names, notices));
    let statement = text.statement.as_ref().map(|statement| StatementId::from(statement.as_str()));
    let who_said = |statement: &StatementId| names.statement(statement).and_then(|id| names.claimant(id));
    let rests_on = text.rests_on.as_ref().and_then(|name| {
        let by_name = names.claimant(&ClaimantId::from(name.as_str()));
        let found = by_name.or_else(|| who_said(&StatementId::from(name.as_str())));
        found.or_else(|| claimant_named(&source.file, name, names, notices))
    });
    let origin = rests_on.or(claimant).or_else(|| who_said(statement.as_ref()?));
    let (claimant, origin) =
        (claimant.map(|claimant| claimant.id.clone()), origin.map(|claimant| claimant.origin.clone()));
    let mut reported = |figure: &FigureText| {
        check_figure(source, text, figure, notices);
        let event = event_named(&source.file, &figure.event, names, notices).map(|event| event.id.clone());
        let (claimant, origin) = match &figure.claimant {
            None => (claimant.clone(), origin.clone()),
            Some(name) if name.value == "unattributed" => (None, None),
            Some(name) => {
                let own = claimant_named(&source.file, name, names, notices);
                own.map(|own| (own.id.clone(), own.origin.clone())).unzip()
            }
        };
        Reported { text: figure.clone(), event, claimant, origin }
    };
    let figures = text.figures.iter().map(&mut reported).collect();
    let original = text.original.as_ref().and_then(|original| original.source.as_ref());
    let original = original.filter(|name| name.value != source.id);
    let original_from = original.and_then(|name| source_named(&source.file, name, names, notices));
    Excerpt {
        id: ExcerptId::from(text.id.as_str()),
        figures,
        claimant,
        origin,
        statement,
        original_from,
        vouched: text.quote.as_ref().and_then(|quote| quotations.get(&quotation_key(quote, None))).cloned(),
        text: text.clone(),
    }
}

fn check_figure(source: &SourceText, excerpt: &ExcerptText, figure: &FigureText, notices: &mut Vec<Diagnostic>) {
    let file: &FileId = &source.file;
    if let Some(population) = figure.population {
        let has_total = excerpt.figures.iter().any(|other| {
            other.population.is_none()
                && other.event.value == figure.event.value
                && other.measure.value == figure.measure.value
        });
        if !has_total {
            let (population, measure) = (population.as_str(), figure.measure.value.as_str());
            notices.push(rules::figure_parent_missing(file, figure.value.span, population, measure));
        }
    }
    let Some(quote) = &excerpt.quote else { return };
    let language = excerpt.language.as_deref().or(source.language.as_deref()).unwrap_or("en");
    let agreement = match language.split('-').next() {
        Some("en") => occurs_in(&figure.value.value, quote),
        _ => in_other_language(&figure.value.value, quote, language),
    };
    if let Some(words) = rough_words(&agreement, &figure.value.value, quote) {
        let value = &figure.value.value.text;
        let message = format!("the quotation says `{words}`, and the value `{value}`");
        let help = format!("write the source's words: `value: \"{words}\"`");
        notices.push(rules::figure_not_in_quote(file, figure.value.span, message, quote.span, help));
        return;
    }
    if let Some((message, help)) = disagreement(&agreement, &figure.value.value.text) {
        notices.push(rules::figure_not_in_quote(file, figure.value.span, message, quote.span, help));
    }
}

/// Compares a value with a quotation in a language that has a lexicon, else by its digits alone.
fn in_other_language(value: &Quantity, quote: &str, language: &str) -> Agreement {
    let digits = occurs_in_numbers_only(value, quote);
    if Lexicon::of(language).is_none() {
        return digits;
    }
    let said = read(quote, language).readings;
    let counted: Vec<Number> =
        said.iter().filter(|reading| reading.is_quantity()).map(|reading| reading.value).collect();
    let has_all = value.numbers.iter().all(|number| counted.contains(number));
    match digits {
        _ if has_all && !value.numbers.is_empty() => Agreement::Agrees,
        // Digits that may be read in two ways are read in the way of their language.
        Agreement::Agrees if !counted.is_empty() => Agreement::NumberMissing { numbers_found: counted },
        digits => digits,
    }
}

/// The words of a quotation that count roughly, where a value makes a number of them: `a dozen`.
fn rough_words(agreement: &Agreement, value: &Quantity, quote: &str) -> Option<String> {
    let is_rough = matches!(agreement, Agreement::QualifierDropped { quote_has: Qualifier::Vague | Qualifier::Exact });
    let number = value.numbers.first().filter(|_| is_rough)?;
    mentions(quote).into_iter().find(|mention| mention.value == *number)?.vague
}

/// What to say of a value that its quotation does not bear out.
fn disagreement(agreement: &Agreement, value: &str) -> Option<(String, String)> {
    match agreement {
        Agreement::Agrees => None,
        Agreement::NumberMissing { numbers_found } => {
            let found: Vec<String> = numbers_found.iter().map(|number| format!("`{number}`")).collect();
            let help = match found.is_empty() {
                true => "quote the words that hold the number".to_owned(),
                false if found.len() == 1 => format!("the quotation has the number {}", found[0]),
                false => format!("the quotation has the numbers {}; write the one that is meant", found.join(", ")),
            };
            Some((format!("the value `{value}` does not occur in the quotation"), help))
        }
        Agreement::CannotTell => None,
        Agreement::QualifierDropped { quote_has } => Some((
            format!("the quotation says {} `{value}`", bound(*quote_has)),
            format!("write the source's words: `value: \"{} {value}\"`", bound(*quote_has)),
        )),
        Agreement::QualifierDiffers { quote_has, value_has } => Some((
            format!("the value `{value}` says {}, and the quotation says {}", bound(*value_has), bound(*quote_has)),
            "write the source's words".to_owned(),
        )),
        Agreement::HedgeDropped { quote_has } => Some((
            format!("the quotation doubts the number, and the value `{value}` does not"),
            format!("write the source's words: `value: \"{} {value}\"`", quote_has.as_str()),
        )),
        Agreement::HedgeDiffers { quote_has, value_has } => Some((
            format!(
                "the value says `{}`, and the quotation {}",
                value_has.as_str(),
                match quote_has {
                    Some(hedge) => format!("says `{}`", hedge.as_str()),
                    None => "does not".to_owned(),
                }
            ),
            "write the source's words".to_owned(),
        )),
    }
}

/// A bound in words; "exactly" where there is none.
fn bound(qualifier: Qualifier) -> &'static str {
    match qualifier.in_words() {
        "" => "exactly",
        words => words,
    }
}
