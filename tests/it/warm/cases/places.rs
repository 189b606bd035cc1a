//! Where things stand: anchors, notes, pictures, and what a report underlines.

use super::{cases, moved, note, page, site, source};
use crate::project::Project;

/// A site whose home page cites a source, with a picture that has a caption.
fn illustrated() -> Project {
    source(site("It was told.[^@post]"), "post", "")
        .file("content/quay.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .file("content/quay.svg.yaml", "caption: \"The old quay\"\n")
}

fn another_caption(project: Project) -> Project {
    project.edit("content/quay.svg.yaml", "old", "new")
}

cases! {
    an_anchor_of_a_source_goes_with_the_source {
        source(page(site("See [the report](other.md#s-post)."), "other", "Nothing."), "post", ""),
        |project| project.remove("content/sources/post.md"),
    }

    an_anchor_of_a_source_on_the_same_page_goes_with_the_source {
        source(site("See [the report](#s-post)."), "post", ""),
        |project| project.remove("content/sources/post.md"),
    }

    an_anchor_of_a_note_goes_with_the_note {
        note(page(site("See [the note](other.md#note-torn)."), "other", "Nothing."), "page:other", "It is torn."),
        |project| project.remove("content/notes/torn.md"),
    }

    an_anchor_of_a_claim_goes_when_it_has_no_evidence {
        {
            let other = page(site("See [the claim](other.md#c-slow)."), "other", "It was slow.[^slow]\n\n[^slow]:\n    @post#e");
            source(other, "post", "excerpts:\n  e: { locator: \"page 1\" }")
        },
        |project| project.edit("content/other.md", "    @post#e", "    the pilot says so"),
    }

    a_note_that_moves_is_seen_below_whoever_cites_the_source {
        {
            let other = page(site("It was told.[^@post]"), "other", "It was told again.[^@wire]");
            note(source(source(other, "post", ""), "wire", ""), "source:post", "It is torn.")
        },
        |project| project.edit("content/notes/torn.md", "source:post", "source:wire"),
    }

    a_note_that_is_called_otherwise_is_still_shown {
        note(source(site("It was told.[^@post]"), "post", ""), "source:post", "It is torn."),
        |project| moved(project, "content/notes/torn.md", "content/notes/ripped.md"),
    }

    the_caption_of_a_picture_in_a_note_is_new {
        note(illustrated(), "source:post", "![The quay](../quay.svg)"),
        another_caption,
    }

    the_caption_of_a_picture_in_a_source_is_new {
        {
            let text = illustrated().text("content/sources/post.md");
            illustrated().file("content/sources/post.md", format!("{text}\n![The quay](../quay.svg)\n"))
        },
        another_caption,
    }

    an_unknown_theme_is_underlined_where_it_stands {
        site("Nothing.").edit("content/site.yaml", "language:", "theme: nope\nlanguage:"),
        |project| project.edit("content/site.yaml", "theme:", "# The theme\n# is missing.\ntheme:"),
    }

    an_unknown_theme_is_told_of_a_new_one {
        site("Nothing.").edit("content/site.yaml", "language:", "theme: nope\nlanguage:"),
        |project| project.file("themes/note/style.css", "body { margin: 0 }\n"),
    }
}
