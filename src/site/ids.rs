//! What things are called: typed, so that a source is never taken for a claimant.

use std::sync::Arc;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> $name { $name(id.into()) }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str { &self.0 }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result { formatter.write_str(&self.0) }
        }
    )+ };
}

ids! {
    /// A source.
    SourceId,
    /// An excerpt, by its name in its source.
    ExcerptId,
    /// One utterance, seen through several outlets.
    StatementId,
    /// A claimant.
    ClaimantId,
    /// An event.
    EventId,
    /// A place.
    PlaceId,
    /// An editorial note.
    NoteId,
    /// A place in the site: `index.html`, `sources/s003.html`; relative to the site's root, no leading slash.
    Route,
}
