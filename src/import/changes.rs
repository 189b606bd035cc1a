//! What is different in a page that was imported before, and whether it is that page.

use super::Here;

/// "2 paragraph(s) are new, the first: “…”; 1 paragraph(s) are gone, the first: “…”"; none: the words are the same.
pub fn changes(before: &str, after: &str) -> Option<String> {
    let paragraphs = |text: &str| -> Vec<String> {
        let all = text.split("\n\n").map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "));
        all.filter(|one| !one.is_empty()).collect()
    };
    let (old, new) = (paragraphs(before), paragraphs(after));
    let missing = |from: &[String], other: &[String]| -> Vec<String> {
        let known: std::collections::BTreeSet<&String> = other.iter().collect();
        from.iter().filter(|one| !known.contains(one)).cloned().collect()
    };
    let (added, taken) = (missing(&new, &old), missing(&old, &new));
    let told = |list: &[String], what: &str| {
        let first: String = list.first()?.chars().take(80).collect();
        Some(format!("{} paragraph(s) {what}, the first: “{first}”", list.len()))
    };
    let parts: Vec<String> = [told(&added, "are new"), told(&taken, "are gone")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Whether two copies are of one publication: at the same address, or, where one has none, with half of the words in paragraphs that
/// both have: a title and a byline alone make no publication the same.
fn are_one(before: &str, old_address: Option<&str>, after: &str, new_address: Option<&str>) -> bool {
    if let (Some(old), Some(new)) = (old_address, new_address) {
        return super::bare_address(old) == super::bare_address(new);
    }
    let paragraphs = |text: &str| -> std::collections::BTreeSet<String> {
        let all = text.split("\n\n").map(|one| one.split_whitespace().collect::<Vec<_>>().join(" "));
        all.filter(|one| !one.is_empty()).collect()
    };
    let (old, new) = (paragraphs(before), paragraphs(after));
    let words = |paragraph: &String| paragraph.split(' ').count();
    let all = |paragraphs: &std::collections::BTreeSet<String>| paragraphs.iter().map(words).sum::<usize>();
    old.intersection(&new).map(words).sum::<usize>() * 2 >= all(&old).min(all(&new))
}

/// Whether a publication may have an id: nothing has it yet, or the source and the copy that have it are of that publication.
pub fn may_have(here: &Here, text: impl Fn(&str) -> Option<String>) -> bool {
    let Some(source) = text(&format!("content/sources/{}.md", here.id)) else { return true };
    let known = text(&format!("content/captures/{}.txt", here.id)).unwrap_or_default();
    let address = source.lines().find_map(|line| line.strip_prefix("url: "));
    let address = address.map(|value| value.trim().trim_matches(['"', '\'']));
    are_one(&known, address, here.capture, here.address)
}
