//! Markdown → [`Body`]: one pass over pulldown-cmark's events, every name kept with its place in the file.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::diagnostic::Diagnostic;
use crate::files::{File, FileId, Span, Spanned};
use crate::html::code_block;
use crate::manuscript::{Body, EvidenceLike, Heading, PictureText, PieceText};
use crate::passage::{Form, Passages, Register, Wording};
use crate::rules;

pub use inline::OBJECT;
use inline::{Inline, InlineBlock, Room};
use source::{Source, Written};
use writer::Pieces;

mod source;
mod slug;
pub mod comment;
mod lookalike;
mod evidence_like;
mod writer;
mod inline;
mod addresses;
mod words;
mod footnote;
mod blocks;

/// What becomes of raw HTML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum RawHtml {
    Escaped,
    Kept,
    /// Other people's words: only harmless markup stays.
    Sanitised,
}

/// What a text may hold, by its register; the rest is told of where it stands.
#[derive(Clone, Copy, Debug)]
struct Allowed {
    /// Evidence notes: claims.
    claims: bool,
    /// Footnotes, citations and directives, which stand below it or draw on the rest of the site.
    references: bool,
}

fn allowed(register: Register) -> Allowed {
    match register {
        Register::Prose => Allowed { claims: true, references: true },
        Register::Footnote | Register::Note | Register::Quoted => Allowed { claims: false, references: true },
        // A sentence of its own.
        Register::Short | Register::Remark => Allowed { claims: false, references: false },
        // Read as they are written: no Markdown.
        Register::Headline | Register::Comment | Register::Was | Register::Caption | Register::Summary => PLAIN,
        Register::Name | Register::Variant | Register::Reason | Register::Argument => PLAIN,
    }
}

const PLAIN: Allowed = Allowed { claims: false, references: false };

/// How a body is read.
#[derive(Clone, Copy, Debug)]
pub struct BodyOptions<'a> {
    raw_html: RawHtml,
    /// What the ids of headings begin with: empty on pages, which are alone with theirs.
    ids: &'a str,
    /// As what its words are read.
    register: Register,
    /// In which language they end their sentences.
    language: &'a str,
}

impl BodyOptions<'_> {
    pub fn page(raw_html: bool, language: &str) -> BodyOptions<'_> {
        BodyOptions::own(raw_html, "", Register::Prose, language)
    }

    /// A note, which stands beside others; the ids of its headings begin with `ids`.
    pub fn note<'a>(raw_html: bool, ids: &'a str, language: &'a str) -> BodyOptions<'a> {
        BodyOptions::own(raw_html, ids, Register::Note, language)
    }

    fn own<'a>(raw_html: bool, ids: &'a str, register: Register, language: &'a str) -> BodyOptions<'a> {
        let raw_html = if raw_html { RawHtml::Kept } else { RawHtml::Escaped };
        BodyOptions { raw_html, ids, register, language }
    }

    /// The body of a source, on its page.
    pub fn foreign() -> BodyOptions<'static> {
        BodyOptions { raw_html: RawHtml::Sanitised, ids: "text.", register: Register::Quoted, language: "en" }
    }
}

/// Reads `text`, which begins at byte `base` of `file`.
pub fn body(
    file: &File,
    text: &str,
    base: usize,
    options: BodyOptions,
    notices: &mut Vec<Diagnostic>,
    passages: &mut Passages,
) -> Body {
    let written = Written::new(text, base);
    let mut reader = Reader::new(&file.path, &written, options, notices, passages);
    reader.read();
    reader.finish().2
}

/// A sentence of its own, as pieces. What refers to the rest of a body has none here, and is told.
fn sentence(mut reader: Reader) -> Vec<PieceText> {
    reader.read();
    let may_refer = allowed(reader.options.register).references;
    let (file, notices, body) = reader.finish();
    if may_refer {
        return unwrap_paragraph(body.pieces);
    }
    let place = "a sentence of its own";
    for label in body.markers.iter().flat_map(|marker| &marker.labels) {
        notices.push(rules::out_of_place(file, label.span, "a footnote", place));
    }
    for footnote in &body.footnotes {
        notices.push(rules::out_of_place(file, footnote.label.span, "a footnote", place));
    }
    for directive in &body.directives {
        notices.push(rules::out_of_place(file, directive.span, "a directive", place));
    }
    unwrap_paragraph(body.pieces)
}

/// Reads a short text (a front matter item) as inline Markdown.
pub fn inline(
    file: &File,
    text: &str,
    span: Span,
    notices: &mut Vec<Diagnostic>,
    passages: &mut Passages,
) -> Vec<PieceText> {
    let (before, first) = (notices.len(), passages.len());
    let options = BodyOptions::own(false, "", Register::Short, "en");
    let written = Written::new(text, span.start as usize);
    let mut pieces = sentence(Reader::new(&file.path, &written, options, notices, passages));
    // Offsets inside a quoted YAML text are not the file's: what is wrong points at the whole item.
    for notice in &mut notices[before..] {
        notice.span = span;
    }
    passages.place(first, span);
    for piece in &mut pieces {
        match piece {
            PieceText::LinkOpen(link) => link.target.span = span,
            PieceText::Image { target, .. } => target.span = span,
            _ => {}
        }
    }
    pieces
}

