//! What somebody reads of a plan: its draft, a version that was decided, or what everybody reads.

use crate::content::{Content, content_of};
use crate::decide::{Snapshot, decided_content, visible_snapshot};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_plan};
use crate::{READ_DRAFTS, store};
use kernel::{Error, Id, Result, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, READ_BASE, READ_COSTS, SYSTEM, visible_object, visible_system};
use storage::Read;
use web::papers::colour_of;

/// A plan as its reader sees it. Swedish: läsning.
#[derive(Clone, Debug)]
pub struct Reading {
    pub plan: Plan,
    pub content: Content,
    /// None of a draft.
    pub decided: Option<Snapshot>,
    /// Whoever has what the plan is about: its name, and the colour of its papers.
    pub whose: String,
    pub accent: Option<[u8; 3]>,
    pub sees_costs: bool,
    /// Sections that are left out where everybody reads.
    pub sees_internal: bool,
}

/// A version of a plan; where none is named what is being written, for who reads drafts, else what is in force.
///
/// # Errors
/// Not found for a plan or a version that the actor does not see.
pub fn reading(read: &Read, id: Id, version: Option<i64>) -> Result<Reading> {
    let plan = visible_plan(read, id)?;
    let reads_drafts = access::may(read, READ_DRAFTS, plan.subject.id)?;
    let is_being_written = plan.in_force != Some(plan.version);
    let version = version.or(plan.in_force.filter(|_| !reads_drafts || !is_being_written));
    match version {
        Some(version) => {
            let (plan, snapshot) = visible_snapshot(read, id, version)?;
            of_decided(read, plan, snapshot, reads_drafts)
        }
        None if reads_drafts => of_draft(read, plan),
        None => Err(Error::NotFound),
    }
}

/// What is in force of a plan as everybody reads it who knows of the record, where it was decided that they may.
///
/// # Errors
/// Not found for others, and where nothing is in force.
pub fn published(read: &Read, id: Id) -> Result<Reading> {
    let plan = store::find_plan(read, id)?.ok_or(Error::NotFound)?;
    let number = plan.in_force.ok_or(Error::NotFound)?;
    let snapshot = store::snapshot(read, plan.id, number)?.ok_or(Error::NotFound)?;
    // What is proposed next may be for everybody without this one being so.
    let is_published = snapshot.content()?.is_published.unwrap_or(plan.is_published);
    if !is_published || !access::may(read, READ_BASE, plan.subject.id)? {
        visible_plan(read, id)?;
    }
    of_decided(read, plan, snapshot, false)
}

fn of_decided(read: &Read, plan: Plan, snapshot: Snapshot, sees_internal: bool) -> Result<Reading> {
    let content = decided_content(read, &plan, &snapshot)?;
    of_content(read, plan, content, (Some(snapshot), sees_internal))
}

fn of_draft(read: &Read, plan: Plan) -> Result<Reading> {
    let kind = kind_of(read, &plan)?;
    let content = content_of(read, &plan, kind.as_ref())?;
    of_content(read, plan, content, (None, true))
}

fn of_content(
    read: &Read,
    plan: Plan,
    content: Content,
    (decided, sees_internal): (Option<Snapshot>, bool),
) -> Result<Reading> {
    let (whose, accent) = whose(read, &plan.subject)?;
    let sees_costs = access::may(read, READ_COSTS, plan.subject.id)?;
    Ok(Reading { plan, content, decided, whose, accent, sees_costs, sees_internal })
}

/// The organisation that has a record, by its name and colour.
fn whose(read: &Read, subject: &Subject) -> Result<(String, Option<[u8; 3]>)> {
    let organisation = if subject.is(SYSTEM) {
        visible_system(read, subject.id)?.organisation
    } else if subject.is(OBJECT) {
        visible_object(read, subject.id)?.organisation
    } else {
        Some(subject.id)
    };
    let Some(organisation) = organisation else { return Ok((String::new(), None)) };
    let accent = organisation::accent_of(read, organisation)?;
    let subject = Subject::new(ORGANISATION, organisation);
    let names = organisation::subject_names(read, std::slice::from_ref(&subject))?;
    let name = names.get(&subject).map(|(name, _)| name.clone()).unwrap_or_default();
    Ok((name, accent.and_then(|accent| colour_of(&accent))))
}
