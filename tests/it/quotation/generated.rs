//! Thousands of falsified quotations, of which none may pass, and thousands of faithful ones, of which all must.
//! Captures and quotations are generated, always the same ones.

use onrecord::lock::{Flaw, Lock, LockedQuotation, LockedSource, VERSION, forgeries, quotation_key};
use onrecord::quotation::*;
use onrecord::verified::lock_entry;

use crate::chance::Chance;

const SYLLABLES: [&str; 14] = ["ba", "ke", "lo", "mi", "ru", "ta", "so", "de", "fi", "po", "gra", "ste", "lum", "é"];
const NAMES: [&str; 6] = ["Ondrel", "Vaskin", "Quillport", "Tern", "Ospreva", "Harrowgate"];
/// Nowhere in a capture.
const OTHER_NAMES: [&str; 3] = ["Zzyrian", "Wexholm", "Yarvik"];
const OTHER_WORDS: [&str; 4] = ["zwev", "yixx", "wyvu", "zuvy"];
const NUMBERS: [&str; 10] =
    ["47", "163", "1,300", "3.5", "10%", "twenty-one", "21st", "€5", "5 million", "two hundred"];
const OTHER_NUMBERS: [&str; 6] = ["seventy", "8,888", "88", "eleven", "8.8", "a dozen"];
const NEGATIONS: [&str; 5] = ["not", "never", "can't", "without", "unarmed"];
const HEDGES: [&str; 4] = ["reportedly", "nearly", "about", "allegedly"];

fn word(random: &mut Chance) -> String {
    (0..random.between(2, 3)).map(|_| random.of(&SYLLABLES)).collect()
}

/// A capture as units: what stands between its spaces, where some units hold a space themselves.
struct Text {
    units: Vec<String>,
}

impl Text {
    fn generate(random: &mut Chance) -> Self {
        let mut units: Vec<String> = Vec::new();
        for _ in 0..random.between(12, 20) {
            let length = random.between(9, 18);
            for index in 0..length {
                let mut unit = match random.below(14) {
                    0 | 1 => random.of(&NUMBERS).to_owned(),
                    2 => random.of(&NAMES).to_owned(),
                    3 if index > 0 => random.of(&NEGATIONS).to_owned(),
                    4 => random.of(&HEDGES).to_owned(),
                    5 => format!("{}'s", word(random)),
                    6 => format!("{}-{}", word(random), word(random)),
                    7 if index > 0 => "—".to_owned(),
                    8 => format!("'{} {}'", word(random), word(random)),
                    _ => word(random),
                };
                // No word twice in a row, and no two figures that read as one.
                let is_figure =
                    |unit: &str| NUMBERS.contains(&unit.trim_matches([',', '.']).trim_start_matches("The "));
                let twice = units.last().is_some_and(|last: &String| {
                    last.trim_matches([',', '.']).trim_start_matches("The ") == unit
                        || is_figure(last) && is_figure(&unit)
                });
                if twice {
                    unit = word(random);
                }
                if index == 0 {
                    unit = ["The ", &unit].concat();
                }
                if index + 1 == length {
                    unit.push_str(if unit == "—" { " ba." } else { "." });
                } else if random.below(9) == 0 && unit != "—" {
                    unit.push(',');
                }
                units.push(unit);
            }
        }
        Self { units }
    }

    fn join(&self, from: usize, to: usize) -> String {
        self.units[from..to].join(" ")
    }

    fn capture(&self) -> (String, Capture) {
        let text = self.join(0, self.units.len());
        let capture = Capture::new(&text, &[], &[]);
        (text, capture)
    }

    fn is_plain(&self, index: usize) -> bool {
        self.units[index].chars().all(|letter| letter.is_lowercase())
            && !NEGATIONS.contains(&self.units[index].as_str())
            && !HEDGES.contains(&self.units[index].as_str())
    }

    /// Whether some units negate, bound or doubt: bounds and doubts may not be left out of a clause either, since quotations
    /// are judged in their sentences.
    fn turns(&self, from: usize, to: usize) -> bool {
        let turns = |unit: &str| NEGATIONS.contains(&unit) || HEDGES.contains(&unit);
        self.units[from..to].iter().any(|unit| turns(unit.trim_matches([',', '.'])))
    }
}

/// What a lock says against an entry of its own for a quotation.
fn flaw(entry: LockedQuotation, quotation: &str) -> Option<Flaw> {
    let key = quotation_key(quotation, None);
    let source =
        LockedSource { capture: "0".repeat(64), quotations: [(key.clone(), entry)].into(), ..Default::default() };
    let lock = Lock { version: VERSION, rules: None, sources: [("post".to_owned(), source)].into() }.sealed();
    let words = |asked: &str| (asked == key).then_some(quotation);
    forgeries(&lock, "post", true, &LockedSource::default(), words).into_iter().map(|forgery| forgery.flaw).next()
}

