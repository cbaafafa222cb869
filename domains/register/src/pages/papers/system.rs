//! A system on paper: its fields, who answers for it, its documents, and what the guideline asks and is not there.

use super::parts::{accent, documents, in_words, missing, people};
use crate::answerable::holders_around;
use crate::facts::Around;
use crate::field_groups::{hidden_fields, seen_by};
use crate::pages::system_page::{OVERVIEW, hidden_groups};
use crate::pages::words::{naming_system, system_words};
use crate::store::{self, Membership};
use crate::system::{SYSTEM, System};
use crate::visible::seen_system;
use crate::{READ_ALL, READ_DOCUMENTS, READ_ROLES};
use access::Allowed;
use kernel::{Id, Language, Result, Subject};
use organisation::naming_custom;
use policy::Pack;
use print::{Paper, Part};
use storage::Read;
use web::RecordWords;
use web::papers::{paper_banner, paper_footer};

/// A system as the reader sees it, in a language, for a site at an address.
///
/// # Errors
/// Not found for who may not see it, and when the database fails.
pub fn system_paper(read: &Read, id: Id, (language, site): (Language, &str)) -> Result<Paper> {
    let (system, allowed) = seen_system(read, id)?;
    let pack = findings::pack_in_force(read)?;
    let words = naming_system(read, system_words(&pack, language), &system)?;
    let words = naming_custom(language, read, words, &[&system.custom])?;
    let objects = store::objects_of_systems(read, &[id])?;
    let parts = parts_of(read, language, &pack, (&system, &allowed, &objects))?;
    let system = seen_by(&allowed, system);
    let shown = |field: &str| words.shown(language, &system, field);
    let whose = (shown("organisation"), system.name.clone());
    Ok(Paper {
        accent: accent(read, system.organisation)?,
        subtitle: [texts::text(language, "paper-kind-system"), shown("lifecycle_state")].join(" · "),
        banner: paper_banner(read, language),
        facts: facts_of(language, &words, (&system, &allowed), &objects),
        parts,
        footer: paper_footer(read, (language, site), &format!("/system/{id}")),
        ..Paper::titled(language, whose, read.actor().today())
    })
}

fn facts_of(
    language: Language,
    words: &RecordWords,
    (system, allowed): (&System, &Allowed),
    objects: &[Membership],
) -> Vec<(String, String)> {
    let hidden = hidden_fields(allowed);
    let seen: Vec<&str> = OVERVIEW.into_iter().filter(|field| !hidden.contains(field)).collect();
    let mut facts: Vec<(String, String)> =
        words.facts(language, system, &seen).into_iter().map(in_words).collect();
    facts.extend(hidden_groups(language, words, system, (&hidden, allowed.may(READ_ROLES))));
    facts.extend(words.custom_facts(language, &system.custom).into_iter().map(in_words));
    let names: Vec<&str> = objects.iter().map(|object| object.name.as_str()).collect();
    facts.push((texts::text(language, "register-objects"), names.join("\n")));
    if allowed.may(READ_ALL) {
        facts.extend(words.facts(language, system, &["notes"]).into_iter().map(in_words));
    }
    facts
}

/// Each part for who may read it.
fn parts_of(
    read: &Read,
    language: Language,
    pack: &Pack,
    (system, allowed, objects): (&System, &Allowed, &[Membership]),
) -> Result<Vec<Part>> {
    let objects: Vec<Id> = objects.iter().map(|object| object.object).collect();
    let mut parts = Vec::new();
    if allowed.may(READ_ROLES) {
        let place =
            Around { subject: system.id, objects: objects.clone(), organisation: system.organisation };
        let answering = holders_around(read, pack, &[place])?.remove(&system.id).unwrap_or_default();
        parts.push(people(language, &answering));
    }
    if allowed.may(READ_DOCUMENTS) {
        let mut subjects = access::permitted(read, READ_DOCUMENTS, &objects)?;
        subjects.push(system.id);
        let found = store::documents_of_subjects(read, &subjects)?;
        parts.push(documents(read, language, pack, found)?);
    }
    if allowed.may(findings::READ) {
        let evaluated = findings::of_subject(read, &Subject::new(SYSTEM, system.id))?;
        parts.push(missing(language, pack, &evaluated));
    }
    Ok(parts)
}
