//! The kinds of day that guidelines speak of, by law alone; what a municipality closes besides stands in its opening hours.

use crate::holiday::is_public_holiday;
use jiff::civil::{Date, Weekday};

/// A Sunday or a public holiday. Swedish: röd dag.
#[must_use]
pub fn is_red(day: Date) -> bool {
    day.weekday() == Weekday::Sunday || is_public_holiday(day)
}

/// Monday to Friday and not red. Swedish: arbetsdag.
#[must_use]
pub fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_public_holiday(day)
}

/// A working day whose next calendar day is red. Swedish: vardag före röd dag.
#[must_use]
pub fn is_before_red_day(day: Date) -> bool {
    is_working_day(day) && day.tomorrow().is_ok_and(is_red)
}

/// The number of the ISO 8601 week, 1–53. Swedish: veckonummer.
#[must_use]
pub fn iso_week(day: Date) -> i8 {
    day.iso_week_date().week()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_weekdays_before_red_days_of_2026_are_the_nine_that_the_rules_name() {
        let first = date(2026, 1, 1);
        let days: Vec<Date> =
            first.series(jiff::ToSpan::days(1)).take(365).filter(|day| is_before_red_day(*day)).collect();
        let named = [(1, 5), (4, 2), (4, 30), (5, 13), (6, 5), (6, 19), (10, 30), (12, 24), (12, 31)];
        assert_eq!(days, named.map(|(month, day)| date(2026, month, day)));
    }

    #[test]
    fn eves_are_working_days_by_law_and_sundays_are_red() {
        assert!(is_working_day(date(2026, 12, 24)) && !is_red(date(2026, 12, 24)));
        assert!(is_red(date(2026, 11, 22)) && !is_working_day(date(2026, 11, 22)));
        assert!(!is_red(date(2026, 11, 21)) && !is_working_day(date(2026, 11, 21)));
    }

    #[test]
    fn weeks_are_those_of_iso_8601_around_the_new_year() {
        let cases = [
            (date(2026, 1, 1), 1),
            (date(2026, 12, 31), 53),
            (date(2027, 1, 3), 53),
            (date(2027, 1, 4), 1),
            (date(2024, 12, 30), 1),
            (date(2026, 11, 22), 47),
        ];
        for (day, week) in cases {
            assert_eq!(iso_week(day), week, "{day}");
        }
    }

    #[test]
    fn the_last_day_that_a_date_can_hold_is_no_trap() {
        assert!(!is_before_red_day(Date::MAX));
    }
}
