//! Why something is not done, for whoever asks: in a browser, or at a terminal, where a flag may help.

use std::fmt;

/// A reason, and what else a terminal has to say to it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    pub reason: String,
    /// What may be typed.
    pub flag: Option<String>,
}

impl Refusal {
    /// With what may be typed.
    pub fn flag(mut self, flag: impl Into<String>) -> Refusal {
        self.flag = Some(flag.into());
        self
    }
}

impl From<String> for Refusal {
    fn from(reason: String) -> Refusal {
        Refusal { reason, flag: None }
    }
}

impl From<&str> for Refusal {
    fn from(reason: &str) -> Refusal {
        Refusal::from(reason.to_owned())
    }
}

/// At a terminal.
impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match &self.flag {
            Some(flag) if self.reason.contains('\n') => write!(formatter, "{}\n{flag}", self.reason),
            Some(flag) => write!(formatter, "{}; {flag}", self.reason),
            None => formatter.write_str(&self.reason),
        }
    }
}
