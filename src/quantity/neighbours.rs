//! A number and what stands around it.

use super::lexer::Token;
use super::words;

/// A number among its neighbours.
pub(super) struct Neighbours<'text> {
    pub text: &'text str,
    pub tokens: &'text [Token<'text>],
    /// The number's tokens.
    pub at: usize,
    pub next: usize,
    /// What stands between the last date and this number.
    pub since_date: Option<&'text [Token<'text>]>,
}

impl<'text> Neighbours<'text> {
    /// The token some steps before the number, nearest first, from 1.
    pub fn before(&self, steps: usize) -> Option<&'text Token<'text>> {
        self.at.checked_sub(steps).and_then(|index| self.tokens.get(index))
    }

    pub fn word_before(&self, steps: usize) -> Option<&'text str> {
        self.before(steps)?.word()
    }

    /// The token some steps after the number, from 0.
    pub fn after(&self, steps: usize) -> Option<&'text Token<'text>> {
        self.tokens.get(self.next + steps)
    }

    pub fn word_after(&self, steps: usize) -> Option<&'text str> {
        self.after(steps)?.word()
    }

    /// The number as it stands in the text.
    pub fn written(&self) -> &'text str {
        let token = self.tokens.get(self.at);
        token.and_then(|token| self.text.get(token.span.clone())).unwrap_or("")
    }

    /// Something after it that it could count.
    pub fn counts_something(&self) -> bool {
        self.word_after(0).is_some_and(words::is_counted_noun)
    }
}
