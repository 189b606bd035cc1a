//! Reads the lock; one that cannot be read vouches for nothing.

use std::sync::Arc;

use crate::diagnostic::Noted;
use crate::files::{File, Span};
use crate::lock::Lock;
use crate::rules;

pub fn lock(file: &File) -> Noted<Arc<Lock>> {
    let faulty = |notice| Noted { value: Arc::default(), notices: vec![notice] };
    let (text, base) = match file.text() {
        Ok(found) => found,
        Err(at) => return faulty(rules::not_utf8(&file.path, at)),
    };
    match Lock::parse(text) {
        Ok(lock) => Noted { value: Arc::new(lock), notices: Vec::new() },
        Err(error) => {
            let end = text[error.at.min(text.len())..].find('\n').map_or(text.len(), |at| error.at + at);
            let help = "run `onrecord lock` where the captures are; in a merge, keep either side and run it again";
            faulty(rules::yaml_syntax(&file.path, Span::new(error.at, end).shifted(base), error.message, help))
        }
    }
}
