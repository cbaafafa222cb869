//! Whether an agreement is approved for each system that it covers, and signed; and what the visitor may do about it.

use super::words::{day, names_of_people};
use crate::agreement::{Agreement, AgreementKind};
use crate::approval::Approval;
use crate::approve_agreement::waiting_for_approval;
use crate::rights::{APPROVE, rights_for};
use crate::sign_agreement::{check_signing, rights_to_sign};
use crate::store::SystemNamed;
use kernel::{Choice as _, Id, Result};
use maud::{Markup, html};
use policy::Pack;
use std::collections::BTreeMap;
use storage::Read;
use web::Visit;
use web::components::{Cell, Column, ColumnKind, Fact, Link, Row, Status, Tone, facts, simple_table};

/// Of so many systems at most it is asked ahead what the visitor may do; beyond, the form says.
const MOST_ASKED: usize = 20;

/// What is known of approvals and the signature.
pub(super) struct Signed {
    needs_approval: bool,
    approvals: Vec<Approval>,
    names: BTreeMap<Id, String>,
    /// What the visitor may do now, by its path and its words.
    pub step: Option<(&'static str, &'static str)>,
}

impl Signed {
    pub(super) fn of(read: &Read, pack: &Pack, whole: &Agreement, approvals: Vec<Approval>) -> Result<Self> {
        let by = approvals.iter().filter_map(|one| one.by).chain(whole.signed.and_then(|one| one.by));
        let names = names_of_people(read, &by.collect::<Vec<_>>())?.into_iter().collect();
        let step = if read.as_of().is_none() { step(read, pack, whole)? } else { None };
        Ok(Self { needs_approval: needs_approval(pack, whole.kind), approvals, names, step })
    }

    pub(super) fn section(&self, visit: &Visit, agreement: &Agreement, systems: &[SystemNamed]) -> Markup {
        let name = |id: Option<Id>| id.and_then(|id| self.names.get(&id)).cloned().unwrap_or_default();
        let signed = match agreement.signed {
            Some(signed) => {
                vec![
                    Fact::text(visit.text("agreement-signed-on"), texts::date(signed.on)),
                    Fact::text(visit.text("agreement-signed-by"), name(signed.by)),
                ]
            }
            None => {
                vec![Fact::text(visit.text("agreement-signed-on"), visit.text("agreement-not-signed"))]
            }
        };
        let is_asked = self.needs_approval || !self.approvals.is_empty();
        html! {
            (facts(visit.language(), &signed))
            @if is_asked && !systems.is_empty() { (self.table(visit, systems, &name)) }
        }
    }

    fn table(&self, visit: &Visit, systems: &[SystemNamed], name: &dyn Fn(Option<Id>) -> String) -> Markup {
        let column = |key: &'static str, kind| Column {
            is_sortable: false,
            ..Column::new(key, visit.text(key), kind)
        };
        let columns = [
            column("agreement-system", ColumnKind::Text),
            column("agreement-approved-on", ColumnKind::Text),
            column("agreement-approved-by", ColumnKind::Text),
            column("agreement-approve-decision", ColumnKind::Text),
        ];
        let row = |system: &SystemNamed| {
            let approval = self.approvals.iter().find(|one| one.system == system.id);
            let address = visit.keeping_day(format!("/system/{}", system.id));
            let standing = match approval {
                Some(one) => Status::new(Tone::Good, day(Some(one.on))),
                None => Status::new(Tone::Attention, visit.text("agreement-approval-waits")),
            };
            Row {
                cells: vec![
                    Cell::Link(Link::new(address, &system.name)),
                    Cell::Status(standing),
                    Cell::text(name(approval.and_then(|one| one.by))),
                    Cell::text(approval.map(|one| one.decision.clone()).unwrap_or_default()),
                ],
            }
        };
        let rows: Vec<Row> = systems.iter().map(row).collect();
        simple_table(visit.language(), &visit.text("agreement-approvals"), &columns, &rows)
    }
}

fn needs_approval(pack: &Pack, kind: Option<AgreementKind>) -> bool {
    kind.and_then(|kind| pack.agreement_kind(kind.name())).is_some_and(|kind| kind.needs_approval)
}

/// Approving comes first, and signing after it.
fn step(read: &Read, pack: &Pack, agreement: &Agreement) -> Result<Option<(&'static str, &'static str)>> {
    if !check_signing(agreement, read.today(), read.today()).is_empty() {
        return Ok(None);
    }
    let mut waiting = waiting_for_approval(read, pack, agreement)?;
    waiting.truncate(MOST_ASKED);
    if !waiting.is_empty() {
        let rights = rights_for(read, pack, agreement, (APPROVE, &waiting))?;
        return Ok((!rights.given.is_empty()).then_some(("godkann", "agreement-approve")));
    }
    let is_short = agreement.systems.len() <= MOST_ASKED;
    let may_sign = !is_short || rights_to_sign(read, pack, agreement)?.missing.is_empty();
    Ok(may_sign.then_some(("teckna", "agreement-sign")))
}
