//! Pictures, films and other files without what they say besides what they show: where and when, with which camera, by whom.
//!
//! Each kind is rewritten at the level of its container by a list of what is kept; pixels are not touched. The kind is told
//! by the first bytes, never by the name. A container that does not read as its kind, and a kind that cannot be cleaned, is a
//! reason not to publish the file.

mod raster;
mod gif;
mod iso;
mod pdf;
mod svg;
mod smaller;

pub use smaller::{Format, Shape, shape, smaller};

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cleaned {
    /// There was nothing to take out.
    AsItIs,
    /// Without what it told; and whether that was a place.
    Rewritten { bytes: Vec<u8>, told_place: bool },
    /// Not to be published as it is.
    Refused(Refusal),
}

/// Why a file cannot be cleaned, and what its owner can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub because: &'static str,
    pub help: &'static str,
}

const DAMAGED: Refusal = Refusal {
    because: "begins as a picture, a film or a document and then does not read as one, so that nothing can be taken out of it",
    help: "open it in the program for such files and save it again",
};
const TIFF: Refusal = Refusal {
    because: "is a TIFF or a camera's raw picture, which may hold the place and cannot be cleaned",
    help: "save it as JPEG or PNG: browsers show those, too",
};
const JXL: Refusal = Refusal {
    because: "is a JPEG XL picture, which may hold the place and cannot be cleaned",
    help: "save it as JPEG or PNG",
};
const TRACK: Refusal = Refusal {
    because: "is a track of positions with their times",
    help: "give the places that readers need in `content/places.yaml`, and keep the track in `content/private/`",
};
const FILM_TRACK: Refusal = Refusal {
    because: "is a film with a track besides picture, sound and subtitles, where cameras put positions",
    help: "run `ffmpeg -i IN -map 0:v -map 0:a? -map_metadata -1 -c copy OUT`",
};
const DRAWING: Refusal = Refusal {
    because: "is an SVG that cannot be cleaned: it declares entities, holds another picture, or is not well-formed UTF-8",
    help: "save it as plain SVG, with its pictures beside it",
};

type Rewritten = Result<Vec<u8>, Refusal>;

/// A file as it may be published.
pub fn clean(file: &[u8], keeps_credentials: bool) -> Cleaned {
    let rewritten = match kind(file) {
        Kind::Jpeg => raster::jpeg(file, keeps_credentials).ok_or(DAMAGED),
        Kind::Png => raster::png(file, keeps_credentials).ok_or(DAMAGED),
        Kind::Webp => raster::webp(file, keeps_credentials).ok_or(DAMAGED),
        Kind::Gif => gif::gif(file).ok_or(DAMAGED),
        Kind::Iso => iso::iso(file),
        Kind::Svg => svg::svg(file).ok_or(DRAWING),
        Kind::Pdf => pdf::pdf(file),
        Kind::Refused(refusal) => Err(refusal),
        Kind::Other => return Cleaned::AsItIs,
    };
    match rewritten {
        Ok(bytes) if bytes == file => Cleaned::AsItIs,
        Ok(bytes) => Cleaned::Rewritten { told_place: tells_place(file), bytes },
        Err(refusal) => Cleaned::Refused(refusal),
    }
}

/// Who a picture says made it: the artist of its Exif block.
pub fn byline(file: &[u8]) -> Option<String> {
    let told = raster::exif(file)?;
    let field = told.get_field(exif::Tag::Artist, exif::In::PRIMARY)?;
    let exif::Value::Ascii(lines) = &field.value else { return None };
    let name = String::from_utf8_lossy(lines.first()?).trim().to_owned();
    let is_plain = |sign: char| !sign.is_control() && sign != '"' && sign != '\\';
    (!name.is_empty() && name.chars().all(is_plain)).then_some(name)
}

enum Kind {
    Jpeg,
    Png,
    Webp,
    Gif,
    Iso,
    Svg,
    Pdf,
    Refused(Refusal),
    Other,
}

fn kind(file: &[u8]) -> Kind {
    let at = |from: usize, sign: &[u8]| file.get(from..).is_some_and(|rest| rest.starts_with(sign));
    let raw = [&b"II*\0"[..], b"MM\0*", b"II+\0", b"MM\0+", b"IIU\0", b"IIRO", b"FUJIFILMCCD-RAW"];
    match () {
        () if at(0, b"\xff\xd8\xff") => Kind::Jpeg,
        () if at(0, b"\x89PNG\r\n\x1a\n") => Kind::Png,
        () if at(0, b"RIFF") && at(8, b"WEBP") => Kind::Webp,
        () if at(0, b"GIF87a") || at(0, b"GIF89a") => Kind::Gif,
        () if at(0, b"\xff\x0a") || at(4, b"JXL \r\n\x87\n") => Kind::Refused(JXL),
        () if [&b"ftyp"[..], b"moov", b"mdat", b"wide"].iter().any(|sign| at(4, sign)) => Kind::Iso,
        () if raw.iter().any(|sign| at(0, sign)) => Kind::Refused(TIFF),
        () if at(8, b".FIT") => Kind::Refused(TRACK),
        // Readers look for the sign in the first kilobyte.
        () if memchr::memmem::find(&file[..file.len().min(1024)], b"%PDF-").is_some() => Kind::Pdf,
        () => marked_up(file),
    }
}

/// Drawings and tracks are XML: told by their first element, in whatever encoding.
fn marked_up(file: &[u8]) -> Kind {
    let start: Vec<u8> = file.iter().take(4096).copied().filter(|byte| *byte != 0).collect();
    let start = String::from_utf8_lossy(&start).to_ascii_lowercase();
    let start = start.trim_start_matches(['\u{feff}', '\u{fffd}']).trim_start();
    if !start.starts_with('<') || start.contains("<html") {
        return Kind::Other;
    }
    let names = |name: &str| start.contains(&format!("<{name}")) || start.contains(&format!(":{name} "));
    match (names("svg"), names("gpx") || names("trainingcenterdatabase")) {
        (true, _) => Kind::Svg,
        (_, true) => Kind::Refused(TRACK),
        _ => Kind::Other,
    }
}

fn tells_place(file: &[u8]) -> bool {
    let signs = [&b"GPSLatitude"[..], b"\xa9xyz", b"location.ISO6709", b"GPSCoordinates", b"loci"];
    let exif = raster::exif(file);
    let in_exif = exif.is_some_and(|exif| exif.fields().any(|field| field.tag.context() == exif::Context::Gps));
    in_exif || signs.iter().any(|sign| memchr::memmem::find(file, sign).is_some())
}
