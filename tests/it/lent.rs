//! Words that the interface lends to a page of another language: each says which language it is in, and its direction.

use crate::project::{Built, Project};

const SITE: &str = "content/site.yaml";

/// The ferry's site in a language.
fn site_in(language: &str) -> Project {
    Project::new().edit(SITE, "language: \"en\"", &format!("language: \"{language}\""))
}

fn files(built: &Built) -> impl Iterator<Item = (String, String)> {
    let output = built.compiled.output.as_ref().expect("a site");
    output.files.iter().map(|(route, bytes)| (route.to_string(), String::from_utf8_lossy(&bytes.bytes()).into_owned()))
}

/// Each tag of a page that says a language.
fn tags_with_language(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split('<').filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains(" lang=\""))
}

#[test]
fn words_of_a_language_without_a_table_say_what_they_are() {
    let built = site_in("ar").build();
    let page = built.page("index.html");
    for words in ["Sources", "Corrections", "The evidence, claim by claim"] {
        assert!(page.contains(&format!("<span lang=\"en\" dir=\"ltr\">{words}</span>")), "{words}: {page}");
    }
    // A name in the middle of such a sentence is the page's own.
    assert!(page.contains("<bdi lang=\"ar\" dir=\"rtl\">"), "{page}");
    assert!(page.contains("<script lang=\"en\" dir=\"ltr\" src=\"app.js\""), "{page}");
}

#[test]
fn where_words_are_at_home_nothing_is_marked() {
    for language in ["en", "en-GB"] {
        let built = site_in(language).build();
        assert!(!built.page("index.html").contains("<span lang="), "{language}");
    }
    // A table of its own has its own words, and borrows the others.
    let mut project = site_in("uk").file("themes/default/strings/uk.yaml", "sources-heading: \"Джерела\"\n");
    let page = project.build().page("index.html");
    assert!(page.contains(">Джерела</h2>"), "{page}");
    assert!(page.contains("<span lang=\"en\" dir=\"ltr\">Corrections and changes</span>"), "{page}");
}

#[test]
fn the_marks_are_in_no_file_and_in_no_attribute() {
    for language in ["ar", "uk", "en"] {
        for (route, text) in files(&site_in(language).build()) {
            assert!(!text.contains(|letter| ('\u{10FFF0}'..='\u{10FFFF}').contains(&letter)), "{route} in {language}");
            let in_value = text.split("=\"").skip(1).filter_map(|rest| rest.split('"').next());
            if route.ends_with(".html") {
                assert!(!in_value.into_iter().any(|value| value.contains("<span lang")), "{route} in {language}");
            }
        }
    }
}

/// Of everything that a site can hold, too.
#[test]
fn beside_every_language_stands_a_direction() {
    for mut project in [site_in("ar"), site_in("en"), Project::fixture("complete")] {
        for (route, text) in files(&project.build()).filter(|(route, _)| route.ends_with(".html")) {
            for tag in tags_with_language(&text) {
                assert!(tag.contains(" dir=\""), "{route}: <{tag}>");
            }
        }
    }
}

#[test]
fn a_source_without_a_lock_says_no_more_of_its_copy_than_is_known() {
    let mut project = Project::fixture("complete").remove("content/evidence.lock");
    let built = project.build();
    let page = built.page("sources/post.html");
    assert!(page.contains("no copy has been verified") && page.contains("not verified yet"), "{page}");
    for untruth in ["no copy was kept", "no copy is kept", "match our copy", "compared with our copy", "SHA-256"] {
        assert!(!page.contains(untruth), "{untruth}: {page}");
    }
}

#[test]
fn the_way_to_the_words_names_where_they_stand() {
    let built = Project::fixture("complete").build();
    assert!(
        built.page("sources/post.html").contains("Read these words in Evening Post ↗"),
        "{}",
        built.page("sources/post.html")
    );
}

/// The name of a file is the desk's own: readers are told apart what has no publisher by a number.
#[test]
fn sources_of_which_no_publisher_is_known_are_numbered() {
    let unnamed = |project: Project, source: &str, outlet: &str| {
        project.edit(&format!("content/sources/{source}.md"), &format!("outlet: \"{outlet}\"\n"), "")
    };
    let one = || unnamed(Project::new(), "post", "Evening Post");
    let page = one().build().page("sources/post.html");
    assert!(page.contains("Unknown outlet") && !page.contains("Unknown outlet 1"), "there is only one: {page}");
    let both = unnamed(one(), "office", "Harbour Office of Port Lowen").build();
    for (route, name) in [("sources/office.html", "Unknown outlet 1"), ("sources/post.html", "Unknown outlet 2")] {
        assert!(both.page(route).contains(name), "{route}");
    }
    for (route, text) in files(&both).filter(|(route, _)| route.ends_with(".html")) {
        assert!(!text.contains("outlet (post)") && !text.contains("outlet (office)"), "{route}");
    }
}

/// A title in brackets is nobody's headline.
#[test]
fn a_source_without_a_headline_is_headed_by_who_published_it() {
    let page = Project::new()
        .edit("content/sources/post.md", "Eleven hurt as ferry hits quay", "[Without headline: a count]")
        .build()
        .page("sources/post.html");
    assert!(page.contains("<h1>Evening Post</h1>") && page.contains(">Without headline: a count</p>"), "{page}");
}
