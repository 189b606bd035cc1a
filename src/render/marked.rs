//! A title where markup can stand: with its italics. Everywhere else its plain words are printed.

use std::ops::Range;

use crate::html::{Html, Markup};
use crate::passage::{Mark, Marked, Wording};

/// The words, with what stands out in them.
pub fn marked(words: &Wording) -> Markup {
    let mut out = Html::new();
    write(&mut out, words, 0..words.len(), words.marks());
    out.finish()
}

/// The same of words that may not be there.
pub fn marked_if(words: Option<&Wording>) -> Markup {
    words.map(marked).unwrap_or_default()
}

fn write(out: &mut Html, words: &str, range: Range<usize>, marks: &[Marked]) {
    let text = |out: &mut Html, range: Range<usize>| {
        out.text(words.get(range).unwrap_or_default());
    };
    let (mut at, mut rest) = (range.start, marks);
    while let Some((first, after)) = rest.split_first() {
        let inside = first.words();
        let held = after.iter().take_while(|mark| mark.words().start < inside.end).count();
        text(out, at..inside.start);
        open(out, first.mark);
        write(out, words, inside.clone(), after.get(..held).unwrap_or_default());
        close(out, first.mark);
        at = inside.end;
        rest = after.get(held..).unwrap_or_default();
    }
    text(out, at..range.end);
}

fn open(out: &mut Html, mark: Mark) {
    match mark {
        Mark::Emphasis => out.raw("<em>"),
        Mark::Strong => out.raw("<strong>"),
        Mark::Code => out.raw("<code>"),
    };
}

fn close(out: &mut Html, mark: Mark) {
    match mark {
        Mark::Emphasis => out.raw("</em>"),
        Mark::Strong => out.raw("</strong>"),
        Mark::Code => out.raw("</code>"),
    };
}
