//! A claim beside its sources, and who read it.

use serde::Serialize;

use super::Project;
use crate::beside::{Beside, beside};
use crate::report::browser::{Finding, finding};
use crate::signed::{Reading, name, readings};

/// What a second reader looks at.
#[derive(Clone, Debug, Serialize)]
pub struct Read {
    pub page: String,
    pub label: String,
    #[serde(flatten)]
    pub beside: Beside,
    pub holding: Vec<String>,
    pub lapsed: Vec<String>,
    /// What keeps it from being signed.
    pub against: Vec<Finding>,
}

/// The claim of a page with a label.
pub fn claim(page: &str, label: &str, project: &Project) -> Result<Read, String> {
    let compiled = project.compiled;
    let reading = reading(page, label, project)?;
    let names = |signed: &[&crate::sign_offs::SignOff]| signed.iter().map(|one| one.by.clone()).collect();
    Ok(Read {
        page: page.to_owned(),
        label: label.to_owned(),
        beside: beside(reading.claim, &compiled.site, &compiled.manuscript),
        holding: names(&reading.holding),
        lapsed: names(&reading.lapsed),
        against: reading
            .against(&compiled.site, &compiled.diagnostics)
            .iter()
            .map(|one| finding(one, project.files))
            .collect(),
    })
}

/// How a claim was read.
pub fn reading<'a>(page: &str, label: &str, project: &Project<'a>) -> Result<Reading<'a>, String> {
    let is_meant = |reading: &Reading| name(reading.page) == page && reading.claim.label == label;
    let found = readings(&project.compiled.site).into_iter().find(is_meant);
    found.ok_or_else(|| format!("there is no claim `{page}#{label}`"))
}
