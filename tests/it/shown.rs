//! What lists, tables and timelines show, and in which order.

use dom_query::Document;

use crate::project::{Built, Project};

fn built(project: Project) -> Built {
    let mut project = project;
    let built = project.build();
    assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
    built
}

/// The text of each that is selected, with one space between words.
fn texts(page: &str, selector: &str) -> Vec<String> {
    let found = Document::from(page);
    let texts = found.select(selector).iter().map(|node| node.text().split_whitespace().collect::<Vec<_>>().join(" "));
    texts.collect()
}

const HEAD: &str = "---\ntitle: \"The ferry Estela\"\n---\n\n";
const ACCIDENT: &str = "\n\n[^accident]:\n    @post#accident\n";

#[test]
fn a_timeline_says_how_long_after_the_last_event_one_began() {
    let events = [
        ("inquiry", "2024-03-13"),
        ("search", "2024-03-14/2024-03-25"),
        ("hearing", "2024-03-20"),
        ("verdict", "2024-06-01"),
        ("appeal", "2027-01-05"),
        ("harbour", "2024"),
    ];
    let of = |(id, when): (&str, &str)| {
        let (start, end) = when.split_once('/').unwrap_or((when, when));
        format!("- id: {id}\n  title: \"{id}\"\n  start: \"{start}\"\n  end: \"{end}\"\n  kind: other\n")
    };
    let more: String = events.map(of).concat();
    let page = format!(
        "{HEAD}The ferry Estela ran into the quay of Port Lowen.[^accident]\n\n\
         {{{{ timeline(events=[\"estela\", \"inquiry\", \"search\", \"hearing\", \"verdict\", \"appeal\", \"harbour\"]) }}}}{ACCIDENT}"
    );
    let accident = "- id: estela\n  title: \"The ferry Estela hits the quay\"\n  start: \"2024-03-12\"\n  kind: accident\n  \
                    place: port-lowen\n";
    let project =
        Project::new().file("content/events.yaml", format!("{accident}{more}")).file("content/index.md", page);
    let page = built(project).page("index.html").to_owned();
    // The day after is no gap, nor is a day on which an earlier event goes on; of an event without a day nobody knows how long
    // after another it was.
    assert_eq!(texts(&page, ".timeline .later"), ["2 months later", "2 years later"]);
    let gaps: Vec<String> = ["gap-1", "gap-2", "gap-3", "gap-4"]
        .iter()
        .flat_map(|gap| texts(&page, &format!(".timeline .{gap} b")))
        .collect();
    assert_eq!(gaps, ["verdict", "appeal"]);
}

#[test]
fn a_list_of_articles_tells_how_the_claims_of_each_stand() {
    let other = "---\ntitle: \"The quay\"\n---\n\nThe ferry Estela ran into the quay of Port Lowen.[^a]\n\n[^a]:\n    @post#accident\n";
    let page = built(Project::new().file("content/quay.md", other)).page("articles.html").to_owned();
    assert_eq!(texts(&page, ".article .grade"), ["1 one origin", "1 unattributed", "1 unattributed"]);
}

/// Two figures of a later event against one of an earlier one.
#[test]
fn what_is_reported_most_comes_first_among_the_figures() {
    let events = "- id: estela\n  title: \"The ferry Estela hits the quay\"\n  start: \"2024-03-12\"\n  kind: accident\n  place: port-lowen\n\
                  - id: storm\n  title: \"The storm\"\n  start: \"2024-03-01\"\n  kind: other\n\
                  - id: fog\n  title: \"The fog\"\n  start: \"2024-03-02\"\n  kind: other\n";
    let told = |event: &str| {
        format!(
            "---\ntitle: \"{event}\"\noutlet: \"{event} News\"\nkind: news-report\npublished: \"2024-03-13\"\nexcerpts:\n  it:\n    \
             quote: \"seven people were hurt\"\n    claimant: unattributed\n    as_of: \"2024-03-13\"\n    figures:\n      \
             - {{ event: {event}, measure: injured, value: \"seven\" }}\n---\n"
        )
    };
    let page = format!(
        "{HEAD}The harbour office counted nine injured.[^n] Seven people were hurt in the storm.[^s] Seven people were hurt in the fog.[^f]\n\n\
         [^n]:\n    @office#injured\n    @post#injured disputes\n\n[^s]:\n    @storm#it\n\n[^f]:\n    @fog#it\n"
    );
    let mut project = Project::new().file("content/events.yaml", events).file("content/index.md", page);
    for event in ["storm", "fog"] {
        project.put(&format!("content/sources/{event}.md"), told(event));
        project.put(&format!("content/captures/{event}.txt"), "On that day seven people were hurt, it says.\n");
    }
    let page = built(project).page("figures.html").to_owned();
    let order = ["The ferry Estela hits the quay", "The storm", "The fog"];
    assert_eq!(texts(&page, ".figures caption b"), order);
    assert_eq!(texts(&page, ".overview th[scope=row]"), order);
    assert_eq!(texts(&page, ".overview td:last-child"), ["Injured 9–11", "Injured 7", "Injured 7"]);
}

#[test]
fn a_claim_s_number_stands_behind_the_stop() {
    let page = format!(
        "{HEAD}The ferry Estela ran into the quay of Port Lowen[^accident], and the harbour office counted nine injured[^injured]. \
         More is not known.\n\n[^accident]:\n    @post#accident\n\n[^injured]:\n    @office#injured\n    @post#injured disputes\n"
    );
    let page = built(Project::new().file("content/index.md", page)).page("index.html").to_owned();
    let text = texts(&page, "#text > p").concat();
    let wanted = |number: &str, before: &str, after: &str| {
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{before}: {text}"));
        assert!(rest.contains(&format!("claim {number}{after}")), "{number}: {text}");
    };
    wanted("1", "Port Lowen,", " and the harbour");
    wanted("2", "nine injured.", " More is not known.");
}

/// "Over nine" is anything but nine.
#[test]
fn a_bound_that_nobody_gives_is_no_end_of_a_range() {
    let project = Project::new()
        .edit("content/sources/office.md", "nine passengers were injured", "over nine passengers were injured")
        .edit("content/sources/office.md", "value: \"nine\"", "value: \"over nine\"")
        .edit("content/captures/office.txt", "nine passengers were injured", "over nine passengers were injured")
        .edit("content/index.md", "counted nine injured", "counted over nine injured");
    let page = built(project).page("figures.html").to_owned();
    assert_eq!(texts(&page, ".figures .range"), [">9–11"]);
    let document = Document::from(page.as_str());
    assert_eq!(document.select(".bar circle").length(), 1, "eleven has a dot, \"over nine\" has none");
    assert_eq!(document.select(".bar .bar-open").length(), 1);
}

#[test]
fn readers_meet_rules_by_what_they_find() {
    let site = "title: \"The Estela accident\"\nbase_url: \"https://site.example/estela/\"\nlanguage: \"en\"\n\
                rules:\n  date-not-in-evidence: { level: allow, because: \"Our dates are those of the log.\" }\n";
    let page = built(Project::new().file("content/site.yaml", site)).page("method.html").to_owned();
    let [exception, ..] = &texts(&page, "[aria-labelledby=exceptions] tbody th")[..] else { panic!("{page}") };
    assert!(
        !exception.starts_with("date-not-in-evidence") && exception.ends_with("date-not-in-evidence, not reported"),
        "{exception}"
    );
    let named = texts(&page, "#rule-date-not-in-evidence th").concat();
    assert!(named.ends_with(". date-not-in-evidence"), "{named}");
}
