//! Who is speaking: the matrix of an article, and the claims of the whole site by origin.

use std::collections::{BTreeMap, BTreeSet};

use crate::memo::Printed;
use crate::site::{Claim, ClaimRef, ClaimantId, Page, Source, SourceId};
use crate::vocabulary::Stance;

use super::head;
use super::scene::{Made, Scene};
use super::view::{MatrixRowView, MatrixSourceView, MatrixView, OriginView};

/// The list of claims by origin.
pub const ORIGINS: &str = "origins.html";

/// How many claims an origin shows there.
const SHOWN: usize = 300;

/// Who is repeated: none is nobody.
#[derive(Default)]
struct Row<'a> {
    origin: Option<&'a ClaimantId>,
    sources: BTreeSet<&'a SourceId>,
    /// Indices into the page's claims.
    claims: Vec<usize>,
}

/// A column for each source of the page, a row for each origin; the last row is those who name nobody.
pub fn matrix(page: &Page, scene: &Scene) -> MatrixView {
    let sources = page.sources.iter().filter_map(|id| scene.site.source(id));
    let source = |source: &Printed<Source>| MatrixSourceView {
        id: source.id.to_string(),
        outlet: scene.outlet(&source.id),
        title: source.text.title.clone(),
        href: scene.at.here(&format!("#s-{}", source.id)),
    };
    let row = |row: Row| {
        let origin = scene.claimant(row.origin);
        let links = row.claims.iter().filter_map(|index| scene.claim_link(&page.claims, *index));
        MatrixRowView {
            name: origin.name,
            role: origin.role,
            named: origin.is_named,
            party: origin.is_party,
            href: scene.at.href(ORIGINS, &format!("#{}", anchor(row.origin))),
            cells: page.sources.iter().map(|id| row.sources.contains(id)).collect(),
            claims: links.collect(),
        }
    };
    MatrixView { sources: sources.map(source).collect(), rows: rows(page).into_iter().map(row).collect() }
}

/// Most repeated first; nobody last.
fn rows(page: &Page) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, claim) in page.claims.list.iter().enumerate() {
        for evidence in claim.evidence.iter().filter(|evidence| evidence.stance != Stance::Context) {
            let origin = evidence.origin.as_ref();
            let position = rows.iter().position(|row| row.origin == origin).unwrap_or_else(|| {
                rows.push(Row { origin, ..Row::default() });
                rows.len() - 1
            });
            let row = &mut rows[position];
            row.sources.insert(&evidence.source);
            if row.claims.last() != Some(&index) {
                row.claims.push(index);
            }
        }
    }
    rows.sort_by_key(|row| (row.origin.is_none(), usize::MAX - row.sources.len(), usize::MAX - row.claims.len()));
    rows
}

/// Where an origin stands in the list of all.
fn anchor(origin: Option<&ClaimantId>) -> String {
    origin.map_or_else(|| "nobody".to_owned(), |id| format!("o-{id}"))
}

/// The origins that a claim leads back to, each once.
fn origins_of(claim: &Claim) -> BTreeSet<Option<&ClaimantId>> {
    let evidence = claim.evidence.iter().filter(|evidence| evidence.stance != Stance::Context);
    evidence.map(|evidence| evidence.origin.as_ref()).collect()
}

/// Every claim of the site under its origins: those first on whom most rests, nobody last.
pub fn page(scene: &Scene) -> Made {
    let mut found: BTreeMap<Option<&ClaimantId>, Vec<ClaimRef>> = BTreeMap::new();
    for entry in scene.site.entries().iter() {
        let Some(claims) = scene.site.claims(&entry.file) else { continue };
        for (index, claim) in claims.list.iter().enumerate() {
            for origin in origins_of(claim) {
                found.entry(origin).or_default().push(ClaimRef { page: claims.file.clone(), claim: index });
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(origin, claims)| (origin.is_none(), usize::MAX - claims.len()));
    let view = |(id, claims): (Option<&ClaimantId>, Vec<ClaimRef>)| {
        let origin = scene.claimant(id);
        OriginView {
            id: anchor(id),
            name: origin.name,
            role: origin.role,
            named: origin.is_named,
            party: origin.is_party,
            claims: scene.claim_links(&claims[..claims.len().min(SHOWN)]),
            count: claims.len(),
        }
    };
    let origins: Vec<OriginView> = found.into_iter().map(view).collect();
    let mut context = head::context(scene, "origins");
    context.insert("origins", &origins);
    scene.page(ORIGINS, &context)
}
