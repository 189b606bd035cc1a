//! Brings names, titles and language tags, as pages write them, into the form in which a source holds them.

/// Longer values are no titles and no names: a whole page went into an attribute.
const LONGEST: usize = 400;

/// `value` without line breaks, control characters and double spaces; `None` if nothing is left or it is no single line at all.
pub fn one_line(value: &str) -> Option<String> {
    let clean: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !"\u{AD}\u{200B}\u{FEFF}".contains(*c))
        .collect();
    let clean = clean.split_whitespace().collect::<Vec<_>>().join(" ");
    (!clean.is_empty() && clean.chars().count() <= LONGEST).then_some(clean)
}

/// "By Anna Berg and Tom Reed" is two names; "Berg, Anna" stays one.
pub fn split_names(names: &str) -> Vec<String> {
    let Some(line) = one_line(names) else {
        return Vec::new();
    };
    let line = ["By ", "by ", "BY ", "Von ", "Par "].iter().find_map(|by| line.strip_prefix(by)).unwrap_or(&line);
    let mut parts: Vec<&str> = line.split(';').collect();
    for between in [" and ", " & ", ","] {
        parts = parts.into_iter().flat_map(|part| split_full_names(part, between)).collect();
    }
    let is_name = |name: &&str| {
        name.chars().any(char::is_alphabetic)
            && !name.contains("://")
            && !name.starts_with(['@', '/'])
            && !name.contains("www.")
    };
    parts.into_iter().map(|name| name.trim_matches([' ', ',', '|'])).filter(is_name).map(str::to_owned).collect()
}

/// `names` parted by `between` if that leaves full names only: "Mac & i" and "Berg, Anna" are one name each.
fn split_full_names<'a>(names: &'a str, between: &str) -> Vec<&'a str> {
    let parts: Vec<&str> = names.split(between).collect();
    let are_full = parts.iter().all(|name| name.split_whitespace().count() >= 2);
    if are_full { parts } else { vec![names] }
}

/// `uk_UA` as `uk-UA`; `None` if it has not the shape of a language tag.
pub fn language_tag(value: &str) -> Option<String> {
    let value = value.trim().replace('_', "-");
    let mut parts = value.split('-');
    let primary = parts
        .next()
        .filter(|part| (2..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic()))?;
    let mut tag = primary.to_ascii_lowercase();
    for part in parts {
        if !(2..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        tag.push_str(&if part.len() == 2 { part.to_ascii_uppercase() } else { part.to_owned() });
    }
    Some(tag)
}
