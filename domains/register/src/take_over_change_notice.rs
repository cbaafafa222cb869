//! Takes over what somebody has told: the keeper of the register writes it there, whole or in part, with one click.

use crate::change_notice::{ChangeNotice, NoticeState, ProposedValue};
use crate::change_system::change_system_as_told;
use crate::reason::check_reason;
use crate::register_system::register_system_as_told;
use crate::send_change_notice::tell;
use crate::system::{SYSTEM, System};
use crate::told_notices::tell_settled;
use crate::visible::visible_system;
use crate::visible_notice::visible_notice;
use crate::{EDIT, store};
use kernel::{Error, Id, Objection, Result};
use organisation::{acting_name, with_blank_custom};
use std::collections::BTreeSet;
use storage::{AuditEntry, Tx};

/// What is taken over of a notice.
#[derive(Clone, Debug)]
pub struct TakeOverChangeNotice {
    pub notice: Id,
    /// The revision of the notice that the keeper saw; none where nobody looked.
    pub revision: Option<i64>,
    /// The fields that were chosen; none: all of them.
    pub fields: Option<BTreeSet<String>>,
    /// The revision of the system beside which the fields were chosen: what others wrote up to it was seen.
    pub seen: Option<i64>,
    /// Why not everything is taken over.
    pub answer: String,
}

/// Writes what was proposed into the register, and answers the system.
///
/// # Errors
/// Refused for who may not write there; rejected when it is settled already, where the register says something third by
/// now, and where it would not take a value any longer; stale.
pub fn take_over_change_notice(tx: &mut Tx, ask: &TakeOverChangeNotice) -> Result<Id> {
    let notice = visible_notice(tx, ask.notice)?;
    access::authorise(tx, EDIT, notice.place)?;
    let id = notice.system.ok_or(Error::NotFound)?;
    check_open(&notice, ask.revision)?;
    let now = if notice.is_new {
        with_blank_custom(tx, SYSTEM, System { id, ..System::default() })?
    } else {
        visible_system(tx, id)?
    };
    let taken = decide_take_over(&notice, &now, ask).map_err(Error::Rejected)?;
    let mut after = now;
    notice.write_into(&mut after, taken.iter().map(String::as_str))?;
    let came_of =
        if is_written_whole(&notice, &after) { "notice-told-taken-over" } else { "notice-told-partly" };
    if notice.is_new {
        register_system_as_told(tx, after, Some(&notice))?;
    } else {
        change_system_as_told(tx, after, Some(&notice))?;
    }
    let settled = ChangeNotice {
        revision: notice.revision + 1,
        state: NoticeState::TakenOver,
        answer: ask.answer.trim().to_owned(),
        taken,
        settled_by_name: acting_name(tx)?,
        settled_at: Some(tx.instant()),
        ..notice.clone()
    };
    store::save_notice(tx, &settled)?;
    tell_settled(tx, &notice, &settled, Some(came_of))?;
    let reason = Some(settled.answer.clone());
    tell(tx, &settled, AuditEntry { action: "change_notice.taken_over", reason, ..AuditEntry::default() })?;
    Ok(id)
}

/// Whether everything that was proposed stands in the system.
fn is_written_whole(notice: &ChangeNotice, after: &System) -> bool {
    notice.changes.keys().all(|field| notice.compare(field, after) == ProposedValue::StandsAlready)
}

/// Only what waits can be settled, and once.
pub(crate) fn check_open(notice: &ChangeNotice, revision: Option<i64>) -> Result<()> {
    if notice.state != NoticeState::Open {
        return Err(Error::rejected("", "register-objection-notice-settled"));
    }
    if revision.is_some_and(|revision| revision != notice.revision) {
        return Err(Error::stale());
    }
    Ok(())
}

