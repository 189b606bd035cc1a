//! The closed lists of words that authors choose from, each with the place in the design it comes from.

/// An enumeration written in kebab-case: `ALL` in order, `as_str`, and `parse` for the exact word.
macro_rules! vocabulary {
    ($($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? })+) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            pub fn parse(word: &str) -> Option<$name> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }

        impl Word for $name {
            const WORDS: &'static [&'static str] = $name::WORDS;
            fn parse(word: &str) -> Option<$name> { $name::parse(word) }
        }
    )+ };
}

/// What people write, and the words of the lists that they mean.
const MEANT: &[(&str, &[&str])] = &[
    ("dead", &["killed"]),
    ("death", &["killed"]),
    ("deaths", &["killed"]),
    ("died", &["killed"]),
    ("fatalities", &["killed"]),
    ("hurt", &["injured"]),
    ("wounded", &["injured"]),
    ("injuries", &["injured"]),
    ("casualties", &["casualties-unspecified"]),
    ("arrested", &["detained"]),
    ("saved", &["rescued"]),
    ("fled", &["displaced"]),
    ("support", &["supports"]),
    ("supported", &["supports"]),
    ("confirms", &["supports"]),
    ("for", &["supports"]),
    ("against", &["disputes"]),
    ("dispute", &["disputes"]),
    ("disputed", &["disputes"]),
    ("denies", &["disputes"]),
    ("contradicts", &["disputes"]),
    ("admits", &["concedes"]),
    ("concede", &["concedes"]),
    ("background", &["context"]),
    ("article", &["news-report"]),
    ("news", &["news-report"]),
    ("newspaper", &["news-report"]),
    ("report", &["news-report", "ngo-report"]),
    ("agency", &["wire"]),
    ("press-release", &["official-statement"]),
    ("statement", &["official-statement"]),
    ("government", &["official-statement"]),
    ("tweet", &["social-post"]),
    ("post", &["social-post"]),
    ("telegram", &["social-post"]),
    ("photo", &["image"]),
    ("picture", &["image"]),
    ("film", &["video"]),
    ("court", &["court-record"]),
    ("witness", &["testimony"]),
    ("blog", &["explainer"]),
];

/// What somebody meant who wrote another word than those of a list.
pub fn meant(word: &str, known: &[&str]) -> Option<&'static str> {
    let word = word.trim_matches(['“', '”', '"', '\'']).to_lowercase().replace([' ', '_'], "-");
    let (_, meant) = MEANT.iter().find(|(said, _)| *said == word)?;
    meant.iter().find(|meant| known.contains(meant)).copied()
}

/// One of a closed list of words.
pub trait Word: Sized {
    const WORDS: &'static [&'static str];
    fn parse(word: &str) -> Option<Self>;
}

