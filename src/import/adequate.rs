//! Whether what was taken for the article is the article: against the page's own summary, and against what was left out.

use dom_query::Document;

use super::blocks::Block;
use super::json_ld;

/// Left out of the prose, in hundredths, from which on it is told.
const MUCH: usize = 40;
/// Letters of a paragraph.
const LONG: usize = 80;
/// Letters of a page that says something.
const LITTLE: usize = 120;
/// Words in a row by which a text is known again.
const RUN: usize = 8;

/// Says what was left out, where that may be the article.
pub fn judge(document: &Document, all: &[Block], article: &[&Block], remarks: &mut Vec<String>) {
    let is_taken = |block: &Block| article.iter().any(|taken| std::ptr::eq(*taken, block));
    let is_prose = |block: &&Block| block.letters >= LONG && block.linked * 2 < block.letters;
    let left: Vec<(usize, &Block)> =
        all.iter().enumerate().filter(|(_, block)| is_prose(block) && !is_taken(block)).collect();
    let letters = |blocks: &[&Block]| blocks.iter().map(|block| block.letters).sum::<usize>();
    let (taken, lost) = (letters(article), left.iter().map(|(_, block)| block.letters).sum::<usize>());
    if let Some((at, first)) = left.first().filter(|_| lost * 100 > (taken + lost) * MUCH) {
        let head: String = first.text.chars().take(70).collect();
        remarks.push(format!(
            "{} paragraph(s) of the page were left out, more than {MUCH} in a hundred of its prose; the first (block {} of {}) begins “{head}”: if they \
             are the article, paste its text into a .txt file and import that",
            left.len(),
            at + 1,
            all.len()
        ));
    }
    links_below_headline(all, article, remarks);
    if taken < LITTLE {
        remarks.push(format!(
            "hardly any text was found ({taken} letters): the page may be filled in by scripts; save it from a browser that shows it, with all that is on it"
        ));
    }
    if json_ld::bodies(document).iter().any(|body| is_absent(body, article)) {
        remarks.push(
            "the page's own `articleBody` (JSON-LD) is not what was taken for the article: read the capture; what a browser shows may be more"
                .to_owned(),
        );
    }
    for (name, summary) in summaries(document) {
        let first: Vec<&str> = summary.split_whitespace().take(8).collect();
        let words = first.join(" ");
        let has = |block: &Block| block.text.contains(&words);
        if first.len() == 8
            && !article.iter().any(|block| has(block))
            && all.iter().any(|block| has(block) && !is_taken(block))
        {
            remarks.push(format!(
                "the page's {name} begins “{words}”, which stands in what was left out: read the capture"
            ));
        }
    }
}

/// Lines between the headline and the first paragraph, from which on the text is far from its headline.
const FAR: usize = 12;

/// Between a headline and a first paragraph that stands far below it, what leads elsewhere may be all that the page has to say.
fn links_below_headline(all: &[Block], article: &[&Block], remarks: &mut Vec<String>) {
    let is_taken = |block: &Block| article.iter().any(|taken| std::ptr::eq(*taken, block));
    let Some(headline) = all.iter().position(|block| block.heading == Some(1) && is_taken(block)) else { return };
    let below = all.get(headline + 1..).unwrap_or_default();
    let is_prose =
        |block: &Block| block.letters >= LONG && block.linked * 2 < block.letters && !block.comment && !block.notice;
    let far = below.iter().position(|block| is_prose(block) && is_taken(block)).unwrap_or(below.len());
    let between = below.get(..far).unwrap_or_default();
    let mut left = between.iter().filter(|block| !is_taken(block) && !block.aside && block.linked * 2 > block.letters);
    if let Some(first) = left.next().filter(|_| far > FAR) {
        let head: String = first.text.chars().take(70).collect();
        remarks.push(format!(
            "no paragraph stands near the headline; {} line(s) below it that are links were left out, the first begins “{head}”: if they are the article, \
             paste its text into a .txt file and import that",
            1 + left.count()
        ));
    }
}

/// Whether neither the beginning of a text, nor its middle, nor its end stands in the article.
fn is_absent(body: &str, article: &[&Block]) -> bool {
    let words: Vec<&str> = body.split_whitespace().collect();
    if words.len() < 4 * RUN {
        return false;
    }
    let runs = [1, 2, 3].map(|part| {
        words.iter().skip(words.len() * part / 4 - RUN / 2).take(RUN).copied().collect::<Vec<_>>().join(" ")
    });
    !runs.iter().any(|run| article.iter().any(|block| block.text.contains(run.as_str())))
}

/// What the page says it is about.
fn summaries(document: &Document) -> Vec<(&'static str, String)> {
    let tags = [("og:description", "meta[property='og:description']"), ("description", "meta[name=description]")];
    let of = |(name, selector): (&'static str, &str)| {
        Some((name, document.select_single(selector).attr("content")?.to_string()))
    };
    tags.into_iter().filter_map(of).collect()
}
