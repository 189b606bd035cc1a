//! Changes of authored YAML that keep everything else as it is: comments, order, marks, line ends.
//!
//! A change is worked out from the places of the values. Before it is handed out, the text is read again with it: if it
//! does not say what it said, and the new thing besides, there is none.

use super::value::{Value, written};
use crate::edits::Patch;
use crate::files::{File, Span, Spanned};
use crate::parse::front_matter;
use crate::yaml::{Node, Origin, read};

mod remove;

/// The YAML of an authored file, and where all its values stand.
pub struct Yaml<'a> {
    origin: Origin<'a>,
    root: Spanned<Node>,
}

impl<'a> Yaml<'a> {
    /// The front matter of a Markdown file, or all of a list; none, if it cannot be read.
    pub fn of(file: &'a File) -> Option<Yaml<'a>> {
        let mut notices = Vec::new();
        let origin = match file.extension().as_str() {
            "md" => front_matter::split(file, &mut notices)?.yaml,
            _ => {
                let (text, base) = file.text().ok()?;
                Origin { file: &file.path, text, base }
            }
        };
        let root = read(origin, &mut notices)?;
        Some(Yaml { origin, root })
    }

    /// The value that keys lead to; among the items of a list, an id leads to its entry, and `#2` to the second.
    pub fn get(&self, path: &[&str]) -> Option<&Spanned<Node>> {
        path.iter().try_fold(&self.root, |node, step| child(node, step))
    }

    /// Adds a key to a group, which is made if need be.
    pub fn add(&self, path: &[&str], key: &str, value: &Value) -> Option<Patch> {
        let Some(node) = self.get(path) else {
            let (last, above) = path.split_last()?;
            return self.add(above, last, &Value::Group(vec![(key.to_owned(), value.clone())]));
        };
        let patch = match &node.value {
            Node::Map(entries) if self.is_flow(node) => {
                let entry = format!("{}: {}", written(key), value.in_line());
                let last = entries.last().map(|(_, value)| self.end(value));
                self.put_in_line(node, last, &entry, ("{ ", " }"))?
            }
            Node::Map(entries) => {
                let column = self.column(entries.first()?.0.span.start as usize);
                let at = self.last_line(node, column)?;
                match self.left_open(node, at, &format!("{}# {key}: ", " ".repeat(column))) {
                    Some(span) => Patch { span, text: value.entry(key, column) },
                    None => insert(at, format!("\n{}", value.entry(key, column))),
                }
            }
            Node::Null => {
                let (at, column) = self.below(path)?;
                insert(at, format!("\n{}", value.entry(key, column)))
            }
            _ => return None,
        };
        self.checked(patch, path, |node| match node {
            Node::Map(entries) => {
                entries.push((
                    Spanned::new(key.to_owned(), Span::default()),
                    Spanned::new(value.node()?, Span::default()),
                ));
                Some(())
            }
            Node::Null => {
                let entry =
                    (Spanned::new(key.to_owned(), Span::default()), Spanned::new(value.node()?, Span::default()));
                *node = Node::Map(vec![entry]);
                Some(())
            }
            _ => None,
        })
    }

    /// The line of a group that an importer left for a key, as `# outlet: "…"`.
    fn left_open(&self, node: &Spanned<Node>, to: usize, begins: &str) -> Option<Span> {
        let text = self.origin.text;
        let start = node.span.start as usize - self.origin.base;
        let mut at = text[..start].rfind('\n').map_or(0, |at| at + 1);
        for line in text[at..to - self.origin.base].split_inclusive('\n') {
            let words = line.trim_end();
            let is_open = words.strip_prefix(begins).is_some_and(|rest| rest.contains('…') || rest.contains("YYYY"));
            if is_open {
                return Some(Span::new(at + self.origin.base, at + words.len() + self.origin.base));
            }
            at += line.len();
        }
        None
    }

    /// Gives a key of a group another value; the key is added if need be. Remarks inside the old value are left to people.
    pub fn set(&self, path: &[&str], key: &str, value: &Value) -> Option<Patch> {
        let Some(old) = self.get(path).and_then(|group| child(group, key)) else { return self.add(path, key, value) };
        if old.value == Node::Null {
            let (at, _) = self.below(&[path, &[key]].concat())?;
            let patch = insert(at, format!(" {}", value.in_line()));
            return self.checked(patch, path, |node| replaced(node, key, value));
        }
        let name = self.entry(path, key)?.0.span;
        let colon = name.end as usize + self.from(name.end as usize).find(':')? + 1;
        let is_literal = self.from(colon).trim_start_matches(' ').starts_with(['|', '>']);
        let is_block = matches!(old.value, Node::Map(_) | Node::List(_)) && !self.is_flow(old);
        if !is_block && !is_literal {
            let span = Span::new(old.span.start as usize, self.end(old));
            return self.checked(Patch { span, text: value.in_line() }, path, |node| replaced(node, key, value));
        }
        let (from, to) = self.lines_of(path, key)?;
        if self.origin.text[colon - self.origin.base..to - self.origin.base].contains(['#', '&']) {
            return None;
        }
        let text = value.entry(key, self.column(name.start as usize));
        let (_, text) = text.split_once(':')?;
        let patch = Patch { span: Span::new(colon.max(from), to), text: text.to_owned() };
        self.checked(patch, path, |node| replaced(node, key, value))
    }

    fn entry(&self, path: &[&str], key: &str) -> Option<&(Spanned<String>, Spanned<Node>)> {
        let Node::Map(entries) = &self.get(path)?.value else { return None };
        entries.iter().find(|(known, _)| known.value == key)
    }

    /// The lines of a key and its value, without the last line end; none, where something else begins on the first one.
    fn lines_of(&self, path: &[&str], key: &str) -> Option<(usize, usize)> {
        let (name, value) = self.entry(path, key)?;
        let (start, column) = (name.span.start as usize, self.column(name.span.start as usize));
        let from = start - column;
        if !self.origin.text[from - self.origin.base..start - self.origin.base].trim().is_empty() {
            return None;
        }
        let to = match value.value {
            Node::Null => start + self.from(start).find('\n').unwrap_or(self.from(start).len()),
            _ => self.last_line(value, column + 1)?,
        };
        Some((from, to))
    }

    fn from(&self, at: usize) -> &str {
        self.origin.text.get(at - self.origin.base..).unwrap_or_default()
    }

    /// Adds an item to a list, which is made if need be; one value that stands alone becomes the first of two.
    pub fn push(&self, path: &[&str], value: &Value) -> Option<Patch> {
        let Some(node) = self.get(path) else {
            let (last, above) = path.split_last()?;
            return self.add(above, last, &Value::Items(vec![value.clone()]));
        };
        let patch = match &node.value {
            Node::List(items) if self.is_flow(node) => {
                let last = items.last().map(|item| self.end(item));
                self.put_in_line(node, last, &value.in_line(), ("[", "]"))?
            }
            Node::List(items) => {
                let first = items.first()?.span.start as usize;
                let column = self.column(self.origin.text[..first - self.origin.base].rfind('-')? + self.origin.base);
                let at = self.last_line(node, column)?;
                insert(at, format!("\n{}", value.item(column)))
            }
            Node::Null => {
                let (at, column) = self.below(path)?;
                let line = if at == self.origin.base && self.origin.text.is_empty() { "" } else { "\n" };
                insert(at, format!("{line}{}", value.item(column)))
            }
            Node::Scalar { .. } => {
                let range = node.span.range();
                let old = self.origin.text.get(range.start - self.origin.base..range.end - self.origin.base)?;
                Patch { span: node.span, text: format!("[{old}, {}]", value.in_line()) }
            }
            Node::Map(_) => return None,
        };
        self.checked(patch, path, |node| {
            let item = Spanned::new(value.node()?, Span::default());
            match node {
                Node::List(items) => items.push(item),
                Node::Null => *node = Node::List(vec![item]),
                Node::Scalar { .. } => *node = Node::List(vec![Spanned::new(node.clone(), Span::default()), item]),
                Node::Map(_) => return None,
            }
            Some(())
        })
    }

    /// The patch, if with it the text says what `change` makes of what it says.
    fn checked(&self, patch: Patch, path: &[&str], change: impl FnOnce(&mut Node) -> Option<()>) -> Option<Patch> {
        let mut wanted = self.root.clone();
        let place = path.iter().try_fold(&mut wanted, |node, step| child_mut(node, step))?;
        change(&mut place.value)?;
        let range = patch.span.start as usize - self.origin.base..patch.span.end as usize - self.origin.base;
        let (before, after) = (self.origin.text.get(..range.start)?, self.origin.text.get(range.end..)?);
        let text = [before, patch.text.as_str(), after].concat();
        let origin = Origin { text: &text, ..self.origin };
        let found = read(origin, &mut Vec::new())?;
        same(&found.value, &wanted.value).then_some(patch)
    }

    fn is_flow(&self, node: &Spanned<Node>) -> bool {
        let at = node.span.start as usize - self.origin.base;
        node.span.end > node.span.start && self.origin.text[at..].starts_with(['{', '['])
    }

    /// The byte after a value.
    fn end(&self, node: &Spanned<Node>) -> usize {
        let last = match &node.value {
            Node::Null | Node::Scalar { .. } => return node.span.end as usize,
            Node::List(items) => items.last().map(|item| self.end(item)),
            Node::Map(entries) => entries.last().map(|(key, value)| self.end(value).max(key.span.end as usize)),
        };
        match self.is_flow(node) {
            true => self.closing(last.unwrap_or(node.span.start as usize + 1)) + 1,
            false => last.unwrap_or(node.span.end as usize),
        }
    }

    /// Where the bracket or brace stands that closes what ends at `from`.
    fn closing(&self, from: usize) -> usize {
        let mut is_comment = false;
        let rest = self.origin.text.get(from - self.origin.base..).unwrap_or_default();
        let at = rest.find(|sign: char| {
            is_comment = (is_comment || sign == '#') && sign != '\n';
            !is_comment && matches!(sign, '}' | ']')
        });
        from + at.unwrap_or(rest.len())
    }

    /// In braces or brackets, behind the last value.
    fn put_in_line(
        &self,
        node: &Spanned<Node>,
        last: Option<usize>,
        entry: &str,
        (open, close): (&str, &str),
    ) -> Option<Patch> {
        let start = node.span.start as usize;
        Some(match last {
            Some(last) => insert(last, format!(", {entry}")),
            None => {
                Patch { span: Span::new(start, self.closing(start + 1) + 1), text: format!("{open}{entry}{close}") }
            }
        })
    }

    /// How many bytes a place is from the beginning of its line.
    fn column(&self, at: usize) -> usize {
        let before = &self.origin.text[..at - self.origin.base];
        before.len() - before.rfind('\n').map_or(0, |at| at + 1)
    }

    /// Where the last line ends that holds something of a value which begins in `column`.
    fn last_line(&self, node: &Spanned<Node>, column: usize) -> Option<usize> {
        let text = self.origin.text;
        let start = node.span.start as usize - self.origin.base;
        let mut at = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut end = at;
        for (number, line) in text[at..].split_inclusive('\n').enumerate() {
            let words = line.trim_end();
            let indent = words.len() - words.trim_start().len();
            let is_content = !words.is_empty() && !words.trim_start().starts_with('#');
            if is_content && number > 0 && indent < column {
                break;
            }
            if is_content {
                end = at + words.len();
            }
            at += line.len();
        }
        // The last value may end in lines that look like comments.
        let last = (self.end(node) - self.origin.base).min(text.len());
        let written = text[..last].trim_end().len();
        let of_last = text[written..].find('\n').map_or(text.len(), |at| written + at);
        let of_last = text[..of_last].trim_end().len();
        Some(end.max(of_last) + self.origin.base)
    }

    /// Where the first value of an empty key goes, and in which column.
    fn below(&self, path: &[&str]) -> Option<(usize, usize)> {
        let Some((last, above)) = path.split_last() else {
            return Some((self.origin.base + self.origin.text.trim_end().len(), 0));
        };
        let Node::Map(entries) = &self.get(above)?.value else { return None };
        let (key, _) = entries.iter().find(|(key, _)| key.value == *last)?;
        let from = key.span.end as usize - self.origin.base;
        let rest = &self.origin.text[from..];
        let line = rest.find('\n').map_or(rest, |at| &rest[..at]).trim_end();
        Some((self.origin.base + from + line.len(), self.column(key.span.start as usize) + 2))
    }
}

/// Another value for a key of a group.
fn replaced(node: &mut Node, key: &str, value: &Value) -> Option<()> {
    let Node::Map(entries) = node else { return None };
    let (_, old) = entries.iter_mut().find(|(known, _)| known.value == key)?;
    old.value = value.node()?;
    Some(())
}

fn insert(at: usize, text: String) -> Patch {
    Patch { span: Span::new(at, at), text }
}

/// Which of the items a step leads to.
fn place(items: &[Spanned<Node>], step: &str) -> Option<usize> {
    match step.strip_prefix('#') {
        Some(number) => number.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < items.len()),
        None => items.iter().position(|item| item.value.text_of("id") == Some(step)),
    }
}

