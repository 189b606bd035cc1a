//! What a file states about itself: every statement with the place it was read in, in order of trust, and one record settled from them.
//!
//! The first statement wins, since the readers add them in order of trust; the others are compared with it, and a contradiction is a
//! remark, because an author should know that a page disagrees with itself.

use jiff::civil::Date;

use super::clean::{language_tag, one_line, split_names};
use super::compare::{bare_address, overlap, primary, same_people, without_outlet};
use super::day;

/// Something a file states, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated<T> {
    pub value: T,
    /// The place in words for a remark: `JSON-LD`, `og:title`, `<time>`.
    pub place: String,
}

/// On what a publication date rests; the values of a source's `published_basis`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    Metadata,
    BylineDate,
    Dateline,
    Inferred,
}

impl Basis {
    pub fn name(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::BylineDate => "byline-date",
            Self::Dateline => "dateline",
            Self::Inferred => "inferred-from-text",
        }
    }
}

/// All statements, by what they are about.
#[derive(Debug, Default)]
pub struct Facts {
    titles: Vec<Stated<String>>,
    outlets: Vec<Stated<String>>,
    kinds: Vec<Stated<&'static str>>,
    days: Vec<Stated<(String, Basis)>>,
    authors: Vec<Stated<Vec<String>>>,
    languages: Vec<Stated<String>>,
    addresses: Vec<Stated<String>>,
    /// Where an archive has a copy, and of which day.
    archived: Option<(String, String)>,
    /// The first day is one of an instant in UTC, whatever day it was where the page was made.
    is_utc: bool,
    /// The agency named in a dateline, as it stands there.
    pub agency: Option<String>,
    /// A day that may be that of publication, for the author to decide.
    pub suggested: Option<(String, Basis)>,
}

/// The one value of each, if any was stated.
#[derive(Debug, Default)]
pub struct Record {
    pub title: Option<String>,
    pub outlet: Option<String>,
    pub kind: Option<&'static str>,
    pub published: Option<(String, Basis)>,
    pub authors: Vec<String>,
    pub language: Option<String>,
    pub address: Option<String>,
    pub archived: Option<(String, String)>,
    pub agency: Option<String>,
    pub suggested: Option<(String, Basis)>,
}

impl Facts {
    pub fn title(&mut self, value: &str, place: &str) {
        push(&mut self.titles, one_line(value), place);
    }

    pub fn outlet(&mut self, value: &str, place: &str) {
        let name = one_line(value).filter(|name| !name.contains("://"));
        push(&mut self.outlets, name, place);
    }

    pub fn kind(&mut self, value: &'static str, place: &str) {
        push(&mut self.kinds, Some(value), place);
    }

    /// A date as some metadata has it; what is no date is passed over.
    pub fn published(&mut self, value: &str, basis: Basis, place: &str) {
        let value = value.trim();
        if self.days.is_empty() {
            self.is_utc = value.contains('T') && ["Z", "+00:00", "+0000"].iter().any(|end| value.ends_with(end));
        }
        push(&mut self.days, day::stated(value).map(|day| (day, basis)), place);
    }

    /// A day that is likely, and no more.
    pub fn published_perhaps(&mut self, day: &str, place: &str) {
        push(&mut self.days, Some((format!("{day}?"), Basis::Inferred)), place);
    }

