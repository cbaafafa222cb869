//! Closes a group: after its last day nobody sits in it, and another of the same body may be formed.

use super::Forum;
use super::awaited::refuse_awaited;
use super::change::{changeable, tell, touch_where_it_counts};
use super::granted::settle_seats_of;
use crate::record_of_change::Because;
use crate::store::forums::{self as store, forums_at};
use kernel::{Date, Error, Id, Objection, Result};
use storage::Tx;

/// Which group is closed, after which day, and why.
#[derive(Clone, Debug)]
pub struct CloseForum {
    pub id: Id,
    pub revision: i64,
    /// Yesterday for one that is closed at once.
    pub last_day: Date,
    pub because: Because,
}

/// Closes a group, or has it closed on another day than was said before.
///
/// # Errors
/// Not found for who may not see it, refused for who may not change it, rejected for a day that has been, for a group that is
/// closed already, and for one that something waits for.
pub fn close_forum(tx: &mut Tx, ask: &CloseForum) -> Result<Forum> {
    let stored = changeable(tx, ask.id, ask.revision)?;
    let closed = decide_closing(&stored, ask.last_day, tx.today()).map_err(Error::Rejected)?;
    if ask.last_day <= tx.today() {
        refuse_awaited(tx, &stored)?;
    }
    write_closed(tx, &stored, &closed, &ask.because)?;
    Ok(closed)
}

/// Groups of an organisation end with it: where its work goes on, others are formed.
pub(crate) fn close_forums_of(
    tx: &mut Tx,
    organisations: &[Id],
    last_day: Date,
    because: &Because,
) -> Result<()> {
    for open in forums_at(tx, organisations)?.into_iter().filter(|one| one.to.is_none_or(|to| to > last_day))
    {
        let closed = Forum { to: Some(last_day), revision: open.revision + 1, ..open.clone() };
        write_closed(tx, &open, &closed, because)?;
    }
    Ok(())
}

fn write_closed(tx: &mut Tx, open: &Forum, closed: &Forum, because: &Because) -> Result<()> {
    store::save_forum(tx, closed, false)?;
    tell(tx, "forum.closed", (Some(open), closed), because)?;
    let pack = findings::pack_in_force(tx)?;
    touch_where_it_counts(tx, &pack, &closed.body, &closed.subject())?;
    settle_seats_of(tx, &closed.people)
}

fn decide_closing(stored: &Forum, last_day: Date, today: Date) -> Result<Forum, Vec<Objection>> {
    let yesterday = today.yesterday().unwrap_or(today);
    let wrong = if !stored.lasts_on(today) {
        Some(Objection::new("", "objection-forum-closed"))
    } else if last_day < yesterday {
        Some(Objection::new("last_day", "objection-forum-past"))
    } else if last_day > today.saturating_add(jiff::Span::new().years(50)) {
        Some(Objection::new("last_day", "objection-date-unlikely"))
    } else {
        None
    };
    match wrong {
        Some(objection) => Err(vec![objection]),
        None => Ok(Forum { to: Some(last_day), revision: stored.revision + 1, ..stored.clone() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{Subject, SubjectKind};

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn a_group_is_closed_from_yesterday_on_and_only_once() {
        let subject = Subject::new(SubjectKind("system"), Id::new());
        let open = Forum::new("steering_group", &subject, day("2026-01-01"));
        let closed = Forum { to: Some(day("2026-03-01")), ..open.clone() };
        let planned = Forum { to: Some(day("2026-12-31")), ..open.clone() };
        let cases = [
            (&open, "2026-03-01", None),
            (&open, "2026-03-02", None),
            (&open, "2026-06-30", None),
            (&planned, "2026-06-30", None),
            (&open, "2026-02-28", Some("objection-forum-past")),
            (&open, "2126-01-01", Some("objection-date-unlikely")),
            (&closed, "2026-03-02", Some("objection-forum-closed")),
        ];
        for (forum, last_day, expected) in cases {
            let found = decide_closing(forum, day(last_day), day("2026-03-02"));
            let key = found.as_ref().err().map(|wrong| wrong[0].message.key);
            assert_eq!(key, expected, "{last_day}");
            if let Ok(closed) = found {
                assert_eq!((closed.to, closed.revision), (Some(day(last_day)), 1));
            }
        }
    }
}
