//! People who move, in the API: what ends, handing over, absences and the checklist of who leaves.

use super::{OPEN, field_filter, query, reference};
use crate::listing::{ABSENCES, ENDINGS};
use crate::plan_absence::StoodInFor;
use crate::{
    Absence, After, Because, EndAbsence, EndingPart, PlanAbsence, RoleEnding, end_absence, lacking_after,
    plan_absence, visible_absence, visible_absences, visible_endings,
};
use kernel::{Choice, Date, Error, FieldKind, Id, ReferenceKind, Result, record_fields};
use serde_json::json;
use storage::{Read, Tx, values};
use web::{Input, Item, ListAnswer, ListAsk, ListFilter, Resource};

pub(crate) const ENDING_FILTERS: &[ListFilter] = &[
    field_filter("role", FieldKind::Text { max_chars: 100 }),
    field_filter("until", FieldKind::Date),
    reference("person", "person"),
    reference("unit", "unit"),
    reference("subject_id", "subject"),
    reference("concerns", "person"),
    field_filter("is_taken_over", FieldKind::Flag),
];

const ABSENCE_FILTERS: &[ListFilter] = &[reference("person", "person"), OPEN];

/// What ends, as the API tells it.
#[derive(Clone, Debug)]
struct ToldEnding {
    role: String,
    subject_kind: String,
    subject_id: Id,
    person: Option<Id>,
    part: EndingPart,
    last_day: Date,
    is_taken_over: bool,
}

record_fields! { ToldEnding {
    role: FieldKind::Text { max_chars: 100 };
    subject_kind: FieldKind::Text { max_chars: 50 };
    subject_id: FieldKind::Reference(ReferenceKind("subject"));
    person: FieldKind::Reference(ReferenceKind("person"));
    part: FieldKind::Choice(EndingPart::NAMES);
    last_day: FieldKind::Date;
    is_taken_over: FieldKind::Flag;
} }

/// What ends and has a day; the id is that of the assignment.
pub(super) fn role_endings() -> Resource {
    Resource::of::<ToldEnding>("role-endings", "role_assignment").tells_freely("lacks").lists(
        &ENDINGS,
        ENDING_FILTERS,
        list_endings,
    )
}

fn list_endings(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let query = query(read, ask, &ENDINGS)?.filter("since", values![read.today()]);
    let page = visible_endings(read, query)?;
    let mut lacking = lacking_after(read, &page.items)?.into_iter();
    Ok(ListAnswer::of(page, |ending| {
        let lacks = lacking.next().and_then(After::lacks).map(|text| json!({ "sv": text.sv, "en": text.en }));
        told_ending(&ending).with_json("lacks", json!(lacks))
    }))
}

fn told_ending(ending: &RoleEnding) -> Item {
    let one = &ending.assignment;
    let told = ToldEnding {
        role: one.role.clone(),
        subject_kind: one.subject_kind.clone(),
        subject_id: one.subject_id,
        person: if ending.is_deputy { one.deputy } else { one.person },
        part: ending.part(),
        last_day: ending.last_day,
        is_taken_over: ending.is_taken_over,
    };
    Item::of(one.id, one.revision, &told)
}

/// The last day of an absence that ends earlier.
#[derive(Clone, Debug, Default)]
struct EndEarlier {
    to: Option<Date>,
    decision: String,
}

record_fields! { EndEarlier {
    to: FieldKind::Date, required;
    decision: FieldKind::Text { max_chars: 200 };
} }

pub(super) fn absences() -> Resource {
    Resource::of::<Absence>("absences", "absence")
        .lists(&ABSENCES, ABSENCE_FILTERS, list_absences)
        .gets(|read, id| visible_absence(read, id).map(|one| told_absence(&one)))
        .creates(create_absence)
        .taking::<StoodInFor>()
        .acts::<EndEarlier>("end", end)
}

fn list_absences(read: &Read, ask: &ListAsk) -> Result<ListAnswer> {
    let page = visible_absences(read, query(read, ask, &ABSENCES)?)?;
    Ok(ListAnswer::of(page, |one| told_absence(&one)))
}

fn told_absence(absence: &Absence) -> Item {
    Item::of(absence.id, absence.revision, absence)
}

fn create_absence(tx: &mut Tx, input: &Input) -> Result<Item> {
    let mut absence = Absence::new(Id::new(), tx.today(), tx.today());
    let mut with = StoodInFor::default();
    input.read_new(&mut absence, &mut with)?;
    let because = Because { decision: with.decision, ..Because::default() };
    plan_absence(tx, &PlanAbsence { absence, assignments: with.assignments, because })
        .map(|saved| told_absence(&saved))
}

fn end(tx: &mut Tx, id: Id, input: &Input) -> Result<Item> {
    let present = visible_absence(tx, id)?.revision;
    let mut wanted = EndEarlier::default();
    input.read_into(&mut wanted)?;
    let ask = EndAbsence {
        id,
        revision: input.revision_if_told().unwrap_or(present),
        to: wanted.to.ok_or_else(|| Error::rejected("to", "objection-required"))?,
        because: Because { decision: wanted.decision, ..Because::default() },
    };
    end_absence(tx, &ask).map(|saved| told_absence(&saved))
}
