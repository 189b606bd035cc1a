//! Decimal digits of every script count as digits: `٢٥` is 25.

/// The zero of every run of ten decimal digits (general category Nd) in Unicode 16.0; the other nine follow it.
const ZEROS: [u32; 76] = [
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// The value of a decimal digit as an ASCII digit, whatever its script.
pub(crate) fn ascii_digit(character: char) -> Option<char> {
    if character.is_ascii() {
        return character.is_ascii_digit().then_some(character);
    }
    let code = u32::from(character);
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code)?;
    (code - zero < 10).then(|| char::from_digit(code - zero, 10)).flatten()
}

/// A character that may stand between groups of three digits.
pub(super) fn is_group_mark(character: char) -> bool {
    // Comma; no-break, thin and narrow no-break space; apostrophes (Swiss); Arabic thousands separator.
    matches!(character, ',' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\'' | '’' | '\u{66c}' | '，')
}

/// A character that may stand before the decimals in English or Arabic.
pub(super) fn is_decimal_mark(character: char) -> bool {
    matches!(character, '.' | '\u{66b}' | '．')
}

pub(super) fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '‐' | '‑')
}

/// The character that begins at a byte, if one does.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}
