//! The theme: templates, strings and files, built in and overlaid by the project's own, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use base64::Engine as _;
use rust_embed::RustEmbed;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, FileId, Files, Hash, Span, Spanned};
use crate::html::{Markup, borrowed, capitalised, escape_for_template};
use crate::manuscript::{Argument, Text};
use crate::memo::{Memo, Nothing, Print, Reader};
use crate::rules;

/// The built-in theme, as it lies in `themes/default/`.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// A theme, ready to render.
#[derive(Default)]
pub struct Theme {
    pub face: ThemeFace,
    pub engine: Engine,
    /// Files that are copied to the site's root: name → bytes.
    pub assets: BTreeMap<String, Arc<[u8]>>,
}

/// What pages are made with: templates and words. Known by the files that they were read from.
#[derive(Default)]
pub struct Engine {
    print: Print,
    tera: Tera,
    /// By language; English is always there.
    tables: BTreeMap<String, Table>,
    lent: Lent,
    /// Template's name → its file in the project (or in the built-in theme).
    files: BTreeMap<String, File>,
    pub frame: Frame,
}

/// What a page that stands in other sites' frames carries in itself, and the policy that lets in that and nothing else.
#[derive(Default)]
pub struct Frame {
    pub style: String,
    pub script: String,
    pub policy: String,
}

impl Frame {
    pub fn new(style: String, script: String) -> Frame {
        let digest = |text: &str| base64::engine::general_purpose::STANDARD.encode(Hash::of(text.as_bytes()).0);
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; img-src 'self'; base-uri 'none'; form-action 'none'",
            digest(&style),
            digest(&script),
        );
        Frame { style, script, policy }
    }
}

/// The words of the interface by their keys.
pub type Words = BTreeMap<String, String>;

/// The words of the interface in one language.
pub struct Table {
    /// As data has them.
    pub words: Words,
    /// As pages have them: what other languages lend is marked.
    pub shown: Words,
    /// The same as templates are given them.
    pub value: tera::Value,
}

impl Table {
    /// What is not among its `own` keys is borrowed.
    fn new(words: Words, own: impl Fn(&str) -> bool) -> Table {
        let is_said = |key: &str| !matches!(key, "plural-rule" | "language-name");
        let mark = |(key, words): (&String, &String)| match own(key) || !is_said(key) {
            true => (key.clone(), words.clone()),
            false => (key.clone(), borrowed(words)),
        };
        let shown: Words = words.iter().map(mark).collect();
        Table { value: tera::Value::from_serializable(&shown), words, shown }
    }
}

/// What resolving needs to know of a theme.
#[derive(Clone, Hash, Debug, Default)]
pub struct ThemeFace {
    /// The theme's own directives and what they take.
    pub directives: BTreeMap<String, Vec<Parameter>>,
    /// A template could not be loaded: what the theme offers is not known.
    pub is_broken: bool,
    /// Names of all templates.
    pub templates: BTreeSet<String>,
}

/// One argument that a directive takes.
#[derive(Clone, Hash, Debug)]
pub struct Parameter {
    pub name: String,
    pub kind: ArgumentKind,
    pub required: bool,
}

/// What an argument may be.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ArgumentKind {
    Text,
    Number,
    Flag,
    List,
    Any,
}

impl ArgumentKind {
    pub fn takes(self, value: &Argument) -> bool {
        matches!(
            (self, value),
            (ArgumentKind::Any, _)
                | (ArgumentKind::Text, Argument::Text(_))
                | (ArgumentKind::Number, Argument::Number(_))
                | (ArgumentKind::Flag, Argument::Flag(_))
                | (ArgumentKind::List, Argument::List(_))
        )
    }

    pub fn in_words(self) -> &'static str {
        match self {
            ArgumentKind::Text => "a text in quotation marks",
            ArgumentKind::Number => "a number",
            ArgumentKind::Flag => "`true` or `false`",
            ArgumentKind::List => "a list of texts",
            ArgumentKind::Any => "a value",
        }
    }

    pub fn example(self, name: &str) -> String {
        match self {
            ArgumentKind::Text | ArgumentKind::Any => format!("write `{name}=\"…\"`"),
            ArgumentKind::Number => format!("write `{name}=3`"),
            ArgumentKind::Flag => format!("write `{name}=true`"),
            ArgumentKind::List => format!("write `{name}=[\"…\", \"…\"]`"),
        }
    }
}

/// What loading remembers.
pub type ThemeMemo = Memo<(), Noted<Arc<Theme>>>;

