//! `figures.csv` and `figures.json`: one row for each reported figure, nothing summed and nothing averaged.
//!
//! The CSV is RFC 4180 in UTF-8 with a header row and, below it, a row of HXL hashtags (Humanitarian Exchange Language 1.1).

use serde::Serialize;
use serde_json::value::RawValue;

use crate::quantity::Number;
use crate::site::Figure;
use crate::vocabulary::Rights;

use super::super::scene::Scene;
use super::list;

/// Column and HXL tag, in order.
const COLUMNS: [(&str, &str); 17] = [
    ("event", "#event+code"),
    ("measure", "#indicator+code"),
    ("population", "#indicator+population+code"),
    ("value_text", "#indicator+value+text"),
    ("low", "#indicator+value+min+num"),
    ("best", "#indicator+value+num"),
    ("high", "#indicator+value+max+num"),
    ("qualifier", "#meta+qualifier"),
    ("hedge", "#meta+hedge"),
    ("as_of", "#date+reported"),
    ("claimant", "#meta+claimant"),
    ("source", "#meta+source"),
    ("excerpt", "#meta+excerpt"),
    ("quote", "#description+quote"),
    ("verdict", "#meta+verdict"),
    ("adopted", "#meta+adopted"),
    ("unit", "#indicator+unit"),
];

/// One row; the members are the columns.
#[derive(Serialize)]
struct Row<'a> {
    event: &'a str,
    measure: &'a str,
    population: Option<&'a str>,
    value_text: &'a str,
    low: Option<Box<RawValue>>,
    best: Option<Box<RawValue>>,
    high: Option<Box<RawValue>>,
    qualifier: &'a str,
    hedge: Option<&'a str>,
    as_of: Option<String>,
    claimant: Option<&'a str>,
    source: &'a str,
    excerpt: &'a str,
    quote: Option<&'a str>,
    verdict: &'a str,
    adopted: bool,
    unit: Option<&'a str>,
}

pub fn json(scene: &Scene) -> String {
    let rows: Vec<Row> = rows(scene);
    list("figures", &rows)
}

pub fn csv(scene: &Scene) -> String {
    let mut out = String::new();
    line(&mut out, COLUMNS.iter().map(|(name, _)| (*name).to_owned()));
    line(&mut out, COLUMNS.iter().map(|(_, tag)| (*tag).to_owned()));
    for row in rows(scene) {
        let number = |number: Option<Box<RawValue>>| number.map(|number| number.get().to_owned()).unwrap_or_default();
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        let cells = [
            row.event.to_owned(),
            row.measure.to_owned(),
            text(row.population),
            row.value_text.to_owned(),
            number(row.low),
            number(row.best),
            number(row.high),
            row.qualifier.to_owned(),
            text(row.hedge),
            row.as_of.unwrap_or_default(),
            text(row.claimant),
            row.source.to_owned(),
            row.excerpt.to_owned(),
            text(row.quote),
            row.verdict.to_owned(),
            row.adopted.to_string(),
            text(row.unit),
        ];
        line(&mut out, cells.into_iter().map(guarded));
    }
    out
}

fn rows<'a>(scene: &Scene<'a>) -> Vec<Row<'a>> {
    let groups = scene.site.counted().into_iter().flat_map(|event| scene.site.figures_on(event));
    groups.flat_map(|group| &group.figures).map(|figure| row(figure, scene)).collect()
}

fn row<'a>(figure: &'a Figure, scene: &Scene<'a>) -> Row<'a> {
    let source = scene.site.source(&figure.source);
    let shows_words = source.is_none_or(|source| source.text.rights != Rights::Record);
    // A number prints as plain digits, which is JSON; going through a float would lose large ones.
    let number = |number: Option<Number>| number.and_then(|number| RawValue::from_string(number.to_string()).ok());
    Row {
        event: figure.event.as_str(),
        measure: figure.measure.as_str(),
        population: figure.population.map(|population| population.as_str()),
        value_text: &figure.quantity.text,
        low: number(figure.quantity.low),
        best: number(figure.quantity.best),
        high: number(figure.quantity.high),
        qualifier: figure.quantity.qualifier.as_str(),
        hedge: figure.quantity.hedge.map(|hedge| hedge.as_str()),
        as_of: figure.as_of.as_ref().map(ToString::to_string),
        claimant: figure.claimant.as_ref().map(|id| id.as_str()),
        source: figure.source.as_str(),
        excerpt: figure.excerpt.as_str(),
        quote: figure.quote.as_deref().filter(|_| shows_words),
        verdict: figure.verdict.as_str(),
        adopted: figure.adopted,
        unit: figure.unit.as_deref(),
    }
}

/// A cell that no spreadsheet runs: a text that begins as a formula gets a mark before it, as OWASP advises. A number stays.
fn guarded(cell: String) -> String {
    let begins = cell
        .trim_start_matches([' ', '\u{feff}'])
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    match begins && cell.parse::<f64>().is_err() {
        true => format!("'{cell}"),
        false => cell,
    }
}

/// One record: fields with a comma, a quotation mark or a line end stand in quotation marks, which are doubled inside.
fn line(out: &mut String, cells: impl IntoIterator<Item = String>) {
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        match cell.contains([',', '"', '\r', '\n']) {
            true => {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            }
            false => out.push_str(&cell),
        }
    }
    out.push_str("\r\n");
}
