//! Why a claim has its grade, in one sentence.

use std::collections::BTreeSet;

use crate::site::Evidence;
use crate::vocabulary::{ClaimKind, Grade};

use super::claims::{Group, Grouped, outlet_of};
use super::names::Names;

/// What a grade was decided on.
pub struct Grounds<'a> {
    pub grade: Grade,
    pub kind: ClaimKind,
    pub withdrawn_by_note: bool,
    pub groups: &'a [Group],
    pub supporting: &'a [Grouped<'a>],
    pub disputing: &'a [Grouped<'a>],
    pub conceded: Option<&'a Evidence>,
    pub first_hand: Option<&'a Evidence>,
    pub outlets: usize,
}

pub fn reason(grounds: &Grounds, names: &Names) -> String {
    let outlets = count(grounds.outlets, "outlet");
    match grounds.grade {
        Grade::Withdrawn if grounds.withdrawn_by_note => "withdrawn by a note".to_owned(),
        Grade::Withdrawn => "every source that supported it was retracted".to_owned(),
        Grade::Confirmed => {
            let (verb, evidence) = match (grounds.conceded, grounds.first_hand) {
                (Some(evidence), _) => ("conceded by", Some(evidence)),
                (None, evidence) => ("in the words of", evidence),
            };
            let who = evidence.and_then(|evidence| evidence.claimant.as_ref()).and_then(|id| names.claimants.get(id));
            format!("{verb} {}", who.map_or("the one it concerns", |claimant| claimant.text.name.as_str()))
        }
        Grade::Disputed => {
            format!(
                "{} · against it: {}",
                side(grounds.supporting, grounds.groups),
                side(grounds.disputing, grounds.groups)
            )
        }
        Grade::Corroborated if grounds.kind == ClaimKind::Statement => {
            let renderings = group_indices(grounds.supporting).len();
            format!("rendered by {renderings} newsrooms on their own: {}", side(grounds.supporting, grounds.groups))
        }
        Grade::Corroborated => {
            let origins = group_indices(grounds.supporting).len();
            format!("{origins} origins: {} · {outlets}", side(grounds.supporting, grounds.groups))
        }
        Grade::OneOrigin => match silent_reports(grounds, names) {
            0 => format!("{} · {outlets}", side(grounds.supporting, grounds.groups)),
            1 => format!("{} · 1 more report names nobody", side(grounds.supporting, grounds.groups)),
            more => format!("{} · {more} more reports name nobody", side(grounds.supporting, grounds.groups)),
        },
        Grade::Unattributed => match grounds.outlets {
            1 => "1 report · names nobody".to_owned(),
            more => format!("{more} reports · name nobody"),
        },
    }
}

/// Who stands on a side: names in order of appearance, "nobody named" for the rest.
fn side(evidence: &[Grouped], groups: &[Group]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for item in evidence {
        let name = item.group.map_or("nobody named", |group| groups[group].name.as_str());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.len() > 1 {
        // The silent reports are counted elsewhere, or go last.
        names.retain(|name| *name != "nobody named");
    }
    match names.as_slice() {
        [] => "nobody named".to_owned(),
        [rest @ .., last] if rest.len() > 3 => {
            format!("{} and {} more", rest[..3].join(", "), rest.len() - 3 + usize::from(!last.is_empty()))
        }
        all => all.join(", "),
    }
}

fn group_indices(evidence: &[Grouped]) -> BTreeSet<usize> {
    evidence.iter().filter_map(|item| item.group).collect()
}

/// Outlets that support the claim and name nobody.
fn silent_reports(grounds: &Grounds, names: &Names) -> usize {
    let speaking: BTreeSet<String> =
        grounds.supporting.iter().filter(|s| s.group.is_some()).map(|s| outlet_of(s.evidence, names)).collect();
    let silent: BTreeSet<String> =
        grounds.supporting.iter().filter(|s| s.group.is_none()).map(|s| outlet_of(s.evidence, names)).collect();
    silent.difference(&speaking).count()
}

fn count(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        number => format!("{number} {what}s"),
    }
}
