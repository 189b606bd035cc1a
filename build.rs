//! The built-in theme is embedded: a file added to it makes the program new.

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
}
