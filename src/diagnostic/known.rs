//! Names that lead nowhere: the near one that may be meant, else those that there are.

use crate::files::{FileId, Spanned};

use super::{Diagnostic, Rule};

/// The known name nearest to `written`; none when none is near.
pub fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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

/// Help for a name that is not known: the near one, else what is said without one.
pub fn did_you_mean(written: &str, known: &[&str], otherwise: impl FnOnce() -> String) -> String {
    match nearest(written, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => otherwise(),
    }
}

/// The same, where the known names can be listed; `what` they are: "sources".
pub fn known_names(written: &str, what: &str, known: &[&str]) -> String {
    did_you_mean(written, known, || match known {
        [] if what.starts_with("its ") => "it has none".to_owned(),
        [] => format!("there are no {what} yet"),
        [only] => format!("there is only `{only}`"),
        many if many.len() > 20 => {
            format!("{what} are for example {}; there are {}", quoted_list(&many[..8]), many.len())
        }
        _ => format!("{what} are {}", quoted_list(known)),
    })
}

/// The finding that a name leads nowhere: what it says, what the known ones are, and what else to know of them.
pub fn unknown(
    rule: &Rule,
    file: &FileId,
    name: &Spanned<String>,
    message: String,
    (what, known): (&str, &[&str]),
    more: &str,
) -> Diagnostic {
    let names = known_names(name, what, known);
    let mut letters = more.chars();
    let help = match (names.ends_with('?'), letters.next()) {
        (true, Some(first)) => format!("{names} {}{}", first.to_uppercase(), letters.as_str()),
        _ => format!("{names}; {more}"),
    };
    Diagnostic::new(rule, file, name.span, message).caption("named here").help(help)
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
