//! The file of the sign-offs, as it is to be.

use std::collections::BTreeMap;

use super::references::Thing;
use super::rename::parse;
use crate::edits::Edits;
use crate::files::{Files, Span};
use crate::sign_offs::{SignOff, SignOffs};
use crate::signed::{Reading, name, readings, substance};
use crate::site::Site;

/// Where they lie.
pub const SIGN_OFFS: &str = "content/checks.lock";

/// Writes the sign-offs.
pub fn write_sign_offs(signed: &SignOffs, files: &Files, edits: &mut Edits) {
    match files.get(SIGN_OFFS) {
        Some(file) => edits.replace(file, Span::new(0, file.bytes.len()), signed.to_text()),
        None => edits.make(SIGN_OFFS, signed.to_text()),
    }
}

/// The sign-offs after `KIND:OLD` was renamed, which changes nothing that was read: those that held still hold, under the
/// names that the claims have now.
///
/// # Errors
/// Why there is no such renaming.
pub fn carried(old: &str, new: &str, before: &Site, after: &Site) -> Result<SignOffs, String> {
    let thing = parse(old)?;
    let new = new.trim_end_matches(".md");
    let moved = |page: &str, label: &str| match &thing {
        Thing::Page(old) if old == page => (new.to_owned(), label.to_owned()),
        Thing::Label(of, old) if of == page && old == label => (page.to_owned(), new.to_owned()),
        _ => (page.to_owned(), label.to_owned()),
    };
    let key = |reading: &Reading| (name(reading.page).to_owned(), reading.claim.label.clone());
    let (was, now) = (readings(before), readings(after));
    let was: BTreeMap<_, &Reading> = was.iter().map(|reading| (key(reading), reading)).collect();
    let now: BTreeMap<_, &Reading> = now.iter().map(|reading| (key(reading), reading)).collect();
    let mut signed = SignOffs::default();
    for (page, claims) in &before.tables().sign_offs.pages {
        for (label, known) in claims {
            let (new_page, new_label) = moved(page, label);
            let reading = was.get(&(page.clone(), label.clone()));
            let holds = |one: &SignOff| reading.is_some_and(|reading| reading.holding.contains(&one));
            let read = now.get(&(new_page.clone(), new_label.clone())).map(|reading| substance(reading.claim, after));
            for one in known {
                let anew = read.as_ref().filter(|_| holds(one)).map(|read| SignOff::new(&one.by, &one.on, read));
                signed.add(&new_page, &new_label, anew.unwrap_or_else(|| one.clone()));
            }
        }
    }
    Ok(signed)
}
