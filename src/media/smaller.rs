//! How large a picture is, as its head says, and the same picture smaller.
//!
//! Pages know of a picture what its first bytes tell, and promise smaller sizes by that alone. Where the rest of the file then
//! does not allow one (it is damaged, in printers' colours, or smaller in bytes as it is), the picture itself takes its place.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::png::{CompressionType, FilterType as PngFilter, PngEncoder};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};
use img_parts::jpeg::Jpeg;
use jpeg_encoder::{ColorType, Encoder};
use memchr::memmem;

use super::{Kind, kind, raster, svg};

/// Widths in pixels: a column of text on a plain screen, and on a fine one or a phone.
pub const WIDTHS: [u32; 2] = [640, 1280];
/// Photographs are packed so that nobody sees it.
const QUALITY: u8 = 80;
/// Nobody's picture has more pixels.
const MOST_PIXELS: u64 = 120_000_000;

/// What a page says of a picture before it is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// In pixels, as browsers turn it.
    pub width: u32,
    pub height: u32,
    /// How smaller sizes are packed; none: there are none.
    pub format: Option<Format>,
}

/// How a smaller size is packed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    Photograph,
    /// WebP is packed as JPEG: nothing here packs it with loss.
    PhotographOfWebp,
    Graphic,
}

impl Shape {
    /// The widths of its smaller sizes: those at which much is saved.
    pub fn widths(self) -> impl Iterator<Item = (u32, Format)> {
        let saves = move |width: &u32| self.width >= width + width / 4;
        self.format
            .into_iter()
            .flat_map(move |format| WIDTHS.into_iter().filter(saves).map(move |width| (width, format)))
    }
}

/// How large a picture is; none: it does not say.
pub fn shape(file: &[u8]) -> Option<Shape> {
    let format = match kind(file) {
        Kind::Svg => {
            let (width, height) = svg::size(file)?;
            return Some(Shape { width, height, format: None });
        }
        Kind::Jpeg => Some(Format::Photograph),
        Kind::Png => (!moves(file, b"acTL", b"IDAT")).then_some(Format::Graphic),
        Kind::Webp => is_photograph(file).then_some(Format::PhotographOfWebp),
        Kind::Gif | Kind::Iso => None,
        Kind::Pdf | Kind::Refused(_) | Kind::Other => return None,
    };
    let size = imagesize::blob_size(file).ok()?;
    let (width, height) = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    // Browsers turn JPEG and PNG by what Exif says, and WebP not.
    let is_turned = matches!(format, Some(Format::Photograph | Format::Graphic)) && turned(file) >= 5;
    let (width, height) = if is_turned { (height, width) } else { (width, height) };
    (width > 0 && height > 0).then_some(Shape { width, height, format })
}

fn turned(file: &[u8]) -> u16 {
    raster::orientation(file).unwrap_or(1)
}

/// Whether a part of that name stands before the other.
fn moves(file: &[u8], part: &[u8], before: &[u8]) -> bool {
    let head = &file[..memmem::find(file, before).unwrap_or(file.len())];
    memmem::find(head, part).is_some()
}

/// A WebP picture that was packed with loss, is opaque and does not move.
fn is_photograph(file: &[u8]) -> bool {
    const ALPHA_OR_MOVING: u8 = 1 << 4 | 1 << 1;
    match file.get(12..16) {
        Some(b"VP8 ") => true,
        Some(b"VP8X") => {
            file.get(20).is_some_and(|flags| flags & ALPHA_OR_MOVING == 0) && memmem::find(file, b"VP8L").is_none()
        }
        _ => false,
    }
}

/// The picture in that width, without anything but its pixels and their colours; or itself.
pub fn smaller(file: &Arc<[u8]>, width: u32, format: Format) -> Arc<[u8]> {
    // Other people's decoders meet anybody's pictures.
    let made = catch_unwind(AssertUnwindSafe(|| shrunk(file, width, format)));
    match made.ok().flatten() {
        Some(bytes) if bytes.len() < file.len() => bytes.into(),
        _ => Arc::clone(file),
    }
}

fn shrunk(file: &[u8], width: u32, format: Format) -> Option<Vec<u8>> {
    let known = match format {
        Format::Photograph => ImageFormat::Jpeg,
        Format::PhotographOfWebp => ImageFormat::WebP,
        Format::Graphic => ImageFormat::Png,
    };
    if format == Format::Photograph && components(file)? > 3 {
        return None;
    }
    let mut decoder = ImageReader::with_format(Cursor::new(file), known).into_decoder().ok()?;
    let (across, down) = decoder.dimensions();
    if u64::from(across) * u64::from(down) > MOST_PIXELS {
        return None;
    }
    let colours = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    if format != Format::PhotographOfWebp {
        picture.apply_orientation(Orientation::from_exif(u8::try_from(turned(file)).ok()?)?);
    }
    let is_grey = !picture.color().has_color();
    let is_clear = picture.color().has_alpha();
    // A profile for shades of grey says nothing of colours, and the other way round.
    let colours = colours.filter(|_| !is_grey);
    let picture = resized(&picture.into_rgba8(), width, is_clear)?;
    match format {
        Format::Graphic => graphic(&picture, is_clear, colours),
        Format::Photograph | Format::PhotographOfWebp => photograph(&picture, is_grey, colours),
    }
}

/// How many inks a JPEG picture has.
fn components(file: &[u8]) -> Option<u8> {
    let picture = Jpeg::from_bytes(img_parts::Bytes::copy_from_slice(file)).ok()?;
    let is_frame = |marker: u8| matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
    picture.segments().iter().find(|segment| is_frame(segment.marker()))?.contents().get(5).copied()
}

/// Four bytes a pixel.
struct Pixels {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

fn resized(picture: &image::RgbaImage, width: u32, is_clear: bool) -> Option<Pixels> {
    let (across, down) = picture.dimensions();
    let height = u32::try_from((u64::from(down) * u64::from(width)).div_ceil(u64::from(across.max(1)))).ok()?.max(1);
    let from = fast_image_resize::images::ImageRef::new(across, down, picture.as_raw(), PixelType::U8x4).ok()?;
    let mut to = Image::new(width, height, PixelType::U8x4);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3)).use_alpha(is_clear);
    Resizer::new().resize(&from, &mut to, &options).ok()?;
    Some(Pixels { width, height, bytes: to.into_vec() })
}

fn photograph(picture: &Pixels, is_grey: bool, colours: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(picture.width).ok()?, u16::try_from(picture.height).ok()?);
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    if let Some(colours) = colours {
        encoder.add_icc_profile(&colours).ok()?;
    }
    match is_grey {
        true => {
            let greys: Vec<u8> = picture.bytes.chunks_exact(4).map(|pixel| pixel[0]).collect();
            encoder.encode(&greys, width, height, ColorType::Luma).ok()?;
        }
        false => encoder.encode(&picture.bytes, width, height, ColorType::Rgba).ok()?,
    }
    Some(out)
}

fn graphic(picture: &Pixels, is_clear: bool, colours: Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Default, PngFilter::Adaptive);
    if let Some(colours) = colours {
        encoder.set_icc_profile(colours).ok()?;
    }
    let (width, height) = (picture.width, picture.height);
    match is_clear {
        true => encoder.write_image(&picture.bytes, width, height, ExtendedColorType::Rgba8).ok()?,
        false => {
            let opaque: Vec<u8> = picture.bytes.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
            encoder.write_image(&opaque, width, height, ExtendedColorType::Rgb8).ok()?;
        }
    }
    Some(out)
}
