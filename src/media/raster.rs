//! JPEG, PNG and WebP: what the picture needs to look as it does is kept, and how it is to be turned.

use std::io::Cursor;

use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment};
use img_parts::png::{Png, PngChunk};
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::WebP;

const PNG_KEPT: &[&[u8; 4]] = &[
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV",
    b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT",
];
const WEBP_KEPT: &[&[u8; 4]] = &[b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// `VP8X` says in its first byte that there is XMP, and that there is Exif.
const WEBP_XMP: u8 = 1 << 2;
const WEBP_EXIF: u8 = 1 << 3;

/// What a picture says of itself, as far as it can be read.
pub fn exif(file: &[u8]) -> Option<exif::Exif> {
    let mut reader = exif::Reader::new();
    reader.continue_on_error(true);
    let read = reader.read_from_container(&mut Cursor::new(file));
    read.or_else(|error| error.distill_partial_result(|_| ())).ok()
}

/// How a picture is to be turned, 2 to 8; none: it stands as it is.
pub fn orientation(file: &[u8]) -> Option<u16> {
    let told = exif(file)?;
    let turned = told.get_field(exif::Tag::Orientation, exif::In::PRIMARY)?.value.get_uint(0)?;
    u16::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))
}

/// An Exif block that says nothing but the orientation.
fn only(orientation: u16) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend(orientation.to_le_bytes());
    block.extend([0; 6]);
    block
}

pub fn jpeg(file: &[u8], keeps_credentials: bool) -> Option<Vec<u8>> {
    let mut picture = Jpeg::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    let is_kept = |segment: &JpegSegment| match segment.marker() {
        0xE0 => segment.contents().starts_with(b"JFIF\0"),
        0xE2 => segment.contents().starts_with(b"ICC_PROFILE\0"),
        0xEB => keeps_credentials && segment.contents().starts_with(b"JP"),
        0xEE => segment.contents().starts_with(b"Adobe"), // CMYK and RGB are misread without it
        0xE1..=0xEF | 0xFE => false,
        _ => true,
    };
    picture.segments_mut().retain(is_kept);
    for segment in picture.segments_mut().iter_mut().filter(|segment| segment.marker() == 0xE0) {
        // A JFIF head may hold a smaller picture, made before somebody was cut off or blurred.
        let mut head = segment.contents().get(..12)?.to_vec();
        head.extend([0, 0]);
        *segment = JpegSegment::new_with_contents(0xE0, head.into());
    }
    if let Some(turned) = orientation(file) {
        let block = [&b"Exif\0\0"[..], &only(turned)].concat();
        let at = picture.segments().iter().take_while(|segment| segment.marker() == 0xE0).count();
        picture.segments_mut().insert(at, JpegSegment::new_with_contents(0xE1, block.into()));
    }
    let mut out = picture.encoder().bytes().to_vec();
    let end = scans(&mut out)?;
    out.truncate(end);
    Some(out)
}

/// Where the picture ends, after its own EOI; what follows is not the picture's. Between the scans of a progressive picture
/// comments and blocks may stand as well: they are emptied.
fn scans(file: &mut [u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        while *file.get(at)? != 0xFF {
            at += 1;
        }
        let marker = *file.get(at + 1)?;
        match marker {
            0xD9 => return Some(at + 2),
            0xFF => at += 1,
            0 | 0x01 | 0xD0..=0xD8 => at += 2,
            _ => {
                let length = usize::from(u16::from_be_bytes([*file.get(at + 2)?, *file.get(at + 3)?]));
                let next = at + 2 + length.max(2);
                if marker == 0xFE {
                    file.get_mut(at + 4..next)?.fill(b' ');
                }
                at = next;
            }
        }
    }
}

pub fn png(file: &[u8], keeps_credentials: bool) -> Option<Vec<u8>> {
    let mut picture = Png::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    picture
        .chunks_mut()
        .retain(|chunk| PNG_KEPT.contains(&&chunk.kind()) || (keeps_credentials && chunk.kind() == *b"caBX"));
    if picture.chunks().first()?.kind() != *b"IHDR" || picture.chunks().last()?.kind() != *b"IEND" {
        return None;
    }
    if let Some(turned) = orientation(file) {
        picture.chunks_mut().insert(1, PngChunk::new(*b"eXIf", only(turned).into()));
    }
    Some(picture.encoder().bytes().to_vec())
}

pub fn webp(file: &[u8], keeps_credentials: bool) -> Option<Vec<u8>> {
    let turned = orientation(file);
    let mut picture = WebP::from_bytes(Bytes::copy_from_slice(file)).ok()?;
    picture
        .chunks_mut()
        .retain(|chunk| WEBP_KEPT.contains(&&chunk.id()) || (keeps_credentials && chunk.id() == *b"C2PA"));
    for chunk in picture.chunks_mut().iter_mut().filter(|chunk| chunk.id() == *b"VP8X") {
        let RiffContent::Data(data) = chunk.content() else { return None };
        let mut data = data.to_vec();
        let flags = data.first_mut()?;
        *flags = *flags & !(WEBP_XMP | WEBP_EXIF) | if turned.is_some() { WEBP_EXIF } else { 0 };
        *chunk = RiffChunk::new(*b"VP8X", RiffContent::Data(data.into()));
    }
    if let Some(turned) = turned {
        picture.chunks_mut().push(RiffChunk::new(*b"EXIF", RiffContent::Data(only(turned).into())));
    }
    Some(picture.encoder().bytes().to_vec())
}
