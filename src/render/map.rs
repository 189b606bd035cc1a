//! Maps: the numbered list of places.

use crate::site::{EventId, Place, PlaceId};

use super::frame::Scene;
use super::view::{MapPlaceView, MapView};

/// The map of some places.
pub fn map(places: &[PlaceId], _focus: Option<&PlaceId>, id: &str, scene: &Scene) -> MapView {
    let found: Vec<&Place> = places.iter().filter_map(|id| scene.site.places.get(id)).collect();
    MapView {
        id: id.to_owned(),
        svg_html: String::new(),
        places: found.iter().enumerate().map(|(index, place)| place_view(place, index + 1, scene)).collect(),
        worldview: String::new(),
        osm_embed: String::new(),
        osm_link: String::new(),
    }
}

/// One place in a list.
pub fn place_view(place: &Place, number: usize, scene: &Scene) -> MapPlaceView {
    let text = &place.text;
    let here = |event: &&crate::site::Event| event.place.as_ref() == Some(&place.id);
    let events: Vec<(&EventId, String)> =
        scene.site.events.values().filter(here).map(|event| (&event.id, event.text.title.clone())).collect();
    let claims =
        events.iter().flat_map(|(id, _)| super::sources::links(scene.site.impact.events.get(*id), scene)).collect();
    let zoom = match place.text.kind {
        crate::vocabulary::PlaceKind::Building => 16,
        crate::vocabulary::PlaceKind::City => 11,
        crate::vocabulary::PlaceKind::District => 9,
        crate::vocabulary::PlaceKind::Region => 7,
        _ => 5,
    };
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
        distance: String::new(),
        events: events.into_iter().map(|(_, title)| title).collect(),
        claims,
        osm_link: format!("https://www.openstreetmap.org/?mlat={0}&mlon={1}#map={zoom}/{0}/{1}", text.lat, text.lon),
    }
}
