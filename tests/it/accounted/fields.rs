//! What front matter, settings and file names say.

use super::said_of_front_matter;
use crate::project::{OnDisk, Project};

#[test]
fn dots_close_front_matter_too() {
    let text = Project::new().text("content/index.md").replacen("\n---\n", "\n...\n", 1);
    assert_eq!(Project::new().file("content/index.md", text).build().errors_report(), "");
    for (path, words) in [("content/sources/office.md", "injured"), ("content/notes/two-counts.md", "about")] {
        let text = Project::new().text(path);
        assert!(text.contains(words));
        let (front, rest) = text.trim_start_matches("---\n").split_once("\n---\n").expect("closed");
        let closed = Project::new().file(path, format!("---\n{front}\n...\n{rest}"));
        assert_eq!({ closed }.build().errors_report(), "");
    }
}

#[test]
fn white_space_is_no_value() {
    for blank in ["\"  \"", "\"\\t\"", "' '", "\"\""] {
        assert!(said_of_front_matter(&format!("title: {blank}"), "missing-field").contains("`title`"), "{blank}");
    }
    let source = Project::new().edit("content/sources/post.md", "outlet: \"Evening Post\"", "outlet: \" \"");
    assert!({ source }.build().report_of("source-incomplete").contains("`outlet`"));
    let event = Project::new().file("content/events.yaml", "- { id: estela, title: \" \", start: \"2024-03-12\" }\n");
    assert!({ event }.build().report_of("missing-field").contains("`title`"));
}

#[test]
fn no_date_lies_before_the_one_it_follows() {
    let title = "title: \"The ferry Estela\"\n";
    let updated = |dates: &str| said_of_front_matter(&format!("{title}{dates}"), "dates-reversed");
    assert!(updated("date: \"2024-03-14\"\nupdated: \"2024-03-01\"").contains("content/index.md:4:10"));
    assert_eq!(updated("date: \"2024-03-14\"\nupdated: \"2024-03-14\""), "");
    // A month may lie after one of its days.
    assert_eq!(updated("date: \"2024-03-14\"\nupdated: \"2024-03\""), "");
    assert_ne!(updated("date: \"2024-03-14\"\nupdated: \"2024-02\""), "");
    let source =
        Project::new().edit("content/sources/post.md", "2024-03-13\"\n", "2024-03-13\"\naccessed: \"2024-03-12\"\n");
    assert!({ source }.build().report_of("dates-reversed").contains("`accessed` is earlier than `published`"));
    let event = "- { id: estela, title: \"The accident\", start: \"2024-03-12\", end: \"2024-03-11\" }\n";
    let event = Project::new().file("content/events.yaml", event);
    assert!({ event }.build().report_of("dates-reversed").contains("`end` is earlier than `start`"));
}

#[test]
fn a_feed_tells_of_nothing_that_is_still_to_come() {
    for (date, told) in
        [("2031", "2031-01-01"), ("202X", "2020-01-01"), ("2024-02", "2024-02-01"), ("2024-03-12", "2024-03-12")]
    {
        let dated = Project::new().edit("content/index.md", "---\n\n", &format!("date: \"{date}\"\n---\n\n"));
        let feed = { dated }.build().page("feed.xml");
        assert!(feed.contains(&format!("<published>{told}T00:00:00Z</published>")), "{date}: {feed}");
    }
}

#[test]
fn coordinates_are_as_exact_as_anybody_can_use() {
    let places = "- { id: port-lowen, name: \"Port Lowen\", kind: city, lat: 54.123456789, lon: -7.00000004 }\n";
    let project = Project::new().edit("content/site.yaml", "language:", "map: { worldview: un }\nlanguage:");
    let project = project.file("content/places.yaml", places);
    let shown = project.edit("content/index.md", "title: ", "kicker: \"A map\"\ntitle: ");
    let shown = shown.edit(
        "content/index.md",
        "The ferry Estela ran",
        "{{ map(places=[\"port-lowen\"]) }}\n\nThe ferry Estela ran",
    );
    let places = { shown }.build().page("places.geojson");
    assert!(places.contains("[-7.0,54.123457]"), "{places}");
}

#[test]
fn the_address_of_the_site_is_that_of_a_folder() {
    let told = |address: &str| {
        let text = Project::new().text("content/site.yaml");
        let lines = text.lines().map(|line| if line.starts_with("base_url:") { address } else { line });
        let site = lines.collect::<Vec<_>>().join("\n");
        Project::new().file("content/site.yaml", site).build().report_of("wrong-type")
    };
    let faults = [
        ("https://example.org/t/index.html", "that of a file"),
        ("https://example.org/t?utm=1", "`?` or `#`"),
        ("https://example.org/t/#top", "`?` or `#`"),
        ("https://user:word@example.org/t/", "a user's name"),
        ("https://", "without a host"),
        ("https:///t/", "without a host"),
        ("https://example.org/t//", "an empty folder"),
        ("https://example.org/my site/", "a space"),
        ("example.org", "something else"),
    ];
    for (address, fault) in faults {
        let told = told(&format!("base_url: \"{address}\""));
        assert!(told.contains(fault) && told.contains("content/site.yaml"), "{address}: {told}");
    }
    for address in
        ["https://example.org", "http://localhost:4000/t", "https://пример.example/т/", "https://example.org/v1.2/"]
    {
        assert_eq!(told(&format!("base_url: \"{address}\"")), "", "{address}");
    }
}

/// On Unix a file's name may be any bytes.
#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_named_is_told_of() {
    use std::os::unix::ffi::OsStrExt;
    let disk = Project::new().on_disk();
    let name = std::ffi::OsStr::from_bytes(b"b\xe4d.md");
    for folder in ["content", "content/sources", "content/pictures"] {
        let folder = disk.path(folder);
        std::fs::create_dir_all(&folder).expect("made");
        let path = folder.join(name);
        if std::fs::write(&path, "---\ntitle: \"Lost\"\n---\n").is_err() {
            return; // This file system has only names of characters.
        }
        for arguments in [&["build"][..], &["check"]] {
            let ran = disk.onrecord(arguments);
            assert_ne!(ran.code, Some(0));
            assert!(ran.stderr.contains("its name is not UTF-8"), "{}", ran.stderr);
        }
        std::fs::remove_file(path).expect("gone");
    }
    assert_eq!(disk.onrecord(&["build"]).code, Some(0));
    let _: OnDisk = disk;
}
