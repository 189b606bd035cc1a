//! The blocks of Markdown: what opens and closes around the words.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, LinkType, Tag, TagEnd};

use crate::files::{Span, Spanned};
use crate::foreign;
use crate::html::{Html, Markup};
use crate::manuscript::{FootnoteContent, FootnoteText, LinkText, PieceText};
use crate::passage::Form;
use crate::rules;

use super::comment::{self, Stripped};
use super::inline::Inline;
use super::{Inside, RawHtml, Reader};

impl Reader<'_, '_> {
    /// HTML that stands by itself, in `range` of the text.
    pub(super) fn raw_block(&mut self, html: &str, range: Range<usize>) {
        self.flush();
        let stripped = self.without_comments(html, &range);
        let rest = stripped.html.as_str();
        // What asks for too much is shown as it is written: nothing of an article is lost.
        let sanitised = |html: &str| foreign::sanitise(html).unwrap_or_else(|_| as_words(html));
        let written = match self.options.raw_html {
            _ if rest.trim().is_empty() => Markup::default(),
            RawHtml::Kept => {
                self.html_words(rest, &range);
                Markup::of_author(rest)
            }
            RawHtml::Escaped => {
                let whole = Spanned::new(rest.trim(), self.span(&range));
                self.passages.keep(whole, self.register(), Form::Paragraph, false, &[]);
                as_words(rest)
            }
            RawHtml::Sanitised => sanitised(rest),
        };
        self.pieces.html().markup(&written);
    }

    /// Takes comments out, remembers their words, and tells of what they would take with them.
    pub(super) fn without_comments(&mut self, html: &str, range: &Range<usize>) -> Stripped {
        let stripped = comment::strip(html);
        let words = stripped.comments.iter().map(|words| html[words.clone()].trim().to_owned());
        self.body.comments.extend(words);
        if let Some(open) = stripped.open {
            self.notices.push(rules::open_comment(self.file, self.part(html, range, open..open + 4)));
        }
        // What stands behind a comment that begins a block is taken for HTML, and nobody would have read it.
        let rest = stripped.html.trim();
        let is_own = self.options.raw_html != RawHtml::Sanitised && html.trim_start().starts_with("<!--");
        if is_own && !rest.is_empty() && !rest.starts_with('<') {
            let at = html.find(rest).map_or(0..html.len(), |at| at..at + rest.len());
            self.notices.push(rules::unread_comment(self.file, self.part(html, range, at)));
        }
        stripped
    }

    /// Keeps what readers read in an author's own HTML.
    pub(super) fn html_words(&mut self, html: &str, range: &Range<usize>) {
        let (span, register) = (self.span(range), self.register());
        for words in foreign::words(html) {
            self.passages.keep(Spanned::new(&words, span), register, Form::Paragraph, false, &[]);
        }
    }

    /// The place of a part of some HTML; that of the whole where it is not the source byte for byte.
    fn part(&self, html: &str, range: &Range<usize>, part: Range<usize>) -> Span {
        match range.len().abs_diff(html.len()) <= 1 {
            true => self.span(&(range.start + part.start..range.start + part.end)),
            false => self.span(range),
        }
    }

