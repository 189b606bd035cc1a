//! Thousands of quotations cut from what governs them, and as many honest ones: the same clauses where nothing governs them,
//! and whole sentences left out. The clauses are of texts of our own in seven languages; `ONRECORD_TEXTS` names a folder of
//! other English texts (`*.txt`), whose sentences are then cut, too.

use onrecord::prose::sentences;
use onrecord::quotation::{Capture, verify};

/// Clauses that stand alone, and what is put around them: `{}` is where a clause goes.
struct Language {
    tag: &'static str,
    clauses: &'static [&'static str],
    /// Frames that govern what they hold.
    cuts: &'static [&'static str],
    /// Frames that do not.
    honest: &'static [&'static str],
}

const LANGUAGES: [Language; 7] = [
    Language {
        tag: "en",
        clauses: &[
            "the old ferry struck the eastern quay of the port",
            "the captain closed the engine room after the noise",
            "the harbour office counted nine injured passengers",
            "two nurses carried the children to the fish market",
            "the mayor opened the school hall for the night",
            "the fire brigade pumped water from the lower deck",
            "the insurer paid for the broken windows of the hotel",
            "the pilot reported strong wind from the north",
            "the crane lifted three cars onto the long pier",
            "the divers found the anchor near the breakwater",
        ],
        cuts: &[
            "The office denies that {}.",
            "It is false that {}.",
            "Officials did not confirm that {}.",
            "The paper rejected reports that {}.",
            "Nobody has said that {}.",
            "The office asked whether {}.",
            "If {}, the quay stays closed.",
            "The quay stays closed unless {}.",
            "It is believed that {}.",
            "Reportedly {}.",
            "The mayor said that {}.",
            "According to the mayor, {}.",
            "The report stopped short of saying that {}.",
            "It may be that {}.",
            "{}, the office denied.",
            "{}, the mayor said.",
            "{}, reportedly.",
            "{} if the report is right.",
            "Is it true that {}?",
        ],
        honest: &[
            "In the morning {}.",
            "The office denied the report, and {}.",
            "The crew did not answer, but {}.",
            "Although the office denied it, {}.",
            "The rain did not stop; {}.",
            "{}, and the office did not say why.",
            "{}, but nobody was to blame.",
            "{} because the crew did not see it.",
            "The harbour, which never sleeps, was full, and {}.",
            "On Tuesday (nobody knows when) {}.",
            "{}. The office denied nothing else.",
            "Nobody came. {}.",
            "Did it rain? {}.",
            "Officials denied the rest. Later {}.",
            "{} before the rain did not matter.",
            "The mayor refused to speak, so {}.",
            "{}, which nobody had expected.",
            "At noon {}.",
            "{} on that day.",
        ],
    },
    Language {
        tag: "de",
        clauses: &[
            "die alte Fähre rammte den östlichen Kai",
            "der Kapitän schloss den Maschinenraum am Abend",
            "das Hafenamt zählte neun verletzte Fahrgäste",
            "zwei Schwestern trugen die Kinder zum Fischmarkt",
            "die Bürgermeisterin öffnete die Turnhalle am Abend",
            "die Feuerwehr pumpte Wasser aus dem unteren Deck",
            "die Versicherung bezahlte die Fenster des Hotels",
            "der Lotse meldete starken Wind aus Norden",
            "der Kran hob drei Autos auf die lange Mole",
            "die Taucher fanden den Anker am Wellenbrecher",
        ],
        cuts: &[
            "Das Amt bestreitet, dass {}.",
            "Es ist falsch, dass {}.",
            "Das Amt bestätigte nicht, dass {}.",
            "Niemand hat gesagt, dass {}.",
            "Die Zeitung dementierte, dass {}.",
            "Das Amt fragte, ob {}.",
            "Falls {}, bleibt der Kai geschlossen.",
            "Vermutlich {}.",
            "Angeblich {}.",
            "Die Zeitung sagte, dass {}.",
            "{}, sagte die Zeitung.",
            "Ist es wahr, dass {}?",
            "Das Amt ist weit davon entfernt zu sagen, dass {}.",
            "Es ist unwahr, dass {}.",
            "Möglicherweise {}.",
        ],
        honest: &[
            "Am Morgen {}.",
            "Das Amt bestritt den Bericht, und {}.",
            "Die Mannschaft antwortete nicht, aber {}.",
            "Der Regen hörte nicht auf; {}.",
            "{}, und das Amt sagte nichts dazu.",
            "{}, aber niemand war schuld.",
            "{}, weil die Mannschaft nichts sah.",
            "{}. Das Amt bestritt den Rest.",
            "Niemand kam. Später {}.",
            "Hat es geregnet? {}.",
            "Am Dienstag (niemand weiß wann) {}.",
            "{}, was niemand erwartet hatte.",
            "Am Mittag {}.",
            "Obwohl das Amt es bestritt, {}.",
            "{} an diesem Tag.",
        ],
    },
    Language {
        tag: "fr",
        clauses: &[
            "le vieux bac a heurté le quai oriental",
            "le capitaine a fermé la salle des machines",
            "le bureau du port a compté neuf passagers blessés",
            "deux infirmières ont porté les enfants au marché",
            "la maire a ouvert le gymnase pour la nuit",
            "les pompiers ont vidé le pont inférieur",
            "la compagnie a payé les vitres du grand hôtel",
            "le pilote a signalé un vent fort du nord",
            "la grue a levé trois voitures sur la jetée",
            "les plongeurs ont trouvé l'ancre près du phare",
        ],
        cuts: &[
            "Le bureau dément que {}.",
            "Il est faux que {}.",
            "La mairie n'a pas confirmé que {}.",
            "Personne n'a dit que {}.",
            "Le bureau a nié que {}.",
            "On se demande si {}.",
            "Si {}, le quai reste fermé.",
            "Probablement {}.",
            "On pense que {}.",
            "Le journal a dit que {}.",
            "Selon le journal, {}.",
            "{}, a dit le journal.",
            "Est-il vrai que {} ?",
            "Peut-être {}.",
            "Le rapport est loin de dire que {}.",
        ],
        honest: &[
            "Le matin {}.",
            "Le bureau a nié le rapport, et {}.",
            "L'équipage n'a pas répondu, mais {}.",
            "La pluie ne cessait pas ; {}.",
            "{}, et le bureau n'a rien dit.",
            "{}, mais personne n'était coupable.",
            "{}. Le bureau a nié le reste.",
            "Personne n'est venu. Plus tard {}.",
            "A-t-il plu ? {}.",
            "Mardi (personne ne sait quand) {}.",
            "À midi {}.",
            "Le port, qui ne dort jamais, était plein, et {}.",
            "{} parce que personne ne regardait.",
            "{} ce jour-là.",
            "Bien que le bureau ait nié, {}.",
        ],
    },
    Language {
        tag: "es",
        clauses: &[
            "el viejo ferry golpeó el muelle oriental",
            "el capitán cerró la sala de máquinas",
            "la oficina del puerto contó nueve pasajeros heridos",
            "dos enfermeras llevaron a los niños al mercado",
            "la alcaldesa abrió el gimnasio por la noche",
            "los bomberos sacaron agua de la cubierta inferior",
            "la aseguradora pagó las ventanas del hotel",
            "el piloto avisó de viento fuerte del norte",
            "la grúa subió tres coches al espigón",
            "los buzos encontraron el ancla junto al faro",
        ],
        cuts: &[
            "La oficina niega que {}.",
            "Es falso que {}.",
            "La oficina no confirmó que {}.",
            "Nadie ha dicho que {}.",
            "El diario desmintió que {}.",
            "Se pregunta si {}.",
            "Si {}, el muelle sigue cerrado.",
            "Probablemente {}.",
            "Se cree que {}.",
            "El diario dijo que {}.",
            "Según el diario, {}.",
            "{}, dijo el diario.",
            "¿Es verdad que {}?",
            "Quizás {}.",
            "El informe está lejos de decir que {}.",
        ],
        honest: &[
            "Por la mañana {}.",
            "La oficina negó el informe, y {}.",
            "La tripulación no respondió, pero {}.",
            "La lluvia no paraba; {}.",
            "{}, y la oficina no dijo nada.",
            "{}, pero nadie tuvo la culpa.",
            "{}. La oficina negó el resto.",
            "Nadie vino. Más tarde {}.",
            "¿Llovió? {}.",
            "El martes (nadie sabe cuándo) {}.",
            "A mediodía {}.",
            "El puerto, que nunca duerme, estaba lleno, y {}.",
            "{} porque nadie miraba.",
            "{} aquel día.",
            "Aunque la oficina lo negó, {}.",
        ],
    },
    Language {
        tag: "it",
        clauses: &[
            "il vecchio traghetto ha urtato il molo orientale",
            "il capitano ha chiuso la sala macchine",
            "la capitaneria ha contato nove passeggeri feriti",
            "due infermiere hanno portato i bambini al mercato",
            "la sindaca ha aperto la palestra per la notte",
            "i pompieri hanno svuotato il ponte inferiore",
            "la compagnia ha pagato le finestre del grande albergo",
            "il pilota ha segnalato vento forte da nord",
            "la gru ha sollevato tre auto sul lungo molo",
            "i sommozzatori hanno trovato l'ancora vicino al faro",
        ],
        cuts: &[
            "L'ufficio nega che {}.",
            "È falso che {}.",
            "L'ufficio non ha confermato che {}.",
            "Nessuno ha raccontato che {}.",
            "Il giornale ha smentito che {}.",
            "L'ufficio ha chiesto se {}.",
            "Se {}, il molo resta chiuso.",
            "Probabilmente {}.",
            "Si ritiene che {}.",
            "Il giornale ha detto che {}.",
            "Secondo il giornale, {}.",
            "{}, ha detto il giornale.",
            "È vero che {}?",
            "Forse {}.",
            "Il rapporto è lungi dal dire che {}.",
        ],
        honest: &[
            "Al mattino {}.",
            "L'ufficio ha negato il rapporto, e {}.",
            "L'equipaggio non ha risposto, ma {}.",
            "La pioggia non smetteva; {}.",
            "{}, e l'ufficio non ha aggiunto altro.",
            "{}, ma nessuno aveva colpa.",
            "{}. L'ufficio nega il resto.",
            "Nessuno venne. Più tardi {}.",
            "Ha piovuto? {}.",
            "Martedì (nessuno sa quando) {}.",
            "A mezzogiorno {}.",
            "{} perché nessuno guardava.",
            "{} quel giorno.",
            "Benché l'ufficio neghi, {}.",
            "La nebbia non era fitta, e {}.",
        ],
    },
    Language {
        tag: "ru",
        clauses: &[
            "старый паром ударился о восточный причал",
            "капитан закрыл машинное отделение вечером",
            "портовая служба насчитала девять раненых пассажиров",
            "две медсестры отнесли детей на рынок",
            "глава города открыла спортивный зал на ночь",
            "пожарные откачали воду с нижней палубы",
            "страховая компания оплатила окна старой гостиницы",
            "лоцман предупредил о сильном северном ветре",
            "кран поднял три машины на длинный мол",
            "водолазы нашли якорь у старого маяка",
        ],
        cuts: &[
            "Власти отрицают, что {}.",
            "Неверно, что {}.",
            "Власти не подтвердили, что {}.",
            "Никто не говорил, что {}.",
            "Газета опровергла, что {}.",
            "Если {}, причал закроют.",
            "Вероятно, {}.",
            "Якобы {}.",
            "Считается, что {}.",
            "Газета сообщила, что {}.",
            "По словам рыбаков, {}.",
            "{}, сообщила газета.",
            "Правда ли, что {}?",
            "Возможно, {}.",
            "Редакция сомневается, что {}.",
        ],
        honest: &[
            "Утром {}.",
            "Власти отрицали вину, и {}.",
            "Команда не ответила, но {}.",
            "Дождь не кончался; {}.",
            "{}, и власти ничего не объяснили.",
            "{}, но никто не виноват.",
            "{}. Власти отрицают остальное.",
            "Никто не пришёл. Позже {}.",
            "Шёл ли дождь? {}.",
            "Во вторник (никто не знает когда) {}.",
            "В полдень {}.",
            "{}, потому что никто не смотрел.",
            "{} в тот день.",
            "Хотя власти это отрицали, {}.",
            "Туман не рассеялся, а {}.",
        ],
    },
    Language {
        tag: "uk",
        clauses: &[
            "старий пором ударився об східний причал",
            "капітан зачинив машинне відділення ввечері",
            "портова служба нарахувала дев'ять поранених пасажирів",
            "дві медсестри віднесли дітей на ринок",
            "голова міста відчинила спортивну залу на ніч",
            "пожежники відкачали воду з нижньої палуби",
            "страхова компанія оплатила вікна старого готелю",
            "лоцман попередив про сильний північний вітер",
            "кран підняв три машини на довгий мол",
            "водолази знайшли якір біля старого маяка",
        ],
        cuts: &[
            "Влада заперечує, що {}.",
            "Неправда, що {}.",
            "Влада не підтвердила, що {}.",
            "Ніхто не казав, що {}.",
            "Газета спростувала, що {}.",
            "Якщо {}, причал зачинять.",
            "Ймовірно, {}.",
            "Нібито {}.",
            "Вважається, що {}.",
            "Газета повідомила, що {}.",
            "За словами рибалок, {}.",
            "{}, повідомила газета.",
            "Чи правда, що {}?",
            "Можливо, {}.",
            "Редакція сумнівається, що {}.",
        ],
        honest: &[
            "Уранці {}.",
            "Влада заперечує провину, і {}.",
            "Команда не відповіла, але {}.",
            "Дощ не вщухав; {}.",
            "{}, і влада нічого не пояснила.",
            "{}, але ніхто не винен.",
            "{}. Влада заперечує решту.",
            "Ніхто не прийшов. Пізніше {}.",
            "Був дощ? {}.",
            "У вівторок (ніхто не знає коли) {}.",
            "Опівдні {}.",
            "{}, тому що ніхто не дивився.",
            "{} того дня.",
            "Хоча влада це заперечує, {}.",
            "Туман не розвіявся, а {}.",
        ],
    },
];

