//! What governs some words of a sentence from outside of them: a row of pieces before them, after them, or left out between.
//!
//! A turn governs what follows it in its clause, and what stands behind "that". A clause of its own (between commas, dashes or
//! brackets; opened by "which", "although") turns nothing outside itself, but for a condition. Where two readings are
//! possible, the words are taken to be governed: the author can quote one word more.

use std::ops::Range;

use crate::reading::{ClauseWord, Piece, PieceKind, Turn};

/// A turn with the bytes of the words that make it.
pub(super) type Turned = (Turn, Range<usize>);

/// Words of an aside that names who speaks.
const LONGEST_ASIDE: usize = 7;

fn is_clause(piece: Option<&Piece>, word: ClauseWord) -> bool {
    piece.is_some_and(|piece| piece.kind == PieceKind::Clause(word))
}

fn is_turn(piece: Option<&Piece>, turn: Turn) -> bool {
    piece.is_some_and(|piece| piece.kind == PieceKind::Turn(turn))
}

fn is_number(piece: Option<&Piece>) -> bool {
    piece.is_some_and(|piece| piece.kind == PieceKind::Number)
}

fn stop(piece: &Piece) -> Option<char> {
    if let PieceKind::Stop(mark) = piece.kind { Some(mark) } else { None }
}

fn is_dash(mark: char) -> bool {
    matches!(mark, '—' | '–')
}

fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›')
}

/// Whether a mark parts clauses.
fn parts(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '(' | ')' | '،' | '؛') || is_dash(mark)
}

fn is_comma(piece: Option<&Piece>) -> bool {
    piece.and_then(stop).is_some_and(|mark| matches!(mark, ',' | '،'))
}

fn turn_of(piece: &Piece) -> Option<Turn> {
    match piece.kind {
        PieceKind::Turn(turn) => Some(turn),
        _ => None,
    }
}

fn add(found: &mut Vec<Turned>, turn: Turn, span: &Range<usize>) {
    if !found.iter().any(|(known, _)| *known == turn) {
        found.push((turn, span.clone()));
    }
}

/// What governs the words `quoted` from `head`, which stands before them in their sentence.
pub(super) fn before(head: &[Piece], quoted: &[Piece], language: &str) -> Vec<Turned> {
    let mut found = Vec::new();
    if is_number(quoted.first()) {
        bounded_before(head, language, &mut found);
    }
    if let Some(last) = head.last().filter(|last| last.kind == PieceKind::Clause(ClauseWord::Without)) {
        add(&mut found, Turn::Negation, &last.span);
    }
    // "Had it struck the bridge, | …".
    if let Some(first) = head.first().filter(|first| is_clause(Some(first), ClauseWord::Inverted))
        && head.iter().any(|piece| is_comma(Some(piece)))
    {
        add(&mut found, Turn::Condition, &first.span);
    }
    let open = without_asides(head, language, &mut found);
    introduced(&open, &mut found);
    governed(&open, quoted.first(), language, &mut found);
    found
}

/// "At least | 25", "20 to | 25", "between 20 and | 25".
fn bounded_before(head: &[Piece], language: &str, found: &mut Vec<Turned>) {
    let [.., earlier, before, last] = pad(head);
    // "at least another 25"; "over the 25 deaths" bounds nothing.
    let skips = language != "en" && last.is_some_and(|last| last.kind == PieceKind::Word);
    for piece in [last, before.filter(|_| skips)].into_iter().flatten() {
        if piece.kind == PieceKind::Turn(Turn::Bound) {
            add(found, Turn::Bound, &piece.span);
        }
    }
    let joins = is_clause(last, ClauseWord::To) || is_clause(last, ClauseWord::Or);
    let joins = joins || last.and_then(stop).is_some_and(|mark| is_dash(mark) || mark == '/');
    let both = is_clause(last, ClauseWord::And) && is_clause(earlier, ClauseWord::Between);
    if let Some(number) = before.filter(|_| is_number(before) && (joins || both)) {
        add(found, Turn::Bound, &number.span);
    }
}

/// The last three pieces, where there are as many.
fn pad(head: &[Piece]) -> [Option<&Piece>; 3] {
    let at = |back: usize| head.len().checked_sub(back).and_then(|at| head.get(at));
    [at(3), at(2), at(1)]
}

