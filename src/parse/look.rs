//! `look:` in site.yaml: a site's own colours, letters, logo, menu and foot, without a template.

use crate::colour::{Colour, READABLE};
use crate::files::Spanned;
use crate::manuscript::{FontText, LookColours, LookText, MenuText, Text};
use crate::passage::Register;
use crate::rules;
use crate::vocabulary::Font;
use crate::yaml::Fields;

/// One of the two ways in which a page is read: by day and by night.
#[derive(Clone, Copy)]
struct Ground {
    paper_key: &'static str,
    accent_key: &'static str,
    paper: Colour,
    panel: Colour,
    accent: Colour,
    /// The words of a page: each with what readers know it as.
    words: &'static [(&'static str, Colour)],
}

const fn colour(code: u32) -> Colour {
    let [_, red, green, blue] = code.to_be_bytes();
    Colour([red, green, blue])
}

/// What `style.css` of the built-in theme says; a test holds the two together.
const DAY: Ground = Ground {
    paper_key: "paper",
    accent_key: "accent",
    paper: colour(0xfcfbf8),
    panel: colour(0xf4f1ea),
    accent: colour(0x0a4d68),
    words: &[
        ("the text", colour(0x1a1a18)),
        ("the small text", colour(0x57534b)),
        ("*confirmed*", colour(0x2b4c9b)),
        ("*corroborated*", colour(0x17694a)),
        ("*one origin*", colour(0x855505)),
        ("*disputed*", colour(0xa1263f)),
        ("*unattributed*", colour(0x575b67)),
        ("*withdrawn*", colour(0x6d5348)),
    ],
};
const NIGHT: Ground = Ground {
    paper_key: "paper_dark",
    accent_key: "accent_dark",
    paper: colour(0x15171a),
    panel: colour(0x1e2125),
    accent: colour(0x86c8e8),
    words: &[
        ("the text", colour(0xece9e2)),
        ("the small text", colour(0xb3afa5)),
        ("*confirmed*", colour(0xa3bbf7)),
        ("*corroborated*", colour(0x62c79c)),
        ("*one origin*", colour(0xe3b45c)),
        ("*disputed*", colour(0xf48fa0)),
        ("*unattributed*", colour(0xaeb3c0)),
        ("*withdrawn*", colour(0xcbb3a6)),
    ],
};

const BUILT_IN: LookColours = LookColours {
    paper: [DAY.paper, NIGHT.paper],
    panel: [DAY.panel, NIGHT.panel],
    rule: [colour(0xd9d4c9), colour(0x3a3d43)],
    accent: [DAY.accent, NIGHT.accent],
};

/// The colours of both grounds as the built-in style sheet names them, for the test that compares the two.
pub fn built_in() -> Vec<(&'static str, [Colour; 2])> {
    let names = ["ink", "ink-2", "confirmed", "corroborated", "one-origin", "disputed", "unattributed", "withdrawn"];
    let words =
        names.iter().zip(DAY.words.iter().zip(NIGHT.words)).map(|(name, (day, night))| (*name, [day.1, night.1]));
    let others = [
        ("paper", [DAY.paper, NIGHT.paper]),
        ("panel", [DAY.panel, NIGHT.panel]),
        ("link", [DAY.accent, NIGHT.accent]),
        ("rule", BUILT_IN.rule),
    ];
    words.chain(others).collect()
}

