//! A file that would be published is none for readers: a key, a password, a stand-in, an editor's copy.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::{File, Span};

pub const RULE: Rule = Rule::fixed("asset-unfit", include_str!("asset_unfit.md"));

const SECRET: &str = "a file of keys or passwords";
const REMOVE: &str = "take it out of `content/`, and change the key or password if it was ever published";

/// Whole names, in lower case.
const NAMES: [&str; 11] = [
    ".env",
    ".htpasswd",
    ".netrc",
    "_netrc",
    ".npmrc",
    ".pgpass",
    ".pypirc",
    ".git-credentials",
    "id_rsa",
    "id_ecdsa",
    "id_ed25519",
];
const KEYS: [&str; 8] = [".pem", ".key", ".p12", ".pfx", ".ppk", ".kdbx", ".jks", ".keystore"];
const COPIES: [&str; 6] = [".bak", ".orig", ".rej", ".swo", ".swn", ".old"];

/// What is wrong with publishing a file, by its name and its first words.
pub fn unfit(file: &File) -> Option<Diagnostic> {
    let name = file.path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let start = &file.bytes[..file.bytes.len().min(65_536)];
    let has = |words: &[u8]| memchr::memmem::find(start, words).is_some();
    let ends = |list: &[&str]| list.iter().any(|end| name.ends_with(end));
    let is_key = has(b"PRIVATE KEY-----") || has(b"PRIVATE KEY BLOCK-----");
    if start.starts_with(b"version https://git-lfs.github.com/spec/") {
        let help = "run `git lfs pull`, so that the file itself is here";
        return Some(asset_unfit(file, "a pointer of Git LFS in place of the file, such as a picture", help));
    }
    if NAMES.contains(&&*name) || name.starts_with(".env.") || ends(&KEYS) || is_key {
        return Some(asset_unfit(file, SECRET, REMOVE));
    }
    let is_copy = ends(&COPIES) || name.starts_with("._") || name == "desktop.ini";
    is_copy.then(|| asset_unfit(file, "an editor's or a system's own copy", "delete it, or give it another name"))
}

pub fn asset_unfit(file: &File, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(&RULE, &file.path, Span::new(0, 1), format!("this would be published, and is {what}")).help(help)
}
