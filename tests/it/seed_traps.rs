//! What five real reports set as traps, planted on the showcase one at a time: each gives the finding of its rule.
//!
//! Not here, since words alone do not tell: which of two reports is right (T05, T14, T16, T34, T35, T37), a reversed translation and
//! calques (T22, T23), lost quotation marks (T25), spelling inside quotations (T28 to T31). Those of quotations themselves (T15, T20, T21,
//! T26, T33) are tried where quotations are compared.

use crate::project::{Project, repository};

const PAGE: &str = "content/index.md";

/// The trap, the rule, and what is written otherwise: file, words, other words.
type Trap = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

const TRAPS: &[Trap] = &[
    (
        "T01 a later toll, cited to the earlier report",
        "number-not-in-evidence",
        &[(PAGE, "that 21 people, three", "that 25 people, three")],
    ),
    (
        "T02 casualties are not deaths",
        "casualty-measure-mismatch",
        &[
            (
                PAGE,
                "[the number of dead in the reports became 25]",
                "[the number of dead in the reports became at least 25]",
            ),
            (
                PAGE,
                "    @s002#deaths\n    @s004#deaths\n    @s000#toll supports — with \"reportedly\"\n    @s001#casualties context — dead and injured may both be meant",
                "    @s001#casualties",
            ),
        ],
    ),
    (
        "T02 reportedly",
        "hedge-dropped",
        &[
            (
                PAGE,
                "    @s002#deaths\n    @s004#deaths\n    @s000#toll supports — with \"reportedly\"",
                "    @s000#toll supports",
            ),
            (PAGE, "[the number of dead in the reports became 25]", "[25 people were killed]"),
        ],
    ),
    (
        "T03 dozens are no number",
        "vague-as-number",
        &[
            (
                PAGE,
                "Prosecutors in Ukraine reported four people wounded in Kherson.[^kherson]",
                "Thirty people were injured.[^dozens]",
            ),
            (
                PAGE,
                "[^unverified]:",
                "[^dozens]:\n    @s003 \"at least 21 deaths and dozens of injuries\"\n    @s004#kherson context\n\n[^unverified]:",
            ),
            (PAGE, "[^kherson]:", "[^cities-2]:"),
        ],
    ),
    ("T04 at least is dropped", "qualifier-dropped", &[(PAGE, "counted at least 39 people", "counted 39 people")]),
    (
        "T06 one number for a day and for five",
        "window-mismatch",
        &[("content/notes/same-39.md", "  - \"figure:ukraine-strikes-window/killed\"\n", "")],
    ),
    (
        "T07 another window",
        "number-not-in-evidence",
        &[(PAGE, "killed and 120 injured on that day", "killed and 160 injured on that day")],
    ),
    (
        "T08 people and missiles",
        "number-unit-mismatch",
        &[(PAGE, "[some 160 missiles and drones]", "[some 160 people]")],
    ),
    (
        "T09 dead and shot down",
        "number-unit-mismatch",
        &[(
            PAGE,
            "that 21 people, three of them children, had been killed",
            "that 21 drones had been seen, three children killed",
        )],
    ),
    (
        "T09 a day is no count",
        "number-not-in-evidence",
        &[(PAGE, "had reported 32 Ukrainian drones", "had reported 30 Ukrainian drones")],
    ),
    (
        "T10 a weekday that does not fit",
        "date-weekday-mismatch",
        &[(PAGE, "On that Friday people died", "On Friday, 30 December 2023, people died")],
    ),
    (
        "T12 a day without an anchor",
        "date-anchor-missing",
        &[(
            "content/sources/s002.md",
            "quote: \"resulted in the tragic deaths of 25 people\"\n    claimant: unattributed\n    speech: narration\n    as_of: \"2024-01-05?\"\n",
            "quote: \"resulted in the tragic deaths of 25 people, less than a week ago\"\n    claimant: unattributed\n",
        )],
    ),
    (
        "T17 of what, since when",
        "superlative-uncited",
        &[(
            PAGE,
            "Residents complained that shelters were locked.",
            "Residents made the worst complaints, of locked shelters.",
        )],
    ),
    (
        "T18 who fired",
        "contested-stated-flat",
        &[(
            PAGE,
            "Gladkov said that Ukraine's army fired on the middle of the city.",
            "Ukraine's army fired on the middle of the city.",
        )],
    ),
    (
        "T19 several, and one origin",
        "single-origin-as-many",
        &[
            (PAGE, "a report says without naming its source", "several reports of the newsroom say"),
            (PAGE, "Prosecutors in Ukraine reported four", "Several reports by prosecutors in Ukraine have four"),
        ],
    ),
    (
        "T24 what is left of a sign",
        "entity-residue",
        &[(
            "content/sources/s004.md",
            "quote: \"25 people lost their lives in Belgorod\"",
            "quote: \"the #x27;invasion: 25 people lost their lives in Belgorod\"",
        )],
    ),
    (
        "T27 another name of a place",
        "toponym-variant",
        &[(PAGE, "people died in Kyiv, Lviv, Odesa", "people died in Kiev, Lviv, Odesa")],
    ),
    ("T27 a misspelling", "toponym-misspelling", &[(PAGE, "Belgorod, a Russian city", "Belgrorod, a Russian city")]),
    (
        "T36 a region is no point",
        "place-precision-overstated",
        &[("content/places.yaml", "precision_km: 100", "precision_km: 1")],
    ),
    (
        "T38 a ceiling becomes a number",
        "qualifier-dropped",
        &[(PAGE, "travelling up to 100 miles", "travelling 100 miles")],
    ),
    (
        "T39 a day that is another's",
        "date-not-in-evidence",
        &[(PAGE, "was struck on 30 December 2023, and", "was struck on 1 January 2024, and")],
    ),
    (
        "T40 another place on the same day",
        "name-not-in-evidence",
        &[(
            PAGE,
            "had reported 32 Ukrainian drones shot down over Moscow",
            "had reported 32 Ukrainian drones shot down over Kharkiv",
        )],
    ),
];

#[test]
fn each_trap_of_the_seeds_gives_its_finding() {
    let mut faults = Vec::new();
    for (name, rule, edits) in TRAPS {
        let mut project = Project::default();
        project.files = onrecord::edge::read::read(repository()).unwrap_or_else(|error| panic!("{error}")).files;
        let mut lost = false;
        for (path, from, to) in *edits {
            let text = project.text(path);
            lost |= !text.contains(from);
            project.put(path, text.replacen(from, to, 1));
        }
        if lost {
            faults.push(format!("{name}: the words are not there"));
            continue;
        }
        let built = project.build();
        if built.report_of(rule).is_empty() {
            let rules: Vec<&str> = built.compiled.diagnostics.iter().map(|found| found.rule).collect();
            faults.push(format!("{name}: not `{rule}`, but {rules:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
