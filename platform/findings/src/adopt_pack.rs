//! A federation adopts a pack, or a new version of it: from its first day the pack judges, and what people may do
//! follows from it.

use crate::adoption::POLICY_PACK;
use crate::at_member::{granted_at_member, narrowed_at_members};
use crate::own_facts::own_declarations;
use crate::pack_in_force::{adopted_in_force, pack_in_force};
use crate::rebuild::rebuild;
use crate::rulebook::Rulebook;
use access::Granted;
use kernel::{
    Choice, Date, Error, Id, Language, LocalText, Message, Objection, Permission, Result, Scope, Subject,
    has_personal_identity_number,
};
use policy::{
    BASE, CheckReport, CoreFunction, FactDeclaration, OVERLAY_FILE, Pack, PackSource, PermissionMap, Problem,
    read_to_adopt,
};
use serde_json::json;
use storage::{AuditEntry, Read, Tx, statements, values};

/// To adopt a pack.
pub const ADOPT_PACK: Permission = Permission("policy.adopt");
/// The core function that everyone employed has.
const EVERYONE: &str = "employee";

/// The core function of the account that founded a federation: it may do everything there, whatever the pack says, so
/// that somebody can always mend what a pack got wrong.
pub const ADMINISTRATOR: &str = "federation_administrator";

/// What is adopted, from when, and on which decision.
#[derive(Clone, Debug, Default)]
pub struct AdoptPack {
    pub source: PackSource,
    /// The federation's own entries over the pack, as TOML; empty: none.
    pub overlay: String,
    /// None: the pack's own first day. Only the first pack of a federation may leave it out.
    pub valid_from: Option<Date>,
    pub decision: String,
    pub reason: String,
    /// So many adoptions there were when its author looked at what it would change. None: they did not look.
    pub seen: Option<i64>,
}

statements! {
    ADOPT = "INSERT INTO adopted_pack (tenant_id, id, pack_id, version, valid_from, source, overlay, decision, reason) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    COUNT = "SELECT count(*) FROM @@adopted_pack AS a";
    APPLIED = "SELECT a.adopted_id FROM @@applied_pack AS a";
    APPLY = "INSERT INTO applied_pack (tenant_id, adopted_id) VALUES (?1, ?2) \
        ON CONFLICT (tenant_id) DO UPDATE SET adopted_id = excluded.adopted_id";
}

/// Adopts a pack and evaluates everything by it, as soon as its day has come.
///
/// # Errors
/// Refused without permission; rejected when the pack or the overlay has errors, when the pack's tests fail, when anything
/// but the first pack comes without day, decision or reason, and when another was adopted since its author looked.
pub fn adopt_pack(tx: &mut Tx, ask: &AdoptPack) -> Result<Id> {
    if !access::may_everywhere(tx, ADOPT_PACK)? {
        return Err(access::refused(ADOPT_PACK));
    }
    let adoptions = adoption_count(tx)?;
    if ask.seen.is_some_and(|seen| seen != adoptions) {
        return Err(Error::rejected("overlay", "objection-adopted-meanwhile"));
    }
    let is_first = adoptions == 0;
    check_adoption(ask, is_first, tx.today()).map_err(Error::Rejected)?;
    let rulebook = tx.attached::<Rulebook>()?;
    let own_facts = own_declarations(tx)?;
    let read =
        read_for_adoption(&rulebook, &ask.source, &ask.overlay, &own_facts).map_err(Error::Rejected)?;
    let pack = read.pack;
    let (id, valid_from) = (Id::new(), ask.valid_from.unwrap_or(pack.valid_from));
    let source = serde_json::to_string(&ask.source).map_err(Error::failed)?;
    let (overlay, decision, reason) = (ask.overlay.trim_end(), ask.decision.trim(), ask.reason.trim());
    let row = values![id, &pack.id, &pack.version, valid_from, source, overlay, decision, reason];
    tx.execute(&ADOPT, &row)?;
    tx.forget();
    let mut content = json!({"pack": pack.id, "version": pack.version, "valid_from": valid_from});
    if !overlay.is_empty() {
        content["overlay"] = json!(overlay);
    }
    tx.audit(&AuditEntry {
        action: "policy_pack.adopted",
        subject: Some(Subject::new(POLICY_PACK, id)),
        changes: storage::changes(&json!({}), &content),
        reason: Some(reason.to_owned()),
        decision: Some(decision.to_owned()),
        ..AuditEntry::default()
    })?;
    apply_pack_in_force(tx)?;
    Ok(id)
}

/// How many packs the federation has adopted: what somebody looks at is out of date once there is another.
///
/// # Errors
/// When the database fails.
pub fn adoption_count(read: &Read) -> Result<i64> {
    read.count(&COUNT, &[])
}

