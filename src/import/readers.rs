//! The one table of what can be read. What a file is, its content says first and its name second; the first reader that knows it reads it.
//!
//! What is known and not read stands in a second table, each with advice that fits it.

use super::decode::{self, Text};
use super::error::ImportError;
use super::look::Look;
use super::saved::Saved;
use super::{cues, feed, highlights, mail, message, page, pdf, plain, posts, sheet, wacz, warc, word, writer};

/// How one kind of file is read.
#[derive(Debug)]
pub struct Reader {
    /// As people call it: "a Word document".
    pub name: &'static str,
    /// Under the first of these the original is kept.
    pub extensions: &'static [&'static str],
    /// Whether a file is of this kind.
    is: fn(&Look) -> bool,
    read: fn(&Look) -> Result<Vec<Saved>, ImportError>,
}

/// All readers, in the order in which they are asked.
pub const READERS: &[Reader] = &[
    Reader { name: "a Word document", extensions: &["docx", "docm", "dotx"], is: word::is, read: word::read },
    Reader { name: "an OpenDocument text", extensions: &["odt", "ott"], is: writer::is, read: writer::read },
    Reader { name: "a web archive (WACZ)", extensions: &["wacz"], is: wacz::is, read: wacz::read },
    Reader { name: "a web archive (WARC)", extensions: &["warc", "warc.gz"], is: warc::is_warc, read: warc::read_warc },
    Reader { name: "a PDF", extensions: &["pdf"], is: pdf::is, read: pdf::read },
    Reader { name: "an Outlook message", extensions: &["msg"], is: message::is, read: message::read },
    Reader { name: "mailboxes of several mails", extensions: &["mbox"], is: mail::is_box, read: mail::read_box },
    Reader {
        name: "mail, or a page saved as mail",
        extensions: &["eml", "mhtml", "mht"],
        is: mail::is,
        read: mail::read,
    },
    Reader {
        name: "highlights out of Hypothesis or Zotero",
        extensions: &["html", "md", "csv", "txt"],
        is: highlights::is_note,
        read: highlights::read_note,
    },
    Reader { name: "a feed", extensions: &["xml", "rss", "atom"], is: feed::is, read: feed::read },
    Reader { name: "a saved page of posts", extensions: &["html", "htm"], is: posts::is_page, read: posts::read_page },
    Reader {
        name: "an export of posts, a transcript or highlights",
        extensions: &["json", "js"],
        is: posts::is_json,
        read: posts::read_json,
    },
    Reader { name: "a web page", extensions: &["html", "htm", "xhtml", "xht", "shtml"], is: is_page, read: read_page },
    Reader { name: "subtitles", extensions: &["vtt", "srt"], is: cues::is_subtitles, read: cues::read_subtitles },
    Reader { name: "the sheet of the auto-archiver", extensions: &["csv", "tsv"], is: sheet::is, read: sheet::read },
    Reader { name: "a pasted transcript", extensions: &["original.txt"], is: cues::is_pasted, read: cues::read_pasted },
    Reader { name: "a Markdown text", extensions: &["md", "markdown", "mdown"], is: has_own_name, read: read_markdown },
    Reader { name: "a text", extensions: &["txt", "text"], is: is_text, read: read_text },
];

const WEBP: &[u8] = b"WEBP";

/// First bytes, extensions, what it is, and what to do instead.
type Refused = (&'static [&'static [u8]], &'static [&'static str], &'static str, &'static str);

