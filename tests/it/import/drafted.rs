//! Drafts from Word and Google Docs become pages, and keep the names of their claims however often they are imported.

use std::io::{Cursor, Write};

use onrecord::import::{Article, drafted};

use crate::project::Project;

fn page(name: &str, bytes: &[u8]) -> String {
    drafted(Article::new(name, bytes)).expect("a draft").page("index", &[])
}

fn has(page: &str, all: &[&str]) {
    for words in all {
        assert!(page.contains(words), "`{words}` is missing in:\n{page}");
    }
}

const EXPORTED: &str = "# **The ferry Estela** {#ferry}\r\n\r\nThe harbour office counted **nine** injured\\.[^1] A newspaper \
    spoke of 12 people\\![^2]\r\n\r\n## What is known {#known}\r\n\r\n* 1\\. first \\- item\r\n* See [the office](https://office.example/a_b) \\#1 \\*\r\n\r\n\
    1\\. is no list\r\n\r\n![][image1]\r\n\r\n`a\\_b`\r\n\r\n[^1]:  @harbour-office\\#injured \"nine people \\- on Tuesday\"\r\n\r\n[^2]:  Two papers say so\\. \
    https://post.example/a\r\n\r\n[image1]: <data:image/png;base64,iVBORw0KGgo=>\r\n";

#[test]
fn what_google_docs_exports_is_a_page() {
    let draft = drafted(Article::new("draft.md", EXPORTED.as_bytes())).expect("a draft");
    assert!(draft.remarks.iter().any(|remark| remark.contains("1 picture(s)")), "{:?}", draft.remarks);
    let page = draft.page("index", &[]);
    has(
        &page,
        &[
            "title: \"The ferry Estela\"\n",
            "\nThe harbour office counted **nine** injured.[^harbour-office-counted] A newspaper spoke of 12 people![^newspaper-spoke-people-12]\n",
            "\n## What is known\n\n* 1\\. first - item\n* See [the office](https://office.example/a_b) #1 *\n\n1\\. is no list\n\n`a\\_b`\n\n",
            "\n[^harbour-office-counted]: @harbour-office#injured \"nine people - on Tuesday\"\n",
            "\n[^newspaper-spoke-people-12]: Two papers say so. https://post.example/a\n",
        ],
    );
    assert!(!page.contains("image1") && !page.contains("{#"), "{page}");
    let own = "---\ntitle: \"Mine\"\n---\n\n# A heading\n\nNine.[^toll] Ten.[^2]\n\n[^toll]: One.\n\n[^2]: Two.\n";
    let page = self::page("draft.md", own.as_bytes());
    has(&page, &["---\ntitle: \"Mine\"\n---\n", "Nine.[^toll] Ten.[^claim]"]);
}

/// A Word document of these parts.
fn word(document: &str, footnotes: &str) -> Vec<u8> {
    let names =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://r.example/\"";
    let style = |id: &str, name: &str| format!("<w:style w:styleId=\"{id}\"><w:name w:val=\"{name}\"/></w:style>");
    let kind = |id: u8, kind: &str| {
        format!("<w:abstractNum w:abstractNumId=\"{id}\"><w:lvl><w:numFmt w:val=\"{kind}\"/></w:lvl></w:abstractNum>")
    };
    let list = |id: u8, kind: u8| format!("<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{kind}\"/></w:num>");
    let parts = [
        ("word/document.xml", format!("<w:document {names}><w:body>{document}</w:body></w:document>")),
        ("word/footnotes.xml", format!("<w:footnotes {names}>{footnotes}</w:footnotes>")),
        (
            "word/styles.xml",
            format!(
                "<w:styles {names}>{}{}{}</w:styles>",
                style("Titel", "Title"),
                style("berschrift1", "heading 1"),
                style("Zitat", "Quote")
            ),
        ),
        (
            "word/numbering.xml",
            format!(
                "<w:numbering {names}>{}{}{}{}</w:numbering>",
                kind(5, "bullet"),
                kind(6, "decimal"),
                list(1, 5),
                list(2, 6)
            ),
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r9\" Target=\"https://post.example/f\"/></Relationships>".to_owned(),
        ),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(text.as_bytes()).expect("written");
    }
    zip.finish().expect("a document").into_inner()
}

fn paragraph(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

/// The draft of a desk; `counted` is its claim, `before` what stands above it.
fn desk(counted: &str, before: &str, numbers: [u8; 2]) -> Vec<u8> {
    let styled = |style: &str, words: &str| paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &run(words));
    let item = |level: u8, list: u8, words: &str| {
        paragraph(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), &run(words))
    };
    let [first, second] = numbers.map(|id| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>"));
    let cell = |words: &str| format!("<w:tc>{}</w:tc>", paragraph("", &run(words)));
    let body = [
        styled("Titel", "The ferry Estela"),
        styled("berschrift1", "What happened"),
        before.to_owned(),
        paragraph("", &(run(counted) + &first)),
        paragraph(
            "",
            &format!(
                "{}<w:hyperlink r:id=\"r9\">{}</w:hyperlink>{}{second}",
                run("A "),
                run("newspaper"),
                run(" spoke of 12 * people.")
            ),
        ),
        paragraph(
            "",
            &format!(
                "<w:r><w:rPr><w:b/></w:rPr><w:t>Both</w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t xml:space=\"preserve\"> are </w:t></w:r>{}",
                run("said. 1. is no list.")
            ),
        ),
        item(0, 1, "first"),
        item(1, 1, "nested"),
        item(0, 2, "one"),
        styled("Zitat", "We were lucky that nobody died"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
            cell("Place"),
            cell("Injured"),
            cell("Lowen"),
            cell("9")
        ),
    ];
    let note = |id: u8, paragraphs: &[&str]| {
        let all: String = paragraphs.iter().map(|words| paragraph("", &run(words))).collect();
        format!("<w:footnote w:id=\"{id}\">{all}</w:footnote>")
    };
    let notes = format!(
        "<w:footnote w:type=\"separator\" w:id=\"0\">{}</w:footnote>{}{}",
        paragraph("", &run("——")),
        note(numbers[0], &[" Their own count.", "@office “nine people_were injured” by office"]),
        note(numbers[1], &[" The Post, https://post.example/f"])
    );
    word(&body.concat(), &notes)
}

