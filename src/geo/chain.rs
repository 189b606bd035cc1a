//! Joining pieces end to end: what tiles cut apart becomes rings and long lines again.

use std::collections::BTreeMap;

/// A point of the basemap's grid.
pub type GridPoint = (i32, i32);

/// Directed pieces joined into closed rings. The pieces of a sound set leave every point as often as they reach it; a
/// piece without a follower simply ends its ring. `around` is the grid's width when the ring may run around the Earth:
/// points that far apart are one.
pub fn rings(pieces: Vec<Vec<GridPoint>>, around: Option<i32>) -> Vec<Vec<GridPoint>> {
    let key = |point: GridPoint| (around.map_or(point.0, |width| point.0.rem_euclid(width)), point.1);
    let mut leaving: BTreeMap<GridPoint, Vec<usize>> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate().rev() {
        if let Some(&first) = piece.first() {
            leaving.entry(key(first)).or_default().push(index);
        }
    }
    let mut used = vec![false; pieces.len()];
    let mut rings = Vec::new();
    for start in 0..pieces.len() {
        let mut ring: Vec<GridPoint> = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next {
            let (Some(piece), Some(mark)) = (pieces.get(index), used.get_mut(index)) else { break };
            if std::mem::replace(mark, true) {
                break;
            }
            // Over the seam the next piece is a whole turn away.
            let turn = match (around, ring.last(), piece.first()) {
                (Some(width), Some(end), Some(first)) => (end.0 - first.0 + width / 2).div_euclid(width) * width,
                _ => 0,
            };
            ring.extend(piece.iter().skip(usize::from(!ring.is_empty())).map(|p| (p.0 + turn, p.1)));
            next = ring.last().and_then(|&end| {
                let waiting = leaving.get_mut(&key(end))?;
                // A ring's first piece still waits at its start: whatever is used is passed over.
                while let Some(index) = waiting.pop() {
                    if !used_before(&used, index) {
                        return Some(index);
                    }
                }
                None
            });
        }
        if ring.len() > 2 {
            rings.push(ring);
        }
    }
    rings
}

fn used_before(used: &[bool], index: usize) -> bool {
    used.get(index).copied().unwrap_or(true)
}

/// Lines joined wherever exactly one ends and one begins; where three meet, all end.
pub fn lines(pieces: Vec<Vec<GridPoint>>) -> Vec<Vec<GridPoint>> {
    let mut ends: BTreeMap<GridPoint, (u32, u32, usize)> = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let (Some(&first), Some(&last)) = (piece.first(), piece.last()) else { continue };
        let leaving = ends.entry(first).or_default();
        leaving.0 += 1;
        leaving.2 = index;
        ends.entry(last).or_default().1 += 1;
    }
    let follower = |point: GridPoint| ends.get(&point).filter(|(out, into, _)| (*out, *into) == (1, 1)).map(|e| e.2);
    let begins = |piece: &Vec<GridPoint>| piece.first().is_some_and(|&p| follower(p).is_none());
    // Lines that begin somewhere come first; what is left are loops.
    let order = (0..pieces.len()).filter(|&i| pieces.get(i).is_some_and(begins)).chain(0..pieces.len());
    let mut used = vec![false; pieces.len()];
    let mut joined = Vec::new();
    for start in order.collect::<Vec<_>>() {
        let mut line: Vec<GridPoint> = Vec::new();
        let mut next = Some(start);
        while let Some(index) = next {
            let (Some(piece), Some(used)) = (pieces.get(index), used.get_mut(index)) else { break };
            if std::mem::replace(used, true) {
                break;
            }
            line.extend(piece.iter().skip(usize::from(!line.is_empty())));
            next = line.last().and_then(|&end| follower(end));
        }
        if line.len() > 1 {
            joined.push(line);
        }
    }
    joined
}
