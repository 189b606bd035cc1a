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

use super::heads::Heads;
use super::same_words::{Words, same_words};

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
    /// The texts that its source goes back to: its own, or those it was derived from.
    pub texts: Vec<SourceId>,
    /// The quoted words.
    pub words: Words,
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
    /// It is some side's ally: it opposes none for sure.
    pub is_ally: bool,
}

/// An outlet as a witness to what was said.
#[derive(Clone, Debug, Default)]
pub struct Newsroom {
    /// The first agency whose text it prints, else the outlet.
    pub name: Option<String>,
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
    let houses = houses(&supports);
    let outlets = houses.iter().collect::<BTreeSet<_>>().len();
    let behind: BTreeSet<usize> = supporting.iter().copied().flatten().collect();
    let named = || behind.iter().map(|group| &groups.all[*group]).filter(|group| group.is_named);
    let opposed = || named().filter(|group| !group.is_ally);
    let parties: BTreeSet<&str> = opposed().filter_map(|group| group.party.as_deref()).collect();
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
        (Grade::OneOrigin, Reason::OneOrigin { by: by(), outlets, silent: silent(&houses, supporting) })
    } else {
        (Grade::Unattributed, Reason::Unattributed { reports: outlets })
    };
    Weighed { grade, reason, outlets, named_origins: named().count() }
}

/// What makes two lines one outlet: its name, or the text that it printed; unidentified ones are told apart by their source.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum House<'a> {
    Named(&'a str),
    Unidentified(&'a SourceId),
    Text(&'a SourceId),
}

/// The outlet of each line, by its number. Who prints what another wrote is no outlet of its own; who wrote from several
/// texts is none beside any of them, and does not make them one.
fn houses(lines: &[&Ground]) -> Vec<usize> {
    let mut heads = Heads::new(lines.len());
    let mut first_of: BTreeMap<House, usize> = BTreeMap::new();
    let (of_one, of_several): (Vec<usize>, Vec<usize>) = (0..lines.len()).partition(|at| lines[*at].texts.len() < 2);
    for at in of_one {
        let ground = lines[at];
        let own = ground.outlet.as_deref().map_or(House::Unidentified(&ground.source), House::Named);
        for house in [own].into_iter().chain(ground.texts.iter().map(House::Text)) {
            heads.join(*first_of.entry(house).or_insert(at), at);
        }
    }
    for at in of_several {
        let known = lines[at].texts.iter().find_map(|text| first_of.get(&House::Text(text)).copied());
        match known {
            Some(known) => heads.join(known, at),
            None => first_of.extend(lines[at].texts.iter().map(|text| (House::Text(text), at))),
        }
    }
    (0..lines.len()).map(|at| heads.head(at)).collect()
}

/// How many outlets support the claim and name nobody.
fn silent(houses: &[usize], groups: &[Option<usize>]) -> usize {
    let outlets = |speaks: bool| {
        let those = houses.iter().zip(groups).filter(move |(_, group)| group.is_some() == speaks);
        those.map(|(house, _)| *house).collect::<BTreeSet<_>>()
    };
    outlets(false).difference(&outlets(true)).count()
}

/// Who stands behind a group.
#[derive(Debug, Clone)]
struct Group {
    voice: Voice,
    is_named: bool,
    party: Option<String>,
    is_ally: bool,
}

/// What makes two lines one origin.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Tie<'a> {
    Statement(&'a StatementId),
    Claimant(&'a ClaimantId),
    /// All unidentified outlets together count as one that has no name.
    Outlet(Option<&'a str>),
    /// A text is one rendering, whoever prints it.
    Text(&'a SourceId),
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
        let single = counted.iter().filter_map(|ground| ground.texts.first().filter(|_| ground.texts.len() == 1));
        let printed: BTreeSet<&SourceId> = single.collect();
        let read: Vec<Option<(Vec<Tie>, Group)>> = counted
            .iter()
            .map(|ground| match kind {
                ClaimKind::Statement => newsroom_group(ground, &printed),
                _ => origin_group(ground),
            })
            .collect();
        let mut heads = Heads::new(read.len());
        let mut first_of: BTreeMap<&Tie, usize> = BTreeMap::new();
        for (index, (ties, _)) in read.iter().enumerate().filter_map(|(index, read)| Some((index, read.as_ref()?))) {
            for tie in ties {
                heads.join(*first_of.entry(tie).or_insert(index), index);
            }
        }
        if kind != ClaimKind::Statement {
            let speaks = |(one, other): &(usize, usize)| read[*one].is_some() && read[*other].is_some();
            for (one, other) in same_words_of(&counted).into_iter().filter(speaks) {
                heads.join(one, other);
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
        known.is_ally &= member.is_ally || member.party.is_none();
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

/// What nobody answers for forms no group.
fn origin_group(ground: &Ground) -> Option<(Vec<Tie<'_>>, Group)> {
    let end = ground.end.as_ref()?;
    let ties = ground.statement.as_ref().map(Tie::Statement).into_iter().chain([Tie::Claimant(&end.claimant)]);
    let voice = Voice::Claimant(end.claimant.clone());
    Some((ties.collect(), Group { voice, is_named: end.is_named, party: end.party.clone(), is_ally: end.is_ally }))
}

/// An outlet with a rendering of its own. One that belongs to a side is a party by itself. What was written from texts that
/// are heard already is no rendering beside them.
fn newsroom_group<'a>(ground: &'a Ground, printed: &BTreeSet<&SourceId>) -> Option<(Vec<Tie<'a>>, Group)> {
    let Newsroom { name, is_partial } = &ground.newsroom;
    if ground.texts.len() > 1 && ground.texts.iter().any(|text| printed.contains(text)) {
        return None;
    }
    let party = is_partial.then(|| ground.source.to_string());
    let group = Group { voice: Voice::Outlet(name.clone()), is_named: name.is_some(), party, is_ally: false };
    let texts = ground.texts.iter().map(Tie::Text);
    Some((texts.chain([Tie::Outlet(name.as_deref())]).collect(), group))
}

fn same_words_of(lines: &[&Ground]) -> Vec<(usize, usize)> {
    same_words(&lines.iter().map(|ground| (&ground.texts[..], &ground.words)).collect::<Vec<_>>())
}

/// Pairs of lines that give the same words of one text to two who do not speak for one another, and share no statement.
pub fn doubled(grounds: &[Ground]) -> Vec<(usize, usize)> {
    let mut pairs = same_words_of(&grounds.iter().collect::<Vec<_>>());
    pairs.retain(|(one, other)| {
        let (one, other) = (&grounds[*one], &grounds[*other]);
        let ends = one.end.as_ref().zip(other.end.as_ref());
        let is_one_statement = one.statement.is_some() && one.statement == other.statement;
        ends.is_some_and(|(one, other)| one.claimant != other.claimant) && !is_one_statement
    });
    pairs
}
