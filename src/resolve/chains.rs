//! Entries of which each may name one other: where the chains that this makes end, and where they go round in a circle.

/// What follows from the links; entries are known by their index.
pub struct Chains {
    /// Where the chain that begins at each entry ends: at the entry that names no other, or, where it runs into a circle,
    /// at the last one before it would come to an entry twice.
    pub ends: Vec<usize>,
    /// Each circle once, from its first entry on, in the order of the links.
    pub circles: Vec<Vec<usize>>,
}

impl Chains {
    /// Follows every link once: a chain that comes to an entry whose end is known ends there, too.
    pub fn of(next: &[Option<usize>]) -> Chains {
        let mut ends: Vec<Option<usize>> = vec![None; next.len()];
        let mut circles = Vec::new();
        // Where an entry stands in the chain being followed, if it is on one.
        let mut step: Vec<Option<usize>> = vec![None; next.len()];
        for start in 0..next.len() {
            let mut path = Vec::new();
            let mut at = start;
            let end = loop {
                if let Some(known) = ends[at] {
                    break known;
                }
                if let Some(first) = step[at] {
                    let circle = path.split_off(first);
                    let last = circle.last().copied().unwrap_or(at);
                    // On a circle, a chain ends with the entry before the one that it began with.
                    for (index, member) in circle.iter().enumerate() {
                        ends[*member] = Some(if index == 0 { last } else { circle[index - 1] });
                    }
                    circles.push(from_first(circle));
                    break last;
                }
                step[at] = Some(path.len());
                path.push(at);
                match next[at] {
                    Some(target) => at = target,
                    None => break at,
                }
            };
            for member in path {
                ends[member] = Some(end);
            }
        }
        Chains { ends: ends.into_iter().enumerate().map(|(at, end)| end.unwrap_or(at)).collect(), circles }
    }
}

/// The circle, begun with the entry that stands first.
fn from_first(mut circle: Vec<usize>) -> Vec<usize> {
    let first = circle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(index, _)| index);
    circle.rotate_left(first);
    circle
}
