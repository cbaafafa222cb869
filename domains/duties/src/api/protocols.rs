//! Test protocols in the API. What was tried is added and taken away case by case.

use super::{About, SEARCH, SYSTEM, TakingBack, of_field};
use crate::acknowledge_protocol::acknowledge_protocol;
use crate::distribute_protocol::{DistributeProtocol, distribute_protocol};
use crate::listing::{PROTOCOLS, ProtocolRow};
use crate::receiver::Receiver;
use crate::save_protocol::{SaveProtocol, save_protocol};
use crate::store;
use crate::test_case::TestCase;
use crate::test_protocol::{PERSON_REFERENCE, TestKind, TestOutcome, TestProtocol};
use crate::visible::visible_protocol;
use crate::withdraw_protocol::{WithdrawProtocol, withdraw_protocol};
use kernel::{Choice, Error, FieldKind, Id, Result, json_of, record_fields};
use register::READ_DOCUMENTS;
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[
    SEARCH,
    of_field("kind", FieldKind::Choice(TestKind::NAMES)),
    of_field("outcome", FieldKind::Choice(TestOutcome::NAMES)),
    of_field("system", FieldKind::Reference(SYSTEM)),
    of_field("receiver", FieldKind::Reference(PERSON_REFERENCE)),
    of_field("next_before", FieldKind::Date),
];

/// Whom a protocol is sent to.
#[derive(Clone, Debug, Default)]
struct Distributing {
    receivers: Vec<Id>,
}

record_fields! { Distributing {
    receivers: FieldKind::References(PERSON_REFERENCE), required;
} }

/// A case that is taken away, by its number from 1.
#[derive(Clone, Debug, Default)]
struct Removal {
    number: Option<i64>,
}

record_fields! { Removal {
    number: FieldKind::Number { min: 1, max: 200 }, required;
} }

pub(super) fn protocols() -> Resource {
    Resource::of::<TestProtocol>("test-protocols", "test_protocol")
        .taking::<About>()
        .tells_list("cases")
        .tells_list("receivers")
        .tells("withdrawn_on", FieldKind::Date)
        .tells("withdrawn_because", FieldKind::LongText { max_chars: 2_000 })
        .lists(&PROTOCOLS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<TestCase>("add-case", add_case)
        .acts::<Removal>("remove-case", remove_case)
        .acts::<Distributing>("distribute", distribute)
        .acts_plainly("acknowledge", acknowledge)
        .acts::<TakingBack>("withdraw", withdraw)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, ask.query(&PROTOCOLS, read.today())?);
    let page = PROTOCOLS.page::<ProtocolRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut receivers = store::receivers_of_all(read, &ids)?;
    let mut found: BTreeMap<Id, TestProtocol> =
        store::protocols_by_id(read, &ids)?.into_iter().map(|one| (one.id, one)).collect();
    let items = ids.iter().filter_map(|id| found.remove(id)).map(|one| {
        let sent_to = receivers.remove(&one.id).unwrap_or_default();
        told(&one, &sent_to)
    });
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    let protocol = visible_protocol(read, id)?;
    Ok(told(&protocol, &store::receivers_of(read, id)?))
}

fn told(protocol: &TestProtocol, receivers: &[Receiver]) -> Item {
    let withdrawn = protocol.withdrawn.as_ref();
    let receiver = |one: &Receiver| {
        let instant = |at: kernel::Instant| at.to_string();
        json!({
            "person": one.person,
            "sent_at": instant(one.sent_at),
            "received_at": one.received_at.map(instant),
        })
    };
    Item::of(protocol.id, protocol.revision, protocol)
        .with("system", &protocol.system)
        .with_json("cases", protocol.cases.iter().map(|case| Json::Object(json_of(case))).collect())
        .with_json("receivers", receivers.iter().map(receiver).collect())
        .with("withdrawn_on", &withdrawn.map(|one| one.on))
        .with("withdrawn_because", &withdrawn.map(|one| one.because.clone()))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut about = About::default();
    let mut protocol = TestProtocol::new(Id::new());
    input.read_with(&mut protocol, &mut about)?;
    protocol.system = about.system.ok_or(Error::NotFound)?;
    let id = save_protocol(tx, SaveProtocol { protocol, revision: None })?.id;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut protocol = visible_protocol(tx, id)?;
    let mut about = About { system: Some(protocol.system) };
    input.read_with(&mut protocol, &mut about)?;
    if about.system != Some(protocol.system) {
        return Err(Error::rejected("system", "test-objection-system-stays"));
    }
    save_protocol(tx, SaveProtocol { protocol, revision: Some(input.revision()?) })?;
    get(tx, id)
}

fn add_case(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut protocol = visible_protocol(tx, id)?;
    let mut case = TestCase::default();
    input.read_into(&mut case)?;
    protocol.cases.push(case);
    save_cases(tx, protocol, input)
}

fn remove_case(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut protocol = visible_protocol(tx, id)?;
    let mut removal = Removal::default();
    input.read_into(&mut removal)?;
    let place = removal.number.and_then(|number| usize::try_from(number - 1).ok());
    let Some(place) = place.filter(|place| *place < protocol.cases.len()) else {
        return Err(Error::rejected("number", "test-objection-no-such-case"));
    };
    protocol.cases.remove(place);
    save_cases(tx, protocol, input)
}

fn save_cases(tx: &mut Tx, protocol: TestProtocol, input: &Input) -> Result<Item> {
    let (id, revision) = (protocol.id, input.revision_if_told().unwrap_or(protocol.revision));
    save_protocol(tx, SaveProtocol { protocol, revision: Some(revision) })?;
    get(tx, id)
}

fn distribute(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = Distributing::default();
    input.read_into(&mut asked)?;
    let ask =
        DistributeProtocol { protocol: id, revision: input.revision_if_told(), receivers: asked.receivers };
    distribute_protocol(tx, &ask)?;
    get(tx, id)
}

fn acknowledge(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    acknowledge_protocol(tx, id, input.revision_if_told())?;
    get(tx, id)
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = TakingBack::default();
    input.read_into(&mut asked)?;
    let ask = WithdrawProtocol { protocol: id, revision: input.revision_if_told(), reason: asked.reason };
    withdraw_protocol(tx, &ask)?;
    get(tx, id)
}
