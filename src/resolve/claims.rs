//! Claims: what each marker stands for, the evidence behind it, and the grade it earns.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::files::{FileId, is_private};
use crate::lock::quotation_key;
use crate::manuscript::*;
use crate::rules;
use crate::site::*;
use crate::vocabulary::*;

use super::directives::ShownDirectives;
use super::names::{Names, Seen};
use super::reason;

/// A page's markers, read.
#[derive(Debug, Default)]
pub struct Read {
    pub claims: Vec<Claim>,
    pub markers: Vec<MarkerUse>,
    pub sources: Vec<SourceId>,
}

pub fn claims(
    text: &PageText,
    shown: &ShownDirectives,
    names: &Names,
    seen: &mut Seen,
    notices: &mut Vec<Diagnostic>,
) -> Read {
    let mut reader =
        Reader { text, names, notices, read: Read::default(), uses: BTreeMap::new(), footnotes: BTreeMap::new() };
    reader.index_footnotes();
    for marker in &text.body.markers {
        let marker_use = reader.marker(marker, shown, seen);
        reader.read.markers.push(marker_use);
    }
    for footnote in &text.body.footnotes {
        if !reader.uses.contains_key(footnote.label.as_str()) {
            reader.notices.push(rules::unused_footnote(&text.file, &footnote.label));
        }
    }
    reader.read
}

/// What the front matter says about claims must be about claims that there are.
pub fn check_front_matter(
    text: &PageText,
    claims: &[Claim],
    names: &Names,
    seen: &mut Seen,
    notices: &mut Vec<Diagnostic>,
) {
    let labels: Vec<&str> = claims.iter().map(|claim| claim.label.as_str()).collect();
    for claim in &text.claims {
        if !labels.contains(&claim.label.as_str()) {
            notices.push(rules::unknown_claim(&text.file, &claim.label, &labels));
        }
        if let Some(party) = &claim.against {
            names.look_at_registers(seen);
            if !names.parties.contains(party.as_str()) {
                let known: Vec<&str> = names.parties.iter().copied().collect();
                notices.push(rules::unknown_party(&text.file, party, &known));
            }
        }
        if let Some(note) = &claim.withdrawn {
            names.look_at_registers(seen);
            if !names.notes.contains_key(note.as_str()) {
                let known: Vec<&str> = names.notes.keys().copied().collect();
                notices.push(rules::unknown_note(&text.file, note, &known));
            }
        }
    }
    let short = [&text.in_short.known, &text.in_short.claimed, &text.in_short.unchecked];
    for item in short.into_iter().flatten() {
        if let ShortItem::Claim(name) = item
            && !labels.contains(&name.as_str())
        {
            notices.push(rules::in_short_word(&text.file, name, &labels));
        }
    }
}

struct Reader<'a, 'n> {
    text: &'a PageText,
    names: &'a Names<'a>,
    notices: &'n mut Vec<Diagnostic>,
    read: Read,
    /// How often each footnote was used.
    uses: BTreeMap<&'a str, usize>,
    footnotes: BTreeMap<&'a str, usize>,
}

