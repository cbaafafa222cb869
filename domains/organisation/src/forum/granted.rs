//! What a seat by name lets somebody do: they read what their group decides for, and take part in deciding, on the days on which
//! they sit there. Who sits by a role may do what the role lets them.

use super::change::touch_where_it_counts;
use crate::staff::Staff;
use crate::store::seated::{NamedSeat, seats_of_people};
use crate::{Employment, PersonKind, compute_spell};
use access::Grant;
use kernel::{Choice as _, Date, Id, Period, Result, Subject};
use policy::CoreFunction;
use std::collections::BTreeMap;
use storage::Tx;

/// Gives what seats by name give, instead of what they gave before, to the people of a group that was changed.
pub(super) fn settle_seats_of(tx: &mut Tx, people: &[Id]) -> Result<()> {
    let staff = Staff::of(tx, people.iter().copied())?;
    give_seats(tx, &staff, &seats_of_people(tx, people)?)
}

/// The same for people who may sit for other days than before, because they are employed otherwise: what their groups answer
/// for is judged anew.
pub(crate) fn settle_seats(tx: &mut Tx, staff: &Staff, people: &[Id]) -> Result<()> {
    let seats = seats_of_people(tx, people)?;
    if seats.is_empty() {
        // People are entered before any pack has been adopted.
        return Ok(());
    }
    let (pack, today) = (findings::pack_in_force(tx)?, tx.today());
    let lasting = seats.iter().filter(|seat| seat.days.to.is_none_or(|to| to >= today));
    // What lies within an organisation is a long list, read once for each body and not for each of its people.
    let groups: BTreeMap<(&str, Id), &Subject> =
        lasting.map(|seat| ((seat.body.as_str(), seat.record.id), &seat.record)).collect();
    for ((body, _), record) in groups {
        touch_where_it_counts(tx, &pack, body, record)?;
    }
    give_seats(tx, staff, &seats)
}

fn give_seats(tx: &mut Tx, staff: &Staff, seats: &[NamedSeat]) -> Result<()> {
    let mut given = Vec::new();
    for seat in seats {
        match days_of(staff, seat, tx.today()) {
            Some(valid) => given.push(Grant {
                source: seat.id,
                person: seat.person,
                core_function: CoreFunction::GroupMember.name().to_owned(),
                subject: seat.record.id,
                home: Some(staff.home(seat.person, seat.record.id, valid)),
                valid,
            }),
            None => access::take_back(tx, seat.id)?,
        }
    }
    access::give_all(tx, &given)
}

/// The days on which somebody sits there: those of the group on which they are employed without a break, at whichever
/// employer; all of them for people from outside.
fn days_of(staff: &Staff, seat: &NamedSeat, today: Date) -> Option<Period> {
    if staff.person(seat.person)?.kind == PersonKind::External {
        return Some(seat.days);
    }
    let employed: Vec<Period> = staff.employments_of(seat.person).iter().map(Employment::period).collect();
    let from = seat.days.from.unwrap_or(today).max(today);
    let days = seat.days.cut_to(&compute_spell(&employed, from)?);
    (!days.is_empty()).then_some(days)
}
