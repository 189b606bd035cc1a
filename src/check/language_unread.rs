//! Evidence is in a language of which this program knows no words: its numbers cannot be compared.

use super::found::Found;
use crate::diagnostic::{Diagnostic, Rule};
use crate::memo::Reader;
use crate::site::Site;
use crate::uttered::Uttered;

pub const RULE: Rule = Rule::warning("language-unread", include_str!("language_unread.md"));

pub fn check(uttered: &Uttered, _: &Reader<Site>, found: &mut Found) {
    for language in &uttered.unread {
        let message = format!(
            "evidence on this page is in `{language}`, whose numbers and dates nobody compares with its claims"
        );
        let diagnostic = Diagnostic::new(&RULE, &uttered.page.text.file, uttered.page.text.span, message)
            .help("compare them yourself, and answer here: `allow: { language-unread: \"…\" }` with who read it");
        found.push(diagnostic);
    }
}
