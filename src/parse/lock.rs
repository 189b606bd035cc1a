//! Reads what the program itself wrote: the lock and the sign-offs. What cannot be read vouches for nothing.

use std::hash::Hash;

use crate::diagnostic::Noted;
use crate::files::{File, Span};
use crate::lock::{Lock, LockError};
use crate::memo::Printed;
use crate::rules;
use crate::sign_offs::SignOffs;

pub fn lock(file: &File) -> Noted<Printed<Lock>> {
    let help = "run `onrecord lock` where the captures are; in a merge, keep either side and run it again";
    read(file, Lock::parse, help)
}

pub fn sign_offs(file: &File) -> Noted<Printed<SignOffs>> {
    let help = "take the file as it was before; in a merge, keep the entries of both sides";
    read(file, SignOffs::parse, help)
}

fn read<T: Default + Hash>(file: &File, parse: fn(&str) -> Result<T, LockError>, help: &str) -> Noted<Printed<T>> {
    let faulty = |notice| Noted { value: Printed::new(T::default()), notices: vec![notice] };
    let (text, base) = match file.text() {
        Ok(found) => found,
        Err(at) => return faulty(rules::not_utf8(&file.path, at)),
    };
    match parse(text) {
        Ok(read) => Noted { value: Printed::new(read), notices: Vec::new() },
        Err(error) => {
            let end = text[error.at.min(text.len())..].find('\n').map_or(text.len(), |at| error.at + at);
            faulty(rules::yaml_syntax(&file.path, Span::new(error.at, end).shifted(base), error.message, help))
        }
    }
}
