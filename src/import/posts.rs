//! Reads posts: exports of Telegram, X, Mastodon and Bluesky, and saved pages of their sites. One post is one publication, dated and
//! given to its author.

use std::collections::BTreeSet;

use dom_query::{Document, NodeId, NodeRef, Selection};
use serde_json::Value;

use super::error::ImportError;
use super::facts::Basis;
use super::look::Look;
use super::page;
use super::saved::{Excerpt, Saved};
use super::{cues, decode, highlights};
use crate::foreign;

/// More posts than this are not read out of one file.
const MOST: usize = 200_000;

/// What is told of a post.
#[derive(Debug, Default)]
struct Post {
    id: String,
    site: &'static str,
    author: String,
    day: String,
    address: Option<String>,
    text: String,
    remarks: Vec<String>,
}

impl Post {
    fn saved(self) -> Saved {
        let mut saved = Saved::of_text(self.text.trim().to_owned() + "\n");
        let place = "the post";
        let words: Vec<&str> = self.text.split_whitespace().take(9).collect();
        let dots = if self.text.split_whitespace().nth(9).is_some() { " …" } else { "" };
        saved.facts.title(&format!("{}: {}{dots}", self.author, words.join(" ")), place);
        saved.facts.outlet(self.site, place);
        saved.facts.kind("social-post", place);
        saved.facts.published(&self.day, Basis::Metadata, place);
        saved.facts.authors([self.author.as_str()], place);
        if let Some(address) = &self.address {
            saved.facts.address(address, place);
        }
        let claimant = Some(self.author).filter(|author| !author.is_empty());
        saved.excerpts.push(Excerpt { words: self.text.trim().to_owned(), claimant, locator: None, comment: None });
        saved.remarks = self.remarks;
        saved.part = Some(self.id);
        saved
    }
}

pub fn is_json(look: &Look) -> bool {
    let mut signs = look.head.chars().filter(|sign| !sign.is_whitespace());
    let begins = match (signs.next(), signs.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[' | ']')) => true,
        _ => look.head.starts_with("window.ytd."),
    };
    begins && matches!(look.extension.as_str(), "json" | "js" | "txt" | "")
}

pub fn read_json(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let text = decode::text(look.bytes())?.text;
    // What X exports begins as a script.
    let json = if text.trim_start().starts_with("window.") {
        text.split_once('=').map_or("", |(_, json)| json)
    } else {
        &text
    };
    let value: Value = serde_json::from_str(json.trim().trim_end_matches(';'))
        .map_err(|_| ImportError::Damaged("its JSON is broken"))?;
    if let Some(found) = cues::whisper(&value) {
        return found;
    }
    if let Some(found) = highlights::read(&value) {
        return Ok(found);
    }
    let posts = telegram(&value).or_else(|| of_list(&value));
    match posts {
        Some((mut posts, silent)) if !posts.is_empty() => {
            if let Some(first) = posts.first_mut().filter(|_| silent > 0) {
                first.remarks.push(format!(
                    "{silent} other entries of the export have no words of their own (pictures, reposts, notices) and were not read"
                ));
            }
            Ok(posts.into_iter().take(MOST).map(Post::saved).collect())
        }
        _ => Err(ImportError::Unread {
            what: "JSON of a kind that is not known",
            advice: "known are exports of Telegram (result.json), X, Mastodon, Bluesky, Whisper, Zotero and Hypothesis; save the page itself, or paste the words into a .txt file",
        }),
    }
}

fn text<'a>(value: &'a Value, path: &str) -> Option<&'a str> {
    value.pointer(path)?.as_str().filter(|text| !text.is_empty())
}

fn id(value: &Value, path: &str) -> String {
    value.pointer(path).map_or_else(String::new, |id| id.as_str().map_or_else(|| id.to_string(), str::to_owned))
}

