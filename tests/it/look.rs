//! A site's own look without a template: colours that can be read, letters, logo, menu, foot; and the files of the theme.

use onrecord::colour::{Colour, READABLE};
use onrecord::parse::look::built_in;

use crate::chance::Chance;
use crate::project::{Project, repository};

const SITE: &str = "content/site.yaml";
const LOGO: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><path d=\"M0 0h9v9z\"/></svg>";

fn with(look: &str) -> Project {
    let project = Project::new().edit(SITE, "language:", &format!("look: {look}\nlanguage:"));
    project
        .file("content/static/logo.svg", LOGO)
        .file("content/static/letters.woff2", "wOF2")
        .file("content/static/more.css", "h1 { color: var(--link); }\n")
        .file("content/about.md", "---\ntitle: \"About us\"\n---\n\nWe are a desk.\n")
}

#[test]
fn the_colours_that_are_compared_are_those_of_the_theme() {
    let style = std::fs::read_to_string(repository().join("themes/default/style.css")).expect("the style sheet");
    for (name, [day, night]) in built_in() {
        assert!(style.contains(&format!("--{name}: light-dark({day}, {night});")), "--{name}: {day}, {night}");
    }
}

#[test]
fn readers_load_the_style_sheet_without_the_words_for_those_who_write_it() {
    let theirs = "/* A look\n   of ours. */\n\nq::before {\n  content: \"/* \\\"quoted\\\" */\";\n  background: url(/*.svg);\n}\n  /* The end */\n";
    let built = Project::new().file("themes/default/style.css", theirs).build();
    let style = built.page("style.css");
    let leads = "q::before{\ncontent:\"/* \\\"quoted\\\" */\";\nbackground:url(/*.svg);\n}\n@page";
    assert!(style.starts_with(leads), "{style}");
    let whole = Project::new().build().page("style.css").to_owned();
    assert!(!whole.contains("/*") && !whole.contains("\n ") && !whole.contains("\n\n"), "{whole}");
}

#[test]
fn a_site_has_its_own_look() {
    let look = "{ accent: \"#7a1f3d\", paper: \"#fffaf0\", font: static/letters.woff2, logo: static/logo.svg, favicon: static/logo.svg, \
                css: static/more.css, menu: [{ text: \"About us\", to: about.md }, { text: \"Gazette\", to: \"https://gazette.example/\" }], \
                footer: [\"Printed in Port Lowen.\", \"Est. 1901\"] }";
    let built = with(look).build();
    let style = built.page("style.css");
    let own = style.rsplit_once(":root { --paper: light-dark(#fffaf0, #15171a);").expect("colours").1;
    assert!(own.contains("--link: light-dark(#7a1f3d, #"), "{own}");
    assert!(own.contains("src: url(\"letters.woff2\")") && own.contains("--serif: Own, Georgia, serif"), "{own}");
    for (route, root) in [("index.html", ""), ("sources/post.html", "../")] {
        let page = built.page(route);
        for wanted in [
            format!(
                "<img class=\"logo\" src=\"{root}logo.svg\" width=\"9\" height=\"9\" alt=\"\">The Estela accident</a>"
            ),
            format!("<link rel=\"icon\" href=\"{root}logo.svg\" type=\"image/svg+xml\">"),
            format!(
                "<link rel=\"stylesheet\" href=\"{root}style.css\">\n<link rel=\"stylesheet\" href=\"{root}more.css\">"
            ),
            format!(
                "<li><a href=\"{root}about.html\">About us</a></li>\n<li><a href=\"https://gazette.example/\">Gazette</a></li>"
            ),
            "<p>Printed in Port Lowen.</p>\n<p>Est. 1901</p>".to_owned(),
            "font-src 'self'; ".to_owned(),
            "content=\"#fffaf0\"".to_owned(),
        ] {
            assert!(page.contains(&wanted), "{route}: {wanted}\n{page}");
        }
    }
    assert!(built.page("about.html").contains("<a href=\"about.html\" aria-current=\"page\">About us</a>"));
    let named = with("{ logo: static/logo.svg, logo_has_name: true }").build();
    assert!(named.page("index.html").contains("alt=\"The Estela accident\"></a>"));
    let plain = with("{ font: sans }").build();
    assert!(plain.page("style.css").ends_with(":root, :lang(uk), :lang(ru) { --serif: system-ui, sans-serif; }\n"));
    assert!(!plain.page("index.html").contains("font-src"));
}

