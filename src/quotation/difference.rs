//! What differs between quoted words and the nearest words of a capture, and how grave it is.

use super::lexicon;
use super::normal::Normalised;
use std::ops::Range;

/// How grave a difference is, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DifferenceClass {
    Punctuation,
    /// Case, accents, American or British spelling.
    Spelling,
    OtherWord,
    /// How certain or how exact a statement is: "about", "at least", "reportedly", "may".
    Hedge,
    Name,
    Negation,
    Number,
}

/// One place where a quotation and a capture differ. One side may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub class: DifferenceClass,
    /// The quotation's words, normalised.
    pub quoted: String,
    /// The capture's words, normalised.
    pub captured: String,
}

/// A word or a mark, as bytes of normalised text.
#[derive(Clone, Debug)]
struct Token<'a> {
    text: &'a str,
    range: Range<usize>,
    starts_sentence: bool,
    is_word: bool,
    /// Number, name, hedge.
    kinds: [bool; 3],
    /// Case, accents and American spelling aside.
    folded: String,
}

const NUMBER: usize = 0;
const NAME: usize = 1;
const HEDGE: usize = 2;

impl Token<'_> {
    fn is_respelling_of(&self, other: &Self) -> bool {
        self.is_word && other.is_word && self.text != other.text && self.folded == other.folded
    }

    fn is_like(&self, other: &Self) -> bool {
        let shared = self.folded.chars().zip(other.folded.chars()).take(3).take_while(|(left, right)| left == right);
        self.is_word == other.is_word
            && (self.kinds.iter().zip(other.kinds).any(|(ours, theirs)| *ours && theirs) || shared.count() == 3)
    }
}

/// One step of an alignment: a token of the quotation, of the capture, or both.
type Step = (Option<usize>, Option<usize>);

/// The differences between `quoted` (bytes of the normalised `quotation`) and `captured` (bytes of `capture`), and
/// the part of `captured` that the quoted words correspond to.
pub(super) fn differences(
    quotation: &Normalised,
    quoted: Range<usize>,
    capture: &Normalised,
    captured: Range<usize>,
    names: &[&str],
) -> (Vec<Difference>, Range<usize>) {
    let ours = tokens(quotation, quoted.clone());
    let theirs = tokens(capture, captured.clone());
    let names: Vec<&str> = names.iter().flat_map(|name| name.split_whitespace()).map(lexicon::name_of).collect();
    let is_name = |token: &Token<'_>| {
        names.contains(&lexicon::name_of(token.text)) || token.kinds[NAME] && !token.starts_sentence
    };
    let mut steps = align(&ours, &theirs);
    let comparable = |step: &Step| match step {
        (Some(our), Some(their)) => {
            let (our, their) = (&ours[*our], &theirs[*their]);
            our.text == their.text || our.is_like(their)
        }
        (_, their) => their.is_none(),
    };
    // At the ends the capture goes on: what merely stands beside the words does not correspond to them.
    let edge = |steps: &mut Vec<Step>| {
        for step in steps.iter_mut() {
            if comparable(step) && step.1.is_some() {
                break;
            }
            step.1 = None;
        }
        steps.retain(|step| *step != (None, None));
        steps.reverse();
    };
    edge(&mut steps);
    edge(&mut steps);
    let kept = || steps.iter().filter_map(|step| theirs.get(step.1?)).map(|token| token.range.clone());
    let window = kept().next().map_or(captured.start, |range| range.start)
        ..kept().next_back().map_or(captured.end, |range| range.end);

    let mut found: Vec<Difference> = Vec::new();
    let mut last_shape = None;
    for (our, their) in steps {
        let (our, their) = (our.and_then(|index| ours.get(index)), their.and_then(|index| theirs.get(index)));
        if our.map(|token| token.text) == their.map(|token| token.text) {
            last_shape = None;
            continue;
        }
        let class = classify(our, their, &is_name);
        let shape = (our.is_some(), their.is_some());
        // Words missing in a row are one difference, words put for words are one each.
        let joins = last_shape == Some(shape) && shape != (true, true);
        if let Some(last) = found.last_mut().filter(|_| joins) {
            last.class = last.class.max(class);
            for (text, token) in [(&mut last.quoted, our), (&mut last.captured, their)] {
                if let Some(token) = token {
                    text.push_str(if token.is_word { " " } else { "" });
                    text.push_str(token.text);
                }
            }
        } else {
            found.push(Difference {
                class,
                quoted: our.map_or_else(String::new, |token| token.text.to_owned()),
                captured: their.map_or_else(String::new, |token| token.text.to_owned()),
            });
        }
        last_shape = Some(shape);
    }
    (found, window)
}

