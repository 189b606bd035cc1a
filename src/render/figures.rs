//! Casualty tables: figures with their range, date and origin.

use crate::edtf::Edtf;
use crate::html::{Html, Markup};
use crate::quantity::{Qualifier, Quantity, group_thousands};
use crate::site::{About, Claims, Event, EventId, Figure, FigureGroup, stands_in};
use crate::vocabulary::{Measure, Rights, Verdict};

use super::addresses;
use super::marked::marked;
use super::scene::Scene;
use super::view::{FigureGroupView, FigureView, TableView};

/// The table of one event; no measures: all that are reported. None without figures. On an article it names the article's
/// own claims.
pub fn table(
    event: &EventId,
    measures: &[Measure],
    id: &str,
    page: Option<&Claims>,
    scene: &Scene,
) -> Option<TableView> {
    let found = scene.site.event(event)?;
    let wanted = |group: &&FigureGroup| measures.is_empty() || measures.contains(&group.measure);
    let mut groups: Vec<&FigureGroup> = scene.site.figures_on(event).iter().filter(wanted).collect();
    // The author's order, totals before their parts.
    groups.sort_by_key(|group| {
        (measures.iter().position(|measure| *measure == group.measure), group.measure, group.population)
    });
    if groups.is_empty() {
        return None;
    }
    let place = found.place.as_ref().and_then(|place| scene.site.place(place));
    Some(TableView {
        id: id.to_owned(),
        was: if id == format!("e-{event}") { crate::manuscript::values(&found.text.was) } else { Vec::new() },
        event_id: event.to_string(),
        event: found.text.title.clone(),
        event_html: marked(&found.text.title),
        window: Some(scene.date(&window(found))),
        place: place.map(|place| place.text.name.clone()).unwrap_or_default(),
        groups: groups.into_iter().map(|group| group_view(group, page, scene)).collect(),
        embed_href: scene.at.href(addresses::of_figures_embed(event).as_str(), ""),
        csv_href: scene.at.href("figures.csv", ""),
        json_href: scene.at.href("figures.json", ""),
    })
}

/// When an event began and ended.
pub fn window(event: &Event) -> Edtf {
    let start = &event.text.start.value;
    let end = event.text.end.as_ref().filter(|end| end.value != *start);
    end.and_then(|end| Edtf::parse(&format!("{start}/{}", end.value)).ok()).unwrap_or_else(|| start.clone())
}

fn group_view(group: &FigureGroup, page: Option<&Claims>, scene: &Scene) -> FigureGroupView {
    let adopted = group.figures.iter().find(|figure| figure.adopted);
    let because = adopted.and_then(|figure| scene.site.event(&figure.event)?.adopted.get(&figure.measure));
    let about = About::Figure { event: group.event.clone(), measure: group.measure };
    FigureGroupView {
        measure: group.measure.as_str().to_owned(),
        population: group.population.map_or("", |population| population.as_str()).to_owned(),
        range: scene.lent(range(group)),
        verdict: group.verdict.as_str().to_owned(),
        replaced: group.figures.len() - current(group).count(),
        named_origins: group.named_origins,
        adopted: adopted.map(|figure| scene.lent(figure.quantity.in_words())).unwrap_or_default(),
        adopted_note: because.and_then(|adopted| scene.note_link(&adopted.because)),
        notes: if group.population.is_none() { scene.note_links(&about) } else { Vec::new() },
        rows: group.figures.iter().map(|row| row_view(row, page, scene)).collect(),
        bar_html: bar(group),
    }
}

/// The figures that no other replaced.
fn current(group: &FigureGroup) -> impl Iterator<Item = &Figure> + Clone {
    group.figures.iter().map(|figure| &**figure).filter(|figure| figure.verdict != Verdict::Superseded)
}

/// The span of the current figures in words: "21–25", "over 100", "dozens".
pub fn range(group: &FigureGroup) -> String {
    let mut current = current(group);
    let is_exact = |figure: &Quantity| figure.low == figure.high && figure.low.is_some();
    match (group.low, group.high) {
        (Some(low), Some(high)) if low < high => {
            // Where nobody gives the lower number itself, it is not part of the range.
            let is_low = |figure: &&Figure| {
                figure.quantity.numbers.first().is_some_and(|number| number.to_string() == low.to_string())
            };
            let is_beyond =
                current.clone().filter(is_low).all(|figure| figure.quantity.qualifier == Qualifier::MoreThan);
            let beyond = if is_beyond && current.clone().any(|figure| is_low(&figure)) { ">" } else { "" };
            format!("{beyond}{}–{}", group_thousands(low), group_thousands(high))
        }
        (Some(number), Some(_)) if current.clone().any(|figure| is_exact(&figure.quantity)) => group_thousands(number),
        // A figure's words without its hedge.
        _ => current
            .next()
            .map(|figure| Quantity { hedge: None, ..figure.quantity.clone() }.in_words())
            .unwrap_or_default(),
    }
}

/// A figure as its source has it, in digits where that has a number in words.
pub fn told(quantity: &Quantity) -> String {
    let is_spelled = !quantity.numbers.is_empty() && !quantity.text.contains(|letter: char| letter.is_ascii_digit());
    if is_spelled { quantity.in_words() } else { quantity.text.clone() }
}

/// One figure as a row of a table, in which numbers are in digits.
fn row_view(row: &Figure, page: Option<&Claims>, scene: &Scene) -> FigureView {
    FigureView { value: scene.lent(told(&row.quantity)), ..figure(row, page, scene) }
}

