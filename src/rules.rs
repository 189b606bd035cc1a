//! The structural rules: one file each, holding its words, with its page beside it.
//!
//! They are found while reading and resolving, so they stand above those stages; rules that look at a resolved site are
//! in `check`. All of them are listed by `check::table`.

use crate::diagnostic::Rule;

pub mod asset_unused;
pub mod bad_date;
pub mod bad_directive;
pub mod bad_evidence_line;
pub mod bad_id;
pub mod bad_quantity;
pub mod bad_reference;
pub mod broken_anchor;
pub mod broken_link;
pub mod claim_without_evidence;
pub mod claim_without_words;
pub mod coordinates_out_of_range;
pub mod correction_changed;
pub mod correction_missing;
pub mod duplicate_footnote;
pub mod duplicate_id;
pub mod excerpt_without_words;
pub mod extent_became_link;
pub mod figure_not_adopted;
pub mod figure_not_in_quote;
pub mod figure_parent_missing;
pub mod front_matter;
pub mod home_missing;
pub mod in_short_word;
pub mod leak;
pub mod map_without_worldview;
pub mod marker_in_link;
pub mod missing_alt_text;
pub mod missing_asset;
pub mod missing_field;
pub mod not_utf8;
pub mod outside_project;
pub mod reason_missing;
pub mod reference_cycle;
pub mod remote_image;
pub mod route_collision;
pub mod rule_is_fixed;
pub mod template_fault;
pub mod undefined_footnote;
pub mod unknown_argument;
pub mod unknown_claim;
pub mod unknown_claimant;
pub mod unknown_directive;
pub mod unknown_event;
pub mod unknown_excerpt;
pub mod unknown_key;
pub mod unknown_note;
pub mod unknown_page;
pub mod unknown_party;
pub mod unknown_place;
pub mod unknown_rule;
pub mod unknown_source;
pub mod unknown_template;
pub mod unknown_theme;
pub mod unknown_value;
pub mod unsafe_link;
pub mod unused_footnote;
pub mod wrong_type;
pub mod yaml_syntax;
pub mod yaml_text_cut;

pub use asset_unused::asset_unused;
pub use bad_date::bad_date;
pub use bad_directive::bad_directive;
pub use bad_evidence_line::bad_evidence_line;
pub use bad_id::{bad_id, bad_path, is_forbidden_in_paths};
pub use bad_quantity::bad_quantity;
pub use bad_reference::bad_reference;
pub use broken_anchor::broken_anchor;
pub use broken_link::broken_link;
pub use claim_without_evidence::claim_without_evidence;
pub use claim_without_words::claim_without_words;
pub use coordinates_out_of_range::coordinates_out_of_range;
pub use correction_changed::{correction_changed, correction_vanished};
pub use correction_missing::{claim_vanished, correction_missing};
pub use duplicate_footnote::duplicate_footnote;
pub use duplicate_id::{duplicate_id, second_list};
pub use excerpt_without_words::excerpt_without_words;
pub use extent_became_link::extent_became_link;
pub use figure_not_adopted::figure_not_adopted;
pub use figure_not_in_quote::figure_not_in_quote;
pub use figure_parent_missing::figure_parent_missing;
pub use front_matter::front_matter;
pub use home_missing::home_missing;
pub use in_short_word::in_short_word;
pub use leak::leak;
pub use map_without_worldview::map_without_worldview;
pub use marker_in_link::marker_in_link;
pub use missing_alt_text::missing_alt_text;
pub use missing_asset::missing_asset;
pub use missing_field::missing_field;
pub use not_utf8::not_utf8;
pub use outside_project::outside_project;
pub use reason_missing::reason_missing;
pub use reference_cycle::reference_cycle;
pub use remote_image::remote_image;
pub use route_collision::route_collision;
pub use rule_is_fixed::rule_is_fixed;
pub use template_fault::template_fault;
pub use undefined_footnote::undefined_footnote;
pub use unknown_argument::unknown_argument;
pub use unknown_claim::unknown_claim;
pub use unknown_claimant::unknown_claimant;
pub use unknown_directive::unknown_directive;
pub use unknown_event::unknown_event;
pub use unknown_excerpt::{unknown_excerpt, unknown_figure};
pub use unknown_key::unknown_key;
pub use unknown_note::unknown_note;
pub use unknown_page::unknown_page;
pub use unknown_party::unknown_party;
pub use unknown_place::unknown_place;
pub use unknown_rule::unknown_rule;
pub use unknown_source::{private_source, unknown_source};
pub use unknown_template::unknown_template;
pub use unknown_theme::unknown_theme;
pub use unknown_value::unknown_value;
pub use unsafe_link::unsafe_link;
pub use unused_footnote::unused_footnote;
pub use wrong_type::wrong_type;
pub use yaml_syntax::yaml_syntax;
pub use yaml_text_cut::yaml_text_cut;

/// Every structural rule, in alphabetical order.
pub const STRUCTURAL: &[&Rule] = &[
    &asset_unused::RULE,
    &bad_date::RULE,
    &bad_directive::RULE,
    &bad_evidence_line::RULE,
    &bad_id::RULE,
    &bad_quantity::RULE,
    &bad_reference::RULE,
    &broken_anchor::RULE,
    &broken_link::RULE,
    &claim_without_evidence::RULE,
    &claim_without_words::RULE,
    &coordinates_out_of_range::RULE,
    &correction_changed::RULE,
    &correction_missing::RULE,
    &duplicate_footnote::RULE,
    &duplicate_id::RULE,
    &excerpt_without_words::RULE,
    &extent_became_link::RULE,
    &figure_not_adopted::RULE,
    &figure_not_in_quote::RULE,
    &figure_parent_missing::RULE,
    &front_matter::RULE,
    &home_missing::RULE,
    &in_short_word::RULE,
    &leak::RULE,
    &map_without_worldview::RULE,
    &marker_in_link::RULE,
    &missing_alt_text::RULE,
    &missing_asset::RULE,
    &missing_field::RULE,
    &not_utf8::RULE,
    &outside_project::RULE,
    &reason_missing::RULE,
    &reference_cycle::RULE,
    &remote_image::RULE,
    &route_collision::RULE,
    &rule_is_fixed::RULE,
    &template_fault::RULE,
    &undefined_footnote::RULE,
    &unknown_argument::RULE,
    &unknown_claim::RULE,
    &unknown_claimant::RULE,
    &unknown_directive::RULE,
    &unknown_event::RULE,
    &unknown_excerpt::RULE,
    &unknown_key::RULE,
    &unknown_note::RULE,
    &unknown_page::RULE,
    &unknown_party::RULE,
    &unknown_place::RULE,
    &unknown_rule::RULE,
    &unknown_source::RULE,
    &unknown_template::RULE,
    &unknown_theme::RULE,
    &unknown_value::RULE,
    &unsafe_link::RULE,
    &unused_footnote::RULE,
    &wrong_type::RULE,
    &yaml_syntax::RULE,
    &yaml_text_cut::RULE,
];
