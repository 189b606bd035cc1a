//! What the compiler has to say: a rule, a place, a sentence and what to do next.

use crate::files::{FileId, Span};

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    Error,
    Warning,
}

impl Severity {
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
    pub code: &'static str,
    pub severity: Severity,
    /// A fixed rule can be neither lowered in `rules:` nor answered by `allow`.
    pub fixed: bool,
    /// Markdown: a heading, one sentence, prose, and examples that run as tests.
    pub page: &'static str,
}

impl Rule {
    /// An error that nobody can lower.
    pub const fn fixed(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Error, fixed: true, page }
    }

    /// An error that a site may lower or answer with a reason.
    pub const fn error(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Error, fixed: false, page }
    }

    /// A warning that a site may lower, raise or answer with a reason.
    pub const fn warning(code: &'static str, page: &'static str) -> Rule {
        Rule { code, severity: Severity::Warning, fixed: false, page }
    }

    /// The page's first sentence: what the rule says, for tables.
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
    }
}

/// A second place that belongs to a finding.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Label {
    pub file: FileId,
    pub span: Span,
    pub message: String,
}

/// One finding.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    pub rule: &'static str,
    pub severity: Severity,
    pub fixed: bool,
    /// One line, lower-case, no full stop, names in back-ticks, understandable alone.
    pub message: String,
    pub file: FileId,
    pub span: Span,
    /// What stands under the caret; may be empty.
    pub caption: String,
    pub labels: Vec<Label>,
    /// What to do next; may be empty.
    pub help: String,
}

impl Diagnostic {
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
        }
    }

    pub fn caption(mut self, words: impl Into<String>) -> Diagnostic {
        self.caption = words.into();
        self
    }

    pub fn label(mut self, file: &FileId, span: Span, message: impl Into<String>) -> Diagnostic {
        self.labels.push(Label { file: file.clone(), span, message: message.into() });
        self
    }

    pub fn help(mut self, words: impl Into<String>) -> Diagnostic {
        self.help = words.into();
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
    pub value: T,
    pub notices: Vec<Diagnostic>,
}

/// The known name nearest to `written`; none when none is near.
pub fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = written.chars().count();
    let limit = (length / 3).max(1);
    let lowered = written.to_lowercase();
    known
        .into_iter()
        .filter(|name| name.chars().count().abs_diff(length) <= limit)
        .map(|name| (strsim::osa_distance(&lowered, &name.to_lowercase()), name))
        .filter(|(distance, name)| *distance <= limit && *name != written)
        .min_by_key(|(distance, name)| (*distance, *name))
        .map(|(_, name)| name)
}

/// Help for a name that is not known: the near one, else the first of the known ones.
pub fn known_names<'a>(written: &str, what: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(near) = did_you_mean(written, known.iter().copied()) {
        return format!("did you mean `{near}`?");
    }
    match known.len() {
        0 if what.starts_with("its ") => "it has none".to_owned(),
        0 => format!("there are no {what} yet"),
        1 => format!("there is only `{}`", known[0]),
        n if n > 20 => format!("{what} are for example {}; there are {n}", quoted_list(&known[..8])),
        _ => format!("{what} are {}", quoted_list(&known)),
    }
}

/// The same, and what else to know, as one text.
pub fn known_names_and<'a>(written: &str, what: &str, known: impl IntoIterator<Item = &'a str>, more: &str) -> String {
    let names = known_names(written, what, known);
    let mut letters = more.chars();
    match (names.ends_with('?'), letters.next()) {
        (true, Some(first)) => format!("{names} {}{}", first.to_uppercase(), letters.as_str()),
        _ => format!("{names}; {more}"),
    }
}

/// "`a`, `b` and `c`".
pub fn quoted_list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [rest @ .., last] => {
            format!("{} and `{last}`", rest.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
        }
    }
}
