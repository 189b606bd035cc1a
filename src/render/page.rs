//! Articles: the body with its claims, and the sections that a template adds.

use crate::files::FileId;
use crate::html::Html;
use crate::language::own_name;
use crate::manuscript::Heading;
use crate::site::{Footnote, InShort, Listing, Page, Piece, Route, ShortItem, Shown};

use super::body;
use super::directives::{Article, counted};
use super::marked::{marked, marked_if};
use super::scene::{self, Faults, Made, Scene};
use super::view::*;
use super::words::letters;
use super::{claims, head, toll};

/// A last word of so many bytes may be parted from the number behind it.
const LONG_WORD: usize = 32;

/// Where the home page lies.
pub const HOME: &str = "index.html";

/// An article; the home page lists the newest others, and says how many there are in all.
pub fn article(page: &Page, newest: &[FileId], of: usize, scene: &Scene) -> Made {
    let mut article = Article::whole(page, scene)?;
    let has = |wanted: &Shown| page.shown().any(|shown| shown == wanted);
    let content_html = body::markup(&page.body, scene, &mut article)?;
    let in_short = page.in_short.as_ref().map(|short| in_short(short, page, scene, &mut article)).transpose()?;
    let footnotes = footnotes(page, scene, &mut article)?;
    let text = &page.text;
    let figures = counted(page).flat_map(|event| scene.site.figures_on(event)).flat_map(|group| &group.figures);
    let as_of = figures.filter_map(|figure| figure.as_of.clone()).max();
    let view = PageView {
        title: text.title.clone(),
        title_html: marked(&text.title),
        kicker: text.kicker.clone().unwrap_or_default(),
        kicker_html: marked_if(text.kicker.as_ref()),
        standfirst: text.standfirst.clone().unwrap_or_default(),
        standfirst_html: marked_if(text.standfirst.as_ref()),
        description: scene::description(page),
        veil: text.sensitive.as_ref().map(VeilView::of),
        date: text.date.as_ref().map(|date| scene.date(date)),
        updated: text.updated.as_ref().map(|date| scene.date(date)),
        authors: if text.authors.is_empty() { scene.settings.authors.clone() } else { text.authors.clone() },
        draft: page.entry.draft,
        is_home: page.route.as_str() == HOME,
        translations: translations(page, scene),
        in_short,
        grades: claims::grades(page.claims.list.iter().map(|claim| claim.grade)),
        footnotes,
        sources: article.sources,
        notes: article.notes,
        corrections: article.corrections,
        has_evidence: has(&Shown::Evidence),
        has_sources: has(&Shown::Sources),
        has_notes: has(&Shown::Notes),
        has_corrections: has(&Shown::Corrections),
        articles: entries(newest, scene),
        articles_more: of - newest.len(),
        figures_as_of: as_of.map(|date| scene.date(&date)),
        claims: article.claims,
        toll: toll::toll(page, scene),
        contents: contents(page),
        content_html,
    };
    let mut context = head::context_of_article(scene, page);
    context.insert("page", &view);
    scene.page(&page.template, &context)
}

/// Articles as lists show them.
pub fn entries(files: &[FileId], scene: &Scene) -> Vec<ArticleView> {
    let view = |entry: &Listing| ArticleView {
        title: entry.title.clone(),
        title_html: marked(&entry.title),
        href: scene.at.href(entry.route.as_str(), ""),
        standfirst: entry.standfirst.clone().unwrap_or_default(),
        standfirst_html: marked_if(entry.standfirst.as_ref()),
        date: entry.date.as_ref().map(|date| scene.date(date)),
        claims: entry.claims,
        grades: scene
            .site
            .claims(&entry.file)
            .map(|of| claims::grades(of.list.iter().map(|claim| claim.grade)))
            .unwrap_or_default(),
    };
    files.iter().filter_map(|file| scene.site.entry(file)).map(|entry| view(entry)).collect()
}

/// The way to each section of the text.
fn contents(page: &Page) -> Vec<LinkView> {
    let sections = page.text.body.headings.iter().filter(|heading| heading.level == 2);
    let link = |heading: &Heading| LinkView {
        href: format!("#{}", heading.id),
        text: heading.text.clone(),
        language: String::new(),
    };
    sections.map(link).collect()
}

fn translations(page: &Page, scene: &Scene) -> Vec<LinkView> {
    let link = |(language, route): &(String, Route)| {
        let table = scene.common.engine.own_table(language);
        LinkView {
            href: scene.at.href(route.as_str(), ""),
            text: table
                .and_then(|table| table.words.get("language-name").cloned())
                .or_else(|| own_name(language).map(str::to_owned))
                .unwrap_or_else(|| language.clone()),
            language: language.clone(),
        }
    };
    // The page at hand needs no way to itself.
    page.translations.iter().filter(|(_, route)| *route != page.route).map(link).collect()
}

fn in_short(short: &InShort, page: &Page, scene: &Scene, article: &mut Article) -> Result<InShortView, Faults> {
    let mut column = |items: &[ShortItem]| -> Result<Vec<ShortItemView>, Faults> {
        items.iter().map(|item| short_item(item, page, scene, article)).collect()
    };
    Ok(InShortView {
        known: column(&short.known)?,
        claimed: column(&short.claimed)?,
        unchecked: column(&short.unchecked)?,
    })
}

fn short_item(item: &ShortItem, page: &Page, scene: &Scene, article: &mut Article) -> Result<ShortItemView, Faults> {
    match item {
        ShortItem::Words(pieces) => {
            Ok(ShortItemView { html: body::markup(pieces, scene, article)?, ..ShortItemView::default() })
        }
        ShortItem::Claim(index) => {
            let claim = scene.claim_link(&page.claims, *index);
            let text = claim.as_ref().map_or("", |claim| &claim.text);
            // The last word stays with the number, which would else begin a line by itself.
            let space = text.rfind(' ').filter(|space| text.len() - space < LONG_WORD);
            let (start, last) = space.map_or((text, ""), |space| text.split_at(space + 1));
            Ok(ShortItemView { html: Html::new().text(start).finish(), last: last.to_owned(), claim })
        }
    }
}

fn footnotes(page: &Page, scene: &Scene, article: &mut Article) -> Result<Vec<FootnoteView>, Faults> {
    let mut view = |(position, footnote): (usize, &Footnote)| {
        let pieces: &[Piece] = &footnote.body;
        let mark = letters(position, 'a');
        Ok(FootnoteView {
            label: footnote.label.clone(),
            html: body::markup(pieces, scene, article)?,
            backlinks: body::backlinks(footnote, &mark, scene),
            mark,
        })
    };
    page.footnotes.iter().enumerate().map(&mut view).collect()
}
