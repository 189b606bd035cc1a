//! Claims: what each marker stands for, and the evidence behind it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::files::is_private;
use crate::lock::quotation_key;
use crate::manuscript::{self, ClaimText, EvidenceLine, FootnoteContent, PageText, Text};
use crate::memo::Printed;
use crate::rules;
use crate::site::*;
use crate::vocabulary::*;

use super::body::{Author, Uses};
use super::named::claimant_named;
use super::same_words::{MOST_COMPARED, Words};
use super::summands::{Summand, inherit, numbers_of, summands, weigh_weakest, worked_out};
use super::weigh::{End, Ground, Newsroom, Weighted, doubled};

/// A page's markers, read.
pub struct Read<'a> {
    pub claims: Vec<Claim>,
    pub markers: Vec<Marker>,
    /// The sources that the page cites, in the order of their first use.
    pub sources: Vec<SourceId>,
    pub uses: Uses<'a>,
}

/// Reads a page's markers; `words` are printed by its directives.
pub fn claims<'a>(
    text: &'a PageText,
    language: &str,
    directives: &[Option<Directive>],
    author: &mut Author,
) -> Read<'a> {
    let mut reader = Reading {
        text,
        language,
        worked_out: Vec::new(),
        directives,
        footnotes: BTreeMap::new(),
        about: BTreeMap::new(),
        known: BTreeMap::new(),
        cited: BTreeSet::new(),
        read: Read { claims: Vec::new(), markers: Vec::new(), sources: Vec::new(), uses: Uses::default() },
    };
    for about in &text.claims {
        reader.about.entry(about.label.as_str()).or_insert(about);
    }
    reader.index_footnotes(author);
    for marker in &text.body.markers {
        let marker = reader.marker(marker, author);
        reader.read.markers.push(marker);
    }
    for (claim, summands) in &reader.worked_out {
        inherit(&mut reader.read.claims, *claim, summands, language);
    }
    let uses = &reader.read.uses;
    for footnote in &text.body.footnotes {
        let label = footnote.label.as_str();
        if uses.times(label) == 0 && !uses.evidence.contains(label) {
            author.notices.push(rules::unused_footnote(&text.file, &footnote.label));
        }
    }
    reader.read
}

struct Reading<'a, 'd> {
    text: &'a PageText,
    language: &'d str,
    /// By the index of a claim, what it was worked out from.
    worked_out: Vec<(usize, Vec<Summand>)>,
    directives: &'d [Option<Directive>],
    footnotes: BTreeMap<&'a str, &'a manuscript::FootnoteText>,
    /// What the front matter says about claims.
    about: BTreeMap<&'a str, &'a ClaimText>,
    /// Label → index of the claim made of it.
    known: BTreeMap<&'a str, usize>,
    cited: BTreeSet<SourceId>,
    read: Read<'a>,
}

