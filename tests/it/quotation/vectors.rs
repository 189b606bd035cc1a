//! Known good and bad quotations against the real captures, where they are at hand, and a twin of each with
//! invented words, which always runs.

use onrecord::quotation::*;
use std::path::PathBuf;

const FILES: [&str; 5] = [
    "000_b01ad7ff62b9003e.txt",
    "001_9d1cf3f9c0173037.txt",
    "002_6303667d3d47f803.txt",
    "003_35e40df7d46b95d7.txt",
    "004_3c10c86edba94dfd.txt",
];

fn seeds() -> Option<Vec<Capture>> {
    let folder = std::env::var_os("ONRECORD_SEEDS").map_or_else(|| PathBuf::from("../shared/seeds"), PathBuf::from);
    let read = |name: &&str| std::fs::read_to_string(folder.join(name)).ok();
    FILES
        .iter()
        .map(read)
        .collect::<Option<Vec<String>>>()
        .map(|texts| texts.iter().map(|text| Capture::new(text, &[], &[])).collect())
}

/// What a vector expects.
enum Expected {
    /// Class, first code point (`None` where the twin does not care), line.
    Hit(MatchClass, Option<usize>, Option<u32>),
    /// The whole word that is cut.
    Cut(&'static str),
    /// Edits and similarity to three places, where known, and the kind.
    Near(Option<(usize, f64)>, &'static str),
}
use Expected::{Cut, Hit, Near};
use MatchClass::{Editorial, Exact, Repaired, Typographic};

fn name_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Verified => "verified",
        Kind::BoundaryCut => "boundary",
        Kind::WrongSource { .. } => "wrong source",
        Kind::EditedTooFar => "edited",
        Kind::MixedRendering { .. } => "mixed",
        Kind::NumberAltered => "number",
        Kind::NegationAltered => "negation",
        Kind::NameAltered => "name",
        Kind::HedgeAltered => "hedge",
        Kind::Spelling => "spelling",
        Kind::Punctuation => "punctuation",
        Kind::OtherWords => "words",
        Kind::Missing => "missing",
    }
}

fn check(capture: &Capture, quotation: &str, expected: &Expected) {
    let outcome = verify(quotation, capture, None);
    match expected {
        Hit(class, start, line) => {
            let found = outcome.unwrap_or_else(|miss| panic!("{quotation}: {miss:?}"));
            assert_eq!(found.class, *class, "{quotation}");
            assert!(start.is_none_or(|start| start == found.start), "{quotation}: at {}", found.start);
            assert!(line.is_none_or(|line| line == found.line), "{quotation}: line {}", found.line);
            assert_eq!(found.exact, capture.slice(found.start, found.end));
            if *class == Exact {
                assert_eq!(found.exact, quotation);
            }
        }
        Cut(expected) => match outcome {
            Err(Miss::Boundary { whole, .. }) => {
                assert!(whole.starts_with(expected), "{quotation}: {whole}")
            }
            other => panic!("{quotation}: {other:?}"),
        },
        Near(distance, kind) => {
            assert!(outcome.is_err(), "{quotation}: {outcome:?}");
            let explanation = explain(quotation, capture, &[], &[]);
            assert_eq!(name_of(&explanation.kind), *kind, "{quotation}: {explanation:#?}");
            assert!(!explanation.sentence().is_empty());
            if let Some((edits, similarity)) = distance {
                let nearest = explanation.nearest.as_ref().unwrap_or_else(|| panic!("{quotation}: nothing near"));
                assert_eq!(nearest.edits, *edits, "{quotation}: {nearest:?}");
                assert!((nearest.similarity - similarity).abs() < 0.0006, "{quotation}: {nearest:?}");
            }
        }
    }
}

