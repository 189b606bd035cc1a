//! Fenced code as classed HTML; the theme's stylesheet gives the colours.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
use syntect::util::LinesWithEndings;

use crate::html::escape;

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

fn highlighted(code: &str, language: &str) -> Option<String> {
    let syntax = SYNTAXES.find_syntax_by_token(language)?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(generator.finalize())
}
