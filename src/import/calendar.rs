//! The words for months and weekdays, in the languages in which dates are read: English, Ukrainian, Russian, German, French, Spanish,
//! Italian, Portuguese, Dutch, Polish, Czech, Romanian, Swedish, Danish, Norwegian, Finnish, Turkish, Bosnian, Indonesian, Greek, Arabic.

/// Month names in small letters, a month a line.
const MONTHS: [&str; 12] = [
    "january січня січень января январь januar jänner janvier enero gennaio janeiro januari stycznia styczeń ledna leden ianuarie tammikuuta tammikuu ocak januara ιανουαρίου يناير",
    "february лютого лютий февраля февраль februar feber février febrero febbraio fevereiro februari lutego luty února únor februarie helmikuuta helmikuu şubat februara φεβρουαρίου فبراير",
    "march березня березень марта март märz mars marzo março maart marca marzec března březen martie maaliskuuta maaliskuu mart marta maret μαρτίου مارس",
    "april квітня квітень апреля апрель avril abril aprile kwietnia kwiecień dubna duben aprilie huhtikuuta huhtikuu nisan aprila απριλίου أبريل",
    "may травня травень мая май mai mayo maggio maio mei maja maj května květen toukokuuta toukokuu mayıs μαΐου مايو",
    "june червня червень июня июнь juni juin junio giugno junho czerwca czerwiec června červen iunie kesäkuuta kesäkuu haziran juna ιουνίου يونيو",
    "july липня липень июля июль juli juillet julio luglio julho lipca lipiec července červenec iulie heinäkuuta heinäkuu temmuz jula ιουλίου يوليو",
    "august серпня серпень августа август août agosto augustus augusti sierpnia sierpień srpna srpen elokuuta elokuu ağustos avgusta agustus αυγούστου أغسطس",
    "september вересня вересень сентября сентябрь septembre septiembre setiembre settembre setembro września wrzesień září septembrie syyskuuta syyskuu eylül septembra σεπτεμβρίου سبتمبر",
    "october жовтня жовтень октября октябрь oktober octobre octubre ottobre outubro października październik října říjen octombrie lokakuuta lokakuu ekim oktobra οκτωβρίου أكتوبر",
    "november листопада листопад ноября ноябрь novembre noviembre novembro listopada listopad listopadu noiembrie marraskuuta marraskuu kasım novembra νοεμβρίου نوفمبر",
    "december грудня грудень декабря декабрь dezember décembre diciembre dicembre dezembro grudnia grudzień prosince prosinec decembrie joulukuuta joulukuu aralık decembra desember δεκεμβρίου ديسمبر",
];

/// How weekdays begin.
const WEEKDAYS: &str = "mon tue wed thu fri sat sun понеділ вівтор серед четвер субот неділ понедел вторник сред четверг пятниц \
    суббот воскрес montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche \
    lunes martes miércoles jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta";

/// Words that may stand beside a date on a line that is a date and nothing else; `п` and `ятниця` are one word to a reader.
const BESIDE: &str = "published posted updated on at am pm a p m gmt utc est edt cst cdt mst mdt pst pdt bst ist et ct pt cet cest eet msk uhr um den le à date року рік р года г \
    о в п ятниця publié publicado publicada pubblicato veröffentlicht aktualisiert stand datum erschienen objavljeno uur klo kl de del h";

/// Letters that are not ASCII in names that are cut: "Mär.", "déc.".
const LATIN: [char; 4] = ['ä', 'é', 'û', 'ç'];

/// The number of the month that `word` names. A name in Latin letters may be cut to three letters or more, as in "Dec." and "Sept.".
pub fn month(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    let cut = word.chars().count() >= 3 && word.chars().all(|letter| LATIN.contains(&letter) || letter.is_ascii());
    let names = |names: &&str| names.split(' ').any(|name| name == word || (cut && name.starts_with(&word)));
    MONTHS.iter().position(names).map(|at| at + 1)
}

/// Whether `word` adds nothing to a date: a number, a weekday, "published".
pub fn stands_beside_a_date(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().all(|c| c.is_ascii_digit())
        || BESIDE.split_ascii_whitespace().any(|beside| beside == word)
        || WEEKDAYS.split_ascii_whitespace().any(|day| word.starts_with(day))
}
