//! The structural rules: one file each, holding its words, with its page beside it.
//!
//! They are found while reading and resolving, so they stand above those stages; rules that look at a resolved site are
//! in `check`. All of them are listed by `check::table`.

use crate::diagnostic::Rule;

/// Lists the structural rules, each once: its file, whose function of the same name makes what it finds; after `with`,
/// functions for what else it finds.
macro_rules! structural {
    ($($rule:ident $(with $($other:ident)+)?,)+) => {
        $(
            pub mod $rule;
            pub use $rule::{$rule $($(, $other)+)?};
        )+

        pub const STRUCTURAL: &[&Rule] = &[$(&$rule::RULE),+];
    };
}

structural! {
    archive_doubted,
    asset_unclean,
    asset_unfit with unfit,
    asset_unused,
    asset_withheld,
    bad_date,
    bad_directive,
    bad_evidence_line,
    bad_id with bad_file_name bad_path is_forbidden_in_paths,
    bad_quantity,
    bad_reference,
    broken_anchor,
    broken_link,
    claim_unread,
    claim_without_evidence,
    claim_without_words,
    claimant_contradicted,
    claimant_twice,
    contrast_too_low,
    coordinates_out_of_range,
    correction_changed with correction_vanished,
    correction_missing with claim_vanished,
    dates_reversed,
    duplicate_footnote,
    duplicate_id with second_list,
    excerpt_without_words,
    extent_became_link,
    figure_not_adopted,
    figure_not_in_quote,
    figure_parent_missing,
    front_matter,
    hidden_character with hidden_characters is_hidden,
    home_missing,
    in_short_word,
    leak with copy exact,
    map_without_worldview,
    marker_in_link,
    merge_unresolved with unresolved,
    missing_alt_text,
    missing_asset,
    missing_field,
    no_character with unseen_character,
    not_utf8,
    out_of_place,
    outside_project,
    place_exact with place_moved,
    placeholder_left with nothing_written,
    reason_missing,
    reference_cycle,
    remote_image,
    route_collision,
    rule_is_fixed,
    same_words_twice with words_of_another,
    source_incomplete,
    stylesheet_replaced,
    template_fault,
    undefined_footnote with several,
    unknown_area,
    unknown_argument,
    unknown_claim,
    unknown_claimant,
    unknown_directive,
    unknown_event,
    unknown_excerpt with unknown_figure,
    unknown_key,
    unknown_note,
    unknown_page,
    unknown_party,
    unknown_place,
    unknown_rule,
    unknown_source with private_source,
    unknown_template,
    unknown_theme,
    unknown_value,
    unread_comment with open_comment,
    unread_evidence with Where,
    unread_syntax with Lookalike,
    unsafe_link,
    unused_footnote,
    wrong_type,
    yaml_curly_marks,
    yaml_syntax,
    yaml_text_cut,
}
