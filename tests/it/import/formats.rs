//! Every kind of file that a desk has, made here as the programs make it: read, with what could not be read said.

use onrecord::import::{Article, Saved, import, read};

use super::fixtures::{self, MAIL, TELEGRAM, answer, gzipped, hash, mailbox, msg, record, wacz, warc};

fn saved(file_name: &str, bytes: impl AsRef<[u8]>) -> Vec<Saved> {
    read(Article::new(file_name, bytes.as_ref())).unwrap_or_else(|error| panic!("{file_name}: {error}"))
}

fn one(file_name: &str, bytes: impl AsRef<[u8]>) -> Saved {
    let mut all = saved(file_name, bytes);
    assert_eq!(all.len(), 1, "{file_name}");
    all.remove(0)
}

fn refused(file_name: &str, bytes: impl AsRef<[u8]>) -> String {
    read(Article::new(file_name, bytes.as_ref())).map(|all| all.len()).expect_err("it is refused").to_string()
}

fn told(saved: &Saved, words: &str) {
    assert!(
        saved.remarks.iter().any(|remark| remark.contains(words)),
        "no remark says `{words}`: {:#?}",
        saved.remarks
    );
}

/// The source file that is written of it.
fn source(file_name: &str, bytes: impl AsRef<[u8]>) -> serde_json::Value {
    super::front_matter(&import(Article::new(file_name, bytes.as_ref()), None).expect("it imports").source)
}

/// At which page or time these words begin.
fn locator<'a>(saved: &'a Saved, words: &str) -> Option<&'a str> {
    saved.locator(saved.text.find(words).unwrap_or_else(|| panic!("`{words}` is not in\n{}", saved.text)))
}

#[test]
fn mail_is_decoded_and_its_headers_are_facts() {
    let mail = one("a.eml", MAIL);
    assert_eq!(mail.text, "Nine people were injured, the café owner said, and nobody died.\n");
    told(&mail, "list.pdf");
    let source = source("a.eml", MAIL);
    assert_eq!((&source["title"], &source["published"]), (&"Ferry hits quay".into(), &"2024-03-12".into()), "{source}");
    assert_eq!(source["authors"][0], "Ada Löwen");
}

#[test]
fn a_page_says_when_it_was_saved_by_single_file() {
    let all = fixtures::all();
    let single = all.iter().find(|fixture| fixture.file_name == "single.html").expect("a fixture");
    let page = one("single.html", &single.bytes);
    told(&page, "saved on 2024-03-13");
    assert_eq!(page.addresses().next(), Some("https://post.example/ferry"));
}

#[test]
fn a_page_saved_as_mail_is_read_as_the_page() {
    let page = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://post.example/ferry\r\nSubject: Ferry\r\nDate: Wed, 13 Mar 2024 10:00:00 +0100\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"B\"\r\n\r\n--B\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: \
        quoted-printable\r\nContent-Location: https://post.example/ferry\r\n\r\n<!doctype html><title>Ferry</title><h1>Ferry hits quay</h1><p>The caf=C3=A9 at the harbour was \
        closed on that evening, the office said.\r\n--B--\r\n";
    let saved = one("page.mhtml", page);
    assert!(saved.text.contains("The café at the harbour"), "{}", saved.text);
    assert_eq!(saved.addresses().collect::<Vec<_>>(), ["https://post.example/ferry"]);
    told(&saved, "saved on 2024-03-13");
}

