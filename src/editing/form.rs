//! Forms: what the schema of a kind asks for.

use serde::Serialize;
use serde_json::Value as Json;

use super::value::Value;
use crate::diagnostic::known_names;
use crate::edtf::Edtf;
use crate::schema::{ID_OF, KINDS};
use crate::vocabulary::meant;

/// What has a form.
pub struct Form {
    pub kind: &'static str,
    /// The schema that describes it, and where in that.
    schema: (&'static str, &'static str),
    /// The keys that people are asked for first, in this order.
    first: &'static [&'static str],
}

const fn form(kind: &'static str, schema: (&'static str, &'static str), first: &'static [&'static str]) -> Form {
    Form { kind, schema, first }
}

/// All of them; a key with a dot is one of a group's.
pub const FORMS: [Form; 9] = [
    form("source", ("source", ""), &["title", "outlet", "kind", "published", "url", "authors", "language"]),
    form(
        "excerpt",
        ("source", "/properties/excerpts/additionalProperties"),
        &["quote", "claimant", "as_of", "locator", "figures"],
    ),
    form("claimant", ("claimants", "/items"), &["name", "kind", "role", "party", "interest"]),
    form("event", ("events", "/items"), &["title", "start", "end", "kind", "place", "parties", "adopted"]),
    form("place", ("places", "/items"), &["name", "kind", "lat", "lon", "precision_km", "publish_within_km"]),
    form("note", ("note", ""), &["title", "kind", "date", "about", "visibility", "author"]),
    form(
        "page",
        ("page", ""),
        &[
            "title",
            "standfirst",
            "date",
            "updated",
            "authors",
            "in_short.known",
            "in_short.claimed",
            "in_short.unchecked",
            "draft",
        ],
    ),
    form("claim", ("page", "/properties/claims/additionalProperties"), &["kind", "short", "against", "computed"]),
    form(
        "site",
        ("site", ""),
        &[
            "title",
            "base_url",
            "contact",
            "authors",
            "look.accent",
            "look.paper",
            "look.font",
            "look.logo",
            "look.menu",
        ],
    ),
];

/// A field of a form.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Field {
    pub key: String,
    pub is_required: bool,
    /// Asked for at first; the others on demand.
    pub is_first: bool,
    /// The kind of thing whose id it is.
    pub names: Option<String>,
    #[serde(flatten)]
    pub takes: Takes,
}

/// What may be filled in.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "takes", content = "of", rename_all = "snake_case")]
pub enum Takes {
    Text,
    /// A text a line.
    Texts,
    Date,
    Number,
    Flag,
    OneOf(Vec<String>),
    /// Keys of its own.
    Group(Vec<Field>),
    /// One after the other; each is called by its number.
    List(Box<Takes>),
    /// Each under a name.
    Named {
        /// The names to choose from; none: any.
        names: Vec<String>,
        each: Box<Takes>,
    },
}

impl Takes {
    /// Its own keys.
    fn fields(&self) -> &[Field] {
        if let Takes::Group(fields) = self { fields } else { &[] }
    }
}

/// The fields of a kind's form; none for a word that is not among [`FORMS`].
pub fn fields(kind: &str) -> Option<Vec<Field>> {
    let form = FORMS.iter().find(|form| form.kind == kind)?;
    let (_, make) = KINDS.iter().find(|(name, _)| *name == form.schema.0)?;
    let schema = make();
    // What has a form of its own is no part of this one.
    let has_own = |key: &str| {
        let below = format!("{}/properties/{key}/", form.schema.1);
        FORMS.iter().any(|other| other.schema.0 == form.schema.0 && other.schema.1.starts_with(&below))
    };
    let mut all: Vec<Field> = Vec::new();
    for field in group(schema.pointer(form.schema.1)?) {
        match field.takes {
            _ if has_own(&field.key) => {}
            Takes::Group(inner) => all.extend(inner.into_iter().map(|one| Field {
                key: format!("{}.{}", field.key, one.key),
                // It is needed where the group is; the group is not.
                is_required: one.is_required && field.is_required,
                ..one
            })),
            _ => all.push(field),
        }
    }
    let place = |key: &str| form.first.iter().position(|first| *first == key).unwrap_or(form.first.len());
    all.sort_by_key(|field| place(&field.key));
    for field in &mut all {
        field.is_required |= kind == "claimant" && field.key == "name";
        field.is_first = form.first.contains(&field.key.as_str());
    }
    Some(all)
}

/// Keys that the program writes: ids, and how a copy was verified.
const MADE: [&str; 2] = ["id", "capture"];

fn group(schema: &Json) -> Vec<Field> {
    let is_required = |key: &str| schema["required"].as_array().is_some_and(|keys| keys.iter().any(|one| one == key));
    let field = |(key, value): (&String, &Json)| Field {
        is_required: is_required(key),
        is_first: true,
        names: value["description"].as_str().and_then(|words| words.strip_prefix(ID_OF)).map(str::to_owned),
        takes: takes(value),
        key: key.clone(),
    };
    let keys = schema["properties"].as_object().into_iter().flatten();
    keys.filter(|(key, _)| !MADE.contains(&key.as_str())).map(field).collect()
}

fn words(list: &Json) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
}

