//! The built-in theme is embedded: a file added to it makes the program new.

#![allow(clippy::disallowed_macros)] // Cargo listens to what is printed here.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
