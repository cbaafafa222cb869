//! Notes that an agreement is signed: by whom the guideline names for every system that it covers, once it is approved.

use crate::agreement::{Agreement, Signature};
use crate::approve_agreement::{MOST_OF_DECISION, check_decision, waiting_for_approval};
use crate::rights::{Rights, SIGN, rights_at_maker, rights_for};
use crate::terminate_agreement::check_running;
use crate::visible::visible_agreement;
use crate::write_agreement::write_agreement;
use kernel::{Date, Error, FieldKind, Id, Objection, Result, record_fields};
use policy::Pack;
use storage::{AuditEntry, Read, Tx};

/// Which agreement is signed, and when.
#[derive(Clone, Debug)]
pub struct SignAgreement {
    pub agreement: Id,
    /// The revision that the asker saw; none where nobody looked.
    pub revision: Option<i64>,
    pub on: Date,
    /// Where it was decided; demanded where a body signs.
    pub decision: String,
}

/// What somebody says who signs an agreement; on the day itself they need not name it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signing {
    pub on: Option<Date>,
    pub decision: String,
}

record_fields! { Signing {
    on: FieldKind::Date;
    decision: FieldKind::Text { max_chars: MOST_OF_DECISION };
} }

/// Notes that an agreement is signed and answers its new revision.
///
/// # Errors
/// Stale; refused for who may not sign for every system; rejected ahead of the day, where an approval is missing, where it is
/// signed already or has ended, and without a decision where a body signs.
pub fn sign_agreement(tx: &mut Tx, ask: &SignAgreement) -> Result<i64> {
    let before = visible_agreement(tx, ask.agreement)?;
    let pack = findings::pack_in_force(tx)?;
    let rights = rights_to_sign(tx, &pack, &before)?;
    if !rights.missing.is_empty() {
        return Err(rights.refusal(tx, "refused-agreement-sign"));
    }
    if ask.revision.is_some_and(|revision| revision != before.revision) {
        return Err(Error::stale());
    }
    let mut objections = check_signing(&before, ask.on, tx.today());
    if !waiting_for_approval(tx, &pack, &before)?.is_empty() {
        objections.push(Objection::new("", "agreement-objection-not-approved"));
    }
    objections.extend(check_decision(&rights, &ask.decision));
    if !objections.is_empty() {
        return Err(Error::Rejected(objections));
    }
    let signed = Some(Signature { on: ask.on, by: tx.actor().person });
    let after = Agreement { revision: before.revision + 1, signed, ..before.clone() };
    let decision = Some(ask.decision.trim().to_owned()).filter(|decision| !decision.is_empty());
    let entry = AuditEntry { action: "agreement.signed", decision, ..AuditEntry::default() };
    write_agreement(tx, Some(&before), &after, entry)?;
    Ok(after.revision)
}

/// One signature is for all that an agreement covers.
pub(crate) fn rights_to_sign(read: &Read, pack: &Pack, agreement: &Agreement) -> Result<Rights> {
    if agreement.systems.is_empty() {
        rights_at_maker(read, agreement)
    } else {
        rights_for(read, pack, agreement, (SIGN, &agreement.systems))
    }
}

/// An agreement is signed once, while it runs or before it begins; when it was signed is noted afterwards, never before.
#[must_use]
pub fn check_signing(agreement: &Agreement, on: Date, today: Date) -> Vec<Objection> {
    let mut objections = Vec::from_iter(check_running(agreement, today));
    if agreement.signed.is_some() {
        objections.push(Objection::new("", "agreement-objection-signed"));
    }
    if on > today {
        objections.push(Objection::new("on", "agreement-objection-signed-ahead"));
    }
    objections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn wrong(change: impl FnOnce(&mut Agreement), on: &str) -> Vec<String> {
        let mut agreement = Agreement {
            starts_on: Some(day("2026-01-01")),
            ends_on: Some(day("2026-12-31")),
            ..Agreement::default()
        };
        change(&mut agreement);
        let found = check_signing(&agreement, day(on), day("2026-11-23"));
        found.into_iter().map(|one| format!("{} {}", one.field, one.message.key)).collect()
    }

    #[test]
    fn an_agreement_is_signed_once_while_it_runs_and_not_ahead() {
        assert_eq!(wrong(|_| (), "2025-12-01"), [""; 0]);
        assert_eq!(wrong(|_| (), "2026-11-24"), ["on agreement-objection-signed-ahead"]);
        assert_eq!(wrong(|one| one.starts_on = Some(day("2027-01-01")), "2026-11-23"), [""; 0]);
        let signed = Some(Signature { on: day("2025-12-01"), by: None });
        assert_eq!(wrong(|one| one.signed = signed, "2026-11-23"), [" agreement-objection-signed"]);
        let ended = |one: &mut Agreement| one.ends_on = Some(day("2026-11-22"));
        assert_eq!(wrong(ended, "2026-11-23"), [" agreement-objection-ended"]);
    }
}
