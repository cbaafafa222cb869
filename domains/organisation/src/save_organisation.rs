//! Enters an organisation or changes it.

use crate::accent::check_accent;
use crate::custom::{keeping_custom, refuse_wrong_custom, save_custom, with_custom};
use crate::record_of_change::{Because, Done, audit, check_revision};
use crate::settle::settle_organisation;
use crate::sharing::settle_sharing;
use crate::store::organisations as store;
use crate::{EDIT, ORGANISATION, Organisation, OrganisationKind, READ, check_no_personal_identity_numbers};
use kernel::{Error, Id, Objection, Result, Subject};
use storage::{Read, Tx};

/// The organisation as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveOrganisation {
    pub organisation: Organisation,
    /// The revision that was changed; None enters a new organisation.
    pub revision: Option<i64>,
    pub because: Because,
}

/// What surrounds the organisation, as far as the decision needs it.
#[derive(Clone, Debug, Default)]
struct Surroundings {
    /// The new parent and all that it lies within; None when it names no organisation.
    parent_line: Option<Vec<Id>>,
    /// The federation's own organisation.
    own: Option<Id>,
    /// Others of the same name, kind and parent.
    namesakes: Vec<Id>,
    /// Something belongs to it.
    is_in_use: bool,
}

/// Saves an organisation.
///
/// # Errors
/// Not found for who may not see it, refused for who may not change it, rejected for what is wrong with it.
pub fn save_organisation(tx: &mut Tx, ask: &SaveOrganisation) -> Result<Organisation> {
    let before = match ask.revision {
        None => None,
        Some(revision) => {
            let stored = visible_organisation(tx, ask.organisation.id)?;
            access::authorise(tx, EDIT, stored.id)?;
            check_revision(stored.revision, revision)?;
            Some(stored)
        }
    };
    let organisation = keeping_custom(before.as_ref(), ask.organisation.clone());
    authorise_place(tx, before.as_ref(), &organisation)?;
    authorise_reach(tx, before.as_ref(), &organisation)?;
    let surroundings = surroundings(tx, &organisation)?;
    let saved =
        decide_organisation(before.as_ref(), &organisation, &surroundings).map_err(Error::Rejected)?;
    refuse_wrong_custom(tx, before.as_ref(), &saved)?;
    write_organisation(tx, before.as_ref(), &saved, &ask.because)?;
    Ok(saved)
}

/// Writes what has been decided about an organisation, and settles what follows from its place and kind.
pub(crate) fn write_organisation(
    tx: &mut Tx,
    before: Option<&Organisation>,
    after: &Organisation,
    because: &Because,
) -> Result<()> {
    store::save_organisation(tx, after, before.is_none())?;
    save_custom(tx, after.id, before, after)?;
    if before.is_some_and(|old| old.name != after.name) {
        custom_fields::renamed(tx, after.id, &after.name)?;
    }
    settle_organisation(tx, before, after)?;
    settle_sharing_after(tx, before, after)?;
    let subject = Subject::new(ORGANISATION, after.id);
    tx.touch(subject.clone());
    if before.is_some_and(|old| known_by(old) != known_by(after)) {
        findings::settle_above(tx, std::slice::from_ref(&subject))?;
    }
    let action = if before.is_none() { "organisation.created" } else { "organisation.changed" };
    audit(tx, &Done { action, subject, before, after, because })
}

/// What is shared follows the legal entities of the federation: a new one is among *all others*, one that ends is not.
fn settle_sharing_after(tx: &mut Tx, before: Option<&Organisation>, after: &Organisation) -> Result<()> {
    let as_entity = |one: &Organisation| (one.kind.is_legal_entity(), one.parent, one.period());
    let is_entity = |one: &Organisation| one.kind.is_legal_entity();
    if !is_entity(after) && !before.is_some_and(is_entity) {
        return Ok(());
    }
    if !is_entity(after) {
        // It employs nobody in its own name any more, so nobody stands for those whom it employs.
        access::take_back(tx, after.id)?;
    }
    if before.is_some_and(|old| as_entity(old) == as_entity(after)) { Ok(()) } else { settle_sharing(tx) }
}

