//! One file of every kind that a desk has, made here as the programs make it; all words are invented.

use std::io::{Cursor, Write};

use onrecord::import::Article;

use crate::quotes::formats::{docx, odt, zipped};

/// A file that is read.
pub struct Fixture {
    pub file_name: &'static str,
    pub bytes: Vec<u8>,
    /// What `pdftotext` makes of it.
    pub printed: Option<&'static str>,
    /// Words that are in the first publication of it.
    pub words: &'static str,
}

impl Fixture {
    fn of(file_name: &'static str, bytes: impl AsRef<[u8]>, words: &'static str) -> Fixture {
        Fixture { file_name, bytes: bytes.as_ref().to_vec(), printed: None, words }
    }

    pub fn article(&self) -> Article<'_> {
        Article { printed: self.printed, ..Article::new(self.file_name, &self.bytes) }
    }
}

const WORDS: &str = "Nine people were injured";

/// All of them.
pub fn all() -> Vec<Fixture> {
    let page = format!(
        "<!doctype html><html lang=en><head><title>Ferry hits quay</title><meta property=og:site_name content='Harbour Times'><script type=application/ld+json>\
         {{\"@type\":\"NewsArticle\",\"headline\":\"Ferry hits quay\",\"datePublished\":\"2024-03-12\"}}</script></head><body><nav><a href=/>Home</a></nav>{ARTICLE}\
         <aside><svg><path d='M0 0'/></svg></aside></body></html>"
    );
    let single = format!(
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://post.example/ferry \n saved date: Wed Mar 13 2024 10:00:00 GMT+0100\n-->\
         <meta charset=utf-8><title>Ferry hits quay</title><style>:root{{--sf-img-1:url(\"data:image/png;base64,iVBORw0KGgo=\")}}</style>{ARTICLE}</html>"
    );
    let mhtml = format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\nSubject: Ferry\r\nDate: Wed, 13 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\
         Content-Location: https://post.example/ferry\r\n\r\n<!doctype html><title>Ferry</title>{ARTICLE}\r\n--B\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Location: https://post.example/a.png\r\n\r\niVBORw0KGgo=\r\n--B--\r\n"
    );
    let printed =
        "Nine people were injured,\nthe office said.\n\u{C}\n\u{C}The \u{FB01}rst and the la\u{FFFD}t.\n\u{C}";
    vec![
        Fixture::of("page.html", &page, WORDS),
        Fixture::of("single.html", &single, WORDS),
        Fixture::of("page.mhtml", &mhtml, WORDS),
        Fixture::of("mail.eml", MAIL, WORDS),
        Fixture::of("box.mbox", mailbox(), WORDS),
        Fixture::of("message.msg", msg(), WORDS),
        Fixture { printed: Some(printed), ..Fixture::of("report.pdf", b"%PDF-1.7\n\x00\x01", WORDS) },
        Fixture::of(
            "draft.docx",
            docx(&paragraph("Nine people were <w:tab/>injured".replace("<w:tab/>", "").as_str()), ""),
            WORDS,
        ),
        Fixture::of(
            "draft.odt",
            odt(
                "<text:h text:outline-level=\"1\">Ferry</text:h><text:p>Nine people were injured<text:note text:id=\"f1\"><text:note-body><text:p>A note.</text:p></text:note-body></text:note>.</text:p>",
            ),
            WORDS,
        ),
        Fixture::of("text.txt", "Ferry hits quay\n\nNine people were injured.\n", WORDS),
        Fixture::of(
            "text.md",
            "# Ferry hits quay\n\nNine *people*[^1] were\n\n[^1]: A note.\n\nNine people were injured.\n",
            WORDS,
        ),
        Fixture::of(
            "cues.vtt",
            "WEBVTT\n\nNOTE x\n\n00:12:30.000 --> 00:12:34.000 align:start\n<v Ada Lowen>Nine people were\n\n00:12:34.500 --> 00:12:38.000\n<v Ada Lowen>injured &amp; saved.\n",
            WORDS,
        ),
        Fixture::of(
            "cues.srt",
            "1\r\n00:12:30,000 --> 00:12:34,000\r\nNine people were\r\n\r\n2\r\n00:12:34,500 --> 00:12:38,000\r\ninjured.\r\n",
            WORDS,
        ),
        Fixture::of(
            "whisper.json",
            r#"{"text": "x", "language": "en", "segments": [{"start": 750.0, "end": 754.0, "text": " Nine people were"}, {"start": 754.5, "end": 758.0, "text": " injured."}]}"#,
            WORDS,
        ),
        Fixture::of(
            "pasted.txt",
            "[00:12:30] Ada Lowen: Nine people were\n[00:12:34] injured.\n[00:12:50] The Mayor: So we were.\n",
            WORDS,
        ),
        Fixture::of("result.json", TELEGRAM, WORDS),
        Fixture::of(
            "channel.html",
            r#"<!doctype html><html><body><div class="tgme_widget_message" data-post="harbour/12"><span class="tgme_widget_message_owner_name">Ada</span><div class="tgme_widget_message_text">Nine people were injured.</div><time datetime="2024-03-12T10:00:00+00:00">10:00</time></div></body></html>"#,
            WORDS,
        ),
        Fixture::of(
            "messages.html",
            r#"<!DOCTYPE html><html><body><div class="history"><div class="message default clearfix" id="message12"><div class="body"><div class="pull_right date details" title="12.03.2024 10:00:00 UTC+01:00">10:00</div><div class="from_name">Ada</div><div class="text">Nine people were injured.</div></div></div></div></body></html>"#,
            WORDS,
        ),
        Fixture::of(
            "mastodon.json",
            r#"{"id": "7", "created_at": "2024-03-12T10:00:00.000Z", "url": "https://m.example/@ada/7", "content": "<p>Nine people were <b>injured</b>.</p>", "account": {"display_name": "Ada", "acct": "ada"}}"#,
            WORDS,
        ),
        Fixture::of(
            "outbox.json",
            r#"{"orderedItems": [{"type": "Create", "object": {"id": "https://m.example/users/ada/statuses/7", "published": "2024-03-12T10:00:00Z", "attributedTo": "https://m.example/users/ada", "content": "<p>Nine people were injured.</p>"}}]}"#,
            WORDS,
        ),
        Fixture::of(
            "bluesky.json",
            r#"{"thread": {"post": {"uri": "at://did:plc:x/app.bsky.feed.post/3k", "author": {"handle": "ada.example", "displayName": "Ada"}, "record": {"text": "Nine people were injured.", "createdAt": "2024-03-12T10:00:00Z"}}, "replies": []}}"#,
            WORDS,
        ),
        Fixture::of(
            "tweets.js",
            r#"window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "created_at": "Tue Mar 12 10:00:00 +0000 2024", "full_text": "Nine people were injured."}}]"#,
            WORDS,
        ),
        Fixture::of(
            "tweet.html",
            r#"<!doctype html><html><body><article data-testid="tweet"><div data-testid="User-Name">Ada</div><div data-testid="tweetText">Nine people were injured.</div><a href="https://x.com/ada/status/1"><time datetime="2024-03-12T10:00:00.000Z">Mar 12</time></a></article></body></html>"#,
            WORDS,
        ),
        Fixture::of(
            "feed.xml",
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Post</title><item><title>Ferry &amp; quay</title><link>https://post.example/a</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description><![CDATA[<p>Nine people were <b>injured</b>.</p>]]></description></item></channel></rss>",
            WORDS,
        ),
        Fixture::of(
            "feed.atom",
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Post</title><entry><title>Ferry</title><link href=\"https://post.example/a\"/><published>2024-03-12T10:00:00Z</published><content type=\"html\">&lt;p&gt;Nine people were injured.&lt;/p&gt;</content></entry></feed>",
            WORDS,
        ),
        Fixture::of(
            "sheet.csv",
            "Link,Archive Status,Archive Location,Archive Date,Upload Timestamp,Upload Title,Text Content,Hash\nhttps://t.me/a/1,success,https://s3.example/a,2024-03-13,2024-03-12T10:00:00Z,Ferry,\"Nine people were injured,\nno dead\",SHA-512:ab\n",
            WORDS,
        ),
        Fixture::of(
            "hypothesis.json",
            r#"{"export_date": "2024-03-12", "annotations": [{"uri": "https://post.example/a", "text": "look", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Nine people were injured on Tuesday"}]}]}]}"#,
            WORDS,
        ),
        Fixture::of(
            "hypothesis.csv",
            "Created at,Author,Page,URL,Group,Annotation/Reply Type,Quote,Comment,Tags\n2024-03-12 10:00,ada,4,https://post.example/a,Public,Annotation,Nine people were injured on Tuesday,look,\n",
            WORDS,
        ),
        Fixture::of(
            "hypothesis.txt",
            "2024-03-12 10:00\nFerry hits quay\nhttps://post.example/a\nGroup: Public\nTotal users: 1\nUsers: ada\nTotal annotations: 1\nTotal replies: 0\n\nAnnotation 1:\nCreated at: 2024-03-12 10:00\nAuthor: ada\nQuote: \"Nine people were injured\non Tuesday\"\nComment: look\n",
            WORDS,
        ),
        Fixture::of(
            "hypothesis.html",
            "<html lang=\"en\"><head><title>Annotations on &quot;Ferry&quot;</title><meta charset=\"UTF-8\"/></head><body><section><h1>Summary</h1><p><a href=\"https://post.example/a\">x</a></p><table><tr><td>Total annotations:</td><td>1</td></tr></table></section><section><article><h2>Annotation 1:</h2><table><tr><td>Quote:</td><td><blockquote>Nine people were injured on Tuesday</blockquote></td></tr></table></article></section></body></html>",
            WORDS,
        ),
        Fixture::of(
            "zotero.json",
            r#"[{"data": {"itemType": "annotation", "annotationText": "Nine people were injured on Tuesday", "annotationPageLabel": "4"}}]"#,
            WORDS,
        ),
        Fixture::of(
            "zotero.md",
            "# Annotations\n\n“Nine people were injured on Tuesday” ([Lowen, 2024, p. 4](zotero://select/library/items/A)) ([pdf](zotero://open-pdf/library/items/B?page=4&annotation=C))\n",
            WORDS,
        ),
        Fixture::of("archive.warc", warc(), WORDS),
        Fixture::of("archive.warc.gz", gzipped(&warc()), WORDS),
        Fixture::of("archive.wacz", wacz(&hash(&gzipped(&warc()))), WORDS),
    ]
}

const ARTICLE: &str = "<article><h1>Ferry hits quay</h1><p class=byline>By Ada Lowen</p><p>Nine people were injured when the ferry struck the quay of Port Lowen on \
    Tuesday, said the office of the harbour.</p><p>The mayor said that nobody had died in the cold water of the bay, and asked for an inquiry.</p></article>";

pub const MAIL: &str = "From: =?utf-8?q?Ada_L=C3=B6wen?= <ada@harbour.example>\r\nTo: desk@post.example\r\nSubject: =?utf-8?b?RmVycnkgaGl0cyBxdWF5?=\r\n\
    Date: Tue, 12 Mar 2024 10:00:00 +0100\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\nContent-Type: text/plain; \
    charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nNine people were injured, the caf=E9 owner said, and no=\r\nbody died.\r\n--B\r\n\
    Content-Type: application/pdf\r\nContent-Disposition: attachment; filename=list.pdf\r\n\r\nx\r\n--B--\r\n";

pub const TELEGRAM: &str = r#"{"name": "Harbour Office", "type": "public_channel", "id": 1, "messages": [
        {"id": 1, "type": "service", "date": "2024-03-12T09:00:00", "text": ""},
        {"id": 12345, "type": "message", "date": "2024-03-12T10:00:00", "from": "Harbour Office", "text": ["Nine people were ", {"type": "bold", "text": "injured"}, ", nobody died."]},
        {"id": 12346, "type": "message", "date": "2024-03-13T10:00:00", "edited": "2024-03-14T10:00:00", "from": "Harbour Office", "forwarded_from": "The Mayor", "photo": "p.jpg", "text": "We were lucky."}]}"#;

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// Two mails in a box.
pub fn mailbox() -> String {
    let second = "Subject: The second\nFrom: Bo <bo@harbour.example>\nDate: Wed, 13 Mar 2024 10:00:00 +0100\n\n>From the start we were lucky.\n";
    format!(
        "From ada@harbour.example Tue Mar 12 10:00:00 2024\n{}\nFrom bo@harbour.example Wed Mar 13 10:00:00 2024\n{second}",
        MAIL.replace("\r\n", "\n")
    )
}

