//! What readers take along: the claims of a page and the sources of the site, ready to be cited.

use std::collections::BTreeSet;

use crate::html::Html;
use crate::site::{Claim, Page};

use super::addresses;
use super::citation::Citation;
use super::head;
use super::scene::{Made, Scene};
use super::view::{CitedClaimView, CitedSourceView, FormsView};

/// The four forms of a citation.
pub fn forms(citation: &Citation) -> FormsView {
    FormsView { plain: citation.plain(), bibtex: citation.bibtex(), ris: citation.ris(), wiki: citation.wiki() }
}

/// The claims of a page, each with its citation, its sources and the code to embed it.
pub fn page(page: &Page, scene: &Scene) -> Made {
    let claims: Vec<CitedClaimView> = page.claims.list.iter().map(|claim| cited(claim, page, scene)).collect();
    let mut context = head::context(scene, "cite");
    context.insert("claims", &claims);
    context.insert("page_title", &page.text.title);
    context.insert("page_href", &scene.at.href(page.route.as_str(), ""));
    context.insert("page_forms", &forms(&Citation::of_page(page, scene)));
    scene.page("cite.html", &context)
}

fn cited(claim: &Claim, page: &Page, scene: &Scene) -> CitedClaimView {
    let embed = addresses::of_embed(&page.route, &claim.label);
    let short = claim.short.as_ref().map_or_else(|| claim.words.clone(), ToString::to_string);
    let mut seen = BTreeSet::new();
    let lines = claim.evidence.iter().filter_map(|evidence| {
        let source = scene.site.source(&evidence.source)?;
        let wiki = Citation::of_evidence(evidence, source).wiki();
        seen.insert(wiki.clone()).then(|| CitedSourceView {
            id: source.id.to_string(),
            outlet: scene.outlet(&source.id),
            href: scene.at.source(&source.id, "#cite"),
            wiki,
        })
    });
    CitedClaimView {
        label: claim.label.clone(),
        number: claim.number,
        grade: claim.grade.as_str().to_owned(),
        href: scene.at.href(page.route.as_str(), &format!("#c-{}", claim.label)),
        forms: forms(&Citation::of_claim(claim, page, scene)),
        sources: lines.collect(),
        embed_href: scene.at.href(embed.as_str(), ""),
        embed_code: frame(&scene.at.absolute(&embed), &short),
        short,
    }
}

/// The code that shows a page in a frame.
pub fn frame(address: &str, title: &str) -> String {
    let mut code = Html::new();
    code.raw("<iframe").attribute("src", address).attribute("title", title);
    code.raw(" loading=\"lazy\" style=\"border:0;width:100%;height:20rem\"></iframe>");
    code.finish().as_str().to_owned()
}

/// `sources.bib`: the cited publications for BibTeX.
pub fn bibliography(scene: &Scene) -> String {
    let sources = scene.site.sources().into_iter().filter_map(|id| scene.site.source(id));
    sources.map(|source| Citation::of_source(source).bibtex()).collect::<Vec<_>>().join("\n")
}
