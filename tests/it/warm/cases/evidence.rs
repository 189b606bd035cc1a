//! What sources and captures say, and who says it.

use super::{cases, count, moved, page, site, source};
use crate::project::Project;

const WET: &str = "the quay was very wet";

/// A page that quotes `post`.
fn quoting(home: &str) -> Project {
    source(site(home), "post", "").file("content/captures/post.txt", format!("They say that {WET}.\n"))
}

/// The capture says otherwise.
fn dry(project: Project) -> Project {
    project.edit("content/captures/post.txt", "very wet", "very dry")
}

cases! {
    a_superseded_dispute_is_seen_elsewhere {
        {
            let home = site("People were hurt.[^hurt]\n\n[^hurt]:\n    @post#n\n    @wire#n disputes");
            count(count(count(home, "post", 3), "wire", 5), "later", 7)
        },
        |project| project.edit("content/sources/later.md", "value: \"7\"", "value: \"7\", supersedes: \"wire#n\""),
    }

    whoever_made_a_statement_is_seen_where_it_is_repeated {
        {
            let home = site("The ferry was slow.[^slow]\n\n[^slow]:\n    @post#e");
            let post = source(home, "post", "excerpts:\n  e: { locator: \"page 1\", statement: briefing }");
            source(post, "wire", "excerpts:\n  e: { locator: \"page 1\", statement: briefing, claimant: office }")
        },
        |project| project.edit("content/sources/wire.md", "claimant: office", "claimant: pilot"),
    }

    the_title_of_a_source_is_seen_where_it_was_copied {
        {
            let home = site("It was told[^@post] and told again.[^@wire]");
            source(source(home, "post", ""), "wire", "derived_from: [\"post\"]")
        },
        |project| project.edit("content/sources/post.md", "Report post", "Eye-witness report"),
    }

    a_quotation_is_found_again_below_a_new_footnote {
        quoting(&format!("It was.[^was] It is.[^is]\n\n[^was]:\n    @post \"They say\"\n\n[^is]:\n    @post \"{WET}\"")),
        |project| {
            let project = project.edit("content/index.md", "It was.", "It rained.[^rain] It was.");
            project.edit("content/index.md", "[^was]:", "[^rain]: A little.\n\n[^was]:")
        },
        dry,
    }

    a_quotation_is_found_again_in_the_next_footnote {
        quoting(&format!("It was.[^was] It is.[^is]\n\n[^was]:\n    @post (page 1)\n    @post \"{WET}\"\n\n[^is]:\n    @post (page 2)")),
        |project| {
            let quotation = format!("    @post \"{WET}\"\n");
            let project = project.edit("content/index.md", &quotation, "");
            project.edit("content/index.md", "[^is]:\n", &format!("[^is]:\n{quotation}"))
        },
        dry,
    }

    words_of_another_capture_go_with_its_name {
        {
            let home = "It is.[^is][^@wire]\n\n[^is]:\n    @post \"the ferry was very late\"";
            source(quoting(home), "wire", "").file("content/captures/wire.txt", "They say the ferry was very late.\n")
        },
        |project| moved(project, "content/captures/wire.txt", "content/captures/wires.txt"),
    }

    a_source_that_goes_private_is_missed {
        source(site("It was told.[^@post]"), "post", ""),
        |project| moved(project, "content/sources/post.md", "content/private/sources/post.md"),
    }

    a_source_that_is_called_otherwise_still_counts {
        count(page(site("Home."), "other", "{{ figures(event=\"crash\") }}"), "post", 3),
        |project| moved(project, "content/sources/post.md", "content/sources/wire.md"),
    }
}
