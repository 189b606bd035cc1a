//! A footnote is used that is defined nowhere.

use crate::diagnostic::{Diagnostic, Rule, unknown};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("undefined-footnote", include_str!("undefined_footnote.md"));

/// Of a page as notes name it; elsewhere there are no claims.
pub fn undefined_footnote(file: &FileId, page: Option<&str>, label: &Text, known: &[&str]) -> Diagnostic {
    let message = format!("the footnote `{}` is not defined", label.value);
    let of_claim = page.map(|page| {
        format!("; `onrecord add \"WORDS OF AN ARTICLE\" --to {page}#{0}` writes it for a claim", label.value)
    });
    let more = format!("define it on a line of its own: `[^{}]: …`{}", label.value, of_claim.unwrap_or_default());
    if let Some(several) = several(&label.value, known) {
        let several: String = several.iter().map(|one| format!("[^{one}]")).collect();
        let several = format!("`{several}`");
        let help = format!("write {several}: each number is a footnote of its own");
        return Diagnostic::new(&RULE, file, label.span, message).caption("named here").help(help);
    }
    unknown(&RULE, file, label, message, ("footnotes", known), &more)
}

/// `1-3` as `1`, `2` and `3`, where these are there.
pub fn several(label: &str, known: &[&str]) -> Option<Vec<String>> {
    let (first, last) = label.split_once(['-', '–'])?;
    let (first, last) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
    let all: Vec<String> = (first..=last).take(20).map(|number| number.to_string()).collect();
    let is_known =
        all.len() > 1 && all.last()? == &last.to_string() && all.iter().all(|one| known.contains(&one.as_str()));
    is_known.then_some(all)
}
