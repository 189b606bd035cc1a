//! Fenced code as classed HTML; the theme's stylesheet gives the colours.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, line_tokens_to_classed_spans};
use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

use crate::html::{escape, escape_into};

/// The grammars, unpacked on first use.
static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// `<pre><code>` with the language's words classed; an unknown language stays plain.
pub fn code_block(code: &str, language: &str) -> String {
    let class = match language.is_empty() {
        true => String::new(),
        false => format!(" class=\"language-{}\"", escape(language)),
    };
    let inner = match language.is_empty() {
        true => None,
        false => highlighted(code, language),
    };
    format!("<pre tabindex=\"0\"><code{class}>{}</code></pre>\n", inner.unwrap_or_else(|| escape(code)))
}

/// Longer lines are data, not code, and would take seconds: they stay plain, and the lines around them do not.
const LONGEST_LINE: usize = 4_000;

fn highlighted(code: &str, language: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let (mut state, mut scopes) = (ParseState::new(syntax), ScopeStack::new());
    let (mut html, mut open) = (String::new(), 0);
    for line in LinesWithEndings::from(code) {
        if line.len() > LONGEST_LINE {
            escape_into(&mut html, line);
            continue;
        }
        let tokens = state.parse_line(line, &SYNTAXES).ok()?;
        let (spans, opened) = line_tokens_to_classed_spans(line, &tokens, style, &mut scopes).ok()?;
        html.push_str(&spans);
        open += opened;
    }
    html.extend((0..open).map(|_| "</span>"));
    Some(html)
}
