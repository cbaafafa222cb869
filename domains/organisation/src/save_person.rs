//! Enters a person or changes what is known of them.

use crate::custom::{keeping_custom, refuse_wrong_custom, save_custom, with_custom};
use crate::record_of_change::{Because, Done, audit, check_revision};
use crate::save_organisation::authorise_anywhere;
use crate::save_unit::found_or_none;
use crate::settle::settle_person;
use crate::store::{organisations, people as store};
use crate::{EDIT_PEOPLE, PERSON, Person, PersonKind, READ_PEOPLE, check_no_personal_identity_numbers};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// The person as they shall stand.
#[derive(Clone, Debug)]
pub struct SavePerson {
    pub person: Person,
    /// The revision that was changed; None enters a new person.
    pub revision: Option<i64>,
    pub because: Because,
}

/// Saves a person.
///
/// # Errors
/// Not found for who may not see them, refused for who may not change them, rejected for what is wrong.
pub fn save_person(tx: &mut Tx, ask: &SavePerson) -> Result<Person> {
    let before = match ask.revision {
        None => {
            authorise_anywhere(tx, EDIT_PEOPLE)?;
            None
        }
        Some(revision) => {
            let stored = visible_person(tx, ask.person.id)?;
            access::authorise(tx, EDIT_PEOPLE, stored.id)?;
            check_revision(stored.revision, revision)?;
            Some(stored)
        }
    };
    let person = keeping_custom(before.as_ref(), ask.person.clone());
    let has_organisation = match person.organisation {
        None => true,
        Some(id) => found_or_none(organisations::organisation(tx, id))?.is_some(),
    };
    let is_employed = !store::employments_of(tx, ask.person.id)?.is_empty();
    let saved =
        decide_person(before.as_ref(), &person, has_organisation, is_employed).map_err(Error::Rejected)?;
    refuse_wrong_custom(tx, before.as_ref(), &saved)?;
    store::save_person(tx, &saved, before.is_none())?;
    save_custom(tx, saved.id, before.as_ref(), &saved)?;
    if before.as_ref().is_some_and(|old| old.name != saved.name) {
        custom_fields::renamed(tx, saved.id, &saved.name)?;
    }
    let is_settled =
        before.as_ref().is_some_and(|old| old.kind == saved.kind && old.organisation == saved.organisation);
    if !is_settled {
        settle_person(tx, saved.id)?;
    }
    let action = if before.is_none() { "person.created" } else { "person.changed" };
    let subject = Subject::new(PERSON, saved.id);
    audit(tx, &Done { action, subject, before: before.as_ref(), after: &saved, because: &ask.because })?;
    Ok(saved)
}

/// A person whom the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see them.
pub fn visible_person(read: &Read, id: Id) -> Result<Person> {
    let person = store::person(read, id)?;
    let is_oneself = read.actor().person == Some(id);
    if is_oneself || access::may(read, READ_PEOPLE, id)? || is_newcomer_to(read, &person)? {
        with_custom(read, PERSON, id, person)
    } else {
        Err(Error::NotFound)
    }
}

/// Whether the actor may change somebody.
pub(crate) fn may_change(read: &Read, person: &Person) -> Result<bool> {
    Ok(access::may(read, EDIT_PEOPLE, person.id)? || is_newcomer_to(read, person)?)
}

/// Somebody who has been entered but works nowhere yet lies within nothing: whoever may change people somewhere gives them
/// their first employment there.
fn is_newcomer_to(read: &Read, person: &Person) -> Result<bool> {
    let may_have_come = person.kind == PersonKind::Employed && person.organisation.is_none();
    Ok(may_have_come
        && access::may_anywhere(read, EDIT_PEOPLE)?
        && store::employments_of(read, person.id)?.is_empty())
}

fn decide_person(
    before: Option<&Person>,
    ask: &Person,
    has_organisation: bool,
    is_employed: bool,
) -> Result<Person, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if ask.name.trim().is_empty() {
        object("name", "objection-required");
    }
    if !ask.email.is_empty() && !is_address(&ask.email) {
        object("email", "objection-not-an-email");
    }
    match (ask.kind, ask.organisation) {
        _ if !has_organisation => object("organisation", "objection-no-such-organisation"),
        (PersonKind::Employed, Some(_)) => object("organisation", "objection-organisation-of-employed"),
        (PersonKind::External, _) if is_employed => object("kind", "objection-external-with-employment"),
        _ => {}
    }
    if !objections.is_empty() {
        return Err(objections);
    }
    Ok(Person { revision: before.map_or(1, |old| old.revision + 1), ..ask.clone() })
}

/// One at sign with something on both sides; whether mail arrives, nobody knows before it is sent.
fn is_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(user, host)| {
        !user.is_empty() && !host.is_empty() && !host.contains('@') && !text.contains(char::is_whitespace)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_has_a_name_an_address_that_could_work_and_never_an_identity_number() {
        let person = Person::new("Systemförvaltare Skola", PersonKind::Employed);
        let external = Person { kind: PersonKind::External, organisation: Some(Id::new()), ..person.clone() };
        let cases = [
            (person.clone(), true, false, vec![]),
            (external.clone(), true, false, vec![]),
            (external.clone(), false, false, vec!["organisation"]),
            (external, true, true, vec!["kind"]),
            (Person { organisation: Some(Id::new()), ..person.clone() }, true, false, vec!["organisation"]),
            (Person { name: "  ".into(), ..person.clone() }, true, false, vec!["name"]),
            (Person { title: "Lärare 19811218-9876".into(), ..person.clone() }, true, false, vec!["title"]),
            (Person { email: "skola".into(), ..person.clone() }, true, false, vec!["email"]),
            (Person { email: "a@b@c".into(), ..person.clone() }, true, false, vec!["email"]),
            (Person { email: "skola@example.test".into(), ..person }, true, true, vec![]),
        ];
        for (ask, has_organisation, is_employed, expected) in cases {
            let fields: Vec<String> = decide_person(None, &ask, has_organisation, is_employed)
                .err()
                .unwrap_or_default()
                .into_iter()
                .map(|objection| objection.field)
                .collect();
            assert_eq!(fields, expected, "{ask:?}");
        }
    }
}
