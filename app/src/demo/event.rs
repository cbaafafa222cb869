//! What happens later than a record was entered: a unit is renamed, an owner changes, somebody leaves, a system is
//! phased out, a document is withdrawn, a demand is waived, a test is made.

use super::book::{Book, because};
use super::enter::enter_uses;
use super::line::Line;
use findings::{Waive, waive};
use kernel::{Choice as _, Date, Error, Result, Subject};
use organisation::{
    EndAssignment, Ending, SaveEmployment, SaveUnit, SetDeputy, end_assignment, save_employment, save_unit,
    set_deputy,
};
use register::{
    LifecycleState, SYSTEM, Step, TakeLifecycleStep, WithdrawDocument, change_system, note_lifecycle_step,
    visible_system, withdraw_document,
};
use storage::Tx;

/// Enters an event: `what` says which.
///
/// # Errors
/// With the place of the line.
pub fn enter_event(tx: &mut Tx, book: &mut Book, mut line: Line) -> Result<()> {
    let what = line.needed("what")?;
    match what.as_str() {
        "rename_unit" => rename_unit(tx, book, &mut line),
        "reorganise" => super::reorganise::reorganise(tx, book, &mut line),
        "share" => super::share::share(tx, book, &mut line),
        "end_role" => end_role(tx, book, &mut line),
        "give_role" => give_role(tx, book, &mut line),
        "set_deputy" => stand_in(tx, book, &mut line),
        "leave" => leave(tx, book, &mut line),
        "change_system" => change(tx, book, &mut line),
        "step" => step(tx, book, &mut line),
        "withdraw_document" => withdraw(tx, book, &mut line),
        "attach_files" => super::attach::attach_files(tx, book, &mut line),
        "tell" => super::told::tell(tx, book, &mut line),
        "take_over_notice" => super::told::take_over(tx, book, &mut line),
        "send_back_notice" => super::told::send_back(tx, book, &mut line),
        "confirm" => super::told::confirm(tx, book, &mut line),
        "state" => super::duties::state(tx, book, &mut line),
        "test" => super::duties::test(tx, book, &mut line),
        "receive" => super::duties::receive(tx, book, &mut line),
        "approve_agreement" => super::contracts::approve(tx, book, &mut line),
        "sign_agreement" => super::contracts::sign(tx, book, &mut line),
        "waive" => waive_demand(tx, book, &mut line),
        _ => return Err(line.wrong("what", "demo-unknown-event")),
    }
    .map_err(|error| if is_placed(&error) { error } else { line.blame(error) })?;
    line.finish()
}

/// Errors of a line name its file already; those of verbs do not.
fn is_placed(error: &Error) -> bool {
    matches!(error, Error::Rejected(found) if found.iter().all(|one| one.field.starts_with("demo/")))
}

fn rename_unit(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let name = line.needed("on")?;
    let mut unit = organisation::unit(tx, book.id(line, "unit", &name)?)?;
    unit.name = line.needed("to")?;
    let ask = SaveUnit { revision: Some(unit.revision), unit, because: because(line)? };
    save_unit(tx, &ask).map(|_| ())
}

/// The assignment that a line means by `on`, `role` and `person`.
fn assignment(tx: &Tx, book: &Book, line: &mut Line) -> Result<organisation::RoleAssignment> {
    let on = line.needed("on")?;
    let subject = book.subject(line, "on", &on)?;
    let held = (subject.id, line.needed("role")?, line.needed("person")?);
    let id = book.assignments.get(&held).ok_or_else(|| line.wrong("role", "demo-not-found"))?;
    organisation::assignment(tx, *id)
}

/// The day before was the last one, so that somebody else can take over today.
fn end_role(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let held = assignment(tx, book, line)?;
    let last = line.day.yesterday().unwrap_or(Date::MIN);
    let (ending, because) = (Ending::On(last), because(line)?);
    let ask = EndAssignment { id: held.id, revision: held.revision, ending, because };
    end_assignment(tx, &ask).map(|_| ())
}

fn give_role(tx: &mut Tx, book: &mut Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let subject = book.subject(line, "on", &on)?;
    let roles = vec![(line.needed("role")?, vec![line.needed("person")?])];
    book.give_roles(tx, line, &subject, &roles)
}

fn stand_in(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let held = assignment(tx, book, line)?;
    let deputy = line.needed("deputy")?;
    let ask = SetDeputy {
        id: held.id,
        revision: held.revision,
        deputy: Some(book.id(line, "person", &deputy)?),
        from: line.date("from")?,
        to: line.date("to")?,
        because: because(line)?,
    };
    set_deputy(tx, &ask).map(|_| ())
}

/// The employment gets a last day, which may be ahead.
fn leave(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let name = line.needed("person")?;
    let person = book.id(line, "person", &name)?;
    let employment = book.employments.get(&person).ok_or_else(|| line.wrong("person", "demo-not-found"))?;
    let mut employment = organisation::employment(tx, *employment)?;
    employment.to = Some(line.date("last_day")?.unwrap_or(line.day));
    let ask = SaveEmployment { revision: Some(employment.revision), employment, because: because(line)? };
    save_employment(tx, &ask).map(|_| ())
}

fn change(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let mut system = visible_system(tx, book.id(line, "system", &on)?)?;
    let id = system.id;
    let users = line.numbers_by_key("users")?;
    line.fill(&mut system, &book.names)?;
    change_system(tx, system)?;
    enter_uses(tx, book, line, (id, &users))
}

fn step(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let to = line.needed("to")?;
    let to = LifecycleState::from_name(&to).ok_or_else(|| line.wrong("to", "objection-not-a-choice"))?;
    let because = because(line)?;
    let ask = TakeLifecycleStep {
        system: book.id(line, "system", &on)?,
        revision: None,
        step: Step { to, on: None, reason: because.reason },
        decision: because.decision,
    };
    note_lifecycle_step(tx, &ask).map(|_| ())
}

fn withdraw(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let place = (book.subject(line, "on", &on)?.id, line.needed("type")?);
    let document = book.documents.get(&place).ok_or_else(|| line.wrong("type", "demo-not-found"))?;
    let ask = WithdrawDocument { document: *document, revision: None, reason: line.needed("reason")? };
    withdraw_document(tx, &ask).map(|_| ())
}

fn waive_demand(tx: &mut Tx, book: &Book, line: &mut Line) -> Result<()> {
    let on = line.needed("on")?;
    let ask = Waive {
        subject: Subject::new(SYSTEM, book.id(line, "system", &on)?),
        rule: line.needed("rule")?,
        reason: line.needed("reason")?,
        decision: line.needed("decision")?,
        until: line.date("until")?,
    };
    waive(tx, &ask).map(|_| ())
}
