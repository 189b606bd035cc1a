//! A body's pieces as HTML: links led to their targets, markers, extents and directives filled in.

use crate::diagnostic::Diagnostic;
use crate::html::Html;
use crate::manuscript::Piece;
use crate::site::{Link, MarkerUse, Page, SourceId};

use super::frame::Scene;

/// What fills the holes of a page's body.
pub struct Filling<'a> {
    pub page: &'a Page,
    /// The HTML of each directive, in order.
    pub directives: Vec<String>,
}

/// Finished HTML for some pieces; `links` are theirs, in order.
pub fn html(
    pieces: &[Piece],
    links: &[Link],
    scene: &Scene,
    filling: Option<&Filling>,
) -> Result<String, Vec<Diagnostic>> {
    let mut out = Html::new();
    let mut links = links.iter();
    let mut open: Vec<bool> = Vec::new();
    let mut in_claim = false;
    for piece in pieces {
        match piece {
            Piece::Html(html) => {
                out.raw(html);
            }
            Piece::Word(key) => {
                out.text(scene.word(key));
            }
            Piece::LinkOpen { title, .. } => open.push(link_open(&mut out, links.next(), title, scene)),
            Piece::LinkClose => {
                if open.pop() == Some(true) {
                    out.raw("</a>");
                }
            }
            Piece::Image { alt, title, alone, .. } => image(&mut out, links.next(), alt, title, *alone, scene),
            Piece::Marker(index) => {
                if let Some(filling) = filling {
                    marker(&mut out, filling.page.markers.get(*index), filling.page, scene);
                }
            }
            Piece::ExtentOpen { marker, first } => {
                // The words before an ordinary footnote are no claim.
                let claim = filling.and_then(|filling| claim_of(filling.page, *marker));
                in_claim = claim.is_some();
                if let Some((claim, first_use)) = claim {
                    extent_open(&mut out, claim, *first && first_use);
                }
            }
            Piece::ExtentClose => {
                if std::mem::take(&mut in_claim) {
                    out.raw("</span>");
                }
            }
            Piece::Directive(index) => {
                if let Some(html) = filling.and_then(|filling| filling.directives.get(*index)) {
                    out.raw(html);
                }
            }
        }
    }
    Ok(out.finish())
}

fn link_open(out: &mut Html, link: Option<&Link>, title: &str, scene: &Scene) -> bool {
    let (href, outside) = match link {
        Some(Link::Inside { route, anchor }) => (scene.href(route.as_str(), anchor), false),
        Some(Link::Asset { route, .. }) => (scene.href(route.as_str(), ""), false),
        Some(Link::Outside(address)) => (address.clone(), true),
        Some(Link::Nowhere) | None => return false,
    };
    out.raw("<a").attribute("href", &href);
    if outside {
        out.attribute("rel", "noopener noreferrer");
    }
    if !title.is_empty() {
        out.attribute("title", title);
    }
    out.raw(">");
    true
}

fn image(out: &mut Html, link: Option<&Link>, alt: &str, title: &str, alone: bool, scene: &Scene) {
    let Some(Link::Asset { route, sidecar, .. }) = link else { return };
    let sidecar = sidecar.as_ref().and_then(|file| scene.site.sidecars.get(file));
    let caption = sidecar.and_then(|sidecar| sidecar.caption.clone()).unwrap_or_else(|| title.to_owned());
    let credit = sidecar.and_then(|sidecar| sidecar.credit.clone()).unwrap_or_default();
    let licence = sidecar.and_then(|sidecar| sidecar.licence.clone()).unwrap_or_default();
    let in_figure = alone && !(caption.is_empty() && credit.is_empty() && licence.is_empty());
    if in_figure {
        out.raw("<figure class=\"image\">");
    }
    out.raw("<img")
        .attribute("src", &scene.href(route.as_str(), ""))
        .attribute("alt", alt)
        .attribute("loading", "lazy")
        .raw(">");
    if in_figure {
        out.raw("<figcaption>").text(&caption);
        let rights: Vec<&str> =
            [credit.as_str(), licence.as_str()].into_iter().filter(|text| !text.is_empty()).collect();
        if !rights.is_empty() {
            out.raw(" <small class=\"credit\">").text(&rights.join(" · ")).raw("</small>");
        }
        out.raw("</figcaption></figure>\n");
    }
}

