//! People as far as their roles depend on them: what they are, and where and when they are employed. Asked for as a set.

use crate::store::organisations::legal_entities_of;
use crate::store::people::{employments_of_all, people};
use crate::{Employment, Person, PersonKind, RoleAssignment, compute_counts, compute_spell};
use kernel::{Date, Id, Period, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Some people with their employments.
pub(crate) struct Staff {
    today: Date,
    people: BTreeMap<Id, Person>,
    /// The newest of each first.
    employments: BTreeMap<Id, Vec<Employment>>,
    /// The legal entity that each employer is or lies within.
    entities: BTreeMap<Id, Id>,
}

impl Staff {
    /// Those who hold assignments or stand in.
    pub fn of_assignments<'a>(
        read: &Read,
        assignments: impl IntoIterator<Item = &'a RoleAssignment>,
    ) -> Result<Self> {
        Self::of(read, assignments.into_iter().flat_map(|one| one.person.into_iter().chain(one.deputy)))
    }

    pub fn of(read: &Read, ids: impl IntoIterator<Item = Id>) -> Result<Self> {
        let ids: Vec<Id> = ids.into_iter().collect::<BTreeSet<Id>>().into_iter().collect();
        let people = people(read, &ids)?.into_iter().map(|person| (person.id, person)).collect();
        let mut employments: BTreeMap<Id, Vec<Employment>> = BTreeMap::new();
        for employment in employments_of_all(read, &ids)? {
            employments.entry(employment.person).or_default().push(employment);
        }
        let employers: BTreeSet<Id> = employments.values().flatten().map(|one| one.organisation).collect();
        let entities = legal_entities_of(read, &Vec::from_iter(employers))?;
        Ok(Self { today: read.today(), people, employments, entities })
    }

    pub fn person(&self, id: Id) -> Option<&Person> {
        self.people.get(&id)
    }

    /// The days of the employments of somebody who is employed; None for everybody else.
    pub fn employed(&self, id: Id) -> Option<Vec<Period>> {
        let is_employed = self.person(id).is_some_and(|person| person.kind == PersonKind::Employed);
        is_employed.then(|| self.employments_of(id).iter().map(Employment::period).collect())
    }

    pub fn employments_of(&self, id: Id) -> &[Employment] {
        self.employments.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Every legal entity at which somebody of these is at home.
    pub fn homes(&self) -> BTreeSet<Id> {
        self.entities.values().copied().collect()
    }

    /// The days on which an assignment counts, by its holder's employments.
    pub fn counts(&self, assignment: &RoleAssignment) -> Option<Period> {
        let employed = assignment.person.and_then(|id| self.employed(id));
        compute_counts(assignment, employed.as_deref())
    }

    /// Where somebody who holds a role at a subject during a period is at home; at the subject who is not employed then.
    pub fn home(&self, id: Id, subject: Id, period: Period) -> Id {
        self.standing(id, subject, period).map_or(subject, |(home, _)| home)
    }

    /// Where somebody is at home during a period, and the part of it in which they are employed.
    ///
    /// Somebody from outside is at home nowhere in the federation: their own subject is as far as they reach.
    pub fn standing(&self, id: Id, subject: Id, period: Period) -> Option<(Id, Period)> {
        if self.person(id)?.kind == PersonKind::External {
            return Some((subject, period));
        }
        let employments = self.employments_of(id);
        let periods: Vec<Period> = employments.iter().map(Employment::period).collect();
        let valid = period.cut_to(&compute_spell(&periods, period.from.unwrap_or(Date::MIN))?);
        // With several employers in turn it is the present one, else the first to come, else the last one.
        let present = employments.iter().find(|one| one.period().contains(self.today));
        let coming = employments.iter().rev().find(|one| one.period().overlaps(&valid));
        let home = self.entity_of(present.or(coming)?.organisation);
        (!valid.is_empty()).then_some((home, valid))
    }

    /// The legal entity of an employer; one that lies within none stands for itself.
    pub fn entity_of(&self, employer: Id) -> Id {
        self.entities.get(&employer).copied().unwrap_or(employer)
    }
}
