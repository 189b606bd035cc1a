//! The desk: what somebody sees of a project who takes words out of copies, puts them under claims and reads claims against
//! their sources, and what becomes of what they do there.
//!
//! [`answer`] gives data for an [`Ask`], [`plan`] gives [`crate::edits::Edits`] for an [`Act`]; both come from a browser, and
//! name things by their ids, never by paths. Nothing is written here, and nothing is markup: a browser shows it as text.

#![warn(missing_docs)]

use crate::compile::Compiled;
use crate::files::Files;

mod pieces;
mod state;
mod copy;
mod draft;
mod claim;
mod ask;
mod act;

pub use act::{Act, Plan, plan};
pub use ask::{Ask, answer};

/// A project as it was read, and what became of it.
#[derive(Clone, Copy)]
pub struct Project<'a> {
    /// What was read.
    pub files: &'a Files,
    /// The same, compiled.
    pub compiled: &'a Compiled,
}