/// Loads the theme that the settings name. Faults in it are reported, each with its template's place.
pub fn theme(files: &Files, name: &Text, settings_file: &FileId, memo: &mut ThemeMemo) -> Noted<Arc<Theme>> {
    let folder = format!("themes/{}/", name.value);
    let own: Vec<File> = files.below(&folder).cloned().collect();
    let is_known = !own.is_empty() || name.value == "default";
    let mut theme = memo.one(&Nothing, &(), (folder, own), load).unwrap_or_default();
    if !is_known {
        let known: Vec<&str> =
            files.below("themes/").filter_map(|file| file.path.split('/').nth(1)).chain(["default"]).collect();
        theme.notices.push(rules::unknown_theme(settings_file, name, &known));
    }
    theme
}

fn load((folder, own): &(String, Vec<File>), _: &(), _: &Reader<Nothing>) -> Noted<Arc<Theme>> {
    let mut layered = built_in();
    for file in own {
        let inner = file.path.strip_prefix(folder.as_str()).unwrap_or(&file.path);
        layered.insert(inner.to_owned(), file.clone());
    }
    Loader { notices: Vec::new(), layered }.load()
}

/// What reports call a file of the built-in theme.
fn built_in_path(path: &str) -> String {
    format!("themes/default/{path}")
}

fn built_in() -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    for path in BuiltIn::iter() {
        if let Some(embedded) = BuiltIn::get(&path) {
            let file = File::new(&built_in_path(&path), embedded.data.as_ref());
            files.insert(path.to_string(), file);
        }
    }
    files
}

struct Loader {
    notices: Vec<Diagnostic>,
    layered: BTreeMap<String, File>,
}

impl Loader {
    fn load(mut self) -> Noted<Arc<Theme>> {
        let mut theme = Theme::default();
        let engine = &mut theme.engine;
        engine.print = self.print();
        engine.tera.autoescape_on([".html", ".xml", ".svg"]);
        engine.tera.set_escape_fn(escape_for_template);
        engine.tera.register_filter("plural", plural_filter);
        engine.tera.register_filter("shorten", shorten);
        engine.tera.register_filter("capitalize", |words: &str, _: Kwargs, _: &State| capitalised(words));
        let mut sources: Vec<(String, String)> = Vec::new();
        let mut words: BTreeMap<String, Words> = BTreeMap::new();
        for (path, file) in &self.layered {
            if let Some(name) = path.strip_prefix("templates/") {
                match file.text() {
                    Ok((text, _)) => sources.push((name.to_owned(), text.replace("\r\n", "\n"))),
                    Err(at) => self.notices.push(rules::not_utf8(&file.path, at)),
                }
                engine.files.insert(name.to_owned(), file.clone());
                theme.face.templates.insert(name.to_owned());
            } else if let Some(language) = path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".yaml")) {
                words.insert(language.to_owned(), read_words(file, &mut self.notices));
            } else if !path.ends_with(".md") {
                let built_in = BuiltIn::get(path).map_or(0, |embedded| embedded.data.len());
                if path == "style.css" && sets_variables_only(&String::from_utf8_lossy(&file.bytes)) {
                    self.notices.push(rules::stylesheet_replaced(&file.path, built_in / 1000));
                }
                theme.assets.insert(path.clone(), Arc::clone(&file.bytes));
            }
        }
        let mut part = |name: &str| {
            let at = sources.iter().position(|(known, _)| known == name);
            at.map(|at| sources.remove(at).1).unwrap_or_default()
        };
        engine.frame = Frame::new(part("embed.css"), part("embed.js"));
        if let Err(error) = engine.tera.add_raw_templates(sources) {
            theme.face.is_broken = true;
            self.notices.extend(faults(&error, &engine.files));
        }
        let own: BTreeMap<String, BTreeSet<String>> =
            words.iter().map(|(language, words)| (language.clone(), words.keys().cloned().collect())).collect();
        complete(&mut words, self.layered.get(ENGLISH));
        engine.lent.words = words.get("en").cloned().unwrap_or_default();
        let table = |(language, words): (String, Words)| {
            let own = own.get(&language);
            let is_own = |key: &str| speaks_english(&language) || own.is_some_and(|own| own.contains(key));
            let table = Table::new(words, is_own);
            (language, table)
        };
        engine.tables = words.into_iter().map(table).collect();
        for name in engine.tera.get_component_names() {
            if let Some(info) = engine.tera.get_component_definition(name)
                && theme.face.templates.contains(&format!("directives/{name}.html"))
            {
                let parameters = info.args().iter().map(parameter).collect();
                theme.face.directives.insert(name.to_owned(), parameters);
            }
        }
        Noted { value: Arc::new(theme), notices: self.notices }
    }

    /// Of templates and words. Other files are copied beside the pages and do not change them.
    fn print(&self) -> Print {
        Print::of_all(
            self.layered.iter().filter(|(path, _)| path.starts_with("templates/") || path.starts_with("strings/")),
        )
    }
}