fn claim_of(page: &Page, marker: usize) -> Option<(&crate::site::Claim, bool)> {
    let (index, first) = page.markers.get(marker)?.claim?;
    page.claims.get(index).map(|claim| (claim, first))
}

fn extent_open(out: &mut Html, claim: &crate::site::Claim, has_anchor: bool) {
    out.raw("<span").attribute("class", &format!("claim g-{}", claim.grade.as_str()));
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

fn marker(out: &mut Html, marker: Option<&MarkerUse>, page: &Page, scene: &Scene) {
    let Some(marker) = marker else { return };
    if let Some((index, first)) = marker.claim
        && let Some(claim) = page.claims.get(index)
    {
        claim_marker(out, claim, first, scene);
    }
    for (index, nth) in &marker.footnotes {
        let Some(footnote) = page.text.body.footnotes.get(*index) else { continue };
        let label = &footnote.label.value;
        out.raw("<a class=\"fn\"")
            .attribute("id", &footnote_anchor(label, *nth))
            .attribute("href", &format!("#fn-{label}"))
            .raw(" role=\"doc-noteref\"><span class=\"vh\">")
            .text(scene.word("marker-footnote"))
            .raw(" </span>")
            .text(&super::page::footnote_mark(page, *index))
            .raw("</a>");
    }
    for source in &marker.citations {
        citation(out, source, scene);
    }
}

/// The anchor of the n-th use of a footnote.
pub fn footnote_anchor(label: &str, nth: usize) -> String {
    match nth {
        1 => format!("fr-{label}"),
        nth => format!("fr-{label}-{nth}"),
    }
}

fn claim_marker(out: &mut Html, claim: &crate::site::Claim, first: bool, scene: &Scene) {
    let grade = claim.grade.as_str();
    let words = scene.word(&format!("grade-{grade}"));
    if scene.whole {
        // Feeds have neither style sheets nor margins: the number alone, leading to the evidence on the page.
        let href = format!("#n-{}", claim.label);
        out.raw("<sup><a").attribute("href", &href).raw(">").text(&claim.number.to_string()).raw("</a></sup>");
        return;
    }
    let class = if first { format!("ref g-{grade}") } else { format!("ref again g-{grade}") };
    out.raw("<a").attribute("class", &class);
    if first {
        out.attribute("id", &format!("r-{}", claim.label));
    }
    out.attribute("href", &format!("#n-{}", claim.label))
        .raw(" role=\"doc-noteref\"><span class=\"vh\">")
        .text(scene.word("marker-evidence"))
        .raw(", ")
        .text(words)
        .raw(": ")
        .text(scene.word("marker-claim"))
        .raw(" </span>")
        .text(&claim.number.to_string())
        .raw("<span class=\"glyph\" aria-hidden=\"true\"></span></a>");
    if first {
        out.raw("<span")
            .attribute("class", &format!("digest g-{grade}"))
            .raw(" aria-hidden=\"true\"><span class=\"digest-head\"><span class=\"glyph\"></span> ")
            .text(&claim.number.to_string())
            .raw(" ")
            .text(words)
            .raw("</span> <span class=\"digest-line\">")
            .text(&claim.reason)
            .raw("</span></span>");
    }
}

fn citation(out: &mut Html, id: &SourceId, scene: &Scene) {
    let outlet = scene.outlet(id);
    let name = if outlet.is_empty() { scene.word("unknown-outlet") } else { &outlet };
    out.raw("<a class=\"cite\"")
        .attribute("href", &format!("#s-{id}"))
        .raw(" role=\"doc-biblioref\">")
        .text(name)
        .raw("</a>");
}
