//! The one way in which HTML is written by hand: text goes in escaped, tags are literals.

/// Finished HTML. Only this file makes it.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Markup(String);

impl Markup {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What `parse` made of a body.
    pub fn of_body(html: &str) -> Markup {
        Markup(html.to_owned())
    }
}

/// HTML under construction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Html {
    out: String,
}

impl Html {
    pub fn new() -> Html {
        Html::default()
    }

    /// Markup that we wrote ourselves; never an author's text.
    pub fn raw(&mut self, markup: &str) -> &mut Html {
        self.out.push_str(markup);
        self
    }

    /// Text, escaped; safe in elements and in quoted attributes.
    pub fn text(&mut self, text: &str) -> &mut Html {
        escape_into(&mut self.out, text);
        self
    }

    /// ` name="value"`.
    pub fn attribute(&mut self, name: &str, value: &str) -> &mut Html {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_into(&mut self.out, value);
        self.out.push('"');
        self
    }

    pub fn finish(&mut self) -> String {
        std::mem::take(&mut self.out)
    }
}

/// Appends `text` with `&`, `<`, `>`, `"` and `'` escaped; control characters that HTML forbids become U+FFFD.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(|character: char| {
        matches!(character, '&' | '<' | '>' | '"' | '\'')
            || (character.is_control() && !matches!(character, '\t' | '\n' | '\r'))
    }) {
        out.push_str(&rest[..at]);
        let Some(character) = rest[at..].chars().next() else { break };
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push('\u{FFFD}'),
        }
        rest = &rest[at + character.len_utf8()..];
    }
    out.push_str(rest);
}

/// The text, escaped.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape_into(&mut out, text);
    out
}