/// A quotation that says something else than the capture, or `None` where the passage has nothing to falsify so.
fn falsify(random: &mut Chance, text: &Text, kind: usize) -> Option<String> {
    let length = random.between(7, 12);
    let from = random.below(text.units.len() - length);
    let mut units: Vec<String> = text.units[from..from + length].to_vec();
    let bare = |unit: &str| unit.trim_matches([',', '.', '\'']).to_owned();
    let inner = 2 + random.below(length - 4);
    let number = (1..length - 1).find(|index| NUMBERS.contains(&bare(&units[*index]).as_str()));
    let negation = (1..length - 1).find(|index| NEGATIONS.contains(&bare(&units[*index]).as_str()));
    let name = (1..length - 1).find(|index| NAMES.contains(&bare(&units[*index]).as_str()));
    let hedge = (1..length - 1).find(|index| HEDGES.contains(&bare(&units[*index]).as_str()));
    let plain = (2..length - 2).find(|index| text.is_plain(from + index));
    let replace = |units: &mut Vec<String>, index: usize, with: &str| {
        let old = bare(&units[index]);
        units[index] = units[index].replacen(&old, with, 1);
    };
    match kind {
        0 => {
            let index = number?;
            let at = units[index].find(|digit: char| digit.is_ascii_digit())?;
            let digit = if units[index][at..].starts_with('9') { "8" } else { "9" };
            units[index].replace_range(at..=at, digit);
        }
        1 => replace(&mut units, number?, random.of(&OTHER_NUMBERS)),
        2 => drop(units.remove(negation?)),
        3 => units.insert(inner, random.of(&["not", "never", "no"]).to_owned()),
        4 => replace(&mut units, name?, random.of(&OTHER_NAMES)),
        5 => drop(units.remove((inner..length - 2).find(|index| units[*index] != units[index + 1])?)),
        6 => units.insert(inner, random.of(&OTHER_WORDS).to_owned()),
        7 => {
            let at = (1..length - 2).find(|index| bare(&units[*index]) != bare(&units[index + 1]))?;
            units.swap(at, at + 1);
        }
        8 => replace(&mut units, plain?, &[bare(&text.units[from + plain?]).as_str(), "s"].concat()),
        9 => {
            // The first unit loses its beginning: inside a word, a number or a hyphenated compound.
            let unit = units[0].trim_start_matches(['\'', '€']).to_owned();
            let cuts: Vec<usize> = unit
                .char_indices()
                .skip(1)
                .filter(|(at, letter)| {
                    let before = unit[..*at].chars().next_back();
                    letter.is_alphanumeric()
                        && before.is_some_and(|before| before.is_alphanumeric() || "-.,".contains(before))
                })
                .map(|(at, _)| at)
                .collect();
            let cut = *cuts.get(random.below(cuts.len()))?;
            if unit[..cut].contains(' ') {
                return None;
            }
            units[0] = unit[cut..].to_owned();
        }
        10 => {
            let last = units.last_mut()?;
            let unit = last.trim_end_matches([',', '.', '\'']).to_owned();
            let cuts: Vec<usize> = unit
                .char_indices()
                .skip(1)
                .filter(|(at, letter)| {
                    (letter.is_alphanumeric() || "-%".contains(*letter))
                        && unit[..*at].ends_with(char::is_alphanumeric)
                        && unit[*at..].contains(char::is_alphanumeric)
                })
                .map(|(at, _)| at)
                .collect();
            let cut = *cuts.get(random.below(cuts.len()))?;
            *last = unit[..cut].to_owned();
            if last.is_empty() {
                return None;
            }
        }
        11 => {
            let mark = random.of(&["...", "…", "[...]", "[…]", ". . ."]);
            let index = negation.filter(|index| *index >= 3 && index + 4 <= length)?;
            units[index] = mark.to_owned();
        }
        12 => {
            let other = from + length + 66;
            let end = (other + 5).min(text.units.len());
            if other + 4 > end {
                return None;
            }
            return Some([&text.join(from, from + 5), " [...] ", &text.join(other, end)].concat());
        }
        13 => {
            let index = number.or(negation).or(hedge)?;
            let with = random.of(&["[the keeper]", "[later]", "[of the town]"]);
            units[index] = with.to_owned();
        }
        14 => units.insert(inner, random.of(&["[not]", "[never]", "[88]", "[eleven]", "[without]"]).to_owned()),
        15 => replace(&mut units, name?, &["[", random.of(&OTHER_NAMES), "]"].concat()),
        16 => {
            let (early, late) = (text.join(from, from + 4), text.join(from + 4, from + length));
            return Some([late.as_str(), " ... ", &early].concat());
        }
        17 => replace(&mut units, hedge?, random.of(&["certainly", "exactly"])),
        18 => drop(units.remove(hedge?)),
        19 => {
            let index = plain?;
            units[index] = units[index].to_uppercase();
        }
        20 => {
            // A word of the source, dropped where a bracket stands that claims only to add.
            let index = (2..length - 2).find(|index| NUMBERS.contains(&bare(&units[*index]).as_str()))?;
            units[index] = "[sic]".to_owned();
        }
        _ => {
            let index = (2..length - 2).find(|index| units[*index].ends_with(','))?;
            units[index].pop();
        }
    }
    Some(units.join(" "))
}