/// Takes `<p>…</p>` off a single paragraph.
fn unwrap_paragraph(mut pieces: Vec<PieceText>) -> Vec<PieceText> {
    if let Some(PieceText::Markup(first)) = pieces.first_mut() {
        *first = first.strip_prefix("<p>");
    }
    if let Some(PieceText::Markup(last)) = pieces.last_mut() {
        *last = last.strip_suffix("</p>\n");
    }
    pieces
}

pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
}

/// A footnote that the reader is inside of, and the pieces around it.
struct Inside {
    label: Spanned<String>,
    span: Span,
    around: Pieces,
}

struct Reader<'a, 'n> {
    file: &'a FileId,
    source: Source<'a>,
    options: BodyOptions<'a>,
    notices: &'n mut Vec<Diagnostic>,
    passages: &'n mut Passages,
    body: Body,
    slugs: slug::Slugs,
    pieces: Pieces,
    inside: Vec<Inside>,
    block: Option<InlineBlock>,
    room: Room,
    table: Vec<Alignment>,
    cell: usize,
    in_table_head: bool,
    html_block: Option<String>,
    /// Lines of footnotes that were told of: where each begins and ends.
    told_lines: BTreeMap<u32, u32>,
    /// Events that end before this offset belong to a directive.
    skip_until: usize,
}