/// One figure by itself.
pub fn figure(figure: &Figure, page: Option<&Claims>, scene: &Scene) -> FigureView {
    let claimant = scene.claimant(figure.claimant.as_ref());
    let source = scene.site.source(&figure.source);
    let language = source.and_then(|source| source.text.language.clone()).unwrap_or_default();
    let shows_words = source.is_none_or(|source| source.text.rights != Rights::Record);
    FigureView {
        measure: figure.measure.as_str().to_owned(),
        population: figure.population.map_or("", |population| population.as_str()).to_owned(),
        value: scene.lent(figure.quantity.text.clone()),
        unit: figure.unit.clone().unwrap_or_default(),
        event: scene.site.event(&figure.event).map(|event| event.text.title.clone()).unwrap_or_default(),
        as_of: figure.as_of.as_ref().map(|date| scene.date(date)),
        claimant: claimant.name,
        claimant_role: claimant.role,
        party: claimant.is_party,
        source_id: figure.source.to_string(),
        outlet: scene.outlet(&figure.source),
        source_href: match source {
            Some(_) => scene.at.source(&figure.source, &format!("#x-{}", figure.excerpt)),
            None => String::new(),
        },
        quote: figure.quote.clone().filter(|_| shows_words).unwrap_or_default(),
        language: if language == scene.language { String::new() } else { language },
        verdict: figure.verdict.as_str().to_owned(),
        adopted: figure.adopted,
        bearings: match page {
            Some(claims) => scene.own_bearings(claims, &claims.bearings(|evidence| stands_in(figure, evidence))),
            None => scene.bearings(scene.site.claims_on_excerpt(&figure.source, &figure.excerpt)),
        },
    }
}

/// A range bar: a zero-based axis, hollow for earlier figures, solid for the latest, an arrow where a bound is open.
fn bar(group: &FigureGroup) -> Markup {
    let numbers: Vec<f64> =
        group.figures.iter().flat_map(|f| &f.quantity.numbers).filter_map(|n| n.to_string().parse().ok()).collect();
    let most = numbers.iter().copied().fold(0.0_f64, f64::max);
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    if numbers.len() < 2 || most <= least || group.verdict == Verdict::Listed {
        return Markup::default();
    }
    // What was replaced is marked, and no part of the range.
    let standing = || current(group).flat_map(|f| &f.quantity.numbers).filter_map(|n| n.to_string().parse().ok());
    let (low, high) = (standing().fold(f64::INFINITY, f64::min), standing().fold(0.0_f64, f64::max));
    let top = ceiling(most);
    // Room at the end for the arrow of an open bound.
    let at = |number: f64| 10.0 + 232.0 * number / top;
    let x = |number: f64| format!("{:.1}", at(number));
    let mut out = Html::new();
    out.raw("<svg class=\"bar\" viewBox=\"0 0 260 50\" aria-hidden=\"true\" focusable=\"false\">");
    out.raw("<line class=\"bar-axis\" x1=\"10\" y1=\"24\" x2=\"242\" y2=\"24\"/>");
    if low < high {
        out.raw("<line class=\"bar-range\"").attribute("x1", &x(low)).raw(" y1=\"24\"");
        out.attribute("x2", &x(high)).raw(" y2=\"24\"/>");
    }
    let latest = group.figures.last().and_then(|figure| figure.as_of.clone());
    for figure in &group.figures {
        let number = figure.quantity.numbers.last().and_then(|n| n.to_string().parse::<f64>().ok());
        let Some(number) = number else { continue };
        let class = match figure.as_of == latest && figure.verdict != Verdict::Superseded {
            true => "bar-last",
            false => "bar-first",
        };
        // "At least 21" is 21 or more; "over 100" is anything but 100.
        if figure.quantity.qualifier != Qualifier::MoreThan {
            out.raw("<circle").attribute("class", class).attribute("cx", &x(number)).raw(" cy=\"24\" r=\"4\"/>");
        }
        if figure.quantity.high.is_none() && figure.quantity.low.is_some() {
            let path = format!("M{:.1} 19v10m0-5h13m-3-3 3 3-3 3", at(number));
            out.raw("<path class=\"bar-open\"").attribute("d", &path).raw("/>");
        }
    }
    // Each end of the range says what it is; ends that lie close together turn away from each other.
    let is_close = at(high) - at(low) < 34.0;
    let ends = [(if is_close { "end" } else { "middle" }, low), (if is_close { "start" } else { "middle" }, high)];
    let ends = ends.into_iter().take(if low < high { 2 } else { 1 });
    // What the site stands behind says what it is wherever it lies, if there is room.
    let adopted = group.figures.iter().find(|figure| figure.adopted);
    let adopted = adopted.and_then(|figure| figure.quantity.numbers.last()?.to_string().parse().ok());
    let own = adopted.filter(|own: &f64| [low, high].iter().all(|end| (at(*end) - at(*own)).abs() > 24.0));
    for (anchor, number) in ends.chain(own.map(|own| ("middle", own))) {
        out.raw("<text class=\"bar-end\"").attribute("x", &x(number)).raw(" y=\"13\"");
        out.attribute("text-anchor", anchor).raw(">").text(&number.to_string()).raw("</text>");
    }
    for (anchor, number) in [("start", 0.0), ("end", top)] {
        out.raw("<text class=\"bar-label\"").attribute("x", &x(number)).raw(" y=\"46\"");
        out.attribute("text-anchor", anchor).raw(">").text(&number.to_string()).raw("</text>");
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
