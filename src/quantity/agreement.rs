//! Does a figure say what its quotation says? Numbers by value, vague words by word, then bounds, then doubt.

use std::collections::BTreeSet;

use super::bounds::{Hedge, Qualifier};
use super::digits::{ascii_digit, char_at, is_decimal_mark, is_group_mark};
use super::lexer::{Kind, tokens};
use super::mentions::{Mention, scan};
use super::number::Number;
use super::numeral::digit_run;
use super::value::Quantity;

/// How a value expression relates to the words it was taken from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    Agrees,
    /// The number (or the vague word) is not in the quotation; these numbers are, in ascending order.
    NumberMissing {
        numbers_found: Vec<Number>,
    },
    /// The quotation bounds the number ("at least 25"), the value does not ("25").
    QualifierDropped {
        quote_has: Qualifier,
    },
    /// The value bounds the number otherwise than the quotation, or where the quotation does not (`quote_has: Exact`).
    QualifierDiffers {
        quote_has: Qualifier,
        value_has: Qualifier,
    },
    /// The quotation doubts the number, the value does not.
    HedgeDropped {
        quote_has: Hedge,
    },
    /// The value doubts the number otherwise than the quotation, or where the quotation does not (`None`).
    HedgeDiffers {
        quote_has: Option<Hedge>,
        value_has: Hedge,
    },
    /// The quotation's language is unknown and may say the number in words.
    CannotTell,
}

/// Compares a value with an English quotation. Where the number occurs more than once, the best fit counts; where more
/// than one thing is wrong, the gravest is told.
pub fn occurs_in(quantity: &Quantity, quote: &str) -> Agreement {
    let said: Vec<Mention> = scan(quote).into_iter().filter(|mention| mention.kind.is_quantity()).collect();
    if quantity.numbers.len() == 2 {
        return range_in(quantity, &said);
    }
    let fits = (0..said.len()).filter_map(|index| compare(quantity, &said, index, quote));
    match fits.min_by_key(Agreement::gravity) {
        Some(fit) => fit,
        None if quantity.is_exactly_one() && says_one(quote, &said) => Agreement::Agrees,
        None => Agreement::NumberMissing { numbers_found: numbers_of(&said) },
    }
}

/// Compares only the digits of any script, for a quotation in a language whose words are not known. Thousands and
/// decimal marks are read in every way in use. A number that the language may say in words gives `CannotTell`.
pub fn occurs_in_numbers_only(quantity: &Quantity, quote: &str) -> Agreement {
    let readings = readings(quote);
    let missing: Vec<Number> = quantity.numbers.iter().copied().filter(|number| !readings.contains(number)).collect();
    // Small numbers and round ones ("1,3 млн") are often said in words.
    let is_round = |number: &Number| number.divided_by(100).is_some_and(Number::is_whole);
    let may_be_words = |number: &Number| *number <= Number::from(12) || is_round(number);
    if quantity.vague.is_some() || readings.is_empty() || (!missing.is_empty() && missing.iter().all(may_be_words)) {
        return Agreement::CannotTell;
    }
    if missing.is_empty() {
        Agreement::Agrees
    } else {
        Agreement::NumberMissing { numbers_found: readings.into_iter().collect() }
    }
}

impl Agreement {
    /// Lower is better.
    fn gravity(&self) -> u8 {
        match self {
            Agreement::Agrees => 0,
            Agreement::CannotTell => 1,
            Agreement::HedgeDiffers { .. } => 2,
            Agreement::QualifierDiffers { .. } => 3,
            Agreement::HedgeDropped { .. } => 4,
            Agreement::QualifierDropped { .. } => 5,
            Agreement::NumberMissing { .. } => 6,
        }
    }
}

impl Quantity {
    fn is_exactly_one(&self) -> bool {
        self.qualifier == Qualifier::Exact && self.numbers == [Number::ONE]
    }
}

/// How one mention of the quotation fits, if it is of the same number or the same vague word.
fn compare(quantity: &Quantity, said: &[Mention], index: usize, quote: &str) -> Option<Agreement> {
    let mention = said.get(index)?;
    let same = match &quantity.vague {
        Some(words) => mention.vague.as_ref() == Some(words),
        None => quantity.numbers.first() == Some(&mention.value) && (mention.vague.is_none() || is_dozen(mention)),
    };
    if !same {
        return None;
    }
    let shared = index
        .checked_sub(1)
        .and_then(|before| said.get(before))
        .filter(|before| is_coordinated(before, mention, quote));
    let shares_qualifier =
        mention.qualifier == Qualifier::Exact && shared.is_some_and(|before| before.qualifier == quantity.qualifier);
    let qualifier = if shares_qualifier { quantity.qualifier } else { mention.qualifier };
    Some(judge(quantity, qualifier, mention.hedge))
}

fn is_dozen(mention: &Mention) -> bool {
    mention.vague.as_deref().is_some_and(|words| words.ends_with("dozen"))
}

