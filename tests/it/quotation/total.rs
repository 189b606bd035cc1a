//! Any input: no panic, and no input that takes long.

use onrecord::quotation::*;
use proptest::prelude::*;
use std::time::{Duration, Instant};

/// Everything one can do with a quotation and a capture.
fn do_everything(quotation: &str, text: &str) {
    let capture = Capture::new(text, &[(1, 2), (7, 3)], &[(2, u32::MAX), (0, 0)]);
    let other = Capture::new(quotation, &[], &[]);
    for within in [None, Some(0..5), Some(3..usize::MAX), Some(usize::MAX..usize::MAX)] {
        if let Ok(found) = verify(quotation, &capture, within) {
            assert_eq!(found.exact, capture.slice(found.start, found.end));
            assert!(found.start <= found.end && found.end <= text.chars().count());
            assert!(found.prefix.chars().count() <= 32 && found.suffix.chars().count() <= 32);
            let _ = text_fragment(&capture, &found);
        }
    }
    let explanation = explain(quotation, &capture, &[("other", &other)], &["Name of it"]);
    let _ = (explanation.sentence(), normalise(text), normalise(quotation));
}

/// Text from the pieces that the rules know about.
fn troubled() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(" ".to_owned()),
        "[a-c]{1,3}",
        "[0-9]{1,3}",
        Just("...".to_owned()),
        Just("[...]".to_owned()),
        Just("[a]".to_owned()),
        Just("[".to_owned()),
        Just("]".to_owned()),
        Just("—".to_owned()),
        Just("-".to_owned()),
        Just("'".to_owned()),
        Just("“".to_owned()),
        Just("`".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("\u{301}".to_owned()),
        Just("ﬃ".to_owned()),
        Just("…".to_owned()),
        Just("&#x27;".to_owned()),
        Just("#x27;".to_owned()),
        Just("&nbsp;".to_owned()),
        Just("\u{AD}".to_owned()),
        Just("\n".to_owned()),
        Just("not ".to_owned()),
        Just(". ".to_owned()),
        Just(";".to_owned()),
        Just("€".to_owned()),
        Just("각".to_owned()),
        Just("\u{1100}\u{1161}".to_owned()),
        Just("二十".to_owned()),
        Just("ﷺ".to_owned()),
        Just("🇩🇪".to_owned()),
        Just("İ".to_owned()),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_string_panics(quotation in any::<String>(), text in any::<String>()) {
        do_everything(&quotation, &text);
        do_everything(&text, &text);
    }

    #[test]
    fn no_trouble_panics(quotation in troubled(), text in troubled()) {
        do_everything(&quotation, &text);
        do_everything(&quotation, &[text.as_str(), &quotation, &text].concat());
    }

    #[test]
    fn normal_forms_agree_on_what_is_already_normal(text in "([a-z0-9,.!?]{1,5}( |-| - |' | \")?){0,20}") {
        let once = normalise(&text);
        prop_assert_eq!(normalise(&once), once);
    }

    #[test]
    fn a_slice_at_word_boundaries_is_exact(
        words in proptest::collection::vec("[a-zéßя]{2,6}[,.!?]?|“[a-z]{2,5}”|[a-z]{2,4}’s", 4..40),
        ends in any::<(prop::sample::Index, prop::sample::Index)>(),
    ) {
        let text = words.join(" ");
        let capture = Capture::new(&text, &[], &[]);
        let (one, two) = (ends.0.index(words.len()), ends.1.index(words.len()));
        let slice = words[one.min(two)..=one.max(two)].join(" ");
        let found = verify(&slice, &capture, None);
        prop_assert!(found.as_ref().is_ok_and(|found| found.class == MatchClass::Exact), "{:?}", found);
        let start = if one.min(two) == 0 { 0 } else { words[..one.min(two)].join(" ").chars().count() + 1 };
        let within = start..start + slice.chars().count();
        let found = verify(&slice, &capture, Some(within.clone()));
        prop_assert!(found.is_ok_and(|found| (found.start..found.end) == within && found.occurrences == 1));
    }
}

/// Patterns that quadratic searches choke on: the worst as a megabyte, the others smaller, to save time.
fn patterns() -> Vec<(&'static str, String)> {
    let megabyte = |pattern: &str| pattern.repeat(1_000_000 / pattern.len());
    let smaller = |pattern: &str| pattern.repeat(200_000 / pattern.len());
    let number = |index: u32| format!("w{} ", index.wrapping_mul(2_654_435_761) % 5_000);
    vec![
        ("a a", megabyte("a ")),
        ("aaa", smaller("a")),
        ("ab ab", smaller("ab ")),
        ("a1 a", smaller("a1 a ")),
        ("brackets", megabyte("[a]")),
        ("brackets and words", smaller("[a] b ")),
        ("open brackets", smaller("[")),
        ("omissions", megabyte("...")),
        ("omissions and words", megabyte("one two three ... ")),
        ("spaced dots", smaller(". ")),
        ("marks", megabyte("'a' \" ")),
        ("apostrophes", smaller("'")),
        ("dashes", smaller("- ")),
        ("entities", smaller("&amp;")),
        ("residue", smaller("#x27;")),
        ("number signs", smaller("#")),
        ("accents", ["e", &smaller("\u{301}")].concat()),
        ("han", smaller("二十字")),
        ("jamo", smaller("\u{1100}\u{1161}")),
        ("soft hyphens", smaller("\u{AD}")),
        ("lines", smaller("a\n")),
        ("numbers", smaller("1 300 ")),
        ("prose", (0..150_000).map(number).collect()),
    ]
}

#[test]
fn a_megabyte_takes_no_time() {
    // A quadratic search of a megabyte takes minutes; a linear one takes a tenth of a second, more on a busy machine.
    let limit = Duration::from_secs(15);
    let texts = patterns();
    for (name, text) in &texts {
        let start = Instant::now();
        let capture = Capture::new(text, &[], &[]);
        let built = start.elapsed();
        assert!(built < limit, "{name}: building takes {built:?}");
        let half = text.chars().take(text.chars().count() / 2).collect::<String>();
        let altered = [half.as_str(), " zebra ", &half].concat();
        let edited = ["a a a ... ", &text.chars().take(40).collect::<String>(), " [b] ... a a a"].concat();
        for quotation in [text, &altered, &edited] {
            let start = Instant::now();
            let outcome = verify(quotation, &capture, None);
            let verified = start.elapsed();
            let start = Instant::now();
            let explanation = explain(quotation, &capture, &[], &[]);
            let explained = start.elapsed();
            let start = Instant::now();
            if let Ok(found) = &outcome {
                assert!(!text_fragment(&capture, found).is_empty());
            }
            let addressed = start.elapsed();
            let length = quotation.len();
            if std::env::var_os("ONRECORD_TIMES").is_some() {
                println!("{name} {length}: {built:?} {verified:?} {explained:?} {addressed:?} {:?}", explanation.kind);
            }
            assert!(verified < limit, "{name}, {length} bytes: verifying takes {verified:?}");
            assert!(explained < limit, "{name}, {length} bytes: explaining takes {explained:?}");
            assert!(addressed < limit, "{name}, {length} bytes: addressing takes {addressed:?}");
        }
    }
}
