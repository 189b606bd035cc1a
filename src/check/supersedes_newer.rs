//! A figure is said to replace itself, or a newer one.

use crate::diagnostic::{Diagnostic, Rule};

use super::Whole;
use super::figures::{Recorded, recorded};

pub const RULE: Rule = Rule::error("supersedes-newer", include_str!("supersedes_newer.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    let all = recorded(whole.site);
    for one in &all {
        if is_faulty(one, &all) {
            let message = format!("the figure `{}` is said to replace itself or a newer one", one.words());
            let diagnostic = Diagnostic::new(&RULE, &one.source.text.file, one.figure.text.value.span, message);
            found.push(diagnostic.help("name the older count under `supersedes`, or correct the days of the two"));
        }
    }
}

fn is_faulty(one: &Recorded, all: &[Recorded]) -> bool {
    let Some(replaced) = &one.figure.text.supersedes else { return false };
    let Some((source, excerpt)) = replaced.value.split_once('#') else { return false };
    let is_itself = source == one.source.id.as_str() && excerpt == one.excerpt.id.as_str();
    // Sources lie in the order of their ids.
    let first = all.partition_point(|other| other.source.id.as_str() < source);
    let of_source = all.get(first..).unwrap_or_default().iter().take_while(|other| other.source.id.as_str() == source);
    let mut of_source = of_source.filter(|other| other.excerpt.id.as_str() == excerpt);
    let other = of_source.find(|other| other.measure() == one.measure());
    let newer = other.and_then(|other| other.as_of()?.earliest());
    let own = one.as_of().and_then(|date| date.latest());
    is_itself || newer.zip(own).is_some_and(|(newer, own)| newer > own)
}
