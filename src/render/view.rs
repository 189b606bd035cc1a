//! What templates see. Every field is plain data; a field that ends in `html` is finished HTML, all else is text. An
//! author's text is `Wording`, which the rules about words have read: plain words, which have their italics in a field of the
//! same name that ends in `html`.
//!
//! Every template is given `site`, `t` (the strings of the interface), `nav`, `root` (the way back to the site's folder:
//! empty or `../`), `route`, `canonical`, `kind` (the template's name without `.html`), `language` and `direction`
//! (`ltr`, `rtl`). A page kind's own data is the struct named in its doc comment.

use serde::Serialize;

use crate::manuscript::Sensitive;
use crate::passage::Wording;

mod claim;
mod event;
mod note;
mod source;
mod article;
mod taking;

pub use article::*;
pub use claim::*;
pub use event::*;
pub use note::*;
pub use source::*;
pub use taking::*;

/// `site`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    pub title: Wording,
    pub description: Wording,
    pub language: String,
    pub base_url: String,
    pub authors: Vec<Wording>,
    pub contact: String,
    /// `mailto:` or `https:`; empty without a contact.
    pub contact_href: String,
    pub repository: String,
    /// True in `serve`: drafts and internal notes may be on the page.
    pub preview: bool,
    pub worldview: String,
    /// Under which others may use the site's own words and data; empty words: nothing is said.
    pub licence: LicenceView,
    /// What the site's settings say of its look.
    pub look: LookView,
}

/// `site.look`: a site's own look. Texts are empty where the settings say nothing.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LookView {
    /// Address of the picture beside the site's title.
    pub logo: String,
    /// Its width and height in pixels, where it says them.
    pub logo_size: Option<(u32, u32)>,
    /// The logo shows the title: it need not stand beside it.
    pub logo_has_name: bool,
    pub favicon: String,
    /// `image/png`; empty where it is not known.
    pub favicon_type: String,
    /// Address of a style sheet to be read after the theme's.
    pub css: String,
    /// The letters are a file of the site.
    pub has_font_file: bool,
    /// Colours behind the page, by day and by night.
    pub paper: String,
    pub paper_dark: String,
    /// Entries before those of `nav`.
    pub menu: Vec<MenuView>,
    /// Paragraphs at the foot of each page.
    pub footer: Vec<Wording>,
}

/// One entry of `site.look.menu`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MenuView {
    pub text: Wording,
    pub href: String,
    pub current: bool,
}

/// A licence by its name, and where it stands; either may be empty.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LicenceView {
    pub words: Wording,
    pub href: String,
}

/// What lies under a veil: why, by its key (`t["veil-KEY"]`), and what is shown.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VeilView {
    pub kind: String,
    pub shows: Wording,
}

impl VeilView {
    pub fn of(sensitive: &Sensitive) -> VeilView {
        VeilView { kind: sensitive.kind.as_str().to_owned(), shows: sensitive.shows.clone() }
    }
}

/// One entry of `nav`.
#[derive(Clone, Debug, Serialize)]
pub struct NavView {
    /// Key in `t`: `nav-claims`.
    pub key: String,
    pub href: String,
    pub current: bool,
}

/// A date: machine-readable (may be empty) and in words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateView {
    pub iso: String,
    pub words: String,
    pub edtf: String,
}

/// A link with its words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinkView {
    pub href: String,
    pub text: String,
    pub language: String,
}

/// One page of a long list: `paging` of claims.html and articles.html.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PagingView {
    pub number: usize,
    pub of: usize,
    pub previous: String,
    pub next: String,
}
