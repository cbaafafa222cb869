//! What comes first for each of the organisations that share what a plan is about. Each says it for itself; what is agreed in
//! the plan stays as it is.

use super::{Activity, visible_row};
use crate::plan::{PLAN, Plan, PlanState};
use crate::trail::change;
use crate::{COMMENT, WRITE, store};
use kernel::{Date, Error, FieldKind, Id, ReferenceKind, Result, Subject, record_fields};
use organisation::{acting_name, ancestors_of_all, employments_of};
use register::check_fields;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use storage::{AuditEntry, Read, Tx};

/// What an organisation says of an activity. Swedish: egen prioritet. Source: S0-067.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPriority {
    pub activity: Id,
    pub organisation: Id,
    pub organisation_name: String,
    /// 1 comes first.
    pub priority: i64,
    pub said_by_name: String,
    pub said_on: Date,
}

/// An organisation that shares what a plan is about. Swedish: delande organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sharer {
    pub organisation: Id,
    pub name: String,
    /// The actor says what comes first there.
    pub is_own: bool,
}

/// What somebody says for an organisation; without a priority that it says nothing any more. Swedish: prioritering.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prioritise {
    pub activity: Option<Id>,
    pub organisation: Option<Id>,
    pub priority: Option<i64>,
}

record_fields! { Prioritise {
    activity: FieldKind::Reference(ReferenceKind("activity")), required;
    organisation: FieldKind::Reference(ReferenceKind("organisation")), required;
    priority: FieldKind::Number { min: 1, max: super::work::MOST_PRIORITIES };
} }

/// Says what comes first for an organisation.
///
/// # Errors
/// Not found for an activity that the actor does not see; refused for whom does not speak for the organisation; rejected for one
/// that does not share what the plan is about, and while the plan lies before somebody or is closed.
pub fn prioritise_activity(tx: &mut Tx, ask: &Prioritise) -> Result<()> {
    let objections = check_fields(ask);
    let (Some(activity), Some(organisation), true) = (ask.activity, ask.organisation, objections.is_empty())
    else {
        return Err(Error::Rejected(objections));
    };
    let (plan, row) = visible_row::<Activity>(tx, activity)?;
    let sharer = sharers(tx, &plan)?.into_iter().find(|one| one.organisation == organisation);
    let sharer = sharer.ok_or_else(|| Error::rejected("organisation", "objection-not-a-reference"))?;
    if !sharer.is_own {
        return Err(access::refused(COMMENT));
    }
    if !may_be_said(&plan) {
        return Err(Error::rejected("", "plan-priority-objection-not-now"));
    }
    let said = store::priorities_of_plan(tx, plan.id)?.into_iter();
    let before = said.into_iter().find(|one| (one.activity, one.organisation) == (activity, organisation));
    let before = before.map(|one| one.priority);
    if before == ask.priority {
        return Ok(());
    }
    match ask.priority {
        Some(priority) => {
            let (said_by_name, said_on) = (acting_name(tx)?, tx.today());
            let organisation_name = sharer.name.clone();
            let one =
                OwnPriority { activity, organisation, organisation_name, priority, said_by_name, said_on };
            store::save_priority(tx, &one)?;
        }
        None => store::remove_priority(tx, activity, organisation)?,
    }
    let mut changes = change("priority", before, ask.priority);
    changes.extend(change("organisation", Json::Null, sharer.name));
    changes.extend(change("row", Json::Null, row.says.title));
    let on_behalf_of = organisation::on_behalf_of(tx, plan.subject.id)?;
    let subject = Some(Subject::new(PLAN, plan.id));
    tx.audit(&AuditEntry {
        action: "plan_row.prioritised",
        subject,
        changes,
        on_behalf_of,
        ..AuditEntry::default()
    })
}

/// What lies before somebody stays as it is until they have answered.
pub(crate) const fn may_be_said(plan: &Plan) -> bool {
    matches!(plan.state, PlanState::Draft | PlanState::Review | PlanState::Decided)
}

/// The organisations that share what a plan is about: those that have it and those that use it.
///
/// # Errors
/// When the database fails.
pub fn sharers(read: &Read, plan: &Plan) -> Result<Vec<Sharer>> {
    let found = store::sharers(read, plan.subject.id)?;
    let places: Vec<Id> = found.iter().map(|(id, _)| *id).collect();
    let own = own_places(read, plan, &places)?;
    let sharer = |(organisation, name)| Sharer { is_own: own.contains(&organisation), organisation, name };
    Ok(found.into_iter().map(sharer).collect())
}

/// Where the actor comments on plans; and of what they comment on, where they are employed.
fn own_places(read: &Read, plan: &Plan, places: &[Id]) -> Result<BTreeSet<Id>> {
    let mut own: BTreeSet<Id> = access::permitted(read, COMMENT, places)?.into_iter().collect();
    own.extend(access::permitted(read, WRITE, places)?);
    let subject = plan.subject.id;
    let takes_part = access::may(read, COMMENT, subject)? || access::may(read, WRITE, subject)?;
    if let Some(person) = read.actor().person.filter(|_| takes_part) {
        let today = read.today();
        let employments = employments_of(read, person)?.into_iter();
        let employers: Vec<Id> =
            employments.filter(|one| one.period().contains(today)).map(|one| one.organisation).collect();
        own.extend(ancestors_of_all(read, &employers)?.into_iter().map(|(_, whole)| whole));
    }
    Ok(own)
}
