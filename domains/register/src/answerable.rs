//! Who answers for a system or an object: the holders that stand beside its name, by the pack's titles.

use crate::facts::Around;
use kernel::{Id, LocalText, Result};
use organisation::{Holder, assignments_of_all, with_names};
use policy::{CoreFunction, Origin, Pack};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The functions whose holders stand beside a name.
const SHOWN: [CoreFunction; 5] = [
    CoreFunction::Owner,
    CoreFunction::InformationOwner,
    CoreFunction::BusinessManager,
    CoreFunction::ObjectOwner,
    CoreFunction::ObjectLeader,
];

/// Somebody who holds a role today, and where the assignment lies.
#[derive(Clone, Debug)]
pub(crate) struct Answering {
    pub role: String,
    pub title: LocalText,
    pub holder: Holder,
    pub origin: Origin,
}

/// The holders of today of every role, in the order of the pack. An object's count where the subject has no own.
pub(crate) fn holders_around(
    read: &Read,
    pack: &Pack,
    places: &[Around],
) -> Result<BTreeMap<Id, Vec<Answering>>> {
    let subjects: BTreeSet<Id> =
        places.iter().flat_map(|place| place.objects.iter().copied().chain([place.subject])).collect();
    let mut assignments = assignments_of_all(read, &subjects.into_iter().collect::<Vec<_>>())?;
    let today = read.today();
    assignments.retain(|assignment| assignment.counts_on(today));
    let holders = with_names(read, assignments)?;
    Ok(places.iter().map(|place| (place.subject, answering_at(pack, place, &holders))).collect())
}

fn answering_at(pack: &Pack, place: &Around, holders: &[Holder]) -> Vec<Answering> {
    let mut found = Vec::new();
    for role in &pack.roles {
        let of_role = |subject: Id, origin: Origin| {
            holders
                .iter()
                .filter(move |holder| {
                    holder.assignment.role == role.id && holder.assignment.subject_id == subject
                })
                .map(move |holder| Answering {
                    role: role.id.clone(),
                    title: role.title.text(),
                    holder: holder.clone(),
                    origin,
                })
        };
        let own: Vec<Answering> = of_role(place.subject, Origin::Own).collect();
        if own.is_empty() {
            found.extend(place.objects.iter().flat_map(|object| of_role(*object, Origin::Object)));
        } else {
            found.extend(own);
        }
    }
    found
}

/// Whether a role's holders stand beside the name of what they answer for.
pub(crate) fn is_shown(pack: &Pack, role: &str) -> bool {
    pack.role(role).is_some_and(|role| SHOWN.contains(&role.core_function))
}
