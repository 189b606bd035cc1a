//! The pipeline; the only place where stages meet.

#![warn(missing_docs)]

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Noted, Severity};
use crate::files::Files;
use crate::manuscript::Manuscript;
use crate::memo::{World, memos};
use crate::options::Options;
use crate::output::Output;
use crate::site::Site;
use crate::watch::Watch;
use crate::{check, leak, parse, render, resolve, theme};

memos! {
    /// What is remembered between runs; an empty one gives the same result, slower.
    pub struct Memory {
        parse: parse::ParseMemo,
        theme: theme::ThemeMemo,
        resolve: resolve::ResolveMemo,
        check: check::CheckMemo,
        render: render::RenderMemo,
    }
}

impl Memory {
    /// For a run after which there is no other: it keeps nothing.
    pub fn once() -> Memory {
        let mut memory = Memory::default();
        memory.for_once();
        memory
    }

    /// The same, telling a watch how long everything takes.
    pub fn watched(watch: &Watch) -> Memory {
        let mut memory = Memory::once();
        memory.watch(watch);
        memory
    }

    /// For the test of the tests: a memory that leaves the record of one question out, and so must be wrong after an edit.
    pub fn that_forgets(question: &'static str) -> Memory {
        let mut memory = Memory::default();
        memory.forget(question);
        memory
    }
}

/// The names of all questions whose answers are remembered.
pub fn questions() -> Vec<&'static str> {
    [resolve::QUESTIONS, <Site as World>::QUESTIONS].concat()
}

/// A project, compiled.
pub struct Compiled {
    /// What the author wrote, file by file.
    pub manuscript: Manuscript,
    /// What it means.
    pub site: Site,
    /// Settled and sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// None when there is an error: nothing faulty is published.
    pub output: Option<Output>,
}

/// Compiles a project.
pub fn compile(files: &Files, options: &Options, memory: &mut Memory) -> Compiled {
    compile_watched(files, options, memory, &mut |_| {})
}

/// The same, saying the name of each stage as it ends, for those who hold a clock.
pub fn compile_watched(
    files: &Files,
    options: &Options,
    memory: &mut Memory,
    ended: &mut dyn FnMut(&'static str),
) -> Compiled {
    let parsed = parse::parse(files, &mut memory.parse);
    ended("parse");
    understand(files, parsed, options, memory, ended)
}

/// The same for a run that will not read the files again: texts that were read go when nobody asks for their bytes any more.
pub fn compile_once(
    files: &mut Files,
    options: &Options,
    memory: &mut Memory,
    ended: &mut dyn FnMut(&'static str),
) -> Compiled {
    let parsed = parse::parse(files, &mut memory.parse);
    if !leak::reads_texts(files, &parsed.value, options) {
        // What another system calls otherwise would not be found again.
        files.let_go(parsed.value.texts().filter(|path| path.is_ascii()));
    }
    ended("parse");
    understand(files, parsed, options, memory, ended)
}

fn understand(
    files: &Files,
    parsed: Noted<Manuscript>,
    options: &Options,
    memory: &mut Memory,
    ended: &mut dyn FnMut(&'static str),
) -> Compiled {
    let (manuscript, mut diagnostics) = (parsed.value, parsed.notices);
    let settings = Arc::clone(&manuscript.settings);
    let themed = theme::theme(files, &settings.theme, &settings.file, &mut memory.theme);
    let resolved = resolve::resolve(&manuscript, &themed.value.face, options, &mut memory.resolve);
    let site = resolved.value;
    ended("resolve");
    diagnostics.extend(themed.notices.iter().cloned());
    diagnostics.extend(resolved.notices);
    let checked = check::check(&site, &manuscript, &mut memory.check);
    diagnostics.extend(checked.diagnostics);
    ended("check");
    let table = check::table();
    let mut output = None;
    let is_faulty = |notice: &Diagnostic| notice.severity == Severity::Error;
    if !themed.notices.iter().any(is_faulty) {
        let rendered = render::render(&site, &themed.value, &table, &checked.standing, options, &mut memory.render);
        diagnostics.extend(rendered.notices);
        if !options.preview {
            diagnostics.extend(leak::leak(files, &manuscript, &site, &rendered.value, options));
        }
        output = Some(rendered.value);
    }
    let diagnostics = check::settle(diagnostics, &manuscript, &table, options.publishing);
    ended("render");
    let output = output.filter(|_| !diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error));
    Compiled { manuscript, site, diagnostics, output }
}
