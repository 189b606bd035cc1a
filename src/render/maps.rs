//! Maps on pages: which places are drawn, what the numbered list beside the drawing says.

use std::collections::BTreeMap;

use crate::html::is_borrowed;
use crate::memo::Printed;
use crate::site::{Bearings, ClaimRef, Claims, EventId, Page, Place, PlaceId, claims_by_event};
use crate::vocabulary::{Bearing, Worldview};

use super::map::{self, Drawing, Lies, MapPlace, MapRequest, Mark, PlaceKind, Role, Said};
use super::scene::Scene;
use super::timeline::main_event;
use super::view::{BearingView, MapKeyView, MapPlaceView, MapView};

/// The map of some places; on an article, its list names the article's own claims.
pub fn map(
    places: &[PlaceId],
    focus: Option<&PlaceId>,
    id: &str,
    title: &str,
    page: Option<&Page>,
    scene: &Scene,
) -> MapView {
    let story = Story::of(focus, page, scene);
    let mut found: Vec<&Printed<Place>> = places.iter().filter_map(|id| scene.site.place(id)).collect();
    // What distances are measured from is told first.
    found.sort_by_key(|place| focus != Some(&place.id));
    let request = MapRequest {
        id: id.to_owned(),
        title: title.to_owned(),
        places: found.iter().enumerate().map(|(index, place)| drawn(place, index, &story)).collect(),
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
                ("distance", &scene.words.distance(km)),
                ("direction", scene.words.direction(direction)),
                ("place", from),
            ],
        ),
        _ => String::new(),
    };
    let claims = ClaimsAt::of(page, scene);
    let views = found.iter().enumerate().map(|(index, place)| {
        let said = drawing.said.get(index).copied().unwrap_or_default();
        place_view(place, index, &story, (distance(index), said), &claims, scene)
    });
    let places: Vec<MapPlaceView> = views.collect();
    MapView {
        id: id.to_owned(),
        title: match (from, drawing.border, &found[..]) {
            (Some(from), Some((km, country)), _) => scene
                .words
                .filled("map-title-border", &[("place", from), ("n", &km.round().to_string()), ("country", country)]),
            (_, None, [only]) => only.text.name.to_string(),
            (Some(from), None, [_, other]) => {
                scene.words.filled("map-title-two", &[("place", from), ("other", &other.text.name)])
            }
            (Some(from), None, _) => scene.words.filled("map-title-focus", &[("place", from)]),
            (None, _, _) => scene.words.get("map-title").to_owned(),
        },
        key: key(&drawing, &story, scene),
        measured: measured(&drawing, from, scene),
        numbers: sizes([0, 1].map(|size| drawing.said.iter().any(|said| said[size].number))),
        listed: places.iter().any(|place| !place.listed.is_empty()),
        far_html: drawing.far.unwrap_or_default(),
        places,
        worldview: match is_borrowed(scene.words.get(&format!("map-borders-{}", request.worldview.as_str()))) {
            true => scene.lent(drawing.worldview_sentence),
            false => drawing.worldview_sentence,
        },
        osm_embed: drawing.openstreetmap_embed,
        osm_link: drawing.openstreetmap_link,
        svg_html: drawing.svg,
    }
}

/// What a map is about: the place in its middle, or where the event of the page happened; and what the key calls it.
struct Story<'s> {
    place: Option<&'s PlaceId>,
    words: String,
}

impl<'s> Story<'s> {
    fn of(focus: Option<&'s PlaceId>, page: Option<&'s Page>, scene: &Scene<'s>) -> Story<'s> {
        let claims = page.map(|page| claims_by_event(&page.claims, scene.site)).unwrap_or_default();
        let main = page.and_then(|page| main_event(page, &claims)).and_then(|id| scene.site.event(id));
        // Or else what the page tells of that happened in the middle of the map.
        let others = claims.keys().filter_map(|id| scene.site.event(id)).filter(|_| focus.is_some());
        let event = main.into_iter().chain(others).find(|event| focus.is_none() || event.place.as_ref() == focus);
        match event {
            Some(event) => Story { place: event.place.as_ref(), words: event.text.title.to_string() },
            None => Story { place: focus, words: scene.words.get("map-key-focus").to_owned() },
        }
    }

    fn role(&self, place: &Place) -> Role {
        if self.place == Some(&place.id) { Role::Event } else { Role::Cited }
    }
}

/// The key: of each mark that was drawn, what it means.
fn key(drawing: &Drawing, story: &Story, scene: &Scene) -> Vec<MapKeyView> {
    let has_story = drawing.key.iter().any(|mark| matches!(mark, Mark::Event | Mark::EventArea));
    let view = |mark: &Mark| {
        let (mark, words) = match mark {
            Mark::Event => ("event", story.words.as_str()),
            Mark::EventArea => ("event-area", story.words.as_str()),
            Mark::Point if has_story => ("point", scene.words.get("map-key-other")),
            Mark::Point => ("point", scene.words.get("map-key-point")),
            Mark::Coarse => ("coarse", scene.words.get("map-key-coarse")),
            Mark::Area => ("area", scene.words.get("map-key-area")),
            Mark::Middle => ("middle", scene.words.get("map-key-middle")),
            Mark::Disputed => ("disputed", scene.words.get("map-key-disputed")),
        };
        MapKeyView { mark: mark.to_owned(), words: words.to_owned() }
    };
    drawing.key.iter().map(view).collect()
}

/// How the distances were measured that the drawings or the list tell of.
fn measured(drawing: &Drawing, from: Option<&str>, scene: &Scene) -> String {
    let has_distances = drawing.distances.iter().flatten().any(|lies| matches!(lies, Lies::Off(..)));
    match (from, drawing.border) {
        (Some(from), Some(_)) => scene.words.filled("map-measured-border", &[("place", from)]),
        (Some(from), None) if has_distances => scene.words.filled("map-measured", &[("place", from)]),
        _ => String::new(),
    }
}

/// On which drawings something holds: the wide one, the narrow one.
fn sizes(holds: [bool; 2]) -> String {
    match holds {
        [true, true] => "both",
        [true, false] => "wide",
        [false, true] => "narrow",
        [false, false] => "",
    }
    .to_owned()
}

fn drawn(place: &Place, index: usize, story: &Story) -> MapPlace {
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
        role: story.role(place),
    }
}

