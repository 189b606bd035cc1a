//! The ladder of grades: one function over plain data.
//!
//! | grade (first that fits) | rule |
//! |---|---|
//! | withdrawn | a note withdraws the claim, or every supporting source is retracted |
//! | disputed | a support and a dispute that are not of one origin group |
//! | confirmed | the party that the claim is against concedes it, or a statement is in its claimant's own verified words |
//! | corroborated | two groups, one of them named and no party; or named parties of opposing sides |
//! | one origin | one group, or more without the above |
//! | unattributed | the rest |

use std::collections::{BTreeMap, BTreeSet};

use crate::site::{ClaimantId, Reason, Side, SourceId, StatementId, Voice};
use crate::vocabulary::{ClaimKind, Grade, Stance};

/// A claim, as far as its grade depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Weighted<'a> {
    pub kind: ClaimKind,
    /// The party that the claim is against.
    pub against: Option<&'a str>,
    /// A note withdraws it.
    pub withdrawn: bool,
}

/// One line of evidence, as far as a grade depends on it.
#[derive(Clone, Debug)]
pub struct Ground {
    pub stance: Stance,
    pub source: SourceId,
    pub is_retracted: bool,
    /// Every figure of its excerpt is an older count of its origin.
    pub is_superseded: bool,
    /// Its source holds what its claimant said, and the words were verified.
    pub is_first_hand: bool,
    pub claimant: Option<ClaimantId>,
    /// The party of its claimant.
    pub party: Option<String>,
    /// Where its chain of attribution ends; none: nobody is named.
    pub end: Option<End>,
    pub statement: Option<StatementId>,
    /// The outlet as readers see it; none: unidentified.
    pub outlet: Option<String>,
    /// The outlet rendered the words itself, for itself; or for which side.
    pub newsroom: Newsroom,
}

/// Who answers for a line in the end.
#[derive(Clone, Debug)]
pub struct End {
    pub claimant: ClaimantId,
    pub is_named: bool,
    /// The side it takes; none: it is no party.
    pub party: Option<String>,
}

/// An outlet as a witness to what was said.
#[derive(Clone, Debug, Default)]
pub struct Newsroom {
    /// The outlet, or the first agency whose text it printed.
    pub name: Option<String>,
    pub derived_from: Vec<SourceId>,
    /// It belongs to a side or a state.
    pub is_partial: bool,
}

/// A grade and what it rests on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weighed {
    pub grade: Grade,
    pub reason: Reason,
    pub outlets: usize,
    pub named_origins: usize,
}

/// Weighs the evidence of a claim.
pub fn weigh(claim: Weighted, grounds: &[Ground]) -> Weighed {
    let is_support = |ground: &&Ground| ground.stance.is_support();
    let supports: Vec<&Ground> = grounds.iter().filter(is_support).filter(|ground| !ground.is_retracted).collect();
    let is_dispute = |ground: &&Ground| ground.stance == Stance::Disputes;
    let stands = |ground: &&Ground| !ground.is_retracted && !ground.is_superseded;
    let disputes: Vec<&Ground> = grounds.iter().filter(is_dispute).filter(stands).collect();
    let groups = Groups::new(claim.kind, supports.iter().chain(&disputes).copied().collect());
    let (supporting, disputing) = groups.of.split_at(supports.len());
    let is_apart = |one: usize, other: usize| match (supporting[one], disputing[other]) {
        (Some(one), Some(other)) => one != other,
        (None, None) => supports[one].source != disputes[other].source,
        _ => true,
    };
    let outlets: BTreeSet<OutletKey> = supports.iter().map(|ground| outlet_key(ground)).collect();
    let outlets = outlets.len();
    let behind: BTreeSet<usize> = supporting.iter().copied().flatten().collect();
    let named = || behind.iter().map(|group| &groups.all[*group]).filter(|group| group.is_named);
    let parties: BTreeSet<&str> = named().filter_map(|group| group.party.as_deref()).collect();
    let by = || groups.side(supporting);
    let concedes = |ground: &&&Ground| {
        ground.stance == Stance::Concedes && ground.party.is_some() && ground.party.as_deref() == claim.against
    };
    let conceded = supports.iter().find(concedes).and_then(|ground| ground.claimant.clone());
    let is_own = |ground: &&&Ground| claim.kind == ClaimKind::Statement && ground.is_first_hand;
    let first_hand = supports.iter().find(is_own).and_then(|ground| ground.claimant.clone());
    let (grade, reason) = if claim.withdrawn {
        (Grade::Withdrawn, Reason::WithdrawnByNote)
    } else if supports.is_empty() && grounds.iter().any(|ground| is_support(&ground)) {
        (Grade::Withdrawn, Reason::Retracted)
    } else if (0..supports.len()).any(|one| (0..disputes.len()).any(|other| is_apart(one, other))) {
        (Grade::Disputed, Reason::Disputed { supporting: by(), disputing: groups.side(disputing) })
    } else if let Some(claimant) = conceded {
        (Grade::Confirmed, Reason::ConcededBy(claimant))
    } else if let Some(claimant) = first_hand {
        (Grade::Confirmed, Reason::InTheWordsOf(claimant))
    } else if (behind.len() >= 2 && named().any(|group| group.party.is_none())) || parties.len() >= 2 {
        let reason = match claim.kind {
            ClaimKind::Statement => Reason::Rendered { renderings: behind.len(), by: by() },
            _ => Reason::Corroborated { origins: behind.len(), by: by(), outlets },
        };
        (Grade::Corroborated, reason)
    } else if !behind.is_empty() {
        (Grade::OneOrigin, Reason::OneOrigin { by: by(), outlets, silent: silent(&supports, supporting) })
    } else {
        (Grade::Unattributed, Reason::Unattributed { reports: outlets })
    };
    Weighed { grade, reason, outlets, named_origins: named().count() }
}

