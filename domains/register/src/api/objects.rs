//! Management objects in the API, with their systems.

use super::{SEARCH, reference, word};
use crate::field_groups::{self, hide_unseen, without_unseen};
use crate::listing::{OBJECTS, ObjectRow};
use crate::managed_object::{ManagedObject, OBJECT};
use crate::pages::paper_of_object;
use crate::visible::visible_object;
use crate::{READ_BASE, save_object, set_object_systems, store, told_findings};
use kernel::{FieldKind, Id, ReferenceKind, Result, record_fields};
use organisation::with_blank_custom;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::papers::TEXT_FORMS;
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] =
    &[SEARCH, reference("organisation", "organisation"), reference("system", "system"), word("kind")];

/// All systems of an object.
#[derive(Clone, Debug, Default)]
struct ItsSystems {
    systems: Vec<Id>,
}

record_fields! { ItsSystems {
    systems: FieldKind::References(ReferenceKind("system"));
} }

pub(super) fn objects() -> Resource {
    Resource::of::<ManagedObject>("objects", "object")
        .tells("systems", FieldKind::References(ReferenceKind("system")))
        .tells("hidden", super::HIDDEN)
        .lists(&OBJECTS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<ItsSystems>("set-systems", set_systems)
        .gives_content(TEXT_FORMS, paper_of_object)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    // Who reads no findings gets no row of an order by them; the past has no such order.
    let query = ask.query(told_findings::objects(read.as_of().is_none()), read.today())?;
    let query = told_findings::narrowed(read, query, |name| ask.value(name).is_some());
    let query = field_groups::narrowed_by_added(read, query, ask.added_fields());
    let query = access::visible_to(read.actor(), READ_BASE, query);
    let page = OBJECTS.page::<ObjectRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut found = store::objects_by_id(read, &ids)?;
    hide_unseen(read, &mut found, |object| object.id)?;
    let mut objects: BTreeMap<Id, ManagedObject> =
        found.into_iter().map(|object| (object.id, object)).collect();
    let pairs = store::systems_of_objects(read, &ids)?;
    let systems: Vec<Id> = pairs.iter().map(|(_, system)| *system).collect();
    let seen = access::permitted(read, READ_BASE, &systems)?;
    let items = ids.iter().filter_map(|id| objects.remove(id)).map(|object| {
        let own = pairs.iter().filter(|(id, system)| *id == object.id && seen.contains(system));
        told(&object, own.map(|(_, system)| *system).collect())
    });
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let object = without_unseen(read, id, visible_object(read, id)?)?;
    let systems = access::permitted(read, READ_BASE, &store::systems_of_object(read, id)?)?;
    Ok(told(&object, systems))
}

/// Systems that the reader may not see are left out, hidden fields told of by name.
fn told(object: &ManagedObject, systems: Vec<Id>) -> Item {
    let hidden: Vec<String> = object.custom.hidden().map(str::to_owned).collect();
    Item::of(object.id, object.revision, object).with("systems", &systems).with("hidden", &hidden)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut object = with_blank_custom(tx, OBJECT, ManagedObject::default())?;
    input.read_into(&mut object)?;
    let id = object.id;
    save_object(tx, object)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut object = visible_object(tx, id)?;
    object.revision = input.revision()?;
    input.read_into(&mut object)?;
    save_object(tx, object)?;
    get(tx, id)
}

fn set_systems(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let object = visible_object(tx, id)?;
    let mut asked = ItsSystems::default();
    input.read_into(&mut asked)?;
    let revision = input.revision_if_told().unwrap_or(object.revision);
    set_object_systems(tx, id, revision, &asked.systems.into_iter().collect())?;
    get(tx, id)
}