/// Reads the group.
pub fn look(fields: &mut Fields) -> LookText {
    let (mut look, mut is_own) = (LookText::default(), false);
    let by_day = read_colour(fields, DAY.accent_key);
    for (at, ground) in [DAY, NIGHT].into_iter().enumerate() {
        let paper = read_colour(fields, ground.paper_key);
        let own = if at == 0 { by_day.clone() } else { read_colour(fields, ground.accent_key) };
        let sheets = match &paper {
            Some(paper) => [paper.value, panel(paper.value, ground.words[0].1)],
            None => [ground.paper, ground.panel],
        };
        // By night the accent of the day is lit up as far as it must be.
        let lit = by_day.as_ref().filter(|_| at == 1).and_then(|accent| accent.value.readable(&sheets));
        let accent = own.as_ref().map(|own| own.value).or(lit);
        if let Some(paper) = &paper {
            // Of an accent that the author chose, the accent is told.
            let link = own.is_none().then_some(("the links", accent.unwrap_or(ground.accent)));
            let words: Vec<(&str, Colour)> = ground.words.iter().copied().chain(link).collect();
            let colours: Vec<Colour> = words.iter().map(|(_, colour)| *colour).collect();
            let worst = words
                .iter()
                .min_by(|(_, one), (_, other)| paper.value.contrast(*one).total_cmp(&paper.value.contrast(*other)));
            if let Some(worst) = worst {
                stands_off(fields, (ground.paper_key, paper), (worst.0, worst.1), &colours);
            }
        }
        if let Some(own) = &own {
            stands_off(fields, (ground.accent_key, own), ("the paper", sheets[0]), &sheets);
        }
        let colours = look.colours.get_or_insert_with(|| BUILT_IN.clone());
        is_own |= paper.is_some() || accent.is_some();
        if paper.is_some() {
            (colours.paper[at], colours.panel[at]) = (sheets[0], sheets[1]);
            colours.rule[at] = sheets[0].mixed(ground.words[0].1, 0.16);
        }
        colours.accent[at] = accent.unwrap_or(ground.accent);
    }
    if !is_own {
        look.colours = None;
    }
    look.font = fields.name("font").and_then(|name| font(fields, name));
    look.logo = fields.name("logo");
    look.logo_has_name = fields.flag("logo_has_name").unwrap_or(false);
    look.favicon = fields.name("favicon");
    look.css = fields.name("css");
    for node in fields.list("menu") {
        let mut entry = fields.inside("an entry of the menu, such as `{ text: \"About us\", to: about.md }`,", node);
        let text = entry.required_words("text", "\"About us\"", Register::Name);
        let to = entry.required("to", "about.md");
        if let (Some(text), Some(to)) = (text, to) {
            look.menu.push(MenuText { text: text.value, to });
        }
        entry.finish();
    }
    look.footer = fields.lines("footer", Register::Name);
    look
}

/// What stands a little apart from the paper: boxes and tables.
fn panel(paper: Colour, ink: Colour) -> Colour {
    paper.mixed(ink, 0.04)
}

/// Tells of a colour on which, or in which, words cannot be read.
fn stands_off(fields: &mut Fields, own: (&'static str, &Spanned<Colour>), other: (&str, Colour), all: &[Colour]) {
    let (key, colour) = own;
    if all.iter().all(|other| colour.value.contrast(*other) >= READABLE) {
        return;
    }
    let nearest = colour.value.readable(all).map(|nearest| nearest.to_string());
    let (shown, other_shown) = (colour.value.to_string(), other.1.to_string());
    let contrast = all.iter().map(|other| colour.value.contrast(*other)).fold(f64::INFINITY, f64::min);
    let found = rules::contrast_too_low(
        fields.file(),
        colour.span,
        key,
        &shown,
        (other.0, &other_shown),
        contrast,
        nearest.as_deref(),
    );
    fields.notices.push(found);
}

/// A colour such as `"#7a1f3d"`. Without quotation marks YAML takes it for a comment, which is told.
fn read_colour(fields: &mut Fields, key: &'static str) -> Option<Spanned<Colour>> {
    if let Some(span) = fields.comment_in_place_of(key) {
        fields.take(key);
        fields.notices.push(rules::yaml_text_cut(fields.file(), span, key));
        return None;
    }
    let name = fields.name(key)?;
    match Colour::parse(&name) {
        Some(colour) => Some(Spanned::new(colour, name.span)),
        None => {
            let expected = "a colour as six digits in quotation marks, such as `\"#7a1f3d\"`";
            fields.notices.push(rules::wrong_type(fields.file(), name.span, key, expected, "something else"));
            None
        }
    }
}

/// One of the built-in letters, or a file of one's own.
fn font(fields: &mut Fields, name: Text) -> Option<FontText> {
    if let Some(known) = Font::parse(&name) {
        return Some(FontText::BuiltIn(known));
    }
    let is_file = [".woff2", ".woff", ".ttf", ".otf"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    if !is_file {
        let file = "a file of letters, such as static/gazette.woff2";
        fields.notices.push(rules::unknown_value(fields.file(), &name, "font", &[Font::WORDS, &[file]].concat()));
        return None;
    }
    Some(FontText::File(name))
}
