//! What is known of languages by their tags (BCP 47), from the Unicode Common Locale Data Repository.

use icu_locale::{Direction, LanguageIdentifier, Locale, LocaleDirectionality};

/// What a language is called in itself; none for those that are not listed here.
pub fn own_name(language: &str) -> Option<&'static str> {
    let primary = language.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    OWN_NAMES.iter().find(|(tag, _)| *tag == primary).map(|(_, name)| *name)
}

const OWN_NAMES: [(&str, &str); 44] = [
    ("ar", "العربية"),
    ("az", "azərbaycanca"),
    ("be", "беларуская"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "español"),
    ("et", "eesti"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("hy", "հայերեն"),
    ("id", "Indonesia"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ka", "ქართული"),
    ("kk", "қазақ тілі"),
    ("ko", "한국어"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("nl", "Nederlands"),
    ("no", "norsk"),
    ("pl", "polski"),
    ("pt", "português"),
    ("ro", "română"),
    ("ru", "русский"),
    ("sk", "slovenčina"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("sw", "Kiswahili"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];

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
