//! Where a role reaches the whole federation that the guideline lets reach so far: on the federation's own organisation, and
//! on another legal entity that runs IT for the others, with all that belongs to them. Anywhere else, as on one of the
//! members, it reaches what it is held on.

use crate::ORGANISATION;
use crate::store::organisations::{LineOfPlaces, lines_of};
use findings::Rulebook;
use kernel::{Choice, Id, Result};
use policy::{Pack, Role};
use std::collections::BTreeSet;
use storage::Read;

/// Which core function a role gives at which record.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reaching {
    /// The core functions that reach less on a member.
    narrowed: BTreeSet<&'static str>,
    /// The organisations on which they reach the whole federation.
    over_all: BTreeSet<Id>,
}

impl Reaching {
    /// Of roles on some organisations, and on records of other kinds, where none reaches the whole federation.
    pub fn at(read: &Read, pack: &Pack, organisations: &[Id]) -> Result<Self> {
        let rulebook = read.attached::<Rulebook>()?;
        let narrowed = findings::narrowed_at_members(&rulebook, pack);
        let over_all = if narrowed.is_empty() { BTreeSet::new() } else { over_all(read, organisations)? };
        Ok(Self { narrowed, over_all })
    }

    /// Of roles that are held, asked for those organisations only on which it makes a difference.
    pub fn of<'a>(
        read: &Read,
        pack: &Pack,
        held: impl Iterator<Item = (&'a str, &'a str, Id)>,
    ) -> Result<Self> {
        let rulebook = read.attached::<Rulebook>()?;
        let narrowed = findings::narrowed_at_members(&rulebook, pack);
        let is_narrowed =
            |role: &str| pack.role(role).is_some_and(|role| narrowed.contains(role.core_function.name()));
        let places: BTreeSet<Id> = held
            .filter(|(role, kind, _)| *kind == ORGANISATION.name() && is_narrowed(role))
            .map(|(_, _, place)| place)
            .collect();
        let over_all = over_all(read, &Vec::from_iter(places))?;
        Ok(Self { narrowed, over_all })
    }

    /// The name of what a role lets its holder do at a record.
    pub fn function(&self, role: &Role, held_on: Id) -> String {
        let name = role.core_function.name();
        let is_narrowed = self.narrowed.contains(name) && !self.over_all.contains(&held_on);
        if is_narrowed { access::at_member(name) } else { name.to_owned() }
    }
}

fn over_all(read: &Read, organisations: &[Id]) -> Result<BTreeSet<Id>> {
    let lines = lines_of(read, organisations)?;
    let reach = lines.into_iter().filter(|(_, line)| compute_is_over_all(line));
    Ok(reach.map(|(organisation, _)| organisation).collect())
}

/// Looks upwards from an organisation, itself included, as far as the legal entity that it is or belongs to.
fn compute_is_over_all(line: &[LineOfPlaces]) -> bool {
    for place in line {
        if place.is_own {
            return true;
        }
        if place.kind.is_legal_entity() {
            return place.runs_it == Some(true);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::OrganisationKind;

    fn place(kind: OrganisationKind) -> LineOfPlaces {
        LineOfPlaces { kind, is_own: false, runs_it: None }
    }

    #[test]
    fn a_role_reaches_all_on_the_own_organisation_on_one_that_runs_it_and_on_what_belongs_to_these() {
        use OrganisationKind::{Department, JointCommittee, MunicipalCompany, Municipality, Supplier};
        let own = LineOfPlaces { is_own: true, ..place(JointCommittee) };
        let own_department = LineOfPlaces { is_own: true, ..place(Department) };
        let runs_it = |kind| LineOfPlaces { runs_it: Some(true), ..place(kind) };
        let cases = [
            (vec![own], true),
            (vec![place(Department), own], true),
            (vec![own_department, place(Municipality)], true),
            (vec![runs_it(MunicipalCompany), own], true),
            (vec![place(Department), runs_it(Municipality)], true),
            (vec![place(Municipality), own], false),
            (vec![place(Department), place(Municipality), own], false),
            (vec![place(MunicipalCompany), runs_it(Municipality)], false),
            (vec![runs_it(Department), place(Municipality), own], false),
            (vec![place(Supplier)], false),
            (vec![], false),
        ];
        for (line, expected) in cases {
            assert_eq!(compute_is_over_all(&line), expected, "{line:?}");
        }
    }
}
