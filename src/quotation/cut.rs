//! What was cut off a quotation: data, with its form in files.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::reading::Turn;

/// On which side of the quoted words something was cut off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Side {
    /// Before them.
    Before,
    /// After them.
    After,
    /// Between them, by an omission.
    Between,
}

/// What was cut off, and where. In files `negation before`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cut {
    /// What it does to the quoted words.
    pub turn: Turn,
    /// Where it stands.
    pub side: Side,
}

const TURNS: [(Turn, &str); 7] = [
    (Turn::Bound, "bound"),
    (Turn::Negation, "negation"),
    (Turn::Denial, "denial"),
    (Turn::Question, "question"),
    (Turn::Condition, "condition"),
    (Turn::Hedge, "hedge"),
    (Turn::Speech, "speech"),
];

const SIDES: [(Side, &str); 3] = [(Side::Before, "before"), (Side::After, "after"), (Side::Between, "between")];

impl fmt::Display for Cut {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turn = TURNS.iter().find(|(turn, _)| *turn == self.turn).map_or("", |(_, name)| name);
        let side = SIDES.iter().find(|(side, _)| *side == self.side).map_or("", |(_, name)| name);
        write!(out, "{turn} {side}")
    }
}

impl From<Cut> for String {
    fn from(cut: Cut) -> String {
        cut.to_string()
    }
}

impl TryFrom<String> for Cut {
    type Error = String;

    fn try_from(written: String) -> Result<Cut, String> {
        let (turn, side) = written.split_once(' ').unwrap_or((&written, ""));
        let turn = TURNS.iter().find(|(_, name)| *name == turn).map(|(turn, _)| *turn);
        let side = SIDES.iter().find(|(_, name)| *name == side).map(|(side, _)| *side);
        match (turn, side) {
            (Some(turn), Some(side)) => Ok(Cut { turn, side }),
            _ => Err(format!("`{written}` is nothing that can be cut off a quotation")),
        }
    }
}