/// A federation begins with a pack. To change it afterwards takes a day that has not passed, a decision and a reason.
fn check_adoption(ask: &AdoptPack, is_first: bool, today: Date) -> Result<(), Vec<Objection>> {
    let mut objections = Vec::new();
    if has_personal_identity_number(&ask.overlay) {
        objections.push(Objection::new("overlay", "objection-personal-identity-number"));
    }
    if !is_first {
        for (field, text) in [("decision", &ask.decision), ("reason", &ask.reason)] {
            if text.trim().is_empty() {
                objections.push(Objection::new(field, "objection-required"));
            }
        }
        match ask.valid_from {
            None => objections.push(Objection::new("valid_from", "objection-required")),
            Some(day) if day < today => objections.push(Objection::new("valid_from", "objection-date-past")),
            Some(_) => {}
        }
    }
    if objections.is_empty() { Ok(()) } else { Err(objections) }
}

/// A pack as it would judge, and what is odd in it though it can be used.
pub struct ReadPack {
    pub pack: Pack,
    pub warnings: Vec<Objection>,
}

/// A pack as it would judge if it were adopted, with an overlay on it; empty: none. The overlay may also speak of the
/// federation's own facts ([`own_declarations`]).
///
/// # Errors
/// Every mistake in it, at the field that it stands in.
pub fn read_for_adoption(
    rulebook: &Rulebook,
    source: &PackSource,
    overlay: &str,
    own_facts: &[FactDeclaration],
) -> Result<ReadPack, Vec<Objection>> {
    let overlay = Some(overlay).filter(|text| !text.trim().is_empty());
    let CheckReport { pack, errors, warnings } =
        read_to_adopt(source, overlay, &rulebook.vocabulary_with(own_facts));
    let told = |problems: &[Problem]| problems.iter().map(objection).collect::<Vec<_>>();
    match pack {
        Some(pack) => Ok(ReadPack { pack, warnings: told(&warnings) }),
        None => Err(told(&errors)),
    }
}

/// A pack that comes with the program, by its id.
///
/// # Errors
/// Rejected with the known ids when there is none.
pub fn shipped_to_adopt(id: &str) -> Result<&'static PackSource> {
    let shipped = || policy::shipped().iter().filter(|source| source.id != BASE);
    let known = || shipped().map(|source| source.id.as_str()).collect::<Vec<_>>().join(", ");
    shipped()
        .find(|source| source.id == id)
        .ok_or_else(|| Error::rejected("pack", Message::new("objection-no-such-pack").with("known", known())))
}

fn objection(problem: &Problem) -> Objection {
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (line, column) = (number(problem.line), number(problem.column));
    let text = mistake_in_words(problem);
    if problem.file == OVERLAY_FILE {
        let message = Message::new("objection-overlay-mistake");
        return Objection::new(
            "overlay",
            message.with("line", line).with("column", column).with("text", text),
        );
    }
    let message = Message::new("objection-pack-mistake").with("file", problem.file.as_str());
    Objection::new("pack", message.with("line", line).with("column", column).with("text", text))
}

/// What is wrong, and what would be right.
fn mistake_in_words(problem: &Problem) -> LocalText {
    let [sv, en] = Language::ALL.map(|language| {
        let message = texts::render(language, &problem.message);
        match &problem.help {
            Some(help) => format!("{message} {}", texts::render(language, help)),
            None => message,
        }
    });
    LocalText::new(sv, en)
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

/// What each core function may do: `base`, what the pack adds, and everything for the administrator; and what is left of it
/// where the role is held on a member.
fn granted(rulebook: &Rulebook, pack: &Pack) -> Vec<Granted> {
    let map = PermissionMap::new(rulebook.base_grants(), &pack.grants);
    let permissions = rulebook.vocabulary().permissions.iter();
    let everything = permissions.map(|permission| of(ADMINISTRATOR, permission, Scope::Federation));
    let everyone = map.everyone().iter().map(|(permission, scope)| of(EVERYONE, permission, *scope));
    let functions = || CoreFunction::NAMES.iter().filter_map(|name| CoreFunction::from_name(name));
    let by_function = functions().flat_map(|function| {
        map.of(function).map(move |(permission, scope)| of(function.name(), permission, scope))
    });
    let narrowed = narrowed_at_members(rulebook, pack);
    let at_members = functions()
        .filter(|function| narrowed.contains(function.name()))
        .flat_map(|function| granted_at_member(rulebook, &map, function));
    everything.chain(everyone).chain(by_function).chain(at_members).collect()
}

pub(crate) fn of(core_function: &str, permission: &str, scope: Scope) -> Granted {
    Granted { core_function: core_function.to_owned(), permission: permission.to_owned(), scope }
}
