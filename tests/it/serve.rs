//! `onrecord serve` as a browser and an editor meet it: a real server on this machine, real files, real saves.

mod address;
pub mod client;
mod freshness;
mod safety;
mod saves;
