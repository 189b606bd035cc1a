//! The one way in which markup is made: text goes in escaped, tags are literals of this program.

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

    /// Whether a block of text ends in it; no escaped text looks so.
    pub fn ends_block(&self) -> bool {
        self.0
            .split("</")
            .skip(1)
            .any(|after| ["p>", "li>", "td>", "th>", "h"].iter().any(|end| after.starts_with(end)))
    }

    /// Adds text, escaped.
    pub fn append_text(&mut self, text: &str) {
        escape_into(&mut self.0, text);
    }

    /// Adds markup that stands in this program.
    pub fn append_raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Adds more of it.
    pub fn append(&mut self, more: &Markup) {
        self.0.push_str(&more.0);
    }

    /// Gives back the room for more of it.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    /// Takes a tag off its beginning, if it begins so.
    pub fn strip_prefix(&mut self, tag: &'static str) {
        if self.0.starts_with(tag) {
            self.0.drain(..tag.len());
        }
    }

    /// Takes a tag off its end, if it ends so.
    pub fn strip_suffix(&mut self, tag: &'static str) {
        if self.0.ends_with(tag) {
            self.0.truncate(self.0.len() - tag.len());
        }
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
        for character in value.to_string().chars() {
            match character {
                '<' => self.out.push_str("\\u003c"),
                '>' => self.out.push_str("\\u003e"),
                '&' => self.out.push_str("\\u0026"),
                '\u{2028}' => self.out.push_str("\\u2028"),
                '\u{2029}' => self.out.push_str("\\u2029"),
                other if is_unwritable(other) => self.out.push('\u{FFFD}'),
                other => self.out.push(other),
            }
        }
        self
    }

    pub fn finish(&mut self) -> Markup {
        Markup(std::mem::take(&mut self.out))
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

/// Bytes that begin what is escaped or may be unwritable; all others are written as they stand, unlooked at.
const NOTED: [bool; 256] = {
    let mut noted = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let value = byte as u8;
        noted[byte] = match value {
            b'\t' | b'\n' | b'\r' => false,
            b'&' | b'<' | b'>' | b'"' | b'\'' | 0..=0x1F | 0x7F => true,
            // Begin U+0080 to U+00BF, U+F000 to U+FFFF, and what lies above.
            0xC2 | 0xEF | 0xF0..=0xFF => true,
            _ => false,
        };
        byte += 1;
    }
    noted
};

/// Appends `text` with `&`, `<`, `>`, `"` and `'` escaped; what cannot be written becomes U+FFFD.
pub fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(step) = bytes[at..].iter().position(|byte| NOTED[usize::from(*byte)]) {
        at += step;
        let Some(character) = text[at..].chars().next() else { break };
        let after = at + character.len_utf8();
        let written = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            other if is_unwritable(other) => "\u{FFFD}",
            _ => {
                at = after;
                continue;
            }
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        (from, at) = (after, after);
    }
    out.push_str(&text[from..]);
}

/// The same for templates, in which nothing else escapes.
pub fn escape_for_template(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    match text.bytes().any(|byte| NOTED[usize::from(byte)]) {
        true => out.write_all(escape(text).as_bytes()),
        false => out.write_all(text.as_bytes()),
    }
}

/// The text, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}
