//! The smallest story of a difference: edits, files and lines are dropped as long as a rebuild still differs in the same way.

use std::collections::BTreeSet;

use super::compare::{Difference, Session};
use super::run::{Moment, changed};

/// So often is a smaller story tried.
const TRIES: usize = 500;

struct Shrinker {
    kind: String,
    moments: Vec<Moment>,
    difference: Difference,
    tries: usize,
}

/// Fewer moments, files and lines with a difference of the same kind.
pub fn smallest(moments: Vec<Moment>, difference: &Difference) -> (Vec<Moment>, Difference) {
    let mut shrinker = Shrinker { kind: difference.kind.clone(), moments, difference: difference.clone(), tries: 0 };
    shrinker.drop_moments();
    shrinker.drop_files();
    shrinker.drop_lines();
    shrinker.drop_files();
    (shrinker.moments, shrinker.difference)
}

/// What the rebuild of the last moment gets wrong.
fn at_the_end(moments: &[Moment]) -> Option<Difference> {
    let mut session = Session::default();
    let (last, before) = moments.split_last()?;
    for moment in before {
        session.build(&moment.files, &moment.options);
    }
    session.difference(&last.files, &last.options)
}

impl Shrinker {
    /// Keeps a smaller story if it ends the same way.
    fn try_out(&mut self, moments: Vec<Moment>) -> bool {
        self.tries += 1;
        if self.tries > TRIES {
            return false;
        }
        let found = at_the_end(&moments).filter(|found| found.kind == self.kind);
        let is_kept = found.is_some();
        if let Some(difference) = found {
            (self.moments, self.difference) = (moments, difference);
        }
        is_kept
    }

    fn drop_moments(&mut self) {
        if let [.., before, last] = self.moments.as_slice() {
            let last_two = vec![before.clone(), last.clone()];
            if self.try_out(last_two) {
                return;
            }
        }
        let mut index = 0;
        while index + 1 < self.moments.len() {
            let mut fewer = self.moments.clone();
            fewer.remove(index);
            if !self.try_out(fewer) {
                index += 1;
            }
        }
    }

    fn drop_files(&mut self) {
        for path in paths(&self.moments) {
            let fewer = changed(&self.moments, &path, |_| None);
            self.try_out(fewer);
        }
    }

    /// Halves of a file's lines, then quarters, down to single lines.
    fn drop_lines(&mut self) {
        for path in paths(&self.moments) {
            let mut size = lines(&self.moments, &path).len().div_ceil(2);
            while size > 0 {
                let mut at = 0;
                loop {
                    let lines = lines(&self.moments, &path);
                    let Some(part) = lines.get(at..lines.len().min(at + size)).filter(|part| !part.is_empty()) else {
                        break;
                    };
                    let kept = |text: &str| {
                        let kept = text.split_inclusive('\n').filter(|line| !part.contains(&(*line).to_owned()));
                        Some(kept.collect::<String>())
                    };
                    if !self.try_out(changed(&self.moments, &path, kept)) {
                        at += size;
                    }
                }
                size /= 2;
            }
        }
    }
}

fn paths(moments: &[Moment]) -> Vec<String> {
    let paths = moments.iter().flat_map(|moment| moment.files.iter().map(|file| file.path.to_string()));
    paths.collect::<BTreeSet<String>>().into_iter().collect()
}

fn text(moment: &Moment, path: &str) -> Option<String> {
    moment.files.get(path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned())
}

/// The files that two moments do not share.
pub fn differing(before: &Moment, after: &Moment) -> Vec<String> {
    let mut paths = paths(&[before.clone(), after.clone()]);
    paths.retain(|path| text(before, path) != text(after, path));
    paths
}

/// The different lines that a file has at any moment, in the order in which they appear.
fn lines(moments: &[Moment], path: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for line in moments
        .iter()
        .filter_map(|moment| text(moment, path))
        .flat_map(|text| text.split_inclusive('\n').map(str::to_owned).collect::<Vec<_>>())
    {
        if !all.contains(&line) {
            all.push(line);
        }
    }
    all
}

/// The first project in full, then what each edit changed.
pub fn story(moments: &[Moment]) -> String {
    let Some(first) = moments.first() else { return String::new() };
    let mut out = String::new();
    for file in first.files.iter() {
        out.push_str(&format!("== {}\n{}\n", file.path, String::from_utf8_lossy(&file.bytes).trim_end()));
    }
    for (before, after) in moments.iter().zip(&moments[1..]) {
        out.push_str("== then\n");
        if before.options != after.options {
            out.push_str(&format!("{:?}\n", after.options));
        }
        for path in paths(&[before.clone(), after.clone()]) {
            out.push_str(&change(&path, text(before, &path), text(after, &path)));
        }
    }
    out
}

/// The lines that went and came.
fn change(path: &str, before: Option<String>, after: Option<String>) -> String {
    let (before, after) = match (before, after) {
        (before, after) if before == after => return String::new(),
        (Some(_), None) => return format!("{path} goes\n"),
        (before, after) => (before.unwrap_or_default(), after.unwrap_or_default()),
    };
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let rest = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = rest.take_while(|(old, new)| old == new).count();
    let side = |sign: &str, lines: &[&str]| lines.iter().map(|line| format!("{sign} {line}\n")).collect::<String>();
    format!(
        "{path}, from line {}\n{}{}",
        head + 1,
        side("-", &old[head..old.len() - tail]),
        side("+", &new[head..new.len() - tail])
    )
}
