//! Runs of eight words, whatever stands between them.

use std::ops::Range;

/// How many words a run has.
pub const LENGTH: usize = 8;

/// A character that no run of words crosses; one byte long.
pub const BREAK: &str = "\u{1}";

/// The hash of each run of words in a text, and where the run stands. Case and punctuation do not count.
pub fn shingles(text: &str) -> impl Iterator<Item = (u64, Range<usize>)> {
    let mut runs = Runs::default();
    words(text).filter_map(move |word| runs.push(word))
}

/// A word's hash and place; none at a break.
type Word = Option<(u64, Range<usize>)>;

/// The words of a text: runs of letters and digits, in lower case.
fn words(text: &str) -> impl Iterator<Item = Word> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(at) {
            if byte == BREAK.as_bytes()[0] {
                at += 1;
                return Some(None);
            }
            if byte.is_ascii_alphanumeric() || (byte >= 0x80 && text[at..].starts_with(char::is_alphanumeric)) {
                let start = at;
                let hash = word(text, &mut at);
                return Some(Some((hash, start..at)));
            }
            at += if byte < 0x80 { 1 } else { text[at..].chars().next().map_or(1, char::len_utf8) };
        }
        None
    })
}

/// FNV-1a of the word at `at`, which moves behind it.
fn word(text: &str, at: &mut usize) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(*at) {
        if byte.is_ascii_alphanumeric() {
            add(byte.to_ascii_lowercase());
            *at += 1;
            continue;
        }
        let next = if byte < 0x80 { None } else { text[*at..].chars().next().filter(|next| next.is_alphanumeric()) };
        let Some(letter) = next else { break };
        for lower in letter.to_lowercase() {
            lower.encode_utf8(&mut [0; 4]).bytes().for_each(&mut add);
        }
        *at += letter.len_utf8();
    }
    hash
}

/// The last words, as a rolling hash.
#[derive(Default)]
struct Runs {
    words: [(u64, usize); LENGTH],
    count: usize,
    hash: u64,
}

impl Runs {
    const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
    /// The base to the power of the run's length.
    const TOP: u64 = {
        let mut power: u64 = 1;
        let mut index = 0;
        while index < LENGTH {
            power = power.wrapping_mul(Runs::BASE);
            index += 1;
        }
        power
    };

    /// The run that ends with this word, if there are words enough.
    fn push(&mut self, word: Word) -> Option<(u64, Range<usize>)> {
        let Some((hash, place)) = word else {
            *self = Runs::default();
            return None;
        };
        let slot = self.count % LENGTH;
        let (oldest, _) = std::mem::replace(&mut self.words[slot], (hash, place.start));
        self.hash = self.hash.wrapping_mul(Runs::BASE).wrapping_add(hash).wrapping_sub(oldest.wrapping_mul(Runs::TOP));
        self.count += 1;
        (self.count >= LENGTH).then(|| (self.hash, self.words[self.count % LENGTH].1..place.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_found_whatever_stands_around_it() {
        let inner = "One two, THREE four — five “six” seven eight";
        let (wanted, range) = shingles(inner).next().expect("a run");
        assert_eq!(range, 0..inner.len());
        let text = format!("nine ten eleven {} twelve", inner.to_lowercase().replace(',', "</b>"));
        assert!(shingles(&text.replace("</b>", "  ")).any(|(hash, _)| hash == wanted));
        assert_eq!(shingles("one two three four five six seven").count(), 0);
        assert!(!shingles("eight one two three four five six seven").any(|(hash, _)| hash == wanted));
    }

    #[test]
    fn no_run_crosses_a_break() {
        assert_eq!(shingles(&format!("a b c d {BREAK} e f g h")).count(), 0);
        assert_eq!(shingles("Ґ é ж 4 五 f G h").count(), 1);
    }
}
