//! All SQL of web-hooks.

use crate::delivery::Delivery;
use crate::hook::WebHook;
use kernel::{Id, Instant, Result};
use storage::{FromRow, Read, Row, Tx, statements, values};

/// Between the happenings of a hook.
const BETWEEN: &str = "\n";

macro_rules! hook_columns {
    () => {
        "SELECT h.id, h.revision, h.name, h.address, h.happenings, h.is_active, h.person_id, h.secret_number, h.secret_print"
    };
}

statements! {
    EVERY_HOOK = concat!(hook_columns!(), " FROM @web_hook AS h ORDER BY h.sort_key, h.id LIMIT 1000");
    HOOK = concat!(hook_columns!(), " FROM @web_hook AS h WHERE h.id = ?2");
    COUNT_HOOKS = "SELECT CAST(count(*) AS BIGINT) FROM @@web_hook AS h";
    SAVE_HOOK = "INSERT INTO web_hook (tenant_id, id, revision, updated_at, name, address, happenings, is_active, \
        person_id, secret_number, secret_print, sort_key) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) \
        ON CONFLICT (tenant_id, id) DO UPDATE SET revision = excluded.revision, updated_at = excluded.updated_at, \
        name = excluded.name, address = excluded.address, happenings = excluded.happenings, \
        is_active = excluded.is_active, person_id = excluded.person_id, secret_number = excluded.secret_number, \
        secret_print = excluded.secret_print, sort_key = excluded.sort_key";

    HEAD = "SELECT h.sequence FROM @@audit_head AS h";
    EVENTS = "SELECT e.sequence, e.at, e.actor_kind, e.action, e.subject_kind, e.subject_id, e.content \
        FROM @@audit_event AS e WHERE e.sequence > ?2 ORDER BY e.sequence LIMIT ?3";
    BEGIN = "INSERT INTO web_hook_progress (tenant_id, hook_id, told_until, failures, rests_until) \
        VALUES (?1, ?2, ?3, 0, 0) ON CONFLICT (tenant_id, hook_id) DO UPDATE SET told_until = excluded.told_until, \
        failures = 0, rests_until = 0";
    TOLD_UNTIL = "UPDATE web_hook_progress SET told_until = ?3 WHERE tenant_id = ?1 AND hook_id = ?2 AND told_until < ?3";
    FOLLOWING = concat!(hook_columns!(), ", p.told_until FROM @@web_hook AS h JOIN @@web_hook_progress AS p \
        ON p.hook_id = h.id WHERE h.is_active = 1 AND h.secret_number > 0 ORDER BY h.id LIMIT 1000");
    BEHIND = "SELECT h.id FROM @@web_hook AS h JOIN @@web_hook_progress AS p ON p.hook_id = h.id \
        WHERE h.is_active = 1 AND h.secret_number > 0 AND p.told_until < (SELECT a.sequence FROM @@audit_head AS a) \
        ORDER BY h.id LIMIT 1";
    PROGRESS = "SELECT p.failures, p.rests_until FROM @@web_hook_progress AS p WHERE p.hook_id = ?2";
    PROGRESSES = "SELECT p.hook_id, p.failures FROM @@web_hook_progress AS p ORDER BY p.hook_id LIMIT 1000";
    WENT = "UPDATE web_hook_progress SET failures = ?3, rests_until = ?4 WHERE tenant_id = ?1 AND hook_id = ?2";
    KEEP_NOTICE = "UPDATE web_hook_progress SET notice_person_id = ?3, notice_key = ?4 \
        WHERE tenant_id = ?1 AND hook_id = ?2";
    NOTICE = "SELECT p.notice_person_id, p.notice_key FROM @@web_hook_progress AS p \
        WHERE p.hook_id = ?2 AND p.notice_person_id IS NOT NULL";
    REST_NO_MORE = "UPDATE web_hook_progress SET rests_until = 0 WHERE tenant_id = ?1 AND hook_id = ?2";

    ADD = "INSERT INTO web_hook_delivery (tenant_id, id, hook_id, sequence, action, body, made_at, send_at, state, \
        reason, detail, attempts, holder) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting', 'nothing', '', 0, '') \
        ON CONFLICT (tenant_id, hook_id, sequence) DO NOTHING";
    WAITING = "SELECT d.hook_id, CAST(count(*) AS BIGINT) FROM @@web_hook_delivery AS d \
        WHERE d.state IN ('waiting', 'sending') GROUP BY d.hook_id ORDER BY d.hook_id LIMIT 1000";
    DUE = "SELECT n.hook_id, n.id FROM (SELECT d.hook_id, d.id, d.sequence, \
        row_number() OVER (PARTITION BY d.hook_id ORDER BY d.sequence) AS place FROM @@web_hook_delivery AS d \
        JOIN @@web_hook AS h ON h.id = d.hook_id JOIN @@web_hook_progress AS p ON p.hook_id = d.hook_id \
        WHERE d.state IN ('waiting', 'sending') AND d.send_at <= ?2 AND h.is_active = 1 AND h.secret_number > 0 \
        AND p.rests_until <= ?2 AND NOT EXISTS (SELECT 1 FROM @@web_hook_delivery AS o WHERE o.hook_id = d.hook_id \
        AND o.state = 'sending' AND o.send_at > ?2)) AS n WHERE n.place <= ?3 ORDER BY n.sequence, n.id LIMIT 10000";
    TAKE = "UPDATE web_hook_delivery SET state = 'sending', holder = ?3, send_at = ?4, attempts = attempts + 1 \
        WHERE tenant_id = ?1 AND id = ?2 AND state IN ('waiting', 'sending') AND send_at <= ?5 \
        AND NOT EXISTS (SELECT 1 FROM web_hook_delivery AS o WHERE o.tenant_id = ?1 \
        AND o.hook_id = web_hook_delivery.hook_id AND o.state = 'sending' AND o.send_at > ?5)";
    SETTLED = "UPDATE web_hook_delivery SET state = ?4, reason = ?5, detail = ?6, answer_code = ?7, send_at = ?8, \
        ended_at = ?9, holder = '' WHERE tenant_id = ?1 AND id = ?2 AND state = 'sending' AND holder = ?3";
    AGAIN = "UPDATE web_hook_delivery SET state = 'waiting', reason = 'nothing', detail = '', attempts = 0, \
        send_at = ?3, ended_at = NULL WHERE tenant_id = ?1 AND id = ?2 AND state IN ('failed', 'delivered', 'held')";
    DELIVERY = "SELECT d.id, d.hook_id, d.sequence, d.action, d.state, d.reason, d.detail, d.answer_code, d.attempts, \
        d.send_at, d.made_at, d.ended_at, d.body FROM @@web_hook_delivery AS d WHERE d.id = ?2";
    REMOVE_HOOK = "DELETE FROM web_hook WHERE tenant_id = ?1 AND id = ?2";
    REMOVE_PROGRESS = "DELETE FROM web_hook_progress WHERE tenant_id = ?1 AND hook_id = ?2";
    REMOVE_DELIVERIES = "DELETE FROM web_hook_delivery WHERE tenant_id = ?1 AND hook_id = ?2";
    FORGET_OLD = "DELETE FROM web_hook_delivery WHERE tenant_id = ?1 AND made_at < ?2 \
        AND state IN ('failed', 'delivered', 'held')";
    HOLD = "UPDATE web_hook_delivery SET state = 'held', reason = 'restored', detail = '', answer_code = NULL, \
        holder = '', ended_at = ?2 WHERE tenant_id = ?1 AND state IN ('waiting', 'sending')";
    DELIVERIES_BY_STATE = "SELECT d.state, CAST(count(*) AS BIGINT) FROM @@web_hook_delivery AS d \
        GROUP BY d.state ORDER BY d.state LIMIT 10";
    HOOKS_BY_STATE = "SELECT CASE WHEN h.is_active = 1 AND h.secret_number = 0 THEN 'without_secret' \
        WHEN h.is_active = 1 AND p.failures > 0 THEN 'failing' WHEN h.is_active = 1 THEN 'on' \
        WHEN p.failures >= ?2 THEN 'switched_off' ELSE 'off' END, CAST(count(*) AS BIGINT) \
        FROM @@web_hook AS h LEFT JOIN @@web_hook_progress AS p ON p.hook_id = h.id GROUP BY 1 ORDER BY 1 LIMIT 10";
}

