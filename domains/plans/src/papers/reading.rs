//! What somebody reads of a plan: its draft, as far as they may.

use crate::READ_DRAFTS;
use crate::content::{Content, content_of};
use crate::plan::Plan;
use crate::visible_plan::{kind_of, visible_plan};
use kernel::{Error, Id, Result, Subject};
use organisation::ORGANISATION;
use register::{OBJECT, READ_COSTS, SYSTEM, visible_object, visible_system};
use storage::Read;
use web::papers::colour_of;

/// A plan as its reader sees it. Swedish: läsning.
#[derive(Clone, Debug)]
pub struct Reading {
    pub plan: Plan,
    pub content: Content,
    /// Whoever has what the plan is about: its name, and the colour of its papers.
    pub whose: String,
    pub accent: Option<[u8; 3]>,
    pub sees_costs: bool,
    /// Sections that are left out where everybody reads.
    pub sees_internal: bool,
}

/// A plan as it is being written.
///
/// # Errors
/// Not found for who may not read drafts there.
pub fn reading(read: &Read, id: Id) -> Result<Reading> {
    let plan = visible_plan(read, id)?;
    let allowed = access::allowed(read, plan.subject.id)?;
    if !allowed.may(READ_DRAFTS) {
        return Err(Error::NotFound);
    }
    let kind = kind_of(read, &plan)?;
    let content = content_of(read, &plan, kind.as_ref())?;
    let (whose, accent) = whose(read, &plan.subject)?;
    Ok(Reading { sees_costs: allowed.may(READ_COSTS), sees_internal: true, plan, content, whose, accent })
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
