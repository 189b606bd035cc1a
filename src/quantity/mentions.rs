//! Finds every number in English prose and says what kind of number it is.

use std::ops::Range;

use super::bounds::{Hedge, Qualifier};
use super::classify::{self, MentionKind};
use super::context;
use super::digits::ascii_digit;
use super::lexer::{Kind, Token, tokens};
use super::neighbours::Neighbours;
use super::number::Number;
use super::numeral::digit_run;
use super::spoken::{Form, Spoken, number_at, scale_alike};
use super::words;

/// A number in prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the number itself, without its qualifier: `1,300`, `twenty-five`, `2023-12-30`.
    pub span: Range<usize>,
    /// The number; for a vague word, the smallest number it can mean; for a date, time or code, its first number.
    pub value: Number,
    pub qualifier: Qualifier,
    /// The doubt of the clause. It extends over the clause, so "reportedly killed 25 and injured over 100" doubts both.
    pub hedge: Option<Hedge>,
    pub kind: MentionKind,
    /// The vague words, in their canonical form: `dozens`, `several hundred`.
    pub vague: Option<String>,
}

/// All numbers and number words of a text, in order; `several`, `multiple`, `dozens` and their like count, weaker words
/// such as `many` do not. Articles (`a drone`) and pronouns (`no one`, `one of the`) are not numbers.
pub fn mentions(text: &str) -> Vec<Mention> {
    mentions_in(text, &tokens(text))
}

/// The same of a text that is cut already.
pub(crate) fn mentions_in(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let is_said = |mention: &Mention| !mention.vague.as_deref().is_some_and(words::is_weak_vague);
    let mut found = scan_in(text, tokens);
    found.retain(is_said);
    found
}

/// As `mentions`, with the weaker vague words.
pub(super) fn scan(text: &str) -> Vec<Mention> {
    scan_in(text, &tokens(text))
}

fn scan_in(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let mut scanner = Scanner { text, tokens, found: Vec::new(), dated_until: 0 };
    let mut at = 0;
    while at < tokens.len() {
        at = scanner.step(at).max(at + 1);
    }
    scanner.found
}

/// What the words around a number say about it.
#[derive(Clone)]
struct Said {
    qualifier: Qualifier,
    hedge: Option<Hedge>,
    vague: Option<String>,
}

impl Said {
    const PLAIN: Said = Said { qualifier: Qualifier::Exact, hedge: None, vague: None };
}

struct Scanner<'text> {
    text: &'text str,
    tokens: &'text [Token<'text>],
    found: Vec<Mention>,
    /// The index after the last token of a date, so that `January 9 to 19` stays one; 0 before the first.
    dated_until: usize,
}

