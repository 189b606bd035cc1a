//! A project to try things on: `Project::new().file(…).edit(…).build()`.
//!
//! In memory it goes through the library, as `serve` does: the same memory from build to build. `on_disk` writes it to a
//! folder of its own, for tests of the real program.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use onrecord::compile::{Compiled, Memory, compile};
use onrecord::diagnostic::{Diagnostic, Severity};
use onrecord::edge::read::read;
use onrecord::files::{File, Files};
use onrecord::options::Options;
use onrecord::report;

/// The repository's folder.
pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files of `tests/sites/NAME`.
pub fn fixture(name: &str) -> Files {
    let folder = repository().join("tests/sites").join(name);
    read(&folder).unwrap_or_else(|error| panic!("{error}")).files
}

/// A project in memory, and what compiling it remembers.
pub struct Project {
    pub files: Files,
    pub options: Options,
    memory: Memory,
}

/// Memories of projects that are done. A new project may begin with any of them: what is remembered is used only where
/// it is right, or `warm` fails.
static MEMORIES: Mutex<Vec<Memory>> = Mutex::new(Vec::new());

impl Default for Project {
    fn default() -> Project {
        let known = MEMORIES.lock().ok().and_then(|mut memories| memories.pop());
        Project { files: Files::default(), options: Options::default(), memory: known.unwrap_or_default() }
    }
}

impl Drop for Project {
    fn drop(&mut self) {
        if let Ok(mut memories) = MEMORIES.lock() {
            memories.push(std::mem::take(&mut self.memory));
        }
    }
}

impl Project {
    /// The smallest project: `tests/sites/minimal`, which has no findings.
    pub fn new() -> Project {
        Project::fixture("minimal")
    }

    pub fn fixture(name: &str) -> Project {
        let mut project = Project::default();
        project.files = fixture(name);
        project
    }

    pub fn empty() -> Project {
        Project::default()
    }

    pub fn file(mut self, path: &str, content: impl AsRef<[u8]>) -> Project {
        self.put(path, content);
        self
    }

    /// The same, for a project that was built already.
    pub fn put(&mut self, path: &str, content: impl AsRef<[u8]>) {
        self.files.insert(File::new(path, content.as_ref()));
    }

    /// Replaces words of a file; they must be there.
    pub fn edit(mut self, path: &str, from: &str, to: &str) -> Project {
        let text = self.text(path);
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.put(path, text.replacen(from, to, 1));
        self
    }

    pub fn remove(mut self, path: &str) -> Project {
        assert!(self.files.remove(path).is_some(), "{path} is not there");
        self
    }

    pub fn text(&self, path: &str) -> String {
        let file = self.files.get(path).unwrap_or_else(|| panic!("{path} is not there"));
        String::from_utf8(file.bytes.to_vec()).expect("a text file")
    }

    pub fn drafts(mut self) -> Project {
        self.options.drafts = true;
        self
    }

    /// Compiles; what was remembered from the last time is used.
    pub fn build(&mut self) -> Built {
        let compiled = compile(&self.files, &self.options, &mut self.memory);
        Built { files: self.files.clone(), compiled }
    }

    /// Compiles as if for the first time.
    pub fn build_cold(&self) -> Built {
        let compiled = compile(&self.files, &self.options, &mut Memory::once());
        Built { files: self.files.clone(), compiled }
    }

    /// Writes the project to a folder of its own.
    pub fn on_disk(&self) -> OnDisk {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for file in self.files.iter() {
            let path = folder.path().join(&*file.path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(path, &file.bytes).expect("written");
        }
        OnDisk { folder }
    }
}

/// A compiled project.
pub struct Built {
    pub files: Files,
    pub compiled: Compiled,
}

impl Built {
    /// What one rule found, as the author sees it.
    pub fn report_of(&self, rule: &str) -> String {
        self.text_of(&self.compiled.diagnostics, rule)
    }

    /// The same, of other findings about this project.
    pub fn text_of(&self, found: &[Diagnostic], rule: &str) -> String {
        let found: Vec<Diagnostic> = found.iter().filter(|found| found.rule == rule).cloned().collect();
        report::text(&found, &self.files, false).trim_end().to_owned()
    }

    /// Everything that was found, as the author sees it.
    pub fn report(&self) -> String {
        report::text(&self.compiled.diagnostics, &self.files, false).trim_end().to_owned()
    }

    /// The errors among it.
    pub fn errors_report(&self) -> String {
        let errors = self.compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.filter(|found| found.rule != "template-fault").cloned().collect();
        report::text(&errors, &self.files, false).trim_end().to_owned()
    }

    /// The codes of what was found, in order of place.
    pub fn rules(&self) -> Vec<&'static str> {
        self.compiled.diagnostics.iter().map(|found| found.rule).collect()
    }

    pub fn errors(&self) -> Vec<&'static str> {
        let errors = self.compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error);
        errors.map(|found| found.rule).collect()
    }

    /// Fails unless nothing at all was found.
    pub fn clean(self) -> Built {
        assert!(self.compiled.diagnostics.is_empty(), "findings:\n{}", self.report());
        self
    }

    /// Fails unless exactly these rules found something, in order of place.
    pub fn found(self, rules: &[&str]) -> Built {
        assert_eq!(self.rules(), rules, "findings:\n{}", self.report());
        self
    }

    /// A file of the site.
    pub fn page(&self, route: &str) -> String {
        let output = self.compiled.output.as_ref().unwrap_or_else(|| panic!("nothing was built:\n{}", self.report()));
        let bytes = output.get(route).unwrap_or_else(|| panic!("there is no {route}"));
        String::from_utf8(bytes.to_vec()).expect("a text file")
    }
}

/// A project in a folder.
pub struct OnDisk {
    pub folder: tempfile::TempDir,
}

/// What a run of the program said.
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl OnDisk {
    pub fn empty() -> OnDisk {
        OnDisk { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn onrecord(&self, arguments: &[&str]) -> Ran {
        onrecord(self.folder.path(), arguments)
    }
}

/// The program, ready to run in a folder.
pub fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    command.current_dir(folder).env_remove("NO_COLOR").env("ONRECORD_CACHE", "");
    command
}

/// Runs the program in a folder.
pub fn onrecord(folder: &Path, arguments: &[&str]) -> Ran {
    let output = program(folder).args(arguments).output().expect("the program runs");
    Ran {
        code: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}
