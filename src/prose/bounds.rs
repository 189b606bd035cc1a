//! Where sentences may end by Unicode's rules (UAX #29, SB1 to SB998), found from stop to stop.
//!
//! The rules look at each character; what decides are the stops and what stands around them. Texts whose characters are all
//! known here are cut in this way, at a tenth of the cost; others by `unicode-segmentation`. A test holds the two together.

use unicode_segmentation::UnicodeSegmentation;

/// What a character is to the rules.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Lower,
    Upper,
    Numeric,
    /// `.`
    Stop,
    /// `!` and `?`
    Mark,
    Close,
    Space,
    /// A comma, a dash: the sentence goes on.
    Continue,
    ParagraphEnd,
    Other,
}

fn class(character: char) -> Option<Class> {
    Some(match character {
        'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ' => Class::Lower,
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => Class::Upper,
        '0'..='9' => Class::Numeric,
        '.' => Class::Stop,
        '!' | '?' => Class::Mark,
        '"' | '\'' | '(' | ')' | '[' | ']' | '{' | '}' | '‘' | '’' | '“' | '”' | '„' | '«' | '»' => {
            Class::Close
        }
        ' ' | '\t' | '\u{B}' | '\u{C}' | '\u{A0}' => Class::Space,
        ',' | '-' | ':' | ';' | '–' | '—' => Class::Continue,
        '\n' | '\r' => Class::ParagraphEnd,
        '\0'..='\x7F' | '…' | '\u{FFFC}' | '€' | '£' | '°' | '×' => Class::Other,
        _ => return None,
    })
}

/// Gives out the pieces of a text between which a sentence may end, each with its place.
pub fn pieces<'t>(text: &'t str, mut take: impl FnMut(usize, &'t str)) {
    match text.is_ascii() || text.chars().all(|character| character.is_ascii() || class(character).is_some()) {
        true => known(text, take),
        false => text.split_sentence_bound_indices().for_each(|(start, piece)| take(start, piece)),
    }
}

fn known<'t>(text: &'t str, mut take: impl FnMut(usize, &'t str)) {
    let bytes = text.as_bytes();
    let at = |from: usize| text.get(from..).and_then(|rest| rest.chars().next());
    let class_at = |from: usize| at(from).and_then(class);
    // The place after all characters of some classes.
    let skip = |mut from: usize, is_one: &dyn Fn(Class) -> bool| {
        while let Some(character) = at(from).filter(|character| class(*character).is_some_and(is_one)) {
            from += character.len_utf8();
        }
        from
    };
    let mut start = 0;
    let mut from = 0;
    // Of marks and of ends of lines the next one each, the place after the text where none is left.
    let next_mark =
        |from: usize| memchr::memchr3(b'.', b'!', b'?', &bytes[from..]).map_or(bytes.len(), |step| from + step);
    let next_line = |from: usize| memchr::memchr2(b'\n', b'\r', &bytes[from..]).map_or(bytes.len(), |step| from + step);
    let (mut mark, mut line) = (next_mark(0), next_line(0));
    loop {
        if mark < from {
            mark = next_mark(from);
        }
        if line < from {
            line = next_line(from);
        }
        let stop = mark.min(line);
        if stop == bytes.len() {
            break;
        }
        from = stop + 1;
        let byte = bytes[stop];
        if matches!(byte, b'\n' | b'\r') {
            // SB3, SB4
            from += usize::from(byte == b'\r' && bytes.get(from) == Some(&b'\n'));
            take(start, &text[start..from]);
            start = from;
            continue;
        }
        let is_stop = byte == b'.';
        let before = text[..stop].chars().next_back().and_then(class);
        match class_at(from) {
            // SB6, SB7
            Some(Class::Numeric) if is_stop => continue,
            Some(Class::Upper) if is_stop && matches!(before, Some(Class::Upper | Class::Lower)) => continue,
            _ => {}
        }
        // SB9, SB10
        let closed = skip(from, &|class| class == Class::Close);
        let end = skip(closed, &|class| class == Class::Space);
        let goes_on = match class_at(end) {
            None => break,
            // It ends there, by SB4.
            Some(Class::ParagraphEnd) => true,
            // SB8a
            Some(Class::Continue | Class::Stop | Class::Mark) => true,
            // SB8
            Some(_) if is_stop => {
                let is_skipped = |class| {
                    !matches!(class, Class::Upper | Class::Lower | Class::ParagraphEnd | Class::Stop | Class::Mark)
                };
                class_at(skip(end, &is_skipped)) == Some(Class::Lower)
            }
            Some(_) => false,
        };
        from = end;
        if !goes_on {
            take(start, &text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        take(start, &text[start..]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ours(text: &str) -> Vec<(usize, &str)> {
        let mut list = Vec::new();
        pieces(text, |start, piece| list.push((start, piece)));
        list
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        #[test]
        fn pieces_are_unicodes(text in "([a-cX-ZÄé0-2]{0,3}[.!?…:;, \t\r\n\"'“”’)(«»–—-]{0,3}[ \u{A0}\u{FFFC}€&|]{0,2}){0,6}") {
            let theirs: Vec<(usize, &str)> = text.split_sentence_bound_indices().collect();
            prop_assert_eq!(ours(&text), theirs);
        }

        #[test]
        fn any_known_characters_do(text in "[\0-\x7F\u{A0}-\u{FF}‘’“”„–—…\u{FFFC}€]{0,12}") {
            let theirs: Vec<(usize, &str)> = text.split_sentence_bound_indices().collect();
            prop_assert_eq!(ours(&text), theirs);
        }
    }
}
