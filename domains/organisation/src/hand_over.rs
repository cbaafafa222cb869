//! Hands what somebody answers for to a successor: each assignment ends the day before and a new one begins, all by one
//! decision and in one transaction.

use crate::RoleAssignment;
use crate::plan_handover::{Handing, plan};
use crate::record_of_change::Because;
use crate::settle::{settle_assignments, settle_new_assignments};
use crate::store::assignments as store;
use crate::subject_names;
use crate::together::{Together, Told};
use crate::told::{plain_title, settle_question_if_over, tell_appointed};
use kernel::{
    Date, Error, FieldKind, Id, LocalText, Message, Objection, ReferenceKind, Result, record_fields,
};
use policy::Pack;
use storage::{Read, Tx};

/// What is handed over, to whom and from when. Swedish: överlämning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Handover {
    /// None: everything that the person holds and the actor may see.
    pub assignments: Vec<Id>,
    pub successor: Option<Id>,
    /// The first day of the successor.
    pub from: Option<Date>,
    pub appointed_by: String,
    /// The decision that it rests on, such as a paragraph of minutes.
    pub decision: String,
    pub reason: String,
    /// What may not be handed over is left as it is, and does not stop the rest.
    pub leaves_out_refused: bool,
}

record_fields! { Handover {
    assignments: FieldKind::References(ReferenceKind("role_assignment"));
    successor: FieldKind::Reference(ReferenceKind("person")), required;
    from: FieldKind::Date, required;
    appointed_by: FieldKind::Text { max_chars: 200 };
    decision: FieldKind::Text { max_chars: 200 };
    reason: FieldKind::LongText { max_chars: 1_000 };
    leaves_out_refused: FieldKind::Flag;
} }

/// What would come of a handover, for each assignment; nothing is written.
///
/// # Errors
/// Not found for a person whom the actor may not see, rejected for what is wrong with the whole.
pub fn preview_hand_over(read: &Read, person: Id, ask: &Handover) -> Result<Vec<Handing>> {
    let pack = findings::pack_in_force(read)?;
    let mut handings = Vec::new();
    for (_, of_kind) in plan(read, &pack, person, ask)? {
        handings.extend(of_kind);
    }
    Ok(handings)
}

/// Hands over. Without the leave to do less, one assignment that may not be handed over stops all.
///
/// # Errors
/// Those of [`preview_hand_over`]; rejected with what stands against each assignment, and when nothing is left.
pub fn hand_over(tx: &mut Tx, person: Id, ask: &Handover) -> Result<Vec<RoleAssignment>> {
    let pack = findings::pack_in_force(tx)?;
    let planned = plan(tx, &pack, person, ask)?;
    let handings = || planned.iter().flat_map(|(_, handings)| handings);
    if !ask.leaves_out_refused {
        let mut objections = Vec::new();
        for handing in handings() {
            if let Err(against) = &handing.outcome {
                objections.extend(named(tx, &pack, &handing.before, against.clone())?);
            }
        }
        if !objections.is_empty() {
            return Err(Error::Rejected(objections));
        }
    }
    if !handings().any(|one| one.outcome.is_ok()) {
        return Err(Error::rejected("assignments", "objection-handover-nothing"));
    }
    let because = Because { reason: ask.reason.clone(), decision: ask.decision.clone() };
    let mut taken = Vec::new();
    for (together, handings) in &planned {
        taken.extend(keep(tx, &pack, (together, handings), &because)?);
    }
    Ok(taken)
}

fn keep(
    tx: &mut Tx,
    pack: &Pack,
    (together, handings): (&Together<'_>, &[Handing]),
    because: &Because,
) -> Result<Vec<RoleAssignment>> {
    let (mut ended, mut taken) = (Vec::new(), Vec::new());
    for handing in handings {
        let Ok(new) = &handing.outcome else { continue };
        let after = handing.ended(new.from.yesterday().unwrap_or(Date::MIN));
        if after != handing.before {
            let revision = handing.before.revision + 1;
            ended.push((handing.before.clone(), RoleAssignment { revision, ..after }));
        }
        taken.push(new.clone());
    }
    together.keep_changed(tx, &ended, ("role_assignment.handed_over", because))?;
    let ended: Vec<RoleAssignment> = ended.into_iter().map(|(_, after)| after).collect();
    ended.iter().try_for_each(|one| settle_question_if_over(tx, one))?;
    settle_assignments(tx, pack, &ended)?;
    store::add_assignments(tx, &taken)?;
    settle_new_assignments(tx, pack, &together.around.staff, &taken)?;
    for new in &taken {
        let action = "role_assignment.taken_over";
        together.tell(tx, &Told { action, before: None, after: new, because })?;
    }
    tell_appointed(tx, pack, &taken)?;
    Ok(taken)
}

/// What stands against one assignment among several, with the role and the record that it is about.
pub(crate) fn named(
    read: &Read,
    pack: &Pack,
    assignment: &RoleAssignment,
    objections: Vec<Objection>,
) -> Result<Vec<Objection>> {
    let subject = assignment.subject();
    let names = subject_names(read, std::slice::from_ref(&subject))?;
    let name = names.get(&subject).map(|(name, _)| name.clone()).unwrap_or_default();
    let title = plain_title(pack, &assignment.role);
    let name_one = |objection: Objection| {
        let [sv, en] = kernel::Language::ALL.map(|language| texts::render(language, &objection.message));
        let message = Message::new("objection-of-assignment")
            .with("role", title.clone())
            .with("subject", name.clone())
            .with("why", LocalText::new(sv, en));
        Objection::new("assignments", message).by_clauses(&objection.clauses)
    };
    Ok(objections.into_iter().map(name_one).collect())
}
