//! A page as it is served while it is being written: with the script that keeps it fresh, and leave to run it. None of
//! this is ever in the output.

/// Where the server keeps its own things; no page's address begins with a dot.
pub const OWN: &str = "/.onrecord/";

/// The page with the script in its head; `build` and `page` are what the script compares on its return.
pub fn with_script(html: &[u8], build: &str, page: &str) -> Vec<u8> {
    let script = format!("<script src=\"{OWN}client.js\" data-build=\"{build}\" data-page=\"{page}\" defer></script>");
    let html = with_leave(html);
    // First in the head: the script must see the page before the theme's own scripts change it.
    let at = match find(&html, b"<head>") {
        Some(at) => at + b"<head>".len(),
        None => 0,
    };
    let mut out = Vec::with_capacity(html.len() + script.len());
    out.extend_from_slice(&html[..at]);
    out.extend_from_slice(script.as_bytes());
    out.extend_from_slice(&html[at..]);
    out
}

/// What is shown before the first build that succeeds.
pub const NOT_YET: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not built yet</title></head>\
    <body><p>The site cannot be built yet: the report says why.</p></body></html>\n";

const POLICY: &[u8] = b"http-equiv=\"Content-Security-Policy\" content=\"";

/// The page with a policy that lets the script run, load its parts and listen.
fn with_leave(html: &[u8]) -> Vec<u8> {
    let policy = find(html, POLICY).map(|at| at + POLICY.len());
    let range = policy.and_then(|start| Some(start..start + html[start..].iter().position(|byte| *byte == b'"')?));
    let Some(range) = range else { return html.to_vec() };
    let Ok(text) = std::str::from_utf8(&html[range.clone()]) else { return html.to_vec() };
    [&html[..range.start], relaxed(text).as_bytes(), &html[range.end..]].concat()
}

/// The policy with `'self'` for what the script does.
fn relaxed(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> = policy
        .split(';')
        .map(|part| part.split_whitespace().collect())
        .filter(|part: &Vec<&str>| !part.is_empty())
        .collect();
    let escaped = policy.contains("&#x27;") || policy.contains("&#39;");
    let own = if escaped { "&#39;self&#39;" } else { "'self'" };
    for name in ["script-src", "connect-src", "style-src", "img-src"] {
        match directives.iter_mut().find(|directive| directive[0] == name) {
            Some(directive) => {
                directive.retain(|value| !value.contains("none"));
                if !directive.iter().any(|value| value.contains("self")) {
                    directive.push(own);
                }
            }
            None => directives.push(vec![name, own]),
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    memchr::memmem::find(text, wanted)
}
