//! The pages by which somebody's absence is entered, with a deputy on all that they hold, and ended earlier.

use super::by_name::HOLDERS_BY_NAME;
use super::editing::decision_field;
use super::handing_over::options_of;
use super::people::address_of;
use super::record::column;
use crate::plan_absence::StoodInFor;
use crate::{
    Absence, Because, EndAbsence, PlanAbsence, absences_of, end_absence, may_see_to, plan_absence,
    to_hand_over, visible_absence,
};
use kernel::{Date, Error, Id, Objection, Result, Subject};
use maud::{Markup, html};
use storage::Read;
use web::components::{Cell, ColumnKind, FormField, Input, Link, Row, simple_table};
use web::{Answer, Page, RecordForm, RecordWords, Visit, is_stale, read_form, revision_of};

/// Whose absence it is, and what the form may offer.
struct Away {
    name: String,
    words: RecordWords,
    assignments: FormField,
}

pub(super) fn new_page(visit: &Visit) -> Result<Answer> {
    let person = visit.id("id")?;
    let away = visit.read(|read| load(visit, read, person))?;
    let absence = Absence::new(person, visit.today(), visit.today());
    show(visit, &away, &absence, &[])
}

pub(super) fn create(visit: &Visit) -> Result<Answer> {
    let person = visit.id("id")?;
    let away = visit.read(|read| load(visit, read, person))?;
    let (sent, mut absence) = (visit.form()?, Absence::new(person, visit.today(), visit.today()));
    let mut stood_in_for = StoodInFor::default();
    let mut objections = away.words.read_form(sent, &mut absence, visit.today());
    objections.extend(read_form(sent, &mut stood_in_for, visit.today()));
    absence.person = person;
    if absence.deputy.is_some() && stood_in_for.assignments.is_empty() && has_any(&away) {
        objections.push(Objection::new("assignments", "objection-required"));
    }
    if !objections.is_empty() {
        return show(visit, &away, &absence, &objections);
    }
    let StoodInFor { assignments, decision } = stood_in_for;
    let ask = PlanAbsence {
        absence: absence.clone(),
        assignments,
        because: Because { decision, ..Because::default() },
    };
    match visit.write(move |tx| plan_absence(tx, &ask)) {
        Ok(_) => Ok(Answer::see_other(address_of(person), "record-saved")),
        Err(Error::Rejected(objections)) => show(visit, &away, &absence, &objections),
        Err(error) => Err(error),
    }
}

fn has_any(away: &Away) -> bool {
    matches!(&away.assignments.input, Input::References { options, .. } if !options.is_empty())
}

fn load(visit: &Visit, read: &Read, person: Id) -> Result<Away> {
    crate::line_manager::authorise_seeing_to(read, person)?;
    let name = crate::person(read, person)?.name;
    let mut held = to_hand_over(read, person)?;
    held.retain(|one| one.counts.is_some_and(|counts| counts.to.is_none_or(|to| to >= read.today())));
    let options = options_of(visit, read, &held)?;
    let sent: Option<Vec<String>> =
        visit.form().ok().map(|form| form.all("assignments").map(str::to_owned).collect());
    let values = sent.unwrap_or_else(|| options.iter().map(|option| option.value.clone()).collect());
    let assignments = FormField::new(
        "assignments",
        visit.text("absence-assignments"),
        Input::References { values, options },
    );
    let words = RecordWords::of("absence").pick(visit, read, ("deputy", None), &HOLDERS_BY_NAME)?;
    Ok(Away { name, words, assignments })
}

