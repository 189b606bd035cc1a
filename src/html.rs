//! The one way in which markup is made: text goes in escaped, tags are literals of this program.

use std::sync::Arc;

use serde::Serialize;

mod borrowed;
mod code;

pub use borrowed::{borrowed, capitalised, in_borrowed, is_borrowed};
pub use code::code_block;

/// Finished markup. Only this file and its children make it: the escaping writer, the sanitiser, the highlighter and the
/// template engine.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Markup(String);

impl Markup {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// An author's own HTML, as the settings allow it.
    pub fn of_author(html: &str) -> Markup {
        Markup(html.to_owned())
    }

    /// A style or a script of the theme, to stand in a page that carries it in itself.
    pub fn of_theme(text: &str) -> Markup {
        Markup(text.to_owned())
    }

    /// Other people's HTML without anything that runs or loads: pictures are what else would be fetched.
    pub fn sanitised(html: &str) -> Markup {
        Markup(ammonia::Builder::default().rm_tags(["img"]).clean(html).to_string())
    }

    /// A template, rendered with escaping on; `own` are the language and the direction of its page.
    pub fn of_template(
        tera: &tera::Tera,
        name: &str,
        context: &tera::Context,
        own: (&str, &str),
    ) -> tera::TeraResult<Markup> {
        tera.render(name, context).map(|html| Markup(borrowed::settled(html, own)))
    }

    /// A component of a theme, given what an author wrote.
    pub fn of_component(tera: &tera::Tera, name: &str, context: &tera::Context) -> tera::TeraResult<Markup> {
        tera.render_component(name, context, None, true).map(Markup)
    }

    /// Without white space at its ends, to stand inside a sentence.
    pub fn trimmed(self) -> Markup {
        Markup(self.0.trim().to_owned())
    }

    /// The same for reading elsewhere: anchors lead to the page at `address`, and the signs beside headings, which are for
    /// readers of that page, are gone.
    pub fn for_elsewhere(&self, address: &str) -> Markup {
        const SIGN: &str = "<a class=\"anchor\"";
        let mut parts = self.0.split(SIGN);
        let first = parts.next().unwrap_or_default().to_owned();
        let text = parts.fold(first, |out, part| out + part.split_once("</a>").map_or(part, |(_, rest)| rest));
        Markup(text.replace(" href=\"#", &format!(" href=\"{}#", escape(address))))
    }
}

/// Finished markup that is kept long: it takes no more room than it needs, and is shared.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fixed(Arc<str>);

impl Fixed {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a block of text ends in it; no escaped text looks so.
    pub fn ends_block(&self) -> bool {
        let ends = |after: &str| ["p>", "li>", "td>", "th>", "h"].iter().any(|end| after.starts_with(end));
        self.0.split("</").skip(1).any(ends)
    }

    /// The mark that ends or parts a sentence, if it begins with one, and what follows.
    pub fn led_by_stop(&self) -> Option<(char, Fixed)> {
        let stop = self
            .0
            .chars()
            .next()
            .filter(|first| matches!(first, '.' | ',' | ';' | ':' | '?' | '!' | '،' | '؛' | '؟'))?;
        let rest = &self.0[stop.len_utf8()..];
        // "…" and "..." are no end.
        (!rest.starts_with(stop)).then(|| (stop, Fixed(rest.into())))
    }

    /// Without a tag that it begins with.
    pub fn strip_prefix(&self, tag: &'static str) -> Fixed {
        self.0.strip_prefix(tag).map_or_else(|| self.clone(), |rest| Fixed(rest.into()))
    }

    /// Without a tag that it ends with.
    pub fn strip_suffix(&self, tag: &'static str) -> Fixed {
        self.0.strip_suffix(tag).map_or_else(|| self.clone(), |rest| Fixed(rest.into()))
    }
}

impl From<Markup> for Vec<u8> {
    fn from(markup: Markup) -> Vec<u8> {
        markup.0.into_bytes()
    }
}

/// Markup under construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    out: String,
}

impl Html {
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup that stands in this program; never an author's text.
    pub fn raw(&mut self, markup: &'static str) -> &mut Html {
        self.out.push_str(markup);
        self
    }

    /// Finished markup.
    pub fn markup(&mut self, markup: &Markup) -> &mut Html {
        self.out.push_str(&markup.0);
        self
    }

    /// Finished markup that was kept.
    pub fn fixed(&mut self, markup: &Fixed) -> &mut Html {
        self.out.push_str(&markup.0);
        self
    }

