//! What is taken out of authored YAML.

use super::{Yaml, place};
use crate::edits::Patch;
use crate::files::{Span, Spanned};
use crate::yaml::Node;

impl Yaml<'_> {
    /// Takes a key out of a group, or an item out of a list, with its value; with the last one the whole goes, too.
    pub fn remove(&self, path: &[&str], key: &str) -> Option<Patch> {
        let group = self.get(path)?;
        let entries = match &group.value {
            Node::Map(entries) => entries,
            Node::List(items) => return self.remove_item(path, group, items, key),
            Node::Null | Node::Scalar { .. } => return None,
        };
        let index = entries.iter().position(|(known, _)| known.value == key)?;
        if let ([_], Some((last, above))) = (entries.as_slice(), path.split_last()) {
            return self.remove(above, last);
        }
        let without = |node: &mut Node| match node {
            Node::Map(entries) => {
                entries.retain(|(known, _)| known.value != key);
                Some(())
            }
            _ => None,
        };
        let (name, value) = &entries[index];
        if self.is_flow(group) {
            let before = index.checked_sub(1).map(|before| self.end(&entries[before].1));
            let span = match (before, entries.get(index + 1)) {
                (Some(before), _) => Span::new(before, self.end(value).max(name.span.end as usize)),
                (None, Some((next, _))) => Span::new(name.span.start as usize, next.span.start as usize),
                (None, None) => return None,
            };
            return self.checked(Patch { span, text: String::new() }, path, without);
        }
        let (from, to) = self.lines_of(path, key)?;
        let to = to + usize::from(self.from(to).starts_with('\n'));
        self.checked(Patch { span: Span::new(from, to), text: String::new() }, path, without)
    }

    fn remove_item(&self, path: &[&str], list: &Spanned<Node>, items: &[Spanned<Node>], step: &str) -> Option<Patch> {
        let at = place(items, step)?;
        if let ([_], Some((last, above))) = (items, path.split_last()) {
            return self.remove(above, last);
        }
        let without = |node: &mut Node| match node {
            Node::List(items) => {
                items.remove(at);
                Some(())
            }
            _ => None,
        };
        let item = &items[at];
        let span = match (self.is_flow(list), at.checked_sub(1)) {
            (true, Some(before)) => Span::new(self.end(&items[before]), self.end(item)),
            (true, None) => Span::new(item.span.start as usize, items.get(1)?.span.start as usize),
            (false, _) => {
                let start = item.span.start as usize - self.origin.base;
                let dash = self.origin.text[..start].rfind('-')?;
                let column = self.column(dash + self.origin.base);
                let to = self.last_line(item, column + 1)?;
                Span::new(dash + self.origin.base - column, to + usize::from(self.from(to).starts_with('\n')))
            }
        };
        self.checked(Patch { span, text: String::new() }, path, without)
    }
}
