//! Writes `sources/<id>.md`: what the file states, a comment for what a source should say and the file does not, and how to go on.

use sha2::{Digest, Sha256};

use super::facts::{Basis, Record};
use super::saved::Excerpt;
use crate::placeholders::UNKNOWN;

/// What there is beside the facts.
#[derive(Debug, Clone, Copy)]
pub struct Copy<'a> {
    pub capture: &'a str,
    /// Lines that came out damaged.
    pub damaged: &'a [(u32, u32)],
    /// Lines that are not the article's body, with what they are.
    pub apart: &'a [(u32, &'static str)],
    /// The language that the words seem to be in.
    pub guessed: Option<&'a str>,
    /// What the file itself marks out.
    pub excerpts: &'a [Excerpt],
}

/// How the comment begins that names the lines apart.
pub const APART: &str = "# Lines of the capture that are not the article's body:";

/// The kinds of source, for the comment that asks the author to choose.
pub const KINDS: &str = "wire, news-report, rewrite-aggregation, explainer, official-statement, social-post, dataset, ngo-report,\n\
    # video, image, interview, observation, document, court-record, testimony, reference";

/// The whole file for the source `id`, whose capture is `capture`.
pub fn write(id: &str, record: &Record, copy: &Copy) -> String {
    let or_unknown = |value: &Option<String>| value.as_deref().map_or_else(|| UNKNOWN.to_owned(), quoted);
    let mut out = String::from("---\n");
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("title: {}", or_unknown(&record.title)));
    line("# Who published it, as readers know it.".to_owned());
    line(
        record
            .outlet
            .as_deref()
            .map_or_else(|| "# outlet: \"…\"".to_owned(), |outlet| format!("outlet: {}", quoted(outlet))),
    );
    let named = |agency: &&String| record.outlet.as_ref().is_some_and(|outlet| outlet.contains(*agency));
    if let Some(agency) = record.agency.as_ref().filter(|agency| !named(agency)) {
        line("# The dateline names an agency; say it like this if the text is the agency's:".to_owned());
        line(format!("# agency: {}", quoted(agency)));
    }
    line(format!("# One of {KINDS}."));
    line(record.kind.map_or_else(|| "# kind: …".to_owned(), |kind| format!("kind: {kind}")));
    match &record.published {
        Some((day, basis)) => {
            line(format!("published: {}", quoted(day)));
            line(format!("published_basis: {}", basis.name()));
        }
        None => {
            line(
                "# As precisely as it is known: \"2023-12-31\", \"2023-12\", or \"2024-01-05?\" where it is a guess."
                    .to_owned(),
            );
            if let Some((day, basis)) = &record.suggested {
                line(match basis {
                    Basis::Inferred => {
                        "# Nothing shows a day; what was found where nobody looks has this one:".to_owned()
                    }
                    _ => "# A line of the page shows this day; if it is that of publication, write:".to_owned(),
                });
                line(format!("# published: {}", quoted(day)));
                line(format!("# published_basis: {}", basis.name()));
            }
            line("# published: \"…\"".to_owned());
            line("# What the date rests on: byline-date, dateline, metadata, inferred-from-text, unknown.".to_owned());
            line("# published_basis: …".to_owned());
        }
    }
    if record.authors.is_empty() {
        line("# authors: [\"Name as it is printed\"]".to_owned());
    } else {
        let names: Vec<String> = record.authors.iter().map(|name| quoted(name)).collect();
        line(format!("authors: [{}]", names.join(", ")));
    }
    match &record.language {
        Some(language) => line(format!("language: {}", quoted(language))),
        None => {
            let guessed = copy.guessed.unwrap_or("en");
            let doubt = if copy.guessed.is_some() {
                "# The words seem to be in this language; the file does not say it:\n"
            } else {
                ""
            };
            line(format!("{doubt}# language: {}", quoted(guessed)));
        }
    }
    match &record.address {
        Some(address) => {
            line(format!("url: {}", quoted(address)));
            line("# Once you have opened it: live, dead, deviated, unfit, usurped.".to_owned());
            line("# url_status: live".to_owned());
        }
        None => {
            line("# url: \"https://…\"".to_owned());
            line("url_status: none".to_owned());
        }
    }
    if let Some((address, day)) = &record.archived {
        line(format!("archived: {{ url: {}, date: {} }}", quoted(address), quoted(day)));
    }
    line("# The day on which you read it:".to_owned());
    line("# accessed: \"YYYY-MM-DD\"".to_owned());
    line("# What readers may see of its text: full, excerpts (what you quote), record (no words).".to_owned());
    line("rights: excerpts".to_owned());
    line("capture:".to_owned());
    line(format!("  file: {}", quoted(&format!("{id}.txt"))));
    line(format!("  sha256: {}", quoted(&sha256(copy.capture.as_bytes()))));
    if !copy.apart.is_empty() {
        let lines: Vec<String> = copy.apart.iter().map(|(line, what)| format!("{line} ({what})")).collect();
        line(format!("  {APART} {}", lines.join(", ")));
        line("  # They may be quoted, and a quotation may run on over them from one paragraph to the next.".to_owned());
        let apart: Vec<(u32, u32)> = copy.apart.iter().map(|(line, _)| (*line, *line)).collect();
        line(format!("  apart_lines: [{}]", ranges(&apart)));
    }
    if !copy.damaged.is_empty() {
        line("  # They came out broken: compare them with the original before you quote them.".to_owned());
        line(format!("  damaged_lines: [{}]", ranges(copy.damaged)));
    }
    match copy.excerpts.first() {
        Some(excerpt) => line(own_excerpt(excerpt)),
        None => line(next_steps(id)),
    }
    out.push_str("---\n");
    out
}

/// Lines as a source names them: `5`, `"23-29"`; those that follow on one another as one range.
fn ranges(lines: &[(u32, u32)]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for (first, last) in lines {
        match runs.last_mut() {
            Some(run) if run.1 + 1 >= *first => run.1 = run.1.max(*last),
            _ => runs.push((*first, *last)),
        }
    }
    let name =
        |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("\"{first}-{last}\"") };
    runs.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The comment that shows how to take the first excerpt.
pub fn next_steps(id: &str) -> String {
    format!(
        "# Next: `onrecord add \"words of captures/{id}.txt\" --in {id} --as toll --by unattributed` writes an excerpt below, and\n\
         # `onrecord set source:{id} KEY=VALUE` what is known. A page cites the words as `@{id}#toll`; without excerpts, as\n\
         # `@{id} \"the words\"`."
    )
}

/// The excerpt that a post is.
fn own_excerpt(excerpt: &Excerpt) -> String {
    let claimant = excerpt.claimant.as_deref().unwrap_or("unknown");
    format!(
        "excerpts:\n  post:\n    quote: {}\n    # Its author, {}, once claimants.yaml has an id for them:\n    claimant: unattributed",
        quoted(&excerpt.words),
        quoted(claimant)
    )
}

/// The hash that vouches for the capture, in small hexadecimal digits.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `text` as a double-quoted YAML scalar on one line; whatever YAML might not print is escaped.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{FEFF}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FFFE}'
            | '\u{FFFF}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            letter if letter.is_control() => out.push_str(&format!("\\x{:02X}", u32::from(letter))),
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
