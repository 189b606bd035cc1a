//! Nothing that is written gets lost, and nothing is published unread.

use crate::project::Project;

mod characters;
mod fields;
mod footnotes;
mod leaves;
mod links;
mod registers;
mod unread;

/// The home page with other words.
fn home(body: &str) -> Project {
    Project::new().file("content/index.md", format!("---\ntitle: \"The ferry Estela\"\n---\n\n{body}\n"))
}

/// What a rule says of a home page with one more line in its front matter; empty: nothing.
fn said_of_front_matter(line: &str, rule: &str) -> String {
    let mut project = Project::new().edit("content/index.md", "title: \"The ferry Estela\"", line);
    project.build().report_of(rule)
}

/// The text of a page without its tags.
fn words(page: &str) -> String {
    let body = page.split_once("<body").map_or(page, |(_, body)| body);
    let text: Vec<&str> = body.split('<').filter_map(|part| part.split_once('>').map(|(_, text)| text)).collect();
    text.join("").split_whitespace().collect::<Vec<_>>().join(" ")
}
