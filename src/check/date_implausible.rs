//! A report is dated long after everything that it tells of.

use super::Whole;
use super::date_not_in_evidence::days_of;
use crate::diagnostic::{Diagnostic, Rule};
use crate::edtf::Edtf;
use crate::vocabulary::SourceKind;

pub const RULE: Rule = Rule::warning("date-implausible", include_str!("date_implausible.md"));

/// Days after which news is no news.
const MOST: i64 = 14;

pub fn check(whole: &Whole, found: &mut Vec<Diagnostic>) {
    for source in whole.site.tables().sources.values() {
        let text = &source.text;
        let is_news = matches!(text.kind, SourceKind::NewsReport | SourceKind::Wire);
        let Some(published) = text.published.as_ref().filter(|_| is_news) else { continue };
        let counted = source.excerpts.iter().flat_map(|excerpt| {
            let figures = excerpt.figures.iter().filter_map(|figure| figure.text.as_of.as_ref());
            figures.chain(&excerpt.text.as_of).map(|date| &date.value).collect::<Vec<_>>()
        });
        let newest = counted.filter_map(number_of).max();
        let first = days_of(&published.value).first().map(|day| number(day.year, day.month, day.day));
        if let (Some(newest), Some(first)) = (newest, first)
            && first - newest > MOST
        {
            let message = format!("`{}` is dated {} days after the last count in it", source.id, first - newest);
            let diagnostic = Diagnostic::new(&RULE, &text.file, published.span, message)
                .help("the date may be that of a copy or a republication: look for what the text itself says");
            found.push(diagnostic);
        }
    }
}

fn number_of(date: &Edtf) -> Option<i64> {
    days_of(date).last().map(|day| number(day.year, day.month, day.day))
}

/// Days from the year 0 on, counted well enough for telling weeks from months.
fn number(year: Option<i16>, month: u8, day: Option<u8>) -> i64 {
    let (year, month, day) = (i64::from(year.unwrap_or(0)), i64::from(month), i64::from(day.unwrap_or(1)));
    year * 365 + year / 4 + (month - 1) * 3044 / 100 + day
}
