//! Which source has some words: looked for in every copy that is here.

use crate::manuscript::{Manuscript, SourceText};
use crate::memo::Printed;
use crate::quotation::{Capture, Explanation, Match, MatchClass, explain, verify};
use crate::verified::Witness;

/// A source with the words of its copy.
struct Copy {
    source: Printed<SourceText>,
    capture: Capture,
}

/// Words that one source has.
pub struct Found {
    pub source: Printed<SourceText>,
    /// As they are to be quoted.
    pub words: String,
}

/// Finds words in the copies of all sources, or of one.
///
/// # Errors
/// Why there is not the one place: in several lines, with the nearest words.
pub fn find(words: &str, only: Option<&str>, manuscript: &Manuscript) -> Result<Found, String> {
    let sources: Vec<_> = manuscript.sources.iter().filter(|source| only.is_none_or(|id| source.id == id)).collect();
    if let Some(id) = only.filter(|_| sources.is_empty()) {
        let known: Vec<&str> = manuscript.sources.iter().map(|source| source.id.as_str()).collect();
        return Err(format!("there is no source `{id}`; {}", crate::diagnostic::known_names(id, "sources", &known)));
    }
    let mut copies = Vec::new();
    let mut missing = Vec::new();
    for source in sources {
        match Witness::new(source, manuscript).testimony().1 {
            Some(testimony) => copies.push(Copy { source: source.clone(), capture: testimony.capture }),
            None => missing.push(source.id.as_str()),
        }
    }
    let found: Vec<(&Copy, Match)> =
        copies.iter().filter_map(|copy| Some((copy, verify(words, &copy.capture, None).ok()?))).collect();
    match found.as_slice() {
        [] => Err(nowhere(words, &copies, &missing, manuscript)),
        [(copy, one)] if one.occurrences <= 1 => Ok(found_in(words, copy, one)),
        [(copy, one)] => Err(format!(
            "these words stand {} times in the copy of `{}`, first on line {}: give some more of the words around \
             those that you mean",
            one.occurrences, copy.source.id, one.line
        )),
        several => Err(in_several(several)),
    }
}

fn found_in(words: &str, copy: &Copy, one: &Match) -> Found {
    let is_as_it_stands = matches!(one.class, MatchClass::Exact | MatchClass::Typographic) && one.segments.len() <= 1;
    let words = match is_as_it_stands {
        true => copy.capture.shown(one.start, one.end),
        false => words.to_owned(),
    };
    Found { source: copy.source.clone(), words: words.split_whitespace().collect::<Vec<_>>().join(" ") }
}

fn in_several(several: &[(&Copy, Match)]) -> String {
    let mut said = format!("{} sources have these words; say which with `--in`:", several.len());
    for (copy, one) in several {
        said += &format!("\n  --in {}  line {}: {}", copy.source.id, one.line, around(one));
    }
    said
}

/// A match with what stands on both sides of it.
fn around(one: &Match) -> String {
    let text = format!("… {}[{}]{} …", one.prefix, one.exact, one.suffix);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// That no copy has the words, and which come nearest.
fn nowhere(words: &str, copies: &[Copy], missing: &[&str], manuscript: &Manuscript) -> String {
    let names: Vec<&str> = manuscript.claimants.entries.iter().map(|entry| &*entry.name).collect();
    let explained = copies.iter().map(|copy| (copy, explain(words, &copy.capture, &[], &names)));
    let nearness = |explanation: &Explanation| explanation.nearest.as_ref().map_or(0.0, |near| near.similarity);
    let best = explained.max_by(|(_, one), (_, other)| nearness(one).total_cmp(&nearness(other)));
    let mut said = match copies.len() {
        0 => "there is no copy of an article here to look into".to_owned(),
        1 => "the copy here does not have these words".to_owned(),
        number => format!("none of the {number} copies here has these words"),
    };
    if let Some((copy, explanation)) = best
        && let Some(near) = &explanation.nearest
    {
        let text = near.text.split_whitespace().collect::<Vec<_>>().join(" ");
        said += &format!(
            "; nearest is `{}`, line {}:\n  “{text}”\n  {}",
            copy.source.id,
            near.line,
            explanation.sentence()
        );
    } else if !copies.is_empty() {
        said += ", nor any like them";
    }
    if !missing.is_empty() {
        said += &format!(
            "\nno copy is here of {}: put the text into content/captures/ID.txt, or run `onrecord import FILE`",
            crate::diagnostic::quoted_list(missing)
        );
    }
    said
}
