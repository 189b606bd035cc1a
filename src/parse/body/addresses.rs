//! Bare addresses in a block's words, which become links, as GitHub makes them.

use std::ops::Range;

use super::inline::{Inline, InlineBlock};
use super::source::Source;
use crate::manuscript::{LinkText, Text};
use crate::passage::Wording;

impl InlineBlock {
    /// Makes links of bare addresses.
    pub(super) fn link_addresses(&mut self, source: Source) {
        let has_sign = |text: &str| {
            let bytes = text.as_bytes();
            memchr::memchr2(b':', b'@', bytes).is_some()
                || memchr::memchr_iter(b'.', bytes).any(|at| bytes[..at].ends_with(b"www"))
        };
        let may_be =
            |(item, range): &(Inline, Range<usize>)| matches!(item, Inline::Exact) && has_sign(source.text(range));
        if !self.items.iter().any(may_be) {
            return;
        }
        let mut links = 0_usize;
        for (item, range) in joined(std::mem::take(&mut self.items)) {
            match &item {
                Inline::LinkOpen { .. } => links += 1,
                Inline::LinkClose => links = links.saturating_sub(1),
                Inline::Exact if links == 0 => {
                    self.push_linked(range, source);
                    continue;
                }
                _ => {}
            }
            self.items.push((item, range));
        }
    }

    fn push_linked(&mut self, range: Range<usize>, source: Source) {
        let (mut at, end) = (range.start, range.end);
        for found in addresses(source.text(&range)) {
            let found = range.start + found.start..range.start + found.end;
            let written = source.text(&found);
            let address = match written {
                _ if written.starts_with("www.") => format!("http://{written}"),
                _ if written.contains("://") => written.to_owned(),
                _ => format!("mailto:{written}"),
            };
            self.push_exact(at..found.start);
            let target = Text::new(address, source.span(&found));
            let link = Box::new(LinkText { target, title: Wording::default() });
            let open = Inline::LinkOpen { link, shortcut: false };
            self.items.push((open, found.start..found.start));
            self.push_exact(found.clone());
            self.items.push((Inline::LinkClose, found.end..found.end));
            at = found.end;
        }
        self.push_exact(at..end);
    }

    fn push_exact(&mut self, range: Range<usize>) {
        if !range.is_empty() {
            self.items.push((Inline::Exact, range));
        }
    }
}

/// Items with the text that belongs together in one: the parser splits it wherever a sign might have had a meaning.
fn joined(items: Vec<(Inline, Range<usize>)>) -> Vec<(Inline, Range<usize>)> {
    let mut joined: Vec<(Inline, Range<usize>)> = Vec::with_capacity(items.len());
    for (item, range) in items {
        match (joined.last_mut(), &item) {
            (Some((Inline::Exact, last)), Inline::Exact) if last.end == range.start => last.end = range.end,
            _ => joined.push((item, range)),
        }
    }
    joined
}

/// Where addresses stand in a text: of pages, with `http://`, `https://` or `www.` before them, and of mail.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut finder = linkify::LinkFinder::new();
    finder.url_must_have_scheme(false);
    let found = finder.links(text).filter(|link| match link.kind() {
        linkify::LinkKind::Email => true,
        _ => ["http://", "https://", "www."].iter().any(|start| link.as_str().starts_with(start)),
    });
    found.map(|link| link.start()..link.end()).collect()
}
