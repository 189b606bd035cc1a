//! What may be done, and the edits that do it.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::Project;
use super::claim::reading;
use super::draft::written;
use super::state::page_file;
use crate::editing::{Added, Filled, Remark, Request, Who, add, fill, mends, support, write_sign_offs};
use crate::edits::Edits;
use crate::files::Files;
use crate::import::{Article, Here, Wanted, import_beside, may_have, slug};
use crate::sign_offs::{SignOff, reader};
use crate::signed::substance;
use crate::vocabulary::{ClaimantKind, Stance};

/// What may be done.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
pub enum Act {
    /// Words of a copy become an excerpt.
    Excerpt(Excerpt),
    /// An excerpt goes under a claim.
    Use {
        /// The source's id.
        source: String,
        /// The excerpt's.
        excerpt: String,
        /// The claim.
        to: Claim,
        /// How it stands to the claim; none: it supports it.
        stance: Option<String>,
    },
    /// A form is filled in.
    Form {
        /// One of [`crate::editing::FORMS`].
        kind: String,
        /// None: something new.
        id: Option<String>,
        /// By the keys of the schema.
        values: Map<String, Value>,
    },
    /// A page gets another text.
    Write {
        /// As notes name it.
        page: String,
        /// All of it.
        text: String,
    },
    /// A file that somebody dropped becomes a source with its copy.
    Import {
        /// The file's name, which says of what kind it is, and never where it goes.
        name: String,
        /// In base 64.
        bytes: String,
    },
    /// A claim was read against its sources.
    Sign {
        /// The claim.
        claim: Claim,
        /// By whom.
        by: String,
    },
    /// What needs nobody's judgement is mended.
    Mend,
}

/// Words of a copy, and what is said of them.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Excerpt {
    /// The source's id.
    pub source: String,
    /// As they stand in its copy.
    pub words: String,
    /// None: made of the words.
    pub id: Option<String>,
    /// Who said it; none: nobody is named.
    pub claimant: Option<String>,
    /// In place of that: the name of somebody new.
    pub new_claimant: Option<String>,
    /// Of what kind somebody new is.
    pub new_kind: Option<String>,
    /// The day as of which it was said.
    pub as_of: Option<String>,
    /// `killed=21@event`.
    #[serde(default)]
    pub figures: Vec<String>,
    /// The claim that rests on them.
    pub to: Option<Claim>,
    /// How they stand to it.
    pub stance: Option<String>,
}

/// A claim by its page and label.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The page as notes name it.
    pub page: String,
    /// The claim's label.
    pub label: String,
}

/// What an act comes to.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What is to be changed.
    pub edits: Edits,
    /// What is done, in words for the button that takes it back.
    pub what: String,
    /// What else there is to know.
    pub said: Vec<String>,
    /// `@source#excerpt`, as pages cite it.
    pub cited: Option<String>,
    /// The id of what is new.
    pub id: Option<String>,
    /// People write pages as they like: errors in what they wrote keep nothing from being saved.
    pub is_writing: bool,
    /// It adds nothing that could be quoted, so the lock stays.
    pub is_signing: bool,
}

/// What another program makes of a PDF; none: there is no such program, or it does not read it.
pub type Printed<'a> = &'a dyn Fn(&[u8]) -> Option<String>;

/// Works an act out; `today` is written into sign-offs.
///
/// # Errors
/// Why it cannot be done, in a sentence.
pub fn plan(act: &Act, project: &Project, today: &str, printed: Printed) -> Result<Plan, String> {
    let (manuscript, files) = (&project.compiled.manuscript, project.files);
    match act {
        Act::Excerpt(excerpt) => excerpted(excerpt, project),
        Act::Use { source, excerpt, to, stance } => {
            let stance = stance.as_deref().map(known_stance).transpose()?;
            let added = support((source, excerpt), (&to.page, &to.label), stance, manuscript, files)?;
            Ok(planned(added, format!("{source}#{excerpt} under {}", to.label)))
        }
        Act::Form { kind, id, values } => {
            let Filled { edits, id, is_new } = fill(kind, id.as_deref(), values, manuscript, files)?;
            let what = if is_new { format!("new {kind} {id}") } else { format!("change of {kind} {id}") };
            Ok(Plan { edits, what, id: Some(id), ..Plan::default() })
        }
        Act::Write { page, text } => {
            let file = page_file(page, project).ok_or_else(|| format!("there is no page `{page}`"))?;
            let mut plan = Plan { what: format!("text of {page}"), is_writing: true, ..Plan::default() };
            written(file, text, &mut plan.edits)?;
            Ok(plan)
        }
        Act::Import { name, bytes } => import(name, bytes, files, printed),
        Act::Sign { claim, by } => sign(claim, by, project, today),
        Act::Mend => {
            let (edits, count) = mends(&project.compiled.diagnostics, files);
            Ok(Plan { edits, what: format!("{count} mended"), is_writing: true, ..Plan::default() })
        }
    }
}

