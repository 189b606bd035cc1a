//! A character that nobody sees, and that changes what others read or cannot be published at all.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{FileId, Span};
use crate::html::is_unwritable;

pub const RULE: Rule = Rule::fixed("hidden-character", include_str!("hidden_character.md"));

pub fn hidden_character(file: &FileId, span: Span, character: char) -> Diagnostic {
    let name = match character {
        '\u{0}' => "NULL",
        '\u{8}' => "BACKSPACE",
        '\u{B}' => "LINE TABULATION",
        '\u{C}' => "FORM FEED",
        '\u{1B}' => "ESCAPE",
        '\u{7F}' => "DELETE",
        '\u{85}' => "NEXT LINE",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        _ => "a control character",
    };
    let (what, help) = match character {
        '\u{2066}'..='\u{2068}' => ("is not closed", "close it with U+2069 before the paragraph ends, or delete it"),
        '\u{2069}' => ("closes nothing", "delete it"),
        '\u{202A}'..='\u{202E}' => {
            ("turns round what readers see", "delete it; words of another direction find their way by themselves")
        }
        _ => (
            "cannot be published",
            "delete it, and look at the words around it: something was lost when they were copied",
        ),
    };
    Diagnostic::new(&RULE, file, span, format!("the hidden character U+{:04X} ({name}) {what}", u32::from(character)))
        .caption("nobody sees it here")
        .help(help)
}

/// Whether a character may stand in no text of an author's.
pub fn is_hidden(character: char) -> bool {
    is_unwritable(character) || matches!(character, '\u{202A}'..='\u{202E}')
}

/// So many bytes are looked at together, where there is nothing but plain letters.
const RUN: usize = 64;

/// Whether a hidden character or an isolate may stand in a text; a no is certain.
fn may_hide(bytes: &[u8]) -> bool {
    let is_plain = |byte: &u8| matches!(*byte, b' '..=0x7E | b'\t' | b'\n' | b'\r');
    // Every byte of a run is looked at, whatever the others are: that is one instruction for many of them.
    let is_odd = |run: &[u8]| run.iter().fold(false, |odd, byte| odd | !is_plain(byte));
    let begins_hidden = |at: usize| {
        let byte = |at: usize| bytes.get(at).copied().unwrap_or(0);
        match byte(at) {
            b'\t' | b'\n' | b'\r' | b' '..=0x7E => false,
            0..=0x1F | 0x7F | 0xF0..=0xFF => true,
            // U+0080 to U+009F
            0xC2 => byte(at + 1) < 0xA0,
            // U+202A to U+202E, U+2066 to U+2069
            0xE2 => matches!((byte(at + 1), byte(at + 2)), (0x80, 0xAA..=0xAE) | (0x81, 0xA6..=0xA9)),
            // U+FDD0 to U+FDEF, U+FFFE, U+FFFF
            0xEF => matches!((byte(at + 1), byte(at + 2)), (0xB7, _) | (0xBF, 0xBE..=0xBF)),
            _ => false,
        }
    };
    let runs = bytes.chunks(RUN).enumerate().filter(|(_, run)| is_odd(run));
    runs.flat_map(|(nth, run)| nth * RUN..nth * RUN + run.len()).any(begins_hidden)
}

/// The hidden characters of a text and where they are: those that may stand nowhere, and isolates without their partner in
/// the same paragraph.
pub fn hidden_characters(text: &str) -> Vec<(usize, char)> {
    let mut found = Vec::new();
    // Nearly always there is nothing but letters: a text is looked at by its bytes.
    if !may_hide(text.as_bytes()) {
        return found;
    }
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut is_blank = false;
    for (at, character) in text.char_indices() {
        match character {
            '\n' if is_blank => found.append(&mut open),
            '\u{2066}'..='\u{2068}' => open.push((at, character)),
            '\u{2069}' if open.pop().is_none() => found.push((at, character)),
            other if is_hidden(other) => found.push((at, other)),
            _ => {}
        }
        is_blank = character == '\n' || (is_blank && character.is_whitespace());
    }
    found.append(&mut open);
    found.sort_unstable();
    found
}