fn child<'n>(node: &'n Spanned<Node>, step: &str) -> Option<&'n Spanned<Node>> {
    match &node.value {
        Node::Map(entries) => entries.iter().find(|(key, _)| key.value == step).map(|(_, value)| value),
        Node::List(items) => items.get(place(items, step)?),
        Node::Null | Node::Scalar { .. } => None,
    }
}

fn child_mut<'n>(node: &'n mut Spanned<Node>, step: &str) -> Option<&'n mut Spanned<Node>> {
    match &mut node.value {
        Node::Map(entries) => entries.iter_mut().find(|(key, _)| key.value == step).map(|(_, value)| value),
        Node::List(items) => {
            let at = place(items, step)?;
            items.get_mut(at)
        }
        Node::Null | Node::Scalar { .. } => None,
    }
}

/// Whether two trees say the same, wherever it stands.
pub fn same(one: &Node, other: &Node) -> bool {
    match (one, other) {
        (Node::Null, Node::Null) => true,
        (Node::Scalar { text, .. }, Node::Scalar { text: other, .. }) => text == other,
        (Node::List(one), Node::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(&one.value, &other.value))
        }
        (Node::Map(one), Node::Map(other)) => {
            // In whichever order the keys stand.
            let twin = |key: &str| other.iter().find(|(name, _)| name.value == key).map(|(_, value)| value);
            one.len() == other.len()
                && one.iter().all(|(key, value)| twin(&key.value).is_some_and(|other| same(&value.value, &other.value)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
