//! Pages that other sites show in a frame: a claim with its grade, or the figures of an event. Each is one file that loads
//! nothing and needs no script.

use serde::Serialize;
use tera::Context;

use crate::memo::Printed;
use crate::site::{Claims, EventId, Route};

use super::scene::{Made, Scene};
use super::view::{EmbedView, TableView};
use super::{addresses, cite, claims, figures};

/// What a frame shows.
#[derive(Clone, Hash)]
pub enum Embedded {
    Claim(Printed<Claims>, usize),
    Figures(EventId),
}

/// The page.
pub fn page(what: &Embedded, scene: &Scene) -> Made {
    let Some((template, view)) = view(what, scene) else { return Ok(Vec::new()) };
    let mut context: Context = scene.context("embed");
    let frame = &scene.common.around.frame;
    context.insert("embed", &view);
    context.insert_value("frame_style_html", frame.style.clone());
    context.insert_value("frame_script_html", frame.script.clone());
    context.insert_value("frame_policy", frame.policy.clone());
    scene.page(template, &context)
}

fn view(what: &Embedded, scene: &Scene) -> Option<(&'static str, EmbedView)> {
    match what {
        Embedded::Claim(of, index) => {
            let claim = of.list.get(*index)?;
            let entry = scene.site.entry(&of.file)?;
            let view = EmbedView {
                title: of.title.clone(),
                address: format!("{}#c-{}", scene.at.absolute(&of.route), claim.label),
                date: scene.updated(entry).map(|date| scene.date(date)),
                claim: Some(claims::listed(claim, of, scene)),
                oembed: scene.at.absolute(&addresses::of_oembed(scene.at.route)),
                table: None,
            };
            Some(("embed.html", view))
        }
        Embedded::Figures(event) => {
            let table: TableView = figures::table(event, &[], "figures", None, scene)?;
            let rows = table.groups.iter().flat_map(|group| &group.rows);
            let view = EmbedView {
                title: table.event.clone(),
                address: format!("{}#e-{event}", scene.at.absolute(&Route::from("figures.html"))),
                date: rows.filter_map(|row| row.as_of.clone()).max_by(|one, other| one.edtf.cmp(&other.edtf)),
                claim: None,
                oembed: scene.at.absolute(&addresses::of_oembed(scene.at.route)),
                table: Some(table),
            };
            Some(("embed-figures.html", view))
        }
    }
}

/// What tells other sites how to show it (oEmbed 1.0).
pub fn oembed(what: &Embedded, scene: &Scene) -> String {
    let title = match what {
        Embedded::Claim(of, index) => of.list.get(*index).map(claims::short),
        Embedded::Figures(event) => scene.site.event(event).map(|event| event.text.title.to_string()),
    };
    let Some(title) = title else { return String::new() };
    let shown = Route::from(format!("{}.html", scene.at.route.as_str().trim_end_matches(".json")).as_str());
    let value = Oembed {
        height: 320,
        html: &cite::frame(&scene.at.absolute(&shown), &title),
        provider_name: &scene.settings.title,
        provider_url: &scene.settings.base_url,
        title: &title,
        kind: "rich",
        version: "1.0",
        width: 600,
    };
    serde_json::to_string(&value).unwrap_or_default() + "\n"
}

/// oEmbed's response, its members in order.
#[derive(Serialize)]
struct Oembed<'a> {
    height: u32,
    html: &'a str,
    provider_name: &'a str,
    provider_url: &'a str,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    version: &'a str,
    width: u32,
}
