//! The version of the rules by which a site computes what it says of its claims.
//!
//! Grades and their reasons, the classes of quotations, verdicts on figures and how sentences stand are computed. Where they
//! come out otherwise because the program changed, nobody made a mistake: a site tells once that the rules changed, and is
//! compared with what is published by what its authors wrote.

/// The rules of this program. `tests/it/method.rs` holds what they compute to `tests/examples/method.md`, and says when this
/// must be raised.
pub const RULES: u32 = 2;

/// The rules of a site that does not name them, as 0.1.0 did not.
pub const UNNAMED: u32 = 1;

/// For serde.
pub fn unnamed() -> u32 {
    UNNAMED
}
