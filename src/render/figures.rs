//! Casualty tables: figures with their range, date and origin.

use crate::html::Html;
use crate::quantity::group_thousands;
use crate::site::{About, ClaimRef, EventId, Figure, FigureGroup, Page, Verdict};
use crate::vocabulary::Measure;

use super::frame::Scene;
use super::view::{FigureGroupView, FigureView, LinkView, TableView};

/// The table of one event; no measures: all that are reported. None without figures.
pub fn table(event: &EventId, measures: &[Measure], id: &str, page: Option<&Page>, scene: &Scene) -> Option<TableView> {
    let site = scene.site;
    let found = site.events.get(event)?;
    let wanted =
        |group: &&FigureGroup| group.event == *event && (measures.is_empty() || measures.contains(&group.measure));
    let mut groups: Vec<&FigureGroup> = site.figures.iter().filter(wanted).collect();
    // The author's order, totals before their parts.
    groups.sort_by_key(|group| {
        (measures.iter().position(|measure| *measure == group.measure), group.measure, group.population)
    });
    if groups.is_empty() {
        return None;
    }
    let window = match &found.text.end {
        Some(end) if end.value != found.text.start.value => {
            crate::edtf::Edtf::parse(&format!("{}/{}", found.text.start.value, end.value)).ok()
        }
        _ => Some(found.text.start.value.clone()),
    };
    Some(TableView {
        id: id.to_owned(),
        event_id: event.to_string(),
        event: found.text.title.clone(),
        window: window.as_ref().or(Some(&found.text.start.value)).map(|date| scene.date(date)),
        place: found
            .place
            .as_ref()
            .and_then(|place| site.places.get(place))
            .map(|place| place.text.name.clone())
            .unwrap_or_default(),
        groups: groups.into_iter().map(|group| group_view(group, page, scene)).collect(),
        csv_href: scene.href("figures.csv", ""),
        json_href: scene.href("figures.json", ""),
    })
}

fn group_view(group: &FigureGroup, page: Option<&Page>, scene: &Scene) -> FigureGroupView {
    let adopted = group.figures.iter().find(|figure| figure.adopted);
    let because = adopted.and_then(|figure| scene.site.events.get(&figure.event)?.adopted.get(&figure.measure));
    let note = because.and_then(|adopted| scene.site.notes.get(&adopted.because));
    let about = About::Figure { event: group.event.clone(), measure: group.measure };
    FigureGroupView {
        measure: group.measure.as_str().to_owned(),
        population: group.population.map_or("", |population| population.as_str()).to_owned(),
        range: range(group),
        verdict: group.verdict.as_str().to_owned(),
        named_origins: group.named_origins,
        adopted: adopted.map(|figure| figure.quantity.in_words()).unwrap_or_default(),
        adopted_note: note.map(|note| LinkView {
            href: scene.href("notes.html", &format!("#note-{}", note.id)),
            text: note.text.title.value.clone(),
            language: String::new(),
        }),
        notes: if group.population.is_none() { scene.note_links(&about) } else { Vec::new() },
        rows: group.figures.iter().map(|row| figure(row, page, scene)).collect(),
        bar_html: bar(group),
    }
}

/// The span of the current figures in words: "21–25", "over 100", "dozens".
fn range(group: &FigureGroup) -> String {
    let current: Vec<&Figure> = group.figures.iter().filter(|figure| figure.verdict != Verdict::Superseded).collect();
    match (group.low, group.high) {
        (Some(low), Some(high)) if low < high => format!("{}–{}", group_thousands(low), group_thousands(high)),
        (Some(number), Some(_)) => {
            let exact = current
                .iter()
                .find(|figure| figure.quantity.low == figure.quantity.high && figure.quantity.low.is_some());
            match exact {
                Some(_) => group_thousands(number),
                None => plain_words(current.first()),
            }
        }
        _ => plain_words(current.first()),
    }
}

/// A figure's words without its hedge.
fn plain_words(figure: Option<&&Figure>) -> String {
    figure
        .map(|figure| crate::quantity::Quantity { hedge: None, ..figure.quantity.clone() }.in_words())
        .unwrap_or_default()
}