    pub(super) fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Emphasis => return self.block().push(Inline::Open("<em>"), range),
            Tag::Strong => return self.block().push(Inline::Open("<strong>"), range),
            Tag::Strikethrough => return self.block().push(Inline::Open("<del>"), range),
            Tag::Superscript => return self.block().push(Inline::Open("<sup>"), range),
            Tag::Subscript => return self.block().push(Inline::Open("<sub>"), range),
            Tag::Link { link_type, dest_url, title, .. } => {
                if dest_url.is_empty() && self.options.raw_html != RawHtml::Sanitised {
                    let span = self.span(&range);
                    self.notices.push(rules::unread_syntax(self.file, span, rules::Lookalike::EmptyLink, ""));
                }
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let target = Spanned::new(address.clone(), self.target_span(&range, &address));
                let shortcut = matches!(link_type, LinkType::Shortcut);
                let title = self.caption(title.into_string(), &range);
                let link = Box::new(LinkText { target, title });
                self.block().push(Inline::LinkOpen { link, shortcut }, range);
                return;
            }
            _ => {}
        }
        self.flush();
        match tag {
            Tag::Paragraph => self.open_block("<p>", "</p>\n", Form::Paragraph),
            Tag::Heading { level, .. } => {
                let level = (level as u8).max(2);
                self.open_block("", "", Form::Heading);
                self.block().heading = Some(level);
            }
            Tag::BlockQuote(kind) => {
                let Some(kind) = kind else { return self.raw("<blockquote>\n") };
                let word = callout_word(kind);
                let opening = self.pieces.html().raw("<aside");
                opening.attribute("class", &format!("callout callout-{word}")).raw("><p class=\"callout-title\">");
                self.pieces.push(PieceText::Word(format!("callout-{word}").into()));
                self.raw("</p>\n");
            }
            Tag::List(None) => self.raw("<ul>\n"),
            Tag::List(Some(1)) => self.raw("<ol>\n"),
            Tag::List(Some(start)) => {
                self.pieces.html().raw("<ol").attribute("start", &start.to_string()).raw(">\n");
            }
            Tag::Item => self.raw("<li>"),
            Tag::Table(alignments) => {
                self.table = alignments;
                self.raw("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\"><table>\n");
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.cell = 0;
                self.raw("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.raw("<tr>");
            }
            Tag::TableCell => {
                self.raw(if self.in_table_head { "<th scope=\"col\"" } else { "<td" });
                self.raw(match self.table.get(self.cell) {
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    _ => "",
                });
                self.raw(">");
                self.open_block("", "", Form::Cell);
            }
            Tag::HtmlBlock => self.html_block = Some(String::new()),
            _ => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis => return self.block().push(Inline::Close("</em>"), range),
            TagEnd::Strong => return self.block().push(Inline::Close("</strong>"), range),
            TagEnd::Strikethrough => return self.block().push(Inline::Close("</del>"), range),
            TagEnd::Superscript => return self.block().push(Inline::Close("</sup>"), range),
            TagEnd::Subscript => return self.block().push(Inline::Close("</sub>"), range),
            TagEnd::Link => return self.block().push(Inline::LinkClose, range),
            _ => self.flush(),
        }
        match tag {
            TagEnd::BlockQuote(None) => self.raw("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.raw("</aside>\n"),
            TagEnd::List(true) => self.raw("</ol>\n"),
            TagEnd::List(false) => self.raw("</ul>\n"),
            TagEnd::Item => self.raw("</li>\n"),
            TagEnd::Table => self.raw("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.raw("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.raw("</tr>\n"),
            TagEnd::TableCell => {
                self.raw(if self.in_table_head { "</th>" } else { "</td>" });
                self.cell += 1;
            }
            TagEnd::HtmlBlock => {
                let html = self.html_block.take().unwrap_or_default();
                self.raw_block(&html, range);
            }
            TagEnd::FootnoteDefinition => {
                if let Some(Inside { label, span, around }) = self.inside.pop() {
                    let pieces = std::mem::replace(&mut self.pieces, around).finish();
                    self.body.footnotes.push(FootnoteText { label, span, content: FootnoteContent::Ordinary(pieces) });
                }
            }
            _ => {}
        }
    }
}

/// Markup that is shown and not obeyed.
fn as_words(html: &str) -> Markup {
    Html::new().raw("<p>").text(html.trim_end()).raw("</p>\n").finish()
}

fn callout_word(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "note",
        BlockQuoteKind::Tip => "tip",
        BlockQuoteKind::Important => "important",
        BlockQuoteKind::Warning => "warning",
        BlockQuoteKind::Caution => "caution",
    }
}