/// How many of some quotations were found, or refused, with the first that were judged wrongly.
#[derive(Default)]
struct Tally {
    all: usize,
    judged: usize,
    others: Vec<String>,
}

impl Tally {
    fn add(&mut self, is_judged: bool, wants_judged: bool, what: String) {
        self.all += 1;
        self.judged += usize::from(is_judged);
        if is_judged != wants_judged && self.others.len() < 40 {
            self.others.push(what);
        }
    }

    /// In thousandths.
    fn rate(&self) -> usize {
        self.judged * 1000 / self.all.max(1)
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The clause without its first words, and without its last: cut inside as well as at its edge.
fn shortened(clause: &str, nth: usize) -> String {
    let words: Vec<&str> = clause.split(' ').collect();
    match nth {
        0 => clause.to_owned(),
        _ => words.get(..words.len() - 1).unwrap_or_default().join(" "),
    }
}

/// Whether anything is said of a quotation: it is refused, or something was cut off it. Only what is an error, if `grave`.
fn is_told(language: &str, capture: &str, quotation: &str, grave: bool) -> bool {
    let capture = Capture::new(capture, &[], &[]).in_language(language);
    let Ok(found) = verify(quotation, &capture, None) else { return true };
    let is_grave = |cut: &str| ["bound", "negation", "denial"].iter().any(|name| cut.starts_with(name));
    let cuts = found.enclosing.cuts.unwrap_or_default();
    cuts.iter().any(|cut| !grave || is_grave(&cut.cut.to_string()))
}

fn framed(language: &str, frames: &[&str], clauses: &[&str], is_cut: bool, tally: &mut Tally) {
    for frame in frames {
        for clause in clauses {
            let sentence = capitalised(&frame.replace("{}", clause));
            // At its right edge a clause is quoted whole: what follows it governs the whole of it.
            let is_last = frame.starts_with("{}");
            for nth in 0..if is_last { 1 } else { 2 } {
                let quotation = shortened(clause, nth);
                let told = is_told(language, &sentence, &quotation, !is_cut);
                tally.add(told, is_cut, format!("{sentence} | {quotation}"));
            }
        }
    }
}

/// Gaps: one that hides what governs the kept words, and whole sentences that are left out with all that they deny.
fn gaps(language: &Language, cut: &mut Tally, honest: &mut Tally) {
    for pair in language.clauses.windows(2) {
        let [first, second] = pair else { continue };
        for frame in language.cuts.iter().filter(|frame| frame.ends_with("{}.") && !frame.contains(", {}")) {
            let [one, other] = [capitalised(first), capitalised(&frame.replace("{}", second))];
            let capture = format!("{one}. {other}");
            let quotation = format!("{one}. … {second}");
            cut.add(is_told(language.tag, &capture, &quotation, false), true, format!("{capture} | {quotation}"));
        }
        for left_out in language.honest.iter().chain(language.cuts).take(12) {
            let left_out = capitalised(&left_out.replace("{}", first));
            let [one, two] = [capitalised(first), capitalised(second)];
            let capture = format!("{two}. {left_out} {one}.");
            let quotation = format!("{two}. […] {one}.");
            honest.add(is_told(language.tag, &capture, &quotation, true), false, format!("{capture} | {quotation}"));
        }
    }
}

/// The plain sentences of other texts: of one clause, with nothing that turns them.
fn plain_sentences(text: &str) -> Vec<String> {
    let all = text.lines().flat_map(|line| sentences(line).into_iter().map(|range| line[range].trim().to_owned()));
    let is_plain = |sentence: &String| {
        let words = sentence.split(' ').count();
        let marks = [',', ';', ':', '"', '“', '”', '(', '[', '—', '–', '\'', '’', '#'];
        let unturned = !is_told("en", &format!("Then {sentence}"), sentence.trim_end_matches('.'), false);
        (6..40).contains(&words) && sentence.ends_with('.') && !sentence.contains(marks) && unturned
    };
    all.filter(is_plain).map(|sentence| sentence.trim_end_matches('.').to_owned()).collect()
}

#[test]
fn cut_quotations_are_found_and_honest_ones_pass() {
    let (mut cut, mut honest) = (Tally::default(), Tally::default());
    for language in &LANGUAGES {
        framed(language.tag, language.cuts, language.clauses, true, &mut cut);
        framed(language.tag, language.honest, language.clauses, false, &mut honest);
        gaps(language, &mut cut, &mut honest);
    }
    if let Some(folder) = std::env::var_os("ONRECORD_TEXTS") {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder).expect("a folder").map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths.iter().filter(|path| path.extension().is_some_and(|name| name == "txt")) {
            let text = std::fs::read_to_string(path).expect("a text");
            let plain = plain_sentences(&text);
            let clauses: Vec<&str> = plain.iter().map(String::as_str).collect();
            framed("en", LANGUAGES[0].cuts, &clauses, true, &mut cut);
            framed("en", LANGUAGES[0].honest, &clauses, false, &mut honest);
        }
    }
    let said = format!(
        "cut: {} of {} found ({}.{} %); honest: {} of {} refused ({}.{} %)",
        cut.judged,
        cut.all,
        cut.rate() / 10,
        cut.rate() % 10,
        honest.judged,
        honest.all,
        honest.rate() / 10,
        honest.rate() % 10
    );
    println!("{said}");
    let wrong = || format!("{said}\nnot found:\n{}\nrefused:\n{}", cut.others.join("\n"), honest.others.join("\n"));
    assert!(cut.all >= 2_000 && honest.all >= 2_000, "{said}");
    assert!(cut.rate() >= 950 && honest.rate() <= 10, "{}", wrong());
}
