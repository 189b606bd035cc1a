//! Sources: excerpts with their claimants and origins, figures with their events.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{FileId, Hash};
use crate::lock::{Lock, LockedQuotation, quotation_key};
use crate::manuscript::*;
use crate::memo::Memo;
use crate::quantity::{Agreement, Qualifier, occurs_in, occurs_in_numbers_only};
use crate::rules;
use crate::site::*;

use super::first_of_each;
use super::names::Names;
use super::registers::Statements;

/// What resolving remembers of a source: right for the same text, registers and lock.
pub type SourceMemo = Memo<Hash, Arc<Noted<Arc<Source>>>>;

/// What a source's names may lead to.
pub struct Context<'a> {
    pub manuscript: &'a Manuscript,
    pub claimants: &'a BTreeMap<ClaimantId, Claimant>,
    pub events: &'a BTreeMap<EventId, Event>,
    pub statements: &'a Statements,
    pub lock: &'a Lock,
}

pub fn sources(
    context: &Context,
    memo: &mut SourceMemo,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<SourceId, Arc<Source>> {
    let manuscript = context.manuscript;
    let texts: Vec<&Arc<SourceText>> = first_of_each(
        manuscript.sources.iter(),
        "source",
        |source| (source.file.clone(), Text::new(source.id.clone(), source.span)),
        notices,
    );
    let ids: Vec<&str> = texts.iter().map(|source| source.id.as_str()).collect();
    let all_ids = Hash::of_parts(ids.iter().map(|id| id.as_bytes()));
    let statements = Hash::of(format!("{:?}", context.statements).as_bytes());
    let lock = manuscript.lock.as_ref().map_or(Hash::default(), |file| file.hash());
    let common = Hash::of_parts([
        &manuscript.claimants.hash.0[..],
        &manuscript.events.hash.0,
        &manuscript.places.hash.0,
        &statements.0,
        &lock.0,
    ]);
    let resolved = memo.all(
        &texts,
        |text| {
            let names_others = !text.derived_from.is_empty();
            let others: &[u8] = if names_others { &all_ids.0 } else { &[] };
            (&text.file, Hash::of_parts([&text.hash.0[..], &common.0, others]))
        },
        |text| Arc::new(source(text, &ids, context)),
    );
    let mut map = BTreeMap::new();
    for noted in resolved {
        notices.extend(noted.notices.iter().cloned());
        map.insert(noted.value.id.clone(), Arc::clone(&noted.value));
    }
    map
}

fn source(text: &Arc<SourceText>, ids: &[&str], context: &Context) -> Noted<Arc<Source>> {
    let mut notices = Vec::new();
    let mut derived_from = Vec::new();
    for name in &text.derived_from {
        match ids.contains(&name.as_str()) && name.value != text.id {
            true => derived_from.push(SourceId::from(name.as_str())),
            false if name.value == text.id => {
                let chain = format!("{0} → {0}", text.id);
                notices.push(rules::reference_cycle(&text.file, name.span, "derived_from", &chain));
            }
            false => notices.push(rules::unknown_source(&text.file, name, ids)),
        }
    }
    let locked = context.lock.sources.get(&text.id);
    let quotations: BTreeMap<String, Vouched> = locked
        .map(|locked| locked.quotations.iter().map(|(key, quotation)| (key.clone(), vouched(quotation))).collect())
        .unwrap_or_default();
    let excerpts = text
        .excerpts
        .iter()
        .map(|excerpt| resolve_excerpt(text, excerpt, &quotations, context, &mut notices))
        .collect();
    let lock_hash = Hash::of(format!("{locked:?}").as_bytes());
    let fingerprint = Hash::together([&text.hash, &lock_hash, &context.manuscript.claimants.hash]);
    let value = Source {
        id: SourceId::from(text.id.as_str()),
        text: Arc::clone(text),
        excerpts,
        derived_from,
        vouched: locked.map(|locked| VouchedCapture { sha256: locked.capture.clone() }),
        quotations,
        links: Vec::new(),
        fingerprint,
    };
    Noted { value: Arc::new(value), notices }
}

fn vouched(locked: &LockedQuotation) -> Vouched {
    Vouched {
        class: locked.class,
        segments: locked.segments,
        exact: locked.exact.clone(),
        prefix: locked.prefix.clone(),
        suffix: locked.suffix.clone(),
        fragment: Some(locked.fragment.clone()).filter(|fragment| !fragment.is_empty()),
    }
}

fn resolve_excerpt(
    source: &SourceText,
    text: &ExcerptText,
    quotations: &BTreeMap<String, Vouched>,
    context: &Context,
    notices: &mut Vec<Diagnostic>,
) -> Excerpt {
    let claimant = text.claimant.as_ref().filter(|name| name.value != "unattributed");
    let claimant = claimant.and_then(|name| claimant_named(&source.file, name, context.claimants, notices));
    let statement = text.statement.as_ref().map(|statement| statement.value.clone());
    let rests_on = text.rests_on.as_ref().and_then(|name| {
        let by_statement = context.statements.get(&name.value).and_then(|id| context.claimants.get(id.as_str()));
        match (context.claimants.get(name.as_str()), by_statement) {
            (Some(claimant), _) | (None, Some(claimant)) => Some(claimant),
            (None, None) => claimant_named(&source.file, name, context.claimants, notices).and(None),
        }
    });
    let of_statement = || {
        let id = context.statements.get(statement.as_ref()?)?;
        context.claimants.get(id.as_str())
    };
    let origin = rests_on.or_else(|| context.claimants.get(claimant.as_ref()?)).or_else(of_statement);
    for figure in &text.figures {
        check_figure(source, text, figure, context, notices);
    }
    Excerpt {
        claimant,
        origin: origin.map(|claimant| claimant.origin.clone()),
        statement,
        vouched: text.quote.as_ref().and_then(|quote| quotations.get(&quotation_key(quote, None))).cloned(),
        text: text.clone(),
    }
}

/// The claimant of that name; reported when there is none.
pub fn claimant_named(
    file: &FileId,
    name: &Text,
    claimants: &BTreeMap<ClaimantId, Claimant>,
    notices: &mut Vec<Diagnostic>,
) -> Option<ClaimantId> {
    match claimants.get_key_value(name.as_str()) {
        Some((id, _)) => Some(id.clone()),
        None => {
            let known: Vec<&str> = claimants.keys().map(ClaimantId::as_str).chain(["unattributed"]).collect();
            notices.push(rules::unknown_claimant(file, name, &known));
            None
        }
    }
}

fn check_figure(
    source: &SourceText,
    excerpt: &ExcerptText,
    figure: &FigureText,
    context: &Context,
    notices: &mut Vec<Diagnostic>,
) {
    let file = &source.file;
    if !context.events.contains_key(figure.event.as_str()) {
        let known: Vec<&str> = context.events.keys().map(EventId::as_str).collect();
        notices.push(rules::unknown_event(file, &figure.event, &known));
    }
    if let Some(claimant) = figure.claimant.as_ref().filter(|name| name.value != "unattributed") {
        claimant_named(file, claimant, context.claimants, notices);
    }
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
        _ => occurs_in_numbers_only(&figure.value.value, quote),
    };
    if let Some((message, help)) = disagreement(&agreement, &figure.value.value.text) {
        notices.push(rules::figure_not_in_quote(file, figure.value.span, message, quote.span, help));
    }
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

/// The sources with the links of their bodies resolved; only pages are linked to, so this comes after routes.
pub fn links(
    sources: &BTreeMap<SourceId, Arc<Source>>,
    names: &Names,
    notices: &mut Vec<Diagnostic>,
) -> BTreeMap<SourceId, Arc<Source>> {
    let mut map = BTreeMap::new();
    for (id, source) in sources {
        let has_links =
            source.text.body.pieces.iter().any(|piece| matches!(piece, Piece::LinkOpen { .. } | Piece::Image { .. }));
        let source = match has_links {
            false => Arc::clone(source),
            true => {
                let mut seen = super::names::Seen::default();
                let links = super::links::links(&source.text.body.pieces, &source.text.file, names, &mut seen, notices);
                Arc::new(Source { links, ..(**source).clone() })
            }
        };
        map.insert(id.clone(), source);
    }
    map
}
