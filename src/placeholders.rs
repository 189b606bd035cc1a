//! What `init`, `new` and `import` leave to be filled in: they write it from here, and it is known here again.

/// A value that nobody meant.
#[derive(Clone, Copy, Debug)]
pub struct Placeholder {
    /// Of the field.
    pub key: &'static str,
    /// The value begins so, or is this.
    text: &'static str,
    is_beginning: bool,
    /// The command that wrote it.
    pub by: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// Where a site will be, before anybody knows.
pub const BASE_URL: &str = "https://example.org/your-site/";
/// What the example of `init` says of itself.
pub const TITLE: &str = "An example: the Estela accident";
pub const DESCRIPTION: &str = "What is known about the ferry accident in Port Lowen, and on whose word.";
/// The title and lead of its page: `starter/index.md`.
const PAGE: &str = "The ferry Estela: what is known, and on whose word";
const STANDFIRST: &str = "A ferry hit the quay of an invented harbour.";
/// A title that a file does not state.
pub const UNKNOWN: &str = "unknown";
/// The text of a new page or note.
pub const TEXT: &str = "Write here.";

const ALL: &[Placeholder] = &[
    Placeholder {
        key: "base_url",
        text: BASE_URL,
        is_beginning: false,
        by: "init",
        help: "`onrecord set site base_url=https://…` says at which address the site will be; with a remote on GitHub, \
               `onrecord publish --fix` does",
    },
    whole("title", TITLE, "init", "write the title of your site"),
    whole("title", "Untitled", "init", "write the title of your site"),
    whole("description", DESCRIPTION, "init", "say in one sentence what your site is about, or take the line out"),
    whole("title", PAGE, "init", "write the title of your own story; the example's is invented"),
    Placeholder {
        key: "standfirst",
        text: STANDFIRST,
        is_beginning: true,
        by: "init",
        help: "write the lead of your own story; the example's is invented",
    },
    whole("title", UNKNOWN, "import", "write the title, or describe what has none: `[Leaflet, no title]`"),
];

const fn whole(key: &'static str, text: &'static str, by: &'static str, help: &'static str) -> Placeholder {
    Placeholder { key, text, is_beginning: false, by, help }
}

/// What a command left there, if a field still holds it.
pub fn left(key: &str, value: &str) -> Option<&'static Placeholder> {
    ALL.iter().find(|left| {
        left.key == key && if left.is_beginning { value.starts_with(left.text) } else { value == left.text }
    })
}