impl FromRow for WebHook {
    fn from_row(row: &Row) -> Result<Self> {
        let happenings: String = row.get(4)?;
        Ok(Self {
            id: row.get(0)?,
            revision: row.get(1)?,
            name: row.get(2)?,
            address: row.get(3)?,
            happenings: happenings.split(BETWEEN).filter(|one| !one.is_empty()).map(str::to_owned).collect(),
            is_active: Some(row.get(5)?),
            person: row.get(6)?,
            secret_number: row.get(7)?,
            secret_print: row.get(8)?,
        })
    }
}

/// A hook that is told, and how far along the log it has come.
pub(crate) struct Following {
    pub hook: WebHook,
    pub told_until: i64,
}

impl FromRow for Following {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { hook: WebHook::from_row(row)?, told_until: row.get(9)? })
    }
}

impl FromRow for Delivery {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            hook: row.get(1)?,
            sequence: row.get(2)?,
            action: row.get(3)?,
            state: row.choice(4)?,
            reason: row.choice(5)?,
            detail: row.get(6)?,
            answer_code: row.get(7)?,
            attempts: row.get(8)?,
            send_at: row.get(9)?,
            made_at: row.get(10)?,
            ended_at: row.get(11)?,
            body: row.get(12)?,
        })
    }
}

