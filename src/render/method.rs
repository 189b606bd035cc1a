//! The method page: grades, rules, and every rule that this site lowers or answers, with its reason.

use crate::diagnostic::Rule;
use crate::files::Hash;
use crate::manuscript::Allow;
use crate::site::Route;

use super::frame::{Frame, Scene};
use super::view::{ExceptionView, LinkView, RuleView};
use super::{Job, Made, render_template};

/// The rules that the program knows, as the check stage lists them.
pub struct Rulebook<'a> {
    pub rules: &'a [&'static Rule],
}

pub fn jobs<'a>(frame: &'a Frame<'a>, rulebook: &'a Rulebook, jobs: &mut Vec<Job<'a>>) {
    let answering = frame.site.together.answering.unwrap_or_default();
    let shown = [frame.fingerprint, frame.site.evidence, frame.notes_fingerprint, answering];
    let key = Hash::together(&shown);
    let route = Route::from("method.html");
    let make = move |frame: &Frame| {
        let route = Route::from("method.html");
        method(&frame.scene(&route, &frame.site.settings.language), rulebook)
    };
    jobs.push(Job { route, key, make: Box::new(make) });
}

fn method(scene: &Scene, rulebook: &Rulebook) -> Made {
    let rules: Vec<RuleView> = rulebook
        .rules
        .iter()
        .map(|rule| RuleView {
            code: rule.code.to_owned(),
            severity: rule.severity.as_str().to_owned(),
            summary: rule.summary().to_owned(),
            fixed: rule.fixed,
        })
        .collect();
    let mut context = scene.context("method");
    context.insert("rules", &rules);
    context.insert("exceptions", &exceptions(scene));
    context.insert("worldview", scene.site.settings.worldview.map_or("", |worldview| worldview.as_str()));
    render_template(scene.frame, "method.html", &context)
}

/// Every lowered rule and every answered finding of what is published.
fn exceptions(scene: &Scene) -> Vec<ExceptionView> {
    let site = scene.site;
    let mut list: Vec<ExceptionView> = site
        .settings
        .rules
        .iter()
        .map(|setting| ExceptionView {
            rule: setting.rule.value.clone(),
            level: setting.level.as_str().to_owned(),
            reason: setting.because.clone().unwrap_or_default(),
            place: None,
        })
        .collect();
    let mut answered = |allows: &[Allow], text: &str, href: String| {
        for allow in allows {
            list.push(ExceptionView {
                rule: allow.rule.value.clone(),
                level: String::new(),
                reason: allow.reason.value.clone(),
                place: Some(LinkView { href: href.clone(), text: text.to_owned(), language: String::new() }),
            });
        }
    };
    for page in site.pages.values() {
        answered(&page.text.allow, &page.text.title, scene.href(page.route.as_str(), ""));
        for claim in &page.text.claims {
            answered(
                &claim.allow,
                &page.text.title,
                scene.href(page.route.as_str(), &format!("#c-{}", claim.label.value)),
            );
        }
    }
    for source in site.sources.values() {
        answered(&source.text.allow, &source.text.title, scene.href(&source.route(), ""));
        for excerpt in &source.text.excerpts {
            answered(
                &excerpt.allow,
                &source.text.title,
                scene.href(&source.route(), &format!("#x-{}", excerpt.id.value)),
            );
        }
    }
    for note in site.notes.values() {
        answered(&note.text.allow, &note.text.title, scene.href("notes.html", &format!("#note-{}", note.id)));
    }
    list
}
