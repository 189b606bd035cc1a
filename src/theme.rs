//! The theme: templates, strings and files, built in and overlaid by the project's own, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_embed::RustEmbed;
use tera::{ErrorKind, Tera};

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, FileId, Files, Hash, Span, Spanned};
use crate::manuscript::{Argument, Text};
use crate::rules;

/// The built-in theme, as it lies in `themes/default/`.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct BuiltIn;

/// A theme, ready to render.
pub struct Theme {
    pub tera: Tera,
    pub face: ThemeFace,
    /// Language → key → words; English is always there.
    pub strings: BTreeMap<String, BTreeMap<String, String>>,
    /// Files that are copied to the site's root: name → bytes.
    pub assets: BTreeMap<String, Arc<[u8]>>,
    /// Template's name → its file in the project (or in the built-in theme).
    files: BTreeMap<String, File>,
}

/// What resolving needs to know of a theme.
#[derive(Clone, Debug, Default)]
pub struct ThemeFace {
    /// Of what pages are made with: templates and words.
    pub fingerprint: Hash,
    /// The theme's own directives and what they take.
    pub directives: BTreeMap<String, Vec<Parameter>>,
    /// A template could not be loaded: what the theme offers is not known.
    pub is_broken: bool,
    /// Names of all templates.
    pub templates: BTreeSet<String>,
}

/// One argument that a directive takes.
#[derive(Clone, Debug)]
pub struct Parameter {
    pub name: String,
    pub kind: ArgumentKind,
    pub required: bool,
}

/// What an argument may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
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

/// What loading remembers: right while the theme's files are the same.
#[derive(Default)]
pub struct ThemeMemo(Option<(Hash, Arc<Noted<Theme>>)>);

/// Loads the theme that the settings name. Faults in it are reported, each with its template's place.
pub fn theme(files: &Files, name: &Text, settings_file: &FileId, memo: &mut ThemeMemo) -> Arc<Noted<Theme>> {
    let folder = format!("themes/{}/", name.value);
    let own: Vec<&File> = files.below(&folder).collect();
    let mut parts: Vec<Hash> = vec![Hash::of(name.value.as_bytes())];
    parts.extend(own.iter().flat_map(|file| [Hash::of(file.path.as_bytes()), file.hash()]));
    let fingerprint = Hash::together(&parts);
    if let Some((known, theme)) = &memo.0
        && *known == fingerprint
    {
        return Arc::clone(theme);
    }
    let mut loader = Loader { notices: Vec::new(), layered: built_in() };
    if own.is_empty() && name.value != "default" {
        let known: Vec<&str> =
            files.below("themes/").filter_map(|file| file.path.split('/').nth(1)).chain(["default"]).collect();
        loader.notices.push(rules::unknown_theme(settings_file, name, &known));
    }
    for file in own {
        let inner = file.path.strip_prefix(folder.as_str()).unwrap_or(&file.path);
        loader.layered.insert(inner.to_owned(), file.clone());
    }
    let theme = Arc::new(loader.load());
    memo.0 = Some((fingerprint, Arc::clone(&theme)));
    theme
}