#[test]
fn frames_of_other_sites_have_the_look_too() {
    let (plain, route) = (Project::new().build(), "embed/index/accident.html");
    let own = with("{ accent: \"#7a1f3d\", paper: \"#fffaf0\", font: newspaper }").build();
    let page = own.page(route);
    assert!(
        page.contains("--paper: light-dark(#fffaf0, #15171a);") && page.contains("--link: light-dark(#7a1f3d, "),
        "{page}"
    );
    assert!(page.contains("body { font-family: Charter") && !plain.page(route).contains("Charter"));
    // What stands there is what the policy lets through.
    let style = page.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
    use base64::Engine;
    let digest = base64::engine::general_purpose::STANDARD.encode(onrecord::files::Hash::of(style.as_bytes()).0);
    assert!(page.contains(&format!("sha256-{digest}")), "{page}");
    let file = with("{ font: static/letters.woff2 }").build();
    assert!(!file.page(route).contains("font-family: Own"), "a frame loads nothing");
}

#[test]
fn what_cannot_be_read_or_found_is_told() {
    for (look, rule, said) in [
        ("{ accent: \"#ffd400\" }", "contrast-too-low", "`accent` #ffd400 is too near to the paper (#fcfbf8)"),
        (
            "{ accent_dark: \"#003344\" }",
            "contrast-too-low",
            "`accent_dark` #003344 is too near to the paper (#15171a)",
        ),
        ("{ paper: \"#808080\" }", "contrast-too-low", "`paper` #808080 is too near to *one origin*"),
        ("{ paper_dark: \"#777777\" }", "contrast-too-low", "`paper_dark` #777777"),
        ("{ accent: #7a1f3d\n  }", "yaml-text-cut", "accent"),
        ("{ accent: red }", "wrong-type", "such as `\"#7a1f3d\"`"),
        ("{ font: gothic }", "unknown-value", "a file of letters, such as static/gazette.woff2"),
        ("{ menu: [\"Us\"] }", "wrong-type", "such as `{ text: \"About us\", to: about.md }`"),
        ("{ logo: static/lgo.svg }", "missing-asset", "did you mean `static/logo.svg`?"),
        ("{ logo: \"https://elsewhere.example/logo.svg\" }", "remote-image", "logo.svg"),
        ("{ menu: [{ text: \"Us\", to: abut.md }] }", "broken-link", "nothing is published at `abut.md`"),
        ("{ menu: [{ text: \"Post\", to: sources/post.md }] }", "broken-link", "sources/post.md"),
        ("{ menu: [{ text: \"Us\" }] }", "missing-field", "`to`"),
        ("{ colour: \"#000000\" }", "unknown-key", "colour"),
    ] {
        let built = with(look).build();
        let report = built.report_of(rule);
        assert!(report.contains(said), "{look}: {}", built.report());
    }
}

#[test]
fn the_colour_that_is_named_can_be_read() {
    let mut chance = Chance::new(6);
    let mut named = 0;
    for _ in 0..60 {
        let colour = Colour([0; 3].map(|_| chance.below(256) as u8));
        let key = chance.of(&["accent", "accent_dark", "paper", "paper_dark"]);
        let report = with(&format!("{{ {key}: \"{colour}\" }}")).build().report_of("contrast-too-low");
        let Some((_, rest)) = report.split_once(&format!("write `{key}: \"")) else {
            assert!(report.is_empty(), "{report}");
            continue;
        };
        named += 1;
        let better = &rest[..7];
        let after = with(&format!("{{ {key}: \"{better}\" }}")).build();
        assert_eq!(after.report_of("contrast-too-low"), "", "{key}: {colour} → {better}");
    }
    assert!(named > 20, "{named}");
    assert!(Colour::parse("#767676").expect("grey").contrast(Colour([255; 3])) >= READABLE);
    assert!(Colour::parse("777").expect("grey").contrast(Colour([255; 3])) < READABLE);
    assert_eq!(Colour::parse("#12345é"), None);
}

