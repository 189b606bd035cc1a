//! The quotations of any draft, compared with everything that a desk has kept: a check without a project.
//!
//! ```text
//! file ─▶ import::read ─▶ Draft ─▶ find ─▶ Quoted ─┐
//! folder ─▶ import::read ─▶ Shelf (with an index) ─┴─▶ judge ─▶ Judged ─▶ report
//! ```
//!
//! The decision is that of [`crate::quotation`], as for a project's lines of evidence; what is nearest only explains. Nothing is
//! written: a shelf is held in memory.

mod marks;
mod draft;
mod index;
mod shelf;
mod judge;
mod numbers;
mod report;
mod found;
mod page;

pub use draft::{Draft, Place, Quoted};
pub use found::findings;
pub use judge::{Hit, Judged, Verdict, judge};
pub use numbers::{Compared, numbers};
pub use page::page;
pub use report::{json, text, to_be_failed};
pub use shelf::{Held, Shelf};
