//! The built-in theme is embedded: a file added to it makes the program new. A program that was built from one commit, and
//! nothing else, knows which.

#![allow(clippy::disallowed_macros, clippy::disallowed_methods)] // Cargo listens to what is printed here, and the commit is asked of files and git.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=themes/default");
    println!("cargo:rustc-env=ONRECORD_COMMIT={}", commit().unwrap_or_default());
}

/// Cargo says the commit in a package; its own checkouts (`cargo install --git`) hold one and are never edited.
fn commit() -> Option<String> {
    let package = std::fs::read_to_string(".cargo_vcs_info.json").ok();
    let commit = match package {
        Some(text) => text.split_once("\"sha1\"")?.1.split('"').nth(1)?.to_owned(),
        None => {
            let folder = std::env::var("CARGO_MANIFEST_DIR").ok()?.replace('\\', "/");
            let said =
                folder.contains("/git/checkouts/").then(|| Command::new("git").args(["rev-parse", "HEAD"]).output())?;
            String::from_utf8(said.ok()?.stdout).ok()?.trim().to_owned()
        }
    };
    (commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(commit)
}
