//! Pictures of few colours as PNG files.
//!
//! The bytes depend on the pixels and on nothing else: neither on a library's version nor on the machine, so that a card
//! made anywhere is the card that `verify` compares with. Format: W3C PNG (third edition), RFC 1950 and RFC 1951. The
//! compressor is as simple as flat shapes allow.

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
        let (rows, stride) = self.rows(depth);
        let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
        chunk(&mut file, b"IHDR", &header);
        chunk(&mut file, b"PLTE", &palette);
        chunk(&mut file, b"IDAT", &zlib(&rows, stride));
        chunk(&mut file, b"IEND", &[]);
        file
    }

    /// The rows as PNG wants them, each after a filter byte (0: none), and a row's length.
    fn rows(&self, depth: u8) -> (Vec<u8>, usize) {
        let per_byte = usize::from(8 / depth);
        let stride = 1 + self.width.div_ceil(per_byte);
        let mut rows = Vec::with_capacity(stride * self.height);
        for row in self.pixels.chunks(self.width.max(1)).take(self.height) {
            rows.push(0);
            match per_byte {
                1 => rows.extend_from_slice(row),
                _ => rows.extend(row.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0) & 15)),
            }
        }
        (rows, stride)
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

fn adler32(data: &[u8]) -> u32 {
    let (mut low, mut high) = (1_u32, 0_u32);
    // 5552 bytes is the most that cannot overflow (RFC 1950, section 9).
    for part in data.chunks(5552) {
        for byte in part {
            low += u32::from(*byte);
            high += low;
        }
        low %= 65_521;
        high %= 65_521;
    }
    high << 16 | low
}

/// One block of fixed Huffman codes. A repetition is looked for in three places: the byte before, the row above, and
/// where the next three bytes stood last.
fn zlib(data: &[u8], stride: usize) -> Vec<u8> {
    let mut out = Bits { bytes: vec![0x78, 0x01], ..Bits::default() };
    out.put(0b011, 3);
    let mut last = vec![usize::MAX; 1 << 12];
    let mut at = 0;
    while at < data.len() {
        if at % stride == 0
            && at >= stride
            && at + stride <= data.len()
            && data[at..at + stride] == data[at - stride..at]
        {
            out.row(stride);
            at += stride;
            continue;
        }
        let stood = data.get(at..at + 3).map(|next| std::mem::replace(&mut last[slot(next)], at)).unwrap_or(usize::MAX);
        let mut best = (run(data, at, 1), 1);
        for distance in [stride, at.wrapping_sub(stood)] {
            // A longer distance costs more bits, so it has to give more.
            let length = if (1..=WINDOW).contains(&distance) { run(data, at, distance) } else { 0 };
            if length > best.0 + 2 {
                best = (length, distance);
            }
        }
        if best.0 < 3 {
            out.symbol(u32::from(data[at]));
            at += 1;
        } else {
            out.length(best.0);
            out.distance(best.1 as u32);
            at += best.0;
        }
    }
    out.symbol(256);
    let mut bytes = out.finish();
    bytes.extend(adler32(data).to_be_bytes());
    bytes
}

/// How many bytes one repetition may hold.
const LONGEST: usize = 258;

/// How far back a repetition may lie.
const WINDOW: usize = 32_768;

fn slot(next: &[u8]) -> usize {
    let word = u32::from_le_bytes([next[0], next[1], next[2], 0]);
    (word.wrapping_mul(0x9E37_79B1) >> 20) as usize
}

/// For how many bytes, at most 258, the data repeats what stands `distance` before.
fn run(data: &[u8], at: usize, distance: usize) -> usize {
    let Some(from) = at.checked_sub(distance) else { return 0 };
    let most = LONGEST.min(data.len() - at);
    match data[at..at + most] == data[from..from + most] {
        true => most,
        false => data[at..].iter().zip(&data[from..]).take(most).take_while(|(one, other)| one == other).count(),
    }
}

