//! What was missing on a day in the past: computed anew for that day, then narrowed and paged as the list of today is.

use crate::managed_object::OBJECT;
use crate::reach;
use crate::system::SYSTEM;
use findings::{Finding, gaps_of};
use kernel::{Error, Id, Outcome, Result};
use policy::About;
use storage::{Page, Query, Read};

/// One page of the gaps of the day of the read, and how many there are. The values are those of the list's filters, which
/// the query has already judged; its cursor is the number of rows before the page.
///
/// # Errors
/// Waived gaps, which are told of today only; a cursor that is not ours; or when the database fails.
pub(crate) fn gaps_of_the_past<'a>(
    read: &Read,
    query: &Query,
    asked: impl Fn(&str) -> Option<&'a str>,
) -> Result<(Page<Finding>, i64)> {
    if asked("outcome") == Some(Outcome::Waived.name()) {
        return Err(Error::rejected("outcome", "register-objection-waived-in-the-past"));
    }
    let before = rows_before(query)?;
    let subject: Option<Id> = asked("subject").and_then(|id| id.parse().ok());
    let about = asked("about").map(|text| serde_json::from_str::<About>(text).ok());
    let mut found = gaps_of(read, subject)?;
    found.retain(|one| {
        asked("subject_kind").is_none_or(|kind| one.subject.kind == kind)
            && asked("outcome").is_none_or(|outcome| one.outcome.name() == outcome)
            && asked("rule").is_none_or(|rule| one.rule == rule)
            && about.as_ref().is_none_or(|about| about.as_ref() == Some(&one.about))
    });
    if let Some(within) = asked("within").and_then(|id| id.parse().ok()) {
        keep_within(read, &mut found, within)?;
    }
    found.sort_by_cached_key(|one| (texts::sort_key(&one.subject_name), one.subject.id, one.rule.clone()));
    let total = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Ok((page_of(found, before, query.limit), total))
}

fn rows_before(query: &Query) -> Result<usize> {
    let read = |cursor: &String| cursor.parse().map_err(|_| Error::rejected("cursor", "objection-cursor"));
    query.cursor.as_ref().map_or(Ok(0), read)
}

fn page_of(found: Vec<Finding>, before: usize, limit: i64) -> Page<Finding> {
    let limit = usize::try_from(limit).unwrap_or(1).max(1);
    let end = before.saturating_add(limit);
    let next_cursor = (end < found.len()).then(|| end.to_string());
    Page { items: found.into_iter().skip(before).take(limit).collect(), next_cursor }
}

/// What lay within an organisation or object that day, which need not be what lies there today.
fn keep_within(read: &Read, found: &mut Vec<Finding>, within: Id) -> Result<()> {
    let ids = |kind: &str| -> Vec<Id> {
        let mut ids: Vec<Id> =
            found.iter().filter(|one| one.subject.kind == kind).map(|one| one.subject.id).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    };
    let lying = reach::lying_within(read, &ids(SYSTEM.name()), &ids(OBJECT.name()), within)?;
    found.retain(|one| lying.contains(&one.subject.id));
    Ok(())
}
