//! `onrecord serve` as a browser and an editor meet it: a real server on this machine, real files, real saves.

mod address;
mod client;
mod freshness;
mod safety;
mod saves;