fn built_in() -> BTreeMap<String, File> {
    let mut files = BTreeMap::new();
    for path in BuiltIn::iter() {
        if let Some(embedded) = BuiltIn::get(&path) {
            let file = File::new(&format!("themes/default/{path}"), embedded.data.as_ref());
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
    fn load(mut self) -> Noted<Theme> {
        let mut theme = Theme {
            tera: Tera::new(),
            face: ThemeFace { fingerprint: self.fingerprint(), ..ThemeFace::default() },
            strings: BTreeMap::new(),
            assets: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        theme.tera.autoescape_on([".html", ".xml", ".svg"]);
        let mut sources: Vec<(String, String)> = Vec::new();
        for (path, file) in &self.layered {
            if let Some(name) = path.strip_prefix("templates/") {
                match file.text() {
                    Ok((text, _)) => sources.push((name.to_owned(), text.to_owned())),
                    Err(at) => self.notices.push(rules::not_utf8(&file.path, at)),
                }
                theme.files.insert(name.to_owned(), file.clone());
                theme.face.templates.insert(name.to_owned());
            } else if let Some(language) = path.strip_prefix("strings/").and_then(|name| name.strip_suffix(".yaml")) {
                let strings = read_strings(file, &mut self.notices);
                theme.strings.insert(language.to_owned(), strings);
            } else if !path.ends_with(".md") {
                theme.assets.insert(path.clone(), Arc::clone(&file.bytes));
            }
        }
        if let Err(error) = theme.tera.add_raw_templates(sources) {
            theme.face.is_broken = true;
            self.notices.extend(faults(&error, &theme.files));
        }
        self.complete_strings(&mut theme);
        for name in theme.tera.get_component_names() {
            if let Some(info) = theme.tera.get_component_definition(name)
                && theme.face.templates.contains(&format!("directives/{name}.html"))
            {
                let parameters = info.args().iter().map(parameter).collect();
                theme.face.directives.insert(name.to_owned(), parameters);
            }
        }
        Noted { value: theme, notices: self.notices }
    }

    /// Of templates and words. Other files are copied beside the pages and do not change them.
    fn fingerprint(&self) -> Hash {
        let shown =
            self.layered.iter().filter(|(path, _)| path.starts_with("templates/") || path.starts_with("strings/"));
        let parts: Vec<Hash> = shown.flat_map(|(path, file)| [Hash::of(path.as_bytes()), file.hash()]).collect();
        Hash::together(&parts)
    }

    /// A theme's own table of strings may hold only what it changes: the rest is the built-in words.
    fn complete_strings(&self, theme: &mut Theme) {
        let mut quiet = Vec::new();
        let built_in = BuiltIn::get("strings/en.yaml")
            .map(|embedded| {
                read_strings(&File::new("themes/default/strings/en.yaml", embedded.data.as_ref()), &mut quiet)
            })
            .unwrap_or_default();
        let english = theme.strings.entry("en".to_owned()).or_default();
        for (key, words) in &built_in {
            english.entry(key.clone()).or_insert_with(|| words.clone());
        }
        let english = english.clone();
        for strings in theme.strings.values_mut() {
            for (key, words) in &english {
                strings.entry(key.clone()).or_insert_with(|| words.clone());
            }
        }
    }
}

impl Theme {
    /// The table of strings for a language: its own, that of its primary subtag, or English.
    pub fn table_of<'a>(&self, language: &'a str) -> &'a str {
        let primary = language.split('-').next().unwrap_or_default();
        [language, primary].into_iter().find(|name| self.strings.contains_key(*name)).unwrap_or("en")
    }

    /// The strings of a language.
    pub fn strings_of(&self, language: &str) -> &BTreeMap<String, String> {
        static NONE: BTreeMap<String, String> = BTreeMap::new();
        self.strings.get(self.table_of(language)).unwrap_or(&NONE)
    }

    /// What went wrong while rendering, at its place in the template.
    pub fn fault(&self, error: &tera::Error) -> Vec<Diagnostic> {
        faults(error, &self.files)
    }

    /// The theme's templates as files, for reports that show their lines.
    pub fn template_files(&self) -> impl Iterator<Item = &File> {
        self.files.values()
    }
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

fn read_strings(file: &File, notices: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let text = match file.text() {
        Ok((text, base)) => crate::yaml::Origin { file: &file.path, text, base },
        Err(at) => {
            notices.push(rules::not_utf8(&file.path, at));
            return BTreeMap::new();
        }
    };
    let Some(node) = crate::yaml::read(text, notices) else { return BTreeMap::new() };
    let mut fields = crate::yaml::Fields::new(text, notices, "the table of strings", node);
    let mut strings = BTreeMap::new();
    for (key, Spanned { value, span }) in fields.rest() {
        if let Some(words) = fields.as_text(&key, Spanned::new(value, span), false) {
            strings.insert(key.value, words.value);
        }
    }
    strings
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
                    let offset = offset_of(text, line, column);
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
