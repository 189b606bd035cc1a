//! Quotations that were cut by hand, without a look at the rules: `tests/examples/cuts.md`.

use std::fmt::Write;

use crate::project::repository;

use super::cutting::is_told;

/// A row: what is expected, the capture, the quotation; and whether it is known to be judged wrongly.
struct Row<'d> {
    language: &'d str,
    is_cut: bool,
    is_open: bool,
    capture: String,
    quotation: String,
}

fn rows(document: &str) -> Vec<Row<'_>> {
    let (mut language, mut rows) = ("en", Vec::new());
    for line in document.lines() {
        if let Some(tag) = line.strip_prefix("### ") {
            language = tag;
        }
        let Some(text) = line.strip_prefix("* ") else { continue };
        let text = text.strip_prefix("\\* ").unwrap_or(text);
        let (is_open, text) = text.strip_prefix("open ").map_or((false, text), |text| (true, text));
        let (kind, text) = text.split_once(' ').expect("a kind and a text");
        assert!(["cut", "honest"].contains(&kind), "{line}");
        let text = text.replace('↵', "\n");
        let (capture, quotation) = match text.split_once(" = ") {
            Some((capture, quotation)) => (capture.to_owned(), quotation.to_owned()),
            None => {
                let runs = text.split('⟦').skip(1).filter_map(|run| run.split_once('⟧'));
                let runs: Vec<&str> = runs.map(|(run, _)| run).collect();
                assert!(!runs.is_empty(), "{line}");
                (text.replace(['⟦', '⟧'], ""), runs.join(" … "))
            }
        };
        rows.push(Row { language, is_cut: kind == "cut", is_open, capture, quotation });
    }
    rows
}

#[test]
fn what_was_cut_by_hand_is_judged_as_its_row_says() {
    let document = std::fs::read_to_string(repository().join("tests/examples/cuts.md")).expect("the rows");
    let rows = rows(&document);
    let mut wrong = String::new();
    for row in &rows {
        let is_right = is_told(row.language, &row.capture, &row.quotation, !row.is_cut) == row.is_cut;
        if is_right == row.is_open {
            let said = if is_right { "is judged rightly now" } else { "is judged wrongly" };
            let _ = writeln!(wrong, "{} {said}: {} | {}", row.language, row.capture, row.quotation);
        }
    }
    assert!(wrong.is_empty(), "of {} rows:\n{wrong}", rows.len());
}