impl<'a> Reading<'a, '_> {
    fn index_footnotes(&mut self, author: &mut Author) {
        for footnote in &self.text.body.footnotes {
            let label = footnote.label.as_str();
            if !crate::yaml::is_id(label) {
                author.notices.push(rules::bad_id(&self.text.file, &footnote.label, "footnote label"));
            }
            if label.starts_with('@') {
                continue;
            }
            match self.footnotes.get(label) {
                Some(first) => {
                    author.notices.push(rules::duplicate_footnote(&self.text.file, &footnote.label, first.label.span))
                }
                None => drop(self.footnotes.insert(label, footnote)),
            }
        }
    }

    fn marker(&mut self, marker: &'a Arc<manuscript::MarkerText>, author: &mut Author) -> Marker {
        let file = &self.text.file;
        let (mut footnotes, mut citations, mut evidence) = (Vec::new(), Vec::new(), Vec::new());
        for label in &marker.labels {
            if let Some(id) = label.strip_prefix('@') {
                if let Some(source) = self.source(&Text::new(id.to_owned(), label.span), author) {
                    self.cite(&source.id);
                    citations.push(source.id.clone());
                }
                continue;
            }
            let Some(footnote) = self.footnotes.get(label.as_str()).copied() else {
                let known: Vec<&str> = self.footnotes.keys().copied().collect();
                author.notices.push(rules::undefined_footnote(file, Some(&self.text.placing.name), label, &known));
                // They are meant: that nothing uses them would be a second finding of one slip.
                for one in rules::several(label, &known).unwrap_or_default() {
                    let meant = self.footnotes.get(one.as_str()).map(|footnote| footnote.label.as_str());
                    self.read.uses.evidence.extend(meant);
                }
                continue;
            };
            match &footnote.content {
                FootnoteContent::Ordinary(_) => footnotes.push(self.read.uses.count(footnote)),
                FootnoteContent::Evidence { .. } => {
                    self.read.uses.evidence.insert(label.as_str());
                    evidence.push((label, footnote));
                }
            }
        }
        let inside = marker.directives.iter().map(|index| self.directives.get(*index)?.as_ref());
        let printed: Vec<String> = inside.map(|one| one.map_or(String::new(), |one| one.words.clone())).collect();
        let words = words_of(marker, &printed);
        let claim = evidence.first().map(|(label, _)| match self.known.get(label.as_str()) {
            Some(claim) => ClaimUse { claim: *claim, first: false },
            None => ClaimUse { claim: self.read.claims.len(), first: true },
        });
        if let Some(ClaimUse { claim, first: true }) = claim {
            let label = evidence[0].0;
            if words.trim().is_empty() {
                author.notices.push(rules::claim_without_words(file, label.span, label));
            }
            self.known.insert(label.as_str(), claim);
            let made = self.claim(label, &words, &evidence, author);
            self.read.claims.push(made);
        }
        Marker { words, printed, text: Arc::clone(marker), claim, footnotes, citations }
    }

    fn cite(&mut self, id: &SourceId) {
        if self.cited.insert(id.clone()) {
            self.read.sources.push(id.clone());
        }
    }

    fn claim(
        &mut self,
        label: &Text,
        words: &str,
        notes: &[(&Text, &'a manuscript::FootnoteText)],
        author: &mut Author,
    ) -> Claim {
        let about = self.about.get(label.as_str()).copied();
        let kind = about.and_then(|about| about.kind).unwrap_or(ClaimKind::Event);
        let (mut lines, mut evidence, mut grounds) = (Vec::new(), Vec::new(), Vec::new());
        let (mut is_whole, mut supported) = (true, false);
        for line in notes.iter().flat_map(|(_, note)| note.lines()) {
            supported |= line.stance.is_support();
            match self.evidence(line, author) {
                Some((found, ground)) => {
                    self.cite(&found.source);
                    lines.push(line);
                    evidence.push(found);
                    grounds.push(ground);
                }
                None => is_whole = false,
            }
        }
        // Claims are kept as long as the site.
        evidence.shrink_to_fit();
        if !supported {
            author.notices.push(rules::claim_without_evidence(&self.text.file, label.span, label));
        }
        let withdrawn = about.and_then(|about| about.withdrawn.as_ref()).map(|note| NoteId::from(note.as_str()));
        let withdrawn = withdrawn.filter(|note| author.names.has_note(note));
        let against = about.and_then(|about| about.against.as_ref()).map(|party| party.value.as_str());
        let computed = about.and_then(|about| about.computed.as_ref()).map(|text| text.value.clone());
        let weighted = Weighted { kind, against, withdrawn: withdrawn.is_some() };
        let summands = self.summands(computed.as_deref(), words, &evidence, author);
        let weighed = weigh_weakest(weighted, &grounds, &summands);
        if !summands.is_empty() {
            self.worked_out.push((self.read.claims.len(), summands));
        }
        // Where one of them names an excerpt, the other was told of already.
        let is_told = |one: &EvidenceLine, other: &EvidenceLine| {
            one.source.value == other.source.value && one.excerpt.is_some() != other.excerpt.is_some()
        };
        for (one, other) in doubled(&grounds).into_iter().filter(|(one, other)| !is_told(lines[*one], lines[*other])) {
            author.notices.push(rules::same_words_twice(&self.text.file, lines[other], lines[one]));
        }
        let remark = match &notes[0].1.content {
            FootnoteContent::Evidence { remark, .. } => author.words(remark),
            FootnoteContent::Ordinary(_) => Vec::new(),
        };
        Claim {
            label: label.value.clone(),
            number: self.read.claims.len() + 1,
            kind,
            words: joined(words),
            short: about.and_then(|about| about.short.clone()),
            grade: weighed.grade,
            reason: weighed.reason,
            outlets: weighed.outlets,
            named_origins: weighed.named_origins,
            evidence,
            is_whole,
            withdrawn,
            was: about.map(|about| about.was.iter().map(|was| was.value.clone()).collect()).unwrap_or_default(),
            computed,
            remark,
        }
    }

    /// What a claim was worked out from; nothing of one that was not.
    fn summands(&self, computed: Option<&str>, words: &str, evidence: &[Evidence], author: &Author) -> Vec<Summand> {
        let Some(computation) = worked_out(computed, words, self.language) else { return Vec::new() };
        let said = evidence.iter().map(|line| {
            let source = author.names.source(&line.source);
            let excerpt = source.zip(line.excerpt.as_ref()).and_then(|(source, id)| source.excerpt(id.as_str()));
            numbers_of(line, excerpt, self.language)
        });
        summands(&computation, &said.collect::<Vec<_>>())
    }

    /// The source of that name, if this page may show it; reported otherwise.
    fn source<'w>(&self, name: &Text, author: &mut Author<'_, 'w, '_>) -> Option<&'w Printed<Source>> {
        let file = &self.text.file;
        match author.names.source(&SourceId::from(name.as_str())) {
            Some(source) if is_private(&source.text.file) && !self.text.placing.draft => {
                author.notices.push(rules::private_source(file, name));
                None
            }
            Some(source) => Some(source),
            None => {
                author.notices.push(rules::unknown_source(file, name, &author.names.source_names()));
                None
            }
        }
    }

    fn evidence(&self, line: &EvidenceLine, author: &mut Author) -> Option<(Evidence, Ground)> {
        let file = &self.text.file;
        let source = self.source(&line.source, author)?;
        let excerpt = match &line.excerpt {
            None => None,
            Some(name) => match source.excerpt(name) {
                Some(excerpt) => Some(excerpt),
                None => {
                    let known: Vec<&str> = source.excerpts.iter().map(|excerpt| excerpt.id.as_str()).collect();
                    author.notices.push(rules::unknown_excerpt(file, name, &known));
                    return None;
                }
            },
        };
        if excerpt.is_none() && line.quotation.is_none() && line.locator.is_none() {
            let what = format!("the line about `{}`", line.source.value);
            author.notices.push(rules::excerpt_without_words(file, line.span, &what, "(photo 3, upper left)"));
        }
        let by = line.by.as_ref().filter(|name| name.value != "unattributed");
        let by = by.and_then(|name| claimant_named(file, name, author.names, author.notices));
        if let Some(name) = &line.by
            && let Some(own) = excerpt.and_then(|excerpt| excerpt.claimant.as_ref())
        {
            let is_own = |claimant: &Printed<Claimant>| {
                let origin = excerpt.and_then(|excerpt| excerpt.origin.as_ref());
                claimant.id == *own || Some(&claimant.origin) == origin || Some(&claimant.id) == origin
            };
            let is_other = by.as_ref().is_some_and(|claimant| !is_own(claimant)) || name.value == "unattributed";
            let place = excerpt.and_then(|excerpt| excerpt.text.claimant.as_ref()).map(|own| own.span);
            if is_other && let Some(place) = place {
                author.notices.push(rules::claimant_contradicted(file, name, own.as_str(), (&source.text.file, place)));
            }
        }
        if let (None, Some(by), Some(words)) = (excerpt, &by, &line.quotation) {
            let words = Words::of(words);
            let is_anothers = |excerpt: &&Excerpt| {
                let is_other = excerpt.origin.as_ref().is_some_and(|origin| *origin != by.origin && *origin != by.id);
                is_other && excerpt.text.quote.as_ref().is_some_and(|quote| Words::of(quote).meet(&words))
            };
            if let Some(other) = source.excerpts.iter().take(MOST_COMPARED).find(is_anothers) {
                author.notices.push(rules::words_of_another(file, line, &source.text.file, &other.text));
            }
        }
        let origin = match &by {
            Some(claimant) => Some(claimant.origin.clone()),
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
        let locator = || excerpt.and_then(|excerpt| excerpt.text.locator.clone());
        let language = excerpt.and_then(|excerpt| excerpt.text.language.clone());
        let evidence = Evidence {
            source: source.id.clone(),
            excerpt: excerpt.map(|excerpt| excerpt.id.clone()),
            stance: line.stance,
            quotation: quotation.map(|text| joined(text)),
            claimant: by
                .map(|claimant| claimant.id.clone())
                .or_else(|| excerpt.and_then(|excerpt| excerpt.claimant.clone())),
            origin,
            statement: excerpt.and_then(|excerpt| excerpt.statement.clone()),
            locator: line.locator.clone().or_else(locator),
            comment: line.comment.clone(),
            language: language.or_else(|| source.text.language.clone()),
            vouched,
            sensitive: excerpt.and_then(|excerpt| excerpt.text.sensitive.clone()),
        };
        let ground = ground(&evidence, source, author);
        Some((evidence, ground))
    }
}

