//! `sources.json`: the cited publications as CSL-JSON (Citation Style Language 1.0.2), for reference managers.

use serde_json::{Map, Value, json};

use crate::edtf::{Edtf, Precision};
use crate::site::Source;
use crate::vocabulary::SourceKind;

use super::super::addresses;
use super::super::scene::Scene;

/// A bare list, as the format wants it.
pub fn csl(scene: &Scene) -> String {
    let sources = scene.site.sources().into_iter().filter_map(|id| scene.site.source(id));
    let items: Vec<String> = sources.map(|source| item(source, scene).to_string()).collect();
    format!("[\n{}\n]\n", items.join(",\n"))
}

fn item(source: &Source, scene: &Scene) -> Value {
    let text = &source.text;
    let mut item = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            item.insert(name.to_owned(), value);
        }
    };
    put("id", json!(source.id.as_str()));
    put("type", json!(csl_type(text.kind)));
    put("title", json!(text.title));
    // Names are as printed: where they part into family and given name is not ours to guess.
    let authors: Vec<Value> = text.authors.iter().map(|name| json!({"literal": name})).collect();
    put("author", if authors.is_empty() { Value::Null } else { Value::Array(authors) });
    put("container-title", json!(text.outlet));
    put("publisher", json!(text.via));
    put("issued", text.published.as_ref().map_or(Value::Null, |date| csl_date(date)));
    put("accessed", text.accessed.as_ref().map_or(Value::Null, csl_date));
    put("language", json!(text.language));
    put("URL", json!(text.url.as_ref().map(|url| &url.value)));
    put("archive_location", json!(text.archived.as_ref().map(|archived| &archived.url)));
    put("abstract", json!(text.summary));
    put("custom", custom(source, scene));
    Value::Object(item)
}

/// What CSL has no field for.
fn custom(source: &Source, scene: &Scene) -> Value {
    let text = &source.text;
    json!({
        "page": scene.at.absolute(&addresses::of_source(&source.id)),
        "kind": text.kind.as_str(),
        "agency": text.agency,
        "status": text.status.as_str(),
        "rights": text.rights.as_str(),
        "url_status": text.url_status.map(|status| status.as_str()),
        "archived": text.archived.as_ref().and_then(|archived| archived.date.as_ref()).map(ToString::to_string),
        "capture_sha256": source.vouched.as_ref(),
    })
}

fn csl_type(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Wire | SourceKind::NewsReport | SourceKind::RewriteAggregation | SourceKind::Explainer => {
            "article-newspaper"
        }
        SourceKind::SocialPost => "post",
        SourceKind::Dataset => "dataset",
        SourceKind::NgoReport => "report",
        SourceKind::Video => "motion_picture",
        SourceKind::Image => "graphic",
        SourceKind::Interview => "interview",
        SourceKind::CourtRecord => "legal_case",
        SourceKind::Testimony => "hearing",
        SourceKind::Reference => "entry",
        SourceKind::OfficialStatement | SourceKind::Observation | SourceKind::Document | SourceKind::Unknown => {
            "document"
        }
    }
}

/// Date parts as far as they are known; what CSL cannot say in parts, in words.
fn csl_date(date: &Edtf) -> Value {
    let parts = |end: Option<crate::edtf::Day>| {
        let day = end?;
        let parts = [i32::from(day.year()), i32::from(day.month()), i32::from(day.day())];
        match date.precision() {
            Precision::Time | Precision::Day => Some(parts.to_vec()),
            Precision::Month => Some(parts[..2].to_vec()),
            Precision::Year => Some(parts[..1].to_vec()),
            Precision::Season | Precision::Decade | Precision::Century => None,
        }
    };
    let ends = match date.is_interval() {
        true => [parts(date.earliest()), parts(date.latest())].into_iter().collect::<Option<Vec<_>>>(),
        false => parts(date.earliest()).map(|parts| vec![parts]),
    };
    let mut value = match ends {
        Some(ends) => json!({"date-parts": ends}),
        None => json!({"literal": date.in_words()}),
    };
    if date.is_uncertain() || date.is_approximate() {
        value["circa"] = json!(true);
    }
    value
}