fn known_stance(word: &str) -> Result<Stance, String> {
    Stance::parse(word).ok_or_else(|| format!("`{word}` is none of {}", Stance::WORDS.join(", ")))
}

fn excerpted(excerpt: &Excerpt, project: &Project) -> Result<Plan, String> {
    let text =
        |given: &Option<String>| given.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let claimant = match (text(&excerpt.new_claimant), text(&excerpt.claimant)) {
        (Some(name), _) => {
            let kind = text(&excerpt.new_kind);
            let kind = kind
                .as_deref()
                .map(|word| ClaimantKind::parse(word).ok_or_else(|| format!("`{word}` is no kind of claimant")));
            let id = slug(&name).ok_or_else(|| format!("no id can be made of `{name}`"))?;
            Some(Who { id, name: Some(name), kind: kind.transpose()? })
        }
        (None, id) => id.map(|id| Who { id, name: None, kind: None }),
    };
    let request = Request {
        words: excerpt.words.clone(),
        source: Some(excerpt.source.clone()),
        id: text(&excerpt.id),
        claimant,
        as_of: text(&excerpt.as_of),
        figures: excerpt.figures.clone(),
        to: excerpt.to.as_ref().map(|to| (to.page.clone(), to.label.clone())),
        stance: excerpt.stance.as_deref().map(known_stance).transpose()?,
    };
    let added = add(&request, &project.compiled.manuscript, project.files).map_err(|refusal| refusal.reason)?;
    let what = format!("excerpt {}", added.cited.trim_start_matches('@'));
    Ok(planned(added, what))
}

fn planned(added: Added, what: String) -> Plan {
    let said = added.remarks.iter().filter_map(said).collect();
    Plan { edits: added.edits, what, said, cited: Some(added.cited), ..Plan::default() }
}

/// A remark, for those who see the form; none: the form shows it.
fn said(remark: &Remark) -> Option<String> {
    match remark {
        Remark::HasThem { excerpt, .. } => Some(format!("The excerpt “{excerpt}” has these very words already.")),
        Remark::NobodyNamed => Some("Nobody is named as having said it.".to_owned()),
        Remark::Numbers(_) => None,
        Remark::NewClaimant(id) => Some(format!("“{id}” is new; say of what kind it is in its form.")),
        Remark::StandsThere { label, .. } => Some(format!("It stands under “{label}” already.")),
    }
}

fn import(name: &str, bytes: &str, files: &Files, printed: Printed) -> Result<Plan, String> {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::STANDARD.decode(bytes).map_err(|_| "the file did not arrive whole")?;
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let printed = if bytes.starts_with(b"%PDF") { printed(&bytes) } else { None };
    let article = Article { printed: printed.as_deref(), ..Article::new(file_name, &bytes) };
    let text = |path: &str| files.get(path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let beside = |here: &Here| may_have(here, text);
    let all = import_beside(article, Wanted::Parts(&[]), &beside).map_err(|error| error.to_string())?;
    let mut plan = Plan { what: format!("import of {file_name}"), ..Plan::default() };
    for imported in all {
        let id = &imported.id;
        if files.contains(&format!("content/sources/{id}.md")) {
            return Err(format!("{file_name} was imported already, as the source `{id}`"));
        }
        plan.edits.make(&format!("content/sources/{id}.md"), imported.source.into_bytes());
        plan.edits.make(&format!("content/captures/{id}.txt"), imported.capture.into_bytes());
        if let Some(extension) = &imported.original_extension {
            plan.edits.make(&format!("content/captures/{id}.{extension}"), bytes.clone());
        }
        plan.said.extend(imported.remarks);
        plan.id.get_or_insert(imported.id);
    }
    Ok(plan)
}

fn sign(claim: &Claim, by: &str, project: &Project, today: &str) -> Result<Plan, String> {
    let by = reader(by)?;
    let compiled = project.compiled;
    let reading = reading(&claim.page, &claim.label, project)?;
    if let Some(first) = reading.against(&compiled.site, &compiled.diagnostics).first() {
        return Err(format!("nothing can be signed while this stands against it: {}", first.message));
    }
    if reading.holding.iter().any(|known| known.is_by(&by)) {
        return Err(format!("{by} signed it already, and nothing changed since"));
    }
    let mut signed = compiled.manuscript.sign_offs.clone().take();
    signed.add(&claim.page, &claim.label, SignOff::new(&by, today, &substance(reading.claim, &compiled.site)));
    let mut plan = Plan { what: format!("{by} on {}", reading.name()), is_signing: true, ..Plan::default() };
    if reading.is_by_author(&by, &compiled.site) {
        plan.said.push(format!("{by} is an author of this page: the site still wants a second reader."));
    }
    write_sign_offs(&signed, project.files, &mut plan.edits);
    Ok(plan)
}
