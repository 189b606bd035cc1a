//! Who is speaking: the matrix of an article, and the claims of the whole site by origin.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::memo::Printed;
use crate::site::{Bearings, ClaimRef, ClaimantId, Page, Source, SourceId};
use crate::vocabulary::Bearing;

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
    /// What each source makes of it.
    sources: BTreeMap<&'a SourceId, BTreeSet<Bearing>>,
    /// Indices into the page's claims.
    claims: Bearings<usize>,
}

impl Row<'_> {
    /// How many sources repeat it for a claim or against one.
    fn repeating(&self) -> usize {
        self.sources.values().filter(|bearings| bearings.iter().any(|bearing| *bearing != Bearing::Context)).count()
    }
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
        let keys = |bearings: &BTreeSet<Bearing>| bearings.iter().map(|bearing| bearing.as_str().to_owned()).collect();
        MatrixRowView {
            name: origin.name,
            role: origin.role,
            named: origin.is_named,
            party: origin.is_party,
            href: scene.at.href(ORIGINS, &format!("#{}", anchor(row.origin))),
            cells: page.sources.iter().map(|id| row.sources.get(id).map(keys).unwrap_or_default()).collect(),
            claims: row.claims.claims().count(),
        }
    };
    MatrixView { sources: sources.map(source).collect(), rows: rows(page).into_iter().map(row).collect() }
}

/// Most repeated first, who only helps to read the claims after them; nobody last.
fn rows(page: &Page) -> Vec<Row<'_>> {
    let mut rows: Vec<Row> = Vec::new();
    for (index, claim) in page.claims.list.iter().enumerate() {
        for evidence in &claim.evidence {
            let origin = evidence.origin.as_ref();
            let position = rows.iter().position(|row| row.origin == origin).unwrap_or_else(|| {
                rows.push(Row { origin, ..Row::default() });
                rows.len() - 1
            });
            let row = &mut rows[position];
            row.sources.entry(&evidence.source).or_default().insert(evidence.stance.bearing());
            row.claims.add(index, evidence.stance.bearing());
        }
    }
    rows.sort_by_key(|row| (row.origin.is_none(), Reverse(row.repeating()), Reverse(row.claims.claims().count())));
    rows
}

/// Where an origin stands in the list of all.
fn anchor(origin: Option<&ClaimantId>) -> String {
    origin.map_or_else(|| "nobody".to_owned(), |id| format!("o-{id}"))
}

/// Every claim of the site under its origins: those first on whom most rests, nobody last.
pub fn page(scene: &Scene) -> Made {
    let mut found: BTreeMap<Option<&ClaimantId>, Bearings<ClaimRef>> = BTreeMap::new();
    for entry in scene.site.entries().iter() {
        let Some(claims) = scene.site.claims(&entry.file) else { continue };
        for (index, claim) in claims.list.iter().enumerate() {
            for evidence in &claim.evidence {
                let reference = ClaimRef { page: claims.file.clone(), claim: index };
                found.entry(evidence.origin.as_ref()).or_default().add(reference, evidence.stance.bearing());
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(origin, claims)| (origin.is_none(), Reverse(claims.of(Bearing::Supports).count())));
    let view = |(id, claims): (Option<&ClaimantId>, Bearings<ClaimRef>)| {
        let (origin, (shown, more)) = (scene.claimant(id), claims.first(SHOWN));
        OriginView {
            id: anchor(id),
            name: origin.name,
            role: origin.role,
            named: origin.is_named,
            party: origin.is_party,
            bearings: scene.bearings(Some(&shown)),
            count: claims.claims().count(),
            more,
        }
    };
    let origins: Vec<OriginView> = found.into_iter().map(view).collect();
    let mut context = head::context(scene, "origins");
    context.insert("origins", &origins);
    scene.page(ORIGINS, &context)
}
