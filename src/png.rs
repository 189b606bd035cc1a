//! Pictures of few colours as PNG files.
//!
//! The bytes depend on the pixels and on nothing else, so that a card made anywhere is the card that `verify` compares
//! with: the compressor is one version of one crate, which `Cargo.toml` pins. Format: W3C PNG (third edition).

use miniz_oxide::deflate::compress_to_vec_zlib;

/// Shapes of few colours gain little from a longer search: the first level packs a card ten times as fast as the sixth.
const LEVEL: u8 = 1;

/// A picture with a palette; a pixel is an index into it.
#[derive(Clone, Debug)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue; at most 256.
    pub palette: Vec<[u8; 3]>,
    /// Row after row.
    pub pixels: Vec<u8>,
}

impl Picture {
    /// A picture of one colour, the palette's first.
    pub fn new(width: usize, height: usize, palette: Vec<[u8; 3]>) -> Picture {
        Picture { width, height, palette, pixels: vec![0; width * height] }
    }

    /// Copies rows of `width` pixels to a place inside the picture.
    pub fn stamp(&mut self, x: usize, y: usize, pixels: &[u8], width: usize) {
        for (row, line) in pixels.chunks(width.max(1)).enumerate() {
            let start = (y + row) * self.width + x;
            if x + line.len() <= self.width && y + row < self.height {
                self.pixels[start..start + line.len()].copy_from_slice(line);
            }
        }
    }

    /// Puts levels of an ink on pixels from a place to the right, each if it is more than what is there; 0 is no ink.
    /// Levels follow one another in the palette.
    pub fn ink(&mut self, x: i64, y: i64, faintest: u8, levels: &[u8]) {
        let Ok(y) = usize::try_from(y) else { return };
        let Some(row) = self.pixels.chunks_exact_mut(self.width.max(1)).nth(y) else { return };
        // What lies left of the picture is not drawn.
        let hidden = usize::try_from(-x).unwrap_or_default();
        let row = row.get_mut(usize::try_from(x).unwrap_or_default()..).unwrap_or_default();
        let levels = levels.get(hidden..).unwrap_or_default();
        for (pixel, level) in row.iter_mut().zip(levels).filter(|(_, level)| **level > 0) {
            let before = if *pixel >= faintest { *pixel - faintest + 1 } else { 0 };
            *pixel = faintest + before.max(*level) - 1;
        }
    }

    /// Fills a rectangle.
    pub fn fill(&mut self, x: usize, y: usize, width: usize, height: usize, colour: u8) {
        let (left, right) = (x.min(self.width), (x + width).min(self.width));
        for row in y..(y + height).min(self.height) {
            self.pixels[row * self.width + left..row * self.width + right].fill(colour);
        }
    }

    /// The picture as a PNG file: four bits a pixel where sixteen colours do, else eight.
    pub fn encode(&self) -> Vec<u8> {
        let depth: u8 = if self.palette.len() <= 16 { 4 } else { 8 };
        let mut header = Vec::with_capacity(13);
        header.extend((self.width as u32).to_be_bytes());
        header.extend((self.height as u32).to_be_bytes());
        // Depth; colour type 3 (palette); deflate; no filter types but the standard's; not interlaced.
        header.extend([depth, 3, 0, 0, 0]);
        let palette: Vec<u8> = self.palette.iter().take(256).flatten().copied().collect();
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, b"IHDR", &header);
        chunk(&mut file, b"PLTE", &palette);
        chunk(&mut file, b"IDAT", &compress_to_vec_zlib(&self.rows(depth), LEVEL));
        chunk(&mut file, b"IEND", &[]);
        file
    }

    /// The rows as PNG wants them, each after a filter byte (0: none).
    fn rows(&self, depth: u8) -> Vec<u8> {
        let per_byte = usize::from(8 / depth);
        let mut rows = Vec::with_capacity((1 + self.width.div_ceil(per_byte)) * self.height);
        for row in self.pixels.chunks(self.width.max(1)).take(self.height) {
            rows.push(0);
            match per_byte {
                1 => rows.extend_from_slice(row),
                _ => rows.extend(row.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0) & 15)),
            }
        }
        rows
    }
}

fn chunk(file: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    file.extend((data.len() as u32).to_be_bytes());
    let start = file.len();
    file.extend(name);
    file.extend(data);
    let checksum = crc32fast::hash(&file[start..]);
    file.extend(checksum.to_be_bytes());
}
