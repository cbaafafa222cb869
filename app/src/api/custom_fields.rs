//! The fields that the federation has added, for scripts: which there are, and the same verbs as on their pages. What
//! records hold in them stands in `custom` of each record.

use crate::domains::KINDS_WITH_CUSTOM_FIELDS;
use custom_fields::{Definition, FIELDS, SaveField, definition, restore_field, retire_field, save_field};
use kernel::{FieldKind, Id, Result};
use storage::{Read, Tx, Value};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "record_kind", kind: FilterKind::Field(FieldKind::Text { max_chars: 60 }) },
    ListFilter { name: "asked", kind: FilterKind::Made(|_| Some(Value::Null)) },
];

pub(super) fn custom_fields() -> Resource {
    Resource::of::<Definition>("custom-fields", "custom_field")
        .tells("retired_choices", FieldKind::LongText { max_chars: 30_000 })
        .tells("retired_on", FieldKind::Date)
        .lists(&FIELDS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts_plainly("retire", |tx, id, input| {
            retire_field(tx, id, input.revision_if_told()).map(|field| told(&field))
        })
        .acts_plainly("restore", |tx, id, input| {
            let restored = restore_field(tx, id, input.revision_if_told(), KINDS_WITH_CUSTOM_FIELDS);
            restored.map(|field| told(&field))
        })
}

/// Which fields there are is seen by everybody who sees a record with them.
fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let page = FIELDS.page::<Definition>(read, &ask.query(&FIELDS, read.today())?)?;
    Ok(ListAnswer::of(page, |field| told(&field)))
}

fn get(read: &Read, id: Id) -> Result<Item> {
    definition(read, id).map(|field| told(&field))
}

fn told(field: &Definition) -> Item {
    Item::of(field.id, field.revision, field)
        .with("retired_choices", &field.retired_choices)
        .with("retired_on", &field.retired_on)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut definition = Definition::default();
    input.read_into(&mut definition)?;
    save(tx, definition, None)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut changed = definition(tx, id)?;
    let revision = input.revision()?;
    input.read_into(&mut changed)?;
    save(tx, changed, Some(revision))
}

fn save(tx: &mut Tx, definition: Definition, revision: Option<i64>) -> Result<Item> {
    let ask = SaveField { definition, revision, kinds: KINDS_WITH_CUSTOM_FIELDS };
    save_field(tx, &ask).map(|saved| told(&saved))
}
