//! What a claim says, apart from how it says it: numbers, dates, names, negations, doubts, quotations, stances, grade.

use std::collections::BTreeSet;

use crate::edtf::month_number;
use crate::quantity::{MentionKind, mentions};
use crate::render::exports::claims::{ClaimRecord, EvidenceRecord};
use crate::vocabulary::Grade;

/// One thing that a claim said and says no more, or says newly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactChange {
    /// "numbers", "grade".
    pub what: &'static str,
    pub was: String,
    pub now: String,
}

/// What changed between two states of a claim. Evidence that was added is no change; evidence that is gone is one.
pub fn differences(was: &ClaimRecord, now: &ClaimRecord) -> Vec<FactChange> {
    let mut found = in_words(&was.words, &now.words);
    if let (Some(before), Some(after)) = (&was.short, &now.short) {
        let more = in_words(before, after);
        found.extend(
            more.into_iter().filter(|one| !found.iter().any(|known| known.what == one.what)).collect::<Vec<_>>(),
        );
    }
    if was.grade != now.grade {
        found.push(FactChange { what: "grade", was: was.grade.clone(), now: now.grade.clone() });
    }
    for line in &was.evidence {
        let of_source: Vec<&EvidenceRecord> = now.evidence.iter().filter(|other| same_words(line, other)).collect();
        let (what, after) = match of_source.iter().find(|other| other.stance == line.stance) {
            Some(_) => continue,
            None => match of_source.first() {
                Some(other) => ("stances", describe(other)),
                None => ("quotations", String::new()),
            },
        };
        found.push(FactChange { what, was: describe(line), now: after });
    }
    found
}

/// What is computed otherwise of a claim that its authors left as it was; none: they changed it. Who withdraws a claim, or
/// retracts what supports it, changes it.
pub fn computed(was: &ClaimRecord, now: &ClaimRecord) -> Option<Vec<FactChange>> {
    let is_withdrawn = |claim: &ClaimRecord| claim.grade == Grade::Withdrawn.as_str();
    if written(was) != written(now) || is_withdrawn(was) != is_withdrawn(now) {
        return None;
    }
    let mut found = Vec::new();
    let mut note = |what: &'static str, was: String, now: String| {
        if was != now {
            found.push(FactChange { what, was, now });
        }
    };
    let grade = |claim: &ClaimRecord| format!("{} ({})", claim.grade, claim.reason);
    note("grade", grade(was), grade(now));
    for (before, after) in lines(was).into_iter().zip(lines(now)) {
        let reading = |line: &EvidenceRecord| {
            format!("{}: {}", describe(line), line.verified.as_deref().unwrap_or("not verified"))
        };
        note("reading", reading(before), reading(after));
    }
    Some(found)
}

/// A claim as its authors wrote it.
fn written(claim: &ClaimRecord) -> (String, String, &str, Vec<EvidenceRecord>) {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let own = |line: &EvidenceRecord| EvidenceRecord { verified: None, comment: None, ..line.clone() };
    let short = claim.short.as_deref().map(plain).unwrap_or_default();
    (plain(&claim.words), short, &claim.kind, lines(claim).into_iter().map(own).collect())
}

/// The evidence in an order of its own: that of the lines is style.
fn lines(claim: &ClaimRecord) -> Vec<&EvidenceRecord> {
    let mut lines: Vec<&EvidenceRecord> = claim.evidence.iter().collect();
    lines.sort_by_key(|line| {
        (&line.source, &line.excerpt, &line.stance, &line.quotation, &line.claimant, &line.locator)
    });
    lines
}

/// Whether two lines of evidence rest on the same words of the same source.
fn same_words(one: &EvidenceRecord, other: &EvidenceRecord) -> bool {
    one.source == other.source
        && match (&one.quotation, &other.quotation) {
            (Some(one), Some(other)) => one.split_whitespace().eq(other.split_whitespace()),
            _ => one.excerpt == other.excerpt && one.locator == other.locator,
        }
}

