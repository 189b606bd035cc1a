//! What the compiler has to say: a rule, a place, a sentence and what to do next.

#![warn(missing_docs)]

use crate::edits::Patch;
use crate::files::{FileId, Span};

mod known;

pub use known::{did_you_mean, known_names, nearest, quoted_list, unknown};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Nothing is published while there is one.
    Error,
    /// The site is published, and says so.
    Warning,
}

impl Severity {
    /// As reports and `site.yaml` write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A rule: its code (kebab-case, reads as "allow ⟨code⟩"), how much it weighs, and the page that explains it.
#[derive(Debug)]
pub struct Rule {
    /// Kebab-case: `quote-not-in-source`.
    pub code: &'static str,
    /// Unless the site sets another.
    pub severity: Severity,
    /// A fixed rule can be neither lowered in `rules:` nor answered by `allow`.
    pub fixed: bool,
    /// Nothing is published while there is one, whatever the site sets and its authors answer.
    pub stops_publishing: bool,
    /// Markdown: a heading, one sentence, prose, and examples that run as tests.
    pub page: &'static str,
}

impl Rule {
    /// An error that nobody can lower.
    pub const fn fixed(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Error, fixed: true, stops_publishing: false, page }
    }

    /// An error that a site may lower or answer with a reason.
    pub const fn error(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Error, fixed: false, stops_publishing: false, page }
    }

    /// A warning that a site may lower, raise or answer with a reason.
    pub const fn warning(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Warning, fixed: false, stops_publishing: false, page }
    }

    /// A warning that a site may lower or answer, and that stops `publish` all the same.
    pub const fn before_publishing(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Warning, fixed: false, stops_publishing: true, page }
    }

    /// The page's first sentence: what the rule says, for tables.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
    }
}

/// A second place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Label {
    /// The file it is in.
    pub file: FileId,
    /// The bytes it is about.
    pub span: Span,
    /// What is to be said of them; may be empty.
    pub message: String,
}

/// What a finding is about, as data: what its message says of it is for people.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A source, by its id.
    Source(String),
    /// A note, by its id.
    Note(String),
    /// A page as other pages name it: `reports/kharkiv`.
    Page(String),
    /// A claimant, by its id.
    Claimant(String),
    /// A party, by its id.
    Party(String),
    /// An event, by its id.
    Event(String),
    /// A place, by its id.
    Place(String),
    /// A directive, by its name.
    Directive(String),
    /// The path of the project that a link leads to.
    Target(String),
    /// That something uses this file.
    UseOf(FileId),
    /// The site's first page.
    Home,
    /// That the site stands behind a figure.
    Adoption,
    /// A setting of the site, by its key.
    Setting(&'static str),
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// The rule's code.
    pub rule: &'static str,
    /// As the site has set it.
    pub severity: Severity,
    /// Whether the site may set it.
    pub fixed: bool,
    /// One line, lower-case, no full stop, names in back-ticks, understandable alone.
    pub message: String,
    /// The file it is in.
    pub file: FileId,
    /// The bytes it is about.
    pub span: Span,
    /// What stands under the caret; may be empty.
    pub caption: String,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to do next; may be empty.
    pub help: String,
    /// The change of its file that answers it and changes no meaning, so that it may be made by a program.
    pub mend: Option<Patch>,
    /// None: nobody asks.
    pub subject: Option<Subject>,
}

impl Diagnostic {
    /// The files that it points into.
    pub fn files(&self) -> impl Iterator<Item = &FileId> {
        std::iter::once(&self.file).chain(self.labels.iter().map(|label| &label.file))
    }

    /// A finding of `rule` at `span`, with nothing under the caret and no help yet.
    pub fn new(rule: &Rule, file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule: rule.code,
            severity: rule.severity,
            fixed: rule.fixed,
            message: message.into(),
            file: file.clone(),
            span,
            caption: String::new(),
            labels: Vec::new(),
            help: String::new(),
            mend: None,
            subject: None,
        }
    }

    /// The same, about a subject.
    pub fn about(mut self, subject: Subject) -> Diagnostic {
        self.subject = Some(subject);
        self
    }

    /// The same, with words under the caret.
    pub fn caption(mut self, words: impl Into<String>) -> Diagnostic {
        self.caption = words.into();
        self
    }

    /// The same, with a second place.
    pub fn label(self, file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels([Label { file: file.clone(), span, message: message.into() }])
    }

    /// The same, with more places.
    pub fn labels(mut self, labels: impl IntoIterator<Item = Label>) -> Diagnostic {
        self.labels.extend(labels);
        self
    }

    /// The same, with what to do next.
    pub fn help(mut self, words: impl Into<String>) -> Diagnostic {
        self.help = words.into();
        self
    }

    /// The same, with the change that answers it; only one that leaves every meaning as it was.
    pub fn mend(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.mend = Some(Patch { span, text: text.into() });
        self
    }

    /// The order of reports: by place, then by rule.
    pub fn order(&self, other: &Diagnostic) -> std::cmp::Ordering {
        (&self.file, self.span, self.rule, &self.message).cmp(&(&other.file, other.span, other.rule, &other.message))
    }
}

/// A value and what was noticed on the way to it.
#[derive(Clone, Debug, Default)]
pub struct Noted<T> {
    /// What was made.
    pub value: T,
    /// What there is to say about it.
    pub notices: Vec<Diagnostic>,
}
