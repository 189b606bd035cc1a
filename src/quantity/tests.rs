use proptest::prelude::*;

use super::*;

fn quantity(text: &str) -> Quantity {
    Quantity::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// `low best high qualifier hedge`, with `-` for none.
fn summary(quantity: &Quantity) -> String {
    let shown = |number: Option<Number>| number.map_or("-".to_owned(), |number| number.to_string());
    let (low, best, high) = (shown(quantity.low), shown(quantity.best), shown(quantity.high));
    format!("{low} {best} {high} {} {}", quantity.qualifier.as_str(), quantity.hedge.map_or("-", Hedge::as_str))
}

#[test]
fn value_expressions() {
    for (text, expected) in [
        ("21", "21 21 21 exact -"),
        (" 21\n", "21 21 21 exact -"),
        ("exactly 21", "21 21 21 exact -"),
        ("at least 25", "25 25 - at-least -"),
        ("At least 25", "25 25 - at-least -"),
        ("25 or more", "25 25 - at-least -"),
        ("25+", "25 25 - at-least -"),
        ("no fewer than 25", "25 25 - at-least -"),
        (">= 25", "25 25 - at-least -"),
        ("over 100", "101 - - more-than -"),
        ("more than 1.5", "1.5 - - more-than -"),
        (">100", "101 - - more-than -"),
        ("more than a million", "1000001 - - more-than -"),
        ("about 300", "- 300 - about -"),
        ("some 160", "- 160 - about -"),
        ("approx. 300", "- 300 - about -"),
        ("~300", "- 300 - about -"),
        ("300 or so", "- 300 - about -"),
        ("nearly two", "- 2 - about -"),
        ("an estimated 1,300", "- 1300 - about -"),
        ("up to 100", "- - 100 at-most -"),
        ("up to about 100", "- - 100 at-most -"),
        ("about up to 100", "- - 100 at-most -"),
        ("no more than 100", "- - 100 at-most -"),
        ("a maximum of a hundred", "- - 100 at-most -"),
        ("fewer than 100", "- - 99 fewer-than -"),
        ("fewer than 0", "- - 0 fewer-than -"),
        ("20-30", "20 - 30 range -"),
        ("20–30", "20 - 30 range -"),
        ("20 to 30", "20 - 30 range -"),
        ("between 20 and 30", "20 - 30 range -"),
        ("from 20 to 30", "20 - 30 range -"),
        ("two or three", "2 - 3 range -"),
        ("2-3 million", "2000000 - 3000000 range -"),
        ("reportedly 20-30", "20 - 30 range reportedly"),
        ("reportedly 25", "25 25 25 exact reportedly"),
        ("25 reportedly", "25 25 25 exact reportedly"),
        ("25 (reportedly)", "25 25 25 exact reportedly"),
        ("25, allegedly", "25 25 25 exact allegedly"),
        ("reportedly over 100", "101 - - more-than reportedly"),
        ("suspected more than a million", "1000001 - - more-than suspected"),
        ("believed to be 25", "25 25 25 exact believed"),
        ("claimed 25", "25 25 25 exact claimed"),
        ("1,300", "1300 1300 1300 exact -"),
        ("1 300", "1300 1300 1300 exact -"),
        ("1\u{202f}300", "1300 1300 1300 exact -"),
        ("1’300", "1300 1300 1300 exact -"),
        ("1,00,000", "100000 100000 100000 exact -"),
        ("1300", "1300 1300 1300 exact -"),
        ("1.3 million", "1300000 1300000 1300000 exact -"),
        ("1.3", "1.3 1.3 1.3 exact -"),
        ("0.125", "0.125 0.125 0.125 exact -"),
        ("2½", "2.5 2.5 2.5 exact -"),
        ("two and a half million", "2500000 2500000 2500000 exact -"),
        ("25k", "25000 25000 25000 exact -"),
        ("٢٥", "25 25 25 exact -"),
        ("１，３００", "1300 1300 1300 exact -"),
        ("eight", "8 8 8 exact -"),
        ("Twenty-five", "25 25 25 exact -"),
        ("twenty five", "25 25 25 exact -"),
        ("one hundred and three", "103 103 103 exact -"),
        ("two thousand three hundred and four", "2304 2304 2304 exact -"),
        ("a million", "1000000 1000000 1000000 exact -"),
        ("half a million", "500000 500000 500000 exact -"),
        ("half a dozen", "6 6 6 exact -"),
        ("one", "1 1 1 exact -"),
        ("zero", "0 0 0 exact -"),
        ("nine hundred ninety-nine trillion", "999000000000000 999000000000000 999000000000000 exact -"),
        ("twenty-five hundred", "2500 2500 2500 exact -"),
        ("a hundred thousand", "100000 100000 100000 exact -"),
        ("five million two hundred thousand and six", "5200006 5200006 5200006 exact -"),
        ("several", "3 - - vague -"),
        ("multiple", "2 - - vague -"),
        ("dozens", "24 - - vague -"),
        ("dozens of", "24 - - vague -"),
        ("hundreds", "200 - - vague -"),
        ("hundreds of thousands", "200000 - - vague -"),
        ("tens of thousands", "20000 - - vague -"),
        ("several hundred", "300 - - vague -"),
        ("a few dozen", "24 - - vague -"),
        ("a dozen", "12 - - vague -"),
        ("two dozen", "24 - - vague -"),
        ("more than a dozen", "13 - - more-than -"),
        ("at least two dozen", "24 24 - at-least -"),
        ("an unprecedented number", "2 - - vague -"),
        ("many", "2 - - vague -"),
        ("reportedly dozens", "24 - - vague reportedly"),
    ] {
        assert_eq!(summary(&quantity(text)), expected, "{text}");
    }
}

#[test]
fn refusals_say_what_to_write() {
    for (text, expected) in [
        (
            "twenty-ish",
            "`twenty-ish` is not a quantity: write a number (`21`), or a number with `at least`, `over`, `about`, `up to` …, \
             a range (`20-30`), or `dozens`, `several`",
        ),
        (
            "lots",
            "`lots` is not a quantity: write a number (`21`), or a number with `at least`, `over`, `about`, `up to` …, \
             a range (`20-30`), or `dozens`, `several`",
        ),
        ("", "a quantity is missing: write a number (`21`), a range (`20-30`), or `dozens`, `several`"),
        (
            "1.300",
            "`1.300` can be read in two ways: write thousands with a comma (`1,300`), decimals without ending zeros (`1.3`)",
        ),
        ("1,3", "`1,3` is not a quantity: write decimals with a point (`1.3`), thousands with a comma (`1,300`)"),
        ("25 people", "`people` does not belong to the quantity: write `25` alone; what is counted goes into `unit`"),
        ("40km", "`km` does not belong to the quantity: write `40` alone; what is counted goes into `unit`"),
        ("10 %", "`%` does not belong to the quantity: write `10` alone; what is counted goes into `unit`"),
        ("30-20", "`30-20` is not a quantity: the first number of a range is the smaller one"),
        (
            "at least 20-30",
            "`at least 20-30` is not a quantity: a range has bounds of its own: leave out the words before it",
        ),
        (
            "at least up to 20",
            "`at least up to 20` is not a quantity: it is said to be both `at least` and `up to`: keep one",
        ),
        (
            "up to dozens",
            "`up to dozens` is not a quantity: a vague word gives no upper bound: write it alone, or a number",
        ),
    ] {
        assert_eq!(Quantity::parse(text).expect_err(text), expected);
    }
    for text in [
        "first",
        "21st",
        "2023-12-30",
        "10:30",
        "B-52",
        "at least",
        "reportedly",
        "between 20",
        "25 26",
        "99999999999999999999",
        "-5",
        "1.2.3",
    ] {
        assert!(Quantity::parse(text).is_err(), "{text}");
    }
}

/// The figures of the first five articles: their number, the words of the source, the value they must agree with.
const FIGURES: [(&str, &str, &str); 46] = [
    ("F01", "which reportedly killed 25 people and injured over 100,", "reportedly 25"),
    ("F02", "which reportedly killed 25 people and injured over 100,", "reportedly over 100"),
    ("F03", "about 40 kilometers from the Ukrainian border", "about 40"),
    ("F04", "one day after Russia launched a massive aerial attack", "one"),
    ("F05", "I see several appeals on social media", "several"),
    ("F06", "We have already moved several families", "several"),
    ("F07", "killed 39 people", "39"),
    ("F08", "killed 39 people and left over 160 more injured", "over 160"),
    ("F09", "an unprecedented number of drones and missiles", "a number"),
    ("F10", "Several Ukrainian media outlets", "several"),
    ("F11", "approximately 300 residents of Belgorod city", "approximately 300"),
    ("F12", "at least 25 casualties", "at least 25"),
    ("F13", "1,300 applications to send children to school camps", "1300"),
    ("F14", "multiple casualties", "multiple"),
    ("F15", "59 drones and missiles", "59"),
    ("F16", "18 cruise missiles and eight drones were intercepted", "18"),
    ("F17", "18 cruise missiles and eight drones were intercepted", "8"),
    ("F18", "up to 100 miles", "up to 100"),
    ("F19", "nearly two years ago", "about 2"),
    ("F20", "several appeals", "several"),
    ("F21", "overnight shelling wounded at least two people", "at least 2"),
    ("F22", "the tragic deaths of 25 people", "25"),
    ("F23", "Russia says 21 dead, 110 injured", "21"),
    ("F24", "Russia says 21 dead, 110 injured", "110"),
    ("F25", "resulting in at least 21 deaths and dozens of injuries", "at least 21"),
    ("F26", "resulting in at least 21 deaths and dozens of injuries", "dozens"),
    ("F27", "21 people, including three children, were killed in the shelling", "21"),
    ("F28", "21 people, including three children, were killed in the shelling", "3"),
    ("F29", "a further 110 people were injured, 30 of them seriously", "110"),
    ("F30", "a further 110 people were injured, 30 of them seriously", "30"),
    ("F31", "the military had downed 32 Ukrainian drones", "32"),
    ("F32", "coming under fire from some 160 missiles and drones", "some 160"),
    ("F33", "At least 39 people were killed and 120 were injured", "at least 39"),
    ("F34", "At least 39 people were killed and 120 were injured", "120"),
    ("F34", "At least 39 people were killed and 120 were injured", "at least 120"),
    ("F35", "at least 26 people were injured", "at least 26"),
    ("F36", "Several people were taken to hospital", "several"),
    ("F37", "Power was knocked out in several areas", "several"),
    ("F38", "almost two years ago", "about two"),
    ("F39", "25 people lost their lives in Belgorod", "25"),
    ("F41", "for almost two years", "about 2"),
    (
        "F43",
        "attacked its neighbor with 29 Shahed drones, according to the Air Force, which assured that it had shot down 21,",
        "29",
    ),
    (
        "F44",
        "attacked its neighbor with 29 Shahed drones, according to the Air Force, which assured that it had shot down 21,",
        "21",
    ),
    ("F45", "reported four wounded in a strike in Kherson", "4"),
    ("F46", "destroyed a Ukrainian Neptune missile over the Black Sea", "1"),
    (
        "F48",
        "is already suspected of having delivered more than a million artillery shells",
        "suspected more than a million",
    ),
];

#[test]
fn figures_agree_with_their_quotations() {
    for (name, quote, value) in FIGURES {
        assert_eq!(occurs_in(&quantity(value), quote), Agreement::Agrees, "{name}: {value}: {:?}", mentions(quote));
    }
}

#[test]
fn disagreements() {
    use Agreement::*;
    let missing =
        |numbers: &[u64]| NumberMissing { numbers_found: numbers.iter().copied().map(Number::from).collect() };
    let (at_least, more, about) = (Qualifier::AtLeast, Qualifier::MoreThan, Qualifier::About);
    for (quote, value, expected) in [
        // 25, at least 25, reportedly 25
        ("at least 25 casualties", "25", QualifierDropped { quote_has: at_least }),
        (
            "25 people lost their lives",
            "at least 25",
            QualifierDiffers { quote_has: Qualifier::Exact, value_has: at_least },
        ),
        ("reportedly killed 25 people", "25", HedgeDropped { quote_has: Hedge::Reportedly }),
        ("killed 25 people", "reportedly 25", HedgeDiffers { quote_has: None, value_has: Hedge::Reportedly }),
        (
            "allegedly killed 25 people",
            "reportedly 25",
            HedgeDiffers { quote_has: Some(Hedge::Allegedly), value_has: Hedge::Reportedly },
        ),
        ("at least 21 casualties", "25", missing(&[21])),
        // 110, over 100, dozens
        ("injured over 100", "100", QualifierDropped { quote_has: more }),
        ("injured over 100", "at least 100", QualifierDiffers { quote_has: more, value_has: at_least }),
        ("dozens of injuries", "110", missing(&[])),
        ("110 were injured", "dozens", missing(&[110])),
        ("several families", "multiple", missing(&[])),
        // The same digits, another number
        ("approximately 300 residents", "300", QualifierDropped { quote_has: about }),
        ("1,300 applications", "300", missing(&[1300])),
        ("a further 110 people", "10", missing(&[110])),
        ("on Dec. 30", "30", missing(&[])),
        ("since the start of the #x27;invasion", "27", missing(&[])),
        ("postpone from January 9 to 19", "9-19", missing(&[])),
        // More than one mention: the best fit counts.
        ("at least 21 deaths. Gladkov said that 21 people were killed", "21", Agrees),
        ("between 20 and 30 people", "20-30", Agrees),
        ("20 to 30 people", "20-30", Agrees),
        ("20 to 30 people", "20", QualifierDropped { quote_has: Qualifier::Range }),
        ("rose from 20 to 30", "30", Agrees),
        ("a dozen people", "12", QualifierDropped { quote_has: Qualifier::Vague }),
        ("a dozen people", "a dozen", Agrees),
        ("some two dozen people", "about 24", Agrees),
        ("several hundred people", "several", missing(&[])),
        ("several hundred people", "several hundred", Agrees),
        ("killed five in a strike", "1", missing(&[5])),
        ("killed five, one of them a child", "1", Agrees),
        ("no one was killed by five drones", "1", missing(&[5])),
    ] {
        assert_eq!(occurs_in(&quantity(value), quote), expected, "{value} in {quote}");
    }
}

#[test]
fn numbers_in_unknown_languages() {
    use Agreement::*;
    let missing =
        |numbers: &[u64]| NumberMissing { numbers_found: numbers.iter().copied().map(Number::from).collect() };
    for (quote, value, expected) in [
        ("погибли 25 человек, ранены более 100", "25", Agrees),
        ("ранены более 100", "over 100", Agrees),
        ("погибли 39 человек", "25", missing(&[39])),
        ("قتل ٢٥ شخصا", "25", Agrees),
        ("死者25人", "25", Agrees),
        ("поступило 1 300 заявок", "1300", Agrees),
        ("1.300 Anträge", "1,300", Agrees),
        ("1,3 million", "1.3", Agrees),
        (
            "1.250 Anträge",
            "251",
            NumberMissing { numbers_found: vec![Number::from(5).divided_by(4).expect("1.25"), 1250.into()] },
        ),
        ("1 250 заявок", "250", missing(&[1250])),
        ("30.12.2023 в 10:25 из С-300", "25", CannotTell),
        ("в 40км от границы", "40", Agrees),
        ("fast zwei Jahre", "2", CannotTell),
        ("acht Drohnen und 18 Raketen", "8", CannotTell),
        ("1,3 млн снарядов", "1.3 million", CannotTell),
        ("десятки раненых", "dozens", CannotTell),
    ] {
        assert_eq!(occurs_in_numbers_only(&quantity(value), quote), expected, "{value} in {quote}");
    }
}

/// `number:kind`, with the qualifier and hedge where there are any.
fn found(text: &str) -> String {
    let mut lines = Vec::new();
    for mention in mentions(text) {
        let mut line = format!("{}:{:?}", text.get(mention.span.clone()).expect("on a border"), mention.kind);
        if mention.qualifier != Qualifier::Exact {
            line += &format!(" {}", mention.qualifier.as_str());
        }
        if let Some(hedge) = mention.hedge {
            line += &format!(" {}", hedge.as_str());
        }
        lines.push(line);
    }
    lines.join(", ")
}

#[test]
fn kinds_of_mentions() {
    let mut failures = Vec::new();
    for (text, expected) in [
        // The dates of the first five articles
        ("on Dec. 30 and Jan. 5", "30:Date, 5:Date"),
        ("December 30, 2023", "30:Date, 2023:Date"),
        ("31 December 2023 (dpa)", "31:Date, 2023:Date"),
        ("since February 24, 2022.", "24:Date, 2022:Date"),
        ("Fri. Feb 23rd, 2024", "23rd:Date, 2024:Date"),
        ("from January 9 to 19", "9:Date, 19:Date"),
        ("on December 30 in the region and on January 2, the United States", "30:Date, 2:Date"),
        ("in September 2023", "2023:Date"),
        ("other evacuations in 2023 from smaller localities", "2023:Year"),
        ("date 2024-01-08 Amid", "2024-01-08:Date"),
        ("30 December", "30:Date"),
        ("9–19 January 2024", "9:Date, 19:Date, 2024:Date"),
        ("29 and 30 December", "29:Date, 30:Date"),
        ("Dec. 29–Jan. 2", "29:Date, 2:Date"),
        ("the 5th of January 2024", "5th:Date, 2024:Date"),
        ("On December 30, 25 people were killed", "30:Date, 25:Count"),
        ("in March. 25 people were killed", "25:Count"),
        ("on December 30 and 25 people died", "30:Date, 25:Count"),
        ("you may 25 times", "25:Count"),
        ("30/12/2023 and 30.12.2023", "30/12/2023:Date, 30.12.2023:Date"),
        // Years
        ("in 2023, since 2014", "2023:Year, 2014:Year"),
        ("Russia's 2022 invasion", "2022:Year"),
        ("mid-2023 and the 1990s", "2023:Year, 1990s:Year"),
        ("2022–2023", "2022:Year, 2023:Year"),
        ("2023 people in 2023", "2023:Count, 2023:Year"),
        ("killed 2000 in all", "2000:Count"),
        ("more than 2000", "2000:Count more-than"),
        ("of 2000 people", "2000:Count"),
        // Times
        ("at 10:30, at 10.30, 10 a.m., 5pm and 18:00", "10:30:Time, 10.30:Time, 10:Time, 5pm:Time, 18:00:Time"),
        ("in 48 hours", "48:Count"),
        ("the strike in December 2023 killed 25", "2023:Date, 25:Count"),
        ("In 2023 attacks increased", "2023:Year"),
        ("the attack of Dec. 30 killed 25", "30:Date, 25:Count"),
        ("on December 25 people gathered", "25:Count"),
        ("in December the 30 wounded", "30:Count"),
        ("the 2000 dead", "2000:Count"),
        ("four reports use the number 25, the figure 25", "four:Count, 25:Count, 25:Count"),
        ("in the war 25 died; in Building 5, Unit 4", "25:Count, 5:Identifier, 4:Identifier"),
        ("killed 25.[^toll-25] And [^a b] 3", "25:Count, [^toll-25]:Identifier, 3:Count"),
        ("covid-19 and over-100 and twenty-5", "covid-19:Identifier, 100:Count more-than, twenty:Count, 5:Count"),
        ("from 10 to 11 a.m., 10-11 pm", "10:Count, 11:Time, 10:Time, 11:Time"),
        ("Articles 5-7 and pages 10 to 12", "5:Identifier, 7:Identifier, 10:Identifier, 12:Identifier"),
        ("which lies about 40 km away, reportedly killed 25 people", "40:Count about, 25:Count reportedly"),
        ("killed 25 people, reportedly.", "25:Count reportedly"),
        // Ordinals and pronouns
        ("the first strike, the 21st, the twenty-first", "first:Ordinal, 21st:Ordinal, twenty-first:Ordinal"),
        ("no one claimed it; one of the deadliest", ""),
        ("one person and at least one child", "one:Count, one:Count at-least"),
        // Codes
        (
            "B-52, s003, Su-35, G7, MH17, 3D",
            "B-52:Identifier, s003:Identifier, Su-35:Identifier, G7:Identifier, MH17:Identifier, 3D:Identifier",
        ),
        ("the #x27;invasion and &#39;", "#x27;:Identifier, &#39;:Identifier"),
        (
            "@s003#toll-25 and https://example.org/25?a=3 ",
            "@s003#toll-25:Identifier, https://example.org/25?a=3:Identifier",
        ),
        ("Article 51, No. 5, § 12", "51:Identifier, 5:Identifier, 12:Identifier"),
        ("1. The strike.\n2. The answer.", "1:Identifier, 2:Identifier"),
        ("the toll rose to\n25. Then", "25:Count"),
        ("killed.[3] Then [25] people", "3:Identifier, 25:Count"),
        ("World War Two", "Two:Identifier"),
        ("1.2.3 and 192.168.0.1", "1.2.3:Identifier, 192.168.0.1:Identifier"),
        // Percent and money
        ("10%, 10 per cent, ten percent", "10:Percentage, 10:Percentage, ten:Percentage"),
        ("$5 million, 300 roubles, €2bn", "5 million:Money, 300:Money, 2bn:Money"),
        ("10-20%", "10:Percentage range, 20:Percentage range"),
        // Numbers
        ("1,300 and 1 300 and 1\u{a0}300", "1,300:Count, 1 300:Count, 1\u{a0}300:Count"),
        ("21,110 or 300,2024", "21,110:Count, 300:Count, 2024:Count"),
        ("40km and 18-year-old", "40km:Count, 18:Count"),
        ("one hundred and three people", "one hundred and three:Count"),
        ("twenty-five, three-day", "twenty-five:Count, three:Count"),
        ("死者25人", "25:Count"),
        // Vague words
        (
            "dozens of injuries, several areas, multiple cities",
            "dozens:Count vague, several:Count vague, multiple:Count vague",
        ),
        ("tens of thousands of people", "tens of thousands:Count vague"),
        ("many people and a few others", ""),
        ("a dozen drones", "a dozen:Count vague"),
        // Qualifiers
        ("at least another 25; as many as 40; 25 or more", "25:Count at-least, 40:Count at-most, 25:Count at-least"),
        ("no more than 5, more than 5, at least some 25", "5:Count at-most, 5:Count more-than, 25:Count at-least"),
        ("between 20 and 30, rose from 21 to 25", "20:Count range, 30:Count range, 21:Count, 25:Count"),
        ("the score was 3-2", "3:Count, 2:Count"),
        // Hedges
        ("25 people were reportedly killed. 30 were hurt", "25:Count reportedly, 30:Count"),
        ("It was reportedly the heaviest shelling since 2022.", "2022:Year"),
        ("Ukraine has not claimed responsibility for the strike that killed 25", "25:Count"),
        ("the blast claimed 25 lives", "25:Count"),
        ("Russia claimed 32 drones were downed", "32:Count claimed"),
        ("the governor reported 25 dead", "25:Count"),
        ("25 are believed to be dead, and 30 hurt", "25:Count believed, 30:Count"),
        ("is suspected of firing 25 missiles", "25:Count suspected"),
        ("a suspected arsonist hurt 25 people", "25:Count"),
        ("allegedly hit; 25 died", "25:Count"),
    ] {
        if found(text) != expected {
            failures.push(format!("{text}\n  expected {expected}\n  found    {}", found(text)));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_table_of_intervals() {
    // 21 and 25 dead; 110, over 100 and dozens injured.
    let [killed_21, killed_25, floor_25] = ["21", "25", "at least 25"].map(quantity);
    assert!(!intersects(&killed_21, &killed_25) && definitely_higher(&killed_25, &killed_21));
    assert!(
        !intersects(&killed_21, &floor_25)
            && intersects(&killed_25, &floor_25)
            && definitely_higher(&floor_25, &killed_21)
    );
    let [exact, over, dozens] = ["110", "over 100", "dozens"].map(quantity);
    assert!(intersects(&exact, &over) && intersects(&over, &dozens) && intersects(&exact, &dozens));
    assert!(!intersects(&quantity("100"), &over) && !intersects(&quantity("fewer than 100"), &quantity("100")));
    assert!(
        intersects(&quantity("about 300"), &quantity("5")) && intersects(&quantity("up to 100"), &quantity("20-30"))
    );
    assert!(!intersects(&quantity("20-30"), &quantity("31")));
}

#[test]
fn for_readers() {
    for (text, words) in [
        ("reportedly over 1300", "reportedly more than 1,300"),
        ("20-30", "20–30"),
        ("dozens of", "dozens"),
        ("at least 2 million", "at least 2,000,000"),
        ("25 or so", "about 25"),
        ("21", "21"),
    ] {
        assert_eq!(quantity(text).in_words(), words);
    }
    assert_eq!(group_thousands(1_300), "1,300");
    assert_eq!(group_thousands(999), "999");
    assert_eq!(group_thousands(1_000_000), "1,000,000");
    assert_eq!(Number::from_digits("1234", "50").map(group_thousands).as_deref(), Some("1,234.5"));
    assert_eq!(group_thousands(u64::MAX), "18,446,744,073,709,551,615");
}

fn prose() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,12}([,. '-:/][0-9]{1,4}){0,5}",
        "(at least|over|between|and|to|or|of|a|an|half|dozen|hundred|million|several|tens|one|two|twenty|first|Dec|May|the|in|reportedly|suspected|claims|\\.|,|-|–|\\(|\\[|\\^|@|#|&#|%|\\$|½|٣|死|s|e\u{301}|'|’)",
        "\\PC{0,4}",
        "\\s",
    ];
    prop_oneof![3 => prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat()), 1 => "\\PC*|.*"]
}

proptest! {
    #[test]
    fn any_text_is_answered(text in prose()) {
        let found = mentions(&text);
        let mut end = 0;
        for mention in &found {
            prop_assert!(mention.span.start >= end && !mention.span.is_empty() && text.get(mention.span.clone()).is_some());
            end = mention.span.end;
        }
        match Quantity::parse(&text) {
            Ok(quantity) => {
                prop_assert_eq!(Quantity::parse(&quantity.text), Ok(quantity.clone()));
                prop_assert!(intersects(&quantity, &quantity));
                let _ = (occurs_in(&quantity, &text), occurs_in_numbers_only(&quantity, &text), quantity.in_words());
            }
            Err(error) => prop_assert!(!error.is_empty() && error.chars().count() < 300),
        }
        let seven = Quantity::parse("at least 7").expect("a quantity");
        let _ = (occurs_in(&seven, &text), occurs_in_numbers_only(&seven, &text));
    }

    #[test]
    fn numbers_survive_display(whole in any::<u64>(), fraction in "[0-9]{0,9}") {
        let number = Number::from_digits(&whole.to_string(), &fraction).expect("fits");
        let text = number.to_string();
        let (before, after) = text.split_once('.').unwrap_or((&text, ""));
        prop_assert_eq!(Number::from_digits(before, after), Some(number));
        if number.is_whole() {
            prop_assert_eq!(number.whole(), Some(whole));
            prop_assert_eq!(Quantity::parse(&group_thousands(number)).map(|quantity| quantity.best), Ok(Some(number)));
        }
    }
}
