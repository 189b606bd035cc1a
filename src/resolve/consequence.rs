//! A name that leads to something unreadable is no second fault: its file or entry was told of already.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::manuscript::Manuscript;
use crate::rules;
use crate::theme::ThemeFace;

/// Drops findings about names whose thing is there, but could not be read.
pub fn drop_consequences(manuscript: &Manuscript, theme: &ThemeFace, notices: &mut Vec<Diagnostic>) {
    let stem = |path: &str| path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md").to_owned();
    let files: BTreeSet<String> = manuscript.unreadable.iter().map(|path| stem(path)).collect();
    let (claimants, events, places) = (&manuscript.claimants, &manuscript.events, &manuscript.places);
    let lost = |register_is_lost: bool, ids: &[String], name: &str| register_is_lost || ids.iter().any(|id| id == name);
    notices.retain(|notice| {
        let name = notice.message.rsplit('`').nth(1).unwrap_or_default();
        !match notice.rule {
            code if code == rules::unknown_directive::RULE.code => theme.is_broken,
            code if code == rules::unknown_source::RULE.code => files.contains(name),
            code if code == rules::unknown_note::RULE.code => files.contains(name),
            code if code == rules::unknown_page::RULE.code => files.contains(&stem(name)),
            code if code == rules::broken_link::RULE.code => {
                files.contains(&stem(name.split('#').next().unwrap_or_default()))
            }
            // What an unreadable file shows, sets or reports is not known.
            code if code == rules::asset_unused::RULE.code => !files.is_empty(),
            code if code == rules::home_missing::RULE.code => !files.is_empty(),
            code if code == rules::figure_not_adopted::RULE.code => !files.is_empty(),
            code if code == rules::map_without_worldview::RULE.code => files.contains("site.yaml"),
            code if code == rules::unknown_claimant::RULE.code => lost(claimants.unreadable, &claimants.lost, name),
            code if code == rules::unknown_party::RULE.code => claimants.unreadable || !claimants.lost.is_empty(),
            code if code == rules::unknown_event::RULE.code => lost(events.unreadable, &events.lost, name),
            code if code == rules::unknown_place::RULE.code => lost(places.unreadable, &places.lost, name),
            _ => false,
        }
    });
}
