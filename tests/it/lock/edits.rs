//! What is edited by hand in a lock is told of: the smallest edit of any field, with captures and without.

use onrecord::lock::{Lock, quotation_key};
use onrecord::relock::relock;
use serde_json::Value;

use super::{LOCK, is_stale, project};
use crate::project::Project;

/// The program's lock of the project.
fn locked() -> Lock {
    let lock = relock(&project().build().compiled.manuscript).expect("a lock").lock.to_text();
    Lock::parse(&lock).expect("what was written")
}

/// The project without its captures.
fn clone() -> Project {
    project().remove("content/captures/office.txt").remove("content/captures/post.txt")
}

/// Every field of a lock as a path, entries and lists gone through.
fn fields(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                found.push(format!("{path}/{key}"));
                fields(value, &format!("{path}/{key}"), found);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                fields(value, &format!("{path}/{at}"), found);
            }
            found.push(path.to_owned());
        }
        _ => {}
    }
}

/// A word or a digest with another letter or digit at a place.
fn changed(text: &str, back: usize) -> String {
    let letters: Vec<(usize, char)> =
        text.char_indices().filter(|(_, letter)| letter.is_ascii_alphanumeric()).collect();
    let Some((at, letter)) = letters.iter().rev().nth(back.min(letters.len().saturating_sub(1))) else {
        return format!("{text}x");
    };
    let other = match letter {
        '9' => '8',
        'z' | 'f' => 'a',
        letter => char::from(u8::try_from(*letter).expect("ASCII") + 1),
    };
    format!("{}{other}{}", &text[..*at], &text[at + 1..])
}

/// The ways of editing one value.
fn edits(value: &Value) -> Vec<Value> {
    match value {
        Value::String(text) => {
            let classes = ["exact", "typographic", "editorial", "repaired"];
            match classes.contains(&&**text) {
                true => classes.into_iter().filter(|class| class != text).map(Value::from).collect(),
                false => {
                    vec![changed(text, 0).into(), changed(text, text.len() / 2).into(), format!("{text} x").into()]
                }
            }
        }
        Value::Number(number) => vec![(number.as_u64().expect("a number") + 1).into(), 0.into()],
        Value::Array(list) if list.is_empty() => vec![vec!["negation before"].into()],
        Value::Array(_) => vec![Value::Array(Vec::new()), vec!["question before"].into()],
        // An entry or a source under another name.
        _ => Vec::new(),
    }
}

/// The lock with the field at a path changed, as a file.
fn edited(lock: &Value, path: &str, to: Option<&Value>) -> String {
    let mut lock = lock.clone();
    match to {
        Some(to) => *lock.pointer_mut(path).expect("a field") = to.clone(),
        None => {
            let (parent, name) = path.rsplit_once('/').expect("a path");
            let parent = lock.pointer_mut(parent).and_then(Value::as_object_mut).expect("a map");
            let value = parent.remove(name).expect("there");
            parent.insert(changed(name, 0), value);
        }
    }
    serde_yaml::to_string(&lock).expect("YAML")
}

#[test]
fn each_edit_of_each_field_is_an_error_with_captures_and_without() {
    let lock = serde_json::to_value(locked()).expect("a value");
    let (mut desk, mut clone) = (project(), clone());
    for project in [&mut desk, &mut clone] {
        project.put(LOCK, locked().to_text());
        assert!(project.build().errors().is_empty(), "{}", project.build().report());
    }
    let mut paths = Vec::new();
    fields(&lock, "", &mut paths);
    let entries = paths.iter().filter(|path| path.contains("/quotations/"));
    assert!(entries.count() > 60, "{paths:#?}");
    let mut count = 0;
    for path in paths {
        let value = lock.pointer(&path).expect("a field");
        let renamed = value.is_object() && path.matches('/').count() > 1;
        let ways = edits(value).into_iter().map(Some).chain(renamed.then_some(None));
        for way in ways.filter(|way| way.as_ref() != Some(value)) {
            let text = edited(&lock, &path, way.as_ref());
            for project in [&mut desk, &mut clone] {
                project.put(LOCK, text.clone());
                let built = project.build();
                // What is no word of the format any more cannot be read; all else is forged.
                let is_told = |errors: Vec<&str>| errors.contains(&"lock-forged") || errors.contains(&"yaml-syntax");
                assert!(is_told(built.errors()), "{path}: {way:?}\n{}", built.report());
            }
            count += 1;
        }
    }
    assert!(count > 120, "{count}");
}

