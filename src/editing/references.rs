//! Every place at which an author names something: one walk, which all that follow names take.

use crate::files::{FileId, Span};
use crate::manuscript::*;

/// Something that has a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Thing {
    Source(String),
    /// A source and its excerpt.
    Excerpt(String, String),
    Claimant(String),
    Event(String),
    Place(String),
    Note(String),
    /// By its path in `content/`, without `.md`.
    Page(String),
    /// A page's name and the label of a claim or footnote.
    Label(String, String),
}

/// A place at which something is named.
#[derive(Clone, Debug)]
pub struct Reference {
    pub file: FileId,
    pub span: Span,
    pub thing: Thing,
    /// What stands before the name in the same value: `claim:index#`.
    pub before: String,
}

/// Where a link or a picture leads.
#[derive(Clone, Debug)]
pub struct Link {
    pub file: FileId,
    pub target: Text,
}

/// All of a project.
#[derive(Default)]
pub struct Named {
    pub references: Vec<Reference>,
    pub links: Vec<Link>,
}

/// Walks over everything that is written.
pub fn named(manuscript: &Manuscript) -> Named {
    let mut walk = Walk { named: Named::default(), file: manuscript.settings.file.clone() };
    for page in &manuscript.pages {
        walk.file = page.file.clone();
        walk.page(page);
    }
    for source in &manuscript.sources {
        walk.file = source.file.clone();
        walk.source(source);
    }
    for note in &manuscript.notes {
        walk.file = note.file.clone();
        note.about.iter().for_each(|about| walk.about(about));
        walk.body(&note.body, None);
    }
    walk.file = manuscript.claimants.file.clone();
    for entry in &manuscript.claimants.entries {
        walk.name(Some(&entry.id), Thing::Claimant);
        walk.name(entry.rests_on.as_ref(), Thing::Claimant);
    }
    walk.file = manuscript.events.file.clone();
    for entry in &manuscript.events.entries {
        walk.name(Some(&entry.id), Thing::Event);
        walk.name(entry.parent.as_ref(), Thing::Event);
        walk.name(entry.place.as_ref(), Thing::Place);
        for adopted in &entry.adopted {
            walk.excerpt(&adopted.excerpt.value, adopted.excerpt.span);
            walk.name(Some(&adopted.because), Thing::Note);
        }
    }
    walk.file = manuscript.places.file.clone();
    for entry in &manuscript.places.entries {
        walk.name(Some(&entry.id), Thing::Place);
        walk.name(entry.parent.as_ref(), Thing::Place);
    }
    walk.file = manuscript.exact.file.clone();
    for entry in &manuscript.exact.entries {
        walk.name(Some(&entry.id), Thing::Place);
    }
    walk.named
}

struct Walk {
    named: Named,
    file: FileId,
}

impl Walk {
    fn refer(&mut self, span: Span, thing: Thing, before: &str) {
        self.named.references.push(Reference { file: self.file.clone(), span, thing, before: before.to_owned() });
    }

    fn name(&mut self, name: Option<&Text>, thing: impl Fn(String) -> Thing) {
        if let Some(name) = name {
            self.refer(name.span, thing(name.value.clone()), "");
        }
    }

    /// `source#excerpt`.
    fn excerpt(&mut self, value: &str, span: Span) {
        if let Some((source, excerpt)) = value.split_once('#') {
            self.refer(span, Thing::Source(source.to_owned()), "");
            self.refer(span, Thing::Excerpt(source.to_owned(), excerpt.to_owned()), &format!("{source}#"));
        }
    }

    fn about(&mut self, about: &Text) {
        let Some((kind, rest)) = about.split_once(':') else { return };
        let before = format!("{kind}:");
        match kind {
            "claim" => {
                let Some((page, label)) = rest.split_once('#') else { return };
                let name = page.trim_end_matches(".md").to_owned();
                self.refer(about.span, Thing::Page(name.clone()), &before);
                self.refer(about.span, Thing::Label(name, label.to_owned()), &format!("{before}{page}#"));
            }
            "page" => self.refer(about.span, Thing::Page(rest.trim_end_matches(".md").to_owned()), &before),
            "source" => self.refer(about.span, Thing::Source(rest.to_owned()), &before),
            "event" => self.refer(about.span, Thing::Event(rest.to_owned()), &before),
            "figure" => {
                let event = rest.split('/').next().unwrap_or_default().to_owned();
                self.refer(about.span, Thing::Event(event), &before);
            }
            "place" => self.refer(about.span, Thing::Place(rest.to_owned()), &before),
            _ => {}
        }
    }