#[test]
fn the_vectors_hold_on_the_real_captures() {
    let Some(seeds) = seeds() else { return };
    let vectors: &[(usize, &str, Expected)] = &[
        (0, "We are scared, help us get to a safe place.", Hit(Exact, Some(591), Some(4))),
        (2, "We are scared, help us get to a safe place.", Near(Some((1, 0.977)), "punctuation")),
        (4, "We are scared, help us get to a safe place.", Near(Some((16, 0.628)), "words")),
        (0, "Of course we will! We have already moved several families", Hit(Exact, Some(636), None)),
        (2, "Of course we will! We have already moved several families", Near(Some((1, 0.982)), "punctuation")),
        (4, "Of course we will! We have already moved several families", Near(Some((7, 0.877)), "words")),
        (0, "in warm and safe rooms", Hit(Exact, Some(864), None)),
        (4, "in warm and safe rooms", Hit(Exact, Some(860), None)),
        (2, "in warm and safe rooms", Near(None, "missing")),
        (4, "very comfortable conditions", Hit(Exact, Some(831), None)),
        (2, "very comfortable conditions", Near(Some((5, 0.815)), "words")),
        (0, "unprofessional actions of the Russian air defense", Hit(Exact, Some(1590), None)),
        (3, "unprofessional actions of the Russian air defense", Near(Some((1, 0.980)), "spelling")),
        (3, "due to the unprofessional actions of the Russian air defense.", Near(Some((6, 0.902)), "words")),
        (
            0,
            "ordinary Russian civilians are also bearing the brunt of the Kremlin's brutal war.",
            Hit(Typographic, Some(2189), None),
        ),
        (0, "for which it bears full responsibility", Hit(Exact, Some(2023), None)),
        (3, "For every \"Shahed\" drone, for every Russian missile", Hit(Editorial, Some(3352), None)),
        (4, "since the start of the invasion of Ukraine", Hit(Repaired, Some(4260), Some(64))),
        (4, "further from the border, Editor's note", Hit(Exact, Some(769), None)),
        (4, "I can't confirm yet", Hit(Exact, Some(4159), Some(62))),
        (3, "10 people were injured", Cut("110 people were injured")),
        (1, "300 applications", Cut("1,300 applications")),
        (1, "300 residents", Hit(Exact, Some(224), None)),
        (3, "25 people were killed", Near(Some((2, 0.905)), "number")),
        (1, "at least 21 casualties", Near(Some((1, 0.955)), "number")),
        (4, "21 people lost their lives in Belgorod", Near(Some((1, 0.974)), "number")),
        (0, "killed 39 people and left over 120 more injured", Near(Some((1, 0.979)), "number")),
        (0, "Ukraine has claimed responsibility for the strike", Near(Some((4, 0.918)), "negation")),
        (1, "terrorist strikes", Hit(Exact, Some(1980), None)),
        (3, "terrorist strikes", Near(Some((4, 0.765)), "words")),
        (1, "terrorist strikes.", Hit(Editorial, Some(1980), None)),
        (4, "from today, we are ready to transport you", Hit(Editorial, Some(700), None)),
        (4, "experts will study the [missile] wreckage", Hit(Exact, Some(4052), None)),
        (0, "We have already moved several [Belgorod] families", Hit(Editorial, Some(655), None)),
        (
            4,
            "From today, we are ready to transport you to Stary Oskol and Gubkin [...] You will stay there as long as necessary",
            Hit(Editorial, Some(700), None),
        ),
        (0, "Ukraine has ... claimed responsibility for the strike", Near(None, "edited")),
        (3, "resulting in at least 21 deaths and dozens of injuries", Hit(Exact, Some(155), Some(2))),
        (4, "the use by Russia of North Korean missiles", Hit(Repaired, Some(594), None)),
        (4, "We are scared, help us get to safety", Near(Some((8, 0.778)), "words")),
    ];
    for (seed, quotation, expected) in vectors {
        check(&seeds[*seed], quotation, expected);
    }
    the_real_captures_tell_which_is_which(&seeds);
    the_figures_stand_where_they_were_found(&seeds);
}

fn the_real_captures_tell_which_is_which(seeds: &[Capture]) {
    let others = |cited: usize| -> Vec<(&str, &Capture)> {
        (0..5)
            .filter(|seed| *seed != cited)
            .map(|seed| (["s000", "s001", "s002", "s003", "s004"][seed], &seeds[seed]))
            .collect()
    };
    let source_of = |cited: usize, quotation: &str| match explain(quotation, &seeds[cited], &others(cited), &[]).kind {
        Kind::WrongSource { name, matched } => (name, matched.start),
        other => panic!("{quotation}: {other:?}"),
    };
    assert_eq!(source_of(2, "We are scared, help us get to a safe place."), ("s000".into(), 591));
    assert_eq!(source_of(2, "in warm and safe rooms"), ("s000".into(), 864));
    assert_eq!(source_of(2, "very comfortable conditions"), ("s004".into(), 831));
    assert_eq!(source_of(3, "unprofessional actions of the Russian air defense"), ("s000".into(), 1590));
    let mixed = explain(
        "We are scared, help us get to a safe place. We have already displaced several families",
        &seeds[0],
        &others(0),
        &[],
    );
    assert_eq!(name_of(&mixed.kind), "mixed", "{mixed:#?}");
    assert!(mixed.sentence().contains("s004"));

    let scared = explain("We are scared, help us get to a safe place.", &seeds[2], &[], &[]);
    assert!(scared.nearest.is_some_and(|nearest| nearest.text.contains("scared;")));
    let toll = explain("25 people were killed", &seeds[3], &[], &[]);
    assert_eq!(toll.sentence(), "the quotation says `25`, the capture says `39`");
    assert!(toll.nearest.is_some_and(|nearest| nearest.text == "39 people were killed"));
    let claimed = explain("Ukraine has claimed responsibility for the strike", &seeds[0], &[], &[]);
    assert_eq!(claimed.sentence(), "the quotation leaves out `not`");

    let ambiguous = verify("resulting in at least 21 deaths and dozens of injuries", &seeds[3], None);
    assert!(ambiguous.is_ok_and(|found| found.occurrences == 2));
    let literal = verify("experts will study the [missile] wreckage", &seeds[4], None);
    assert!(literal.is_ok_and(|found| found.insertions.len() == 1 && found.insertions[0].literal_in_source));
    let inserted = verify("We have already moved several [Belgorod] families", &seeds[0], None);
    assert!(inserted.is_ok_and(|found| !found.insertions[0].literal_in_source && found.insertions[0].span == (30..40)));
    let omitted = verify(
        "From today, we are ready to transport you to Stary Oskol and Gubkin [...] You will stay there as long as necessary",
        &seeds[4],
        None,
    );
    let omitted = omitted.unwrap_or_else(|miss| panic!("{miss:?}"));
    assert_eq!((omitted.class, omitted.segments.len(), omitted.gaps.len()), (Editorial, 2, 1));
    assert!(omitted.insertions.is_empty());
    // T: the 30 would belong to the dead.
    let pronoun = verify("21 people, including three children, were killed ... 30 of them seriously", &seeds[3], None);
    assert!(pronoun.is_ok_and(|found| found.gaps[0].has_number_then_pronoun));
}

