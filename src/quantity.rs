//! Numbers as reporters give them: "at least 25" is a number, a bound and perhaps a doubt, and none of the three may be
//! lost.
//!
//! A value expression is parsed into a [`Quantity`]; [`mentions`] finds the numbers of any English text;
//! [`occurs_in`] compares the two. Everything here is pure and total.

pub(crate) mod digits;
mod number;
mod bounds;
mod value;
mod words;
pub(crate) mod numeral;
pub(crate) mod lexer;
mod spoken;
mod context;
mod neighbours;
mod calendar;
mod classify;
mod mentions;
mod parse;
mod agreement;

pub use agreement::{Agreement, occurs_in, occurs_in_numbers_only};
pub use bounds::{Hedge, Qualifier};
pub use classify::MentionKind;
pub(crate) use mentions::mentions_in;
pub use mentions::{Mention, mentions};
pub use number::{Number, group_thousands};
pub use value::{Quantity, definitely_higher, intersects};

#[cfg(test)]
mod tests;
