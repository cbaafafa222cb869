//! Adopted policy packs for scripts: which were in force when, and adopting another one.

use crate::READ_PACKS;
use crate::adopt_pack::{AdoptPack, adopt_pack, shipped_to_adopt};
use crate::adoption::{ADOPTED_PACKS, AdoptedPack, Adoption, adopted_pack};
use crate::issue_api::{issue_answers, issues};
use crate::pack_in_force::{adopted_in_force, adopted_texts};
use kernel::{Date, FieldKind, Id, Result, record_fields};
use storage::{Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] =
    &[ListFilter { name: "pack", kind: FilterKind::Field(FieldKind::Text { max_chars: 100 }) }];

/// What it takes to bring an earlier pack into force again, or to lay other entries over it.
#[derive(Clone, Debug, Default)]
struct Again {
    valid_from: Option<Date>,
    overlay: String,
    decision: String,
    reason: String,
}

record_fields! { Again {
    valid_from: FieldKind::Date, required;
    overlay: FieldKind::LongText { max_chars: 200_000 };
    decision: FieldKind::Text { max_chars: 200 }, required;
    reason: FieldKind::LongText { max_chars: 2_000 }, required;
} }

/// The kinds of records of this crate in the API.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![policies(), issues(), issue_answers()]
}

fn policies() -> Resource {
    Resource::of::<Adoption>("policies", "policy_pack")
        .tells("version", FieldKind::Text { max_chars: 100 })
        .tells("is_in_force", FieldKind::Flag)
        .lists(&ADOPTED_PACKS, FILTERS, list)
        .gets(get)
        .creates(create)
        .acts::<Again>("adopt", adopt_again)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    authorise(read)?;
    let in_force = adopted_in_force(read)?;
    let query = ask.query(&ADOPTED_PACKS, read.today())?;
    Ok(ListAnswer::of(ADOPTED_PACKS.page(read, &query)?, |pack| item(&pack, in_force)))
}

fn get(read: &Read, id: Id) -> Result<Item> {
    authorise(read)?;
    Ok(item(&adopted_pack(read, id)?, adopted_in_force(read)?))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut adoption = Adoption::default();
    input.read_into(&mut adoption)?;
    let Adoption { pack, valid_from, overlay, decision, reason } = adoption;
    let source = shipped_to_adopt(&pack)?.clone();
    let id = adopt_pack(tx, &AdoptPack { source, overlay, valid_from, decision, reason, seen: None })?;
    get(tx, id)
}

/// What was adopted is kept as it was: adopting it again makes a new record.
fn adopt_again(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    authorise(tx)?;
    let mut again = Again { overlay: adopted_pack(tx, id)?.adoption.overlay, ..Again::default() };
    input.read_into(&mut again)?;
    let Again { valid_from, overlay, decision, reason } = again;
    let source = adopted_texts(tx, id)?.source;
    let new = adopt_pack(tx, &AdoptPack { source, overlay, valid_from, decision, reason, seen: None })?;
    get(tx, new)
}

pub(crate) fn authorise(read: &Read) -> Result<()> {
    if access::may_anywhere(read, READ_PACKS)? {
        return Ok(());
    }
    Err(access::refused(READ_PACKS))
}

/// An adopted pack never changes, so that it has one revision.
fn item(pack: &AdoptedPack, in_force: Id) -> Item {
    Item::of(pack.id, 1, &pack.adoption)
        .with("version", &pack.version)
        .with("is_in_force", &Some(pack.id == in_force))
}
