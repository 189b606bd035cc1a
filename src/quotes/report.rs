//! What was found, as lines for people and as JSON for programs.

use serde_json::{Value, json};

use super::draft::Draft;
use super::judge::{Hit, Judged, Verdict};
use super::numbers::Compared;
use crate::report::count;

/// Letters of a quotation that a line shows.
const SHOWN: usize = 44;

/// Whether the drafts must not be printed so.
pub fn to_be_failed(judged: &[Judged], numbers: &[Compared]) -> bool {
    judged.iter().any(|one| one.verdict.fails()) || numbers.iter().any(|one| one.differs.is_some())
}

/// A line for each quotation and number, and a count.
pub fn text(judged: &[Judged], numbers: &[Compared], captures: usize) -> String {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for one in judged {
        let words = format!("“{}”", shortened(&one.quoted.words, SHOWN));
        rows.push([one.quoted.place.shown.clone(), words, label(&one.verdict).to_owned(), beside(one)]);
    }
    for one in numbers {
        let (label, beside) = match &one.differs {
            Some(differs) => (
                "NUMBER DIFFERS",
                format!(
                    "{} {} says {}: “{}”",
                    one.hit.name,
                    one.hit.locator,
                    differs.join(", "),
                    shortened(&one.hit.words, 160)
                ),
            ),
            None => ("number agrees", place(&one.hit)),
        };
        rows.push([one.place.shown.clone(), one.number.clone(), label.to_owned(), beside]);
    }
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for row in &rows {
        for (cell, width) in row.iter().zip(widths) {
            out.push_str(cell);
            out.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        out.push_str(&row[3]);
        out.truncate(out.trim_end().len());
        out.push('\n');
    }
    out + &summary(judged, numbers, captures) + "\n"
}

/// "12 quotations: 9 verified, 1 altered, 1 not found, 1 too short to judge; 3 captures".
pub fn summary(judged: &[Judged], numbers: &[Compared], captures: usize) -> String {
    let number = |wanted: &dyn Fn(&Verdict) -> bool| judged.iter().filter(|one| wanted(&one.verdict)).count();
    let parts = [
        (number(&|verdict| verdict.is_verified()), "verified"),
        (number(&|verdict| matches!(verdict, Verdict::Cut(..))), "of them cut off their sentence"),
        (number(&|verdict| matches!(verdict, Verdict::Altered { .. })), "altered"),
        (number(&|verdict| matches!(verdict, Verdict::NotFound { .. })), "not found"),
        (number(&|verdict| matches!(verdict, Verdict::Short(_))), "too short to judge"),
        (number(&|verdict| matches!(verdict, Verdict::Unclosed)), "never closed"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}"));
    let mut out = count(judged.len(), "quotation");
    let parts: Vec<String> = parts.collect();
    if !parts.is_empty() {
        out = format!("{out}: {}", parts.join(", "));
    }
    let differ = numbers.iter().filter(|one| one.differs.is_some()).count();
    if !numbers.is_empty() {
        out.push_str(&format!("; {} compared, {differ} differing", count(numbers.len(), "number")));
    }
    out + &format!("; {} asked", count(captures, "capture"))
}

/// The verdict in a word or two.
pub fn label(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Exact(_) => "exact",
        Verdict::Typography(_) => "typography",
        Verdict::Edited(_) => "edited",
        Verdict::Omission(_) => "omission",
        Verdict::Cut(..) => "cut off",
        Verdict::Altered { .. } => "ALTERED",
        Verdict::NotFound { .. } => "NOT FOUND",
        Verdict::Short(_) => "too short",
        Verdict::Unclosed => "unclosed",
    }
}

/// Where the words stand, or why they do not.
pub fn beside(one: &Judged) -> String {
    let mut out = match &one.verdict {
        Verdict::Exact(hit) | Verdict::Typography(hit) | Verdict::Edited(hit) | Verdict::Omission(hit) => place(hit),
        Verdict::Cut(hit, words) => {
            format!("{}: its sentence has `{}`, which is not quoted and not said", place(hit), words.join("`, `"))
        }
        Verdict::Altered { nearest, why, .. } => {
            format!("{why}; {}: “{}”", place(nearest), shortened(&nearest.words, 160))
        }
        Verdict::NotFound { nearest: Some(hit) } => {
            format!("nearest in {}: “{}”", place(hit), shortened(&hit.words, 160))
        }
        Verdict::NotFound { nearest: None } => "nothing like it in any capture".to_owned(),
        Verdict::Short(Some(hit)) => format!("too short to judge; the words are in {}", place(hit)),
        Verdict::Short(None) => "too short to judge; in no capture".to_owned(),
        Verdict::Unclosed => "the mark is never closed: nobody can tell where the words end".to_owned(),
    };
    if one.more > 0 {
        out.push_str(&format!(" (and in {} more)", one.more));
    }
    if let Some(address) = &one.uncaptured {
        out.push_str(&format!("; no capture of the cited source {address}"));
    }
    if let Some(address) = &one.elsewhere {
        out.push_str(&format!("; not in the capture of the cited source {address}"));
    }
    out
}

fn place(hit: &Hit) -> String {
    format!("{} {}", hit.name, hit.locator)
}

/// Words on one line.
pub fn whole(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words on one line, the middle left out where they are many.
fn shortened(words: &str, most: usize) -> String {
    let words = whole(words);
    let letters: Vec<char> = words.chars().collect();
    if letters.len() <= most {
        return words;
    }
    let half = (most - 3) / 2;
    let (head, tail) =
        (letters[..half].iter().collect::<String>(), letters[letters.len() - half..].iter().collect::<String>());
    format!("{} … {}", head.trim_end(), tail.trim_start())
}

/// Everything for programs.
pub fn json(drafts: &[Draft], judged: &[Judged], numbers: &[Compared], captures: usize) -> String {
    let hit = |hit: Option<&Hit>| match hit {
        Some(hit) => {
            json!({"capture": hit.name, "locator": hit.locator, "start": hit.start, "end": hit.end, "words": hit.words})
        }
        None => Value::Null,
    };
    let name = |draft: usize| drafts.get(draft).map_or("", |draft| draft.name.as_str());
    let quotation = |one: &Judged| {
        let place = &one.quoted.place;
        json!({
            "draft": name(one.draft), "line": place.line, "column": place.column, "place": place.shown,
            "words": one.quoted.words, "sentence": one.quoted.sentence, "links": one.quoted.links,
            "verdict": one.verdict.name(), "fails": one.verdict.fails(), "said": beside(one),
            "found": if one.verdict.fails() { Value::Null } else { hit(one.verdict.hit()) },
            "nearest": if one.verdict.fails() { hit(one.verdict.hit()) } else { Value::Null },
            "cut_off": match &one.verdict { Verdict::Cut(_, words) => json!(words), _ => json!([]) },
            "no_capture_of": one.uncaptured, "not_in_capture_of": one.elsewhere,
        })
    };
    let number = |one: &Compared| {
        json!({
            "draft": name(one.draft), "line": one.place.line, "column": one.place.column, "place": one.place.shown,
            "number": one.number, "sentence": one.sentence, "verdict": if one.differs.is_some() { "differs" } else { "agrees" },
            "captured": one.differs, "found": hit(Some(&one.hit)),
        })
    };
    let report = json!({
        "quotations": judged.iter().map(quotation).collect::<Vec<_>>(),
        "numbers": numbers.iter().map(number).collect::<Vec<_>>(),
        "summary": {
            "captures": captures,
            "quotations": judged.len(),
            "verified": judged.iter().filter(|one| one.verdict.is_verified()).count(),
            "failed": judged.iter().filter(|one| one.verdict.fails()).count(),
            "words": summary(judged, numbers, captures),
        },
    });
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}
