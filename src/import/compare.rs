//! When two statements about one thing agree, although they differ by a letter.

/// The language of a tag without its region.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// Letters and digits only: quotation marks and cases of titles vary between places.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// One holds the other: "Title" and "Title | Outlet" do not disagree.
pub fn overlap(a: &str, b: &str) -> bool {
    let (a, b) = (letters(a), letters(b));
    a.contains(&b) || b.contains(&a)
}

/// Whether a page whose `<title>` is `in_head` bears the title `text`, and not just the site's name behind it.
pub fn is_title_of(text: &str, in_head: &str) -> bool {
    overlap(text, in_head) && text.trim().len() * 3 >= in_head.trim().len()
}

/// One name in common is enough: one place gives the first author, another gives all.
pub fn same_people(a: &[String], b: &[String]) -> bool {
    let known: Vec<String> = a.iter().map(|name| letters(name)).collect();
    b.iter().any(|name| known.contains(&letters(name)))
}

/// An address without what varies between copies of one page.
pub fn bare_address(address: &str) -> String {
    let lower = address.to_ascii_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.split(['#', '?']).next().unwrap_or(rest);
    let rest = ["www.", "m.", "amp."].iter().find_map(|start| rest.strip_prefix(start)).unwrap_or(rest);
    rest.trim_end_matches('/').to_owned()
}

/// "Title | Outlet" as "Title", where the outlet is known.
pub fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    let Some(outlet) = outlet else {
        return title.to_owned();
    };
    let cut = title
        .strip_suffix(outlet)
        .map(str::trim_end)
        .and_then(|rest| rest.strip_suffix(['|', '-', '–', '—', '·', '•', ':']));
    cut.map(str::trim_end).filter(|rest| !rest.is_empty()).unwrap_or(title).to_owned()
}
