//! XML as other programs write it: one event after the other, with references decoded and the depth bounded.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::ImportError;

/// No document nests deeper.
const DEEPEST: usize = 1_000;

/// What is met on the way through a document.
#[derive(Debug, PartialEq, Eq)]
pub enum Met<'a> {
    /// A start tag: its local name and its attributes by local names.
    Open(&'a str, &'a [(String, String)]),
    /// An end tag; an empty element has one, too.
    Close(&'a str),
    Text(&'a str),
}

/// Walks through `xml`.
///
/// # Errors
/// Where it is no XML, or nests too deeply.
pub fn walk(xml: &str, mut met: impl FnMut(Met<'_>)) -> Result<(), ImportError> {
    const DAMAGED: ImportError = ImportError::Damaged("its XML is broken");
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(ImportError::Damaged("its elements stand inside one another a thousand deep"));
                }
                met(Met::Open(tag.local_name().as_ref(), &attributes(&tag)));
            }
            Event::Empty(tag) => {
                met(Met::Open(tag.local_name().as_ref(), &attributes(&tag)));
                met(Met::Close(tag.local_name().as_ref()));
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                met(Met::Close(tag.local_name().as_ref()));
            }
            Event::Text(text) => met(Met::Text(&text)),
            Event::CData(text) => met(Met::Text(&text)),
            Event::GeneralRef(name) => met(Met::Text(&referred(&name))),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The value of an attribute by its local name.
pub fn attribute<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let decoded = |value: &str| {
        let mut out = String::new();
        let mut rest = value;
        while let Some((before, after)) = rest.split_once('&') {
            out.push_str(before);
            match after.split_once(';').filter(|(name, _)| name.len() < 12) {
                Some((name, after)) => {
                    out.push_str(&referred(name));
                    rest = after;
                }
                None => {
                    out.push('&');
                    rest = after;
                }
            }
        }
        out + rest
    };
    let mut all = tag.attributes();
    all.with_checks(false)
        .flatten()
        .take(200)
        .map(|one| (one.key.local_name().as_ref().to_owned(), decoded(&one.value)))
        .collect()
}

/// What a reference stands for: `amp` is `&`, `#x41` is `A`.
fn referred(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    match (name, number.and_then(char::from_u32)) {
        ("amp", _) => "&".to_owned(),
        ("lt", _) => "<".to_owned(),
        ("gt", _) => ">".to_owned(),
        ("quot", _) => "\"".to_owned(),
        ("apos", _) => "'".to_owned(),
        ("nbsp", _) => "\u{A0}".to_owned(),
        (_, Some(letter)) => letter.to_string(),
        _ => format!("&{name};"),
    }
}
