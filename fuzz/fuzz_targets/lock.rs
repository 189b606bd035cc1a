//! The lock's parser.
#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::lock::Lock;

fuzz_target!(|text: &str| {
    if let Ok(lock) = Lock::parse(text) {
        assert_eq!(Lock::parse(&lock.to_text()).as_ref(), Ok(&lock));
    }
});
