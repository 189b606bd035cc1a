//! All tests that look at onrecord from outside: one binary, no network.

mod examples;
mod project;