/// A hook that the actor may see.
///
/// # Errors
/// Refused without the permission, not found without such a hook.
pub fn hook(read: &Read, id: Id) -> Result<WebHook> {
    access::authorise_everywhere(read, crate::MANAGE)?;
    read.found(&HOOK, &values![id])
}

/// A delivery that the actor may see.
///
/// # Errors
/// As [`hook`].
pub fn visible_delivery(read: &Read, id: Id) -> Result<Delivery> {
    access::authorise_everywhere(read, crate::MANAGE)?;
    read.found(&DELIVERY, &values![id])
}

pub(crate) fn save(tx: &mut Tx, hook: &WebHook) -> Result<()> {
    let instant = tx.instant();
    let values = values![
        hook.id,
        hook.revision,
        instant,
        &hook.name,
        &hook.address,
        hook.happenings.join(BETWEEN),
        hook.is_active == Some(true),
        hook.person,
        hook.secret_number,
        &hook.secret_print,
        texts::sort_key(&hook.name),
    ];
    tx.execute(&SAVE_HOOK, &values).map(|_| ())
}

/// Removes a hook with all that waits for it and all that it was told.
pub(crate) fn remove(tx: &mut Tx, hook: Id) -> Result<()> {
    tx.execute_unaudited(&REMOVE_DELIVERIES, &values![hook])?;
    tx.execute_unaudited(&REMOVE_PROGRESS, &values![hook])?;
    tx.execute(&REMOVE_HOOK, &values![hook]).map(|_| ())
}

/// Lets a hook follow the log from here: what was before is not told.
pub(crate) fn begin(tx: &mut Tx, hook: Id) -> Result<()> {
    let head: Option<(i64,)> = tx.one(&HEAD, &[])?;
    let head = head.map_or(0, |(sequence,)| sequence);
    tx.execute_unaudited(&BEGIN, &values![hook, head]).map(|_| ())
}

/// How often a hook has failed in a row, and until when it rests.
pub(crate) fn progress(read: &Read, hook: Id) -> Result<(i64, Instant)> {
    let kept: Option<(i64, Instant)> = read.one(&PROGRESS, &values![hook])?;
    Ok(kept.unwrap_or((0, Instant::from_micros(0))))
}