/// One figure as a row.
pub fn figure(figure: &Figure, page: Option<&Page>, scene: &Scene) -> FigureView {
    let (claimant, claimant_role, party) = scene.claimant(figure.claimant.as_ref());
    let source = scene.site.sources.get(&figure.source);
    let key = (figure.source.clone(), figure.excerpt.clone());
    let claims = scene.site.impact.excerpts.get(&key).into_iter().flatten();
    let on_page = |claim: &&ClaimRef| page.is_none_or(|page| claim.page == page.text.file);
    let language = source.and_then(|source| source.text.language.clone()).unwrap_or_default();
    let shows_words = source.is_none_or(|source| source.text.rights != crate::vocabulary::Rights::Record);
    FigureView {
        measure: figure.measure.as_str().to_owned(),
        population: figure.population.map_or("", |population| population.as_str()).to_owned(),
        value: figure.quantity.text.clone(),
        unit: figure.unit.clone().unwrap_or_default(),
        event: scene.site.events.get(&figure.event).map(|event| event.text.title.clone()).unwrap_or_default(),
        as_of: figure.as_of.as_ref().map(|date| scene.date(date)),
        claimant,
        claimant_role,
        party,
        source_id: figure.source.to_string(),
        outlet: scene.outlet(&figure.source),
        source_href: match source {
            Some(source) => scene.href(&source.route(), &format!("#x-{}", figure.excerpt)),
            None => String::new(),
        },
        quote: figure.quote.clone().filter(|_| shows_words).unwrap_or_default(),
        language: if language == scene.language { String::new() } else { language },
        verdict: figure.verdict.as_str().to_owned(),
        adopted: figure.adopted,
        claims: claims.filter(on_page).filter_map(|claim| scene.claim_link(claim)).collect(),
    }
}

/// A range bar: a zero-based axis, hollow for earlier figures, solid for the latest, an arrow where a bound is open.
fn bar(group: &FigureGroup) -> String {
    let numbers: Vec<f64> =
        group.figures.iter().flat_map(|f| &f.quantity.numbers).filter_map(|n| n.to_string().parse().ok()).collect();
    let most = numbers.iter().copied().fold(0.0_f64, f64::max);
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    if numbers.len() < 2 || most <= least || group.verdict == Verdict::Listed {
        return String::new();
    }
    let top = ceiling(most);
    let x = |number: f64| format!("{:.1}", 10.0 + 240.0 * number / top);
    let mut out = Html::new();
    out.raw("<svg class=\"bar\" viewBox=\"0 0 260 36\" aria-hidden=\"true\" focusable=\"false\">");
    out.raw("<line class=\"bar-axis\" x1=\"10\" y1=\"22\" x2=\"250\" y2=\"22\"/>");
    out.raw("<line class=\"bar-range\"")
        .attribute("x1", &x(least))
        .raw(" y1=\"22\"")
        .attribute("x2", &x(most))
        .raw(" y2=\"22\"/>");
    let latest = group.figures.last().and_then(|figure| figure.as_of.clone());
    for figure in &group.figures {
        let number = figure.quantity.numbers.last().and_then(|n| n.to_string().parse::<f64>().ok());
        let Some(number) = number else { continue };
        let class = match figure.as_of == latest && figure.verdict != Verdict::Superseded {
            true => "bar-last",
            false => "bar-first",
        };
        out.raw("<circle").attribute("class", class).attribute("cx", &x(number)).raw(" cy=\"22\" r=\"4\"/>");
        let open = figure.quantity.high.is_none() && figure.quantity.low.is_some();
        if open {
            let tip = 10.0 + 240.0 * number / top;
            let path = format!("M{:.1} 22h9m-3-3 3 3-3 3", tip + 4.0);
            out.raw("<path class=\"bar-open\"").attribute("d", &path).raw("/>");
        }
    }
    for (anchor, number) in [("start", 0.0), ("end", top)] {
        out.raw("<text class=\"bar-label\"")
            .attribute("x", &x(number))
            .raw(" y=\"34\"")
            .attribute("text-anchor", anchor)
            .raw(">");
        out.text(&format!("{number}")).raw("</text>");
    }
    out.raw("</svg>").finish()
}

/// The next round number: 30 for 25, 200 for 160.
fn ceiling(number: f64) -> f64 {
    let magnitude = 10_f64.powf(number.log10().floor());
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .iter()
        .map(|step| step * magnitude)
        .find(|round| *round >= number)
        .unwrap_or(number)
}
