//! Drafts and captures in the formats in which desks have them, made here.

use std::io::{Cursor, Write};

use super::Desk;

const WORDS: &str = "We were lucky that nobody died in the water";

/// A zipped document of some parts.
pub fn zipped<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes.as_ref()).expect("its words");
    }
    writer.finish().expect("a file").into_inner()
}

/// A Word document with this in its body and in its footnotes.
pub fn docx(body: &str, notes: &str) -> Vec<u8> {
    let open = "<?xml version=\"1.0\"?><w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>";
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &format!("{open}{body}</w:body></w:document>")),
        ("word/footnotes.xml", &format!("<w:footnotes xmlns:w=\"w\">{notes}</w:footnotes>")),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"https://post.example/a\"/></Relationships>",
        ),
    ])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// An OpenDocument text.
pub fn odt(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:style=\"s\"><office:automatic-styles><style:style \
         style:name=\"P1\" style:parent-style-name=\"Quotations\"/></office:automatic-styles><office:body><office:text>{body}\
         </office:text></office:body></office:document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

#[test]
fn a_word_draft_is_read_with_its_notes_and_without_what_was_deleted() {
    let desk = Desk::new(&[("kept/a.txt", &format!("Head\n\n“{WORDS},” said the mayor.\n"))]);
    let body = [
        paragraph("Ferry hits quay"),
        "<w:p><w:r><w:t>The mayor &amp; others: “We were </w:t></w:r><w:del><w:r><w:delText>un</w:delText></w:r></w:del><w:r><w:t>lucky that \
         nobody died in the water”.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
            .to_owned(),
        format!("<w:p><w:pPr><w:pStyle w:val=\"IntenseQuote\"/></w:pPr><w:r><w:t>{WORDS}.</w:t></w:r></w:p>"),
        "<w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>The Post</w:t></w:r></w:hyperlink><w:r><w:t> wrote “they will all resign their seats tonight”.</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let note =
        format!("<w:footnote w:id=\"2\">{}</w:footnote>", paragraph("Elsewhere “nobody at all died in the water”."));
    desk.put("draft.docx", &docx(&body, &note));
    let ran = desk.quotes(&["draft.docx", "--in", "kept"]);
    let lines: Vec<&str> = ran.stdout.lines().collect();
    assert_eq!(lines.len(), 5, "{}{}", ran.stdout, ran.stderr);
    assert!(lines[0].starts_with("draft.docx ¶2") && lines[0].contains("exact"), "{}", ran.stdout);
    assert!(lines[1].starts_with("draft.docx ¶3") && lines[1].contains("exact"), "{}", ran.stdout);
    assert!(
        lines[2].contains("NOT FOUND") && lines[2].contains("no capture of the cited source https://post.example/a"),
        "{}",
        ran.stdout
    );
    assert!(lines[3].starts_with("draft.docx ¶5") && lines[3].contains("ALTERED"), "{}", ran.stdout);
}

#[test]
fn an_open_document_draft_is_read_with_its_notes() {
    let desk = Desk::new(&[("kept/a.txt", &format!("Head\n\n“{WORDS},” said the mayor.\n"))]);
    let body = format!(
        "<text:h text:outline-level=\"1\">Ferry</text:h>\n <text:p text:style-name=\"P1\">{WORDS}.</text:p>\n <text:p>He \
         said<text:note text:id=\"ftn1\"><text:note-citation>1</text:note-citation><text:note-body><text:p>See “{WORDS}”.\
         </text:p></text:note-body></text:note> nothing.</text:p>"
    );
    desk.put("draft.odt", &odt(&body));
    let report = desk.json(&["draft.odt", "--in", "kept"]);
    let list = report["quotations"].as_array().expect("a list");
    assert_eq!(list.len(), 2, "{list:?}");
    assert!(list.iter().all(|one| one["verdict"] == "exact"), "{list:?}");
    assert_eq!(list[1]["place"], "draft.odt ¶4");
}

#[test]
fn documents_are_captures_too() {
    let desk = Desk::new(&[("draft.md", &format!("He said “{WORDS}”."))]);
    desk.put("kept/talk.docx", &docx(&paragraph(&format!("{WORDS}, the mayor wrote.")), ""));
    assert_eq!(desk.verdicts(), ["exact"]);
    let desk = Desk::new(&[("draft.md", &format!("He said “{WORDS}”."))]);
    desk.put("kept/talk.odt", &odt(&format!("<text:p>{WORDS}, the mayor wrote.</text:p>")));
    assert_eq!(desk.verdicts(), ["exact"]);
}

#[test]
fn a_web_page_and_standard_input_are_drafts_too() {
    let desk = Desk::new(&[("kept/a.txt", &format!("Head\n\n“{WORDS},” said the mayor.\n"))]);
    desk.put("draft.html", format!("<!doctype html><title>Ferry</title><h1>Ferry</h1><p>He said “{WORDS}”.</p><blockquote><p>{WORDS}</p></blockquote>").as_bytes());
    let report = desk.json(&["draft.html", "--in", "kept"]);
    let list = report["quotations"].as_array().expect("a list");
    assert_eq!(
        list.iter().map(|one| one["verdict"].as_str().unwrap_or_default()).collect::<Vec<_>>(),
        ["exact", "exact"],
        "{list:?}"
    );
    let mut child = crate::project::program(desk.disk.folder.path())
        .args(["quotes", "-", "--in", "kept"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .expect("the program runs");
    child.stdin.take().expect("a pipe").write_all(format!("He said “{WORDS}”.").as_bytes()).expect("written");
    let output = child.wait_with_output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("standard input:1:10") && said.contains("exact"), "{said}");
}

#[test]
fn what_could_not_be_read_is_told_and_the_rest_is_used() {
    let desk = Desk::new(&[("draft.md", &format!("He said “{WORDS}”.")), ("kept/a.txt", &format!("{WORDS}.\n"))]);
    desk.put("kept/b.png", b"\x89PNG\r\n\x1a\n");
    desk.put("kept/Story_files/script.txt", b"nothing");
    desk.put("kept/Story.html", b"<html><body><p>A story of some length stands here and is read.</p></body></html>");
    let ran = desk.quotes(&["draft.md", "--in", "kept"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stderr.contains("b.png was not read: this is a picture"), "{}", ran.stderr);
    assert!(
        !ran.stderr.contains("Story_files") && ran.stdout.contains("2 captures asked"),
        "{}{}",
        ran.stdout,
        ran.stderr
    );
}

#[test]
fn a_bomb_is_refused() {
    let desk = Desk::new(&[("draft.md", "He said “nothing at all that counts”.")]);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("an entry");
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..80 {
        writer.write_all(&zeros).expect("written");
    }
    desk.put("kept/bomb.docx", &writer.finish().expect("a file").into_inner());
    desk.put("kept/deep.docx", &docx(&"<w:p>".repeat(200_000), ""));
    let ran = desk.quotes(&["draft.md", "--in", "kept"]);
    assert!(ran.stderr.contains("bomb.docx was not read: the file is larger than 64 MB"), "{}", ran.stderr);
    assert!(ran.stderr.contains("deep.docx was not read: the file is damaged"), "{}", ran.stderr);
}
