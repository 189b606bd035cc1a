//! One function a file, its keys in the order of the documentation.

use serde_json::{Value, json};

use super::{allow, by_rule, date, flag, id, id_of, list, named, number, object, text, texts, word};
use crate::vocabulary::*;

pub fn site() -> Value {
    let rule = object(&["level"], vec![("level", word(Level::WORDS)), ("because", text())]);
    let keys = vec![
        ("title", text()),
        ("base_url", json!({"type": "string", "pattern": "^https?://"})),
        ("language", text()),
        ("description", text()),
        ("theme", text()),
        ("authors", texts()),
        ("contact", text()),
        ("repository", text()),
        ("raw_html", flag()),
        ("licence", text()),
        ("map", object(&[], vec![("worldview", word(Worldview::WORDS))])),
        ("spellings", named(text())),
        ("rules", by_rule(rule)),
        ("look", look()),
        ("checks", object(&[], vec![("needed", number()), ("not_author", flag())])),
    ];
    object(&["title", "base_url", "language"], keys)
}

fn look() -> Value {
    let entry = object(&["text", "to"], vec![("text", text()), ("to", text())]);
    let keys = vec![
        ("accent", text()),
        ("accent_dark", text()),
        ("paper", text()),
        ("paper_dark", text()),
        ("font", text()),
        ("logo", text()),
        ("logo_has_name", flag()),
        ("favicon", text()),
        ("css", text()),
        ("menu", list(entry)),
        ("footer", texts()),
    ];
    object(&[], keys)
}

/// `9 + 2`, `57 to 97`: numbers, and what joins them.
const COMPUTED: &str = r"^\s*\d[\d.,]*(\s*([-+*/×÷−–…]|\.\.\.)\s*\d[\d.,]*|\s+[^\d\s]+\s+\d[\d.,]*)+\s*$";

pub fn page() -> Value {
    let short = vec![("known", texts()), ("claimed", texts()), ("unchecked", texts())];
    let claim = vec![
        ("kind", word(ClaimKind::WORDS)),
        ("short", text()),
        ("against", text()),
        ("withdrawn", id_of("note")),
        ("was", texts()),
        ("computed", json!({"type": "string", "pattern": COMPUTED})),
        ("allow", allow()),
    ];
    let keys = vec![
        ("title", text()),
        ("standfirst", text()),
        ("kicker", text()),
        ("description", text()),
        ("date", date()),
        ("updated", date()),
        ("authors", texts()),
        ("language", text()),
        ("translation_of", text()),
        ("draft", flag()),
        ("path", text()),
        ("aliases", texts()),
        ("template", text()),
        ("sensitive", word(Sensitivity::WORDS)),
        ("shows", text()),
        ("in_short", object(&[], short)),
        ("claims", named(object(&[], claim))),
        ("allow", allow()),
    ];
    object(&["title"], keys)
}

pub fn source() -> Value {
    let archived = object(&["url"], vec![("url", text()), ("date", date())]);
    let capture = vec![
        ("file", text()),
        ("sha256", json!({"type": "string", "pattern": "^[0-9a-f]{64}$"})),
        ("edited", json!({"type": "string", "pattern": "^[0-9a-f]{64}$"})),
        ("captured", date()),
        ("excluded_lines", texts()),
        ("damaged_lines", texts()),
        ("apart_lines", texts()),
    ];
    let keys = vec![
        ("title", text()),
        ("outlet", text()),
        ("kind", word(SourceKind::WORDS)),
        ("published", date()),
        ("agency", texts()),
        ("via", text()),
        ("authors", texts()),
        ("published_basis", word(PublishedBasis::WORDS)),
        ("accessed", date()),
        ("language", text()),
        ("translated_from", text()),
        ("translation", word(Translation::WORDS)),
        ("url", text()),
        ("url_status", word(UrlStatus::WORDS)),
        ("archived", archived),
        ("derived_from", texts()),
        ("affiliation", word(Affiliation::WORDS)),
        ("status", word(SourceStatus::WORDS)),
        ("status_note", text()),
        ("rights", word(Rights::WORDS)),
        ("was", texts()),
        ("capture", object(&[], capture)),
        ("excerpts", named(excerpt())),
        ("summary", text()),
        ("allow", allow()),
    ];
    object(&["title"], keys)
}