#[test]
fn files_of_the_theme_are_listed_and_copied() {
    let project = Project::new().on_disk();
    let list = project.onrecord(&["theme", "list"]).stdout;
    assert!(list.lines().any(|line| line.ends_with("  templates/page.html")), "{list}");
    let ran = project.onrecord(&["theme", "copy", "style.css", "templates/page.html"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let copied = std::fs::read(project.path("themes/default/style.css")).expect("copied");
    assert_eq!(copied, std::fs::read(repository().join("themes/default/style.css")).expect("built in"));
    assert!(project.onrecord(&["theme", "list"]).stdout.contains("style.css  replaced by your own"));
    assert_eq!(project.onrecord(&["build"]).code, Some(0));
    let again = project.onrecord(&["theme", "copy", "style.css"]);
    assert!(again.code == Some(1) && again.stderr.contains("nothing is overwritten"), "{}", again.stderr);
    let unknown = project.onrecord(&["theme", "copy", "templates/pge.html"]);
    assert!(unknown.stderr.contains("did you mean `templates/page.html`?"), "{}", unknown.stderr);
}

#[test]
fn the_fields_of_templates_are_listed() {
    let mut files = vec![repository().join("src/render/view.rs")];
    let folder = std::fs::read_dir(repository().join("src/render/view")).expect("a folder");
    files.extend(folder.map(|entry| entry.expect("listed").path()));
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| std::fs::read_to_string(file).expect("read")).collect();
    let mut structs: Vec<(String, String)> = texts.iter().flat_map(|text| described(text)).collect();
    structs.sort();
    assert!(structs.len() > 30, "{}", structs.len());
    let listed: String = structs.into_iter().map(|(_, text)| text).collect();
    let path = repository().join("docs/themes.md");
    let docs = std::fs::read_to_string(&path).expect("read");
    let (before, known) = docs.split_once("\n## Every field\n").expect("the heading");
    let wanted = format!("\n{}\n", listed.trim_end());
    if known != wanted && std::env::var_os("ONRECORD_UPDATE").is_some() && std::env::var_os("CI").is_none() {
        std::fs::write(&path, format!("{before}\n## Every field\n{wanted}")).expect("written");
    }
    assert_eq!(known, wanted, "run with ONRECORD_UPDATE=1");
    // Whatever a template is given by name is named above the list.
    for file in walkdir::WalkDir::new(repository().join("src/render")) {
        let file = file.expect("listed");
        let text = if file.file_type().is_file() {
            std::fs::read_to_string(file.path()).expect("read")
        } else {
            String::new()
        };
        for given in text.split("context.insert(\"").skip(1).chain(text.split("context.insert_value(\"").skip(1)) {
            let name = given.split('"').next().unwrap_or_default();
            assert!(before.contains(&format!("`{name}`")), "{name} of {}", file.path().display());
        }
    }
}

/// Each struct of a file as a section of the documentation, with its name.
fn described(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut doc: Vec<&str> = Vec::new();
    let mut section: Option<(String, String)> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        if let Some(words) = trimmed.strip_prefix("/// ") {
            doc.push(words);
            continue;
        }
        if let Some(name) = trimmed.strip_prefix("pub struct ").and_then(|rest| rest.split([' ', '<', '{']).next()) {
            let said = doc.join(" ");
            section = Some((name.to_owned(), format!("\n### {name}\n\n{said}\n\n")));
        } else if let (Some((_, text)), Some(field)) = (&mut section, trimmed.strip_prefix("pub ")) {
            if let Some((name, kind)) = field.trim_end_matches(',').split_once(": ") {
                let said = if doc.is_empty() { String::new() } else { format!(": {}", doc.join(" ")) };
                text.push_str(&format!("* `{name}` ({}){said}\n", kind_of(kind)));
            }
        } else if trimmed == "}" {
            found.extend(section.take());
        }
        if !trimmed.starts_with("#[") {
            doc.clear();
        }
    }
    found
}

/// A type of Rust in words.
fn kind_of(kind: &str) -> String {
    let inner = |start: &str| kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(kind) = inner("Option<") {
        return format!("{}, or nothing", kind_of(kind));
    }
    if let Some(kind) = inner("Vec<") {
        return format!("list: {}", kind_of(kind));
    }
    match kind {
        "String" | "Wording" => "text".to_owned(),
        "Markup" => "HTML".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u32" | "f64" | "i64" => "number".to_owned(),
        view if view.ends_with("View") => format!("[{view}](#{})", view.to_lowercase()),
        other => format!("`{other}`"),
    }
}
