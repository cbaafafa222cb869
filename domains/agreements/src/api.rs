//! Agreements in the API: entered, changed, approved, signed, given notice of and renewed.

use crate::agreement::{AGREEMENT, Agreement, AgreementKind};
use crate::approve_agreement::{ApproveAgreement, Approving, approve_agreement};
use crate::licences::licences;
use crate::listing::{AGREEMENTS, AgreementRow};
use crate::renew_agreement::{RenewAgreement, Renewing, renew_agreement};
use crate::save_agreement::save_agreement;
use crate::sign_agreement::{SignAgreement, Signing, sign_agreement};
use crate::term::{TermState, compute_term};
use crate::terminate_agreement::{MOST_OF_REASON, TerminateAgreement, Terminating, terminate_agreement};
use crate::visible::{Seen, seen_agreement, seen_each, visible_agreement};
use crate::{READ, store};
use access::Visible;
use kernel::{Choice as _, Date, FieldKind, Id, ReferenceKind, Result};
use organisation::with_blank_custom;
use register::READ_BASE;
use std::collections::BTreeMap;
use storage::{Query, Read, Tx};
use web::{FilterKind, Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const fn of_field(name: &'static str, kind: FieldKind) -> ListFilter {
    ListFilter { name, kind: FilterKind::Field(kind) }
}

pub(crate) const fn reference(name: &'static str, kind: &'static str) -> ListFilter {
    of_field(name, FieldKind::Reference(ReferenceKind(kind)))
}

const FILTERS: &[ListFilter] = &[
    ListFilter { name: "q", kind: FilterKind::Search },
    of_field("kind", FieldKind::Choice(AgreementKind::NAMES)),
    of_field("number", FieldKind::Text { max_chars: 60 }),
    reference("supplier", "organisation"),
    reference("organisation", "organisation"),
    reference("responsible", "person"),
    reference("framework", "agreement"),
    reference("system", "system"),
    reference("object", "object"),
    // Those that run on a day, or later.
    of_field("current", FieldKind::Date),
];

/// The kinds of record of this room.
#[must_use]
pub fn resources() -> Vec<Resource> {
    let agreements = Resource::of::<Agreement>("agreements", "agreement")
        .tells("state", FieldKind::Choice(TermState::NAMES))
        .tells("term_ends_on", FieldKind::Date)
        .tells("notice_by", FieldKind::Date)
        .tells("renews_to", FieldKind::Date)
        .tells("act_by", FieldKind::Date)
        .tells("terminated_on", FieldKind::Date)
        .tells("terminated_because", FieldKind::LongText { max_chars: MOST_OF_REASON })
        .tells("signed_on", FieldKind::Date)
        .tells("approved_systems", FieldKind::References(ReferenceKind("system")))
        .tells("unseen_systems", FieldKind::Number { min: 0, max: i64::MAX })
        .tells("unseen_documents", FieldKind::Number { min: 0, max: i64::MAX })
        .tells("hidden", FieldKind::Words { max_words: 100 })
        .lists(&AGREEMENTS, FILTERS, list)
        .gets(get)
        .creates(create)
        .changes(change)
        .acts::<Approving>("approve", approve)
        .acts::<Signing>("sign", sign)
        .acts::<Terminating>("terminate", terminate)
        .acts::<Renewing>("renew", renew);
    vec![agreements, licences()]
}

/// What a list asks, as far as the actor may ask it: which agreements cover a system or an object, only who sees it.
pub(crate) fn narrowed(
    read: &Read,
    query: Query,
    (system, object): (Option<Id>, Option<Id>),
) -> Result<Query> {
    let asked: Vec<Id> = system.into_iter().chain(object).collect();
    let sees_all = access::permitted(read, READ_BASE, &asked)?.len() == asked.len();
    Ok(seen_rows(read, query, sees_all))
}

/// The same of licences: which there are of a system or under an agreement.
pub(crate) fn seen_of(
    read: &Read,
    query: Query,
    (system, agreement): (Option<Id>, Option<Id>),
) -> Result<Query> {
    let sees = |permission, id: Option<Id>| -> Result<bool> {
        Ok(access::permitted(read, permission, id.as_slice())?.len() == id.iter().len())
    };
    let sees_all = sees(READ_BASE, system)? && sees(READ, agreement)?;
    Ok(seen_rows(read, query, sees_all))
}

fn seen_rows(read: &Read, query: Query, may_ask: bool) -> Query {
    let query = access::visible_to(read.actor(), READ, query);
    if may_ask { query } else { query.filter(Visible::NOTHING.name, []) }
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let system = ask.value("system").and_then(|text| text.parse().ok());
    let object = ask.value("object").and_then(|text| text.parse().ok());
    let query = narrowed(read, ask.query(&AGREEMENTS, read.today())?, (system, object))?;
    let page = AGREEMENTS.page::<AgreementRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let seen = seen_each(read, store::agreements_by_id(read, &ids)?)?;
    let mut seen: BTreeMap<Id, Seen> = seen.into_iter().map(|one| (one.agreement.id, one)).collect();
    let items = ids.iter().filter_map(|id| seen.remove(id)).map(|one| told(&one, read.today()));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    Ok(told(&seen_agreement(read, id)?, read.today()))
}

/// Systems that the reader may not see are counted, and an amount that they do not see is told of by its name.
fn told(seen: &Seen, today: Date) -> Item {
    let agreement = &seen.agreement;
    let term = agreement.terms().map(|terms| compute_term(&terms, today));
    let day = |value: Option<Option<Date>>| value.flatten();
    let terminated = agreement.terminated.as_ref();
    let count = |unseen: usize| i64::try_from(unseen).unwrap_or(i64::MAX);
    let approved: Vec<Id> = seen.approvals.iter().map(|one| one.system).collect();
    let hidden: Vec<String> = (!seen.sees_value).then(|| "value_ore".to_owned()).into_iter().collect();
    Item::of(agreement.id, agreement.revision, agreement)
        .with("state", &term.map(|term| term.state))
        .with("term_ends_on", &day(term.map(|term| term.ends_on)))
        .with("notice_by", &day(term.map(|term| term.notice_by)))
        .with("renews_to", &day(term.map(|term| term.renews_to)))
        .with("act_by", &day(term.map(|term| term.act_by)))
        .with("terminated_on", &terminated.map(|terminated| terminated.on))
        .with("terminated_because", &terminated.map(|terminated| terminated.because.clone()))
        .with("signed_on", &agreement.signed.map(|signed| signed.on))
        .with("approved_systems", &approved)
        .with("unseen_systems", &count(seen.unseen_systems))
        .with("unseen_documents", &count(seen.unseen_documents))
        .with("hidden", &hidden)
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut agreement = with_blank_custom(tx, AGREEMENT, Agreement::default())?;
    input.read_into(&mut agreement)?;
    let id = agreement.id;
    save_agreement(tx, agreement)?;
    get(tx, id)
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut agreement = seen_agreement(tx, id)?.agreement;
    agreement.revision = input.revision()?;
    input.read_into(&mut agreement)?;
    save_agreement(tx, agreement)?;
    get(tx, id)
}

fn approve(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    visible_agreement(tx, id)?;
    let mut asked = Approving::default();
    input.read_into(&mut asked)?;
    let revision = input.revision_if_told();
    approve_agreement(tx, &ApproveAgreement { agreement: id, revision, decision: asked.decision })?;
    get(tx, id)
}

fn sign(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    visible_agreement(tx, id)?;
    let mut asked = Signing::default();
    input.read_into(&mut asked)?;
    let ask = SignAgreement {
        agreement: id,
        revision: input.revision_if_told(),
        on: asked.on.unwrap_or_else(|| tx.today()),
        decision: asked.decision,
    };
    sign_agreement(tx, &ask)?;
    get(tx, id)
}

fn terminate(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    visible_agreement(tx, id)?;
    let mut asked = Terminating::default();
    input.read_into(&mut asked)?;
    let ask = TerminateAgreement {
        agreement: id,
        revision: input.revision_if_told(),
        on: asked.on.unwrap_or_else(|| tx.today()),
        because: asked.because,
    };
    terminate_agreement(tx, &ask)?;
    get(tx, id)
}

fn renew(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    visible_agreement(tx, id)?;
    let mut asked = Renewing::default();
    input.read_into(&mut asked)?;
    let ask = RenewAgreement {
        agreement: id,
        revision: input.revision_if_told(),
        ends_on: asked.ends_on.unwrap_or_else(|| tx.today()),
        because: asked.because,
    };
    renew_agreement(tx, &ask)?;
    get(tx, id)
}