/// What a grade may depend on.
fn ground(evidence: &Evidence, source: &Source, author: &Author) -> Ground {
    use SourceKind::*;
    let names = author.names;
    let claimant = evidence.claimant.as_ref().and_then(|id| names.claimant(id));
    let holds_own_words =
        matches!(source.text.kind, OfficialStatement | SocialPost | Document | CourtRecord | Testimony | Video);
    let end = evidence.origin.as_ref().and_then(|id| names.claimant(id));
    let is_older = |excerpt: &ExcerptId| names.is_superseded(&source.id, excerpt);
    Ground {
        stance: evidence.stance,
        source: source.id.clone(),
        is_retracted: source.text.status == SourceStatus::Retracted,
        is_superseded: evidence.stance == Stance::Disputes && evidence.excerpt.as_ref().is_some_and(is_older),
        is_first_hand: holds_own_words && evidence.vouched.is_some() && evidence.claimant.is_some(),
        claimant: evidence.claimant.clone(),
        party: claimant.and_then(|claimant| claimant.text.party.as_ref()).map(|party| party.value.clone()),
        end: end.map(|claimant| End {
            claimant: claimant.id.clone(),
            is_named: claimant.text.named,
            party: claimant.party().map(str::to_owned),
            is_ally: claimant.text.interest == Some(Interest::Ally),
        }),
        statement: evidence.statement.clone(),
        outlet: source.text.outlet.as_ref().map(ToString::to_string),
        texts: names.texts(&source.id).to_vec(),
        words: evidence.quotation.as_deref().map(Words::of).unwrap_or_default(),
        newsroom: Newsroom {
            name: source.text.agency.first().or(source.text.outlet.as_ref()).map(ToString::to_string),
            is_partial: matches!(
                source.text.affiliation,
                Some(
                    Affiliation::BelligerentA
                        | Affiliation::BelligerentB
                        | Affiliation::AllyOf
                        | Affiliation::StateMedia
                )
            ),
        },
    }
}

/// Words with one space between them.
fn joined(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Stands for a directive's output in a marker's words.
const OBJECT: char = '\u{FFFC}';

/// The marker's words with what directives print in them.
fn words_of(marker: &manuscript::MarkerText, printed: &[String]) -> Arc<str> {
    if !marker.words.contains(OBJECT) {
        return Arc::clone(&marker.words);
    }
    let mut printed = printed.iter();
    let mut words = String::new();
    for character in marker.words.chars() {
        match character {
            OBJECT => words.push_str(printed.next().map_or("", String::as_str)),
            other => words.push(other),
        }
    }
    words.into()
}
