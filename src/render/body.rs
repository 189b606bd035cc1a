//! The pieces of a body as markup: what an author wrote, with every link, marker, claim and directive in its place.

use crate::address;
use crate::html::{Html, Markup};
use crate::manuscript::PictureText;
use crate::media;
use crate::site::{Asset, Claim, Directive, Footnote, FootnoteUse, Link, Marker, Piece, Shown, SourceId};

use super::addresses::of_smaller;
use super::scene::{Faults, Scene};
use super::view::{BacklinkView, ChangeView};
use super::words::letters;

/// What a body stands in.
pub trait Setting {
    /// The claims that its markers name.
    fn claims(&self) -> &[Claim];
    /// How a claim was changed after publication, for a mark beside it.
    fn change(&self, claim: &Claim) -> Option<&ChangeView>;
    /// Whether these pieces are what readers see first of a page.
    fn begins_page(&self, _: &[Piece]) -> bool {
        false
    }

    /// Where a citation of a whole source leads.
    fn citation(&mut self, out: &mut Html, source: &SourceId, scene: &Scene);
    /// What a directive shows.
    fn directive(&mut self, out: &mut Html, directive: &Directive, scene: &Scene) -> Result<(), Faults>;
}

/// Words beside the article, in notes and sources: no claims are made there, and sources are cited by their pages.
pub struct Aside;

impl Setting for Aside {
    fn claims(&self) -> &[Claim] {
        &[]
    }

    fn change(&self, _: &Claim) -> Option<&ChangeView> {
        None
    }

    fn citation(&mut self, out: &mut Html, source: &SourceId, scene: &Scene) {
        let href = scene.at.source(source, "");
        out.raw(" <a class=\"cite\"").attribute("href", &href).raw(">");
        out.text(&scene.outlet(source)).raw("</a>");
    }

    fn directive(&mut self, out: &mut Html, directive: &Directive, _: &Scene) -> Result<(), Faults> {
        out.text(&directive.words);
        Ok(())
    }
}

/// The pieces as markup.
pub fn markup(pieces: &[Piece], scene: &Scene, setting: &mut impl Setting) -> Result<Markup, Faults> {
    let mut out = Html::new();
    // Whether the block's claims stand in the margin already.
    let mut is_digested = scene.at.is_away;
    let mut in_link = false;
    // Pictures on the first screen are seen at once: to wait for them would only make them late.
    let mut room = if setting.begins_page(pieces) { FIRST_SCREEN } else { 0 };
    // A stop that stands before the marker already.
    let mut moved = None;
    for (at, piece) in pieces.iter().enumerate() {
        if let Some(claim) = made(piece)
            && !std::mem::replace(&mut is_digested, true)
            && setting.claims().get(claim).is_some()
        {
            digest(&mut out, &pieces[at..], setting.claims(), scene);
        }
        match piece {
            Piece::Markup(markup) => {
                let rest = moved.take();
                let markup = rest.as_ref().unwrap_or(markup);
                is_digested = is_digested && (scene.at.is_away || !markup.ends_block());
                room = room.saturating_sub(markup.as_str().len());
                out.fixed(markup);
            }
            Piece::Word(key) => {
                out.text(scene.words.get(key));
            }
            Piece::LinkOpen(to) => {
                in_link = true;
                link_open(&mut out, &to.link, &to.title, scene);
            }
            Piece::LinkClose => {
                in_link = false;
                out.raw("</a>");
            }
            Piece::Image { asset, words } => {
                let picture = Picture { asset, words, lazy: room == 0 };
                room = 0;
                image(&mut out, &picture, scene);
            }
            Piece::Marker(marker) => {
                // The number of a claim stands behind the stop, as footnotes do.
                if let (Some(_), Some(Piece::Markup(next))) = (marker.claim, pieces.get(at + 1))
                    && let Some((stop, rest)) = next.led_by_stop()
                {
                    out.text(stop.encode_utf8(&mut [0; 4]));
                    moved = Some(rest);
                }
                self::marker(&mut out, marker, scene, setting);
            }
            Piece::ExtentOpen(extent) => {
                extent_open(&mut out, setting.claims().get(extent.claim), extent.first);
            }
            Piece::ExtentClose => {
                out.raw("</span>");
            }
            // A figure is a link itself.
            Piece::Directive(directive) if in_link && matches!(directive.shown, Shown::Figure { .. }) => {
                out.text(&directive.words);
            }
            Piece::Directive(directive) => setting.directive(&mut out, directive, scene)?,
        }
    }
    Ok(out.finish())
}

