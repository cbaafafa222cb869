//! People and employments in the API.

use super::{OPEN, SEARCH, field_filter, query, reference, told_each};
use crate::listing::{EMPLOYMENTS, PEOPLE};
use crate::{
    Because, Employment, Handover, Person, PersonKind, SaveEmployment, SavePerson, TickItem, hand_over,
    save_employment, save_person, tick_item, visible_employment, visible_employments, visible_people,
    visible_person,
};
use crate::{PERSON, with_blank_custom};
use kernel::{Choice, FieldKind, Id, Result, record_fields};
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const PERSON_FILTERS: &[ListFilter] = &[
    SEARCH,
    field_filter("kind", FieldKind::Choice(PersonKind::NAMES)),
    reference("organisation", "organisation"),
    reference("unit", "unit"),
    field_filter("available", FieldKind::Date),
    field_filter("email", FieldKind::Text { max_chars: 254 }),
];

const EMPLOYMENT_FILTERS: &[ListFilter] = &[
    OPEN,
    reference("person", "person"),
    reference("organisation", "organisation"),
    reference("within", "organisation"),
    reference("unit", "unit"),
    reference("manager", "person"),
];

pub(super) fn people() -> Resource {
    Resource::of::<Person>("people", "person")
        .lists(&PEOPLE, PERSON_FILTERS, list_people)
        .gets(|read, id| visible_person(read, id).map(|one| told(&one)))
        .creates(|tx, input| {
            let person = Person::new("", PersonKind::Employed);
            let (mut person, mut because) = (with_blank_custom(tx, PERSON, person)?, Because::default());
            input.read_new(&mut person, &mut because)?;
            save_person(tx, &SavePerson { person, revision: None, because }).map(|saved| told(&saved))
        })
        .changes(|tx, id, input| {
            let (mut person, mut because) = (visible_person(tx, id)?, Because::default());
            input.read_with(&mut person, &mut because)?;
            let revision = Some(input.revision()?);
            save_person(tx, &SavePerson { person, revision, because }).map(|saved| told(&saved))
        })
        .taking::<Because>()
        .acts::<Handover>("hand-over", hand_over_all)
        .acts::<Ticking>("tick-item", tick)
}

/// An item of the checklist that is done.
#[derive(Clone, Debug, Default)]
struct Ticking {
    item: String,
    note: String,
}

record_fields! { Ticking {
    item: FieldKind::Text { max_chars: 50 }, required;
    note: FieldKind::LongText { max_chars: 1_000 };
} }

fn hand_over_all(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut ask = Handover::default();
    input.read_into(&mut ask)?;
    hand_over(tx, id, &ask)?;
    crate::person(tx, id).map(|one| told(&one))
}

fn tick(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut wanted = Ticking::default();
    input.read_into(&mut wanted)?;
    tick_item(tx, &TickItem { person: id, item: wanted.item, note: wanted.note })?;
    crate::person(tx, id).map(|one| told(&one))
}

fn list_people(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    told_each(read, visible_people(read, query(read, ask, &PEOPLE)?)?, (PERSON, |one| one.id), told)
}

fn told(person: &Person) -> Item {
    Item::of(person.id, person.revision, person)
}

pub(super) fn employments() -> Resource {
    Resource::of::<Employment>("employments", "employment")
        .lists(&EMPLOYMENTS, EMPLOYMENT_FILTERS, list_employments)
        .gets(|read, id| visible_employment(read, id).map(|one| told_employment(&one)))
        .creates(create_employment)
        .changes(change_employment)
        .taking::<Because>()
}

fn create_employment(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut employment = Employment::new(Id::new(), Id::new(), tx.today());
    let mut because = Because::default();
    input.read_new(&mut employment, &mut because)?;
    save_employment(tx, &SaveEmployment { employment, revision: None, because })
        .map(|saved| told_employment(&saved))
}

fn change_employment(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let (mut employment, mut because) = (visible_employment(tx, id)?, Because::default());
    input.read_with(&mut employment, &mut because)?;
    let revision = Some(input.revision()?);
    save_employment(tx, &SaveEmployment { employment, revision, because })
        .map(|saved| told_employment(&saved))
}

fn list_employments(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    Ok(ListAnswer::of(visible_employments(read, query(read, ask, &EMPLOYMENTS)?)?, |one| {
        told_employment(&one)
    }))
}

fn told_employment(employment: &Employment) -> Item {
    Item::of(employment.id, employment.revision, employment)
}