/// What a post has beside its words, which is not read.
fn media(value: &Value, paths: &[&str]) -> Option<String> {
    let is_there = |path: &&str| match value.pointer(path) {
        Some(Value::Array(list)) => !list.is_empty(),
        Some(Value::Null) | None => false,
        Some(_) => true,
    };
    paths.iter().any(is_there).then(|| "its picture or recording was not read".to_owned())
}

/// That a post answers another, without which it may mean something else.
fn answer(value: &Value, paths: &[&str]) -> Option<String> {
    let other = paths.iter().map(|path| id(value, path)).find(|other| !other.is_empty() && other != "null")?;
    Some(format!("the post is a reply (to {other}): read what it answers before you quote it"))
}

/// One chat, or all of them; and how many entries have no words.
fn telegram(value: &Value) -> Option<(Vec<Post>, usize)> {
    let mut all = 0;
    let chats: Vec<&Value> = match value.pointer("/chats/list").and_then(Value::as_array) {
        Some(list) => list.iter().collect(),
        None => vec![value],
    };
    let mut posts = Vec::new();
    for chat in chats {
        let messages = chat.get("messages")?.as_array()?;
        let name = text(chat, "/name").unwrap_or("unknown");
        all += messages.len();
        for message in messages.iter().filter(|message| text(message, "/type") == Some("message")) {
            let words = telegram_words(message.get("text")?);
            let mut remarks = Vec::new();
            if let Some(from) = text(message, "/forwarded_from") {
                remarks.push(format!("the post was forwarded from {from}: the words are theirs (`derived_from`)"));
            }
            if let Some(day) = text(message, "/edited") {
                remarks.push(format!("the post was edited on {day}"));
            }
            remarks.extend(answer(message, &["/reply_to_message_id"]));
            remarks.extend(media(message, &["/photo", "/file", "/poll"]));
            remarks.push(format!(
                "the export does not say the channel's address: write it as `url`, https://t.me/NAME/{}",
                id(message, "/id")
            ));
            let author = text(message, "/from").unwrap_or(name).to_owned();
            let day = text(message, "/date").unwrap_or_default().to_owned();
            posts.push(Post {
                id: id(message, "/id"),
                site: "Telegram",
                author,
                day,
                address: None,
                text: words,
                remarks,
            });
        }
    }
    posts.retain(|post| !post.text.trim().is_empty());
    let silent = all - posts.len().min(all);
    Some((posts, silent))
}

/// A text, or a list of texts and of texts with a style.
fn telegram_words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(parts) => {
            parts.iter().map(|part| part.as_str().or_else(|| text(part, "/text")).unwrap_or_default()).collect()
        }
        _ => String::new(),
    }
}

/// Posts of the other sites, alone or in lists; and how many entries have no words.
fn of_list(value: &Value) -> Option<(Vec<Post>, usize)> {
    let lists = ["/orderedItems", "/posts", "/feed", "/data", "/statuses", "/tweets", "/thread/replies"];
    let list = value.as_array().or_else(|| lists.iter().find_map(|path| value.pointer(path)?.as_array()));
    let one = |value: &Value| mastodon(value).or_else(|| bluesky(value)).or_else(|| x(value));
    let mut posts: Vec<Post> = value.pointer("/thread").and_then(one).into_iter().collect();
    let before = posts.len();
    match list {
        Some(list) => posts.extend(list.iter().filter_map(one)),
        None => posts.extend(one(value).filter(|_| value.get("thread").is_none())),
    }
    let silent = list.map_or(0, |list| list.len() - (posts.len() - before));
    Some((posts, silent))
}

