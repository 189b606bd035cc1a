//! The forty traps that five real reports set, planted one at a time in a small project of invented facts: each row of the table
//! names the rules that find it and the words at which they do. Where the trap, or a form of it, is found by none, that form is planted as well
//! (`missed`), with the reason: a rule that learns to find it makes the row fail, until it says so.

use onrecord::files::Files;

use crate::project::Project;

const PAGE: &str = "content/index.md";
const SITE: &str = "content/site.yaml";
const PLACES: &str = "content/places.yaml";
const CLAIMANTS: &str = "content/claimants.yaml";
const EVENTS: &str = "content/events.yaml";
const NOTE: &str = "content/notes/two-counts.md";
const POST: &str = "content/sources/post.md";
const WIRE: &str = "content/sources/wire.md";
const WIRED: &str = "content/captures/wire.txt";

/// A second report for `tests/sites/minimal`: a storm week, with all that can be misread in it.
const REPORT: &str = "\
The storm on the coast of Lowen

The storm left 12 casualties, and it reportedly killed 13 fishermen. Dozens of boats were damaged, and 110 roofs were torn off. At least 14 \
sailors were rescued. The Harbour Office of Port Lowen wrote that 16 sheds burnt down.

Some 160 boats and barges lay in the harbour. The coastguard towed 21 boats. The quay was closed on 30 March. In the valley 300 residents left \
their homes, and parents made 1,300 applications for places in camps. The residents were taken to Old Haven.

It was one of the worst storms of the coast. Two people close to the port, who were not named, said a barge had struck the pier.

The barge had no light, the Kell Mirror wrote. The Lowen Daily has it too. A barge struck the pier. The mayor of Kell spoke of \
three thieves. He condemned the attacks on his town. The company carries the whole blame for the delays that followed. The office was ready [for the night, ed.] to open the sheds.

The captain’s log was lost. The harbour wall held. \"The wall is new,\" said Marta Lund, an engineer. The council met on 14 March. Lamps were lit \
at the pier. Lamps were lit at the gate. Residents were told to tape their windows. Some travelled up to 100 miles. A boat sank off Old Haven on \
12 March. The town offered to move families. Some households had been moved in 2023.

Show the picture larger
";

/// Where a trap lies, and what finds it.
struct Trap {
    number: u8,
    what: &'static str,
    fixture: Files,
    planted: Files,
    claims: usize,
    /// The rule, the file, the words.
    found: Vec<(&'static str, &'static str, &'static str)>,
    /// What lies in the planted page and nothing finds.
    missed: Vec<&'static str>,
    /// Why nothing finds it.
    reason: Option<&'static str>,
}

fn edited(files: &mut Files, path: &str, from: &str, to: &str) {
    let mut project = Project::empty();
    project.files = std::mem::take(files);
    project = project.edit(path, from, to);
    *files = std::mem::take(&mut project.files);
}

fn trap(number: u8, what: &'static str) -> Trap {
    let mut project = Project::new()
        .file(WIRED, REPORT)
        .file(
            WIRE,
            "---\ntitle: \"The storm on the coast of Lowen\"\noutlet: \"A wire\"\nkind: wire\npublished: \"2024-03-18\"\n---\n",
        )
        .edit(
            PAGE,
            "\n[^accident]:",
            "\nThe council met in the town.[^council]\n\n[^council]:\n    @wire \"The council met\"\n\n[^accident]:",
        )
        .edit(SITE, "language: \"en\"\n", "language: \"en\"\nmap: { worldview: un }\n");
    for (file, lines) in [
        (PLACES, "- { id: old-haven, name: \"Old Haven\", kind: city, lat: 54.3, lon: 7.2 }\n"),
        (PLACES, "- { id: kell, name: \"Kell\", kind: city, lat: 54.4, lon: 7.3 }\n"),
        (CLAIMANTS, "- { id: ministry, name: \"Coast Ministry\", kind: ministry, interest: neutral }\n"),
        (CLAIMANTS, "- { id: lund, name: \"Marta Lund\", kind: expert, interest: neutral }\n"),
        (CLAIMANTS, "- { id: nobody, named: false, described_as: \"people close to the port\", kind: anonymous }\n"),
        (CLAIMANTS, "- { id: daily, name: \"Lowen Daily\", kind: media, rests_on: nobody }\n"),
        (CLAIMANTS, "- { id: mirror, name: \"Kell Mirror\", kind: media, rests_on: nobody }\n"),
    ] {
        let text = project.text(file);
        project.put(file, format!("{text}{lines}"));
    }
    let fixture = std::mem::take(&mut project.files);
    Trap {
        number,
        what,
        planted: fixture.clone(),
        fixture,
        claims: 0,
        found: Vec::new(),
        missed: Vec::new(),
        reason: None,
    }
}

impl Trap {
    /// Words that the fixture has otherwise; those after `planted` are the trap.
    fn given(mut self, path: &'static str, from: &str, to: &str) -> Trap {
        edited(&mut self.fixture, path, from, to);
        edited(&mut self.planted, path, from, to);
        self
    }