#[test]
fn what_word_saves_is_a_page() {
    let page = page("draft.docx", &desk("The harbour office counted nine injured.", "", [2, 3]));
    has(
        &page,
        &[
            "title: \"The ferry Estela\"\n",
            "\n## What happened\n\nThe harbour office counted nine injured.[^harbour-office-counted]\n\nA [newspaper](https://post.example/f) spoke of 12 * people.[^newspaper-spoke-people-12]\n",
            "\n**Both *are*** said. 1. is no list.\n\n- first\n  - nested\n1. one\n\n> We were lucky that nobody died\n\n| Place | Injured |\n| --- | --- |\n| Lowen | 9 |\n",
            "\n[^harbour-office-counted]: Their own count.\n    @office “nine people_were injured” by office\n\n[^newspaper-spoke-people-12]: The Post, https://post.example/f\n",
        ],
    );
    assert!(!page.contains("——"), "{page}");
}

#[test]
fn a_draft_that_is_imported_again_keeps_names_and_is_merged() {
    let project = Project::empty().file("content/site.yaml", "title: \"Site\"\n").on_disk();
    let path = project.path("content/ferry.md");
    let read = || std::fs::read_to_string(&path).expect("the page");
    let import = |bytes: Vec<u8>| {
        std::fs::write(project.path("draft.docx"), bytes).expect("written");
        project.onrecord(&["import", "--page", "draft.docx", "--into", "ferry"])
    };
    let counted = "The harbour office counted nine injured.";
    let ran = import(desk(counted, "", [2, 3]));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    // The desk gives a claim another name and writes a sentence; in the draft, a note is put before all others.
    let edited = read().replace("newspaper-spoke-people-12", "paper").replace("## What happened", "## What we know");
    std::fs::write(&path, edited).expect("written");
    let above =
        paragraph("", &(run("Three boats were seen off the coast.") + "<w:r><w:footnoteReference w:id=\"9\"/></w:r>"));
    let ran = import(desk("The harbour office counted nine injured people.", &above, [4, 5]));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    has(
        &read(),
        &[
            "## What we know",
            "counted nine injured people.[^harbour-office-counted]",
            "12 * people.[^paper]",
            "[^paper]: The Post",
        ],
    );
    // Without a name for the file, the page that was made of it is meant; nothing new, nothing written.
    let ran = project.onrecord(&["import", "--page", "draft.docx"]);
    assert!(
        ran.code == Some(0) && ran.stdout.contains("has everything") || ran.stderr.contains("has everything"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
    // Both change the same paragraph: both stand there, and nothing is built.
    std::fs::write(&path, read().replace("counted nine injured people", "counted 9 injured")).expect("written");
    let ran = import(desk("The harbour office counted ten injured people.", &above, [4, 5]));
    assert!(ran.code == Some(1) && ran.stderr.contains("content/ferry.md:"), "{}", ran.stderr);
    has(
        &read(),
        &[
            "<<<<<<< the page\nThe harbour office counted 9 injured.[^harbour-office-counted]\n=======\nThe harbour office counted ten injured people.[^harbour-office-counted]\n>>>>>>> the draft\n",
        ],
    );
    assert!(project.onrecord(&["check"]).stderr.contains("merge-unresolved"));
    let before = read();
    let ran = import(desk(counted, "", [2, 3]));
    assert!(ran.code == Some(1) && read() == before, "{}", ran.stderr);
}

#[test]
fn what_is_no_draft_is_refused_with_advice() {
    let refused =
        drafted(Article::new("a.html", b"<html><body><p>Words.")).map(|draft| draft.title).expect_err("no draft");
    assert!(refused.to_string().contains(".docx"), "{refused}");
    let project = Project::empty()
        .file("content/site.yaml", "title: \"Site\"\n")
        .file("content/own.md", "---\ntitle: \"Own\"\n---\n\nWords.\n")
        .on_disk();
    std::fs::write(project.path("draft.md"), "# Own\n\nOther words.\n").expect("written");
    for into in ["../x", "sources/a", "content/.hidden"] {
        assert_eq!(project.onrecord(&["import", "--page", "draft.md", "--into", into]).code, Some(2), "{into}");
    }
    // A page that was never imported loses nothing.
    assert_eq!(project.onrecord(&["import", "--page", "draft.md", "--into", "own"]).code, Some(1));
    let page = std::fs::read_to_string(project.path("content/own.md")).expect("the page");
    has(&page, &["<<<<<<< the page\n", "\nWords.\n", "\nOther words.\n"]);
}
