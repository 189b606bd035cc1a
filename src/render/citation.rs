//! A work as reference managers and encyclopaedias take it: one value, and the four forms in which it is copied.

use std::borrow::Cow;

use unicode_bidi::{Direction, get_base_direction};

use crate::edtf::{Edtf, Precision};
use crate::passage::Wording;
use crate::site::{Claim, Evidence, Page, Source};
use crate::vocabulary::{SourceKind, UrlStatus};

use super::scene::{self, Scene};

/// What is cited, as far as it is known: what is not known is empty and not printed.
#[derive(Default)]
pub struct Citation<'a> {
    /// By which a bibliography knows it.
    key: String,
    is_news: bool,
    pub authors: Vec<&'a str>,
    pub title: &'a str,
    /// The newspaper, or the site.
    pub work: &'a str,
    agency: Vec<&'a str>,
    pub date: Option<&'a Edtf>,
    pub url: String,
    is_dead: bool,
    archive: &'a str,
    archived: Option<&'a Edtf>,
    pub language: &'a str,
    quote: Cow<'a, str>,
}

impl<'a> Citation<'a> {
    pub fn of_source(source: &'a Source) -> Citation<'a> {
        let text = &source.text;
        let kinds = [SourceKind::Wire, SourceKind::NewsReport, SourceKind::RewriteAggregation, SourceKind::Explainer];
        let archived = text.archived.as_ref();
        Citation {
            key: source.id.to_string(),
            is_news: kinds.contains(&text.kind),
            authors: all(&text.authors),
            title: &text.title,
            work: text.outlet.as_deref().unwrap_or_default(),
            agency: all(&text.agency),
            date: text.published.as_deref(),
            url: text.url.as_ref().map(|url| url.value.clone()).unwrap_or_default(),
            is_dead: text.url_status.is_some_and(|status| status != UrlStatus::Live),
            archive: archived.map_or("", |archived| &archived.url),
            archived: archived.and_then(|archived| archived.date.as_ref()),
            language: text.language.as_deref().unwrap_or_default(),
            quote: Cow::default(),
        }
    }

    /// A source with the words that a claim rests on, unless its rights withhold them.
    pub fn of_evidence(evidence: &'a Evidence, source: &'a Source) -> Citation<'a> {
        let shows_words = scene::shows_words(source, evidence.sensitive.as_ref());
        let quote = evidence.quotation.as_deref().filter(|_| shows_words).unwrap_or_default();
        let language = evidence.language.as_deref().or(source.text.language.as_deref()).unwrap_or_default();
        Citation { quote: one_line(quote), language, ..Citation::of_source(source) }
    }

    /// A claim of the site.
    pub fn of_claim(claim: &'a Claim, page: &'a Page, scene: &Scene<'a>) -> Citation<'a> {
        let label = format!("#c-{}", claim.label);
        Citation {
            key: format!("{}-{}", page.route.as_str().trim_end_matches(".html").replace('/', "-"), claim.label),
            quote: one_line(&claim.words),
            url: scene.at.absolute(&page.route) + &label,
            ..Citation::of_page(page, scene)
        }
    }

    /// A page of the site.
    pub fn of_page(page: &'a Page, scene: &Scene<'a>) -> Citation<'a> {
        let text = &page.text;
        Citation {
            key: page.route.as_str().trim_end_matches(".html").replace('/', "-"),
            is_news: true,
            authors: all(if text.authors.is_empty() { &scene.settings.authors } else { &text.authors }),
            title: &text.title,
            work: &scene.settings.title,
            date: scene.updated(&page.entry).or(text.date.as_ref()),
            url: scene.at.absolute(&page.route),
            language: &page.language,
            ..Citation::default()
        }
    }

