//! What the program does by itself, shared by its copies: each job of each federation is taken by one copy at a time. A
//! copy that dies keeps its jobs no longer than it said; then another takes them.

use crate::installation::Installation;
use crate::value::{FromRow, Row};
use kernel::{Instant, Result, TenantId};

crate::statements! {
    KNOWN = "SELECT tenant_id FROM job WHERE name = ?1 ORDER BY tenant_id LIMIT 100000";
    ADD = "INSERT INTO job (name, tenant_id, next_at) VALUES (?1, ?2, ?3) ON CONFLICT (name, tenant_id) DO NOTHING";
    DUE = "SELECT name, tenant_id, failures FROM job WHERE next_at <= ?1 AND held_until <= ?1 \
        ORDER BY next_at, name, tenant_id LIMIT 1000";
    TAKE = "UPDATE job SET holder = ?3, held_until = ?4 WHERE name = ?1 AND tenant_id = ?2 AND next_at <= ?5 \
        AND held_until <= ?5";
    KEEP = "UPDATE job SET held_until = ?4 WHERE name = ?1 AND tenant_id = ?2 AND holder = ?3 AND held_until > ?5";
    BY_STATE = "SELECT CASE WHEN failures > 0 THEN 'failing' WHEN held_until > ?1 THEN 'running' \
        WHEN next_at <= ?1 THEN 'due' ELSE 'waiting' END, count(*) FROM job GROUP BY 1";
    GIVE_BACK = "UPDATE job SET holder = '', held_until = 0, next_at = ?4, failures = ?5, problem = ?6 \
        WHERE name = ?1 AND tenant_id = ?2 AND holder = ?3";
}

/// The longest wait of a job that fails again and again.
const LONGEST_WAIT_SECONDS: i64 = 3_600;
const FIRST_WAIT_SECONDS: i64 = 60;

/// One kind of work for one federation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub name: String,
    pub tenant: TenantId,
    /// How often it has failed since it was last done.
    pub failures: i64,
}

impl FromRow for Job {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { name: row.get(0)?, tenant: TenantId(row.get(1)?), failures: row.get(2)? })
    }
}

/// Makes jobs of one kind for the federations that have none yet, due at once.
///
/// # Errors
/// When the database fails.
pub fn add_jobs(installation: &Installation, name: &str, tenants: &[TenantId]) -> Result<()> {
    for tenant in tenants {
        installation.execute(&ADD, &crate::values![name, tenant.0, installation.now()])?;
    }
    Ok(())
}

/// The federations that have a job of this kind.
///
/// # Errors
/// When the database fails.
pub fn tenants_with_job(installation: &Installation, name: &str) -> Result<Vec<TenantId>> {
    let known: Vec<(i64,)> = installation.rows(&KNOWN, &crate::values![name])?;
    Ok(known.into_iter().map(|(tenant,)| TenantId(tenant)).collect())
}

/// The jobs that nobody has and whose time has come, those that have waited longest first.
///
/// # Errors
/// When the database fails.
pub fn due_jobs(installation: &Installation) -> Result<Vec<Job>> {
    installation.rows(&DUE, &crate::values![installation.now()])
}

/// Takes a job for some time. False if another copy was faster.
///
/// # Errors
/// When the database fails.
pub fn take_job(installation: &Installation, job: &Job, holder: &str, seconds: i64) -> Result<bool> {
    let now = installation.now();
    let values = crate::values![&job.name, job.tenant.0, holder, now.plus_seconds(seconds), now];
    Ok(installation.execute(&TAKE, &values)? == 1)
}

/// Keeps a job for longer. False if it was lost meanwhile: then the holder stops.
///
/// # Errors
/// When the database fails.
pub fn keep_job(installation: &Installation, job: &Job, holder: &str, seconds: i64) -> Result<bool> {
    let now = installation.now();
    let values = crate::values![&job.name, job.tenant.0, holder, now.plus_seconds(seconds), now];
    Ok(installation.execute(&KEEP, &values)? == 1)
}

/// Gives a job back that is done until its next time. What another copy has taken meanwhile stays with it.
///
/// # Errors
/// When the database fails.
pub fn done_job(installation: &Installation, job: &Job, holder: &str, next_at: Instant) -> Result<()> {
    let values = crate::values![&job.name, job.tenant.0, holder, next_at, 0i64, ""];
    installation.execute(&GIVE_BACK, &values).map(|_| ())
}

/// Gives a job back that failed; it is tried again, later each time.
///
/// # Errors
/// When the database fails.
pub fn failed_job(installation: &Installation, job: &Job, holder: &str, problem: &str) -> Result<()> {
    let next_at = installation.now().plus_seconds(wait_seconds(job.failures));
    let problem: String = problem.chars().filter(|c| *c != '\0').take(500).collect();
    let values = crate::values![&job.name, job.tenant.0, holder, next_at, job.failures + 1, problem];
    installation.execute(&GIVE_BACK, &values).map(|_| ())
}

/// How many jobs run, are due, wait for their time, or have failed since they were last done.
///
/// # Errors
/// When the database fails.
pub fn jobs_by_state(installation: &Installation) -> Result<Vec<(String, i64)>> {
    installation.rows(&BY_STATE, &crate::values![installation.now()])
}

/// How long a job waits that has failed so many times before.
fn wait_seconds(failures: i64) -> i64 {
    let doublings = u32::try_from(failures.clamp(0, 10)).unwrap_or(0);
    (FIRST_WAIT_SECONDS << doublings).min(LONGEST_WAIT_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_that_fails_waits_longer_each_time_and_never_more_than_an_hour() {
        let waits: Vec<i64> = (0..9).map(wait_seconds).collect();
        assert_eq!(waits, [60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600]);
        assert_eq!(wait_seconds(i64::MAX), 3_600);
    }
}
