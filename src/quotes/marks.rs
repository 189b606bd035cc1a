//! Where the quotation marks of a dozen languages open and close. One kind of mark closes in several ways (`„…“` in German, `„…”` in
//! Polish), one mark opens here and closes there (`»`), and one is an apostrophe as well (`’`): the letters beside it tell.

use std::ops::Range;

/// Marks that open, and those that close what they opened.
const PAIRS: &[(char, &str)] = &[
    ('“', "”"),     // English, Turkish, Portuguese, Chinese
    ('„', "“”\"‟"), // German, Czech, Bulgarian; Polish, Romanian, Hungarian, Dutch
    ('‟', "”"),
    ('«', "»"), // French, Italian, Spanish, Russian, Ukrainian, Arabic
    ('‹', "›"),
    ('「', "」"), // Japanese, traditional Chinese
    ('『', "』"),
    ('﹁', "﹂"),
    ('〝', "〞〟"),
    ('＂', "＂"),
    ('"', "\""),
    ('״', "״"), // Hebrew
    // Books in German and Danish point inward; Swedish and Finnish open and close with one mark.
    ('»', "«»"),
    ('›', "‹›"),
    ('”', "”"),
    ('‘', "’"), // British English
    ('‚', "‘’"),
    ('\'', "'"),
];

/// Marks that are apostrophes, too.
const APOSTROPHES: [char; 3] = ['‘', '‚', '\''];

/// What is found in a paragraph.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Bytes between marks.
    pub spans: Vec<Range<usize>>,
    /// Bytes from a mark that nothing closes to the end.
    pub open: Option<Range<usize>>,
    /// The mark that goes on in the next paragraph.
    pub opened: Option<char>,
}

/// Looks through a paragraph. `goes_on` is the mark that the one before left open, `next` the paragraph after.
pub fn found(text: &str, goes_on: Option<char>, next: &str) -> Found {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Found::default();
    let mut at = 0;
    // A quotation of several paragraphs opens each of them, and closes in the last.
    let mut reopened = goes_on.filter(|mark| text.trim_start().starts_with(*mark));
    while at < letters.len() {
        let Some(closers) = opens(&letters, at, reopened.take().is_some()) else {
            at += 1;
            continue;
        };
        let (start, mark) = letters[at];
        let start = start + mark.len_utf8();
        match closes(&letters, at, closers) {
            Some(end) => {
                found.spans.push(start..letters[end].0);
                at = end + 1;
            }
            None if APOSTROPHES.contains(&mark) => at += 1,
            None if next.trim_start().starts_with(mark) => {
                found.spans.push(start..text.len());
                found.opened = Some(mark);
                return found;
            }
            None => {
                // A foot, an inch, a name with a mark in it: only what looks like words is told of.
                let rest = &text[start..];
                if mark != '"' && mark != '״' && rest.split_whitespace().count() >= 4 {
                    found.open = Some(start..text.len());
                    return found;
                }
                at += 1;
            }
        }
    }
    found
}

/// What closes the mark at `at`, if it opens something.
fn opens(letters: &[(usize, char)], at: usize, is_reopened: bool) -> Option<&'static str> {
    let mark = letters[at].1;
    let (_, closers) = PAIRS.iter().find(|(opener, _)| *opener == mark)?;
    let before = at.checked_sub(1).map(|index| letters[index].1);
    let after = letters.get(at + 1).map(|(_, letter)| *letter)?;
    let stands_free = before.is_none_or(|letter| !letter.is_alphanumeric());
    // French puts a narrow space inside of its marks.
    let is_inward = !after.is_whitespace()
        || (mark == '«' || mark == '‹') && matches!(after, '\u{A0}' | '\u{202F}' | '\u{2009}' | ' ');
    let may = match mark {
        '"' | '״' | '＂' | '”' | '»' | '›' | '\'' | '‘' | '‚' => stands_free && !after.is_whitespace(),
        _ => is_inward || is_reopened,
    };
    // '90s, ’tis
    let is_elision = APOSTROPHES.contains(&mark)
        && (after.is_numeric()
            || !after.is_alphabetic() && after != '“' && after != '"' && after != '…' && after != '[');
    (may && !is_elision).then_some(closers)
}

