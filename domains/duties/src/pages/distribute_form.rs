//! The form by which a test protocol is sent to people: those who run the system are proposed, others are named.

use super::words::names_by_id;
use super::{own_form, told_again, under_system};
use crate::distribute_protocol::{DistributeProtocol, distribute_protocol};
use crate::test_protocol::TestProtocol;
use crate::told::address_of;
use crate::visible::visible_protocol;
use crate::{WRITE_TESTS, store};
use kernel::{Id, Objection, Result};
use organisation::{PEOPLE_BY_NAME, assignments_of_all};
use policy::CoreFunction;
use register::{OBJECTS, ObjectRow, visible_system};
use std::collections::BTreeSet;
use storage::{Query, Read, values};
use web::components::{self, FieldGroup, FormField, Input, Link, SelectOption};
use web::{Answer, Offered, Page, RecordWords, Visit, form_page, revision_of};

/// Names to type at once, beside those that are proposed.
const ADDED: [&str; 3] = ["added.0", "added.1", "added.2"];
/// Objects of a system whose holders are proposed.
const MOST_OBJECTS: i64 = 20;
/// What they do who run a system: they are proposed as receivers. Source: S0-105.
const RUNNING: [CoreFunction; 4] = [
    CoreFunction::ItManager,
    CoreFunction::Operations,
    CoreFunction::Technician,
    CoreFunction::Administrator,
];

/// What the form needs to be drawn.
struct Around {
    protocol: TestProtocol,
    system_name: String,
    /// Those to tick, by name.
    offered: Vec<SelectOption>,
    words: RecordWords,
}

pub(super) fn distribute_form(visit: &Visit) -> Result<Answer> {
    let around = visit.read(|read| around(visit, read))?;
    let proposed = around.offered.iter().map(|one| one.value.clone()).collect();
    show(visit, &around, proposed, &[])
}

pub(super) fn distribute(visit: &Visit) -> Result<Answer> {
    let form = visit.form()?;
    let around = visit.read(|read| around(visit, read))?;
    let chosen: Vec<String> = form.all("receivers").map(str::to_owned).collect();
    let mut receivers: Vec<Id> = chosen.iter().filter_map(|text| text.parse().ok()).collect();
    let mut typed = Vec::new();
    for name in ADDED {
        match around.words.meant_at(name, form.get(name).unwrap_or_default()) {
            Ok(id) => receivers.extend(id.parse::<Id>().ok()),
            Err(wrong) => typed.push(Objection::new(name, wrong)),
        }
    }
    if !typed.is_empty() {
        return show(visit, &around, chosen, &typed);
    }
    let id = around.protocol.id;
    let ask = DistributeProtocol { protocol: id, revision: Some(revision_of(form)?), receivers };
    match told_again(visit.write(move |tx| distribute_protocol(tx, &ask)))? {
        Ok(()) => Ok(Answer::see_other(address_of(id), "test-distributed")),
        Err(objections) => show(visit, &around, chosen, &objections),
    }
}

fn around(visit: &Visit, read: &Read) -> Result<Around> {
    let protocol = visible_protocol(read, visit.id("id")?)?;
    access::authorise(read, WRITE_TESTS, protocol.system)?;
    let system_name = visible_system(read, protocol.system)?.name;
    let offered = proposed(read, &protocol)?;
    let at_hand = Offered::of(read, &PEOPLE_BY_NAME)?;
    let words = ADDED.iter().try_fold(RecordWords::of("test-protocol"), |words, name| {
        words.pick_among(visit, read, (name, None), (&PEOPLE_BY_NAME, &at_hand))
    })?;
    Ok(Around { protocol, system_name, offered, words })
}

/// Those who run the system today, on it or on its objects: but for who made the test, has the protocol or looks at it.
fn proposed(read: &Read, protocol: &TestProtocol) -> Result<Vec<SelectOption>> {
    let of_system = Query::first(MOST_OBJECTS).filter("system", values![protocol.system]);
    let objects = OBJECTS.page::<ObjectRow>(read, &of_system)?.items.into_iter().map(|row| row.id);
    let places: Vec<Id> = objects.chain([protocol.system]).collect();
    let pack = findings::pack_in_force(read)?;
    let runs = |role: &str| pack.role(role).is_some_and(|role| RUNNING.contains(&role.core_function));
    let today = read.today();
    let held = assignments_of_all(read, &places)?;
    let running: BTreeSet<Id> = held
        .iter()
        .filter(|one| one.counts_on(today) && runs(&one.role))
        .filter_map(|one| one.person)
        .collect();
    let has_it: BTreeSet<Id> =
        store::receivers_of(read, protocol.id)?.into_iter().map(|one| one.person).collect();
    let is_asked = |id: &Id| {
        !has_it.contains(id) && !protocol.participants.contains(id) && read.actor().person != Some(*id)
    };
    let named = names_by_id(read, &running.into_iter().filter(is_asked).collect::<Vec<_>>())?;
    let mut options: Vec<SelectOption> =
        named.into_iter().map(|(id, name)| SelectOption::new(id.to_string(), name)).collect();
    options.sort_by_cached_key(|one| texts::sort_key(&one.label));
    Ok(options)
}

fn show(visit: &Visit, around: &Around, chosen: Vec<String>, objections: &[Objection]) -> Result<Answer> {
    let mut fields = Vec::new();
    if !around.offered.is_empty() {
        let input = Input::References { values: chosen, options: around.offered.clone() };
        let ticked = FormField::new("receivers", visit.text("test-proposed-receivers"), input);
        fields.push(ticked.with_hint(visit.text("test-proposed-receivers-hint")));
    }
    fields.extend(
        ADDED.iter().map(|name| {
            FormField::new(*name, visit.text("test-add-receiver"), around.words.input_at(name, ""))
        }),
    );
    // What is objected to of all of them is told where the first are chosen.
    let first = fields.first().map_or_else(String::new, |field| field.name.clone());
    let at_first = |one: &Objection| match one.field.as_str() {
        "receivers" => Objection { field: first.clone(), ..one.clone() },
        _ => one.clone(),
    };
    let objections: Vec<Objection> = objections.iter().map(at_first).collect();
    let protocol = &around.protocol;
    let hint = Some(visit.text("test-distribute-text"));
    let group = FieldGroup { legend: None, hint, fields };
    let form = components::Form {
        save: visit.text("test-distribute"),
        cancel: Some(Link::new(address_of(protocol.id), visit.text("cancel"))),
        ..own_form(visit, Some(protocol.revision), vec![group], &objections)
    };
    let mut way = under_system(visit, protocol.system, &around.system_name);
    way.push(Link::new(address_of(protocol.id), &protocol.about));
    let content = components::form(visit.language(), &form);
    Ok(form_page(Page::new(visit.text("test-distribute"), content).under(way), &objections))
}
