//! Decisions on sharing in the API.

use super::{OPEN, field_filter, query, reference};
use crate::listing::{SHARINGS, visible_sharings};
use crate::{
    Because, ChangeSharing, EndSharing, Sharing, add_sharing, change_sharing, end_sharing, visible_sharing,
};
use kernel::{Date, Error, FieldKind, Id, Result, record_fields};
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const SHARING_FILTERS: &[ListFilter] = &[
    reference("owner", "organisation"),
    reference("receiver", "organisation"),
    field_filter("record_kind", FieldKind::Text { max_chars: 50 }),
    OPEN,
];

/// Why something is shown; the decision is a field of what is decided.
#[derive(Clone, Debug, Default)]
struct Reason {
    reason: String,
}

record_fields! { Reason {
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

/// The last day of what ends.
#[derive(Clone, Debug, Default)]
struct LastDay {
    last_day: Option<Date>,
    decision: String,
    reason: String,
}

record_fields! { LastDay {
    last_day: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 };
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

pub(super) fn sharings() -> Resource {
    Resource::of::<Sharing>("sharings", "sharing")
        .lists(&SHARINGS, SHARING_FILTERS, list)
        .gets(|read, id| visible_sharing(read, id).map(|one| told(&one)))
        .creates(create)
        .changes(change)
        .taking::<Reason>()
        .acts::<LastDay>("end", end)
}

fn told(sharing: &Sharing) -> Item {
    Item::of(sharing.id, sharing.revision, sharing)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    Ok(ListAnswer::of(visible_sharings(read, query(read, ask, &SHARINGS)?)?, |one| told(&one)))
}

fn because(reason: Reason) -> Because {
    Because { reason: reason.reason, decision: String::new() }
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut sharing = Sharing::new(Id::new(), tx.today());
    let mut reason = Reason::default();
    input.read_new(&mut sharing, &mut reason)?;
    add_sharing(tx, &sharing, &because(reason)).map(|saved| told(&saved))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut sharing = visible_sharing(tx, id)?;
    let mut reason = Reason::default();
    input.read_with(&mut sharing, &mut reason)?;
    let ask = ChangeSharing { sharing, revision: input.revision()?, because: because(reason) };
    change_sharing(tx, &ask).map(|saved| told(&saved))
}

fn end(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let present = visible_sharing(tx, id)?.revision;
    let mut wanted = LastDay::default();
    input.read_into(&mut wanted)?;
    let ask = EndSharing {
        id,
        revision: input.revision_if_told().unwrap_or(present),
        last_day: wanted.last_day.ok_or_else(|| Error::rejected("last_day", "objection-required"))?,
        because: Because { reason: wanted.reason, decision: wanted.decision },
    };
    end_sharing(tx, &ask).map(|saved| told(&saved))
}
