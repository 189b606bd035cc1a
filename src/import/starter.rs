//! The files that `onrecord new` starts: every required key, and a comment wherever there is a choice.
//!
//! A starter must never surprise in public: a page begins as a draft, a note as internal.

use crate::placeholders;

use super::source::{KINDS, next_steps, quoted};

/// A page: `<id>.md`.
pub fn new_page(id: &str, title: &str) -> String {
    page(id, title, placeholders::TEXT)
}

/// The same with a text.
pub fn page(id: &str, title: &str, text: &str) -> String {
    let draft = match id {
        // Without a first page there is no site.
        "index" => String::new(),
        id => format!(
            "# A draft shows in `onrecord serve --drafts` only. Delete the line to publish {id}.html.\ndraft: true\n"
        ),
    };
    format!(
        "---\n\
         title: {title}\n\
         # One or two sentences under the title.\n\
         # standfirst: \"What happened, and what is not known\"\n\
         # The day of first publication.\n\
         # date: \"YYYY-MM-DD\"\n\
         {draft}\
         # A claim is a sentence with a footnote, and its evidence is the footnote:\n\
         #\n\
         #     The governor spoke of 21 dead.[^toll]\n\
         #\n\
         #     [^toll]: What you want to say about the evidence.\n\
         #         @SOURCE \"the words of the source, unchanged\"\n\
         #\n\
         # A claim that is no event is described here: quantity, responsibility, characterisation, statement, plan, background.\n\
         # claims:\n\
         #   toll: {{ kind: quantity }}\n\
         ---\n\n\
         {text}\n",
        title = quoted(title),
    )
}

/// A source without a capture: `sources/<id>.md`. Where there is a file of the article, `import` does more.
pub fn new_source(id: &str) -> String {
    format!(
        "---\n\
         title: {unknown}\n\
         # Who published it, as readers know it; unknown if it cannot be told.\n\
         # outlet: \"…\"\n\
         # One of {KINDS}.\n\
         # kind: …\n\
         # As precisely as it is known: \"2023-12-31\", \"2023-12\", or \"2024-01-05?\" where it is a guess.\n\
         # published: \"…\"\n\
         # What the date rests on: byline-date, dateline, metadata, inferred-from-text, unknown.\n\
         # published_basis: …\n\
         # authors: [\"Name as it is printed\"]\n\
         # language: \"en\"\n\
         # url: \"https://…\"\n\
         # accessed: \"YYYY-MM-DD\"\n\
         # What readers may see of its text: full, excerpts (what you quote), record (no words).\n\
         rights: excerpts\n\
         # The article's text belongs into captures/{id}.txt; `onrecord import FILE` makes both from a saved page.\n\
         {next}\n\
         ---\n",
        next = next_steps(id),
        unknown = placeholders::UNKNOWN,
    )
}

/// An editorial note: `notes/<id>.md`, dated `date` (`YYYY-MM-DD`, given by the caller).
pub fn new_note(id: &str, date: &str) -> String {
    format!(
        "---\n\
         title: {title}\n\
         # One of methodology, discrepancy, translation, source-damage, terminology, context, decision,\n\
         # correction, clarification, update, retraction.\n\
         kind: context\n\
         date: {date}\n\
         # What it is about: claim:PAGE#LABEL, source:ID, event:ID, figure:EVENT/MEASURE, place:ID.\n\
         # about: [\"source:ID\"]\n\
         # author: \"Your name\"\n\
         # public, or internal: an internal note shows in `onrecord serve` only, and no word of it is published.\n\
         visibility: internal\n\
         # A correction says what stood there, what stands there now, and why.\n\
         # was: \"the old words\"\n\
         # now: \"the new words\"\n\
         # reason: \"why\"\n\
         ---\n\n\
         {text}\n",
        title = quoted(&titled(id)),
        date = quoted(date),
        text = placeholders::TEXT,
    )
}

/// "toll-of-25" as "Toll of 25".
fn titled(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut letters = words.trim().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
