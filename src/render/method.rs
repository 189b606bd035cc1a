//! The method page: grades, rules, and every rule that this site lowers or answers, with its reason.

use crate::manuscript::Allow;
use crate::passage::Wording;
use crate::signed::Tally;
use crate::site::{RegisterAnswer, Registered};

use super::scene::{Made, Scene, Standing};
use super::view::{ExceptionView, LinkView, ReadView, RuleView, StandingView};
use super::{head, notes};

/// The ways in which sentences stand, in the order in which a reader asks for them.
const MOST_TELLING: [&str; 6] = ["claim", "mention", "backed", "unbacked", "answered", "nothing"];

pub fn method(standing: &Standing, read: Option<Tally>, scene: &Scene) -> Made {
    let mut context = head::context(scene, "method");
    // What the rules mean is the program's own, in English.
    let lent = |rule: &RuleView| RuleView { summary: scene.lent(rule.summary.clone()), ..rule.clone() };
    context.insert("rules", &scene.common.rules.iter().map(lent).collect::<Vec<_>>());
    let mut standing: Vec<_> = standing.iter().collect();
    standing.sort_by_key(|(key, _)| MOST_TELLING.iter().position(|known| known == *key));
    let standing = standing.into_iter().map(|(key, count)| StandingView { key: (*key).to_owned(), count: *count });
    context.insert("standing", &standing.collect::<Vec<_>>());
    let read = read.map(|tally| ReadView { read: tally.read, of: tally.of });
    context.insert("read", &read);
    context.insert("exceptions", &exceptions(scene));
    context.insert("worldview", scene.settings.worldview.map_or("", |worldview| worldview.as_str()));
    scene.page("method.html", &context)
}

/// Every lowered rule and every answered finding of what is published.
fn exceptions(scene: &Scene) -> Vec<ExceptionView> {
    let site = scene.site;
    let lowered = scene.settings.rules.iter().map(|setting| ExceptionView {
        rule: setting.rule.value.clone(),
        summary: summary(&setting.rule.value, scene),
        level: setting.level.as_str().to_owned(),
        reason: setting.because.clone().unwrap_or_default(),
        place: None,
    });
    let mut list: Vec<ExceptionView> = lowered.collect();
    for answers in site.answers().iter().filter(|answers| !answers.list.is_empty()) {
        let Some(entry) = site.entry(&answers.file) else { continue };
        for answer in &answers.list {
            let anchor = answer.label.as_ref().map_or(String::new(), |label| format!("#c-{label}"));
            let href = scene.at.href(entry.route.as_str(), &anchor);
            list.push(answered(&answer.rule, &answer.reason, &entry.title, href, scene));
        }
    }
    let mut allowed = |allows: &[Allow], text: &str, href: String| {
        list.extend(allows.iter().map(|allow| answered(&allow.rule, &allow.reason, text, href.clone(), scene)));
    };
    for source in site.sources().into_iter().filter_map(|id| site.source(id)) {
        let text = &source.text;
        allowed(&text.allow, &text.title, scene.at.source(&source.id, ""));
        for excerpt in &source.excerpts {
            allowed(&excerpt.text.allow, &text.title, scene.at.source(&source.id, &format!("#x-{}", excerpt.id)));
        }
    }
    for RegisterAnswer { of, name, allow } in site.register_answers() {
        let href = match of {
            Registered::Claimant(_) => String::new(),
            Registered::Event(id) => notes::event_href(id, scene),
            Registered::Place(id) => scene.at.href("places.html", &format!("#p-{id}")),
        };
        allowed(std::slice::from_ref(allow), name, href);
    }
    for note in notes::all(scene) {
        allowed(&note.text.allow, &note.text.title, scene.at.note(&note.id));
    }
    list
}

/// A finding answered in place.
fn answered(rule: &str, reason: &Wording, text: &str, href: String, scene: &Scene) -> ExceptionView {
    ExceptionView {
        rule: rule.to_owned(),
        summary: summary(rule, scene),
        level: String::new(),
        reason: reason.clone(),
        place: Some(LinkView { href, text: text.to_owned(), language: String::new() }),
    }
}

/// What a rule finds: readers need not know it by its code.
fn summary(code: &str, scene: &Scene) -> String {
    let rule = scene.common.rules.iter().find(|rule| rule.code == code);
    rule.map(|rule| scene.lent(rule.summary.clone())).unwrap_or_default()
}
