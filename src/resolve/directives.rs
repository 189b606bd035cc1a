//! Directives: which there are, what they take, and what each one shows.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, did_you_mean, nearest, quoted_list};
use crate::files::{FileId, Span, Spanned};
use crate::manuscript::{Argument, Directive, Text};
use crate::rules;
use crate::site::*;
use crate::theme::{ArgumentKind, Parameter};
use crate::vocabulary::{Measure, Population};

use super::names::{Names, Seen};

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

/// A page's directives, resolved.
#[derive(Debug, Default)]
pub struct ShownDirectives {
    pub shown: Vec<Option<Shown>>,
    /// The words that a directive prints inside a sentence.
    pub words: BTreeMap<usize, String>,
}

pub fn directives(
    list: &[Directive],
    file: &FileId,
    names: &Names,
    seen: &mut Seen,
    notices: &mut Vec<Diagnostic>,
) -> ShownDirectives {
    let mut result = ShownDirectives::default();
    for (index, directive) in list.iter().enumerate() {
        let mut reader = Reader { directive, file, names, notices };
        let shown = reader.shown(seen);
        if let Some(Shown::Figure { source, excerpt, measure, population }) = &shown {
            let figure = names.sources.get(source).and_then(|source| source.excerpt(excerpt)).and_then(|excerpt| {
                excerpt.text.figures.iter().find(|f| f.measure.value == *measure && f.population == *population)
            });
            if let Some(figure) = figure {
                result.words.insert(index, figure.value.value.text.clone());
            }
        }
        let is_list = matches!(shown, Some(Shown::Evidence | Shown::Sources | Shown::Notes | Shown::Corrections));
        if is_list && let Some(first) = result.shown.iter().position(|known| *known == shown) {
            notices.push(rules::second_list(file, &directive.name, list[first].name.span));
        }
        result.shown.push(shown);
    }
    result
}

struct Reader<'a, 'n> {
    directive: &'a Directive,
    file: &'a FileId,
    names: &'a Names<'a>,
    notices: &'n mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn shown(&mut self, seen: &mut Seen) -> Option<Shown> {
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
        match name {
            "figures" => {
                self.names.look_at_figures(seen);
                let event = self.event()?;
                let measures =
                    self.list("measures").iter().filter_map(|name| self.word::<Measure>("measures", name)).collect();
                Some(Shown::Figures { event, measures })
            }
            "figure" => {
                self.names.look_at_figures(seen);
                self.figure()
            }
            "map" => {
                self.names.look_at_figures(seen);
                if self.names.settings.worldview.is_none() {
                    self.notices.push(rules::map_without_worldview(self.file, self.directive.span));
                }
                let places: Vec<PlaceId> = self.list("places").iter().filter_map(|name| self.place(name)).collect();
                let focus = self.text("focus").and_then(|name| self.place(&name));
                Some(Shown::Map { places, focus })
            }
            "timeline" => {
                self.names.look_at_figures(seen);
                let events = self.list("events").iter().filter_map(|name| self.event_named(name)).collect();
                Some(Shown::Timeline { events })
            }
            "origins" => {
                self.names.look_at_registers(seen);
                Some(Shown::Origins)
            }
            "evidence" => Some(Shown::Evidence),
            "sources" => Some(Shown::Sources),
            "notes" => {
                self.names.look_at_registers(seen);
                Some(Shown::Notes)
            }
            _ => {
                self.names.look_at_registers(seen);
                Some(Shown::Corrections)
            }
        }
    }

    /// A directive of the theme's own: a component whose signature is the check.
    fn own(&mut self) -> Option<Shown> {
        let name = &self.directive.name;
        let theme = self.names.theme;
        match theme.directives.get(name.as_str()) {
            Some(parameters) => self.fits(parameters).then_some(Shown::Own),
            None => {
                let known: Vec<&str> =
                    BUILT_IN.iter().map(|(name, _)| *name).chain(theme.directives.keys().map(String::as_str)).collect();
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
            Some(Spanned { value: Argument::Text(text), span }) => Some(Text::new(text.clone(), *span)),
            _ => None,
        }
    }

    fn list(&self, name: &str) -> Vec<Text> {
        match self.argument(name) {
            Some(Spanned { value: Argument::List(items), .. }) => items.clone(),
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

    fn event(&mut self) -> Option<EventId> {
        let name = self.text("event")?;
        self.event_named(&name)
    }

    fn event_named(&mut self, name: &Text) -> Option<EventId> {
        if let Some(event) = self.names.events.get(name.as_str()) {
            return Some(event.id.clone());
        }
        let known: Vec<&str> = self.names.events.keys().map(EventId::as_str).collect();
        self.notices.push(rules::unknown_event(self.file, name, &known));
        None
    }

    fn place(&mut self, name: &Text) -> Option<PlaceId> {
        if let Some(place) = self.names.places.get(name.as_str()) {
            return Some(place.id.clone());
        }
        let known: Vec<&str> = self.names.places.keys().map(PlaceId::as_str).collect();
        self.notices.push(rules::unknown_place(self.file, name, &known));
        None
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
                let event = self.event_named(&event)?;
                let adopted = self.names.events.get(&event).and_then(|event| event.adopted.get(&measure));
                match adopted {
                    Some(adopted) => Some(Shown::Figure {
                        source: adopted.source.clone(),
                        excerpt: adopted.excerpt.clone(),
                        measure,
                        population,
                    }),
                    None => {
                        self.not_adopted(&event, measure, span);
                        None
                    }
                }
            }
            (None, Some(excerpt)) => {
                let (source, found) =
                    super::registers::excerpt_named(self.file, &excerpt, self.names.sources, self.notices)?;
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
                let excerpt = found.text.id.value.clone();
                Some(Shown::Figure { source: source.id.clone(), excerpt, measure, population })
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
        let candidates: Vec<String> = self
            .names
            .figures
            .iter()
            .filter(|group| group.event == *event && group.measure == measure && group.population.is_none())
            .flat_map(|group| &group.figures)
            .map(|figure| format!("`{}#{}` ({})", figure.source, figure.excerpt, figure.quantity.text))
            .collect();
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