impl<'a> Reader<'a, '_> {
    fn index_footnotes(&mut self) {
        for (index, footnote) in self.text.body.footnotes.iter().enumerate() {
            let label = footnote.label.as_str();
            if label.starts_with('@') {
                self.notices.push(rules::bad_id(&self.text.file, &footnote.label, "footnote label"));
                continue;
            }
            if !crate::yaml::is_id(label) {
                self.notices.push(rules::bad_id(&self.text.file, &footnote.label, "footnote label"));
            }
            match self.footnotes.get(label) {
                Some(first) => {
                    let first = self.text.body.footnotes[*first].label.span;
                    self.notices.push(rules::duplicate_footnote(&self.text.file, &footnote.label, first));
                }
                None => {
                    self.footnotes.insert(label, index);
                }
            }
        }
    }

    fn marker(&mut self, marker: &'a Marker, shown: &ShownDirectives, seen: &mut Seen) -> MarkerUse {
        let file = &self.text.file;
        let mut found = MarkerUse::default();
        // (label, its lines)
        let mut evidence: Vec<(&'a Text, &'a [EvidenceLine])> = Vec::new();
        for label in &marker.labels {
            if let Some(id) = label.strip_prefix('@') {
                if let Some(source) = self.source(&Text::new(id.to_owned(), label.span), seen) {
                    let id = source.id.clone();
                    found.citations.push(id.clone());
                    self.cite(id);
                }
                continue;
            }
            let Some(index) = self.footnotes.get(label.as_str()).copied() else {
                let known: Vec<&str> = self.footnotes.keys().copied().collect();
                self.notices.push(rules::undefined_footnote(file, label, &known));
                continue;
            };
            let uses = self.uses.entry(label.as_str()).or_default();
            *uses += 1;
            match &self.text.body.footnotes[index].content {
                FootnoteContent::Ordinary(_) => found.footnotes.push((index, *uses)),
                FootnoteContent::Evidence { lines, .. } => evidence.push((label, lines)),
            }
        }
        let Some((label, _)) = evidence.first() else { return found };
        let known = self.read.claims.iter().position(|claim| claim.label == label.value);
        let index = match known {
            Some(index) => index,
            None => {
                let words = words_of(marker, shown);
                if words.trim().is_empty() {
                    self.notices.push(rules::claim_without_words(file, label.span, label));
                }
                let claim = self.claim(label, words, marker, &evidence, seen);
                self.read.claims.push(claim);
                self.read.claims.len() - 1
            }
        };
        found.claim = Some((index, known.is_none()));
        found
    }

    fn cite(&mut self, id: SourceId) {
        if !self.read.sources.contains(&id) {
            self.read.sources.push(id);
        }
    }

    fn claim(
        &mut self,
        label: &Text,
        words: String,
        marker: &Marker,
        notes: &[(&Text, &[EvidenceLine])],
        seen: &mut Seen,
    ) -> Claim {
        self.names.look_at_registers(seen);
        let about = self.text.claims.iter().find(|claim| claim.label.value == label.value);
        let kind = about.and_then(|about| about.kind).unwrap_or(ClaimKind::Event);
        let mut evidence = Vec::new();
        let mut is_whole = true;
        for line in notes.iter().flat_map(|(_, lines)| lines.iter()) {
            match self.evidence(line, seen) {
                Some(found) => {
                    self.cite(found.source.clone());
                    evidence.push(found);
                }
                None => is_whole = false,
            }
        }
        let supported = notes
            .iter()
            .flat_map(|(_, lines)| lines.iter())
            .any(|line| matches!(line.stance, Stance::Supports | Stance::Concedes));
        if !supported {
            self.notices.push(rules::claim_without_evidence(&self.text.file, label.span, label));
        }
        let withdrawn = about
            .and_then(|about| about.withdrawn.as_ref())
            .filter(|note| self.names.notes.contains_key(note.as_str()))
            .map(|note| NoteId::from(note.as_str()));
        let against = about.and_then(|about| about.against.as_ref()).map(|party| party.value.as_str());
        let weighed = weigh(kind, against, withdrawn.is_some(), &evidence, self.names);
        Claim {
            label: label.value.clone(),
            number: self.read.claims.len() + 1,
            kind,
            words: words.split_whitespace().collect::<Vec<_>>().join(" "),
            short: about.and_then(|about| about.short.clone()),
            span: marker.extent,
            grade: weighed.grade,
            reason: weighed.reason,
            outlets: weighed.outlets,
            named_origins: weighed.named_origins,
            evidence,
            is_whole,
            withdrawn,
            was: about.map(|about| about.was.iter().map(|was| was.value.clone()).collect()).unwrap_or_default(),
        }
    }

    /// The source of that name, if this page may show it; reported otherwise.
    fn source(&mut self, name: &Text, seen: &mut Seen) -> Option<&'a Arc<Source>> {
        let file = &self.text.file;
        match self.names.source(name, seen) {
            Some(source) if is_private(&source.text.file) && !self.text.draft => {
                self.notices.push(rules::private_source(file, name));
                None
            }
            Some(source) => Some(source),
            None => {
                let known: Vec<&str> = self.names.sources.keys().map(SourceId::as_str).collect();
                self.notices.push(rules::unknown_source(file, name, &known));
                None
            }
        }
    }

    fn evidence(&mut self, line: &EvidenceLine, seen: &mut Seen) -> Option<Evidence> {
        let file: &FileId = &self.text.file;
        let source = self.source(&line.source, seen)?;
        let excerpt = match &line.excerpt {
            None => None,
            Some(name) => match source.excerpt(name) {
                Some(excerpt) => Some(excerpt),
                None => {
                    let known: Vec<&str> = source.excerpts.iter().map(|excerpt| excerpt.text.id.as_str()).collect();
                    self.notices.push(rules::unknown_excerpt(file, name, &known));
                    return None;
                }
            },
        };
        if excerpt.is_none() && line.quotation.is_none() && line.locator.is_none() {
            let what = format!("the line about `{}`", line.source.value);
            self.notices.push(rules::excerpt_without_words(file, line.span, &what, "(photo 3, upper left)"));
        }
        let by = line.by.as_ref().filter(|name| name.value != "unattributed");
        let by = by.and_then(|name| super::sources::claimant_named(file, name, self.names.claimants, self.notices));
        let own = excerpt.and_then(|excerpt| excerpt.claimant.clone());
        let origin = match &by {
            Some(by) => self.names.claimants.get(by).map(|claimant| claimant.origin.clone()),
            None => excerpt.and_then(|excerpt| excerpt.origin.clone()),
        };
        let vouched = match &line.quotation {
            Some(quotation) => {
                let inside = line.excerpt.as_ref().map(|excerpt| excerpt.value.as_str());
                source.quotations.get(&quotation_key(quotation, inside)).cloned()
            }
            None => excerpt.and_then(|excerpt| excerpt.vouched.clone()),
        };
        let quotation = line.quotation.as_ref().or_else(|| excerpt.and_then(|excerpt| excerpt.text.quote.as_ref()));
        Some(Evidence {
            source: source.id.clone(),
            excerpt: excerpt.map(|excerpt| excerpt.text.id.value.clone()),
            stance: line.stance,
            quotation: quotation.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")),
            claimant: by.or(own),
            origin,
            statement: excerpt.and_then(|excerpt| excerpt.statement.clone()),
            locator: line.locator.clone().or_else(|| excerpt.and_then(|excerpt| excerpt.text.locator.clone())),
            comment: line.comment.clone(),
            language: excerpt
                .and_then(|excerpt| excerpt.text.language.clone())
                .or_else(|| source.text.language.clone()),
            vouched,
            span: line.span,
        })
    }
}