fn describe(line: &EvidenceRecord) -> String {
    let words = line.quotation.as_ref().map(|words| format!(" “{words}”")).unwrap_or_default();
    format!("@{} {}{words}", line.source, line.stance)
}

/// What the words themselves say otherwise.
fn in_words(was: &str, now: &str) -> Vec<FactChange> {
    let (before, after) = (Facts::of(was), Facts::of(now));
    let mut found = Vec::new();
    let same_numbers = before.numbers == after.numbers;
    for (what, differs) in [
        ("numbers", !same_numbers),
        // A qualifier belongs to its number: another number has said it already.
        ("qualifiers", same_numbers && before.qualifiers != after.qualifiers),
        ("dates", before.dates != after.dates),
        ("hedges", before.hedges != after.hedges),
        ("negation", before.negations != after.negations),
        ("quotations", before.quotations != after.quotations),
        ("names", before.other_names(&after)),
    ] {
        if differs {
            found.push(FactChange { what, was: was.to_owned(), now: now.to_owned() });
        }
    }
    found
}

/// The facts of one sentence, each list sorted: order is style.
#[derive(Debug, Default)]
struct Facts {
    numbers: Vec<String>,
    dates: Vec<String>,
    qualifiers: Vec<String>,
    hedges: Vec<String>,
    negations: Vec<String>,
    quotations: Vec<String>,
    /// Words with a capital letter that do not begin the sentence.
    names: BTreeSet<String>,
    /// The first word, if it has a capital letter and is none of those that begin sentences.
    first: Option<String>,
    /// Every word, in lower case.
    words: BTreeSet<String>,
}

impl Facts {
    fn of(text: &str) -> Facts {
        let mut facts = Facts::default();
        for mention in mentions(text) {
            let value = mention.vague.clone().unwrap_or_else(|| mention.value.to_string());
            match mention.kind {
                MentionKind::Date | MentionKind::Year | MentionKind::Time => facts.dates.push(value),
                _ => {
                    facts.qualifiers.push(format!("{} {value}", mention.qualifier.as_str()));
                    facts.numbers.push(value);
                }
            }
        }
        // "no one" and "nobody" say the same.
        let mut said: Vec<&str> = Vec::new();
        for word in words(text) {
            match said.last_mut() {
                Some(last) if last.eq_ignore_ascii_case("no") && word == "one" => *last = "nobody",
                _ => said.push(word),
            }
        }
        for (index, word) in said.into_iter().enumerate() {
            facts.word(word, index == 0);
        }
        facts.quotations = quotations(text);
        for list in [&mut facts.numbers, &mut facts.dates, &mut facts.qualifiers, &mut facts.hedges] {
            list.sort();
        }
        facts.negations.sort();
        facts
    }

    fn word(&mut self, word: &str, is_first: bool) {
        let lower = word.to_lowercase();
        if is_one_of(&lower, NEGATIONS) || lower.ends_with("n't") || lower.ends_with("n’t") {
            // "did not" and "didn't" say the same, "no" and "never" do not.
            let is_not = lower == "cannot" || lower.ends_with('t');
            self.negations.push(if is_not { "not".to_owned() } else { lower.clone() });
        } else if is_one_of(&lower, HEDGES) {
            self.hedges.push(lower.clone());
        } else if is_calendar(word, &lower) {
            self.dates.push(lower.clone());
        } else if word.starts_with(char::is_uppercase) {
            match is_first {
                true if !is_one_of(&lower, OPENERS) => self.first = Some(word.to_owned()),
                true => {}
                false => drop(self.names.insert(word.to_owned())),
            }
        }
        self.words.insert(lower);
    }

    /// Whether a name came or went. The first word of a sentence has its capital anyway: it counts as a name unless the
    /// other sentence has it too, in whatever case.
    fn other_names(&self, other: &Facts) -> bool {
        let lacks = |one: &Facts, other: &Facts| {
            let has = |name: &String| other.names.contains(name) || other.first.as_ref() == Some(name);
            !one.names.iter().all(has)
                || one.first.as_ref().is_some_and(|first| !other.words.contains(&first.to_lowercase()))
        };
        lacks(self, other) || lacks(other, self)
    }
}