fn link_open(out: &mut Html, link: &Link, title: &str, scene: &Scene) {
    let (href, is_outside) = match link {
        Link::Inside { route, anchor } => (scene.at.href(route.as_str(), anchor), false),
        Link::Source { source, anchor } => (scene.at.source(source, anchor), false),
        Link::Note(id) => (scene.at.note(id), false),
        Link::Asset(asset) => (scene.at.href(asset.route.as_str(), ""), false),
        Link::Outside(address) => (address::whole(address), true),
    };
    out.raw("<a").attribute("href", &href);
    if is_outside {
        out.attribute("rel", "noopener noreferrer");
    }
    if !title.is_empty() {
        out.attribute("title", title);
    }
    out.raw(">");
}

/// As many bytes of an article as stand on its first screen, about.
const FIRST_SCREEN: usize = 800;
/// The column of text, as the style has it: what a browser chooses a picture's size by.
const COLUMN: &str = "(min-width: 40rem) 34rem, 94vw";

/// A picture in a text.
struct Picture<'a> {
    asset: &'a Asset,
    words: &'a PictureText,
    /// It is loaded when somebody comes near it.
    lazy: bool,
}

fn image(out: &mut Html, picture: &Picture, scene: &Scene) {
    let Picture { asset, words: PictureText { title, alone, .. }, .. } = *picture;
    let sidecar = asset.sidecar.as_ref().and_then(|file| scene.site.sidecar(file));
    let caption = sidecar.and_then(|sidecar| sidecar.caption.as_deref()).unwrap_or(title);
    let rights = sidecar.map(|sidecar| [sidecar.credit.as_deref(), sidecar.licence.as_deref()]);
    let rights: Vec<&str> = rights.into_iter().flatten().flatten().filter(|text| !text.is_empty()).collect();
    let veil = sidecar.and_then(|sidecar| sidecar.sensitive.as_ref());
    if let Some(sensitive) = veil {
        let words = scene.words.veil(sensitive);
        // Not into feeds; and in the midst of a line there is no room for a veil.
        if scene.at.is_away || !alone {
            let address = scene.at.href(asset.route.as_str(), "");
            out.raw("<a class=\"veiled\"").attribute("href", &address).raw(">").text(&words).raw("</a>");
            credit(out, &rights);
            return;
        }
        out.raw("<details class=\"veil\"><summary>").text(&words).raw("</summary>\n");
    }
    let in_figure = *alone && !(caption.is_empty() && rights.is_empty());
    if in_figure {
        out.raw("<figure class=\"image\">");
    }
    let name = if title.is_empty() { caption } else { title };
    tag(out, picture, if in_figure { "" } else { name }, scene);
    if in_figure {
        out.raw("<figcaption>").text(caption);
    }
    credit(out, &rights);
    if in_figure {
        out.raw("</figcaption></figure>\n");
    }
    if veil.is_some() {
        out.raw("</details>\n");
    }
}

