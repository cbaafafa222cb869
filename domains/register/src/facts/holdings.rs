//! Who holds which role, seen from systems and objects: their own holders, those of their objects and of their owner.

use kernel::{Id, Result};
use policy::{Holding, Origin};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// Where the assignments lie that count for a subject.
pub(crate) struct Around {
    pub subject: Id,
    pub objects: Vec<Id>,
    pub organisation: Option<Id>,
}

pub(crate) fn holdings_around(read: &Read, places: &[Around]) -> Result<BTreeMap<Id, Vec<Holding>>> {
    let subjects: BTreeSet<Id> = places
        .iter()
        .flat_map(|place| place.objects.iter().copied().chain([place.subject]).chain(place.organisation))
        .collect();
    let subjects: Vec<Id> = subjects.into_iter().collect();
    let own = organisation::holdings_of(read, &subjects)?;
    let from = |subject: &Id, origin: Origin| {
        let held = own.get(subject).into_iter().flatten().cloned();
        held.map(move |holding| Holding { inherited_from: origin, ..holding })
    };
    Ok(places
        .iter()
        .map(|place| {
            let mut holdings: Vec<Holding> = from(&place.subject, Origin::Own).collect();
            holdings.extend(place.objects.iter().flat_map(|object| from(object, Origin::Object)));
            holdings.extend(place.organisation.iter().flat_map(|owner| from(owner, Origin::Organisation)));
            (place.subject, holdings)
        })
        .collect())
}
