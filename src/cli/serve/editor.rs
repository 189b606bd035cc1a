//! The writer's own editor: how an address opens a file in it. What a project says is not asked, since a stranger may have
//! written it.

use std::path::Path;

use crate::address;
use crate::report::browser::Finding;

/// Where it is named, if no flag does.
pub const VARIABLE: &str = "ONRECORD_EDITOR";

/// Editors that have a name of their own here.
const KNOWN: [(&str, &str); 4] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
];
/// What a browser would run or load in place of opening an editor.
const REFUSED: [&str; 8] = ["javascript", "data", "blob", "http", "https", "file", "about", "view-source"];

/// An address with `{path}` in it.
#[derive(Clone, Debug)]
pub struct Editor(String);

impl Editor {
    /// Reads what a person named.
    pub fn named(text: &str) -> Result<Editor, String> {
        if let Some((_, address)) = KNOWN.iter().find(|(name, _)| *name == text) {
            return Ok(Editor((*address).to_owned()));
        }
        let scheme = text.split_once("://").map_or("", |(scheme, _)| scheme);
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let is_scheme = !scheme.is_empty() && scheme.bytes().all(is_letter);
        if is_scheme && !REFUSED.contains(&scheme.to_ascii_lowercase().as_str()) && text.contains("{path}") {
            return Ok(Editor(text.to_owned()));
        }
        let names: Vec<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
        Err(format!("give {}, or an address like `vscode://file{{path}}:{{line}}:{{column}}`", names.join(", ")))
    }

    /// The address that opens a finding's place.
    pub fn opens(&self, root: &Path, finding: &Finding) -> String {
        let path = root.join(&finding.file).to_string_lossy().replace('\\', "/");
        let path = if path.starts_with('/') { path } else { format!("/{path}") };
        let at = |text: &str| text.replace("{line}", &finding.line.to_string());
        let at = at(&self.0).replace("{column}", &finding.column.to_string());
        at.replace("{path}", &address::path(&path))
    }
}
