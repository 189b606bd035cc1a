//! Readers endure what strangers send: files of every kind, changed at random, are read or refused; nothing panics, hangs or eats the machine.
//!
//! A few of each kind in an ordinary run; `tests/long/readers` goes on for minutes with each, within limits.

use std::io::{Cursor, Read, Seek, SeekFrom, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use onrecord::import::{Article, Wanted, drafted, import_parts};

use super::fixtures::{self, Fixture, gzipped};
use crate::chance::Chance;
use crate::quotes::formats::zipped;

/// So many seconds of work may one file ask for, in a build that nobody optimised.
const PATIENCE: f64 = 20.0;
/// No file becomes larger.
const LARGEST: usize = 4 << 20;
/// What means something to one reader or another.
const WORDS: &[&str] = &[
    "<p>",
    "</p>",
    "<article>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<w:p>",
    "</w:p>",
    "<w:del>",
    "<text:note>",
    "&#0;",
    "&amp;",
    "&#x110000;",
    "-->",
    "00:00:01.000 --> 99:99:99.999",
    "WARC/1.0\r\n",
    "Content-Length: 18446744073709551615\r\n",
    "Content-Length: -1\r\n",
    "\r\n\r\n",
    "boundary=B",
    "--B",
    "--B--",
    "=?utf-8?b?",
    "?=",
    "=\r\n",
    "\u{0}",
    "\u{FEFF}",
    "\u{C}",
    "ffffffffffffffff\r\n",
    "{\"",
    "\":[",
    "null",
    "1e999",
    "\"messages\":",
    "[[[[[[[[",
    "]]]]",
    "\n\n",
    "\r",
    "“",
    "”",
    "\u{202E}",
    "9999999999",
    "../../",
    "From ",
    "Quote: \"",
    "\"",
    ",",
    ";;;;",
];

/// One round: a file, changed.
fn changed(fixture: &Fixture, others: &[Fixture], chance: &mut Chance) -> Vec<u8> {
    let bytes = match parts(&fixture.bytes) {
        // What is packed is changed inside, most of the time.
        Some(mut all) if chance.below(8) > 0 => {
            let at = chance.below(all.len());
            let inside = match gunzipped(&all[at].1) {
                Some(plain) if chance.below(4) > 0 => gzipped(&mutated(plain, others, chance)),
                _ => mutated(std::mem::take(&mut all[at].1), others, chance),
            };
            all[at].1 = inside;
            let all: Vec<(&str, &Vec<u8>)> = all.iter().map(|(name, bytes)| (name.as_str(), bytes)).collect();
            return zipped(&all);
        }
        _ => fixture.bytes.clone(),
    };
    match gunzipped(&bytes) {
        Some(plain) if chance.below(8) > 0 => gzipped(&mutated(plain, others, chance)),
        _ => mutated(bytes, others, chance),
    }
}

fn gunzipped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let is_packed = bytes.starts_with(b"\x1F\x8B");
    (is_packed && flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out).is_ok()).then_some(out)
}

/// What a zipped file holds.
fn parts(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut archive = bytes.starts_with(b"PK").then(|| zip::ZipArchive::new(Cursor::new(bytes)).ok())??;
    let mut all = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).ok()?;
        let mut inside = Vec::new();
        let name = file.name().ok()?.into_owned();
        file.read_to_end(&mut inside).ok()?;
        all.push((name, inside));
    }
    Some(all)
}

fn mutated(mut bytes: Vec<u8>, others: &[Fixture], chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(6) {
        let length = bytes.len();
        let (from, to) = (chance.below(length + 1), chance.below(length + 1));
        let (from, to) = (from.min(to), from.max(to));
        match chance.below(9) {
            0 if length > 0 => bytes[from.min(length - 1)] ^= 1 << chance.below(8),
            1 if length > 0 => bytes[from.min(length - 1)] = chance.below(256) as u8,
            2 => drop(bytes.drain(from..to.min(from + 64))),
            3 => bytes.truncate(to),
            4 => drop(bytes.splice(from..from, chance.of(WORDS).bytes())),
            5 => drop(bytes.splice(from..to.min(from + 8), chance.of(WORDS).bytes())),
            6 => {
                // The same again and again: what nests, nests deeply.
                let piece = bytes[from..to.min(from + 200)].to_vec();
                let times = [2, 10, 100, 3_000][chance.below(4)];
                drop(bytes.splice(from..from, piece.repeat(times)));
            }
            7 => {
                let other = &others[chance.below(others.len())].bytes;
                let at = chance.below(other.len() + 1);
                drop(bytes.splice(from..from, other[at..other.len().min(at + 300)].iter().copied()));
            }
            _ => {
                let piece = bytes[from..to.min(from + 400)].to_vec();
                let at = chance.below(bytes.len() + 1);
                drop(bytes.splice(at..at, piece));
            }
        }
        bytes.truncate(LARGEST);
    }
    bytes
}

