use proptest::prelude::*;

use super::*;

fn date(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn message(text: &str) -> String {
    Edtf::parse(text).expect_err(text)
}

#[test]
fn bounds_words_and_html() {
    // text, first day, last day, in words, for HTML
    let table = [
        ("2023", "2023-01-01", "2023-12-31", "2023", "2023"),
        ("2024-01", "2024-01-01", "2024-01-31", "January 2024", "2024-01"),
        ("2023-12-30", "2023-12-30", "2023-12-30", "30 December 2023", "2023-12-30"),
        ("2024-01-05?", "2024-01-05", "2024-01-05", "5 January 2024 (uncertain)", "-"),
        ("2024-01-05~", "2024-01-05", "2024-01-05", "about 5 January 2024", "-"),
        ("2024-01%", "2024-01-01", "2024-01-31", "about January 2024 (uncertain)", "-"),
        ("2023-12-29/2024-01-02", "2023-12-29", "2024-01-02", "29 December 2023 – 2 January 2024", "-"),
        ("2024-01-09/2024-01-19", "2024-01-09", "2024-01-19", "9–19 January 2024", "-"),
        ("2024-01-09/2024-02-19", "2024-01-09", "2024-02-19", "9 January – 19 February 2024", "-"),
        ("2024-01-05/..", "2024-01-05", "-", "since 5 January 2024", "-"),
        ("2024-01-05/", "2024-01-05", "-", "from 5 January 2024, end unknown", "-"),
        ("../2024-01", "-", "2024-01-31", "until January 2024", "-"),
        ("/2024-01", "-", "2024-01-31", "until January 2024, start unknown", "-"),
        ("2023-XX", "2023-01-01", "2023-12-31", "a month of 2023", "2023"),
        ("2023-XX-XX", "2023-01-01", "2023-12-31", "a day in 2023", "2023"),
        ("2024-02-XX", "2024-02-01", "2024-02-29", "a day in February 2024", "2024-02"),
        ("202X", "2020-01-01", "2029-12-31", "the 2020s", "-"),
        ("19XX", "1900-01-01", "1999-12-31", "1900–1999", "-"),
        ("2023-21", "2023-03-01", "2023-11-30", "spring 2023", "-"),
        ("2023-24", "2023-01-01", "2024-02-29", "winter 2023", "-"),
        ("9999-24", "9999-01-01", "9999-12-31", "winter 9999", "-"),
        ("2024-01-05T10:00:00Z", "2024-01-05", "2024-01-05", "5 January 2024, 10:00 UTC", "2024-01-05T10:00:00Z"),
        (
            "2024-01-05T10:00:09-05:30",
            "2024-01-05",
            "2024-01-05",
            "5 January 2024, 10:00:09 (UTC-05:30)",
            "2024-01-05T10:00:09-05:30",
        ),
        ("0000", "0000-01-01", "0000-12-31", "0", "-"),
    ];
    let written = |day: Option<Day>| day.map_or("-".to_owned(), |day| day.to_string());
    for (text, first, last, words, html) in table {
        let date = date(text);
        assert_eq!(date.to_string(), text);
        assert_eq!(written(date.earliest()), first, "{text}");
        assert_eq!(written(date.latest()), last, "{text}");
        assert_eq!(date.in_words(), words, "{text}");
        assert_eq!(date.iso_for_html().unwrap_or("-".to_owned()), html, "{text}");
    }
}

#[test]
fn canonical_text() {
    for (text, canonical) in [
        (" 2023-12-30\n", "2023-12-30"),
        ("2024-01-05T10:00Z", "2024-01-05T10:00:00Z"),
        ("2024-01-05T10:00:00+01", "2024-01-05T10:00:00+01:00"),
        ("2023-12-29 / 2024-01-02", "2023-12-29/2024-01-02"),
    ] {
        assert_eq!(date(text).to_string(), canonical);
    }
}

#[test]
fn refusals_say_what_to_write() {
    for (text, expected) in [
        ("Dec 30", "`Dec 30` is not a date: write `2023-12-30`, `2023-12` or `2023`"),
        ("", "a date is missing: write `2023-12-30`, `2023-12` or `2023`"),
        ("2023-02-30", "`2023-02-30` is not a date: February 2023 has 28 days"),
        ("2023-13", "`2023-13` is not a date: there is no month 13: months are `01` to `12`, seasons `21` to `24`"),
        ("2023-22-01", "`2023-22-01` is not a date: a season has no days"),
        ("2023-1-5", "`2023-1-5` is not a date as written here: write `2023-01-05`"),
        ("20231230", "`20231230` is not a date as written here: write `2023-12-30`"),
        ("2023/12/30", "`2023/12/30` is not a date as written here: write `2023-12-30`"),
        ("30/12/2023", "`30/12/2023` is not a date as written here: write `2023-12-30`"),
        ("12/30/2023", "`12/30/2023` is not a date as written here: write `2023-12-30`"),
        ("27.3.2026", "`27.3.2026` is not a date as written here: write `2026-03-27`"),
        ("05.05.2026", "`05.05.2026` is not a date as written here: write `2026-05-05`"),
        (
            "07.03.2026",
            "`07.03.2026` does not say which number is the day: write `2026-03-07`, or `2026-07-03` if the month comes first",
        ),
        ("32.13.2026", "`32.13.2026` is not a date: write `2023-12-30`, `2023-12` or `2023`"),
        ("30 December 2023", "`30 December 2023` is not a date as written here: write `2023-12-30`"),
        ("Feb 23rd, 2024", "`Feb 23rd, 2024` is not a date as written here: write `2024-02-23`"),
        ("2023–12–30", "`2023–12–30` is not a date as written here: write `2023-12-30`"),
        ("2023-xx", "`2023-xx` is not a date as written here: write `2023-XX`"),
        ("2024-01-05 10:00Z", "`2024-01-05 10:00Z` is not a date as written here: write `2024-01-05T10:00Z`"),
        (
            "2024-01-05T24:00:00Z",
            "`2024-01-05T24:00:00Z` is not a date: a time of day is written `T10:00:00Z`, from `T00:00:00` to `T23:59:59`",
        ),
        ("../..", "`../..` is not a date: an interval needs a date at one end at least, such as `2024-01-05/..`"),
        (
            "2024-01-02/2023-12-29",
            "`2024-01-02/2023-12-29` is not a date: the interval ends before it starts: write `2023-12-29/2024-01-02`",
        ),
    ] {
        assert_eq!(message(text), expected);
    }
    for text in [
        "202",
        "2023-",
        "-2023",
        "20X3",
        "XXXX",
        "2023-12-3X",
        "2023-X1",
        "2023??",
        "2024-01-05T",
        "2024-01-05T10",
        "２０２３",
    ] {
        message(text);
    }
}

#[test]
fn relations() {
    let (day, window, open) = (date("2023-12-29"), date("2023-12-29/2024-01-02"), date("2024-01-05/.."));
    assert!(open.definitely_after(&window) && !window.definitely_after(&open) && !window.definitely_after(&day));
    assert!(!date("2024-01-05").definitely_after(&date("2024-01")));
    assert!(window.is_interval() && !day.is_interval());
    assert!(date("2024~/..").is_approximate() && date("2024/2025%").is_uncertain() && !day.is_uncertain());
    assert_eq!(date("2023/2024-01-02").precision(), Precision::Year);
}

#[test]
fn chronological_order() {
    let mut dates: Vec<Edtf> =
        ["2024-01-02", "2023-12-30/..", "2023-12-30", "../2023", "2023", "2023-12-30?"].map(date).to_vec();
    dates.sort();
    let sorted: Vec<String> = dates.iter().map(Edtf::to_string).collect();
    assert_eq!(sorted, ["../2023", "2023", "2023-12-30", "2023-12-30?", "2023-12-30/..", "2024-01-02"]);
}

fn date_text() -> impl Strategy<Value = String> {
    let point = "[0-9]{4}(-(0[1-9]|1[0-2]|2[1-4]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?[?~%]?";
    let end = prop_oneof![4 => point, 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop_oneof![
        point,
        (end.clone(), end).prop_map(|(start, end)| format!("{start}/{end}")),
        "[0-9]{3}X|[0-9]{2}XX",
        "[0-9]{4}-0[1-9]-1[0-9]T[01][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-]0[0-9](:[0-5][0-9])?)?",
    ]
}

proptest! {
    #[test]
    fn any_text_is_answered(text in "\\PC*|[0-9XTZ:./?~%+ \u{2013}-]{0,24}|.*") {
        match Edtf::parse(&text) {
            Ok(date) => prop_assert_eq!(Edtf::parse(&date.to_string()), Ok(date)),
            Err(error) => prop_assert!(!error.is_empty() && error.chars().count() < 250),
        }
    }

    #[test]
    fn canonical_text_parses_to_the_same_value(text in date_text()) {
        if let Ok(date) = Edtf::parse(&text) {
            prop_assert_eq!(Edtf::parse(&date.to_string()), Ok(date.clone()));
            if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                prop_assert!(first <= last || date.is_interval());
            }
            prop_assert!(!date.definitely_after(&date));
            prop_assert!(!date.in_words().is_empty());
        }
    }
}
