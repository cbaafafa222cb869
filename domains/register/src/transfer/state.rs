//! All that a row can say about a system, so that before and after can be held against each other.

use super::fields::Target;
use super::known::{Known, KnownSystem};
use crate::system::System;
use crate::system_use::SystemUse;
use kernel::{Date, Id, Record};
use organisation::RoleAssignment;
use std::collections::{BTreeMap, BTreeSet};

/// A system as it stands, or as a row says that it shall stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub system: System,
    pub uses: Vec<SystemUse>,
    pub objects: BTreeSet<Id>,
    /// Who holds which role today.
    pub holders: BTreeMap<String, BTreeSet<Holder>>,
}

/// Whoever holds a role.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    Person(Id),
    Organisation(Id),
    /// A body of the pack.
    Body(String),
}

impl Holder {
    #[must_use]
    pub fn of(assignment: &RoleAssignment) -> Self {
        match (assignment.person, assignment.organisation) {
            (Some(person), _) => Self::Person(person),
            (None, Some(organisation)) => Self::Organisation(organisation),
            (None, None) => Self::Body(assignment.body.clone()),
        }
    }

    /// The assignment of this holder.
    #[must_use]
    pub fn appointed(&self, assignment: RoleAssignment) -> RoleAssignment {
        match self {
            Self::Person(id) => RoleAssignment { person: Some(*id), ..assignment },
            Self::Organisation(id) => RoleAssignment { organisation: Some(*id), ..assignment },
            Self::Body(body) => RoleAssignment { body: body.clone(), ..assignment },
        }
    }
}

impl State {
    #[must_use]
    pub fn of(known: &KnownSystem, today: Date) -> Self {
        let mut holders: BTreeMap<String, BTreeSet<Holder>> = BTreeMap::new();
        for assignment in known.assignments.iter().filter(|one| one.counts_on(today)) {
            holders.entry(assignment.role.clone()).or_default().insert(Holder::of(assignment));
        }
        Self {
            system: known.system.clone(),
            uses: known.uses.clone(),
            objects: known.objects.clone(),
            holders,
        }
    }

    /// How many users the owner as a whole has.
    #[must_use]
    pub fn number_of_users(&self) -> Option<i64> {
        self.own_use().and_then(|place| self.uses[place].number_of_users)
    }

    pub(crate) fn set_number_of_users(&mut self, number: i64) {
        match self.own_use() {
            Some(place) => self.uses[place].number_of_users = Some(number),
            None => self.uses.push(SystemUse {
                organisation: self.system.organisation,
                unit: None,
                number_of_users: Some(number),
            }),
        }
    }

    fn own_use(&self) -> Option<usize> {
        self.uses.iter().position(|one| self.is_own(one))
    }

    /// Whether a use is that of the owner as a whole.
    pub(crate) fn is_own(&self, one: &SystemUse) -> bool {
        one.organisation == self.system.organisation && one.unit.is_none()
    }

    /// Everyone who uses the system but the owner as a whole.
    pub(crate) fn other_uses(&self) -> impl Iterator<Item = &SystemUse> {
        self.uses.iter().filter(|one| !self.is_own(one))
    }

    /// Says who else uses the system. Where nothing new is said about how many they are, it stays as it was.
    pub(crate) fn set_other_uses(&mut self, wanted: Vec<SystemUse>) {
        let place = |one: &SystemUse| (one.organisation, one.unit);
        let named: BTreeMap<_, &SystemUse> = wanted.iter().map(|one| (place(one), one)).collect();
        let mut uses = Vec::new();
        for mut old in std::mem::take(&mut self.uses) {
            match named.get(&place(&old)) {
                Some(new) => {
                    old.number_of_users = new.number_of_users.or(old.number_of_users);
                    uses.push(old);
                }
                None if self.is_own(&old) => uses.push(old),
                None => {}
            }
        }
        let is_there = |new: &SystemUse| uses.iter().any(|old| place(old) == place(new));
        let new: Vec<SystemUse> = wanted.into_iter().filter(|one| !is_there(one)).collect();
        uses.extend(new);
        self.uses = uses;
    }

    /// The targets in which two states differ.
    pub(crate) fn differences(&self, other: &Self) -> Vec<Target> {
        let fields =
            System::FIELDS.iter().filter(|field| (field.read)(&self.system) != (field.read)(&other.system));
        let mut targets: Vec<Target> = fields.map(|field| Target::Field(field.name)).collect();
        let (custom, others) = (&self.system.custom, &other.system.custom);
        let added =
            others.fields().iter().filter(|field| custom.value(&field.name) != others.value(&field.name));
        targets.extend(added.map(|field| Target::Custom(field.name.clone())));
        if self.number_of_users() != other.number_of_users() {
            targets.push(Target::NumberOfUsers);
        }
        if !self.other_uses().eq(other.other_uses()) {
            targets.push(Target::Uses);
        }
        if self.objects != other.objects {
            targets.push(Target::Objects);
        }
        let roles: BTreeSet<&String> = self.holders.keys().chain(other.holders.keys()).collect();
        let differing = roles.into_iter().filter(|role| self.holders.get(*role) != other.holders.get(*role));
        targets.extend(differing.map(|role| Target::Role(role.clone())));
        targets
    }
}

/// What a holder is called in a cell.
pub(crate) fn name_of_holder(known: &Known, holder: &Holder) -> String {
    match holder {
        Holder::Person(id) => known.people.get(id).map_or_else(String::new, |person| person.name.clone()),
        Holder::Organisation(id) => known.organisation_name(*id).to_owned(),
        Holder::Body(id) => {
            let body = known.pack.bodies.iter().find(|body| body.id == *id);
            body.map_or_else(|| id.clone(), |body| body.title.text().in_language(known.language).to_owned())
        }
    }
}
