//! Makes a suggestion an activity of a plan: whoever made it learns that it is to be done.

use crate::plan::{Plan, PlanState};
use crate::rows::{Activity, SaveRow, save_row};
use crate::suggestion::{Seen, Suggestion, SuggestionState};
use crate::told_suggestions::{places_of, settle_handlers, tell_makers};
use crate::trail::{change, keep};
use crate::visible_suggestion::{demand_open, to_handle};
use crate::{READ_DRAFTS, store};
use kernel::{Error, Id, Result};
use organisation::acting_name;
use policy::Holds;
use register::SYSTEM;
use serde_json::Value as Json;
use storage::{AuditEntry, Read, Tx};

/// Letters of a suggestion that come along as what the activity is; a longer one is read where it stands.
const MOST_LETTERS: usize = 4_000;
/// Plans of one record that are looked through, the newest first.
const MOST_PLANS: i64 = 20;

/// Makes a suggestion an activity of one of the plans for its system, and answers the activity.
///
/// # Errors
/// Refused for who does not handle it or does not write the plan; rejected for a plan of another system, and once the suggestion is
/// answered; stale.
pub fn plan_suggestion(tx: &mut Tx, seen: Seen, plan: Id) -> Result<Id> {
    let before = to_handle(tx, seen)?;
    demand_open(&before)?;
    let plan = plans_for(tx, before.system)?.into_iter().find(|one| one.id == plan);
    let plan = plan.ok_or_else(|| Error::rejected("plan", "objection-not-a-reference"))?;
    let activity = save_row(tx, &SaveRow { plan: plan.id, row: None, says: activity_of(&before, &plan) })?;
    let after = Suggestion {
        revision: before.revision + 1,
        state: SuggestionState::Planned,
        answered_by_name: acting_name(tx)?,
        answered_at: Some(tx.instant()),
        ..before
    };
    let changes = change("planned_in", Json::Null, plan.title());
    keep(tx, &after, AuditEntry { action: "suggestion.planned", changes, ..AuditEntry::default() })?;
    settle_handlers(tx, &after)?;
    tell_makers(tx, &after, "suggestion-told-planned")?;
    Ok(activity)
}

fn activity_of(suggestion: &Suggestion, plan: &Plan) -> Activity {
    let content = &suggestion.said.content;
    let is_short = content.chars().count() <= MOST_LETTERS;
    Activity {
        title: suggestion.said.title.clone(),
        description: if is_short { content.clone() } else { String::new() },
        system: (!plan.subject.is(SYSTEM)).then_some(suggestion.system),
        suggestion: Some(suggestion.id),
        ..Activity::default()
    }
}

/// The plans of a system and of its objects that have activities and are being written or carried out, as far as the actor follows
/// them.
pub(crate) fn plans_for(read: &Read, system: Id) -> Result<Vec<Plan>> {
    let pack = findings::pack_in_force(read)?;
    let places = places_of(read, system)?;
    let followed = access::permitted(read, READ_DRAFTS, &places)?;
    let mut plans = Vec::new();
    for place in places.iter().filter(|place| followed.contains(place)) {
        plans.extend(store::plans_of(read, *place, MOST_PLANS)?);
    }
    let has_activities = |plan: &Plan| {
        let kind = pack.plan_kind(&plan.kind);
        kind.is_some_and(|kind| kind.sections.iter().any(|section| section.holds == Holds::Activities))
    };
    plans.retain(|plan| (plan.is_written() || plan.state == PlanState::Decided) && has_activities(plan));
    Ok(plans)
}
