//! What changes authored files: each function looks at the project and gives [`crate::edits::Edits`].

mod value;
mod yaml;
// What is asked for.
mod find;
mod mends;
mod coarse;
mod add;

pub use add::{Added, Request, Who, add};
pub use coarse::coarsen;
pub use mends::mends;