/// What is known and not read, by its first bytes or, where those say nothing, by its extension; and what to do instead.
const REFUSED: &[Refused] = &[
    (&[], &["doc", "dot"], OLD[0].1, OLD[0].2),
    (&[], &["xls"], OLD[1].1, OLD[1].2),
    (&[], &["ppt"], OLD[2].1, OLD[2].2),
    (
        &[b"\xD0\xCF\x11\xE0"],
        &[],
        "an old Office file",
        "open it in the program that made it and save it anew: a document as .docx, a sheet as .csv",
    ),
    (
        &[b"!BDN"],
        &["pst", "ost"],
        "a mailbox of Outlook",
        "in Outlook, drag the messages that you need into a folder (.msg), and import those",
    ),
    (&[b"SQLite format 3"], &["db", "sqlite"], "a database", "export what you need from its program as text or .csv"),
    (&[b"{\\rtf"], &["rtf"], "an RTF document", "open it in Word or LibreOffice, save it as .docx or .odt"),
    (
        &[b"bplist"],
        &["webarchive"],
        "a Safari web archive",
        "in Safari, save the page once more with the format “Page Source”",
    ),
    (
        &[
            b"\x89PNG",
            WEBP,
            b"\xFF\xD8\xFF",
            b"GIF8",
            b"BM",
            b"II*\0",
            b"MM\0*",
            b"\0\0\0\x20ftypheic",
            b"\0\0\0\x1Cftypheic",
        ],
        &["png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "tif", "tiff", "bmp", "svg"],
        "a picture",
        "type the words that it shows into a .txt file, and keep the picture beside it",
    ),
    (
        &[b"RIFF", b"ID3", b"OggS", b"fLaC", b"\x1A\x45\xDF\xA3"],
        &["mp3", "mp4", "m4a", "mov", "mkv", "webm", "wav", "ogg", "avi"],
        "a recording",
        "have it transcribed, with times, and import the transcript (.vtt, .srt, Whisper's .json)",
    ),
    (
        &[b"Rar!", b"7z\xBC\xAF"],
        &["rar", "7z", "tar", "bz2", "xz", "zst"],
        "a packed folder",
        "unpack it and import what is in it",
    ),
    (&[b"\x1F\x8B"], &["gz", "tgz"], "a compressed file", "unpack it and import what is in it"),
    (
        &[b"<?xml"],
        &["kml", "opml"],
        "XML of a kind that is not known",
        "known are feeds (RSS, Atom); export the words from its program as text, .html or .docx",
    ),
    (
        &[],
        &["otr"],
        "a transcript of oTranscribe",
        "in oTranscribe choose Export and plain text (.txt), with the times",
    ),
    (&[], &["pages", "key", "numbers"], "a document of Apple's iWork", "export it as Word (.docx) or plain text"),
    (
        &[],
        &["gdoc", "gsheet", "gslides"],
        "a shortcut to a Google document, without its words",
        "in Google Docs choose File › Download › Microsoft Word (.docx)",
    ),
    (
        &[],
        &["url", "webloc", "lnk"],
        "a shortcut, without the page's words",
        "open the page and save it from the browser",
    ),
];

/// Old Office files: a part that they hold, what they are, and what to do instead.
const OLD: [(&str, &str, &str); 3] = [
    ("WordDocument", "an old Word document", "open it in Word or LibreOffice and save it as .docx or .odt"),
    ("Workbook", "an old sheet (XLS)", "open it and save the sheet that you need as .csv"),
    (
        "PowerPoint Document",
        "old slides (PPT)",
        "open them and save them as .odt, or copy their words into a .txt file",
    ),
];

/// Zipped documents that are no texts: a name inside of them, what they are, and what to do instead.
const ZIPPED: &[(&str, &str, &str)] = &[
    ("xl/workbook.xml", "a sheet (XLSX)", "save the sheet that you need as .csv"),
    ("ppt/presentation.xml", "slides (PPTX)", "save them as .odt or copy their words into a .txt file"),
    ("META-INF/container.xml", "an e-book (EPUB)", "open it, and copy the chapter that you need into a .txt file"),
    ("index.iwa", "a document of Apple's iWork", "export it as Word (.docx) or plain text"),
];

/// The reader that knows a file.
pub fn reader(look: &Look) -> Result<&'static Reader, ImportError> {
    READERS.iter().find(|reader| (reader.is)(look)).ok_or_else(|| refusal(look))
}