/// The marker's words with what directives print in them.
fn words_of(marker: &Marker, shown: &ShownDirectives) -> String {
    let mut directives = marker.directives.iter();
    let mut words = String::new();
    for character in marker.words.chars() {
        match character {
            '\u{FFFC}' => {
                if let Some(index) = directives.next() {
                    words.push_str(shown.words.get(index).map_or("", String::as_str));
                }
            }
            other => words.push(other),
        }
    }
    words
}

/// A grade and what it rests on.
pub struct Weighed {
    pub grade: Grade,
    pub reason: String,
    pub outlets: usize,
    pub named_origins: usize,
}

/// One side's evidence with the group it falls into; none: it names nobody.
pub struct Grouped<'a> {
    pub evidence: &'a Evidence,
    pub group: Option<usize>,
}

/// Who stands behind a group.
#[derive(Debug, Clone)]
pub struct Group {
    pub name: String,
    pub named: bool,
    pub party: Option<String>,
}

fn weigh(kind: ClaimKind, against: Option<&str>, withdrawn: bool, evidence: &[Evidence], names: &Names) -> Weighed {
    let is_retracted = |e: &&Evidence| {
        names.sources.get(&e.source).is_some_and(|source| source.text.status == SourceStatus::Retracted)
    };
    let is_support = |e: &&Evidence| matches!(e.stance, Stance::Supports | Stance::Concedes);
    let all_supports: Vec<&Evidence> = evidence.iter().filter(is_support).collect();
    let supports: Vec<&Evidence> = all_supports.iter().copied().filter(|e| !is_retracted(e)).collect();
    let disputes: Vec<&Evidence> = evidence
        .iter()
        .filter(|e| e.stance == Stance::Disputes)
        .filter(|e| !is_retracted(e) && !is_superseded(e, names))
        .collect();
    let counted: Vec<&Evidence> = supports.iter().chain(&disputes).copied().collect();
    let (groups, of) = groups(kind, &counted, names);
    let supporting: Vec<Grouped> =
        supports.iter().zip(&of).map(|(e, group)| Grouped { evidence: e, group: *group }).collect();
    let disputing: Vec<Grouped> =
        disputes.iter().zip(&of[supports.len()..]).map(|(e, group)| Grouped { evidence: e, group: *group }).collect();
    let support_groups: BTreeSet<usize> = supporting.iter().filter_map(|s| s.group).collect();
    let is_disputed = supporting.iter().any(|s| {
        disputing.iter().any(|d| match (s.group, d.group) {
            (Some(one), Some(other)) => one != other,
            (None, None) => s.evidence.source != d.evidence.source,
            _ => true,
        })
    });
    let conceded = supports.iter().find(|e| {
        let party = e
            .claimant
            .as_ref()
            .and_then(|id| names.claimants.get(id))
            .and_then(|claimant| claimant.text.party.as_ref());
        e.stance == Stance::Concedes && party.is_some_and(|party| Some(party.value.as_str()) == against)
    });
    let first_hand = supports.iter().find(|e| {
        kind == ClaimKind::Statement
            && e.vouched.is_some()
            && e.claimant.is_some()
            && names.sources.get(&e.source).is_some_and(|source| {
                use SourceKind::*;
                matches!(source.text.kind, OfficialStatement | SocialPost | Document | CourtRecord | Testimony | Video)
            })
    });
    let named_independent = support_groups.iter().any(|group| groups[*group].named && groups[*group].party.is_none());
    let parties: BTreeSet<&str> = support_groups
        .iter()
        .filter(|group| groups[**group].named)
        .filter_map(|group| groups[*group].party.as_deref())
        .collect();
    let grade = if withdrawn || (!all_supports.is_empty() && supports.is_empty()) {
        Grade::Withdrawn
    } else if is_disputed {
        Grade::Disputed
    } else if conceded.is_some() || first_hand.is_some() {
        Grade::Confirmed
    } else if (support_groups.len() >= 2 && named_independent) || parties.len() >= 2 {
        Grade::Corroborated
    } else if !support_groups.is_empty() {
        Grade::OneOrigin
    } else {
        Grade::Unattributed
    };
    let outlets: BTreeSet<String> = supports.iter().map(|e| outlet_of(e, names)).collect();
    let named_origins = support_groups.iter().filter(|group| groups[**group].named).count();
    let grounds = reason::Grounds {
        grade,
        kind,
        withdrawn_by_note: withdrawn,
        groups: &groups,
        supporting: &supporting,
        disputing: &disputing,
        conceded: conceded.copied(),
        first_hand: first_hand.copied(),
        outlets: outlets.len(),
    };
    Weighed { grade, reason: reason::reason(&grounds, names), outlets: outlets.len(), named_origins }
}

