//! What an article's body stands in: its claims, and what each directive prints.

use std::collections::BTreeMap;

use tera::Context;

use crate::html::{Html, Markup};
use crate::manuscript::Argument;
use crate::site::{Claim, Directive, EventId, Figure, Page, Piece, Shown, SourceId, notes_of_page};

use super::body::Setting;
use super::scene::{Faults, Scene};
use super::view::{ChangeView, ClaimView, NoteView, SourceView};
use super::{claims, figures, maps, notes, origins, sources, timeline};

/// An article, and the sections that a directive or the template may print.
pub struct Article<'a> {
    page: &'a Page,
    pub claims: Vec<ClaimView>,
    pub sources: Vec<SourceView>,
    pub notes: Vec<NoteView>,
    pub corrections: Vec<NoteView>,
    /// How often each directive was printed.
    printed: BTreeMap<String, usize>,
}

impl<'a> Article<'a> {
    /// With its claims alone, for feeds.
    pub fn bare(page: &'a Page, scene: &Scene) -> Result<Article<'a>, Faults> {
        let (sources, notes, corrections, printed) = Default::default();
        let mut article = Article { page, claims: Vec::new(), sources, notes, corrections, printed };
        article.claims = claims::of_page(&page.claims, scene, &mut article)?;
        Ok(article)
    }

    /// With every section.
    pub fn whole(page: &'a Page, scene: &Scene) -> Result<Article<'a>, Faults> {
        let sources = page.sources.iter().filter_map(|id| scene.site.source(id));
        let all = notes_of_page(page, scene.site);
        let (corrections, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|note| note.text.kind.is_correction());
        Ok(Article {
            sources: sources.map(|source| sources::card(source, page, scene)).collect(),
            notes: notes::views(&others, scene)?,
            corrections: notes::views(&corrections, scene)?,
            ..Article::bare(page, scene)?
        })
    }

    /// The anchor of a directive's output, unique on the page.
    fn anchor(&mut self, name: &str) -> String {
        let count = self.printed.entry(name.to_owned()).or_default();
        *count += 1;
        format!("{name}-{count}")
    }

    fn section(&self, name: &str, context: Context, scene: &Scene) -> Result<Markup, Faults> {
        scene.markup(&format!("directives/{name}.html"), &context)
    }

    fn shown(&mut self, directive: &Directive, scene: &Scene) -> Result<Markup, Faults> {
        let mut context = scene.part();
        let anchor = self.anchor(&directive.name);
        let claims = Some(&*self.page.claims);
        let name = match &directive.shown {
            Shown::Figures { event, measures } => {
                let Some(table) = figures::table(event, measures, &anchor, claims, scene) else {
                    return Ok(Markup::default());
                };
                context.insert("table", &table);
                "figures"
            }
            Shown::Figure { source, excerpt, measure, population } => {
                let is_meant = |figure: &&std::sync::Arc<Figure>| {
                    figure.excerpt == *excerpt && figure.measure == *measure && figure.population == *population
                };
                let Some(figure) = scene.site.figures_of(source).iter().find(is_meant) else {
                    return Ok(Markup::default());
                };
                context.insert("figure", &figures::figure(figure, claims, scene));
                return Ok(self.section("figure", context, scene)?.trimmed());
            }
            Shown::Map { places, focus } => {
                let title = &self.page.text.title;
                context.insert("map", &maps::map(places, focus.as_ref(), &anchor, title, Some(self.page), scene));
                "map"
            }
            Shown::Timeline { events } => {
                context.insert("timeline", &timeline::timeline(events, self.page, scene));
                "timeline"
            }
            Shown::Origins => {
                context.insert("matrix", &origins::matrix(self.page, scene));
                "origins"
            }
            Shown::Evidence => {
                context.insert("claims", &self.claims);
                "evidence"
            }
            Shown::Sources => {
                context.insert("sources", &self.sources);
                "sources"
            }
            Shown::Notes => {
                context.insert("notes", &self.notes);
                "notes"
            }
            Shown::Corrections => {
                context.insert("entries", &self.corrections);
                "corrections"
            }
            Shown::Own(arguments) => {
                return scene.common.engine.render_component(&directive.name, &context_of(arguments));
            }
        };
        self.section(name, context, scene)
    }
}

impl Setting for Article<'_> {
    fn claims(&self) -> &[Claim] {
        &self.page.claims.list
    }

    fn change(&self, claim: &Claim) -> Option<&ChangeView> {
        self.claims.get(claim.number.checked_sub(1)?)?.changed.as_ref()
    }

    fn begins_page(&self, pieces: &[Piece]) -> bool {
        std::ptr::eq(pieces, &*self.page.body)
    }

    fn citation(&mut self, out: &mut Html, source: &SourceId, scene: &Scene) {
        out.raw("<a class=\"cite\"").attribute("href", &scene.at.here(&format!("#s-{source}")));
        out.raw(" role=\"doc-biblioref\">").text(&scene.outlet(source)).raw("</a>");
    }

    fn directive(&mut self, out: &mut Html, directive: &Directive, scene: &Scene) -> Result<(), Faults> {
        if !(scene.at.is_away && stays_behind(&directive.shown)) {
            out.markup(&self.shown(directive, scene)?);
        }
        Ok(())
    }
}

/// What a feed's entry leaves to the page: maps need its style, and the evidence follows the text anyway.
fn stays_behind(shown: &Shown) -> bool {
    matches!(shown, Shown::Map { .. } | Shown::Evidence | Shown::Sources | Shown::Notes | Shown::Corrections)
}

/// The events of which the page prints figures.
pub fn counted(page: &Page) -> impl Iterator<Item = &EventId> {
    page.shown().filter_map(|shown| match shown {
        Shown::Figures { event, .. } => Some(event),
        _ => None,
    })
}

/// A component is given the author's arguments and nothing else.
fn context_of(arguments: &[(String, Argument)]) -> Context {
    let mut context = Context::new();
    for (name, value) in arguments {
        match value {
            Argument::Text(text) => context.insert(name.clone(), text),
            Argument::Number(number) if number.0.fract() == 0.0 => context.insert(name.clone(), &(number.0 as i64)),
            Argument::Number(number) => context.insert(name.clone(), &number.0),
            Argument::Flag(flag) => context.insert(name.clone(), flag),
            Argument::List(items) => {
                let items: Vec<&str> = items.iter().map(|item| &*item.value).collect();
                context.insert(name.clone(), &items);
            }
        }
    }
    context
}
