//! Maps on pages: which places are drawn, what the numbered list beside the drawing says.

use crate::site::{ClaimRef, Page, Place, PlaceId};
use crate::vocabulary::Worldview;

use super::frame::Scene;
use super::map::{self, MapPlace, MapRequest, Role};
use super::view::{MapPlaceView, MapView};

/// The map of some places; on an article, its list names the article's own claims.
pub fn map(
    places: &[PlaceId],
    focus: Option<&PlaceId>,
    id: &str,
    title: &str,
    page: Option<&Page>,
    scene: &Scene,
) -> MapView {
    let found: Vec<&Place> = places.iter().filter_map(|id| scene.site.places.get(id)).collect();
    let request = MapRequest {
        id: id.to_owned(),
        title: title.to_owned(),
        places: found.iter().enumerate().map(|(index, place)| drawn(place, index, focus, scene)).collect(),
        focus: focus.and_then(|focus| found.iter().position(|place| place.id == *focus)),
        worldview: scene.site.settings.worldview.unwrap_or(Worldview::Un),
        measure_border: true,
    };
    let drawing = map::draw(&request);
    let from = request.focus.and_then(|index| found.get(index)).map(|place| place.text.name.as_str());
    let distance = |index: usize| match (drawing.distances.get(index).copied().flatten(), from) {
        (Some((km, direction)), Some(from)) => {
            format!("{} km {direction} {} {from}", km.round(), scene.word("map-from"))
        }
        _ => String::new(),
    };
    MapView {
        id: id.to_owned(),
        places: found
            .iter()
            .enumerate()
            .map(|(index, place)| place_view(place, index + 1, distance(index), page, scene))
            .collect(),
        worldview: drawing.worldview_sentence,
        osm_embed: drawing.openstreetmap_embed,
        osm_link: drawing.openstreetmap_link,
        svg_html: drawing.svg,
    }
}

fn drawn(place: &Place, index: usize, focus: Option<&PlaceId>, scene: &Scene) -> MapPlace {
    let text = &place.text;
    let has_event = scene.site.events.values().any(|event| event.place.as_ref() == Some(&place.id));
    MapPlace {
        number: index as u32 + 1,
        label: text.name.clone(),
        lat: text.lat,
        lon: text.lon,
        kind: text.kind,
        precision_km: text.precision_km,
        role: match focus == Some(&place.id) || (focus.is_none() && has_event) {
            true => Role::Event,
            false => Role::Cited,
        },
    }
}

/// One place in a list.
fn place_view(place: &Place, number: usize, distance: String, page: Option<&Page>, scene: &Scene) -> MapPlaceView {
    let text = &place.text;
    let events: Vec<_> = scene.site.events.values().filter(|event| event.place.as_ref() == Some(&place.id)).collect();
    let on_page = |claim: &&ClaimRef| page.is_none_or(|page| claim.page == page.text.file);
    let resting = events.iter().filter_map(|event| scene.site.impact.events.get(&event.id)).flatten();
    let claims = resting.filter(on_page).filter_map(|claim| scene.claim_link(claim));
    let mut links: Vec<super::view::ClaimLinkView> = Vec::new();
    for claim in claims {
        if !links.iter().any(|known| known.href == claim.href) {
            links.push(claim);
        }
    }
    MapPlaceView {
        number,
        id: place.id.to_string(),
        name: text.name.clone(),
        endonym: text.endonym.clone().unwrap_or_default(),
        kind: text.kind.as_str().to_owned(),
        parent: place
            .parent
            .as_ref()
            .and_then(|id| scene.site.places.get(id))
            .map(|p| p.text.name.clone())
            .unwrap_or_default(),
        lat: text.lat,
        lon: text.lon,
        precision_km: text.precision_km,
        variants: text.variants.clone(),
        distance,
        events: events.iter().map(|event| event.text.title.clone()).collect(),
        claims: links,
        osm_link: map::street_link(text.lat, text.lon, text.kind),
    }
}