fn mastodon(value: &Value) -> Option<Post> {
    let note = value.get("object").filter(|object| object.is_object()).unwrap_or(value);
    let content = text(note, "/content")?;
    let day = text(note, "/created_at").or_else(|| text(note, "/published"))?;
    let author = text(note, "/account/display_name")
        .or_else(|| text(note, "/account/acct"))
        .or_else(|| text(note, "/attributedTo"))?;
    let author = author.rsplit('/').next().unwrap_or(author).to_owned();
    let words = page::fragment(content).ok()?.text;
    let address =
        text(note, "/url").or_else(|| text(note, "/id").filter(|id| id.starts_with("http"))).map(str::to_owned);
    let edited = text(note, "/edited_at").map(|day| format!("the post was edited on {day}"));
    let warned = text(note, "/spoiler_text").or_else(|| text(note, "/summary"));
    let warned =
        warned.map(|words| format!("its author put these words before it, which are not in the capture: “{words}”"));
    let media = media(note, &["/media_attachments", "/attachment", "/poll"]);
    let reply = answer(note, &["/in_reply_to_id", "/inReplyTo"]);
    let remarks = edited.into_iter().chain(warned).chain(reply).chain(media).collect();
    Some(Post { id: id(note, "/id"), site: "Mastodon", author, day: day.to_owned(), address, text: words, remarks })
}

fn bluesky(value: &Value) -> Option<Post> {
    let post = value.get("post").unwrap_or(value);
    let words = text(post, "/record/text").or_else(|| text(post, "/value/text"))?;
    let day = text(post, "/record/createdAt").or_else(|| text(post, "/value/createdAt"))?;
    let handle = text(post, "/author/handle").unwrap_or_default();
    let author = text(post, "/author/displayName").unwrap_or(handle).to_owned();
    let uri = text(post, "/uri").unwrap_or_default();
    let key = uri.rsplit('/').next().unwrap_or_default();
    let address =
        (!handle.is_empty() && !key.is_empty()).then(|| format!("https://bsky.app/profile/{handle}/post/{key}"));
    Some(Post {
        id: key.to_owned(),
        site: "Bluesky",
        author,
        day: day.to_owned(),
        address,
        text: words.to_owned(),
        remarks: answer(post, &["/record/reply/parent/uri", "/value/reply/parent/uri"])
            .into_iter()
            .chain(media(post, &["/record/embed", "/value/embed", "/embed"]))
            .collect(),
    })
}

fn x(value: &Value) -> Option<Post> {
    let tweet = value.get("tweet").unwrap_or(value);
    let words = text(tweet, "/full_text").or_else(|| text(tweet, "/text"))?;
    let day = text(tweet, "/created_at")?;
    let key = text(tweet, "/id_str").or_else(|| text(tweet, "/id")).unwrap_or_default();
    let handle = text(tweet, "/user/screen_name").unwrap_or_default();
    let author = text(tweet, "/user/name").unwrap_or(handle).to_owned();
    let address = (!key.is_empty())
        .then(|| format!("https://x.com/{}/status/{key}", if handle.is_empty() { "i" } else { handle }));
    let mut remarks = Vec::new();
    if author.is_empty() {
        remarks.push("the export does not say whose account it is: write it as `authors`".to_owned());
    }
    if let Some((from, _)) = words.strip_prefix("RT @").and_then(|rest| rest.split_once(':')) {
        remarks.push(format!("the post repeats one of @{from}: the words are theirs (`derived_from`)"));
    }
    if tweet.get("truncated").and_then(Value::as_bool) == Some(true) {
        remarks.push("the export has the beginning only: save the post itself".to_owned());
    }
    remarks.extend(answer(tweet, &["/in_reply_to_status_id_str", "/in_reply_to_status_id"]));
    remarks.extend(media(tweet, &["/entities/media", "/extended_entities/media"]));
    let words = words.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">");
    Some(Post { id: key.to_owned(), site: "X", author, day: twitter_day(day), address, text: words, remarks })
}

/// `Tue Mar 12 10:00:00 +0000 2024` with the year where dates in words have it.
fn twitter_day(day: &str) -> String {
    match day.split_whitespace().collect::<Vec<_>>().as_slice() {
        [_, month, date, _, _, year] => format!("{date} {month} {year}"),
        _ => day.to_owned(),
    }
}

/// How a site marks its posts: the site, a post, its words, its time, its author, and the attribute with its address.
struct Site {
    name: &'static str,
    post: &'static str,
    words: &'static str,
    author: &'static str,
    key: &'static str,
    base: &'static str,
}