    /// Names as they stand; addresses of profiles are no names.
    pub fn authors<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, place: &str) {
        let mut found: Vec<String> = Vec::new();
        for name in names.into_iter().take(50).flat_map(split_names) {
            if !found.contains(&name) {
                found.push(name);
            }
        }
        push(&mut self.authors, (!found.is_empty()).then_some(found), place);
    }

    pub fn language(&mut self, value: &str, place: &str) {
        push(&mut self.languages, language_tag(value), place);
    }

    /// A full web address; relative ones say nothing once the page is saved.
    pub fn address(&mut self, value: &str, place: &str) {
        let value = self.unarchived(value.trim());
        let lower = value.to_ascii_lowercase();
        let is_web = lower.starts_with("https://") || lower.starts_with("http://");
        let is_clean =
            value.len() <= 2000 && !value.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        // What templates leave, and the front page, are no address of an article.
        let bare = bare_address(&value);
        let is_own = bare.contains('/')
            && bare != "google.com/article"
            && !bare.starts_with("example.com/")
            && !bare.starts_with("localhost");
        push(&mut self.addresses, (is_web && is_clean && is_own).then_some(value), place);
    }

    /// An address of the Wayback Machine holds the page's own, and the day of the copy.
    fn unarchived(&mut self, value: &str) -> String {
        let inner = ["https://web.archive.org/web/", "http://web.archive.org/web/"]
            .iter()
            .find_map(|start| value.strip_prefix(start));
        let Some((stamp, inner)) = inner.and_then(|rest| rest.split_once('/')) else { return value.to_owned() };
        if let Some(day) = stamp.get(..8).and_then(day::stated) {
            self.archived.get_or_insert((value.to_owned(), day));
        }
        inner.to_owned()
    }

    /// Whether anything states an author yet.
    pub fn lacks_authors(&self) -> bool {
        self.authors.is_empty()
    }

    /// A day that the page shows at its head, where its tags state another first. That of an instant in UTC gives way to the day before or
    /// after it; any gives way, unless the line speaks of a change and no tag states its day too: the tags of many
    /// pages have the day of a first draft, or of the last change, and readers saw the one that is shown.
    pub fn shown(&mut self, shown: &str, words: &str, is_change: bool, remarks: &mut Vec<String>) {
        let Some(first) = self.days.first().map(|day| day.value.0.clone()) else { return };
        let (Ok(own), Ok(other)) = (shown.parse::<Date>(), first.parse::<Date>()) else { return };
        let is_doubted = self.days.iter().any(|day| day.value.0.ends_with('?'));
        let is_stated = self.days.iter().any(|day| day.value.0 == shown && day.value.1 == Basis::Metadata);
        let is_beside =
            own.tomorrow().is_ok_and(|next| next == other) || other.tomorrow().is_ok_and(|next| next == own);
        let is_utc = self.is_utc && is_beside;
        if own == other || is_doubted || is_change && !is_utc && !is_stated && own > other {
            return;
        }
        let (day, zone) = if is_utc { (format!("{shown}?"), " in UTC") } else { (shown.to_owned(), "") };
        let doubt = if is_utc { ", with a `?`" } else { "" };
        remarks.push(format!(
            "the page shows “{}” ({shown}), its tags have {first}{zone}: the day shown is used{doubt}",
            words.chars().take(60).collect::<String>()
        ));
        self.days.retain(|day| day.value.0 != first && day.value.0 != shown);
        self.days.insert(0, Stated { value: (day, Basis::BylineDate), place: "the day shown".to_owned() });
    }

    /// A month that is stated first gives way to a day in it that is stated later.
    fn sharpen(&mut self) {
        let Some(first) = self.days.first().map(|stated| stated.value.0.clone()).filter(|day| day.len() < 10) else {
            return;
        };
        if let Some(at) =
            self.days.iter().position(|stated| stated.value.0.len() >= 10 && stated.value.0.starts_with(&first))
        {
            self.days.swap(0, at);
            self.days.retain(|stated| stated.value.0 != first);
        }
    }

    /// Whether a day is the one stated first.
    pub fn has_day(&self, day: &str) -> bool {
        self.days.first().is_some_and(|stated| stated.value.0 == day)
    }

    /// The title that is stated first.
    pub fn first_title(&self) -> Option<&str> {
        self.titles.first().map(|stated| stated.value.as_str())
    }

    /// The language that is stated first.
    pub fn first_language(&self) -> Option<&str> {
        self.languages.first().map(|stated| stated.value.as_str())
    }

    /// Every address that is stated.
    pub fn all_addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(|stated| stated.value.as_str())
    }

    /// Whether anything states a title yet.
    pub fn lacks_title(&self) -> bool {
        self.titles.is_empty()
    }

    /// Whether anything states an outlet yet.
    pub fn lacks_outlet(&self) -> bool {
        self.outlets.is_empty()
    }

    /// Whether anything states a date yet.
    pub fn lacks_date(&self) -> bool {
        self.days.is_empty()
    }

    /// Chooses, and remarks on what is missing and what disagrees.
    pub fn settle(mut self, remarks: &mut Vec<String>) -> Record {
        self.sharpen();
        let text = |value: &String| value.clone();
        contradictions("titles", &self.titles, text, |a, b| overlap(a, b), remarks);
        contradictions("outlets", &self.outlets, text, |a, b| overlap(a, b), remarks);
        contradictions("publication dates", &self.days, |day| day.0.clone(), |a, b| a.0 == b.0, remarks);
        contradictions("lists of authors", &self.authors, |names| names.join(", "), |a, b| same_people(a, b), remarks);
        contradictions("languages", &self.languages, text, |a, b| primary(a) == primary(b), remarks);
        contradictions("addresses", &self.addresses, text, |a, b| bare_address(a) == bare_address(b), remarks);
        let outlet = first(self.outlets);
        let title = first(self.titles).map(|title| without_outlet(&title, outlet.as_deref()));
        Record {
            title,
            outlet,
            kind: first(self.kinds),
            suggested: self.suggested,
            published: first(self.days),
            authors: first(self.authors).unwrap_or_default(),
            language: first(self.languages),
            address: first(self.addresses),
            archived: self.archived,
            agency: self.agency,
        }
        .with_gaps_named(remarks)
    }
}

impl Record {
    fn with_gaps_named(self, remarks: &mut Vec<String>) -> Self {
        let gaps = [
            ("title", self.title.is_none()),
            ("outlet", self.outlet.is_none()),
            ("kind", self.kind.is_none()),
            ("date of publication", self.published.is_none()),
            ("author", self.authors.is_empty()),
            ("language", self.language.is_none()),
            ("address", self.address.is_none()),
        ];
        let missing: Vec<&str> = gaps.iter().filter(|(_, is_missing)| *is_missing).map(|(name, _)| *name).collect();
        if !missing.is_empty() {
            remarks.push(format!("not stated by the file: {}", missing.join(", ")));
        }
        self
    }
}

fn push<T>(list: &mut Vec<Stated<T>>, value: Option<T>, place: &str) {
    list.extend(value.map(|value| Stated { value, place: place.to_owned() }));
}

fn first<T>(list: Vec<Stated<T>>) -> Option<T> {
    list.into_iter().next().map(|stated| stated.value)
}

/// One remark for each further value that disagrees with the first and has not been named yet.
fn contradictions<T>(
    what: &str,
    all: &[Stated<T>],
    show: impl Fn(&T) -> String,
    agree: impl Fn(&T, &T) -> bool,
    remarks: &mut Vec<String>,
) {
    let Some((used, others)) = all.split_first() else {
        return;
    };
    let mut named: Vec<&T> = vec![&used.value];
    for other in others {
        if named.iter().all(|value| !agree(value, &other.value)) && named.len() < 5 {
            let (a, b) = (show(&used.value), show(&other.value));
            remarks.push(format!(
                "the file states two {what}: “{a}” ({}) and “{b}” ({}); the first is used",
                used.place, other.place
            ));
            named.push(&other.value);
        }
    }
}
