//! A region is said to be known to a few kilometres, as if it were a point.

use super::Whole;
use crate::diagnostic::{Diagnostic, Rule};
use crate::vocabulary::PlaceKind;

pub const RULE: Rule = Rule::warning("place-precision-overstated", include_str!("place_precision_overstated.md"));

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for place in whole.site.tables().places.values() {
        let least = match place.text.kind {
            PlaceKind::District => 2.0,
            PlaceKind::Region => 10.0,
            PlaceKind::Country | PlaceKind::Sea => 50.0,
            PlaceKind::Building | PlaceKind::City | PlaceKind::Line => continue,
        };
        if place.text.precision_km.is_some_and(|precision| precision.0 < least) {
            let message = format!(
                "`{}` is a {} and is said to be known to {} km",
                place.id,
                place.text.kind.as_str(),
                place.text.precision_km.map_or(0.0, |precision| precision.0)
            );
            let diagnostic = Diagnostic::new(&RULE, &whole.manuscript.places.file, place.text.span, message)
                .help("leave `precision_km` out for an area, or name the city or building that the source names");
            found.push(diagnostic);
        }
    }
}