/// One place in a list.
fn place_view(
    place: &Place,
    index: usize,
    story: &Story,
    (distance, said): (String, [Said; 2]),
    claims: &ClaimsAt,
    scene: &Scene,
) -> MapPlaceView {
    let text = &place.text;
    let events = scene.site.events_at(&place.id);
    let titles = events.iter().filter_map(|id| scene.site.event(id)).map(|event| event.text.title.clone());
    let parent = place.parent.as_ref().and_then(|id| scene.site.place(id));
    let bearings = claims.bearings(place, scene);
    // The list says what the drawing leaves out.
    let is_untold = |said: Said| !distance.is_empty() && !said.distance;
    MapPlaceView {
        number: index + 1,
        numbered: sizes(said.map(|said| said.number)),
        listed: sizes(said.map(|said| !bearings.is_empty() || said.number || is_untold(said))),
        id: place.id.to_string(),
        was: crate::manuscript::values(&text.was),
        mark: match (text.kind, story.role(place)) {
            (PlaceKind::Building | PlaceKind::City, Role::Event) => "event",
            (PlaceKind::Building | PlaceKind::City, _) => "point",
            (_, role) if said.iter().any(|said| said.ground) => {
                if role == Role::Event {
                    "event-area"
                } else {
                    "area"
                }
            }
            _ if said.iter().any(|said| said.middle) => "middle",
            _ => "name",
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
        distance_for: sizes(said.map(is_untold)),
        distance,
        events: titles.collect(),
        bearings,
        osm_link: map::street_link(text.lat.0, text.lon.0, text.kind, text.within_km.is_some()),
    }
}

/// The claims that belong to places: those on which figures of a place's events bear; of a place without any, those that
/// name it.
enum ClaimsAt<'c> {
    OfPage {
        claims: &'c Claims,
        on_events: BTreeMap<&'c EventId, Bearings<usize>>,
        named: BTreeMap<&'c PlaceId, Bearings<usize>>,
    },
    OfSite {
        on_events: BTreeMap<&'c EventId, Bearings<ClaimRef>>,
        named: BTreeMap<&'c PlaceId, Bearings<ClaimRef>>,
    },
}

impl<'c> ClaimsAt<'c> {
    fn of(page: Option<&'c Page>, scene: &Scene<'c>) -> ClaimsAt<'c> {
        let names = scene.site.place_names();
        let Some(page) = page else {
            let mut on_events: BTreeMap<&EventId, Bearings<ClaimRef>> = BTreeMap::new();
            let mut named: BTreeMap<&PlaceId, Bearings<ClaimRef>> = BTreeMap::new();
            let pages = scene.site.entries();
            for claims in pages.iter().filter_map(|entry| scene.site.claims(&entry.file)) {
                for (event, own) in claims_by_event(claims, scene.site) {
                    let all = on_events.entry(event).or_default();
                    own.each(|index, bearing| all.add(ClaimRef { page: claims.file.clone(), claim: *index }, bearing));
                }
                for (index, claim) in claims.list.iter().enumerate() {
                    for place in names.named_in(&claim.words) {
                        let claim = ClaimRef { page: claims.file.clone(), claim: index };
                        named.entry(place).or_default().add(claim, Bearing::Supports);
                    }
                }
            }
            return ClaimsAt::OfSite { on_events, named };
        };
        let claims: &Claims = &page.claims;
        let mut named: BTreeMap<&PlaceId, Bearings<usize>> = BTreeMap::new();
        for (index, claim) in claims.list.iter().enumerate() {
            for place in names.named_in(&claim.words) {
                named.entry(place).or_default().add(index, Bearing::Supports);
            }
        }
        ClaimsAt::OfPage { claims, on_events: claims_by_event(claims, scene.site), named }
    }

    fn bearings(&self, place: &Place, scene: &Scene) -> Vec<BearingView> {
        let events = scene.site.events_at(&place.id);
        let (on_events, naming) = match self {
            ClaimsAt::OfPage { claims, on_events, named } => {
                let found = events.iter().filter_map(|event| on_events.get(event));
                let naming = named.get(&place.id).map(|named| scene.own_bearings(claims, named));
                (scene.own_bearings(claims, &Bearings::joined(found)), naming)
            }
            ClaimsAt::OfSite { on_events, named } => {
                let found = events.iter().filter_map(|event| on_events.get(event));
                let naming = named.get(&place.id).map(|named| scene.bearings(Some(named)));
                (scene.bearings(Some(&Bearings::joined(found))), naming)
            }
        };
        match on_events.is_empty() {
            true => naming.into_iter().flatten().map(|view| BearingView { key: "named".to_owned(), ..view }).collect(),
            false => on_events,
        }
    }
}