vocabulary! {
    /// The letters that a site is set in: those of books, of screens, of newspapers.
    Font { Serif = "serif", Sans = "sans", Newspaper = "newspaper" }
    /// What a claim asserts.
    ClaimKind {
        Event = "event", Quantity = "quantity", Responsibility = "responsibility", Characterisation = "characterisation",
        Statement = "statement", Plan = "plan", Background = "background",
    }
    /// How a piece of evidence stands to its claim.
    Stance { Supports = "supports", Disputes = "disputes", Context = "context", Concedes = "concedes" }
    /// How what is cited bears on a claim: the claim rests on it, is disputed by it, or is read with it. Computed, never
    /// written.
    Bearing { Supports = "supports", Disputes = "disputes", Context = "context" }
    /// What a source is.
    SourceKind {
        Wire = "wire", NewsReport = "news-report", RewriteAggregation = "rewrite-aggregation", Explainer = "explainer",
        OfficialStatement = "official-statement", SocialPost = "social-post", Dataset = "dataset", NgoReport = "ngo-report",
        Video = "video", Image = "image", Interview = "interview", Observation = "observation", Document = "document",
        CourtRecord = "court-record", Testimony = "testimony", Reference = "reference", Unknown = "unknown",
    }
    /// How the publication date is known.
    PublishedBasis {
        BylineDate = "byline-date", Dateline = "dateline", Metadata = "metadata", InferredFromText = "inferred-from-text",
        Unknown = "unknown",
    }
    /// How a translated source was translated.
    Translation { None = "none", Human = "human", Machine = "machine", Unknown = "unknown" }
    /// Whether a source's address still works (Wikipedia's CS1 words).
    UrlStatus {
        Live = "live", Dead = "dead", Deviated = "deviated", Unfit = "unfit", Usurped = "usurped", None = "none",
    }
    /// Whose publication a source is.
    Affiliation {
        Independent = "independent", BelligerentA = "belligerent-a", BelligerentB = "belligerent-b", AllyOf = "ally-of",
        StateMedia = "state-media", Unknown = "unknown",
    }
    /// What became of a source after publication.
    SourceStatus { Current = "current", Corrected = "corrected", Superseded = "superseded", Retracted = "retracted" }
    /// How much of a source's words the site may show.
    Rights { Full = "full", Excerpts = "excerpts", Record = "record" }
    /// Where a statement was made.
    Channel {
        Telegram = "telegram", VideoMessage = "video-message", PressBriefing = "press-briefing", UnscSession = "unsc-session",
        Interview = "interview", SocialMedia = "social-media", Statement = "statement", Unspecified = "unspecified",
    }
    /// How the words stand in the source.
    Speech {
        Direct = "direct", Indirect = "indirect", Narration = "narration", Caption = "caption", Headline = "headline",
    }
    /// What a figure counts.
    Measure {
        Killed = "killed", Injured = "injured", SeriouslyInjured = "seriously-injured", Missing = "missing",
        Detained = "detained", Displaced = "displaced", Evacuated = "evacuated", Rescued = "rescued",
        Applications = "applications", MunitionsLaunched = "munitions-launched",
        MunitionsIntercepted = "munitions-intercepted", MunitionsDelivered = "munitions-delivered",
        DamagedObjects = "damaged-objects", Distance = "distance", CasualtiesUnspecified = "casualties-unspecified",
    }
    /// Which part of the people a figure counts.
    Population {
        Children = "children", Women = "women", Men = "men", Civilians = "civilians", Combatants = "combatants",
        Unknown = "unknown",
    }
    /// What an editorial note does.
    NoteKind {
        Methodology = "methodology", Discrepancy = "discrepancy", Translation = "translation", SourceDamage = "source-damage",
        Terminology = "terminology", Context = "context", Decision = "decision", Correction = "correction",
        Clarification = "clarification", Update = "update", Retraction = "retraction",
    }
    /// Who may read a note.
    Visibility { Public = "public", Internal = "internal" }
    /// What a claimant is.
    ClaimantKind {
        Official = "official", Military = "military", Ministry = "ministry", Police = "police", Prosecutor = "prosecutor",
        Court = "court", Agency = "agency", Company = "company", Hospital = "hospital", Ngo = "ngo", Expert = "expert",
        Witness = "witness", Anonymous = "anonymous", Media = "media", SocialMedia = "social-media",
        Intergovernmental = "intergovernmental", Other = "other",
    }
    /// Where a claimant's interest lies.
    Interest {
        PartyToEvent = "party-to-event", Adversary = "adversary", Ally = "ally", Neutral = "neutral", Unknown = "unknown",
    }
    /// What happened.
    EventKind {
        Strike = "strike", Shelling = "shelling", Attack = "attack", Interception = "interception",
        GroundOperation = "ground-operation", Evacuation = "evacuation", Accident = "accident", Fire = "fire",
        Collapse = "collapse", Flood = "flood", Earthquake = "earthquake", Protest = "protest", Diplomatic = "diplomatic",
        Inquiry = "inquiry", Announcement = "announcement", Other = "other",
    }
    /// What a place is; only buildings and cities are points.
    PlaceKind {
        Building = "building", City = "city", District = "district", Region = "region", Country = "country", Sea = "sea",
        Line = "line",
    }
    /// Whose borders the maps draw.
    Worldview { Un = "un", Ua = "ua", DeFacto = "de-facto" }
    /// One of eight directions; computed, never written.
    Direction {
        North = "north", NorthEast = "north-east", East = "east", SouthEast = "south-east", South = "south",
        SouthWest = "south-west", West = "west", NorthWest = "north-west",
    }
    /// What a site makes of a rule.
    Level { Allow = "allow", Warn = "warn", Deny = "deny" }
    /// What the evidence for a claim amounts to; computed, never written.
    Grade {
        Withdrawn = "withdrawn", Disputed = "disputed", Confirmed = "confirmed", Corroborated = "corroborated",
        OneOrigin = "one-origin", Unattributed = "unattributed",
    }
    /// How a figure stands to the others of its group: alone; its interval meets theirs; an older count of the same origin;
    /// disjoint, later and higher; disjoint; listed and never compared, as `casualties-unspecified` is. Computed, never
    /// written.
    Verdict {
        Only = "only", Compatible = "compatible", Superseded = "superseded", LaterCount = "later-count",
        Disjoint = "disjoint", Listed = "listed",
    }
}

/// Whether `id` is made of `a-z`, `0-9` and `-` alone.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

impl NoteKind {
    /// Notes that change what was published; they are append-only and feed the corrections log.
    pub fn is_correction(self) -> bool {
        matches!(self, NoteKind::Correction | NoteKind::Clarification | NoteKind::Update | NoteKind::Retraction)
    }
}

impl Stance {
    /// What it makes of the claim: who concedes a thing says it, too.
    pub fn bearing(self) -> Bearing {
        match self {
            Stance::Supports | Stance::Concedes => Bearing::Supports,
            Stance::Disputes => Bearing::Disputes,
            Stance::Context => Bearing::Context,
        }
    }

    /// Whether it speaks for the claim.
    pub fn is_support(self) -> bool {
        self.bearing() == Bearing::Supports
    }
}

impl Grade {
    /// The grade as readers see it.
    pub fn words(self) -> &'static str {
        match self {
            Grade::OneOrigin => "one origin",
            other => other.as_str(),
        }
    }
}
