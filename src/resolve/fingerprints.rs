//! Fingerprints of a resolved page: what the rest of the site made of it serves as long as they are the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::files::{FileId, Hash};
use crate::manuscript::PageText;
use crate::site::{Claim, ClaimantId, Evidence, Link, Page, Route, SourceId, Together};

use super::names::Seen;

/// All pages together.
pub fn together(pages: &BTreeMap<FileId, Arc<Page>>, answering: Option<Hash>) -> Together {
    let pages: Vec<&Page> = pages.values().map(|page| &**page).collect();
    let of = |print: fn(&Page) -> &Hash| Hash::together(pages.iter().map(|page| print(page)));
    Together {
        claims: of(|page| &page.claims_fingerprint),
        listed: of(|page| &page.listed),
        rests: of(|page| &page.rests),
        answering,
        has_claims: pages.iter().any(|page| !page.claims.is_empty()),
    }
}

/// What lists of claims show of the page: its title, address and language, its claims, and what these rest on.
pub fn claims(route: &Route, text: &PageText, claims: &[Claim], seen: &Seen) -> Hash {
    let language = text.language.as_deref().unwrap_or("");
    let own = [route.as_str(), text.title.value.as_str(), language];
    let mut parts: Vec<Hash> = vec![Hash::of_parts(own.map(str::as_bytes))];
    parts.extend(claims.iter().map(claim));
    if !claims.is_empty() {
        parts.push(seen.evidence_fingerprint());
    }
    Hash::together(&parts)
}

/// What lists of articles show of the page, and where it lies.
pub fn listed(route: &Route, text: &PageText, claims: usize) -> Hash {
    Hash::of_parts([route.as_str().as_bytes(), &text.faces.listed.0, &text.faces.placed.0, &claims.to_le_bytes()])
}

/// A claim without its place in the file.
fn claim(claim: &Claim) -> Hash {
    let Claim {
        label,
        number,
        kind,
        words,
        short,
        span: _,
        grade,
        reason,
        evidence,
        withdrawn,
        was,
        outlets,
        named_origins,
        is_whole,
    } = claim;
    let own = format!(
        "{label} {number} {kind:?} {words:?} {short:?} {grade:?} {reason:?} {withdrawn:?} {was:?} {outlets} {named_origins} {is_whole}"
    );
    let lines: Vec<Hash> = evidence.iter().map(evidence_line).collect();
    Hash::of_parts(lines.iter().map(|line| &line.0[..]).chain([own.as_bytes()]))
}

fn evidence_line(line: &Evidence) -> Hash {
    // What the lock vouches for is part of the source's fingerprint.
    let Evidence {
        source,
        excerpt,
        stance,
        quotation,
        claimant,
        origin,
        statement,
        locator,
        comment,
        language,
        vouched: _,
        span: _,
    } = line;
    let text = format!(
        "{source} {excerpt:?} {stance:?} {quotation:?} {claimant:?} {origin:?} {statement:?} {locator:?} {comment:?} {language:?}"
    );
    Hash::of(text.as_bytes())
}

/// What the page reaches, and what its claims rest on.
pub fn rests(page: &Page) -> Hash {
    let mut parts: Vec<&str> = page.sources.iter().map(SourceId::as_str).collect();
    parts.push("|");
    for claim in &page.claims {
        parts.push("|");
        for line in &claim.evidence {
            let names = [line.claimant.as_ref().map(ClaimantId::as_str), line.origin.as_ref().map(ClaimantId::as_str)];
            parts.extend([line.source.as_str(), line.excerpt.as_deref().unwrap_or("")]);
            parts.extend(names.map(|name| name.unwrap_or("")));
        }
    }
    let shown = format!("{:?}", page.directives);
    parts.extend(["|", shown.as_str(), "|"]);
    parts.extend(page.assets.iter().map(|asset| &**asset));
    for link in page.links.iter().chain(page.other_links.values().flatten()) {
        if let Link::Inside { route, anchor } = link {
            parts.extend([route.as_str(), anchor.as_str()]);
        }
    }
    Hash::of_parts(parts.into_iter().map(str::as_bytes))
}
