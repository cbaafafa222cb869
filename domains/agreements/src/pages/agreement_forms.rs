//! The form by which an agreement is entered and changed.

use super::by_name::FRAMEWORKS_BY_NAME;
use super::words::{agreement_words, naming_agreement};
use super::{PATH, under_list};
use crate::agreement::{AGREEMENT, Agreement, AgreementKind};
use crate::save_agreement::save_agreement;
use crate::store;
use crate::visible::{seen_agreement, seen_among, seen_systems};
use crate::what_is_signed::keeps_signature;
use kernel::{Choice as _, Id, Objection, Result, Subject};
use maud::Markup;
use organisation::{
    ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME, SUPPLIERS_BY_NAME, custom_words, with_blank_custom,
};
use register::SYSTEMS_BY_NAME;
use std::collections::BTreeSet;
use storage::Read;
use web::components::{self, FormField, Link, SelectOption};
use web::{
    Answer, Form, Offered, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried,
};

/// So many systems are a list to tick.
const MOST_TICKED: usize = 100;
/// Names to type at once, beside what is ticked.
const ADDED: [&str; 3] = ["added.0", "added.1", "added.2"];

const PARTIES: [&str; 7] = ["name", "kind", "number", "supplier", "organisation", "responsible", "framework"];
const TIME: [&str; 5] = ["starts_on", "ends_on", "notice_months", "renewal", "renewal_months"];

/// What the form needs to be drawn.
struct Around {
    words: RecordWords,
    sees_value: bool,
    /// All systems are there to tick.
    lists_systems: bool,
    /// Documents that may belong to it are there to tick.
    lists_documents: bool,
}

pub(super) fn new_agreement(visit: &Visit) -> Result<Answer> {
    let (around, agreement) = visit.read(|read| {
        let agreement = begun(visit, read)?;
        Ok((around(visit, read, &agreement, true)?, agreement))
    })?;
    show(visit, &around, &agreement, &[])
}

/// What the link to the form says: a kind, a system, a supplier. The agreement is that of the system's owner, or of the
/// guideline's own organisation.
fn begun(visit: &Visit, read: &Read) -> Result<Agreement> {
    let id = |name: &str| visit.query(name).and_then(|text| text.parse::<Id>().ok());
    let systems = seen_systems(read, id("system").into_iter().collect())?;
    let system = store::systems_named(read, &Vec::from_iter(systems))?.into_iter().next();
    let own = organisation::own_organisation(read)?.map(|own| own.id);
    Ok(Agreement {
        kind: visit.query("kind").and_then(AgreementKind::from_name),
        supplier: id("supplier"),
        organisation: system.as_ref().map(|system| system.organisation).or(own),
        starts_on: Some(read.today()),
        systems: system.into_iter().map(|system| system.id).collect(),
        ..blank(read)?
    })
}

/// A new agreement with the fields that the federation has added.
fn blank(read: &Read) -> Result<Agreement> {
    with_blank_custom(read, AGREEMENT, Agreement::default())
}

pub(super) fn register(visit: &Visit) -> Result<Answer> {
    let agreement = visit.read(blank)?;
    save(visit, agreement, None)
}

pub(super) fn edit_agreement(visit: &Visit) -> Result<Answer> {
    let (around, agreement) = visit.read(|read| {
        let (agreement, sees_value) = seen_to_edit(visit, read)?;
        Ok((around(visit, read, &agreement, sees_value)?, agreement))
    })?;
    show(visit, &around, &agreement, &[])
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let (stored, _) = visit.read(|read| seen_to_edit(visit, read))?;
    let agreement = Agreement { revision: revision_of(visit.form()?)?, ..stored.clone() };
    save(visit, agreement, Some(stored))
}

/// An agreement as the visitor sees it, who may change it; and whether they see what it is worth.
fn seen_to_edit(visit: &Visit, read: &Read) -> Result<(Agreement, bool)> {
    let seen = seen_agreement(read, super::editable(visit, read)?.id)?;
    Ok((seen.agreement, seen.sees_value))
}

fn save(visit: &Visit, mut agreement: Agreement, stored: Option<Agreement>) -> Result<Answer> {
    let form = visit.form()?;
    let around = visit.read(|read| {
        let sees_value = stored.is_none() || seen_to_edit(visit, read)?.1;
        around(visit, read, &agreement, sees_value)
    })?;
    let typed = around.words.read_form(form, &mut agreement, visit.today());
    let added = ADDED.iter().filter_map(|name| around.words.meant_at(name, form.get(name)?).ok());
    agreement.systems.extend(added.filter_map(|id| id.parse::<Id>().ok()));
    if !typed.is_empty() {
        return show(visit, &around, &agreement, &typed);
    }
    let asked = agreement.clone();
    match (tried(visit.write(move |tx| save_agreement(tx, asked)))?, stored) {
        (Tried::Done(_), stored) => {
            let back = web::own_address(form.get("back"));
            let to = back.map_or_else(|| format!("{PATH}/{}", agreement.id), str::to_owned);
            let loses = |before: &Agreement| before.signed.is_some() && !keeps_signature(before, &agreement);
            let is_unsigned = stored.as_ref().is_some_and(loses);
            Ok(Answer::see_other(to, if is_unsigned { "agreement-sign-anew" } else { "register-saved" }))
        }
        (Tried::Again(objections), _) => show(visit, &around, &agreement, &objections),
        (Tried::Stale, Some(stored)) => {
            let form = record_form(visit, &around, &agreement);
            let content = form.conflict(&Subject::new(AGREEMENT, stored.id), &stored, stored.revision)?;
            Ok(page(visit, &agreement, content).rejected().answer())
        }
        (Tried::Stale, None) => show(visit, &around, &agreement, &[]),
    }
}

