//! Words of the interface that stand on a page of another language: each says which language it is in, and its direction.
//!
//! A table of strings may lack words, and then lends English ones. Such words carry two marks from the table to the page; in
//! text the marks become an element with `lang` and `dir`, and where no element can stand they are taken off.

/// Around borrowed words. Nobody writes these: they are the last letters of Unicode's private planes.
const BORROWED: char = '\u{10FFF0}';
/// Around the page's own words, such as a name, inside borrowed ones.
const OWN: char = '\u{10FFF1}';
const END: char = '\u{10FFF2}';
/// With which each mark begins, and hardly anything else.
const FIRST_BYTE: u8 = 0xF4;

/// Elements in whose text no other element can stand.
const TEXT_ONLY: [&str; 5] = ["title", "script", "style", "textarea", "svg"];

/// Borrowed words, marked.
pub fn borrowed(words: &str) -> String {
    format!("{BORROWED}{words}{END}")
}

/// Whether words are marked as borrowed.
pub fn is_borrowed(words: &str) -> bool {
    words.starts_with(BORROWED)
}

/// What fills a blank of a borrowed sentence: borrowed words are part of it, the page's own are not.
pub fn in_borrowed(words: &str) -> String {
    match words.chars().any(char::is_alphabetic) && !is_borrowed(words) {
        true => format!("{OWN}{words}{END}"),
        false => words.replace([BORROWED, END], ""),
    }
}

/// The first letter as a capital, behind the mark where there is one.
pub fn capitalised(words: &str) -> String {
    let (mark, rest) =
        words.strip_prefix(BORROWED).map_or(("", words), |rest| words.split_at(words.len() - rest.len()));
    let mut letters = rest.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    [mark, &first, &letters.as_str().to_lowercase()].concat()
}

/// A page in which each mark has become what it stands for; `own` are the page's language and direction.
pub(super) fn settled(html: String, (language, direction): (&str, &str)) -> String {
    // Few pages borrow words: a byte tells the others.
    if memchr::memchr(FIRST_BYTE, html.as_bytes()).is_none() || !html.contains(is_mark) {
        return html;
    }
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find(|letter| letter == '<' || is_mark(letter)) {
        let (before, here) = rest.split_at(at);
        out.push_str(before);
        let mut letters = here.chars();
        let letter = letters.next();
        rest = letters.as_str();
        match letter {
            Some(BORROWED) => {
                out.push_str("<span lang=\"en\" dir=\"ltr\">");
                // A line runs as its first letter does: where that is the page's own, an unseen one stands before it.
                if rest.starts_with(OWN) {
                    out.push('\u{200E}');
                }
                open.push("</span>");
            }
            Some(OWN) => {
                out.push_str(&format!("<bdi lang=\"{}\" dir=\"{direction}\">", super::escape(language)));
                open.push("</bdi>");
            }
            Some(END) => out.push_str(open.pop().unwrap_or_default()),
            _ => {
                // Words that a filter cut short have lost their end.
                open.drain(..).rev().for_each(|end| out.push_str(end));
                let element = text_only(here);
                let end = match element {
                    Some(name) => here.find(&format!("</{name}")).unwrap_or(here.len()),
                    None => end_of_tag(here),
                };
                let tag = &here[..end];
                let is_lent_to_script = element == Some("script") && tag.contains(is_mark);
                let tag = tag.replace(is_mark, "");
                out.push_str(&if is_lent_to_script {
                    tag.replacen("<script", "<script lang=\"en\" dir=\"ltr\"", 1)
                } else {
                    tag
                });
                rest = &here[end..];
            }
        }
    }
    out.push_str(rest);
    open.into_iter().rev().for_each(|end| out.push_str(end));
    out
}

fn is_mark(letter: char) -> bool {
    (BORROWED..=END).contains(&letter)
}

fn text_only(tag: &str) -> Option<&'static str> {
    let name = tag[1..].split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    TEXT_ONLY.into_iter().find(|known| *known == name)
}

/// Where a tag ends: behind the first `>` that stands in no attribute's value.
fn end_of_tag(tag: &str) -> usize {
    let mut quote = None;
    for (at, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    tag.len()
}
