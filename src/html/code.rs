//! Fenced code as classed HTML; the theme's stylesheet gives the colours.

use std::sync::LazyLock;

use syntect::html::{ClassStyle, ClassedHTMLGenerator};
use syntect::parsing::SyntaxSet;
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

fn highlighted(code: &str, language: &str) -> Option<Markup> {
    let syntax = SYNTAXES.find_syntax_by_token(language).filter(|_| !language.is_empty())?;
    let style = ClassStyle::SpacedPrefixed { prefix: "hl-" };
    let mut generator = ClassedHTMLGenerator::new_with_class_style(syntax, &SYNTAXES, style);
    for line in LinesWithEndings::from(code) {
        generator.parse_html_for_line_which_includes_newline(line).ok()?;
    }
    Some(Markup(generator.finalize()))
}