#[test]
fn no_falsified_quotation_passes() {
    const KINDS: usize = 22;
    let mut random = Chance::new(7);
    let (mut counts, mut forged) = ([0_usize; KINDS], 0);
    for _ in 0..60 {
        let text = Text::generate(&mut random);
        let (raw, capture) = text.capture();
        for round in 0..KINDS * 12 {
            let kind = round % KINDS;
            let mut again = random.clone();
            let Some(quotation) = falsify(&mut random, &text, kind) else {
                continue;
            };
            counts[kind] += 1;
            let outcome = verify(&quotation, &capture, None);
            // Dashes are no words: an omission of 66 units may be short enough. It leads into another sentence, and is told of.
            let jumps = |found: &Match| kind == 12 && found.gaps.iter().any(|gap| gap.jumps);
            let is_told = outcome.as_ref().map_or(true, jumps);
            assert!(is_told, "kind {kind}\n{quotation}\n{raw}\n{outcome:#?}");
            // Under the entry of the words that it falsifies it is no better. (Omissions join two places.)
            if outcome.is_err() && ![12, 16].contains(&kind) {
                let length = again.between(7, 12);
                let from = again.below(text.units.len() - length);
                let Ok(found) = verify(&text.join(from, from + length), &capture, None) else { continue };
                let flaw = flaw(lock_entry(&found, &capture, false), &quotation);
                assert!(flaw.is_some(), "kind {kind}\n{quotation}\n{found:#?}");
                forged += 1;
            }
            if round % 9 == 0 {
                let explanation = explain(&quotation, &capture, &[], &NAMES);
                assert_ne!(explanation.kind, Kind::Verified);
                assert!(!explanation.sentence().is_empty());
            }
        }
    }
    assert!(counts.iter().sum::<usize>() >= 5_000 && forged >= 4_000, "{counts:?} {forged}");
    assert!(counts.iter().all(|count| *count >= 25), "{counts:?}");
}

/// Other glyphs for the same words.
fn retypeset(random: &mut Chance, words: &str) -> String {
    let mut set = String::new();
    let mut letters = words.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        let in_word = letter.is_alphabetic() && before.is_alphabetic();
        let (one, spaces) = (random.below(4) == 0, random.below(10));
        match letter {
            ' ' if one => set.push_str(
                ["\u{A0}", "  ", "\n", "\u{2009}", "\u{202F}", " \t", "&nbsp;", "&#160;", "\u{2028}", " \u{200B}"]
                    [spaces],
            ),
            '\'' if one => {
                let closing = ["’", "&rsquo;", "&#39;", "&#x2019;", "&#146;"];
                set.push_str(if before == ' ' { random.of(&["‘", "‚", "&lsquo;"]) } else { random.of(&closing) });
            }
            '-' if one => set.push_str(random.of(&["‑", "‐", "–", "&#8209;"])),
            '—' if one => set.push_str(random.of(&["–", "-", "&mdash;", "--", "―"])),
            'é' if one => set.push_str(random.of(&["e\u{301}", "&eacute;", "&#233;"])),
            '…' if one => set.push_str("&hellip;"),
            '€' if one => set.push_str("&euro;"),
            'f' if letters.peek() == Some(&'i') && one => {
                letters.next();
                set.push('ﬁ');
            }
            _ if in_word && random.below(20) == 0 => {
                set.push_str(random.of(&["\u{AD}", "\u{200B}", "&shy;", "\u{FEFF}"]));
                set.push(letter);
            }
            _ => set.push(letter),
        }
        before = letter;
    }
    set.replace(" — ", random.of(&[" — ", "—", " —", "— "]))
}

