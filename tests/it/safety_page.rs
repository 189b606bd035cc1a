//! `docs/safety.md` for people at risk: each statement of what is removed and what is never done has its test.

use crate::project::repository;

/// How a statement begins, and the test that fails if it stops being true.
const STATEMENTS: &[(&str, &str, &str)] = &[
    ("Photographs are published without", "media", "no_byte_of_the_site_holds_what_was_planted"),
    ("A file that cannot be cleaned", "media", "what_cannot_be_cleaned_is_refused_with_the_way_to_clean_it"),
    ("Private keys, passwords' files", "media", "keys_pointers_and_copies_are_not_published"),
    ("Whatever lies in `content/private/`", "secrets", "nothing_that_is_kept_back_comes_out_in_any_file"),
    ("Words of drafts, internal notes", "secrets", "words_that_slip_into_any_kind_of_file_stop_the_build"),
    ("A place with `publish_within_km: 5`", "coarse", "no_output_tells_where_a_coarse_place_is"),
    ("The exact digits of such a place", "coarse", "the_digits_are_searched_for_in_every_byte"),
    ("`onrecord fix` moves the exact point", "coarse", "fix_moves_the_exact_point_out_of_what_is_shared"),
    ("What is marked `sensitive`", "veils", "a_page_under_a_veil_has_no_card_and_feeds_say_only_what_it_shows"),
    (
        "Pictures that other people's texts load",
        "risk",
        "pictures_of_other_peoples_texts_are_dropped_and_their_words_stay",
    ),
    ("Readers are not sent to an archive", "risk", "readers_are_not_sent_to_an_archive_that_falsifies"),
    ("A build asks nothing of the network", "tidy", "the_core_never_touches_the_world"),
    (
        "Nothing is written outside the project",
        "hostile",
        "whatever_stands_where_the_program_writes_nothing_outside_changes",
    ),
    ("The server of `onrecord serve`", "serve/safety", "only_this_machine_s_names_are_answered"),
    ("Nothing but the site's files is pushed", "publish", "what_reaches_the_remote_is_for_nobody_else_s_eyes"),
    ("No token is printed", "publish", "no_token_is_printed_and_nothing_steers_the_terminal"),
];

#[test]
fn every_statement_is_a_test() {
    let page = std::fs::read_to_string(repository().join("docs/safety.md")).expect("the page");
    let stated: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("* ")).collect();
    assert_eq!(stated.len(), STATEMENTS.len(), "a statement without a test, or a test without a statement");
    for (statement, (beginning, module, test)) in stated.iter().zip(STATEMENTS) {
        assert!(statement.starts_with(beginning), "`{statement}` has no test");
        let path = repository().join(format!("tests/it/{module}.rs"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(text.contains(&format!("#[test]\nfn {test}() {{")), "tests/it/{module}.rs has no `{test}`");
    }
}
