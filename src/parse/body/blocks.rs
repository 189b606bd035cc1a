//! The blocks of Markdown: what opens and closes around the words.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, LinkType, Tag, TagEnd};

use crate::files::Spanned;
use crate::foreign;
use crate::html::escape;
use crate::manuscript::{Footnote, FootnoteContent, Piece, ProseKind};

use super::inline::Inline;
use super::{RawHtml, Reader, Sink};

impl Reader<'_, '_> {
    pub(super) fn raw_block(&mut self, html: &str) {
        self.flush();
        let written = match self.options.raw_html {
            RawHtml::Kept => html.to_owned(),
            RawHtml::Escaped if html.trim().starts_with("<!--") && html.trim().ends_with("-->") => String::new(),
            RawHtml::Escaped => as_words(html),
            // What asks for too much is shown as it is written: nothing of an article is lost.
            RawHtml::Sanitised => foreign::sanitise(html).unwrap_or_else(|_| as_words(html)),
        };
        self.html(&written);
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
                let opening = match kind {
                    None => "<blockquote>\n".to_owned(),
                    Some(kind) => {
                        let word = callout_word(kind);
                        self.html(&format!("<aside class=\"callout callout-{word}\"><p class=\"callout-title\">"));
                        self.piece(Piece::Word(format!("callout-{word}")));
                        "</p>\n".to_owned()
                    }
                };
                self.html(&opening);
            }
            Tag::List(None) => self.html("<ul>\n"),
            Tag::List(Some(1)) => self.html("<ol>\n"),
            Tag::List(Some(start)) => self.html(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.html("<li>"),
            Tag::Table(alignments) => {
                self.table = alignments;
                self.html("<div class=\"table-scroll\" tabindex=\"0\" role=\"group\"><table>\n");
            }
            Tag::TableHead => {
                self.in_table_head = true;
                self.cell = 0;
                self.html("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.html("<tr>");
            }
            Tag::TableCell => {
                let name = if self.in_table_head { "th scope=\"col\"" } else { "td" };
                let class = match self.table.get(self.cell) {
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    _ => "",
                };
                self.html(&format!("<{name}{class}>"));
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
            TagEnd::BlockQuote(None) => self.html("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.html("</aside>\n"),
            TagEnd::List(true) => self.html("</ol>\n"),
            TagEnd::List(false) => self.html("</ul>\n"),
            TagEnd::Item => self.html("</li>\n"),
            TagEnd::Table => self.html("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_table_head = false;
                self.html("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.html("</tr>\n"),
            TagEnd::TableCell => {
                self.html(if self.in_table_head { "</th>" } else { "</td>" });
                self.cell += 1;
            }
            TagEnd::HtmlBlock => {
                let html = self.html_block.take().unwrap_or_default();
                self.raw_block(&html);
            }
            TagEnd::FootnoteDefinition => {
                if let Some((Sink::Footnote { label, span }, pieces)) = self.sinks.pop() {
                    self.body.footnotes.push(Footnote { label, span, content: FootnoteContent::Ordinary(pieces) });
                }
            }
            _ => {}
        }
    }
}

/// Markup that is shown and not obeyed.
fn as_words(html: &str) -> String {
    format!("<p>{}</p>\n", escape(html.trim_end()))
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
