//! What is sensitive lies under a veil that readers lift, and goes nowhere where it would be seen unasked.

use crate::project::Project;

const SHOWS: &str = "Two people lie beside the quay.";

fn feed_and_cards(project: &mut Project) -> String {
    let built = project.build();
    let output = built.compiled.output.as_ref().unwrap_or_else(|| panic!("{}", built.report()));
    let seen = output.files.iter().filter(|(route, _)| {
        let route = route.as_str();
        route.ends_with(".xml") || route.starts_with("embed") || route.starts_with("cite") || route.contains("search")
    });
    let texts = seen.map(|(_, bytes)| String::from_utf8_lossy(&bytes.bytes()).into_owned());
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn an_excerpt_under_a_veil_is_read_on_its_own_page_alone() {
    let veil = format!("  nine:\n    sensitive: death\n    shows: \"{SHOWS}\"\n");
    let source = Project::new().text("content/sources/office.md");
    let name =
        source.split("excerpts:\n  ").nth(1).and_then(|rest| rest.split(':').next()).expect("an excerpt").to_owned();
    let quote = source.split("quote: \"").nth(1).and_then(|rest| rest.split('"').next()).expect("a quote").to_owned();
    let veil = veil.replace("  nine:", &format!("  {name}:"));
    let mut project = Project::new().edit("content/sources/office.md", &format!("  {name}:\n"), &veil);
    let built = project.build();
    let page = built.page("sources/office.html");
    let (before, under) = page.split_once("<details class=\"veil\">").expect("a veil");
    assert!(under.starts_with(&format!("<summary><b>Shows death:</b> {SHOWS}</summary>")), "{under}");
    assert!(!before.contains(&quote) && under.contains(&quote), "{page}");
    for route in ["index.html", "claims.html", "figures.html"] {
        let page = built.page(route);
        assert!(!page.contains(&quote), "{route} shows it");
        assert!(route != "index.html" || page.contains(SHOWS), "{route} does not say what it keeps back");
    }
    assert!(!feed_and_cards(&mut project).contains(&quote));
    assert!(built.page("claims.json").contains("\"sensitive\":\"death\""));
}

#[test]
fn a_picture_under_a_veil_is_shown_when_it_is_opened_and_never_in_feeds() {
    let picture = |text: &str| {
        Project::new()
            .file("content/quay.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
            .file("content/quay.svg.yaml", format!("credit: \"A. Invented\"\nsensitive: graphic\nshows: \"{SHOWS}\"\n"))
            .edit("content/index.md", "\n[^accident]:", &format!("\n{text}\n\n[^accident]:"))
    };
    let mut alone = picture("![The quay](quay.svg)");
    let page = alone.build().page("index.html");
    let (_, under) = page.split_once("<details class=\"veil\"><summary>Graphic:").expect("a veil");
    let (under, _) = under.split_once("</details>").expect("its end");
    assert!(under.contains(SHOWS) && under.contains("<img") && page.matches("<img").count() == 1, "{page}");
    let feed = feed_and_cards(&mut alone);
    assert!(!feed.contains("<img") && !feed.contains("&lt;img") && feed.contains(SHOWS), "{feed}");
    let within = picture("Look at ![the quay](quay.svg) here.").build().page("index.html");
    assert!(!within.contains("<img") && within.contains("<a class=\"veiled\" href=\"quay.svg\">Graphic:"), "{within}");
}

#[test]
fn a_page_under_a_veil_has_no_card_and_feeds_say_only_what_it_shows() {
    let front = format!("title: \"The ferry Estela\"\nsensitive: child\nshows: \"{SHOWS}\"\n");
    let mut project = Project::new().edit("content/index.md", "title: \"The ferry Estela\"\n", &front);
    let built = project.build();
    let page = built.page("index.html");
    let (head, under) = page.split_once("<details class=\"veil wrap\">").expect("a veil");
    assert!(under.contains("role=\"doc-backlink\"") && !head.contains("og:image"), "{head}");
    assert!(head.contains(&format!("property=\"og:description\" content=\"{SHOWS}\"")), "{head}");
    assert!(built.compiled.output.as_ref().is_some_and(|output| output.get("cards/index.png").is_none()));
    let feed = built.page("feed.xml");
    assert!(feed.contains(SHOWS) && !feed.contains("nine people"), "{feed}");
}

#[test]
fn a_veil_says_what_is_under_it() {
    for (lines, said) in [
        ("sensitive: death\n", "`sensitive` has no `shows`"),
        ("shows: \"Two people\"\n", "`shows` has no `sensitive`"),
        ("sensitive: sad\nshows: \"Two people\"\n", "graphic"),
    ] {
        let front = format!("title: \"The ferry Estela\"\n{lines}");
        let built = Project::new().edit("content/index.md", "title: \"The ferry Estela\"\n", &front).build();
        assert!(built.errors().len() == 1 && built.report().contains(said), "{said}: {}", built.report());
    }
}
