//! What the desk asks and does, with the project that the builder has in memory: read anew each time, so that an edit meets
//! the files as they are.

use serde::Deserialize;
use serde_json::{Value, json};

use super::session::{Done, Session};
use crate::cli::edit::brought;
use crate::compile::{Compiled, compile};
use crate::desk::{Act, Ask, Plan, Project, answer, plan};
use crate::diagnostic::{Diagnostic, Severity};
use crate::edge::rewrite::rewrite;
use crate::edge::serve::{Heard, Told};
use crate::edge::shelf::printed_of;
use crate::edge::today;
use crate::edits::{Edits, Rewrite, rewritten};
use crate::files::{File, Files, Span};
use crate::relock::relock;

/// So many acts can be taken back.
const MOST_DONE: usize = 50;
const LOCK: &str = "content/evidence.lock";

/// A request that does something.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// Path → SHA-256 of the files that it was worked out from.
    #[serde(default)]
    seen: std::collections::BTreeMap<String, String>,
    /// None: take back what was done last.
    act: Option<Act>,
}

/// Why something is not done, with the status that says so.
struct Refused(u16, String);

impl From<String> for Refused {
    fn from(reason: String) -> Refused {
        Refused(422, reason)
    }
}

impl Session<'_> {
    /// Answers the desk.
    pub fn desk(&mut self, heard: &Heard) -> Told {
        let told = self.look().and_then(|()| match heard {
            Heard::Ask(body) => self.ask(body),
            Heard::Act(body) => self.act(body),
        });
        match told {
            Ok(value) => Told { status: 200, body: value },
            Err(Refused(status, reason)) => Told { status, body: json!({ "error": reason }) },
        }
    }

    /// Brings the project to what is on disk.
    fn look(&mut self) -> Result<(), Refused> {
        let differs = self.project.reread(self.root).map_err(|error| Refused(503, error.to_string()))?;
        if differs || self.compiled.is_none() {
            self.build();
        }
        Ok(())
    }

    fn known(&self) -> Result<Project<'_>, Refused> {
        let compiled = self.compiled.as_ref().ok_or_else(|| Refused(503, "nothing was built yet".to_owned()))?;
        Ok(Project { files: &self.project.files, compiled })
    }

    fn ask(&self, body: &[u8]) -> Result<Value, Refused> {
        let ask: Ask = serde_json::from_slice(body).map_err(|error| Refused(400, error.to_string()))?;
        let mut found = answer(&ask, &self.known()?).map_err(|reason| Refused(404, reason))?;
        if let (Ask::State, Value::Object(state)) = (&ask, &mut found) {
            state.insert("build".to_owned(), json!(self.live.number()));
            state.insert("base".to_owned(), json!(self.live.base()));
            state.insert("undo".to_owned(), json!(self.done.last().map(|done| &done.what)));
        }
        Ok(found)
    }

    fn act(&mut self, body: &[u8]) -> Result<Value, Refused> {
        let wish: Wish = serde_json::from_slice(body).map_err(|error| Refused(400, error.to_string()))?;
        let Some(act) = &wish.act else { return self.take_back() };
        let known = self.known()?;
        let planned = plan(act, &known, &today(), &printed_of)?;
        let rewrites = planned.edits.apply(known.files).map_err(|conflict| Refused(409, conflict.to_string()))?;
        for rewrite in &rewrites {
            may_write(rewrite, &wish)?;
        }
        let (rewrites, new) = self.checked(rewrites, &planned)?;
        rewrite(self.root, &rewrites).map_err(|error| Refused(409, error.to_string()))?;
        self.terminal.say(&format!("desk: {}", planned.what));
        if !rewrites.is_empty() {
            self.done.push(Done { what: planned.what.clone(), rewrites });
            let surplus = self.done.len().saturating_sub(MOST_DONE);
            self.done.drain(..surplus);
        }
        self.look()?;
        let new: Vec<String> = new.into_iter().map(|finding| finding.message).collect();
        Ok(json!({ "what": planned.what, "said": planned.said, "new": new, "cited": planned.cited, "id": planned.id }))
    }

    /// The rewrites with the new lock; and what is found in the project that they make, which was not before.
    fn checked(
        &mut self,
        mut rewrites: Vec<Rewrite>,
        planned: &Plan,
    ) -> Result<(Vec<Rewrite>, Vec<Diagnostic>), Refused> {
        let files = rewritten(&self.project.files, &rewrites);
        let after = compile(&files, &self.options, &mut self.memory);
        let before = self.known()?.compiled;
        let new = brought(before, &after);
        let is_wrong = |finding: &&Diagnostic| finding.severity == Severity::Error && !is_page(&finding.file, &after);
        if let Some(wrong) = new.iter().find(is_wrong).filter(|_| !planned.is_writing) {
            let help = if wrong.help.is_empty() { String::new() } else { format!(" – {}", wrong.help) };
            return Err(Refused(422, format!("{}{help}", wrong.message)));
        }
        if !planned.is_signing && !rewrites.is_empty() {
            rewrites.extend(locked(&after, &files)?);
        }
        Ok((rewrites, new))
    }

    /// Takes back what the desk wrote last, if nobody has changed it since.
    fn take_back(&mut self) -> Result<Value, Refused> {
        let Some(done) = self.done.last() else { return Err(Refused(422, "there is nothing to undo".to_owned())) };
        let mut back: Vec<Rewrite> = done.rewrites.iter().rev().map(reversed).collect();
        let is_other = |one: &Rewrite| {
            let now = self.project.files.get(&one.path).map(|file| &file.bytes);
            *one.path == *LOCK && now != one.before.as_ref().map(|file| &file.bytes)
        };
        if back.iter().any(is_other) {
            // Somebody verified the project anew meanwhile: so is what it is without the act.
            back.retain(|one| *one.path != *LOCK);
            let files = rewritten(&self.project.files, &back);
            let after = compile(&files, &self.options, &mut self.memory);
            back.extend(locked(&after, &files)?);
        }
        rewrite(self.root, &back).map_err(|error| Refused(409, error.to_string()))?;
        let what = self.done.pop().map(|done| done.what).unwrap_or_default();
        self.terminal.say(&format!("desk: took back: {what}"));
        self.look()?;
        Ok(json!({ "what": format!("Undone: {what}"), "said": [], "new": [] }))
    }
}