/// The head without what stands in it as a clause of its own; a condition that stands there counts.
fn without_asides<'p>(head: &'p [Piece], language: &str, found: &mut Vec<Turned>) -> Vec<&'p Piece> {
    let mut open: Vec<&Piece> = Vec::new();
    let mut at = 0;
    while let Some(piece) = head.get(at) {
        let Some(length) = aside(head, at, language) else {
            open.push(piece);
            at += 1;
            continue;
        };
        let inner = &head[at..at + length];
        let opens = inner.iter().position(|piece| stop(piece).is_none());
        if let Some(first) = opens.and_then(|at| inner.get(at)).filter(|first| is_turn(Some(first), Turn::Condition)) {
            add(found, Turn::Condition, &first.span);
        }
        at += length;
    }
    open
}

/// Whether the word for "that" stands for "which" behind a comma.
fn that_relates(language: &str) -> bool {
    matches!(language, "es" | "fr" | "it" | "pt")
}

/// How many pieces from `at` on are an aside that is closed.
fn aside(row: &[Piece], at: usize, language: &str) -> Option<usize> {
    let first = row.get(at)?;
    let rest = &row[at + 1..];
    let closed = |wanted: &dyn Fn(char) -> bool| rest.iter().position(|piece| stop(piece).is_some_and(wanted));
    match stop(first) {
        Some('(') => closed(&|mark| mark == ')').map(|end| end + 2),
        Some(mark) if is_dash(mark) => closed(&is_dash).map(|end| end + 2),
        Some(',' | '،') => {
            let end = closed(&|mark| matches!(mark, ',' | '،'))?;
            let inner = &rest[..end];
            let speaks = end <= LONGEST_ASIDE && inner.iter().any(|piece| is_turn(Some(piece), Turn::Speech));
            let own = is_clause(inner.first(), ClauseWord::Which) || is_turn(inner.first(), Turn::Condition);
            let own = own || is_clause(inner.first(), ClauseWord::That) && that_relates(language);
            // The comma that closes it may open the next.
            (own || speaks && !inner.iter().any(|piece| is_clause(Some(piece), ClauseWord::That))).then_some(end + 1)
        }
        Some(_) => None,
        None if at == 0 && (is_clause(Some(first), ClauseWord::Which) || is_turn(Some(first), Turn::Condition)) => {
            closed(&|mark| matches!(mark, ',' | '،')).map(|end| end + 2)
        }
        None => None,
    }
}

/// "Allegedly, | …", "According to the office, | …".
fn introduced(open: &[&Piece], found: &mut Vec<Turned>) {
    let Some((last, before)) = open.split_last() else { return };
    if !is_comma(Some(last)) {
        return;
    }
    let start = before.iter().rposition(|piece| stop(piece).is_some()).map_or(0, |at| at + 1);
    let phrase = &before[start..];
    let Some(first) = phrase.first() else { return };
    match turn_of(first) {
        Some(Turn::Hedge) if phrase.len() <= 3 => add(found, Turn::Hedge, &first.span),
        Some(Turn::Speech) if start == 0 => add(found, Turn::Speech, &first.span),
        _ => {}
    }
}

/// Backwards from the quoted words to where their clause begins.
fn governed(open: &[&Piece], next: Option<&Piece>, language: &str, found: &mut Vec<Turned>) {
    let mut behind_that = is_clause(next, ClauseWord::That);
    let mut after = next;
    let mut is_near = true;
    for (at, piece) in open.iter().enumerate().rev() {
        let leads_on = is_clause(after, ClauseWord::That);
        match piece.kind {
            PieceKind::Clause(ClauseWord::That) => behind_that = true,
            PieceKind::Clause(ClauseWord::And) if !leads_on => return,
            PieceKind::Clause(ClauseWord::Which) if !behind_that => return,
            PieceKind::Stop(mark) if is_quote(mark) => {}
            PieceKind::Stop(':') if is_near => {}
            PieceKind::Stop(mark) if parts(mark) => {
                // "He said, "nine …"".
                let speaks = is_near && open.get(at + 1).and_then(|piece| stop(piece)).is_some_and(is_quote);
                if !leads_on && !speaks {
                    return;
                }
            }
            PieceKind::Turn(Turn::Condition) => {
                let begins = at == 0 || open.get(at - 1).is_some_and(|piece| turn_of(piece).is_none());
                let starts = at == 0 || open.get(at - 1).and_then(|piece| stop(piece)).is_some();
                if starts || begins && language == "en" {
                    add(found, Turn::Condition, &piece.span);
                }
            }
            PieceKind::Turn(Turn::Speech) if !behind_that && !is_near => {}
            // A bound is of its number.
            PieceKind::Turn(Turn::Bound) => {}
            PieceKind::Turn(turn) => add(found, turn, &piece.span),
            _ => {}
        }
        is_near = is_near && stop(piece).is_some();
        after = Some(piece);
    }
}

