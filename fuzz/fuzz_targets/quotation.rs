//! The matcher: quotation and capture are the two halves of the input, parted by a NUL.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::quotation::{Capture, explain, text_fragment, verify};

fuzz_target!(|text: &str| {
    let (quotation, capture) = text.split_once('\0').unwrap_or((text, text));
    let capture = Capture::new(capture, &[(2, 3)], &[(1, 1)]);
    match verify(quotation, &capture, None) {
        Ok(found) => {
            assert!(found.start <= found.end);
            text_fragment(&capture, &found);
        }
        Err(_) => {
            explain(quotation, &capture, &[], &["Estela"]);
        }
    }
});
