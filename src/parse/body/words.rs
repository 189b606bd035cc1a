//! The words inside a block: text with the directives in it, and HTML between words.

use std::ops::Range;

use super::inline::Inline;
use super::{RawHtml, Reader};
use crate::files::Span;
use crate::html::Markup;
use crate::manuscript::{Argument, Text};
use crate::parse::directive::directive;
use crate::passage::Register;
use crate::rules;

/// Where a text has the `{{` of a directive first.
fn opening(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'{', bytes).find(|at| bytes.get(at + 1) == Some(&b'{'))
}

impl Reader<'_, '_> {
    /// Text, with the directives in it.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        let full = self.source.full;
        let source = full.get(range.clone()).unwrap_or_default();
        if source != text {
            // An entity or an escape: its words are not its source.
            let hidden = text.chars().find(|character| rules::is_hidden(*character) && !source.contains(*character));
            if let Some(character) = hidden {
                self.notices.push(rules::unseen_character(self.file, self.span(&range), character));
            }
            self.block().push(Inline::Text(text.to_owned()), range);
            return;
        }
        let mut at = range.start.max(self.skip_until);
        while let Some(found) = full.get(at..range.end).and_then(opening) {
            let start = at + found;
            if full[..start].ends_with('\\') {
                self.plain(at..start + 2);
                at = start + 2;
                continue;
            }
            self.plain(at..start);
            let (source, passages) = (self.source, &mut *self.passages);
            let keep = |text: &Text| {
                let span = source.span(&text.span.range());
                passages.whole(text.value.clone(), span, Register::Argument)
            };
            match directive(full, start, keep) {
                Ok(mut directive) => {
                    at = directive.span.end as usize;
                    let whole = start..at;
                    let shift = |span: Span| self.span(&span.range());
                    directive.span = shift(directive.span);
                    directive.name.span = shift(directive.name.span);
                    for (name, value) in &mut directive.arguments {
                        name.span = shift(name.span);
                        value.span = shift(value.span);
                        if let Argument::List(items) = &mut value.value {
                            items.iter_mut().for_each(|item| item.span = shift(item.span));
                        }
                    }
                    self.body.directives.push(directive);
                    let index = self.body.directives.len() - 1;
                    self.block().push(Inline::Directive(index), whole);
                }
                Err(fault) => {
                    let span = self.span(&fault.span.range());
                    self.notices.push(rules::bad_directive(self.file, span, fault.message));
                    at = fault.end.max(start + 2).min(full.len());
                    while !full.is_char_boundary(at) {
                        at += 1;
                    }
                }
            }
            self.skip_until = at;
        }
        self.plain(at..range.end);
    }

    fn plain(&mut self, range: Range<usize>) {
        if self.source.full.get(range.clone()).is_some_and(|text| !text.is_empty()) {
            self.block().push(Inline::Exact, range);
        }
    }

    pub(super) fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if html.starts_with("<!--") {
            self.without_comments(html, &range);
            return;
        }
        match self.options.raw_html {
            RawHtml::Kept => {
                self.html_words(html, &range);
                self.block().push(Inline::Html(Markup::of_author(html)), range);
            }
            RawHtml::Escaped => self.block().push(Inline::Text(html.to_owned()), range),
            RawHtml::Sanitised => {}
        }
    }
}
