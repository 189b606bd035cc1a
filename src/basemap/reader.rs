//! Reading the packed numbers of the data file; what is cut short reads as zeros, so a damaged file draws less, never panics.

/// The file. Its layout is described in `make_basemap.py`, at `write`.
static DATA: &[u8] = include_bytes!("../../assets/basemap/basemap.bin");

const MAGIC: &[u8] = b"ORBASE2\n";

/// One size of tile: its degrees, and where its index begins.
#[derive(Clone, Copy, Debug)]
pub struct Level {
    pub degrees: i32,
    index: usize,
}

/// The table of units, as text.
pub fn unit_table() -> &'static str {
    let length = number(MAGIC.len());
    let table = DATA.get(MAGIC.len() + 4..MAGIC.len() + 4 + length).unwrap_or_default();
    std::str::from_utf8(table).unwrap_or_default()
}

/// The levels, finest first.
pub fn levels() -> impl Iterator<Item = Level> {
    let at = MAGIC.len() + 4 + number(MAGIC.len());
    let count = usize::from(DATA.get(at).copied().unwrap_or(0));
    (0..count).map(move |i| {
        let head = at + 1 + 5 * i;
        Level { degrees: i32::from(DATA.get(head).copied().unwrap_or(1).max(1)), index: number(head + 1) }
    })
}

/// The bytes of one stream of the regions, unpacked: 0 is the table, the others are the lines of a country each.
pub fn region_stream(number_of: usize) -> Vec<u8> {
    let levels = MAGIC.len() + 4 + number(MAGIC.len());
    let at = number(levels + 1 + 5 * usize::from(DATA.get(levels).copied().unwrap_or(0)));
    if number_of >= number(at) {
        return Vec::new();
    }
    let position = |index: usize| number(at + 4 + 4 * index);
    let packed = DATA.get(position(number_of)..position(number_of + 1)).unwrap_or_default();
    miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default()
}

/// The bytes of a tile, unpacked: column and row count from the south-west corner of the world.
pub fn tile(level: Level, column: i32, row: i32) -> Vec<u8> {
    let columns = 360 / level.degrees;
    let at = level.index + 4 * usize::try_from(row * columns + column).unwrap_or(0);
    let packed = DATA.get(number(at)..number(at + 4)).unwrap_or_default();
    miniz_oxide::inflate::decompress_to_vec(packed).unwrap_or_default()
}

/// The little-endian u32 at a position.
fn number(at: usize) -> usize {
    match DATA.get(at..at + 4) {
        Some(&[a, b, c, d]) => u32::from_le_bytes([a, b, c, d]) as usize,
        _ => 0,
    }
}

/// A place in unpacked bytes.
pub struct Cursor<'a> {
    bytes: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub fn new(bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { bytes }
    }

    /// The next unsigned number (LEB128).
    pub fn count(&mut self) -> usize {
        let (mut value, mut shift) = (0usize, 0);
        while let Some((&byte, rest)) = self.bytes.split_first() {
            self.bytes = rest;
            if shift < 35 {
                value |= usize::from(byte & 127) << shift;
            }
            shift += 7;
            if byte < 128 {
                break;
            }
        }
        value
    }

    /// The next signed number (zigzag).
    pub fn delta(&mut self) -> i32 {
        let n = self.count();
        let half = i32::try_from(n / 2).unwrap_or(0);
        if n.is_multiple_of(2) { half } else { -half - 1 }
    }

    /// How many items to expect: never more than there are bytes, so damage cannot ask for memory.
    pub fn items(&mut self) -> usize {
        self.count().min(self.bytes.len())
    }
}