fn around(visit: &Visit, read: &Read, agreement: &Agreement, sees_value: bool) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let words = naming_agreement(read, agreement_words(&pack, visit.language()), agreement)?
        .pick(visit, read, ("supplier", agreement.supplier), &SUPPLIERS_BY_NAME)?
        .pick(visit, read, ("organisation", agreement.organisation), &ORGANISATIONS_BY_NAME)?
        .pick(visit, read, ("responsible", agreement.responsible), &PEOPLE_BY_NAME)?
        .pick(visit, read, ("framework", agreement.framework), &FRAMEWORKS_BY_NAME)?;
    let (offered, lists_systems) = systems_offered(visit, read, agreement)?;
    let mut words = words.options("systems", offered);
    for name in ADDED.iter().filter(|_| !lists_systems) {
        words = words.pick_among(visit, read, (name, None), (&SYSTEMS_BY_NAME, &Offered::NONE))?;
    }
    let documents = documents_offered(visit, read, agreement)?;
    let lists_documents = !documents.is_empty();
    let words = custom_words(visit, read, words.options("documents", documents), Some(&agreement.custom))?;
    Ok(Around { words, sees_value, lists_systems, lists_documents })
}

/// The systems to tick: all of them while they are few, else those that are covered or ticked already.
fn systems_offered(visit: &Visit, read: &Read, agreement: &Agreement) -> Result<(Vec<SelectOption>, bool)> {
    let most = i64::try_from(MOST_TICKED).unwrap_or(i64::MAX) + 1;
    let all = (SYSTEMS_BY_NAME.like)(read, "", most)?;
    if all.len() <= MOST_TICKED {
        return Ok((all, true));
    }
    let ticked = visit.form().ok().into_iter().flat_map(|form: &Form| form.all("systems"));
    let chosen: BTreeSet<Id> =
        ticked.filter_map(|text| text.parse().ok()).chain(agreement.systems.iter().copied()).collect();
    let seen = seen_systems(read, chosen)?;
    let systems = store::systems_named(read, &Vec::from_iter(seen))?.into_iter();
    Ok((systems.map(|one| SelectOption::new(one.id.to_string(), one.name)).collect(), false))
}

/// The documents to tick: those of the systems that it covers and of who has made it, and those that belong to it already.
fn documents_offered(visit: &Visit, read: &Read, agreement: &Agreement) -> Result<Vec<SelectOption>> {
    let ticked = visit.form().ok().into_iter().flat_map(|form: &Form| form.all("systems"));
    let systems = ticked.filter_map(|text| text.parse().ok()).chain(agreement.systems.iter().copied());
    let places: BTreeSet<Id> = systems.chain(agreement.organisation).collect();
    let mut found = store::documents_named(read, &agreement.documents)?;
    let there = store::documents_at(read, &Vec::from_iter(places))?;
    found.extend(there.into_iter().filter(|one| !agreement.documents.contains(&one.id)));
    let seen = seen_among(read, found)?.into_iter();
    Ok(seen.map(|one| SelectOption::new(one.id.to_string(), one.name)).collect())
}

fn record_form<'v>(visit: &'v Visit, around: &'v Around, agreement: &Agreement) -> RecordForm<'v, Agreement> {
    let is_new = agreement.revision == 0;
    let back = if is_new { PATH.to_owned() } else { format!("{PATH}/{}", agreement.id) };
    let form = RecordForm::new(visit, &around.words, agreement, Link::new(back, visit.text("cancel")))
        .group("agreement-group-parties", &PARTIES)
        .group("agreement-group-time", &TIME);
    let coverage: &[&str] = if around.sees_value { &["systems", "value_ore"] } else { &["systems"] };
    let form = form.group("agreement-group-coverage", coverage);
    let form = match around.lists_documents {
        true => form.group("agreement-group-documents", &["documents"]),
        false => form,
    };
    let form = form.group("agreement-group-notes", &["notes"]);
    if !is_new {
        return form.revision(agreement.revision);
    }
    let back = visit.query("back").or_else(|| visit.form().ok().and_then(|form| form.get("back")));
    form.hidden("back", back.unwrap_or_default()).save(visit.text("register-do-register"))
}

fn show(visit: &Visit, around: &Around, agreement: &Agreement, objections: &[Objection]) -> Result<Answer> {
    const COVERAGE: usize = 2;
    let mut form = record_form(visit, around, agreement).objections(objections).component();
    if !around.lists_systems {
        let name = |name: &&'static str| {
            FormField::new(*name, visit.text("register-add-system"), around.words.input_at(name, ""))
        };
        let group = form.groups.get_mut(COVERAGE).into_iter();
        // The names stand right below the systems.
        group.for_each(|group| drop(group.fields.splice(1..1, ADDED.iter().map(name))));
    }
    Ok(form_page(page(visit, agreement, components::form(visit.language(), &form)), objections))
}

fn page(visit: &Visit, agreement: &Agreement, content: Markup) -> Page {
    let mut way = under_list(visit);
    if agreement.revision == 0 {
        return Page::new(visit.text("agreement-new"), content).under(way);
    }
    way.push(Link::new(format!("{PATH}/{}", agreement.id), &agreement.name));
    Page::new(visit.text("agreement-change"), content).under(way)
}