/// Whether a style sheet declares custom properties (`--paper`) and nothing else.
fn sets_variables_only(style: &str) -> bool {
    let mut text = String::new();
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    // A declaration ends in `;` or `}`; what ends in `{` is a selector.
    let mut declarations = text.split_inclusive([';', '{', '}']).filter(|part| !part.ends_with('{'));
    let is_variable = |part: &str| {
        let part = part.trim_end_matches([';', '}']).trim();
        part.is_empty() || part.starts_with("--") || part.starts_with('@')
    };
    text.contains("--") && declarations.all(is_variable)
}

/// The files of the built-in theme, in order: name and bytes.
pub fn files() -> Vec<(String, Arc<[u8]>)> {
    built_in().into_iter().map(|(name, file)| (name, Arc::clone(&file.bytes))).collect()
}

/// The built-in words.
const ENGLISH: &str = "strings/en.yaml";

/// A theme's own table of strings may hold only what it changes: the rest is the built-in words. Mostly the English table
/// is the built-in one itself, and is not read again.
fn complete(tables: &mut BTreeMap<String, Words>, read: Option<&File>) {
    let mut english = tables.remove("en").unwrap_or_default();
    let is_another = |built_in: &[u8]| read.is_none_or(|file| *file.bytes != *built_in);
    if let Some(embedded) = BuiltIn::get(ENGLISH).filter(|embedded| is_another(&embedded.data)) {
        let file = File::new(&built_in_path(ENGLISH), embedded.data.as_ref());
        for (key, words) in read_words(&file, &mut Vec::new()) {
            english.entry(key).or_insert(words);
        }
    }
    for table in tables.values_mut() {
        for (key, words) in &english {
            table.entry(key.clone()).or_insert_with(|| words.clone());
        }
    }
    tables.insert("en".to_owned(), english);
}

/// English on pages of a language without a table; made when there is one.
#[derive(Default)]
struct Lent {
    words: Words,
    table: OnceLock<Table>,
}

impl Lent {
    fn table(&self) -> &Table {
        self.table.get_or_init(|| Table::new(self.words.clone(), |_| false))
    }
}

impl std::hash::Hash for Engine {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.print.hash(state);
    }
}

impl Engine {
    /// The table of a language: its own, that of its primary subtag, or English.
    pub fn table(&self, language: &str) -> &Table {
        let primary = language.split('-').next().unwrap_or_default();
        let own = [language, primary].into_iter().find_map(|name| self.tables.get(name));
        own.unwrap_or_else(|| self.lent.table())
    }

    /// The table of exactly that language.
    pub fn own_table(&self, language: &str) -> Option<&Table> {
        self.tables.get(language)
    }

    /// Renders a template; faults come at their place in it.
    pub fn render(&self, template: &str, context: &Context) -> Result<Markup, Vec<Diagnostic>> {
        let language = context.get("language").and_then(|language| language.as_str()).unwrap_or_default();
        let own = (language, crate::language::direction(language));
        Markup::of_template(&self.tera, template, context, own).map_err(|error| faults(&error, &self.files))
    }

    /// Renders a directive of the theme's own.
    pub fn render_component(&self, name: &str, context: &Context) -> Result<Markup, Vec<Diagnostic>> {
        Markup::of_component(&self.tera, name, context).map_err(|error| faults(&error, &self.files))
    }
}

/// The plural category of a number, by the name that Unicode's CLDR gives it. Templates have it as a filter.
pub fn plural(rule: &str, number: u64) -> &'static str {
    match (rule, number % 10, number % 100) {
        ("east-slavic", 1, tens) if tens != 11 => "one",
        ("east-slavic", 2..=4, tens) if !(12..=14).contains(&tens) => "few",
        ("east-slavic", _, _) => "many",
        _ if number == 1 => "one",
        _ => "other",
    }
}

/// Whether the words of the interface are at home in a language without being translated.
pub fn speaks_english(language: &str) -> bool {
    language.split('-').next() == Some("en")
}

fn plural_filter(number: u64, arguments: Kwargs, _: &State) -> TeraResult<&'static str> {
    Ok(plural(arguments.must_get("rule")?, number))
}

