//! Role assignments in the API: made, changed, ended, withdrawn, and given a deputy.

use super::{field_filter, query, reference};
use crate::listing::ASSIGNMENTS;
use crate::{
    AnswerAppointment, Answered, AssignRole, Because, ChangeAssignment, Confirmation, EndAssignment, Ending,
    RoleAssignment, SetDeputy, answer_appointment, assign_role, change_assignment, end_assignment,
    note_answer, set_deputy, visible_assignment, visible_assignments,
};
use kernel::{Choice, Date, Error, FieldKind, Id, Objection, ReferenceKind, Result, Subject, record_fields};
use storage::{Read, Tx};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const ASSIGNMENT_FILTERS: &[ListFilter] = &[
    field_filter("role", FieldKind::Text { max_chars: 100 }),
    field_filter("subject_kind", FieldKind::Text { max_chars: 50 }),
    reference("subject_id", "subject"),
    reference("person", "person"),
    reference("deputy", "person"),
    field_filter("counts", FieldKind::Date),
    field_filter("confirmation", FieldKind::Choice(Confirmation::NAMES)),
];

/// Why an assignment is made or changed; the decision is a field of the assignment itself.
#[derive(Clone, Debug, Default)]
struct Why {
    reason: String,
}

record_fields! { Why { reason: FieldKind::LongText { max_chars: 1_000 }; } }

/// How an assignment ends.
#[derive(Clone, Debug, Default)]
struct End {
    to: Option<Date>,
    reason: String,
    decision: String,
}

record_fields! { End {
    to: FieldKind::Date, required;
    reason: FieldKind::LongText { max_chars: 1_000 };
    decision: FieldKind::Text { max_chars: 200 };
} }

/// Why an appointment is declined, or how an answer came that somebody else notes.
#[derive(Clone, Debug, Default)]
struct Declining {
    reason: String,
}

record_fields! { Declining { reason: FieldKind::LongText { max_chars: 1_000 }, required; } }

/// Who stands in, and when.
#[derive(Clone, Debug, Default)]
struct Deputy {
    deputy: Option<Id>,
    deputy_from: Option<Date>,
    deputy_to: Option<Date>,
    reason: String,
    decision: String,
}

record_fields! { Deputy {
    deputy: FieldKind::Reference(ReferenceKind("person"));
    deputy_from: FieldKind::Date;
    deputy_to: FieldKind::Date;
    reason: FieldKind::LongText { max_chars: 1_000 };
    decision: FieldKind::Text { max_chars: 200 };
} }

pub(super) fn role_assignments() -> Resource {
    Resource::of::<RoleAssignment>("role-assignments", "role_assignment")
        .tells("counts_from", FieldKind::Date)
        .tells("counts_to", FieldKind::Date)
        .tells("asked_by", FieldKind::Reference(ReferenceKind("person")))
        .tells("follows", FieldKind::Reference(ReferenceKind("role_assignment")))
        .lists(&ASSIGNMENTS, ASSIGNMENT_FILTERS, list)
        .gets(|read, id| visible_assignment(read, id).map(|one| told(&one)))
        .creates(create)
        .changes(change)
        .taking::<Why>()
        .acts::<End>("end", end)
        .acts::<Because>("withdraw", withdraw)
        .acts::<Deputy>("set-deputy", deputise)
        .acts_plainly("confirm", confirm)
        .acts::<Declining>("decline", decline)
        .acts::<Declining>("note-confirmed", |tx, id, input| note(tx, id, input, Answered::Yes))
        .acts::<Declining>("note-declined", |tx, id, input| note(tx, id, input, Answered::No))
}

fn told(assignment: &RoleAssignment) -> Item {
    let counts = assignment.counts.unwrap_or_default();
    Item::of(assignment.id, assignment.revision, assignment)
        .with("counts_from", &counts.from)
        .with("counts_to", &counts.to)
        .with("asked_by", &assignment.asked_by)
        .with("follows", &assignment.follows)
}

fn list(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    Ok(ListAnswer::of(visible_assignments(read, query(read, ask, &ASSIGNMENTS)?)?, |one| told(&one)))
}

