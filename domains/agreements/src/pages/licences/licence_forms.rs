//! The form by which licences are entered, changed and counted.

use super::{PATH, licence_words, naming_licence, under_list};
use crate::EDIT_LICENCES;
use crate::licences::{
    LICENCE, Licence, LicenceKind, may_edit_licence, save_licence, seen_licence, visible_licence,
};
use crate::pages::by_name::AGREEMENTS_BY_NAME;
use crate::store;
use crate::visible::seen_systems;
use kernel::{Id, Objection, Result, Subject};
use organisation::{ORGANISATIONS_BY_NAME, PEOPLE_BY_NAME, SUPPLIERS_BY_NAME};
use register::SYSTEMS_BY_NAME;
use storage::Read;
use web::components::{self, Input, Link};
use web::{Answer, Offered, Page, RecordForm, RecordWords, Tried, Visit, form_page, revision_of, tried};

const WHAT: &[&str] = &["name", "kind", "organisation", "system", "supplier", "agreement"];
const COUNT: &[&str] = &["bought", "in_use", "counted_on"];
const TIME: &[&str] = &["valid_from", "valid_to", "responsible", "notes"];

/// What the form needs to be drawn.
struct Around {
    words: RecordWords,
    sees_cost: bool,
    /// The guideline counts licences by groups of users.
    has_groups: bool,
}

pub(super) fn new_licence(visit: &Visit) -> Result<Answer> {
    let (around, licence) = visit.read(|read| {
        let licence = begun(visit, read)?;
        Ok((around(visit, read, &licence, true)?, licence))
    })?;
    Ok(show(visit, &around, &licence, &[]))
}

/// What the link to the form says: a system. The licence is that of the system's owner, or of the guideline's own organisation.
fn begun(visit: &Visit, read: &Read) -> Result<Licence> {
    let asked = visit.query("system").and_then(|text| text.parse::<Id>().ok());
    let seen = seen_systems(read, asked.into_iter().collect())?;
    let system = store::systems_named(read, &Vec::from_iter(seen))?.into_iter().next();
    let own = organisation::own_organisation(read)?.map(|own| own.id);
    Ok(Licence {
        kind: Some(LicenceKind::PerUser),
        organisation: system.as_ref().map(|system| system.organisation).or(own),
        system: system.map(|system| system.id),
        ..Licence::default()
    })
}

pub(super) fn register(visit: &Visit) -> Result<Answer> {
    save(visit, Licence::default(), None)
}

pub(super) fn edit_licence(visit: &Visit) -> Result<Answer> {
    let (around, licence) = visit.read(|read| {
        let (licence, sees_cost) = seen_to_edit(visit, read)?;
        Ok((around(visit, read, &licence, sees_cost)?, licence))
    })?;
    Ok(show(visit, &around, &licence, &[]))
}

pub(super) fn change(visit: &Visit) -> Result<Answer> {
    let (stored, _) = visit.read(|read| seen_to_edit(visit, read))?;
    let licence = Licence { revision: revision_of(visit.form()?)?, ..stored.clone() };
    save(visit, licence, Some(stored))
}

/// A licence as the visitor sees it, who may change it; and whether they see what it costs.
fn seen_to_edit(visit: &Visit, read: &Read) -> Result<(Licence, bool)> {
    let whole = visible_licence(read, visit.id("id")?)?;
    if !may_edit_licence(read, &whole)? {
        return Err(access::refused(EDIT_LICENCES));
    }
    let seen = seen_licence(read, whole.id)?;
    Ok((seen.licence, seen.sees_cost))
}

fn save(visit: &Visit, mut licence: Licence, stored: Option<Licence>) -> Result<Answer> {
    let form = visit.form()?;
    let around = visit.read(|read| {
        let sees_cost = stored.is_none() || seen_to_edit(visit, read)?.1;
        around(visit, read, &licence, sees_cost)
    })?;
    let typed = around.words.read_form(form, &mut licence, visit.today());
    if !typed.is_empty() {
        return Ok(show(visit, &around, &licence, &typed));
    }
    let asked = licence.clone();
    match (tried(visit.write(move |tx| save_licence(tx, asked)))?, stored) {
        (Tried::Done(_), _) => Ok(Answer::see_other(format!("{PATH}/{}", licence.id), "register-saved")),
        (Tried::Again(objections), _) => Ok(show(visit, &around, &licence, &objections)),
        (Tried::Stale, Some(stored)) => {
            let form = record_form(visit, &around, &licence);
            let content = form.conflict(&Subject::new(LICENCE, stored.id), &stored, stored.revision)?;
            Ok(page(visit, &licence, content).rejected().answer())
        }
        (Tried::Stale, None) => Ok(show(visit, &around, &licence, &[])),
    }
}

fn around(visit: &Visit, read: &Read, licence: &Licence, sees_cost: bool) -> Result<Around> {
    let pack = findings::pack_in_force(read)?;
    let words = naming_licence(read, licence_words(&pack, visit.language()), licence)?
        .pick(visit, read, ("organisation", licence.organisation), &ORGANISATIONS_BY_NAME)?
        .pick(visit, read, ("supplier", licence.supplier), &SUPPLIERS_BY_NAME)?
        .pick_among(visit, read, ("system", licence.system), (&SYSTEMS_BY_NAME, &Offered::NONE))?
        .pick(visit, read, ("agreement", licence.agreement), &AGREEMENTS_BY_NAME)?
        .pick(visit, read, ("responsible", licence.responsible), &PEOPLE_BY_NAME)?;
    Ok(Around {
        words,
        sees_cost,
        has_groups: !pack.user_groups.is_empty() || !licence.user_group.is_empty(),
    })
}

fn record_form<'v>(visit: &'v Visit, around: &'v Around, licence: &Licence) -> RecordForm<'v, Licence> {
    let is_new = licence.revision == 0;
    let back = if is_new { PATH.to_owned() } else { format!("{PATH}/{}", licence.id) };
    let mut count = COUNT.to_vec();
    count.extend(around.has_groups.then_some("user_group"));
    count.extend(around.sees_cost.then_some("cost_ore"));
    let form = RecordForm::new(visit, &around.words, licence, Link::new(back, visit.text("cancel")))
        .group("licence-group-what", WHAT)
        .group("licence-group-count", &count)
        .group("licence-group-time", TIME);
    if is_new { form.save(visit.text("register-do-register")) } else { form.revision(licence.revision) }
}

fn show(visit: &Visit, around: &Around, licence: &Licence, objections: &[Objection]) -> Answer {
    let mut form = record_form(visit, around, licence).objections(objections).component();
    for field in form.groups.iter_mut().flat_map(|group| &mut group.fields) {
        // A group of users is one of the guideline's, not a word of one's own.
        if let ("user_group", Input::Suggested { value, options }) = (field.name.as_str(), &field.input) {
            field.input = Input::Choice { value: value.clone(), options: options.clone() };
        }
    }
    form_page(page(visit, licence, components::form(visit.language(), &form)), objections)
}

fn page(visit: &Visit, licence: &Licence, content: maud::Markup) -> Page {
    let mut way = under_list(visit);
    if licence.revision == 0 {
        return Page::new(visit.text("licence-new"), content).under(way);
    }
    way.push(Link::new(format!("{PATH}/{}", licence.id), &licence.name));
    Page::new(visit.text("licence-change"), content).under(way)
}