fn show(visit: &Visit, away: &Away, absence: &Absence, objections: &[Objection]) -> Result<Answer> {
    let cancel = Link::new(address_of(absence.person), visit.text("cancel"));
    let mut form = RecordForm::new(visit, &away.words, absence, cancel)
        .group("", &["from", "to", "deputy"])
        .objections(objections);
    if let Input::References { values, options } = &away.assignments.input {
        let (values, options) = (values.clone(), options.clone());
        let field =
            FormField::new("assignments", &away.assignments.label, Input::References { values, options });
        form = form.further(field.with_hint(visit.text("absence-assignments-hint")));
    }
    let form = form.further(decision_field(visit));
    let page = framed(visit, (absence.person, &away.name), "absence-new", form.draw());
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

fn framed(visit: &Visit, (person, name): (Id, &str), title: &str, content: Markup) -> Page {
    let list = Link::new("/administration/personer", visit.text("person-list"));
    Page::new(visit.text(title), content).under(vec![list, Link::new(address_of(person), name)])
}

pub(super) fn end_page(visit: &Visit) -> Result<Answer> {
    let (absence, name) = visit.read(|read| to_end(visit, read))?;
    show_end(visit, (&absence, &name), &[])
}

pub(super) fn end(visit: &Visit) -> Result<Answer> {
    let (stored, name) = visit.read(|read| to_end(visit, read))?;
    let (sent, mut wanted, mut because) = (visit.form()?, stored.clone(), Because::default());
    let mut objections = read_form(sent, &mut wanted, visit.today());
    objections.extend(read_form(sent, &mut because, visit.today()));
    if !objections.is_empty() {
        return show_end(visit, (&wanted, &name), &objections);
    }
    let ask = EndAbsence { id: stored.id, revision: revision_of(sent)?, to: wanted.to, because };
    match visit.write(move |tx| end_absence(tx, &ask)) {
        Ok(_) => Ok(Answer::see_other(address_of(stored.person), "record-saved")),
        Err(Error::Rejected(objections)) if is_stale(&objections) => {
            let words = RecordWords::of("absence");
            let form = end_form(visit, &words, &wanted);
            let content =
                form.conflict(&Subject::new(crate::ABSENCE, stored.id), &stored, stored.revision)?;
            Ok(framed(visit, (stored.person, &name), "absence-end", content).rejected().answer())
        }
        Err(Error::Rejected(objections)) => show_end(visit, (&wanted, &name), &objections),
        Err(error) => Err(error),
    }
}

fn to_end(visit: &Visit, read: &Read) -> Result<(Absence, String)> {
    let absence = visible_absence(read, visit.id("id")?)?;
    crate::line_manager::authorise_seeing_to(read, absence.person)?;
    let name = crate::person(read, absence.person)?.name;
    Ok((absence, name))
}

fn end_form<'v>(visit: &'v Visit, words: &'v RecordWords, absence: &Absence) -> RecordForm<'v, Absence> {
    let cancel = Link::new(address_of(absence.person), visit.text("cancel"));
    let form = RecordForm::new(visit, words, absence, cancel)
        .group("", &["to"])
        .revision(absence.revision)
        .save(visit.text("absence-end"));
    form.further(decision_field(visit))
}

fn show_end(visit: &Visit, (absence, name): (&Absence, &str), objections: &[Objection]) -> Result<Answer> {
    let words = RecordWords::of("absence");
    let drawn = end_form(visit, &words, absence).objections(objections).draw();
    let content = html! { p { (visit.text("absence-end-explained")) } (drawn) };
    let page = framed(visit, (absence.person, name), "absence-end", content);
    Ok(if objections.is_empty() { page.answer() } else { page.rejected().answer() })
}

/// The absences of a person from today on, as a section of their page.
pub(super) fn section(visit: &Visit, read: &Read, person: Id) -> Result<Markup> {
    let mut absences = absences_of(read, person, read.today())?;
    absences.retain(|one| !one.period().is_empty());
    if absences.is_empty() {
        return Ok(html! {});
    }
    let deputies: Vec<Id> = absences.iter().filter_map(|one| one.deputy).collect();
    let deputies = crate::people(read, &deputies)?;
    let may_end = read.as_of().is_none() && may_see_to(read, person)?;
    let row = |one: &Absence| {
        let deputy = deputies.iter().find(|person| Some(person.id) == one.deputy);
        let days = |day: Date| texts::date(day);
        let from = if may_end {
            Cell::Link(Link::new(format!("/administration/franvaro/{}/avsluta", one.id), days(one.from)))
        } else {
            Cell::text(days(one.from))
        };
        let name = deputy.map(|person| person.name.clone()).unwrap_or_default();
        Row { cells: vec![from, Cell::text(days(one.to)), Cell::text(name)] }
    };
    let columns = [
        column(visit, "absence-from", ColumnKind::Date),
        column(visit, "absence-to", ColumnKind::Date),
        column(visit, "absence-deputy", ColumnKind::Text),
    ];
    let rows: Vec<Row> = absences.iter().map(row).collect();
    Ok(simple_table(visit.language(), &visit.text("absence-list"), &columns, &rows))
}
