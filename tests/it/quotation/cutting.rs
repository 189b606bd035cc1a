//! Thousands of quotations cut from what governs them, and as many honest ones: the same clauses where nothing governs them,
//! and whole sentences left out. The clauses are of texts of our own in seven languages; `ONRECORD_TEXTS` names a folder of
//! other English texts (`*.txt`), whose sentences are then cut, too.

use std::collections::BTreeMap;

use onrecord::prose::sentences;
use onrecord::quotation::{Capture, verify};

mod languages;

use languages::{LANGUAGES, Language};

/// How many of some quotations were found, or refused, with the first that were judged wrongly.
#[derive(Default)]
struct Tally {
    all: usize,
    judged: usize,
    others: Vec<String>,
    /// By what is cut off, and where: how many were judged, and of how many.
    classes: BTreeMap<(&'static str, &'static str), (usize, usize)>,
}

impl Tally {
    fn add(&mut self, is_judged: bool, wants_judged: bool, class: (&'static str, &'static str), what: String) {
        self.all += 1;
        self.judged += usize::from(is_judged);
        let (judged, all) = self.classes.entry(class).or_default();
        (*judged, *all) = (*judged + usize::from(is_judged), *all + 1);
        if is_judged != wants_judged && self.others.len() < 40 {
            self.others.push(format!("{} {}: {what}", class.0, class.1));
        }
    }

    /// In thousandths.
    fn rate(&self) -> usize {
        self.judged * 1000 / self.all.max(1)
    }

