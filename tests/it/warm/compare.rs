//! What a rebuild and a first build of the same project disagree about.

use onrecord::compile::{Memory, compile};
use onrecord::diagnostic::Diagnostic;
use onrecord::files::Files;
use onrecord::options::Options;
use onrecord::output::Output;
use onrecord::site::Route;

use crate::project::Built;

/// The first thing that differs.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The rule or the route: two differences of one kind may have one cause.
    pub kind: String,
    /// What each of the two builds says.
    pub words: String,
}

/// What `serve --watch` holds: one memory, from its start to its end.
#[derive(Default)]
pub struct Session {
    pub memory: Memory,
}

impl Session {
    /// One that does not notice when the answers to a question change.
    pub fn that_forgets(question: &'static str) -> Session {
        Session { memory: Memory::that_forgets(question) }
    }

    /// A rebuild; the first one of a session is a first build.
    pub fn build(&mut self, files: &Files, options: &Options) -> Built {
        Built { files: files.clone(), compiled: compile(files, options, &mut self.memory) }
    }

    /// What a rebuild gets wrong.
    pub fn difference(&mut self, files: &Files, options: &Options) -> Option<Difference> {
        between(&self.build(files, options), &Session::default().build(files, options))
    }
}

/// Findings with all they hold, the report as it is read, every byte, and the manifest.
pub fn between(warm: &Built, cold: &Built) -> Option<Difference> {
    of_findings(warm, cold).or_else(|| match (&warm.compiled.output, &cold.compiled.output) {
        (Some(warm), Some(cold)) => of_outputs(warm, cold),
        (None, None) => None,
        (warm, _) => {
            let words =
                if warm.is_some() { "only the rebuild gives a site" } else { "only a first build gives a site" };
            Some(Difference { kind: "built".to_owned(), words: words.to_owned() })
        }
    })
}

fn of_findings(warm: &Built, cold: &Built) -> Option<Difference> {
    let (mine, theirs) = (&warm.compiled.diagnostics, &cold.compiled.diagnostics);
    if mine == theirs && warm.report() == cold.report() {
        return None;
    }
    let missing: Vec<&Diagnostic> = theirs.iter().filter(|found| !mine.contains(found)).collect();
    let stale: Vec<&Diagnostic> = mine.iter().filter(|found| !theirs.contains(found)).collect();
    let first = missing.first().or(stale.first()).map_or("the order of findings", |found| found.rule);
    let told = |what: &str, list: &[&Diagnostic]| -> String {
        list.iter().map(|found| format!("{what}: {}\n", in_full(found))).collect()
    };
    let words = told("only in a first build", &missing) + &told("only in the rebuild", &stale);
    Some(Difference { kind: first.to_owned(), words })
}

/// A finding with its places as bytes: its report may hide what differs.
fn in_full(found: &Diagnostic) -> String {
    let labels: String = found
        .labels
        .iter()
        .map(|label| format!("; {} {:?} “{}”", label.file, label.span.range(), label.message))
        .collect();
    format!(
        "{}[{}] {} {:?} “{}” ({}){labels} help: {}",
        found.severity.as_str(),
        found.rule,
        found.file,
        found.span.range(),
        found.message,
        found.caption,
        found.help
    )
}

fn of_outputs(warm: &Output, cold: &Output) -> Option<Difference> {
    let routes: Vec<&str> = warm.differing(cold).into_iter().map(Route::as_str).collect();
    // What can be read says most.
    let readable = routes.iter().find(|route| !route.ends_with(".png")).or(routes.first());
    if let Some(route) = readable {
        let words = match (warm.get(route), cold.get(route)) {
            (Some(mine), Some(theirs)) => of_bytes(&mine, &theirs),
            (mine, _) => format!("only {} has it", if mine.is_some() { "the rebuild" } else { "a first build" }),
        };
        return Some(Difference { kind: (*route).to_owned(), words: format!("{words}\nof {}", routes.join(", ")) });
    }
    let (mine, theirs) = (warm.manifest(), cold.manifest());
    let words = || format!("rebuild {:?}\nfirst build {:?}", mine.inputs, theirs.inputs);
    (mine != theirs).then(|| Difference { kind: "build.json".to_owned(), words: words() })
}

/// The surroundings of the first byte that differs.
fn of_bytes(mine: &[u8], theirs: &[u8]) -> String {
    let at = mine.iter().zip(theirs).take_while(|(one, other)| one == other).count();
    let part = |bytes: &[u8]| {
        let (from, to) = (at.saturating_sub(80), (at + 120).min(bytes.len()));
        String::from_utf8_lossy(&bytes[from..to]).into_owned()
    };
    format!("from byte {at}\nrebuild:     …{}…\nfirst build: …{}…", part(mine), part(theirs))
}
