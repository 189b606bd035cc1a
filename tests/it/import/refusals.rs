//! Files that are refused, each with advice; and pages that are large and yet read.

use onrecord::import::{Article, ImportError, import};

use super::{html, refusal};

#[test]
fn what_is_no_text_is_refused_with_advice() {
    assert_eq!(refusal("a.txt", b""), ImportError::Empty);
    assert_eq!(refusal("a.html", b" \n\t "), ImportError::Empty);
    assert_eq!(refusal("a.txt", b"\xEF\xBB\xBF\n"), ImportError::Empty);
    for (name, bytes, advice) in [
        ("a.pdf", &b"%PDF-1.7 ..."[..], "pdftotext"),
        ("a.zip", b"PK\x03\x04...", "unpack it"),
        ("a.doc", b"\xD0\xCF\x11\xE0", ".docx"),
        ("a.rtf", b"{\\rtf1 x}", ".docx or .odt"),
        ("a.png", b"\x89PNG\r\n", "type the words"),
        ("a.mp3", b"ID3 ...", "transcribed"),
        ("a.webarchive", b"bplist00", "Page Source"),
        ("a.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "type the words"),
        ("a.wav", b"RIFF\x10\0\0\0WAVEfmt ", "transcribed"),
        ("a.kml", b"<?xml version=\"1.0\"?><kml/>", "feeds (RSS, Atom)"),
        ("unknown.xml", b"<?xml version=\"1.0\"?><kml/>", "feeds (RSS, Atom)"),
        ("a.otr", b"{\"text\": \"<p>x</p>\"}", "Export"),
        ("a.pst", b"!BDN", "(.msg)"),
        ("a.db", b"SQLite format 3\0", ".csv"),
        ("a.json", b"{\"version\": \"https://jsonfeed.org/version/1.1\"}", "Telegram"),
        ("a.gdoc", b"{\"url\": \"https://docs.example\"}", "Download"),
        ("a.dat", &[0, 1, 2, 3, 4, 5, 6, 7], "paste the text"),
    ] {
        let refused = refusal(name, bytes);
        assert!(
            matches!(refused, ImportError::Unread { .. }) && refused.to_string().contains(advice),
            "{name}: {refused}"
        );
    }
    // One zero byte makes no binary file of a text, and what says no charset is guessed, which is said.
    let imported = import(Article::new("a.txt", b"ab\0cd"), None).expect("a text");
    assert_eq!(imported.capture, "abcd");
    let imported = import(
        Article {
            printed: None,
            file_name: "a.html",
            bytes: "<p>Le café était fermé, dit la propriétaire; l'été dernier aussi."
                .chars()
                .map(|letter| letter as u8)
                .collect::<Vec<u8>>()
                .as_slice(),
        },
        None,
    )
    .expect("a page");
    assert!(imported.capture.contains("café était"), "{}", imported.capture);
    assert!(imported.remarks.iter().any(|remark| remark.contains("windows-1252")), "{:?}", imported.remarks);
    assert_eq!(
        refusal("a.html", b"<html><body><script>render()</script><div id=app></div></body></html>"),
        ImportError::NoText
    );
    let utf16: Vec<u8> = "\u{FEFF}Title here\nText.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let imported = import(Article::new("a.txt", &utf16), None).expect("UTF-16 says what it is");
    assert_eq!(imported.capture, "Title here\nText.");
}

#[test]
fn a_page_that_asks_for_too_much_is_refused() {
    let refused = |page: String| matches!(refusal("a.html", page.as_bytes()), ImportError::Unreasonable(_));
    assert!(refused("<div>".repeat(100_000)), "nesting");
    assert!(refused(format!("<table>{}", "<div>".repeat(100_000))), "nesting beside a table");
    assert!(refused(format!("<p {}>x", (0..5_000).map(|n| format!("a{n} ")).collect::<String>())), "attributes");
    let open: String = (0..400).map(|n| format!("<b id={n}>")).collect();
    assert!(refused(format!("<p>{open}") + &"<p>x".repeat(100_000)), "formatting that is opened again and again");
    assert!(matches!(refusal("a.txt", &vec![b'a'; 65 << 20]), ImportError::TooLarge { .. }));
    html(&format!("{}deep enough{}", "<div>".repeat(500), "</div>".repeat(500)));
    html(&"<p>unclosed paragraphs <li>and items <a name=x> and anchors".repeat(2_000));
}
