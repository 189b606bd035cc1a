//! Maps on pages: which places are drawn, what the numbered list beside the drawing says.

use crate::html::is_borrowed;
use crate::memo::Printed;
use crate::quantity::group_thousands;
use crate::site::{Bearings, Claims, EventId, Place, PlaceId, claims_by_event};
use crate::vocabulary::Worldview;

use super::map::{self, Lies, MapPlace, MapRequest, Mark, PlaceKind, Role};
use super::scene::Scene;
use super::view::{BearingView, MapPlaceView, MapView};

/// The map of some places; on an article, its list names the article's own claims.
pub fn map(
    places: &[PlaceId],
    focus: Option<&PlaceId>,
    id: &str,
    title: &str,
    page: Option<&Claims>,
    scene: &Scene,
) -> MapView {
    let found: Vec<&Printed<Place>> = places.iter().filter_map(|id| scene.site.place(id)).collect();
    let request = MapRequest {
        id: id.to_owned(),
        title: title.to_owned(),
        places: found.iter().enumerate().map(|(index, place)| drawn(place, index, focus, scene)).collect(),
        focus: focus.and_then(|focus| found.iter().position(|place| place.id == *focus)),
        worldview: scene.settings.worldview.unwrap_or(Worldview::Un),
        measure_border: true,
    };
    let drawing = map::draw(&request, scene.plain());
    let from = request.focus.and_then(|index| found.get(index)).map(|place| &*place.text.name);
    let distance = |index: usize| match (drawing.distances.get(index).copied().flatten(), from) {
        (Some(Lies::Around), Some(from)) => scene.words.filled("map-around", &[("place", from)]),
        (Some(Lies::Off(km, direction)), Some(from)) => scene.words.filled(
            "map-bearing",
            &[
                ("n", &group_thousands(km.round() as u64)),
                ("direction", scene.words.direction(direction)),
                ("place", from),
            ],
        ),
        _ => String::new(),
    };
    let views = found
        .iter()
        .enumerate()
        .map(|(index, place)| place_view(place, index + 1, role(place, focus, scene), distance(index), page, scene));
    let key = |mark: &Mark| match mark {
        Mark::Event => "event",
        Mark::Point => "point",
        Mark::Coarse => "coarse",
        Mark::Area => "area",
        Mark::Disputed => "disputed",
    };
    MapView {
        id: id.to_owned(),
        title: match (from, drawing.border) {
            (Some(from), Some((km, country))) => scene
                .words
                .filled("map-title-border", &[("place", from), ("n", &km.round().to_string()), ("country", country)]),
            (Some(from), None) => scene.words.filled("map-title-focus", &[("place", from)]),
            (None, _) => scene.words.get("map-title").to_owned(),
        },
        key: drawing.key.iter().map(key).map(str::to_owned).collect(),
        far_html: drawing.far.unwrap_or_default(),
        places: views.collect(),
        worldview: match is_borrowed(scene.words.get(&format!("map-borders-{}", request.worldview.as_str()))) {
            true => scene.lent(drawing.worldview_sentence),
            false => drawing.worldview_sentence,
        },
        osm_embed: drawing.openstreetmap_embed,
        osm_link: drawing.openstreetmap_link,
        svg_html: drawing.svg,
    }
}

fn drawn(place: &Place, index: usize, focus: Option<&PlaceId>, scene: &Scene) -> MapPlace {
    let text = &place.text;
    MapPlace {
        number: index as u32 + 1,
        label: text.name.to_string(),
        lat: text.lat.0,
        lon: text.lon.0,
        kind: text.kind,
        code: text.code.clone(),
        names: text.variants.iter().chain(&text.endonym).map(ToString::to_string).collect(),
        precision_km: text.precision_km.map(|km| km.0),
        is_coarse: text.within_km.is_some(),
        role: role(place, focus, scene),
    }
}

fn role(place: &Place, focus: Option<&PlaceId>, scene: &Scene) -> Role {
    let has_event = !scene.site.events_at(&place.id).is_empty();
    match focus == Some(&place.id) || (focus.is_none() && has_event) {
        true => Role::Event,
        false => Role::Cited,
    }
}

/// One place in a list.
fn place_view(
    place: &Place,
    number: usize,
    role: Role,
    distance: String,
    page: Option<&Claims>,
    scene: &Scene,
) -> MapPlaceView {
    let text = &place.text;
    let events = scene.site.events_at(&place.id);
    let titles = events.iter().filter_map(|id| scene.site.event(id)).map(|event| event.text.title.clone());
    let parent = place.parent.as_ref().and_then(|id| scene.site.place(id));
    MapPlaceView {
        number,
        id: place.id.to_string(),
        was: crate::manuscript::values(&text.was),
        mark: match (text.kind, role) {
            (PlaceKind::Region | PlaceKind::District | PlaceKind::Country, _) => "area",
            (_, Role::Event) => "event",
            (_, Role::Cited | Role::Context) => "",
        }
        .to_owned(),
        name: text.name.clone(),
        endonym: text.endonym.clone().unwrap_or_default(),
        kind: text.kind.as_str().to_owned(),
        parent: parent.map(|parent| parent.text.name.clone()).unwrap_or_default(),
        lat: text.lat.0,
        lon: text.lon.0,
        precision_km: text.precision_km.map(|km| km.0),
        is_coarse: text.within_km.is_some(),
        variants: text.variants.clone(),
        distance,
        events: titles.collect(),
        bearings: bearings(events, page, scene),
        osm_link: map::street_link(text.lat.0, text.lon.0, text.kind, text.within_km.is_some()),
    }
}

/// The claims on which figures of some events bear.
fn bearings(events: &[EventId], page: Option<&Claims>, scene: &Scene) -> Vec<BearingView> {
    match page {
        Some(claims) => {
            let by_event = claims_by_event(claims, scene.site);
            let found = events.iter().filter_map(|event| by_event.get(event));
            scene.own_bearings(claims, &Bearings::joined(found))
        }
        None => {
            let found = events.iter().filter_map(|event| scene.site.claims_on_event(event));
            scene.bearings(Some(&Bearings::joined(found)))
        }
    }
}
