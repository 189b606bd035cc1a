//! Reads mail, and pages that browsers save as mail (MHTML): headers are facts, the body is text, what is attached is named and not read.

use mailparse::{DispositionType, MailHeaderMap, ParsedMail, parse_mail};

use super::error::ImportError;
use super::facts::Basis;
use super::look::Look;
use super::saved::Saved;
use super::{decode, page};

/// No mail has more parts inside one another.
const MOST_BOUNDARIES: usize = 200;
const HEADERS: [&str; 9] =
    ["from:", "to:", "subject:", "date:", "mime-version:", "message-id:", "received:", "return-path:", "content-type:"];

pub fn is(look: &Look) -> bool {
    let lines = look.head.lines().take_while(|line| !line.trim().is_empty());
    let known = lines.filter(|line| HEADERS.iter().any(|header| line.starts_with(header))).count();
    let named = matches!(look.extension.as_str(), "eml" | "mht" | "mhtml");
    let is_technical = ["mime-version:", "message-id:", "received:"].iter().any(|header| look.head.contains(header));
    known >= 2 && named || known >= 3 && is_technical
}

pub fn read(look: &Look) -> Result<Vec<Saved>, ImportError> {
    if memchr::memmem::find_iter(look.bytes(), b"boundary=").take(MOST_BOUNDARIES + 1).count() > MOST_BOUNDARIES {
        return Err(ImportError::Damaged("its parts stand inside one another more often than in any mail"));
    }
    let mail = parse_mail(look.bytes()).map_err(|_| ImportError::Damaged("its headers or parts cannot be read"))?;
    let location = mail.headers.get_first_value("Snapshot-Content-Location");
    let is_page = location.is_some() || mail.ctype.mimetype.eq_ignore_ascii_case("multipart/related");
    if is_page && matches!(look.extension.as_str(), "mht" | "mhtml") || location.is_some() {
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
