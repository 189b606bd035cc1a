//! ISO base media files (AVIF, HEIC, MP4, MOV): overwritten in place, since everything in them is found by its offset.

use super::{DAMAGED, FILM_TRACK, Refusal, Rewritten};

/// Boxes that hold others.
const HOLDERS: [&[u8; 4]; 7] = [b"moov", b"trak", b"mdia", b"minf", b"moof", b"traf", b"mvex"];
/// What a track may be of; others are where cameras write positions.
const TRACKS: [&[u8; 4]; 9] = [b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"auxv", b"pict", b"hint"];
/// A well-formed Exif item that says nothing: decoders refuse a picture whose Exif is none.
const NO_EXIF: &[u8] = b"\0\0\0\0II*\0\x08\0\0\0\0\0\0\0\0\0";
const NO_XMP: &[u8] = b"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>";

/// A box: where it begins and ends, its name, the length of its head.
#[derive(Clone, Copy)]
struct Part {
    start: usize,
    end: usize,
    name: [u8; 4],
    head: usize,
}

impl Part {
    fn inside(&self) -> usize {
        self.start + self.head
    }
}

pub fn iso(file: &[u8]) -> Rewritten {
    let mut out = file.to_vec();
    let end = out.len();
    boxes(&mut out, 0, end, 0)?;
    items(&mut out).ok_or(DAMAGED)?;
    Ok(out)
}

fn number(file: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = file.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

/// The boxes between two offsets, without a gap; none if there is one.
fn parts(file: &[u8], mut at: usize, end: usize) -> Option<Vec<Part>> {
    let mut found = Vec::new();
    while at < end {
        let name: [u8; 4] = file.get(at + 4..at + 8)?.try_into().ok()?;
        let (length, head) = match number(file, at, 4)? {
            0 => (end - at, 8),
            1 => (usize::try_from(number(file, at + 8, 8)?).ok()?, 16),
            length => (usize::try_from(length).ok()?, 8),
        };
        if length < head || length > end - at {
            return None;
        }
        found.push(Part { start: at, end: at + length, name, head });
        at += length;
    }
    Some(found)
}

fn boxes(file: &mut [u8], start: usize, end: usize, depth: usize) -> Result<(), Refusal> {
    for part in parts(file, start, end).ok_or(DAMAGED)? {
        let inside = part.inside();
        match &part.name {
            name if HOLDERS.contains(&name) && depth < 6 => boxes(file, inside, part.end, depth + 1)?,
            b"udta" | b"uuid" | b"free" | b"skip" => empty(file, part).ok_or(DAMAGED)?,
            b"meta" if depth > 0 => empty(file, part).ok_or(DAMAGED)?,
            b"mvhd" | b"tkhd" | b"mdhd" => {
                let length = if file.get(inside) == Some(&1) { 16 } else { 8 };
                file.get_mut(inside + 4..inside + 4 + length).ok_or(DAMAGED)?.fill(0);
            }
            b"hdlr" if depth == 3 => {
                let of = file.get(inside + 8..inside + 12).ok_or(DAMAGED)?;
                if !TRACKS.iter().any(|known| of == *known) {
                    return Err(FILM_TRACK);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn empty(file: &mut [u8], part: Part) -> Option<()> {
    file.get_mut(part.start + 4..part.start + 8)?.copy_from_slice(b"free");
    file.get_mut(part.inside()..part.end)?.fill(0);
    Some(())
}

/// A picture's items that are words about it: `iinf` says which, `iloc` where.
fn items(file: &mut [u8]) -> Option<()> {
    let Some(meta) = parts(file, 0, file.len())?.into_iter().find(|part| &part.name == b"meta") else {
        return Some(());
    };
    let inner = parts(file, meta.inside() + 4, meta.end)?;
    let find = |name: &[u8; 4]| inner.iter().find(|part| &part.name == name).copied();
    let Some(infos) = find(b"iinf") else { return Some(()) };
    let doomed = doomed(file, infos)?;
    if doomed.is_empty() {
        return Some(());
    }
    let data = find(b"idat").map(|part| part.inside());
    for (from, length, is_exif) in holes(file, find(b"iloc")?, data, &doomed)? {
        let hole = file.get_mut(from..from.checked_add(length)?)?;
        hole.fill(if is_exif { 0 } else { b' ' });
        let nothing = if is_exif { NO_EXIF } else { NO_XMP };
        if let Some(start) = hole.get_mut(..nothing.len()) {
            start.copy_from_slice(nothing);
        }
    }
    Some(())
}

/// The numbers of those items, and whether each is Exif.
fn doomed(file: &[u8], infos: Part) -> Option<Vec<(u64, bool)>> {
    let count = if file.get(infos.inside()) == Some(&0) { 2 } else { 4 };
    let mut doomed = Vec::new();
    for info in parts(file, infos.inside() + 4 + count, infos.end)?.iter().filter(|part| &part.name == b"infe") {
        let at = info.inside();
        let width = if *file.get(at)? >= 3 { 4 } else { 2 };
        let id = number(file, at + 4, width)?;
        if let kind @ (b"Exif" | b"mime" | b"uri ") = file.get(at + 6 + width..at + 10 + width)? {
            doomed.push((id, kind == b"Exif"));
        }
    }
    Some(doomed)
}

/// Where the doomed items lie: offset, length, whether it is Exif.
fn holes(file: &[u8], places: Part, data: Option<usize>, doomed: &[(u64, bool)]) -> Option<Vec<(usize, usize, bool)>> {
    let version = *file.get(places.inside())?;
    let mut at = places.inside() + 4;
    let (sizes, more) = (*file.get(at)?, *file.get(at + 1)?);
    let (offset, length, base) = (usize::from(sizes >> 4), usize::from(sizes & 15), usize::from(more >> 4));
    let index = if version > 0 { usize::from(more & 15) } else { 0 };
    at += 2;
    let mut take = |size: usize| {
        let found = number(file, at, size);
        at += size;
        found
    };
    let width = if version < 2 { 2 } else { 4 };
    let mut holes = Vec::new();
    for _ in 0..take(width)? {
        let id = take(width)?;
        let method = if version > 0 { take(2)? & 15 } else { 0 };
        take(2)?;
        let start = take(base)?;
        for _ in 0..take(2)? {
            take(index)?;
            let (from, size) = (take(offset)?, take(length)?);
            let Some((_, is_exif)) = doomed.iter().find(|one| one.0 == id) else { continue };
            let file_start = match method {
                0 => 0,
                1 => data?,
                _ => return None,
            };
            let from = usize::try_from(start.checked_add(from)?).ok()?.checked_add(file_start)?;
            holes.push((from, usize::try_from(size).ok()?, *is_exif));
        }
    }
    Some(holes)
}