/// An outlet among others; unidentified ones are told apart by their source.
type OutletKey<'a> = (Option<&'a str>, Option<&'a SourceId>);

fn outlet_key(ground: &Ground) -> OutletKey<'_> {
    (ground.outlet.as_deref(), ground.outlet.is_none().then_some(&ground.source))
}

/// How many outlets support the claim and name nobody.
fn silent(supports: &[&Ground], groups: &[Option<usize>]) -> usize {
    let outlets = |speaks: bool| {
        let those = supports.iter().zip(groups).filter(move |(_, group)| group.is_some() == speaks);
        those.map(|(ground, _)| outlet_key(ground)).collect::<BTreeSet<_>>()
    };
    outlets(false).difference(&outlets(true)).count()
}

/// Who stands behind a group.
#[derive(Debug, Clone)]
struct Group {
    voice: Voice,
    is_named: bool,
    party: Option<String>,
}

/// What makes two lines one origin.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Tie<'a> {
    Statement(&'a StatementId),
    Claimant(&'a ClaimantId),
    /// All unidentified outlets together count as one that has no name.
    Outlet(Option<&'a str>),
}

/// Evidence sorted into origin groups.
struct Groups {
    all: Vec<Group>,
    /// The group of each line; none: it names nobody.
    of: Vec<Option<usize>>,
}

impl Groups {
    /// Lines with the same end claimant or the same statement are one group, in any order and over any number of steps.
    /// For a claim that something was said the witnesses are the outlets that render it themselves.
    fn new(kind: ClaimKind, counted: Vec<&Ground>) -> Groups {
        let cited: BTreeSet<&SourceId> = counted.iter().map(|ground| &ground.source).collect();
        let read: Vec<Option<(Vec<Tie>, Group)>> = counted
            .iter()
            .map(|ground| match kind {
                ClaimKind::Statement => newsroom_group(ground, &cited),
                _ => origin_group(ground),
            })
            .collect();
        let mut heads = Heads((0..read.len()).collect());
        let mut first_of: BTreeMap<&Tie, usize> = BTreeMap::new();
        for (index, (ties, _)) in read.iter().enumerate().filter_map(|(index, read)| Some((index, read.as_ref()?))) {
            for tie in ties {
                heads.join(*first_of.entry(tie).or_insert(index), index);
            }
        }
        let mut groups = Groups { all: Vec::new(), of: Vec::new() };
        let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (index, read) in read.iter().enumerate() {
            let number = read.as_ref().map(|(_, group)| {
                let number = *number_of.entry(heads.head(index)).or_insert(groups.all.len());
                groups.add(number, group);
                number
            });
            groups.of.push(number);
        }
        groups
    }

    /// One who is named names the group; one who is a party makes it one.
    fn add(&mut self, number: usize, member: &Group) {
        let Some(known) = self.all.get_mut(number) else { return self.all.push(member.clone()) };
        if member.is_named && !known.is_named {
            (known.is_named, known.voice) = (true, member.voice.clone());
        }
        known.party = known.party.take().or_else(|| member.party.clone());
    }

    /// The voices of some lines in order of appearance; those who name nobody are counted elsewhere.
    fn side(&self, lines: &[Option<usize>]) -> Side {
        let mut voices: Vec<Voice> = Vec::new();
        for voice in lines.iter().flatten().map(|group| &self.all[*group].voice) {
            if !voices.contains(voice) {
                voices.push(voice.clone());
            }
        }
        let shown = if voices.len() > 4 { 3 } else { voices.len() };
        Side { more: voices.len() - shown, voices: voices.into_iter().take(shown).collect() }
    }
}

/// For each member a member nearer to the head of its group.
struct Heads(Vec<usize>);

impl Heads {
    fn head(&mut self, mut member: usize) -> usize {
        while self.0[member] != member {
            self.0[member] = self.0[self.0[member]];
            member = self.0[member];
        }
        member
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.head(one), self.head(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// What nobody answers for forms no group.
fn origin_group(ground: &Ground) -> Option<(Vec<Tie<'_>>, Group)> {
    let end = ground.end.as_ref()?;
    let ties = ground.statement.as_ref().map(Tie::Statement).into_iter().chain([Tie::Claimant(&end.claimant)]);
    let voice = Voice::Claimant(end.claimant.clone());
    Some((ties.collect(), Group { voice, is_named: end.is_named, party: end.party.clone() }))
}

/// An outlet with a rendering of its own. One that belongs to a side is a party by itself.
fn newsroom_group<'a>(ground: &'a Ground, cited: &BTreeSet<&SourceId>) -> Option<(Vec<Tie<'a>>, Group)> {
    let Newsroom { name, derived_from, is_partial } = &ground.newsroom;
    if derived_from.iter().any(|origin| cited.contains(origin)) {
        return None;
    }
    let party = is_partial.then(|| ground.source.to_string());
    let group = Group { voice: Voice::Outlet(name.clone()), is_named: name.is_some(), party };
    Some((vec![Tie::Outlet(name.as_deref())], group))
}
