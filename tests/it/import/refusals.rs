//! Files that are refused, each with advice; and pages that are large and yet read.

use onrecord::import::{Article, ImportError, import};

use super::{html, refusal};

#[test]
fn what_is_no_text_is_refused_with_advice() {
    assert_eq!(refusal("a.txt", b""), ImportError::Empty);
    assert_eq!(refusal("a.html", b" \n\t "), ImportError::Empty);
    assert_eq!(refusal("a.txt", b"\xEF\xBB\xBF\n"), ImportError::Empty);
    assert_eq!(refusal("a.pdf", b"%PDF-1.7 ..."), ImportError::Binary("a PDF"));
    assert!(refusal("a.docx", b"PK\x03\x04...").to_string().contains("paste the text into a .txt file"));
    assert_eq!(refusal("a.txt", b"ab\0cd"), ImportError::Binary("a binary file"));
    assert_eq!(refusal("a.txt", b"caf\xE9"), ImportError::NotUtf8);
    assert_eq!(refusal("a.html", b"<p>caf\xE9"), ImportError::NotUtf8);
    let mail = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
    assert!(matches!(refusal("a.mhtml", mail), ImportError::Binary("a web archive (MHTML)")));
    assert_eq!(
        refusal("a.html", b"<html><body><script>render()</script><div id=app></div></body></html>"),
        ImportError::NoText
    );
    let utf16: Vec<u8> = "\u{FEFF}Title here\nText.".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let imported = import(Article { file_name: "a.txt", bytes: &utf16 }, None).expect("UTF-16 says what it is");
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
    assert!(matches!(refusal("a.txt", &vec![b'a'; 40 << 20]), ImportError::TooLarge { .. }));
    html(&format!("{}deep enough{}", "<div>".repeat(500), "</div>".repeat(500)));
    html(&"<p>unclosed paragraphs <li>and items <a name=x> and anchors".repeat(2_000));
}
