//! When people leave: what they own has no owner from the day after.

use crate::{Employment, compute_spell, employments_of_all};
use kernel::{Date, Id, Period, Result};
use std::collections::BTreeMap;
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
