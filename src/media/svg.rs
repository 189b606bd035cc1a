//! SVG: the drawing, without what editors wrote beside it: metadata, comments, names of files and layers.

use quick_xml::NsReader;
use quick_xml::Writer;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

const DRAWN: &str = "http://www.w3.org/2000/svg";
const KEPT: [&str; 4] =
    [DRAWN, "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml", "http://www.w3.org/XML/1998/namespace"];

/// What browsers take for the size of a drawing that does not say it.
const UNSAID: (u32, u32) = (300, 150);

/// How large a drawing is in pixels: as its first tag says, or as its coordinates have it.
pub fn size(file: &[u8]) -> Option<(u32, u32)> {
    let text = std::str::from_utf8(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)).ok()?;
    let mut reader = NsReader::from_str(text);
    let tag = loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) => break tag,
            Event::Eof => return None,
            _ => {}
        }
    };
    let said = |name: &str| tag.try_get_attribute(name).ok().flatten().map(|attribute| attribute.value.into_owned());
    let pixels = |name: &str| said(name).and_then(|said| side(said.trim().trim_end_matches("px")));
    let coordinates = said("viewBox").and_then(|said| {
        let mut sides = said.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(str::parse::<f64>);
        Some((sides.next()?.ok()?, sides.next()?.ok()?)).filter(|(across, down)| *across > 0.0 && *down > 0.0)
    });
    let (width, height) = (pixels("width"), pixels("height"));
    Some(match (width, height, coordinates) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, whole(f64::from(width) * down / across)),
        (None, Some(height), Some((across, down))) => (whole(f64::from(height) * across / down), height),
        (None, None, Some((across, down))) => (whole(across), whole(down)),
        (width, height, None) => (width.unwrap_or(UNSAID.0), height.unwrap_or(UNSAID.1)),
    })
}

fn side(said: &str) -> Option<u32> {
    said.trim().parse().ok().filter(|side: &f64| *side > 0.0).map(whole)
}

/// At least a pixel, and never more than anybody draws.
fn whole(side: f64) -> u32 {
    side.round().clamp(1.0, 100_000.0) as u32
}

/// None: it cannot be cleaned.
pub fn svg(file: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file)).ok()?;
    // A picture within the drawing may tell as much as one beside it.
    if text.contains("data:image") || text.contains("data:application") {
        return None;
    }
    let mut reader = NsReader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    let (mut dropped, mut below, mut open) = (false, 0usize, 0usize);
    loop {
        let (space, event) = reader.read_resolved_event().ok()?;
        let is_kept = is_kept(&space);
        match event {
            Event::Eof if below == 0 && open == 0 => break,
            Event::Eof => return None,
            Event::DocType(kind) if kind.contains("[") => return None,
            Event::DocType(_) | Event::Comment(_) | Event::PI(_) => dropped = true,
            Event::Start(_) if below > 0 => below += 1,
            Event::End(_) if below > 0 => below -= 1,
            _ if below > 0 => {}
            Event::Start(tag) | Event::Empty(tag) if !is_kept || tag.local_name().as_ref() == "metadata" => {
                dropped = true;
                // An empty one ends where it began.
                below = usize::from(!text.as_bytes().get(..reader.buffer_position() as usize)?.ends_with(b"/>"));
            }
            Event::Start(tag) => {
                open += 1;
                let (tag, less) = attributes(&tag, &reader)?;
                dropped |= less;
                writer.write_event(Event::Start(tag)).ok()?;
            }
            Event::Empty(tag) => {
                let (tag, less) = attributes(&tag, &reader)?;
                dropped |= less;
                writer.write_event(Event::Empty(tag)).ok()?;
            }
            Event::End(tag) => {
                open = open.checked_sub(1)?;
                writer.write_event(Event::End(tag)).ok()?;
            }
            other => writer.write_event(other).ok()?,
        }
    }
    Some(if dropped { writer.into_inner() } else { file.to_vec() })
}

fn is_kept(space: &ResolveResult) -> bool {
    match space {
        ResolveResult::Bound(space) => KEPT.contains(&space.as_ref()),
        ResolveResult::Unbound => true,
        ResolveResult::Unknown(_) => false,
    }
}

/// A tag with the attributes that draw, and whether it had others.
fn attributes<'a>(tag: &BytesStart<'a>, reader: &NsReader<&[u8]>) -> Option<(BytesStart<'a>, bool)> {
    let mut kept = tag.to_owned();
    kept.clear_attributes();
    let mut dropped = false;
    for attribute in tag.attributes() {
        let attribute = attribute.ok()?;
        let QName(name) = attribute.key;
        let draws = match name.starts_with("xmlns") {
            true => KEPT.contains(&attribute.value.as_ref()),
            false => is_kept(&reader.resolver().resolve_attribute(attribute.key).0) && !name.starts_with("data-"),
        };
        match draws {
            true => kept.push_attribute(attribute),
            false => dropped = true,
        }
    }
    Some((kept, dropped))
}