#[test]
fn subtitles_are_running_text_with_times() {
    let vtt = "WEBVTT\n\nNOTE nothing\n\n1\n00:12:30.000 --> 00:12:34.000 align:start\n<v Ada Lowen>We were &amp; are lucky that\n\n00:12:34.500 --> 00:12:38.000\n<v Ada Lowen>nobody died <i>in</i> the water.\n\n\
        00:12:50.000 --> 00:12:52.000\n<v The Mayor>So we were.\n";
    let srt = "1\r\n00:12:30,000 --> 00:12:34,000\r\nWe were & are lucky that\r\n\r\n2\r\n00:12:34,500 --> 00:12:38,000\r\nnobody died in the water.\r\n";
    let whisper = r#"{"text": "…", "language": "en", "segments": [{"start": 750.0, "end": 754.0, "text": " We were & are lucky that"}, {"start": 754.5, "end": 758.0, "text": " nobody died in the water."}]}"#;
    let pasted = "[00:12:30] Ada Lowen: We were & are lucky that\n[00:12:34] nobody died in the water.\n[00:12:50] The Mayor: So we were.\n";
    let named = "Ada Lowen  12:30\nWe were & are lucky that nobody died in the water.\nThe Mayor  12:50\nSo we were.\nAda Lowen  13:00\nYes.\n";
    for (name, text) in [("a.vtt", vtt), ("a.srt", srt), ("a.json", whisper), ("a.txt", pasted), ("b.txt", named)] {
        let saved = one(name, text);
        assert!(saved.text.contains("We were & are lucky that nobody died in the water."), "{name}\n{}", saved.text);
        assert_eq!(locator(&saved, "We were"), Some("00:12:30"), "{name}");
    }
    let saved = one("a.vtt", vtt);
    assert_eq!(locator(&saved, "nobody"), Some("00:12:34"));
    assert_eq!(locator(&saved, "So we were"), Some("00:12:50"));
    told(&saved, "Ada Lowen, The Mayor");
    let rolling = "WEBVTT\n\n00:01.000 --> 00:02.000\nwe were lucky\n\n00:02.000 --> 00:03.000\nwe were lucky\nthat nobody died\n\n00:03.000 --> 00:04.000\nthat nobody died\nthat day\n";
    assert_eq!(one("r.vtt", rolling).text, "we were lucky that nobody died that day\n");
}