fn the_figures_stand_where_they_were_found(seeds: &[Capture]) {
    let figures: &[(usize, &str, usize)] = &[
        (3, "21 people, including three children, were killed", 763),
        (0, "reportedly killed 25 people and injured over 100", 253 - 11),
        (1, "resulted in at least 25 casualties", 759),
        (4, "25 people lost their lives in Belgorod", 1739),
        (3, "At least 39 people were killed and 120 were injured", 3091),
        (0, "The attacks killed 39 people", 1231),
    ];
    for (seed, words, near) in figures {
        let found = verify(words, &seeds[*seed], None).unwrap_or_else(|miss| panic!("{words}: {miss:?}"));
        assert!(found.start.abs_diff(*near) <= 14, "{words}: {}", found.start);
        let fragment = text_fragment(&seeds[*seed], &found);
        assert!(!fragment.is_empty() && !fragment.contains(' '), "{fragment}");
    }
}

const HARBOUR: &str = "The harbour master of Quillport closed two piers on Monday after a storm. The tide rose by nine feet.\n\
    \"Many sailors wrote to us, 'We are cold, bring us to a dry hall.' Naturally we do! We have already housed some crews,\" Ondrel said.\n\
    At least 47 boats sank and 163 were damaged, 30 of them badly. The guild has not accepted blame for the wreck.\n\
    The mayor called it “reckless sailing,” and praised the Lamp’s keeper. 'Osprey' ropes failed first.\n\
    In all 1,600 letters arrived and 600 keepers slept in quiet and lit halls; the poor conduct of the harbour defence was blamed.\n\
    The tide rose by nine feet.";
const MIRROR: &str = "The harbour master closed two piers.\n\
    Many wrote: We are cold; bring us to a dry hall. Naturally, we do! We have already lodged some crews in rather pleasant lofts.\n\
    From dawn, we are ready to row you to Tern Isle [beyond the reef, Editor's note], where you will find hot soup. You may stay there until spring\n\
    They watched the #x27;collapse of the pier and the ;sale by Quillport of copper lamps.\n\
    Divers will lift the [iron] wreckage. I can't say more yet. He spoke of restless sailors";
const LEDGER: &str = "Please, we are freezing, take us to a dry hall soon.\n\
    But naturally we do! We have meanwhile housed a few crews in quiet and lit halls, in fairly pleasant lofts.\n\
    The wreck was laid to the poor conduct of the harbor defense.";