/// What governs the words `quoted` from `tail`, which stands after them in their sentence.
pub(super) fn after(quoted: &[Piece], tail: &[Piece], language: &str) -> Vec<Turned> {
    let mut found = Vec::new();
    if is_number(quoted.last()) {
        bounded_after(tail, &mut found);
    }
    let asked = tail.iter().rev().find(|piece| stop(piece).is_none_or(|mark| !is_quote(mark)));
    if let Some(mark) = asked.filter(|piece| matches!(stop(piece), Some('?' | '؟'))) {
        add(&mut found, Turn::Question, &mark.span);
    }
    let tail = &tail[tail.iter().take_while(|piece| stop(piece).is_some_and(is_quote)).count()..];
    if matches!(tail.first().and_then(stop), Some('?' | '؟')) {
        add(&mut found, Turn::Question, &tail[0].span);
    }
    if is_comma(tail.first()) {
        remarked(&tail[1..], &mut found);
        return found;
    }
    // "struck the quay" | "nicht": in some languages the word comes last.
    let late = if matches!(language, "de" | "tr") { 3 } else { 0 };
    // In Turkish the verb stands behind what is denied.
    let nearest = if language == "tr" { 0 } else { 1 };
    for (at, piece) in tail.iter().enumerate() {
        match piece.kind {
            PieceKind::Stop(mark) if parts(mark) || matches!(mark, '.' | '!' | '\n') => break,
            PieceKind::Clause(ClauseWord::And | ClauseWord::Which | ClauseWord::That | ClauseWord::Without) => break,
            PieceKind::Turn(Turn::Negation) if at <= late => add(&mut found, Turn::Negation, &piece.span),
            PieceKind::Turn(Turn::Denial) if (nearest..=3).contains(&at) => add(&mut found, Turn::Denial, &piece.span),
            PieceKind::Turn(Turn::Hedge) if at <= 1 => add(&mut found, Turn::Hedge, &piece.span),
            // "only if", "even if".
            PieceKind::Turn(Turn::Condition) if at <= 1 => add(&mut found, Turn::Condition, &piece.span),
            PieceKind::Turn(Turn::Speech) if at == 0 && stop_before(quoted) => {
                add(&mut found, Turn::Speech, &piece.span);
            }
            _ => {}
        }
    }
    found
}

/// The quotation holds the comma before "he said".
fn stop_before(quoted: &[Piece]) -> bool {
    quoted.last().and_then(stop).is_some_and(|mark| mark == ',' || is_quote(mark))
}

/// "25 | to 30", "25 | bn", "25 | or more".
fn bounded_after(tail: &[Piece], found: &mut Vec<Turned>) {
    let Some(first) = tail.first() else { return };
    let range = is_clause(Some(first), ClauseWord::To) || stop(first).is_some_and(|mark| is_dash(mark) || mark == '/');
    let ends = tail.get(1).is_none_or(|next| stop(next).is_some());
    match first.kind {
        PieceKind::Clause(ClauseWord::Scale | ClauseWord::More) => add(found, Turn::Bound, &first.span),
        PieceKind::Turn(Turn::Bound) if ends => add(found, Turn::Bound, &first.span),
        _ if range && is_number(tail.get(1)) => add(found, Turn::Bound, &first.span),
        _ => {}
    }
}

