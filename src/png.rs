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

    /// Puts one level of an ink on a pixel, if that is more than what is there: levels follow one another in the palette.
    pub fn ink(&mut self, x: i64, y: i64, faintest: u8, level: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x < self.width
            && let Some(pixel) = self.pixels.get_mut(y * self.width + x)
        {
            let before = if *pixel >= faintest { *pixel - faintest + 1 } else { 0 };
            *pixel = faintest + before.max(level) - 1;
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
    let checksum = crc32(&file[start..]);
    file.extend(checksum.to_be_bytes());
}

fn crc32(data: &[u8]) -> u32 {
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut index = 0;
        while index < 256 {
            let mut value = index as u32;
            let mut bit = 0;
            while bit < 8 {
                value = if value & 1 == 1 { 0xEDB8_8320 ^ (value >> 1) } else { value >> 1 };
                bit += 1;
            }
            table[index] = value;
            index += 1;
        }
        table
    };
    !data.iter().fold(!0, |sum: u32, byte| TABLE[((sum ^ u32::from(*byte)) & 255) as usize] ^ (sum >> 8))
}
