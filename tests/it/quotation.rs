//! Quotations: the vectors of the domain's description, generated captures, each licence, and any input at all.

mod cutting;
mod generated;
mod held_out;
mod licences;
mod sentence;
mod total;
mod vectors;