/// The picture itself, with room kept for it, and in the sizes that there are.
fn tag(out: &mut Html, picture: &Picture, name: &str, scene: &Scene) {
    let route = &picture.asset.route;
    let address = scene.at.href(route.as_str(), "");
    out.raw("<img").attribute("src", &address);
    if let Some(shape) = scene.site.asset(route).and_then(|file| media::shape(&file.bytes)) {
        let smaller = shape.widths().map(|(width, format)| {
            format!("{} {width}w", scene.at.href(of_smaller(route, width, format).as_str(), ""))
        });
        let mut sizes: Vec<String> = smaller.collect();
        // In feeds nobody knows how wide the column is.
        if !sizes.is_empty() && !scene.at.is_away {
            sizes.push(format!("{address} {}w", shape.width));
            out.attribute("srcset", &sizes.join(", ")).attribute("sizes", COLUMN);
        }
        out.attribute("width", &shape.width.to_string()).attribute("height", &shape.height.to_string());
    }
    out.attribute("alt", &picture.words.alt);
    if !name.is_empty() {
        out.attribute("title", name);
    }
    if picture.lazy {
        out.attribute("loading", "lazy");
    }
    out.raw(">");
}

/// Whose a picture is, and on which terms.
fn credit(out: &mut Html, rights: &[&str]) {
    if !rights.is_empty() {
        out.raw(" <small class=\"credit\">").text(&rights.join(" · ")).raw("</small>");
    }
}

fn extent_open(out: &mut Html, claim: Option<&Claim>, has_anchor: bool) {
    out.raw("<span");
    let Some(claim) = claim else {
        out.raw(">");
        return;
    };
    out.attribute("class", &format!("claim g-{}", claim.grade.as_str()));
    if has_anchor {
        out.attribute("id", &format!("c-{}", claim.label));
    }
    out.raw(">");
    if has_anchor {
        for was in &claim.was {
            out.raw("<span").attribute("id", &format!("c-{was}")).raw("></span>");
        }
    }
}

fn marker(out: &mut Html, marker: &Marker, scene: &Scene, setting: &mut impl Setting) {
    if let Some(claim_use) = marker.claim
        && let Some(claim) = setting.claims().get(claim_use.claim)
    {
        match scene.at.is_away {
            true => bare_marker(out, claim, scene),
            false => claim_marker(out, claim, claim_use.first, scene),
        }
        if let Some(change) = setting.change(claim).filter(|_| claim_use.first && !scene.at.is_away) {
            change_mark(out, change, scene);
        }
    }
    for footnote in &marker.footnotes {
        footnote_marker(out, footnote, scene);
    }
    for source in &marker.citations {
        setting.citation(out, source, scene);
    }
}

/// Feeds have neither style sheets nor margins: the number alone, leading to the evidence on the page.
fn bare_marker(out: &mut Html, claim: &Claim, scene: &Scene) {
    let href = scene.at.here(&format!("#n-{}", claim.label));
    out.raw("<sup><a").attribute("href", &href).raw(">").text(&claim.number.to_string()).raw("</a></sup>");
}

fn claim_marker(out: &mut Html, claim: &Claim, first: bool, scene: &Scene) {
    let (grade, number) = (claim.grade.as_str(), claim.number.to_string());
    let words = scene.words.get(&format!("grade-{grade}"));
    let again = if first { "" } else { " again" };
    out.raw("<a").attribute("class", &format!("ref{again} g-{grade}"));
    if first {
        out.attribute("id", &format!("r-{}", claim.label));
    }
    out.attribute("href", &format!("#n-{}", claim.label)).raw(" role=\"doc-noteref\"><span class=\"vh\">");
    out.text(scene.words.get("marker-evidence")).raw(", ").text(words).raw(": ");
    out.text(scene.words.get("marker-claim")).raw(" </span>").text(&number);
    out.raw("<span class=\"glyph\" aria-hidden=\"true\"></span></a>");
}

/// Beside a claim that was changed: what was done, when, and the way to the note.
fn change_mark(out: &mut Html, change: &ChangeView, scene: &Scene) {
    out.raw("<a class=\"changed\"").attribute("href", &change.href).raw(">");
    out.text(scene.words.get(&format!("changed-{}", change.kind))).raw(" ");
    match change.date.iso.is_empty() {
        true => out.text(&change.date.words),
        false => {
            out.raw("<time").attribute("datetime", &change.date.iso).raw(">").text(&change.date.words).raw("</time>")
        }
    };
    out.raw("</a>");
}

