//! An excerpt is given to a claimant whom the source does not name.

use super::Whole;
use crate::diagnostic::{Diagnostic, Rule};
use crate::known_names::names_of_person;
use crate::reading::Lexicon;
use crate::site::{ClaimantId, Excerpt, Source};
use crate::verified::Witness;

pub const RULE: Rule = Rule::warning("claimant-not-in-source", include_str!("claimant_not_in_source.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for source in whole.site.tables().sources.values() {
        // Names are written otherwise in other scripts.
        let language = source.text.language.as_deref().unwrap_or(&whole.site.settings().language);
        if primary(language) != primary(&whole.site.settings().language) {
            continue;
        }
        let Some(capture) = Witness::new(&source.text, whole.manuscript).capture else { continue };
        let Ok((text, _)) = capture.text() else { continue };
        for excerpt in &source.excerpts {
            if let Some((id, name)) = unnamed(whole, source, excerpt, text) {
                // A list is written as a whole: those that there are stay in it.
                let known = whole.site.tables().claimants.get(id).into_iter().flat_map(|one| &one.text.aliases);
                let aliases: String = known.map(|alias| format!("aliases=\"{alias}\" ")).collect();
                let message =
                    format!("`{}#{}` is said by {name}, whom the source does not name", source.id, excerpt.id);
                let diagnostic = Diagnostic::new(&RULE, &source.text.file, excerpt.text.id.span, message).help(
                    format!("`onrecord set claimant:{id} {aliases}aliases=\"…\"` gives the name that the source uses; or name who says so"),
                );
                found.push(diagnostic);
            }
        }
    }
}

/// The claimant of an excerpt, if none of its names stands in a text.
fn unnamed<'s>(
    whole: &'s Whole,
    source: &Source,
    excerpt: &'s Excerpt,
    text: &str,
) -> Option<(&'s ClaimantId, &'s str)> {
    let id = excerpt.claimant.as_ref()?;
    let claimant = whole.site.tables().claimants.get(id)?;
    let names = names_of_person(&claimant.text);
    let is_outlet = source.text.outlet.as_ref().is_some_and(|outlet| names.iter().any(|name| name == &**outlet));
    let called = names.iter().map(String::as_str).chain(claimant.text.role.as_deref());
    // "The captain", "a blogger": a description is no name.
    let called: Vec<&str> = called.map(without_article).collect();
    let is_described = called.iter().any(|name| name.starts_with(char::is_lowercase));
    // "the County Hospital" is "the county hospital" in the midst of a sentence; of a single word the capital is what makes it a name.
    let in_words = |name: &str| name.contains(' ') && text.to_lowercase().contains(&name.to_lowercase());
    let is_named = is_described || called.iter().any(|name| text.contains(name) || in_words(name));
    (!names.is_empty() && !is_outlet && !is_named).then(|| (id, &*claimant.text.name))
}

/// The articles of every language: a register may hold names of many.
fn without_article(name: &str) -> &str {
    let Some((first, rest)) = name.split_once(' ') else { return name };
    let first = first.to_lowercase();
    if Lexicon::all().any(|lexicon| lexicon.words.name_articles.contains(&first)) { rest } else { name }
}

fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}
