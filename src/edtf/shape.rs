//! A date as it was written: alone, or as an interval of which one end may be open or unknown.

use std::fmt;

use super::point::Point;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Shape {
    Single(Point),
    Interval(End, End),
}

/// One end of an interval: `..` (open), nothing (unknown) or a date.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum End {
    Open,
    Unknown,
    Known(Point),
}

impl Shape {
    /// What is known of the start and of the end; of a date alone, twice the same.
    pub fn ends(&self) -> (Option<&Point>, Option<&Point>) {
        match self {
            Shape::Single(point) => (Some(point), Some(point)),
            Shape::Interval(start, end) => (start.point(), end.point()),
        }
    }
}

impl End {
    pub fn point(&self) -> Option<&Point> {
        match self {
            End::Known(point) => Some(point),
            End::Open | End::Unknown => None,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Shape::Single(point) => write!(f, "{point}"),
            Shape::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            End::Open => f.write_str(".."),
            End::Unknown => Ok(()),
            End::Known(point) => write!(f, "{point}"),
        }
    }
}
