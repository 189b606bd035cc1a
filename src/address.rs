//! Percent coding: how paths and words stand in addresses, and how they are read back (RFC 3986, section 2.1).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is encoded in a path. The signs that stay mean nothing there, and browsers show them as they are.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'(')
    .remove(b')')
    .remove(b'+')
    .remove(b',')
    .remove(b'@');

/// What is encoded in an address that an author wrote whole: what means something in one stays, and what is encoded already.
const WHOLE: &AsciiSet = &PATH
    .remove(b'*')
    .remove(b'\'')
    .remove(b'%')
    .remove(b'#')
    .remove(b'?')
    .remove(b'=')
    .remove(b';')
    .remove(b':')
    .remove(b'&')
    .remove(b'$');

/// What is encoded in a value of a query; in a query `+` is a space, and in `mailto:` a comma parts addresses.
const QUERY: &AsciiSet = &PATH.add(b'/').add(b'+').add(b',');

/// What is encoded in the words of a text fragment, where `-`, `,` and `&` have a meaning.
const FRAGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'_').remove(b'~');

/// A path or route as it stands in an address.
pub fn path(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// A whole address, as CommonMark encodes it.
pub fn whole(address: &str) -> String {
    utf8_percent_encode(address, WHOLE).to_string()
}

/// A value as it stands in a query, such as the subject in `mailto:…?subject=…`.
pub fn query(value: &str) -> String {
    utf8_percent_encode(value, QUERY).to_string()
}

/// Words as they stand in a text fragment. White space becomes one space, as browsers show it.
pub fn fragment(words: &str) -> String {
    let mut coded = String::with_capacity(words.len() * 2);
    for word in words.split_whitespace() {
        if !coded.is_empty() {
            coded.push_str("%20");
        }
        coded.extend(utf8_percent_encode(word, FRAGMENT));
    }
    coded
}

/// `%20` and its like, undone. What is malformed stays as it is, as does a text whose bytes are none of UTF-8.
pub fn decode(text: &str) -> Cow<'_, str> {
    percent_decode_str(text).decode_utf8().unwrap_or(Cow::Borrowed(text))
}

/// The same, refusing what is malformed.
pub fn decode_strictly(text: &str) -> Option<Cow<'_, str>> {
    let is_code = |after: &str| after.as_bytes().get(..2).is_some_and(|code| code.iter().all(u8::is_ascii_hexdigit));
    let is_sound = text.split('%').skip(1).all(is_code);
    percent_decode_str(text).decode_utf8().ok().filter(|_| is_sound)
}

/// Archives whose copies are no evidence, each under all of its names, and why.
const DOUBTED_ARCHIVES: &[(&[&str], &str)] = &[(
    &[
        "archive.today",
        "archive.fo",
        "archive.is",
        "archive.li",
        "archive.md",
        "archive.ph",
        "archive.vn",
        "archiveiya74codqgiixo33q62qlrqtkgmcitqx5u2oeqnmn5bpcbiyd.onion",
    ],
    "has altered pages that it saved and attacked other sites",
)];

/// Why what lies at an address is no evidence of what was published elsewhere; none if nothing is known against it.
pub fn doubted_archive(address: &str) -> Option<&'static str> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_at = |name: &str| host.strip_suffix(name).is_some_and(|above| above.is_empty() || above.ends_with('.'));
    DOUBTED_ARCHIVES.iter().find(|(names, _)| names.iter().any(|name| is_at(name))).map(|(_, why)| *why)
}

/// Why a name cannot stand in a path on every system, Windows included; none if it can.
pub fn unportable(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_ascii_lowercase();
    let is_numbered = |kind: &str| {
        let number = stem.strip_prefix(kind);
        number.is_some_and(|number| {
            matches!(number, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
        })
    };
    if name.contains(|sign: char| sign.is_control() || "\\:*?\"<>|".contains(sign)) {
        Some("it has one of `\\ : * ? \" < > |`, which not every system takes")
    } else if name.ends_with(['.', ' ']) {
        Some("it ends in a full stop or a space, which Windows takes away")
    } else if matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || is_numbered("com")
        || is_numbered("lpt")
    {
        Some("it is the name of a device on Windows")
    } else {
        None
    }
}