/// By what other records know an organisation: its name, its kind and its place.
fn known_by(one: &Organisation) -> (&str, OrganisationKind, Option<Id>) {
    (&one.name, one.kind, one.parent)
}

/// An organisation that the actor may see.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_organisation(read: &Read, id: Id) -> Result<Organisation> {
    let organisation = store::organisation(read, id)?;
    if !access::may(read, READ, id)? {
        return Err(Error::NotFound);
    }
    with_custom(read, ORGANISATION, id, organisation)
}

/// Stops an actor who may enter nothing at all, or who may not change what is to become the parent.
fn authorise_place(tx: &Tx, before: Option<&Organisation>, after: &Organisation) -> Result<()> {
    match after.parent {
        Some(parent) if before.is_none_or(|old| old.parent != Some(parent)) => {
            access::authorise(tx, EDIT, parent)
        }
        None if before.is_none() => authorise_anywhere(tx, EDIT),
        _ => Ok(()),
    }
}

/// Stops an actor who would let the roles on an organisation reach the whole federation, or no longer, without reaching all
/// of it themselves.
fn authorise_reach(tx: &Tx, before: Option<&Organisation>, after: &Organisation) -> Result<()> {
    let reaches_by = |one: &Organisation| (one.is_own, one.runs_it == Some(true));
    let is_entity = |one: &Organisation| one.kind.is_legal_entity();
    let is_same = match before {
        None => reaches_by(after) == (false, false),
        Some(old) => reaches_by(old) == reaches_by(after) && is_entity(old) == is_entity(after),
    };
    if is_same { Ok(()) } else { access::authorise_everywhere(tx, EDIT) }
}

/// Stops an actor who has a permission nowhere.
pub(crate) fn authorise_anywhere(read: &Read, permission: kernel::Permission) -> Result<()> {
    if access::may_anywhere(read, permission)? {
        return Ok(());
    }
    Err(access::refused(permission))
}

fn surroundings(tx: &Tx, organisation: &Organisation) -> Result<Surroundings> {
    let parent_line = match organisation.parent {
        None => None,
        Some(parent) => Some(store::ancestors_or_self(tx, parent)?).filter(|line| !line.is_empty()),
    };
    let is_namesake = |other: &Organisation| {
        other.id != organisation.id
            && other.kind == organisation.kind
            && other.parent == organisation.parent
            && other.period().overlaps(&organisation.period())
    };
    let namesakes = store::organisations_named(tx, &organisation.name)?;
    Ok(Surroundings {
        parent_line,
        own: store::own_organisation(tx)?.map(|own| own.id),
        namesakes: namesakes.into_iter().filter(is_namesake).map(|other| other.id).collect(),
        is_in_use: store::has_anything_within(tx, organisation.id)?,
    })
}

