//! What the names, roles, classes and ids of a page's elements say about the text inside them.

use dom_query::{NodeId, NodeRef};
use xxhash_rust::xxh3::xxh3_64;

/// What holds for all text inside an element.
#[derive(Debug, Default, Clone, Copy)]
pub struct Inside {
    pub heading: Option<u8>,
    pub aside: bool,
    pub signature: bool,
    pub caption: bool,
    pub link: bool,
    pub preformatted: bool,
    pub quotation: bool,
    /// In what readers of the page wrote.
    pub comment: bool,
    /// In what its class calls a disclosure, terms, an imprint.
    pub notice: bool,
    /// In an item of a list, a cell of a table, or set as it is.
    pub listed: bool,
    /// The element that holds the one which the text is a block of.
    pub container: Option<NodeId>,
    /// A print of what holds that one, with the class of it: posts of one page have the same.
    pub kin: Option<u64>,
    /// A print of the class of what holds that one: each paragraph may stand in a box of its own, and all boxes are alike.
    pub style: Option<u64>,
}

/// Never shown, or no text of the page's own.
const UNSEEN: &str = "rt rp head title script style noscript template svg canvas video audio iframe object embed select datalist \
    textarea button dialog amp-consent amp-ad amp-sidebar amp-analytics amp-social-share";
const UNSEEN_CLASSES: &str = "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only";

/// Elements that begin a line of their own.
const BLOCKS: &str = "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer \
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary table tbody tfoot thead \
    tr ul amp-img amp-carousel";

/// What is not the article: by element, by role, by a word of a class or id.
const ASIDE_ELEMENTS: &str = "nav aside footer form menu search";
const ASIDE_ROLES: &str = "navigation complementary search dialog alertdialog contentinfo menu menubar banner toolbar";
const ASIDE_WORDS: &str = "ad ads advert advertisement breadcrumb breadcrumbs comments consent cookie cookies gdpr newsletter outbrain \
    promo promoted recommended recommendations related sidebar \
    subscribe subscription taboola trending vjs";
/// Words of a class that mean it only where no prose stands inside: what is above a footer is no footer, and a teaser may be the lead.
const WEAK_WORDS: &str =
    "footer menu modal nav navbar navigation player popup share sharing social teaser teasers toolbar";

/// Words of a class or id that mark what readers wrote, and elements and types of machines' that do.
const COMMENT_WORDS: &str = "comment comments commentlist commenter kommentar kommentare commentaire commentaires comentario comentarios \
    commenti reviews disqus replies discussion";
/// Words of a class that mark what a site says of itself.
const NOTICE_WORDS: &str = "disclosure disclaimer legal imprint impressum";

/// Letters that are prose, in a paragraph or a quotation and outside of links.
const PROSE: usize = 40;
/// Nodes that are looked at for prose.
const MOST_NODES: usize = 2_000;

/// Words of a class or id that mark a byline.
const SIGNATURE_WORDS: &str = "author authors byline date dateline posted published pubdate timestamp";

/// Words of a class that mark what stands below a picture.
const CAPTION_WORDS: &str = "caption credit credits photographer copyright";

fn is_one_of(word: &str, list: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|one| one == word)
}

/// Whether an element of this name begins a line of its own.
pub fn is_block(name: &str) -> bool {
    is_one_of(name, BLOCKS)
}

