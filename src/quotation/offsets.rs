//! The way back from normalised text to the capture as it is.
//!
//! Normalised text is addressed in bytes, the capture in code points. Most stretches run in step, so the map
//! stores stretches, not characters: a capture in plain ASCII needs one.

/// A stretch of normalised text.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// First byte in the normalised text.
    normal: u32,
    /// First code point in the raw text.
    raw: u32,
    /// Code points in the raw text, for a stretch that does not run in step.
    raw_length: u32,
    /// Bytes per code point, for a stretch that runs in step; 0 for one that maps as a whole.
    width: u32,
}

/// Maps byte offsets of normalised text to code points of the raw text.
#[derive(Clone, Debug, Default)]
pub(super) struct Offsets {
    stretches: Vec<Stretch>,
    /// Length of the normalised text in bytes.
    length: u32,
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Offsets {
    /// Adds `count` characters of `width` bytes each that stand for as many code points from `raw` on.
    pub(super) fn push_in_step(&mut self, raw: usize, count: usize, width: usize) {
        let (raw, width) = (small(raw), small(width));
        let continues = self
            .stretches
            .last()
            .is_some_and(|last| last.width == width && last.raw + (self.length - last.normal) / width.max(1) == raw);
        if !continues {
            self.stretches.push(Stretch { normal: self.length, raw, raw_length: 0, width });
        }
        self.length += small(count) * width;
    }

    /// Adds `bytes` bytes that stand as a whole for the code points `raw_start..raw_end`.
    pub(super) fn push_whole(&mut self, raw_start: usize, raw_end: usize, bytes: usize) {
        let raw_length = small(raw_end.saturating_sub(raw_start));
        self.stretches.push(Stretch { normal: self.length, raw: small(raw_start), raw_length, width: 0 });
        self.length += small(bytes);
    }

    /// Forgets everything from byte `length` on.
    pub(super) fn truncate(&mut self, length: usize) {
        self.length = self.length.min(small(length));
        while self.stretches.last().is_some_and(|last| last.normal >= self.length) {
            self.stretches.pop();
        }
    }

    fn stretch_of(&self, byte: u32) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.normal <= byte);
        self.stretches.get(after.checked_sub(1)?)
    }

    /// The first code point of the character that byte `byte` belongs to.
    pub(super) fn raw_start(&self, byte: usize) -> usize {
        let byte = small(byte);
        self.stretch_of(byte).map_or(0, |stretch| {
            (stretch.raw + (byte - stretch.normal).checked_div(stretch.width).unwrap_or(0)) as usize
        })
    }

    /// The code point after the character that ends before byte `byte`.
    pub(super) fn raw_end(&self, byte: usize) -> usize {
        let Some(last) = small(byte).checked_sub(1) else {
            return 0;
        };
        self.stretch_of(last).map_or(0, |stretch| match (last - stretch.normal).checked_div(stretch.width) {
            Some(step) => (stretch.raw + step + 1) as usize,
            None => (stretch.raw + stretch.raw_length) as usize,
        })
    }

    /// The first byte whose character starts at or after the code point `raw`.
    pub(super) fn byte_from(&self, raw: usize) -> usize {
        let raw = small(raw);
        let after = self.stretches.partition_point(|stretch| stretch.raw < raw);
        let next = self.stretches.get(after).map_or(self.length, |stretch| stretch.normal);
        let Some(stretch) = after.checked_sub(1).and_then(|before| self.stretches.get(before)) else {
            return next as usize;
        };
        let inside = stretch.normal.saturating_add((raw - stretch.raw).saturating_mul(stretch.width));
        if stretch.width > 0 && inside < next { inside as usize } else { next as usize }
    }
}
