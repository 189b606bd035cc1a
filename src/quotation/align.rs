//! The nearest approximate occurrence of a pattern, by edit distance with free ends in the text (Sellers 1980),
//! computed 128 rows at a time (Myers, *A fast bit-vector algorithm for approximate string matching*, JACM 46, 1999;
//! Hyyrö 2003 for patterns longer than 128 characters).

/// An approximate occurrence, in characters of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Characters to insert, delete or replace.
    pub(super) errors: usize,
}

/// The occurrence of `pattern` in `text` with the fewest errors. Of several the first, and that of the length
/// nearest to the pattern's. Time: characters of the text times pattern length / 128.
pub(super) fn nearest(pattern: &[char], text: &[char]) -> Option<Occurrence> {
    if pattern.is_empty() {
        return None;
    }
    let mut best = (usize::MAX, 0);
    scan(pattern.iter().copied(), text.iter().copied(), true, |end, errors| {
        if errors < best.0 {
            best = (errors, end);
        }
    });
    let (errors, end) = best;
    // Backwards from the end, where the start is no longer free.
    let reach = (pattern.len() + errors).min(end);
    let (mut start, mut off_length) = (end, usize::MAX);
    let backwards = text.get(end - reach..end)?.iter().rev().copied();
    scan(pattern.iter().rev().copied(), backwards, false, |length, distance| {
        let off = length.abs_diff(pattern.len());
        if distance == errors && off < off_length {
            (start, off_length) = (end - length, off);
        }
    });
    Some(Occurrence { start, end, errors })
}

/// Calls `visit` with every prefix length of the text (0 included) and the distance of the pattern from the text
/// that ends there: from any start if `free`, else from the text's start.
fn scan(
    pattern: impl ExactSizeIterator<Item = char> + Clone,
    text: impl Iterator<Item = char>,
    free: bool,
    mut visit: impl FnMut(usize, usize),
) {
    let length = pattern.len();
    let blocks = length.div_ceil(128);
    let alphabet = Alphabet::new(pattern.clone());
    // The last row of masks stays empty: it is that of the characters the pattern does not have.
    let mut masks = vec![0_u128; (alphabet.others.len() + 129) * blocks];
    for (row, character) in pattern.enumerate() {
        masks[alphabet.index(character) * blocks + row / 128] |= 1 << (row % 128);
    }
    let mut columns = vec![(u128::MAX, 0_u128); blocks];
    let last_row = 1_u128 << ((length - 1) % 128);
    let mut errors = length;
    visit(0, errors);
    for (at, character) in text.enumerate() {
        let base = alphabet.index(character) * blocks;
        let mut carry = i32::from(!free);
        for (block, (plus, minus)) in columns.iter_mut().enumerate() {
            let high = if block + 1 == blocks { last_row } else { 1 << 127 };
            let negative = u128::from(carry < 0);
            let mask = masks[base + block];
            let across = mask | *minus;
            let mask = mask | negative;
            let along = ((mask & *plus).wrapping_add(*plus) ^ *plus) | mask;
            let mut up = *minus | !(along | *plus);
            let mut down = *plus & along;
            let out = i32::from(up & high != 0) - i32::from(down & high != 0);
            up = up << 1 | u128::from(carry > 0);
            down = down << 1 | negative;
            *plus = down | !(across | up);
            *minus = up & across;
            carry = out;
        }
        match carry {
            1 => errors += 1,
            -1 => errors -= 1,
            _ => {}
        }
        visit(at + 1, errors);
    }
}

/// Numbers the characters of a pattern: ASCII by its code, then the others, then all that it does not have.
struct Alphabet {
    others: Vec<char>,
}

impl Alphabet {
    fn new(pattern: impl Iterator<Item = char>) -> Self {
        let mut others: Vec<char> = pattern.filter(|character| !character.is_ascii()).collect();
        others.sort_unstable();
        others.dedup();
        Self { others }
    }

    fn index(&self, character: char) -> usize {
        if character.is_ascii() {
            return character as usize;
        }
        128 + self.others.binary_search(&character).unwrap_or(self.others.len())
    }
}
