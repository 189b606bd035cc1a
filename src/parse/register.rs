//! The list files: claimants.yaml, events.yaml, places.yaml, and the sidecars of images.

use crate::basemap;
use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Real, Span, Spanned};
use crate::manuscript::{
    AdoptedText, ClaimantText, EventText, Exact, ExactText, ListFile, PlaceText, SidecarText, Text,
};
use crate::memo::Printed;
use crate::passage::{Passages, Register};
use crate::rules;
use crate::vocabulary::{Measure, PlaceKind};

use super::sensitive::sensitive;
use super::yaml_origin;
use crate::yaml::{Fields, is_id, read};

/// The people, offices and unnamed sources who say things.
pub fn claimants(file: &File) -> Noted<ListFile<ClaimantText>> {
    register(file, "a claimant", |fields, span| {
        let id = id(fields, "claimant");
        let named = fields.flag("named").unwrap_or(true);
        let name = match named {
            true => fields.required_words("name", "\"…\"", Register::Name),
            false => fields.required_words("described_as", "\"an unnamed intelligence official\"", Register::Name),
        };
        if named
            && name.is_some()
            && let Some(stray) = fields.text("described_as")
        {
            let key = Text::new("described_as".to_owned(), stray.span);
            fields.notices.push(rules::unknown_key(fields.file(), &key, "a named claimant", &["role", "named"]));
        }
        // Every key is asked for before anything is given up, or the rest would be called unknown.
        let (role, kind) = (fields.words("role", Register::Name), fields.word("kind").map(|word| word.value));
        let (party, interest) = (fields.name("party"), fields.word("interest").map(|word| word.value));
        let aliases = fields.lines("aliases", Register::Variant);
        let (rests_on, allow) = (fields.name("rests_on"), fields.allow());
        let (id, name) = (id?, name?.value);
        Some(ClaimantText { span, id, name, named, role, kind, party, interest, aliases, rests_on, allow })
    })
}

/// What happened, when and where.
pub fn events(file: &File) -> Noted<ListFile<EventText>> {
    register(file, "an event", |fields, span| {
        let id = id(fields, "event");
        let title = fields.required_words("title", "\"…\"", Register::Summary);
        let start = fields.required("start", "\"2023-12-30\"").and_then(|name| fields.as_date("start", &name));
        let end = fields.date_after("end", "start", start.as_ref().map(|start| &start.value));
        let kind = fields.word("kind").map(|word| word.value);
        let (place, parent, parties) = (fields.name("place"), fields.name("parent"), fields.names("parties"));
        let was = fields.names("was");
        let (summary, adopted) = (fields.words("summary", Register::Summary), adopted(fields));
        let allow = fields.allow();
        let (id, title, start) = (id?, title?.value, start?);
        Some(EventText { span, id, was, title, start, end, kind, place, parent, parties, summary, adopted, allow })
    })
}

/// `adopted: {killed: {excerpt: source#id, because: note-id}}`.
fn adopted(fields: &mut Fields) -> Vec<AdoptedText> {
    let Some(mut group) = fields.group("adopted", "`adopted`") else { return Vec::new() };
    let mut list = Vec::new();
    for (key, node) in group.rest() {
        let Some(measure) = group.as_word::<Measure>("adopted", &key) else { continue };
        let mut entry = group.inside("an adopted figure", node);
        entry.span = key.span;
        let excerpt = entry.required("excerpt", "\"source#excerpt\"");
        let because = entry.required("because", "\"note-id\"");
        entry.finish();
        if let (Some(excerpt), Some(because)) = (excerpt, because) {
            list.push(AdoptedText { measure, excerpt, because });
        }
    }
    list
}

/// The gazetteer.
pub fn places(file: &File) -> Noted<ListFile<PlaceText>> {
    register(file, "a place", |fields, span| {
        let id = id(fields, "place");
        let name = fields.required_words("name", "\"…\"", Register::Name);
        let kind = fields.required("kind", "\"city\"").and_then(|word| fields.as_word("kind", &word));
        let written = exact(fields);
        let within_km = fields.number("publish_within_km").and_then(|number| distance(fields, number));
        let precision_km = fields.number("precision_km").map(|number| Real(number.value));
        let widest = |km: Real| Real(precision_km.map_or(km.0, |precision| precision.0.max(km.0)));
        let precision_km = within_km.map(widest).or(precision_km);
        let code = fields.text("code");
        let parent = fields.name("parent");
        let was = fields.names("was");
        let variants = fields.lines("variants", Register::Variant);
        let misspellings = fields.texts("misspellings").into_iter().map(|text| text.value).collect();
        let (endonym, allow) = (fields.words("endonym", Register::Variant), fields.allow());
        let kind = kind?.value;
        let (id, written) = (id?, written?);
        let point = within_km.and_then(|km| written.coarse(km.0));
        if let Some(point) = point.filter(|point| !written.is_at(*point)) {
            fields.notices.push(rules::place_exact(fields.file(), &id, &written, point));
        }
        let (lat, lon) = point.map_or((written.lat.value, written.lon.value), |at| (Real(at.lat), Real(at.lon)));
        Some(PlaceText {
            span,
            id,
            was,
            name: name?.value,
            kind,
            lat,
            lon,
            precision_km,
            within_km,
            written,
            code: code.and_then(|code| area_code(fields, kind, &code)),
            parent,
            variants,
            misspellings,
            endonym,
            allow,
        })
    })
}