fn classify(
    our: Option<&Token<'_>>,
    their: Option<&Token<'_>>,
    is_name: &dyn Fn(&Token<'_>) -> bool,
) -> DifferenceClass {
    let either = |test: &dyn Fn(&Token<'_>) -> bool| our.is_some_and(test) || their.is_some_and(test);
    let respelled = our.zip(their).is_some_and(|(our, their)| our.is_respelling_of(their));
    let capitals = our.zip(their).is_some_and(|(our, their)| our.kinds[NAME] && their.kinds[NAME]);
    let negates = |token: Option<&Token<'_>>| token.is_some_and(|token| lexicon::is_negation(token.text));
    if !either(&|token| token.is_word) {
        DifferenceClass::Punctuation
    } else if respelled {
        DifferenceClass::Spelling
    } else if either(&|token| token.kinds[NUMBER]) {
        DifferenceClass::Number
    } else if negates(our) != negates(their) {
        DifferenceClass::Negation
    } else if capitals || either(is_name) {
        DifferenceClass::Name
    } else if either(&|token| token.kinds[HEDGE]) {
        DifferenceClass::Hedge
    } else {
        DifferenceClass::OtherWord
    }
}

/// Words with the marks around them apart; what belongs to a figure stays with it.
fn tokens(normal: &Normalised, range: Range<usize>) -> Vec<Token<'_>> {
    const MOST: usize = 400;
    let text = normal.text.get(range.clone()).unwrap_or_default();
    let mut found: Vec<Token<'_>> = Vec::new();
    let mut starts_sentence = true;
    let mut start = range.start;
    let mut push = |piece: Range<usize>| {
        let text = normal.text.get(piece.clone()).unwrap_or_default();
        let keeps = |character: char| character.is_alphanumeric() || "%$£€¥°".contains(character);
        let lead = text.find(keeps).unwrap_or(text.len());
        let tail = text.rfind(keeps).map_or(lead, |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        for (from, to) in [(0, lead), (lead, tail), (tail, text.len())] {
            if from < to && found.len() < MOST {
                let inner = &text[from..to];
                let is_word = inner.contains(char::is_alphanumeric);
                found.push(Token {
                    text: inner,
                    range: piece.start + from..piece.start + to,
                    starts_sentence,
                    is_word,
                    kinds: [lexicon::is_number(inner), lexicon::is_name(inner), lexicon::is_hedge(inner)],
                    folded: lexicon::folded(inner),
                });
                starts_sentence = !is_word && (starts_sentence || inner.contains(['.', '!', '?']));
            }
        }
    };
    for (at, character) in text.char_indices() {
        let at = range.start + at;
        if character == ' ' {
            push(start..at);
            start = at + 1;
        } else if character == '-' && normal.separates(at) {
            push(start..at);
            push(at..at + 1);
            start = at + 1;
        }
    }
    push(start..range.end);
    found
}

/// The cheapest alignment of two token lists.
fn align(ours: &[Token<'_>], theirs: &[Token<'_>]) -> Vec<Step> {
    const GAP: u32 = 4;
    let width = theirs.len() + 1;
    let cost = |our: &Token<'_>, their: &Token<'_>| {
        if our.text == their.text {
            0
        } else if our.is_respelling_of(their) {
            3
        } else if our.is_like(their) {
            5
        } else if our.is_word == their.is_word {
            6
        } else {
            9
        }
    };
    let mut table = vec![0_u32; (ours.len() + 1) * width];
    for row in 0..=ours.len() {
        for column in 0..width {
            let at = row * width + column;
            table[at] = match (row, column) {
                (0, 0) => 0,
                (0, _) => table[at - 1] + GAP,
                (_, 0) => table[at - width] + GAP,
                _ => (table[at - width - 1] + cost(&ours[row - 1], &theirs[column - 1]))
                    .min(table[at - width] + GAP)
                    .min(table[at - 1] + GAP),
            };
        }
    }
    let (mut row, mut column) = (ours.len(), theirs.len());
    let mut steps = Vec::new();
    while row > 0 || column > 0 {
        let at = row * width + column;
        if row > 0 && column > 0 && table[at] == table[at - width - 1] + cost(&ours[row - 1], &theirs[column - 1]) {
            (row, column) = (row - 1, column - 1);
            steps.push((Some(row), Some(column)));
        } else if row > 0 && table[at] == table[at - width] + GAP {
            row -= 1;
            steps.push((Some(row), None));
        } else {
            column = column.saturating_sub(1);
            steps.push((None, Some(column)));
        }
    }
    steps.reverse();
    steps
}
