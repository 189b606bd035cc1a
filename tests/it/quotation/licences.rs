//! What each licence allows and where it ends, one case after the other.

use onrecord::quotation::*;

const TEXT: &str = "The guild of Quillport said on Monday that at least 25 boats had sunk near Tern Isle.\n\
    Keeper Vaskin told them to stay in the stone hall, and they moved several crews there.\n\
    Ropes (the “long ones”) cost €5 million, i.e. 10 % more than twenty-five lamps; was it worth it?\n\
    Non-combatants left at 12:30 — the master-keeper followed at -5°, in a 100-mile storm. He did not sleep.\n\
    1 300 letters came. Two hundred and five were read, 3.5 per cent of them twice.";

fn capture() -> Capture {
    Capture::new(TEXT, &[(3, 3)], &[(5, 5)])
}

fn accepted(quotation: &str) -> Match {
    verify(quotation, &capture(), None).unwrap_or_else(|miss| panic!("{quotation}: {miss:?}"))
}

fn refused(quotation: &str) -> Miss {
    match verify(quotation, &capture(), None) {
        Err(miss) => miss,
        Ok(found) => panic!("{quotation}: {found:?}"),
    }
}

#[test]
fn words_and_figures_are_whole() {
    for cut in [
        "5 million",
        "cost €5",
        "million, i.e.",
        "10",
        "more than twenty",
        "five lamps",
        "combatants left",
        "keeper followed at",
        "left at 12",
        "30 — the master-keeper",
        "5°, in a 100-mile storm",
        "in a 100",
        "mile storm",
        "300 letters came",
        "1",
        "hundred and five were read",
        "five were read",
        "Two hundred",
        "3.5",
        "5 per cent of them",
        "e. 10 %",
        "least 2",
        "uillport said",
    ] {
        assert!(matches!(refused(cut), Miss::Boundary { .. }), "{cut}: {:?}", refused(cut));
    }
    for whole in [
        "€5 million",
        "10 % more",
        "twenty-five lamps",
        "left at 12:30",
        "the master-keeper followed at -5°",
        "1 300 letters came",
        "Two hundred and five",
        "3.5 per cent",
        "25 boats",
        "on Monday",
        "long ones",
    ] {
        assert!(accepted(whole).class <= MatchClass::Typographic, "{whole}");
    }
}

#[test]
fn typography_is_silent_and_nothing_else_is() {
    for set in [
        "Ropes (the \"long ones\") cost",
        "left at 12:30 - the",
        "left at 12:30—the",
        "Tern&nbsp;Isle. Keeper\u{a0}Vas\u{ad}kin",
    ] {
        assert_eq!(accepted(set).class, MatchClass::Typographic, "{set}");
    }
    for other in [
        "left at 12:30-the Master",
        "Keeper vaskin told",
        "told them, to stay",
        "stay in the stone hall and they",
        "Ropes the long ones cost",
    ] {
        assert_eq!(refused(other), Miss::NotFound, "{other}");
    }
}

#[test]
fn the_first_letter_and_the_final_stop_are_the_editors() {
    assert_eq!(accepted("told them to stay").class, MatchClass::Exact);
    for ours in ["told them to stay.", "Told them to stay", "Told them to stay;"] {
        assert_eq!(accepted(ours).class, MatchClass::Editorial, "{ours}");
    }
    assert!(accepted("[T]old them to stay").insertions[0].text == "T");
    for other in
        ["told them to stay!", "told them to stay?", "told them to stay..", "was it worth it.", "toLd them to stay"]
    {
        refused(other);
    }
}

#[test]
fn brackets_cannot_say_something_else() {
    let hides = |quotation: &str| match refused(quotation) {
        Miss::Bracket { hides, .. } => Some(hides),
        other => panic!("{quotation}: {other:?}"),
    };
    assert_eq!(hides("that at least [some] boats had sunk"), Some(Hidden::Number));
    assert_eq!(hides("that [exactly] 25 boats had sunk near"), Some(Hidden::Hedge));
    assert_eq!(hides("that at least [40] boats had sunk"), Some(Hidden::Number));
    assert_eq!(hides("they [never] moved several crews there"), Some(Hidden::Negation));
    assert_eq!(hides("in a 100-mile storm. He did [soundly] sleep"), Some(Hidden::Negation));
    assert_eq!(hides("had sunk near [Wexholm] Isle"), Some(Hidden::Name));
    assert_eq!(hides("[Wexholm] said on Monday that"), Some(Hidden::Name));
    assert_eq!(hides("[he] sleep"), Some(Hidden::Negation));
    assert_eq!(hides("stay in the stone hall [they said] and they moved"), Some(Hidden::Punctuation));
    assert_eq!(hides("had sunk near Tern [Rock] told them to stay"), Some(Hidden::SentenceEnd));
    for other in ["boat[s] had sunk", "Vas[k]in told them"] {
        refused(other);
    }

    let found = accepted("told [the crews] to stay in the stone hall");
    let replaced = found.insertions[0].replaced.map(|words| capture().slice(words.start, words.end).to_owned());
    assert_eq!(replaced.as_deref(), Some("them"));
    assert_eq!(found.insertions[0].span, 5..16);
    for insertion in [
        "told them [the crews] to stay in the stone hall",
        "they moved several [Quillport] crews there",
        "[The guild] said on Monday that",
        "[Vaskin] told them to stay",
        "moved several crews there [in 1923].",
        "the stone hall [sic], and they moved",
    ] {
        let found = accepted(insertion);
        assert_eq!((found.class, found.insertions.len()), (MatchClass::Editorial, 1), "{insertion}");
        assert!(!found.insertions[0].literal_in_source && found.insertions[0].replaced.is_none(), "{insertion}");
    }
}

