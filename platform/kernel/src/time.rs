//! Civil dates, instants and periods. Instants are UTC; civil time is that of Stockholm.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

pub use jiff::civil::Date;

/// The zone whose clock and calendar Swedish municipalities live by.
pub const STOCKHOLM: &str = "Europe/Stockholm";

/// A point in time, in whole microseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    #[must_use]
    pub const fn as_micros(self) -> i64 {
        self.0
    }

    /// Now, by the machine's clock. Only the edge of the program asks; rules get their time as an argument.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Timestamp::now().as_microsecond())
    }

    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// The same instant in jiff's type; outside years -9999 to 9999 it is cut to them.
    #[must_use]
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        })
    }

    /// The same instant on the clock of Stockholm.
    #[must_use]
    pub fn in_stockholm(self) -> jiff::Zoned {
        self.timestamp().to_zoned(TimeZone::get(STOCKHOLM).unwrap_or(TimeZone::UTC))
    }

    /// The civil date in Stockholm.
    #[must_use]
    pub fn date(self) -> Date {
        self.in_stockholm().date()
    }

    /// The last microsecond of a day in Stockholm: what was recorded *as of* that day.
    #[must_use]
    pub fn end_of(day: Date) -> Self {
        let next = day.tomorrow().unwrap_or(Date::MAX);
        let start = TimeZone::get(STOCKHOLM)
            .unwrap_or(TimeZone::UTC)
            .to_zoned(next.to_datetime(jiff::civil::Time::midnight()))
            .map_or(i64::MAX, |zoned| zoned.timestamp().as_microsecond());
        Self(start - 1)
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

impl FromStr for Instant {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>().map(|t| Self(t.as_microsecond()))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Whole civil days, both ends included. An open end has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub from: Option<Date>,
    pub to: Option<Date>,
}

impl Period {
    pub const ALWAYS: Self = Self { from: None, to: None };

    #[must_use]
    pub const fn new(from: Option<Date>, to: Option<Date>) -> Self {
        Self { from, to }
    }

    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }

    /// True for a period that ends before it begins and so holds no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.cut_to(other).is_empty()
    }

    /// The days that both periods hold.
    #[must_use]
    pub fn cut_to(&self, other: &Self) -> Self {
        Self { from: self.from.max(other.from), to: earliest(self.to, other.to) }
    }
}

fn earliest(one: Option<Date>, other: Option<Date>) -> Option<Date> {
    match (one, other) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_ends_at_midnight_in_stockholm_in_summer_and_in_winter() {
        assert_eq!(Instant::end_of(date(2026, 11, 22)).to_string(), "2026-11-22T22:59:59.999999Z");
        assert_eq!(Instant::end_of(date(2026, 7, 1)).to_string(), "2026-07-01T21:59:59.999999Z");
    }

    #[test]
    fn an_instant_late_in_the_evening_utc_is_the_next_day_in_stockholm() {
        let instant: Instant = "2026-11-22T23:30:00Z".parse().unwrap();
        assert_eq!(instant.date(), date(2026, 11, 23));
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it() {
        let period = Period::new(Some(date(2026, 1, 1)), Some(date(2026, 1, 31)));
        assert!(period.contains(date(2026, 1, 1)) && period.contains(date(2026, 1, 31)));
        assert!(!period.contains(date(2026, 2, 1)));
        assert!(period.overlaps(&Period::new(Some(date(2026, 1, 31)), None)));
        assert!(!period.overlaps(&Period::new(Some(date(2026, 2, 1)), None)));
    }

    #[test]
    fn cutting_an_open_period_keeps_the_known_end() {
        let open = Period::new(Some(date(2026, 3, 1)), None);
        let employment = Period::new(None, Some(date(2026, 6, 30)));
        assert_eq!(open.cut_to(&employment), Period::new(Some(date(2026, 3, 1)), Some(date(2026, 6, 30))));
    }
}
