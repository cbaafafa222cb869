//! Web-hooks and what they were told, for scripts: the same verbs as on their pages. A secret is made on its page only: an
//! answer that is remembered with an `Idempotency-Key` is no place for one.

use crate::delivery::{Delivery, DeliveryState};
use crate::hook::WebHook;
use crate::listing::{DELIVERIES, HOOKS};
use crate::redeliver::redeliver;
use crate::remove_hook::remove_hook;
use crate::save_hook::{SaveHook, save_hook};
use crate::try_hook::try_hook;
use crate::{MANAGE, store};
use kernel::{Choice, FieldKind, Id, ReferenceKind, Result};
use storage::{Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const HOOK_FILTERS: &[ListFilter] =
    &[ListFilter { name: "is_active", kind: FilterKind::Field(FieldKind::Flag) }];

pub(crate) const DELIVERY_FILTERS: &[ListFilter] = &[
    ListFilter { name: "state", kind: FilterKind::Field(FieldKind::Choice(DeliveryState::NAMES)) },
    ListFilter { name: "hook", kind: FilterKind::Field(FieldKind::Reference(ReferenceKind("web_hook"))) },
];

const TEXT: FieldKind = FieldKind::Text { max_chars: 100 };

/// Both kinds of record.
#[must_use]
pub fn resources() -> Vec<Resource> {
    vec![
        Resource::of::<WebHook>("web-hooks", "web_hook")
            .tells("secret_number", FieldKind::Number { min: 0, max: i64::MAX })
            .tells("secret_print", TEXT)
            .lists(&HOOKS, HOOK_FILTERS, list)
            .gets(get)
            .creates(create)
            .changes(change)
            .acts_plainly("remove", |tx, id, input| {
                remove_hook(tx, id, input.revision_if_told()).map(|hook| told(&hook))
            })
            .acts_plainly("try", |tx, id, _| {
                try_hook(tx, id)?;
                get(tx, id)
            }),
        Resource::of::<Delivery>("web-hook-deliveries", "web_hook_delivery")
            .tells("made_at", TEXT)
            .tells("ended_at", TEXT)
            .tells_freely("body")
            .lists(&DELIVERIES, DELIVERY_FILTERS, list_deliveries)
            .gets(get_delivery)
            .acts_plainly("redeliver", |tx, id, _| {
                redeliver(tx, id)?;
                get_delivery(tx, id)
            }),
    ]
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    access::authorise_everywhere(read, MANAGE)?;
    let page = HOOKS.page::<WebHook>(read, &ask.query(&HOOKS, read.today())?)?;
    Ok(ListAnswer::of(page, |hook| told(&hook)))
}

fn get(read: &Read, id: Id) -> Result<Item> {
    store::hook(read, id).map(|hook| told(&hook))
}

fn told(hook: &WebHook) -> Item {
    Item::of(hook.id, hook.revision, hook)
        .with("secret_number", &hook.secret_number)
        .with("secret_print", &hook.secret_print)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut hook = WebHook { is_active: Some(true), ..WebHook::default() };
    input.read_into(&mut hook)?;
    save_hook(tx, SaveHook { hook, revision: None }).map(|saved| told(&saved))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut hook = store::hook(tx, id)?;
    let revision = input.revision()?;
    input.read_into(&mut hook)?;
    save_hook(tx, SaveHook { hook, revision: Some(revision) }).map(|saved| told(&saved))
}

fn list_deliveries(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    access::authorise_everywhere(read, MANAGE)?;
    let page = DELIVERIES.page::<Delivery>(read, &ask.query(&DELIVERIES, read.today())?)?;
    Ok(ListAnswer::of(page, |one| told_delivery(&one)))
}

fn get_delivery(read: &Read, id: Id) -> Result<Item> {
    store::visible_delivery(read, id).map(|one| told_delivery(&one))
}

fn told_delivery(one: &Delivery) -> Item {
    let ended_at = one.ended_at.map(|at| at.to_string()).unwrap_or_default();
    Item::of(one.id, 1, one)
        .with("made_at", &one.made_at.to_string())
        .with("ended_at", &ended_at)
        .with_json("body", serde_json::from_str(&one.body).unwrap_or_default())
}
