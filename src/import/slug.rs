//! Ids out of titles: short, `[a-z0-9-]+`, legible also where the title is Cyrillic.

use unicode_normalization::UnicodeNormalization;

use super::facts::Record;
use crate::files::Hash;

/// Ids are typed after every `@`: they should be short.
const LONGEST: usize = 40;
/// So many letters of a text are looked at for a word that tells it from others.
const MOST_READ: usize = 4000;
/// What of it may be the outlet's name.
const OUTLET: usize = 22;

/// Cyrillic letters as they are written in English (Ukrainian reading where the languages differ; hard and soft signs are dropped).
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "h"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('є', "ie"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "y"),
    ('і', "i"),
    ('ї', "i"),
    ('й', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ў', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
    ('ђ', "dj"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('џ', "dz"),
    ('ѓ', "gj"),
    ('ќ', "kj"),
    ('ѕ', "dz"),
];

/// Latin letters that do not decompose into a letter and an accent.
const LATIN: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('ð', "d"),
    ('đ', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ı', "i"),
    ('ħ', "h"),
];

/// Whether `id` may name a file of the project.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The first words of `title` as an id; `None` if none of its letters can be written in a-z or 0-9.
pub fn slug(title: &str) -> Option<String> {
    let mut out = String::new();
    for word in words(title) {
        let room = LONGEST.saturating_sub(out.len() + 1);
        if out.is_empty() {
            out = word.chars().take(LONGEST).collect();
        } else if word.len() <= room {
            out.push('-');
            out.push_str(&word);
        } else {
            break;
        }
    }
    is_id(&out).then_some(out)
}

/// Ids for a source, the best first: who published it and on which day (`harbour-times-0303`), else its title, else its file's name. One that
/// has no letter speaks of nothing, and is none. Where others have those already, the title says in which outlet, on which day or by whom, then
/// with which word of the text; a number behind a name would say nothing.
pub fn names(record: &Record, file_name: &str, text: &str) -> Vec<String> {
    let title = record.title.as_deref().and_then(slug);
    let who = match (record.kind, record.authors.first()) {
        (Some("social-post"), Some(author)) => Some(author.as_str()),
        _ => record.outlet.as_deref(),
    };
    let day =
        record.published.as_ref().map(|(day, _)| day.trim_end_matches('?').split('-').skip(1).collect::<String>());
    let day = day.filter(|day| day.len() == 4);
    let outlet = who.and_then(slug).map(|name| shortened(&name, OUTLET));
    let mut all = Vec::new();
    if let (Some(outlet), Some(day)) = (&outlet, &day) {
        let first =
            title.as_deref().and_then(|title| title.split('-').find(|word| word.len() > 3 && !outlet.contains(*word)));
        all.push(format!("{outlet}-{day}"));
        all.extend(first.map(|word| format!("{outlet}-{day}-{word}")));
    }
    all.extend(title.clone());
    let has_letter = |id: &str| id.contains(|letter: char| letter.is_ascii_alphabetic());
    let file = Some(from_file_name(file_name)).filter(|file| has_letter(file));
    let file = file.unwrap_or_else(|| format!("source-{}", from_file_name(file_name)));
    // What browsers and servers call any page speaks of none.
    let is_common = ["index", "source", "default", "page", "article"].contains(&file.as_str())
        || !has_letter(&from_file_name(file_name));
    all.extend((title.is_none() || !is_common).then(|| file.clone()));
    let path = record.address.as_deref().and_then(|address| address.trim_end_matches('/').rsplit('/').next());
    let (author, path) = (record.authors.first().and_then(|author| slug(author)), path.and_then(slug));
    let known = words(title.as_deref().unwrap_or_default());
    let of_text = words(&text.chars().take(MOST_READ).collect::<String>()).into_iter();
    let of_text = of_text.filter(|word| (4..OUTLET).contains(&word.len()) && !known.contains(word));
    let base = shortened(title.as_deref().unwrap_or(&file), LONGEST - OUTLET - 1);
    let parts = [day, outlet, author, path].into_iter().flatten().chain(of_text);
    all.extend(parts.map(|part| format!("{base}-{}", shortened(&part, OUTLET))));
    let digest = Hash::of(text.as_bytes()).hex();
    all.push(format!("{base}-{}", shortened(&digest, 8)));
    all.retain(|id| has_letter(id));
    all
}

/// The first words of an id, as many as fit.
fn shortened(id: &str, most: usize) -> String {
    let end = id.char_indices().map(|(at, _)| at).filter(|at| id.get(*at..).is_some_and(|rest| rest.starts_with('-')));
    let end = end.chain([id.len()]).take_while(|at| *at <= most).last().unwrap_or(most.min(id.len()));
    id.get(..end).unwrap_or(id).to_owned()
}

/// An id out of a file's name; `source` if the name has nothing to offer.
pub fn from_file_name(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    slug(stem).unwrap_or_else(|| "source".to_owned())
}

/// The words of `text` in a-z and 0-9. Apostrophes join: "Russia's" is one word.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in text.chars().take(1000).flat_map(char::to_lowercase) {
        match letter {
            '\'' | '’' | 'ʼ' | '\u{AD}' => {}
            letter => match latin(letter) {
                Some(latin) => {
                    if let Some(word) = words.last_mut() {
                        word.push_str(&latin);
                    }
                }
                None => words.push(String::new()),
            },
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// One small letter or digit in a-z and 0-9; empty for a combining mark or a sign without sound, `None` for what parts words.
fn latin(letter: char) -> Option<String> {
    if letter.is_ascii_alphanumeric() {
        return Some(letter.to_string());
    }
    if let Some((_, latin)) = CYRILLIC.iter().chain(LATIN).find(|(known, _)| *known == letter) {
        return Some((*latin).to_owned());
    }
    if unicode_normalization::char::is_combining_mark(letter) {
        return Some(String::new());
    }
    let base: String = letter.nfkd().filter(char::is_ascii_alphanumeric).collect();
    (!base.is_empty()).then(|| base.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_short_legible_and_ascii() {
        let of = |title: &str| slug(title).unwrap_or_default();
        assert_eq!(of("Russia's “unprecedented” offer: 1,300 apply"), "russias-unprecedented-offer-1-300-apply");
        assert_eq!(of("Заява щодо подій у Бєлгороді"), "zaiava-shchodo-podii-u-bielhorodi");
        assert_eq!(of("Évacuation à Zürich, Łódź"), "evacuation-a-zurich-lodz");
        assert!(of(&"long ".repeat(50)).len() <= LONGEST);
        assert!(of(&"x".repeat(500)).len() <= LONGEST);
        assert_eq!(slug("新聞"), None);
        assert_eq!(from_file_name("a/b/000_b01ad7.txt"), "000-b01ad7");
        assert_eq!(from_file_name("新聞.html"), "source");
    }
}
