//! Reads feeds (RSS, Atom): each item is a publication with its address and date. What a feed holds is often the beginning only.

use super::decode;
use super::error::ImportError;
use super::facts::Basis;
use super::look::Look;
use super::page;
use super::saved::Saved;
use super::xml::{Met, attribute, walk};

/// Fewer letters than this are a teaser.
const TEASER: usize = 600;

pub fn is(look: &Look) -> bool {
    let begins = look.head.starts_with("<?xml") || look.head.starts_with("<rss") || look.head.starts_with("<feed");
    begins && ["<rss", "<feed", "<rdf:rdf"].iter().any(|root| look.head.contains(root))
}

#[derive(Debug, Default)]
struct Item {
    title: String,
    link: String,
    day: String,
    author: String,
    summary: String,
    content: String,
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let xml = decode::page(look.bytes())?.text;
    let mut items: Vec<Item> = Vec::new();
    let mut outlet = String::new();
    let (mut open, mut path): (Option<Item>, Vec<String>) = (None, Vec::new());
    walk(&xml, |met| match met {
        Met::Open(name, attributes) => {
            path.push(name.to_owned());
            match (name, &mut open) {
                ("item" | "entry", _) => open = Some(Item::default()),
                ("link", Some(item)) if item.link.is_empty() => {
                    let is_own = attribute(attributes, "rel").is_none_or(|rel| rel == "alternate");
                    item.link = attribute(attributes, "href").filter(|_| is_own).unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        Met::Text(text) => {
            let name = path.last().map_or("", String::as_str);
            match &mut open {
                Some(item) => {
                    let field = match name {
                        "title" => &mut item.title,
                        "link" => &mut item.link,
                        "pubDate" | "published" | "date" | "updated" if item.day.is_empty() => &mut item.day,
                        "name" | "creator" | "author" => &mut item.author,
                        "description" | "summary" => &mut item.summary,
                        "encoded" | "content" => &mut item.content,
                        _ => return,
                    };
                    field.push_str(text);
                }
                None if name == "title" && outlet.is_empty() => text.trim().clone_into(&mut outlet),
                None => {}
            }
        }
        Met::Close(name) => {
            path.pop();
            if matches!(name, "item" | "entry") {
                items.extend(open.take());
            }
        }
    })?;
    let saved = items.into_iter().enumerate().filter_map(|(number, item)| of_item(item, number, &outlet));
    Ok(saved.collect())
}

fn of_item(item: Item, number: usize, outlet: &str) -> Option<Saved> {
    let words = if item.content.trim().is_empty() { &item.summary } else { &item.content };
    let mut saved = page::fragment(words).ok()?;
    let place = "the feed";
    saved.facts.title(&item.title, place);
    saved.facts.outlet(outlet, place);
    saved.facts.published(item.day.trim(), Basis::Metadata, place);
    saved.facts.authors([item.author.trim()], place);
    saved.facts.address(item.link.trim(), place);
    let title = item.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let parted = if title.is_empty() { String::new() } else { format!("{title}\n\n") };
    let moved = parted.len();
    for mark in &mut saved.marks {
        mark.span = mark.span.start + moved..mark.span.end + moved;
    }
    saved.text.insert_str(0, &parted);
    if saved.text.len() < TEASER {
        saved.remarks.push("the feed has the beginning only, as it seems: save the page itself".to_owned());
    }
    saved.part = Some(if item.link.trim().is_empty() { (number + 1).to_string() } else { item.link.trim().to_owned() });
    Some(saved)
}
