//! People and organisations that a table names and that are not there yet. They are entered only where the mapping says
//! that they may be.

use super::holders::name_and_address;
use super::planner::{PlannedRow, Planner};
use crate::transfer::state::{Holder, State};
use kernel::{Id, Message};
use organisation::{Organisation, OrganisationKind, Person, PersonKind};
use policy::HolderKind;
use std::collections::BTreeSet;

/// What is entered before the systems.
#[derive(Clone, Debug, Default)]
pub struct NewRecords {
    pub organisations: Vec<Organisation>,
    pub people: Vec<NewPerson>,
}

/// Somebody new, and where they work.
#[derive(Clone, Debug)]
pub struct NewPerson {
    pub person: Person,
    /// The organisation that employs them; none for people from outside.
    pub employer: Option<Id>,
}

impl NewRecords {
    /// What a new organisation is part of.
    pub(super) fn parent_of(&self, id: Id) -> Option<Id> {
        self.organisations.iter().find(|one| one.id == id).and_then(|one| one.parent)
    }

    /// Forgets what only refused rows named.
    pub(super) fn keep_those_of(&mut self, rows: &[PlannedRow]) {
        let mut used = BTreeSet::new();
        for State { system, uses, holders, .. } in rows.iter().map(|row| &row.after) {
            used.extend(system.organisation.into_iter().chain(system.supplier));
            used.extend(uses.iter().filter_map(|one| one.organisation));
            used.extend(holders.values().flatten().filter_map(|holder| match holder {
                Holder::Person(id) | Holder::Organisation(id) => Some(*id),
                Holder::Body(_) => None,
            }));
        }
        self.people.retain(|new| used.contains(&new.person.id));
        used.extend(self.people.iter().filter_map(|new| new.employer));
        self.organisations.retain(|new| used.contains(&new.id));
    }

    pub(super) fn person(&mut self, text: &str, kind: HolderKind, home: Option<Id>) -> Person {
        let (name, address) = name_and_address(text);
        let is_employed = kind == HolderKind::Person;
        let kind = if is_employed { PersonKind::Employed } else { PersonKind::External };
        let mut person = Person::new(if name.is_empty() { text.trim() } else { name }, kind);
        person.email = address.unwrap_or_default().to_owned();
        self.people.push(NewPerson { person: person.clone(), employer: home.filter(|_| is_employed) });
        person
    }
}

impl Planner<'_> {
    /// The organisation of a name: an owner is never a supplier, and a supplier is preferred where one is asked for.
    pub(super) fn organisation_named(
        &mut self,
        name: &str,
        is_supplier: bool,
        now: Option<Id>,
    ) -> Result<Id, Message> {
        let found = self.records.organisations.find(name);
        let is_of_kind = |id: &&Id| self.is_supplier(**id) == is_supplier;
        let fitting: Vec<Id> = found.iter().filter(is_of_kind).copied().collect();
        match (fitting.as_slice(), found) {
            (several, _) if now.is_some_and(|now| several.contains(&now)) => Ok(now.unwrap_or_default()),
            ([one], _) | ([], [one]) => Ok(*one),
            ([], []) if self.ask.mapping.create.organisations => Ok(self.new_organisation(name, is_supplier)),
            ([], []) => Err(Message::new("transfer-no-organisation").with("name", name)),
            _ => Err(Message::new("transfer-several-organisations").with("name", name)),
        }
    }

    fn is_supplier(&self, id: Id) -> bool {
        let mut new = self.plan.new.organisations.iter();
        let known = self.known.organisations.get(&id).or_else(|| new.find(|one| one.id == id));
        known.is_some_and(|one| one.kind == OrganisationKind::Supplier)
    }

    fn new_organisation(&mut self, name: &str, is_supplier: bool) -> Id {
        let kind = if is_supplier { OrganisationKind::Supplier } else { OrganisationKind::Department };
        let mut organisation = Organisation::new(name.trim(), kind);
        organisation.parent = self.known.own.filter(|_| !is_supplier);
        let id = organisation.id;
        self.records.organisations.add(id, name);
        self.plan.new.organisations.push(organisation);
        id
    }
}
