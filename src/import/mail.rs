//! Reads mail, and pages that browsers save as mail (MHTML): headers are facts, the body is text, what is attached is named and not read.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use super::error::ImportError;
use super::facts::Basis;
use super::look::Look;
use super::saved::Saved;
use super::{decode, page};

/// No mail has more parts inside one another.
const MOST_BOUNDARIES: usize = 200;
/// Mails that are read out of one box.
const MOST_MAILS: usize = 10_000;
const HEADERS: [&str; 9] =
    ["from:", "to:", "subject:", "date:", "mime-version:", "message-id:", "received:", "return-path:", "content-type:"];

pub fn is(look: &Look) -> bool {
    let lines = look.head.lines().take_while(|line| !line.trim().is_empty());
    let known = lines.filter(|line| HEADERS.iter().any(|header| line.starts_with(header))).count();
    let named = matches!(look.extension.as_str(), "eml" | "mht" | "mhtml");
    let is_technical = ["mime-version:", "message-id:", "received:"].iter().any(|header| look.head.contains(header));
    known >= 2 && named || known >= 3 && is_technical
}

/// Whether it is a mailbox: mails one after the other, each after a line `From ` with the day.
pub fn is_box(look: &Look) -> bool {
    let mut lines = look.head.lines();
    let named = |line: &str| HEADERS.iter().any(|header| line.starts_with(header)) || line.starts_with("x-");
    lines.next().is_some_and(|first| first.starts_with("from ")) && lines.next().is_some_and(named)
}

pub fn read_box(look: &Look) -> Result<Vec<Saved>, ImportError> {
    let mut all = Vec::new();
    let (mut rest, mut failed) = (look.bytes(), 0);
    while !rest.is_empty() && all.len() < MOST_MAILS {
        let next = memchr::memmem::find(rest, b"\nFrom ").map_or(rest.len(), |at| at + 1);
        let (own, after) = rest.split_at(next);
        rest = after;
        let own = memchr::memchr(b'\n', own).and_then(|end| own.get(end + 1..)).unwrap_or_default();
        match read_mail(own, "eml") {
            Ok(found) => all.extend(found),
            Err(_) => failed += 1,
        }
    }
    for (number, saved) in all.iter_mut().enumerate() {
        saved.part = Some((number + 1).to_string());
    }
    if let Some(first) = all.first_mut().filter(|_| failed > 0 || !rest.is_empty()) {
        first.remarks.push(format!("{failed} mail(s) of the box could not be read, or have no words"));
    }
    Ok(all)
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    read_mail(look.bytes(), &look.extension)
}

fn read_mail(bytes: &[u8], extension: &str) -> Result<Vec<Saved>, ImportError> {
    if memchr::memmem::find_iter(bytes, b"boundary=").take(MOST_BOUNDARIES + 1).count() > MOST_BOUNDARIES {
        return Err(ImportError::Damaged("its parts stand inside one another more often than in any mail"));
    }
    let mail = parse_mail(bytes).map_err(|_| ImportError::Damaged("its headers or parts cannot be read"))?;
    let location = mail.headers.get_first_value("Snapshot-Content-Location");
    let is_page = location.is_some() || mail.ctype.mimetype.eq_ignore_ascii_case("multipart/related");
    if is_page && matches!(extension, "mht" | "mhtml") || location.is_some() {
        return saved_page(&mail, location.as_deref());
    }
    message(&mail)
}

fn saved_page(mail: &ParsedMail, location: Option<&str>) -> Result<Vec<Saved>, ImportError> {
    let pages: Vec<&ParsedMail> =
        mail.parts().filter(|part| part.ctype.mimetype.eq_ignore_ascii_case("text/html")).collect();
    let place = |part: &ParsedMail| part.headers.get_first_value("Content-Location");
    let own = pages.iter().find(|part| location.is_some() && place(part).as_deref() == location).or(pages.first());
    let Some(own) = own else { return Err(ImportError::NoText) };
    let bytes = own.get_body_raw().map_err(|_| ImportError::Damaged("the page in it cannot be decoded"))?;
    let decoded = decode::page(&bytes)?;
    let mut saved = page::read(&decoded.text)?;
    saved.remarks.extend(decoded.remarks);
    if let Some(address) = location.map(str::to_owned).or_else(|| place(own)) {
        // The address of a page on somebody's disk is nobody else's business; `address` passes web addresses only.
        saved.facts.address(&address, "the saved page's own header");
    }
    if let Some(day) = mail.headers.get_first_value("Date").and_then(|date| super::day::stated(&date)) {
        saved.remarks.push(format!("the page was saved on {day}: write it as `accessed`"));
    }
    Ok(vec![saved])
}

fn message(mail: &ParsedMail) -> Result<Vec<Saved>, ImportError> {
    let is_attached = |part: &ParsedMail| part.get_content_disposition().disposition == DispositionType::Attachment;
    let of =
        |kind: &str| mail.parts().find(|part| part.ctype.mimetype.eq_ignore_ascii_case(kind) && !is_attached(part));
    let mut saved = match (of("text/plain"), of("text/html")) {
        (Some(part), _) if !body(part).trim().is_empty() => {
            Saved::of_text(body(part).replace("\r\n", "\n").trim().to_owned() + "\n")
        }
        (_, Some(part)) => page::fragment(&body(part))?,
        _ => return Err(ImportError::NoText),
    };
    let header = |name: &str| mail.headers.get_first_value(name);
    if let Some(subject) = header("Subject") {
        saved.facts.title(&subject, "the subject");
    }
    if let Some(date) = header("Date") {
        saved.facts.published(&date, Basis::Metadata, "the mail's date");
    }
    if let Some(from) = header("From") {
        let name = from.split('<').next().unwrap_or_default().trim().trim_matches('"').to_owned();
        saved.facts.authors([if name.is_empty() { from.as_str() } else { name.as_str() }], "the sender");
    }
    saved.facts.kind("document", "what it is");
    for part in mail.parts().filter(|part| is_attached(part)) {
        let name = part
            .get_content_disposition()
            .params
            .get("filename")
            .cloned()
            .unwrap_or_else(|| part.ctype.mimetype.clone());
        saved.remarks.push(format!("what is attached was not read: {name}; save it and import it by itself"));
    }
    if saved.text.lines().any(|line| line.starts_with('>')) {
        saved
            .remarks
            .push("lines that begin with `>` are quoted from an earlier mail, and not this sender's words".to_owned());
    }
    Ok(vec![saved])
}

fn body(part: &ParsedMail) -> String {
    part.get_body().unwrap_or_else(|_| String::from_utf8_lossy(&part.get_body_raw().unwrap_or_default()).into_owned())
}
