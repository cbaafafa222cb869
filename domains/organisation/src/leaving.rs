//! When people leave: what they own has no owner from the day after.

use crate::endings::notice_until;
use crate::moving::{Move, open_moves};
use crate::staff::Staff;
use crate::{Employment, compute_spell, employments_of_all};
use kernel::{Date, Id, Period, Result};
use std::collections::{BTreeMap, BTreeSet};
use storage::Read;

/// The last day on which people are employed: of those employed today or later the end of that employment, where it has
/// one; of those who have left the day on which they did. Of people who have never been employed, such as a supplier's
/// staff, nothing is known.
///
/// # Errors
/// When the database fails.
pub fn last_days_of(read: &Read, people: &[Id]) -> Result<BTreeMap<Id, Date>> {
    let mut employments: BTreeMap<Id, Vec<Period>> = BTreeMap::new();
    for one in employments_of_all(read, people)? {
        employments.entry(one.person).or_default().push(Employment::period(&one));
    }
    let last_day = |(person, periods): (Id, Vec<Period>)| {
        compute_last_day(&periods, read.today()).map(|last_day| (person, last_day))
    };
    Ok(employments.into_iter().filter_map(last_day).collect())
}

/// The last day, known for each who has been employed, on which people are employed where they were at home on a day: what
/// somebody was given then, and is no role, does not follow to another employer either.
///
/// # Errors
/// When the database fails.
pub fn last_days_at_home(read: &Read, since: &BTreeSet<(Id, Date)>) -> Result<BTreeMap<(Id, Date), Date>> {
    let people: BTreeSet<Id> = since.iter().map(|(person, _)| *person).collect();
    let staff = Staff::by_employments(read, &Vec::from_iter(people))?;
    let last_day = |(person, on): &(Id, Date)| {
        let days = staff.days_at_home(*person, *on);
        compute_last_day(&days, read.today()).map(|last_day| ((*person, *on), last_day))
    };
    Ok(since.iter().filter_map(last_day).collect())
}

/// That somebody leaves their employer. Swedish: avslut av anställning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    pub last_day: Date,
    /// The organisation in the federation that employs them afterwards. Their roles do not follow.
    pub moves_to: Option<Id>,
}

/// When somebody leaves the employer of today, or left the last one; none for who stays, or never was employed.
///
/// # Errors
/// When the database fails.
pub fn departure_of(read: &Read, person: Id) -> Result<Option<Departure>> {
    Ok(departure_in(&Staff::of(read, [person])?, person, read.today()))
}

/// When somebody goes to another place of work with the same employer, or did lately, and it is not decided what becomes of
/// their roles.
///
/// # Errors
/// When the database fails.
pub fn move_of(read: &Read, person: Id) -> Result<Option<Move>> {
    Ok(open_moves(read, Some(&[person]), notice_until(read)?)?.into_iter().next())
}

/// The same as [`departure_of`], of one of some people.
pub(crate) fn departure_in(staff: &Staff, person: Id, today: Date) -> Option<Departure> {
    let employments = staff.employments_of(person);
    let is_today = |one: &&Employment| one.from <= today && one.to.is_none_or(|to| to >= today);
    let current = staff.employed(person, today).and_then(|spells| spells.first().copied());
    let last_day = match current.filter(|spell| spell.contains(today)) {
        Some(spell) => spell.to,
        None => employments.iter().filter_map(|one| one.to.filter(|to| *to < today)).max(),
    };
    let last_day = last_day?;
    let home = employments
        .iter()
        .find(|one| one.to == Some(last_day))
        .or_else(|| employments.iter().find(is_today))
        .map(|one| staff.entity_of(one.organisation));
    let goes_on = |one: &&Employment| one.to.is_none_or(|to| to > last_day);
    let next = employments.iter().filter(goes_on).min_by_key(|one| one.from);
    let moves_to = next.filter(|one| Some(staff.entity_of(one.organisation)) != home);
    Some(Departure { last_day, moves_to: moves_to.map(|one| one.organisation) })
}

fn compute_last_day(employments: &[Period], today: Date) -> Option<Date> {
    match compute_spell(employments, today) {
        Some(spell) => spell.to,
        None => employments.iter().filter_map(|period| period.to).max(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_last_day_is_that_of_the_employment_today_else_of_the_latest() {
        let period = |from: &str, to: &str| Period::new(Some(day(from)), to.parse().ok());
        let cases = [
            (vec![], None),
            (vec![period("2026-01-01", "")], None),
            (vec![period("2026-01-01", "2026-06-30")], Some("2026-06-30")),
            (vec![period("2026-01-01", "2026-06-30"), period("2026-07-01", "")], None),
            (vec![period("2026-01-01", "2026-06-30"), period("2026-08-01", "")], Some("2026-06-30")),
            (
                vec![period("2024-01-01", "2024-12-31"), period("2025-02-01", "2025-03-31")],
                Some("2025-03-31"),
            ),
            (vec![period("2025-01-01", "2025-12-31"), period("2026-05-01", "")], None),
        ];
        for (employments, expected) in cases {
            let found = compute_last_day(&employments, day("2026-03-02"));
            assert_eq!(found, expected.map(day), "{employments:?}");
        }
    }
}