/// Which fields are taken over. What has become something third meanwhile is taken only by who saw it beside the notice
/// and chose it.
///
/// # Errors
/// Everything that stands against it.
pub fn decide_take_over(
    notice: &ChangeNotice,
    now: &System,
    ask: &TakeOverChangeNotice,
) -> Result<Vec<String>, Vec<Objection>> {
    let is_chosen = |field: &str| ask.fields.as_ref().is_none_or(|fields| fields.contains(field));
    let has_seen = ask.fields.is_some() && ask.seen == Some(now.revision);
    let unknown = ask.fields.iter().flatten().filter(|field| !notice.changes.contains_key(*field));
    let mut objections: Vec<Objection> =
        unknown.map(|field| Objection::new(field.clone(), "objection-unknown-field")).collect();
    let (mut taken, mut is_whole) = (Vec::new(), true);
    for field in notice.changes.keys() {
        match notice.compare(field, now) {
            ProposedValue::Conflicts if is_chosen(field) && !has_seen => {
                objections.push(Objection::new(field.clone(), "register-objection-notice-conflict"));
            }
            _ if is_chosen(field) => taken.push(field.clone()),
            ProposedValue::StandsAlready => {}
            ProposedValue::Fits | ProposedValue::Conflicts => is_whole = false,
        }
    }
    if taken.is_empty() && objections.is_empty() {
        objections.push(Objection::new("fields", "register-objection-nothing-chosen"));
    }
    if !is_whole && ask.answer.trim().is_empty() {
        objections.push(Objection::new("answer", "register-objection-say-why-not-all"));
    }
    objections.extend(check_reason("answer", &ask.answer));
    if objections.is_empty() { Ok(taken) } else { Err(objections) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::notice_of;
    use serde_json::json;

    /// Name and number are proposed; the number has become something third.
    fn notice() -> ChangeNotice {
        notice_of(json!({"name": ["Lön", "Löner"], "local_number": ["1", "2"]}))
    }

    fn now() -> System {
        System { revision: 4, name: "Lön".into(), local_number: "3".into(), ..System::default() }
    }

    fn asking(fields: Option<&[&str]>, seen: Option<i64>, answer: &str) -> TakeOverChangeNotice {
        TakeOverChangeNotice {
            notice: Id::new(),
            revision: None,
            fields: fields.map(|fields| fields.iter().map(|field| (*field).to_owned()).collect()),
            seen,
            answer: answer.to_owned(),
        }
    }

    type Names = &'static [&'static str];
    /// The fields that were chosen, the revision that was seen, the answer, and what it comes to.
    type Case = (Option<Names>, Option<i64>, &'static str, Result<Names, Names>);

    #[test]
    fn each_way_of_taking_over_comes_to_its_fields_or_its_objections() {
        let cases: &[Case] = &[
            // One click takes what fits, and stops where somebody has written something third.
            (None, Some(4), "", Err(&["local_number register-objection-notice-conflict"])),
            (
                Some(&["name", "local_number"]),
                None,
                "",
                Err(&["local_number register-objection-notice-conflict"]),
            ),
            (
                Some(&["name", "local_number"]),
                Some(3),
                "",
                Err(&["local_number register-objection-notice-conflict"]),
            ),
            (Some(&["name", "local_number"]), Some(4), "", Ok(&["local_number", "name"])),
            (Some(&["name"]), Some(4), "Numret är vårt", Ok(&["name"])),
            (Some(&["name"]), Some(4), " ", Err(&["answer register-objection-say-why-not-all"])),
            (Some(&[]), Some(4), "Nej", Err(&["fields register-objection-nothing-chosen"])),
            (Some(&["name", "size"]), Some(4), "Så", Err(&["size objection-unknown-field"])),
            (Some(&["name"]), None, "Om 811218-9876", Err(&["answer objection-personal-identity-number"])),
        ];
        for (fields, seen, answer, expected) in cases {
            let found =
                decide_take_over(&notice(), &now(), &asking(*fields, *seen, answer)).map_err(|found| {
                    found.iter().map(|one| format!("{} {}", one.field, one.message.key)).collect::<Vec<_>>()
                });
            match (found, expected) {
                (Ok(taken), Ok(expected)) => {
                    let sorted: BTreeSet<&str> = taken.iter().map(String::as_str).collect();
                    assert_eq!(sorted.into_iter().collect::<Vec<_>>(), *expected);
                }
                (Err(found), Err(expected)) => assert_eq!(found, *expected),
                (found, expected) => panic!("{fields:?}: {found:?}, not {expected:?}"),
            }
        }
    }

    #[test]
    fn what_stands_there_already_needs_no_answer_when_it_is_left_out() {
        let now = System { local_number: "2".into(), ..now() };
        let found = decide_take_over(&notice(), &now, &asking(Some(&["name"]), Some(4), ""));
        assert_eq!(found.unwrap(), ["name"]);
    }
}