impl Scanner<'_> {
    /// Takes what begins at a token; the index after it.
    fn step(&mut self, at: usize) -> usize {
        let Some(token) = self.tokens.get(at) else { return at + 1 };
        match token.kind {
            Kind::Date => self.dated_until = at + 1,
            Kind::Time | Kind::Identifier => {}
            _ => return self.number(at),
        }
        let kind = match token.kind {
            Kind::Date => MentionKind::Date,
            Kind::Time => MentionKind::Time,
            _ => MentionKind::Identifier,
        };
        if let Some(value) = self.text.get(token.span.clone()).and_then(first_number) {
            self.push(at..at + 1, value, kind, Said::PLAIN);
        }
        at + 1
    }

    fn number(&mut self, at: usize) -> usize {
        let Some(first) = number_at(self.tokens, at) else { return at + 1 };
        if classify::is_pronoun(self.tokens, at, &first) {
            return first.next;
        }
        let kind = self.kind(at, &first);
        let dated = matches!(kind, MentionKind::Date | MentionKind::Year);
        if let Some(second) = self.range_end(at, &first).filter(|_| !dated) {
            return self.range(at, &first, &second);
        }
        if kind == MentionKind::Date {
            self.dated_until = first.next;
        }
        let said = if kind.is_quantity() { self.said(at, &first) } else { Said::PLAIN };
        self.push(at..first.next, first.value, kind, said);
        first.next
    }

    /// Both ends of a range, under the kind of the whole: `10-20%`.
    fn range(&mut self, at: usize, first: &Spoken, second: &Spoken) -> usize {
        let (low, high) = (scale_alike(first, second), second.value);
        let kind = self.kind(at, second);
        let said = if kind.is_quantity() {
            let hedge = context::hedge_around(self.tokens, at, second.next);
            Said { qualifier: Qualifier::Range, hedge, vague: None }
        } else {
            Said::PLAIN
        };
        self.push(at..first.next, low, kind, said.clone());
        self.push(first.next + 1..second.next, high, kind, said);
        second.next
    }

    fn kind(&self, at: usize, number: &Spoken) -> MentionKind {
        let dated = self.dated_until > 0;
        let since_date = dated.then(|| self.tokens.get(self.dated_until..at)).flatten();
        classify::kind(&Neighbours { text: self.text, tokens: self.tokens, at, next: number.next, since_date }, number)
    }

    /// The qualifier, hedge and vague words of a quantity.
    fn said(&self, at: usize, number: &Spoken) -> Said {
        let before = context::qualifier_before(self.tokens, at).map(|(qualifier, _)| qualifier);
        let after = || context::qualifier_after(self.tokens, number.next).map(|(qualifier, _)| qualifier);
        let qualifier = before.filter(|qualifier| *qualifier != Qualifier::Exact).or_else(after);
        let hedge = context::hedge_around(self.tokens, at, number.next);
        match &number.form {
            Form::Vague(words) if qualifier.is_none() || !words.ends_with("dozen") => {
                Said { qualifier: Qualifier::Vague, hedge, vague: Some(words.clone()) }
            }
            _ => Said { qualifier: qualifier.unwrap_or(Qualifier::Exact), hedge, vague: None },
        }
    }

    /// The upper end, if the number is the lower end of a range: `20-30`, `20 to 30`, `two or three`, `between 20 and
    /// 30`.
    fn range_end(&self, at: usize, first: &Spoken) -> Option<Spoken> {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before)).and_then(Token::word);
        let joint = self.tokens.get(first.next)?;
        let joins = match &joint.kind {
            Kind::Mark('-' | '–' | '‑') => touches(self.tokens, first.next),
            // "rose from 21 to 25" names two counts.
            Kind::Word { lower, .. } => match &**lower {
                "to" => before != Some("from"),
                "or" => true,
                "and" => before == Some("between"),
                _ => false,
            },
            _ => false,
        };
        if !joins || matches!(first.form, Form::Vague(_) | Form::Ordinal) {
            return None;
        }
        let second = number_at(self.tokens, first.next + 1)?;
        let rises = scale_alike(first, &second) < second.value;
        (rises && !matches!(second.form, Form::Vague(_) | Form::Ordinal)).then_some(second)
    }

    /// Keeps a mention, its span being that of some tokens.
    fn push(&mut self, tokens: Range<usize>, value: Number, kind: MentionKind, said: Said) {
        let last = self.tokens.get(tokens.end.saturating_sub(1));
        if let (Some(first), Some(last)) = (self.tokens.get(tokens.start), last) {
            let span = first.span.start..last.span.end;
            let Said { qualifier, hedge, vague } = said;
            self.found.push(Mention { span, value, qualifier, hedge, kind, vague });
        }
    }
}

/// Whether a mark stands between its neighbours without spaces.
fn touches(tokens: &[Token], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|before| tokens.get(before)), tokens.get(at), tokens.get(at + 1)) {
        (Some(before), Some(mark), Some(after)) => {
            before.span.end == mark.span.start && mark.span.end == after.span.start
        }
        _ => false,
    }
}

/// The first number in the text of a date, time or code.
fn first_number(text: &str) -> Option<Number> {
    let start = text.find(|character| ascii_digit(character).is_some())?;
    let (_, digits) = digit_run(text, start);
    Some(Number::from_digits(&digits, "").unwrap_or(Number::MAX))
}