fn takes(schema: &Json) -> Takes {
    if schema["enum"].is_array() {
        return Takes::OneOf(words(&schema["enum"]));
    }
    if schema["oneOf"].is_array() {
        return Takes::Texts;
    }
    let is_date = || schema["description"].as_str().is_some_and(|words| words.starts_with("EDTF"));
    match schema["type"].as_str() {
        Some("boolean") => Takes::Flag,
        Some("number") => Takes::Number,
        Some("array") => Takes::List(Box::new(takes(&schema["items"]))),
        Some("object") if schema["properties"].is_object() => Takes::Group(group(schema)),
        Some("object") => Takes::Named {
            names: words(&schema["propertyNames"]["enum"]),
            each: Box::new(takes(&schema["additionalProperties"])),
        },
        None if is_date() => Takes::Date,
        _ => Takes::Text,
    }
}

/// Where a key of a form leads: `adopted.killed.because`, `figures.2.value`, `allow.claim-uncited`.
#[derive(Debug)]
pub struct Led<'f> {
    /// The way in the YAML; `#2` is the second of a list.
    pub steps: Vec<String>,
    pub takes: &'f Takes,
    pub is_required: bool,
    pub entry: Option<Entry<'f>>,
    /// Where it stands among what was filled in: in the order of the form, of a list, and of the entry's own keys.
    pub order: (usize, usize, usize),
}

/// What is one of a list, or stands under a name.
#[derive(Clone, Debug)]
pub struct Entry<'f> {
    /// How many steps lead to it.
    pub length: usize,
    pub is_numbered: bool,
    pub fields: &'f [Field],
}

/// Where a key leads.
///
/// # Errors
/// That there is no such key; why, where the beginning is one.
pub fn lead<'f>(key: &str, fields: &'f [Field]) -> Result<Led<'f>, Option<String>> {
    let rest_of = |field: &Field| {
        let rest = key.strip_prefix(field.key.as_str())?;
        if rest.is_empty() { Some("") } else { rest.strip_prefix('.') }
    };
    let found = fields.iter().enumerate().filter_map(|(at, field)| Some((at, field, rest_of(field)?)));
    let (at, field, rest) = found.max_by_key(|(_, field, _)| field.key.len()).ok_or(None)?;
    let mut led = Led {
        steps: field.key.split('.').map(str::to_owned).collect(),
        takes: &field.takes,
        is_required: field.is_required,
        entry: None,
        order: (at, 0, 0),
    };
    if rest.is_empty() {
        return Ok(led);
    }
    let (each, inner) = match &field.takes {
        Takes::List(each) => {
            let (number, inner) = rest.split_once('.').unwrap_or((rest, ""));
            let number = number.parse::<usize>().ok().filter(|number| *number > 0);
            let number = number.ok_or_else(|| format!("they are numbered, as in `{}.1`", field.key))?;
            led.order.1 = number;
            led.steps.push(format!("#{number}"));
            (each, inner)
        }
        Takes::Named { names, each } => {
            let is_own = |inner: &str| each.fields().iter().any(|field| field.key == inner);
            let (name, inner) = rest.rsplit_once('.').filter(|(_, inner)| is_own(inner)).unwrap_or((rest, ""));
            if !names.is_empty() && !names.iter().any(|known| known == name) {
                let known: Vec<&str> = names.iter().map(String::as_str).collect();
                let better = meant(name, &known).map(|meant| format!("did you mean `{meant}`?"));
                let better = better.unwrap_or_else(|| known_names(name, "names", &known));
                return Err(Some(format!("`{name}` cannot stand there; {better}")));
            }
            led.steps.push(name.to_owned());
            (each, inner)
        }
        _ => return Err(None),
    };
    let is_numbered = matches!(field.takes, Takes::List(_));
    led.entry = Some(Entry { length: led.steps.len(), is_numbered, fields: each.fields() });
    (led.takes, led.is_required) = (each, false);
    if !inner.is_empty() {
        let own = each.fields().iter().position(|field| field.key == inner).ok_or_else(|| {
            let known: Vec<&str> = each.fields().iter().map(|field| field.key.as_str()).collect();
            format!("there is no `{inner}`; {}", known_names(inner, "keys", &known))
        })?;
        let own_field = &each.fields()[own];
        led.steps.push(inner.to_owned());
        led.order.2 = own;
        (led.takes, led.is_required) = (&own_field.takes, own_field.is_required);
    }
    Ok(led)
}

/// What was filled in, as YAML. None: nothing.
pub fn value(given: &Json, takes: &Takes) -> Result<Option<Value>, String> {
    let text = match given {
        Json::Null => return Ok(None),
        Json::Bool(flag) => flag.to_string(),
        Json::String(text) => text.trim().to_owned(),
        _ => return Err("a text was expected".to_owned()),
    };
    if text.is_empty() {
        return Ok(None);
    }
    Ok(Some(match takes {
        Takes::Text => Value::Text(text),
        Takes::Texts => {
            let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            Value::Items(lines.into_iter().map(|line| Value::Text(line.to_owned())).collect())
        }
        Takes::Date => {
            Edtf::parse(&text)?;
            Value::Text(text)
        }
        Takes::Number => match text.replace(',', ".").parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Word(number.to_string()),
            _ => return Err(format!("`{text}` is no number")),
        },
        Takes::Flag => match text.as_str() {
            "true" | "false" => Value::Word(text),
            _ => return Err(format!("`{text}` is neither true nor false")),
        },
        Takes::OneOf(words) if words.contains(&text) => Value::Word(text),
        Takes::OneOf(words) => return Err(format!("`{text}` is none of {}", words.join(", "))),
        Takes::Group(_) | Takes::List(_) | Takes::Named { .. } => {
            return Err(format!("`{text}` cannot be all of it; name a key of it, behind a dot"));
        }
    }))
}
