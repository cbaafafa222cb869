//! People as far as their roles depend on them: what they are, and where and when they are employed. Asked for as a set.

use crate::store::organisations::legal_entities_of;
use crate::store::people::{employments_of_all, people};
use crate::{Employment, Person, PersonKind, RoleAssignment, compute_counts, compute_spell};
use kernel::{Date, Id, Period, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Some people with their employments.
pub(crate) struct Staff {
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
        Ok(Self { people, employments, entities })
    }

    /// Some people with nothing but their employments, for who asks about days. Employers are told apart by their legal
    /// entities only where somebody has more than one.
    pub fn by_employments(read: &Read, ids: &[Id]) -> Result<Self> {
        let mut employments: BTreeMap<Id, Vec<Employment>> = BTreeMap::new();
        for employment in employments_of_all(read, ids)? {
            employments.entry(employment.person).or_default().push(employment);
        }
        let employers =
            |own: &Vec<Employment>| own.iter().map(|one| one.organisation).collect::<BTreeSet<Id>>();
        let several = employments.values().map(employers).filter(|employers| employers.len() > 1);
        let several: BTreeSet<Id> = several.flatten().collect();
        let entities = if several.is_empty() {
            BTreeMap::new()
        } else {
            legal_entities_of(read, &Vec::from_iter(several))?
        };
        Ok(Self { people: BTreeMap::new(), employments, entities })
    }

    /// The days on which somebody is employed where they were at home on a day; all their days where they were employed
    /// nowhere any longer.
    pub fn days_at_home(&self, id: Id, on: Date) -> Vec<Period> {
        let home = self.spell_of(id, on).map(|(home, _)| home);
        let is_there = |one: &&Employment| home.is_none_or(|home| self.entity_of(one.organisation) == home);
        self.employments_of(id).iter().filter(is_there).map(Employment::period).collect()
    }

    pub fn person(&self, id: Id) -> Option<&Person> {
        self.people.get(&id)
    }

    /// The days on which somebody who is employed may hold what they are given on a day: those with one employer, for roles
    /// do not follow to another. Empty for who is not employed then or later; None for who is no employee at all.
    pub fn employed(&self, id: Id, from: Date) -> Option<Vec<Period>> {
        let is_employed = self.person(id).is_some_and(|person| person.kind == PersonKind::Employed);
        is_employed.then(|| self.spell_of(id, from).map(|(_, spell)| spell).into_iter().collect())
    }

    /// The employer at which somebody is at home with what they are given on a day, and the days of that. Of several at a
    /// time it is the one that lasts longest; before the first of them the first.
    fn spell_of(&self, id: Id, from: Date) -> Option<(Id, Period)> {
        let mut by_entity: BTreeMap<Id, Vec<Period>> = BTreeMap::new();
        for one in self.employments_of(id) {
            by_entity.entry(self.entity_of(one.organisation)).or_default().push(one.period());
        }
        let spells = by_entity
            .into_iter()
            .filter_map(|(entity, periods)| Some((entity, compute_spell(&periods, from)?)));
        let begins = |spell: &Period| spell.from.unwrap_or(Date::MIN).max(from);
        spells.min_by_key(|(_, spell)| (begins(spell), std::cmp::Reverse(spell.to.unwrap_or(Date::MAX))))
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
        let employed = assignment.person.and_then(|id| self.employed(id, assignment.from));
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
        let (home, spell) = self.spell_of(id, period.from.unwrap_or(Date::MIN))?;
        let valid = period.cut_to(&spell);
        (!valid.is_empty()).then_some((home, valid))
    }

    /// The legal entity of an employer; one that lies within none stands for itself.
    pub fn entity_of(&self, employer: Id) -> Id {
        self.entities.get(&employer).copied().unwrap_or(employer)
    }
}
