//! The report as a web page of its own, to be sent to somebody: no script, nothing loaded.

use super::judge::{Judged, Verdict};
use super::numbers::Compared;
use super::report::{beside, label, summary, whole};
use crate::html::{Html, Markup};

/// The page.
pub fn page(judged: &[Judged], numbers: &[Compared], captures: usize) -> Markup {
    let mut html = Html::new();
    html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Quotations checked</title>\n<style>\n\
    body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }\n\
    table { border-collapse: collapse; width: 100%; }\n\
    th, td { text-align: start; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #ccc; }\n\
    .fails { background: #fbe9e7; } .warns { background: #fff8e1; }\n\
    </style>\n</head>\n<body>\n<h1>Quotations checked</h1>\n").element("p", &summary(judged, numbers, captures));
    html.raw("<table>\n<thead><tr><th>Where<th>Words<th>Verdict<th>Evidence</thead>\n<tbody>\n");
    for one in judged {
        let kind = match &one.verdict {
            verdict if verdict.fails() => "fails",
            Verdict::Cut(..) | Verdict::Unclosed => "warns",
            _ => "holds",
        };
        row(
            &mut html,
            kind,
            [&one.quoted.place.shown, &format!("“{}”", whole(&one.quoted.words)), label(&one.verdict), &beside(one)],
        );
    }
    for one in numbers {
        let (kind, label) =
            if one.differs.is_some() { ("fails", "number differs") } else { ("holds", "number agrees") };
        let evidence = format!("{} {}: “{}”", one.hit.name, one.hit.locator, whole(&one.hit.words));
        row(&mut html, kind, [&one.place.shown, &one.number, label, &evidence]);
    }
    html.raw("</tbody>\n</table>\n</body>\n</html>\n").finish()
}

fn row(html: &mut Html, kind: &str, cells: [&str; 4]) {
    html.raw("<tr").attribute("class", kind).raw(">");
    for cell in cells {
        html.raw("<td>").text(cell);
    }
    html.raw("\n");
}
