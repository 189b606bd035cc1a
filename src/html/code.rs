//! Fenced code as classed HTML; the theme's stylesheet gives the colours.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use super::{Html, Markup};

/// The grammars, unpacked on first use.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// `<pre><code>` with the language's words classed; an unknown language stays plain.
pub fn code_block(code: &str, language: &str) -> Markup {
    let mut out = Html::new();
    out.raw("<pre tabindex=\"0\"><code");
    if !language.is_empty() {
        out.attribute("class", &format!("language-{language}"));
    }
    out.raw(">");
    match highlighted(code, language) {
        Some(markup) => out.markup(&markup),
        None => out.text(code),
    };
    out.raw("</code></pre>\n").finish()
}

/// Longer lines are data, not code, and would take seconds: they stay plain, and the lines around them do not.
const LONGEST_LINE: usize = 4_000;

fn highlighted(code: &str, language: &str) -> Option<Markup> {
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| !language.is_empty())?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let (mut state, mut scopes) = (ParseState::new(syntax), ScopeStack::new());
    let (mut out, mut open) = (Html::new(), 0);
    for line in LinesWithEndings::from(code) {
        if line.len() > LONGEST_LINE {
            out.text(line);
            continue;
        }
        let tokens = state.parse_line(line, &SYNTAXES).ok()?;
        let (spans, opened) = line_tokens_to_classed_spans(line, &tokens, style, &mut scopes).ok()?;
        out.markup(&Markup(spans));
        open += opened;
    }
    for _ in 0..open {
        out.raw("</span>");
    }
    Some(out.finish())
}