#[test]
fn omissions_cannot_say_something_else() {
    assert!(matches!(refused("in a 100-mile storm. He did ... sleep"), Miss::ShortSegment { .. }));
    let hidden = refused("in a 100-mile storm ... 1 300 letters came");
    assert!(matches!(&hidden, Miss::HiddenNegation { word, .. } if word == "not"), "{hidden:?}");
    let turned = refused("they moved several crews ... The guild of Quillport");
    assert!(matches!(&turned, Miss::MissingSegment { elsewhere: true, .. }), "{turned:?}");
    let absent = refused("The guild of Quillport ... zebras grazed there quietly");
    assert!(matches!(&absent, Miss::MissingSegment { elsewhere: false, .. }), "{absent:?}");
    let cut = refused("The guild of Quillport ... 5 boats had sunk");
    assert!(matches!(&cut, Miss::Boundary { .. } | Miss::MissingSegment { .. }), "{cut:?}");

    let found = accepted("The guild of Quillport said … boats had sunk near Tern Isle");
    assert!(found.segments.len() == 2 && found.gaps.len() == 1);
    assert_eq!(capture().slice(found.gaps[0].start, found.gaps[0].end).split_whitespace().count(), 6);
    let found = accepted("at least 25 boats ... they moved several crews [...]");
    assert!(found.gaps[0].crosses_paragraph || TEXT.lines().all(|line| line.len() < 121));
    assert!(!found.gaps[0].crosses_quotation_mark && !found.gaps[0].has_number_then_pronoun);
    let found = accepted("Keeper Vaskin told them ... cost €5 million");
    // The marks are left out with the words between them.
    assert!(!found.gaps[0].crosses_quotation_mark && found.gaps[0].jumps && found.in_excluded && !found.in_damaged);
    let far = [TEXT, &" filler word".repeat(40), " The last light burned"].concat();
    let far = verify("3.5 per cent of them ... The last light burned", &Capture::new(&far, &[], &[]), None);
    assert!(matches!(far, Err(Miss::LongGap { .. })), "{far:?}");
    // The nearest place counts, whatever else is too far.
    let near = "one two three said four five six ".repeat(30);
    let near = verify("one two three [...] four five six", &Capture::new(&near, &[], &[]), None);
    assert!(near.is_ok_and(|found| found.gaps[0].end - found.gaps[0].start == 6 && found.occurrences == 30));
}

#[test]
fn an_excerpt_tells_occurrences_apart() {
    let capture = Capture::new("red lamps burn. Old red lamps burn bright. “Red lamps burn”", &[], &[]);
    let twice = verify("red lamps burn", &capture, None);
    assert!(twice.is_ok_and(|found| found.occurrences == 2 && found.start == 0));
    let within = verify("red lamps burn", &capture, Some(16..41));
    assert!(within.is_ok_and(|found| found.start == 20 && found.occurrences == 1));
    let outside = verify("bright", &capture, Some(0..15));
    assert_eq!(outside, Err(Miss::OutsideExcerpt { start: 35, end: 41, line: 1 }));
    // An occurrence among the source's own words is preferred to one in a caption.
    let caption = Capture::new("red lamps burn\nOld red lamps burn bright", &[(1, 1)], &[]);
    assert!(verify("red lamps burn", &caption, None).is_ok_and(|found| found.line == 2 && !found.in_excluded));
}