#[test]
fn a_telegram_export_gives_a_publication_for_each_post() {
    let export = TELEGRAM;
    let posts = saved("result.json", export);
    assert_eq!(posts.iter().map(|post| post.part.as_deref()).collect::<Vec<_>>(), [Some("12345"), Some("12346")]);
    assert_eq!(posts[0].text, "Nine people were injured, nobody died.\n");
    assert_eq!(posts[0].excerpts[0].claimant.as_deref(), Some("Harbour Office"));
    told(&posts[0], "1 other entries of the export have no words");
    told(&posts[1], "forwarded from The Mayor");
    told(&posts[1], "edited on 2024-03-14");
    told(&posts[1], "picture");
    let several =
        import(Article::new("result.json", export.as_bytes()), None).map(|one| one.id).expect_err("which of them?");
    assert!(several.to_string().contains("`--only 12345`"), "{several}");
    assert!(refused("a.json", r#"{"a": 1}"#).contains("Telegram"));
    assert!(refused("a.json", r#"{"a": "#).contains("broken"));
}

#[test]
fn posts_of_other_sites_are_dated_and_given_to_their_authors() {
    let mastodon = r#"{"id": "7", "created_at": "2024-03-12T10:00:00.000Z", "url": "https://m.example/@ada/7", "content": "<p>Nine people were <b>injured</b>.</p>", "account": {"display_name": "Ada", "acct": "ada"}}"#;
    let bluesky = r#"{"thread": {"post": {"uri": "at://did:plc:x/app.bsky.feed.post/3k", "author": {"handle": "ada.example", "displayName": "Ada"}, "record": {"text": "Nine people were injured.", "createdAt": "2024-03-12T10:00:00Z"}}, "replies": []}}"#;
    let x = r#"window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "created_at": "Tue Mar 12 10:00:00 +0000 2024", "full_text": "Nine people were injured."}}]"#;
    let page = r#"<!doctype html><html><body><div class="tgme_widget_message" data-post="harbour/12"><span class="tgme_widget_message_owner_name">Ada</span><div class="tgme_widget_message_text">Nine people were injured.</div><time datetime="2024-03-12T10:00:00+00:00">10:00</time></div></body></html>"#;
    let tweet = r#"<!doctype html><html><body><article data-testid="tweet"><div data-testid="User-Name">Ada</div><div data-testid="tweetText">Nine people were injured.</div><a href="https://x.com/ada/status/1"><time datetime="2024-03-12T10:00:00.000Z">Mar 12</time></a></article></body></html>"#;
    for (name, text, address) in [
        ("m.json", mastodon, Some("https://m.example/@ada/7")),
        ("b.json", bluesky, Some("https://bsky.app/profile/ada.example/post/3k")),
        ("tweets.js", x, Some("https://x.com/i/status/1")),
        ("t.html", page, Some("https://t.me/harbour/12")),
        ("x.html", tweet, Some("https://x.com/ada/status/1")),
    ] {
        let post = one(name, text);
        assert_eq!(post.text.trim(), "Nine people were injured.", "{name}");
        assert_eq!(post.addresses().next(), address, "{name}");
        let source = source(name, text);
        assert_eq!(
            (&source["published"], &source["kind"]),
            (&"2024-03-12".into(), &"social-post".into()),
            "{name}: {source}"
        );
        if name != "tweets.js" {
            assert_eq!(source["authors"][0], "Ada", "{name}");
        }
    }
}

#[test]
fn what_a_post_has_beside_its_words_is_told() {
    for (name, text, words) in [
        (
            "m.json",
            r#"[{"id": "7", "created_at": "2024-03-12", "content": "<p>Nine people.</p>", "spoiler_text": "accident", "media_attachments": [{}], "account": {"acct": "ada"}}, {"id": "8", "created_at": "2024-03-12", "content": "", "reblog": {}}]"#,
            &["picture or recording", "“accident”", "1 other entries"][..],
        ),
        (
            "b.json",
            r#"{"uri": "at://x/y/3k", "author": {"handle": "ada.example"}, "record": {"text": "Nine people.", "createdAt": "2024-03-12", "embed": {"$type": "app.bsky.embed.images"}}}"#,
            &["picture or recording"],
        ),
        (
            "tweets.js",
            r#"window.YTD.tweets.part0 = [{"tweet": {"id_str": "1", "created_at": "Tue Mar 12 10:00:00 +0000 2024", "full_text": "RT @mayor: Nine people.", "truncated": true, "entities": {"media": [{}]}}}]"#,
            &["repeats one of @mayor", "beginning only", "picture or recording"],
        ),
    ] {
        let post = one(name, text);
        words.iter().for_each(|words| told(&post, words));
    }
}

#[test]
fn a_feed_gives_its_items_and_says_that_they_are_beginnings() {
    let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Post</title><item><title>Ferry &amp; quay</title><link>https://post.example/a</link><pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate>\
        <description><![CDATA[<p>Nine people were <b>injured</b>.</p>]]></description></item></channel></rss>";
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>The Post</title><entry><title>Ferry &amp; quay</title><link href=\"https://post.example/a\"/><published>2024-03-12T10:00:00Z</published><content type=\"html\">&lt;p&gt;Nine people were injured.&lt;/p&gt;</content></entry></feed>";
    for (name, text) in [("a.xml", rss), ("b.atom", atom)] {
        let item = one(name, text);
        assert_eq!(item.text, "Ferry & quay\n\nNine people were injured.\n", "{name}");
        assert_eq!(item.addresses().next(), Some("https://post.example/a"), "{name}");
        told(&item, "save the page itself");
        assert_eq!(source(name, text)["published"], "2024-03-12", "{name}");
    }
}

#[test]
fn the_auto_archivers_sheet_gives_its_rows() {
    let csv = "Link,Archive Status,Archive Location,Archive Date,Upload Timestamp,Upload Title,Text Content,Hash\nhttps://t.me/a/1,success,https://s3.example/a,2024-03-13,2024-03-12T10:00:00Z,Ferry,\"Nine people,\nno dead\",SHA-512:ab\nhttps://t.me/a/2,failed,,,,,,\n";
    for text in [csv.to_owned(), format!("\u{FEFF}{csv}")] {
        let row = one("sheet.csv", text);
        assert_eq!(row.text, "Ferry\n\nNine people,\nno dead\n");
        told(&row, "https://s3.example/a");
        told(&row, "SHA-512:ab");
        told(&row, "1 other row(s) of the sheet have no words");
    }
    assert!(refused("db.csv", "status,metadata,media\nx,{'a': 1},[]\n").contains("Download"));
    assert_eq!(one("other.csv", "city,dead\nA,25\n").text, "city,dead\nA,25\n");
}

#[test]
fn highlights_are_copied_out_and_vouch_for_nothing() {
    let hypothesis = r#"{"rows": [{"uri": "https://post.example/a", "text": "look", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Nine people were injured on Tuesday"}]}]}]}"#;
    let zotero = r#"[{"data": {"itemType": "annotation", "annotationText": "Nine people were injured on Tuesday", "annotationPageLabel": "4"}}]"#;
    for (name, text, locator) in [("h.json", hypothesis, None), ("z.json", zotero, Some("p. 4"))] {
        let all = one(name, text);
        assert!(all.is_copied_out);
        assert_eq!(
            (all.excerpts[0].words.as_str(), all.excerpts[0].locator.as_deref()),
            ("Nine people were injured on Tuesday", locator)
        );
    }
}

#[test]
fn a_pdf_has_pages_and_says_what_came_out_broken() {
    let printed = "Nine people were injured,\nthe off\u{AD}ice said.\n\u{C}\n\u{C}The \u{FB01}rst and the la\u{FFFD}t.\n\nNo dead.\n\u{C}";
    let bytes = b"%PDF-1.7\n\x00\x01";
    let article = Article { printed: Some(printed), ..Article::new("a.pdf", bytes) };
    let saved = read(article).expect("it is read").remove(0);
    assert_eq!(
        saved.text,
        "Nine people were injured,\nthe office said.\n\nThe \u{FB01}rst and the la\u{FFFD}t.\n\nNo dead.\n"
    );
    assert_eq!((locator(&saved, "Nine"), locator(&saved, "No dead")), (Some("p. 1"), Some("p. 3")));
    assert_eq!(saved.damaged_lines(), [(4, 4)]);
    told(&saved, "page(s) 2");
    let imported = import(article, None).expect("it imports");
    assert_eq!(super::front_matter(&imported.source)["capture"]["damaged_lines"], serde_json::json!([4]));
    assert_eq!(imported.original_extension.as_deref(), Some("pdf"));
    let scanned = read(Article { printed: Some("\u{C}\u{C}"), ..article }).map(|all| all.len());
    assert!(scanned.expect_err("pictures").to_string().contains("scanned"));
    assert!(refused("a.pdf", bytes).contains("poppler"));
}

#[test]
fn web_archives_give_their_pages_and_their_hashes_are_checked() {
    let hash = hash(&gzipped(&warc()));
    for (name, bytes) in [("a.warc", warc()), ("a.warc.gz", gzipped(&warc())), ("a.wacz", wacz(&hash))] {
        let page = one(name, bytes);
        assert!(page.text.contains("Nine people were injured when the ferry"), "{name}\n{}", page.text);
        assert_eq!(page.part.as_deref(), Some("https://post.example/ferry"), "{name}");
        told(&page, "archived on 2024-03-13");
        told(&page, "1 other answer");
    }
    assert!(refused("a.wacz", wacz(&"0".repeat(64))).contains("another hash"));
}

#[test]
fn hostile_files_end_in_an_error_or_in_words() {
    let deep = format!(
        "Subject: x\r\nFrom: y\r\nMIME-Version: 1.0\r\n{}",
        (0..5_000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect::<String>()
    );
    assert!(refused("a.eml", deep).contains("damaged"));
    assert!(refused("a.json", "[".repeat(200_000)).contains("broken"));
    let bomb = gzipped(
        &[b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n".to_vec(), vec![b' '; 600 << 20]].concat(),
    );
    assert!(refused("a.warc.gz", &bomb).contains("without a page"));
    for (name, bytes) in [("a.warc", warc()), ("a.wacz", wacz("0")), ("a.eml", MAIL.as_bytes().to_vec())] {
        for cut in (0..bytes.len()).step_by(7) {
            let _ = read(Article::new(name, &bytes[..cut]));
        }
    }
}

#[test]
fn each_kind_of_file_is_read_and_each_reader_has_one() {
    let mut known = std::collections::BTreeSet::new();
    for fixture in fixtures::all() {
        let found = read(fixture.article()).unwrap_or_else(|error| panic!("{}: {error}", fixture.file_name));
        let words = found[0].text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(fixture.words), "{}: {words}", fixture.file_name);
        known.insert(onrecord::import::kind(fixture.article()).expect("it is read"));
    }
    let all: std::collections::BTreeSet<&str> = onrecord::import::READERS.iter().map(|reader| reader.name).collect();
    assert_eq!(known, all, "each reader has a file that the tests made");
}

#[test]
fn an_outlook_message_is_read_and_says_what_is_attached() {
    let message = one("a.msg", msg());
    assert_eq!(message.text, "Nine people were injured, the café owner said.\n\nNobody died.\n");
    told(&message, "list.pdf");
    let source = source("a.msg", msg());
    assert_eq!((&source["title"], &source["published"]), (&"Ferry hits quay".into(), &"2024-03-13".into()), "{source}");
    assert_eq!(source["authors"][0], "Ada Löwen");
    // Cut in the middle it is damaged, and nothing else is taken for it.
    assert!(refused("a.msg", &msg()[..600]).contains("damaged"));
    assert!(refused("a.msg", "no message").contains("damaged"));
    let old = |part: &str| {
        let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a container");
        file.create_stream(part).expect("a stream");
        file.into_inner().into_inner()
    };
    for (part, name, advice) in [
        ("WordDocument", "a.doc", ".docx"),
        ("Workbook", "a.xls", ".csv"),
        ("PowerPoint Document", "a.ppt", ".odt"),
        ("Other", "a.bin", "saved anew"),
    ] {
        let said = refused(name, old(part));
        assert!(said.contains(advice) || said.contains("save it anew"), "{part}: {said}");
    }
}

#[test]
fn a_box_of_mails_gives_each() {
    let mails = saved("a.mbox", mailbox());
    assert_eq!(mails.iter().map(|mail| mail.part.as_deref()).collect::<Vec<_>>(), [Some("1"), Some("2")]);
    assert!(mails[0].text.contains("nobody died") && mails[1].text.contains("lucky"), "{}", mails[1].text);
}

#[test]
fn what_was_copied_out_vouches_for_nothing_in_whatever_format() {
    for fixture in fixtures::all()
        .iter()
        .filter(|one| one.file_name.starts_with("hypothesis") || one.file_name.starts_with("zotero"))
    {
        let one = one(fixture.file_name, &fixture.bytes);
        assert!(one.is_copied_out, "{}", fixture.file_name);
        let refused = import(fixture.article(), None).map(|all| all.id).expect_err("it is no source");
        assert!(refused.to_string().contains("highlights"), "{refused}");
        if fixture.file_name.starts_with("hypothesis") {
            assert_eq!(one.excerpts[0].words, "Nine people were injured on Tuesday", "{}", fixture.file_name);
        }
    }
}

/// An archive of the page with digests beside it, made by `of` out of its answer.
fn digested(of: impl Fn(&[u8], &[u8]) -> String) -> Vec<u8> {
    let answer = answer();
    let payload = &answer.as_bytes()[answer.find("\r\n\r\n").expect("a head") + 4..];
    record("response", "https://post.example/ferry", &of(answer.as_bytes(), payload), answer.as_bytes())
}

fn sha1(bytes: &[u8]) -> String {
    use sha1::{Digest, Sha1};
    format!("sha1:{}", data_encoding::BASE32.encode(&Sha1::digest(bytes)))
}

#[test]
fn digests_of_records_are_compared_and_what_differs_is_not_read() {
    let html = answer().split("\r\n").nth(5).expect("a chunk").to_owned();
    for (name, head) in [
        ("block", digested(|block, _| format!("WARC-Block-Digest: {}\r\n", sha1(block)))),
        (
            "both",
            digested(|block, payload| {
                format!("WARC-Block-Digest: {}\r\nWARC-Payload-Digest: {}\r\n", sha1(block), sha1(payload))
            }),
        ),
        ("joined", digested(|_, _| format!("WARC-Payload-Digest: {}\r\n", sha1(html.as_bytes())))),
        ("sha256", digested(|block, _| format!("WARC-Block-Digest: sha256:{}\r\n", hash(block)))),
    ] {
        let page = one("a.warc", head);
        assert!(page.text.contains("Nine people were injured"), "{name}");
        assert!(!page.remarks.iter().any(|remark| remark.contains("digest")), "{name}: {:?}", page.remarks);
    }
    told(&one("a.warc", digested(|_, _| String::new())), "have no digest");
    told(
        &one("a.warc", digested(|_, _| "WARC-Block-Digest: md5:acbd18db4cc2f85cedef654fccc4a4d8\r\n".to_owned())),
        "have no digest",
    );
    let forged = digested(|block, _| format!("WARC-Block-Digest: {}\r\n", sha1(block)));
    let forged = String::from_utf8(forged).expect("a text").replace("Nine people", "None peopl");
    assert!(refused("a.warc", &forged).contains("changed or damaged"), "{forged}");
    // Beside a page that is as it was, the other is told.
    let good = record("response", "https://post.example/other", "", answer().as_bytes());
    let page = one("a.warc", [forged.into_bytes(), good].concat());
    told(&page, "1 page(s) were not read, as their bytes are not those of the digest beside them");
    told(&page, "https://post.example/ferry");
}

#[test]
fn an_archive_says_what_is_not_in_it() {
    let packed = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\n\u{1}\u{2}\u{3}";
    let br = record("response", "https://post.example/br", "", packed.as_bytes());
    assert!(refused("a.warc", &br).contains("replayweb.page"));
    assert!(refused("a.warc", record("revisit", "https://post.example/a", "", b"")).contains("earlier archive"));
    assert!(refused("a.warc", record("warcinfo", "", "", b"software: x")).contains("without a page"));
    told(&one("a.warc", [warc(), br].concat()), "packed");
    let whole = warc();
    told(
        &one(
            "a.warc",
            [whole.as_slice(), b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n"]
                .concat(),
        ),
        "breaks off",
    );
    // What a server says of its letters goes before what they look like.
    let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=windows-1251\r\n\r\n<h1>".to_owned();
    let cyrillic: Vec<u8> =
        [page.as_bytes(), &[0xCF, 0xEE, 0xF0, 0xF2], b"</h1><p>", &[0xCF, 0xEE, 0xF0, 0xF2].repeat(20), b"</p>"]
            .concat();
    assert!(one("a.warc", record("response", "https://post.example/p", "", &cyrillic)).text.contains("Порт"));
}

#[test]
fn a_packed_archive_is_compared_with_its_lists() {
    let page = one("a.wacz", wacz(&hash(&gzipped(&warc()))));
    told(&page, "1 part(s) of the archive are as its list says");
    let zip = |list: &str, pages: &str| {
        crate::quotes::formats::zipped(&[
            ("archive/data.warc.gz", gzipped(&warc()).as_slice()),
            ("pages/pages.jsonl", pages.as_bytes()),
            (
                "datapackage-digest.json",
                format!("{{\"path\": \"datapackage.json\", \"hash\": \"sha256:{list}\"}}").as_bytes(),
            ),
            ("datapackage.json", b"{\"resources\": []}"),
        ])
    };
    let good = hash(b"{\"resources\": []}");
    let page = one(
        "a.wacz",
        zip(&good, "{\"url\": \"https://post.example/ferry\"}\n{\"url\": \"https://post.example/gone\"}\n"),
    );
    told(&page, "1 page(s) of its list are not in it: https://post.example/gone");
    told(&page, "1 part(s) have none that could be compared");
    assert!(refused("a.wacz", zip(&hash(b"other"), "")).contains("another hash"));
}
