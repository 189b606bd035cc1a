//! `claims.json`: every claim with its words, grade and evidence. `publish` compares it with what is published.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::memo::Printed;
use crate::method::{RULES, unnamed};
use crate::site::{Claim, Claims, Evidence};
use crate::vocabulary::Rights;

use super::super::scene::Scene;

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimRecords {
    /// The version of the rules by which grades, classes and standings were computed.
    #[serde(default = "unnamed")]
    pub rules: u32,
    #[serde(default)]
    pub claims: Vec<ClaimRecord>,
    /// How the sentences of pages stand: `claim`, `mention`, `backed`, `unbacked`, `answered`, `nothing`, each with how many.
    #[serde(default)]
    pub account: BTreeMap<String, usize>,
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
    /// `not judged`, where nobody looked at the sentence that the quotation was cut from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

/// A page's claims, a line each. They are written once and joined again after each edit: a big site's file costs a copy,
/// not a rendering.
pub fn lines(claims: &Claims, scene: &Scene) -> String {
    let address = scene.at.absolute(&claims.route);
    let line = |claim: &Claim| serde_json::to_string(&record(claim, claims, &address, scene)).unwrap_or_default();
    claims.list.iter().map(line).collect::<Vec<_>>().join(",\n")
}

/// The file, of the lines of all pages; with the version of the rules, and how the sentences of pages stand.
pub fn json(parts: &[Printed<String>], standing: &BTreeMap<&'static str, usize>) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
    let account = serde_json::to_string(standing).unwrap_or_default();
    format!("{{\"rules\":{RULES},\n\"claims\":[\n{}\n],\n\"account\":{account}}}\n", parts.join(",\n"))
}

fn record(claim: &Claim, of: &Claims, address: &str, scene: &Scene) -> ClaimRecord {
    ClaimRecord {
        page: of.route.to_string(),
        label: claim.label.clone(),
        url: format!("{address}#c-{}", claim.label),
        language: of.language.clone(),
        kind: claim.kind.as_str().to_owned(),
        words: claim.words.clone(),
        short: claim.short.as_ref().map(ToString::to_string),
        grade: claim.grade.as_str().to_owned(),
        reason: scene.reason(claim),
        was: claim.was.clone(),
        evidence: claim.evidence.iter().map(|evidence| evidence_record(evidence, scene)).collect(),
    }
}

fn evidence_record(evidence: &Evidence, scene: &Scene) -> EvidenceRecord {
    let source = scene.site.source(&evidence.source);
    let shows_words = source.is_none_or(|source| source.text.rights != Rights::Record);
    EvidenceRecord {
        source: evidence.source.to_string(),
        excerpt: evidence.excerpt.as_ref().map(ToString::to_string),
        stance: evidence.stance.as_str().to_owned(),
        quotation: evidence.quotation.clone().filter(|_| shows_words),
        language: evidence.language.clone(),
        claimant: evidence.claimant.as_ref().map(ToString::to_string),
        origin: evidence.origin.as_ref().map(ToString::to_string),
        statement: evidence.statement.as_ref().map(ToString::to_string),
        locator: evidence.locator.as_ref().map(ToString::to_string),
        comment: evidence.comment.as_ref().map(ToString::to_string),
        verified: evidence.vouched.as_ref().map(|vouched| vouched.class.as_str().to_owned()),
        sentence: evidence.vouched.as_ref().filter(|one| !one.is_judged).map(|_| "not judged".to_owned()),
    }
}