#[test]
fn a_miss_names_what_differs() {
    let kinds: &[(&str, Kind, &str)] = &[
        ("at least 24 boats had sunk", Kind::NumberAltered, "the quotation says `24`, the capture says `25`"),
        ("He did sleep", Kind::NegationAltered, "the quotation leaves out `not`"),
        (
            "Keeper Ondrel told them to stay",
            Kind::NameAltered,
            "the quotation says `Ondrel`, the capture says `Vaskin`",
        ),
        ("said on Monday that 25 boats had sunk", Kind::HedgeAltered, "the quotation leaves out `at least`"),
        ("stay in the wooden hall", Kind::OtherWords, "the quotation says `wooden`, the capture says `stone`"),
        (
            "told them; to stay in the stone hall",
            Kind::Punctuation,
            "the quotation has `;`, which the capture does not have there",
        ),
        ("They Moved several crews there", Kind::Spelling, "the quotation says `They`, the capture says `they`"),
        (
            "combatants left",
            Kind::BoundaryCut,
            "the quotation cuts into a word or number: the capture has `Non-combatants left`",
        ),
    ];
    for (quotation, kind, sentence) in kinds {
        let explanation = explain(quotation, &capture(), &[], &["Vaskin"]);
        assert_eq!(
            (&explanation.kind, explanation.sentence().as_str()),
            (kind, *sentence),
            "{quotation}: {explanation:#?}"
        );
    }
    assert_eq!(explain("at least 25 boats", &capture(), &[], &[]).kind, Kind::Verified);
}

#[test]
fn a_fragment_finds_the_words_alone() {
    let capture = capture();
    let fragment = |words: &str| text_fragment(&capture, &accepted(words));
    assert_eq!(fragment("25 boats"), "25%20boats");
    assert_eq!(fragment("Tern Isle"), "Tern%20Isle");
    assert_eq!(fragment("master-keeper"), "master%2Dkeeper");
    assert_eq!(fragment("\"long ones\""), "%E2%80%9Clong%20ones%E2%80%9D");
    let twice = Capture::new("old lamps & ropes burn. Big lamps & ropes burn, too.\nBig day", &[], &[]);
    let of = |words: &str, within: std::ops::Range<usize>| {
        let found = verify(words, &twice, Some(within));
        found.map(|found| text_fragment(&twice, &found)).unwrap_or_default()
    };
    assert_eq!(of("lamps & ropes", 0..23), "old-,lamps%20%26%20ropes");
    assert_eq!(of("lamps & ropes", 24..52), "Big-,lamps%20%26%20ropes");
    assert_eq!(of("too. Big day", 24..60), "%26%20ropes%20burn%2C-,too.,Big%20day");
}

#[test]
fn normal_forms_forget_typography_only() {
    assert_eq!(normalise(" “It’s\u{a0}here” — now… "), "\"It's here\"-now...");
    assert_eq!(normalise("``It''s"), "\"It\"s");
    assert_eq!(normalise("e\u{301} ﬁne &amp; &#x201C;so&#148; &amp;lt;"), "é fine & \"so\" &lt;");
    assert_eq!(normalise("a -b 3-4 c - d --e"), "a -b 3-4 c-d-e");
    assert_eq!(normalise("Straße ١٢٣ İ"), "Straße ١٢٣ İ");
    assert_ne!(normalise("Defence"), normalise("defence"));
}

#[test]
fn nothing_but_whole_paragraphs_that_are_apart_is_run_over() {
    let text =
        "The mayor counted nine boats at the pier.\n\nPhoto: the pier in March\n\nThe guild said that none had sunk.\n";
    let run = "nine boats at the pier. The guild said that none had sunk";
    let apart = |text: &str, lines: &[(u32, u32)]| Capture::new(text, &[], &[]).with_apart(lines);
    let found = verify(run, &apart(text, &[(3, 3)]), None).expect("it runs on");
    assert!(found.segments.len() == 2 && found.gaps[0].is_apart && !found.gaps[0].crosses_paragraph, "{found:?}");
    assert_eq!(found.class, onrecord::quotation::MatchClass::Typographic);
    assert!(found.exact.contains("Photo") && !found.is_plain());
    // With an omission as well, each gap is what it is.
    let both = verify("The mayor counted … at the pier. The guild said that none", &apart(text, &[(3, 3)]), None);
    let both = both.expect("it runs on").gaps.iter().map(|gap| gap.is_apart).collect::<Vec<_>>();
    assert_eq!(both, [false, true]);
    assert!(verify(run, &apart(text, &[]), None).is_err());
    assert!(verify("nine boats at the pier. No guild said that none had sunk", &apart(text, &[(3, 3)]), None).is_err());
    // A line inside of a paragraph is no paragraph, whoever says that it is apart.
    let torn = "The mayor counted nine boats\nand did not say that they are safe\nat the pier of the town.\n";
    assert!(verify("nine boats at the pier of the town", &apart(torn, &[(2, 2)]), None).is_err());
    // No more than stands below two pictures.
    let long = text.replace("in March", &"in the month of March ".repeat(40));
    assert!(verify(run, &apart(&long, &[(3, 3)]), None).is_err());
    // Two captions that follow on one another are one.
    let two = text.replace("in March\n", "in March\n\nCredit: the harbour office\n");
    assert_eq!(verify(run, &apart(&two, &[(3, 3), (5, 5)]), None).map(|found| found.segments.len()), Ok(2));
}