    fn table(&self) -> String {
        let line = |((what, side), (judged, all)): (&(&str, &str), &(usize, usize))| {
            format!("  {what:<10} {side:<6} {judged:>4} of {all:>4}")
        };
        self.classes.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// A clause in its frame, as a sentence, or two.
fn sentence_of(frame: &str, clause: &str) -> String {
    let begins = [". {}", "? {}"].iter().any(|begin| frame.contains(begin));
    let own = if begins { capitalised(clause) } else { clause.to_owned() };
    capitalised(&frame.replace("{}", &own))
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The clause without its first words, and without its last: cut inside as well as at its edge.
fn shortened(clause: &str, nth: usize) -> String {
    let words: Vec<&str> = clause.split(' ').collect();
    match nth {
        0 => clause.to_owned(),
        _ => words.get(..words.len() - 1).unwrap_or_default().join(" "),
    }
}

/// Whether anything is said of a quotation: it is refused, or something was cut off it. Only what is an error, if `grave`.
fn is_told(language: &str, capture: &str, quotation: &str, grave: bool) -> bool {
    let capture = Capture::new(capture, &[], &[]).in_language(language);
    let Ok(found) = verify(quotation, &capture, None) else { return true };
    let is_grave = |cut: &str| ["bound", "negation", "denial"].iter().any(|name| cut.starts_with(name));
    let cuts = found.enclosing.cuts.unwrap_or_default();
    cuts.iter().any(|cut| !grave || is_grave(&cut.cut.to_string()))
}

/// A frame without the name of what it cuts off; none: it cuts nothing off.
fn named(frame: &'static str) -> (&'static str, &'static str) {
    frame.split_once(": ").filter(|(name, _)| name.chars().all(char::is_lowercase)).unwrap_or(("honest", frame))
}

fn framed(language: &str, frames: &[&'static str], clauses: &[&str], is_cut: bool, tally: &mut Tally) {
    for (name, frame) in frames.iter().map(|frame| named(frame)) {
        for clause in clauses {
            let sentence = sentence_of(frame, clause);
            // At its right edge a clause is quoted whole: what follows it governs the whole of it.
            let is_last = frame.trim_start_matches('¿').starts_with("{}");
            for nth in 0..if is_last { 1 } else { 2 } {
                let quotation = shortened(clause, nth);
                let told = is_told(language, &sentence, &quotation, !is_cut);
                let side = if is_last { "after" } else { "before" };
                tally.add(told, is_cut, (name, side), format!("{sentence} | {quotation}"));
            }
        }
    }
}

/// Gaps: one that hides what governs the kept words, and whole sentences that are left out with all that they deny.
fn gaps(language: &Language, cut: &mut Tally, honest: &mut Tally) {
    for pair in language.clauses.windows(2) {
        let [first, second] = pair else { continue };
        let leading = language.cuts.iter().map(|frame| named(frame));
        for (name, frame) in leading.filter(|(_, frame)| frame.ends_with("{}.") && !frame.contains(", {}")) {
            let [one, other] = [capitalised(first), capitalised(&frame.replace("{}", second))];
            let capture = format!("{one}. {other}");
            let quotation = format!("{one}. … {second}");
            let told = is_told(language.tag, &capture, &quotation, false);
            cut.add(told, true, (name, "gap"), format!("{capture} | {quotation}"));
        }
        for left_out in language.honest.iter().chain(language.cuts).take(12) {
            let left_out = capitalised(&named(left_out).1.replace("{}", first));
            let [one, two] = [capitalised(first), capitalised(second)];
            let capture = format!("{two}. {left_out} {one}.");
            let quotation = format!("{two}. […] {one}.");
            let told = is_told(language.tag, &capture, &quotation, true);
            honest.add(told, false, ("honest", "gap"), format!("{capture} | {quotation}"));
        }
    }
}

/// Numbers cut off what bounds them, and the same numbers where nothing does.
fn bounds(language: &Language, cut: &mut Tally, honest: &mut Tally) {
    let (tag, bounds) = (language.tag, &language.bounds);
    let mut whole = |clauses: &[&'static str], frames: &[&'static str], is_cut: bool, side: &'static str| {
        let tally = if is_cut { &mut *cut } else { &mut *honest };
        for (frame, clause) in frames.iter().flat_map(|frame| clauses.iter().map(move |clause| (frame, clause))) {
            // A fraction is of digits.
            if frame.starts_with("1∕") && !clause.starts_with(char::is_numeric) {
                continue;
            }
            let sentence = sentence_of(frame, clause);
            let told = is_told(tag, &sentence, clause, !is_cut);
            let name = if is_cut { "bound" } else { "honest" };
            tally.add(told, is_cut, (name, side), format!("{sentence} | {clause}"));
        }
    };
    whole(bounds.first, bounds.before, true, "before");
    whole(bounds.first, bounds.plain_before, false, "before");
    whole(bounds.last, bounds.after, true, "after");
    whole(bounds.last, bounds.plain_after, false, "after");
    for (words, is_cut) in
        bounds.hidden.iter().map(|words| (words, true)).chain(bounds.plain.iter().map(|one| (one, false)))
    {
        let sentence = capitalised(&format!("{}.", bounds.gap.replace("{}", words)));
        let quotation = bounds.gap.replace("{}", "…");
        let told = is_told(tag, &sentence, &quotation, !is_cut);
        let (tally, name) = if is_cut { (&mut *cut, "bound") } else { (&mut *honest, "honest") };
        tally.add(told, is_cut, (name, "gap"), format!("{sentence} | {quotation}"));
    }
}

/// Brackets that deny, and brackets that restore a capital.
fn brackets(language: &Language, cut: &mut Tally, honest: &mut Tally) {
    for clause in language.clauses {
        let sentence = format!("{}.", capitalised(clause));
        let words: Vec<&str> = clause.split(' ').collect();
        let (left, right) = words.split_at(words.len() / 2);
        for bracket in language.brackets {
            let quotation = format!("{} {bracket} {}", left.join(" "), right.join(" "));
            let told = is_told(language.tag, &sentence, &quotation, true);
            cut.add(told, true, ("inserted", "inside"), format!("{sentence} | {quotation}"));
        }
        let first = clause.chars().next().expect("a letter");
        let restored = format!("[{}]{}", first.to_uppercase(), &clause[first.len_utf8()..]);
        let later = format!("{} {clause}.", if language.tag == "en" { "Then" } else { "2024" });
        let told = is_told(language.tag, &later, &restored, true);
        honest.add(told, false, ("honest", "inside"), format!("{later} | {restored}"));
    }
}

/// The plain sentences of other texts: of one clause, with nothing that turns them.
fn plain_sentences(text: &str) -> Vec<String> {
    let all = text.lines().flat_map(|line| sentences(line).into_iter().map(|range| line[range].trim().to_owned()));
    let is_plain = |sentence: &String| {
        let words = sentence.split(' ').count();
        let marks = [',', ';', ':', '"', '“', '”', '(', '[', '—', '–', '\'', '’', '#'];
        let unturned = !is_told("en", &format!("Then {sentence}"), sentence.trim_end_matches('.'), false);
        (6..40).contains(&words) && sentence.ends_with('.') && !sentence.contains(marks) && unturned
    };
    all.filter(is_plain).map(|sentence| sentence.trim_end_matches('.').to_owned()).collect()
}

#[test]
fn cut_quotations_are_found_and_honest_ones_pass() {
    let (mut cut, mut honest) = (Tally::default(), Tally::default());
    for language in &LANGUAGES {
        framed(language.tag, language.cuts, language.clauses, true, &mut cut);
        framed(language.tag, language.honest, language.clauses, false, &mut honest);
        gaps(language, &mut cut, &mut honest);
        bounds(language, &mut cut, &mut honest);
        brackets(language, &mut cut, &mut honest);
    }
    if let Some(folder) = std::env::var_os("ONRECORD_TEXTS") {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|name| name == "txt")) {
            let text = std::fs::read_to_string(path).expect("a text");
            let plain = plain_sentences(&text);
            let clauses: Vec<&str> = plain.iter().map(String::as_str).collect();
            framed("en", LANGUAGES[0].cuts, &clauses, true, &mut cut);
            framed("en", LANGUAGES[0].honest, &clauses, false, &mut honest);
        }
    }
    let said = format!(
        "cut: {} of {} found ({}.{} %); honest: {} of {} refused ({}.{} %)",
        cut.judged,
        cut.all,
        cut.rate() / 10,
        cut.rate() % 10,
        honest.judged,
        honest.all,
        honest.rate() / 10,
        honest.rate() % 10
    );
    println!("{said}\n{}\n{}", cut.table(), honest.table());
    let wrong = || format!("{said}\nnot found:\n{}\nrefused:\n{}", cut.others.join("\n"), honest.others.join("\n"));
    assert!(cut.all >= 2_000 && honest.all >= 2_000, "{said}");
    for name in ["bound", "negation", "denial", "question", "condition", "hedge", "speech"] {
        for side in ["before", "after", "gap"] {
            // A question is asked at its end or at its beginning, a condition is one sentence: neither lies in a gap.
            let is_possible = side != "gap" || !["question", "condition"].contains(&name);
            let (found, all) = cut.classes.get(&(name, side)).copied().unwrap_or_default();
            assert!(!is_possible || all > 0 && found * 20 >= all * 19, "{name} {side}: {found} of {all}\n{}", wrong());
        }
    }
    assert!(cut.rate() >= 950 && honest.rate() <= 10, "{}", wrong());
}