impl Reader {
    /// Reads a file into what it holds, in its order.
    pub fn read(&self, look: &Look) -> Result<Vec<Saved>, ImportError> {
        let mut found = (self.read)(look)?;
        found.retain(|saved| !saved.text.trim().is_empty());
        if found.is_empty() { Err(ImportError::NoText) } else { Ok(found) }
    }

    /// The extension under which a file of this kind is kept beside its capture.
    pub fn original_extension(&self, look: &Look) -> String {
        let kept = self.extensions.iter().find(|known| look.extension == **known).or(self.extensions.first());
        match *kept.unwrap_or(&"txt") {
            // A text must not take the capture's own name.
            own @ ("txt" | "text" | "md" | "markdown" | "mdown") => {
                format!("original.{}", if own.starts_with('m') { "md" } else { "txt" })
            }
            own => own.to_owned(),
        }
    }
}

fn refusal(look: &Look) -> ImportError {
    if look.is_zip() && look.entries().is_empty() && look.extension != "zip" {
        return ImportError::Damaged("it is packed, and its list of contents cannot be read");
    }
    if look.is_zip() {
        let has =
            |name: &str| look.entries().iter().any(|entry| entry.eq_ignore_ascii_case(name) || entry.ends_with(name));
        let known = ZIPPED.iter().find(|(name, ..)| has(name));
        return match known {
            Some((_, what, advice)) => ImportError::Unread { what, advice },
            None => ImportError::Unread { what: "a zipped folder", advice: "unpack it and import what is in it" },
        };
    }
    if let Some((_, what, advice)) = OLD.iter().find(|(part, ..)| message::holds(look, part)) {
        return ImportError::Unread { what, advice };
    }
    let by_bytes = REFUSED.iter().find(|(starts, ..)| starts.iter().any(|start| begins(look, start)));
    let by_name = || REFUSED.iter().find(|(_, extensions, ..)| extensions.contains(&look.extension.as_str()));
    match by_bytes.or_else(by_name) {
        Some((_, _, what, advice)) => ImportError::Unread { what, advice },
        None => ImportError::Unread {
            what: "a binary file",
            advice: "save the page as HTML, or paste the text into a .txt file, and import that",
        },
    }
}

/// Whether a file begins with these bytes. One sign comes behind four others, which recordings have, too.
fn begins(look: &Look, start: &[u8]) -> bool {
    let is_webp = look.bytes().get(8..12) == Some(WEBP);
    if start == WEBP { is_webp } else { look.bytes().starts_with(start) && !(is_webp && start == b"RIFF") }
}

/// Whether nothing says that a file is no text.
fn is_text(look: &Look) -> bool {
    let is_known = REFUSED.iter().any(|(starts, extensions, ..)| {
        starts.iter().any(|start| start.len() > 2 && begins(look, start))
            || extensions.contains(&look.extension.as_str())
    });
    !look.is_zip() && !is_known && !look.is_binary()
}

fn is_page(look: &Look) -> bool {
    let named = ["html", "htm", "xhtml", "xht", "shtml"].contains(&look.extension.as_str());
    let begins =
        ["<!doctype html", "<html", "<head", "<body", "<!-- saved from url", "<!-- page saved with singlefile"];
    !look.is_zip() && (named || begins.iter().any(|start| look.head.starts_with(start)))
}

fn read_page(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let Text { text, mut remarks } = decode::page(look.bytes())?;
    let mut saved = page::read(&text)?;
    remarks.append(&mut saved.remarks);
    Ok(vec![Saved { remarks, ..saved }])
}

fn has_own_name(look: &Look) -> bool {
    is_text(look) && ["md", "markdown", "mdown"].contains(&look.extension.as_str())
}

fn read_markdown(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let Text { text, mut remarks } = decode::text(look.bytes())?;
    let mut saved = plain::read_markdown(&text);
    remarks.append(&mut saved.remarks);
    Ok(vec![Saved { remarks, ..saved }])
}

fn read_text(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let Text { text, mut remarks } = decode::text(look.bytes())?;
    let mut saved = plain::read_text(&text);
    remarks.append(&mut saved.remarks);
    Ok(vec![Saved { remarks, ..saved }])
}
