//! Claims and their evidence as templates see them.

use crate::site::{About, Claim, Claims, Evidence, Vouched};
use crate::vocabulary::Grade;

use super::addresses;
use super::body::{self, Setting};
use super::marked::marked;
use super::scene::{self, Faults, Scene};
use super::view::{ClaimView, EvidenceView, GradeView, VeilView};

/// The claims of an article, on the article.
pub fn of_page(claims: &Claims, scene: &Scene, setting: &mut impl Setting) -> Result<Vec<ClaimView>, Faults> {
    let view = |claim: &Claim| {
        let remark_html = body::markup(&claim.remark, scene, setting)?;
        Ok(ClaimView { remark_html, ..view(claim, claims, false, scene) })
    };
    claims.list.iter().map(view).collect()
}

/// A claim in a list of several pages.
pub fn listed(claim: &Claim, of: &Claims, scene: &Scene) -> ClaimView {
    view(claim, of, true, scene)
}

/// The short form of a claim, or its words.
pub fn short(claim: &Claim) -> String {
    claim.short.as_ref().map_or_else(|| claim.words.clone(), ToString::to_string)
}

/// The same for templates.
pub fn grades(grades: impl Iterator<Item = Grade> + Clone) -> Vec<GradeView> {
    counted(grades).map(|(grade, count)| GradeView { key: grade.as_str().to_owned(), count }).collect()
}

/// The grades that occur, strongest first, each with how often.
pub fn counted(grades: impl Iterator<Item = Grade> + Clone) -> impl Iterator<Item = (Grade, usize)> {
    use Grade::*;
    let order = [Confirmed, Corroborated, OneOrigin, Disputed, Unattributed, Withdrawn];
    let count = move |grade: Grade| (grade, grades.clone().filter(|found| *found == grade).count());
    order.into_iter().map(count).filter(|(_, count)| *count > 0)
}

fn view(claim: &Claim, of: &Claims, in_list: bool, scene: &Scene) -> ClaimView {
    let evidence = claim.evidence.iter().map(|item| evidence(item, in_list, scene)).collect();
    let about = About::Claim { page: of.file.clone(), label: claim.label.clone() };
    ClaimView {
        label: claim.label.clone(),
        number: claim.number,
        words: claim.words.clone(),
        short: short(claim),
        kind: claim.kind.as_str().to_owned(),
        grade: claim.grade.as_str().to_owned(),
        reason: scene.reason(claim),
        outlets: claim.outlets,
        named_origins: claim.named_origins,
        computed: claim.computed.clone().unwrap_or_default(),
        evidence,
        notes: scene.note_links(&about),
        page_title: of.title.clone(),
        page_title_html: marked(&of.title),
        page_href: scene.at.href(of.route.as_str(), ""),
        href: scene.at.href(of.route.as_str(), &format!("#c-{}", claim.label)),
        report_href: report_href(claim, of, scene),
        was: claim.was.clone(),
        changed: scene.change(of, claim),
        cite_href: match of.draft {
            true => String::new(),
            false => scene.at.href(addresses::of_cite(&of.route).as_str(), &format!("#{}", claim.label)),
        },
        ..ClaimView::default()
    }
}

fn evidence(evidence: &Evidence, in_list: bool, scene: &Scene) -> EvidenceView {
    let source = scene.site.source(&evidence.source);
    let anchor = evidence.excerpt.as_ref().map_or(String::new(), |id| format!("#x-{id}"));
    let shows_words = source.is_none_or(|source| scene::shows_words(source, evidence.sensitive.as_ref()));
    let quotation = evidence.quotation.as_deref().unwrap_or_default();
    EvidenceView {
        stance: evidence.stance.as_str().to_owned(),
        source_id: evidence.source.to_string(),
        outlet: scene.outlet(&evidence.source),
        title: source.map(|source| source.text.title.clone()).unwrap_or_default(),
        source_href: match in_list {
            true => scene.at.source(&evidence.source, ""),
            false => format!("#s-{}", evidence.source),
        },
        excerpt_href: scene.at.source(&evidence.source, &anchor),
        published: source.and_then(|source| source.text.published.as_ref()).map(|date| scene.date(date)),
        quotation: if shows_words { quotation.to_owned() } else { String::new() },
        language: evidence.language.clone().filter(|language| language != scene.language).unwrap_or_default(),
        claimant: scene.claimant(evidence.claimant.as_ref()).name,
        origin: scene.origin(evidence.claimant.as_ref(), evidence.origin.as_ref()),
        locator: evidence.locator.clone().unwrap_or_default(),
        comment: evidence.comment.clone().unwrap_or_default(),
        verified: scene.words.verified(evidence.vouched.as_ref()),
        matches: evidence.vouched.as_ref().is_some_and(Vouched::is_word_for_word),
        unjudged: evidence.vouched.as_ref().is_some_and(|vouched| !vouched.is_judged),
        unchecked: evidence.quotation.is_none(),
        veil: evidence.sensitive.as_ref().map(VeilView::of),
    }
}

/// Where a reader tells of an error: the contact, with the claim's address in the message.
fn report_href(claim: &Claim, of: &Claims, scene: &Scene) -> String {
    let Some(contact) = &scene.settings.contact else { return String::new() };
    if !addresses::is_mail(contact) {
        return contact.clone();
    }
    let address = format!("{}#c-{}", scene.at.absolute(&of.route), claim.label);
    format!("mailto:{contact}?subject={}&body={}", percent(&of.title), percent(&address))
}

/// Everything but letters, digits and a few marks, percent-encoded.
fn percent(text: &str) -> String {
    crate::address::query(text)
}