/// Everything that is made of a file; whether it was read.
fn endured(article: Article) -> bool {
    let found = onrecord::import::read(article);
    let all = import_parts(article, Wanted::All);
    for imported in all.iter().flatten() {
        super::front_matter(&imported.source);
    }
    drop(drafted(article));
    found.is_ok()
}

/// One file for `rounds` or for a time; the seeds at which a reader panicked.
fn trial(
    fixture: &Fixture,
    others: &[Fixture],
    first: u64,
    rounds: u64,
    time: Duration,
    at: &AtomicU64,
) -> (u64, u64, Vec<u64>) {
    let (mut tried, mut read, mut failed) = (0, 0, Vec::new());
    let mut note = std::env::var("ONRECORD_READERS_NOTE").ok().map(|path| std::fs::File::create(path).expect("a note"));
    let begun = Instant::now();
    for seed in first.. {
        if tried >= rounds && begun.elapsed() >= time || failed.len() > 20 {
            break;
        }
        at.store(seed, Ordering::Relaxed);
        // Whoever ends the program at its limits finds here what it was reading.
        if let Some(note) = &mut note {
            note.seek(SeekFrom::Start(0))
                .and_then(|_| write!(note, "{} {seed:<20}", fixture.file_name))
                .expect("noted");
        }
        let bytes = changed(fixture, others, &mut Chance::new(seed));
        let printed = fixture.printed.map(|_| String::from_utf8_lossy(&bytes).into_owned());
        let article = match &printed {
            Some(printed) => Article { printed: Some(printed), ..fixture.article() },
            None => Article::new(fixture.file_name, &bytes),
        };
        match catch_unwind(AssertUnwindSafe(|| endured(article))) {
            Ok(is_read) => read += u64::from(is_read),
            Err(_) => failed.push(seed),
        }
        tried += 1;
    }
    (tried, read, failed)
}

/// The largest part of the memory that this process ever had, where the system says it.
fn most_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned()
}

/// The seconds that this process has worked; one that waits for its turn works none.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
}

/// Ends the program when one file takes too long.
fn watch(at: &AtomicU64) {
    let (mut seed, mut since) = (u64::MAX, worked());
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = at.load(Ordering::Relaxed);
        if now != seed {
            (seed, since) = (now, worked());
        } else if worked() - since > PATIENCE {
            println!("HANGS at seed {seed}: not done after {PATIENCE} seconds of work");
            std::process::exit(3);
        }
    }
}

#[test]
fn any_change_of_any_file_is_read_or_refused() {
    let number = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let seconds: u64 = number("ONRECORD_READERS_SECONDS").unwrap_or(0);
    let rounds = if seconds > 0 { 0 } else { 25 };
    let only = std::env::var("ONRECORD_READERS_ONLY").unwrap_or_default();
    let all = fixtures::all();
    if only == "?" {
        return all.iter().for_each(|fixture| println!("file: {}", fixture.file_name));
    }
    let at = std::sync::Arc::new(AtomicU64::new(0));
    let watched = std::sync::Arc::clone(&at);
    if seconds > 0 {
        std::thread::spawn(move || watch(&watched));
    }
    let mut faults = Vec::new();
    for fixture in all.iter().filter(|fixture| only.is_empty() || fixture.file_name == only) {
        let first = number("ONRECORD_READERS_SEED").unwrap_or(0);
        let (tried, read, failed) = trial(fixture, &all, first, rounds, Duration::from_secs(seconds), &at);
        println!(
            "{}: {tried} files, {read} read, {} panics, most memory {}",
            fixture.file_name,
            failed.len(),
            most_memory()
        );
        faults.extend(failed.iter().map(|seed| format!("{} at seed {seed}", fixture.file_name)));
    }
    assert!(faults.is_empty(), "a reader panicked: {faults:#?}");
}