/// A message as Outlook saves it, sent at eight in the evening in New York, with something attached.
pub fn msg() -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut properties = vec![0; 32];
    // 2024-03-13T00:30:00Z, in tenths of microseconds since 1601.
    properties.extend(0x0039_0040_u32.to_le_bytes());
    properties.extend(6_u32.to_le_bytes());
    properties.extend(((1_710_289_800_u64 + 11_644_473_600) * 10_000_000).to_le_bytes());
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a container");
    file.create_storage("__attach_version1.0_#00000000").expect("a storage");
    for (name, bytes) in [
        ("__properties_version1.0", properties),
        ("__substg1.0_0037001F", wide("Ferry hits quay")),
        ("__substg1.0_0C1A001F", wide("Ada Löwen")),
        ("__substg1.0_1000001F", wide("Nine people were injured, the café owner said.\r\n\r\nNobody died.\r\n")),
        ("__attach_version1.0_#00000000/__substg1.0_3707001F", wide("list.pdf")),
    ] {
        file.create_stream(name).expect("a stream").write_all(&bytes).expect("written");
    }
    file.flush().expect("written");
    file.into_inner().into_inner()
}

const FERRY: &str = "<!doctype html><title>Ferry</title><h1>Ferry hits quay</h1><p>Nine people were injured when the ferry struck the quay, the office said.</p>";

/// A record with more lines in its head.
pub fn record(kind: &str, address: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-03-13T10:00:00Z\r\n{head}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// The page as a server answers with it, in chunks.
pub fn answer() -> String {
    let length = FERRY.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{FERRY}\r\n0\r\n\r\n"
    )
}

pub fn warc() -> Vec<u8> {
    [
        record("warcinfo", "", "", b"software: x"),
        record("response", "https://post.example/ferry", "", answer().as_bytes()),
        record("response", "https://post.example/a.png", "", b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx"),
    ]
    .concat()
}

pub fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("written");
    encoder.finish().expect("packed")
}

pub fn hash(bytes: &[u8]) -> String {
    onrecord::files::Hash::of(bytes).hex()
}

/// A packed archive whose list says that its only part has this hash.
pub fn wacz(hash: &str) -> Vec<u8> {
    let package =
        serde_json::json!({"resources": [{"path": "archive/data.warc.gz", "hash": format!("sha256:{hash}")}]})
            .to_string();
    let pages = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://post.example/ferry\"}\n";
    zipped(&[
        ("archive/data.warc.gz", gzipped(&warc()).as_slice()),
        ("pages/pages.jsonl", pages.as_bytes()),
        ("datapackage.json", package.as_bytes()),
    ])
}
