//! Quotations: the vectors of the domain's description, generated captures, each licence, and any input at all.

mod generated;
mod licences;
mod total;
mod vectors;
