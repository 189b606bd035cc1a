//! The same words of one text are given to two claimants.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::{EvidenceLine, ExcerptText};

pub const RULE: Rule = Rule::warning("same-words-twice", include_str!("same_words_twice.md"));

pub fn same_words_twice(file: &FileId, second: &EvidenceLine, first: &EvidenceLine) -> Diagnostic {
    let message = match first.source.value == second.source.value {
        true => format!("the same words of `{}` are given to two claimants", second.source.value),
        false => format!(
            "`{}` and `{}` print one text, and the same words of it are given to two claimants",
            first.source.value, second.source.value
        ),
    };
    Diagnostic::new(&RULE, file, second.source.span, message)
        .caption("here to one")
        .label(file, first.source.span, "here to another")
        .help(
            "quote each with words of his own, or say in the source that both excerpts are one `statement`; they count once",
        )
}

/// A line that names no excerpt quotes words that an excerpt of its source gives to another.
pub fn words_of_another(file: &FileId, line: &EvidenceLine, source: &FileId, excerpt: &ExcerptText) -> Diagnostic {
    let message = format!("an excerpt of `{}` gives these words to another claimant", line.source.value);
    let own = line.by.as_ref().map_or(line.span, |by| by.span);
    let other = excerpt.claimant.as_ref().map_or(excerpt.id.span, |claimant| claimant.span);
    Diagnostic::new(&RULE, file, own, message)
        .caption("here to one")
        .label(source, other, "here to another")
        .help(format!("cite the excerpt, `@{}#{}`, or quote words of his own", line.source.value, excerpt.id.value))
}