    fn planted(mut self, path: &'static str, from: &str, to: &str) -> Trap {
        edited(&mut self.planted, path, from, to);
        self
    }

    /// A claim with its evidence: as it should be, and as the trap has it.
    fn claim(mut self, evidence: &str, honest: &str, trapped: &str) -> Trap {
        self.claims += 1;
        let (mark, head) = (format!("[^x{}]", self.claims), "\n[^accident]:");
        let lines = format!("{mark}:\n    {evidence}\n");
        edited(&mut self.fixture, PAGE, head, &format!("\n{honest}{mark}\n\n{lines}{head}"));
        edited(&mut self.planted, PAGE, head, &format!("\n{trapped}{mark}\n\n{lines}{head}"));
        self
    }

    /// A quotation as evidence: as it should be, and as the trap has it.
    fn quoted(mut self, claim: &str, honest: &str, trapped: &str) -> Trap {
        self = self.claim(honest, claim, claim);
        if honest != trapped {
            edited(&mut self.planted, PAGE, honest, trapped);
        }
        self
    }

    /// A longer time that holds the accident, with a count of its own.
    fn week(self) -> Trap {
        let week = "- { id: week, title: \"The week of the storm\", start: \"2024-03-10\", end: \"2024-03-16\", kind: other }\n";
        let quote = "In the week the storm injured 40 people";
        let figure = "claimant: unattributed, as_of: \"2024-03-16\", figures: [{ event: week, measure: injured, value: \"40\" }]";
        let claim = "In the week the storm injured 40 people.";
        self.given(EVENTS, "  place: port-lowen\n", &format!("  place: port-lowen\n  parent: week\n{week}"))
            .given(WIRED, "The storm left", &format!("{quote}. The storm left"))
            .given(WIRE, "\n---\n", &format!("\nexcerpts:\n  week: {{ quote: \"{quote}\", {figure} }}\n---\n"))
            .claim("@wire#week", claim, claim)
    }

    fn found(mut self, rule: &'static str, path: &'static str, words: &'static str) -> Trap {
        self.found.push((rule, path, words));
        self
    }

    /// A claim that no rule finds fault with, and why.
    fn missed(mut self, evidence: &str, honest: &str, trapped: &'static str, reason: &'static str) -> Trap {
        self.missed.push(trapped);
        self.reason = Some(reason);
        self.claim(evidence, honest, trapped)
    }

