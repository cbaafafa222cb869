//! What can be done to an assignment, each in a form of its own: change its days, name a deputy, end it, withdraw it.

use super::{Told, heading, told};
use crate::pages::appointing::{clauses_of, words_of};
use crate::pages::editing::{because_fields, reason_field};
use crate::{AnswerAppointment, Answered, Because, RoleAssignment};
use kernel::{Error, Objection, Result, Subject};
use maud::html;
use storage::Tx;
use web::components::{FormField, Link};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// One step: its words, the fields that it asks for, and the verb behind it.
struct Step {
    /// Key of the button and the heading.
    verb: &'static str,
    fields: &'static [&'static str],
    /// The decision of the step is not that of the assignment.
    has_decision_of_its_own: bool,
    /// What the reason is called that the step cannot do without.
    needed_reason: Option<&'static str>,
    run: fn(&mut Tx, Asked) -> Result<RoleAssignment>,
}

/// What was filled in.
struct Asked {
    wanted: RoleAssignment,
    revision: i64,
    because: Because,
}

macro_rules! step {
    ($name:ident, $step:expr) => {
        pub(in crate::pages) mod $name {
            use super::*;

            const STEP: Step = $step;

            pub(in crate::pages) fn form_page(visit: &Visit) -> Result<Answer> {
                super::form_page(visit, &STEP)
            }

            pub(in crate::pages) fn save(visit: &Visit) -> Result<Answer> {
                super::save(visit, &STEP)
            }
        }
    };
}

step!(
    change,
    Step {
        verb: "save",
        fields: &["from", "to", "appointed_by", "decision"],
        has_decision_of_its_own: false,
        needed_reason: None,
        run: |tx, asked| {
            let RoleAssignment { id, from, to, appointed_by, decision, .. } = asked.wanted;
            let (revision, reason) = (asked.revision, asked.because.reason);
            let ask = crate::ChangeAssignment { id, revision, from, to, appointed_by, decision, reason };
            crate::change_assignment(tx, &ask)
        },
    }
);
step!(
    deputy,
    Step {
        verb: "role-assignment-set-deputy",
        fields: &["deputy", "deputy_from", "deputy_to"],
        has_decision_of_its_own: true,
        needed_reason: None,
        run: |tx, asked| {
            let RoleAssignment { id, deputy, deputy_from, deputy_to, .. } = asked.wanted;
            let (from, to) = (deputy_from, deputy_to);
            let Asked { revision, because, .. } = asked;
            crate::set_deputy(tx, &crate::SetDeputy { id, revision, deputy, from, to, because })
        },
    }
);
step!(
    end,
    Step {
        verb: "role-assignment-end",
        fields: &["to"],
        has_decision_of_its_own: true,
        needed_reason: None,
        run: |tx, asked| {
            let last = asked.wanted.to.ok_or_else(|| Error::rejected("to", "objection-required"))?;
            let Asked { wanted, revision, because } = asked;
            let ending = crate::Ending::On(last);
            crate::end_assignment(tx, &crate::EndAssignment { id: wanted.id, revision, ending, because })
        },
    }
);
step!(
    withdraw,
    Step {
        verb: "role-assignment-withdraw",
        fields: &[],
        has_decision_of_its_own: true,
        needed_reason: None,
        run: |tx, asked| {
            let Asked { wanted, revision, because } = asked;
            let ending = crate::Ending::Withdrawn;
            crate::end_assignment(tx, &crate::EndAssignment { id: wanted.id, revision, ending, because })
        },
    }
);

step!(
    note_confirmed,
    Step {
        verb: "appointment-note-confirmed",
        fields: &[],
        has_decision_of_its_own: false,
        needed_reason: Some("appointment-note-how"),
        run: |tx, asked| crate::note_answer(tx, &answered(asked, Answered::Yes)),
    }
);
step!(
    note_declined,
    Step {
        verb: "appointment-note-declined",
        fields: &[],
        has_decision_of_its_own: false,
        needed_reason: Some("appointment-note-how"),
        run: |tx, asked| crate::note_answer(tx, &answered(asked, Answered::No)),
    }
);

