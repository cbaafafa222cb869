//! A management object on paper: its fields, its systems, who answers for it, its documents, and what is missing.

use super::parts::{accent, documents, in_words, missing, people, table};
use crate::answerable::holders_around;
use crate::facts::Around;
use crate::field_groups::without_unseen;
use crate::managed_object::{ManagedObject, OBJECT};
use crate::pages::object_page::{FIELDS, hidden_groups, hidden_note};
use crate::pages::words::{naming_object, object_words, system_words};
use crate::system::System;
use crate::visible::visible_object;
use crate::{READ_BASE, READ_DOCUMENTS, READ_ROLES, store};
use access::Allowed;
use kernel::{Id, Language, Result, Subject};
use organisation::naming_custom;
use policy::Pack;
use print::{Paper, Part};
use storage::Read;
use web::RecordWords;
use web::papers::{paper_banner, paper_footer};

/// An object as the reader sees it, in a language, for a site at an address.
pub(super) fn object_paper(read: &Read, id: Id, (language, site): (Language, &str)) -> Result<Paper> {
    let object = without_unseen(read, id, visible_object(read, id)?)?;
    let allowed = access::allowed(read, id)?;
    let pack = findings::pack_in_force(read)?;
    let words = naming_object(read, object_words(&pack, language), &object)?;
    let words = naming_custom(language, read, words, &[&object.custom])?;
    let mut facts: Vec<(String, String)> =
        words.facts(language, &object, &FIELDS).into_iter().map(in_words).collect();
    facts.extend(hidden_groups(language, &words, &object, allowed.may(READ_ROLES)));
    facts.extend(words.custom_facts(language, &object.custom).into_iter().map(in_words));
    let systems = store::systems_of_object(read, id)?;
    let seen = access::permitted(read, READ_BASE, &systems)?;
    let hidden = hidden_note(language, &systems, &seen);
    facts.extend(hidden.map(|hidden| (texts::text(language, "managed-object-systems"), hidden)));
    let mut parts = vec![systems_of(read, language, &pack, &seen)?];
    parts.extend(parts_of(read, language, &pack, (&object, &allowed))?);
    let whose = (words.shown(language, &object, "organisation"), object.name.clone());
    Ok(Paper {
        accent: accent(read, object.organisation)?,
        subtitle: words.shown(language, &object, "kind"),
        banner: paper_banner(read, language),
        facts,
        parts,
        footer: paper_footer(read, (language, site), &format!("/objekt/{id}")),
        ..Paper::titled(language, whose, read.actor().today())
    })
}

fn systems_of(read: &Read, language: Language, pack: &Pack, seen: &[Id]) -> Result<Part> {
    let mut systems = store::systems_by_id(read, seen)?;
    systems.sort_by_cached_key(|system| texts::sort_key(&system.name));
    let words: RecordWords = system_words(pack, language);
    let shown = |system: &System, field: &str| words.shown(language, system, field);
    let row =
        |system: &System| vec![system.name.clone(), shown(system, "lifecycle_state"), shown(system, "kind")];
    let columns = [("system-name", 3), ("system-lifecycle-state", 2), ("system-kind", 2)];
    let heading = ("managed-object-systems", "register-object-no-systems");
    Ok(table(language, heading, &columns, systems.iter().map(row).collect()))
}

/// Each part for who may read it.
fn parts_of(
    read: &Read,
    language: Language,
    pack: &Pack,
    (object, allowed): (&ManagedObject, &Allowed),
) -> Result<Vec<Part>> {
    let id = object.id;
    let mut parts = Vec::new();
    if allowed.may(READ_ROLES) {
        let place = Around { subject: id, objects: Vec::new(), organisation: object.organisation };
        let answering = holders_around(read, pack, &[place])?.remove(&id).unwrap_or_default();
        parts.push(people(language, &answering));
    }
    if allowed.may(READ_DOCUMENTS) {
        let found = store::documents_of_subjects(read, &[id])?;
        parts.push(documents(read, language, pack, found)?);
    }
    if allowed.may(findings::READ) {
        let evaluated = findings::of_subject(read, &Subject::new(OBJECT, id))?;
        parts.push(missing(language, pack, &evaluated));
    }
    Ok(parts)
}
