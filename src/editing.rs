//! What changes authored files: each function looks at the project and gives [`crate::edits::Edits`].

mod value;
mod yaml;
// What is asked for.
mod refusal;
mod find;
mod mends;
mod coarse;
mod by_hand;
mod form;
mod fill;
mod numbers;
mod add;
mod references;
mod rename;
mod signing;

pub use add::{Added, Remark, Request, Who, add, support};
pub use by_hand::restate;
pub use coarse::coarsen;
pub use fill::{Filled, begun, fill, filled};
pub use find::{Place, places};
pub use form::{FORMS, Field, Takes, fields};
pub use mends::mends;
pub use numbers::{Number, numbers};
pub use refusal::Refusal;
pub use rename::rename;
pub use signing::{SIGN_OFFS, carried, write_sign_offs};
