//! Words for asking fast whether a text may have any of them.

/// Words without regard to case: it says no for sure, and yes mostly rightly, at the cost of a hash.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    /// A bit for each hash; none of an empty set.
    bits: Vec<u64>,
}

impl WordSet {
    const BITS: usize = 1 << 14;
    const START: u32 = 0x811c_9dc5;

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
        word.chars().fold(WordSet::START, WordSet::mix)
    }

    fn mix(hash: u32, letter: char) -> u32 {
        let letter = match letter.is_ascii() {
            true => u32::from(letter.to_ascii_lowercase()),
            false => u32::from(letter.to_lowercase().next().unwrap_or(letter)),
        };
        (hash ^ letter).wrapping_mul(0x0100_0193)
    }
}

/// The words of two letters and more, each with its hash: letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = (&str, u32)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (start, mut hash) = (at, WordSet::START);
            while let Some(byte) = bytes.get(at) {
                if byte.is_ascii_alphanumeric() {
                    hash = WordSet::mix(hash, char::from(*byte));
                    at += 1;
                } else if byte.is_ascii() {
                    break;
                } else {
                    let letter =
                        text.get(at..).and_then(|rest| rest.chars().next()).filter(|one| one.is_alphanumeric());
                    let Some(letter) = letter else { break };
                    hash = WordSet::mix(hash, letter);
                    at += letter.len_utf8();
                }
            }
            let word = &text[start..at];
            if word.len() > 1 {
                return Some((word, hash));
            }
            // The mark that no word begins with.
            at += text.get(at..).and_then(|rest| rest.chars().next())?.len_utf8();
        }
    })
}

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
