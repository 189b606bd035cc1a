//! A claim names somebody or a place of the registers that none of its evidence names.

use std::collections::BTreeSet;
use std::ops::Range;

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule, Severity};
use crate::known_names::{NameKind, Named};
use crate::memo::Reader;
use crate::site::Site;
use crate::stems::Stems;
use crate::uttered::{Made, Uttered};

pub const RULE: Rule = Rule::warning("name-not-in-evidence", include_str!("name_not_in_evidence.md"));

pub fn check(uttered: &Uttered, site: &Reader<Site>, found: &mut Found) {
    let names = uttered.names;
    let headline = [Some(&uttered.page.text.title), uttered.page.text.standfirst.as_ref()];
    let subjects: String = headline.into_iter().flatten().map(|text| format!("{}\n", &**text)).collect();
    let mut subject: Option<BTreeSet<usize>> = None;
    for made in uttered.made.iter().filter(|made| made.is_read() && made.supports().next().is_some()) {
        let own = names.named(&made.marker.text.words);
        if own.is_empty() {
            continue;
        }
        let evidence = known_by(made, site, true);
        let mut known: BTreeSet<usize> = names.named(&evidence).iter().map(|named| named.index).collect();
        // Who names a city names the country around it.
        known.extend(known.clone().into_iter().flat_map(|index| names.around(index)));
        let quoted = names.named(&known_by(made, site, false));
        let is_own = |other: &Named| own.iter().any(|named| named.index == other.index);
        for named in own.iter().filter(|named| !known.contains(&named.index) && !is_part_of_another(&own, &named.at)) {
            // Somebody else of the same kind stands there instead.
            let other = quoted.iter().find(|other| other.kind == named.kind && !is_own(other));
            if other.is_some() {
                found.push(told(uttered, made, &named.at, stands_instead(uttered, made, named)));
                continue;
            }
            let subject = subject.get_or_insert_with(|| names.named(&subjects).iter().map(|one| one.index).collect());
            let is_called = names.role(named.index).is_some_and(|role| says_role(&evidence, role));
            if !subject.contains(&named.index) && !is_called {
                found.push(missing(uttered, made, named));
            }
        }
    }
}

fn told(uttered: &Uttered, made: &Made, at: &Range<usize>, is_exchanged: bool) -> Diagnostic {
    let name = made.words(at);
    let message = format!("the claim `{}` names `{name}`, and its evidence names others", made.claim.label);
    let mut diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(at), message).help(
        "look up whom and which place the source names; another name of the same belongs into `aliases` or `variants`",
    );
    if is_exchanged {
        diagnostic.severity = Severity::Error;
    }
    diagnostic
}

fn missing(uttered: &Uttered, made: &Made, named: &Named) -> Diagnostic {
    let name = made.words(&named.at);
    let message = format!("the claim `{}` names `{name}`, and none of its evidence does", made.claim.label);
    let key = match named.kind {
        NameKind::Person => "`aliases`",
        NameKind::Place => "`variants`",
    };
    let help = format!("quote words that name it; another name of the same belongs into {key}");
    Diagnostic::new(&RULE, &uttered.page.text.file, made.span_of(&named.at), message).help(help)
}

/// Whether in every supporting quotation another name of the kind stands in the very place of this one, among the same words.
fn stands_instead(uttered: &Uttered, made: &Made, named: &Named) -> bool {
    let words = &made.marker.text.words;
    let own = Stems::of(words);
    let beside = neighbours(words, &named.at);
    let mut lines = made.supports().filter_map(|backing| backing.line.quotation.as_deref()).peekable();
    lines.peek().is_some()
        && lines.all(|quote| {
            let others = uttered.names.named(quote).into_iter().filter(|other| other.kind == named.kind);
            let is_beside = |other: &Named| {
                let (before, after) = neighbours(quote, &other.at);
                (before.is_some() && before == beside.0) || (after.is_some() && after == beside.1)
            };
            others.into_iter().any(|other| is_beside(&other)) && Stems::of(quote).shared(&own) >= 2
        })
}

/// The words before and after a part of a text.
fn neighbours(text: &str, at: &Range<usize>) -> (Option<String>, Option<String>) {
    let word = |text: &str| text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let before = text.get(..at.start).and_then(|before| before.split_whitespace().next_back()).map(word);
    let after = text.get(at.end..).and_then(|after| after.split_whitespace().next()).map(word);
    (before.filter(|word| !word.is_empty()), after.filter(|word| !word.is_empty()))
}

/// Whether a text speaks of somebody by what he is: "the governor".
fn says_role(text: &str, role: &str) -> bool {
    let lower = text.to_lowercase();
    let telling = role.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.chars().count() > 4);
    telling.map(str::to_lowercase).any(|word| lower.contains(&word))
}

/// "Belgorod" in "Belgorod Oblast" is no name of its own.
fn is_part_of_another(own: &[Named], at: &Range<usize>) -> bool {
    own.iter().any(|other| other.at != *at && other.at.start <= at.start && at.end <= other.at.end)
}

/// All that the evidence names: its words, who says them, and the events of its figures; with its sources, where asked for.
fn known_by(made: &Made, site: &Reader<Site>, with_sources: bool) -> String {
    let mut words: BTreeSet<String> = BTreeSet::new();
    for backing in made.evidence.iter().filter(|backing| with_sources || backing.supports) {
        words.extend(backing.line.quotation.clone());
        words.extend(backing.line.comment.as_ref().filter(|_| with_sources).map(ToString::to_string));
        // The words around, as far as the lock has them.
        let around = backing.line.vouched.as_ref().filter(|_| with_sources);
        words.extend(around.map(|around| format!("{} {} {}", around.prefix, around.exact, around.suffix)));
        for id in [&backing.line.claimant, &backing.line.origin].into_iter().flatten() {
            if let Some(claimant) = site.claimant(id) {
                words.insert(claimant.text.name.to_string());
                words.extend(claimant.text.role.as_ref().filter(|_| with_sources).map(ToString::to_string));
            }
        }
        let Some(source) = backing.source else { continue };
        if with_sources {
            words.insert(source.text.title.to_string());
            words.extend(source.text.outlet.as_ref().map(ToString::to_string));
            words.extend(source.text.agency.iter().map(ToString::to_string));
            words.extend(source.text.summary.as_ref().map(ToString::to_string));
        }
        let excerpt = backing.line.excerpt.as_ref().and_then(|id| source.excerpt(id.as_str()));
        let whole = excerpt.and_then(|excerpt| excerpt.text.quote.as_ref()).filter(|_| with_sources);
        words.extend(whole.map(|quote| quote.value.to_string()));
        for figure in excerpt.into_iter().flat_map(|excerpt| &excerpt.figures) {
            let Some(event) = figure.event.as_ref().and_then(|id| site.event(id)) else { continue };
            words.insert(event.text.title.to_string());
            let place = event.place.as_ref().and_then(|id| site.place(id));
            words.extend(place.map(|place| place.text.name.to_string()));
        }
    }
    words.into_iter().collect::<Vec<_>>().join("\n")
}
