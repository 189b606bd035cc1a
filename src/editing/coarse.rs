//! Places that are published less exactly: the point that is shared goes to the file that is shared, the exact one to the
//! file that is not.

use crate::edits::Edits;
use crate::files::{Files, Real, Spanned};
use crate::manuscript::{Exact, ExactText, Manuscript, PlaceText};

/// Where exact points are kept.
const PRIVATE: &str = "content/private/places.yaml";

/// Adds what moves exact points out of `places.yaml`, and how many places that changes.
pub fn coarsen(manuscript: &Manuscript, files: &Files, edits: &mut Edits) -> usize {
    let Some(shared) = files.get(&manuscript.places.file) else { return 0 };
    let mut added = String::new();
    let mut count = 0;
    for place in &manuscript.places.entries {
        let known = manuscript.exact.entries.iter().find(|entry| entry.id.value == place.id.value);
        let Some(change) = Change::of(place, known) else { continue };
        for (written, degrees) in change.coordinates {
            edits.replace(shared, written.span, degrees.to_string());
        }
        count += 1;
        match (change.exact, known, files.get(PRIVATE)) {
            (None, ..) => {}
            (Some(exact), Some(known), Some(private)) => {
                edits.replace(private, known.exact.lat.span, exact.lat.value.0.to_string());
                edits.replace(private, known.exact.lon.span, exact.lon.value.0.to_string());
            }
            (Some(exact), ..) => {
                let (lat, lon) = (exact.lat.value.0, exact.lon.value.0);
                added += &format!("- id: {}\n  lat: {lat}\n  lon: {lon}\n", place.id.value);
            }
        }
    }
    match (files.get(PRIVATE), added.is_empty()) {
        (_, true) => {}
        (Some(private), false) => {
            let end = private.bytes.len();
            let gap = if end == 0 || private.bytes.ends_with(b"\n") { "" } else { "\n" };
            edits.replace(private, crate::files::Span::new(end, end), format!("{gap}{added}"));
        }
        (None, false) => {
            edits.make(
                PRIVATE,
                format!("# Where places are that content/places.yaml holds less exactly. Never published.\n{added}"),
            );
        }
    }
    count
}

/// What becomes of one place.
struct Change<'a> {
    /// Its coordinates as they are written, with what they are to be.
    coordinates: [(&'a Spanned<Real>, f64); 2],
    /// What is to be kept.
    exact: Option<&'a Exact>,
}

impl<'a> Change<'a> {
    fn of(place: &'a PlaceText, known: Option<&'a ExactText>) -> Option<Change<'a>> {
        let written = &place.written;
        // What is written exactly is newer than what was put away.
        let exact = place.exact();
        let point = exact.or(known.map(|known| &known.exact)).unwrap_or(written).coarse(place.within_km?.0)?;
        let coordinates = [(&written.lat, point.lat), (&written.lon, point.lon)];
        (!written.is_at(point)).then_some(Change { coordinates, exact })
    }
}
