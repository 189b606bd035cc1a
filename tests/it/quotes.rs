//! `onrecord quotes` as a desk uses it: a draft, a folder of what was kept, a line for each quotation.

pub mod formats;
mod make;
mod verdicts;

use std::path::Path;

use serde_json::Value;

use crate::project::{OnDisk, Ran};

/// A folder with a draft and what was kept.
struct Desk {
    disk: OnDisk,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Desk {
        let desk = Desk { disk: OnDisk::empty() };
        for (path, text) in files {
            desk.put(path, text.as_bytes());
        }
        desk
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.disk.path(path);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    fn quotes(&self, arguments: &[&str]) -> Ran {
        let all: Vec<&str> = std::iter::once("quotes").chain(arguments.iter().copied()).collect();
        self.disk.onrecord(&all)
    }

    /// The report for programs.
    fn json(&self, arguments: &[&str]) -> Value {
        let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
        let ran = self.quotes(&all);
        serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}\n{}\n{}", ran.stdout, ran.stderr))
    }

    /// The verdicts of `draft.md`, in order.
    fn verdicts(&self) -> Vec<String> {
        let report = self.json(&["draft.md", "--in", "kept"]);
        let list = report["quotations"].as_array().expect("a list").clone();
        list.iter().map(|one| one["verdict"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
