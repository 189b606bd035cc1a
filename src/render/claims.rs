//! Claims and their evidence as templates see them.

use crate::diagnostic::Diagnostic;
use crate::manuscript::FootnoteContent;
use crate::site::{About, Claim, Evidence, Page};

use super::body;
use super::frame::Scene;
use super::view::{ClaimView, EvidenceView};

/// A claim with its evidence. `in_list`: it stands in a list of several pages.
pub fn claim(claim: &Claim, page: &Page, in_list: bool, scene: &Scene) -> Result<ClaimView, Vec<Diagnostic>> {
    let anchor = format!("#c-{}", claim.label);
    let href = scene.href(page.route.as_str(), &anchor);
    let remark_html = match in_list {
        true => String::new(),
        false => remark(claim, page, scene)?,
    };
    let evidence = claim.evidence.iter().map(|item| evidence(item, in_list, scene)).collect();
    let about = About::Claim { page: page.text.file.clone(), label: claim.label.clone() };
    Ok(ClaimView {
        label: claim.label.clone(),
        number: claim.number,
        words: claim.words.clone(),
        short: claim.short.clone().unwrap_or_else(|| claim.words.clone()),
        kind: claim.kind.as_str().to_owned(),
        grade: claim.grade.as_str().to_owned(),
        reason: claim.reason.clone(),
        outlets: claim.outlets,
        named_origins: claim.named_origins,
        remark_html,
        computed: computed(claim, page),
        evidence,
        notes: scene.note_links(&about),
        page_title: page.text.title.value.clone(),
        page_href: scene.href(page.route.as_str(), ""),
        href,
        report_href: report_href(claim, page, scene),
        was: claim.was.clone(),
    })
}

fn computed(claim: &Claim, page: &Page) -> String {
    let about = page.text.claims.iter().find(|about| about.label.value == claim.label);
    about.and_then(|about| about.computed.as_ref()).map(|text| text.value.clone()).unwrap_or_default()
}

/// All claims of a page.
pub fn claims(page: &Page, scene: &Scene) -> Result<Vec<ClaimView>, Vec<Diagnostic>> {
    page.claims.iter().map(|item| claim(item, page, false, scene)).collect()
}

fn remark(claim: &Claim, page: &Page, scene: &Scene) -> Result<String, Vec<Diagnostic>> {
    let footnote = page.text.body.footnotes.iter().find(|footnote| footnote.label.value == claim.label);
    let Some(FootnoteContent::Evidence { remark, .. }) = footnote.map(|footnote| &footnote.content) else {
        return Ok(String::new());
    };
    let links = page.other_links.get(&format!("n-{}", claim.label)).map_or(&[][..], Vec::as_slice);
    body::html(remark, links, scene, None)
}

fn evidence(evidence: &Evidence, in_list: bool, scene: &Scene) -> EvidenceView {
    let source = scene.site.sources.get(&evidence.source);
    let own_page = source.map(|source| source.route()).unwrap_or_default();
    let (claimant, _, _) = scene.claimant(evidence.claimant.as_ref());
    let (origin, _, _) = match evidence.origin == evidence.claimant {
        true => Default::default(),
        false => scene.claimant(evidence.origin.as_ref()),
    };
    let anchor = evidence.excerpt.as_ref().map_or(String::new(), |id| format!("#x-{id}"));
    let is_record = source.is_some_and(|source| source.text.rights == crate::vocabulary::Rights::Record);
    EvidenceView {
        stance: evidence.stance.as_str().to_owned(),
        source_id: evidence.source.to_string(),
        outlet: scene.outlet(&evidence.source),
        title: source.map(|source| source.text.title.clone()).unwrap_or_default(),
        source_href: match in_list {
            true => scene.href(&own_page, ""),
            false => format!("#s-{}", evidence.source),
        },
        excerpt_href: scene.href(&own_page, &anchor),
        published: source.and_then(|source| source.text.published.as_ref()).map(|date| scene.date(date)),
        quotation: if is_record { String::new() } else { evidence.quotation.clone().unwrap_or_default() },
        language: evidence.language.clone().filter(|language| language != scene.language).unwrap_or_default(),
        claimant,
        origin,
        locator: evidence.locator.clone().unwrap_or_default(),
        comment: evidence.comment.clone().unwrap_or_default(),
        verified: evidence.vouched.as_ref().map(|vouched| vouched.words.clone()).unwrap_or_default(),
        unchecked: evidence.quotation.is_none(),
    }
}

/// Where a reader tells of an error: the contact, with the claim's address in the message.
fn report_href(claim: &Claim, page: &Page, scene: &Scene) -> String {
    let Some(contact) = &scene.site.settings.contact else { return String::new() };
    if contact.contains("://") || !contact.contains('@') {
        return contact.clone();
    }
    let address = format!("{}#c-{}", super::frame::absolute(scene.site, &page.route), claim.label);
    format!("mailto:{contact}?subject={}&body={}", percent(&page.text.title.value), percent(&address))
}

/// Everything but letters, digits and a few marks, percent-encoded.
fn percent(text: &str) -> String {
    crate::address::query(text)
}