/// A faithful quotation with an editorial change, and the units it quotes.
fn edit(random: &mut Chance, text: &Text, kind: usize) -> Option<(String, usize)> {
    let length = random.between(9, 14);
    let from = random.below(text.units.len() - length);
    let to = from + length;
    if [from, to - 1].iter().any(|index| text.units[*index].starts_with('—')) {
        return None;
    }
    let words = text.join(from, to);
    let edited = match kind {
        0 => words,
        1 => {
            let first = words.chars().next().filter(|first| first.is_alphabetic())?;
            let other: String =
                if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
            [&other, &words[first.len_utf8()..]].concat()
        }
        2 => {
            let words = words.trim_end_matches(['.', ',']);
            [words, random.of(&[".", ",", ";", ""])].concat()
        }
        3 => {
            let at = words.find(" '").filter(|at| words[at + 2..].contains("' "))? + 1;
            let end = at + 1 + words[at + 1..].find("' ")?;
            if words[at + 1..end].split(' ').count() != 2 {
                return None;
            }
            [&words[..at], "\"", &words[at + 1..end], "\"", &words[end + 1..]].concat()
        }
        4 => {
            let end = (to + random.between(4, 40)).min(text.units.len());
            let tail = end.saturating_sub(5);
            if tail <= to
                || text.turns(to, tail)
                || text.units[to - 1] == "—"
                || text.units[tail..end].contains(&"—".to_owned())
            {
                return None;
            }
            let mark = random.of(&[" ... ", "… ", " […] ", " [...] ", " . . . ", "...", " (...) "]);
            [words.trim_end_matches(['.', ',']), mark, &text.join(tail, end)].concat()
        }
        5 | 6 => {
            let plain = |index: usize| text.units[index].chars().all(char::is_alphanumeric);
            let at = (from + 3..to - 4).find(|index| text.is_plain(*index) && plain(index - 1) && plain(index + 1))?;
            let inserted = random.of(&["[Quillport]", "[sic]", "[the keeper]", "[in 1923]"]);
            if kind == 5 {
                [&text.join(from, at), inserted, &text.join(at, to)].map(str::to_owned).join(" ")
            } else {
                [&text.join(from, at), "[the keeper]", &text.join(at + 1, to)].map(str::to_owned).join(" ")
            }
        }
        _ => {
            let first = words.chars().next().filter(|first| first.is_alphabetic())?;
            let other: String =
                if first.is_uppercase() { first.to_lowercase().collect() } else { first.to_uppercase().collect() };
            ["[", &other, "]", &words[first.len_utf8()..]].concat()
        }
    };
    Some((edited, from))
}

#[test]
fn every_faithful_quotation_passes() {
    const KINDS: usize = 8;
    let mut random = Chance::new(11);
    let mut counts = [0_usize; KINDS];
    for _ in 0..80 {
        let text = Text::generate(&mut random);
        let (raw, capture) = text.capture();
        for round in 0..KINDS * 18 {
            let kind = round % KINDS;
            let Some((edited, from)) = edit(&mut random, &text, kind) else {
                continue;
            };
            let quotation = if random.below(3) > 0 { retypeset(&mut random, &edited) } else { edited.clone() };
            counts[kind] += 1;
            let found = verify(&quotation, &capture, None)
                .unwrap_or_else(|miss| panic!("kind {kind}\n{quotation}\n{edited}\n{raw}\n{miss:#?}"));
            let start = text.join(0, from).chars().count() + usize::from(from > 0);
            assert_eq!(found.start, start, "kind {kind}\n{quotation}\n{raw}\n{found:#?}");
            assert_eq!(found.exact, capture.slice(found.start, found.end));
            if kind == 0 {
                let class = if quotation == found.exact { MatchClass::Exact } else { MatchClass::Typographic };
                assert_eq!(found.class, class, "{quotation}");
                assert_eq!(normalise(&quotation), normalise(&found.exact));
            }
            let again = verify(&found.exact, &capture, Some(found.start..found.end));
            assert!(again.is_ok_and(|again| again.class == MatchClass::Exact), "{quotation}\n{found:#?}");
            assert!(!text_fragment(&capture, &found).is_empty());
            for shows_all in [false, true] {
                let entry = lock_entry(&found, &capture, shows_all);
                let flaw = flaw(entry.clone(), &quotation);
                assert_eq!(flaw, None, "kind {kind}\n{quotation}\n{entry:#?}");
            }
        }
    }
    assert!(counts.iter().sum::<usize>() >= 5_000, "{counts:?}");
    assert!(counts.iter().all(|count| *count >= 100), "{counts:?}");
}