/// The code, if the basemap knows an area of that kind by it.
fn area_code(fields: &mut Fields, kind: PlaceKind, code: &Text) -> Option<String> {
    if !basemap::is_code(kind, code) {
        fields.notices.push(rules::unknown_area(fields.file(), code, kind));
        return None;
    }
    Some(code.value.clone())
}

/// `private/places.yaml`: where places are that the gazetteer holds less exactly.
pub fn exact_places(file: &File) -> Noted<ListFile<ExactText>> {
    register(file, "an exact place", |fields, _| {
        let id = id(fields, "place");
        let exact = exact(fields);
        Some(ExactText { id: id?, exact: exact? })
    })
}

fn exact(fields: &mut Fields) -> Option<Exact> {
    let lat = coordinate(fields, "lat", 90);
    let lon = coordinate(fields, "lon", 180);
    Some(Exact { lat: lat?, lon: lon? })
}

/// A distance that a grid can have.
fn distance(fields: &mut Fields, number: Spanned<f64>) -> Option<Real> {
    if !(1.0..=500.0).contains(&number.value) {
        let expected = "a distance in kilometres, from 1 to 500";
        fields.notices.push(rules::wrong_type(
            fields.file(),
            number.span,
            "publish_within_km",
            expected,
            "another number",
        ));
        return None;
    }
    Some(Real(number.value))
}

fn coordinate(fields: &mut Fields, key: &'static str, limit: u32) -> Option<Spanned<Real>> {
    let written = fields.required(key, "50.597")?;
    let number = fields.as_number(key, &written)?;
    if number.value.abs() > f64::from(limit) {
        fields.notices.push(rules::coordinates_out_of_range(fields.file(), number.span, key, limit));
        return None;
    }
    Some(Spanned::new(Real(number.value), number.span))
}

/// `<image>.yaml`: whose picture it is.
pub fn sidecar(file: &File) -> Noted<SidecarText> {
    let mut notices = Vec::new();
    let mut sidecar = SidecarText { file: file.path.clone(), hash: file.portable_hash(), ..SidecarText::default() };
    let node = yaml_origin(file, &mut notices).and_then(|origin| Some((origin, read(origin, &mut notices)?)));
    if let Some((origin, node)) = node {
        let mut passages = Passages::default();
        let mut fields = Fields::new(origin, &mut notices, &mut passages, "an image's description", node);
        sidecar.credit = fields.words("credit", Register::Name);
        sidecar.licence = fields.words("licence", Register::Name);
        sidecar.caption = fields.words("caption", Register::Caption);
        sidecar.sensitive = sensitive(&mut fields);
        sidecar.keep_credentials = fields.flag("keep_credentials").unwrap_or(false);
        fields.finish();
        sidecar.passages = Printed::new(passages.whole_file());
    }
    Noted { value: sidecar, notices }
}

fn register<T>(
    file: &File,
    owner: &'static str,
    mut entry: impl FnMut(&mut Fields, Span) -> Option<T>,
) -> Noted<ListFile<T>> {
    let mut notices: Vec<Diagnostic> = Vec::new();
    let mut passages = Passages::default();
    let mut register = ListFile { file: file.path.clone(), hash: file.portable_hash(), ..ListFile::default() };
    let node = yaml_origin(file, &mut notices).and_then(|origin| Some((origin, read(origin, &mut notices)?)));
    register.unreadable = node.is_none();
    if let Some((origin, node)) = node {
        match node.value {
            crate::yaml::Node::List(items) => {
                for item in items {
                    let name = item.value.text_of("id").map(str::to_owned);
                    let mut fields = Fields::new(origin, &mut notices, &mut passages, owner, item);
                    let span = fields.span;
                    match entry(&mut fields, span) {
                        Some(entry) => register.entries.push(entry),
                        None => register.lost.extend(name),
                    }
                    fields.finish();
                }
            }
            crate::yaml::Node::Null => {}
            _ => {
                register.unreadable = true;
                let span = Span { start: node.span.start, end: node.span.start + 1 };
                let whole = "the file";
                notices.push(rules::wrong_type(
                    &file.path,
                    span,
                    whole,
                    "a list, each item beginning with `- id: `",
                    "not one",
                ));
            }
        }
    }
    register.passages = Printed::new(passages.whole_file());
    Noted { value: register, notices }
}

/// The entry's id, checked for its letters.
fn id(fields: &mut Fields, what: &str) -> Option<Text> {
    let id = fields.required("id", "\"an-id\"")?;
    if !is_id(&id) {
        fields.notices.push(rules::bad_id(fields.file(), &id, &format!("{what} id")));
        return None;
    }
    Some(id)
}
