//! The digits of places that are published less exactly than they are known.

use std::borrow::Cow;

use memchr::memmem;

use crate::files::{FileId, Span};
use crate::manuscript::{Exact, Manuscript, Text};

/// So many decimals alone tell a house.
const FINE: usize = 4;
/// So many tell a street, where both coordinates stand in one file.
const ROUGH: usize = 3;

/// Coordinates that are nowhere to be read.
pub struct Point<'a> {
    pub file: &'a FileId,
    pub span: Span,
    pub place: &'a str,
    lat: Digits,
    lon: Digits,
}

/// How one coordinate may be written.
struct Digits {
    fine: Vec<String>,
    rough: Vec<String>,
}

/// The exact coordinates that the project knows of places that it publishes less exactly.
pub fn points(manuscript: &Manuscript) -> Vec<Point<'_>> {
    let (shared, private) = (&manuscript.places, &manuscript.exact);
    let open = shared.entries.iter().filter_map(|place| Some((&shared.file, &place.id, place.exact()?)));
    let kept = private.entries.iter().map(|place| (&private.file, &place.id, &place.exact));
    let printed = shared.entries.iter().flat_map(|place| [place.lat.0, place.lon.0]);
    let printed: Vec<String> = printed.map(|degrees| degrees.abs().to_string()).collect();
    open.chain(kept).map(|(file, id, exact)| point(file, id, exact, &printed)).collect()
}

fn point<'a>(file: &'a FileId, id: &'a Text, exact: &Exact, printed: &[String]) -> Point<'a> {
    let digits = |degrees: f64| Digits::of(degrees, printed);
    Point { file, span: id.span, place: id, lat: digits(exact.lat.value.0), lon: digits(exact.lon.value.0) }
}

impl Digits {
    /// What begins a coordinate that is printed anyway tells nothing.
    fn of(degrees: f64, printed: &[String]) -> Digits {
        let whole = degrees.abs().to_string();
        let decimals = whole.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let forms = |places: usize| {
            let cut = whole.split_once('.').map(|(whole, rest)| format!("{whole}.{}", &rest[..places.min(rest.len())]));
            let rounded = format!("{:.places$}", degrees.abs());
            let mut forms: Vec<String> = cut.into_iter().chain([rounded]).filter(|_| decimals >= places).collect();
            forms.retain(|form| !printed.iter().any(|printed| printed.starts_with(form.as_str())));
            forms.extend(forms.clone().iter().map(|form| form.replace('.', ",")));
            forms
        };
        Digits { fine: forms(FINE), rough: forms(ROUGH) }
    }
}

impl Point<'_> {
    /// The digits of it that stand in a file.
    pub fn stands_in(&self, bytes: &[u8]) -> Option<&str> {
        // In pictures and the like there may be a zero byte after each letter.
        let bytes: Cow<[u8]> = match std::str::from_utf8(bytes) {
            Ok(_) => bytes.into(),
            Err(_) => bytes.iter().copied().filter(|byte| *byte != 0).collect::<Vec<_>>().into(),
        };
        let fine = any(&self.lat.fine, &bytes).or_else(|| any(&self.lon.fine, &bytes));
        fine.or_else(|| any(&self.lat.rough, &bytes).filter(|_| any(&self.lon.rough, &bytes).is_some()))
    }
}

fn any<'a>(forms: &'a [String], bytes: &[u8]) -> Option<&'a str> {
    forms.iter().find(|form| stands(form, bytes)).map(String::as_str)
}

/// Whether a number begins so.
fn stands(form: &str, bytes: &[u8]) -> bool {
    let mut hits = memmem::find_iter(bytes, form.as_bytes());
    hits.any(|at| at.checked_sub(1).is_none_or(|before| !bytes[before].is_ascii_digit()))
}
