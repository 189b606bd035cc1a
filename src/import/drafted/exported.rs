//! Markdown that another program exported, without what only that program means by it: ids of headings, pictures written out as letters.

/// The same text, tidied; what was left out is told.
pub fn cleaned(text: &str, remarks: &mut Vec<String>) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = String::with_capacity(text.len());
    let mut pictures = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        in_code ^= line.trim_start().starts_with("```");
        if let Some(name) = picture(line).filter(|_| !in_code) {
            pictures.push(name.to_owned());
            continue;
        }
        let line = if in_code { line.to_owned() } else { tidied(line) };
        out.push_str(&line);
        out.push('\n');
    }
    for name in &pictures {
        let mark = format!("][{name}]");
        while let Some((start, end)) =
            out.find(&mark).and_then(|at| Some((out.get(..at)?.rfind("![")?, at + mark.len())))
        {
            out.replace_range(start..end, "");
        }
    }
    while !pictures.is_empty() && out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    if !pictures.is_empty() {
        remarks.push(format!(
            "{} picture(s) in it were left out: save each into content/ and write `![what it shows](NAME.jpg)` where it belongs",
            pictures.len()
        ));
    }
    out
}

/// The name of a picture that is written out in the text: `[image1]: <data:image/png;base64,…>`.
fn picture(line: &str) -> Option<&str> {
    let (name, address) = line.strip_prefix('[')?.split_once("]:")?;
    address.trim_start().trim_start_matches('<').starts_with("data:").then_some(name)
}

fn tidied(line: &str) -> String {
    let line = match line.strip_suffix("  ") {
        // Two spaces break a line; more, or those below a heading, are left over.
        Some(rest) if !line.starts_with('#') && !rest.ends_with(' ') && !rest.trim().is_empty() => {
            return line.to_owned();
        }
        _ => line.trim_end(),
    };
    if let Some(level) = line.find(|letter| letter != '#').filter(|level| (1..=6).contains(level)) {
        let (hashes, words) = line.split_at(level);
        let words = match words.trim_end().strip_suffix('}').and_then(|rest| rest.rsplit_once("{#")) {
            Some((words, id)) if !id.contains(char::is_whitespace) => words,
            _ => words,
        };
        let words = words.trim();
        let bold =
            words.strip_prefix("**").and_then(|rest| rest.strip_suffix("**")).filter(|rest| !rest.contains("**"));
        return if words.is_empty() { String::new() } else { format!("{hashes} {}", bold.unwrap_or(words)) };
    }
    match line.strip_prefix("[^").and_then(|rest| rest.split_once("]:")) {
        Some((label, words)) if !words.trim().is_empty() => format!("[^{label}]: {}", words.trim_start()),
        _ => line.to_owned(),
    }
}
