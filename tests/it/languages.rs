//! Sentences end where their language ends them.

use onrecord::prose::sentences;

/// The sentences of a text, cut to their first words.
fn cut(language: &str, text: &str) -> Vec<String> {
    let parts = sentences(text, language).into_iter().map(|range| text[range].trim().to_owned());
    parts.collect()
}

#[track_caller]
fn whole(language: &str, text: &str) {
    assert_eq!(cut(language, text), [text], "{language}");
}

#[track_caller]
fn two(language: &str, first: &str, second: &str) {
    assert_eq!(cut(language, &format!("{first} {second}")), [first, second], "{language}");
}

#[test]
fn an_abbreviation_ends_no_sentence() {
    whole("en", "Gen. Smith and Lt. Col. Jones left at 3 p.m. Saturday.");
    whole("en", "See No. 5 and Dec. 30, said Gov. Gladkov.");
    whole("de", "Das steht z. B. Frau Müller zu, z.B. Herrn Dr. Weber.");
    whole("de", "Am 30. Dezember starben bei der 2. Welle 1,5 Mio. Tiere in der Hauptstr. 5 nicht.");
    whole("fr", "Selon M. Dupont et le gén. Martin, av. Foch, env. 20 personnes.");
    whole("es", "El Sr. Pérez y la Dra. Gil, de la Avda. Mayor, dijeron aprox. 20.");
    whole("it", "Il sig. Rossi e il dott. Bianchi, l'on. Verdi e il gen. Neri.");
    whole("pt", "O Sr. Silva e a Dra. Costa, da Av. Paulista.");
    whole("pl", "Mieszka przy ul. Długiej, obok prof. Nowaka i gen. Zająca, m.in. Anny.");
    whole("uk", "Живе на вул. Шевченка в м. Київ, див. Додаток.");
    whole("ru", "Живёт на ул. Ленина в г. Москва, см. Приложение.");
    whole("ar", "قال د. أحمد إن العدد كبير.");
    whole("he", "פרופ. כהן גר ברחוב רח. הרצל.");
    whole("tr", "Prof. Yılmaz, Atatürk Cad. Apartmanında, Gen. Kaya ile.");
    // Names in another script keep their own.
    whole("en", "He lives at ул. Ленина 5, in the middle.");
}

#[test]
fn a_word_that_only_looks_like_one_does() {
    two("en", "The answer was no.", "Then they left.");
    two("en", "It is a work of art.", "Nobody saw it.");
    two("de", "Die Zahl stieg auf 25.", "Das Ministerium schwieg.");
    two("de", "Es waren Hunde, Katzen usw.", "Niemand zählte sie.");
    two("fr", "C'est un musée d'art.", "Personne ne le sait.");
    two("pl", "Stało się to w 2023 r.", "Zginęło 5 osób.");
    two("ru", "Это было в 2023 г.", "Погибли люди.");
    two("ru", "Ущерб составил 1,5 млн.", "Погибших нет.");
    two("uk", "Це було у 2023 р.", "Загинули люди.");
    two("tr", "Okullar, evler vb.", "Kimse saymadı.");
    two("ar", "قتل ثلاثة أشخاص.", "لم يعرف السبب.");
}
