//! An id is not made of lower-case letters, digits and hyphens.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("bad-id", include_str!("bad_id.md"));

pub fn bad_id(file: &FileId, name: &Text, what: &str) -> Diagnostic {
    let written = name.value.trim_start_matches('@');
    let suggestion: String = written
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let help = match suggestion.is_empty() {
        true => "an id is made of `a` to `z`, `0` to `9` and `-`".to_owned(),
        false => format!("an id is made of `a` to `z`, `0` to `9` and `-`: write `{suggestion}`"),
    };
    Diagnostic::new(&RULE, file, name.span, format!("`{}` cannot be a {what}", name.value)).help(help)
}

/// The same of a page's path: names in letters of any script, with `/` between them.
pub fn bad_path(file: &FileId, path: &Text) -> Diagnostic {
    let parts = path.value.split(['/', '\\']).map(|part| part.replace(is_forbidden_in_paths, "-"));
    let parts: Vec<String> = parts.map(|part| part.trim_matches(['.', '-', ' ']).to_owned()).collect();
    let suggestion = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
    let message = format!("`{}` cannot be the path of a page", path.value);
    let rule =
        "names stand in a path with `/` between them; none begins with `.` or has one of `\\ : * ? \" < > | # %`";
    let help = match suggestion.is_empty() {
        true => rule.to_owned(),
        false => format!("{rule}: write `{suggestion}`"),
    };
    Diagnostic::new(&RULE, file, path.span, message).help(help)
}

/// The same of a file that is published under its own name.
pub fn bad_file_name(file: &FileId, part: &str, reason: &str) -> Diagnostic {
    let message =
        format!("`{}` cannot be published under the name `{part}`: {reason}", file.replace(char::is_control, " "));
    Diagnostic::new(&RULE, file, crate::files::Span::new(0, 1), message).help("rename the file")
}

/// Whether a name in a path has a sign that some file system or server does not take.
pub fn is_forbidden_in_paths(sign: char) -> bool {
    sign.is_control() || "\\:*?\"<>|#%".contains(sign)
}
