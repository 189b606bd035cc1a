//! How long a run took, by stage, file and rule.

use std::time::{Duration, Instant};

use clap::ValueEnum;

use crate::report::count;
use crate::watch::{On, Watch};

/// How many files and rules are named.
const SLOWEST: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    Text,
    Json,
}

/// The clock of a run.
pub struct Timings {
    start: Instant,
    format: Option<Format>,
    watch: Watch,
    /// Each stage, and when it ended.
    stages: Vec<(&'static str, Duration)>,
}

impl Timings {
    /// Starts the clock. Without a format only the whole is measured.
    pub fn start(format: Option<Format>) -> Timings {
        let start = Instant::now();
        let watch = format.map(|_| Watch::new(Box::new(move || start.elapsed()))).unwrap_or_default();
        Timings { start, format, watch, stages: Vec::new() }
    }

    pub fn watch(&self) -> &Watch {
        &self.watch
    }

    /// The time since the start.
    pub fn all(&self) -> Duration {
        self.start.elapsed()
    }

    pub fn ended(&mut self, stage: &'static str) {
        self.stages.push((stage, self.start.elapsed()));
    }

    fn taken(&self) -> Vec<(&'static str, Duration)> {
        let starts = std::iter::once(Duration::ZERO).chain(self.stages.iter().map(|(_, end)| *end));
        self.stages.iter().zip(starts).map(|((stage, end), start)| (*stage, *end - start)).collect()
    }

    /// What is printed, if anything was asked for, and whether it is for a program.
    pub fn report(&self) -> Option<(String, Format)> {
        let format = self.format?;
        let (files, rules) = (self.watch.longest(On::File, SLOWEST), self.watch.longest(On::Rule, SLOWEST));
        let text = match format {
            Format::Json => self.json(&files, &rules),
            Format::Text => {
                let stages: Vec<String> =
                    self.taken().iter().map(|(stage, taken)| format!("{stage} {}", shown(*taken))).collect();
                let mut lines = vec![stages.join(" · ")];
                lines.extend(slowest("file", &files));
                lines.extend(slowest("rule", &rules));
                lines.join("\n")
            }
        };
        Some((text, format))
    }

    fn json(&self, files: &[(String, Duration)], rules: &[(String, Duration)]) -> String {
        let list = |list: &[(String, Duration)]| -> Vec<serde_json::Value> {
            list.iter().map(|(name, taken)| serde_json::json!({ "name": name, "ms": milliseconds(*taken) })).collect()
        };
        let stages: Vec<(String, Duration)> =
            self.taken().into_iter().map(|(stage, taken)| (stage.to_owned(), taken)).collect();
        let all = serde_json::json!({
            "ms": milliseconds(self.start.elapsed()),
            "stages": list(&stages),
            "files": list(files),
            "rules": list(rules),
        });
        format!("{all}\n")
    }
}

fn slowest(what: &str, list: &[(String, Duration)]) -> Option<String> {
    let named: Vec<String> = list.iter().map(|(name, taken)| format!("{name} {}", shown(*taken))).collect();
    (!named.is_empty())
        .then(|| format!("slowest {}: {}", count(named.len(), what).trim_start_matches("1 "), named.join(" · ")))
}

fn milliseconds(taken: Duration) -> f64 {
    (taken.as_secs_f64() * 1e6).round() / 1e3
}

fn shown(taken: Duration) -> String {
    format!("{:.1} ms", taken.as_secs_f64() * 1000.0)
}