fn excerpt() -> Value {
    let original = vec![("language", text()), ("text", text()), ("source", id_of("source"))];
    let original = object(&["language", "text"], original);
    let keys = vec![
        ("quote", text()),
        ("locator", text()),
        ("claimant", id_of("claimant")),
        ("rests_on", id_of("claimant")),
        ("statement", text()),
        ("channel", word(Channel::WORDS)),
        ("as_of", date()),
        ("language", text()),
        ("original", original),
        ("speech", word(Speech::WORDS)),
        ("was", texts()),
        ("figures", list(figure())),
        ("sensitive", word(Sensitivity::WORDS)),
        ("shows", text()),
        ("allow", allow()),
    ];
    let mut excerpt = object(&[], keys);
    excerpt["anyOf"] = json!([{"required": ["quote"]}, {"required": ["locator"]}]);
    excerpt
}

fn figure() -> Value {
    let keys = vec![
        ("event", id_of("event")),
        ("measure", word(Measure::WORDS)),
        ("value", text()),
        ("population", word(Population::WORDS)),
        ("unit", text()),
        ("of", text()),
        ("as_of", date()),
        ("claimant", id_of("claimant")),
        ("supersedes", id_of("excerpt")),
    ];
    object(&["event", "measure", "value"], keys)
}

pub fn note() -> Value {
    let keys = vec![
        ("title", text()),
        ("kind", word(NoteKind::WORDS)),
        ("date", date()),
        ("about", texts()),
        ("formerly", texts()),
        ("author", text()),
        ("visibility", word(Visibility::WORDS)),
        ("was", text()),
        ("now", text()),
        ("reason", text()),
        ("allow", allow()),
    ];
    object(&["title", "kind", "date"], keys)
}

pub fn claimants() -> Value {
    let keys = vec![
        ("id", id()),
        ("name", text()),
        ("described_as", text()),
        ("named", flag()),
        ("role", text()),
        ("kind", word(ClaimantKind::WORDS)),
        ("party", text()),
        ("interest", word(Interest::WORDS)),
        ("aliases", texts()),
        ("rests_on", id_of("claimant")),
        ("allow", allow()),
    ];
    let mut claimant = object(&["id"], keys);
    claimant["oneOf"] = json!([
        {"required": ["name"], "not": {"required": ["described_as"]}},
        {"required": ["described_as", "named"], "properties": {"named": {"const": false}}, "not": {"required": ["name"]}},
    ]);
    list(claimant)
}

pub fn events() -> Value {
    let adopted = object(&["excerpt", "because"], vec![("excerpt", id_of("excerpt")), ("because", id_of("note"))]);
    let mut measures = named(adopted);
    measures["propertyNames"] = word(Measure::WORDS);
    let keys = vec![
        ("id", id()),
        ("title", text()),
        ("start", date()),
        ("end", date()),
        ("kind", word(EventKind::WORDS)),
        ("place", id_of("place")),
        ("parent", id_of("event")),
        ("parties", texts()),
        ("summary", text()),
        ("was", texts()),
        ("adopted", measures),
        ("allow", allow()),
    ];
    list(object(&["id", "title", "start"], keys))
}

pub fn places() -> Value {
    let degrees = |most: u32| json!({"type": "number", "minimum": -i64::from(most), "maximum": most});
    let keys = vec![
        ("id", id()),
        ("name", text()),
        ("kind", word(PlaceKind::WORDS)),
        ("lat", degrees(90)),
        ("lon", degrees(180)),
        ("precision_km", number()),
        ("publish_within_km", json!({"type": "number", "minimum": 1, "maximum": 500})),
        ("code", text()),
        ("parent", id_of("place")),
        ("was", texts()),
        ("variants", texts()),
        ("misspellings", texts()),
        ("endonym", text()),
        ("allow", allow()),
    ];
    list(object(&["id", "name", "kind", "lat", "lon"], keys))
}
