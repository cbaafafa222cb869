//! What `/metrics` tells of the installation's records, over all federations: how much there is, never whose it is.

use kernel::{Actor, Instant, Result, TenantId};
use std::collections::BTreeMap;
use storage::{Db, View};
use web::{Measure, accounts};

pub const MEASURES: &[Measure] = &[
    Measure {
        name: "findings",
        help: "Demands that are not met, as they are kept",
        label: "outcome",
        count: findings,
    },
    Measure {
        name: "jobs",
        help: "Jobs of the program by how they stand",
        label: "state",
        count: |db, now| db.look_up(&Actor::job(TenantId::INSTALLATION, now), storage::jobs_by_state),
    },
];

fn findings(db: &Db, now: Instant) -> Result<Vec<(String, i64)>> {
    let mut counts = BTreeMap::new();
    for federation in db.look_up(&Actor::job(TenantId::INSTALLATION, now), accounts::tenants)? {
        let kept = db.read(&Actor::job(federation.id, now), View::Now, findings::kept_by_outcome)?;
        for (outcome, count) in kept {
            *counts.entry(outcome).or_default() += count;
        }
    }
    Ok(counts.into_iter().collect())
}
