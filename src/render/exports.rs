//! The site as data: claims, sources, figures, places and corrections, each in the format of its field. `docs/outputs.md`
//! describes them member by member.

use serde::Serialize;

pub mod claims;
pub mod corrections;
pub mod figures;
pub mod places;
pub mod sources;

/// `{"name":[…]}` with an item a line, so that a change shows as a changed line.
fn list<T: Serialize>(name: &str, items: &[T]) -> String {
    let lines: Vec<String> = items.iter().map(|item| serde_json::to_string(item).unwrap_or_default()).collect();
    format!("{{\"{name}\":[\n{}\n]}}\n", lines.join(",\n"))
}
