//! How reasons, sides, classes and counts are put into words. The words are the theme's; here is only which and in what
//! order.

use unicode_bidi::{Direction, get_base_direction};

use crate::html::{in_borrowed, is_borrowed};
use crate::manuscript::Sensitive;
use crate::quantity::group_thousands;
use crate::quotation::MatchClass;
use crate::site::{ClaimantId, Reason, Side, Voice, Vouched};
use crate::theme;
use crate::vocabulary;

/// The words of the interface in one language.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a theme::Words);

/// The name of a claimant.
pub type Naming<'n> = &'n dyn Fn(&ClaimantId) -> String;

impl<'a> Words<'a> {
    /// A string of the interface; nothing where the table has none.
    pub fn get(&self, key: &str) -> &'a str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The same with its blanks filled.
    pub fn filled(&self, key: &str, blanks: &[(&str, &str)]) -> String {
        // In one pass: what fills a blank is never read as one.
        let sentence = self.get(key);
        let mut parts = sentence.split('{');
        let mut text = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let blank = part.split_once('}').and_then(|(name, rest)| {
                let (_, words) = blanks.iter().find(|(known, _)| *known == name)?;
                Some((*words, rest))
            });
            match blank {
                Some((words, rest)) if is_borrowed(sentence) => text.extend([in_borrowed(words).as_str(), rest]),
                Some((words, rest)) if runs_against(words, sentence) => {
                    text.extend(["\u{2068}", words, "\u{2069}", rest]);
                }
                Some((words, rest)) => text.extend([words, rest]),
                None => text.extend(["{", part]),
            }
        }
        text
    }

    /// A number with its noun: `outlets` becomes "1 outlet", "5 outlets".
    pub fn count(&self, key: &str, number: usize) -> String {
        self.counted(key, number, &[])
    }

    /// A sentence about a number, in the form that the number demands.
    fn counted(&self, key: &str, number: usize, blanks: &[(&str, &str)]) -> String {
        let key = format!("{key}-{}", theme::plural(self.get("plural-rule"), number as u64));
        self.filled(&key, &[&[("n", number.to_string().as_str())], blanks].concat())
    }

    /// Why a claim has its grade, in one sentence.
    ///
    /// `alone` is the outlet that reports it, if there is one only.
    pub fn reason(&self, reason: &Reason, name: Naming, alone: &str) -> String {
        let outlets = |number: &usize| match *number {
            1 => self.filled("outlet-alone", &[("outlet", alone)]),
            number => self.count("outlets", number),
        };
        let side = |side: &Side| self.side(side, name);
        match reason {
            Reason::WithdrawnByNote => self.get("reason-withdrawn-by-note").to_owned(),
            Reason::Retracted => self.get("reason-retracted").to_owned(),
            Reason::ConcededBy(who) => self.filled("reason-conceded-by", &[("who", &name(who))]),
            Reason::InTheWordsOf(who) => self.filled("reason-in-the-words-of", &[("who", &name(who))]),
            Reason::Disputed { supporting, disputing } => {
                self.filled("reason-disputed", &[("for", &side(supporting)), ("against", &side(disputing))])
            }
            Reason::Rendered { renderings, by } => self.counted("reason-rendered", *renderings, &[("who", &side(by))]),
            Reason::Corroborated { origins, by, outlets: number } => {
                self.counted("reason-corroborated", *origins, &[("who", &side(by)), ("outlets", &outlets(number))])
            }
            Reason::OneOrigin { by, outlets: 1, silent: 0 } => match &by.voices[..] {
                [Voice::Outlet(_)] => outlets(&1),
                _ => self.filled("reason-one-origin-alone", &[("who", &side(by)), ("outlet", alone)]),
            },
            Reason::OneOrigin { by, outlets: number, silent: 0 } => {
                self.filled("reason-one-origin", &[("who", &side(by)), ("outlets", &outlets(number))])
            }
            Reason::OneOrigin { by, silent, .. } => {
                self.counted("reason-one-origin-silent", *silent, &[("who", &side(by))])
            }
            Reason::Unattributed { reports } => self.count("reason-unattributed", *reports),
            Reason::Weakest { of, reason, .. } => {
                let number = group_thousands(*of);
                self.filled("reason-weakest", &[("n", &number), ("reason", &self.reason(reason, name, alone))])
            }
        }
    }

    /// Who stands on a side: names in the order of their appearance.
    fn side(&self, side: &Side, name: Naming) -> String {
        let voice = |voice: &Voice| match voice {
            Voice::Claimant(id) => name(id),
            Voice::Outlet(Some(outlet)) => outlet.clone(),
            Voice::Outlet(None) => self.get("voice-unidentified").to_owned(),
        };
        let names = side.voices.iter().map(voice).collect::<Vec<_>>().join(", ");
        match side.more {
            _ if side.voices.is_empty() => self.get("nobody-named").to_owned(),
            0 => names,
            more => self.counted("side-more", more, &[("names", &names)]),
        }
    }

    /// "72 km", "1.4 km", "100 m": as exact as anyone would say it.
    pub fn distance(&self, km: f64) -> String {
        let (key, number) = match km {
            km if km < 0.995 => ("distance-m", format!("{:.0}", (km * 100.0).round() * 10.0)),
            km if km < 9.95 => ("distance-km", format!("{km:.1}")),
            km => ("distance-km", group_thousands(km.round() as u64)),
        };
        self.filled(key, &[("n", &number)])
    }

    /// One of eight directions.
    pub fn direction(&self, direction: vocabulary::Direction) -> &'a str {
        self.get(&format!("direction-{}", direction.as_str()))
    }

    /// "21–25 killed · 110 injured"; nothing where nobody is counted.
    pub fn toll<'t>(&self, lines: impl Iterator<Item = (&'t str, &'t str)>) -> String {
        let line = |(total, measure)| format!("{total} {}", self.get(&format!("measure-{measure}")).to_lowercase());
        lines.map(line).collect::<Vec<_>>().join(" · ")
    }

    /// What a veil says: why it is there, and what lies under it.
    pub fn veil(self, sensitive: &Sensitive) -> String {
        let kind = self.get(&format!("veil-{}", sensitive.kind.as_str()));
        format!("{kind}: {}", sensitive.shows)
    }

    /// How a quotation stands in its capture; nothing where it was never verified.
    pub fn verified(&self, vouched: Option<&Vouched>) -> String {
        let Some(Vouched { class, segments, .. }) = vouched else { return String::new() };
        match class {
            MatchClass::Editorial if *segments > 1 => self.get("verified-omission").to_owned(),
            MatchClass::Exact | MatchClass::Typographic if *segments > 1 => self.get("verified-apart").to_owned(),
            class => self.get(&format!("verified-{}", class.as_str())).to_owned(),
        }
    }
}

/// Whether words are written from the other side than the sentence they stand in: then they are kept apart from it, or the
/// numbers and signs beside them would change sides.
fn runs_against(words: &str, sentence: &str) -> bool {
    if words.is_ascii() && sentence.is_ascii() {
        return false;
    }
    let own: String = sentence.split('{').map(|part| part.split_once('}').map_or(part, |(_, rest)| rest)).collect();
    match (get_base_direction(words), get_base_direction(own.as_str())) {
        (Direction::Rtl, Direction::Ltr) | (Direction::Ltr, Direction::Rtl) => true,
        // A sentence that has no letters of its own is the page's.
        (Direction::Rtl, Direction::Mixed) => true,
        _ => false,
    }
}

/// The letters of a position: 0 is the first letter, 26 is that letter twice.
pub fn letters(mut position: usize, first: char) -> String {
    let mut mark = Vec::new();
    loop {
        mark.extend(char::from_u32(first as u32 + (position % 26) as u32));
        match position / 26 {
            0 => break,
            rest => position = rest - 1,
        }
    }
    mark.iter().rev().collect()
}
