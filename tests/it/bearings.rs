//! Wherever something points back to the claims that cite it, how it bears on each is told: a claim rests on what supports
//! it, and on nothing else.

use dom_query::Document;

use crate::project::{Built, Project};

/// The newspaper's number supports one claim, disputes another, and is context to a third.
fn project() -> Project {
    let page = "---\ntitle: \"The ferry Estela\"\n---\n\n\
        A newspaper counted eleven injured.[^eleven] The harbour office counted nine injured.[^nine] \
        The office gave nine as the number of injured passengers.[^office]\n\n\
        {{ figures(event=\"estela\") }}\n\n{{ timeline(events=[\"estela\"]) }}\n\n{{ origins() }}\n\n\
        {{ map(places=[\"port-lowen\"]) }}\n\n\
        [^eleven]:\n    @post#injured\n    @post#injured context\n\n\
        [^nine]:\n    @office#injured\n    @post#injured disputes\n\n\
        [^office]:\n    @office#injured\n    @post#injured context\n";
    let site = "title: \"The Estela accident\"\nbase_url: \"https://site.example/estela/\"\nlanguage: \"en\"\nmap: { worldview: un }\n";
    Project::new().file("content/index.md", page).file("content/site.yaml", site)
}

fn built() -> Built {
    let built = project().build();
    assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
    built
}

/// The text of what is selected, with one space between words.
fn text(page: &str, selector: &str) -> String {
    let found = Document::from(page).select(selector).text().to_string();
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_source_s_page_tells_each_claim_once() {
    let page = built().page("sources/post.html");
    let document = Document::from(page.as_str());
    let links = document.select(".excerpt-uses a, section[aria-labelledby=others] a");
    let mut addresses: Vec<String> = links.iter().filter_map(|link| Some(link.attr("href")?.to_string())).collect();
    addresses.sort();
    assert_eq!(addresses, ["eleven", "nine", "office"].map(|label| format!("../index.html#c-{label}")));
    assert!(!document.select("section[aria-labelledby=others]").exists(), "all of them stand beside its words");
    assert!(document.select("section#claims").exists(), "the list of all leads here");
    let excerpt = text(&page, "#x-injured .excerpt-uses");
    let parts: Vec<usize> =
        ["Supports:", "Speaks against:", "Background to:"].iter().filter_map(|words| excerpt.find(words)).collect();
    assert!(parts.len() == 3 && parts.is_sorted(), "{excerpt}");
}

#[test]
fn lists_cards_and_rows_say_it_too() {
    let built = built();
    // In the rows of an article there is no room for what the words are only background to.
    let told = "Supports: 1 Speaks against: 2";
    let page = built.page("index.html");
    assert!(text(&page, ".figures").ends_with(&format!("Evening Post {told}")), "{}", text(&page, ".figures"));
    // The office's figure counts for the event, too: two claims rest on it.
    assert!(text(&page, ".timeline").ends_with("Supports: 1 2 3 Speaks against: 2"), "{}", text(&page, ".timeline"));
    assert!(text(&page, "ol.places").ends_with("Supports: 1 2 3 Speaks against: 2"), "{}", text(&page, "ol.places"));
    for (route, within) in [("sources.html", "#s-post"), ("figures.html", ".figures"), ("places.html", "#p-port-lowen")]
    {
        let listed = text(&built.page(route), within);
        assert!(listed.contains("Supports:") && listed.contains("Speaks against:"), "{route}: {listed}");
    }
}

#[test]
fn the_matrix_tells_who_repeats_from_who_differs() {
    let page = built().page("index.html");
    let rows: Vec<String> = Document::from(page.as_str())
        .select(".origins tbody tr")
        .iter()
        .map(|row| row.select("td").iter().map(|cell| cell.text().trim().to_owned()).collect::<Vec<_>>().join(" | "))
        .collect();
    // The columns are the newspaper and the office, the rows the office and nobody.
    assert_eq!(rows, ["– | yes", "yes against context | –"]);
}

#[test]
fn the_command_says_it_in_three_lists() {
    let ran = project().on_disk().onrecord(&["impact", "source:post"]);
    let heads: Vec<&str> = ran.stdout.lines().filter(|line| !line.starts_with(' ')).collect();
    assert_eq!(
        heads,
        ["1 claim rests on source:post", "1 claim is disputed by source:post", "1 claim has source:post as context"]
    );
}

/// The sentence about figures is about those that stand; the table lists all.
#[test]
fn what_was_replaced_is_listed_and_told_of() {
    let later = "---\ntitle: \"Second statement\"\noutlet: \"Harbour Office of Port Lowen\"\nkind: official-statement\n\
        published: \"2024-03-14\"\nexcerpts:\n  injured:\n    quote: \"ten passengers were injured\"\n    claimant: harbour-office\n    \
        as_of: \"2024-03-14\"\n    figures:\n      - { event: estela, measure: injured, value: \"ten\" }\n---\n";
    let page = "---\ntitle: \"The ferry Estela\"\n---\n\nThe office counts ten passengers injured.[^ten]\n\n\
        {{ figures(event=\"estela\") }}\n\n[^ten]:\n    @later#injured\n    @office#injured context\n";
    let alone = |project: Project| {
        project.edit("content/sources/post.md", "event: estela, measure: injured", "event: estela, measure: missing")
    };
    let project = Project::new().file("content/sources/later.md", later).file("content/index.md", page);
    let mut project =
        project.file("content/captures/later.txt", "By Thursday, the office writes, ten passengers were injured.\n");
    let both = project.build();
    assert_eq!(both.errors(), [""; 0], "{}", both.errors_report());
    let why = text(&both.page("index.html"), ".why");
    assert!(why.contains("The figures exclude one another. 1 earlier count was replaced and is only listed."), "{why}");
    let why = text(&alone(project).build().page("index.html"), ".why");
    assert!(why.starts_with("One count stands. 1 earlier count was replaced"), "{why}");
}

#[test]
fn a_chosen_figure_that_does_not_stand_is_told() {
    let adopts = |measure: &str, excerpt: &str| {
        let adopted = format!("adopted: {{ {measure}: {{ excerpt: \"{excerpt}\", because: two-counts }} }}\n  place:");
        project().edit("content/events.yaml", "place:", &adopted)
    };
    let told = |mut project: Project| {
        let built = project.build();
        assert_eq!(built.errors(), [""; 0], "{}", built.errors_report());
        let found = built.compiled.diagnostics.iter().find(|found| found.rule == "figure-adopted-not-current");
        found.map(|found| found.message.clone()).unwrap_or_default()
    };
    assert_eq!(told(adopts("injured", "post#injured")), "");
    let retracted = |project: Project| project.edit("content/sources/post.md", "kind:", "status: retracted\nkind:");
    assert!(told(retracted(adopts("injured", "post#injured"))).contains("comes from a source that was retracted"));
    assert_eq!(told(retracted(adopts("injured", "office#injured"))), "");
    let unclear = adopts("casualties-unspecified", "post#injured").edit(
        "content/sources/post.md",
        "measure: injured",
        "measure: casualties-unspecified",
    );
    assert!(told(unclear).contains("enters no range"));
    let answer =
        "kind: discrepancy\nallow: { figure-adopted-not-current: \"The retraction is about another number.\" }";
    let answered = retracted(adopts("injured", "post#injured"));
    assert_eq!(told(answered.edit("content/notes/two-counts.md", "kind: discrepancy", answer)), "");
}
