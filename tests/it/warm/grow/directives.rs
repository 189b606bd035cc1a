//! Directives: the built-in ones and the theme's own, with what each takes.

use onrecord::vocabulary::Measure;

use super::Grow;
use crate::warm::part::*;

/// Those that show what a page refers to come more often.
const NAMES: [&str; 12] = [
    "figures",
    "figures",
    "figure",
    "map",
    "timeline",
    "timeline",
    "origins",
    "evidence",
    "sources",
    "notes",
    "corrections",
    "box",
];

impl Grow<'_> {
    /// A directive that stands alone.
    pub fn directive(&mut self) -> Part {
        let name = self.chance.of(&NAMES);
        let arguments = match name {
            "figure" => return self.figure_directive(),
            "figures" => vec![("event", self.marked(&TEXT, &Sort::Use(Name::Event)))],
            "map" => vec![("places", self.texts(&Sort::Use(Name::Place)))],
            "timeline" if self.chance.happens(1, 2) => vec![("events", self.texts(&Sort::Use(Name::Event)))],
            "box" => vec![("title", self.marked(&TEXT, &Sort::Words))],
            _ => Vec::new(),
        };
        directive(name, arguments)
    }

    /// One figure: that which the site stands behind, or that of an excerpt.
    pub fn figure_directive(&mut self) -> Part {
        let (reported, adopted) = (self.model.reported(), self.model.adopted());
        let adopted = self.chance.any(&adopted).filter(|_| self.chance.happens(1, 2));
        let text = |sort: Sort, words: &str| Part::mark(&TEXT, vec![Part::leaf(sort, words)]);
        let mut arguments = Vec::new();
        if let Some((event, measure)) = adopted {
            arguments.push(("event", text(Sort::Use(Name::Event), event)));
            arguments.push(("measure", text(Sort::choice(Measure::WORDS), measure)));
        } else if let Some(figure) = self.chance.any(&reported) {
            arguments.push(("excerpt", text(Sort::Use(Name::Excerpt), &figure.excerpt)));
            arguments.push(("measure", text(Sort::choice(Measure::WORDS), &figure.measure)));
            arguments.extend(figure.population.as_ref().map(|words| ("population", text(Sort::Word, words))));
        } else {
            return directive("timeline", arguments);
        }
        directive("figure", arguments)
    }

    fn texts(&mut self, sort: &Sort) -> Part {
        let count = self.chance.between(1, 2);
        Part::mark(&TEXTS, (0..count).map(|_| self.marked(&TEXT, sort)).collect())
    }

    /// One more argument of a directive.
    pub fn argument(&mut self, arguments: &Part) -> Option<Part> {
        let has = |name: &str| arguments.parts.iter().any(|argument| argument.parts[0].text == name);
        let directive = self.around.iter().rev().find(|part| part.is(&DIRECTIVE)).map(|part| &part.parts[0].text);
        let (name, value) = match () {
            () if has("places") => ("focus", self.marked(&TEXT, &Sort::Use(Name::Place))),
            () if has("measure") && self.chance.happens(1, 3) => {
                ("population", Part::mark(&TEXT, vec![Part::leaf(Sort::Word, "children")]))
            }
            () if has("event") => ("measures", self.texts(&Sort::choice(Measure::WORDS))),
            () if has("title") => ("open", self.leaf(&Sort::Flag)),
            () if directive.is_some_and(|name| name == "timeline") => ("events", self.texts(&Sort::Use(Name::Event))),
            () => return None,
        };
        (!has(name)).then(|| argument((name, value)))
    }
}

fn argument((name, value): (&str, Part)) -> Part {
    Part::mark(&ARGUMENT, vec![Part::leaf(Sort::Key, name), value])
}

fn directive(name: &str, arguments: Vec<(&str, Part)>) -> Part {
    let arguments = Part::mark(&ARGUMENTS, arguments.into_iter().map(argument).collect());
    Part::mark(&DIRECTIVE, vec![Part::leaf(Sort::Key, name), arguments])
}
