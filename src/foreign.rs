//! HTML that other people wrote: bounded before anything is made of it, then parsed or sanitised.
//!
//! HTML lets a short text ask for much work. Three ways are known to hurt the parser, and each has its guard: nesting (every start tag
//! searches the elements that are open), formatting elements left open (every later paragraph opens all of them again), and tags with
//! many attributes (each is compared with the ones before it). Browsers stop at 512 levels too.

use dom_query::Document;
use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document, tree_builder::TreeBuilderOpts};

use crate::files::char_boundary;
use crate::html::Markup;

const MAX_DEPTH: usize = 512;
const MAX_ATTRIBUTES: usize = 2_000;
const MAX_NODES: usize = 400_000;
/// The parser is fed in pieces of this many bytes, and its nodes counted after each.
const PIECE: usize = 4096;

/// Elements that hold nothing, or that the parser closes by itself.
const NOT_NESTING: &[&str] = &[
    "a", "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th",
    "thead", "tr", "track", "wbr",
];

/// What a text has too much of: "more than 512 elements inside one another".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreasonable(pub String);

/// `html` with harmless markup alone, unless it asks for unreasonable work.
pub fn sanitise(html: &str) -> Result<Markup, Unreasonable> {
    parse(html).map(|_| Markup::sanitised(html))
}

/// Parses `html` unless it asks for unreasonable work.
pub fn parse(html: &str) -> Result<Document, Unreasonable> {
    let size = measure(html);
    if size.depth > MAX_DEPTH {
        return Err(Unreasonable(format!("more than {MAX_DEPTH} elements inside one another")));
    }
    if size.attributes > MAX_ATTRIBUTES {
        return Err(Unreasonable(format!("a tag with more than {MAX_ATTRIBUTES} attributes")));
    }
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: true, ..Default::default() },
        ..Default::default()
    };
    let mut parser = parse_document(Document::default(), options);
    for piece in pieces(html) {
        parser.process(piece.into());
        if parser.tokenizer.sink.sink.tree.len() > MAX_NODES {
            return Err(Unreasonable(format!("more than {MAX_NODES} elements and texts")));
        }
    }
    Ok(parser.finish())
}

/// What a reader reads in some HTML: the words of its text, and those that stand in tags. All of it where it asks for
/// unreasonable work.
pub fn words(html: &str) -> Vec<String> {
    let Ok(document) = parse(html) else { return vec![html.to_owned()] };
    let mut words = vec![document.select("body").text().split_whitespace().collect::<Vec<_>>().join(" ")];
    for name in ["alt", "title", "aria-label", "placeholder"] {
        let named = document.select(&format!("[{name}]"));
        words.extend(named.iter().filter_map(|element| element.attr(name)).map(|value| value.to_string()));
    }
    words.retain(|words| !words.trim().is_empty());
    words
}

/// `text` cut into pieces at character boundaries.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = char_boundary(rest, PIECE);
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

/// How much a text asks for, estimated from its tags.
#[derive(Debug, Default, PartialEq, Eq)]
struct Size {
    depth: usize,
    attributes: usize,
}

/// Runs over the tags once. What is inside comments, scripts and styles is no tag.
fn measure(html: &str) -> Size {
    let mut size = Size::default();
    let mut open = 0usize;
    // Inside of drawings a tag may close itself.
    let mut drawn = 0usize;
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (closes, named) = after.strip_prefix('/').map_or((false, after), |named| (true, named));
        if !named.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let end = named.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(named.len());
        let Some((name, attributes)) = named.split_at_checked(end) else {
            break;
        };
        let name = name.to_ascii_lowercase();
        let (count, after) = skip_attributes(attributes);
        size.attributes = size.attributes.max(count);
        rest = after;
        let closes_itself =
            drawn > 0 && attributes.get(..attributes.len() - after.len()).is_some_and(|tag| tag.ends_with("/>"));
        let nests = usize::from(!closes_itself && !NOT_NESTING.contains(&name.as_str()));
        if matches!(name.as_str(), "svg" | "math") && !closes_itself {
            drawn = if closes { drawn.saturating_sub(1) } else { drawn + 1 };
        }
        if closes {
            open = open.saturating_sub(nests);
        } else {
            open += nests;
            size.depth = size.depth.max(open);
        }
        if !closes && matches!(name.as_str(), "script" | "style" | "noscript") {
            rest = skip_raw(after, &name);
        }
    }
    size
}

/// The number of attributes up to the tag's end, and what follows the tag.
fn skip_attributes(tag: &str) -> (usize, &str) {
    let mut count = 0;
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(after) = rest.strip_prefix('>') {
            return (count, after);
        }
        if rest.is_empty() {
            return (count, rest);
        }
        count += 1;
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(_, c)| c.is_whitespace() || "=/>".contains(*c))
            .map_or(rest.len(), |(at, _)| at);
        rest = rest.get(end..).unwrap_or_default();
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            continue;
        };
        let value = value.trim_start();
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                value.get(1..).and_then(|inside| inside.split_once(quote)).map_or("", |(_, after)| after)
            }
            _ => {
                value.find(|c: char| c.is_whitespace() || c == '>').and_then(|end| value.get(end..)).unwrap_or_default()
            }
        };
    }
}

/// What follows the end tag of a script or style.
fn skip_raw<'a>(text: &'a str, name: &str) -> &'a str {
    let is_end = |at: &usize| {
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    text.match_indices("</").map(|(at, _)| at).find(is_end).and_then(|at| text.get(at..)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_measured_without_parsing() {
        let page = "<div a b='x > y' c=\"<b>\"><p>one<p>two<!-- <div><div><div> --><script>'<div><div><div>'</script><i>x</i></div>";
        assert_eq!(measure(page), Size { depth: 2, attributes: 3 });
        assert_eq!(measure("a < b <3 </ <"), Size::default());
    }
}
