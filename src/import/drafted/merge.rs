//! A page that was changed, and the draft that it was made from, which was changed too: both changes are made, as git would; where both
//! changed the same paragraph, both stand side by side until somebody decides.

use diffy::{ConflictStyle, MergeOptions};
use similar::{ChangeTag, TextDiff};

/// The page with what is new in the draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    pub text: String,
    /// The lines, from 1, at which both stand side by side.
    pub conflicts: Vec<usize>,
}

const OURS: &str = "<<<<<<< ";
const THEIRS: &str = ">>>>>>> ";

/// Whether a text still has both side by side.
pub fn is_unresolved(text: &str) -> bool {
    !conflicts(text).is_empty()
}

fn conflicts(text: &str) -> Vec<usize> {
    text.lines().enumerate().filter(|(_, line)| line.starts_with(OURS)).map(|(at, _)| at + 1).collect()
}

/// The page after both changes; without what both were made from, all in which they differ stands side by side.
pub fn merged(base: Option<&str>, page: &str, draft: &str) -> Merged {
    let text = match base {
        Some(base) => {
            let mut options = MergeOptions::new();
            options.set_conflict_style(ConflictStyle::Merge);
            options.merge(base, page, draft).unwrap_or_else(|conflicted| conflicted)
        }
        None => side_by_side(page, draft),
    };
    let text = text.replace(&format!("{OURS}ours\n"), &format!("{OURS}the page\n"));
    let text = text.replace(&format!("{THEIRS}theirs\n"), &format!("{THEIRS}the draft\n"));
    Merged { conflicts: conflicts(&text), text }
}

fn side_by_side(page: &str, draft: &str) -> String {
    let diff = TextDiff::from_lines(page, draft);
    let mut out = String::new();
    let (mut ours, mut theirs) = (String::new(), String::new());
    let end = |ours: &mut String, theirs: &mut String, out: &mut String| {
        if !ours.is_empty() || !theirs.is_empty() {
            out.push_str(&format!("{OURS}ours\n{ours}=======\n{theirs}{THEIRS}theirs\n"));
        }
        ours.clear();
        theirs.clear();
    };
    for change in diff.iter_all_changes() {
        let line = format!("{}\n", change.value().trim_end_matches('\n'));
        match change.tag() {
            ChangeTag::Delete => ours.push_str(&line),
            ChangeTag::Insert => theirs.push_str(&line),
            ChangeTag::Equal => {
                end(&mut ours, &mut theirs, &mut out);
                out.push_str(&line);
            }
        }
    }
    end(&mut ours, &mut theirs, &mut out);
    out
}
