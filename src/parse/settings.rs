//! `content/site.yaml`: what the whole site shares.

use crate::diagnostic::{Diagnostic, Noted};
use crate::files::{File, Spanned};
use crate::manuscript::{ChecksText, RuleSetting, SettingsText, Text};
use crate::memo::Printed;
use crate::passage::{Passages, Register};
use crate::rules;
use crate::vocabulary::{Level, Worldview};

use super::look::look;
use super::yaml_origin;
use crate::yaml::{Fields, read};

/// Reads the settings; what cannot be read is reported and takes its default.
pub fn settings(file: &File) -> Noted<SettingsText> {
    let mut notices = Vec::new();
    let mut settings = SettingsText { file: file.path.clone(), hash: file.portable_hash(), ..SettingsText::default() };
    let node = yaml_origin(file, &mut notices).and_then(|origin| Some((origin, read(origin, &mut notices)?)));
    if let Some((origin, node)) = node {
        let mut passages = Passages::default();
        let mut fields = Fields::new(origin, &mut notices, &mut passages, "site.yaml", node);
        if let Some(title) = fields.required_words("title", "\"…\"", Register::Headline) {
            settings.title = title.value;
        }
        settings.description = fields.words("description", Register::Headline);
        if let Some(base_url) = fields.required("base_url", "\"https://example.org/site/\"") {
            match not_a_base(&base_url) {
                None => settings.base_url = with_slash(&base_url),
                Some(found) => fields.notices.push(rules::wrong_type(
                    &file.path,
                    base_url.span,
                    "base_url",
                    "the whole address of the site's folder, such as `https://name.github.io/site/`",
                    found,
                )),
            }
        }
        if let Some(language) = fields.required("language", "\"en\"") {
            settings.language = language.value;
        }
        if let Some(theme) = fields.name("theme") {
            settings.theme = theme;
        }
        settings.authors = fields.lines("authors", Register::Name);
        settings.contact = address(&mut fields, "contact", is_contact, "an e-mail address, or an address on the web");
        settings.repository = address(&mut fields, "repository", is_on_the_web, "an address on the web");
        settings.raw_html = fields.flag("raw_html").unwrap_or(false);
        settings.licence = fields.words("licence", Register::Name);
        if let Some(mut map) = fields.group("map", "`map`") {
            settings.worldview = map.word::<Worldview>("worldview").map(|word| word.value);
            map.finish();
        }
        if let Some(mut spellings) = fields.group("spellings", "`spellings`") {
            for (avoid, node) in spellings.rest() {
                if let Some(prefer) = spellings.as_text("spellings", node, false) {
                    settings.spellings.push((avoid, prefer.value));
                }
            }
        }
        if let Some(mut group) = fields.group("rules", "`rules`") {
            for (rule, node) in group.rest() {
                let entry = rule_setting(&mut group.inside("a rule's setting", node), rule);
                settings.rules.extend(entry);
            }
        }
        if let Some(mut group) = fields.group("look", "`look`") {
            settings.look = look(&mut group);
            group.finish();
        }
        if let Some(mut group) = fields.group("checks", "`checks`") {
            settings.checks = Some(checks(&mut group));
            group.finish();
        }
        fields.finish();
        settings.passages = Printed::new(passages.whole_file());
    }
    Noted { value: settings, notices }
}

fn is_on_the_web(text: &str) -> bool {
    text.starts_with("https://") || text.starts_with("http://")
}

/// Why an address is not that of a folder on the web; none if it is.
fn not_a_base(text: &str) -> Option<&'static str> {
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        return Some("something else");
    };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let last = path.rsplit('/').next().unwrap_or_default();
    let faults = [
        (text.contains(char::is_whitespace), "one with a space"),
        (text.contains(['?', '#']), "one with what follows `?` or `#`"),
        (host.contains('@'), "one with a user's name or password"),
        (name.is_empty(), "one without a host"),
        (path.contains("//") || path.starts_with('/'), "one with an empty folder"),
        (last.contains('.'), "that of a file; a folder ends in `/`"),
    ];
    faults.into_iter().find_map(|(is_so, found)| is_so.then_some(found))
}

/// Whether a text is an address that readers can write to, or open.
pub fn is_contact(text: &str) -> bool {
    let is_mail = || {
        let (name, host) = text.split_once('@')?;
        Some(!name.is_empty() && host.contains('.') && !text.contains([':', '/', ' ', '<', '>']))
    };
    is_on_the_web(text) || is_mail() == Some(true)
}

/// An address that every page links to.
fn address(fields: &mut Fields, key: &'static str, is_one: fn(&str) -> bool, expected: &str) -> Option<String> {
    let text = fields.text(key)?;
    if !is_one(&text) {
        let file = fields.file();
        fields.notices.push(rules::wrong_type(file, text.span, key, expected, "something else"));
        return None;
    }
    Some(text.value)
}

fn checks(fields: &mut Fields) -> ChecksText {
    let needed = fields.name("needed").and_then(|name| match name.parse() {
        Ok(needed @ 1..=9) => Some(needed),
        _ => {
            let (file, expected) = (fields.file(), "how many people read each claim, from 1 to 9");
            fields.notices.push(rules::wrong_type(file, name.span, "needed", expected, "something else"));
            None
        }
    });
    ChecksText { needed: needed.unwrap_or(1), not_author: fields.flag("not_author").unwrap_or(false) }
}

fn rule_setting(fields: &mut Fields, rule: Text) -> Option<RuleSetting> {
    let level = fields.word::<Level>("level");
    if level.is_none() {
        fields.notices.push(rules::missing_field(fields.file(), rule.span, "the rule's setting", "level", "warn"));
    }
    let because = fields.words("because", Register::Reason);
    let level = level?.value;
    if level != Level::Deny && because.as_ref().is_none_or(|reason| reason.trim().is_empty()) {
        fields.notices.push(rules::reason_missing(fields.file(), &rule));
    }
    Some(RuleSetting { rule, level, because })
}

fn with_slash(url: &Spanned<String>) -> String {
    match url.ends_with('/') {
        true => url.value.clone(),
        false => format!("{}/", url.value),
    }
}

/// An unreadable or missing site.yaml still has a place to point at.
pub fn absent(notices: Vec<Diagnostic>) -> Noted<SettingsText> {
    Noted { value: SettingsText::default(), notices }
}
