//! Words for asking fast whether a text may have any of them.

/// Words without regard to case: it says no for sure, and yes mostly rightly, at the cost of a hash.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    /// A bit for each hash; none of an empty set.
    bits: Vec<u64>,
}

impl WordSet {
    const BITS: usize = 1 << 14;

    pub fn may_have(&self, word: &str) -> bool {
        self.may_have_hash(WordSet::hash(word))
    }

    pub fn may_have_hash(&self, hash: u32) -> bool {
        let bit = WordSet::bit(hash);
        self.bits.get(bit / 64).is_some_and(|bits| bits & (1 << (bit % 64)) != 0)
    }

    fn bit(hash: u32) -> usize {
        (hash ^ (hash >> 15)) as usize % WordSet::BITS
    }

    fn hash(word: &str) -> u32 {
        match word.is_ascii() {
            true => WordSet::of_bytes(word.as_bytes()),
            false => {
                let lower: String = word.chars().filter_map(|letter| letter.to_lowercase().next()).collect();
                WordSet::of_bytes(lower.as_bytes())
            }
        }
    }

    /// Of what a word begins with and of its length: that tells most words apart, and long ones cost no more.
    fn of_bytes(word: &[u8]) -> u32 {
        let head = match word.first_chunk::<8>() {
            Some(head) => u64::from_le_bytes(*head),
            None => word.iter().rev().fold(0, |head, byte| (head << 8) | u64::from(*byte)),
        };
        WordSet::of_head(head, word.len())
    }

    /// Of the first eight bytes of a word, and of its length; a shorter one has zeros behind it.
    fn of_head(head: u64, length: usize) -> u32 {
        // Letters and digits of ASCII are told apart without the bit of their case.
        let head = head | 0x2020_2020_2020_2020;
        let hash = (head ^ ((length as u64) << 56)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        u32::try_from(hash >> 32).unwrap_or_default()
    }
}

/// The words of two letters and more, each with its hash: letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            at = plain_end(bytes, at);
            // Most words are plain letters, and what stands after them is a plain mark.
            if bytes.get(at).is_none_or(u8::is_ascii) {
                let (from, length) = (start, at - start);
                at += 1;
                if length > 1 {
                    return Some((text.get(from..from + length)?, plain_hash(bytes, from, length)));
                }
                continue;
            }
            let word = text.get(start..).map_or("", |rest| rest.split_at(word_end(rest)).0);
            at = start + word.len();
            // After a word stands a mark that none begins with.
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            if word.len() > 1 {
                return Some((word, WordSet::hash(word)));
            }
        }
        None
    })
}

/// The hash of a word of plain letters that stands in a text.
fn plain_hash(text: &[u8], from: usize, length: usize) -> u32 {
    let word = text.get(from..).unwrap_or_default();
    match word.first_chunk::<8>() {
        // What stands behind a short word is taken off.
        Some(head) if length < 8 => WordSet::of_head(u64::from_le_bytes(*head) & ((1 << (8 * length)) - 1), length),
        _ => WordSet::of_bytes(word.get(..length).unwrap_or_default()),
    }
}

/// Where the letters and digits of ASCII end that stand from a place on.
fn plain_end(bytes: &[u8], from: usize) -> usize {
    let rest = bytes.get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !IS_PART[usize::from(*byte)]).unwrap_or(rest.len())
}

/// Where the word ends that a text begins with.
fn word_end(text: &str) -> usize {
    let mut at = plain_end(text.as_bytes(), 0);
    // Beyond ASCII it takes the whole letter to tell.
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|one| one.is_alphanumeric()) {
        at = plain_end(text.as_bytes(), at + letter.len_utf8());
    }
    at
}

/// The bytes that are letters and digits by themselves.
const IS_PART: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        table[byte] = (byte as u8).is_ascii_alphanumeric();
        byte += 1;
    }
    table
};

impl<'w> FromIterator<&'w str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> WordSet {
        let mut bits = vec![0_u64; WordSet::BITS / 64];
        for bit in words.into_iter().map(|word| WordSet::bit(WordSet::hash(word))) {
            if let Some(bits) = bits.get_mut(bit / 64) {
                *bits |= 1 << (bit % 64);
            }
        }
        WordSet { bits }
    }
}
