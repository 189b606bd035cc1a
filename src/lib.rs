//! **onrecord** compiles explainers in which every claim can be clicked down to the words it rests on.
//!
//! ```text
//!  edge: read ─▶ Files ─▶ parse ─▶ Manuscript ─▶ resolve ─▶ Site ─┬─ check ─▶ diagnostics
//!                        (per file, memoised)                     └─ render ─▶ Output ─▶ edge: write · serve · publish
//! ```
//!
//! [`parse`] turns [`files::Files`] into a [`manuscript::Manuscript`], file by file; [`resolve`] turns that into a
//! [`site::Site`] in which every name leads to a thing; [`check`] says what is wrong with it; [`render`] turns it into an
//! [`output::Output`]. The stages meet in [`compile`] and nowhere else.
//!
//! # Invariants
//!
//! 1. **The core never touches the world.** Today's date is an option, not a call.
//! 2. **Modules look up.** A module uses only those listed above it here.
//! 3. **The core cannot fail.** An author's mistake is a `Diagnostic`; I/O errors exist at the edge only, with the path attached.
//! 4. **Every diagnostic carries a span.** A complaint about the whole site points into `site.yaml`.
//! 5. **A file is parsed alone**, so its parse and its diagnostics may be remembered.
//! 6. **A resolved site has no dangling names.** After `resolve`, typed ids only.
//! 7. **Same input, same bytes.** No iteration over hash maps.
//! 8. **An error keeps the last good site.**
//! 9. **Nobody knows about watching** but `cli::serve` and `edge`. Nothing made for development reaches `public/`.
//! 10. **A rebuild equals a build**, in bytes and diagnostics: what was read is what is remembered; no key lists fields by hand.
//! 11. **One rule: one file and one page**, and the page's examples are the rule's tests.
//! 12. **HTML is written in one way.** Markup is a type that only [`html`] makes; everything else is escaped.
//! 13. **Nothing published is unread.** An author's word reaches a reader as [`passage::Wording`].
//! 14. **Nothing written is lost.** Every piece in every body has a rendering or a finding.
//! 15. **Readers' words live in the theme.** The core holds reasons, classes and verdicts as data.
//! 16. **Writing stays inside.** [`edge::folder::Folder`] alone writes, below its root and through no link.

// The ground.
pub mod files;
pub mod edits;
pub mod diagnostic;
pub mod report;
pub mod html;
pub mod address;
pub mod foreign;
pub mod store;
pub mod aside;
pub mod options;
pub mod watch;
pub mod memo;
// Small worlds of the domain.
pub mod vocabulary;
pub mod method;
pub mod placeholders;
pub mod language;
pub mod edtf;
pub mod quantity;
pub mod reading;
pub mod prose;
pub mod stems;
pub mod quotation;
pub mod import;
pub mod colour;
pub mod geo;
pub mod basemap;
pub mod png;
pub mod media;
pub mod lettering;
// Nouns and verbs, in the order of the pipeline.
pub mod lock;
pub mod sign_offs;
pub mod passage;
pub mod manuscript;
pub mod rules;
pub mod yaml;
pub mod parse;
pub mod theme;
pub mod site;
pub mod output;
pub mod quoting;
pub mod reprint;
pub mod original;
pub mod verified;
pub mod relock;
pub mod resolve;
pub mod known_names;
pub mod uttered;
pub mod signed;
pub mod beside;
pub mod account;
pub mod check;
pub mod render;
pub mod leak;
pub mod published;
pub mod compile;
// Beside the pipeline: what describes and changes authored files.
pub mod schema;
pub mod editing;
pub mod desk;
pub mod quotes;
// The edge.
pub mod edge;
pub mod cli;