const SITES: [Site; 5] = [
    Site {
        name: "Telegram",
        post: ".tgme_widget_message[data-post]",
        words: ".tgme_widget_message_text",
        author: ".tgme_widget_message_owner_name",
        key: "data-post",
        base: "https://t.me/",
    },
    Site { name: "Telegram", post: ".message.default[id]", words: ".text", author: ".from_name", key: "id", base: "" },
    Site {
        name: "X",
        post: "article[data-testid=tweet]",
        words: "[data-testid=tweetText]",
        author: "[data-testid=User-Name]",
        key: "data-tweet-id",
        base: "",
    },
    Site {
        name: "Mastodon",
        post: ".detailed-status, .status[data-id]",
        words: ".status__content, .e-content",
        author: ".display-name__html, .p-name",
        key: "data-id",
        base: "",
    },
    Site {
        name: "Bluesky",
        post: "[data-testid^=postThreadItem]",
        words: "[data-testid=postText]",
        author: "[data-testid=profileHeaderDisplayName], a[href*='/profile/']",
        key: "data-testid",
        base: "",
    },
];

/// Signs, in the first letters of a page or anywhere in it, that it is one of posts.
pub fn is_page(look: &Look) -> bool {
    let signs: [&[u8]; 5] = [
        b"tgme_widget_message_text",
        b"class=\"message default",
        b"data-testid=\"tweetText\"",
        b"detailed-status__",
        b"data-testid=\"postThreadItem",
    ];
    look.head.starts_with('<') && signs.iter().any(|sign| memchr::memmem::find(look.bytes(), sign).is_some())
}

pub fn read_page(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let text = decode::page(look.bytes())?.text;
    let document = foreign::parse(&text)?;
    let posts: Vec<Saved> = SITES.iter().flat_map(|site| on_page(&document, site)).map(Post::saved).collect();
    if posts.is_empty() { Ok(vec![page::read(&text)?]) } else { Ok(posts) }
}

fn on_page(document: &Document, site: &Site) -> Vec<Post> {
    let mut posts: Vec<Post> = Vec::new();
    let squeezed = |selection: &Selection| selection.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let all = document.select(site.post);
    let known: BTreeSet<NodeId> = all.nodes().iter().map(|node| node.id).collect();
    let is_known = |node: &NodeRef| known.contains(&node.id);
    for (number, post) in all.iter().enumerate().take(10_000) {
        // A post inside of a post is a part of it, and its words are read once.
        if post.nodes().iter().any(|node| node.ancestors_it(None).any(|above| is_known(&above))) {
            continue;
        }
        let Ok(words) = page::fragment(&post.select(site.words).first().inner_html()) else { continue };
        let time = post
            .select("time[datetime]")
            .first()
            .attr("datetime")
            .or_else(|| post.select(".date[title]").first().attr("title"));
        let key = post.attr(site.key).map(|key| key.to_string()).filter(|_| !site.key.starts_with("data-testid"));
        let link = post
            .select("a[href*='/status/'], a.tgme_widget_message_date, a.detailed-status__datetime")
            .first()
            .attr("href")
            .map(|link| link.to_string());
        let own = key.as_ref().filter(|_| !site.base.is_empty()).map(|key| format!("{}{key}", site.base));
        let author = squeezed(&post.select(site.author).first());
        // Several posts in a row name their author once.
        let author =
            if author.is_empty() { posts.last().map(|last| last.author.clone()).unwrap_or_default() } else { author };
        let id = key
            .unwrap_or_else(|| format!("{}", number + 1))
            .rsplit('/')
            .next()
            .unwrap_or_default()
            .trim_start_matches("message")
            .to_owned();
        let day = time.map(|time| time.to_string()).unwrap_or_default();
        if !words.text.trim().is_empty() {
            posts.push(Post {
                id,
                site: site.name,
                author,
                day,
                address: own.or(link),
                text: words.text,
                remarks: Vec::new(),
            });
        }
    }
    posts
}
