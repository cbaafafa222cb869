//! The day on which a view is sent next.

use crate::mailing::Rhythm;
use jiff::civil::Weekday;
use kernel::Date;

/// The first day of the rhythm after a day. A month has its day whatever its length: the 28th is the last that one may choose.
pub(crate) fn compute_next_day(rhythm: Rhythm, month_day: i64, after: Date) -> Date {
    let is_due = |day: Date| match weekday(rhythm) {
        Some(wanted) => day.weekday() == wanted,
        None => i64::from(day.day()) == month_day.clamp(1, 28),
    };
    let mut day = after.tomorrow().unwrap_or(Date::MAX);
    while !is_due(day) && day < Date::MAX {
        day = day.tomorrow().unwrap_or(Date::MAX);
    }
    day
}

const fn weekday(rhythm: Rhythm) -> Option<Weekday> {
    match rhythm {
        Rhythm::Monday => Some(Weekday::Monday),
        Rhythm::Tuesday => Some(Weekday::Tuesday),
        Rhythm::Wednesday => Some(Weekday::Wednesday),
        Rhythm::Thursday => Some(Weekday::Thursday),
        Rhythm::Friday => Some(Weekday::Friday),
        Rhythm::Saturday => Some(Weekday::Saturday),
        Rhythm::Sunday => Some(Weekday::Sunday),
        Rhythm::Monthly => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_view_is_sent_on_its_day_of_the_week_or_month_and_never_twice_on_one_day() {
        for (rhythm, month_day, after, next) in [
            (Rhythm::Monday, 1, "2026-03-02", "2026-03-09"),
            (Rhythm::Friday, 1, "2026-03-02", "2026-03-06"),
            (Rhythm::Sunday, 1, "2026-12-31", "2027-01-03"),
            (Rhythm::Monthly, 1, "2026-03-01", "2026-04-01"),
            (Rhythm::Monthly, 28, "2026-02-27", "2026-02-28"),
            (Rhythm::Monthly, 15, "2026-12-20", "2027-01-15"),
        ] {
            let found = compute_next_day(rhythm, month_day, after.parse().unwrap());
            assert_eq!(found.to_string(), next, "{rhythm:?} {month_day} after {after}");
        }
    }
}