#[test]
fn a_line_that_is_gone_or_was_never_written_is_an_error() {
    let lock = locked().to_text();
    let (mut desk, mut clone) = (project(), clone());
    for (from, to) in [
        ("version: 3", "version: 2"),
        ("        class: exact\n", ""),
        ("        class: exact\n", "        class: exact\n        words: word for word\n"),
        ("        fragment: text=nine%20passengers%20were%20injured\n", ""),
        ("        segments: 2\n", ""),
        ("        sentence: []\n", ""),
        ("    sketch: ", "    text: 0123456789abcdef01234567\n    sketch: "),
    ] {
        assert!(lock.contains(from), "{from}");
        for project in [&mut desk, &mut clone] {
            project.put(LOCK, lock.replacen(from, to, 1));
            assert!(!project.build().errors().is_empty(), "{from:?} {to:?}");
        }
    }
}

#[test]
fn an_entry_rewritten_with_its_digest_is_found_where_the_capture_is() {
    type Rewriting = fn(&mut onrecord::lock::LockedQuotation);
    // Each of these is a lock that verifies against itself: only the capture knows better.
    let rewritings: [(&str, Rewriting); 5] = [
        ("prefix", |entry| entry.prefix = entry.prefix.replace("According to", "Against")),
        ("suffix", |entry| entry.suffix = entry.suffix.replace("closed", "open")),
        ("place", |entry| (entry.start, entry.end) = (entry.start + 1, entry.end + 1)),
        ("fragment", |entry| entry.fragment = String::new()),
        ("sentence", |entry| entry.sentence = Some(Vec::new())),
    ];
    for (field, rewrite) in rewritings {
        let (mut lock, before) = (locked(), locked());
        lock.sources.values_mut().flat_map(|source| source.quotations.values_mut()).for_each(rewrite);
        assert_ne!(lock, before, "{field}");
        let rewritten = lock.sealed().to_text();
        assert!(is_stale(&project().file(LOCK, &rewritten).build()), "{field}");
        let clone = clone().file(LOCK, rewritten).build_cold();
        assert!(!clone.errors().contains(&"lock-forged"), "{field}: {}", clone.report());
    }
}

#[test]
fn a_quotation_and_its_entry_rewritten_together_are_found_where_the_capture_is() {
    let mut lock = locked();
    let office = lock.sources.get_mut("office").expect("locked");
    let key = quotation_key("nine passengers were injured", None);
    let mut entry = office.quotations.remove(&key).expect("an entry");
    entry.exact = "four passengers were injured".to_owned();
    entry.fragment = entry.fragment.replace("nine", "four");
    office.quotations.insert(quotation_key("four passengers were injured", None), entry);
    let lock = lock.sealed().to_text();
    let page =
        "---\ntitle: \"The ferry Estela\"\n---\n\nFour were injured.[^injured]\n\n[^injured]:\n    @office#injured\n";
    let lie = |project: Project| {
        let source = project.text("content/sources/office.md").replace("nine passengers", "four passengers");
        let source = source.replace("value: \"nine\"", "value: \"four\"");
        project.file("content/sources/office.md", source).file("content/index.md", page).file(LOCK, &lock)
    };
    let desk = lie(project()).build();
    assert!(desk.errors().contains(&"quote-number-altered"), "{}", desk.report());
    assert!(!lie(clone()).build().errors().contains(&"lock-forged"), "nobody can tell there");
}

#[test]
fn the_rest_of_a_merge_is_said_to_be_that() {
    let lock = locked().to_text();
    let merged = lock.replacen(
        "        class: exact\n",
        "<<<<<<< ours\n        class: exact\n=======\n        class: editorial\n>>>>>>> theirs\n",
        1,
    );
    for mut project in [project(), clone()] {
        project.put(LOCK, &merged);
        let report = project.build().report_of("yaml-syntax");
        assert!(report.contains("the lock holds the conflict markers of a merge"), "{report}");
        assert!(report.contains("keep either side and run it again"), "{report}");
    }
    let on_disk = clone().file(LOCK, &merged).on_disk();
    let ran = on_disk.onrecord(&["lock"]);
    assert!(ran.code == Some(1) && ran.stderr.contains("such as one side of the merge"), "{}", ran.stderr);
    let on_disk = project().file(LOCK, &merged).on_disk();
    assert_eq!(on_disk.onrecord(&["lock"]).code, Some(0));
    assert_eq!(std::fs::read_to_string(on_disk.path(LOCK)).expect("a lock"), lock);
}
