//! All tests that look at onrecord from outside: one binary, no network.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // Tests live in the world.

mod examples;
mod leak;
mod maps;
mod outputs;
mod project;
mod publish;
mod sites;
mod tidy;
mod traps;
mod warm;
