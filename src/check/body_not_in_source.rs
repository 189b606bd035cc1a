//! An article that the site prints in full is not its capture's text.

use crate::diagnostic::{Diagnostic, Rule};
use crate::reprint::{Departure, DepartureKind};
use crate::verified::Whereabouts;

use super::finding::SourceFinding;

pub const RULE: Rule = Rule::error("body-not-in-source", include_str!("body_not_in_source.md"));

pub fn check(finding: &SourceFinding, found: &mut Vec<Diagnostic>) {
    let source = &finding.witness.source;
    found.extend(finding.verified.departures.iter().map(|departure| report(departure, finding)));
    // Without the capture the lock remembers the text that was compared with it.
    let known = finding.locked.map(|locked| &*locked.text).filter(|known| !known.is_empty());
    if let (Whereabouts::Body, Some(known)) = (finding.words, known)
        && known != finding.witness.text_digest()
    {
        let message = format!("the text of `{}` is not the one that was compared with its capture", source.id);
        let span = source.passages.body().next().map_or(source.span, |passage| passage.span);
        let help = "take the text back as it was, or run `onrecord lock` where the captures are";
        found.push(Diagnostic::new(&RULE, &source.file, span, message).caption("begins here").help(help));
    }
}

fn report(departure: &Departure, finding: &SourceFinding) -> Diagnostic {
    let source = &finding.witness.source;
    let (message, caption, label, help) = match &departure.kind {
        DepartureKind::Altered(difference) => (
            format!("the printed text of `{}` is not its capture's: {difference}", source.id),
            "as printed",
            "the nearest words of the capture",
            "print the capture's words; a summary of them goes with `rights: excerpts`",
        ),
        DepartureKind::Moved => (
            format!("the printed text of `{}` has these words in another place than its capture", source.id),
            "as printed",
            "in the capture",
            "print the paragraphs in the capture's order",
        ),
        DepartureKind::LeftOut(words) => (
            format!("the printed text of `{}` leaves out `{words}` before this", source.id),
            "as printed",
            "left out",
            "print the whole text; lines that are not the article's go into `excluded_lines`",
        ),
        DepartureKind::CutShort(words) => (
            format!("the printed text of `{}` ends before `{words}`", source.id),
            "ends here",
            "left out",
            "print the whole text; lines that are not the article's go into `excluded_lines`",
        ),
    };
    let label = departure.place.clone().and_then(|place| finding.in_capture(place, label));
    Diagnostic::new(&RULE, &source.file, departure.span, message).caption(caption).labels(label).help(help)
}
