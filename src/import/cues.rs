//! Reads transcripts: subtitles (WebVTT, SubRip), what Whisper writes, and pasted lines with times. Cues are joined into running text, so
//! that a sentence over several of them is one; at which time words were said is marked beside them.

use serde_json::Value;

use super::decode;
use super::error::ImportError;
use super::look::Look;
use super::saved::{Saved, What, Writer};

/// A pause after which a new paragraph begins, in seconds, where a sentence has ended.
const PAUSE: f64 = 2.5;
/// A paragraph is ended at the next sentence's end after so many letters.
const LONG: usize = 700;

#[derive(Debug, Default)]
struct Cue {
    start: f64,
    end: f64,
    speaker: Option<String>,
    text: String,
}

pub fn is_subtitles(look: &Look) -> bool {
    let has_times = look.head.lines().take(40).any(|line| arrow(line).is_some());
    look.head.starts_with("webvtt") || has_times && !look.is_zip()
}

pub fn read_subtitles(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let text = decode::text(look.bytes())?.text;
    let mut cues: Vec<Cue> = Vec::new();
    let mut open = false;
    let lines: Vec<&str> = text.lines().collect();
    for (number, line) in lines.iter().enumerate() {
        if let Some((start, end)) = arrow(line) {
            cues.push(Cue { start, end, ..Cue::default() });
            open = true;
        } else if line.trim().is_empty() {
            open = false;
        } else if let Some(cue) = cues.last_mut().filter(|_| open) {
            // Where blank lines are missing, a number before the next times is no word.
            let is_number = line.trim().bytes().all(|byte| byte.is_ascii_digit())
                && lines.get(number + 1).is_some_and(|next| arrow(next).is_some());
            if !is_number {
                let (speaker, words) = tagged(line);
                cue.speaker = speaker.or(cue.speaker.take());
                if !cue.text.is_empty() {
                    cue.text.push('\n');
                }
                cue.text.push_str(words.trim());
            }
        }
    }
    written(unrolled(cues))
}

/// Captions that roll repeat the line before: it is said once.
fn unrolled(cues: Vec<Cue>) -> Vec<Cue> {
    let mut last = String::new();
    let mut all = Vec::new();
    for mut cue in cues {
        let lines: Vec<&str> = cue.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let skip = usize::from(lines.first().is_some_and(|first| *first == last));
        let text = lines.get(skip..).unwrap_or_default().join(" ");
        if let Some(line) = lines.last() {
            (*line).clone_into(&mut last);
        }
        cue.text = text;
        if !cue.text.is_empty() {
            all.push(cue);
        }
    }
    all
}

pub fn whisper(value: &Value) -> Option<Result<Vec<Saved>, ImportError>> {
    let segments = value.get("segments")?.as_array()?;
    let cue = |segment: &Value| {
        Some(Cue {
            start: segment.get("start")?.as_f64()?,
            end: segment.get("end").and_then(Value::as_f64).unwrap_or_default(),
            speaker: segment.get("speaker").and_then(Value::as_str).map(str::to_owned),
            text: segment.get("text")?.as_str()?.trim().to_owned(),
        })
    };
    let cues: Vec<Cue> = segments.iter().filter_map(cue).collect();
    let language = value.get("language").and_then(Value::as_str);
    (!cues.is_empty()).then(|| {
        let mut all = written(cues)?;
        for saved in &mut all {
            saved.remarks.push("a machine wrote this transcript: listen to what you quote".to_owned());
            if let Some(language) = language {
                saved.facts.language(language, "the transcript");
            }
        }
        Ok(all)
    })
}

/// Lines that begin with a time, or a name with a time and the words below.
pub fn is_pasted(look: &Look) -> bool {
    if !matches!(look.extension.as_str(), "txt" | "text" | "md" | "") || look.is_binary() {
        return false;
    }
    let head = String::from_utf8_lossy(look.bytes().get(..4096).unwrap_or(look.bytes()));
    let lines: Vec<&str> = head.lines().filter(|line| !line.trim().is_empty()).collect();
    let timed = lines.iter().filter(|line| stamped(line).is_some()).count();
    timed >= 3 && timed * 4 >= lines.len()
}

pub fn read_pasted(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let text = decode::text(look.bytes())?.text;
    let mut cues: Vec<Cue> = Vec::new();
    let mut speaker = None;
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match stamped(line) {
            Some((start, named, words)) => {
                speaker = named.or(speaker.take());
                cues.push(Cue { start, end: start, speaker: speaker.clone(), text: words.to_owned() });
            }
            None => match cues.last_mut() {
                Some(cue) => cue.text = format!("{} {line}", cue.text).trim().to_owned(),
                None => cues.push(Cue { text: line.to_owned(), ..Cue::default() }),
            },
        }
    }
    cues.retain(|cue| !cue.text.is_empty());
    written(cues)
}

