//! Authored YAML: a tree in which every value knows where it stands, read field by field.
//!
//! serde-saphyr gives values with their place; reading field by field, rather than into a derived struct, lets one run
//! report every fault of a file instead of the first.

mod fault;
mod node;
mod fields;

pub use crate::vocabulary::is_id;
pub use fields::Fields;
pub use node::{Node, Origin, read};
