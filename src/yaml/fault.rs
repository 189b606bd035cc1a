//! What the parser has against a file, for people who do not know YAML: what is wrong, and what to do.
//!
//! The parser's own words never reach an author: they speak of scanners and budgets.

use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::granit_parser::ErrorKind;
use serde_saphyr::{Error, ExternalMessageSource};

use crate::files::char_boundary;

/// The traps of YAML, as authors fall into them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fault {
    KeyTwice,
    SecondColon,
    Column,
    BlockSign,
    At,
    Tab,
    AfterQuotation,
    Escape,
    OpenQuotation,
    ColonWithoutSpace,
    Bracket,
    Comma,
    SecondDocument,
    Sign,
    Comment,
    Key,
    InvisibleMark,
    TooDeep,
    TooLarge,
    Repeated,
    RoundInItself,
    Unread,
}

impl Fault {
    /// What an error is, found at a byte of a line.
    pub fn of(error: &Error, line: &str, at: usize) -> Fault {
        match error.without_snippet() {
            Error::ExternalMessage { source, .. } => match source.as_ref() {
                ExternalMessageSource::Parser(error) => Fault::of_kind(error.kind(), line, at),
                _ => Fault::Unread,
            },
            Error::AliasError { error, .. } => match Fault::of(error, line, at) {
                Fault::Unread => Fault::Repeated,
                fault => fault,
            },
            Error::Budget { breach, .. } => match breach {
                BudgetBreach::Depth { .. } => Fault::TooDeep,
                BudgetBreach::Documents { .. } => Fault::SecondDocument,
                BudgetBreach::Aliases { .. }
                | BudgetBreach::Anchors { .. }
                | BudgetBreach::AliasAnchorRatio { .. }
                | BudgetBreach::MergeKeys { .. }
                | BudgetBreach::RecordedAnchorEvents { .. }
                | BudgetBreach::RecordedAnchorBytes { .. } => Fault::Repeated,
                _ => Fault::TooLarge,
            },
            Error::AliasReplayCounterOverflow { .. }
            | Error::AliasReplayLimitExceeded { .. }
            | Error::AliasExpansionLimitExceeded { .. }
            | Error::AliasReplayStackDepthExceeded { .. } => Fault::Repeated,
            Error::RecursiveReferencesRequireWeakTypes { .. } => Fault::RoundInItself,
            Error::DuplicateMappingKey { .. } => Fault::KeyTwice,
            Error::MultipleDocuments { .. } => Fault::SecondDocument,
            Error::UnknownAnchor { .. } | Error::UnsupportedTag { .. } => Fault::Sign,
            Error::FoldedBlockScalarMustIndentContent { .. } => Fault::BlockSign,
            Error::InvalidBinaryBase64 { .. }
            | Error::BinaryNotUtf8 { .. }
            | Error::TaggedScalarCannotDeserializeIntoString { .. }
            | Error::InvalidScalar { .. } => Fault::Sign,
            Error::NullIntoString { .. }
            | Error::SerdeInvalidType { .. }
            | Error::Unexpected { .. }
            | Error::MergeValueNotMapOrSeqOfMaps { .. } => Fault::Key,
            _ => Fault::Unread,
        }
    }

