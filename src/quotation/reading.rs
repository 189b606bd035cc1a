//! The forms in which quoted words may stand in the source.

/// A form to look for, and the licences it needs.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) text: String,
    pub(super) licences: Licences,
}

/// What an editor may change in a run of words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Licences {
    /// The first letter is of the other case.
    pub(super) first_letter: bool,
    /// A final comma, full stop or semicolon is not the source's.
    pub(super) final_punctuation: bool,
}

/// Every form of `words`, nearest first. The first letter may change its case if `first`, a final comma, full stop
/// or semicolon may be ours if `last`.
pub(super) fn readings(words: &str, first: bool, last: bool) -> Vec<Reading> {
    let plain = Licences::default();
    let flipped = if first { flip_first_letter(words) } else { None };
    let mut found = vec![Reading { text: words.to_owned(), licences: plain }];
    if let Some(text) = &flipped {
        found.push(Reading { text: text.clone(), licences: Licences { first_letter: true, ..plain } });
    }
    if last {
        let cut = |text: &str, licences: Licences| {
            let text = without_final_punctuation(text)?.to_owned();
            Some(Reading { text, licences: Licences { final_punctuation: true, ..licences } })
        };
        found.extend(cut(words, plain));
        found.extend(flipped.and_then(|text| cut(&text, Licences { first_letter: true, ..plain })));
    }
    found
}

/// `words` with the case of the letter it begins with changed; marks may stand before the letter.
pub(super) fn flip_first_letter(words: &str) -> Option<String> {
    let (at, letter) = words.char_indices().find(|(_, character)| !matches!(character, '"' | '\'' | '(' | '['))?;
    let flipped = flip(letter)?;
    Some([&words[..at], flipped.to_string().as_str(), &words[at + letter.len_utf8()..]].concat())
}

/// The letter in the other case, where that is one letter too.
pub(super) fn flip(letter: char) -> Option<char> {
    let mut other: Box<dyn Iterator<Item = char>> =
        if letter.is_uppercase() { Box::new(letter.to_lowercase()) } else { Box::new(letter.to_uppercase()) };
    let flipped = other.next().filter(|flipped| *flipped != letter)?;
    other.next().is_none().then_some(flipped)
}

/// `words` without one final `,`, `.` or `;`. An omission mark is no full stop; `?` and `!` say something.
fn without_final_punctuation(words: &str) -> Option<&str> {
    let cut = words.strip_suffix([',', '.', ';'])?.trim_end();
    (!cut.ends_with(['.', ',', ';', '?', '!']) && cut.contains(char::is_alphanumeric)).then_some(cut)
}
