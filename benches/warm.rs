//! What one edit costs inside `compile`, stage by stage: `cargo bench --bench warm -- PROJECT [EDITS]`.
//!
//! The project is read once; each edit changes the bytes in memory, so that nothing but the pipeline is on the clock.
//! `PROJECT` is one that `benches/corpus.py` writes: its pages hold "bench-anchor".

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // A bench lives in the world.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use onrecord::compile::{Memory, compile_watched};
use onrecord::edge::read;
use onrecord::files::{File, Files};
use onrecord::options::Options;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with("--"));
    let Some(project) = arguments.next() else { return println!("give a project's folder") };
    let edits: usize = arguments.next().and_then(|number| number.parse().ok()).unwrap_or(20);
    let mut files = read::read(std::path::Path::new(&project)).expect("a project").files;
    let mut memory = Memory::default();
    println!("{:>9} files", files.len());
    println!("cold      {}", line(&run(&files, &mut memory)));
    let pages: Vec<String> = files.below("content/pages/").map(|file| file.path.to_string()).collect();
    let kinds: [(&str, &str, &str); 3] =
        [("nothing", "", ""), ("body", "bench-anchor 0", "bench-anchor "), ("title", "title: ", "title: N")];
    for (kind, from, to) in kinds {
        let mut sums: BTreeMap<&'static str, Vec<Duration>> = BTreeMap::new();
        for edit in 0..edits {
            let page = &pages[(edit * 7919 + 13) % pages.len()];
            if !from.is_empty() {
                change(&mut files, page, from, &format!("{to}{edit}"));
            }
            for (stage, time) in run(&files, &mut memory) {
                sums.entry(stage).or_default().push(time);
            }
        }
        let medians: Vec<(&'static str, Duration)> =
            ORDER.iter().filter_map(|stage| Some((*stage, median(sums.get_mut(stage)?)))).collect();
        println!("{kind:<9} {}", line(&medians));
    }
}

const ORDER: [&str; 6] = ["parse", "resolve", "check", "render", "drop", "all"];

fn run(files: &Files, memory: &mut Memory) -> Vec<(&'static str, Duration)> {
    let options = Options { preview: true, ..Options::default() };
    let start = Instant::now();
    let mut last = Duration::ZERO;
    let mut stages = Vec::new();
    let compiled = compile_watched(files, &options, memory, &mut |stage| {
        let now = start.elapsed();
        stages.push((stage, now - last));
        last = now;
    });
    drop(compiled);
    stages.push(("drop", start.elapsed() - last));
    stages.push(("all", start.elapsed()));
    stages
}

fn change(files: &mut Files, path: &str, from: &str, to: &str) {
    let Some(text) = files.get(path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned()) else { return };
    files.insert(File::new(path, text.replacen(from, to, 1).into_bytes()));
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn line(stages: &[(&'static str, Duration)]) -> String {
    let parts: Vec<String> =
        stages.iter().map(|(stage, time)| format!("{stage} {:8.2} ms", time.as_secs_f64() * 1000.0)).collect();
    parts.join("   ")
}
