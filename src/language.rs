//! What is known of languages by their tags (BCP 47), from the Unicode Common Locale Data Repository.

use icu_locale::{Direction, LanguageIdentifier, Locale, LocaleDirectionality};

/// `rtl` for languages written from right to left, `ltr` for all others and for what is no tag.
///
/// A script in the tag decides (`ku-Arab`), else the one in which the language is written in the region (`uz-AF`), else
/// the one in which it is written mostly. Of a tag that is none, the language alone is looked at.
pub fn direction(language: &str) -> &'static str {
    let primary = || language.split(['-', '_']).next().unwrap_or_default().parse();
    let tag: Option<LanguageIdentifier> = language.parse().map(|tag: Locale| tag.id).or_else(|_| primary()).ok();
    let direction = tag.and_then(|tag| LocaleDirectionality::new_extended().get(&tag));
    if direction == Some(Direction::RightToLeft) { "rtl" } else { "ltr" }
}