impl<'a, 'n> Reader<'a, 'n> {
    fn new(
        file: &'a FileId,
        written: &'a Written,
        options: BodyOptions<'a>,
        notices: &'n mut Vec<Diagnostic>,
        passages: &'n mut Passages,
    ) -> Reader<'a, 'n> {
        Reader {
            file,
            source: written.source(),
            options,
            notices,
            passages,
            body: Body::default(),
            slugs: slug::Slugs::default(),
            pieces: Pieces::default(),
            inside: Vec::new(),
            block: None,
            room: Room::default(),
            table: Vec::new(),
            cell: 0,
            in_table_head: false,
            html_block: None,
            told_lines: BTreeMap::new(),
            skip_until: 0,
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        self.source.span(range)
    }

    fn read(&mut self) {
        let Source { full, prefix, .. } = self.source;
        let mut events = Parser::new_ext(full, markdown_options()).into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let is_evidence = range.start >= prefix && self.definition(&label, &range);
                    if range.start < prefix || is_evidence {
                        for (event, _) in events.by_ref() {
                            if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                                break;
                            }
                        }
                    }
                }
                _ if range.start < prefix => {}
                Event::Start(Tag::CodeBlock(kind)) => {
                    self.flush();
                    let mut code = String::new();
                    for (event, _) in events.by_ref() {
                        match event {
                            Event::Text(text) => code.push_str(&text),
                            Event::End(TagEnd::CodeBlock) => break,
                            _ => {}
                        }
                    }
                    let language = match &kind {
                        CodeBlockKind::Fenced(info) => info.split([' ', ',']).next().unwrap_or_default().to_owned(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let whole = Spanned::new(code.as_str(), self.span(&range));
                    self.passages.keep(whole, self.register(), Form::Code, false, &[]);
                    self.pieces.html().markup(&code_block(&code, &language));
                }
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let mut alt = String::new();
                    let mut depth = 1;
                    for (event, _) in events.by_ref() {
                        match event {
                            Event::Start(_) => depth += 1,
                            Event::End(_) => depth -= 1,
                            Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                            Event::SoftBreak | Event::HardBreak => alt.push(' '),
                            _ => {}
                        }
                        if depth == 0 {
                            break;
                        }
                    }
                    let span = self.target_span(&range, &dest_url);
                    let target = Spanned::new(dest_url.into_string(), span);
                    if range.end > self.skip_until {
                        let (alt, title) = (self.caption(alt, &range), self.caption(title.into_string(), &range));
                        let words = Box::new(PictureText { alt, title, alone: false });
                        self.block().push(Inline::Image { target: Box::new(target), words }, range);
                    }
                }
                event => self.event(event, range),
            }
        }
        self.flush();
    }

    /// The place of a link's address inside the link.
    fn target_span(&self, range: &Range<usize>, address: &str) -> Span {
        let text = self.source.text(range);
        // Mostly it stands right before the sign that closes the link; else it is looked for.
        let closed = text.strip_suffix([')', '>']).filter(|inner| inner.ends_with(address) && !text.ends_with(address));
        let at = closed.map_or_else(|| text.rfind(address), |inner| Some(inner.len() - address.len()));
        match at.filter(|_| !address.is_empty()) {
            Some(at) => self.span(&(range.start + at..range.start + at + address.len())),
            None => self.span(range),
        }
    }

    fn event(&mut self, event: Event, range: Range<usize>) {
        if range.end <= self.skip_until && range.start < range.end {
            return;
        }
        match event {
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => {
                self.block().push(Inline::Code(text.into_string()), range);
            }
            Event::SoftBreak => self.block().push(Inline::Break { hard: false }, range),
            Event::HardBreak => self.block().push(Inline::Break { hard: true }, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::Html(html) => match &mut self.html_block {
                Some(block) => block.push_str(&html),
                None => self.raw_block(&html, range),
            },
            Event::FootnoteReference(label) => {
                let label =
                    Spanned::new(label.into_string(), self.span(&(range.start + 2..range.end.saturating_sub(1))));
                let span = self.span(&range);
                let inside_link = self.block().marker(label, range.clone())
                    || ["](", "]["].iter().any(|end| self.source.full[range.end..].starts_with(end));
                if inside_link {
                    self.notices.push(rules::marker_in_link(self.file, span));
                }
            }
            Event::TaskListMarker(done) => {
                let (checked, word) = if done { (" checked", "task-done") } else { ("", "task-open") };
                self.block().push(Inline::Open("<input type=\"checkbox\" disabled"), range.clone());
                self.block().push(Inline::Open(checked), range.clone());
                self.block().push(Inline::Open(" aria-label=\""), range.clone());
                self.block().push(Inline::Word(word), range.clone());
                self.block().push(Inline::Close("\"> "), range);
            }
            Event::Rule => {
                self.flush();
                self.raw("<hr>\n");
            }
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, range),
        }
    }

    /// As what the words are read that stand where the reader is.
    fn register(&self) -> Register {
        let is_own = self.options.register != Register::Quoted;
        if is_own && !self.inside.is_empty() { Register::Footnote } else { self.options.register }
    }

    /// What is said of a picture or link.
    fn caption(&mut self, text: String, range: &Range<usize>) -> Wording {
        let register = if self.options.register == Register::Quoted { Register::Quoted } else { Register::Caption };
        self.passages.whole(text, self.span(range), register)
    }

    fn raw(&mut self, markup: &'static str) {
        self.pieces.html().raw(markup);
    }

    fn block(&mut self) -> &mut InlineBlock {
        let room = &mut self.room;
        self.block.get_or_insert_with(|| InlineBlock::new("", "", Form::Paragraph, room))
    }

    fn open_block(&mut self, opening: &'static str, closing: &'static str, kind: Form) {
        self.block = Some(InlineBlock::new(opening, closing, kind, &mut self.room));
    }

    /// Turns the inline items read so far into pieces.
    fn flush(&mut self) {
        let Some(block) = self.block.take() else { return };
        let before = self.passages.len();
        let kept = inline::Kept { register: self.register(), language: self.options.language, passages: self.passages };
        let told = (self.file, &mut *self.notices);
        let finished = block.finish(self.source, &mut self.room, &mut self.body, kept, told);
        if self.options.raw_html != RawHtml::Sanitised {
            for prose in self.passages.since(before) {
                for (range, source, line) in evidence_like::in_prose(prose) {
                    let source = Spanned::new(source, prose.source_of(&range));
                    let in_footnote = !self.inside.is_empty();
                    // A line of a footnote that was told of holds it.
                    let told = self.told_lines.range(..=source.span.start).next_back();
                    if told.is_none_or(|(_, end)| *end <= source.span.start) {
                        self.body.evidence_like.push(EvidenceLike { source, line, is_certain: false, in_footnote });
                    }
                }
                for (range, kind, words) in lookalike::find(prose) {
                    let span = prose.source_of(&range);
                    self.notices.push(rules::unread_syntax(self.file, span, kind, &words));
                }
            }
        }
        let Some(level) = finished.heading() else {
            return finished.write(self.source, &mut self.room, &mut self.body, &mut self.pieces);
        };
        let text = finished.words.trim().to_owned();
        let id = self.slugs.unique(self.options.ids, &text);
        self.pieces.html().raw("<").raw(heading_name(level)).attribute("id", &id).raw(">");
        finished.write(self.source, &mut self.room, &mut self.body, &mut self.pieces);
        let link = self.pieces.html().raw("<a class=\"anchor\"").attribute("href", &format!("#{id}"));
        link.raw(" aria-hidden=\"true\" tabindex=\"-1\">#</a></").raw(heading_name(level)).raw(">\n");
        self.body.headings.push(Heading { level, id, text });
    }

    /// The body, and what is needed to say more about it.
    fn finish(mut self) -> (&'a FileId, &'n mut Vec<Diagnostic>, Body) {
        self.flush();
        let around = self.inside.into_iter().next().map(|outermost| outermost.around);
        self.body.pieces = around.unwrap_or(self.pieces).finish();
        self.body.markers.shrink_to_fit();
        self.body.footnotes.shrink_to_fit();
        (self.file, self.notices, self.body)
    }
}

/// The element of a heading; a page's own title is the first.
fn heading_name(level: u8) -> &'static str {
    match level {
        ..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}