    /// What is wrong with the row.
    fn faults(&self) -> Vec<String> {
        let built = |files: &Files| {
            let mut project = Project::empty();
            project.files = files.clone();
            project.build()
        };
        let (before, after) = (built(&self.fixture), built(&self.planted));
        let mut faults = Vec::new();
        if before.rules() != ["lock-stale"] {
            faults.push(format!(
                "T{:02} {}: the fixture itself has findings\n{}",
                self.number,
                self.what,
                before.report()
            ));
        }
        let found_at = |rule: Option<&str>, path: &str, words: &str| {
            let text = std::str::from_utf8(&after.files.get(path).expect("the file").bytes).expect("a text");
            let at = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in {path}"));
            after.compiled.diagnostics.iter().any(|found| {
                let (start, end) = (found.span.start as usize, found.span.end as usize);
                rule.is_none_or(|rule| rule == found.rule)
                    && &*found.file == path
                    && start < at + words.len()
                    && at < end
            })
        };
        for (rule, path, words) in &self.found {
            if !found_at(Some(rule), path, words) {
                faults.push(format!("T{:02} {}: no `{rule}` at `{words}`\n{}", self.number, self.what, after.report()));
            }
        }
        for words in &self.missed {
            if found_at(None, PAGE, words) {
                faults.push(format!(
                    "T{:02} {}: `{words}` is found after all\n{}",
                    self.number,
                    self.what,
                    after.report()
                ));
            }
        }
        faults
    }
}

fn traps() -> Vec<Trap> {
    vec![
        trap(1, "two tolls, and the later one is given to whoever had the earlier")
            .planted(NOTE, "figure:estela/injured", "source:post")
            .planted(PAGE, "counted nine injured", "counted eleven injured")
            .found("figures-disjoint", POST, "\"eleven\"")
            .found("evidence-contradicts", PAGE, "eleven injured"),
        trap(2, "casualties are not deaths, and reportedly is not certainly")
            .claim("@wire \"The storm left 12 casualties\"", "The storm left 12 casualties.", "The storm killed 12 people.")
            .claim(
                "@wire \"it reportedly killed 13 fishermen\"",
                "It reportedly killed 13 fishermen.",
                "It killed 13 fishermen.",
            )
            .found("casualty-measure-mismatch", PAGE, "12 people")
            .found("hedge-dropped", PAGE, "13 fishermen."),
        trap(3, "dozens become a number, and 110 become more than it")
            .claim("@wire \"Dozens of boats were damaged\"", "Dozens of boats were damaged.", "Thirty boats were damaged.")
            .claim("@wire \"110 roofs were torn off\"", "Over 100 roofs were torn off.", "Over 110 roofs were torn off.")
            .found("vague-as-number", PAGE, "Thirty boats")
            .found("qualifier-dropped", PAGE, "110 roofs"),
        trap(4, "at least is dropped")
            .claim("@wire \"At least 14 sailors were rescued\"", "At least 14 sailors were rescued.", "The storm left 14 sailors to be rescued.")
            .found("qualifier-dropped", PAGE, "14 sailors"),
        trap(5, "a headline gives to a government what the text gives to an office")
            .claim(
                "@wire \"The Harbour Office of Port Lowen wrote that 16 sheds burnt down\"",
                "The Harbour Office of Port Lowen wrote that 16 sheds burnt down.",
                "The Coast Ministry wrote that 16 sheds burnt down.",
            )
            .planted(PAGE, "    @office#injured\n", "    @office#injured by ministry\n")
            .found("name-not-in-evidence", PAGE, "Coast Ministry")
            .found("claimant-contradicted", PAGE, "ministry\n"),
        trap(6, "one number for a day and for the week that holds it")
            .week()
            .planted(WIRED, "injured 40 people", "injured nine people")
            .planted(WIRE, "injured 40 people", "injured nine people")
            .planted(WIRE, "\"40\"", "\"nine\"")
            .planted(PAGE, "injured 40 people", "injured nine people")
            .found("window-mismatch", WIRE, "\"nine\""),
        trap(7, "counts of two windows are added")
            .week()
            .claim("@office#injured\n    @wire#week", "The office counted nine injured on the day, and in the week 40 people were injured.", "Those 49 people were injured.")
            .planted(PAGE, "title: \"The ferry Estela\"\n", "title: \"The ferry Estela\"\nclaims: { x2: { computed: \"9 + 40\" } }\n")
            .claim("@office#injured", "On the day nine passengers were injured.", "On the day 40 passengers were injured.")
            .found("number-not-in-evidence", PAGE, "40 passengers")
            .found("computed-across", PAGE, "\"9 + 40\""),
        trap(8, "a number of vessels becomes one of people")
            .claim("@wire \"Some 160 boats and barges lay in the harbour\"", "Some 160 boats and barges lay in the harbour.", "Some 160 people lay in the harbour.")
            .found("number-unit-mismatch", PAGE, "160 people"),
        trap(9, "the same number of other things, and of a day")
            .claim("@wire \"The coastguard towed 21 boats\"", "The coastguard towed 21 boats.", "The coastguard towed 21 people.")
            .claim("@wire \"The quay was closed on 30 March\"", "The quay was closed on 30 March.", "The quay was closed to 30 people.")
            .found("number-unit-mismatch", PAGE, "21 people")
            .found("number-not-in-evidence", PAGE, "30 people"),
        trap(10, "a header with a date of its own, and a weekday that does not fit")
            .planted(WIRED, "The storm on the coast of Lowen\n", "Fri. Feb 23rd, 2024 The storm on the coast of Lowen\n")
            .planted(PAGE, "The ferry Estela ran", "On Friday, 12 March 2024, the ferry Estela ran")
            .found("metadata-in-body", WIRED, "Fri. Feb 23rd, 2024")
            .found("date-weekday-mismatch", PAGE, "Friday, 12 March"),
        trap(11, "less than a week ago, in a report without a date")
            .given(WIRED, "The storm left 12", "Less than a week ago the storm left 12")
            .given(WIRE, "\n---\n", "\nexcerpts:\n  toll: { quote: \"Less than a week ago the storm left 12 casualties\", claimant: unattributed }\n---\n")
            .quoted("The storm left 12 casualties.", "@wire#toll", "@wire#toll")
            .planted(WIRE, "\"2024-03-18\"", "unknown")
            .found("date-anchor-missing", WIRE, "Less than a week ago"),
        trap(12, "on Friday, overnight, the day before: of no known day")
            .given(WIRED, "The storm left 12", "On Friday the storm left 12")
            .given(WIRE, "\n---\n", "\nexcerpts:\n  toll: { quote: \"On Friday the storm left 12 casualties\", claimant: unattributed }\n---\n")
            .quoted("The storm left 12 casualties.", "@wire#toll", "@wire#toll")
            .planted(WIRE, "\"2024-03-18\"", "unknown")
            .given(WIRED, "The harbour wall held.", "Overnight the harbour wall held.")
            .given(WIRE, "\nexcerpts:\n", "\nexcerpts:\n  wall: { quote: \"Overnight the harbour wall held\", claimant: unattributed }\n")
            .claim("@wire#wall", "The harbour wall held.", "The harbour wall held.")
            .found("date-anchor-missing", WIRE, "Overnight")
            .found("date-anchor-missing", WIRE, "On Friday"),
        trap(13, "a date of the copy in the first line of the text")
            .planted(WIRED, "The storm on", " date 2024-03-31 The storm on")
            .found("metadata-in-body", WIRED, "date 2024-03-31"),
        trap(14, "what was offered has begun, and earlier moves are those of now")
            .claim("@wire \"Some households had been moved in 2023\"", "Some households had been moved in 2023.", "Some households had been moved on 5 March 2024.")
            .missed(
                "@wire \"The town offered to move families\"",
                "The town offered to move families.",
                "The town has begun to move families.",
                "A rule is missing that tells what was offered, planned or promised from what was done; only the day of the earlier moves is found.",
            )
            .found("date-not-in-evidence", PAGE, "5 March 2024"),
        trap(15, "residents and applications are added up")
            .claim(
                "@wire \"300 residents left their homes, and parents made 1,300 applications\"",
                "In the valley 300 residents left their homes.",
                "In the valley 1,600 residents left their homes.",
            )
            .found("sum-undeclared", PAGE, "1,600"),
        trap(16, "another destination")
            .claim("@wire \"The residents were taken to Old Haven\"", "The residents were taken to Old Haven.", "The residents were taken to Kell.")
            .found("name-not-in-evidence", PAGE, "Kell."),
        trap(17, "one of the worst becomes the worst, and the worst of what nobody says")
            .claim("@wire \"The harbour wall held\"", "The harbour wall held.", "The worst harbour wall held.")
            .missed(
                "@wire \"It was one of the worst storms of the coast\"",
                "It was one of the worst storms of the coast.",
                "It was the worst storm of the coast.",
                "A rule is missing that keeps \"one of the\" with its superlative, and its scope: a superlative is found only where no evidence has it.",
            )
            .found("superlative-uncited", PAGE, "worst harbour"),
        trap(18, "who did it is disputed, and stated flat")
            .claim("@wire \"A barge struck the pier\" by ministry\n    @wire disputes \"The harbour wall held\" by lund", "The Coast Ministry said that a barge struck the pier.", "A barge struck the pier.")
            .claim("@wire \"said a barge had struck the pier\" by nobody", "Unnamed people said that a barge had struck the pier.", "A barge had struck the pier.")
            .found("unnamed-origin", PAGE, "A barge had struck")
            .found("contested-stated-flat", PAGE, "A barge struck"),
        trap(19, "several papers, and one unnamed voice behind them")
            .claim("@wire \"said a barge had struck the pier\" by daily\n    @wire \"The barge had no light\" by mirror", "Unnamed people said that a barge had struck the pier.", "Several reports say that a barge had struck the pier.")
            .found("single-origin-as-many", PAGE, "Several reports"),
        trap(20, "a pronoun that after a gap means somebody else")
            .quoted("The mayor condemned the attacks on his town.", "@wire \"He condemned the attacks on his town\"", "@wire \"A barge struck the pier … He condemned the attacks on his town\"")
            .missed(
                "@wire \"He condemned the attacks on his town\"",
                "The mayor condemned the attacks on his town.",
                "The mayor condemned attacks by barges.",
                "Where nothing is left out between the two sentences the report itself misleads, and no rule knows whom its pronouns mean.",
            )
            .found("quote-ellipsis-antecedent", PAGE, "A barge struck the pier …"),
        trap(21, "a quotation is given another object")
            .claim("@wire \"The company carries the whole blame for the delays that followed\"", "The company \"carries the whole blame for the delays\".", "The company \"carries the whole blame for the storm\".")
            .missed(
                "@wire \"The company carries the whole blame for the delays that followed\"",
                "The company carries the whole blame for the delays.",
                "The company carries the whole blame for the storm.",
                "Without quotation marks it is a paraphrase, and no rule compares what its words are said of.",
            )
            .found("words-not-in-evidence", PAGE, "carries the whole blame for the storm"),
        trap(22, "a translation turns the meaning round")
            .given(WIRED, "The council met", "The assault on Kell began in spring. The council met")
            .missed(
                "@wire \"The assault on Kell began in spring\"",
                "The report tells of an assault on Kell in spring.",
                "Kell was assaulted in spring.",
                "The words stand in the report as they are cited; that they once meant an assault by Kell is known only to those who read the original.",
            ),
        trap(23, "words of a machine's translation")
            .given(SITE, "language: \"en\"\n", "language: \"en\"\nspellings: { \"Extreme East\": \"Far East\" }\n")
            .claim("@wire \"The harbour wall held\"", "The harbour wall held in the Far East.", "The harbour wall held in the Extreme East.")
            .missed(
                "@wire \"The harbour wall held\"",
                "The harbour wall held in the far east.",
                "The harbour wall held in the uttermost east.",
                "Only what a desk lists under `spellings` is found; that other words are those of a machine is not known.",
            )
            .found("spelling-avoided", PAGE, "Extreme East"),
        trap(24, "what is left of a coded sign")
            .given(WIRED, "The harbour wall held.", "The harbour wall held. The #x27;quay was shut.")
            .quoted("The quay was shut.", "@wire \"quay was shut\"", "@wire \"The #x27;quay was shut\"")
            .found("entity-residue", PAGE, "#x27;"),
        trap(25, "a statement that lost its quotation marks")
            .missed(
                "@wire \"The harbour wall held\" by lund",
                "Marta Lund said that the harbour wall held.",
                "Marta Lund said \"the harbour wall held\".",
                "A rule is missing that looks whether quoted words stand between marks in the capture; where the copy lost its marks, it could not tell speech from report either.",
            ),
        trap(26, "brackets of the source, and brackets of ours")
            .quoted(
                "The office was ready.",
                "@wire \"The office was ready [for the night, ed.] to open\"",
                "@wire \"The office [of Kell] was ready [for the night, ed.] to open\"",
            )
            .found("quote-insertion-undeclared", PAGE, "[of Kell]"),
        trap(27, "another name and a misspelling of a place")
            .given(PAGE, "\n[^accident]:", "\n{{ map(places=[\"kell\"]) }}\n\n[^accident]:")
            .given(PLACES, "name: \"Kell\",", "name: \"Kell\", variants: [\"Khell\", \"Kella\"], misspellings: [\"Kelll\"],")
            .claim("@wire \"The mayor of Kell spoke of three thieves\"", "The mayor of Kell spoke of three thieves.", "The mayor of Khell spoke of three thieves.")
            .claim("@wire \"The mayor of Kell spoke\"", "In Kell the mayor spoke.", "In Kelll the mayor spoke.")
            .claim("@wire \"The mayor of Kell spoke\"", "Of Kell the mayor spoke.", "Of Kella the mayor spoke.")
            .found("toponym-variant", PAGE, "Khell")
            .found("toponym-variant", PAGE, "Kella")
            .found("toponym-misspelling", PAGE, "Kelll"),
        trap(28, "a person's name in another spelling")
            .given(WIRE, "\n---\n", "\nexcerpts:\n  wall: { quote: \"The wall is new\", claimant: lund }\n---\n")
            .quoted("The wall is new.", "@wire#wall", "@wire#wall")
            .planted(CLAIMANTS, "Marta Lund", "Marta Lunde")
            .missed(
                "@wire \"The harbour wall held\" by lund",
                "Marta Lund said that the harbour wall held.",
                "Marta Lumd said that the harbour wall held.",
                "A rule is missing that is for names of people what `toponym-misspelling` is for places: in our own sentences a misspelt name is an unknown one.",
            )
            .found("claimant-not-in-source", WIRE, "wall:"),
        trap(29, "another country's spelling inside a quotation")
            .quoted("The wall held.", "@wire \"The harbour wall held\"", "@wire \"The harbor wall held\"")
            .found("quote-not-in-source", PAGE, "The harbor wall"),
        trap(30, "straight and curly marks are one, and none is another")
            .quoted("The log was lost.", "@wire \"The captain's log was lost\"", "@wire \"The captains log was lost\"")
            .found("quote-not-in-source", PAGE, "The captains log"),
        trap(31, "a comma inside the marks is not the speaker's")
            .quoted("The wall is new.", "@wire \"The wall is new,\" by lund", "@wire \"The wall is new!\" by lund")
            .found("quote-not-in-source", PAGE, "The wall is new!"),
        trap(32, "a button's words are cited")
            .given(WIRE, "\n---\n", "\ncapture: { excluded_lines: [13] }\n---\n")
            .quoted("The harbour wall held, open to the sea.", "@wire \"The harbour wall held\"", "@wire \"Show the picture larger\"")
            .found("quote-in-excluded-span", PAGE, "Show the picture larger"),
        trap(33, "a sentence that stands twice")
            .quoted("Lamps were lit.", "@wire \"Lamps were lit at the pier\"", "@wire \"Lamps were lit\"")
            .found("quote-ambiguous", PAGE, "Lamps were lit\""),
        trap(34, "a meeting on another day")
            .claim("@wire \"The council met on 14 March\"", "The council met on 14 March.", "The council met on 15 March.")
            .missed(
                "@wire \"The council met on 14 March\"",
                "On 14 March the council met.",
                "It was on 14 March that the council met.",
                "A rule is missing that holds two reports of one event against each other by their days, as `figures-disjoint` does by their numbers.",
            )
            .given(WIRED, "The council met", "Lund had the meeting on 13 March. The council met")
            .planted(PAGE, "[^x2]:\n", "[^x2]:\n    @wire \"Lund had the meeting on 13 March\"\n")
            .found("date-not-in-evidence", PAGE, "15 March"),
        trap(35, "a town's name for a government, put on a map")
            .given(CLAIMANTS, "name: \"Coast Ministry\",", "name: \"Coast Ministry\", aliases: [\"Kell\"],")
            .given(PAGE, "\n[^accident]:", "\n{{ map(places=[\"port-lowen\"]) }}\n\n[^accident]:")
            .claim("@wire \"The harbour wall held\" by ministry", "The Coast Ministry says that the harbour wall held.", "The Coast Ministry says that the harbour wall held.")
            .planted(PAGE, "[\"port-lowen\"]", "[\"port-lowen\", \"kell\"]")
            .missed(
                "@wire \"The mayor of Kell spoke of three thieves\"",
                "The mayor of Kell spoke of three thieves.",
                "Kell spoke of three thieves.",
                "In a sentence nothing tells whether a name means the town or its government; only the map is looked at.",
            )
            .found("metonym-mapped", PLACES, "- { id: kell"),
        trap(36, "a region is drawn as a point")
            .given(PAGE, "\n[^accident]:", "\n{{ map(places=[\"kell\"]) }}\n\n[^accident]:")
            .given(PLACES, "name: \"Kell\", kind: city,", "name: \"Kell\", kind: region, precision_km: 100,")
            .planted(PLACES, "precision_km: 100", "precision_km: 1")
            .found("place-precision-overstated", PLACES, "- { id: kell"),
        trap(37, "an advice given for the first time, after something else")
            .claim("@wire \"Residents were told to tape their windows\"", "Residents were told to tape their windows.", "For the first time residents were told to tape their windows.")
            .missed(
                "@wire \"Residents were told to tape their windows\"",
                "Residents were told to tape their windows.",
                "After the storm residents were told to tape their windows.",
                "A rule is missing that compares before and after; only the \"first\" is found.",
            )
            .found("superlative-uncited", PAGE, "first time"),
        trap(38, "a ceiling becomes a distance")
            .claim("@wire \"Some travelled up to 100 miles\"", "Some travelled up to 100 miles.", "Some travelled 100 miles.")
            .found("qualifier-dropped", PAGE, "100 miles"),
        trap(39, "a toll is moved into the new year")
            .claim("@post#injured", "Eleven people were hurt on 12 March 2024.", "Eleven people were hurt on 1 January 2025.")
            .missed(
                "@wire \"The storm left 12 casualties\"",
                "The storm left 12 casualties.",
                "At the start of the new year the storm left 12 casualties.",
                "A day is found, and a time of year in words is not read as one.",
            )
            .found("date-not-in-evidence", PAGE, "1 January 2025"),
        trap(40, "another event of the same day")
            .claim("@wire \"A boat sank off Old Haven on 12 March\"", "A boat sank off Old Haven on 12 March.", "A boat sank off Port Lowen on 12 March.")
            .found("name-not-in-evidence", PAGE, "Port Lowen on"),
    ]
}

#[test]
fn each_trap_of_the_seeds_gives_its_finding_or_its_reason() {
    let traps = traps();
    assert!(traps.iter().map(|trap| trap.number).eq(1..=40), "forty rows, in order");
    let empty = traps.iter().filter(|trap| trap.found.is_empty() && trap.reason.is_none());
    assert_eq!(empty.map(|trap| trap.number).collect::<Vec<_>>(), [0_u8; 0], "neither found nor explained");
    let faults: Vec<String> = traps.iter().flat_map(Trap::faults).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
