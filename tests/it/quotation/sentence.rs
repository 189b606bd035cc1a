//! A quotation and the sentence that it was cut from: a table of cuts, each beside its honest twin.

use onrecord::quotation::{Capture, verify};

/// What was cut off a quotation, as files write it.
fn cuts(language: &str, capture: &str, quotation: &str) -> String {
    let capture = Capture::new(capture, &[], &[]).in_language(language);
    match verify(quotation, &capture, None) {
        Ok(found) => {
            let cuts = found.enclosing.cuts.expect("the language is known");
            cuts.iter().map(|cut| cut.cut.to_string()).collect::<Vec<_>>().join(", ")
        }
        Err(miss) => format!("refused: {}", miss.words()),
    }
}

/// Language, capture, quotation, what was cut off.
const TABLE: &[(&str, &str, &str, &str)] = &[
    (
        "en",
        "The office denies that the ferry struck the eastern quay.",
        "the ferry struck the eastern quay",
        "denial before",
    ),
    ("en", "It is false that the ferry struck the eastern quay.", "the ferry struck the eastern quay", "denial before"),
    ("en", "The office denied the report, and the ferry struck the quay.", "the ferry struck the quay", ""),
    ("en", "The office, which denied the report, closed the eastern quay.", "closed the eastern quay", ""),
    ("en", "Officials did not confirm that the ferry struck the quay.", "the ferry struck the quay", "negation before"),
    ("en", "The crew did not stop, and the ferry struck the quay.", "the ferry struck the quay", ""),
    ("en", "At least 25 people were killed on Tuesday.", "25 people were killed", "bound before"),
    ("en", "At least 25 people were killed on Tuesday.", "least 25 people were killed", "bound before"),
    ("en", "The toll rose from 20 to 25 people on Tuesday.", "25 people on Tuesday", "bound before"),
    ("en", "The toll was between 20 and 25 people on Tuesday.", "25 people on Tuesday", "bound before"),
    ("en", "The damage is put at 25 bn by the office.", "The damage is put at 25", "bound after"),
    ("en", "The state paid the families 25 lakh in all.", "The state paid the families 25", "bound after"),
    ("en", "The toll stands at 25 to 30 people.", "The toll stands at 25", "bound after"),
    ("en", "The toll stands at 25 or more.", "The toll stands at 25", "bound after"),
    ("en", "Did the ferry strike the eastern quay?", "the ferry strike the eastern quay", "question after"),
    ("en", "The office asked whether the ferry struck the quay.", "the ferry struck the quay", "question before"),
    ("en", "If the count is right, nine people were injured.", "nine people were injured", "condition before"),
    ("en", "Nine people were injured if the count is right.", "Nine people were injured", "condition after"),
    ("en", "The ferry reportedly struck the eastern quay.", "struck the eastern quay", "hedge before"),
    ("en", "Allegedly, the ferry struck the eastern quay.", "the ferry struck the eastern quay", "hedge before"),
    ("en", "The mayor said that the ferry struck the quay.", "the ferry struck the quay", "speech before"),
    ("en", "The ferry struck the quay, the mayor said.", "The ferry struck the quay", "speech after"),
    ("en", "The ferry struck the quay, the office denied.", "The ferry struck the quay", "denial after"),
    ("en", "Ukraine has not claimed responsibility for it.", "claimed responsibility for it", "negation before"),
    ("en", "The ferry is far from being repaired today.", "being repaired today", "denial before"),
    ("en", "The report stopped short of blaming the captain.", "blaming the captain", "denial before"),
    ("en", "The crew was warned, but the ferry struck the quay.", "the ferry struck the quay", ""),
    ("en", "Although the office denied it, the ferry struck the quay.", "the ferry struck the quay", ""),
    (
        "en",
        "The ferry, which was not insured, struck the quay.",
        "The ferry … struck the quay",
        "refused: `The ferry` is too short to stand beside an omission",
    ),
    (
        "en",
        "The old ferry Estela, which was not insured, struck the eastern quay.",
        "The old ferry Estela … struck the eastern quay",
        "",
    ),
    (
        "en",
        "The old ferry Estela had not struck the eastern quay.",
        "The old ferry Estela … struck the eastern quay",
        "refused: the omission leaves out `not`, which negates",
    ),
    ("de", "Die Behörde bestreitet, dass die Fähre den Kai rammte.", "die Fähre den Kai rammte", "denial before"),
    ("de", "Die Fähre hat den Kai nicht gerammt.", "Die Fähre hat den Kai", "negation after"),
    ("de", "Mindestens 25 Menschen starben am Dienstag.", "25 Menschen starben", "bound before"),
    (
        "de",
        "Der alte Kapitän wollte am Dienstag nicht mehr sprechen.",
        "Der alte Kapitän wollte … mehr sprechen",
        "refused: the omission leaves out `nicht`, which negates",
    ),
    (
        "ru",
        "Старый капитан порта не хотел говорить с газетой.",
        "Старый капитан порта … говорить с газетой",
        "refused: the omission leaves out `не`, which negates",
    ),
    ("ru", "Власти отрицают, что паром ударился о причал.", "паром ударился о причал", "denial before"),
    ("fr", "La mairie n'a pas confirmé que le ferry a heurté le quai.", "le ferry a heurté le quai", "negation before"),
    ("es", "La oficina niega que el ferry golpeara el muelle.", "el ferry golpeara el muelle", "denial before"),
    ("uk", "Влада заперечує, що пором ударився об причал.", "пором ударився об причал", "denial before"),
    ("ar", "نفى المكتب أن العبارة اصطدمت بالرصيف الشرقي.", "العبارة اصطدمت بالرصيف الشرقي", "denial before"),
];

#[test]
fn a_quotation_is_judged_in_its_sentence() {
    let mut faults = Vec::new();
    for (language, capture, quotation, expected) in TABLE {
        let found = cuts(language, capture, quotation);
        if found != *expected {
            faults.push(format!("{capture}\n  {quotation}\n  {found:?}, not {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What typesetting put into a capture is read as what it is.
#[test]
fn typesetting_is_no_part_of_the_words() {
    let passes: &[(&str, &str)] = &[
        ("Nine passen-\ngers were injured there.", "Nine passengers were injured"),
        ("It is a well-\nknown old harbour town.", "a well-known old harbour town"),
        ("Nine people were injured[1] on the quay.[2] It rained.", "Nine people were injured on the quay. It rained"),
        ("il a dit «\u{202f}neuf blessés\u{202f}» hier soir", "il a dit \"neuf blessés\" hier soir"),
        ("FERRY HITS EASTERN QUAY\nIt was dark.", "Ferry hits eastern quay"),
        ("It happened in 2023\n\n300 people came by boat.", "300 people came by boat"),
    ];
    for (capture, quotation) in passes {
        let found = verify(quotation, &Capture::new(capture, &[], &[]), None);
        assert!(found.is_ok(), "{capture}: {quotation}: {found:?}");
    }
    let refused: &[(&str, &str)] = &[
        ("All of them were non-\ncombatants of the town.", "combatants of the town"),
        ("The toll was put at 1∕25 by the office.", "25 by the office"),
    ];
    for (capture, quotation) in refused {
        assert!(verify(quotation, &Capture::new(capture, &[], &[]), None).is_err(), "{capture}: {quotation}");
    }
}