    /// A page about the site as a whole.
    pub fn of_list(title: &'a str, scene: &Scene<'a>) -> Citation<'a> {
        let settings = scene.settings;
        Citation {
            authors: all(&settings.authors),
            title,
            work: &settings.title,
            url: scene.at.canonical(),
            language: scene.language,
            ..Citation::default()
        }
    }

    /// `2024/03/14`, as far as it is known.
    pub fn date_with_slashes(&self) -> String {
        let (year, month, day) = self.parts();
        let parts = [year, month, day].into_iter().filter(|part| !part.is_empty());
        parts.map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join("/")
    }

    /// As it is written in a footnote.
    pub fn plain(&self) -> String {
        let dated = self.date.map(Edtf::in_words).unwrap_or_default();
        // Behind the name of an Arabic paper a date keeps its own order only by itself.
        let dated = match get_base_direction(self.work) {
            Direction::Rtl if !dated.is_empty() => format!("\u{2068}{dated}\u{2069}"),
            _ => dated,
        };
        let voices = if self.authors.is_empty() { &self.agency } else { &self.authors };
        let place: Vec<&str> = [self.work, &dated].into_iter().filter(|part| !part.is_empty()).collect();
        let archive = if self.archive.is_empty() { String::new() } else { format!("({})", self.archive) };
        let (title, quote) = (quoted(self.title), quoted(&self.quote));
        let parts = [&voices.join(", "), &title, &place.join(", "), &quote, &self.url, &archive];
        let mut text = String::new();
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            // With a full stop, unless it ends in a mark already or is an address.
            let ends = part.trim_end_matches(['”', '"']).ends_with(['.', '?', '!', '…']) || part.contains("://");
            text += if text.is_empty() { "" } else { " " };
            text += part;
            text += if ends { "" } else { "." };
        }
        text
    }

    pub fn bibtex(&self) -> String {
        let kind = if self.is_news && !self.work.is_empty() { "article" } else { "misc" };
        let (year, month, day) = self.parts();
        let archived = if self.archive.is_empty() { String::new() } else { format!("\\url{{{}}}", self.archive) };
        // A name in braces is one name: where it parts into family and given name is not ours to guess.
        let authors: Vec<String> = self.authors.iter().map(|name| format!("{{{}}}", tex(name))).collect();
        let title = if self.title.is_empty() { String::new() } else { format!("{{{}}}", tex(self.title)) };
        let fields = [
            ("author", &*authors.join(" and ")),
            ("title", &title),
            (if kind == "article" { "journal" } else { "howpublished" }, &tex(self.work)),
            ("year", &year),
            ("month", &month),
            ("day", &day),
            ("url", &self.url),
            ("note", &archived),
            ("annote", &tex(&self.quote)),
        ];
        let mut text = ["@", kind, "{", &self.key].concat();
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.extend([",\n  ", name, " = {", value, "}"]);
        }
        text + "\n}\n"
    }

    pub fn ris(&self) -> String {
        let (year, month, day) = self.parts();
        let two = |part: &str| if part.is_empty() { String::new() } else { format!("{part:0>2}") };
        let date = if month.is_empty() { String::new() } else { format!("{year}/{}/{}", two(&month), two(&day)) };
        let kind = ("TY", Cow::Borrowed(if self.is_news { "NEWS" } else { "GEN" }));
        let authors = self.authors.iter().map(|name| ("AU", one_line(name)));
        let others = [
            ("TI", one_line(self.title)),
            ("T2", one_line(self.work)),
            ("PY", year.into()),
            ("DA", date.into()),
            ("LA", self.language.into()),
            ("UR", (&self.url).into()),
            ("L2", self.archive.into()),
            ("N1", (&*self.quote).into()),
        ];
        let mut text = String::new();
        for (tag, value) in [kind].into_iter().chain(authors).chain(others).filter(|(_, value)| !value.is_empty()) {
            text.extend([tag, "  - ", &value, "\n"]);
        }
        text + "ER  - \n"
    }

    /// A template of Wikipedia.
    pub fn wiki(&self) -> String {
        let status = match (self.archive.is_empty(), self.is_dead) {
            (true, _) => "",
            (false, true) => "dead",
            (false, false) => "live",
        };
        let iso = |date: Option<&Edtf>| date.and_then(Edtf::iso_for_html).unwrap_or_default();
        let (authors, agency) = (self.authors.join("; "), self.agency.join(", "));
        let fields = [
            ("author", &*wiki(&authors)),
            ("title", &wiki(self.title)),
            (if self.is_news { "work" } else { "website" }, &wiki(self.work)),
            ("agency", &wiki(&agency)),
            ("date", &iso(self.date)),
            ("url", &self.url.replace('|', "%7C").replace(' ', "%20")),
            ("url-status", status),
            ("archive-url", &self.archive.replace('|', "%7C")),
            ("archive-date", &iso(self.archived)),
            ("language", self.language),
            ("quote", &wiki(&self.quote)),
        ];
        let mut text = ["{{cite ", if self.is_news { "news" } else { "web" }].concat();
        for (name, value) in fields.into_iter().filter(|(_, value)| !value.is_empty()) {
            text.extend([" |", name, "=", value]);
        }
        text + "}}"
    }

    /// Year, month and day, as far as they are known.
    fn parts(&self) -> (String, String, String) {
        let Some((date, day)) = self.date.and_then(|date| Some((date, date.earliest()?))) else {
            return Default::default();
        };
        let (year, month, of_month) = (day.year().to_string(), day.month().to_string(), day.day().to_string());
        match date.precision() {
            Precision::Time | Precision::Day if !date.is_interval() => (year, month, of_month),
            Precision::Month if !date.is_interval() => (year, month, String::new()),
            Precision::Decade | Precision::Century => Default::default(),
            _ => (year, String::new(), String::new()),
        }
    }
}

fn all(words: &[Wording]) -> Vec<&str> {
    words.iter().map(|words| &**words).collect()
}

/// The text with one space between its words.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_one = !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && !text.contains(|letter: char| letter != ' ' && letter.is_whitespace());
    match is_one {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn quoted(text: &str) -> String {
    if text.is_empty() { String::new() } else { ["“", &one_line(text), "”"].concat() }
}

/// Text for TeX, in which ten characters are commands.
fn tex(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    if !line.contains(['\\', '~', '^', '{', '}', '$', '&', '#', '_', '%']) {
        return line;
    }
    let mut out = String::new();
    for character in line.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => out.extend(['\\', character]),
            other => out.push(other),
        }
    }
    out.into()
}

/// Text for a template of Wikipedia, in which bars, brackets and braces are commands.
fn wiki(text: &str) -> Cow<'_, str> {
    let line = one_line(text);
    if !line.contains(['|', '[', ']', '{', '}', '<']) {
        return line;
    }
    let mut out = String::new();
    for character in line.chars() {
        match character {
            '|' => out.push_str("{{!}}"),
            '[' => out.push_str("&#91;"),
            ']' => out.push_str("&#93;"),
            '{' => out.push_str("&#123;"),
            '}' => out.push_str("&#125;"),
            '<' => out.push_str("&lt;"),
            other => out.push(other),
        }
    }
    out.into()
}
