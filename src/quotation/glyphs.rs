//! What one character becomes in the normalised text. Typography is decided here and nowhere else.
//!
//! Quotation marks, apostrophes, dashes, spaces and ellipses each become one character of their family. Case, accents and
//! spelling are never folded.

/// The role a character plays in normalised text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Glyph {
    /// Stands for itself, or for one other character.
    Plain(char),
    /// Any Unicode `White_Space`; runs of it become one space.
    Space,
    /// Invisible: soft hyphen, zero-width characters, byte order mark.
    Dropped,
    /// A dash. A wide one separates like a comma, whatever spaces stand around it.
    Dash { wide: bool },
    /// A single quotation mark or apostrophe; two in a row are a double mark.
    Apostrophe,
    /// A grave accent; two in a row are an opening double mark.
    Backtick,
    /// One character that is written as several.
    Expanded(&'static str),
}

/// Unicode's Default_Ignorable_Code_Point: what is not drawn where it is not understood. Direction marks, joiners, selectors of
/// variants; no reader can tell whether it is there.
fn is_ignorable(character: char) -> bool {
    matches!(
        character,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// The role of `character`.
pub(super) fn glyph(character: char) -> Glyph {
    if character.is_ascii() {
        return match character {
            '\'' => Glyph::Apostrophe,
            '`' => Glyph::Backtick,
            '-' => Glyph::Dash { wide: false },
            _ if character.is_whitespace() => Glyph::Space,
            _ => Glyph::Plain(character),
        };
    }
    match character {
        _ if is_ignorable(character) => Glyph::Dropped,
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' => Glyph::Apostrophe,
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Glyph::Plain('"'),
        '–' | '‐' | '‑' | '‒' | '−' => Glyph::Dash { wide: false },
        '—' | '―' => Glyph::Dash { wide: true },
        '…' => Glyph::Expanded("..."),
        'ﬀ' => Glyph::Expanded("ff"),
        'ﬁ' => Glyph::Expanded("fi"),
        'ﬂ' => Glyph::Expanded("fl"),
        'ﬃ' => Glyph::Expanded("ffi"),
        'ﬄ' => Glyph::Expanded("ffl"),
        'ﬅ' | 'ﬆ' => Glyph::Expanded("st"),
        _ if character.is_whitespace() => Glyph::Space,
        _ => Glyph::Plain(character),
    }
}