/// The claim that is made where a piece stands; none: nothing is, or it is repeated.
fn made(piece: &Piece) -> Option<usize> {
    let made = match piece {
        Piece::ExtentOpen(extent) => Some(*extent),
        Piece::Marker(marker) => marker.claim,
        _ => None,
    };
    made.filter(|made| made.first).map(|made| made.claim)
}

/// What a block's claims rest on, for its margin: a line for each, and one for neighbours of which the same is to be said.
fn digest(out: &mut Html, rest: &[Piece], claims: &[Claim], scene: &Scene) {
    let ends = |piece: &Piece| matches!(piece, Piece::Markup(markup) if markup.ends_block());
    let end = rest.iter().position(ends).unwrap_or(rest.len());
    let made = rest[..end].iter().filter(|piece| matches!(piece, Piece::Marker(_))).filter_map(made);
    let mut lines: Vec<(&str, String, String)> = Vec::new();
    for claim in made.filter_map(|index| claims.get(index)) {
        let (grade, number, reason) = (claim.grade.as_str(), claim.number.to_string(), scene.reason(claim));
        match lines.last_mut() {
            Some((same, numbers, told)) if *same == grade && *told == reason => numbers.extend([" · ", &*number]),
            _ => lines.push((grade, number, reason)),
        }
    }
    out.raw("<span class=\"digest\" aria-hidden=\"true\">");
    for (grade, numbers, reason) in lines {
        out.raw("<span").attribute("class", &format!("g-{grade}")).raw("><b>").text(&numbers).raw("</b> ");
        out.text(&reason).raw("</span>");
    }
    out.raw("</span>");
}

fn footnote_marker(out: &mut Html, footnote: &FootnoteUse, scene: &Scene) {
    out.raw("<a class=\"fn\"").attribute("id", &footnote_anchor(&footnote.label, footnote.nth));
    out.attribute("href", &scene.at.here(&format!("#fn-{}", footnote.label)));
    out.raw(" role=\"doc-noteref\"><span class=\"vh\">").text(scene.words.get("marker-footnote"));
    out.raw(" </span>").text(&letters(footnote.position, 'a')).raw("</a>");
}

/// The anchor of the n-th use of a footnote.
pub fn footnote_anchor(label: &str, nth: usize) -> String {
    match nth {
        1 => format!("fr-{label}"),
        nth => format!("fr-{label}-{nth}"),
    }
}

/// The ways back from a footnote, each with a name of its own.
pub fn backlinks(footnote: &Footnote, mark: &str, scene: &Scene) -> Vec<BacklinkView> {
    let of = footnote.uses.to_string();
    let key = if footnote.uses > 1 { "back-to-place" } else { "back-to-footnote" };
    let back = |nth: usize| BacklinkView {
        anchor: footnote_anchor(&footnote.label, nth),
        name: scene.words.filled(key, &[("mark", mark), ("n", &nth.to_string()), ("of", &of)]),
    };
    (1..=footnote.uses).map(back).collect()
}

/// A body beside the articles, its footnotes below it; `title` tells their ways back from those of its neighbours.
pub fn aside(pieces: &[Piece], footnotes: &[Footnote], title: &str, scene: &Scene) -> Result<Markup, Faults> {
    let mut out = Html::new();
    out.markup(&markup(pieces, scene, &mut Aside)?);
    if footnotes.is_empty() {
        return Ok(out.finish());
    }
    out.raw("<div class=\"footnotes\"><ol>\n");
    for (position, footnote) in footnotes.iter().enumerate() {
        out.raw("<li").attribute("id", &format!("fn-{}", footnote.label)).raw(">");
        out.markup(&markup(&footnote.body, scene, &mut Aside)?);
        for back in backlinks(footnote, &letters(position, 'a'), scene) {
            out.raw(" <a").attribute("href", &scene.at.here(&format!("#{}", back.anchor)));
            let name = format!("{} · {title}", back.name);
            out.raw(" role=\"doc-backlink\"").attribute("aria-label", &name).raw(">↑</a>");
        }
        out.raw("</li>\n");
    }
    Ok(out.raw("</ol></div>\n").finish())
}