fn decide_organisation(
    before: Option<&Organisation>,
    ask: &Organisation,
    around: &Surroundings,
) -> Result<Organisation, Vec<Objection>> {
    let mut objections = check_no_personal_identity_numbers(ask);
    let mut object = |field: &str, key: &'static str| objections.push(Objection::new(field, key));
    if ask.name.trim().is_empty() {
        object("name", "objection-required");
    }
    match (ask.parent, &around.parent_line) {
        (Some(_), None) => object("parent", "objection-no-such-organisation"),
        (Some(_), Some(line)) if line.contains(&ask.id) => object("parent", "objection-parent-below"),
        _ => {}
    }
    if ask.is_own && around.own.is_some_and(|own| own != ask.id) {
        object("is_own", "objection-own-organisation-twice");
    }
    if ask.is_own && ask.kind == OrganisationKind::Supplier {
        object("is_own", "objection-own-organisation-supplier");
    }
    let is_supplier = |one: &Organisation| one.kind == OrganisationKind::Supplier;
    if around.is_in_use && before.is_some_and(|old| is_supplier(old) != is_supplier(ask)) {
        object("kind", "objection-supplier-in-use");
    }
    if !around.namesakes.is_empty() {
        object("name", "objection-organisation-exists");
    }
    if ask.period().is_empty() {
        object("to", "objection-period-backwards");
    }
    objections.extend(check_accent(&ask.accent));
    if !objections.is_empty() {
        return Err(objections);
    }
    let accent = ask.accent.trim().to_ascii_lowercase();
    Ok(Organisation { revision: before.map_or(1, |old| old.revision + 1), accent, ..ask.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn school() -> Organisation {
        Organisation::new("Barn- och utbildningsförvaltningen", OrganisationKind::Department)
    }

    fn fields(ask: &Organisation, around: &Surroundings) -> Vec<String> {
        match decide_organisation(None, ask, around) {
            Ok(_) => Vec::new(),
            Err(objections) => objections.into_iter().map(|objection| objection.field).collect(),
        }
    }

    #[test]
    fn an_organisation_has_a_name_one_place_and_a_period_that_runs_forwards() {
        let (school, other) = (school(), Id::new());
        let nowhere = Surroundings::default;
        let below = |line: Vec<Id>| Surroundings { parent_line: Some(line), ..nowhere() };
        let cases = [
            (school.clone(), nowhere(), vec![]),
            (Organisation { name: " ".into(), ..school.clone() }, nowhere(), vec!["name"]),
            (Organisation { name: "Skola 811218-9876".into(), ..school.clone() }, nowhere(), vec!["name"]),
            (Organisation { parent: Some(other), ..school.clone() }, below(vec![other]), vec![]),
            (Organisation { parent: Some(other), ..school.clone() }, nowhere(), vec!["parent"]),
            (
                Organisation { parent: Some(other), ..school.clone() },
                below(vec![other, school.id]),
                vec!["parent"],
            ),
            (
                Organisation {
                    from: "2026-02-01".parse().ok(),
                    to: "2026-01-31".parse().ok(),
                    ..school.clone()
                },
                nowhere(),
                vec!["to"],
            ),
        ];
        for (ask, around, expected) in cases {
            assert_eq!(fields(&ask, &around), expected, "{ask:?}");
        }
    }

    #[test]
    fn one_organisation_is_the_federation_itself_and_none_is_there_twice() {
        let own = Organisation { is_own: true, ..school() };
        let taken = Surroundings { own: Some(Id::new()), ..Surroundings::default() };
        assert_eq!(fields(&own, &taken), ["is_own"]);
        assert!(fields(&own, &Surroundings { own: Some(own.id), ..Surroundings::default() }).is_empty());
        let supplier = Organisation { kind: OrganisationKind::Supplier, ..own.clone() };
        assert_eq!(fields(&supplier, &Surroundings::default()), ["is_own"]);
        let twice = Surroundings { namesakes: vec![Id::new()], ..Surroundings::default() };
        assert_eq!(fields(&school(), &twice), ["name"]);
    }

    #[test]
    fn what_has_something_of_its_own_does_not_become_a_supplier_or_cease_to_be_one() {
        let supplier = Organisation { kind: OrganisationKind::Supplier, ..school() };
        let company = Organisation { kind: OrganisationKind::MunicipalCompany, ..school() };
        let cases = [
            (school(), &supplier, true, false),
            (supplier.clone(), &company, true, false),
            (school(), &company, true, true),
            (school(), &supplier, false, true),
        ];
        for (before, after, is_in_use, may) in cases {
            let around = Surroundings { is_in_use, ..Surroundings::default() };
            let after = Organisation { id: before.id, ..after.clone() };
            let decided = decide_organisation(Some(&before), &after, &around);
            assert_eq!(decided.is_ok(), may, "{:?} to {:?}", before.kind, after.kind);
        }
    }

    #[test]
    fn each_save_is_the_next_revision() {
        let saved = decide_organisation(None, &school(), &Surroundings::default()).unwrap();
        assert_eq!(saved.revision, 1);
        let changed = decide_organisation(Some(&saved), &saved, &Surroundings::default()).unwrap();
        assert_eq!(changed.revision, 2);
    }
}
