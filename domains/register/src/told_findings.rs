//! What lists of systems and objects tell of findings: only what the reader may read, and of a past day only what was
//! true then.

use crate::listing::{OBJECTS, OBJECTS_WITHOUT_FINDINGS, SYSTEMS, SYSTEMS_WITHOUT_FINDINGS};
use findings::{READ, evaluate_subjects};
use kernel::{Id, Outcome, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::{Listing, Query, Read};

/// Filters that ask about findings as they are kept today.
pub(crate) const ASKING_FILTERS: [&str; 2] = ["has_breaches", "vacant"];

/// The order by kept findings.
const ASKING_ORDER: &str = "breaches";

/// Whether kept findings may be asked about: they are of today, and for those who may read some.
pub(crate) fn may_ask(read: &Read) -> Result<bool> {
    Ok(read.as_of().is_none() && access::may_anywhere(read, READ)?)
}

/// The list of systems, with the order by findings where it may be asked for.
pub(crate) fn systems(may_ask: bool) -> &'static Listing {
    if may_ask { &SYSTEMS } else { &SYSTEMS_WITHOUT_FINDINGS }
}

/// The list of objects, in the same way.
pub(crate) fn objects(may_ask: bool) -> &'static Listing {
    if may_ask { &OBJECTS } else { &OBJECTS_WITHOUT_FINDINGS }
}

/// Leaves out the rows whose findings the reader may not read, where the question would tell of them.
pub(crate) fn narrowed(read: &Read, query: Query, is_asked: impl Fn(&str) -> bool) -> Query {
    let tells = query.sort == Some(ASKING_ORDER) || ASKING_FILTERS.into_iter().any(is_asked);
    if tells { access::visible_to(read.actor(), READ, query) } else { query }
}

/// Breached and unknown demands of those subjects whose findings the reader may read: as they are kept, or computed
/// for a day in the past.
pub(crate) fn counts_told(
    read: &Read,
    kind: &str,
    kept: &[(Id, i64, i64)],
) -> Result<BTreeMap<Id, (i64, i64)>> {
    let ids: Vec<Id> = kept.iter().map(|(id, _, _)| *id).collect();
    let told: BTreeSet<Id> = access::permitted(read, READ, &ids)?.into_iter().collect();
    if read.as_of().is_some() {
        return counts_then(read, kind, &Vec::from_iter(told));
    }
    let told = kept.iter().filter(|(id, _, _)| told.contains(id));
    Ok(told.map(|(id, breached, unknown)| (*id, (*breached, *unknown))).collect())
}

fn counts_then(read: &Read, kind: &str, ids: &[Id]) -> Result<BTreeMap<Id, (i64, i64)>> {
    let evaluated = evaluate_subjects(read, kind, ids)?.into_iter();
    let counted = evaluated.map(|one| {
        let of = |outcome| {
            let open = one.findings.iter().filter(|found| found.is_open() && found.outcome == outcome);
            i64::try_from(open.count()).unwrap_or(i64::MAX)
        };
        (one.subject.id, (of(Outcome::Breached), of(Outcome::Unknown)))
    });
    Ok(counted.collect())
}
