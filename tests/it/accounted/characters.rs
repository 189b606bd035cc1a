//! Characters that nobody sees, and names that look alike.

use super::home;
use crate::project::Project;

#[test]
fn ids_of_headings_keep_their_marks() {
    for (heading, id) in
        [("हिन्दी में", "हिन्दी-में"), ("น้ำ", "น้ำ"), ("re\u{301}sume\u{301}", "r\u{E9}sum\u{E9}"), ("A_b-c", "a_b-c")]
    {
        let page = home(&format!("## {heading}")).build().page("index.html");
        assert!(page.contains(&format!("id=\"{id}\"")), "{heading}: {page}");
    }
}

/// Whoever writes it, however it is written: in a title, in words, in a name, by its number.
#[test]
fn hidden_characters_are_told_by_name_wherever_they_stand() {
    let told = |path: &str, from: &str, to: &str| {
        let project = Project::new().edit(path, from, to);
        let built = { project }.build();
        let report = built.report_of("hidden-character") + &built.report_of("no-character");
        assert!(report.contains(path) || report.is_empty(), "{report}");
        report
    };
    let names = [
        ('\u{202E}', "RIGHT-TO-LEFT OVERRIDE"),
        ('\u{202A}', "LEFT-TO-RIGHT EMBEDDING"),
        ('\u{FFFE}', "no character"),
        ('\u{1FFFF}', "no character"),
        ('\u{FDD0}', "no character"),
        ('\u{7F}', "DELETE"),
        ('\u{85}', "NEXT LINE"),
        ('\u{1B}', "ESCAPE"),
    ];
    let index = "content/index.md";
    for (character, name) in names {
        let number = u32::from(character);
        let body = told(index, "ran into", &format!("ran{character} into"));
        assert!(body.contains(name) && body.contains(&format!("U+{number:04X}")), "{name}: {body}");
        assert!(told(index, "ran into", &format!("ran&#x{number:x}; into")).contains(name) || number < 0xA0, "{name}");
        for (path, words) in [
            (index, "The ferry Estela\""),
            ("content/sources/post.md", "Evening Post\""),
            ("content/events.yaml", "\"\n"),
        ] {
            let escaped = told(path, words, &words.replacen('"', &format!("\\U{number:08X}\""), 1));
            assert!(escaped.contains(name), "{path} {name}: {escaped}");
        }
    }
    for (marks, expected) in
        [("a \u{2067}b\u{2069} c", ""), ("a \u{2067}b c", "is not closed"), ("a b\u{2069} c", "closes nothing")]
    {
        let said = told(index, "ran into", &format!("ran {marks} into"));
        assert!(said.contains(expected) && (expected.is_empty() == said.is_empty()), "{marks}: {said}");
    }
    // What languages need stays, and so does what is only spoken of.
    for kept in ["می\u{200C}خواهم", "a\u{200E}b\u{200F}c\u{61C}", "👩\u{200D}🚒", "`&#x202E;`"] {
        assert_eq!(told(index, "ran into", &format!("ran {kept} into")), "", "{kept}");
    }
}

#[test]
fn what_no_document_can_hold_is_written_by_nobody() {
    for character in ['\u{FFFE}', '\u{1FFFF}', '\u{FDEF}', '\u{1}', '\u{9F}'] {
        assert_eq!(onrecord::html::escape(&format!("a{character}<b>")), "a\u{FFFD}&lt;b&gt;");
    }
    assert_eq!(onrecord::html::escape("\u{FFFD}\u{FDCF}\u{FDF0}\t\n"), "\u{FFFD}\u{FDCF}\u{FDF0}\t\n");
    // Whoever writes it: the title goes through templates, the words through the body.
    let broken = Project::new().edit("content/index.md", "Estela\"", "Estela \\uFFFE\"").edit(
        "content/index.md",
        "ran into",
        "ran\u{FFFF} into",
    );
    let built = { broken.edit("content/index.md", "---\n\n", "date: \"2024-03-12\"\n---\n\n") }.build();
    for (route, bytes) in &built.compiled.output.as_ref().unwrap_or_else(|| panic!("{}", built.report())).files {
        let text = bytes.bytes();
        let text = String::from_utf8_lossy(&text);
        let is_document = [".html", ".xml"].iter().any(|end| route.as_str().ends_with(end));
        assert!(!is_document || !text.contains(['\u{FFFE}', '\u{FFFF}']), "{route}");
    }
    // A theme's words are an author's too.
    let theme = Project::new().file("themes/own/strings/en.yaml", "site-home: \"Home \\uFFFE page\"\n");
    let built = { theme.edit("content/site.yaml", "language:", "theme: own\nlanguage:") }.build();
    assert!(built.report_of("no-character").contains("themes/own/strings/en.yaml"));
}

#[test]
fn names_that_look_alike_are_the_same() {
    let decomposed = "u\u{308}bersicht";
    let other = "---\ntitle: \"Other\"\n---\n\n## Re\u{301}sume\u{301}\n\nWords.\n";
    for (file, link) in
        [(decomposed, "\u{FC}bersicht"), ("\u{FC}bersicht", decomposed), ("\u{FC}bersicht", "%C3%BCbersicht")]
    {
        let body = format!("See [it]({link}.md) and [there]({link}.md#r\u{E9}sum\u{E9}).");
        let project = home(&body).file(&format!("content/{file}.md"), other);
        assert_eq!({ project }.build().errors_report(), "", "{file} {link}");
    }
    let disk = home("See [it](\u{FC}bersicht.md).").file(&format!("content/{decomposed}.md"), other).on_disk();
    std::fs::rename(disk.path("content/\u{FC}bersicht.md"), disk.path(&format!("content/{decomposed}.md")))
        .expect("renamed");
    assert_eq!(disk.onrecord(&["build"]).code, Some(0));
    // Two of them are one too many; on some systems they cannot be made.
    std::fs::write(disk.path("content/\u{FC}bersicht.md"), other).expect("written");
    if std::fs::read_dir(disk.path("content"))
        .expect("a folder")
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().ends_with("bersicht.md"))
        .count()
        > 1
    {
        let ran = disk.onrecord(&["build"]);
        assert!(
            ran.code != Some(0) && ran.stderr.contains("U+0308") && ran.stderr.contains("U+00FC"),
            "{}",
            ran.stderr
        );
    }
}

/// Words of another direction do not turn round what stands beside them.
#[test]
fn what_others_wrote_is_isolated() {
    let post = "content/sources/post.md";
    let project = Project::new().edit(post, "Eleven hurt as ferry hits quay", "أحد عشر جريحا").edit(
        post,
        "excerpts:",
        "language: \"ar\"\nexcerpts:",
    );
    let built = { project }.build();
    let page = built.page("index.html");
    assert!(page.contains("<q dir=\"auto\" lang=\"ar\">the Estela ran"), "{page}");
    assert!(page.contains("class=\"card-title\" dir=\"auto\" lang=\"ar\">أحد"), "{page}");
    let source = built.page("sources/post.html");
    assert!(
        source.contains("<h1 dir=\"auto\" lang=\"ar\">") && source.contains("<blockquote dir=\"auto\" lang=\"ar\">"),
        "{source}"
    );
}