/// The rewrite that takes another back.
fn reversed(rewrite: &Rewrite) -> Rewrite {
    let before = rewrite.after.as_ref().map(|bytes| File::new(&rewrite.path, bytes.clone()));
    Rewrite { path: rewrite.path.clone(), before, after: rewrite.before.as_ref().map(|file| file.bytes.clone()) }
}

/// The lock as it is with the new quotations; where it cannot be made anew, it stays.
fn locked(after: &Compiled, files: &Files) -> Result<Vec<Rewrite>, Refused> {
    let Ok(relocked) = relock(&after.manuscript) else { return Ok(Vec::new()) };
    let mut edits = Edits::default();
    match files.get(LOCK) {
        Some(file) => edits.replace(file, Span::new(0, file.bytes.len()), relocked.lock.to_text()),
        None => edits.make(LOCK, relocked.lock.to_text()),
    }
    edits.apply(files).map_err(|conflict| Refused(409, conflict.to_string()))
}

/// A file may be changed only by whoever saw it as it is; nothing outside of `content/`, and no copy but a new one.
fn may_write(rewrite: &Rewrite, wish: &Wish) -> Result<(), Refused> {
    let path = &rewrite.path;
    if !path.starts_with("content/") || crate::files::is_private(path) {
        return Err(Refused(422, format!("`{path}` is not changed from here")));
    }
    let Some(before) = &rewrite.before else { return Ok(()) };
    // Generated, and merged with what is there.
    let is_generated = matches!(&**path, LOCK | crate::editing::SIGN_OFFS);
    let is_seen = wish.seen.get(&**path).is_some_and(|seen| *seen == before.hash().hex());
    match is_generated || is_seen {
        true => Ok(()),
        false => Err(Refused(409, format!("`{path}` was changed elsewhere meanwhile; nothing was written"))),
    }
}

fn is_page(file: &str, compiled: &Compiled) -> bool {
    compiled.manuscript.pages.iter().any(|page| *page.file == *file)
}
