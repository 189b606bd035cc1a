//! The names under which files and folders are written before they get their own.

use std::path::Path;

use crate::edge::EdgeError;

/// How such names begin and end; between them stand 32 random hexadecimal digits.
const PARTIAL: (&str, &str) = (".onrecord-", ".partial");

/// The name under which something is written.
pub fn partial_name() -> Result<String, EdgeError> {
    Ok(format!("{}{}{}", PARTIAL.0, random()?, PARTIAL.1))
}

/// 32 hexadecimal digits that nobody can guess.
pub fn random() -> Result<String, EdgeError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|error| EdgeError::new("read", Path::new("random numbers"), error))?;
    Ok(format!("{:032x}", u128::from_le_bytes(bytes)))
}

/// Whether a name is that of a file that is being written, or was when a run was killed.
pub fn is_partial(name: &str) -> bool {
    let middle = name.strip_prefix(PARTIAL.0).and_then(|rest| rest.strip_suffix(PARTIAL.1));
    middle.is_some_and(|middle| middle.len() == 32 && middle.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
