//! Orders that a view is sent to somebody as a file: to oneself, or to somebody whom the view is shared with. What the file
//! holds is what its receiver may see, whoever ordered it.

use crate::compute_next_day::compute_next_day;
use crate::mailing::{Mailing, Outcome, Rhythm};
use crate::save_view::audit_mailing;
use crate::store::{self, mailings};
use crate::surroundings::Surroundings;
use crate::visible::{acting, visible_view};
use kernel::{Error, Id, Objection, Record as _, Result, WrongValue};
use notify::Recipient;
use storage::Tx;

/// Mailings of one view, and mailings to one person, that may be under way at once.
pub(crate) const MOST_MAILINGS: i64 = 50;

/// Orders the mailing of a view.
///
/// # Errors
/// Not found for a view that the actor may not open, rejected for what is wrong.
pub fn order_mailing(tx: &mut Tx, view: Id, ask: Mailing) -> Result<Mailing> {
    let ordered_by = acting(tx)?;
    let view = visible_view(tx, view)?;
    Surroundings::of(tx)?.list(&view.list)?;
    let Some((person, rhythm)) = ask.person.zip(ask.rhythm) else {
        return Err(Error::Rejected(missing(&ask)));
    };
    let mut objections = missing(&ask);
    let month_day = ask.month_day.filter(|_| rhythm == Rhythm::Monthly);
    if rhythm == Rhythm::Monthly && month_day.is_none() {
        objections.push(Objection::new("month_day", WrongValue::Required.message()));
    }
    let receiver = visible_receiver(tx, person)?;
    let may_open = store::open_to(tx, view.id, (person, tx.today()))?.is_some();
    match &receiver {
        None => objections.push(Objection::new("person", "objection-no-such-name")),
        Some(_) if !may_open => objections.push(Objection::new("person", "objection-view-not-shared")),
        Some(one) if one.mail_address.trim().is_empty() => {
            objections.push(Objection::new("person", "objection-no-mail-address"));
        }
        Some(_) => {}
    }
    objections.extend(too_many(tx, view.id, person)?);
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let mailing = Mailing {
        id: Id::new(),
        view: view.id,
        view_name: view.name,
        person_name: receiver.map(|one| one.name).unwrap_or_default(),
        ordered_by,
        month_day,
        next_on: Some(compute_next_day(rhythm, month_day.unwrap_or(1), tx.today())),
        last_outcome: Some(Outcome::NotYet),
        last_on: None,
        ended_on: None,
        ..ask
    };
    mailings::add(tx, &mailing)?;
    audit_mailing(tx, "saved_view.mailing_ordered", None, &mailing)?;
    Ok(mailing)
}

/// The receiver, if it is the actor or somebody whom they may see.
fn visible_receiver(tx: &Tx, person: Id) -> Result<Option<Recipient>> {
    let surroundings = Surroundings::of(tx)?;
    if tx.actor().person != Some(person) && (surroundings.people_by_name.of)(tx, person)?.is_none() {
        return Ok(None);
    }
    Ok((surroundings.people.of)(tx, &[person])?.into_iter().next())
}

fn missing(ask: &Mailing) -> Vec<Objection> {
    let wrong = Mailing::FIELDS.iter().filter_map(|field| {
        let value = (field.read)(ask);
        let is_missing = field.is_required && value.is_absent();
        let wrong = if is_missing { Err(WrongValue::Required) } else { field.kind.check(&value) };
        wrong.err().map(|wrong| Objection::new(field.name, wrong.message()))
    });
    wrong.collect()
}

fn too_many(tx: &Tx, view: Id, person: Id) -> Result<Option<Objection>> {
    let under_way = |one: &&Mailing| one.ended_on.is_none();
    let of_view = mailings::of_view(tx, view, MOST_MAILINGS)?.iter().filter(under_way).count();
    let to_person = mailings::to_person(tx, person, MOST_MAILINGS)?;
    let count = |found: usize| i64::try_from(found).unwrap_or(i64::MAX);
    if to_person.iter().any(|one| one.view == view) {
        return Ok(Some(Objection::new("person", "objection-mailing-there")));
    }
    let is_full = count(of_view) >= MOST_MAILINGS || count(to_person.len()) >= MOST_MAILINGS;
    Ok(is_full.then(|| {
        let message = kernel::Message::new("objection-too-many-mailings").with("most", MOST_MAILINGS);
        Objection::new("", message)
    }))
}