/// A twin of each vector above, in the same order.
#[test]
fn the_vectors_hold_on_invented_captures() {
    let harbour = Capture::new(HARBOUR, &[], &[]);
    let mirror = Capture::new(MIRROR, &[], &[]);
    let ledger = Capture::new(LEDGER, &[], &[]);
    let vectors: &[(&Capture, &str, Expected)] = &[
        (&harbour, "We are cold, bring us to a dry hall.", Hit(Exact, None, Some(2))),
        (&mirror, "We are cold, bring us to a dry hall.", Near(Some((1, 0.972)), "punctuation")),
        (&ledger, "We are freezing, bring us to a dry hall.", Near(None, "words")),
        (&harbour, "Naturally we do! We have already housed some crews", Hit(Exact, None, None)),
        (&mirror, "Naturally we do! We have already lodged some crews", Near(Some((1, 0.980)), "punctuation")),
        (&ledger, "Naturally we do! We have already housed a few crews", Near(None, "words")),
        (&harbour, "in quiet and lit halls", Hit(Exact, None, None)),
        (&ledger, "in quiet and lit halls", Hit(Exact, None, None)),
        (&mirror, "in quiet and lit halls", Near(None, "missing")),
        (&ledger, "fairly pleasant lofts", Hit(Exact, None, None)),
        (&mirror, "fairly pleasant lofts", Near(None, "words")),
        (&harbour, "poor conduct of the harbour defence", Hit(Exact, None, None)),
        (&ledger, "poor conduct of the harbour defence", Near(Some((2, 0.943)), "spelling")),
        (&ledger, "owing to the poor conduct of the harbor defense.", Near(None, "words")),
        (&harbour, "praised the Lamp's keeper", Hit(Typographic, None, Some(4))),
        (&harbour, "has not accepted blame for the wreck", Hit(Exact, None, None)),
        (&harbour, "\"Osprey\" ropes failed first", Hit(Editorial, None, None)),
        (&mirror, "watched the collapse of the pier", Hit(Repaired, None, Some(4))),
        (&mirror, "beyond the reef, Editor's note", Hit(Exact, None, None)),
        (&mirror, "I can't say more yet", Hit(Exact, None, Some(5))),
        (&harbour, "63 were damaged", Cut("163 were damaged")),
        (&harbour, "600 letters arrived", Cut("1,600 letters arrived")),
        (&harbour, "600 keepers slept", Hit(Exact, None, None)),
        (&harbour, "At least 48 boats sank", Near(Some((1, 0.955)), "number")),
        (&harbour, "at least 46 boats", Near(None, "number")),
        (&harbour, "164 were damaged, 30 of them badly", Near(Some((1, 0.971)), "number")),
        (&harbour, "47 boats sank and over 163 were damaged, 31 of them", Near(None, "number")),
        (&harbour, "The guild has accepted blame for the wreck", Near(Some((4, 0.905)), "negation")),
        (&harbour, "reckless sailing", Hit(Exact, None, None)),
        (&mirror, "reckless sailing", Near(None, "words")),
        (&harbour, "reckless sailing.", Hit(Editorial, None, None)),
        (&mirror, "from dawn, we are ready to row you", Hit(Editorial, None, Some(3))),
        (&mirror, "Divers will lift the [iron] wreckage", Hit(Exact, None, None)),
        (&harbour, "We have already housed some [Quillport] crews", Hit(Editorial, None, None)),
        (
            &mirror,
            "From dawn, we are ready to row you to Tern Isle [...] You may stay there until spring",
            Hit(Editorial, None, Some(3)),
        ),
        (&harbour, "The guild has ... accepted blame for the wreck", Near(None, "edited")),
        (&harbour, "The tide rose by nine feet", Hit(Exact, None, Some(1))),
        (&mirror, "the sale by Quillport of copper lamps", Hit(Repaired, None, None)),
        (&harbour, "We are cold, bring us to shelter", Near(None, "words")),
        (&harbour, "Zephyr engines hummed beneath violet glaciers", Near(None, "missing")),
    ];
    for (capture, quotation, expected) in vectors {
        check(capture, quotation, expected);
    }
    let wrong = explain("We are cold, bring us to a dry hall.", &mirror, &[("harbour", &harbour)], &[]);
    assert_eq!(name_of(&wrong.kind), "wrong source");
    assert_eq!(wrong.sentence(), "these words are not in the cited capture but in `harbour`, line 2");
    let joined = "We are cold, bring us to a dry hall. We have already lodged some crews.";
    let mixed = explain(joined, &harbour, &[("mirror", &mirror)], &[]);
    assert_eq!(name_of(&mixed.kind), "mixed", "{mixed:#?}");
    let ambiguous = verify("The tide rose by nine feet", &harbour, None);
    assert!(ambiguous.is_ok_and(|found| found.occurrences == 2));
    let literal = verify("Divers will lift the [iron] wreckage", &mirror, None);
    assert!(literal.is_ok_and(|found| found.insertions.len() == 1 && found.insertions[0].literal_in_source));
    let inserted = verify("We have already housed some [Quillport] crews", &harbour, None);
    assert!(inserted.is_ok_and(|found| !found.insertions[0].literal_in_source));
    let pronoun = verify("At least 47 boats sank ... 30 of them badly", &harbour, None);
    assert!(pronoun.is_ok_and(|found| found.gaps[0].has_number_then_pronoun));
    let hidden = verify("The guild has always ... accepted blame for the wreck", &harbour, None);
    assert!(matches!(hidden, Err(Miss::MissingSegment { .. })), "{hidden:?}");
    let hidden = verify("At least 47 boats sank ... accepted blame for the wreck", &harbour, None);
    assert!(matches!(&hidden, Err(Miss::HiddenNegation { word, .. }) if word == "not"), "{hidden:?}");
}
