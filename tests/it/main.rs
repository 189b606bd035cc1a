//! All tests that look at onrecord from outside: one binary, no network.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // Tests live in the world.

mod accounted;
mod bearings;
mod chains;
mod chance;
mod cli;
mod content;
mod contributing;
mod crawl;
mod dependencies;
mod examples;
mod grades;
mod editing;
mod falsehoods;
mod growth;
mod hostile;
mod identity;
mod import;
mod judged;
mod leak;
mod lock;
mod look;
mod maps;
mod media;
mod method;
mod outputs;
mod project;
mod publish;
mod quotes;
mod quotation;
mod rebuild;
mod risk;
mod safety;
mod schema;
mod seed_traps;
mod serve;
mod signing;
mod sites;
mod strict;
mod taking;
mod tidy;
mod traps;
mod verify;
mod warm;
mod worlds;
