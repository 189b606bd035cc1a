//! Italics, strength and code in titles: as markup where markup can stand, as plain words everywhere else.

use crate::project::{Built, Project};

/// The ferry's page with that title.
fn titled(title: &str) -> Built {
    Project::new().edit("content/index.md", "\"The ferry Estela\"", title).build()
}

fn heading(built: &Built) -> String {
    let page = built.page("index.html");
    let (_, rest) = page.split_once("<h1>").expect("a heading");
    rest.split_once("</h1>").expect("its end").0.to_owned()
}

#[test]
fn a_title_has_its_italics_where_markup_can_stand_and_its_words_elsewhere() {
    let mut project = Project::new()
        .edit(
            "content/index.md",
            "\"The ferry Estela\"",
            "\"The ferry *Estela*\"\nstandfirst: \"On the *Estela*, by `radar`.\"\ndate: \"2024-03-14\"",
        )
        .edit("content/notes/two-counts.md", "\"Nine or eleven injured?\"", "\"**Nine** or eleven on the *Estela*?\"")
        .edit("content/events.yaml", "title: \"", "title: \"*Estela*: ")
        .edit(
            "content/index.md",
            "\n[^accident]:",
            "\n{{ figures(event=\"estela\") }}\n\n{{ timeline() }}\n\n[^accident]:",
        )
        .file("content/more.md", "---\ntitle: \"Other news of the _Estela_\"\n---\n\nNothing yet.\n");
    let built = project.build();
    let page = built.page("index.html");
    assert!(page.contains("<h1>The ferry <em>Estela</em></h1>"), "{page}");
    assert!(page.contains("<p class=\"standfirst\">On the <em>Estela</em>, by <code>radar</code>.</p>"), "{page}");
    assert!(page.contains("Other news of the <em>Estela</em></a>"), "{page}");
    assert!(page.contains("<strong>Nine</strong> or eleven on the <em>Estela</em>?"), "{page}");
    assert!(built.page("notes.html").contains("<strong>Nine</strong> or eleven on the <em>Estela</em>?</h2>"));
    assert!(built.page("figures.html").contains("<b><em>Estela</em>: "));
    assert!(built.page("claims.html").contains("The ferry <em>Estela</em></a></h2>"));
    assert!(page.contains("<title>The ferry Estela"), "{page}");
    let output = built.compiled.output.as_ref().expect("a site");
    for (route, bytes) in &output.files {
        let text = bytes.bytes();
        let text = String::from_utf8_lossy(&text);
        for raw in ["*Estela*", "_Estela_", "**Nine**", "`radar`"] {
            assert!(!text.contains(raw), "{route}: {raw}");
        }
        let in_attribute =
            text.split("=\"").skip(1).filter_map(|rest| rest.split('"').next()).any(|value| value.contains("<em>"));
        assert!(!in_attribute, "{route}: markup in an attribute");
        if !route.as_str().ends_with(".html") && !route.as_str().ends_with(".xml") {
            assert!(!text.contains("<em>Estela"), "{route}: markup where none can stand");
        }
    }
}

#[test]
fn what_is_no_mark_stands_as_it_is_written() {
    let kept = [
        ("\"2 * 3 * 4\"", "2 * 3 * 4"),
        ("'file_name_of the ferry'", "file_name_of the ferry"),
        ("\"# Estela\"", "# Estela"),
        ("\"1. Estela\"", "1. Estela"),
        ("'A \\*star\\* and a back\\slash'", "A *star* and a back\\slash"),
        ("'[Estela](estela.html) & co'", "[Estela](estela.html) &amp; co"),
        ("\"* Estela\"", "* Estela"),
        ("\"<b>Estela</b>\"", "&lt;b&gt;Estela&lt;/b&gt;"),
        ("\"**Estela\"", "**Estela"),
    ];
    for (written, shown) in kept {
        assert_eq!(heading(&titled(written)), shown, "{written}");
    }
    let marked = [
        ("\"***Estela*** sails\"", "<em><strong>Estela</strong></em> sails"),
        ("\"*The **ferry** Estela*\"", "<em>The <strong>ferry</strong> Estela</em>"),
        ("'*\"Estela\"*: `a*b*`'", "<em>&quot;Estela&quot;</em>: <code>a*b*</code>"),
        ("\"The *العبارة*\"", "The <em>العبارة</em>"),
        ("'``a`b`` *c*'", "<code>a`b</code> <em>c</em>"),
    ];
    for (written, shown) in marked {
        assert_eq!(heading(&titled(written)), shown, "{written}");
    }
}

/// Rules read the words and point at the place in the file.
#[test]
fn a_finding_in_a_marked_title_points_at_its_words() {
    let project = Project::new()
        .edit("content/site.yaml", "title:", "spellings:\n  \"Estella\": \"Estela\"\ntitle:")
        .edit("content/index.md", "\"The ferry Estela\"", "\"The *big* ferry *Estella*\"");
    let built = project.build_cold();
    let report = built.report_of("spelling-avoided");
    assert!(report.contains("content/index.md:2:26"), "{report}");
}

/// A change of marks alone is a change.
#[test]
fn a_rebuild_sees_that_only_the_marks_changed() {
    let mut project = Project::new();
    project.build();
    let text = project.text("content/index.md").replace("\"The ferry Estela\"", "\"The ferry *Estela*\"");
    project.put("content/index.md", text);
    assert!(project.build().page("index.html").contains("<h1>The ferry <em>Estela</em></h1>"));
}

/// A figure leads to its words, on a page and in its table; in a link that leads elsewhere it is a number.
#[test]
fn a_figure_is_a_link_to_its_words_but_not_inside_a_link() {
    let figure = "{{ figure(excerpt=\"office#injured\", measure=\"injured\") }}";
    let mut project = Project::new().edit(
        "content/index.md",
        "\n[^accident]:",
        &format!("\nSee {figure} and [the count of {figure}](notes/two-counts.md).\n\n{{{{ figures(event=\"estela\") }}}}\n\n[^accident]:"),
    );
    let page = project.build().page("index.html");
    let own = "<a class=\"figure-value\" href=\"sources/office.html#x-injured\" data-words=\"nine passengers were injured\">nine</a>";
    assert!(page.contains(&format!("See <span class=\"figure-inline\">{own}</span> and ")), "{page}");
    assert!(page.contains(">the count of nine</a>."), "{page}");
    // In a row, which has room for them, the words stand behind whoever printed them, and the number is in digits.
    let in_row = own.replace(" data-words=\"nine passengers were injured\"", "").replace(">nine<", ">9<");
    assert!(page.contains(&format!("{in_row}</th>")), "{page}");
    assert!(
        page.contains(
            "href=\"sources/office.html#x-injured\" data-words=\"nine passengers were injured\">Harbour Office"
        ),
        "{page}"
    );
    assert!(!page.contains("title=\"nine passengers"), "{page}");
}
