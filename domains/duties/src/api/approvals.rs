//! Approvals for operation in the API: given and revoked, never changed.

use super::{About, SEARCH, SYSTEM, TakingBack, of_field};
use crate::approve_operation::{ApproveOperation, approve_operation};
use crate::listing::{APPROVALS, ApprovalRow};
use crate::operation_approval::OperationApproval;
use crate::revoke_approval::{RevokeApproval, revoke_approval};
use crate::store;
use crate::test_protocol::PERSON_REFERENCE;
use crate::visible::visible_approval;
use kernel::{Error, FieldKind, Id, Result};
use register::READ_DOCUMENTS;
use std::collections::BTreeMap;
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

const FILTERS: &[ListFilter] = &[SEARCH, of_field("system", FieldKind::Reference(SYSTEM))];

pub(super) fn approvals() -> Resource {
    Resource::of::<OperationApproval>("operation-approvals", "operation_approval")
        .taking::<About>()
        .tells("approved_by", FieldKind::Reference(PERSON_REFERENCE))
        .tells("approved_by_name", FieldKind::Text { max_chars: 200 })
        .tells("approved_on", FieldKind::Date)
        .tells("revoked_on", FieldKind::Date)
        .tells("revoked_because", FieldKind::LongText { max_chars: 2_000 })
        .lists(&APPROVALS, FILTERS, list)
        .gets(get)
        .creates(create)
        .acts::<TakingBack>("revoke", revoke)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = access::visible_to(read.actor(), READ_DOCUMENTS, ask.query(&APPROVALS, read.today())?);
    let page = APPROVALS.page::<ApprovalRow>(read, &query)?;
    let ids: Vec<Id> = page.items.iter().map(|row| row.id).collect();
    let mut found: BTreeMap<Id, OperationApproval> =
        store::approvals_by_id(read, &ids)?.into_iter().map(|one| (one.id, one)).collect();
    let items = ids.iter().filter_map(|id| found.remove(id)).map(|one| told(&one));
    Ok(ListAnswer { items: items.collect(), next_cursor: page.next_cursor })
}

fn get(read: &Read, id: Id) -> Result<Item> {
    visible_approval(read, id).map(|approval| told(&approval))
}

fn told(approval: &OperationApproval) -> Item {
    let revoked = approval.revoked.as_ref();
    Item::of(approval.id, approval.revision, approval)
        .with("system", &approval.system)
        .with("approved_by", &approval.approved_by)
        .with("approved_by_name", &approval.approved_by_name)
        .with("approved_on", &approval.approved_on)
        .with("revoked_on", &revoked.map(|one| one.on))
        .with("revoked_because", &revoked.map(|one| one.because.clone()))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let (mut about, mut asked) = (About::default(), OperationApproval::blank(tx.today()));
    input.read_with(&mut asked, &mut about)?;
    let ask = ApproveOperation {
        system: about.system.ok_or(Error::NotFound)?,
        version: asked.version,
        protocols: asked.protocols,
        remarks: asked.remarks,
    };
    let id = approve_operation(tx, &ask)?;
    get(tx, id)
}

fn revoke(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut asked = TakingBack::default();
    input.read_into(&mut asked)?;
    let ask = RevokeApproval { approval: id, revision: input.revision_if_told(), reason: asked.reason };
    revoke_approval(tx, &ask)?;
    get(tx, id)
}