    fn page(&mut self, page: &PageText) {
        let name = page.placing.name.clone();
        let label = |label: String| Thing::Label(name.clone(), label);
        if let Some(original) = &page.placing.translation_of {
            let of = original.value.trim_end_matches(".md").to_owned();
            self.refer(original.span, Thing::Page(of), "");
        }
        for claim in &page.claims {
            self.name(Some(&claim.label), label);
            self.name(claim.withdrawn.as_ref(), Thing::Note);
        }
        for short in [&page.in_short.known, &page.in_short.claimed, &page.in_short.unchecked].into_iter().flatten() {
            match short {
                ShortText::Claim(claim) => self.name(Some(claim), label),
                ShortText::Words(pieces) => self.pieces(pieces),
            }
        }
        self.body(&page.body, Some(&name));
    }

    fn source(&mut self, source: &SourceText) {
        source.derived_from.iter().for_each(|name| self.name(Some(name), Thing::Source));
        if let Some(file) = &source.capture.file {
            // A copy that is called as its source is renamed with it.
            self.refer(file.span, Thing::Source(crate::files::stem(&file.value).to_owned()), "");
        }
        for excerpt in &source.excerpts {
            self.name(Some(&excerpt.id), |id| Thing::Excerpt(source.id.clone(), id));
            self.name(excerpt.claimant.as_ref(), Thing::Claimant);
            self.name(excerpt.rests_on.as_ref(), Thing::Claimant);
            self.name(excerpt.original.as_ref().and_then(|original| original.source.as_ref()), Thing::Source);
            for figure in &excerpt.figures {
                self.name(Some(&figure.event), Thing::Event);
                self.name(figure.claimant.as_ref(), Thing::Claimant);
                if let Some(older) = &figure.supersedes {
                    self.excerpt(&older.value, older.span);
                }
            }
        }
        self.body(&source.body, None);
    }

    /// A body; `page` is the name of the page that it is.
    fn body(&mut self, body: &Body, page: Option<&String>) {
        for label in body.markers.iter().flat_map(|marker| &marker.labels) {
            match (label.value.strip_prefix('@'), page) {
                (Some(source), _) => self.refer(label.span, Thing::Source(source.to_owned()), "@"),
                (None, Some(page)) => self.refer(label.span, Thing::Label(page.clone(), label.value.clone()), ""),
                (None, None) => {}
            }
        }
        for footnote in &body.footnotes {
            if let Some(page) = page {
                self.refer(footnote.label.span, Thing::Label(page.clone(), footnote.label.value.clone()), "");
            }
            match &footnote.content {
                FootnoteContent::Ordinary(pieces) => self.pieces(pieces),
                FootnoteContent::Evidence { remark, lines } => {
                    self.pieces(remark);
                    lines.iter().for_each(|line| self.line(line));
                }
            }
        }
        body.directives.iter().for_each(|directive| self.directive(directive));
        self.pieces(&body.pieces);
    }

    fn line(&mut self, line: &EvidenceLine) {
        self.name(Some(&line.source), Thing::Source);
        self.name(line.excerpt.as_ref(), |id| Thing::Excerpt(line.source.value.clone(), id));
        self.name(line.by.as_ref(), Thing::Claimant);
    }

    fn directive(&mut self, directive: &DirectiveText) {
        for (key, argument) in &directive.arguments {
            let values: Vec<(String, Span)> = match &argument.value {
                Argument::Text(text) => vec![(text.to_string(), argument.span)],
                Argument::List(list) => list.iter().map(|item| (item.value.to_string(), item.span)).collect(),
                Argument::Number(_) | Argument::Flag(_) => Vec::new(),
            };
            for (value, span) in values {
                match key.value.as_str() {
                    "event" | "events" => self.refer(span, Thing::Event(value), ""),
                    "places" | "focus" => self.refer(span, Thing::Place(value), ""),
                    "excerpt" => self.excerpt(&value, span),
                    _ => {}
                }
            }
        }
    }

    fn pieces(&mut self, pieces: &[PieceText]) {
        for piece in pieces {
            if let Some(target) = piece.target() {
                self.named.links.push(Link { file: self.file.clone(), target: target.clone() });
            }
        }
    }
}
