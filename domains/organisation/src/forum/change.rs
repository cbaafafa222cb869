//! Forms a group, or changes what it is called and who has a seat in it.

use super::check::decide_forum;
use super::granted::settle_seats_of;
use super::surroundings::Surroundings;
use super::{Forum, Size, check_size, members_of};
use crate::record_of_change::{Because, check_revision};
use crate::store::forums as store;
use crate::store::organisations::descendants_or_self;
use crate::{EDIT_FORUMS, FORUM, ORGANISATION, READ_HOLDERS, on_behalf_of};
use kernel::{Error, Id, Message, Objection, Result, Subject, json_of};
use policy::Pack;
use serde_json::{Map, json};
use storage::{AuditEntry, Read, Tx};

/// The group as it shall stand.
#[derive(Clone, Debug)]
pub struct SaveForum {
    pub forum: Forum,
    /// The revision that was changed; None forms a new group.
    pub revision: Option<i64>,
    pub because: Because,
}

/// Saves a group with its seats.
///
/// # Errors
/// Not found for who may not see it or its record, refused for who may not form groups there, rejected for what is wrong;
/// too many members are refused with the clauses of the guideline.
pub fn save_forum(tx: &mut Tx, ask: &SaveForum) -> Result<Forum> {
    let before = match ask.revision {
        None => None,
        Some(revision) => Some(changeable(tx, ask.forum.id, revision)?),
    };
    let subject = before.as_ref().unwrap_or(&ask.forum).subject();
    let around = Surroundings::of(tx, &subject, &ask.forum)?;
    access::authorise(tx, EDIT_FORUMS, subject.id)?;
    let saved = decide_forum(before.as_ref(), &ask.forum, &around).map_err(Error::Rejected)?;
    let is_seated_anew = before.as_ref().is_none_or(|old| has_other_seats(old, &saved));
    let members_before = if is_seated_anew { count_of(tx, before.as_ref())? } else { 0 };
    store::save_forum(tx, &saved, before.is_none())?;
    if is_seated_anew {
        // Who sits by a role is read by the seats as they stand; a refusal takes everything back.
        refuse_too_many(&around.pack, &saved, members_before, count_of(tx, Some(&saved))?)?;
    }
    tell_saved(tx, before.as_ref(), &saved, &ask.because)?;
    touch_where_it_counts(tx, &around.pack, &saved.body, &saved.subject())?;
    settle_seats_of(tx, &saved.people)?;
    Ok(saved)
}

/// A group that the actor may change, unless somebody else has since it was read.
pub(super) fn changeable(tx: &mut Tx, id: Id, revision: i64) -> Result<Forum> {
    let stored = visible_forum(tx, id)?;
    access::authorise(tx, EDIT_FORUMS, stored.subject_id)?;
    check_revision(stored.revision, revision)?;
    Ok(stored)
}

/// A group at a record on which the actor may see who holds the roles, or in which they have a seat by name.
///
/// # Errors
/// [`Error::NotFound`] also when they may not see it.
pub fn visible_forum(read: &Read, id: Id) -> Result<Forum> {
    let forum = store::forum(read, id)?;
    let is_own = read.actor().person.is_some_and(|person| forum.people.contains(&person));
    let may_see = is_own
        || access::may(read, READ_HOLDERS, forum.subject_id)?
        || access::may(read, EDIT_FORUMS, forum.subject_id)?;
    if may_see { Ok(forum) } else { Err(Error::NotFound) }
}

fn has_other_seats(before: &Forum, after: &Forum) -> bool {
    (&before.roles, &before.people) != (&after.roles, &after.people)
}

/// How many would sit in a group today, whenever it begins; nobody where there is none yet.
fn count_of(read: &Read, forum: Option<&Forum>) -> Result<usize> {
    let Some(forum) = forum else { return Ok(0) };
    let today = Forum { from: forum.from.min(read.today()), to: None, ..forum.clone() };
    let members = members_of(read, &[today])?;
    Ok(members.get(&forum.id).map_or(0, |members| members.people.len()))
}

/// A group that has become too large by itself may be made smaller step by step.
fn refuse_too_many(pack: &Pack, forum: &Forum, before: usize, after: usize) -> Result<()> {
    let limits = pack.forum_of(&forum.body);
    let size = check_size(after, limits.and_then(|one| one.noted_from), limits.and_then(|one| one.most));
    let Size::TooMany { most } = size else { return Ok(()) };
    if after < before {
        return Ok(());
    }
    let message =
        Message::new("objection-forum-too-many").with("count", number(after)).with("most", number(most));
    let clauses = limits.map(|one| one.clauses.as_slice()).unwrap_or_default();
    Err(Error::Rejected(vec![Objection::new("people", message).by_clauses(clauses)]))
}

/// A group answers for its record, and for what lies within that where the guideline demands one there.
pub(super) fn touch_where_it_counts(tx: &mut Tx, pack: &Pack, body: &str, record: &Subject) -> Result<()> {
    tx.touch(record.clone());
    let required = pack.forum_of(body).map_or(&[][..], |one| one.required.as_slice());
    if required.iter().any(|one| one.subject != record.kind) {
        return findings::touch_all_within(tx, &[record.id]);
    }
    if !required.is_empty() && record.kind == ORGANISATION.name() {
        for below in descendants_or_self(tx, record.id)? {
            tx.touch(Subject::new(ORGANISATION, below));
        }
    }
    Ok(())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn tell_saved(tx: &mut Tx, before: Option<&Forum>, after: &Forum, because: &Because) -> Result<()> {
    let Some(before) = before else { return tell(tx, "forum.created", (None, after), because) };
    let renamed = Forum {
        roles: before.roles.clone(),
        people: before.people.clone(),
        chair: before.chair.clone(),
        convener: before.convener.clone(),
        ..after.clone()
    };
    let is_reseated = renamed != *after;
    let is_renamed = renamed != Forum { revision: after.revision, ..before.clone() };
    if is_renamed || !is_reseated {
        tell(tx, "forum.changed", (Some(before), &renamed), because)?;
    }
    if is_reseated {
        tell(tx, "forum.members_changed", (Some(&renamed), after), because)?;
    }
    Ok(())
}

/// Tells the same in two histories: that of the group field by field, and that of its record by the name of the group.
pub(super) fn tell(
    tx: &mut Tx,
    action: &'static str,
    (before, after): (Option<&Forum>, &Forum),
    because: &Because,
) -> Result<()> {
    let on_behalf_of = on_behalf_of(tx, after.subject_id)?;
    let fields = storage::changes(&before.map_or_else(Map::new, json_of).into(), &json_of(after).into());
    let name = storage::changes(&json!({}), &json!({ "name": after.name }));
    for (subject, changes) in [(Subject::new(FORUM, after.id), fields), (after.subject(), name)] {
        tx.audit(&AuditEntry {
            action,
            subject: Some(subject),
            changes,
            reason: Some(because.reason.clone()),
            decision: Some(because.decision.clone()),
            on_behalf_of: on_behalf_of.clone(),
        })?;
    }
    Ok(())
}