/// A text of at most `length` letters, cut between words where it is longer. Templates have it as a filter.
fn shorten(text: &str, arguments: Kwargs, _: &State) -> TeraResult<String> {
    let length: usize = arguments.must_get("length")?;
    let Some((end, _)) = text.char_indices().nth(length) else { return Ok(text.to_owned()) };
    // A word that ends just there stays; one that is longer than all the room is cut.
    let room = text.char_indices().nth(length.saturating_sub(1)).map_or(end, |(at, _)| at);
    let whole = text[..end].rfind(char::is_whitespace).filter(|at| *at > room / 2).unwrap_or(room).min(room);
    let cut = text[..whole].trim_end_matches(|letter: char| letter.is_whitespace() || ",;:–—-(“\"'".contains(letter));
    Ok(format!("{cut}…"))
}

fn parameter(argument: &tera::ComponentArg) -> Parameter {
    use tera::ComponentArgType::*;
    let kind = match argument.arg_type() {
        Some(String) => ArgumentKind::Text,
        Some(Bool) => ArgumentKind::Flag,
        Some(Integer | Float | Number) => ArgumentKind::Number,
        Some(Array) => ArgumentKind::List,
        _ => ArgumentKind::Any,
    };
    Parameter { name: argument.name().to_owned(), kind, required: argument.is_required() }
}

fn read_words(file: &File, notices: &mut Vec<Diagnostic>) -> Words {
    let text = match file.text() {
        Ok((text, base)) => crate::yaml::Origin { file: &file.path, text, base },
        Err(at) => {
            notices.push(rules::not_utf8(&file.path, at));
            return Words::new();
        }
    };
    let Some(node) = crate::yaml::read(text, notices) else { return Words::new() };
    let mut passages = crate::passage::Passages::default();
    let mut fields = crate::yaml::Fields::new(text, notices, &mut passages, "the table of strings", node);
    let mut strings = Words::new();
    for (key, Spanned { value, span }) in fields.rest() {
        if let Some(words) = fields.as_text(&key, Spanned::new(value, span), false) {
            strings.insert(key.value, words.value);
        }
    }
    strings
}

/// Where a byte of a template stands in its file: the engine read `\n` for `\r\n`.
fn on_disk(text: &str, offset: usize) -> usize {
    let mut taken = 0;
    for (at, _) in text.match_indices("\r\n") {
        if at >= offset + taken {
            break;
        }
        taken += 1;
    }
    offset + taken
}

/// Tera's errors as diagnostics. Load-time checks come as one text with a report for each fault; the places are read from
/// their ` --> file:line:column` lines.
fn faults(error: &tera::Error, files: &BTreeMap<String, File>) -> Vec<Diagnostic> {
    let fallback: FileId = "themes/default/templates/base.html".into();
    let at = |name: &str, range: std::ops::Range<usize>, message: &str| {
        let file = files.get(name);
        // The engine read what follows a byte order mark.
        let base = file.and_then(|file| file.text().ok()).map_or(0, |(_, base)| base);
        let path = file.map_or(&fallback, |file| &file.path);
        let text = file.and_then(|file| file.text().ok()).map_or("", |(text, _)| text);
        let range = on_disk(text, range.start)..on_disk(text, range.end);
        rules::template_fault(path, Span::from(range).shifted(base), lower_first(message))
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![at(report.filename(), report.span().range.clone(), report.message())]
        }
        ErrorKind::MissingParent { current, parent } => {
            vec![at(current, 0..1, &format!("the template extends `{parent}`, which does not exist"))]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![at(tpl, 0..1, "the template refers to itself in a circle")]
        }
        _ => {
            let text = error.to_string();
            let mut found = Vec::new();
            let mut message = text.lines().next().unwrap_or_default().to_owned();
            for line in text.lines() {
                let trimmed = line.trim_start();
                if let Some(said) = trimmed.strip_prefix("error: ") {
                    message = said.to_owned();
                } else if let Some(place) = trimmed.strip_prefix("--> ") {
                    let mut parts = place.rsplitn(3, ':');
                    let column = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                    let line = parts.next().and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
                    let name = parts.next().unwrap_or_default();
                    let text = files.get(name).and_then(|file| file.text().ok()).map_or("", |(text, _)| text);
                    let offset = offset_of(&text.replace("\r\n", "\n"), line, column);
                    found.push(at(name, offset..offset + 1, &message));
                }
            }
            if found.is_empty() {
                found.push(at("base.html", 0..1, &message));
            }
            found
        }
    }
}

fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let start = match line {
        0 | 1 => 0,
        line => text.match_indices('\n').nth(line - 2).map_or(text.len(), |(at, _)| at + 1),
    };
    start + text[start..].char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at)
}

fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut characters = message.chars();
    match characters.next() {
        Some(first) => first.to_lowercase().chain(characters).collect(),
        None => String::new(),
    }
}