    fn of_kind(kind: &ErrorKind, line: &str, at: usize) -> Fault {
        use ErrorKind as Kind;
        let is_value_twice = line.matches(": ").count() > 1;
        match kind {
            Kind::MappingValueNotAllowed if is_value_twice => Fault::SecondColon,
            Kind::ExpectedFlowMappingSeparator
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping
            | Kind::FlowMappingValueAdjacentCollection
                if value_at(line, at).contains(": ") =>
            {
                Fault::SecondColon
            }
            Kind::MappingValueNotAllowed
            | Kind::MappingKeyNotAllowed
            | Kind::ExpectedBlockMappingKey
            | Kind::ExpectedBlockSequenceEntry
            | Kind::BlockSequenceEntryNotAllowed
            | Kind::UnexpectedEofBlockMapping
            | Kind::UnexpectedEofBlockSequence
            | Kind::InvalidFlowScalarIndent
            | Kind::InvalidIndentation => Fault::Column,
            Kind::ZeroBlockScalarIndent
            | Kind::InvalidBlockScalarHeader
            | Kind::InvalidBlockScalarIndent
            | Kind::TabAtBlockScalarStart => Fault::BlockSign,
            Kind::UnexpectedCharacter { character: '@' } => Fault::At,
            Kind::TabNotAllowed | Kind::TabInBlockIndentation | Kind::TabInIndentation | Kind::TabInPlainScalar => {
                Fault::Tab
            }
            Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => Fault::AfterQuotation,
            Kind::UnknownQuotedScalarEscape
            | Kind::InvalidQuotedScalarHexEscape
            | Kind::InvalidLowSurrogateHexEscape
            | Kind::InvalidLowSurrogate
            | Kind::MissingLowSurrogate
            | Kind::UnpairedLowSurrogate
            | Kind::InvalidUnicodeEscape => Fault::Escape,
            Kind::UnclosedQuotedScalar
            | Kind::InvalidQuotedScalarIndent
            | Kind::DocumentIndicatorInQuotedScalar
            | Kind::UnexpectedEof => Fault::OpenQuotation,
            Kind::FlowMappingValueAdjacentCollection
            | Kind::SimpleKeyExpected
            | Kind::InvalidSimpleKey
            | Kind::InvalidMappingValueWhitespace
            | Kind::InvalidColonPlacement => Fault::ColonWithoutSpace,
            Kind::MisplacedFlowCollectionEnd
            | Kind::MismatchedFlowCollectionEnd { .. }
            | Kind::UnclosedFlowCollection { .. }
            | Kind::UnexpectedEofFlowSequence
            | Kind::UnexpectedEofFlowMapping
            | Kind::UnexpectedEofImplicitFlowMapping => Fault::Bracket,
            Kind::ExpectedFlowMappingSeparator | Kind::ExpectedFlowSequenceSeparator => Fault::Comma,
            Kind::MultipleDocumentsUnsupported | Kind::InvalidDocumentEnd | Kind::ExpectedDocumentStart => {
                Fault::SecondDocument
            }
            Kind::CommentInterceptedScalar | Kind::CommentNotSeparated => Fault::Comment,
            Kind::BomInsideDocument => Fault::InvisibleMark,
            Kind::RecursionLimitExceeded => Fault::TooDeep,
            // What is left is said of a sign that begins an anchor, an alias, a tag, a directive or an item.
            _ => Fault::Sign,
        }
    }

