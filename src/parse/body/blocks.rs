//! The blocks of Markdown: what opens and closes around the words.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, LinkType, Tag, TagEnd};

use crate::files::Spanned;
use crate::foreign;
use crate::html::{Html, Markup};
use crate::manuscript::{FootnoteContent, FootnoteText, PieceText, ProseKind};

use super::inline::Inline;
use super::{RawHtml, Reader, Sink};

impl Reader<'_, '_> {
    pub(super) fn raw_block(&mut self, html: &str) {
        self.flush();
        let written = match self.options.raw_html {
            RawHtml::Kept => Markup::of_author(html),
            RawHtml::Escaped if html.trim().starts_with("<!--") && html.trim().ends_with("-->") => Markup::default(),
            RawHtml::Escaped => as_words(html),
            // What asks for too much is shown as it is written: nothing of an article is lost.
            RawHtml::Sanitised => foreign::sanitise(html).unwrap_or_else(|_| as_words(html)),
        };
        self.markup(written);
    }

    pub(super) fn start(&mut self, tag: Tag, range: Range<usize>, full: &str) {
        match tag {
            Tag::Emphasis => return self.block().push(Inline::Open("<em>"), range),
            Tag::Strong => return self.block().push(Inline::Open("<strong>"), range),
            Tag::Strikethrough => return self.block().push(Inline::Open("<del>"), range),
            Tag::Superscript => return self.block().push(Inline::Open("<sup>"), range),
            Tag::Subscript => return self.block().push(Inline::Open("<sub>"), range),
            Tag::Link { link_type, dest_url, title, .. } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.into_string(),
                };
                let target = Spanned::new(address.clone(), self.target_span(&range, &address, full));
                let shortcut = matches!(link_type, LinkType::Shortcut);
                self.block().push(Inline::LinkOpen { target, title: title.into_string(), shortcut }, range);
                return;
            }
            _ => {}
        }
        self.flush();
        match tag {
            Tag::Paragraph => self.open_block("<p>", "</p>\n", ProseKind::Paragraph),
            Tag::Heading { level, .. } => {
                let level = (level as u8).max(2);
                self.open_block("", "", ProseKind::Heading);
                self.block().heading = Some(level);
            }
            Tag::BlockQuote(kind) => {
                let Some(kind) = kind else { return self.raw("<blockquote>\n") };
                let word = callout_word(kind);
                let mut opening = Html::new();
                opening.raw("<aside").attribute("class", &format!("callout callout-{word}"));
                self.markup(opening.raw("><p class=\"callout-title\">").finish());
                self.piece(PieceText::Word(format!("callout-{word}")));
                self.raw("</p>\n");
            }
            Tag::List(None) => self.raw("<ul>\n"),
            Tag::List(Some(1)) => self.raw("<ol>\n"),
            Tag::List(Some(start)) => {
                self.markup(Html::new().raw("<ol").attribute("start", &start.to_string()).raw(">\n").finish());
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
                self.open_block("", "", ProseKind::Cell);
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
                self.raw_block(&html);
            }
            TagEnd::FootnoteDefinition => {
                if let Some((Sink::Footnote { label, span }, pieces)) = self.sinks.pop() {
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
