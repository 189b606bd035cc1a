//! Why a file could not be imported, in words that say what to do instead.

use std::fmt;

use crate::foreign::Unreasonable;

/// The reasons for refusing a file. Their `Display` is a sentence for the author; the file's name is added by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// No bytes, or white space only.
    Empty,
    /// More bytes than a page with its pictures inside has.
    TooLarge { megabytes: usize },
    /// A kind of file that is not read; the words say what it is (`a picture`) and what to do instead.
    Unread { what: &'static str, advice: &'static str },
    /// A file of a kind that is read, but broken; the words say how.
    Damaged(&'static str),
    /// Bytes that are text in no charset.
    NotUtf8,
    /// A page so nested or so repetitive that reading it might never end; the words say what there is too much of.
    Unreasonable(Unreasonable),
    /// A page without a readable word.
    NoText,
    /// Several publications in one file, and none is named; with one of the names.
    Several { count: usize, first: String },
    /// A file without the parts that were named.
    NoPart(String),
    /// Highlights: copies of a publication's words.
    CopiedOut,
    /// A kind of file of which no page is made.
    NoDraft(&'static str),
    /// An id that is not `[a-z0-9-]+`.
    BadId(String),
}

impl fmt::Display for ImportError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(out, "the file is empty: there is nothing to quote"),
            Self::TooLarge { megabytes } => {
                write!(
                    out,
                    "the file is larger than {megabytes} MB: paste the article's text into a .txt file and import that"
                )
            }
            Self::Unread { what, advice } => write!(out, "this is {what}, which is not read: {advice}"),
            Self::Damaged(how) => {
                write!(
                    out,
                    "the file is damaged: {how}; save it once more, or paste its text into a .txt file and import that"
                )
            }
            Self::NotUtf8 => {
                write!(
                    out,
                    "the text is not UTF-8, and the file does not say what it is: save it as UTF-8 in your editor, and import that"
                )
            }
            Self::Unreasonable(Unreasonable(what)) => {
                write!(
                    out,
                    "the page has {what}, more than any article needs: paste its text into a .txt file and import that"
                )
            }
            Self::NoText => write!(
                out,
                "no readable text was found; perhaps the page fills itself by script: in the browser, select the article, copy it \
                 into a .txt file, and import that"
            ),
            Self::Several { count, first } => write!(
                out,
                "it holds {count} publications: name those that you need, as in `--only {}`, or take all with `--all`",
                first.escape_debug()
            ),
            Self::NoPart(parts) => write!(out, "it holds nothing by the name of {}", parts.escape_debug()),
            Self::CopiedOut => write!(
                out,
                "these are highlights, which vouch for nothing: import the publication itself, and check them with `onrecord quotes FILE --in DIR`"
            ),
            Self::NoDraft(name) => write!(
                out,
                "this is {name}, of which no page is made: in Google Docs choose File › Download › Microsoft Word (.docx) or Markdown (.md), \
                 elsewhere save it as .docx, .odt or .md; to have it as a source, import it without `--page`"
            ),
            Self::BadId(id) => {
                write!(
                    out,
                    "`{}` is no id: use small letters a-z, digits and hyphens, such as `kyiv-independent-1`",
                    id.escape_debug()
                )
            }
        }
    }
}

impl std::error::Error for ImportError {}

impl From<Unreasonable> for ImportError {
    fn from(what: Unreasonable) -> ImportError {
        ImportError::Unreasonable(what)
    }
}
