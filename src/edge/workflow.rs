//! The workflow with which GitHub checks, builds and publishes a site itself.

use std::path::Path;

use super::EdgeError;
use super::folder::{Entry, Folder, Links};
use super::git::Git;
use super::publish::remote::settings_page;

/// Where GitHub looks for it.
const PLACE: &str = ".github/workflows/pages.yml";

const TEMPLATE: &str = include_str!("../../starter/pages.yml");

/// One commit of one repository: the tool that a workflow installs, and no other that somebody gives its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tool {
    address: String,
    commit: String,
}

impl Tool {
    /// Reads `https://host/owner/name@COMMIT`.
    pub fn parse(text: &str) -> Result<Tool, String> {
        let (address, commit) = text.rsplit_once('@').ok_or("write the repository's address, `@` and the commit")?;
        let url = gix_url::parse(address).map_err(|_| format!("`{address}` is no address of a repository"))?;
        let is_plain = |sign: u8| sign.is_ascii_alphanumeric() || b"-._~/:".contains(&sign);
        if url.scheme != gix_url::Scheme::Https || url.user().is_some() || !address.bytes().all(is_plain) {
            return Err("the repository's address begins with `https://` and holds no name or password".to_owned());
        }
        if !matches!(commit.len(), 40 | 64) || !commit.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(format!(
                "`{commit}` is no whole commit, which has 40 hexadecimal digits; a branch or tag may be moved to another"
            ));
        }
        Ok(Tool { address: address.to_owned(), commit: commit.to_ascii_lowercase() })
    }

    /// What this program was built from, if it knows.
    fn own() -> Option<Tool> {
        Tool::parse(&format!("{}@{}", env!("CARGO_PKG_REPOSITORY"), env!("ONRECORD_COMMIT"))).ok()
    }
}

/// Writes the workflow at the top of the repository; says what to do next. A file that somebody changed stays, unless it
/// is to be overwritten.
pub fn write(root: &Path, remote: &str, tool: Option<&Tool>, overwrite: bool) -> Result<String, EdgeError> {
    let refuse = |reason: &str| EdgeError::new("write", Path::new(PLACE), reason);
    let own = Tool::own();
    let tool = tool.or(own.as_ref()).ok_or_else(|| {
        refuse(
            "this program does not know of which commit of which repository it is made, and the workflow must name both: \
             by the name alone it would run whatever somebody registers as `onrecord`; say it with \
             `--tool-from https://HOST/OWNER/onrecord@COMMIT`",
        )
    })?;
    let git = Git::looking(root);
    let top = git.ask(&["rev-parse", "--show-toplevel"])?.map_or_else(|| root.to_owned(), Into::into);
    let prefix = git.ask(&["rev-parse", "--show-prefix"])?.unwrap_or_default();
    let branch = git.ask(&["symbolic-ref", "-q", "--short", "HEAD"])?.unwrap_or_else(|| "main".to_owned());
    // In a workflow other signs may mean something: `${{ … }}` is run.
    let is_plain = |text: &str| text.chars().all(|sign| sign.is_alphanumeric() || "-._/ ".contains(sign));
    if let Some(name) = [&branch, &prefix].into_iter().find(|name| !is_plain(name)) {
        return Err(refuse(&format!("`{name}` has signs that mean something in a workflow; rename it")));
    }
    let text = text(&branch, prefix.trim_end_matches('/'), tool);
    let switch = switch_on(&git.ask(&["remote", "get-url", remote])?.unwrap_or_default());
    let folder = Folder::named(&top, Links::Refused)?;
    if folder.read(PLACE)?.is_some_and(|old| old == text.as_bytes()) {
        return Ok(format!("{PLACE} is up to date\n{switch}"));
    }
    if folder.entry(PLACE)? != Entry::Nothing && !overwrite {
        let reason = "it is there and differs from what would be written; `--overwrite` replaces it";
        return Err(EdgeError::new("write", &top.join(PLACE), reason));
    }
    folder.replace(PLACE, text.as_bytes())?;
    Ok(format!("wrote {PLACE}; commit and push it\n{switch}"))
}

/// The workflow for a project in a folder of the repository.
fn text(branch: &str, project: &str, tool: &Tool) -> String {
    let project = if project.is_empty() { "." } else { project };
    TEMPLATE
        .replace("{branch}", branch)
        .replace("{project}", project)
        .replace("{tool}", &tool.address)
        .replace("{commit}", &tool.commit)
}

/// Where Pages is switched on.
fn switch_on(remote: &str) -> String {
    let page = settings_page(remote).map(|page| format!(" ({page})"));
    format!(
        "on GitHub, once: Settings → Pages → Build and deployment → Source: GitHub Actions{}",
        page.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::Tool;

    #[test]
    fn a_tool_is_one_commit_of_one_repository() {
        let commit = "0123456789abcdef0123456789abcdef01234567";
        assert!(Tool::parse(&format!("https://example.org/desk/onrecord@{commit}")).is_ok());
        for text in [
            "onrecord",
            "https://example.org/desk/onrecord",
            "https://example.org/desk/onrecord@main",
            "https://example.org/desk/onrecord@v1.0.0",
            &format!("http://example.org/desk/onrecord@{commit}"),
            &format!("https://token@example.org/desk/onrecord@{commit}"),
            &format!("https://example.org/desk/onrecord; rm@{commit}"),
            &format!("https://example.org/${{{{ secrets.x }}}}@{commit}"),
            &format!("git@example.org:desk/onrecord@{commit}"),
            &format!("@{commit}"),
        ] {
            assert!(Tool::parse(text).is_err(), "{text}");
        }
    }
}
