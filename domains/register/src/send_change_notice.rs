//! Tells the keepers of the register what should stand there: about a system that the sender answers for, or a new one.

use crate::change_notice::{CHANGE_NOTICE, ChangeNotice, NoticeState};
use crate::check_system::{check_changed_system, check_new_system};
use crate::field_groups::all_hidden_fields;
use crate::reason::check_reason;
use crate::references::wrong_references;
use crate::system::System;
use crate::told_notices::{settle_sender, tell_keepers};
use crate::trail::audit;
use crate::visible::visible_system;
use crate::visible_notice::visible_notice;
use crate::{PROPOSE, store};
use kernel::{Error, Id, Message, Objection, Result, Subject};
use organisation::{acting_name, keeping_custom, wrong_custom};
use serde_json::{Map, Value as Json};
use storage::{AuditEntry, Read, Tx};

/// What somebody would have written, had they been allowed to.
#[derive(Clone, Debug)]
pub struct SendChangeNotice {
    /// The notice that is sent anew, and the revision that its sender saw; none for a new one.
    pub again: Option<(Id, i64)>,
    /// The system as it should be, with the revision that it was read at.
    pub system: System,
    /// It stands in no register yet.
    pub is_new: bool,
    pub reason: String,
}

/// Sends a notice and answers its id.
///
/// # Errors
/// Refused for who does not answer for the system; stale when it has changed meanwhile; rejected where nothing is
/// proposed, and where the register would not take it.
pub fn send_change_notice(tx: &mut Tx, ask: &SendChangeNotice) -> Result<Id> {
    let before = if ask.is_new { None } else { Some(visible_system(tx, ask.system.id)?) };
    let ask =
        &SendChangeNotice { system: keeping_custom(before.as_ref(), ask.system.clone()), ..ask.clone() };
    let earlier = ask.again.map(|again| own_unsettled(tx, again)).transpose()?;
    let mut objections = wrong_with(tx, before.as_ref(), ask)?;
    let place = if ask.is_new { ask.system.organisation } else { Some(ask.system.id) };
    let has_place = !ask.is_new || objections.iter().all(|one| one.field != "organisation");
    if let Some(place) = place.filter(|_| has_place) {
        access::authorise(tx, PROPOSE, place)?;
    }
    if before.as_ref().is_some_and(|before| before.revision != ask.system.revision) {
        return Err(Error::stale());
    }
    let changes = compute_proposal(before.as_ref(), &ask.system);
    if let Some(before) = &before {
        objections.extend(unseen_in(tx, before, &changes)?);
    }
    if changes.is_empty() {
        objections.push(Objection::new("", "register-objection-nothing-proposed"));
    }
    let (Some(place), true) = (place, objections.is_empty()) else { return Err(Error::Rejected(objections)) };
    let notice = ChangeNotice {
        id: earlier.as_ref().map_or_else(Id::new, |notice| notice.id),
        revision: earlier.as_ref().map_or(1, |notice| notice.revision + 1),
        system: Some(ask.system.id),
        name: before.map_or_else(|| ask.system.name.clone(), |before| before.name),
        is_new: ask.is_new,
        place,
        state: NoticeState::Open,
        sent_by: tx.actor().person,
        sent_by_name: acting_name(tx)?,
        sent_at: tx.instant(),
        changes,
        reason: ask.reason.trim().to_owned(),
        answer: String::new(),
        taken: Vec::new(),
        settled_by_name: String::new(),
        settled_at: None,
    };
    store::save_notice(tx, &notice)?;
    let action = if earlier.is_some() { "change_notice.sent_again" } else { "change_notice.sent" };
    let changes = notice.changes.clone();
    tell(
        tx,
        &notice,
        AuditEntry { action, changes, reason: Some(notice.reason.clone()), ..AuditEntry::default() },
    )?;
    if let Some(earlier) = &earlier {
        settle_sender(tx, earlier)?;
    }
    tell_keepers(tx, &notice)?;
    Ok(notice.id)
}

/// Field by field what is proposed. Of a new system only what says something.
#[must_use]
pub fn compute_proposal(before: Option<&System>, after: &System) -> Map<String, Json> {
    let json = |system: &System| Json::from(kernel::json_of(system));
    let mut changes = storage::changes(&before.map_or(Json::Null, json), &json(after));
    changes.retain(|_, sides| before.is_some() || sides[1] != Json::Array(Vec::new()));
    changes
}

/// Whoever proposes what shall stand at a field sees what stands there: a notice tells both.
fn unseen_in(read: &Read, before: &System, changes: &Map<String, Json>) -> Result<Vec<Objection>> {
    let hidden = all_hidden_fields(&access::allowed(read, before.id)?, before.custom.fields());
    let unseen = hidden.into_iter().filter(|name| changes.contains_key(name));
    Ok(unseen.map(|name| Objection::new(name, "register-objection-field-not-seen")).collect())
}

fn wrong_with(read: &Read, before: Option<&System>, ask: &SendChangeNotice) -> Result<Vec<Objection>> {
    let pack = findings::pack_in_force(read)?;
    let mut objections = match before {
        Some(before) => check_changed_system(&pack, before, &ask.system),
        None => check_new_system(&pack, &ask.system),
    };
    objections.extend(wrong_references(read, before, &ask.system)?);
    objections.extend(wrong_custom(read, before, &ask.system)?);
    objections.extend(check_reason("reason", &ask.reason));
    Ok(objections)
}

/// A notice that the actor has sent, and may send anew or withdraw.
pub(crate) fn own_unsettled(read: &Read, (id, revision): (Id, i64)) -> Result<ChangeNotice> {
    let notice = visible_notice(read, id)?;
    let is_own =
        read.actor().is_trusted() || (notice.sent_by.is_some() && notice.sent_by == read.actor().person);
    if !is_own {
        return Err(Error::Refused(Message::new("refused-notice-of-another")));
    }
    if !matches!(notice.state, NoticeState::Open | NoticeState::SentBack) {
        return Err(Error::rejected("", "register-objection-notice-settled"));
    }
    if notice.revision == revision { Ok(notice) } else { Err(Error::stale()) }
}

/// Writes what was done to a notice.
pub(crate) fn tell(tx: &mut Tx, notice: &ChangeNotice, entry: AuditEntry) -> Result<()> {
    audit(tx, notice.place, AuditEntry { subject: Some(Subject::new(CHANGE_NOTICE, notice.id)), ..entry })
}
