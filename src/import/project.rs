//! The project that `onrecord init` starts: an example that builds at once, or empty files that say how to go on.

use super::source::quoted;
use crate::placeholders;

/// What a new site says of itself.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// None: the example's title, or one made of the folder's name.
    pub title: Option<String>,
    pub author: Option<String>,
    pub contact: Option<String>,
    /// None: nobody knows yet where the site will be.
    pub base_url: Option<String>,
    pub language: Option<String>,
}

/// The files of both projects.
const SHARED: &[(&str, &str)] = &[
    (".gitattributes", include_str!("../../starter/gitattributes")),
    (".gitignore", include_str!("../../starter/gitignore")),
    ("public/.gitignore", "*\n!.gitignore\n"),
    ("AGENTS.md", include_str!("../../starter/AGENTS.md")),
];

const EXAMPLE: &[(&str, &str)] = &[
    ("content/index.md", include_str!("../../starter/index.md")),
    ("content/claimants.yaml", include_str!("../../starter/claimants.yaml")),
    ("content/events.yaml", include_str!("../../starter/events.yaml")),
    ("content/places.yaml", include_str!("../../starter/places.yaml")),
    ("content/sources/harbour-office.md", include_str!("../../starter/harbour-office.md")),
    ("content/sources/evening-post.md", include_str!("../../starter/evening-post.md")),
    ("content/notes/two-counts.md", include_str!("../../starter/two-counts.md")),
    ("content/captures/harbour-office.txt", include_str!("../../starter/harbour-office.txt")),
    ("content/captures/evening-post.txt", include_str!("../../starter/evening-post.txt")),
    ("content/evidence.lock", include_str!("../../starter/evidence.lock")),
];

const EMPTY: &[(&str, &str)] = &[
    ("content/claimants.yaml", include_str!("../../starter/empty/claimants.yaml")),
    ("content/events.yaml", include_str!("../../starter/empty/events.yaml")),
    ("content/places.yaml", include_str!("../../starter/empty/places.yaml")),
];

/// The title of a site to which nobody gave one.
pub fn default_title(is_empty: bool, name: &str) -> String {
    if is_empty { titled(name) } else { placeholders::TITLE.to_owned() }
}

/// Path and text of each file; `name` is the folder's.
pub fn new_project(answers: &Answers, is_empty: bool, name: &str) -> Vec<(&'static str, String)> {
    let own = if is_empty { EMPTY } else { EXAMPLE };
    let mut files: Vec<(&str, String)> =
        SHARED.iter().chain(own).map(|(path, text)| (*path, (*text).to_owned())).collect();
    let title = answers.title.clone().unwrap_or_else(|| default_title(is_empty, name));
    if is_empty {
        let page = include_str!("../../starter/empty/index.md").replace("{title}", &quoted(&title));
        files.push(("content/index.md", page));
    }
    files.push(("content/site.yaml", site(answers, is_empty, &title)));
    files
}

/// Whether a page is one that `init` wrote, to which nobody has done anything.
pub fn is_starter_page(text: &str) -> bool {
    let empty = include_str!("../../starter/empty/index.md").split_once("{title}");
    let is_empty = empty.is_some_and(|(before, after)| {
        let title = text.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        title.is_some_and(|title| !title.contains('\n'))
    });
    is_empty || text == include_str!("../../starter/index.md")
}

fn site(answers: &Answers, is_empty: bool, title: &str) -> String {
    let mut lines = vec!["# What the whole site shares.".to_owned(), format!("title: {}", quoted(title))];
    if !is_empty {
        lines.push(format!("description: {}", quoted(placeholders::DESCRIPTION)));
    }
    lines.push("# Where it will be published.".to_owned());
    let base_url = answers.base_url.clone().unwrap_or_else(|| placeholders::BASE_URL.to_owned());
    lines.push(format!("base_url: {}", quoted(&base_url)));
    lines.push(format!("language: {}", quoted(answers.language.as_deref().unwrap_or("en"))));
    match &answers.author {
        Some(author) => lines.push(format!("authors: [{}]", quoted(author))),
        None => lines.push("# authors: [\"the names of those who write it\"]".to_owned()),
    }
    match &answers.contact {
        Some(contact) => lines.push(format!("contact: {}", quoted(contact))),
        None => lines.push("# contact: \"an address to which readers report errors\"".to_owned()),
    }
    lines.push("# Whose borders maps draw: un, ua or de-facto.".to_owned());
    lines.push("map: { worldview: un }".to_owned());
    lines.join("\n") + "\n"
}

/// "my-explainer" as "My explainer".
fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    let title: String = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
    if title.is_empty() { "Untitled".to_owned() } else { title }
}
