//! A whole project: the input is site.yaml, a source, a page and the events, parted by NULs.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::compile::{Memory, compile};
use onrecord::files::{File, Files};
use onrecord::options::Options;

fuzz_target!(|text: &str| {
    let names = ["content/site.yaml", "content/sources/a.md", "content/index.md", "content/events.yaml"];
    let mut files = Files::default();
    for (name, part) in names.into_iter().zip(text.split('\0')) {
        files.insert(File::new(name, part.as_bytes()));
    }
    compile(&files, &Options::default(), &mut Memory::default());
});
