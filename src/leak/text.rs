//! An output's bytes as the texts that readers and machines may find in them.

use super::words::shingles;

/// The runs of words in a file that are wanted, each once.
pub fn hits(route: &str, bytes: &[u8], is_wanted: impl Fn(u64) -> bool) -> Vec<u64> {
    let mut hits: Vec<u64> = Vec::new();
    let mut search = |text: &str| {
        hits.extend(shingles(text).map(|(hash, _)| hash).filter(|hash| is_wanted(*hash)));
    };
    let extension = route.rsplit_once('.').map_or("", |(_, extension)| extension);
    match (extension, std::str::from_utf8(bytes)) {
        ("html" | "svg", Ok(text)) => {
            // With its tags, for the words in attributes; without, for the words that run over tags.
            search(&decoded(text));
            search(&decoded(&untagged(text)));
        }
        ("xml", Ok(text)) => {
            // A feed's entries are HTML inside XML.
            let inner = decoded(&untagged(text));
            search(&decoded(text));
            search(&decoded(&inner));
            search(&decoded(&untagged(&inner)));
        }
        ("json" | "geojson", Ok(text)) => search(&unescaped(text)),
        (_, Ok(text)) => search(text),
        // Pictures and the like: texts stand in them as they are, or with a zero byte after each letter.
        (_, Err(_)) => {
            let letters: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            search(&String::from_utf8_lossy(&letters));
        }
    }
    hits.sort_unstable();
    hits.dedup();
    hits
}

/// The text with a blank for each tag.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        out.push(' ');
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    out + rest
}

/// The text with its character references read.
fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let name = rest.split(';').next().filter(|name| name.len() <= 8 && name.len() < rest.len());
        match name.and_then(|name| Some((name, reference(name)?))) {
            Some((name, character)) => {
                out.push(character);
                rest = &rest[name.len() + 1..];
            }
            None => out.push('&'),
        }
    }
    out + rest
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

/// JSON's escapes read; the text's structure does not matter here.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let code = rest.strip_prefix('u').and_then(|digits| u32::from_str_radix(digits.get(..4)?, 16).ok());
        match code.and_then(char::from_u32) {
            Some(character) => {
                out.push(character);
                rest = &rest[5..];
            }
            None => {
                out.push(' ');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "it isn't one of the words we print";

    fn finds(route: &str, bytes: &[u8]) -> bool {
        let wanted: Vec<u64> = shingles(WORDS).map(|(hash, _)| hash).collect();
        !hits(route, bytes, |hash| wanted.contains(&hash)).is_empty()
    }

    #[test]
    fn words_are_found_in_every_kind_of_file() {
        let escaped = WORDS.replace('\'', "&#39;");
        let tagged = escaped.replace("one", "<em class=\"strong words here\">one</em>");
        assert!(finds("a.html", format!("<p>{tagged}</p>").as_bytes()));
        assert!(finds("a.html", format!("<img alt=\"{escaped}\">").as_bytes()));
        let feed = format!("<content>{}</content>", crate::html::escape(&format!("<p>{tagged}</p>")));
        assert!(finds("feed.xml", feed.as_bytes()));
        assert!(finds(
            "a.json",
            format!("{{\"a\":\"{}\"}}", WORDS.replace('\'', "\\u0027").replace(" one", "\\none")).as_bytes()
        ));
        assert!(finds("a.csv", WORDS.as_bytes()));
        let wide: Vec<u8> = WORDS.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(finds("a.jpg", &[&[0xFF, 0xD8, 0xFF], &wide[..]].concat()));
        assert!(!finds("a.html", b"<p>it isn't one of the</p>"));
    }
}
