//! `{{ name(argument=value, …) }}`, read from the source text where `{{` stands.

use crate::files::{Real, Span, Spanned};
use crate::manuscript::{Argument, DirectiveText, Text};
use crate::passage::Wording;

/// What went wrong, and where (bytes of the text given).
#[derive(Debug)]
pub struct DirectiveFault {
    pub span: Span,
    pub message: String,
    /// Where reading may go on.
    pub end: usize,
}

/// Reads the directive that begins at `start` of `text`; `keep` makes words of its texts. The end of its source is in its
/// span.
pub fn directive(
    text: &str,
    start: usize,
    mut keep: impl FnMut(&Text) -> Wording,
) -> Result<DirectiveText, DirectiveFault> {
    let mut cursor = Cursor { text, at: start + 2, start };
    cursor.space();
    let name = cursor.word();
    if name.is_empty() {
        return Err(cursor.fault("a directive begins with its name"));
    }
    let mut directive = DirectiveText { name, arguments: Vec::new(), span: Span::default(), block: false };
    cursor.space();
    if cursor.eat("(") {
        cursor.space();
        while !cursor.eat(")") {
            let name = cursor.word();
            cursor.space();
            if name.is_empty() || !cursor.eat("=") {
                return Err(cursor.fault("an argument is written `name=value`"));
            }
            cursor.space();
            let value = cursor.value(&mut keep)?;
            directive.arguments.push((name, value));
            cursor.space();
            if !cursor.eat(",") && !cursor.sees(")") {
                return Err(cursor.fault("a comma or `)` belongs here"));
            }
            cursor.space();
        }
        cursor.space();
    }
    if !cursor.eat("}}") {
        return Err(cursor.fault("the directive does not end in `}}`"));
    }
    directive.span = Span::new(start, cursor.at);
    Ok(directive)
}

struct Cursor<'a> {
    text: &'a str,
    at: usize,
    start: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn sees(&self, what: &str) -> bool {
        self.rest().starts_with(what)
    }

    fn eat(&mut self, what: &str) -> bool {
        let seen = self.sees(what);
        if seen {
            self.at += what.len();
        }
        seen
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn word(&mut self) -> Text {
        let rest = self.rest();
        let end = rest
            .find(|character: char| !character.is_ascii_alphanumeric() && character != '_' && character != '-')
            .unwrap_or(rest.len());
        let word = rest[..end].to_owned();
        self.at += end;
        Spanned::new(word, Span::new(self.at - end, self.at))
    }

    fn value(&mut self, keep: &mut impl FnMut(&Text) -> Wording) -> Result<Spanned<Argument>, DirectiveFault> {
        let start = self.at;
        if self.sees("\"") || self.sees("'") {
            let text = self.quoted()?;
            return Ok(Spanned::new(Argument::Text(keep(&text)), text.span));
        }
        if self.eat("[") {
            let mut list = Vec::new();
            self.space();
            while !self.eat("]") {
                let text = self.quoted()?;
                list.push(Spanned::new(keep(&text), text.span));
                self.space();
                if !self.eat(",") && !self.sees("]") {
                    return Err(self.fault("a comma or `]` belongs here"));
                }
                self.space();
            }
            return Ok(Spanned::new(Argument::List(list), Span::new(start, self.at)));
        }
        let rest = self.rest();
        let end = rest.find([',', ')', ' ', '\n', '}']).unwrap_or(rest.len());
        let word = rest[..end].to_owned();
        self.at += end;
        let span = Span::new(start, self.at);
        match (word.as_str(), word.parse::<f64>()) {
            ("true", _) => Ok(Spanned::new(Argument::Flag(true), span)),
            ("false", _) => Ok(Spanned::new(Argument::Flag(false), span)),
            (_, Ok(number)) if number.is_finite() => Ok(Spanned::new(Argument::Number(Real(number)), span)),
            _ => Err(DirectiveFault { span, message: "a text stands in quotation marks".to_owned(), end: self.at }),
        }
    }

    fn quoted(&mut self) -> Result<Text, DirectiveFault> {
        let mark = match self.rest().chars().next() {
            Some(mark @ ('"' | '\'')) => mark,
            _ => return Err(self.fault("a text stands in quotation marks")),
        };
        let from = self.at + 1;
        let rest = self.text.get(from..).unwrap_or_default();
        match rest.find([mark, '\n']).filter(|end| rest[*end..].starts_with(mark)) {
            Some(length) => {
                self.at = from + length + 1;
                Ok(Spanned::new(rest[..length].to_owned(), Span::new(from, from + length)))
            }
            None => Err(self.fault("a quotation mark is opened and not closed")),
        }
    }

    fn fault(&self, message: &str) -> DirectiveFault {
        let rest = self.rest();
        let stop = rest
            .match_indices(['\n', '}'])
            .find(|(at, _)| !rest[*at..].starts_with('}') || rest[*at..].starts_with("}}"));
        let end = stop.map_or(self.text.len(), |(at, mark)| self.at + at + if mark == "}" { 2 } else { 0 });
        let width = self.rest().chars().next().filter(|character| *character != '\n').map_or(0, char::len_utf8);
        let span = match width {
            0 => Span::new(self.start, self.at),
            _ => Span::new(self.at, self.at + width),
        };
        DirectiveFault { span, message: message.to_owned(), end: end.max(self.start + 2) }
    }
}
