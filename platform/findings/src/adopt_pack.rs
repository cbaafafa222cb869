//! A federation adopts a pack, or a new version of it: from its first day the pack judges, and what people may do
//! follows from it.

use crate::pack_in_force::{adopted_in_force, pack_in_force};
use crate::rebuild::rebuild;
use crate::rulebook::Rulebook;
use access::Granted;
use kernel::{Choice, Date, Error, Id, Message, Objection, Permission, Result, Scope, Subject, SubjectKind};
use policy::{CheckReport, CoreFunction, Pack, PackSource, PermissionMap, read_pack};
use serde_json::json;
use storage::{AuditEntry, FromRow, Read, Row, Tx, statements, values};

/// To adopt a pack.
pub const ADOPT_PACK: Permission = Permission("policy.adopt");
/// What the audit log calls an adopted pack.
pub const POLICY_PACK: SubjectKind = SubjectKind("policy_pack");

/// The core function that everyone employed has.
const EVERYONE: &str = "employee";

/// The core function of the account that founded a federation: it may do everything there, whatever the pack says, so
/// that somebody can always mend what a pack got wrong.
pub const ADMINISTRATOR: &str = "federation_administrator";

/// What is adopted, from when, and on which decision.
#[derive(Clone, Debug)]
pub struct AdoptPack {
    pub source: PackSource,
    /// None: the pack's own first day.
    pub valid_from: Option<Date>,
    pub decision: String,
    pub reason: String,
}

/// A pack in the register of the federation.
#[derive(Clone, Debug, serde::Serialize)]
pub struct AdoptedPack {
    pub id: Id,
    pub pack: String,
    pub version: String,
    pub valid_from: Date,
}

impl FromRow for AdoptedPack {
    fn from_row(row: &Row) -> Result<Self> {
        Ok(Self { id: row.get(0)?, pack: row.get(1)?, version: row.get(2)?, valid_from: row.get(3)? })
    }
}

statements! {
    ADOPT = "INSERT INTO adopted_pack (tenant_id, id, pack_id, version, valid_from, source) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    APPLIED = "SELECT a.adopted_id FROM @@applied_pack AS a";
    APPLY = "INSERT INTO applied_pack (tenant_id, adopted_id) VALUES (?1, ?2) \
        ON CONFLICT (tenant_id) DO UPDATE SET adopted_id = excluded.adopted_id";
    ADOPTED = "SELECT p.id, p.pack_id, p.version, p.valid_from FROM @adopted_pack AS p \
        ORDER BY p.valid_from DESC, p.id DESC LIMIT 200";
}

/// Adopts a pack and evaluates everything by it.
///
/// # Errors
/// Refused without permission; rejected when the pack has errors or its tests fail.
pub fn adopt_pack(tx: &mut Tx, ask: &AdoptPack) -> Result<Id> {
    if !access::may_anywhere(tx, ADOPT_PACK)? {
        return Err(Error::Refused(Message::new("refused-permission").with("permission", ADOPT_PACK.name())));
    }
    let rulebook = tx.attached::<Rulebook>()?;
    let CheckReport { pack, errors, .. } = read_pack(&ask.source, rulebook.vocabulary());
    let pack = pack.ok_or_else(|| Error::Rejected(errors.iter().map(objection).collect()))?;
    let (id, valid_from) = (Id::new(), ask.valid_from.unwrap_or(pack.valid_from));
    let source = serde_json::to_string(&ask.source).map_err(Error::failed)?;
    tx.execute(&ADOPT, &values![id, &pack.id, &pack.version, valid_from, source])?;
    let content = json!({"pack": pack.id, "version": pack.version, "valid_from": valid_from});
    tx.audit(&AuditEntry {
        action: "policy_pack.adopted",
        subject: Some(Subject::new(POLICY_PACK, id)),
        changes: storage::changes(&json!({}), &content),
        reason: Some(ask.reason.clone()),
        decision: Some(ask.decision.clone()),
        ..AuditEntry::default()
    })?;
    apply_pack_in_force(tx)?;
    Ok(id)
}

/// Makes permissions and findings follow the pack that is in force today, if they still follow another: after an
/// adoption, and when the first day of a pack has come. Tells whether anything was done.
///
/// # Errors
/// When the database fails.
pub fn apply_pack_in_force(tx: &mut Tx) -> Result<bool> {
    let in_force = adopted_in_force(tx)?;
    let applied: Option<(Id,)> = tx.one(&APPLIED, &[])?;
    if applied == Some((in_force,)) {
        return Ok(false);
    }
    let rulebook = tx.attached::<Rulebook>()?;
    access::map_functions(tx, &granted(&rulebook, &*pack_in_force(tx)?))?;
    rulebook.after_adoption()(tx)?;
    rebuild(tx)?;
    tx.execute_unaudited(&APPLY, &values![in_force])?;
    Ok(true)
}

/// The packs that the federation has adopted, the newest first.
///
/// # Errors
/// When the database fails.
pub fn adopted_packs(read: &Read) -> Result<Vec<AdoptedPack>> {
    read.rows(&ADOPTED, &[])
}

fn objection(problem: &policy::Problem) -> Objection {
    let place = format!("{}:{}:{}", problem.file, problem.line, problem.column);
    Objection::new(place, problem.message.clone())
}

/// What each core function may do: `base`, what the pack adds, and everything for the administrator.
fn granted(rulebook: &Rulebook, pack: &Pack) -> Vec<Granted> {
    let map = PermissionMap::new(rulebook.base_grants(), &pack.grants);
    let permissions = rulebook.vocabulary().permissions.iter();
    let everything = permissions.map(|permission| of(ADMINISTRATOR, permission, Scope::Federation));
    let everyone = map.everyone().iter().map(|(permission, scope)| of(EVERYONE, permission, *scope));
    let functions = CoreFunction::NAMES.iter().filter_map(|name| CoreFunction::from_name(name));
    let by_function = functions.flat_map(|function| {
        map.of(function).map(move |(permission, scope)| of(function.name(), permission, scope))
    });
    everything.chain(everyone).chain(by_function).collect()
}

fn of(core_function: &str, permission: &str, scope: Scope) -> Granted {
    Granted { core_function: core_function.to_owned(), permission: permission.to_owned(), scope }
}