fn create(tx: &mut Tx, input: &Input) -> Result<Item> {
    let nothing = Subject { kind: String::new(), id: Id::new() };
    let (mut assignment, mut why) = (RoleAssignment::new("", &nothing, tx.today()), Why::default());
    input.read_new(&mut assignment, &mut why)?;
    if assignment.confirmation != Confirmation::NotAsked || assignment.answered_on.is_some() {
        return Err(Error::rejected("confirmation", "objection-assignment-fixed"));
    }
    let assignment = assignment.asked_by(tx.actor());
    assign_role(tx, &AssignRole { assignment, reason: why.reason }).map(|saved| told(&saved))
}

fn change(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let before = visible_assignment(tx, id)?;
    let (mut wanted, mut why) = (before.clone(), Why::default());
    input.read_with(&mut wanted, &mut why)?;
    check_changed_fields(&before, &wanted)?;
    let ask = ChangeAssignment {
        id,
        revision: input.revision()?,
        from: wanted.from,
        to: wanted.to,
        appointed_by: wanted.appointed_by,
        decision: wanted.decision,
        reason: why.reason,
    };
    change_assignment(tx, &ask).map(|saved| told(&saved))
}

/// What has a step of its own, or is another assignment, is not changed here.
fn check_changed_fields(before: &RoleAssignment, wanted: &RoleAssignment) -> Result<()> {
    let changeable = ["from", "to", "appointed_by", "decision"];
    let is_changed = |field: &&kernel::Field<RoleAssignment>| {
        !changeable.contains(&field.name) && (field.read)(before) != (field.read)(wanted)
    };
    let fields = <RoleAssignment as kernel::Record>::FIELDS.iter().filter(is_changed);
    let objections: Vec<Objection> =
        fields.map(|field| Objection::new(field.name, "objection-assignment-fixed")).collect();
    if objections.is_empty() { Ok(()) } else { Err(Error::Rejected(objections)) }
}

/// The revision that the caller has read, or the present one where the step does not ask for it.
fn revision(tx: &Tx, id: Id, input: &Input) -> Result<i64> {
    let present = visible_assignment(tx, id)?.revision;
    Ok(input.revision_if_told().unwrap_or(present))
}

fn end(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut end = End::default();
    input.read_into(&mut end)?;
    let ending = Ending::On(end.to.ok_or_else(|| Error::rejected("to", "objection-required"))?);
    let because = Because { reason: end.reason, decision: end.decision };
    end_assignment(tx, &EndAssignment { id, revision, ending, because }).map(|saved| told(&saved))
}

fn withdraw(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut because = Because::default();
    input.read_into(&mut because)?;
    let ask = EndAssignment { id, revision, ending: Ending::Withdrawn, because };
    end_assignment(tx, &ask).map(|saved| told(&saved))
}

fn deputise(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut wanted = Deputy::default();
    input.read_into(&mut wanted)?;
    let ask = SetDeputy {
        id,
        revision,
        deputy: wanted.deputy,
        from: wanted.deputy_from,
        to: wanted.deputy_to,
        because: Because { reason: wanted.reason, decision: wanted.decision },
    };
    set_deputy(tx, &ask).map(|saved| told(&saved))
}

fn confirm(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    answer(tx, id, input, (Answered::Yes, String::new()))
}

fn decline(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let mut declining = Declining::default();
    input.read_into(&mut declining)?;
    answer(tx, id, input, (Answered::No, declining.reason))
}

/// The answer of somebody who cannot give it here.
fn note(tx: &mut Tx, id: Id, input: &Input, answer: Answered) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    let mut came = Declining::default();
    input.read_into(&mut came)?;
    let ask = AnswerAppointment { id, revision, answer, reason: came.reason };
    note_answer(tx, &ask).map(|saved| told(&saved))
}

fn answer(tx: &mut Tx, id: Id, input: &Input, (answer, reason): (Answered, String)) -> Result<Item> {
    let revision = revision(tx, id, input)?;
    answer_appointment(tx, &AnswerAppointment { id, revision, answer, reason }).map(|saved| told(&saved))
}