    pub fn message(self) -> &'static str {
        match self {
            Fault::KeyTwice => "the same key stands here twice",
            Fault::SecondColon => "a second `: ` in an unquoted text",
            Fault::Column => "this line does not begin in the column of the line it belongs to",
            Fault::BlockSign => "`>` and `|` at the start of a text have a meaning of their own in YAML",
            Fault::At => "a text cannot begin with `@` in YAML",
            Fault::Tab => "a tab stands where YAML wants spaces",
            Fault::AfterQuotation => "the text goes on after its closing quotation mark",
            Fault::Escape => "a `\\` inside `\"…\"` begins a sign of its own",
            Fault::OpenQuotation => "a quotation mark is opened and not closed",
            Fault::ColonWithoutSpace => "a space is missing after the colon",
            Fault::Bracket => "a bracket or brace is opened and not closed, or closed and not opened",
            Fault::Comma => "a comma is missing between two items in brackets or braces",
            Fault::SecondDocument => "a second `---` stands in the file",
            Fault::Sign => "this sign has a meaning of its own in YAML and cannot begin a text",
            Fault::Comment => "a `#` begins a comment here, in the middle of a text",
            Fault::Key => "a key is one text, and here stands something else",
            Fault::InvisibleMark => "an invisible byte order mark stands in the middle of the file",
            Fault::TooDeep => "lists and groups stand inside one another more than 64 deep here",
            Fault::TooLarge => "this file holds more than can be read",
            Fault::Repeated => "`&name` and `*name` repeat too much here",
            Fault::RoundInItself => "`*name` stands inside what `&name` names",
            Fault::Unread => "this line cannot be read as YAML",
        }
    }

    pub fn help(self, line: &str, at: usize) -> String {
        let help = match self {
            Fault::SecondColon | Fault::Sign | Fault::Comment => {
                let value = value_at(line, at).trim_matches(['“', '”', '„', '«', '»']);
                return format!("put the text in quotation marks: `\"{}\"`", value.replace('"', "\\\""));
            }
            Fault::KeyTwice => "delete one of the two, or merge them",
            Fault::Column => "begin keys that belong together in the same column",
            Fault::BlockSign => "put the text in quotation marks, such as `\">100\"`, or write `over 100`",
            Fault::At => "ids in YAML are written without `@`; any other text goes in quotation marks",
            Fault::Tab => "indent with spaces",
            Fault::AfterQuotation if whole_text(line).is_some() => {
                let text = whole_text(line).unwrap_or_default().replace('"', "\\\"");
                return format!("an apostrophe needs `\"…\"` around it, a quotation mark a `\\`: write `\"{text}\"`");
            }
            Fault::AfterQuotation => {
                "inside `\"…\"` a quotation mark is written `\\\"`; typographic ones, “ and ”, need nothing"
            }
            Fault::Escape => "write `\\\\` for a backslash, or put the text in `'…'`",
            Fault::OpenQuotation => {
                "close the text with the mark it began with; a `\"` inside such a text is written `\\\"`"
            }
            Fault::ColonWithoutSpace => "write `key: value`, in braces too",
            Fault::Bracket | Fault::Comma => "a list is written `[\"a\", \"b\"]`, a group `{ key: value }`",
            Fault::SecondDocument => "keep one document in a file",
            Fault::Key => "write `key: value`; a key that is no word goes in quotation marks",
            Fault::InvisibleMark => {
                "delete what you cannot see before the first letter of this line, or write the line anew"
            }
            Fault::TooDeep => {
                "no file of a project needs so many levels: look for brackets and hyphens that nobody meant"
            }
            Fault::TooLarge => "divide it, or take out what nobody needs",
            Fault::Repeated => "write out what `*name` stands for where it is needed",
            Fault::RoundInItself => "write out what `*name` stands for",
            Fault::Unread => "check the indentation and the quotation marks of this line and the one before",
        };
        help.to_owned()
    }
}

/// The text that somebody put between marks which stand in it, too: `'the ferry's crash'`.
fn whole_text(line: &str) -> Option<&str> {
    let (_, value) = line.split_once(": ")?;
    let value = value.trim();
    let mark = value.chars().next().filter(|mark| matches!(mark, '\'' | '"'))?;
    let inner = value.strip_prefix(mark)?.strip_suffix(mark)?;
    (!inner.ends_with('\\') && !inner.contains(['{', '}'])).then_some(inner)
}

/// The value that a place in a line belongs to: in braces and brackets the one item, else all after the key.
fn value_at(line: &str, at: usize) -> &str {
    let at = char_boundary(line, at);
    let before = &line[..at];
    let value = match before.rfind(['{', '[']) {
        None => line.split_once(": ").map_or(line, |(_, value)| value),
        Some(open) => {
            let item = before[open + 1..].rfind(", ").map_or(open + 1, |comma| open + 1 + comma + 2);
            let end = line[at..].find([',', '}', ']']).map_or(line.len(), |end| at + end);
            let item = &line[item..end];
            item.split_once(": ").map_or(item, |(_, value)| value)
        }
    };
    value.trim()
}
