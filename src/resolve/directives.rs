//! Directives: which there are, what they take, and what each one shows.

use crate::diagnostic::{Diagnostic, did_you_mean, nearest, quoted_list};
use crate::files::{FileId, Span, Spanned};
use crate::manuscript::{self, Argument, Text};
use crate::memo::Reader;
use crate::rules;
use crate::site::*;
use crate::theme::{ArgumentKind, Parameter};
use crate::vocabulary::{Measure, Population};

use super::named::{event_named, excerpt_named, place_named};
use super::names::Names;

/// A directive's name and what it takes.
pub type Signature = (&'static str, &'static [(&'static str, ArgumentKind, bool)]);

/// The directives that onrecord brings: name, then (argument, kind, must be given).
pub const BUILT_IN: &[Signature] = &[
    ("figures", &[("event", ArgumentKind::Text, true), ("measures", ArgumentKind::List, false)]),
    (
        "figure",
        &[
            ("event", ArgumentKind::Text, false),
            ("excerpt", ArgumentKind::Text, false),
            ("measure", ArgumentKind::Text, true),
            ("population", ArgumentKind::Text, false),
        ],
    ),
    ("map", &[("places", ArgumentKind::List, true), ("focus", ArgumentKind::Text, false)]),
    ("timeline", &[("events", ArgumentKind::List, false)]),
    ("origins", &[]),
    ("evidence", &[]),
    ("sources", &[]),
    ("notes", &[]),
    ("corrections", &[]),
];

/// A page's directives; none where one was reported.
pub fn directives(
    list: &[manuscript::DirectiveText],
    file: &FileId,
    names: &Reader<Names>,
    notices: &mut Vec<Diagnostic>,
) -> Vec<Option<Directive>> {
    let mut result: Vec<Option<Directive>> = Vec::new();
    // The first of each list that a page may print once.
    let mut lists: Vec<(Shown, Span)> = Vec::new();
    for directive in list {
        let shown = Reading { directive, file, names, notices }.shown();
        if let Some(shown @ (Shown::Evidence | Shown::Sources | Shown::Notes | Shown::Corrections)) = &shown {
            match lists.iter().find(|(known, _)| known == shown) {
                Some((_, first)) => notices.push(rules::second_list(file, &directive.name, *first)),
                None => lists.push((shown.clone(), directive.name.span)),
            }
        }
        let name = directive.name.value.clone();
        result.push(shown.map(|shown| Directive { name, words: words_of(&shown, names), shown }));
    }
    result
}

/// The words that are printed inside a sentence.
fn words_of(shown: &Shown, names: &Reader<Names>) -> String {
    let Shown::Figure { source, excerpt, measure, population } = shown else { return String::new() };
    let excerpt = names.source(source).and_then(|source| source.excerpt(excerpt.as_str()));
    let mut figures = excerpt.into_iter().flat_map(|excerpt| &excerpt.text.figures);
    let figure = figures.find(|figure| figure.measure.value == *measure && figure.population == *population);
    figure.map(|figure| figure.value.value.text.clone()).unwrap_or_default()
}

struct Reading<'a, 'w, 'm> {
    directive: &'a manuscript::DirectiveText,
    file: &'a FileId,
    names: &'a Reader<'w, Names<'m>>,
    notices: &'a mut Vec<Diagnostic>,
}

impl Reading<'_, '_, '_> {
    fn shown(&mut self) -> Option<Shown> {
        let name = self.directive.name.value.as_str();
        let Some((_, signature)) = BUILT_IN.iter().find(|(known, _)| *known == name) else {
            return self.own();
        };
        let parameters: Vec<Parameter> = signature
            .iter()
            .map(|(name, kind, required)| Parameter { name: (*name).to_owned(), kind: *kind, required: *required })
            .collect();
        if !self.fits(&parameters) {
            return None;
        }
        Some(match name {
            "figures" => {
                let event = self.event(&self.text("event")?)?;
                let measures =
                    self.list("measures").iter().filter_map(|name| self.word::<Measure>("measures", name)).collect();
                Shown::Figures { event, measures }
            }
            "figure" => self.figure()?,
            "map" => {
                if self.names.worldview().is_none() {
                    self.notices.push(rules::map_without_worldview(self.file, self.directive.span));
                }
                let places: Vec<PlaceId> = self.list("places").iter().filter_map(|name| self.place(name)).collect();
                let focus = self.text("focus").and_then(|name| self.place(&name));
                Shown::Map { places, focus }
            }
            "timeline" => {
                Shown::Timeline { events: self.list("events").iter().filter_map(|name| self.event(name)).collect() }
            }
            "origins" => Shown::Origins,
            "evidence" => Shown::Evidence,
            "sources" => Shown::Sources,
            "notes" => Shown::Notes,
            _ => Shown::Corrections,
        })
    }

    /// A directive of the theme's own: a component whose signature is the check.
    fn own(&mut self) -> Option<Shown> {
        let name = &self.directive.name;
        match self.names.directive(&name.value) {
            Some(parameters) => self.fits(parameters).then(|| {
                let arguments = self.directive.arguments.iter();
                Shown::Own(arguments.map(|(name, value)| (name.value.clone(), value.value.clone())).collect())
            }),
            None => {
                let known: Vec<&str> =
                    BUILT_IN.iter().map(|(name, _)| *name).chain(self.names.directive_names()).collect();
                self.notices.push(rules::unknown_directive(self.file, name, &known));
                None
            }
        }
    }

    /// Whether the arguments are those that are taken; every fault is reported.
    fn fits(&mut self, parameters: &[Parameter]) -> bool {
        let before = self.notices.len();
        let directive = self.directive;
        let known: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        let takes = match known.is_empty() {
            true => format!("`{}` takes no arguments", directive.name.value),
            false => format!("`{}` takes {}", directive.name.value, quoted_list(&known)),
        };
        let mut given: Vec<&str> = Vec::new();
        for (name, value) in &directive.arguments {
            let Some(parameter) = parameters.iter().find(|parameter| parameter.name == name.value) else {
                let message = format!("`{}` has no argument `{}`", directive.name.value, name.value);
                let help = did_you_mean(name, &known, || takes.clone());
                self.notices.push(rules::unknown_argument(self.file, name.span, message, help));
                continue;
            };
            if given.contains(&name.as_str()) {
                let message = format!("the argument `{}` is given twice", name.value);
                self.notices.push(rules::unknown_argument(self.file, name.span, message, "delete one of the two"));
            }
            given.push(name);
            if !parameter.kind.takes(value) {
                let message = format!("`{}` must be {}", name.value, parameter.kind.in_words());
                self.notices.push(rules::unknown_argument(
                    self.file,
                    value.span,
                    message,
                    parameter.kind.example(name),
                ));
            }
        }
        for parameter in parameters.iter().filter(|parameter| parameter.required) {
            // A misspelt name was told of already, with the right one.
            let is_misspelt = |name: &Text| nearest(name, known.iter().copied()) == Some(parameter.name.as_str());
            if !directive.arguments.iter().any(|(name, _)| name.value == parameter.name || is_misspelt(name)) {
                let message = format!("`{}` needs the argument `{}`", directive.name.value, parameter.name);
                let help = parameter.kind.example(&parameter.name);
                self.notices.push(rules::unknown_argument(self.file, directive.name.span, message, help));
            }
        }
        self.notices.len() == before
    }

    fn argument(&self, name: &str) -> Option<&Spanned<Argument>> {
        self.directive.arguments.iter().find(|(key, _)| key.value == name).map(|(_, value)| value)
    }

    fn text(&self, name: &str) -> Option<Text> {
        match self.argument(name) {
            Some(Spanned { value: Argument::Text(text), span }) => Some(Text::new(text.to_string(), *span)),
            _ => None,
        }
    }

    fn list(&self, name: &str) -> Vec<Text> {
        match self.argument(name) {
            Some(Spanned { value: Argument::List(items), .. }) => {
                items.iter().map(|item| Text::new(item.to_string(), item.span)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn word<W: crate::vocabulary::Word>(&mut self, key: &str, name: &Text) -> Option<W> {
        let word = W::parse(name);
        if word.is_none() {
            self.notices.push(rules::unknown_value(self.file, name, key, W::WORDS));
        }
        word
    }

    fn event(&mut self, name: &Text) -> Option<EventId> {
        event_named(self.file, name, self.names, self.notices).map(|event| event.id.clone())
    }

    fn place(&mut self, name: &Text) -> Option<PlaceId> {
        place_named(self.file, name, self.names, self.notices)
    }

    fn figure(&mut self) -> Option<Shown> {
        let name = self.text("measure")?;
        let measure: Measure = self.word("measure", &name)?;
        let population = match self.text("population") {
            Some(name) => Some(self.word::<Population>("population", &name)?),
            None => None,
        };
        let span = self.directive.span;
        match (self.text("event"), self.text("excerpt")) {
            (Some(event), None) => {
                let event = event_named(self.file, &event, self.names, self.notices)?;
                match event.adopted.get(&measure) {
                    Some(adopted) => Some(Shown::Figure {
                        source: adopted.source.clone(),
                        excerpt: adopted.excerpt.clone(),
                        measure,
                        population,
                    }),
                    None => {
                        self.not_adopted(&event.id, measure, span);
                        None
                    }
                }
            }
            (None, Some(excerpt)) => {
                let (source, found) = excerpt_named(self.file, &excerpt, self.names, self.notices)?;
                let has = found.text.figures.iter().any(|f| f.measure.value == measure && f.population == population);
                if !has {
                    let message = format!("the excerpt `{}` has no figure of `{}`", excerpt.value, measure.as_str());
                    let known: Vec<&str> =
                        found.text.figures.iter().map(|figure| figure.measure.value.as_str()).collect();
                    let help = match known.is_empty() {
                        true => "list the figure under the excerpt's `figures:`".to_owned(),
                        false => format!("its figures are {}", quoted_list(&known)),
                    };
                    self.notices.push(rules::figure_not_adopted(self.file, excerpt.span, message, help));
                    return None;
                }
                Some(Shown::Figure { source: source.id.clone(), excerpt: found.id.clone(), measure, population })
            }
            _ => {
                let message = "`figure` wants either `event` or `excerpt`";
                let help = "write `{{ figure(event=\"…\", measure=\"killed\") }}` or `{{ figure(excerpt=\"source#excerpt\", measure=\"killed\") }}`";
                self.notices.push(rules::unknown_argument(self.file, self.directive.name.span, message, help));
                None
            }
        }
    }

    fn not_adopted(&mut self, event: &EventId, measure: Measure, span: Span) {
        let candidates = self.names.candidates(event, &measure);
        let candidates: Vec<String> = candidates.iter().map(|(name, words)| format!("`{name}` ({words})")).collect();
        let message = format!("the site stands behind no figure of `{}` for `{event}`", measure.as_str());
        let help = match candidates.is_empty() {
            true => format!(
                "no source reports one; list it under an excerpt's `figures:` and name it in the event's `adopted: {{{}: …}}`",
                measure.as_str()
            ),
            false => format!(
                "the candidates are {}; name one in the event's `adopted: {{{}: {{excerpt: …, because: note-id}}}}`, or print one with `excerpt=\"…\"`",
                candidates.join(", "),
                measure.as_str()
            ),
        };
        self.notices.push(rules::figure_not_adopted(self.file, span, message, help));
    }
}
