//! The capture with the residue of broken character references taken out.
//!
//! Machine translation leaves such residue behind: `the #x27;invasion`, `the ;use`. A match that needs the repair
//! is marked. Only what is certainly residue is touched: a number sign with digits is none (`flight #25`), and a
//! residue that stands for a letter or a digit is put back as that character, not dropped.

use super::entity;
use super::normal::{Builder, Normalised};

/// The repaired text of `normal`, or `None` if there is nothing to repair.
pub(super) fn repaired(normal: &Normalised) -> Option<Normalised> {
    let text = normal.text.as_str();
    memchr::memchr2(b'#', b';', text.as_bytes())?;
    let mut builder = Builder::with_capacity(text.len());
    let mut changed = false;
    let mut at = 0;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (before, rest) = text.split_at(at);
        let residue = residue_at(before, rest);
        let (length, written) = match residue {
            Some(residue) => (residue.length, residue.written),
            None => (character.len_utf8(), Some(character)),
        };
        changed |= residue.is_some();
        if let Some(mut written) = written {
            // A dash that separates is written without its spaces, and must not become a hyphen now.
            if written == '-' && normal.separates(at) {
                written = '—';
            }
            builder.feed(written, normal.offsets.raw_start(at), normal.offsets.raw_end(at + length));
        }
        at += length;
    }
    changed.then(|| builder.finish())
}

#[derive(Clone, Copy)]
struct Residue {
    /// Bytes of the residue.
    length: usize,
    /// The character it is replaced by, if any.
    written: Option<char>,
}

/// The residue that `rest` starts with, after `before`.
fn residue_at(before: &str, rest: &str) -> Option<Residue> {
    let follows_space = before.ends_with(' ');
    if let Some(after) = rest.strip_prefix(';') {
        let lone = follows_space && after.starts_with(char::is_alphabetic);
        return lone.then_some(Residue { length: 1, written: None });
    }
    let body = rest.strip_prefix('&').unwrap_or(rest);
    let number = body.strip_prefix('#')?;
    let hexadecimal = number.strip_prefix(['x', 'X']);
    let digits = hexadecimal.unwrap_or(number);
    let count = digits.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let closed = digits[count..].starts_with(';');
    // `#25` may be a number, `#x27`, `&#39` and `#39;` are not.
    let certain = hexadecimal.is_some() || body.len() < rest.len() || closed;
    if count < 2 || !certain {
        return None;
    }
    let open = rest.len() - digits.len() + count;
    let length = open + usize::from(closed);
    let meant = entity::numbered(&number[..number.len() - digits.len() + count]);
    let inside = before.ends_with(char::is_alphanumeric) && rest[length..].starts_with(char::is_alphanumeric);
    let written = meant.filter(|character| character.is_alphanumeric() || inside);
    Some(Residue { length, written })
}
