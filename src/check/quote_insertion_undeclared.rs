//! Words in brackets are not the source's, and nothing says whose they are.

use crate::diagnostic::{Diagnostic, Rule};

use crate::manuscript::Manuscript;

use super::finding::Finding;

pub const RULE: Rule = Rule::fixed("quote-insertion-undeclared", include_str!("quote_insertion_undeclared.md"));

pub fn check(finding: &Finding, found: &mut Vec<Diagnostic>) {
    let Some(matched) = finding.found() else { return };
    let is_declared = finding.quotation.commented || finding.source_is_noted;
    let names = Names::of(finding.manuscript);
    let sentence = finding.capture_words(matched.enclosing.start..matched.enclosing.end);
    for insertion in matched.insertions.iter().filter(|insertion| !insertion.literal_in_source && !insertion.is_letter)
    {
        if insertion.replaces_pronoun && names.is_one(&insertion.text) {
            continue;
        }
        if let Some(added) = sentence.as_deref().and_then(|sentence| names.added(&insertion.text, sentence)) {
            let message = format!(
                "`[{}]` says `{added}`, of which the sentence in {} knows nothing",
                insertion.text,
                finding.source()
            );
            let help = "say it in your own sentence, outside of the quotation marks";
            found.push(finding.report(&RULE, message).help(help));
            continue;
        }
        if is_declared {
            continue;
        }
        let inserted = insertion.text.trim_matches(['[', ']']);
        let message = format!("`[{inserted}]` is not in {}, and no note says whose words these are", finding.source());
        let replaced = insertion.replaced.map_or(matched.start..matched.end, |segment| segment.start..segment.end);
        found.push(
            finding
                .report(&RULE, message)
                .labels(finding.in_capture(replaced, "the capture's words"))
                .help("say it in the line's comment (`— our insertion`) or in a note about the source"),
        );
    }
}

/// What the registers call people, offices and places.
struct Names<'a>(Vec<&'a str>);

impl Names<'_> {
    fn of(manuscript: &Manuscript) -> Names<'_> {
        let claimants = manuscript.claimants.entries.iter();
        let claimants = claimants.flat_map(|one| one.aliases.iter().chain([&one.name]).chain(&one.role));
        let places = manuscript.places.entries.iter().flat_map(|one| one.variants.iter().chain([&one.name]));
        Names(claimants.chain(places).map(|name| &**name).filter(|name| name.chars().count() > 2).collect())
    }

    /// Whether some words are one of them: a name, a last name, an office.
    fn is_one(&self, words: &str) -> bool {
        let bare = |words: &str| words.trim_start_matches("the ").trim_start_matches("The ").to_lowercase();
        let said = bare(words.trim());
        self.0.iter().any(|name| bare(name) == said || name.rsplit(' ').next().is_some_and(|last| bare(last) == said))
    }

    /// A number or one of the names that inserted words have, and a sentence has not.
    fn added(&self, inserted: &str, sentence: &str) -> Option<String> {
        let words = |text: &str| -> Vec<String> {
            text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect()
        };
        let (ours, theirs) = (words(inserted), words(sentence));
        let number = ours.iter().find(|word| word.contains(|digit: char| digit.is_numeric()) && !theirs.contains(word));
        let has = |text: &[String], name: &str| {
            let name = words(name);
            text.windows(name.len().max(1)).any(|window| window == name)
        };
        let name = self.0.iter().find(|name| has(&ours, name) && !has(&theirs, name));
        number.cloned().or_else(|| name.map(|name| (*name).to_owned()))
    }
}