/// Whether every figure of the evidence's excerpt is an older count of its origin.
fn is_superseded(evidence: &Evidence, names: &Names) -> bool {
    let Some(excerpt) = &evidence.excerpt else { return false };
    let mut figures = names
        .figures
        .iter()
        .flat_map(|group| &group.figures)
        .filter(|figure| figure.source == evidence.source && figure.excerpt == *excerpt)
        .peekable();
    figures.peek().is_some() && figures.all(|figure| figure.verdict == Verdict::Superseded)
}

/// Sorts evidence into origin groups: the same end claimant, or the same statement, in any order and over any number of
/// steps. For a claim that something was said the witnesses are the outlets that render it themselves.
fn groups(kind: ClaimKind, evidence: &[&Evidence], names: &Names) -> (Vec<Group>, Vec<Option<usize>>) {
    let read: Vec<(Vec<String>, Option<Group>)> = evidence
        .iter()
        .map(|item| match kind {
            ClaimKind::Statement => outlet_group(item, evidence, names),
            _ => origin_group(item, names),
        })
        .collect();
    // Each key leads to the first piece of evidence of its group.
    let mut first_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut heads: Vec<usize> = (0..read.len()).collect();
    for (index, (keys, _)) in read.iter().enumerate().filter(|(_, (_, group))| group.is_some()) {
        for key in keys {
            let known = heads[*first_of.entry(key).or_insert(index)];
            let (into, from) = (known.min(heads[index]), known.max(heads[index]));
            heads.iter_mut().filter(|head| **head == from).for_each(|head| *head = into);
        }
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut number_of: BTreeMap<usize, usize> = BTreeMap::new();
    let of = read.iter().enumerate().map(|(index, (_, group))| {
        let group = group.as_ref()?;
        let number = *number_of.entry(heads[index]).or_insert_with(|| {
            groups.push(group.clone());
            groups.len() - 1
        });
        // One who is named names the group; one who is a party makes it one.
        let known = &mut groups[number];
        if group.named && !known.named {
            (known.named, known.name) = (true, group.name.clone());
        }
        known.party = known.party.take().or_else(|| group.party.clone());
        Some(number)
    });
    let of: Vec<Option<usize>> = of.collect();
    (groups, of)
}

fn origin_group(evidence: &Evidence, names: &Names) -> (Vec<String>, Option<Group>) {
    let mut keys = Vec::new();
    if let Some(statement) = &evidence.statement {
        keys.push(format!("statement {statement}"));
    }
    let origin = evidence.origin.as_ref().and_then(|id| names.claimants.get(id));
    let Some(claimant) = origin else {
        // What nobody answers for forms no group.
        return (Vec::new(), None);
    };
    keys.push(format!("claimant {}", claimant.id));
    let group = Group {
        name: claimant.text.name.clone(),
        named: claimant.text.named,
        party: claimant.party().map(str::to_owned),
    };
    (keys, Some(group))
}

/// An outlet with its own, non-derived rendering. All unidentified outlets together count as one that has no name.
fn outlet_group(evidence: &Evidence, all: &[&Evidence], names: &Names) -> (Vec<String>, Option<Group>) {
    let Some(source) = names.sources.get(&evidence.source) else { return (Vec::new(), None) };
    let cited: Vec<&SourceId> = all.iter().map(|e| &e.source).collect();
    if source.derived_from.iter().any(|origin| cited.contains(&origin)) {
        return (Vec::new(), None);
    }
    let name = source.text.outlet.clone().or_else(|| source.text.agency.first().cloned());
    let party = match source.text.affiliation {
        Some(Affiliation::BelligerentA | Affiliation::BelligerentB | Affiliation::StateMedia) => {
            Some(evidence.source.to_string())
        }
        _ => None,
    };
    let group = Group {
        named: name.is_some(),
        name: name.clone().unwrap_or_else(|| "an unidentified outlet".to_owned()),
        party,
    };
    (vec![format!("outlet {}", name.unwrap_or_default())], Some(group))
}

/// The outlet that a reader sees; unidentified ones are told apart by their source.
pub fn outlet_of(evidence: &Evidence, names: &Names) -> String {
    let source = names.sources.get(&evidence.source);
    match source.and_then(|source| source.text.outlet.clone()) {
        Some(outlet) => outlet,
        None => format!("@{}", evidence.source),
    }
}
