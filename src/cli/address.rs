//! Addresses given as arguments.

/// A site's whole address, with one slash at its end.
pub fn base_url(text: &str) -> Result<String, String> {
    match text.starts_with("https://") || text.starts_with("http://") {
        true => Ok(format!("{}/", text.trim_end_matches('/'))),
        false => Err("give the whole address of the site, such as `https://name.github.io/site/`".to_owned()),
    }
}
