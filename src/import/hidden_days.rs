//! Days that a page has where no reader looks: in tags of its own, in its scripts, in the address of its picture. None of them is the day
//! of publication; one of them is better than nothing, and is suggested to the author.

use dom_query::Document;

use super::day;
use super::facts::{Basis, Facts};

/// How a key names the day of publication, and how it names others that are close to it; small letters, no joints.
const KEYS: [&[&str]; 2] =
    [&["publish", "pubdate", "firstpub"], &["creat", "upload", "modified", "updated", "lastmod"]];
/// Letters between a key and its value.
const JOINT: usize = 6;
/// Letters of a script that are looked at.
const MOST: usize = 4 << 20;

/// Suggests a day, where nothing states one and the page shows none.
pub fn suggest(document: &Document, facts: &mut Facts, remarks: &mut Vec<String>) {
    if !facts.lacks_date() || facts.suggested.is_some() {
        return;
    }
    let found = KEYS.iter().find_map(|keys| in_tags(document, keys).or_else(|| in_scripts(document, keys)));
    let Some((day, place)) = found.or_else(|| in_picture(document)) else { return };
    remarks.push(format!(
        "no date is shown or stated; {place} has {day}: if nothing better is found, write `published: \"{day}?\"` and `published_basis: inferred-from-text`"
    ));
    facts.suggested = Some((format!("{day}?"), Basis::Inferred));
}

fn is_key(name: &str, keys: &[&str]) -> bool {
    let bare: String = name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    keys.iter().any(|key| bare.contains(key))
}

/// A whole day of a value for machines.
fn whole(value: &str) -> Option<String> {
    day::stated(value).filter(|day| day.len() == 10)
}

fn in_tags(document: &Document, keys: &[&str]) -> Option<(String, String)> {
    document.select("meta[content]").nodes().iter().find_map(|tag| {
        let name = ["property", "name", "itemprop"].iter().find_map(|key| tag.attr(key))?;
        let day = is_key(&name, keys).then(|| whole(&tag.attr_or("content", "")))??;
        Some((day, format!("its tag `{name}`")))
    })
}

/// `"published_at": "2024-03-12T10:00"` in what a script is given.
fn in_scripts(document: &Document, keys: &[&str]) -> Option<(String, String)> {
    // What describes articles is read by itself, or says of which one it speaks.
    let others = "script:not([type='application/ld+json'])";
    document.select(others).nodes().iter().find_map(|script| {
        let text = script.text();
        let text = text.get(..crate::files::char_boundary(&text, MOST))?;
        // A key, what joins it to its value, the value, what follows: each between quotation marks.
        let pieces: Vec<&str> = text.split(['"', '\'']).collect();
        pieces.windows(3).find_map(|run| {
            let [key, joint, value] = run else { return None };
            let is_joint = joint.len() <= JOINT && joint.contains(':') && key.len() <= 40 && value.len() <= 40;
            let day = (is_joint && is_key(key, keys)).then(|| whole(value))??;
            Some((day, format!("`{}` in one of its scripts", key.trim_matches('\\'))))
        })
    })
}

/// Pictures are often filed by the day on which they were brought in.
fn in_picture(document: &Document) -> Option<(String, String)> {
    let address = document.select_single("meta[property='og:image']").attr("content")?;
    Some((day::in_address(&address)?, "the address of its picture".to_owned()))
}
