//! Verifying quotations against captures, as a ratio to reading the captures from disk: 2,000 captures of about 1,000
//! words, 20,000 quotations. `cargo bench --bench quotations` prints both; the ratio should stay below 10.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // A bench holds a clock.

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use onrecord::quotation::{Capture, explain, verify};

const CAPTURES: usize = 2_000;
const WORDS: usize = 1_000;
const QUOTATIONS: usize = 20_000;
const MISSES: usize = 100;

/// A small generator of numbers, the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

const SYLLABLES: &[&str] =
    &["har", "bour", "lo", "wen", "mi", "ra", "tel", "son", "ve", "dor", "ka", "lin", "pe", "sta", "no", "rue"];

fn word(numbers: &mut Numbers) -> String {
    match numbers.below(20) {
        0 => format!("{}", numbers.below(2_000)),
        _ => (0..1 + numbers.below(3)).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect(),
    }
}

fn capture(numbers: &mut Numbers) -> Vec<String> {
    (0..WORDS)
        .map(|at| match at % 12 {
            11 => format!("{}.", word(numbers)),
            _ => word(numbers),
        })
        .collect()
}

struct Corpus {
    files: Vec<PathBuf>,
    quotations: Vec<(usize, String)>,
    _folder: tempfile::TempDir,
}

fn corpus() -> Corpus {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let texts: Vec<Vec<String>> = (0..CAPTURES).map(|_| capture(&mut numbers)).collect();
    let files: Vec<PathBuf> = texts
        .iter()
        .enumerate()
        .map(|(index, words)| {
            let path = folder.path().join(format!("{index}.txt"));
            std::fs::write(&path, words.join(" ")).expect("the temporary folder takes files");
            path
        })
        .collect();
    let quotations = (0..QUOTATIONS)
        .map(|index| {
            let words = &texts[index % CAPTURES];
            let start = numbers.below(WORDS - 20);
            (index % CAPTURES, words[start..start + 8 + numbers.below(7)].join(" "))
        })
        .collect();
    Corpus { files, quotations, _folder: folder }
}

fn read(corpus: &Corpus) -> Vec<String> {
    corpus.files.iter().map(|path| std::fs::read_to_string(path).expect("the capture is there")).collect()
}

fn verify_all(texts: &[String], quotations: &[(usize, String)]) -> usize {
    let captures: Vec<Capture> = texts.iter().map(|text| Capture::new(text, &[], &[])).collect();
    quotations.iter().filter(|(at, words)| verify(words, &captures[*at], None).is_ok()).count()
}

fn main() {
    let corpus = corpus();
    let texts = read(&corpus);
    measure("read the captures", || read(&corpus));
    measure("verify 20,000", || verify_all(&texts, &corpus.quotations));
    let captures: Vec<Capture> = texts.iter().map(|text| Capture::new(text, &[], &[])).collect();
    let falsified: Vec<(usize, String)> =
        corpus.quotations[..MISSES].iter().map(|(at, words)| (*at, words.replacen(' ', " never ", 1))).collect();
    measure("verify 100 misses 100 times", || {
        for _ in 0..100 {
            for (at, words) in &falsified {
                let _ = black_box(verify(words, &captures[*at], None));
            }
        }
    });
    measure("explain 100 misses", || {
        for (at, words) in &falsified {
            black_box(explain(words, &captures[*at], &[], &[]));
        }
    });
}

/// Prints the median of twenty runs, with the least and the most; the first one warms up.
fn measure<T>(what: &str, mut run: impl FnMut() -> T) {
    let mut times: Vec<Duration> = (0..=20)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed()
        })
        .skip(1)
        .collect();
    times.sort_unstable();
    let [least, median, most] = [0, 10, 19].map(|at| times[at].as_secs_f64() * 1000.0);
    println!("{what:<28} {median:9.2} ms ({least:.2} to {most:.2})");
}
