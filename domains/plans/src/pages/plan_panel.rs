//! The plans of a system or an object on its page, each led to what the reader may read: the draft, what was decided, or what
//! is in force as everybody reads it.

use super::papers::read_href;
use super::plan_words::{plan_href, plan_status};
use crate::plan::{Plan, PlanState};
use crate::{READ_DRAFTS, store};
use access::Allowed;
use kernel::{Result, Subject};
use register::{OBJECT, READ_BASE, READ_DOCUMENTS, SYSTEM};
use storage::Read;
use web::Visit;
use web::components::{Address, Link, Panel, PanelRow};

/// As many as are looked through; a panel shows fewer.
const MOST_PLANS: i64 = 10;

/// The plans of a record, the newest year first.
pub(super) fn plans_of_record(
    visit: &Visit,
    read: &Read,
    subject: &Subject,
    allowed: &Allowed,
) -> Result<Option<Panel>> {
    if !subject.is(SYSTEM) && !subject.is(OBJECT) {
        return Ok(None);
    }
    let plans = store::plans_of(read, subject.id, MOST_PLANS)?;
    let list = Address::new("/planer").with("subject", subject.id.to_string());
    let all = visit
        .may(READ_DOCUMENTS)
        .then(|| Link::new(visit.keeping_day(list.href()), visit.text("plans-of-record")));
    Ok(Some(Panel {
        title: visit.text("plans"),
        rows: plans.iter().filter_map(|plan| row(visit, plan, allowed)).collect(),
        all,
        nothing: visit.text("plans-of-record-none"),
    }))
}

/// Nothing of a plan that the reader does not see.
fn row(visit: &Visit, plan: &Plan, allowed: &Allowed) -> Option<PanelRow> {
    let reads_drafts = allowed.may(READ_DRAFTS);
    let is_decided = plan.in_force.is_some();
    let href = if reads_drafts || is_decided && allowed.may(READ_DOCUMENTS) {
        plan_href(plan.id)
    } else if is_decided && plan.is_published && allowed.may(READ_BASE) {
        read_href(plan.id)
    } else {
        return None;
    };
    let state = match plan.state {
        PlanState::Closed => PlanState::Closed,
        // That the next version is being written is for those who read it.
        _ if !reads_drafts => PlanState::Decided,
        state => state,
    };
    let link = Link::new(visit.keeping_day(href), plan.title());
    Some(PanelRow { link, note: None, status: Some(plan_status(visit, state)) })
}
