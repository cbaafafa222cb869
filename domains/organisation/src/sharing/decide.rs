//! Decides at once everything that an organisation shows to one other, or to all: what is new begins, what is left out ends.

use super::change::{Decided, check_not_past, ended, write_all};
use super::check::check_sharing;
use super::mine::authorise_deciding;
use super::surroundings::Surroundings;
use super::{Sharing, Shown, what_is_named};
use crate::Because;
use access::FieldGroup;
use kernel::{Date, Error, FieldKind, Id, Objection, Result, record_fields};
use storage::Tx;

/// What is shown from a day on. Swedish: beslut om delning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecideSharing {
    /// Groups of fields by the names of [`Shown`].
    pub groups: Vec<String>,
    pub from: Date,
    /// The last day of what is new.
    pub to: Option<Date>,
    pub decision: String,
    pub reason: String,
}

record_fields! { DecideSharing {
    groups: FieldKind::Words { max_words: 50 };
    from: FieldKind::Date, required;
    to: FieldKind::Date;
    decision: FieldKind::Text { max_chars: 200 }, required;
    reason: FieldKind::LongText { max_chars: 1_000 };
} }

/// A number that changes with every decision between two organisations: a form carries it, so that nobody decides over
/// what somebody else has just decided.
#[must_use]
pub(crate) fn state_between(decided: &[Sharing], receiver: Option<Id>) -> i64 {
    decided.iter().filter(|one| one.receiver == receiver).map(|one| one.revision).sum()
}

/// Decides what an organisation shows another one, or all others, from a day on. Answers what was entered or ended.
///
/// # Errors
/// Refused for who does not decide for it, rejected for what is wrong; stale when somebody else has decided since.
pub fn take_sharing_decision(
    tx: &mut Tx,
    (owner, receiver): (Id, Option<Id>),
    state: Option<i64>,
    ask: &DecideSharing,
) -> Result<Vec<Sharing>> {
    authorise_deciding(tx, owner)?;
    let around = Surroundings::of(tx, owner)?;
    if state.is_some_and(|read| read != state_between(&around.decided, receiver)) {
        return Err(Error::stale());
    }
    let wanted = what_is_named(&around.groups, &ask.groups)
        .ok_or_else(|| Error::rejected("groups", "objection-sharing-unknown-group"))?;
    let decided = compute_decisions(&around, (owner, receiver), &wanted, ask);
    let mut objections = check_not_past("from", ask.from, around.today);
    if decided.is_empty() {
        objections.push(Objection::new("groups", "objection-sharing-nothing-new"));
    }
    for new in decided.iter().filter(|done| done.before.is_none()) {
        let found = check_sharing(&new.after, &around);
        objections.extend(found.into_iter().filter(|one| !objections.contains(one)).collect::<Vec<_>>());
    }
    let because = Because { reason: ask.reason.clone(), decision: ask.decision.clone() };
    write_all(tx, &around, &decided, (objections, &because))?;
    Ok(decided.into_iter().map(|done| done.after).collect())
}

/// What has to be entered and ended so that exactly the wanted groups are shown on the first day.
fn compute_decisions(
    around: &Surroundings,
    (owner, receiver): (Id, Option<Id>),
    wanted: &[FieldGroup],
    ask: &DecideSharing,
) -> Vec<Decided> {
    let mut decided = Vec::new();
    for group in &around.groups {
        let Shown { record_kind, field_group } = Shown::of(group);
        let is_of_group = |one: &&Sharing| {
            one.receiver == receiver
                && one.record_kind == record_kind
                && one.field_group == field_group
                && one.lasts_on(ask.from)
        };
        let present = || around.decided.iter().filter(is_of_group);
        if !wanted.contains(group) {
            let end = |one: &Sharing| Decided {
                action: "sharing.ended",
                before: Some(one.clone()),
                after: ended(one, ask.from),
            };
            decided.extend(present().map(end));
        } else if !present().any(|one| one.period().contains(ask.from)) {
            let (from, to, decision, revision) = (ask.from, ask.to, ask.decision.clone(), 1);
            let new = Sharing {
                receiver,
                record_kind,
                field_group,
                to,
                decision,
                revision,
                ..Sharing::new(owner, from)
            };
            decided.push(Decided { action: "sharing.decided", before: None, after: new });
        }
    }
    decided
}
