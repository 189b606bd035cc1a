//! `claims.json`: every claim with its words, grade and evidence. `publish` compares it with what is published.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::files::Hash;
use crate::site::{Claim, Evidence, Page, Route};
use crate::vocabulary::Rights;

use super::super::Job;
use super::super::frame::{Frame, absolute};
use super::ClaimsMemo;

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Claims {
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
}

/// One claim.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecord {
    /// The page's route: `index.html`.
    pub page: String,
    pub label: String,
    pub url: String,
    pub language: String,
    pub kind: String,
    /// As printed, without mark-up.
    pub words: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<String>,
    pub grade: String,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<String>,
    #[serde(default)]
    pub evidence: Vec<EvidenceRecord>,
}

/// One line of evidence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EvidenceRecord {
    pub source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub excerpt: Option<String>,
    pub stance: String,
    /// Left out where the source's rights withhold its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotation: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimant: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locator: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The class of the match that the lock vouches for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<String>,
}

/// A page's claims are written once and joined again after each edit: a big site's file costs a copy, not a rendering.
pub fn job<'a>(frame: &'a Frame<'a>, memo: &mut ClaimsMemo, jobs: &mut Vec<Job<'a>>) {
    let pages: Vec<&Arc<Page>> =
        frame.site.pages.values().filter(|page| !page.claims.is_empty() && !page.text.draft).collect();
    let keys = pages.iter().map(|page| &page.claims_fingerprint);
    let key = Hash::together(keys.chain([&frame.fingerprint]));
    let parts = memo.all(
        &pages,
        |page| (&page.text.file, (frame.fingerprint, page.claims_fingerprint)),
        |page| Arc::from(lines(page, frame).into_bytes()),
    );
    let make = move |_: &Frame| {
        let mut file = b"{\"claims\":[\n".to_vec();
        for (index, part) in parts.iter().enumerate() {
            file.extend_from_slice(if index > 0 { b",\n" } else { b"" });
            file.extend_from_slice(part);
        }
        file.extend_from_slice(b"\n]}\n");
        Ok(Arc::from(file))
    };
    jobs.push(Job { route: Route::from("claims.json"), key, make: Box::new(make) });
}

fn lines(page: &Page, frame: &Frame) -> String {
    let address = absolute(frame.site, &page.route);
    let lines: Vec<String> = page
        .claims
        .iter()
        .map(|claim| serde_json::to_string(&record(claim, page, &address, frame)).unwrap_or_default())
        .collect();
    lines.join(",\n")
}

fn record(claim: &Claim, page: &Page, address: &str, frame: &Frame) -> ClaimRecord {
    ClaimRecord {
        page: page.route.to_string(),
        label: claim.label.clone(),
        url: format!("{address}#c-{}", claim.label),
        language: page.language.clone(),
        kind: claim.kind.as_str().to_owned(),
        words: claim.words.clone(),
        short: claim.short.clone(),
        grade: claim.grade.as_str().to_owned(),
        reason: claim.reason.clone(),
        was: claim.was.clone(),
        evidence: claim.evidence.iter().map(|evidence| evidence_record(evidence, frame)).collect(),
    }
}

fn evidence_record(evidence: &Evidence, frame: &Frame) -> EvidenceRecord {
    let source = frame.site.sources.get(&evidence.source);
    let shows_words = source.is_none_or(|source| source.text.rights != Rights::Record);
    EvidenceRecord {
        source: evidence.source.to_string(),
        excerpt: evidence.excerpt.clone(),
        stance: evidence.stance.as_str().to_owned(),
        quotation: evidence.quotation.clone().filter(|_| shows_words),
        language: evidence.language.clone(),
        claimant: evidence.claimant.as_ref().map(ToString::to_string),
        origin: evidence.origin.as_ref().map(ToString::to_string),
        statement: evidence.statement.clone(),
        locator: evidence.locator.clone(),
        comment: evidence.comment.clone(),
        verified: evidence.vouched.as_ref().map(|vouched| vouched.class.as_str().to_owned()),
    }
}