    /// Text, escaped; safe in elements and in quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Html {
        escape_into(&mut self.out, text);
        self
    }

    /// ` name="value"`.
    pub fn attribute(&mut self, name: &'static str, value: &str) -> &mut Html {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_into(&mut self.out, value);
        self.out.push('"');
        self
    }

    /// `<name>text</name>` and a line end.
    pub fn element(&mut self, name: &'static str, text: &str) -> &mut Html {
        self.raw("<").raw(name).raw(">").text(text).raw("</").raw(name).raw(">\n")
    }

    /// Data in a script element; no text in it can end the element or the page's line.
    pub fn json(&mut self, value: &serde_json::Value) -> &mut Html {
        rewrite(&mut self.out, &value.to_string(), next_in_script, |character| match character {
            '<' => Some("\\u003c"),
            '>' => Some("\\u003e"),
            '&' => Some("\\u0026"),
            '\u{2028}' => Some("\\u2028"),
            '\u{2029}' => Some("\\u2029"),
            other => is_unwritable(other).then_some("\u{FFFD}"),
        });
        self
    }

    pub fn finish(&mut self) -> Markup {
        Markup(std::mem::take(&mut self.out))
    }

    pub fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// What was written, to be kept; what is written next begins anew, in the same room.
    pub fn fix(&mut self) -> Fixed {
        let fixed = Fixed(self.out.as_str().into());
        self.out.clear();
        fixed
    }
}

/// What neither HTML nor XML can hold: control characters, and code points that are no characters.
pub fn is_unwritable(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n' | '\r')) || is_no_character(character)
}

/// A code point that Unicode keeps free for good.
pub fn is_no_character(character: char) -> bool {
    matches!(character, '\u{FDD0}'..='\u{FDEF}') || u32::from(character) & 0xFFFE == 0xFFFE
}

/// Bytes that begin what is escaped or may be unwritable, and those of `signs`; all others are written as they stand,
/// unlooked at.
const fn noted(signs: &[u8]) -> [bool; 256] {
    let mut noted = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let value = byte as u8;
        noted[byte] = match value {
            b'\t' | b'\n' | b'\r' => false,
            0..=0x1F | 0x7F => true,
            // Begin U+0080 to U+00BF, U+F000 to U+FFFF, and what lies above.
            0xC2 | 0xEF | 0xF0..=0xFF => true,
            _ => false,
        };
        byte += 1;
    }
    let mut sign = 0;
    while sign < signs.len() {
        noted[signs[sign] as usize] = true;
        sign += 1;
    }
    noted
}

const IN_TEXT: [bool; 256] = noted(b"&<>\"'");
/// With the first byte of U+2028 and U+2029.
const IN_SCRIPT: [bool; 256] = noted(b"&<>\xE2");

/// So many bytes are looked at together, where nothing is escaped.
const RUN: usize = 32;

/// The first byte of a text that begins what is escaped or may be unwritable.
fn next_in_text(bytes: &[u8]) -> Option<usize> {
    // What is no plain letter of ASCII. Of a run every byte is looked at, whatever the others are, and without a step to be
    // decided: that is one instruction for many of them.
    let is_odd = |byte: u8| {
        u8::from(byte < b' ')
            | u8::from(byte >= 0x7F)
            | u8::from(byte == b'&')
            | u8::from(byte == b'<')
            | u8::from(byte == b'>')
            | u8::from(byte == b'"')
            | u8::from(byte == b'\'')
    };
    let (runs, _) = bytes.as_chunks::<RUN>();
    let is_plain = |run: &&[u8; RUN]| run.iter().fold(0, |odd, byte| odd | is_odd(*byte)) == 0;
    let plain = RUN * runs.iter().take_while(is_plain).count();
    let rest = bytes.get(plain..).unwrap_or_default();
    rest.iter().position(|byte| IN_TEXT[usize::from(*byte)]).map(|step| plain + step)
}

/// The same for data in a script.
fn next_in_script(bytes: &[u8]) -> Option<usize> {
    bytes.iter().position(|byte| IN_SCRIPT[usize::from(*byte)])
}

/// Appends a text with what stands for some of its characters: `next` finds the first byte of one that may be among them.
fn rewrite(
    out: &mut String,
    text: &str,
    next: fn(&[u8]) -> Option<usize>,
    written: impl Fn(char) -> Option<&'static str>,
) {
    let (mut from, mut at) = (0, 0);
    while let Some(step) = text.as_bytes().get(at..).and_then(next) {
        at += step;
        let Some(character) = text[at..].chars().next() else { break };
        let after = at + character.len_utf8();
        if let Some(written) = written(character) {
            out.push_str(&text[from..at]);
            out.push_str(written);
            from = after;
        }
        at = after;
    }
    out.push_str(&text[from..]);
}

/// Appends `text` with `&`, `<`, `>`, `"` and `'` escaped; what cannot be written becomes U+FFFD.
pub fn escape_into(out: &mut String, text: &str) {
    rewrite(out, text, next_in_text, |character| match character {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        other => is_unwritable(other).then_some("\u{FFFD}"),
    });
}

/// The same for templates, in which nothing else escapes.
pub fn escape_for_template(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    match next_in_text(text.as_bytes()) {
        Some(_) => out.write_all(escape(text).as_bytes()),
        None => out.write_all(text.as_bytes()),
    }
}

/// The text, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}