/// ", he said", ", the office denied", ", if the count is right": what is said of the words before the comma.
fn remarked(tail: &[Piece], found: &mut Vec<Turned>) {
    let end = tail.iter().position(|piece| stop(piece).is_some_and(parts)).unwrap_or(tail.len());
    let remark: Vec<&Piece> =
        tail[..end].iter().filter(|piece| stop(piece).is_none_or(|mark| !is_quote(mark))).collect();
    let Some(first) = remark.first() else { return };
    if is_clause(Some(first), ClauseWord::And) {
        return;
    }
    let last = remark.iter().rposition(|piece| stop(piece).is_none()).unwrap_or_default();
    for (at, piece) in remark.iter().enumerate() {
        match turn_of(piece) {
            // "…, the office denied", but not "…, which denied him entry".
            Some(Turn::Denial) if at + 1 >= last && at < 10 => add(found, Turn::Denial, &piece.span),
            Some(Turn::Hedge) if at <= 1 && last <= 2 => add(found, Turn::Hedge, &piece.span),
            Some(Turn::Condition) if at == 0 => add(found, Turn::Condition, &piece.span),
            Some(Turn::Speech) if at <= 5 && !is_clause(Some(first), ClauseWord::Which) => {
                add(found, Turn::Speech, &piece.span);
            }
            _ => {}
        }
    }
}

/// What the words `left_out` inside one sentence hide of the words around them.
pub(super) fn hidden(left: &[Piece], left_out: &[Piece], right: &[Piece], language: &str) -> Vec<Turned> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut chunk_start = 0;
    let is_alone = left_out.iter().filter(|piece| stop(piece).is_none()).count() == 1;
    if is_number(right.first())
        && let Some(bound) = left_out.last().filter(|last| is_turn(Some(last), Turn::Bound))
    {
        add(&mut found, Turn::Bound, &bound.span);
    }
    if is_number(left.last()) {
        bounded_after(left_out, &mut found);
    }
    while at < left_out.len() {
        if let Some(length) = aside(left_out, at, language).filter(|_| stop(&left_out[at]).is_some()) {
            // Who says it is said of the kept words, too.
            for piece in &left_out[at..at + length] {
                if matches!(turn_of(piece), Some(Turn::Speech | Turn::Condition)) {
                    add(&mut found, piece_turn(piece), &piece.span);
                }
            }
            at += length;
            chunk_start = at;
            continue;
        }
        let piece = &left_out[at];
        let closed_before = chunk_start > 0 || left_out.first().and_then(stop).is_some();
        match piece.kind {
            PieceKind::Stop(mark) if parts(mark) => chunk_start = at + 1,
            PieceKind::Clause(ClauseWord::Without) if is_alone || at + 2 >= left_out.len() => {
                add(&mut found, Turn::Negation, &piece.span);
            }
            PieceKind::Clause(ClauseWord::Un) if is_alone || at + 1 == left_out.len() => {
                add(&mut found, Turn::Negation, &piece.span);
            }
            PieceKind::Turn(Turn::Bound) => {}
            PieceKind::Turn(turn) => {
                let own = closed_before && stands_alone(&left_out[chunk_start..]);
                if !own || matches!(turn, Turn::Speech | Turn::Condition) {
                    add(&mut found, turn, &piece.span);
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn piece_turn(piece: &Piece) -> Turn {
    turn_of(piece).unwrap_or(Turn::Speech)
}

/// Whether a row begins with a clause that stands by itself and is closed: ", and the office did not say why,".
fn stands_alone(row: &[Piece]) -> bool {
    let Some(end) = row.iter().position(|piece| stop(piece).is_some_and(parts)) else { return false };
    let clause = &row[..end];
    let joins = is_clause(clause.first(), ClauseWord::And)
        && clause.len() >= 4
        && !is_turn(clause.get(1), Turn::Negation)
        && !is_turn(clause.get(1), Turn::Denial);
    joins || is_clause(clause.first(), ClauseWord::Which)
}

/// What the rest of a sentence, left out after kept words, hides of them.
pub(super) fn hidden_after(left: &[Piece], rest: &[Piece]) -> Vec<Turned> {
    let mut found = Vec::new();
    if is_number(left.last()) {
        bounded_after(rest, &mut found);
    }
    let is_alone = rest.iter().filter(|piece| stop(piece).is_none()).count() == 1;
    for piece in rest {
        match piece.kind {
            PieceKind::Clause(ClauseWord::Without | ClauseWord::Un) if is_alone => {
                add(&mut found, Turn::Negation, &piece.span);
            }
            PieceKind::Stop(mark) if parts(mark) && !is_alone => break,
            PieceKind::Clause(ClauseWord::And | ClauseWord::Which | ClauseWord::That | ClauseWord::Without) => break,
            PieceKind::Turn(Turn::Bound | Turn::Speech) => {}
            PieceKind::Turn(turn) => add(&mut found, turn, &piece.span),
            _ => {}
        }
    }
    found
}
