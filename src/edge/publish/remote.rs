//! Where a remote is: its address, read as git reads it, and where its host serves a site.

use std::process::{Command, Stdio};

use gix_url::{Scheme, Url};

/// Where GitHub Pages serves a repository: `OWNER.github.io` at the root, all others in a folder. None if it is not GitHub's.
pub fn pages_address(remote: &str) -> Option<String> {
    let (owner, name) = repository(remote)?;
    let owner = owner.to_lowercase();
    match name.to_lowercase() == format!("{owner}.github.io") {
        true => Some(format!("https://{owner}.github.io/")),
        false => Some(format!("https://{owner}.github.io/{name}/")),
    }
}

/// Where Pages is switched on in a repository of GitHub's.
pub fn settings_page(remote: &str) -> Option<String> {
    let (owner, name) = repository(remote)?;
    Some(format!("https://github.com/{owner}/{name}/settings/pages"))
}

/// Owner and name of a repository of GitHub's.
fn repository(remote: &str) -> Option<(String, String)> {
    let url = gix_url::parse(remote).ok()?;
    if !is_github(&url) {
        return None;
    }
    let path = url.path.to_string();
    let path = path.trim_matches('/');
    let (owner, name) = path.strip_suffix(".git").unwrap_or(path).split_once('/')?;
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    (is_name(owner) && is_name(name)).then(|| (owner.to_owned(), name.to_owned()))
}

/// By its name, or by the name that the settings of ssh give it.
fn is_github(url: &Url) -> bool {
    let is_known = |host: &str| {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        matches!(host.as_str(), "github.com" | "www.github.com" | "ssh.github.com")
    };
    let Some(host) = url.host() else { return false };
    match url.scheme {
        Scheme::Https | Scheme::Http | Scheme::Git => is_known(host),
        // A name with a dot is a host's own; only a short one is looked up.
        Scheme::Ssh => is_known(host) || (!host.contains('.') && ssh_host(host).is_some_and(|host| is_known(&host))),
        _ => false,
    }
}

/// The host that a name stands for in the person's settings of ssh; nothing is connected.
fn ssh_host(name: &str) -> Option<String> {
    let mut ssh = Command::new("ssh");
    ssh.args(["-G", "--", name]).stdin(Stdio::null()).stderr(Stdio::null());
    let said = ssh.output().ok()?;
    let text = String::from_utf8_lossy(&said.stdout);
    text.lines().find_map(|line| line.strip_prefix("hostname ")).map(|host| host.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::pages_address;

    #[test]
    fn remotes_have_addresses() {
        for (remote, address) in [
            ("git@github.com:Desk/belgorod.git", Some("https://desk.github.io/belgorod/")),
            ("https://github.com/desk/belgorod", Some("https://desk.github.io/belgorod/")),
            ("ssh://git@github.com/desk/Desk.github.io.git", Some("https://desk.github.io/")),
            ("https://token@github.com/desk/a.git/", Some("https://desk.github.io/a/")),
            ("https://user:token@GitHub.com:443/desk/a.git", Some("https://desk.github.io/a/")),
            ("ssh://git@ssh.github.com:443/desk/estela.git", Some("https://desk.github.io/estela/")),
            ("ssh://git@github.com:22/desk/estela.git", Some("https://desk.github.io/estela/")),
            ("git@ssh.github.com:desk/estela.git", Some("https://desk.github.io/estela/")),
            ("git://github.com/desk/a", Some("https://desk.github.io/a/")),
            ("../bare.git", None),
            ("/srv/github.com/desk/a.git", None),
            ("file:///srv/github.com/desk/a.git", None),
            ("https://codeberg.org/desk/a.git", None),
            ("https://github.com.evil.example/desk/a.git", None),
            ("https://codeberg.org/github.com/a.git", None),
            ("https://github.com/desk", None),
            ("https://github.com/desk/a/b", None),
            ("", None),
        ] {
            assert_eq!(pages_address(remote).as_deref(), address, "{remote}");
        }
    }
}