/// The cues as running text.
fn written(cues: Vec<Cue>) -> Result<Vec<Saved>, ImportError> {
    let mut writer = Writer::default();
    let mut speakers: Vec<String> = Vec::new();
    let mut now: Option<String> = None;
    let (mut last_end, mut ended, mut length) = (0.0, true, 0);
    for (number, cue) in cues.iter().enumerate() {
        let turns = cue.speaker.is_some() && cue.speaker != now;
        let breaks = turns || ended && (cue.start - last_end > PAUSE || length > LONG);
        if breaks {
            writer.paragraph();
            length = 0;
        } else if number > 0 {
            writer.push(" ");
        }
        let start = writer.open();
        if turns && let Some(name) = &cue.speaker {
            writer.push(&format!("{name}: "));
            now.clone_from(&cue.speaker);
            if !speakers.contains(name) {
                speakers.push(name.clone());
            }
        }
        writer.push(&cue.text);
        writer.mark(start, What::Locator(clock(cue.start)));
        length += cue.text.len();
        ended = cue.text.trim_end().ends_with(['.', '!', '?', '…', '。', '؟', '”', '"']);
        last_end = cue.end;
    }
    let mut saved = writer.finish();
    if saved.text.trim().is_empty() {
        return Err(ImportError::NoText);
    }
    saved.facts.kind("interview", "what it is");
    if !speakers.is_empty() {
        saved.remarks.push(format!("who speaks, by the transcript: {}; each may be a claimant", speakers.join(", ")));
    }
    Ok(vec![saved])
}

/// `00:12:34`.
fn clock(seconds: f64) -> String {
    let all = seconds.clamp(0.0, 360_000.0) as u32;
    format!("{:02}:{:02}:{:02}", all / 3600, all / 60 % 60, all % 60)
}

/// The times of `00:00:01,000 --> 00:00:04.000 align:start`.
fn arrow(line: &str) -> Option<(f64, f64)> {
    let (start, end) = line.split_once("-->")?;
    Some((time(start.trim())?, time(end.split_whitespace().next()?)?))
}

/// `01:02:03.5`, `02:03`, `02:03,5` in seconds.
fn time(text: &str) -> Option<f64> {
    let text = text.replace(',', ".");
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len()) || !text.chars().all(|sign| sign.is_ascii_digit() || sign == ':' || sign == '.')
    {
        return None;
    }
    let mut seconds = 0.0;
    for part in &parts {
        seconds = seconds * 60.0 + part.parse::<f64>().ok().filter(|value| (0.0..1_000.0).contains(value))?;
    }
    Some(seconds)
}

/// The time, the name and the words of `[00:12:34] Name: words`, `00:12 words` or `Name  0:12`.
fn stamped(line: &str) -> Option<(f64, Option<String>, &str)> {
    let line = line.trim();
    let bare = line.trim_start_matches(['[', '(']);
    let end = bare.find(|sign: char| !(sign.is_ascii_digit() || ":.,".contains(sign))).unwrap_or(bare.len());
    let (head, rest) = bare.split_at_checked(end)?;
    if head.contains(':')
        && let Some(start) = time(head.trim_end_matches(['.', ',']))
    {
        let words = rest.trim_start_matches([']', ')', '-', '–', '—', ' ', '\t']);
        let (speaker, words) = named(words);
        return Some((start, speaker, words));
    }
    let (name, stamp) = line.rsplit_once([' ', '\t', '('])?;
    let start = time(stamp.trim_matches(['[', ']', '(', ')']))?;
    let name = name.trim().trim_end_matches([':', '-', '[', '(']).trim();
    (is_name(name)).then(|| (start, Some(name.to_owned()), ""))
}

fn named(words: &str) -> (Option<String>, &str) {
    match words.split_once(": ") {
        Some((name, rest)) if is_name(name) => (Some(name.trim().to_owned()), rest.trim_start()),
        _ => (None, words),
    }
}

/// A few words, the first with a capital: `Ada Lowen`, `SPEAKER 1`.
fn is_name(name: &str) -> bool {
    let count = name.split_whitespace().count();
    (1..=4).contains(&count)
        && name.len() < 50
        && name
            .chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || !first.is_lowercase() && first.is_alphabetic())
}

/// A line of a cue without its tags, and who speaks.
fn tagged(line: &str) -> (Option<String>, String) {
    let (mut speaker, mut words, mut rest) = (None, String::new(), line);
    while let Some((before, after)) = rest.split_once('<') {
        words.push_str(before);
        let Some((tag, next)) = after.split_once('>') else {
            words.push('<');
            rest = after;
            continue;
        };
        let is_tag = tag.starts_with(|sign: char| sign.is_ascii_alphanumeric() || sign == '/');
        if let Some(name) = tag
            .strip_prefix("v ")
            .or_else(|| tag.strip_prefix("v.").and_then(|rest| rest.split_once(' ').map(|(_, name)| name)))
        {
            speaker = Some(name.trim().to_owned());
        } else if !is_tag {
            words.push_str(&format!("<{tag}>"));
        }
        rest = next;
    }
    words.push_str(rest);
    let words = words
        .replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&nbsp;", " ")
        .replace("&lrm;", "")
        .replace("&rlm;", "");
    match (speaker, words) {
        (Some(speaker), words) => (Some(speaker), words),
        (None, words) => {
            let trimmed = words.trim_start_matches(['-', '>', ' ']);
            let (speaker, rest) = named(trimmed);
            if speaker.is_some() { (speaker, rest.to_owned()) } else { (None, words) }
        }
    }
}