fn judge(quantity: &Quantity, qualifier: Qualifier, hedge: Option<Hedge>) -> Agreement {
    let worst = [
        match (qualifier, quantity.qualifier) {
            (said, value) if said == value => Agreement::Agrees,
            (quote_has, Qualifier::Exact) => Agreement::QualifierDropped { quote_has },
            (quote_has, value_has) => Agreement::QualifierDiffers { quote_has, value_has },
        },
        match (hedge, quantity.hedge) {
            (said, value) if said == value => Agreement::Agrees,
            (Some(quote_has), None) => Agreement::HedgeDropped { quote_has },
            (quote_has, Some(value_has)) => Agreement::HedgeDiffers { quote_has, value_has },
            (None, None) => Agreement::Agrees,
        },
    ];
    worst.into_iter().max_by_key(Agreement::gravity).unwrap_or(Agreement::Agrees)
}

/// Both ends of a range, one after the other.
fn range_in(quantity: &Quantity, said: &[Mention]) -> Agreement {
    let ends = quantity.numbers.as_slice();
    let pairs = said.windows(2).filter(|pair| pair.iter().map(|mention| mention.value).eq(ends.iter().copied()));
    let fits = pairs.filter_map(|pair| pair.first()).map(|mention| judge(quantity, mention.qualifier, mention.hedge));
    fits.min_by_key(Agreement::gravity).unwrap_or_else(|| Agreement::NumberMissing { numbers_found: numbers_of(said) })
}

/// "At least 39 people were killed and 120 were injured": the qualifier may govern both.
fn is_coordinated(before: &Mention, mention: &Mention, quote: &str) -> bool {
    let between = quote.get(before.span.end..mention.span.start).unwrap_or("");
    let words: Vec<&str> = between.split_whitespace().collect();
    words.last() == Some(&"and")
        || (words.contains(&"and") && words.len() <= 6 && !between.contains(['.', ';', ':', ',']))
}

/// One thing may be said without a number: "one of them a child"; or, where nothing else is counted, "a missile".
fn says_one(quote: &str, said: &[Mention]) -> bool {
    let tokens = tokens(quote);
    let before = |at: usize| at.checked_sub(1).and_then(|before| tokens.get(before));
    tokens.iter().enumerate().any(|(at, token)| {
        let is_article = said.is_empty() && (token.is_word("a") || token.is_word("an"));
        is_article || (token.is_word("one") && !before(at).is_some_and(|before| before.is_word("no")))
    })
}

/// Each number once, in ascending order.
fn numbers_of(said: &[Mention]) -> Vec<Number> {
    let counted = said.iter().filter(|mention| mention.vague.is_none());
    counted.map(|mention| mention.value).collect::<BTreeSet<Number>>().into_iter().collect()
}

/// Every number a text in an unknown language may contain; dates and times written in digits, and codes, are left out.
fn readings(text: &str) -> BTreeSet<Number> {
    let mut readings = BTreeSet::new();
    let mut at = 0;
    for token in tokens(text) {
        let begins_in_digit = char_at(text, token.span.start).and_then(ascii_digit).is_some();
        let skipped = match token.kind {
            Kind::Date | Kind::Time => true,
            Kind::Identifier => !begins_in_digit,
            _ => false,
        };
        if skipped {
            at = at.max(token.span.end);
        } else if begins_in_digit && token.span.start >= at {
            let groups = groups(text, token.span.start);
            at = groups.last().map_or(token.span.end, |group| group.end);
            read(&groups, &mut readings);
        }
    }
    readings
}

/// Digits with the mark before them, and where they end.
struct Group {
    mark: Option<char>,
    digits: String,
    end: usize,
}

/// Digits parted by single spaces or by marks that stand between thousands or before decimals.
fn groups(text: &str, mut at: usize) -> Vec<Group> {
    let mut groups = Vec::new();
    let mut mark = None;
    loop {
        let (end, digits) = digit_run(text, at);
        groups.push(Group { mark, digits, end });
        mark = char_at(text, end).filter(|mark| *mark == ' ' || is_group_mark(*mark) || is_decimal_mark(*mark));
        let Some(joint) = mark else { return groups };
        at = end + joint.len_utf8();
        if char_at(text, at).and_then(ascii_digit).is_none() {
            return groups;
        }
    }
}

/// The numbers digits can be: groups of three joined, a group after a comma or point as decimals. What can be joined is
/// not taken apart, so that `1.300` is 1300 or 1.3, never 300.
fn read(groups: &[Group], readings: &mut BTreeSet<Number>) {
    let mut rest = groups;
    while let Some((first, after)) = rest.split_first() {
        let mark = after.first().and_then(|group| group.mark);
        let may_join = first.digits.len() <= 3 && !first.digits.starts_with('0');
        let joins = |group: &&Group| may_join && group.mark == mark && group.digits.len() == 3;
        let joined = after.iter().take_while(joins).count();
        let (thousands, others) = after.split_at(joined);
        let whole = thousands.iter().fold(first.digits.clone(), |whole, group| whole + &group.digits);
        let fraction = others.first().filter(|group| is_decimal(group));
        readings.extend(Number::from_digits(&whole, fraction.map_or("", |group| &group.digits)));
        if let [only] = thousands
            && is_decimal(only)
        {
            readings.extend(Number::from_digits(&first.digits, &only.digits));
        }
        rest = others.get(usize::from(fraction.is_some())..).unwrap_or(&[]);
    }
}

fn is_decimal(group: &Group) -> bool {
    group.mark.is_some_and(|mark| mark == ',' || is_decimal_mark(mark))
}
