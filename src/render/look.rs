//! A site's own look: what is added to the theme's style sheet, and what templates see of it.

use crate::address;
use crate::manuscript::{FontText, LookColours, LookText};
use crate::media;
use crate::memo::Reader;
use crate::passage::Wording;
use crate::site::{Asset, Letters, Link, Site};
use crate::vocabulary::Font;

use super::addresses::Standpoint;
use super::view::{LookView, MenuView};

/// The theme's sheet as readers load it: without the comments that begin a line, and without room that tells nothing.
pub fn lean(style: &[u8]) -> Vec<u8> {
    let Ok(mut rest) = std::str::from_utf8(style) else { return style.to_vec() };
    let mut lean = String::with_capacity(rest.len());
    while let Some(at) = rest.find(['"', '\'', '/', '\n', '{', '}', ';', ':', ',']) {
        let (before, from) = rest.split_at(at);
        lean += before;
        let first = from.chars().next().unwrap_or_default();
        let begins_line = lean.is_empty() || lean.ends_with('\n');
        let end = match first {
            '\n' => from.len() - from.trim_start().len(),
            '/' if begins_line && from.starts_with("/*") => from.find("*/").map_or(from.len(), |end| end + 2),
            '/' => 1,
            '{' | '}' | ';' | ':' | ',' => from.len() - from[1..].trim_start_matches(' ').len(),
            // A string is kept as it is, whatever it looks like.
            mark => 1 + quoted(&from[1..], mark),
        };
        if matches!(first, '{' | '}') {
            lean.truncate(lean.trim_end_matches(' ').len());
        }
        lean += match first {
            '\n' if begins_line => "",
            '\n' | '{' | '}' | ';' | ':' | ',' => &from[..1],
            '/' if end > 1 => "",
            _ => &from[..end],
        };
        rest = &from[end..];
    }
    lean += rest;
    lean.into_bytes()
}

/// How long a string of a style sheet is, from behind its first mark to behind its last.
fn quoted(text: &str, mark: char) -> usize {
    let mut is_escaped = false;
    let end = text.char_indices().find(|(_, letter)| {
        let ends = *letter == mark && !is_escaped;
        is_escaped = *letter == '\\' && !is_escaped;
        ends
    });
    end.map_or(text.len(), |(at, mark)| at + mark.len_utf8())
}

/// What stands after the rules of the theme.
pub fn sheet(site: &Site) -> String {
    let (text, look) = (&site.settings().look, &site.tables().look);
    // On paper each sheet says where it is from.
    let address = site.settings().base_url.trim_start_matches("https://").trim_end_matches('/');
    let address = address.replace(['\\', '"'], "");
    let mut sheet = format!("@page {{ @bottom-left {{ content: \"{address}\"; font: 8pt sans-serif; }} }}\n");
    sheet += &text.colours.as_ref().map(colours).unwrap_or_default();
    let stack = match &look.letters {
        None => None,
        Some(Letters::BuiltIn(font)) => stack(*font).map(str::to_owned),
        Some(Letters::File(asset)) => {
            let address = address::path(asset.route.as_str());
            sheet += &format!("@font-face {{ font-family: \"Own\"; src: url(\"{address}\"); font-display: swap; }}\n");
            Some("Own, Georgia, serif".to_owned())
        }
    };
    if let Some(stack) = stack {
        sheet += &format!(":root, :lang(uk), :lang(ru) {{ --serif: {stack}; }}\n");
    }
    if look.logo.is_some() {
        sheet += ".brand::before { content: none; }\n\
                  .logo { block-size: 1.9rem; inline-size: auto; margin-inline-end: .5em; vertical-align: middle; }\n";
    }
    sheet
}

/// The same for pages that other sites show in a frame: they load nothing, so no letters of one's own.
pub fn frame_sheet(text: &LookText) -> String {
    let mut sheet = text.colours.as_ref().map(colours).unwrap_or_default();
    if let Some(FontText::BuiltIn(font)) = &text.font
        && let Some(stack) = stack(*font)
    {
        sheet += &format!("body {{ font-family: {stack}; }}\n");
    }
    sheet
}

fn colours(colours: &LookColours) -> String {
    let LookColours { paper, panel, rule, accent } = colours;
    let pairs = [("paper", paper), ("panel", panel), ("rule", rule), ("link", accent)];
    let set = pairs.map(|(name, [day, night])| format!("--{name}: light-dark({day}, {night});"));
    format!(":root {{ {} }}\n", set.join(" "))
}

/// None: the theme's own letters.
fn stack(font: Font) -> Option<&'static str> {
    match font {
        Font::Serif => None,
        Font::Sans => Some("system-ui, sans-serif"),
        Font::Newspaper => Some("Charter, \"Bitstream Charter\", \"Sitka Text\", Cambria, serif"),
    }
}

/// What templates see.
pub fn view(text: &LookText, site: &Reader<Site>, at: &Standpoint) -> LookView {
    let look = site.own_look();
    let href =
        |asset: &Option<Asset>| asset.as_ref().map(|asset| at.href(asset.route.as_str(), "")).unwrap_or_default();
    let paper =
        |night: usize| text.colours.as_ref().map(|colours| colours.paper[night].to_string()).unwrap_or_default();
    LookView {
        logo: href(&look.logo),
        logo_size: look.logo.as_ref().and_then(|logo| size(logo, site)),
        logo_has_name: text.logo_has_name,
        favicon: href(&look.favicon),
        favicon_type: look.favicon.as_ref().map(media_type).unwrap_or_default().to_owned(),
        css: href(&look.css),
        has_font_file: matches!(look.letters, Some(Letters::File(_))),
        paper: paper(0),
        paper_dark: paper(1),
        menu: look.menu.iter().map(|(words, link)| entry(words, link, at)).collect(),
        footer: text.footer.clone(),
    }
}

fn size(picture: &Asset, site: &Reader<Site>) -> Option<(u32, u32)> {
    let shape = media::shape(&site.asset(&picture.route)?.bytes)?;
    Some((shape.width, shape.height))
}

fn entry(text: &Wording, link: &Link, at: &Standpoint) -> MenuView {
    let (href, current) = match link {
        Link::Inside { route, anchor } => (at.href(route.as_str(), anchor), anchor.is_empty() && at.route == route),
        Link::Asset(asset) => (at.href(asset.route.as_str(), ""), false),
        Link::Outside(address) => (address.clone(), false),
        Link::Source { source, anchor } => (at.source(source, anchor), false),
        Link::Note(note) => (at.note(note), false),
    };
    MenuView { text: text.clone(), href, current }
}

fn media_type(asset: &Asset) -> &'static str {
    match asset.route.as_str().rsplit('.').next().unwrap_or_default() {
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "jpg" | "jpeg" => "image/jpeg",
        _ => "",
    }
}
