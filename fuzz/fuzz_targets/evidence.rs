//! The evidence grammar and directives, inside a page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::files::File;
use onrecord::parse::page::page;

fuzz_target!(|text: &str| {
    let page_text = format!("---\ntitle: \"x\"\n---\n\nWords.[^a]\n\n[^a]: {text}\n");
    page(&File::new("content/index.md", page_text.into_bytes()), false);
});
