//! `import` on any bytes, as a web page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::import::{Article, import};

fuzz_target!(|bytes: &[u8]| {
    let _ = import(Article::new("page.html", bytes), None);
});