/// The index of the mark that closes the one at `at`.
fn closes(letters: &[(usize, char)], at: usize, closers: &str) -> Option<usize> {
    let mark = letters[at].1;
    let is_apostrophe = APOSTROPHES.contains(&mark);
    let mut depth = 0_usize;
    for (index, (_, letter)) in letters.iter().enumerate().skip(at + 1) {
        let before = letters[index - 1].1;
        let after = letters.get(index + 1).map(|(_, letter)| *letter);
        let ends_word = after.is_none_or(|letter| !letter.is_alphanumeric());
        if is_apostrophe && *letter == mark && before.is_whitespace() && mark != '\'' {
            return None;
        }
        if *letter == mark && !closers.contains(mark) {
            depth += 1;
        } else if closers.contains(*letter) {
            let is_symmetric = *letter == mark;
            let outward = !(is_symmetric || is_apostrophe || *letter == '"') || !before.is_whitespace();
            // `5"` and `Ben-Gurion״s` go on; so does `the dogs’ leads`, where an apostrophe follows a letter inside of a sentence.
            if !outward || is_symmetric && !ends_word || is_apostrophe && !ends_word {
                continue;
            }
            if is_apostrophe && is_possessive(letters, index, *letter) {
                continue;
            }
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                // One letter between apostrophes stands for a word: rock 'n' roll.
                None => return (index > at + 1 + usize::from(is_apostrophe)).then_some(index),
            }
        }
    }
    None
}

/// Whether an apostrophe after a letter is one of possession: a later mark of its kind, before another opens, closes instead.
fn is_possessive(letters: &[(usize, char)], at: usize, closer: char) -> bool {
    let before = letters[at - 1].1;
    if before != 's' || letters.get(at + 1).is_none_or(|(_, after)| *after != ' ') {
        return false;
    }
    let rest = letters.iter().enumerate().skip(at + 1);
    for (index, (_, letter)) in rest {
        let ends_word = letters.get(index + 1).is_none_or(|(_, after)| !after.is_alphanumeric());
        if *letter == '‘' || *letter == '\'' && letters[index - 1].1 == ' ' {
            return false;
        }
        if *letter == closer && ends_word {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        let found = found(text, None, "");
        found.spans.into_iter().map(|span| text[span].trim()).collect()
    }

    #[test]
    fn marks_of_many_languages_open_and_close() {
        for (text, expected) in [
            ("He said “we were lucky” and left.", "we were lucky"),
            ("Er sagte: „Wir hatten Glück“, und ging.", "Wir hatten Glück"),
            ("Powiedział: „Mieliśmy szczęście” i wyszedł.", "Mieliśmy szczęście"),
            ("Il a dit : « Nous avons eu de la chance » avant.", "Nous avons eu de la chance"),
            ("Он сказал: «Нам повезло».", "Нам повезло"),
            ("Er sagte: »Wir hatten Glück«, und ging.", "Wir hatten Glück"),
            ("Hän sanoi: ”Meillä oli onnea”.", "Meillä oli onnea"),
            ("Han sade: »Vi hade tur» och gick.", "Vi hade tur"),
            ("彼は「幸運だった」と述べた。", "幸運だった"),
            ("他说：“我们很幸运。”", "我们很幸运。"),
            ("הוא אמר: ״היה לנו מזל״ והלך.", "היה לנו מזל"),
            ("قال «كنا محظوظين» ثم غادر", "كنا محظوظين"),
            ("He said \"we were lucky\" and left.", "we were lucky"),
            ("He said ‘we’re lucky, the dogs’ leads held’ and left.", "we’re lucky, the dogs’ leads held"),
            ("She said 'we weren't told' and left.", "we weren't told"),
            ("“He called it “a joke” and left” was all.", "He called it “a joke” and left"),
        ] {
            assert_eq!(quoted(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_no_quotation_is_none() {
        for text in [
            "The dogs’ leads held.",
            "a 5\" pipe and a 6\" pipe",
            "It’s Tuesday, isn’t it?",
            "the '90s and the ’80s",
            "rock 'n' roll",
        ] {
            assert_eq!(quoted(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_quotation_of_two_paragraphs_opens_twice() {
        let first = found("“We were lucky.", None, "“So were they,” he said.");
        assert_eq!((first.spans.len(), first.opened), (1, Some('“')));
        let open = found("He said “we were lucky and so were they.", None, "Nobody asked.");
        assert_eq!((open.spans.len(), open.open.is_some()), (0, true));
    }
}