fn answered(asked: Asked, answer: Answered) -> AnswerAppointment {
    let Asked { wanted, revision, because } = asked;
    AnswerAppointment { id: wanted.id, revision, answer, reason: because.reason }
}

fn form_page(visit: &Visit, step: &Step) -> Result<Answer> {
    let told = visit.read(|read| told(visit, read))?;
    let assignment = told.holder.assignment.clone();
    show(visit, step, &told, &assignment, &[])
}

fn save(visit: &Visit, step: &Step) -> Result<Answer> {
    let told = visit.read(|read| told(visit, read))?;
    let form = visit.form()?;
    let mut wanted = told.holder.assignment.clone();
    let mut because = Because::default();
    let words = words(visit, &told)?;
    let mut objections = words.read_form(form, &mut wanted, visit.today());
    objections.extend(read_form(form, &mut because, visit.today()));
    if step.has_decision_of_its_own {
        wanted.decision.clone_from(&told.holder.assignment.decision);
    }
    if !objections.is_empty() {
        return show(visit, step, &told, &wanted, &objections);
    }
    let asked = Asked { wanted: wanted.clone(), revision: revision_of(form)?, because };
    let run = step.run;
    match visit.write(move |tx| run(tx, asked)) {
        Ok(saved) => Ok(Answer::see_other(format!("/uppdrag/{}", saved.id), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => conflict(visit, step, &told, &wanted),
        Err(Error::Rejected(objections)) => show(visit, step, &told, &wanted, &objections),
        Err(error) => Err(error),
    }
}

fn words(visit: &Visit, told: &Told) -> Result<RecordWords> {
    visit.read(|read| {
        let stored = &told.holder.assignment;
        let (pack, facts) = (findings::pack_in_force(read)?, findings::facts_of(read, &stored.subject())?);
        words_of(visit, read, (&pack, &facts), Some(stored))
    })
}

fn form_of<'v>(
    visit: &'v Visit,
    words: &'v RecordWords,
    step: &Step,
    assignment: &RoleAssignment,
) -> RecordForm<'v, RoleAssignment> {
    let cancel = Link::new(format!("/uppdrag/{}", assignment.id), visit.text("cancel"));
    let further: Vec<FormField> = match step.needed_reason {
        Some(key) => vec![FormField { label: visit.text(key), ..reason_field(visit) }.required()],
        None if step.has_decision_of_its_own => because_fields(visit).into(),
        None => vec![reason_field(visit)],
    };
    let form = RecordForm::new(visit, words, assignment, cancel)
        .group("", step.fields)
        .revision(assignment.revision)
        .save(visit.text(step.verb));
    further.into_iter().fold(form, RecordForm::further)
}

fn show(
    visit: &Visit,
    step: &Step,
    told: &Told,
    assignment: &RoleAssignment,
    objections: &[Objection],
) -> Result<Answer> {
    if !told.may_change {
        return Err(access::refused(crate::ASSIGN));
    }
    let words = words(visit, told)?;
    let pack = visit.read(findings::pack_in_force)?;
    let form = form_of(visit, &words, step, assignment).objections(objections);
    let content = html! { (clauses_of(visit, &pack, objections, None)) (form.draw()) };
    let page = framed(visit, step, told, content);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn conflict(visit: &Visit, step: &Step, told: &Told, wanted: &RoleAssignment) -> Result<Answer> {
    let words = words(visit, told)?;
    let stored = &told.holder.assignment;
    let subject = Subject::new(crate::ROLE_ASSIGNMENT, stored.id);
    let content = form_of(visit, &words, step, wanted).conflict(&subject, stored, stored.revision)?;
    Ok(framed(visit, step, told, content).rejected().answer())
}

fn framed(visit: &Visit, step: &Step, told: &Told, content: maud::Markup) -> Page {
    let here = Link::new(format!("/uppdrag/{}", told.holder.assignment.id), heading(visit, told));
    let title = if step.verb == "save" { visit.text("record-edit") } else { visit.text(step.verb) };
    Page::new(title, content).under(vec![Link::new(&told.address, &told.subject_name), here])
}
