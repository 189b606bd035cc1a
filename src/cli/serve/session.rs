//! A project that is built again and again: the same compilation as `build`, with its memory kept.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::Instant;

use super::Wake;
use super::editor::Editor;
use crate::cli::lock::rewrite;
use crate::cli::terminal::Terminal;
use crate::compile::{Compiled, Memory, compile};
use crate::edge::EdgeError;
use crate::edge::read::{self, Project};
use crate::edge::serve::answer::base_path;
use crate::edge::serve::{Live, Report};
use crate::edge::watch::Touched;
use crate::edits::Rewrite;
use crate::options::Options;
use crate::relock::relock;
use crate::report;

/// What the desk wrote, so that it can be taken back.
pub struct Done {
    /// In words, for the button that takes it back.
    pub what: String,
    pub rewrites: Vec<Rewrite>,
}

pub struct Session<'a> {
    pub root: &'a Path,
    pub options: Options,
    pub live: &'a Arc<Live>,
    pub terminal: &'a Terminal,
    editor: Option<Editor>,
    pub project: Project,
    pub memory: Memory,
    /// The report that the terminal shows already.
    told: String,
    /// What became of the project when it was last built, without the site.
    pub compiled: Option<Compiled>,
    pub done: Vec<Done>,
}

impl<'a> Session<'a> {
    /// Reads the project.
    pub fn start(
        root: &'a Path,
        options: Options,
        live: &'a Arc<Live>,
        terminal: &'a Terminal,
        editor: Option<Editor>,
    ) -> Result<Session<'a>, EdgeError> {
        let project = read::read(root)?;
        terminal.tell_unread(&project);
        let (memory, told) = (Memory::default(), String::new());
        Ok(Session { root, options, live, terminal, editor, project, memory, told, compiled: None, done: Vec::new() })
    }

    /// Builds and shows the site; with an error the last good one stays. True if there is something to show.
    pub fn build(&mut self) -> bool {
        let start = Instant::now();
        let mut compiled = compile(&self.project.files, &self.options, &mut self.memory);
        let report = self.report(&compiled);
        let base = base_path(&compiled.site.settings().base_url);
        let output = compiled.output.take();
        let is_good = output.is_some();
        let differing = self.live.show(output, &base, report.clone());
        let took = start.elapsed().as_secs_f64() * 1000.0;
        self.tell(&compiled, &report);
        self.compiled = Some(compiled);
        match is_good {
            true => self.terminal.say(&format!("built in {took:.0} ms, {differing} files differ")),
            false if self.live.has_site() => self.terminal.say("the last good site is still shown"),
            false => self.terminal.say("there is no site to show yet"),
        }
        is_good
    }

    /// The findings, once: what the terminal shows already is not said again.
    fn tell(&mut self, compiled: &Compiled, report: &Report) {
        if report.text == self.told {
            return;
        }
        self.terminal.report(compiled, &self.project.files);
        let summary = report::summary(&compiled.diagnostics);
        self.terminal.say(if summary.is_empty() { "no findings" } else { &summary });
        let drafts = compiled.manuscript.pages.iter().filter(|page| page.placing.draft).count();
        if drafts > 0 && !self.options.drafts {
            let (count, are) = (report::count(drafts, "draft"), if drafts == 1 { "is" } else { "are" });
            self.terminal.say(&format!("{count} {are} hidden: `--drafts` shows them"));
        }
        self.told.clone_from(&report.text);
    }

    fn report(&self, compiled: &Compiled) -> Report {
        let (errors, warnings) = report::counts(&compiled.diagnostics);
        let text = report::text(&compiled.diagnostics, &self.project.files, false);
        let has_site = self.live.has_site() || compiled.output.is_some();
        let mut findings = report::browser::findings(&compiled.diagnostics, &self.project.files);
        for finding in &mut findings {
            let page = compiled.site.pages().get(&finding.file.as_str().into());
            finding.page = page.map(|page| page.route.to_string());
            finding.open = self.editor.as_ref().map(|editor| editor.opens(self.root, finding));
        }
        Report { errors, warnings, text, findings, can_lock: !compiled.manuscript.captures.is_empty(), has_site }
    }

    /// Brings the project to what is on disk, as far as it may be different, and builds it if it is.
    pub fn follow(&mut self, first: Touched, events: &Receiver<Wake>) {
        let mut changes = first;
        for event in events.try_iter() {
            match event {
                Wake::Changed(more) => changes = changes.and(more),
                Wake::Lock(answer) => drop(answer.send(self.lock())),
                Wake::Desk(heard, answer) => drop(answer.send(self.desk(&heard))),
            }
        }
        let read = match &changes {
            Touched::All => self.project.reread(self.root),
            Touched::Files(names) => self.project.refresh(self.root, names),
        };
        match read {
            Ok(true) => drop(self.build()),
            Ok(false) => {}
            Err(error) => self.terminal.error(&error.to_string()),
        }
    }

    /// What `onrecord lock` does; that the lock is another then comes back as a change.
    pub fn lock(&mut self) -> Result<String, String> {
        if self.project.reread(self.root).map_err(|error| error.to_string())? {
            self.build();
        }
        let manuscript = compile(&self.project.files, &self.options, &mut self.memory).manuscript;
        let relocked = relock(&manuscript)?;
        let (said, _) = rewrite(&relocked, &manuscript, self.root, self.terminal).map_err(|error| error.to_string())?;
        Ok(said)
    }
}
