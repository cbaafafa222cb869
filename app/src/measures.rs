//! What `/metrics` tells of the installation's records, over all federations: how much there is, never whose it is.

use kernel::{Actor, Instant, Result, TenantId};
use std::collections::BTreeMap;
use storage::{Db, Read, View};
use web::{Measure, accounts};

pub const MEASURES: &[Measure] = &[
    Measure {
        name: "findings",
        help: "Demands that are not met, as they are kept",
        label: "outcome",
        count: |db, now| everywhere(db, now, findings::kept_by_outcome),
    },
    Measure {
        name: "jobs",
        help: "Jobs of the program by how they stand",
        label: "state",
        count: |db, now| db.look_up(&Actor::job(TenantId::INSTALLATION, now), storage::jobs_by_state),
    },
    Measure {
        name: "web_hooks",
        help: "Web-hooks by how it goes for them",
        label: "state",
        count: |db, now| everywhere(db, now, hooks::hooks_by_state),
    },
    Measure {
        name: "web_hook_deliveries",
        help: "Messages of web-hooks by how it stands with them",
        label: "state",
        count: |db, now| everywhere(db, now, hooks::deliveries_by_state),
    },
];

/// How many there are under each label.
type Counts = Vec<(String, i64)>;

/// The figures of all federations together.
fn everywhere(db: &Db, now: Instant, counted: fn(&Read) -> Result<Counts>) -> Result<Counts> {
    let mut counts = BTreeMap::new();
    for federation in db.look_up(&Actor::job(TenantId::INSTALLATION, now), accounts::tenants)? {
        for (label, count) in db.read(&Actor::job(federation.id, now), View::Now, counted)? {
            *counts.entry(label).or_default() += count;
        }
    }
    Ok(counts.into_iter().collect())
}
