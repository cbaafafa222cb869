//! The forms by which a plan is decided and taken back. What is decided for a day that has come is carried out at once.

use super::steps::told_if_stale;
use super::{address_of, changeable, under};
use crate::{
    DecideReorganisation, Reorganisation, ReorganisationState, WithdrawReorganisation, carry_out_due,
    take_reorganisation_decision, withdraw_reorganisation,
};
use kernel::{Actor, Error, Id, Objection, Record, Result};
use storage::Tx;
use web::components::Link;
use web::{Answer, Page, RecordForm, RecordWords, Visit, read_form, revision_of};

/// Runs a verb on a plan of a revision, with what was asked for.
type Verb<N> = fn(&mut Tx, Id, i64, &N) -> Result<Reorganisation>;

pub(super) fn decision_page(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    Ok(page(visit, &plan, (DECIDE, &DecideReorganisation::default()), &[]))
}

pub(super) fn decide(visit: &Visit) -> Result<Answer> {
    run(visit, DECIDE, take_reorganisation_decision)
}

pub(super) fn withdrawal_page(visit: &Visit) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    Ok(page(visit, &plan, (WITHDRAW, &WithdrawReorganisation::default()), &[]))
}

pub(super) fn withdraw(visit: &Visit) -> Result<Answer> {
    run(visit, WITHDRAW, withdraw_reorganisation)
}

const DECIDE: &str = "reorganisation-decide";
const WITHDRAW: &str = "reorganisation-withdraw";

fn run<N: Record + Default + Send + Sync>(visit: &Visit, key: &'static str, verb: Verb<N>) -> Result<Answer> {
    let plan = visit.read(|read| changeable(visit, read))?;
    let form = visit.form()?;
    let mut asked = N::default();
    let mut objections = read_form(form, &mut asked, visit.today());
    if objections.is_empty() {
        let (id, revision, wanted) = (plan.id, revision_of(form)?, asked.clone());
        objections = match visit.write(move |tx| verb(tx, id, revision, &wanted)) {
            Ok(saved) => {
                carry_out_if_due(visit, &saved);
                return Ok(Answer::see_other(address_of(&saved), "record-saved"));
            }
            Err(Error::Rejected(objections)) => told_if_stale(objections),
            Err(error) => return Err(error),
        };
    }
    Ok(page(visit, &plan, (key, &asked), &objections))
}

/// Who decides for today looks for the new order today, and not after the program's next round.
fn carry_out_if_due(visit: &Visit, plan: &Reorganisation) {
    if plan.state == ReorganisationState::Decided && plan.effective_on <= visit.today() {
        let program = Actor::job(visit.actor.tenant, visit.actor.now);
        // The decision stands whatever becomes of this: what fails here is tried again in the next round.
        drop(carry_out_due(&visit.web.db, &program));
    }
}

fn page<N: Record>(
    visit: &Visit,
    plan: &Reorganisation,
    (key, asked): (&str, &N),
    objections: &[Objection],
) -> Answer {
    let words = RecordWords::of(key);
    let form = RecordForm::new(visit, &words, asked, Link::new(address_of(plan), visit.text("cancel")))
        .revision(plan.revision)
        .save(visit.text(key))
        .objections(objections);
    let page = Page::new(visit.text(key), form.draw()).under(under(visit, plan));
    if objections.is_empty() { page.answer() } else { page.rejected().answer() }
}