/// Bits, least significant first, as RFC 1951 packs them.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    pending: u32,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, bits: u32) {
        self.pending |= value << self.count;
        self.count += bits;
        while self.count >= 8 {
            self.bytes.push((self.pending & 255) as u8);
            self.pending >>= 8;
            self.count -= 8;
        }
    }

    /// A Huffman code, which goes most significant bit first.
    fn code(&mut self, code: u32, bits: u32) {
        self.put(code.reverse_bits() >> (32 - bits), bits);
    }

    /// A literal, a length or the end, in the fixed code (RFC 1951, section 3.2.6).
    fn symbol(&mut self, symbol: u32) {
        match symbol {
            0..=143 => self.code(0x30 + symbol, 8),
            144..=255 => self.code(0x190 + symbol - 144, 9),
            256..=279 => self.code(symbol - 256, 7),
            _ => self.code(0xC0 + symbol - 280, 8),
        }
    }

    /// 3 to 258 (section 3.2.5).
    fn length(&mut self, length: usize) {
        let length = length as u32;
        match length {
            258 => self.symbol(285),
            3..=10 => self.symbol(254 + length),
            _ => {
                let extra = (length - 3).ilog2() - 2;
                let base = (4 << extra) + 3;
                self.symbol(257 + 4 * (extra + 1) + ((length - base) >> extra));
                self.put((length - base) & ((1 << extra) - 1), extra);
            }
        }
    }

    /// The row above once more.
    fn row(&mut self, stride: usize) {
        let mut rest = stride;
        while rest > 0 {
            // What is left has to be long enough to be a repetition too.
            let length = if rest > LONGEST && rest < LONGEST + 3 { rest - 3 } else { rest.min(LONGEST) };
            self.length(length);
            self.distance(stride as u32);
            rest -= length;
        }
    }

    fn distance(&mut self, distance: u32) {
        match distance {
            0..=4 => self.code(distance.saturating_sub(1), 5),
            _ => {
                let extra = (distance - 1).ilog2() - 1;
                let base = (2 << extra) + 1;
                self.code(2 * (extra + 1) + ((distance - base) >> extra), 5);
                self.put((distance - base) & ((1 << extra) - 1), extra);
            }
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every length and distance code, against the table of RFC 1951 written out.
    #[test]
    fn codes_are_those_of_the_standard() {
        let bits_of = |write: &dyn Fn(&mut Bits)| {
            let mut bits = Bits::default();
            write(&mut bits);
            (bits.bytes.clone(), bits.pending, bits.count)
        };
        for (length, symbol, extra, value) in [
            (3, 257, 0, 0),
            (10, 264, 0, 0),
            (11, 265, 1, 0),
            (12, 265, 1, 1),
            (13, 266, 1, 0),
            (257, 284, 5, 30),
            (131, 281, 5, 0),
        ] {
            let ours = bits_of(&|bits| bits.length(length));
            let wanted = bits_of(&|bits| {
                bits.symbol(symbol);
                bits.put(value, extra);
            });
            assert_eq!(ours, wanted, "length {length}");
        }
        for (distance, code, extra, value) in
            [(1, 0, 0, 0), (4, 3, 0, 0), (5, 4, 1, 0), (6, 4, 1, 1), (7, 5, 1, 0), (601, 18, 8, 88), (1201, 20, 9, 176)]
        {
            let ours = bits_of(&|bits| bits.distance(distance));
            let wanted = bits_of(&|bits| {
                bits.code(code, 5);
                bits.put(value, extra);
            });
            assert_eq!(ours, wanted, "distance {distance}");
        }
    }

    #[test]
    fn checksums_are_those_of_the_standards() {
        assert_eq!(crc32(b"IEND"), 0xAE42_6082);
        assert_eq!(adler32(b"Wikipedia"), 0x11E6_0398);
    }
}