/// Words with their apostrophes; a name's possessive ending is cut off.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_outside = |character: char| !(character.is_alphabetic() || matches!(character, '\'' | '’' | '-'));
    let trimmed = text.split(is_outside).map(|word| word.trim_matches(['\'', '’', '-']));
    trimmed
        .map(|word| word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(word))
        .filter(|word| !word.is_empty())
}

/// What stands between quotation marks.
fn quotations(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(_, character)| matches!(character, '“' | '"' | '«' | '„'))
    {
        let inner = &rest[at + open.len_utf8()..];
        let close: &[char] = if open == '«' { &['»'] } else { &['”', '"', '“'] };
        let Some(end) = inner.find(close) else { break };
        found.push(inner[..end].split_whitespace().collect::<Vec<_>>().join(" "));
        rest = inner[end..].strip_prefix(close).unwrap_or_default();
    }
    found.sort();
    found
}

fn is_calendar(word: &str, lower: &str) -> bool {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.contains(&lower) || (word.starts_with(char::is_uppercase) && lower.len() > 2 && month_number(lower).is_some())
}

/// Whether a word stands in a list parted by blanks.
fn is_one_of(word: &str, list: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// Words that turn a sentence round, in the languages of the interface and their neighbours.
const NEGATIONS: &str = "not no never none nobody nothing neither nor without cannot hardly не ни ні нет немає нема ніхто никто ніколи \
    никогда нічого ничего без nicht kein keine keinen keiner nie niemand ohne ne pas jamais aucun aucune personne \
    sans nunca nadie sin ningún ninguna nessuno mai senza non";

/// Words that put a sentence in doubt.
const HEDGES: &str = "reportedly allegedly apparently supposedly purportedly believed suspected claimed alleged probably possibly \
    perhaps likely unlikely may might could seems seemingly presumably";

/// Words that begin a sentence without naming anybody.
const OPENERS: &str = "a an the this that these those it he she they we there here his her its their in on at by for from of to with \
    after before during since until as about over under within among between according when while where if and but \
    or so then later early earlier some many several most all both each every another other more what who which \
    how why only also still meanwhile however";

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(was: &str, now: &str) -> Vec<&'static str> {
        in_words(was, now).into_iter().map(|difference| difference.what).collect()
    }

    #[test]
    fn other_words_for_the_same_facts_are_no_change() {
        for (was, now) in [
            ("Gladkov said that 25 people died.", "According to Gladkov, 25 people were dead."),
            ("The toll in circulation was 25.", "A toll of 25 was in circulation."),
            ("It didn't happen on 30 December.", "On 30 December it did not happen."),
            ("Russia's army fired on Belgorod.", "The army of Russia fired on Belgorod."),
        ] {
            assert_eq!(changed(was, now), [""; 0], "{was} → {now}");
        }
    }

    #[test]
    fn other_facts_are() {
        let was = "Gladkov said that 25 people died in Belgorod on 30 December.";
        for (now, what) in [
            ("Gladkov said that 21 people died in Belgorod on 30 December.", "numbers"),
            ("Gladkov said that at least 25 people died in Belgorod on 30 December.", "qualifiers"),
            ("Gladkov said that 25 people died in Belgorod on 31 December.", "dates"),
            ("Gladkov said that 25 people died in Belgorod on 30 January.", "dates"),
            ("Gladkov said that 25 people died in Kursk on 30 December.", "names"),
            ("Officials said that 25 people died in Belgorod on 30 December.", "names"),
            ("Gladkov never said that 25 people died in Belgorod on 30 December.", "negation"),
            ("Gladkov said that reportedly 25 people died in Belgorod on 30 December.", "hedges"),
            ("Gladkov said that 25 people “died” in Belgorod on 30 December.", "quotations"),
        ] {
            assert_eq!(changed(was, now), [what], "{now}");
        }
    }
}
