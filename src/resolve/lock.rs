//! Reads the lock for resolving; a lock that cannot be read vouches for nothing.

use crate::diagnostic::Diagnostic;
use crate::files::Span;
use crate::lock::Lock;
use crate::manuscript::Manuscript;
use crate::rules;

pub fn read(manuscript: &Manuscript, notices: &mut Vec<Diagnostic>) -> Lock {
    let Some(file) = &manuscript.lock else { return Lock::default() };
    let text = match file.text() {
        Ok((text, _)) => text,
        Err(at) => {
            notices.push(rules::not_utf8(&file.path, at));
            return Lock::default();
        }
    };
    match Lock::parse(text) {
        Ok(lock) => lock,
        Err(error) => {
            let end = text[error.at.min(text.len())..].find('\n').map_or(text.len(), |at| error.at + at);
            let help = "run `onrecord lock` where the captures are; in a merge, keep either side and run it again";
            notices.push(rules::yaml_syntax(&file.path, Span::new(error.at, end), error.message, help));
            Lock::default()
        }
    }
}
