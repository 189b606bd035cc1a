//! What each stage of a build costs, with Criterion: `cargo bench --bench stages`.
//!
//! The project is read once, so that nothing but the stage is on the clock: `content/` of this repository, or the folder
//! that `ONRECORD_BENCH` names, such as one that `benches/corpus.py` writes. Each round begins with nothing remembered.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // A bench lives in the world.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use onrecord::compile::{Memory, compile_watched};
use onrecord::edge::read;
use onrecord::files::Files;
use onrecord::options::Options;

const STAGES: [&str; 4] = ["parse", "resolve", "check", "render"];

/// How long one stage of a build takes.
fn once(files: &Files, wanted: &str) -> Duration {
    let (mut memory, start) = (Memory::once(), Instant::now());
    let (mut last, mut taken) = (Duration::ZERO, Duration::ZERO);
    let compiled = compile_watched(files, &Options::default(), &mut memory, &mut |stage| {
        let now = start.elapsed();
        if stage == wanted {
            taken = now - last;
        }
        last = now;
    });
    assert!(compiled.output.is_some(), "the project has errors");
    taken
}

fn stages(criterion: &mut Criterion) {
    let folder =
        std::env::var_os("ONRECORD_BENCH").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let files = read::read(&folder).expect("a project").files;
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(files.iter().map(|file| file.bytes.len() as u64).sum()));
    group.sample_size(20);
    for stage in STAGES {
        group.bench_function(stage, |bencher| {
            bencher.iter_custom(|rounds| (0..rounds).map(|_| once(&files, stage)).sum());
        });
    }
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