/// What holds inside `node`, given what holds around it.
pub fn within(node: &NodeRef, name: &str, around: Inside) -> Inside {
    let words = words(node);
    // An id names one place of one page, and says little of what stands there.
    let classes = class_words(node);
    let is_weak = || classes.iter().any(|word| is_one_of(word, WEAK_WORDS)) && !holds_prose(node);
    let has = |list: &str| words.iter().any(|word| is_one_of(word, list));
    let role = node.attr("role").is_some_and(|role| is_one_of(&role, ASIDE_ROLES));
    let whole_page = matches!(name, "" | "html" | "body" | "main" | "article");
    let property = |key: &str| node.attr(key).map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    let signs =
        property("rel").contains("author") || matches!(property("itemprop").as_str(), "author" | "datepublished");
    let kind = || property("itemtype");
    let is_comment = || {
        has(COMMENT_WORDS)
            || matches!(property("itemprop").as_str(), "comment" | "review")
            || kind().ends_with("/comment")
            || kind().ends_with("/review")
    };
    let heading = match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => around.heading,
    };
    Inside {
        heading,
        aside: around.aside
            || (!whole_page && (is_one_of(name, ASIDE_ELEMENTS) || role || has(ASIDE_WORDS) || is_weak())),
        signature: around.signature
            || (!whole_page && (matches!(name, "time" | "address") || signs || has(SIGNATURE_WORDS))),
        caption: around.caption || name == "figcaption" || !whole_page && has(CAPTION_WORDS) && !holds_prose(node),
        link: around.link || name == "a",
        preformatted: around.preformatted || name == "pre",
        quotation: around.quotation || name == "blockquote",
        comment: around.comment || !whole_page && is_comment(),
        notice: around.notice || !whole_page && classes.iter().any(|word| is_one_of(word, NOTICE_WORDS)),
        listed: around.listed || matches!(name, "li" | "dd" | "dt" | "td" | "th" | "pre" | "details"),
        container: if is_block(name) { node.parent().map(|parent| parent.id) } else { around.container },
        kin: if is_block(name) { kin(node) } else { around.kin },
        style: if is_block(name) { style(node) } else { around.style },
    }
}

fn kin(node: &NodeRef) -> Option<u64> {
    let parent = node.parent()?;
    let class = parent.attr("class").filter(|class| !class.trim().is_empty())?;
    Some(xxh3_64(format!("{:?} {class}", parent.parent()?.id).as_bytes()))
}

fn style(node: &NodeRef) -> Option<u64> {
    // The first word says what kind of box it is; the others, how this one looks.
    let class = node.parent()?.attr("class")?;
    Some(xxh3_64(class.split_ascii_whitespace().next()?.as_bytes()))
}

/// Whether an element holds prose: a paragraph or a quotation with some letters that lead nowhere, or is one, or has them itself.
fn holds_prose(node: &NodeRef) -> bool {
    let own: usize = node
        .children_it(false)
        .filter(|child| child.is_text())
        .map(|child| child.text().chars().filter(|letter| letter.is_alphanumeric()).count())
        .sum();
    if own >= PROSE {
        return true;
    }
    let is_prose = |node: &NodeRef| {
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
        let linked: usize =
            node.children_it(false).filter(|child| child.has_name("a")).map(|child| letters(&child.text())).sum();
        letters(&node.text()).saturating_sub(linked) >= PROSE
    };
    let mut inside = node.descendants_it().take(MOST_NODES);
    inside.any(|node| (node.has_name("p") || node.has_name("blockquote")) && is_prose(&node))
}

fn class_words(node: &NodeRef) -> Vec<String> {
    words_of([node.attr("class")].into_iter().flatten())
}

/// The words of an element's class and id in small letters: `relatedLinks main-nav` gives related, links, main, nav.
fn words(node: &NodeRef) -> Vec<String> {
    words_of([node.attr("class"), node.attr("id")].into_iter().flatten())
}

fn words_of<T: std::ops::Deref<Target = str>>(values: impl Iterator<Item = T>) -> Vec<String> {
    let mut words = vec![String::new()];
    for value in values {
        let mut after_small = false;
        for letter in value.chars().take(500) {
            if !letter.is_alphanumeric() || (after_small && letter.is_uppercase()) {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
                word.extend(letter.to_lowercase());
            }
            after_small = letter.is_lowercase();
        }
        words.push(String::new());
    }
    words
}

/// Whether no reader sees the element: by its name, by `hidden`, by its style, or by a class for screen readers.
pub fn is_unseen(node: &NodeRef, name: &str) -> bool {
    let style: String =
        node.attr("style").map(|style| style.to_ascii_lowercase().split_whitespace().collect()).unwrap_or_default();
    let class = node.attr("class").unwrap_or_default();
    is_one_of(name, UNSEEN)
        || node.has_attr("hidden")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
        || class.split_ascii_whitespace().any(|class| is_one_of(class, UNSEEN_CLASSES))
}
