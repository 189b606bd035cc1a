//! The facts in a page's JSON-LD: what the page tells search engines about its article.
//!
//! Pages hold several blocks, put the article into `@graph`, into arrays or under `mainEntity`, name its publisher by `@id`, and break
//! their JSON. A broken block is passed over with a remark. What is nested is never followed deeper than the parser's own limit.

use std::collections::BTreeMap;

use dom_query::{Document, NodeRef};
use serde_json::{Map, Value};

use super::compare::is_title_of;
use super::facts::{Basis, Facts};

type Object = Map<String, Value>;

const PLACE: &str = "JSON-LD";

/// Adds what the page's first article states.
pub fn read(document: &Document, facts: &mut Facts, remarks: &mut Vec<String>) {
    let mut blocks = Vec::new();
    let mut broken = 0;
    let mut torn: Vec<String> = Vec::new();
    for script in scripts(document) {
        match parse(&script.text()) {
            Some(value) => blocks.push(value),
            None => {
                broken += 1;
                torn.extend(day_of_torn(&script.text()));
            }
        }
    }
    if broken > 0 {
        remarks.push(format!("{broken} JSON-LD block(s) of the page are broken and were passed over"));
    }
    let page_title = document.select_single("title").text();
    let mut nodes = Vec::new();
    for block in &blocks {
        gather(block, &mut nodes);
    }
    let mut by_id: BTreeMap<&str, &Object> = BTreeMap::new();
    for node in &nodes {
        if let Some(id) = node.get("@id").and_then(Value::as_str)
            && node.len() > 1
        {
            by_id.entry(id).or_insert(node);
        }
    }
    let articles: Vec<&&Object> = nodes.iter().filter(|node| is_article(node)).collect();
    // Some systems describe the page and not the article on it; its date is the article's.
    let page = || nodes.iter().find(|node| is_dated_page(node));
    if let Some(article) = articles.first().copied().or_else(page) {
        read_article(article, &page_title, &by_id, facts, remarks);
    }
    // The one day of what is broken can still be read.
    if let [day] = torn.as_slice()
        && facts.lacks_date()
    {
        facts.published(day, Basis::Metadata, "broken JSON-LD");
    }
    if articles.len() > 1 {
        remarks.push(format!("the page's JSON-LD describes {} articles; the first is used", articles.len()));
    }
}

/// The texts that the page's articles are said to have.
pub fn bodies(document: &Document) -> Vec<String> {
    let blocks = blocks(document);
    let bodies = articles(&blocks).into_iter().filter_map(|node| node.get("articleBody")?.as_str());
    bodies.filter(|body| !body.contains(['<', '&'])).map(str::to_owned).collect()
}

/// How many entries the page's live blog is said to have, if it is said to be one.
pub fn live_entries(document: &Document) -> Option<usize> {
    let blocks = blocks(document);
    let live = articles(&blocks).into_iter().find(|node| types(node).contains(&"LiveBlogPosting"))?;
    Some(live.get("liveBlogUpdate").and_then(Value::as_array).map_or(0, Vec::len))
}

/// Where an article says that it is not free to read: the selectors of the parts that it closes off.
pub fn closed(document: &Document) -> Option<Vec<String>> {
    let is_closed = |object: &Object| {
        object.get("isAccessibleForFree").is_some_and(|free| {
            *free == Value::Bool(false) || free.as_str().is_some_and(|free| free.eq_ignore_ascii_case("false"))
        })
    };
    let blocks = blocks(document);
    articles(&blocks).into_iter().find_map(|article| {
        let parts = match article.get("hasPart") {
            Some(Value::Array(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        let parts: Vec<&Object> = parts.iter().filter_map(Value::as_object).filter(|part| is_closed(part)).collect();
        let selector = |part: &&Object| Some(part.get("cssSelector")?.as_str()?.to_owned());
        (is_closed(article) || !parts.is_empty()).then(|| parts.iter().filter_map(selector).collect())
    })
}

fn blocks(document: &Document) -> Vec<Value> {
    scripts(document).iter().filter_map(|script| parse(&script.text())).collect()
}

/// All articles that blocks describe.
fn articles(blocks: &[Value]) -> Vec<&Object> {
    let mut nodes = Vec::new();
    for block in blocks {
        gather(block, &mut nodes);
    }
    nodes.retain(is_article);
    nodes
}

/// The scripts that are JSON-LD: by their type, whatever stands behind it; some systems forget to write it.
fn scripts(document: &Document) -> Vec<NodeRef<'_>> {
    let is_one = |script: &NodeRef| match script.attr("type") {
        Some(kind) => kind.to_ascii_lowercase().trim_start().starts_with("application/ld+json"),
        None => {
            let text = script.text();
            text.trim_start().starts_with('{') && text.contains("\"@context\"")
        }
    };
    document.select("script").nodes().iter().filter(|script| is_one(script)).cloned().collect()
}

/// The block as JSON; once more without the wrappings and raw line breaks that some systems write into it.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim();
    serde_json::from_str(text).ok().or_else(|| {
        let bare = ["<!--", "//<![CDATA[", "<![CDATA["].iter().find_map(|open| text.strip_prefix(open)).unwrap_or(text);
        let bare = ["-->", "//]]>", "]]>"].iter().find_map(|close| bare.trim_end().strip_suffix(close)).unwrap_or(bare);
        let flat: String = bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(flat.trim().trim_end_matches(';')).ok()
    })
}

/// The days that a block states which is no JSON.
fn day_of_torn(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\"datePublished\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Some(value.split('"').next()?.to_owned()).filter(|day| day.len() < 60)
}

/// The objects that a block describes in its own right. The depth of a parsed value is limited, hence so is this recursion.
fn gather<'a>(value: &'a Value, nodes: &mut Vec<&'a Object>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, nodes)),
        Value::Object(object) => {
            nodes.push(object);
            for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                if let Some(inner @ (Value::Array(_) | Value::Object(_))) = object.get(key) {
                    gather(inner, nodes);
                }
            }
        }
        _ => {}
    }
}

