//! Days, weeks and times as the pages write them. Clock times are those of Stockholm.

use kernel::{Arg, Date, Instant, Language};

/// A day: `2026-11-22`.
#[must_use]
pub fn date(day: Date) -> String {
    day.to_string()
}

/// An ISO week: `v. 47` in Swedish, `week 47` in English.
#[must_use]
pub fn week(language: Language, iso_week: i8) -> String {
    crate::format(language, "calendar-week", &[("week", Arg::Number(iso_week.into()))])
}

/// A point in time on the clock of Stockholm, to the minute: `2026-11-22 15:04`.
#[must_use]
pub fn instant(instant: Instant) -> String {
    instant.in_stockholm().strftime("%Y-%m-%d %H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_written_year_first() {
        assert_eq!(date(jiff::civil::date(2026, 3, 7)), "2026-03-07");
    }

    #[test]
    fn an_instant_is_written_on_the_clock_of_stockholm_winter_and_summer() {
        assert_eq!(instant("2026-11-22T14:04:59Z".parse().unwrap()), "2026-11-22 15:04");
        assert_eq!(instant("2026-07-01T22:30:00Z".parse().unwrap()), "2026-07-02 00:30");
    }

    #[test]
    fn a_week_is_written_in_the_language_of_the_reader() {
        assert_eq!(week(Language::Swedish, 47), "v.\u{A0}47");
        assert_eq!(week(Language::English, 5), "week\u{A0}5");
    }
}
