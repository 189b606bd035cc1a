//! A link or path leads out of the project.

use crate::diagnostic::{Diagnostic, Rule};
use crate::files::FileId;
use crate::manuscript::Text;

pub const RULE: Rule = Rule::fixed("outside-project", include_str!("outside_project.md"));

pub fn outside_project(file: &FileId, target: &Text) -> Diagnostic {
    Diagnostic::new(&RULE, file, target.span, format!("`{}` leads out of the project", target.value))
        .help("copy the file into `content/` and name it there")
}