/// The names of an object's types, without `schema:` or the vocabulary's address.
fn types(object: &Object) -> Vec<&str> {
    let values = match object.get("@type") {
        Some(Value::Array(values)) => values.as_slice(),
        Some(value) => std::slice::from_ref(value),
        None => &[],
    };
    values.iter().filter_map(Value::as_str).map(|name| name.rsplit(['/', ':', '#']).next().unwrap_or(name)).collect()
}

fn is_article(object: &&Object) -> bool {
    types(object).iter().any(|name| name.ends_with("Article") || name.ends_with("Posting") || *name == "Report")
}

fn is_dated_page(object: &Object) -> bool {
    let is_whole = |name: &&str| {
        name.ends_with("WebPage")
            || matches!(*name, "Recipe" | "Question" | "QAPage" | "CreativeWork" | "Event" | "Course" | "HowTo")
    };
    types(object).iter().any(is_whole) && object.contains_key("datePublished")
}

fn read_article(
    article: &Object,
    page_title: &str,
    by_id: &BTreeMap<&str, &Object>,
    facts: &mut Facts,
    remarks: &mut Vec<String>,
) {
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(unescaped);
    let titles: Vec<String> =
        ["headline", "name"].into_iter().filter_map(text).filter(|title| !title.trim().is_empty()).collect();
    // Some systems describe the article in one of the two: the title in the page's head decides.
    let in_head = titles.iter().find(|title| is_title_of(title, page_title));
    if let Some(title) = in_head.or(titles.first()) {
        facts.title(title, PLACE);
    }
    for key in ["publisher", "sourceOrganization"] {
        if let Some(outlet) = article.get(key).and_then(|value| names(value, by_id).into_iter().next()) {
            facts.outlet(&outlet, PLACE);
        }
    }
    for key in ["author", "creator"] {
        let names = article.get(key).map(|value| names(value, by_id)).unwrap_or_default();
        facts.authors(names.iter().map(String::as_str), PLACE);
    }
    if let Some(day) = text("datePublished") {
        facts.published(&day, Basis::Metadata, PLACE);
    }
    if let (Some(published), Some(modified)) = (text("datePublished"), text("dateModified"))
        && let (Some(published), Some(modified)) = (super::day::stated(&published), super::day::stated(&modified))
        && published != modified
    {
        remarks.push(format!("the page says that it was changed on {modified}; the capture is of the changed page"));
    }
    match article.get("inLanguage") {
        Some(Value::String(language)) => facts.language(language, PLACE),
        Some(Value::Object(language)) => {
            let tag = language.get("alternateName").and_then(Value::as_str).unwrap_or_default();
            facts.language(tag, PLACE);
        }
        _ => {}
    }
    let page = article.get("mainEntityOfPage");
    let page_id = page.and_then(|page| page.as_str().or_else(|| page.get("@id").and_then(Value::as_str)));
    for address in [article.get("url").and_then(Value::as_str), page_id].into_iter().flatten() {
        facts.address(address, PLACE);
    }
    if let Some((kind, name)) = types(article).iter().find_map(|name| Some((kind(name)?, *name))) {
        facts.kind(kind, PLACE);
        remarks.push(format!(
            "the kind `{kind}` is from the page's type {name}; a wire story or a rewrite looks the same there"
        ));
    }
}

/// The kind of source that a type states; `None` for types that say only that there is an article.
fn kind(name: &str) -> Option<&'static str> {
    match name {
        "NewsArticle" | "ReportageNewsArticle" | "LiveBlogPosting" => Some("news-report"),
        "BackgroundNewsArticle" => Some("explainer"),
        "SocialMediaPosting" | "DiscussionForumPosting" => Some("social-post"),
        _ => None,
    }
}

/// The names in a value: a text, an object with a `name`, an `@id` of another object, or a list of such.
fn names(value: &Value, by_id: &BTreeMap<&str, &Object>) -> Vec<String> {
    let of_object = |object: &Object| match object.get("name") {
        Some(Value::String(name)) => Some(unescaped(name)),
        Some(Value::Array(names)) => names.first().and_then(Value::as_str).map(unescaped),
        _ => None,
    };
    let of_one = |value: &Value| match value {
        Value::String(name) => Some(unescaped(name)),
        Value::Object(object) => of_object(object).or_else(|| {
            let id = object.get("@id").and_then(Value::as_str)?;
            of_object(by_id.get(id)?)
        }),
        _ => None,
    };
    match value {
        Value::Array(values) => values.iter().filter_map(of_one).collect(),
        value => of_one(value).into_iter().collect(),
    }
}

/// `text` with HTML's entities resolved, which many systems write into JSON; it stays text: no tag in it counts.
pub fn unescaped(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..2 {
        if !text.contains('&') || text.len() > 10_000 {
            break;
        }
        text = Document::fragment(text.replace('<', "&lt;")).text().to_string();
    }
    text
}
