//! What must hold of every system that is saved.

use crate::lifecycle::check_dates;
use crate::pack_words::check_words_of_system;
use crate::system::{LifecycleState, SYSTEM, System};
use kernel::{Date, Error, Id, Objection, Outcome, Record, Result, WrongValue};
use organisation::check_no_personal_identity_numbers;
use policy::{About, Pack, Reason, SubjectFacts, Verdict, evaluate};
use storage::Tx;

/// Everything that is wrong with a new system by itself.
#[must_use]
pub fn check_new_system(pack: &Pack, system: &System) -> Vec<Objection> {
    let mut objections = check_fields(system);
    objections.extend(check_words_of_system(pack, None, system));
    if pack.lifecycle_state(kernel::Choice::name(system.lifecycle_state)).is_none() {
        objections.push(Objection::new("lifecycle_state", "objection-not-a-choice"));
    }
    objections.extend(check_dates(system));
    objections
}

/// Everything that is wrong with a changed system by itself. The state changes by a step of its own.
#[must_use]
pub fn check_changed_system(pack: &Pack, before: &System, after: &System) -> Vec<Objection> {
    let mut objections = check_fields(after);
    objections.extend(check_words_of_system(pack, Some(before), after));
    if before.lifecycle_state != after.lifecycle_state {
        objections.push(Objection::new("lifecycle_state", "register-objection-state-by-step"));
    }
    objections.extend(check_dates(after));
    objections
}

/// Required fields, limits, and no personal identity number in any text.
#[must_use]
pub fn check_fields<N: Record>(record: &N) -> Vec<Objection> {
    let mut objections: Vec<Objection> = N::FIELDS
        .iter()
        .filter_map(|field| {
            let value = (field.read)(record);
            let is_missing = field.is_required && value.is_absent();
            let wrong = if is_missing { Err(WrongValue::Required) } else { field.kind.check(&value) };
            wrong.err().map(|wrong| Objection::new(field.name, wrong.message()))
        })
        .collect();
    objections.extend(check_no_personal_identity_numbers(record));
    objections
}

/// Stops a write that leaves a system as the second of its kind where the guideline allows but one (S3-071).
/// Asked after saving: what is refused is rolled back.
pub(crate) fn refuse_second_common_system(tx: &Tx, pack: &Pack, system: &System) -> Result<()> {
    refuse_second_common_systems(tx, pack, &[system])
}

/// The same for many systems.
pub(crate) fn refuse_second_common_systems(tx: &Tx, pack: &Pack, systems: &[&System]) -> Result<()> {
    let common: Vec<Id> = systems.iter().filter(|system| is_common(system)).map(|system| system.id).collect();
    if common.is_empty() {
        return Ok(());
    }
    for facts in findings::facts_of_all(tx, SYSTEM.name(), &common)?.values() {
        let objections = check_only_of_its_kind(pack, facts, tx.today());
        if !objections.is_empty() {
            return Err(Error::Rejected(objections));
        }
    }
    Ok(())
}

/// Whether a system may be the second of its kind at all.
pub(crate) fn is_common(system: &System) -> bool {
    !system.common_system.is_empty() && system.lifecycle_state != LifecycleState::Retired
}

/// The same judged by the facts of the system.
pub(crate) fn check_only_of_its_kind(pack: &Pack, facts: &SubjectFacts, today: Date) -> Vec<Objection> {
    evaluate(pack, facts, today).iter().filter_map(second_of_its_kind).collect()
}

fn second_of_its_kind(verdict: &Verdict) -> Option<Objection> {
    match (&verdict.about, &verdict.reason) {
        (About::Uniqueness(_), Reason::OthersExist { .. }) if verdict.outcome == Outcome::Breached => Some(
            Objection::new("common_system", "register-objection-second-common-system")
                .by_clauses(&verdict.clauses),
        ),
        _ => None,
    }
}
